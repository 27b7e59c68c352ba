"""How far people took part in a whole series: each person counts once, and nobody can be reckoned from it, also not by
holding the series against its sessions."""

from __future__ import annotations

import itertools
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from server import record
from server.core import events as e
from server.core.forming import GROUP_MEMORY
from server.core.plan import Plan
from server.core.session import Session
from server.record import sparing, take, together
from server.record.desk import SMALL_CELL, refs_of
from server.record.record import Record
from server.record.season import build
from server.record.sparing import Count, Row
from server.record.taking import Choice, Source
from server.record.taking_up import taken_up
from server.record.together import Attended, over_all
from tests.pilot import Room, one_item
from tests.record.played import played, season_of


def test_a_series_counts_each_person_once() -> None:
    """Against the logs themselves: who wrote anything, and who was formed into one small group with whom."""
    wrote, met, everybody = set[int](), set[frozenset[int]](), set[int]()
    for one in played(25):
        everybody |= set(one.cast)
        begun = {entry.event.step for entry in one.play.entries if isinstance(entry.event, e.StepStarted)}
        for entry in one.play.entries:
            if isinstance(entry.event, e.Contributed):
                wrote.add(one.cast[entry.event.seat - 1])
        formed = one.play.session.groups
        for key in begun & formed.keys():
            for group in formed[key]:
                if len(group) <= GROUP_MEMORY:
                    met |= {frozenset(one.cast[seat - 1] for seat in pair) for pair in itertools.combinations(group, 2)}
    told = season_of(25).together
    assert told
    of = told.inclusion
    assert (of.people, of.contributed, of.pairs_met) == (len(everybody), len(wrote), len(met))
    assert sum(one.came for one in of.roles) == of.people
    assert all(one.came >= SMALL_CELL for one in of.roles)
    best = max(record.inclusion.taken_up for record in season_of(25).sessions.values())
    assert best < of.taken_up < of.people, "more than in any one session, and not simply all"
    assert told.meetings
    assert sum(n * many for n, many in enumerate(told.meetings.met)) == 2 * len(met)


def test_whoever_came_with_the_code_alone_is_said_to_be_counted_meeting_by_meeting() -> None:
    met = played(25)
    known = {one.number: {seat: str(who) for seat, who in enumerate(one.cast, 1) if who < 12} for one in met}
    for people, says in ((known, "more places were taken with the code alone"), ({}, "Everybody came with the code")):
        told = over_all({one.number: Attended(one.play.session, people.get(one.number, {})) for one in met})
        assert told
        followed = {who for seats in people.values() for who in seats.values()}
        assert told.inclusion.people == len(followed)
        assert told.alone == sum(len(one.cast) for one in met) - sum(map(len, people.values()))
        source = Source(build("Ours", {one.number: one.record for one in met}, {}, told))
        for reader, choice in (("board", Choice(sections=frozenset({"inclusion"}))), ("facilitator", Choice())):
            written = take(source, reader, "md", choice).written.decode()
            assert says in written
            assert ("In four meetings" in written) == (reader == "board" and bool(people))
            assert reader != "board" or "Meeting 4:" in written
    latest = met[-1]  # two looks while it runs would tell of whoever writes between whether they had written before
    running = {
        one.number: Attended(replace(one.play.session, phase="running") if one is latest else one.play.session, {})
        for one in met
    }
    assert over_all(running) == over_all({n: one for n, one in running.items() if n != latest.number})
    few = {n: {seat: who for seat, who in of.items() if who in "0123"} for n, of in known.items()}
    told = over_all({one.number: Attended(one.play.session, few[one.number]) for one in met})
    assert told
    assert (told.inclusion.people, told.inclusion.roles) == (4, ()), "no role that fewer than five share"


# --- nobody can be reckoned --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Role:
    """People of one role in a series: how many came to one session alone, by session, and how many to all; of these the
    ones who never wrote, and how many of the others were silent in each session."""

    once: tuple[int, ...]
    always: int
    never_once: tuple[int, ...]
    never_always: int
    now_and_then: tuple[int, ...]

    def silent(self, session: int) -> int:
        return self.never_once[session] + self.never_always + self.now_and_then[session]

    @property
    def never(self) -> int:
        return sum(self.never_once) + self.never_always


def worlds(role: Role) -> Iterator[tuple[int, ...]]:
    """All that may be true of a role for somebody who knows the figures of the sessions: how many never wrote of those
    who came to one session alone, by session, and of those who came to all."""
    sessions = range(len(role.once))
    for never in itertools.product(*(range(many + 1) for many in (*role.once, role.always))):
        at_times = [role.silent(n) - never[n] - never[-1] for n in sessions]
        others = role.always - never[-1]
        if all(0 <= many <= others for many in at_times) and sum(at_times) <= others * (len(sessions) - 1):
            yield never


def told_of(roles: Sequence[Role], never: Sequence[int]) -> tuple[tuple[Count, ...], Count]:
    """What the series tells when so many of each role never wrote."""
    rows, groups, did = [], {}, set[str]()
    for k, (role, silent) in enumerate(zip(roles, never, strict=True)):
        always = [f"{k} all {n}" for n in range(role.always)]
        once = [[f"{k} {session} {n}" for n in range(many)] for session, many in enumerate(role.once)]
        rows += [Row(frozenset([*always, *once[n]]), role.silent(n)) for n in range(len(role.once))]
        everybody = [*itertools.chain(*once), *always]
        groups[str(k)] = frozenset(everybody)
        did |= set(everybody[silent:])
    counted, whole = sparing.told(groups, did, rows)
    return tuple(counted.values()), whole


def found_out(roles: Sequence[Role], *, bare: bool = False) -> list[str]:
    """The groups of fewer than five of which the series tells how many never wrote, where the sessions alone did not.
    Whoever looks knows how the figures are made, who came to what, and all figures of all sessions. `bare`: the series
    tells its figures as they are."""
    possible = [list(worlds(role)) for role in roles]
    truth = tuple(role.never for role in roles)
    said = None if bare else told_of(roles, truth)
    several = [sorted({sum(never) for never in one}) for one in possible]
    fits = [
        silent
        for silent in itertools.product(*several)
        if (told_of(roles, silent) == said if said else silent == truth)
    ]
    leaks = []
    for k, role in enumerate(roles):
        all_wrote = {silent[k] for silent in fits} == {0}  # of all of a role as of all of a session: that may be told
        cells = [n for n, many in enumerate((*role.once, role.always)) if 0 < many < SMALL_CELL]
        small = [c for r in (1, 2, 3) for c in itertools.combinations(cells, r)]
        for group in small:
            if sum((*role.once, role.always)[n] for n in group) >= SMALL_CELL or all_wrote:
                continue
            before = {sum(never[n] for n in group) for never in possible[k]}
            after = {
                sum(never[n] for n in group) for never in possible[k] if sum(never) in {silent[k] for silent in fits}
            }
            if len(before) > 1 and len(after) == 1:
                leaks.append(f"role {k}, {group}: {before} became {after}")
    return leaks


def a_series(dice: random.Random) -> list[Role]:
    sessions, quiet = dice.choice((2, 2, 3)), dice.random()
    roles = []
    for _ in range(dice.choice((1, 1, 2))):
        once = tuple(dice.choice((0, 0, 1, 2, 3, 4, 6, 9)) for _ in range(sessions))
        always = dice.randint(1, 12)
        never_once = tuple(sum(dice.random() < quiet for _ in range(many)) for many in once)
        never = sum(dice.random() < quiet for _ in range(always))
        others, at_times = always - never, [0] * sessions
        for _ in range(others):
            for n in dice.sample(range(sessions), sessions - 1):
                at_times[n] += dice.random() < quiet
        roles.append(Role(once, always, never_once, never, tuple(at_times)))
    return roles


NEAR = (
    [Role((3, 4), 4, (1, 0), 0, (3, 0))],
    [Role((1, 6), 9, (1, 1), 8, (0, 0))],
    [Role((1, 2, 2), 1, (0, 1, 2), 1, (0, 0, 0)), Role((0, 0, 6), 11, (0, 0, 1), 3, (3, 2, 3))],
)
"""Found among thousands: with a little less room, or reckoned a little wrong, these tell about somebody."""


def test_nobody_can_be_reckoned_by_holding_a_series_against_its_sessions() -> None:
    dice, exact, bare = random.Random(5), 0, 0
    for roles in (*NEAR, *(a_series(dice) for _ in range(80))):
        assert found_out(roles) == [], roles
        bare += bool(found_out(roles, bare=True))
        rows, whole = told_of(roles, [role.never for role in roles])
        for one, true in ((whole, sum(map(wrote, roles))), *zip(rows, map(wrote, roles), strict=True)):
            assert one.count <= true if one.least else one.count == true
            exact += not one.least
    assert bare > 5, "figures told as they are would tell about somebody"
    assert exact > 15, "where nobody can be reckoned, figures are exact"


def wrote(role: Role) -> int:
    return sum(role.once) + role.always - role.never


def test_the_two_who_came_last_are_not_told_by_subtraction() -> None:
    """All 20 of the first meeting wrote; two who came to the second alone did not."""
    first, last = frozenset(f"first {n}" for n in range(20)), frozenset({"new 1", "new 2"})
    rows = [Row(first, 0), Row(last, 2)]
    told, whole = sparing.told({"all": first | last}, first, rows)
    assert told["all"] == whole == Count(20, least=True)
    assert sparing.told({"all": first}, first, [Row(first, 0)])[1] == Count(20), "what is known to all is told"


def test_what_a_session_tells_by_role_is_what_the_guard_reckons_with() -> None:
    """Else it would be held against other figures than people have."""
    for one in played(25):
        rows = together.rows_told(Attended(one.play.session, dict.fromkeys(one.play.session.seats, "")), set())
        came = Counter(row.silent for row in rows)
        assert came == Counter(taking.came for taking in one.record.roles)


# --- whose ideas were taken up -----------------------------------------------------------------------------------


def played_alone(plan: Plan, people: int = 11) -> tuple[Session, Record]:
    room = Room(plan, people)
    room.play()
    return room.session, record.build(room.entries, room.names)


def test_what_people_chose_is_taken_up_and_what_grew_out_of_a_talk_is_nobodys() -> None:
    for slug in ("twenty_five_ten", "dot_vote"):
        session, told = played_alone(one_item(slug))
        ids = {ref: id for id, ref in refs_of(session).items()}
        left = [session.contribution(ids[voice.word.ref]) for voice in told.outputs[0].lines]
        assert taken_up(session).seats == {one.seat for one in left if one and one.seat}
        assert 0 < told.inclusion.taken_up < told.inclusion.contributed
    # groups wrote it together; nobody chose; there was no more than what was left
    for slug, people in (("one_two_four_all", 11), ("fifteen_percent", 11), ("twenty_five_ten", 7)):
        session, told = played_alone(one_item(slug), people)
        assert told.outputs[0].lines
        assert taken_up(session).seats == set()


def test_a_line_that_another_picked_is_taken_up_and_not_one_that_its_writer_went_on_from() -> None:
    session, _ = played_alone(one_item("wicked_questions"))
    taken = taken_up(session)
    lines = {one.id: one for made in session.made.values() for one in made.values()}
    named = [(one, lines[id]) for one in lines.values() if not one.inferred for id in one.about if id in lines]
    assert taken.seats <= {source.seat for _, source in named}
    taker, source = next((one, source) for one, source in named if source.seat in taken.seats)
    items = tuple(replace(item, steps=tuple(replace(x, by="each") for x in item.steps)) for item in session.items)
    for seat in (source.seat, source.seat + 1):
        only = {taker.id: replace(taker, seat=seat)}
        changed = replace(session, items=items, made={**session.made, taker.step: only})
        assert (source.seat in taken_up(changed).seats) == (seat != source.seat)


def test_what_a_later_session_chose_is_taken_up_in_the_one_that_wrote_it() -> None:
    first, _ = played_alone(one_item("fifteen_percent"))
    plan = one_item("dot_vote")
    refs = tuple(f"1:1.4.{n}" for n in range(1, len(plan.given[0].lines) + 1))
    second, told = played_alone(replace(plan, given=(replace(plan.given[0], refs=refs),)))
    brought = {voice.word.origin.removeprefix("1:") for voice in told.outputs[0].lines if voice.word.origin}
    writers = {first.contribution(id).seat for id, ref in refs_of(first).items() if ref in brought}  # type: ignore[union-attr]
    assert writers
    people = {seat: f"person {seat}" for seat in first.seats}
    whose = together.whose_were_taken_up({1: Attended(first, people), 2: Attended(second, {})})
    assert whose == {people[seat] for seat in writers}
