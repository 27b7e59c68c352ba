"""The one way a command takes, whichever line it came by: read it, look who asks, give it, answer. Always answer."""

from __future__ import annotations

import logging
from typing import Any

from server.live.session import LiveSession
from server.wire.frames import Frame, Refusal, digest, does, read
from server.wire.links import Holder
from server.wire.roles import may

log = logging.getLogger(__name__)

NOT_YOURS = "This link cannot do that."
NOT_NOW = "The server could not take that just now. Please try again in a moment."

Json = dict[str, Any]


async def answer(live: LiveSession, holder: Holder, body: object) -> Json:
    """What the screen is told. `ok` means that it is on disk. Nothing that was sent is ever quoted."""
    frame = read(body)
    if isinstance(frame, Refusal):
        return refused(frame.id, frame.code, frame.says)
    if not may(holder.role, does(type(frame))):
        return refused(frame.id, "forbidden", NOT_YOURS)
    return await given(live, holder, frame)


async def given(live: LiveSession, holder: Holder, frame: Frame) -> Json:
    """The answer of the session to a command that its holder may give."""
    try:
        got = await live.give(frame.command(holder.by), frame.id, digest(frame))
    except Exception:
        log.exception("a command was not taken", extra={"command": does(type(frame))})
        return refused(frame.id, "busy", NOT_NOW)
    return {"ok": True, "id": frame.id} if got.ok else refused(frame.id, got.code, got.says)


def refused(command_id: str, code: str, says: str) -> Json:
    return {"ok": False, "id": command_id, "code": code, "says": says}
