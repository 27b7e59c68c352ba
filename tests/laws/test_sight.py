"""Every structure at every size: it plays to its end, nobody sits alone, its log folds to the same, and each person's
words reach exactly the screens that the sight table beside it says.

The oracle below reads the table and the bare events (who wrote, who sat with whom, who held which card). It shares no
code with `sights` or the views, so that a fault there cannot hide itself here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cache

import orjson
import pytest

from server.core import commands as c
from server.core import events as e
from server.core.commands import Refused
from server.core.folding import fold
from structures import catalogue, folder
from tests.pilot import HOST, LARGE, Room, canary, one_item

SIZES = (*range(1, 14), 25, 26, 60, 900)
LOOKED_AT = 14
"""In a large room, so many phones are looked at; in a smaller one, all of them."""
MOST_SHOWN = 60
"""Lists are cut there; what is cut is counted on the screen, and all of it is in the record."""
CANARY = re.compile(r"canary(\d+)in([\w.-]+?)end")


@dataclass
class Facts:
    """What the oracle knows: taken from events alone."""

    writers: dict[str, tuple[str, int]] = field(default_factory=dict)
    values: dict[str, Mapping[str, e.Value]] = field(default_factory=dict)
    groups: dict[str, list[list[int]]] = field(default_factory=dict)
    sitting: list[list[int]] = field(default_factory=list)
    cards: dict[str, dict[int, str]] = field(default_factory=dict)
    now: str = ""

    def learn(self, event: e.Event) -> None:
        match event:
            case e.Contributed(id=id, step=key, seat=seat, values=values):
                self.writers[id] = (key, seat)
                self.values[id] = values
            case e.GroupsFormed(step=key, groups=groups):
                self.groups[key] = [list(group) for group in groups]
            case e.CardsDealt(step=key, cards=cards):
                self.cards[key] = dict(cards)
            case e.StepStarted(step=key):
                self.now = key
                self.sitting = self.groups.get(key, self.sitting)

    def with_whom(self, seat: int) -> list[int]:
        return next((group for group in self.sitting if seat in group), [])


@cache
def table(slug: str) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    rows = []
    beside = folder(slug)
    assert beside, f"{slug} is no folder"
    for line in (beside / "sight.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            now, rest = line.split(":")
            source, screens = rest.split("->")
            rows.append((now.strip(), source.strip(), tuple(s.strip() for s in screens.split(","))))
    return tuple(rows)


@cache
def granted(slug: str, now: str, source: str) -> tuple[str, ...]:
    """The screens that may show words of `source` while `now` runs. `#` is a round's number, the same on both sides."""
    for row_now, row_source, screens in table(slug):
        pattern = re.escape(row_now).replace(r"\#", r"(\d+)")
        found = re.fullmatch(pattern, now)
        if not found:
            continue
        number = found.group(1) if found.groups() else r"\d+"
        if re.fullmatch(re.escape(row_source).replace(r"\#", number), source):
            return screens
    return ()


@cache
def addressee(slug: str, source: str) -> str:
    """The field of a step that says which group its words are for."""
    step = next(step for step in one_item(slug).items[0].steps if step.name == source)
    return next(f.name for f in step.form if f.kind == "addressee")


def who_may(facts: Facts, slug: str, id: str, shown: bool, looked_at: tuple[int, ...], turn: int) -> set[str]:
    """The names of the screens that may hold the words of one contribution now."""
    key, writer = facts.writers[id]
    source = key.partition("/")[2]
    everywhere = {f"phone {seat}" for seat in looked_at} | {"stage", "control"}
    group = facts.with_whom(writer)
    lead = group[turn] if 0 <= turn < len(group) else None
    rest = [seat for seat in group if seat != lead] if lead is not None else []
    inside = facts.sitting[0] if facts.sitting else []
    found: set[int] = set()
    for screen in granted_now(facts, slug, id):
        match screen:
            case "writer":
                found |= {writer}
            case "group":
                found |= set(group or [writer])
            case "group rest":
                found |= set(rest)
            case "group lead":
                found |= {lead} if lead is not None else set()
            case "led":
                found |= set(group) if lead == writer else set()
            case "led rest":
                found |= set(rest) if lead == writer else set()
            case "holder":
                found |= {seat for seat, card in facts.cards.get(facts.now, {}).items() if card == id}
            case "addressed":
                to = facts.values[id].get(addressee(slug, source))
                found |= set(facts.sitting[to]) if isinstance(to, int) else set()
            case "inside":
                found |= set(inside)
            case "outside":
                found |= {seat for group in facts.sitting[1:] for seat in group}
            case "all" | "top ten" | "best":  # the lower ranks may stay out: the caller narrows it
                return everywhere
            case "shown":
                return everywhere if shown else {"control"} | {f"phone {seat}" for seat in found}
            case other:
                raise AssertionError(f"the table of {slug} has an unknown screen {other!r}")
    return {f"phone {seat}" for seat in found if seat in looked_at}


def seen(room: Room, looked_at: Collection[int] | None = None) -> dict[str, str]:
    """Every byte each screen gets; of phones, those of the people `looked_at` (of all when left out)."""
    screens = list(room.screens(looked_at))
    parts = {id(part): part for _, shown in screens for part in shown}  # what many screens show is spelt out once
    told = {id: orjson.dumps(part, option=orjson.OPT_NON_STR_KEYS).decode() for id, part in parts.items()}
    return {name: "".join(told[id(part)] for part in shown) for name, shown in screens}


def look_at(room: Room) -> tuple[int, ...]:
    """The people whose phones are looked at: the first groups whole, and some from all over the room."""
    seats = room.seats
    if len(seats) <= 26:
        return seats
    first = [seat for group in room.session.groups_in(room.session.at) for seat in group] or list(seats)
    return tuple(sorted({*first[: LOOKED_AT // 2], *seats[:: len(seats) // (LOOKED_AT // 2)]}))


def check(room: Room, facts: Facts, slug: str, shown: bool) -> None:
    looked_at = look_at(room)
    step = room.session.now_step
    turn = step.turn if step else -1
    may: dict[str, set[str]] = {}
    ranked = {id for id in facts.writers if "top ten" in granted_now(facts, slug, id)}
    may_lack = {id for id in facts.writers if "best" in granted_now(facts, slug, id)}
    may_lack |= ranked if len(ranked) > 10 else set()
    words_of_ranked: set[str] = set()
    for id, (key, writer) in facts.writers.items():
        if any(isinstance(value, str) and "canary" in value for value in facts.values[id].values()):
            word = canary(writer, key)
            words_of_ranked |= {word} if id in may_lack else set()
            for screen in who_may(facts, slug, id, shown, looked_at, turn):
                may.setdefault(screen, set()).add(word)
    for screen, text in seen(room, looked_at).items():
        got = {found.group(0) for found in CANARY.finditer(text)}
        allowed = may.get(screen, set())
        at = f"{slug}, {facts.now or 'closed'}, {screen}"
        assert got <= allowed, f"{at} shows {sorted(got - allowed)[:5]}"
        left_out = allowed - got - words_of_ranked
        if len(allowed) <= MOST_SHOWN:
            assert not left_out, f"{at} lacks {sorted(left_out)[:5]}"
    if ranked:
        on_stage = CANARY.findall(seen(room, ())["stage"])
        assert len(set(on_stage)) >= min(10, len(ranked))


def granted_now(facts: Facts, slug: str, id: str) -> tuple[str, ...]:
    now = facts.now.partition("/")[2] if facts.now else "closed"
    return granted(slug, now, facts.writers[id][0].partition("/")[2])


def everybody_has_company(room: Room) -> None:
    """Where there are groups, each sits in one, and nobody is alone but by their own choice."""
    groups = room.session.groups_in(room.session.at)
    if groups and room.session.now_step:
        assert sorted(seat for group in groups for seat in group) == sorted(room.seats)
        alone = [group for group in groups if len(group) == 1]
        assert len(room.seats) == 1 or roams(room) or not alone, "nobody is alone by arithmetic"


def roams(room: Room) -> bool:
    """True where people chose their group themselves and may go on any time: there one may be alone by choice."""
    standing = room.session.step(room.session.standing.get(room.session.at, ""))
    return standing is not None and standing.grouping.roam


def is_looked_at(room: Room) -> bool:
    """Every step; in a large room the first of those that are alike."""
    step = room.session.now_step
    return len(room.seats) <= LARGE or step is None or (step.round[0] <= 1 and step.turn <= 0)


def the_log_folds(room: Room) -> None:
    """Whole, or in two halves, to what it evolved to one by one, in the same order (which only `repr` tells); and a
    session that a folding started from stays as it was."""
    half = len(room.entries) // 2
    before = fold(room.entries[:half])
    was = repr(before)
    for folded in (fold(room.entries), fold(room.entries[half:], before)):
        assert folded == room.session
        assert repr(folded) == repr(room.session)
    assert repr(before) == was


@pytest.mark.parametrize("slug", sorted(catalogue()))
@pytest.mark.parametrize("people", SIZES)
def test_it_ends_nobody_is_alone_words_reach_their_screens_and_the_log_folds(slug: str, people: int) -> None:
    room, facts, read = Room(one_item(slug), people), Facts(), 0
    played: list[str] = []

    def learn() -> None:
        nonlocal read
        for entry in room.entries[read:]:
            facts.learn(entry.event)
        read = len(room.entries)

    while not isinstance(room.next(), Refused):
        played.append(room.session.at)
        everybody_has_company(room)
        room.everyone_writes()
        everybody_has_company(room)
        learn()
        if not is_looked_at(room):
            continue
        held = [id for id in facts.writers if "shown" in granted_now(facts, slug, id)]
        if not room.session.shown:
            check(room, facts, slug, shown=False)
        elif not held:
            check(room, facts, slug, shown=True)
        for id in held:
            room.give(c.Moderate(by=HOST, id=id, act="show"))
        if held:
            check(room, facts, slug, shown=True)
    room.must(c.Close(by=HOST))
    facts.now = ""
    check(room, facts, slug, shown=True)
    assert len(set(played)) == len(played) > 0
    the_log_folds(room)


@pytest.mark.parametrize("slug", sorted(catalogue()))
def test_every_structure_has_a_table_that_names_its_steps(slug: str) -> None:
    steps = one_item(slug).items[0].steps
    names = {step.name for step in steps}
    numbered = {re.sub(r"\d+$", "#", name) for name in names}
    rows = list(table(slug))
    leaves_phones = [step for step in steps if step.capture != "phone"]
    assert bool(rows) == any(field.kind in ("text", "long") for step in leaves_phones for field in step.form)
    for now, source, _ in rows:
        assert now in names | numbered | {"closed"}, f"no step {now!r}"
        assert source in names | numbered, f"no step {source!r}"


@pytest.mark.parametrize("slug", sorted(catalogue()))
def test_hidden_words_and_late_words_are_on_no_screen_but_the_hosts_and_their_writers(slug: str) -> None:
    room = Room(one_item(slug), 7)
    while not isinstance(room.next(), Refused):
        here = room.session.at
        room.everyone_writes()
        shared = [one for one in room.session.written(here) if "canary" in json.dumps(dict(one.values))]
        for one in shared[:1]:
            room.must(c.Moderate(by=HOST, id=one.id, act="hide"))
            word = canary(one.seat, here)
            got = {name for name, text in seen(room).items() if word in text and one.id in text}
            assert got <= {"control", f"phone {one.seat}"}, f"hidden words of {here} are on {got}"
            room.must(c.Moderate(by=HOST, id=one.id, act="restore"))


def test_drafts_stay_with_their_writer_until_the_step_closes() -> None:
    room = Room(one_item("who_what_when"), 5)
    room.go_to("commit")
    id = room.write(2, draft=True)
    word = canary(2, room.session.at)
    assert {name for name, text in seen(room).items() if word in text} == {"phone 2"}
    room.next()
    assert {name for name, text in seen(room).items() if word in text} > {"phone 2", "stage", "control"}
    assert room.session.contribution(id) is not None


@pytest.mark.parametrize("slug", ["one_two_four_all", "wicked_questions", "conversation_cafe"])
@pytest.mark.parametrize("people", [5, 7, 13])
def test_groups_formed_anew_do_not_get_what_other_groups_wrote_or_their_pens(slug: str, people: int) -> None:
    room = Room(one_item(slug), people)
    while not isinstance(room.next(), Refused):
        room.everyone_writes()
        here, step = room.session.at, room.session.now_step
        if step and step.by == "scribe" and room.session.groups_in(here):
            words = {canary(one.seat, here) for one in room.session.written(here)}
            before = {name: {word for word in words if word in text} for name, text in seen(room).items()}
            room.must(c.Regroup(by=HOST))
            for seat in room.seats[:2]:
                room.give(c.MovePerson(by=HOST, seat=seat, group=(room.session.group_number(here, seat) + 1) % 2))
                after = {name: {word for word in words if word in text} for name, text in seen(room).items()}
                assert all(after[name] <= before[name] for name in before), "a new group sees an old one's words"
                assert not room.session.pens.get(here)


def test_nobody_is_named_where_nobody_promised_names() -> None:
    """On screens of steps whose words carry no names, no writer stands beside their words."""
    room = Room(one_item("twenty_five_ten"), 9)

    def look(room: Room) -> None:
        for _, parts in room.screens():
            for part in parts:
                assert b'"by":"Person' not in orjson.dumps(part, option=orjson.OPT_NON_STR_KEYS)

    room.play(look)


def test_what_others_write_elsewhere_does_not_change_a_single_byte_of_my_screen() -> None:
    """Non-interference: the same room twice, other people's secrets of another length; my screen is the same."""

    def played(secret: str, partners: frozenset[int]) -> list[str]:
        room = Room(one_item("troika"), 7)
        mine: list[str] = []
        while not isinstance(room.next(), Refused):
            step = room.session.now_step
            if step and step.form:
                for seat in room.seats:
                    own = room.own(seat)
                    if own.may == "write" and own.form:
                        words = secret if seat not in partners else "the same"
                        values = {f.name: words for f in own.form.fields}
                        room.must(
                            c.Submit(by=seat, id=f"{seat}-{room.session.at}", step=room.session.at, values=values)
                        )
            mine.append(seen(room)["phone 1"])
        return mine

    rehearsed = Room(one_item("troika"), 7)
    rehearsed.go_to("gather")
    partners = frozenset(next(g for g in rehearsed.session.groups_in(rehearsed.session.at) if 1 in g))
    assert played("short", partners) == played("a much longer secret than the other one" * 3, partners)
