"""What is kept from look to look never goes stale."""

from __future__ import annotations

import pytest

from server.core import commands as c
from server.core import parts as p
from server.core.commands import Refused
from server.core.folding import fold
from tests.pilot import HOST, Room, one_item

SLUGS = ["open_space", "troika", "ux_fishbowl", "twenty_five_ten"]


@pytest.mark.parametrize("slug", SLUGS)
def test_what_is_kept_from_an_earlier_look_is_what_would_be_made_anew(slug: str) -> None:
    """Work is kept by the identity of what it was made from: for a session folded anew nothing has been kept."""
    room = Room(one_item(slug), 9)

    def shown() -> dict[str, tuple[p.Part, ...]]:
        return dict(room.screens())

    def look() -> None:
        kept, session, names = shown(), room.session, room.names
        room.session, room.names = fold(room.entries), {}
        assert shown() == kept
        room.session, room.names = session, names

    while not isinstance(room.next(), Refused):
        look()
        room.everyone_writes()
        look()
        for command in (c.Leave(by=3), c.Regroup(by=HOST), c.Join(by=3), c.MovePerson(by=HOST, seat=2, group=1)):
            room.give(command)
            look()
        for one in list(room.session.written(room.session.at))[:1]:
            room.give(c.Moderate(by=HOST, id=one.id, act="show"))
            room.give(c.Moderate(by=HOST, id=one.id, act="hide"))
            look()
    room.must(c.Close(by=HOST))
    look()
