"""Pages of records without their drawings, which take longer than all else in them and have tests of their own; what
they say in words and figures stands beside them. A module takes this up by importing it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from server.record.forms import html


@pytest.fixture(autouse=True, scope="module")
def undrawn() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(html, "draw", lambda chart: b"<svg></svg>")
        yield
