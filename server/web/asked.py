"""What hosts may ask beside commands, read strictly."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from server.scripts.form import MOST_GIVEN, MOST_LINES
from server.wire.words import CommandId, FieldName, Key, Label, Line, Name, Sentence

Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{22}$")]
IdOrNone = Annotated[str, Field(pattern=r"^([A-Za-z0-9_-]{22})?$")]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9_]{1,64}$")]


class Asked(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Create(Asked):
    """A script by its name, or one of the organiser's own as YAML or JSON."""

    script: Annotated[str, Field(max_length=64)] = ""
    text: Annotated[str, Field(max_length=60_000)] = ""
    title: Label = ""
    subtitle: Label = ""
    given: Annotated[dict[str, Annotated[list[Line], Field(max_length=MOST_LINES)]], Field(max_length=MOST_GIVEN)] = {}


class TakeSeat(Asked):
    """`session` as POST /api/me named it."""

    session: Id
    name: Name
    traits: Annotated[dict[FieldName, Label], Field(max_length=12)] = {}


class Insert(Asked):
    id: CommandId
    slug: Slug
    invitation: Sentence = ""
    after: Key = ""


class Picture(Asked):
    text: Annotated[str, Field(min_length=1, max_length=300)]


class Preview(Asked):
    slug: Slug
    people: Annotated[int, Field(ge=2, le=30)]


class Reckoned(Asked):
    people: Annotated[int, Field(strict=False, ge=1, le=1000)]


class Crowd(Asked):
    people: Annotated[int, Field(ge=1, le=200)]


class Invite(Asked):
    id: CommandId
