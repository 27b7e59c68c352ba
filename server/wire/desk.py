"""The one way a command takes, whichever line it came by: read it, look who asks, give it, answer. Always answer."""

from __future__ import annotations

import logging
from typing import Any

from server.core.commands import Command
from server.live.session import LiveSession
from server.live.trouble import where
from server.wire.frames import Revise, Submit, does
from server.wire.links import Holder
from server.wire.reading import Refusal, digest, read
from server.wire.roles import may

log = logging.getLogger(__name__)

NOT_YOURS = "This link cannot do that."
NO_PICTURE = "That picture is not here. Please add it again."
NOT_NOW = "The server could not take that just now. Please try again in a moment."

Json = dict[str, Any]


async def answer(live: LiveSession, holder: Holder, body: object) -> Json:
    """What the screen is told. `ok` means that it is on disk. Nothing that was sent is ever quoted."""
    frame = read(body)
    if isinstance(frame, Refusal):
        return refused(frame.id, frame.code, frame.says)
    if not may(holder.role, does(type(frame))):
        return refused(frame.id, "forbidden", NOT_YOURS)
    if isinstance(frame, Submit | Revise):
        try:
            if not await _pictures_are_here(live, holder.seat, frame):
                return refused(frame.id, "unknown", NO_PICTURE)
        except Exception as failure:
            log.error("a picture could not be looked up: %s", where(failure))
            return refused(frame.id, "busy", NOT_NOW)
    return await give(live, frame.command(holder.by), frame.id, digest(frame))


async def _pictures_are_here(live: LiveSession, seat: int, frame: Submit | Revise) -> bool:
    """Whether every picture in these words was added by who sends them, or stood in the words they go on from."""
    step = live.session.step(frame.step)
    fields = [field.name for field in step.form if field.kind == "picture"] if step else []
    wanted = {id for name in fields if isinstance(id := frame.values.get(name), str) and id}
    if not wanted:
        return True
    for earlier in (frame.contribution, *frame.about):
        if found := live.session.contribution(earlier):
            wanted -= {value for value in found.values.values() if isinstance(value, str)}
    return all([await live.has_picture(id, seat) for id in sorted(wanted)])


async def give(live: LiveSession, command: Command, command_id: str, told_by: str) -> Json:
    """The answer of the session to a command that its holder may give. `told_by` is the digest of what was sent."""
    try:
        got = await live.give(command, command_id, told_by)
    except Exception as failure:
        log.error("the command %s was not taken: %s", type(command).__name__, where(failure))
        return refused(command_id, "busy", NOT_NOW)
    return {"ok": True, "id": command_id} if got.ok else refused(command_id, got.code, got.says)


def refused(command_id: str, code: str, says: str) -> Json:
    return {"ok": False, "id": command_id, "code": code, "says": says}
