"""The record as JSON: the neutral object as it stands, keys in order, for programs and for keeping."""

from __future__ import annotations

import orjson

from server.record.record import Record

VERSION = 1


def write(record: Record) -> bytes:
    return orjson.dumps({"version": VERSION, "record": record}, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
