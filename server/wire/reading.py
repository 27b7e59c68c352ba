"""Reads a frame strictly: into one of the commands a screen may send, or into a refusal in a person's words."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal

import orjson
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from server.wire.frames import BY_NAME, Frame
from server.wire.words import LONGEST, CommandId


@dataclass(frozen=True, slots=True)
class Refusal:
    """A frame that could not be read, or may not be given: a code for programs, a sentence for people."""

    id: str
    code: Literal["invalid", "too_long", "unknown", "forbidden"]
    says: str


NOT_UNDERSTOOD = "This page and the server do not understand each other. Please load the page again."

_ANY_ID: TypeAdapter[str] = TypeAdapter(CommandId, config=ConfigDict(strict=True))


def read(body: object) -> Frame | Refusal:
    """Reads one frame. Never raises; a refusal never quotes what was sent."""
    if not isinstance(body, dict):
        return Refusal("", "invalid", NOT_UNDERSTOOD)
    try:
        command_id = _ANY_ID.validate_python(body.get("id"))
    except ValidationError:
        return Refusal("", "invalid", NOT_UNDERSTOOD)
    do = body.get("do")
    frame = BY_NAME.get(do) if isinstance(do, str) else None
    if frame is None:
        return Refusal(command_id, "unknown", NOT_UNDERSTOOD)
    try:
        return frame.model_validate(body)
    except ValidationError as error:
        return _refused(command_id, error)


def _refused(command_id: str, error: ValidationError) -> Refusal:
    for found in error.errors(include_url=False, include_input=False):
        if found["type"] == "too_long" and "most" in found.get("ctx", {}) and found["loc"]:
            most = found["ctx"]["most"]
            return Refusal(command_id, "too_long", f"That is too long. There is room for {most:,} characters.")
        if found["type"] in ("greater_than", "less_than_equal", "greater_than_equal"):
            return Refusal(command_id, "invalid", "That number does not fit here.")
    return Refusal(command_id, "invalid", NOT_UNDERSTOOD)


def too_large(command_id: str) -> Refusal:
    """For a frame that is larger than any we read."""
    return Refusal(command_id, "too_long", f"That is too long. There is room for {LONGEST:,} characters.")


def digest(frame: BaseModel) -> str:
    """Tells the same command sent again from another one under the same id."""
    body = orjson.dumps(frame.model_dump(exclude={"id"}), option=orjson.OPT_SORT_KEYS)
    return hashlib.blake2b(body, digest_size=16).hexdigest()
