"""Building the record of a session from its log."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from server.core import cards, forming
from server.core.events import Entry
from server.core.faces import Around, word_of
from server.core.folding import fold
from server.core.plan import Item, StepKey, step_key
from server.core.session import Contribution, Session
from server.core.sights import steps_named
from server.core.timing import planned_run
from server.record.record import Commitment, Output, Part, Record, Said, Scores, Spread, StepRecord, Taking, Voice, Word
from structures.vocabulary import Step

SMALL_CELL = 5
"""A role shared by fewer people is not shown: it would name them."""

_TOGETHER = {"alone": "each alone", "everyone": "all together", "keep": "in the same groups"}


@dataclass(frozen=True, slots=True)
class _Desk:
    """What building needs at hand."""

    session: Session
    around: Around
    refs: Mapping[str, str]
    roles: Mapping[int, str]
    scores: Mapping[str, Scores]


def build(entries: Iterable[Entry], names: Mapping[int, str]) -> Record:
    """The record of a log. `names` maps seats to the names people gave; they stand only where a step promised names."""
    session = fold(entries)
    desk = _desk(session, names)
    run, _ = planned_run(session)
    numbers = {item.key: n for n, item in enumerate(session.items, 1)}
    parts = []
    for item, line in zip(session.items, run, strict=True):
        length = {step.key: step.seconds for step in line.steps}
        state = {"done": "played", "now": "played", "skipped": "skipped"}.get(line.state, "not reached")
        parts.append(
            Part(
                number=numbers[item.key],
                kind=item.kind,
                title=item.title,
                invitation=item.invitation,
                state=state,
                planned=line.planned,
                took=_took(session, item.key),
                began=_instant(line.began_at),
                steps=tuple(_step(desk, item, step, length[step_key(item, step)]) for step in item.steps),
                note=item.note,
                again=bool(item.repeats),
            )
        )
    words = [word for part in parts for step in part.steps for word in step.words]
    people = session.present()
    meetings = forming.met(session)
    return Record(
        title=session.plan.title,
        subtitle=session.plan.subtitle,
        purpose=session.plan.purpose,
        began=_instant(session.started_at),
        ended=_instant(session.closed_at),
        planned=sum(part.planned for part in parts if part.state != "skipped"),
        took=sum(part.took for part in parts),
        people=len(session.seats),
        contributed=len({one.seat for made in session.made.values() for one in made.values()}),
        pairs_met=round(2 * len(meetings) / max(1, len(people)), 1),
        roles=_taking_part(session),
        parts=tuple(parts),
        outputs=tuple(_outputs(desk, {word.ref: word for word in words})),
        commitments=tuple(_commitments(desk)),
        marked=tuple(word for word in words if word.marked),
    )


def _desk(session: Session, names: Mapping[int, str]) -> _Desk:
    around = Around(names, frozenset(), {}, (), "", "", 0.0)
    refs: dict[str, str] = {}
    scores: dict[str, Scores] = {}
    for n, item in enumerate(session.items, 1):
        for k, step in enumerate(item.steps, 1):
            made = sorted(session.written(step_key(item, step)), key=lambda one: one.id)
            refs.update((one.id, f"{n}.{k}.{i}") for i, one in enumerate(made, 1))
        scores.update(_scores(session, around, item))
    return _Desk(session, around, refs, _roles(session), scores)


# --- words -----------------------------------------------------------------------------------------------------


def _step(desk: _Desk, item: Item, step: Step, planned: float) -> StepRecord:
    session = desk.session
    key = step_key(item, step)
    made = sorted(session.written(key), key=lambda one: one.id)
    late = [one for one in made if one.late]
    hidden = [one for one in made if one.id in session.hidden and not one.late]
    rest = [one for one in made if not one.late and one.id not in session.hidden]
    still_open = session.is_open(key)
    told = _is_told(session, key, step)
    kept = [one for one in rest if not told or session.is_draft(one)]
    shown = [one for one in rest if one not in kept]
    return StepRecord(
        word=word_of(item, step),
        ask=step.ask,
        together=_together(step),
        planned=planned,
        took=_took(session, key),
        words=tuple(_word(desk, step, one) for one in shown if _says_more_than_a_score(step, one)),
        spread=_spread(step, shown),
        kept_private=len(kept),
        set_aside=len(hidden),
        late=len(late),
        still_open=still_open,
        note=session.notes.get(key, ""),
    )


def _is_told(session: Session, key: StepKey, step: Step) -> bool:
    """Whether the record may hold a step's words now: by its capture, and once it has closed or shares them."""
    if step.capture != "room":
        return False
    shares = any(sight.whose == "all" and sight.of == step.name and not sight.held for sight in step.sees)
    return shares or not session.is_open(key)


def _says_more_than_a_score(step: Step, one: Contribution) -> bool:
    """A bare score is counted with its card, not listed."""
    return any(f.kind not in ("score", "pick") and one.values.get(f.name) not in (None, "") for f in step.form) or any(
        f.kind == "pick" for f in step.form
    )


def _word(desk: _Desk, step: Step, one: Contribution) -> Word:
    session = desk.session
    card = cards.card(session, desk.around, one, named=step.named)
    secret = any(f.kind == "score" for f in step.form) and not step.named
    return Word(
        ref=desk.refs[one.id],
        # a score beside a reservation would point at its writer
        said=tuple(
            Said(line.label, line.kind, line.text) for line in card.lines if not (secret and line.kind == "score")
        ),
        who=card.by,
        role="" if step.by == "scribe" else desk.roles.get(one.seat, ""),
        group=card.group,
        about=tuple(desk.refs[id] for id in one.about if id in desk.refs),
        grown=one.inferred,
        marked=one.id in session.marked,
        put_under=desk.refs.get(session.together.get(one.id, ""), ""),
        scores=desk.scores.get(one.id),
    )


def _spread(step: Step, made: list[Contribution]) -> Spread | None:
    scale = next((f for f in step.form if f.kind == "score"), None)
    if scale is None or step.deals:
        return None
    given = [value for one in made if isinstance(value := one.values.get(scale.name), int)]
    return (
        Spread(tuple(given.count(n) for n in range(scale.low, scale.high + 1)), scale.low, scale.ends)
        if given
        else None
    )


def _scores(session: Session, around: Around, item: Item) -> Iterator[tuple[str, Scores]]:
    """The scores of the cards of an item, where it ranks them."""
    rankings = {(item.leaves.of[0], item.leaves.by)} if item.leaves.by and item.leaves.of else set()
    for of, by in sorted(rankings):
        if any(session.is_open(step_key(item, s)) for s in steps_named(item, by)):
            continue
        made = [one for s in steps_named(item, of) for one in session.written(step_key(item, s)) if not one.late]
        for card in cards.ranked(session, around, item, made, by, 0):
            if card.score and sum(card.score.spread):
                s = card.score
                yield card.id, Scores(s.spread, s.low, s.total, s.outof, s.place, s.tied)


# --- outputs and lineage ---------------------------------------------------------------------------------------


def _outputs(desk: _Desk, words: Mapping[str, Word]) -> Iterator[Output]:
    session = desk.session
    places = {
        desk.refs[one.id]: _place(desk, item, step, one)
        for item in session.items
        for step in item.steps
        for one in session.written(step_key(item, step))
    }
    for name in dict.fromkeys(item.output for item in session.items if item.output):
        found = cards.output_cards(session, desk.around, name)
        lines = [_voice(words, places, desk.refs[card.id], frozenset()) for card in found]
        spread, reservations = _agreement(desk, name)
        yield Output(name, cards.output_title(name), tuple(line for line in lines if line), spread, reservations)


def _voice(words: Mapping[str, Word], places: Mapping[str, str], ref: str, above: frozenset[str]) -> Voice | None:
    """A line with its sources below it; None when the record may not hold it."""
    word = words.get(ref)
    if word is None or ref in above:
        return None
    put_under = [other.ref for other in words.values() if other.put_under == ref]
    below = (_voice(words, places, source, above | {ref}) for source in (*word.about, *put_under))
    return Voice(word, places.get(ref, ""), tuple(voice for voice in below if voice))


def _place(desk: _Desk, item: Item, step: Step, one: Contribution) -> str:
    """Where a line was written, in words."""
    if step.by == "scribe":
        return cards.card(desk.session, desk.around, one).group or "everybody"
    role = desk.roles.get(one.seat, "")
    return f"one voice: {role}" if role else "one voice"


def _agreement(desk: _Desk, name: str) -> tuple[Spread | None, tuple[str, ...]]:
    """How far people can go with an output that was checked for consent, and what troubles them, word for word."""
    session = desk.session
    for item in session.items:
        if item.output == name and item.leaves.by:
            for step in steps_named(item, item.leaves.by):
                if step.deals or session.is_open(step_key(item, step)):
                    continue
                made = [
                    one
                    for one in session.written(step_key(item, step))
                    if not one.late and one.id not in session.hidden
                ]
                said = [
                    str(one.values[f.name])
                    for one in made
                    for f in step.form
                    if f.kind in ("text", "long") and one.values.get(f.name)
                ]
                return _spread(step, made), tuple(sorted(said))
    return None, ()


def _commitments(desk: _Desk) -> Iterator[Commitment]:
    """Every promise with a name: who, what, by when, with whom; blanks stay visible."""
    session = desk.session
    for item in session.items:
        for step in item.steps:
            if not step.named or not any(f.kind == "date" for f in step.form):
                continue
            for one in session.written(step_key(item, step)):
                if one.late or one.id in session.hidden or session.is_draft(one):
                    continue
                said = {line.kind: line.text for line in cards.lines(desk.around, step, one.values)}
                what = said.get("text") or said.get("long", "")
                yield Commitment(
                    desk.around.name(one.seat), what, said.get("date", ""), said.get("person", ""), desk.refs[one.id]
                )


# --- people ----------------------------------------------------------------------------------------------------


def _roles(session: Session) -> dict[int, str]:
    """What each person is here as, by the plan's first ask, where enough others are here as that too."""
    if not session.plan.asks:
        return {}
    ask = session.plan.asks[0].name
    said = {n: seat.traits.get(ask, "") for n, seat in session.seats.items()}
    shared = Counter(said.values())
    return {n: role for n, role in said.items() if role and shared[role] >= SMALL_CELL}


def _taking_part(session: Session) -> tuple[Taking, ...]:
    roles = _roles(session)
    wrote = {one.seat for made in session.made.values() for one in made.values()}
    came = Counter(roles.get(n, "others") for n in session.seats)
    contributed = Counter(roles.get(n, "others") for n in session.seats if n in wrote)
    if 0 < came["others"] < SMALL_CELL and len(came) > 1:
        # a few people left over would be named by subtraction: they join the smallest role shown
        nearest = min((r for r in came if r != "others"), key=lambda r: (came[r], r))
        merged = f"{nearest} and others"
        came[merged], contributed[merged] = (
            came.pop(nearest) + came.pop("others"),
            contributed.pop(nearest, 0) + contributed.pop("others", 0),
        )
    return tuple(Taking(role, n, contributed[role]) for role, n in sorted(came.items(), key=lambda r: (-r[1], r[0])))


# --- time ------------------------------------------------------------------------------------------------------


def _took(session: Session, key: str) -> float:
    """Seconds spent in a step, or in all the steps of an item."""
    stays = [stay for stay in session.stays if key in (stay.step, stay.step.partition("/")[0])]
    return round(sum(stay.ended - stay.began for stay in stays if stay.ended), 1)


def _instant(at: float) -> str:
    return datetime.datetime.fromtimestamp(at, datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if at else ""


def _together(step: Step) -> str:
    kind = step.grouping.kind
    if kind == "groups":
        return {2: "in pairs", 3: "in threes", 4: "in fours"}.get(
            step.grouping.size, f"in groups of {step.grouping.size}"
        )
    return f"groups joined {step.grouping.size} by {step.grouping.size}" if kind == "merge" else _TOGETHER[kind]
