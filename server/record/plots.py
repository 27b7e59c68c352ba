"""Where people placed lines, or themselves, on the canvases of a step."""

from __future__ import annotations

from collections.abc import Iterator

from server.core import canvas as c
from server.core import cards, outcomes
from server.core.faces import word_of
from server.core.plan import Item, step_key
from server.core.session import Contribution
from server.record.charts import Placed, Plot
from server.record.desk import Desk, headline, in_order, is_told
from structures.vocabulary import Field, Step


def plots(desk: Desk, item: Item, step: Step) -> tuple[Plot, ...]:
    """A plot for each canvas of a step that has closed and may be told. Lines stand with all the places they were
    given; people who only placed themselves stand together without words."""
    key = step_key(item, step)
    if desk.session.is_open(key) or not is_told(desk.session, key, step):
        return ()
    found = []
    for f in step.form:
        if f.kind == "place" and f.canvas:
            placed = tuple(_about_lines(desk, item, step, f) if step.marks else _by_themselves(desk, item, step, f))
            if placed:
                canvas = f.canvas
                title = f.label or item.title or word_of(item, step)
                found.append(Plot(title, canvas.kind, canvas.x, canvas.y, canvas.zones, placed))
    return tuple(found)


def _about_lines(desk: Desk, item: Item, step: Step, f: Field) -> Iterator[Placed]:
    """The lines that people placed, as they are numbered in the record."""
    session = desk.session
    given: dict[str, list[tuple[float, float]]] = {}
    for one in outcomes.marks(session, step_key(item, step)):
        if point := _point(f, one):
            for id in one.about[:1]:
                given.setdefault(id, []).append(point)
    for id in sorted(given, key=lambda id: _number(desk.refs.get(id, ""))):
        line = session.contribution(id)
        text = headline(desk, line) if line and _may_be_told(desk, line) else ""
        if text:
            yield Placed(text, tuple(sorted(given[id])))


def _may_be_told(desk: Desk, line: Contribution) -> bool:
    step = desk.session.step(line.step)
    told = step is None or is_told(desk.session, line.step, step)
    return told and outcomes.is_word(desk.session, line)


def _by_themselves(desk: Desk, item: Item, step: Step, f: Field) -> Iterator[Placed]:
    session = desk.session
    people = []
    for one in in_order(session, step_key(item, step)):
        point = _point(f, one)
        if point is None or not outcomes.is_word(session, one):
            continue
        group = cards.card(session, desk.around, one).group if step.by == "scribe" else ""
        text = headline(desk, one) or group
        if text:
            yield Placed(text, (point,))
        else:
            people.append(point)
    if people:
        yield Placed("", tuple(sorted(people)))


def _point(f: Field, one: Contribution) -> tuple[float, float] | None:
    value = one.values.get(f.name)
    return c.point(value) if isinstance(value, str) else None


def _number(ref: str) -> tuple[int, ...]:
    return tuple(int(part) for part in ref.split(".") if part)
