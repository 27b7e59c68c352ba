"""Calendar files, read back by the library that knows the standard."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar

from server.record.forms.ics import Appointment, Day, write
from server.season import dates

NOW = 1_790_000_000.0


def read(written: bytes) -> Calendar:
    assert all(len(line) <= 75 for line in written.split(b"\r\n")), "lines are folded"
    return Calendar.from_ical(written)


def test_a_meeting_stays_at_its_time_on_the_wall() -> None:
    at = dates.instant("2026-10-24", "23:30", "Europe/London")  # clocks go back in that night
    meeting = Appointment("m1", "Fewer; better, medicines\nnow", at, 3 * 3600, "Europe/London", "Room 2", "a" * 200)
    calendar = read(write([meeting], name="Fewer, Better Medicines", now=NOW))
    (event,) = calendar.events
    assert event.start.astimezone(UTC) == datetime(2026, 10, 24, 22, 30, tzinfo=UTC)
    assert event["DURATION"].dt == timedelta(hours=3)
    assert event["DTSTART"].params["TZID"] == "Europe/London"
    assert [zone.tz_name for zone in calendar.timezones] == ["Europe/London"]
    assert event["SUMMARY"] == "Fewer; better, medicines now"
    assert event.location == "Room 2"


def test_a_promise_is_a_whole_day_with_a_reminder_on_the_morning_before() -> None:
    two = [Day("p1", "Ask the pharmacist", date(2026, 3, 29)), Day("p2", "Done", date(2026, 3, 30), is_done=True)]
    asked, done = read(write(two, name="", now=NOW)).events
    assert (asked.start, asked.end) == (date(2026, 3, 29), date(2026, 3, 30))
    (alarm,) = asked.walk("VALARM")
    midnight = datetime(2026, 3, 29)
    assert midnight + alarm["TRIGGER"].dt == datetime(2026, 3, 28, 9)
    assert done.walk("VALARM") == []
    assert asked["TRANSP"] == "TRANSPARENT"


def test_brought_in_again_it_takes_the_place_of_what_was_there() -> None:
    one = Day("p1", "Ask", date(2026, 3, 29))
    first, later = (read(write([one], name="", now=at)).events[0] for at in (NOW, NOW + 1))
    assert first.uid == later.uid
    assert 0 < first["SEQUENCE"] < later["SEQUENCE"] < 2**31
    assert write([one], name="", now=NOW) == write([one], name="", now=NOW)


def test_words_cannot_become_lines_of_their_own() -> None:
    sly = Day("p1", "x\r\nATTACH:http://example.org\r\nEND:VEVENT", date(2026, 3, 29), words="y\nEND:VCALENDAR\n")
    (event,) = read(write([sly], name="a\r\nX-B:c", now=NOW)).events
    assert "ATTACH" not in event
    assert event.description == "y\nEND:VCALENDAR\n"
