"""New groups for a step, read out of a session: who has met, who is of one kind, who picked, wrote or placed what.

The arithmetic is in `grouping` and `gathering`. Groups are formed once and recorded; `seating` keeps them calm after.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping

from server.core import gathering
from server.core.events import Groups
from server.core.gathering import Formed
from server.core.grouping import Wish, meetings, merge, odd_seats, of_size, seat_latecomer
from server.core.outcomes import is_let_out, is_word, output_words, words
from server.core.plan import Item, StepKey, bounds, step_key, steps_after, steps_before
from server.core.remembering import once
from server.core.session import Contribution, Seat, Session
from server.core.sights import own_words
from server.core.wanted import wanted
from server.core.wishes import broken
from structures.vocabulary import Step

GROUP_MEMORY = 12
"""Being in a group larger than this is not meeting everybody in it."""

_ROWS_TRIED = 60


def form(session: Session, item: Item, step: Step, rng: random.Random) -> Formed:
    """New groups for a step: people who have not met, mixed as the plan wishes, or those whom something brings
    together."""
    wish, people, grouping = wish_of(session), session.present(), step.grouping
    match grouping.kind:
        case "merge":
            return Formed(_merged(session, item, step, wish, rng))
        case "clusters":
            ask = session.plan.asks[0] if session.plan.asks else None
            answers = {seat: session.seats[seat].traits.get(ask.name, "") for seat in people} if ask else {}
            alike = gathering.clusters(people, answers, ask.options if ask else (), rng)
            return alike or Formed(gathering.plain(people, grouping.size or gathering.ABOUT, wish, rng))
        case "circle":
            return gathering.circle(people, _willing(session, item, step), grouping.size, grouping.outer, wish, rng)
        case "joined":
            picks = _picks(session, item, step)
            return gathering.joined(people, _offers(session, item, step), picks, grouping.roam, wish, rng)
        case "stations":
            return _visit(session, item, step, wish, rng)
        case "fold":
            return gathering.fold(people, _places(session, item, step), rng)
        case _:
            return Formed(_of_size(session, item, step, wish, rng))


def _of_size(session: Session, item: Item, step: Step, wish: Wish, rng: random.Random) -> Groups:
    if item.same_groups and (same := session.groups.get(f"{item.repeats}/{step.name}")):
        return _whole(session, same, wish)
    following = next(
        (s.grouping for s in steps_after(item.steps, step) if s.grouping.kind not in ("alone", "keep")), None
    )
    multiple = following.size if following and following.kind == "merge" else 1
    return of_size(session.present(), **bounds(step.grouping), multiple=multiple, wish=wish, rng=rng)


# --- who has met, and what the plan wishes ---------------------------------------------------------------------


Met = Mapping[frozenset[int], int]
"""How often two people have been in one group."""


def met(session: Session) -> Met:
    """How often two people have been in one group in the steps that have begun."""
    return _met(session.standing, session.groups)


@once(4)
def _met(standing: Mapping[StepKey, StepKey], groups: Mapping[StepKey, Groups]) -> Met:
    return Counter(pair for key in _formed(standing, groups) for pair in pairs(groups[key]))


def met_in_all(session: Session) -> Met:
    """The same, with how often they had in earlier sessions."""
    return _met_in_all(session.standing, session.groups, session.seats)


@once(4)
def _met_in_all(
    standing: Mapping[StepKey, StepKey], groups: Mapping[StepKey, Groups], seats: Mapping[int, Seat]
) -> Met:
    found = Counter(_met(standing, groups))
    for number, seat in seats.items():
        for other, times in seat.met.items():
            found[frozenset((number, other))] += times
    return found


def pairs(groups: Groups) -> list[frozenset[int]]:
    """Who meets whom in these groups."""
    return meetings(tuple(group for group in groups if len(group) <= GROUP_MEMORY))


def wish_of(session: Session) -> Wish:
    """Everything that groups of this session should respect now."""
    odd: Counter[int] = Counter()
    for key in _formed(session.standing, session.groups):
        step = session.step(key)
        if step and step.grouping.kind == "groups":
            odd.update(odd_seats(session.groups[key], step.grouping.size))
    return wanted(session, met_in_all(session), odd)


def _formed(standing: Mapping[StepKey, StepKey], groups: Mapping[StepKey, Groups]) -> list[StepKey]:
    """The steps that have begun and for which groups were formed."""
    return list(dict.fromkeys(key for key in standing.values() if key in groups))


# --- groups that go on from groups -----------------------------------------------------------------------------


def is_whole(session: Session, item: Item, step: Step) -> bool:
    """True when nobody was moved in the groups these were made from: merged groups, or the parties of a tour."""
    if step.grouping.kind == "merge":
        before = _before(session, item, step)
    elif step.grouping.kind == "stations" and (visit := _visit_before(session, item, step)):
        key = step_key(item, visit)
        stay = set(_hosts(session, key))
        before = tuple(tuple(seat for seat in group if seat not in stay) for group in session.groups[key])
    else:
        return True
    ready = [set(group) for group in session.groups.get(step_key(item, step), ())]
    return all(any(set(group) <= big for big in ready) for group in before)


def _merged(session: Session, item: Item, step: Step, wish: Wish, rng: random.Random) -> Groups:
    before = _before(session, item, step)
    if before:
        made = _whole(session, merge(before, step.grouping.size, most=None, rng=rng), wish)
        # Neighbours were chosen to suit each other; another row of them is tried only where a chosen pair asks for it.
        for _ in range(_ROWS_TRIED if wish.firm else 0):
            if not (wrong := broken(made, wish.firm)):
                break
            row = tuple(rng.sample(before, len(before)))
            other = _whole(session, merge(row, step.grouping.size, most=None, rng=rng), wish)
            made = other if broken(other, wish.firm) < wrong else made
        return made
    return gathering.plain(session.present(), 2 * step.grouping.size, wish, rng)


def _before(session: Session, item: Item, step: Step) -> Groups:
    """The groups that a merging step starts from."""
    for earlier in reversed(steps_before(item.steps, step)):
        if earlier.grouping.forms:
            return session.groups.get(step_key(item, earlier), ())
    return ()


def _whole(session: Session, groups: Groups, wish: Wish) -> Groups:
    """The groups with just the people who are here: those gone left out, those missing placed."""
    here = set(session.present())
    seated = tuple(g for g in (tuple(m for m in group if m in here) for group in groups) if g)
    for seat in sorted(here - {m for group in seated for m in group}):
        if not seated:
            return (tuple(sorted(here)),)
        number = seat_latecomer(seated, seat, most=None, wish=wish)
        seated = (*seated[:number], (*seated[number], seat), *seated[number + 1 :])
    for number, group in enumerate(seated):
        if len(group) == 1 and len(seated) > 1:
            others = (*seated[:number], *seated[number + 1 :])
            to = min(range(len(others)), key=lambda n: (wish.strain(group[0], others[n]), len(others[n])))
            return _whole(session, (*others[:to], (*others[to], group[0]), *others[to + 1 :]), wish)
    return seated


def _visit(session: Session, item: Item, step: Step, wish: Wish, rng: random.Random) -> Formed:
    """A visit to the stations: the parties of the visit before go one on; the first visit makes the parties."""
    before = _visit_before(session, item, step)
    if before is None:
        offers = {one.id: one.seat for one in _open_words(session, item, step.grouping.of)}
        return gathering.stations(session.present(), offers, wish, rng, visits=step.round[1])
    key, shift = step_key(item, before), step.grouping.visit - before.grouping.visit
    hosts = _hosts(session, key)
    groups = gathering.next_visit(session.present(), session.groups[key], hosts, shift)
    return Formed(groups, session.topics[key])


def _visit_before(session: Session, item: Item, step: Step) -> Step | None:
    """The last visit to the same stations that was formed before this one."""
    for earlier in reversed(steps_before(item.steps, step)):
        grouping, key = earlier.grouping, step_key(item, earlier)
        if grouping.kind == "stations" and grouping.of == step.grouping.of and session.topics.get(key):
            return earlier if grouping.visit < step.grouping.visit else None
    return None


def _hosts(session: Session, key: StepKey) -> list[int]:
    """The seat of each station's writer."""
    found = (session.contribution(id) for id in session.topics[key])
    return [one.seat if one else 0 for one in found]


# --- what people chose and wrote -------------------------------------------------------------------------------


def _open_words(session: Session, item: Item, of: str) -> list[Contribution]:
    """The words of a step (or the outputs in use), each line once where several were put together."""
    if of == "output":
        found = [one for name in item.uses for one in output_words(session, name) if is_let_out(session, one)]
    else:
        found = list(words(session, f"{item.key}/{of}"))
    return [one for one in found if one.id not in session.together]


def _offers(session: Session, item: Item, step: Step) -> dict[str, int]:
    """What people could choose among in the step these groups come from, with the seats of the writers."""
    source = session.step(f"{item.key}/{step.grouping.of}")
    found: dict[str, int] = {}
    for sight in source.sees if source else ():
        for one in _open_words(session, item, "output" if sight.whose == "output" else sight.of):
            if not sight.held or one.id in session.shown:
                found[one.id] = one.seat
    return found


def _picks(session: Session, item: Item, step: Step) -> dict[int, str]:
    """What each person picked; where a group's pen picked, what it picked for them."""
    found: dict[int, str] = {}
    for seat, one in _said(session, item, step).items():
        for name in _fields(session, item, step, "pick"):
            picked = one.values.get(name)
            if isinstance(picked, tuple) and picked:
                found.setdefault(seat, session.together.get(picked[0], picked[0]))
    return found


def _willing(session: Session, item: Item, step: Step) -> set[int]:
    """Who chose the first answer: they take a chair inside."""
    source = session.step(f"{item.key}/{step.grouping.of}")
    asked = next((f for f in source.form if f.kind == "choice"), None) if source else None
    said = _said(session, item, step)
    return {seat for seat, one in said.items() if asked and one.values.get(asked.name) == asked.options[0]}


def _places(session: Session, item: Item, step: Step) -> dict[int, float]:
    """How far along the line each person put themselves."""
    found: dict[int, float] = {}
    for seat, one in _said(session, item, step).items():
        for name in _fields(session, item, step, "place"):
            try:
                found.setdefault(seat, float(str(one.values[name]).partition(",")[0]))
            except (KeyError, ValueError):
                continue
    return found


def _fields(session: Session, item: Item, step: Step, kind: str) -> list[str]:
    source = session.step(f"{item.key}/{step.grouping.of}")
    return [f.name for f in source.form if f.kind == kind] if source else []


def _said(session: Session, item: Item, step: Step) -> Mapping[int, Contribution]:
    """The newest word of each person here in the step these groups come from."""
    key = f"{item.key}/{step.grouping.of}"
    said = {seat: [one for one in own_words(session, seat, key) if is_word(session, one)] for seat in session.present()}
    return {seat: max(made, key=lambda one: (one.at, one.id)) for seat, made in said.items() if made}
