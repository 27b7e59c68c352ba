"""Text as people send it, made fit to keep: one form for every word that comes in.

Composed (NFC), line ends as a newline, without control characters, lone surrogates, noncharacters and the two
overrides that turn reading order round. Nothing is refused for what it contains; it is refused for its length.
"""

from __future__ import annotations

import re
import unicodedata

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


def line(words: str) -> str:
    """The words on one line, as a name or a label is kept."""
    return " ".join(clean(words).split())
