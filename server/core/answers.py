"""What was said about cards: the answers and places that a marking step gave to each of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from math import dist

from server.core import canvas
from server.core import pieces as p
from server.core.outcomes import steps_named
from server.core.plan import Item
from server.core.session import Contribution
from structures.vocabulary import Field, Step


def field_of(item: Item | None, by: str, kind: str) -> Field | None:
    """The first field of that kind in the step (or in its rounds)."""
    return first(steps_named(item, by) if item else (), kind)


def first(steps: Iterable[Step], kind: str) -> Field | None:
    return next((f for s in steps for f in s.form if f.kind == kind), None)


def markings(item: Item, by: str, marks: Iterable[Contribution]) -> Mapping[str, p.Marking]:
    """By card: how often each answer was given (most frequent first, else in the order of the form) and where it was
    placed. A card that nobody marked is not among them."""
    answer, place = field_of(item, by, "choice"), field_of(item, by, "place")
    given: dict[str, list[Contribution]] = {}
    for one in marks:
        if one.about:
            given.setdefault(one.about[0], []).append(one)
    return {id: p.Marking(_counts(answer, some), *_places(place, some)) for id, some in given.items()}


def placed(f: Field, *cards: Contribution) -> p.Marking:
    """Where cards were placed by their own writers."""
    return p.Marking((), *_places(f, cards))


def most_said(marking: p.Marking | None) -> str:
    """The answer most gave."""
    return marking.marks[0].text if marking and marking.marks else ""


def _counts(f: Field | None, marks: Iterable[Contribution]) -> tuple[p.Count, ...]:
    if f is None:
        return ()
    told = Counter(str(value) for one in marks if (value := one.values.get(f.name)) is not None)
    order = {option: n for n, option in enumerate(f.options)}
    return tuple(
        p.Count(text, count) for text, count in sorted(told.items(), key=lambda t: (-t[1], order.get(t[0], 0), t[0]))
    )


def _places(f: Field | None, marks: Iterable[Contribution]) -> tuple[tuple[p.Spot, ...], p.Spot | None]:
    if f is None or f.canvas is None:
        return (), None
    told = Counter(at for one in marks if (at := canvas.point(str(one.values.get(f.name, "")))))
    spots = tuple(p.Spot(x, y, count) for (x, y), count in sorted(told.items()))
    return spots, _middle(f.canvas.kind, spots)


def _middle(kind: str, spots: tuple[p.Spot, ...]) -> p.Spot | None:
    """The middle of some places. On a loop or on rings the mean of two places may be in neither's zone, so there it is
    the place nearest to all the others."""
    if not spots:
        return None
    count = sum(spot.count for spot in spots)
    if kind in ("loop", "rings"):
        near = min(spots, key=lambda one: sum(dist((one.x, one.y), (o.x, o.y)) * o.count for o in spots))
        return p.Spot(near.x, near.y, count)
    x, y = (round(sum(getattr(spot, axis) * spot.count for spot in spots) / count, 1) for axis in "xy")
    return p.Spot(x, y, count)
