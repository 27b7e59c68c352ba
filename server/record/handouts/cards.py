"""A card for everybody who comes: welcome, how to come in, and what will happen, in plain words. Two on a sheet."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from server.core.plan import Item
from server.record.forms.typesetting import typeset
from server.record.handouts.occasion import Occasion
from server.record.wording import calendar_day

MOST = 9
"""Lines of an agenda: a card is read in the time in which one sits down."""
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def write(occasion: Occasion) -> bytes:
    """PDF, A4 lying down, cut once: a card for each guest by name; without guests two alike, to be copied."""
    return typeset("cards", told(occasion), pictures=occasion.squares())


def told(occasion: Occasion) -> dict[str, Any]:
    """What stands on the cards."""
    plan = occasion.plan
    greeted: list[dict[str, str]] = [
        {"name": guest.name, "square": occasion.square(n)} for n, guest in enumerate(occasion.guests)
    ]
    nobody = {"name": "", "square": occasion.square()}
    return {
        "title": plan.title,
        "subtitle": plan.subtitle,
        "purpose": plan.purpose.strip(),
        "when": _when(occasion),
        "where": occasion.where,
        "code": occasion.spoken,
        "address": occasion.address,
        "agenda": _agenda(occasion),
        "cards": greeted or [nobody, nobody],
    }


def _when(occasion: Occasion) -> str:
    if not occasion.begins:
        return ""
    begins = datetime.fromisoformat(occasion.begins)
    day = f"{_DAYS[begins.weekday()]}, {calendar_day(occasion.begins)}"
    return f"{day}, {occasion.at(0)} to {occasion.at(occasion.seconds)}"


def _agenda(occasion: Occasion) -> list[str]:
    """The questions of the session in their order. Names of structures say nothing to whoever has not met them."""
    lines = [said for item in occasion.plan.items if (said := _line(item))]
    lines = [line for n, line in enumerate(lines) if not n or line != lines[n - 1]]
    return lines if len(lines) <= MOST else [*lines[: MOST - 1], "… and to finish: what we take along"]


def _line(item: Item) -> str:
    if item.kind == "break":
        return item.title or "A break"
    return "" if item.kind == "note" else item.invitation or item.title
