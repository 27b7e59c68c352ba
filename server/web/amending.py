"""Putting the record of a session right: a line reworded, taken out of sight, or shown again. All of it is kept."""

from __future__ import annotations

import asyncio

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.core.amending import MOVED, NO_LINE, NO_WORDS
from server.core.commands import Amend, Command, Moderate, Refused
from server.live.sessions import Sessions, UnknownSession
from server.record.putting_right import Line, lines
from server.web.asked import Asked
from server.web.asking import Asking
from server.wire import desk
from server.wire.fallback import answered, body_of
from server.wire.links import Holder
from server.wire.reading import NOT_UNDERSTOOD
from server.wire.words import FieldName, Words


class PutRight(Asked):
    """What is to become of the line `ref`: other words in its field of words (`field` says which where it has several),
    or out of sight, or back in it. `was` are the words as the page shows them: of that field, else of the line."""

    ref: str = Field(pattern=r"^\d{1,4}\.\d{1,4}\.\d{1,6}$")
    was: Words
    says: Words | None = None
    field: FieldName | None = None
    hide: bool = False
    show: bool = False

    def command(self, line: Line, by: str) -> Command | Refused:
        """The one thing that is wanted of this line."""
        if self.says is None:
            if self.was.strip() not in (line.text.strip(), *(words.strip() for words in line.fields.values())):
                return MOVED
            return Moderate(by=by, id=line.id, act="hide" if self.hide else "restore")
        field = self.field or (next(iter(line.fields)) if len(line.fields) == 1 else "")
        return Amend(by=by, id=line.id, field=field, was=self.was, words=self.says) if field else NO_WORDS


class Amending:
    """Routes under /api/organise/sessions for who looks after them."""

    def __init__(self, sessions: Sessions, asking: Asking) -> None:
        self._sessions = sessions
        self._asking = asking

    def routes(self) -> list[Route]:
        return [
            self._asking.route("/api/organise/sessions/{id}/amend", "put_right", self._amend),
            self._asking.route("/api/organise/sessions/{id}/aside", "put_right", self._aside, "GET"),
        ]

    async def _amend(self, request: Request, holder: Holder) -> Response:
        wanted = PutRight.model_validate(await body_of(request))
        if (wanted.says is not None) + wanted.hide + wanted.show != 1:
            return answered(desk.refused("", "invalid", NOT_UNDERSTOOD))
        id = request.path_params["id"]
        line = next((one for one in await self._lines(id) if one.ref == wanted.ref), None)
        command = wanted.command(line, _who(holder)) if line else NO_LINE
        if isinstance(command, Refused):
            return answered(desk.refused("", command.code, command.says))
        return answered(await desk.give(await self._sessions.live(id), command, "", ""))

    async def _aside(self, request: Request, holder: Holder) -> Response:
        """What was taken out of sight, to be shown again."""
        told = [
            {"ref": one.ref, "place": one.place, "text": one.text}
            for one in await self._lines(request.path_params["id"])
            if one.is_hidden
        ]
        return answered({"ok": True, "lines": told})

    async def _lines(self, id: str) -> list[Line]:
        session, names = await self._sessions.peek(id), await self._sessions.names(id)
        if session.phase == "new":
            raise UnknownSession
        # A large record takes a while to read; the room must not wait for it.
        return await asyncio.to_thread(lambda: list(lines(session, names)))


def _who(holder: Holder) -> str:
    """Which host it was, as the log knows them: an account by its id, never by a name."""
    return f"account/{holder.account}" if holder.account else str(holder.by)
