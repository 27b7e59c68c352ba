"""A picture as somebody might scribble it: a few strokes on white, as a small PNG made by hand."""

from __future__ import annotations

import random
import struct
import zlib

SIDE = 96
_WHITE, _INK = 255, 40


def drawing(rng: random.Random) -> bytes:
    """The bytes of a PNG: grey, 96 by 96, three to six strokes."""
    rows = [bytearray([_WHITE]) * SIDE for _ in range(SIDE)]
    for _ in range(rng.randint(3, 6)):
        x, y = rng.uniform(15, SIDE - 15), rng.uniform(15, SIDE - 15)
        across, up, bend = rng.uniform(-1.5, 1.5), rng.uniform(-1.5, 1.5), rng.uniform(-0.06, 0.06)
        for _ in range(rng.randint(20, 60)):
            _dot(rows, round(x), round(y))
            across, up = across - up * bend, up + across * bend
            x, y = x + across, y + up
    body = b"".join(b"\0" + bytes(row) for row in rows)
    head = struct.pack(">IIBBBBB", SIDE, SIDE, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(body, 9)) + _chunk(b"IEND", b"")


def _dot(rows: list[bytearray], x: int, y: int) -> None:
    for down in (y, y + 1):
        for across in (x, x + 1):
            if 0 <= down < SIDE and 0 <= across < SIDE:
                rows[down][across] = _INK


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
