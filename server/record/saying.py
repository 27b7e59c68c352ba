"""Figures, days and lengths as people say them in a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from server.record import wording
from server.record.charts import Share

_DAY = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-\d\d(?:T[\d:]+Z)?")
_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def number(n: int) -> str:
    """Up to twelve in letters."""
    return _SMALL[n] if 0 <= n < len(_SMALL) else f"{n:,}"


def many(n: int, one: str, more: str = "") -> str:
    """`many(1, "line")` is "one line", `many(25, "person", "people")` "25 people"."""
    return f"{number(n)} {one if n == 1 else more or one + 's'}"


def between(least: int, most: int) -> str:
    """`25`, `2 or 3`, `22 to 25`."""
    if least == most:
        return str(least)
    return f"{least} {'or' if most - least == 1 else 'to'} {most}"


def wrote(share: Share) -> str:
    """`28 of 31`, `all 31`, `at least 28 of 31`: how many of these wrote something."""
    if share.contributed == share.came > 1:
        return f"all {share.came}"
    return _of(share.contributed, share, "contributed")


def taken_up(share: Share) -> str:
    """`11 of 25`, `at least 11 of 25`: how many of these had an idea that others chose or took up. Empty where that
    cannot be told of anybody."""
    return _of(share.taken_up, share, "taken_up") if share.taken_up or "taken_up" not in share.least else ""


def _of(count: int, share: Share, what: str) -> str:
    return f"{'at least ' if what in share.least else ''}{count} of {share.came}"


def capital(text: str) -> str:
    """The same with a capital first letter."""
    return text[:1].upper() + text[1:]


def listed(things: Sequence[str], last: str = "and") -> str:
    """`a, b and c`."""
    if len(things) < 2:
        return "".join(things)
    return f"{', '.join(things[:-1])} {last} {things[-1]}"


def lasting(seconds: float) -> str:
    """`1 hour 51 minutes`, `40 minutes`, `less than a minute`; nothing for none."""
    minutes = round(seconds / 60)
    if not minutes:
        return "less than a minute" if seconds else ""
    hours, rest = divmod(minutes, 60)
    told = [f"{n} {word if n == 1 else word + 's'}" for n, word in ((hours, "hour"), (rest, "minute")) if n]
    return " ".join(told)


def day(told: str, *, short: bool = False) -> str:
    """`2026-11-05`, or an instant of that day, as `5 November 2026` (short: `5 Nov 2026`). What is no day stays."""
    if not _DAY.fullmatch(told):
        return told
    date, month, year = wording.calendar_day(told[:10]).split()
    return f"{date} {month[:3] if short else month} {year}"


def days(first: str, last: str) -> str:
    """`on 5 November 2026`, or `between 5 November 2026 and 7 January 2027`; the first year is left out when both are
    of one year."""
    begin, end = day(first), day(last)
    if not begin:
        return ""
    if not end or end == begin:
        return f"on {begin}"
    return f"between {begin.removesuffix(end[-5:])} and {end}"
