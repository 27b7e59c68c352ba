"""Pictures by their bytes: what is read from them, what is left out, what is refused."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import Image as Drawn

from server.web import images
from server.web.images import NO_PICTURE, ODD_SIZE, TELLS_MORE, NotTaken, read

EXIF = b"Exif\0\0"


def drawn(form: str, size: tuple[int, int] = (64, 48), **more: object) -> bytes:
    made = io.BytesIO()
    picture = Drawn.new("RGB", size, "#d8b4a0")
    picture.putpixel((1, 1), (0, 0, 0))
    picture.save(made, form, **more)
    return made.getvalue()


def with_segment(kind: int, body: bytes) -> bytes:
    """A JPEG with one more segment after its first two bytes."""
    plain = drawn("JPEG")
    return plain[:2] + struct.pack(">BBH", 0xFF, kind, len(body) + 2) + body + plain[2:]


def with_chunk(kind: bytes, body: bytes) -> bytes:
    """A PNG with one more chunk after its header."""
    plain = drawn("PNG")
    chunk = struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
    return plain[:33] + chunk + plain[33:]


def tiff(*tags: tuple[int, int], order: str = ">", following: int = 0) -> bytes:
    start = b"MM\0*" if order == ">" else b"II*\0"
    entries = b"".join(struct.pack(order + "HHII", tag, 4, 1, value) for tag, value in tags)
    return start + struct.pack(order + "IH", 8, len(tags)) + entries + struct.pack(order + "I", following)


@pytest.mark.parametrize(
    ("form", "more", "media_type"),
    [
        ("JPEG", {}, "image/jpeg"),
        ("JPEG", {"progressive": True}, "image/jpeg"),
        ("PNG", {}, "image/png"),
        ("WEBP", {}, "image/webp"),
        ("WEBP", {"lossless": True}, "image/webp"),
    ],
)
def test_what_a_phone_makes_is_read(form: str, more: dict[str, object], media_type: str) -> None:
    image = read(drawn(form, (640, 480), **more))
    assert (image.media_type, image.width, image.height) == (media_type, 640, 480)
    Drawn.open(io.BytesIO(image.content)).load()


def test_formalities_are_left_out_and_the_picture_stays_whole() -> None:
    safari = with_segment(0xE1, EXIF + tiff((0x0112, 1), (0xA002, 64), (0xA003, 48)))
    for raw in (safari, with_segment(0xED, b"Photoshop 3.0\0"), with_segment(0xFE, b"made at home")):
        image = read(raw)
        assert b"Exif" not in image.content
        assert b"Photoshop" not in image.content
        assert b"home" not in image.content
        assert image.content == read(drawn("JPEG")).content
        Drawn.open(io.BytesIO(image.content)).load()


def test_what_follows_a_picture_is_left_out() -> None:
    for form in ("JPEG", "PNG", "WEBP"):
        assert read(drawn(form) + b"<script>alert(1)</script>").content == drawn(form)


@pytest.mark.parametrize(
    "raw",
    [
        with_segment(0xE1, EXIF + tiff((0x8825, 30))),
        with_segment(0xE1, EXIF + tiff((0x010F, 30), order="<")),
        with_segment(0xE1, EXIF + tiff((0x0112, 1), following=8)),
        with_segment(0xE1, EXIF + tiff((0x8769, 8))),
        with_segment(0xE1, EXIF + b"??"),
        with_segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta/>"),
        with_chunk(b"eXIf", tiff((0x0112, 1))),
        with_chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0<x/>"),
        with_chunk(b"tEXt", b"Author\0Ada"),
        drawn("WEBP", exif=EXIF + tiff((0x8825, 30))),
        drawn("WEBP", xmp=b"<x/>"),
    ],
    ids=range(11),
)
def test_what_tells_more_than_it_shows_is_refused(raw: bytes) -> None:
    with pytest.raises(NotTaken) as refused:
        read(raw)
    assert refused.value.says == TELLS_MORE


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<!doctype html><script>alert(1)</script>",
        b"GIF89a" + b"\0" * 60,
        b"%PDF-1.7",
        drawn("BMP"),
        drawn("GIF"),
        b"\xff\xd8\xff",
        b"\xff\xd8\xff\xd9",
        b"\xff\xd8\xff\xe0\0\0",
        drawn("JPEG")[:-2],
        drawn("PNG")[:-6],
        drawn("PNG").replace(b"IDAT", b"IDAX"),
        drawn("WEBP")[:-9],
        b"RIFF\x04\0\0\0WEBP",
        b"\x89PNG\r\n\x1a\n",
    ],
    ids=range(16),
)
def test_what_is_no_picture_is_refused(raw: bytes) -> None:
    with pytest.raises(NotTaken) as refused:
        read(raw)
    assert refused.value.says == NO_PICTURE


def test_a_picture_has_a_sane_size() -> None:
    for form in ("JPEG", "PNG", "WEBP"):
        with pytest.raises(NotTaken) as refused:
            read(drawn(form, (images.WIDEST + 1, 2)))
        assert refused.value.says == ODD_SIZE
    assert read(drawn("PNG", (images.WIDEST, 2))).width == images.WIDEST


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_no_broken_picture_is_more_than_refused(form: str) -> None:
    whole = drawn(form)
    for cut in range(0, len(whole), 7):
        for raw in (whole[:cut], whole[:cut] + b"\xff" + whole[cut + 1 :], whole[:cut] + b"\0\xff" + whole[cut:]):
            try:
                read(raw)
            except NotTaken as refused:
                assert refused.says in (NO_PICTURE, TELLS_MORE, ODD_SIZE)  # noqa: PT017 - some may still be sound
