"""Pictures: a phone adds one, and gets an id that a contribution may hold; screens of the same session ask for it.

Ids never stand in an address, so none ends up in a log or a history. Nothing is kept that anybody could not see.
"""

from __future__ import annotations

import asyncio
import hashlib
import re

from pydantic import BaseModel, ConfigDict, ValidationError
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.live.clock import Clock
from server.live.keys import new_id
from server.live.sessions import Sessions
from server.log import Log, LostRace, NotSaved, StoredPicture
from server.web import images
from server.web.asking import Asking
from server.wire import desk
from server.wire.fallback import answered, body_of, bytes_of
from server.wire.links import Holder
from server.wire.reading import NOT_UNDERSTOOD

LARGEST = 400 * 1024
"""Bytes of one picture."""
MOST = 30
"""Pictures of one seat."""
MOST_BYTES = 150 * 1024 * 1024
"""Bytes of all pictures of a session."""
PATIENCE = 60.0
"""Seconds that a picture may take to arrive."""

TOO_LARGE = "That picture is larger than 400 KB. Please try a smaller one."
TOO_MANY = "There is no room for more pictures here."
NOT_ASKED = "No picture is asked for here."
CLOSED = "This session is over, so nothing more can be added."
NOT_SAVED = "The picture could not be saved just now. Please try again in a moment."

ID = re.compile(r"[A-Za-z0-9_-]{22}")


class See(BaseModel):
    """What POST /api/picture/see is sent. An organiser says of which session."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    id: str
    session: str = ""


class Pictures:
    """The two routes for pictures."""

    def __init__(self, log: Log, sessions: Sessions, asking: Asking, clock: Clock) -> None:
        self._log = log
        self._sessions = sessions
        self._asking = asking
        self._clock = clock

    def routes(self) -> list[Route]:
        return [
            Route("/api/picture", self._add, methods=["POST"]),
            Route("/api/picture/see", self._see, methods=["POST"]),
        ]

    async def _add(self, request: Request) -> Response:
        holder = await self._holder(request, "add_picture")
        if isinstance(holder, Response):
            return holder
        session = (await self._sessions.live(holder.session)).session
        if session.phase == "closed":
            return answered(desk.refused("", "closed", CLOSED))
        if not any(field.kind == "picture" for item in session.items for step in item.steps for field in step.form):
            return answered(desk.refused("", "not_now", NOT_ASKED))
        raw = await _picture_of(request)
        if raw is None:
            return answered(desk.refused("", "too_long", TOO_LARGE), status=413)
        try:
            if not request.headers.get("content-type", "").startswith("image/"):
                raise images.NotTaken(images.NO_PICTURE)
            image = images.read(raw)
        except images.NotTaken as wrong:
            return answered(desk.refused("", "invalid", wrong.says))
        return await self._keep(holder, image)

    async def _keep(self, holder: Holder, image: images.Image) -> Response:
        picture = StoredPicture(
            new_id(),
            holder.session,
            holder.seat,
            image.media_type,
            hashlib.sha256(image.content).hexdigest(),
            len(image.content),
            self._clock.now(),
            image.content,
        )
        try:
            id = await self._log.add_picture(picture, most=MOST, most_bytes=MOST_BYTES)
        except NotSaved as refused:
            return answered(desk.refused("", refused.why, NOT_SAVED))
        except LostRace:  # the same picture came twice at the same time
            return answered(desk.refused("", "busy", NOT_SAVED))
        if not id:
            return answered(desk.refused("", "too_many", TOO_MANY))
        return answered({"ok": True, "id": id})

    async def _see(self, request: Request) -> Response:
        holder = await self._holder(request, "see_picture")
        if isinstance(holder, Response):
            return holder
        try:
            wanted = See.model_validate(await body_of(request))
        except ValidationError:
            return answered(desk.refused("", "invalid", NOT_UNDERSTOOD))
        if wanted.session and wanted.session != holder.session and holder.session:
            return answered(desk.refused("", "forbidden", desk.NOT_YOURS))
        session = holder.session or wanted.session
        picture = await self._log.picture(session, wanted.id) if ID.fullmatch(wanted.id) else None
        if picture is None:
            return answered(desk.refused("", "unknown", desk.NO_PICTURE), status=404)
        headers = {
            "cache-control": "private, no-store",
            "x-content-type-options": "nosniff",
            "content-security-policy": "default-src 'none'; sandbox",
        }
        return Response(picture.content, media_type=picture.media_type, headers=headers)

    async def _holder(self, request: Request, doing: str) -> Holder | Response:
        """Who asks, if they may do this; otherwise what they are told."""
        return await self._asking.may(request, doing)


async def _picture_of(request: Request) -> bytes | None:
    """The picture that is sent; None when it is larger than LARGEST, nothing when it takes too long to come."""
    try:
        async with asyncio.timeout(PATIENCE):
            return await bytes_of(request, most=LARGEST)
    except TimeoutError:
        return b""  # what came is no picture
