"""Text that a file of text can hold."""

from __future__ import annotations

import re

_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


def encodable(text: str) -> str:
    """The text, with control characters and half letters told by their number ("[U+0007]"): no page can show them, and
    nothing that somebody typed goes away without a word. Line breaks and tabs stay."""
    return _NOT_TEXT.sub(lambda found: f"[U+{ord(found[0]):04X}]", text)
