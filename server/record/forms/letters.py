"""Letters that a file or our fonts cannot hold are told in brackets, as "[U+4E2D]", and never dropped.

What comes in from people is clean already (`server.words`); this holds for whatever stands in a log all the same.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

# What XML forbids (and with it Word, slides, tables and SVG): controls, halves of letters, what is no letter; then what
# it allows but nobody can see or trust: the other controls, and the two overrides that turn reading order round.
_UNHOLDABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202d\u202e\ud800-\udfff\ufdd0-\ufdef\ufeff"
    + "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
    + "]+"
)
_LINE_ENDS = re.compile("\r\n?|[\x85\u2028\u2029\v\f]")

# What is never drawn, so that no font needs it: hints about joining, breaking, direction and variants.
_UNDRAWN = re.compile(
    "[\t\n\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)

_NOTHING = "\u25cc"  # the dotted circle that a mark stands on when it stands on nothing


def holdable(text: str) -> str:
    """The text as any file format can hold it: line ends as newlines, controls, lone surrogates and what is no letter
    told in brackets. Enough for Word, slides, tables and pages, whose readers bring fonts of their own."""
    if text.isascii() and text.isprintable():
        return text
    return _UNHOLDABLE.sub(lambda found: _told(found[0]), _LINE_ENDS.sub("\n", text))


def settable(text: str) -> str:
    """The text as our own fonts can draw it (in PDF, and in pictures of letters): `holdable`, and what none of the
    fonts has is told in brackets too. `typesetting` does this to all that it is given."""
    if text.isascii() and text.isprintable():
        return text
    text = holdable(text)
    return text if _plain().fullmatch(text) else "".join(_drawn(text))


def is_plain(text: str) -> bool:
    """Whether each letter stands for itself and is drawn by one of our two main fonts: nothing joins, nothing moves."""
    return bool(_plain().fullmatch(text))


def reads_from_right(text: str) -> bool:
    """Whether a text is read from right to left: its first letter that has a direction says so."""
    return not text.isascii() and next((d != "L" for d in map(unicodedata.bidirectional, text) if d in _STRONG), False)


def is_wide(letter: str) -> bool:
    """Whether a letter takes the room of two, as those of Chinese do."""
    return letter > "\u10ff" and unicodedata.east_asian_width(letter) in "WF"


_STRONG = frozenset({"L", "R", "AL"})


@lru_cache(maxsize=1)
def strange() -> str:
    """Latin letters that our own typeface lacks and Noto Sans has, such as those of Vietnamese, as a regular expression
    that finds one; empty where neither is there."""
    coverage = _coverage()
    found = coverage[2] - coverage[0] if len(coverage) > 2 else frozenset()
    latin = [one for one in sorted(found) if unicodedata.name(chr(one), "").startswith("LATIN ")]
    return f"[{''.join(map(chr, latin))}]" if latin else ""


def torn_words(text: str) -> dict[str, str]:
    """By the family that has the whole of them: letters with marks in `settable` text that typesetting would tear, as a
    regular expression that finds the words they are in. It asks one family after the other; from one that has a mark
    and not the letter below it, it takes the mark and loses the letter."""
    found: dict[int, set[str]] = {}
    for cluster in set() if text.isascii() else set(_marked().findall(text)):
        drawn = [ord(one) for one in cluster if not _UNDRAWN.match(one)]
        whole = next((n for n, have in enumerate(_coverage()) if have.issuperset(drawn)), 0)
        if any(_tears(have, drawn) for have in _coverage()[:whole]):
            found.setdefault(whole, set()).add(re.escape(cluster))
    around = r"[\p{L}\p{M}]*"
    return {_families()[n]: f"{around}(?:{'|'.join(sorted(found[n]))}){around}" for n in sorted(found)}


@lru_cache(maxsize=1)
def _marked() -> re.Pattern[str]:
    """Letters with marks on them, of those that our fonts have."""
    marks = (chr(one) for one in sorted(_all()) if unicodedata.category(chr(one))[0] == "M")
    held = f"[{''.join(marks)}\u200b-\u200f\ufe00-\ufe0f]"
    return re.compile(f"[^{held[1:]}{held}+")


def _tears(have: frozenset[int], drawn: list[int]) -> bool:
    """Whether a family lacks a letter and has one that stands on it."""
    lacks = [one not in have for one in drawn]
    return any(before and not after for before, after in pairwise(lacks))


def _told(letters: str) -> str:
    return f"[{' '.join(f'U+{ord(one):04X}' for one in letters)}]"


def _drawn(text: str) -> list[str]:
    out: list[str] = []
    missing = ""
    for cluster in _clusters(text):
        kept = _kept(cluster)
        if kept:
            out += [_told(missing)] if missing else []
            out.append(cluster[:kept])
            missing = ""
        missing += cluster[kept:]
    return [*out, _told(missing)] if missing else out


def _clusters(text: str) -> list[str]:
    """Each letter with the marks that stand on it, which have to come from the same font. A mark that stands on nothing
    would stand on what comes before, in a font that may not have it: so it gets something to stand on."""
    found: list[str] = []
    for one in text:
        if unicodedata.category(one)[0] == "M" and not _UNDRAWN.match(one):
            if found and found[-1][0] not in " \xa0" and not _UNDRAWN.match(found[-1][0]):
                found[-1] += one
            else:
                found.append(_NOTHING + one)
        elif found and _UNDRAWN.match(one) and one not in "\n\t":
            found[-1] += one
        else:
            found.append(one)
    return found


def _kept(cluster: str) -> int:
    """How many letters from its beginning one of the fonts can draw together."""
    if len(cluster) == 1 and ord(cluster) in _all():
        return 1
    needed = [i for i, one in enumerate(cluster) if not _UNDRAWN.match(one)]
    for count in range(len(needed), 0, -1):
        drawn = {ord(cluster[i]) for i in needed[:count]}
        if any(drawn <= have for have in _coverage()):
            return needed[count] if count < len(needed) else len(cluster)
    return 0 if needed else len(cluster)


def _coverage() -> tuple[frozenset[int], ...]:
    from server.record.forms import fonts  # heavy to load, and most forms leave letters to their readers' own fonts

    return fonts.coverage()


def _families() -> tuple[str, ...]:
    from server.record.forms import fonts

    return fonts.families()


@lru_cache(maxsize=1)
def _all() -> frozenset[int]:
    return frozenset().union(*_coverage())


@lru_cache(maxsize=1)
def _plain() -> re.Pattern[str]:
    """Texts that need no looking at letter by letter: all of it in one of the fonts, and no marks."""
    every = _coverage()[0] | _coverage()[min(2, len(_coverage()) - 1)]
    letters = (chr(one) for one in sorted(every) if not unicodedata.category(chr(one)).startswith(("M", "C")))
    return re.compile(f"[\n{''.join(map(re.escape, letters))}]*")
