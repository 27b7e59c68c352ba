"""Which letters a font file has: the `cmap` table of OpenType, read for that alone.

fontTools reads it too, with the name of each glyph, which takes ten times as long, and every new process needs it.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

# Platform and encoding of the tables that hold Unicode, the fullest first.
_UNICODE = ((3, 10), (0, 6), (0, 4), (3, 1), (0, 3), (0, 2), (0, 1), (0, 0))


def letters_of(cmap: bytes) -> frozenset[int] | None:
    """The code points of a `cmap` table that have a glyph. None: it is of a format that only fontTools reads."""
    (count,) = struct.unpack_from(">H", cmap, 2)
    entries = (struct.unpack_from(">HHL", cmap, 4 + 8 * n) for n in range(count))
    at = {(platform, encoding): offset for platform, encoding, offset in entries}
    begin = next((at[which] for which in _UNICODE if which in at), None)
    if begin is None:
        return frozenset()
    (form,) = struct.unpack_from(">H", cmap, begin)
    if form == 4:
        return frozenset(_segments(cmap, begin))
    return frozenset(_groups(cmap, begin)) if form == 12 else None


def _groups(cmap: bytes, begin: int) -> Iterator[int]:
    """Format 12: runs of code points, each with its first glyph."""
    (count,) = struct.unpack_from(">L", cmap, begin + 12)
    for first, last, _ in struct.iter_unpack(">LLL", cmap[begin + 16 : begin + 16 + 12 * count]):
        yield from range(first, last + 1)


def _segments(cmap: bytes, begin: int) -> Iterator[int]:
    """Format 4: segments of code points, whose glyphs are counted on from a first one or stand in a list behind."""
    (count,) = struct.unpack_from(">H", cmap, begin + 6)
    count //= 2
    ends, firsts, _, offsets = (
        struct.unpack_from(f">{count}H", cmap, begin + 14 + 2 * count * n + 2 * (n > 0)) for n in range(4)
    )
    for n, (first, last, offset) in enumerate(zip(firsts, ends, offsets, strict=True)):
        if first == 0xFFFF:
            continue
        if not offset:
            yield from range(first, last + 1)
            continue
        listed = begin + 16 + 6 * count + 2 * n + offset
        glyphs = struct.unpack_from(f">{last + 1 - first}H", cmap, listed)
        yield from (one for one, glyph in enumerate(glyphs, first) if glyph)
