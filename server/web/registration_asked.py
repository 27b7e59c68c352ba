"""What may be asked about registering, read strictly."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from server.registration.places import MOST
from server.season.person import Details
from server.web.asked import Asked, Id, IdOrNone
from server.web.season_asked import When
from server.wire.words import Label, Line, Name, Paragraph


class Page(Asked):
    """A page to register on. `opens`: now, on a day, or nobody knows when; without a day in `closes_on` it stays open.
    Without a capacity there is room for everybody."""

    title: Annotated[Label, Field(min_length=1)]
    about: Paragraph = ""
    series: IdOrNone = ""
    meeting: IdOrNone = ""
    opens: Literal["now", "on", "not_yet"] = "now"
    opens_on: When = When()
    closes_on: When = When()
    capacity: Annotated[int, Field(ge=1, le=MOST)] | None = None
    asks: Annotated[list[Literal["role", "organisation", "place"]], Field(max_length=3)]
    roles: Annotated[list[Annotated[Label, Field(min_length=1)]], Field(max_length=12)]


class Shutting(Asked):
    open: bool


class Moving(Asked):
    """`page`: where the place is, if not on the page they are on."""

    to: Literal["in", "waiting"]
    page: IdOrNone = ""


class Look(Asked):
    page: Id


class Mine(Asked):
    key: Id


class Register(Asked):
    """`key`: made by whoever registers; it is their own link, and sent twice it is one person. `agreed`: they have
    read what is kept."""

    page: Id
    key: Id
    name: Name
    email: Line = ""
    role: Label = ""
    organisation: Label = ""
    place: Label = ""
    contact: bool = False
    agreed: Literal[True]

    def details(self, asks: tuple[str, ...]) -> Details:
        """What the page asks, and nothing else."""
        role, organisation, place = (
            getattr(self, name) if name in asks else "" for name in ("role", "organisation", "place")
        )
        return Details(self.name, self.email, role, organisation, place, self.contact and self.email != "")
