"""The figures of the pictures add up, for every structure, and nobody can be told apart by them."""

from __future__ import annotations

import itertools
import random
from collections import Counter

import pytest

from server.core import commands as c
from server.core import events as e
from server.core.forming import GROUP_MEMORY
from server.record import build
from server.record.charting import pictures_of, pictures_of_season
from server.record.charts import Flow, Heard, Meetings, Plot, Ranking
from server.record.desk import SMALL_CELL
from server.record.record import Record
from structures import catalogue
from tests.pilot import HOST, ROLES, Room, item_of, one_item, plan_of
from tests.record.played import season_of


def adds_up(record: Record) -> Counter[str]:
    """Holds every figure of a record against the others; which pictures there were."""
    written = {(p.number, s.word): len(s.words) for p in record.parts for s in p.steps}
    pictures = pictures_of(record)
    for chart in pictures:
        match chart:
            case Flow():
                conserves(chart)
            case Ranking():
                totals = [line.total for line in chart.lines]
                assert totals == sorted(totals, reverse=True)
                for line in chart.lines:
                    assert 0 <= line.total <= line.outof
                    assert bool(line.place) == (line.total > 0)
                    if given := sum(line.spread):
                        mean = sum(n * count for n, count in enumerate(line.spread, line.low)) / given
                        high = line.low + len(line.spread) - 1
                        assert line.total == pytest.approx(mean * line.outof / high, abs=0.01)
            case Plot():
                for one in chart.placed:
                    assert one.points
                    assert list(one.points) == sorted(one.points), "in the order of who placed them, they are linked"
                    assert all(0 <= at <= 100 for point in one.points for at in point)
            case Heard():
                told = record.inclusion
                names = ("came", "contributed", "taken_up")
                sums = [sum(getattr(one, what) for one in chart.roles) for what in names]
                assert [getattr(chart.whole, what) for what in names] == [told.people, told.contributed, told.taken_up]
                assert not chart.roles or sums == [told.people, told.contributed, told.taken_up]
                assert all(0 <= one.taken_up <= one.contributed <= one.came for one in (chart.whole, *chart.roles))
            case Meetings():
                assert sum(chart.met) == record.people
                assert sum(n * count for n, count in enumerate(chart.met)) == 2 * record.inclusion.pairs_met
                assert all(share is None or 0 <= share <= 1 for row in chart.shares for share in row)
                assert chart.shares == tuple(zip(*chart.shares, strict=True)), "who met is as in a glass"
    assert written or not pictures
    return Counter(type(chart).__name__ for chart in pictures)


def conserves(flow: Flow) -> None:
    """No line goes on that was not written, and each that went on went somewhere."""
    for n, (lines, went_on) in enumerate(zip(flow.lines, flow.went_on, strict=True)):
        out = [one for one in flow.streams if one.source == n]
        assert max((one.lines for one in out), default=0) <= went_on <= min(lines, sum(one.lines for one in out))
    assert all(0 <= one.source < one.target < len(flow.stages) and one.lines > 0 for one in flow.streams)
    assert {n for one in flow.streams for n in (one.source, one.target)} == set(range(len(flow.stages)))


def test_the_figures_of_every_structure_add_up() -> None:
    seen = Counter[str]()
    for slug in sorted(catalogue()):
        room = Room(one_item(slug), 11)
        room.play()
        seen += adds_up(build(room.entries, room.names))
    assert set(seen) == {"Flow", "Ranking", "Plot", "Heard", "Meetings", "Spreading", "Timing"}, "each was held once"


def test_the_figures_of_a_season_add_up() -> None:
    season = season_of(3)
    for record in season.sessions.values():
        adds_up(record)
    flow, *_ = pictures_of_season(season)
    assert isinstance(flow, Flow)
    conserves(flow)
    assert len({name.partition(".")[0] for name in flow.stages}) > 1, "it crosses sessions"


def test_who_met_whom_is_who_was_formed_into_one_group() -> None:
    room = Room(plan_of(item_of("one_two_four_all"), item_of("troika", "2")), 25)
    room.play()
    met = {
        frozenset(pair)
        for entry in room.entries
        if isinstance(entry.event, e.GroupsFormed)
        for group in entry.event.groups
        if len(group) <= GROUP_MEMORY
        for pair in itertools.combinations(group, 2)
    }
    told = build(room.entries, {}).meetings
    assert told
    role = {n: seat.traits["role"] for n, seat in room.session.seats.items()}
    for a, b in itertools.product(range(len(told.roles)), repeat=2):
        pairs = [
            frozenset((x, y))
            for x, y in itertools.combinations(role, 2)
            if sorted((role[x], role[y])) == sorted((told.roles[a], told.roles[b]))
        ]
        assert told.shares[a][b] == pytest.approx(sum(pair in met for pair in pairs) / len(pairs))


def test_nobody_can_be_reckoned_from_the_figures() -> None:
    """Whoever knows everybody's role and subtracts what is told from what is told learns about nobody, or about five
    people or more."""
    for seed in range(40):
        dice = random.Random(seed)
        room = Room(plan_of(item_of("one_two_four_all")))
        for seat in range(1, dice.randint(2, 30)):
            room.must(c.Join(by=seat, traits={"role": dice.choice(ROLES[: dice.randint(1, 5)]), "place": "on video"}))
        room.go_to("pairs")
        room.must(c.Close(by=HOST))
        record = build(room.entries, {})
        everybody = set(room.session.seats)
        for rows in ([one.role for one in record.roles], [one.role for one in record.inclusion.roles]):
            told = [counted_in(label, room) for label in rows]
            atoms = Counter(tuple(seat in group for group in told) for seat in everybody)
            assert all(count >= SMALL_CELL or count == len(everybody) for count in atoms.values()), rows
        if record.inclusion.roles:
            both = [[(one.role, one.came) for one in rows] for rows in (record.roles, record.inclusion.roles)]
            assert both[0] == both[1]
        if record.meetings:
            assert set(record.meetings.roles) <= {one.role for one in record.inclusion.roles}


def counted_in(label: str, room: Room) -> set[int]:
    """The people that a row counts: those of its role, those of a role and of all that too few share, or the latter."""
    role, _, others = label.partition(" and ")
    seats = {n: seat.traits["role"] for n, seat in room.session.seats.items()}
    shared = Counter(seats.values())
    few = {n for n, his in seats.items() if shared[his] < SMALL_CELL}
    return (few if "others" in (role, others) else set()) | {n for n, his in seats.items() if his == role}
