"""When a meeting is: a day and a time on the wall of its place, kept as an instant.

Meetings that follow each other keep their time on the wall, also when clocks are moved between two of them.
"""

from __future__ import annotations

import zoneinfo
from datetime import date, datetime, time, timedelta
from functools import cache

YEARS = range(1970, 2200)


class NoSuchTime(ValueError):
    """A day, a time or a zone that is none. What it says is for people, and names the way out."""


@cache
def zones() -> frozenset[str]:
    """The names of all time zones, such as Europe/London."""
    return frozenset(zoneinfo.available_timezones())


def instant(day: str, at: str, zone: str) -> float:
    """Seconds since 1970 of a day (2026-12-17) and a time (10:00) in a zone. Where clocks are set back and an hour
    comes twice, its first time is meant. Raises NoSuchTime."""
    return _instant(_day(day), _time(at), _zone(zone))


def following(day: str, at: str, zone: str, every_days: int, count: int) -> list[float]:
    """`count` instants, `every_days` days apart, all at the same time on the wall. Raises NoSuchTime."""
    first, when, where = _day(day), _time(at), _zone(zone)
    try:
        days = [first + timedelta(days=every_days * n) for n in range(count)]
    except OverflowError:
        raise NoSuchTime("These days lie too far ahead. Take an earlier first day.") from None
    return [_instant(one, when, where) for one in days]


def known(zone: str) -> str:
    """The zone, or UTC where this machine does not know it: what was planned elsewhere is shown all the same."""
    return zone if zone in zones() else "UTC"


def on_the_wall(at: float, zone: str) -> tuple[str, str]:
    """The day and the time of an instant in its zone: ("2026-12-17", "10:00")."""
    there = datetime.fromtimestamp(at, _zone(zone))
    return there.date().isoformat(), there.strftime("%H:%M")


def spoken(at: float, zone: str) -> str:
    """An instant as people of its zone say it: "Thursday 17 December, 10:00"."""
    there = datetime.fromtimestamp(at, _zone(zone))
    return f"{there:%A} {there.day} {there:%B}, {there:%H:%M}"


def _instant(day: date, at: time, zone: zoneinfo.ZoneInfo) -> float:
    if day.year not in YEARS:
        raise NoSuchTime(f"The year {day.year} is too far away. Look at the date again.")
    wall = datetime.combine(day, at, zone)
    seconds = wall.timestamp()
    back = datetime.fromtimestamp(seconds, zone)
    if back.replace(tzinfo=None) != wall.replace(tzinfo=None):
        raise NoSuchTime(
            f"On {day.day} {day:%B %Y} the clocks in {place(zone.key)} are put forward, and {at:%H:%M} does not come. "
            f"Take {back:%H:%M}."
        )
    return seconds


def place(zone: str) -> str:
    """How people call a zone: the name of its town."""
    return zone.rpartition("/")[2].replace("_", " ")


def _day(day: str) -> date:
    try:
        return date.fromisoformat(day)
    except ValueError:
        raise NoSuchTime("That day is not in the calendar. Write it as 2026-12-17.") from None


def _time(at: str) -> time:
    try:
        return datetime.strptime(at, "%H:%M").time()
    except ValueError:
        raise NoSuchTime("That is not a time of the day. Write it as 10:00.") from None


def _zone(zone: str) -> zoneinfo.ZoneInfo:
    # Only names that are listed: a name is looked up as a file.
    if zone not in zones():
        raise NoSuchTime("There is no time zone of that name. Take one such as Europe/London.")
    return zoneinfo.ZoneInfo(zone)
