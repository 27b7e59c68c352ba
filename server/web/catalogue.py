"""The catalogue as pages show it: every structure with its design in short, for so many people."""

from __future__ import annotations

import re
from itertools import groupby
from typing import Any

import structures
from server.core.faces import sign_of, word_of
from server.core.plan import Item, planned, total_seconds
from server.scripts.lengths import lasts_days
from server.scripts.resolving import structure_item
from structures import base_name
from structures.vocabulary import Step, Structure, Time

TAGS = re.compile(r"^\*Good for: (?P<good_for>[^*·]+?)(?: · Online: (?P<online>yes|with care|no))?\*\s*$", re.MULTILINE)
WORDS = ("text", "long")


def offers(people: int, ready: tuple[Item, ...] = ()) -> list[dict[str, Any]]:
    """Every structure of the house, and those that came `ready` with a session's script, reckoned for `people`."""
    known = structures.catalogue()
    return [offer(known[slug], people) for slug in known] + [_own(item, people) for item in ready]


def offer(structure: Structure, people: int) -> dict[str, Any]:
    item = structure_item("x", structure)
    tags = TAGS.search(structures.card(structure.slug))
    return {
        **_run(item, people),
        "purpose": structure.purpose,
        "least": structure.least,
        "source": structure.source,
        "good_for": [one.strip() for one in tags["good_for"].split(",")] if tags else [],
        "online": (tags["online"] or "") if tags else "",
    }


def _own(item: Item, people: int) -> dict[str, Any]:
    """A structure that a script brought along; its file says the rest."""
    return {**_run(item, people), "purpose": "", "least": 2, "source": "", "good_for": [], "online": ""}


def _run(item: Item, people: int) -> dict[str, Any]:
    """What follows from the steps. `minutes` is None when all of it happens between meetings."""
    between = [step.time.minutes / 1440 for step in item.steps if isinstance(step.time, Time) and lasts_days(step)]
    meeting = tuple(step for step in item.steps if not lasts_days(step))
    return {
        "slug": item.slug,
        "title": item.title,
        "invitation": item.invitation,
        "minutes": round(total_seconds((item,), people) / 60) if meeting else None,
        "between_days": sum(between),
        "groups": [sign for sign, _ in groupby(sign_of(item, step) for step in item.steps)],
        "leaves": bool(item.leaves.of),
        "left": _left(item),
        "steps": [
            {"word": word_of(item, step), "sign": sign_of(item, step), "seconds": seconds, "ask": step.ask}
            for _, step, seconds in planned((item,), people)
        ],
    }


def _left(item: Item) -> list[str]:
    """What it leaves behind, in a few words: the labels of what is written there."""
    left = [step for step in item.steps if {step.name, base_name(step)} & set(item.leaves.of)]
    return list(dict.fromkeys(_label(item, step) for step in left))


def _label(item: Item, step: Step) -> str:
    labels = [field.label for field in step.form if field.kind in WORDS and field.label]
    return labels[0] if labels else word_of(item, step)
