"""What a phone said before somebody wrote holds afterwards: nobody reads more than the form's `Readers` told.

The sight tables say who reads what; this law asks whether those who write are told so, whatever way their words go:
a block, the topic of a group, a stall of the market, an earlier output, or what was decided.
"""

from __future__ import annotations

import pytest

from server.core import commands as c
from server.core import events as e
from server.core import pieces as p
from server.core.commands import Refused
from structures import catalogue
from tests.laws.test_sight import CANARY, Facts, seen
from tests.pilot import HOST, Room, canary, item_of, one_item, plan_of

BEYOND = {"room", "addressed", "circle", "dealt"}
"""Readers who need not sit in one's group."""


class Watch:
    """A room in which each word is remembered with what its writer was told of its readers."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self.facts = Facts()
        self.told: dict[str, tuple[str, int, p.Readers]] = {}
        self.topics: set[str] = set()
        self.read = 0

    def play(self) -> None:
        while not isinstance(self.room.next(), Refused):
            self.remember()
            self.room.everyone_writes()
            for one in self.room.session.written(self.room.session.at):
                self.room.give(c.Moderate(by=HOST, id=one.id, act="show"))
            self.learn()
            self.look()
        self.room.must(c.Close(by=HOST))
        self.learn()
        self.look()

    def remember(self) -> None:
        here = self.room.session.at
        for seat in self.room.seats:
            form = self.room.own(seat).form
            if form:
                self.told[canary(seat, here)] = (here, seat, form.readers)

    def learn(self) -> None:
        for entry in self.room.entries[self.read :]:
            self.facts.learn(entry.event)
            if isinstance(entry.event, e.GroupsFormed):
                self.topics |= set(entry.event.topics)
        self.read = len(self.room.entries)

    def look(self) -> None:
        at = self.room.session.at
        for screen, text in seen(self.room).items():
            for word in {found.group(0) for found in CANARY.finditer(text)} & self.told.keys():
                key, writer, readers = self.told[word]
                reach = {readers.now} if key == at else {readers.now, readers.later}
                says = f"words of {key} are on {screen} in {at or 'the end'}; their writer was told {readers}"
                if screen == "control":
                    assert readers.host, says
                elif screen == "stage":
                    assert "room" in reach, says
                elif screen != f"phone {writer}":
                    assert reach - {"you", ""}, says
                    together = int(screen.removeprefix("phone ")) in self.facts.with_whom(writer)
                    assert together or reach & BEYOND or key == at, says


@pytest.mark.parametrize("slug", sorted(catalogue()))
@pytest.mark.parametrize("people", [3, 7, 13])
def test_nobody_reads_more_than_the_phone_said(slug: str, people: int) -> None:
    watch = Watch(Room(one_item(slug), people))
    watch.play()
    for id in watch.topics & watch.facts.writers.keys():
        key, writer = watch.facts.writers[id]
        told = watch.told.get(canary(writer, key))
        assert told is None or "room" in (told[2].now, told[2].later), f"a topic from {key}, told {told}"


def test_the_law_watches_topics_and_what_was_decided() -> None:
    """It would say nothing if no topic were ever among the words; these have some."""
    for slug in ("open_space", "shift_and_share"):
        watch = Watch(Room(one_item(slug), 13))
        watch.play()
        assert watch.topics & watch.facts.writers.keys()
    nobody_told = Watch(Room(plan_of(item_of("fifteen_percent", output="")), 3))
    nobody_told.play()
    assert {told.later for key, _, told in nobody_told.told.values() if key == "1/choose"} == {""}
