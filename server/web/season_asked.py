"""What may be asked about communities, read strictly."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints, model_validator

from server.season.person import Details
from server.web.asked import Asked
from server.wire.words import Label, Line, Name, Sentence

Day = Annotated[str, StringConstraints(pattern=r"^([0-9]{4}-[0-9]{2}-[0-9]{2})?$")]
Clock = Annotated[str, StringConstraints(pattern=r"^([0-9]{2}:[0-9]{2})?$")]
Zone = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_+/-]{0,64}$")]


class Community(Asked):
    name: Annotated[Label, Field(min_length=1)]
    purpose: Sentence = ""


class Someone(Asked):
    name: Name
    email: Line = ""
    role: Label = ""
    organisation: Label = ""
    place: Label = ""
    contact: bool = False

    def details(self) -> Details:
        return Details(self.name, self.email, self.role, self.organisation, self.place, self.contact)


class Parting(Asked):
    gone: bool


class When(Asked):
    """A day and a time on the wall of a zone; all empty while nobody knows."""

    day: Day = ""
    time: Clock = ""
    zone: Zone = ""

    @model_validator(mode="after")
    def _whole(self) -> When:
        if self.day and not (self.time and self.zone):
            raise ValueError("A day comes with a time and a zone.")
        return self


class Begin(When):
    """A series from a folder of scripts. `day` is the first meeting's, and the others follow."""

    folder: Annotated[str, Field(max_length=64)]
    title: Label = ""
    every_days: Annotated[int, Field(ge=1, le=400)] = 14


class Meeting(When):
    title: Annotated[Label, Field(min_length=1)]
    place: Label = ""
