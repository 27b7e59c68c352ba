"""What may be asked about records, read strictly."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from server.record.taking import Choice
from server.takeaway.shares import LONGEST_DAYS
from server.web.asked import Asked

Slug = Annotated[str, Field(pattern=r"^[a-z0-9_]{1,40}$")]
FormName = Annotated[str, Field(pattern=r"^[a-z0-9_.]{1,20}$")]
Part = Annotated[str, Field(pattern=r"^[0-9]{1,3}:[0-9]{1,4}$")]
LineRef = Annotated[str, Field(pattern=r"^([0-9]{1,3}:[0-9.]{1,20})?$")]


class Chosen(Asked):
    """`sections` None: as the reader has them; `questions` empty: all."""

    sections: Annotated[list[Slug], Field(max_length=40)] | None = None
    questions: Annotated[tuple[Part, ...], Field(max_length=500, strict=False)] = ()
    line: LineRef = ""

    def choice(self) -> Choice:
        return Choice(
            sections=None if self.sections is None else frozenset(self.sections),
            questions=frozenset(self.questions),
            line=self.line,
        )


class Look(Chosen):
    reader: Slug


class Make(Chosen):
    reader: Slug
    form: FormName


class Share(Chosen):
    reader: Slug
    days: Annotated[int, Field(ge=1, le=LONGEST_DAYS)]


class Open(Asked):
    token: Annotated[str, Field(max_length=60)]
