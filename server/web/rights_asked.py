"""What may be asked about what is kept, read strictly."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from server.web.asked import Asked
from server.wire.words import Label


class Keep(Asked):
    """`days` after a series' last meeting; None: until somebody deletes it."""

    days: Annotated[int, Field(ge=1, le=3660)] | None


class Named(Asked):
    """Whoever deletes something for good types its name."""

    name: Label


class Line(Asked):
    """What becomes of a line in which somebody's name stands who was erased."""

    session: Annotated[str, Field(max_length=22)]
    seq: Annotated[int, Field(ge=1)]
    act: Literal["blank", "leave"]


class Sure(Asked):
    """The second of two steps."""

    sure: Literal[True]
