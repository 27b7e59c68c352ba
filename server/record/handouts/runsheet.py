"""The run sheet: the whole session on a few pages for whoever hosts it, to be read at a glance and ticked off."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from server.core import blocks
from server.core.faces import word_of
from server.core.plan import Item, is_between_meetings
from server.record.forms.typesetting import typeset
from server.record.handouts.occasion import Occasion, Stretch, groups, stretches
from server.record.wording import calendar_day, figure

TABLES = range(4, 13)
"""People at one table; fewer stand or turn their chairs."""


def write(occasion: Occasion) -> bytes:
    """PDF, A4. Without a time of day the clock counts from the beginning."""
    return typeset("runsheet", told(occasion))


def told(occasion: Occasion) -> dict[str, Any]:
    """What stands on the sheet."""
    plan, at = occasion.plan, 0.0
    parts = []
    for n, item in enumerate(plan.items, 1):
        run = list(stretches(item, occasion.people))
        parts.append(_part(occasion, n, item, run, at))
        at += sum(one.seconds * one.times for one in run)
    return {
        "title": plan.title,
        "subtitle": ", ".join(filter(None, (plan.subtitle, calendar_day(occasion.begins[:10])))),
        "purpose": plan.purpose,
        "facts": [
            ["Planned for", _many(occasion.people)],
            ["From, to", f"{occasion.at(0)} to {occasion.at(occasion.seconds)}, {_minutes(occasion.seconds)}"],
            *([["Where", occasion.where]] if occasion.where else []),
            *([["To come in", " · ".join(filter(None, (occasion.address, occasion.spoken)))]] if occasion.code else []),
        ],
        "before": list(_before(occasion)),
        "parts": parts,
        "ends": occasion.at(occasion.seconds),
    }


def _part(occasion: Occasion, number: int, item: Item, run: list[Stretch], at: float) -> dict[str, Any]:
    seconds = sum(one.seconds * one.times for one in run)
    few = f"Meant for {item.least} or more people." if occasion.people < item.least else ""
    return {
        "number": number,
        "at": occasion.at(at),
        "title": item.title,
        "minutes": _minutes(seconds),
        "invitation": item.invitation,
        "notes": [note for note in (item.note, few) if note],
        "uses": _titles(item.uses),
        "leaves": _titles((item.output,) if item.output else ()),
        "steps": [] if item.kind in ("break", "note") else [_step(item, one) for one in run],
    }


def _step(item: Item, one: Stretch) -> dict[str, Any]:
    step = one.step
    length = "till next time" if is_between_meetings(step) else _minutes(one.seconds)
    asks = [step.ask]
    if step.lead_ask:
        asks.append(f"{step.lead.capitalize() or 'The lead'}: {step.lead_ask}")
    asks += [f"{lane.title}: {lane.ask}" if lane.ask else lane.title for lane in step.lanes]
    return {
        "word": word_of(item, step),
        "minutes": f"{one.times} × {length}" if one.times > 1 else length,
        "together": one.together,
        "invitation": step.invitation if step.invitation != item.invitation else "",
        "asks": asks,
        "writes": _writes(one),
        "say": step.cue,
        "watch": step.watch,
        "move": step.move,
    }


def _writes(one: Stretch) -> str:
    if not one.step.form:
        return "Phones down." if one.step.talk else ""
    whose = {"each": "Each writes", "scribe": "One writes for the group", "lead": "The lead writes"}
    said = whose.get(one.step.by, "The others write")
    kept = {"phone": ", for themselves", "private": ", for themselves", "group": ", for their group alone"}
    name = ", with their name" if one.step.named else ""
    return f"{said}{kept.get(one.step.capture, '')}{name}."


def _before(occasion: Occasion) -> Iterator[str]:
    """What to have ready: what the run needs of a room, and what helps when phones fail."""
    run = [one for item in occasion.plan.items for one in stretches(item, occasion.people)]
    yield "The stage screen is up, the bell can be heard at the back, the code can be read from there."
    seated = [one.sizes for one in run if one.sizes and max(one.sizes) in TABLES and len(one.sizes) > 1]
    if seated:
        most = max(seated, key=len)
        yield f"Tables or corners: {len(most)}, with a number that can be seen ({groups(most)})."
    else:
        yield "Chairs in a circle or in rows, and room to turn to each other."
    if any(one.sizes and max(one.sizes) <= 3 and 1 < len(one.sizes) < occasion.people for one in run):
        yield "Room to stand in pairs or threes."
    if any(one.step.grouping.kind == "circle" for one in run):
        yield "A few chairs in the middle, and the others round them."
    if occasion.plan.places:
        yield f"Places: {', '.join(filter(None, (one.name for one in occasion.plan.places)))}."
    if occasion.plan.given:
        named = ", ".join(blocks.output_title(one.name) for one in occasion.plan.given)
        yield f"Brought along, looked through once more: {named}."
    yield "For people without a phone: the paper sheets, pens, and somebody who types them in."
    yield "Cards or a poster with the code at the door; water; the way out and the toilets are known."


def _titles(names: tuple[str, ...]) -> str:
    return ", ".join(dict.fromkeys(blocks.output_title(name) for name in names))


def _minutes(seconds: float) -> str:
    return f"{figure(round(seconds / 60, 1))} min" if seconds else ""


def _many(people: int) -> str:
    return "1 person" if people == 1 else f"{people} people"
