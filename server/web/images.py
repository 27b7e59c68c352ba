"""What a picture's bytes say about themselves: its kind, its size, and whether it tells more than it shows.

Only the headers are read, never the picture. JPEG, PNG and WebP are taken; whatever else a file may carry (where and
when a photo was taken, by whom) is refused when it says something, and left out when it is empty formality.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

WIDEST = 4096
"""Pixels along the longer side."""

NO_PICTURE = "That is no picture we can show. Please send a JPEG, PNG or WebP."
TELLS_MORE = "That picture tells where or when it was taken. Please add it here again, so that this is left out."
ODD_SIZE = f"That picture is too large to show. Please send one of at most {WIDEST} by {WIDEST} dots."


class NotTaken(Exception):
    """Why a picture is not taken, in a sentence for people."""

    @property
    def says(self) -> str:
        return str(self.args[0])


@dataclass(frozen=True, slots=True)
class Image:
    media_type: str
    width: int
    height: int
    content: bytes


def read(raw: bytes) -> Image:
    """The picture in `raw`, without what does not belong to it. Raises NotTaken."""
    try:
        if raw.startswith(b"\xff\xd8\xff"):
            image = _jpeg(raw)
        elif raw.startswith(b"\x89PNG\r\n\x1a\n"):
            image = _png(raw)
        elif raw[:4] == b"RIFF" and raw[8:12] == b"WEBP":
            image = _webp(raw)
        else:
            raise NotTaken(NO_PICTURE)
    except (struct.error, IndexError):  # it ends before it should
        raise NotTaken(NO_PICTURE) from None
    if not (0 < image.width <= WIDEST and 0 < image.height <= WIDEST):
        raise NotTaken(ODD_SIZE)
    return image


# --- JPEG --------------------------------------------------------------------------------------------------------

_SIZES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_KEPT = frozenset({0xE0, 0xE2, 0xEE})
"""Segments of applications that colours need: JFIF, ICC and Adobe."""
_AFTER_DATA = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
# What Safari writes into every canvas: turn, resolution, colours, width and height. Nothing else may be said.
_FORMAL = frozenset({0x0112, 0x011A, 0x011B, 0x0128, 0x0213, 0x8769, 0x9000, 0x9101, 0xA000, 0xA001, 0xA002, 0xA003})
_EXIF_POINTER = 0x8769


def _jpeg(raw: bytes) -> Image:
    kept, at, size = [raw[:2]], 2, (0, 0)
    while True:
        if raw[at] != 0xFF:
            raise NotTaken(NO_PICTURE)
        kind = raw[at + 1]
        if kind == 0xD9:  # the end; whatever follows is not kept
            if size == (0, 0):
                raise NotTaken(NO_PICTURE)
            return Image("image/jpeg", *size, b"".join([*kept, raw[at : at + 2]]))
        (length,) = struct.unpack_from(">H", raw, at + 2)
        end = at + 2 + length
        body = raw[at + 4 : end]
        if length < 2 or end > len(raw):
            raise NotTaken(NO_PICTURE)
        if kind in _SIZES:
            height, width = struct.unpack_from(">HH", body, 1)
            size = (width, height)
        if kind == 0xDA:  # the picture itself runs until the next marker
            found = _AFTER_DATA.search(raw, end)
            if found is None:
                raise NotTaken(NO_PICTURE)
            end = found.start()
        if kind == 0xE1 and not (body.startswith(b"Exif\0\0") and _is_formal(body[6:])):
            raise NotTaken(TELLS_MORE)
        is_application = 0xE0 <= kind <= 0xEF or kind == 0xFE
        if not is_application or kind in _KEPT:
            kept.append(raw[at:end])
        at = end


def _is_formal(tiff: bytes) -> bool:
    """Whether EXIF says nothing but how the dots are to be read."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return False
    (first,) = struct.unpack_from(order + "I", tiff, 4)
    waiting, seen = [first], 0
    while waiting:
        at = waiting.pop()
        seen += 1
        (count,) = struct.unpack_from(order + "H", tiff, at)
        for n in range(count):
            tag, _, _, value = struct.unpack_from(order + "HHII", tiff, at + 2 + 12 * n)
            if tag not in _FORMAL or seen > 2:
                return False
            if tag == _EXIF_POINTER:
                waiting.append(value)
        (following,) = struct.unpack_from(order + "I", tiff, at + 2 + 12 * count)
        if following:  # a thumbnail
            return False
    return True


# --- PNG and WebP ------------------------------------------------------------------------------------------------


def _png(raw: bytes) -> Image:
    kinds: list[bytes] = []
    at, size = 8, (0, 0)
    while not kinds or kinds[-1] != b"IEND":
        length, kind = struct.unpack_from(">I4s", raw, at)
        end = at + 12 + length
        (told,) = struct.unpack_from(">I", raw, end - 4)
        if zlib.crc32(raw[at + 4 : end - 4]) != told:
            raise NotTaken(NO_PICTURE)
        if kind in (b"eXIf", b"tEXt", b"zTXt", b"iTXt"):
            raise NotTaken(TELLS_MORE)
        if kind == b"IHDR":
            width, height = struct.unpack_from(">II", raw, at + 8)
            size = (width, height)
        kinds.append(kind)
        at = end
    if kinds[0] != b"IHDR" or b"IDAT" not in kinds:
        raise NotTaken(NO_PICTURE)
    return Image("image/png", *size, raw[:at])


def _webp(raw: bytes) -> Image:
    (length,) = struct.unpack_from("<I", raw, 4)
    if length + 8 > len(raw):
        raise NotTaken(NO_PICTURE)
    size = (0, 0)
    for kind, body in _chunks(raw[12 : length + 8]):
        if kind in (b"EXIF", b"XMP "):
            raise NotTaken(TELLS_MORE)
        if kind not in (b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ICCP"):
            raise NotTaken(NO_PICTURE)
        if kind == b"VP8X":
            size = (1 + int.from_bytes(body[4:7], "little"), 1 + int.from_bytes(body[7:10], "little"))
        elif kind == b"VP8L" and size == (0, 0):
            (bits,) = struct.unpack_from("<I", body, 1)
            size = (1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF))
        elif kind == b"VP8 " and size == (0, 0):
            width, height = struct.unpack_from("<HH", body, 6)
            size = (width & 0x3FFF, height & 0x3FFF)
    if size == (0, 0):
        raise NotTaken(NO_PICTURE)
    return Image("image/webp", *size, raw[: length + 8])


def _chunks(body: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at < len(body):
        kind, length = struct.unpack_from("<4sI", body, at)
        if at + 8 + length > len(body):
            raise NotTaken(NO_PICTURE)
        yield kind, body[at + 8 : at + 8 + length]
        at += 8 + length + length % 2
