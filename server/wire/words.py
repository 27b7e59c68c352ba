"""Text as people send it, made fit to keep: one form for every word that comes in.

Composed (NFC), line ends as a newline, without control characters, lone surrogates, noncharacters and the two
overrides that turn reading order round. Nothing is refused for what it contains; it is refused for its length.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

LONGEST = 10_000
"""Characters in one text, whatever it is for. The fields of a step have lower limits of their own."""

_LINE_ENDS = re.compile("\r\n?|[\u0085\u2028\u2029\v\f]")
_UNWANTED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202d\u202e\ud800-\udfff\ufdd0-\ufdef\ufeff"
    + "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
    + "]"
)


def clean(words: str) -> str:
    """The words as we keep them; the ends are trimmed."""
    if words.isascii() and words.isprintable():
        return words.strip()  # most words are plain, and need no looking at letter by letter
    words = _LINE_ENDS.sub("\n", words).replace("\t", " ")
    return unicodedata.normalize("NFC", _UNWANTED.sub("", words)).strip()


def _read(most: int, line: bool) -> BeforeValidator:
    def read(value: object) -> str:
        if not isinstance(value, str):
            raise PydanticCustomError("words", "Words are missing here.")
        # Looked at before cleaning, too: composing a huge text is work we need not do.
        if len(value) > 4 * LONGEST or len(value := clean(value)) > most:
            raise PydanticCustomError("too_long", "That is longer than {most} characters.", {"most": most})
        return " ".join(value.split()) if line else value

    return BeforeValidator(read)


Words = Annotated[str, _read(LONGEST, line=False)]
Paragraph = Annotated[str, _read(2000, line=False)]
Sentence = Annotated[str, _read(500, line=True)]
Name = Annotated[str, _read(60, line=True), Field(min_length=1)]
Label = Annotated[str, _read(120, line=True)]
Line = Annotated[str, _read(280, line=True)]
