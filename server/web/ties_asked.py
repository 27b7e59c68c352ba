"""What may be asked about chosen pairs, read strictly."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import StringConstraints

from server.web.asked import Asked

PersonId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{22}$")]


class Chosen(Asked):
    one: PersonId
    other: PersonId
    how: Literal["apart", "together", "free"]
