"""Text that a file of text can hold."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from typing import Any

import orjson

_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


def encodable(text: str) -> str:
    """The text, with control characters and half letters told by their number ("[U+0007]"): no page can show them, and
    nothing that somebody typed goes away without a word. Line breaks and tabs stay."""
    return _NOT_TEXT.sub(lambda found: f"[U+{ord(found[0]):04X}]", text)


def as_json(value: Any, option: int) -> bytes:
    """Any value of ours as JSON by orjson; what no file can hold is told in it as `encodable` tells it."""
    try:
        return orjson.dumps(value, option=option)
    except TypeError:  # half a letter
        return orjson.dumps(_held(value), option=option)


def _held(value: Any) -> Any:
    match value:
        case str():
            return encodable(value)
        case tuple() | list():
            return [_held(one) for one in value]
        case dict():
            return {key: _held(one) for key, one in value.items()}
        case _ if is_dataclass(value):
            return {one.name: _held(getattr(value, one.name)) for one in fields(value)}
    return value
