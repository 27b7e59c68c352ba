from __future__ import annotations

from tests.undrawn import undrawn

__all__ = ["undrawn"]
