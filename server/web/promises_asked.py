"""What people may ask about their promises, read strictly."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from server.promises.promising import Wish
from server.web.asked import Asked, IdOrNone
from server.wire.words import Line, Sentence

Day = Annotated[str, StringConstraints(pattern=r"^((19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2})?$")]


class Deed(Asked):
    """What shall become of a promise; see `server.promises.promising.Wish`."""

    do: Literal["done", "later", "reword", "let_go", "again", "offer", "take_back", "accept", "decline"]
    line: Line = ""
    what: Sentence = ""
    due: Day = ""
    to: Annotated[int, Field(ge=0, le=100_000)] = 0

    def wish(self) -> Wish:
        return Wish(self.do, self.line, self.what, self.due, self.to)


class Which(Asked):
    """One promise, or (empty) all that are open."""

    id: IdOrNone = ""


class Reminding(Asked):
    wanted: bool
