"""Text in frames: how long each kind may be, and how ids and names are spelled. What words are made fit to keep by is
`server.words`."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from server.words import clean

LONGEST = 10_000
"""Characters in one text, whatever it is for. The fields of a step have lower limits of their own."""


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

CommandId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{22}$")]
Reference = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.:/-]{1,80}$")]
Key = Annotated[str, StringConstraints(pattern=r"^[\w.:/+-]{0,160}$")]
FieldName = Annotated[str, StringConstraints(pattern=r"^[\w.-]{1,64}$")]
