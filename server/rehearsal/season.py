"""A whole series played in a moment: mostly the same simulated people come again, and each session begins with what
the ones before it left."""

from __future__ import annotations

import datetime
import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from server import record
from server.core import forming
from server.core.plan import Plan
from server.promises.opening import has_its_own, opened
from server.promises.promising import State, as_it_stands
from server.record import Record
from server.record.record import Commitment
from server.record.season import Together
from server.record.together import Attended, over_all
from server.rehearsal.play import Play
from server.scripts import Series
from server.season.carrying import Earlier, carried

APART = datetime.timedelta(days=21)
"""From one session to the next."""
LEAVES = 0.06
"""How often somebody does not come back; others take their places."""
MISSES = 0.08
"""How often somebody misses one session."""

KEPT: Mapping[State, float] = {"open": 0.3, "done": 0.6, "let_go": 0.1}
"""How often a promise stands so when people meet again."""

Pairs = Counter[frozenset[int]]


@dataclass(frozen=True, slots=True)
class Met:
    """One session that was played. `cast` are the people's numbers by seat, `returned` of them had been in an earlier
    one; `again` of its `pairs` (two people in one group, counted each time) had been in one group there."""

    number: int
    slug: str
    play: Play
    record: Record
    cast: tuple[int, ...]
    pairs: int
    again: int
    returned: int


def play_season(
    series: Series,
    people: int,
    seed: int,
    begins: datetime.datetime,
    *,
    anyway: bool = False,
    progress: Callable[[str], None] = lambda said: None,
) -> Iterator[Met]:
    """The sessions of a series one after another, for about that many people. The same arguments give the same."""
    rng = random.Random(seed)
    belong, newest = list(range(people)), people
    met: Pairs = Counter()
    seen: set[int] = set()
    earlier: dict[str, Earlier] = {}
    plans: list[tuple[str, Plan]] = []
    held: list[tuple[Commitment, str, State]] = []
    for number, script in enumerate(series.sessions, 1):
        if number > 1:
            stay = [one for one in belong if rng.random() >= LEAVES]
            come = len(belong) - len(stay)
            belong, newest = [*stay, *range(newest, newest + come)], newest + come
        cast = tuple(one for one in belong if number == 1 or rng.random() >= MISSES) or tuple(belong)
        plan = carried(script.plan, earlier)
        if not has_its_own(plan, plans):
            plan = opened(plan, [(as_it_stands(one.what, state, one.when), ref) for one, ref, state in held])
        play = Play(plan, len(cast), seed + number, begins + APART * (number - 1), anyway, cast, met)
        play.run(lambda said, n=number: progress(f"{n} of {len(series.sessions)}  {said}"))  # type: ignore[misc]
        made = record.build(play.entries, play.names)
        earlier[script.slug] = Earlier(number, made)
        plans.append((script.slug, script.plan))
        held = _became_of(held, number, made, random.Random(f"{seed}/{number}"))
        together = _together(play, cast)
        again = sum(times for pair, times in together.items() if met[pair])
        yield Met(number, script.slug, play, made, cast, together.total(), again, len(seen & set(cast)))
        met, seen = met + together, seen | set(cast)


def together_of(met: Sequence[Met]) -> Together | None:
    """How far everybody took part in all of it."""
    casts = {one.number: {seat: str(who) for seat, who in enumerate(one.cast, 1)} for one in met}
    return over_all({one.number: Attended(one.play.session, casts[one.number]) for one in met})


def _became_of(
    held: Sequence[tuple[Commitment, str, State]], number: int, made: Record, rng: random.Random
) -> list[tuple[Commitment, str, State]]:
    """How promises stand when people meet again: those that were open, and those made in session `number`."""
    still = [(promise, ref) for promise, ref, state in held if state == "open"]
    new = [(promise, f"{number}:{promise.ref}") for promise in made.commitments if promise.what]
    states = rng.choices(list(KEPT), list(KEPT.values()), k=len(still) + len(new))
    became = [(promise, ref, state) for (promise, ref), state in zip([*still, *new], states, strict=True)]
    return sorted(became, key=lambda one: list(KEPT).index(one[2]))


def _together(play: Play, cast: tuple[int, ...]) -> Pairs:
    """How often two people were in one group, by their numbers."""
    return Counter({frozenset(cast[s - 1] for s in pair): n for pair, n in forming.met(play.session).items()})
