"""Calendar files (iCalendar): the meetings somebody goes to, and the days they said."""

from __future__ import annotations

import zoneinfo
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from icalendar import Alarm, Calendar, Event

MEDIA_TYPE = "text/calendar; charset=utf-8"
MORNING_BEFORE = timedelta(hours=-15)
"""Nine in the morning of the day before, counted from the midnight a day begins with."""
DAY_BEFORE = timedelta(days=-1)
A_YEAR = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Appointment:
    """A meeting. `id` stays the same when it is moved. `starts_at` in seconds since 1970, `zone` an IANA name that is
    known here."""

    id: str
    title: str
    starts_at: float
    seconds: float
    zone: str
    place: str = ""
    words: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    """Something to be done by a day; a reminder comes on the morning before, unless it `is_done`. `id` stays the same
    when the day is moved."""

    id: str
    title: str
    day: date
    words: str = ""
    url: str = ""
    is_done: bool = False


def write(entries: Sequence[Appointment | Day], *, name: str, now: float) -> bytes:
    """A calendar file. `now` in seconds since 1970; brought in a second time, it takes the place of what was there."""
    made = datetime.fromtimestamp(now, UTC).replace(microsecond=0)
    calendar = Calendar.new(prodid="-//Tingsha//Tingsha//EN", method="PUBLISH", name=_one_line(name) or None)
    calendar.pop("UID", None)  # the file is new each time, what stands in it is not
    for entry in entries:
        event = _appointment(entry) if isinstance(entry, Appointment) else _day(entry)
        event.uid = f"{entry.id}@tingsha"
        event.stamp = made
        # Later files say more than earlier ones; seconds since 2020 fit the 32 bits that calendars count with.
        event["SEQUENCE"] = max(0, int(now) - 1_577_836_800)
        event["SUMMARY"] = _one_line(entry.title)
        if entry.words:
            event.description = entry.words
        if entry.url:
            event.url = entry.url
        calendar.add_component(event)
    if starts := [entry.starts_at for entry in entries if isinstance(entry, Appointment)]:
        first, last = (datetime.fromtimestamp(at, UTC).date() for at in (min(starts), max(starts)))
        calendar.add_missing_timezones(first - A_YEAR, last + 2 * A_YEAR)
    written: bytes = calendar.to_ical()
    return written


def _appointment(entry: Appointment) -> Event:
    starts = datetime.fromtimestamp(entry.starts_at, zoneinfo.ZoneInfo(entry.zone))
    event = Event.new(start=starts)
    # Not its end: where clocks are set back, an hour of the night comes twice, and an end could be either.
    event.add("DURATION", timedelta(seconds=max(60, round(entry.seconds))))
    if entry.place:
        event.location = _one_line(entry.place)
    event.add_component(_alarm(entry.title, DAY_BEFORE))
    return event


def _day(entry: Day) -> Event:
    """A whole day; to-dos would be left out by many calendars."""
    event = Event.new(start=entry.day, end=entry.day + timedelta(days=1), transparency=None)
    event["TRANSP"] = "TRANSPARENT"
    if not entry.is_done:
        event.add_component(_alarm(entry.title, MORNING_BEFORE))
    return event


def _alarm(title: str, before: timedelta) -> Alarm:
    alarm = Alarm()
    alarm.add("ACTION", "DISPLAY")
    alarm.add("DESCRIPTION", _one_line(title))
    alarm.add("TRIGGER", before)
    return alarm


def _one_line(text: str) -> str:
    return " ".join(text.split())
