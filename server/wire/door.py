"""The way in: a join code opens the door, a name takes a seat."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from server.core.plan import Ask
from server.live.codes import read_code
from server.live.inbox import TakenSeat
from server.live.keys import hashed
from server.live.session import LiveSession
from server.live.sessions import Sessions, UnknownSession
from server.live.trouble import where
from server.log import Log, StoredLink
from server.rights.keeping import days_of
from server.season.phrases import read_phrase
from server.season.ways_back import WaysBack
from server.wire.desk import NOT_NOW, Json, refused
from server.wire.guard import Guard
from server.wire.reading import NOT_UNDERSTOOD
from server.wire.words import CommandId, FieldName, Label, Name

log = logging.getLogger(__name__)

NO_SUCH_CODE = "No open session has this code. Please look at it once more, or ask your host."
A_PHRASE = "That looks like a phrase of your own. Open {} and type it there."
TOO_MANY_GUESSES = "That was one wrong code too many. Please wait a few seconds, then try again."
NO_NAME = "Please write a name, of 60 characters at most."

Code = Annotated[str, Field(max_length=200)]


class Knock(BaseModel):
    """What POST /api/door is sent. `id` is made by the phone: a code that leads back to a seat is good for one."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    code: Code
    id: Annotated[str, Field(pattern=r"^([A-Za-z0-9_-]{22})?$")] = ""


class Entry(BaseModel):
    """What POST /api/join is sent. `id` is made by the phone; the same id is given the same seat."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    id: CommandId
    code: Code
    name: Name
    traits: Annotated[dict[FieldName, Label], Field(max_length=12)] = {}


class Door:
    """Looks up codes, not too many wrong ones; says what is behind them; lets people in, or back in. `seated` hears of
    the link of everybody who comes in; `own_page` is where phrases are typed."""

    def __init__(
        self,
        log: Log,
        sessions: Sessions,
        ways_back: WaysBack,
        clock: Callable[[], float],
        seated: Callable[[StoredLink], None] = lambda link: None,
        own_page: str = "",
    ) -> None:
        self._log = log
        self._sessions = sessions
        self._ways_back = ways_back
        self._seated = seated
        self._own_page = own_page
        self._ids: dict[str, str] = {}
        self._guard = Guard(clock)

    async def knock(self, body: object, address: str) -> Json:
        """What the join page shows, or at once a seat for who was let back in; see `server.wire.answers`."""
        try:
            knock = Knock.model_validate(body)
        except ValidationError:
            return refused("", "invalid", NOT_UNDERSTOOD)
        live = await self._behind(knock.code, address, knock.id)
        if not isinstance(live, LiveSession):
            return live
        plan = live.session.plan
        asks = [asked(ask) for ask in plan.asks]
        days = await days_of(self._log, live.id)
        told = {"title": plan.title, "subtitle": plan.subtitle, "asks": asks, "alias": plan.alias, "days": days}
        return {"ok": True, **told}

    async def enter(self, body: object, address: str) -> Json:
        """A seat and its token; see `server.wire.answers.Seated`."""
        try:
            entry = Entry.model_validate(body)
        except ValidationError as error:
            if any(found["loc"][:1] == ("name",) for found in error.errors(include_url=False, include_input=False)):
                return refused("", "invalid", NO_NAME)
            return refused("", "invalid", NOT_UNDERSTOOD)
        live = await self._behind(entry.code, address)
        if not isinstance(live, LiveSession):
            return {**live, "id": entry.id}
        got = await live.take_seat(entry.id, entry.name, entry.traits)
        if isinstance(got, TakenSeat):
            self._seated(StoredLink(hashed(got.token), live.id, "seat", str(got.number)))
            return {"ok": True, "seat": got.number, "token": got.token}
        return refused(entry.id, got.code, got.says)

    async def _behind(self, typed: str, address: str, phone: str = "") -> LiveSession | Json:
        """The open session of a code, or the seat to which it leads this phone back. Wrong, closed and unreadable codes
        get the same answer after the same work."""
        code = read_code(typed)
        if not code and isinstance(read_phrase(typed), str):
            return refused("", "invalid", A_PHRASE.format(self._own_page))  # said of any four words, whoever's they are
        code = code or "-"
        if not self._guard.allows(address):
            return refused("", "rate", TOO_MANY_GUESSES)
        try:
            id = await self._id_of(code)
            live = await self._sessions.live(id) if id else None
            back = None if live else await self._ways_back.take(code, phone)
            if back:
                self._seated(back.link)
                seated = await self._sessions.live(back.session)
                return {"ok": True, "seat": back.seat, "token": back.token, "code": seated.code}
        except UnknownSession:
            live = None  # it was deleted
        except Exception as failure:
            log.error("a code could not be looked up: %s", where(failure))
            return refused("", "busy", NOT_NOW)
        if live is not None and live.session.phase != "closed":
            return live
        self._ids.pop(code, None)  # a closed one is looked up each time, like a wrong one
        self._guard.failed(address)
        return refused("", "unknown_code", NO_SUCH_CODE)

    async def _id_of(self, code: str) -> str:
        """The session of a code, which never changes: a room that comes in all at once is looked up once."""
        if code not in self._ids:
            found = await self._log.sessions(code=code)
            if not found:
                return ""
            self._ids[code] = found[0].id
        return self._ids[code]


def asked(ask: Ask) -> Json:
    """What a session asks beside the name; see `server.wire.answers.AskFace`."""
    return {"name": ask.name, "label": ask.label, "options": ask.options, "why": ask.why}
