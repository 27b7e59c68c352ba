"""Anything may be asked at any time: it yields events or is refused in words, and the room stays whole.

Seeded fuzz over the pure core: people come and go, hosts go back and forth, insert, repeat, regroup and hide, phones
send nonsense. A seed that once failed is kept by name.
"""

from __future__ import annotations

import dataclasses
import json
import random
import typing

import pytest

from server.core import commands as c
from server.core import events as e
from server.core import views
from server.core.commands import Command, Refused
from server.core.folding import fold
from server.core.plan import Given
from server.core.wishes import Weight
from structures import catalogue
from tests.laws.test_every_structure import inside, roams
from tests.pilot import HOST, Room, canary, item_of, plan_of

STEPS = 400
SEEDS = range(8)


def anything(room: Room, dice: random.Random) -> Command:
    """A command that somebody might send now, sensible or not."""
    s = room.session
    seats = list(s.seats) or [1]
    seat = dice.choice([*seats, 99])
    keys = [*room.keys(), s.at, "", "nowhere/never"]
    step = s.at if dice.random() < 0.7 else dice.choice(keys)
    ids = [*(id for made in s.made.values() for id in made), "nothing"]
    id = dice.choice(ids)
    items = [*(item.key for item in s.items), "none"]
    words = dice.choice(["", " ", "words", "w" * 5000, "a\u202eb", "=1+1"])
    weight = dice.choice(typing.get_args(Weight))
    make: list[typing.Callable[[], Command]] = [
        lambda: c.Join(by=max(seats) + 1, traits={"role": "carer"}),
        lambda: c.Join(by=seat, traits={"role": dice.choice(["carer", "king"])}),
        lambda: c.Leave(by=seat),
        lambda: c.Rejoin(by=seat),
        lambda: c.RemovePerson(by=HOST, seat=seat),
        lambda: c.Submit(
            by=seat, id=dice.choice([room.new_id(), id]), step=step, values={"idea": words, "from": (id,)}
        ),
        lambda: c.Submit(by=seat, id=room.new_id(), step=step, values={"line": words}, draft=True),
        lambda: c.Submit(by=seat, id=room.new_id(), step=step, values={"score": dice.choice([0, 3, 6])}),
        lambda: c.Submit(by=seat, id=room.new_id(), step=step, values={"idea": "late"}, late=True),
        lambda: c.Submit(by=seat, id=room.new_id(), step=step, values={"what": "it", "when": "2027-02-30"}),
        lambda: c.Revise(by=seat, id=id, step=step, values={"idea": words}),
        lambda: anything_entered(room, dice, seat, id),
        lambda: anything_entered(room, dice, seat, id),
        lambda: c.Withdraw(by=seat, id=id),
        lambda: c.TakePen(by=seat, step=step),
        lambda: c.GoToGroup(by=seat, step=step, group=dice.randrange(4)),
        lambda: c.Pass(by=seat, step=step),
        lambda: c.Finish(by=seat, step=step, again=dice.random() < 0.3),
        lambda: c.CallHelp(by=seat, words=words[:50]),
        lambda: c.AnswerHelp(by=HOST, seat=seat),
        lambda: c.Next(by=HOST, step=step, anyway=dice.random() < 0.9),
        lambda: c.Bring(by=HOST, given=(Given(dice.choice(["brought", "nothing"]), (words or "x",)),)),
        lambda: c.RewordGiven(by=HOST, name="brought", line=dice.choice(["", "given-brought-1", id]), words=words[:40]),
        lambda: c.Back(by=HOST, step=step),
        lambda: c.GoTo(by=HOST, item=dice.choice(items), anyway=dice.random() < 0.9),
        lambda: c.Skip(by=HOST, item=dice.choice(items), skip=dice.random() < 0.5),
        lambda: c.Repeat(by=HOST, item=dice.choice(items), groups=dice.choice(["same", "new"])),
        lambda: c.Insert(by=HOST, item=item_of(dice.choice(sorted(catalogue()))), after=dice.choice([*items, ""])),
        lambda: c.PlanMinutes(by=HOST, step=step, minutes=dice.choice([-1, 0, 3, 1e9])),
        lambda: c.Pause(by=HOST),
        lambda: c.Resume(by=HOST),
        lambda: c.Extend(by=HOST, seconds=dice.choice([-5, 60, 1e9])),
        lambda: c.Shorten(by=HOST, seconds=60),
        lambda: c.Ring(by=HOST),
        lambda: c.Elapse(by="clock", step=step),
        lambda: c.MovePerson(by=HOST, seat=seat, group=dice.randrange(-1, 5)),
        lambda: c.Regroup(by=HOST, step=dice.choice(["", step])),
        lambda: c.SetMixing(by=HOST, wish=dice.choice(["new_people", "apart", "role", "king"]), weight=weight),
        lambda: c.TiePair(by=HOST, one=seat, other=dice.choice(seats), how=dice.choice(["apart", "together", "free"])),
        lambda: c.Moderate(by=HOST, id=id, act=dice.choice(["hide", "restore", "show", "take_off", "mark", "unmark"])),
        lambda: amends(room, dice, id, words),
        lambda: chooses(dice, seat),
        lambda: c.PutInOne(by=HOST, ids=tuple(dice.choices(ids, k=2))),
        lambda: c.TakeApart(by=HOST, id=id),
        lambda: c.Message(by=HOST, words=words[:40]),
        lambda: c.WriteNote(by=HOST, step=step, words=words[:40]),
        lambda: c.HandOver(by=HOST, to=dice.choice(["f1", "f2"])),
        lambda: c.Open(by=HOST, plan=s.plan),
    ]
    if dice.random() < 0.01:
        return dice.choice([c.Close(by=HOST), c.Reopen(by=HOST)])
    if s.phase == "closed":
        return dice.choice([c.Reopen(by=HOST), amends(room, dice, id, words), chooses(dice, seat)])
    return dice.choice(make)()


def amends(room: Room, dice: random.Random, id: str, words: str) -> Command:
    """A host puts something right that may not be there, or not be words, as they saw it or otherwise."""
    one = room.session.contribution(id)
    field = dice.choice([*(one.values if one else ()), "line", "nothing"])
    was = one.values.get(field) if one and dice.random() < 0.8 else "as it never was"
    return c.Amend(by=HOST, id=id, field=field, was=was if isinstance(was, str) else "", words=words)


def chooses(dice: random.Random, seat: int) -> Command:
    return c.ChooseNaming(by=seat, where=dice.choice(typing.get_args(e.Naming)))


def anything_entered(room: Room, dice: random.Random, seat: int, id: str) -> Command:
    """Something for each field of the form a person has before them, sensible or not, about any card."""
    own = room.own(seat)
    form = own.form
    entered: dict[str, e.Value] = {}
    for field in form.fields if form else ():
        other: list[e.Value] = ["", "words", -1, 2, 10**9, ("1", "1"), (id, "nothing"), (), "1e1,2", "50,50,50", "٣,٣"]
        other += {
            "place": ["50,50", "0,100", "101,5", "-0,50"],
            "people": [("1", "2"), (str(seat),), ("99",), ("02",), ("2", "x")],
            "person": [1, seat, 99],
            "picture": ["A" * 22, "A" * 21, "../../" + "A" * 16],
            "addressee": [0, 1, 2, 99],
            "pick": [(id,), tuple(option.value for option in field.options)],
            "choice": [option.value for option in field.options],
        }.get(field.kind, [])
        entered[field.name] = dice.choice(other)
    cards = [*(card.id for card in form.items), id, "nothing"] if form else [id]
    about = dice.choice([(), (dice.choice(cards),), (cards[0],), (cards[0], id)])
    draft, at = dice.random() < 0.2, room.session.at
    mine = dice.choice([*(one.id for one in own.mine), room.new_id()])
    if dice.random() < 0.3:
        return c.Revise(by=seat, id=mine, step=at, values=entered, about=about, draft=draft)
    return c.Submit(by=seat, id=mine, step=at, values=entered, about=about, draft=draft, late=dice.random() < 0.1)


def marks_are_one(room: Room) -> None:
    """Of everybody (and of every pen's group) there is one mark for a card, and it is about one card."""
    for key, made in room.session.made.items():
        step = room.session.step(key)
        if step and step.marks:
            late = {
                entry.event.id for entry in room.entries if isinstance(entry.event, e.Contributed) and entry.event.late
            }
            in_time = [one for one in made.values() if one.id not in late]
            assert all(len(one.about) == 1 for one in made.values())
            scribes = step.by == "scribe"
            voices = [(one.group if scribes and one.group >= 0 else -one.seat - 2, one.about) for one in in_time]
            assert len(set(voices)) == len(voices), "one mark for one card"


def is_whole(room: Room) -> None:
    """What holds in every session at every moment."""
    s = room.session
    groups = s.groups_in(s.at)
    if s.at and any(groups):
        seated = sorted(seat for group in groups for seat in group)
        assert seated == sorted(room.seats), "everybody who is here sits in one group, and nobody else does"
        for number, members in enumerate(groups):
            assert all(s.group_number(s.at, seat) == number for seat in members)
    marks_are_one(room)
    for key, pens in s.pens.items():
        if key == s.at:
            assert all(seat in s.seats for seat in pens.values())
    screens = {name: json.dumps([dataclasses.asdict(part) for part in parts]) for name, parts in room.screens()}
    for id in s.hidden:
        made = s.contribution(id)
        if made and canary(made.seat, made.step) in json.dumps(dict(made.values)):
            got = {name for name, text in screens.items() if id in text}
            assert got <= {"control", *(f"phone {n}" for n in s.seats)}


@pytest.mark.parametrize("seed", SEEDS)
def test_any_command_at_any_time(seed: int) -> None:
    dice = random.Random(seed)
    slugs = dice.sample(sorted(catalogue()), 4)
    items = [item_of(slug, str(n), uses=(slugs[n - 2],) if n > 1 else ()) for n, slug in enumerate(slugs, 1)]
    room = Room(plan_of(*items), dice.choice([0, 1, 2, 5, 9]), seed)
    answered = {"yes": 0, "no": 0}
    for n in range(STEPS):
        if len(room.session.items) > 12:  # enough has been inserted
            room.give(c.Skip(by=HOST, item=room.session.items[-1].key))
        command = anything(room, dice)
        decided = room.give(command)
        answered["no" if isinstance(decided, Refused) else "yes"] += 1
        if isinstance(decided, Refused):
            assert decided.says.endswith("."), "a refusal is a sentence"
            assert "{" not in decided.says
        if dice.random() < 0.1:
            for seat in room.seats:
                room.write(seat) if room.session.phase == "running" else None
        if n % 10 == 0:
            is_whole(room)
    assert fold(room.entries) == room.session
    assert min(answered.values()) > STEPS / 10, "both ways are tried"


@pytest.mark.parametrize("seed", SEEDS)
def test_nobody_is_alone_when_the_host_moves_nobody(seed: int) -> None:
    """People come, go and come back in mid-step while the session runs on; arithmetic leaves nobody alone."""
    dice = random.Random(1000 + seed)
    slugs = dice.sample(sorted(catalogue()), 3)
    room = Room(plan_of(*(item_of(slug, str(n)) for n, slug in enumerate(slugs, 1))), dice.randrange(2, 12), seed)
    for _ in range(120):
        match dice.randrange(5):
            case 0:
                room.join()
            case 1:
                room.give(c.Leave(by=dice.choice(list(room.session.seats))))
            case 2:
                room.give(c.Rejoin(by=dice.choice(list(room.session.seats))))
            case 3:
                room.next()
                one, other = dice.sample(list(room.session.seats), 2)
                room.give(c.TiePair(by=HOST, one=one, other=other, how=dice.choice(["apart", "together"])))
            case _:
                room.everyone_writes()
        groups = [group for group in room.session.groups_in(room.session.at) if group]
        alone = [group for group in groups if len(group) == 1 and group != inside(room)]
        assert len(room.seats) < 2 or roams(room) or not alone, room.session.groups_in(room.session.at)
        assert views.room(room.session, room.around()).people == len(room.seats)
