"""What a session leaves behind: outputs with their lineage, and promises."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from server.core import blocks, cards, naming, outcomes
from server.core.outcomes import given_in_order
from server.core.plan import Given, Item, step_key
from server.core.session import Contribution
from server.record.desk import Desk
from server.record.promised import written
from server.record.record import Brought, Commitment, Output, Scores, Spread, Voice, Word
from server.record.telling import ranking, scores_of
from server.record.words import spreads_of, word
from structures.vocabulary import Step, Tells


def brought(desk: Desk) -> tuple[Brought, ...]:
    """What was there before the session began."""
    session = desk.session
    return tuple(
        Brought(
            given.name,
            blocks.output_title(given.name),
            tuple(
                _come_from(desk, given, one)
                for one in given_in_order(session, given.name)
                if one.id not in session.hidden
            ),
            given.source,
            given.tells,
        )
        for given in session.plan.given
    )


def _come_from(desk: Desk, given: Given, one: Contribution) -> Word:
    return replace(word(desk, None, one), origin=origin(given, one))


def origin(given: Given, one: Contribution) -> str:
    """Where a line that was brought along stands in the records of its series ("1:5.3.2"); nothing where not known."""
    number = int(one.id.rpartition("-")[2])
    return given.refs[number - 1] if number <= len(given.refs) else ""


def outputs(desk: Desk, words: Mapping[str, Word]) -> Iterator[Output]:
    session = desk.session
    places = {
        desk.refs[one.id]: _place(desk, item, step, one)
        for item in session.items
        for step in item.steps
        for one in session.written(step_key(item, step))
    }
    places |= {
        desk.refs[one.id]: "brought along"
        for given in session.plan.given
        for one in given_in_order(session, given.name)
    }
    put_under: dict[str, list[str]] = {}
    for line in words.values():
        if line.put_under:
            put_under.setdefault(line.put_under, []).append(line.ref)
    telling = _Telling(words, places, put_under)
    for name in dict.fromkeys(item.output for item in session.items if item.output):
        found = blocks.output_cards(session, desk.around, name)
        scores = _scores(desk, name)
        lines = [telling.voice(desk.refs[card.id], scores.get(card.id)) for card in found]
        spread, reservations = _agreement(desk, name)
        uses = tuple(dict.fromkeys(used for item in session.items if item.output == name for used in item.uses))
        title = blocks.output_title(name)
        ranked = ranking(desk, name, title)
        told = tuple(line for line in lines if line)
        tells = next((item.tells for item in session.items if item.output == name and item.tells), _alike(told))
        yield Output(name, title, told, spread, reservations, uses, ranked, tells)


def _alike(lines: Sequence[Voice]) -> Tells | None:
    """What the first words of all the lines are, where their forms say the same."""
    first = {next((one.tells for one in line.word.said if one.kind in ("text", "long")), None) for line in lines}
    return first.pop() if len(first) == 1 else None


def _scores(desk: Desk, name: str) -> dict[str, Scores]:
    """How lines were scored by what left this output: the same line may have been scored elsewhere, too."""
    found: dict[str, Scores] = {}
    for item in desk.session.items:
        if item.output == name:
            found.update(scores_of(desk.session, desk.around, item))
    return found


@dataclass(frozen=True, slots=True)
class _Telling:
    """Lines by their numbers, where each was written, and the numbers of those that were put under it."""

    words: Mapping[str, Word]
    places: Mapping[str, str]
    put_under: Mapping[str, Sequence[str]]

    def voice(self, ref: str, scores: Scores | None = None, above: frozenset[str] = frozenset()) -> Voice | None:
        """A line with its sources below it; None when the record may not hold it."""
        line = self.words.get(ref)
        if line is None or ref in above:
            return None
        sources = (self.voice(source, None, above | {ref}) for source in (*line.about, *self.put_under.get(ref, ())))
        scored = replace(line, scores=scores) if scores else line
        return Voice(scored, self.places.get(ref, ""), tuple(voice for voice in sources if voice))


def _place(desk: Desk, item: Item, step: Step, one: Contribution) -> str:
    """Where a line was written, in words."""
    if step.by == "scribe":
        return cards.card(desk.session, desk.around, one).group or "everybody"
    role = desk.roles.get(one.id, "")
    return f"one voice: {role}" if role else "one voice"


def _agreement(desk: Desk, name: str) -> tuple[Spread | None, tuple[str, ...]]:
    """How far people can go with an output that was checked for consent, and what troubles them, word for word."""
    session = desk.session
    for item in session.items:
        if item.output == name and item.leaves.by:
            for step in outcomes.steps_named(item, item.leaves.by):
                if step.deals or step.marks or session.is_open(step_key(item, step)):
                    continue
                made = [
                    one
                    for one in session.written(step_key(item, step))
                    if not one.late and one.id not in session.hidden
                ]
                spreads = spreads_of(step, made)
                said = [
                    str(one.values[f.name])
                    for one in made
                    for f in step.form
                    if f.kind in ("text", "long") and one.values.get(f.name)
                ]
                if any(f.kind == "score" for f in step.form):
                    return spreads[0] if spreads else None, tuple(sorted(said))
    return None, ()


def commitments(desk: Desk) -> Iterator[Commitment]:
    """Every promise with a name: who, what, by when, with whom; blanks stay visible."""
    session, around = desk.session, desk.around
    for step, _, one in written(session):
        said = {line.kind: line.text for line in cards.lines(session, around, step, one.values)}
        what = said.get("text") or said.get("long", "")
        with_whom = said.get("person") or said.get("people", "")
        beside = next((cards.seats(one.values.get(f.name)) for f in step.form if f.kind in ("person", "people")), ())
        yield Commitment(
            naming.signed(session, around, one.seat),
            what,
            said.get("date", ""),
            with_whom,
            desk.refs[one.id],
            role=desk.roles.get(one.id, ""),
            who_beyond=naming.beyond(session, around, one.seat),
            with_beyond=naming.those_beyond(session, around, beside),
        )
