"""What was said about lines, counted: the answers, places and figures of marking steps, and who asked whom for what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from server.core import canvas as c
from server.core import cards, outcomes
from server.core.faces import Around, word_of
from server.core.plan import Item, step_key
from server.core.ranking import ranked
from server.core.session import Contribution, Session
from server.record.charts import Ranked, Ranking
from server.record.desk import Desk, headline, is_told
from server.record.record import Asked, Said, Scores, Tally, Told, in_one_line
from structures.vocabulary import Field, Step

COUNTED = ("choice", "place", "score")
"""Fields that are counted; what else a mark holds is read, line by line."""


def told_about(session: Session) -> dict[str, tuple[Told, ...]]:
    """By contribution: what each marking step said about it, in the order of the run."""
    found: dict[str, list[Told]] = {}
    for item in session.items:
        for step in item.steps:
            key = step_key(item, step)
            if not step.marks or not is_told(session, key, step) or session.is_open(key):
                continue
            about: dict[str, list[Contribution]] = {}
            for one in outcomes.marks(session, key):
                for id in one.about[:1]:
                    about.setdefault(id, []).append(one)
            ranks = item.leaves.by and step in outcomes.steps_named(item, item.leaves.by)
            for id, marks in about.items():
                skip = "score" if ranks else ""
                found.setdefault(id, []).extend(counted(step, word_of(item, step), marks, skip))
    return {id: tuple(told) for id, told in found.items()}


def counted(step: Step, word: str, made: Iterable[Contribution], skip: str = "") -> Iterator[Told]:
    """The answers to each countable question of a form, and how many gave each of them."""
    marks = list(made)
    for f in step.form:
        if f.kind in COUNTED and f.kind != skip:
            said = Counter(text for one in marks if (text := _answer(f, one)))
            if said:
                order = _order(f)
                tallies = sorted(said.items(), key=lambda told: (-told[1], order.get(told[0], 0), told[0]))
                yield Told(f.label or word, tuple(Tally(text, count) for text, count in tallies))


def _answer(f: Field, one: Contribution) -> str:
    value = one.values.get(f.name)
    if value is None:
        return ""
    return c.words_for(f.canvas, str(value)) if f.kind == "place" and f.canvas else str(value)


def _order(f: Field) -> dict[str, int]:
    """Where each answer stands in its form."""
    if f.kind == "score":
        return {str(n): -n for n in range(f.low, f.high + 1)}
    named = f.canvas.zones if f.canvas else f.options
    return {text: n for n, text in enumerate(named)}


def asked(desk: Desk, item: Item, step: Step, shown: Iterable[Contribution]) -> tuple[Asked, ...]:
    """Who asked whom for what, and what was answered in the step that marks these lines."""
    if not any(f.kind == "addressee" for f in step.form):
        return ()
    answered = [s for s in item.steps if s.marks and step in outcomes.steps_named(item, s.marks)]
    questions = {f.label or word_of(item, s) for s in answered for f in s.form if f.kind == "choice"}
    rows = []
    for one in shown:
        card = cards.card(desk.session, desk.around, one)
        told = [t for told in desk.told.get(one.id, ()) if told.question in questions for t in told.counts]
        said = tuple(Said(line.label, line.kind, line.text) for line in card.lines)
        rows.append(Asked(desk.refs[one.id], card.group, card.to, in_one_line(said), tuple(told)))
    return tuple(sorted(rows, key=lambda row: (row.group, row.to, row.ref)))


def scores_of(session: Session, around: Around, item: Item) -> Iterator[tuple[str, Scores]]:
    """The scores of the cards of an item, where it ranks them."""
    if not item.leaves.by or not item.leaves.of:
        return
    if any(session.is_open(step_key(item, s)) for s in outcomes.steps_named(item, item.leaves.by)):
        return
    made = outcomes.may_leave(session, item)
    for one, s in ranked(session, item, made, item.leaves.by, answer=item.leaves.only):
        if sum(s.spread) or (not s.spread and s.outof):
            yield one.id, Scores(s.spread, s.low, s.total, s.outof, s.place, s.tied)


def ranking(desk: Desk, name: str, title: str) -> Ranking | None:
    """All the lines that an output was chosen from, best first; None where people did not choose among several."""
    session = desk.session
    for item in reversed(session.items):
        lines = []
        for id, scores in scores_of(session, desk.around, item) if item.output == name else ():
            one = session.contribution(id)
            step = session.step(one.step) if one else None
            if one and (step is None or is_told(session, one.step, step)):
                at = f"{scores.place}{'=' if scores.tied else ''}" if scores.total else ""
                text = headline(desk, one)
                lines.append(Ranked(text, at, scores.total, scores.outof, scores.low, scores.spread))
        if len(lines) > 1 and any(one.outof > 1 for one in lines):
            how = "by score" if any(one.spread for one in lines) else "by how many chose them"
            return Ranking(f"{title}, {how}", tuple(lines))
    return None
