"""When a meeting is: the time on the wall stays when clocks are moved, and what is no time is said so."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.season.dates import NoSuchTime, following, instant, known, on_the_wall, zones


def utc(at: float) -> str:
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%d %H:%M")


@pytest.mark.parametrize(
    ("day", "at", "zone", "then"),
    [
        ("2027-03-27", "10:00", "Europe/London", "2027-03-27 10:00"),
        ("2027-03-28", "10:00", "Europe/London", "2027-03-28 09:00"),  # the last Sunday of March
        ("2026-10-24", "10:00", "Europe/Berlin", "2026-10-24 08:00"),
        ("2026-10-25", "10:00", "Europe/Berlin", "2026-10-25 09:00"),  # the last Sunday of October
        ("2026-10-25", "01:30", "Europe/London", "2026-10-25 00:30"),  # comes twice: the first
        ("2026-12-17", "10:00", "Asia/Kathmandu", "2026-12-17 04:15"),
        ("2026-12-17", "00:00", "UTC", "2026-12-17 00:00"),
    ],
)
def test_a_day_and_a_time_are_one_instant(day: str, at: str, zone: str, then: str) -> None:
    assert utc(instant(day, at, zone)) == then


def test_meetings_keep_their_time_on_the_wall() -> None:
    for first, zone in (("2027-03-14", "Europe/London"), ("2026-10-11", "Europe/Paris")):
        found = following(first, "10:00", zone, 14, 4)
        assert [on_the_wall(at, zone)[1] for at in found] == ["10:00"] * 4
        assert len({round(b - a) for a, b in pairwise(found)}) == 2, "one gap is an hour off"


@pytest.mark.parametrize(
    ("day", "at", "zone", "says"),
    [
        ("2027-03-28", "01:30", "Europe/London", "On 28 March 2027 the clocks in London .* Take 02:30"),
        ("2027-02-29", "10:00", "Europe/London", "not in the calendar"),
        ("17.12.2026", "10:00", "Europe/London", "2026-12-17"),
        ("2026-12-17", "25:00", "Europe/London", "10:00"),
        ("2026-12-17", "", "Europe/London", "10:00"),
        ("2026-12-17", "10:00", "../../etc/passwd", "time zone"),
        ("2026-12-17", "10:00", "", "time zone"),
        ("0001-01-01", "10:00", "Europe/London", "too far away"),
        ("9999-12-31", "23:59", "Pacific/Apia", "too far away"),
    ],
)
def test_what_is_no_time_is_told_with_a_way_out(day: str, at: str, zone: str, says: str) -> None:
    with pytest.raises(NoSuchTime, match=says):
        instant(day, at, zone)


def test_a_zone_that_this_machine_does_not_know_is_told_in_utc() -> None:
    assert known("Europe/London") == "Europe/London"
    assert on_the_wall(0.0, known("Europe/Atlantis")) == ("1970-01-01", "00:00")


def test_days_too_far_ahead_are_told() -> None:
    with pytest.raises(NoSuchTime):
        following("9999-12-01", "10:00", "UTC", 365, 9)


@given(
    day=st.dates(date(1970, 1, 2), date(2199, 12, 31)),
    minutes=st.integers(0, 24 * 60 - 1),
    zone=st.sampled_from(sorted(zones())),
)
def test_what_was_written_is_read_again(day: date, minutes: int, zone: str) -> None:
    """Whatever the zone: a time that exists comes back as it was written, and one that does not is never taken."""
    at = (datetime.min + timedelta(minutes=minutes)).strftime("%H:%M")
    try:
        found = on_the_wall(instant(day.isoformat(), at, zone), zone)
    except NoSuchTime as skipped:
        found = (day.isoformat(), at) if "put forward" in str(skipped) else ("", "")
    assert found == (day.isoformat(), at)
