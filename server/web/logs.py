"""Log lines: one JSON object each, without a word that anybody wrote.

Of an exception only its kind and the lines it passed are told, because its message may quote what somebody sent.
Whatever is in a line is escaped, so nobody can write a second one.
"""

from __future__ import annotations

import logging
import sys
import time
from typing import TextIO

import orjson

from server.live.trouble import where

LONGEST = 400

# At their finer levels these write down what people send, so those stay shut whatever the root's level is.
TALKATIVE = ("aiosqlite", "sqlalchemy", "engineio", "socketio", "websockets")


class JsonLines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(record.created)),
            "level": record.levelname.lower(),
            "from": record.name,
            "says": record.getMessage().encode("utf-8", "replace").decode()[:LONGEST],
        }
        failure = record.exc_info[1] if record.exc_info else None
        if failure is not None:
            line["failure"] = where(failure)
        return orjson.dumps(line).decode()


def set_up(stream: TextIO | None = None) -> None:
    """All loggers of this process write JSON lines to `stream` (standard error), from warnings up."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access", "uvicorn.asgi"):
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.propagate = True
        logger.setLevel(logging.WARNING)
