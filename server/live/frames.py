"""What goes to screens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from server.core.audiences import Audience
from server.live.presence import Viewer


@dataclass(frozen=True, slots=True)
class Frame:
    """A part as it travels: `encoded` is the JSON of {"part", "n", "t", "v"}; the same object goes to every screen."""

    part: str
    audience: Audience
    n: int
    encoded: bytes


@dataclass(slots=True, eq=False)
class Watching:
    """One screen. `frames` are the parts it begins with; later ones are delivered. Close it when the screen goes.

    `seen` holds the counter of each part as this screen knows it; counters mean nothing in another `epoch`.
    """

    viewer: Viewer
    deliver: Callable[[Frame], None]
    epoch: str
    audiences: list[Audience]
    closed: Callable[[Watching], None]
    frames: tuple[Frame, ...] = ()
    seen: dict[str, int] = field(default_factory=dict)

    def close(self) -> None:
        """Nothing is delivered from now on. Closing twice does no harm."""
        self.closed(self)
