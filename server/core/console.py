"""The facilitator's part: the run, the room, and the words a step shares with all. Counts while people write in
private; never a league table of persons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Literal

from server.core import parts as p
from server.core import sights
from server.core.bringing import begun_with
from server.core.cards import card
from server.core.company import group_face
from server.core.doing import label_of, may_now, tally
from server.core.events import Groups
from server.core.faces import Around, name_from_here, name_of
from server.core.forming import met, met_in_all
from server.core.heard import has_words, heard, still
from server.core.judging import mixture, tied, weighed
from server.core.mixture import Mixture
from server.core.plan import Item, Plan, StepKey, step_key
from server.core.remembering import once
from server.core.running import Slot, coming, earlier
from server.core.session import Contribution, Seat, Session
from server.core.timing import planned_run
from server.core.wishes import Tie, Weight
from structures.vocabulary import Sight

State = Literal["help", "free", "no_pen", "talking", "wrote"]
SPELL = 20.0
SPELLS = 10
_NOWHERE: Mapping[int, int] = {}


def control(session: Session, around: Around) -> p.Control:
    step = session.now_step
    before = earlier(session)
    following = coming(session)
    run, planned_end = planned_run(session)
    return p.Control(
        code=around.code,
        url=around.url,
        opened_at=session.opened_at,
        planned_end=planned_end,
        now_key=session.at,
        next_says=name_from_here(session, *following) if following else "",
        back_says=name_from_here(session, *before) if before else "",
        last=following is None and session.phase == "running",
        run=run,
        people=_people(session, around),
        groups=_group_rows(session, around),
        planned=_planned(session, around, following),
        calls=tuple(
            p.HelpCall(seat, around.name(seat), label_of(session, seat), words, at)
            for seat, (words, at) in session.calls.items()
        ),
        queues=tuple(_queue(session, around, sight, cards) for sight, cards in sights.for_facilitator(session)),
        tally=tally(session),
        settled=len(session.settled.get(session.at, {})),
        heard=heard(session),
        still=still(session),
        cue=step.cue if step else "",
        watch=step.watch if step else "",
        move=step.move if step else "",
        note=session.notes.get(session.at, ""),
        lead=session.lead,
        facilitators=around.facilitators,
        met=round(2 * len(met(session)) / max(1, len(session.present())), 1),
        contributed=len(_writers(session)),
        mixes=_mixes(session),
        begun_with=begun_with(session),
        wishes=weighed(session),
        ties=tied(session),
        mixture=_mixture_now(session),
    )


def _mixture_now(session: Session) -> Mixture | None:
    """How well the groups people sit in now came out; counted once for all that is written while they sit."""
    s = session
    return _judged(s.plan, s.items, s.seats, s.groups, s.standing, s.mixing, s.ties, s.at)


@once(16)
def _judged(
    plan: Plan,
    items: tuple[Item, ...],
    seats: Mapping[int, Seat],
    groups: Mapping[StepKey, Groups],
    standing: Mapping[StepKey, StepKey],
    mixing: Mapping[str, Weight],
    ties: Mapping[frozenset[int], Tie],
    at: StepKey,
) -> Mixture | None:
    s = Session(plan, items=items, seats=seats, groups=groups, standing=standing, mixing=mixing, ties=ties, at=at)
    key = standing.get(at, "")
    step = s.step(key)
    if not step or not groups.get(key):
        return None
    return mixture(s, step.grouping, groups[key], met_in_all(s), now=True)


def _mixes(session: Session) -> bool:
    """Whether the groups of now are as good as any others: not made from what people are, chose or wrote, and not in
    the middle of taking turns."""
    key = session.standing.get(session.at, "")
    step, formation = session.now_step, session.step(key)
    if not step or not formation or step.turn > 0:
        return False
    kind = formation.grouping.kind
    return kind in ("groups", "merge") or (kind == "clusters" and not session.called.get(key))


def _writers(session: Session) -> set[int]:
    """Those in the room who have written something today: a tap is no writing, and what was given before the session
    is nobody's."""
    worded = (made for key, made in session.made.items() if has_words(session.step(key)))
    return {one.seat for made in worded for one in made.values()} & set(session.present())


def _people(session: Session, around: Around) -> tuple[p.Person, ...]:
    """Everybody's line: kept from the look before where nothing in it is new, as most are when somebody writes."""
    wrote = frozenset(one.seat for one in session.written(session.at))
    settled, here, unsent = session.settled.get(session.at, {}), around.here, around.unsent
    numbers = session.numbers.get(session.standing.get(session.at, ""), _NOWHERE)
    made = _lines(session.seats, session.plan, numbers, around.names)
    people = []
    for seat in session.seats:
        told = seat, seat in wrote, settled.get(seat) == "passed", seat in here, unsent.get(seat, 0)
        if told not in made:
            made[told] = _person(session, around, *told)
        people.append(made[told])
    return tuple(people)


@once(4)
def _lines(
    seats: Mapping[int, Seat], plan: Plan, numbers: Mapping[int, int], names: Mapping[int, str]
) -> dict[tuple[int, bool, bool, bool, int], p.Person]:
    return {}


def _person(
    session: Session, around: Around, seat: int, wrote: bool, passed: bool, here: bool, unsent: int
) -> p.Person:
    sitting = session.seats[seat]
    return p.Person(
        seat=seat,
        name=around.name(seat),
        traits=tuple(sitting.traits.get(ask.name, "") for ask in session.plan.asks),
        group=session.group_number(session.at, seat),
        here=here,
        left=sitting.left,
        unsent=unsent,
        written=wrote,
        passed=passed,
    )


def _group_rows(session: Session, around: Around) -> tuple[p.GroupRow, ...]:
    made = Counter(session.group_number(session.at, one.seat) for one in session.written(session.at))
    rows = []
    for number, members in enumerate(session.groups_in(session.at)):
        if not members and not _is_open_to_all(session, number):
            continue
        pen = session.pens.get(session.at, {}).get(number, 0)
        signs = session.signs.get(session.at, {}).get(number, ())
        state = _group_state(session, members, wrote=bool(made[number]), is_written=bool(pen))
        face = group_face(session, around, session.at, number, members)
        last = max(signs, default=0.0)
        pulse = _pulse(signs, around.now)
        rows.append(p.GroupRow(face, around.name(pen) if pen else "", state, made[number], last, pulse))
    return tuple(rows)


def _group_state(session: Session, members: tuple[int, ...], *, wrote: bool, is_written: bool) -> State:
    step = session.now_step
    if any(seat in session.calls for seat in members):
        return "help"
    if wrote:
        return "wrote"
    if not step or step.by != "scribe" or not members:
        return "talking"
    if may_now(session, members[0]) == "look":
        return "free"
    return "talking" if is_written else "no_pen"


def _is_open_to_all(session: Session, number: int) -> bool:
    """True for a group one may be sent to though nobody is there: a topic of a market, the inside of a circle."""
    step = session.step(session.standing.get(session.at, ""))
    return step is not None and (step.grouping.roam or (step.grouping.kind == "circle" and number == 0))


def _pulse(signs: tuple[float, ...], now: float) -> tuple[int, ...]:
    spells = Counter(int((now - at) // SPELL) for at in signs)
    return tuple(spells[n] for n in reversed(range(SPELLS)))


def _planned(session: Session, around: Around, following: Slot | None) -> p.Planned | None:
    if following is None:
        return None
    item, step = following
    key = step_key(item, step)
    groups = session.groups.get(key)
    if not groups or key in session.standing:
        return None
    faces = tuple(group_face(session, around, key, n, g) for n, g in enumerate(groups) if g)
    return p.Planned(key, name_of(item, step), faces, mixture(session, step.grouping, groups, met_in_all(session)))


def _queue(session: Session, around: Around, sight: Sight, cards: tuple[Contribution, ...]) -> p.Queue:
    item = session.now_item
    source = item and next((s for s in item.steps if s.name == sight.of), None)
    title = name_of(item, source) if item and source else ""
    names = frozenset(name.casefold() for name in around.names.values() if len(name) > 2)
    under: dict[str, list[Contribution]] = {}
    for one in cards:
        if one.id in session.together:
            under.setdefault(session.together[one.id], []).append(one)
    rows = tuple(
        p.Waiting(
            card=card(session, around, one, named=sight.named),
            state=_state(session, sight, one),
            names_person=_names_somebody(one, names),
            hidden_at=session.hidden.get(one.id, 0.0),
            together=tuple(card(session, around, other, named=sight.named) for other in under.get(one.id, ())),
        )
        for one in sorted(cards, key=lambda one: (one.group, one.id))
        if one.id not in session.together
    )
    return p.Queue(f"{sight.whose}:{sight.of}", title, sight.held, session.spot, rows)


def _state(session: Session, sight: Sight, one: Contribution) -> Literal["waiting", "shown", "hidden", "late"]:
    if one.late:
        return "late"
    if one.id in session.hidden:
        return "hidden"
    return "shown" if not sight.held or one.id in session.shown else "waiting"


def _names_somebody(one: Contribution, names: frozenset[str]) -> bool:
    """Words that hold the name of somebody who has a seat: for the facilitator to look at first."""
    said = " ".join(v for v in one.values.values() if isinstance(v, str)).casefold().split()
    spoken = {word.strip(".,;:!?\"'()“”‘’").removesuffix("'s").removesuffix("’s") for word in said}
    return not names.isdisjoint(spoken)
