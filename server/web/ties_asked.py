"""What may be asked about chosen pairs, read strictly."""

from __future__ import annotations

from typing import Literal

from server.web.asked import Asked, Id


class Chosen(Asked):
    one: Id
    other: Id
    how: Literal["apart", "together", "free"]
