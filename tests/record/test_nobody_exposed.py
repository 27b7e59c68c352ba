"""Nobody is found out who wrote something without their name: not by what they are here as, not by who sat where.

Whoever looks has the record, was in the room, knows what everybody is here as and wrote where, and rules out whom they
can.
"""

from __future__ import annotations

import io
import random
import zipfile
from collections import Counter
from collections.abc import Collection
from functools import cache

from server.core import commands as c
from server.core.commands import Refused
from server.record import build
from server.record.beyond import ONE_OF_US, beyond, called
from server.record.desk import refs_of
from server.record.readers import READERS, take
from server.record.record import Record
from server.record.season import build as season
from server.record.taking import NothingToTake, Source
from tests.pilot import HOST, ROLES, Room, item_of, plan_of

FIVE = 5
"""Of fewer people nothing is told."""


@cache
def a_room(seed: int) -> tuple[Room, Record]:
    """People of few roles, each with their own mind about where their name may stand; some write nothing."""
    dice = random.Random(seed)
    few = ROLES[: dice.randint(1, 4)]
    room = Room(
        plan_of(
            item_of("fifteen_percent", "1"),
            item_of(("one_two_four_all", "wicked_questions")[seed % 2], "2"),
            item_of("who_what_when", "3"),
        )
    )
    for seat in range(1, dice.randint(8, 24)):
        room.must(c.Join(by=seat, traits={"role": dice.choice(few), "place": "on video"}))
        room.must(c.ChooseNaming(by=seat, where=dice.choice(("nowhere", "here", "here", "reports"))))
    speak = room.seats[dice.randint(0, 4) :]
    while not isinstance(room.next(), Refused):
        for seat in speak:
            room.write(seat)
    room.must(c.Close(by=HOST))
    return room, build(room.entries, {seat: f"name {seat}" for seat in room.seats})


def suspects(room: Room, role: str, told: Collection[str], cleared: Collection[int] = ()) -> set[int]:
    """Who may have written a line with this role beside it (or none), where these roles are told at all."""
    wrote = {one.seat for made in room.session.made.values() for one in made.values() if one.seat}
    of = {seat: room.session.seats[seat].traits["role"] for seat in wrote.difference(cleared)}
    return {seat for seat, said in of.items() if (said if said in told else "") == role}


def test_a_role_beside_lines_leaves_enough_who_may_have_written_them() -> None:
    seen = Counter[str]()
    for seed in range(14):
        room, record = a_room(seed)
        roles = Counter(word.role for word in record.words() if word.ref.startswith("1."))
        for role in roles:
            assert len(suspects(room, role, roles)) >= FIVE or not any(roles), (seed, role)
        # the same of promises, for readers of a report: whoever it names elsewhere is cleared
        named = {seat for seat in room.seats if room.session.seats[seat].naming == "reports"}
        outward = beyond(season("", {1: record}, {})).sessions[1].commitments
        signed = {one.who for one in outward if not one.who_beyond}
        by = {called("", role): role for role in ("", *ROLES)}
        for who in signed:
            roles_told = [by[other] for other in signed]
            assert len(suspects(room, by[who], roles_told, named)) >= FIVE or signed == {ONE_OF_US}, (seed, who)
        seen.update(roles)
    assert min(seen[""], seen["patient"]) > 10, "there is something to be guarded"


def test_what_a_group_wrote_does_not_tell_whose_line_it_came_from() -> None:
    """Everybody knows who sat at table 1: only one of them may be a carer."""
    led = 0
    for seed in range(12):
        room, record = a_room(seed)
        ids = {ref: id for id, ref in refs_of(room.session).items()}
        words = {word.ref: word for word in record.words()}
        for word in words.values():
            written = room.session.contribution(ids[word.ref])
            groups = room.session.groups_in(written.step) if written and word.group else ()
            if not written or not groups:
                continue
            sat = Counter(room.session.seats[seat].traits["role"] for seat in groups[written.group])
            below = [word.ref]
            while below:
                source = words[below.pop()]
                below += source.about
                led += bool(source.about)
                assert not source.role or sat[source.role] >= FIVE, (seed, word.ref, source.ref)
    assert led > 50


def test_a_line_out_of_sight_is_in_no_form_and_a_former_wording_in_none_for_others() -> None:
    room = Room(plan_of(item_of("consent_check", "1"), item_of("who_what_when", "2"), item_of("ecocycle", "3")), 8)
    room.play()
    steps = {one.step for made in room.session.made.values() for one in made.values() if one.seat == 3}
    for step in steps:
        for one in room.session.written_by(step, 3):
            room.must(c.Moderate(by=HOST, id=one.id, act="hide"))
    (promise,) = room.session.written_by("2/commit", 4)
    was = str(promise.values["what"])
    room.must(c.Amend(by=HOST, id=promise.id, field="what", was=was, words="Put right by the host"))
    record = build(room.entries, {})
    source = Source(season("", {1: record}, {}), logs={1: room.entries})
    for slug, reader in READERS.items():
        for form in {"md", "html", "json", "jsonl", "csv", "zip"} & reader.forms.keys() if not reader.own else ():
            try:
                written = take(source, slug, form).written
            except NothingToTake:
                continue
            if form == "zip":
                with zipfile.ZipFile(io.BytesIO(written)) as archive:
                    written = b"".join(map(archive.read, archive.namelist()))
            assert b"canary5in" in written or slug not in ("facilitator", "board", "contributions"), (slug, form)
            assert b"canary3in" not in written, (slug, form)
            assert was.encode() not in written or not reader.beyond, (slug, form)
    assert was in str(record)
    assert was not in str(beyond(source.season))
