"""Paper in place of phones: a sheet for each step in which people write, with a code in the corner that says where its
words are to be typed in later."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from server.core.faces import word_of
from server.core.plan import Item
from server.record.forms.typesetting import typeset
from server.record.handouts.canvas import drawn
from server.record.handouts.occasion import Occasion, Stretch, stretches
from structures.vocabulary import Field, Step

FREE = 4
"""Places to write on one sheet where people may write as often as they like."""
CARDS = 10
"""Rows for cards of others that are answered one by one."""
MARKS = 8
"""Circles to fill where any number of cards can be chosen."""

Sheet = dict[str, Any]


def write(occasion: Occasion) -> bytes:
    """PDF, A4: first a list of the sheets with how many are needed, then one of each. All that is written on phones can
    be written on these."""
    sheets = list(sheets_of(occasion))
    return typeset("paper", told(occasion, sheets))


def told(occasion: Occasion, sheets: list[Sheet]) -> dict[str, Any]:
    """What stands on the list and on the sheets."""
    return {
        "title": occasion.plan.title,
        "subtitle": occasion.plan.subtitle,
        "people": occasion.people,
        "join": occasion.spoken,
        "sheets": sheets,
    }


def sheets_of(occasion: Occasion) -> Iterator[Sheet]:
    """A sheet for each step in which people write, as its template takes it."""
    for n, item in enumerate(occasion.plan.items, 1):
        for one in stretches(item, occasion.people):
            if one.step.form:
                yield _sheet(occasion, n, item, one)


def _sheet(occasion: Occasion, part: int, item: Item, one: Stretch) -> Sheet:
    step = one.step
    whom, copies = _copies(one, occasion.people)
    wanted = _rows(step, one.times)
    rows = wanted if _is_short(step) else max(1, min(wanted, int(_room(step) // _height(step))))
    halves = _is_small(step, rows)
    return {
        "code": f"{part}.{one.number}",
        "structure": item.title,
        "word": word_of(item, step),
        "invitation": step.invitation or item.invitation,
        "ask": step.ask if step.by != "lead" else step.lead_ask or step.ask,
        "lanes": [f"{lane.title}: {lane.ask}" if lane.ask else lane.title for lane in step.lanes],
        "whom": whom,
        "copies": copies,
        "halves": halves,
        "pages": -(-copies // 2) if halves else copies,
        "head": _head(step),
        "kept": _kept(step),
        "along": _along(item, step),
        "rows": rows,
        "more": rows < wanted,
        "as_table": rows > 1 and _is_short(step),
        "card": bool(step.marks or step.deals),
        "fields": [_field(field, len(step.form) == 1) for field in step.form],
    }


def _copies(one: Stretch, people: int) -> tuple[str, int]:
    """For whom a sheet is, and how many are needed."""
    step = one.step
    if step.by == "each":
        return "One for each person", people
    groups = len(one.sizes) or max(1, people // 4)
    if step.by == "rest":
        return "One for each person but the one whose turn it is", people
    who = f"for the {step.lead}" if step.by == "lead" and step.lead else "for each group"
    together = groups == 1 and step.grouping.kind in ("everyone", "keep")
    if together:
        return "One for all together", 1
    return f"One {who}", groups * one.times if step.by == "lead" else groups


def _head(step: Step) -> list[str]:
    """What to fill in at the top: a name only where the record gives one."""
    if step.by == "scribe":
        return ["Group or table"]
    return ["My name"] if step.named else []


def _kept(step: Step) -> str:
    """Who reads the sheet: the same promise as on a phone."""
    if step.capture in ("private", "phone"):
        return "This sheet is yours. Nobody collects it."
    if step.capture == "group":
        return "This sheet stays with your group. It is not typed in."
    if step.named or step.by == "scribe":
        return "This sheet is collected and typed in for all to read."
    return "No name on it. This sheet is collected and typed in."


def _along(item: Item, step: Step) -> str:
    """Which earlier sheets people need before them."""
    names = dict.fromkeys([step.refines, step.marks, step.grows_from, step.deals, *(sight.of for sight in step.sees)])
    before = {one.name: one for one in item.steps[: item.steps.index(step)] if one.form}
    words = dict.fromkeys(word_of(item, before[name]) for name in names if name in before)
    if step.marks == "output" or (not words and any(sight.whose == "output" for sight in step.sees)):
        return "Before you: the list from before, each line with a number."
    return f"Before you: {', '.join(words)}." if words else ""


def _rows(step: Step, times: int) -> int:
    """How often the form is filled on one sheet."""
    if step.marks:
        return 1 if all(one.kind == "place" for one in step.form) else CARDS
    entries = step.entries or FREE
    return min(8, entries * (times if step.by != "lead" and not step.named else 1))


def _height(step: Step) -> float:
    """Millimetres that one answer needs at the least. A canvas stands once on a sheet, for all of them."""
    return 8.0 + sum(_HIGH.get(one.kind, 13.0) for one in step.form if one.kind != "place")


def _room(step: Step) -> float:
    """Millimetres for answers on a sheet."""
    lanes = 8.0 * len(step.lanes)
    return _ROOM - lanes - sum(90.0 if one.canvas.kind != "line" else 45.0 for one in step.form if one.canvas)


def _is_short(step: Step) -> bool:
    """Whether a row of a table holds an answer: figures, choices and ticks, no words and no pictures."""
    return all(one.kind in ("score", "choice", "pick") for one in step.form)


def _is_small(step: Step, rows: int) -> bool:
    """Whether half a page is enough, so that two sheets come from one."""
    if any(one.kind in ("place", "picture", "long") for one in step.form) or len(step.form) > 3:
        return False
    if _is_short(step):
        return rows <= 5 and not step.lanes
    return rows * sum(_LINES.get(one.kind, 1) for one in step.form) <= 4 and not step.lanes


def _field(one: Field, alone: bool) -> dict[str, Any]:
    told: dict[str, Any] = {"kind": one.kind, "label": one.label, "hint": one.hint, "lines": _LINES.get(one.kind, 1)}
    if one.kind == "score":
        told |= {"figures": list(range(one.low, one.high + 1)), "ends": list(one.ends)}
    if one.kind == "choice":
        told["options"] = list(one.options)
    if one.kind == "pick":
        told["circles"] = min(one.most or MARKS, MARKS)
    if one.canvas:
        told["canvas"] = drawn(one.canvas) | {"wide": 130 if alone else 78}
    return told


_LINES = {"text": 2, "long": 7, "people": 3}
_HIGH = {"text": 29.0, "long": 65.0, "people": 38.0, "picture": 75.0}
_ROOM = 205.0
