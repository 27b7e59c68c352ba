"""Cards in order: of the scores given to them, of how many picked them, or of how many gave the first answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from server.core import outcomes
from server.core import pieces as p
from server.core.plan import Item, step_key
from server.core.session import Contribution, Session
from structures.vocabulary import Field, Step


def ranked(
    session: Session, item: Item, cards: Iterable[Contribution], by: str, top: int = 0, answer: str = ""
) -> Iterator[tuple[Contribution, p.Score]]:
    """Cards in the order that step `by` (all its rounds that were played) gave them, with where each stands. With
    `top`, everybody who shares the last place is in. Of answers `answer` counts, else the first one. Nothing while
    nobody was asked."""
    weight = outcomes.weights(session, item, by, answer)
    if weight is None:
        return
    made = sorted(cards, key=lambda one: (-weight.get(one.id, 0.0), one.id))
    counts = Counter(weight.get(one.id, 0.0) for one in made)
    given = _Given(session, item, by)
    place, last = 0, None
    for n, one in enumerate(made, 1):
        total = weight.get(one.id, 0.0)
        if total != last:
            place, last = n, total
        if top and place > top:
            return
        outof, spread, low = given(one.id)
        # Those whom nobody chose share no place.
        yield one, p.Score(total, outof, spread, low, place, total > 0 and counts[total] > 1)


class _Given:
    """What the totals are made of: what each is out of, and of scores how often each figure was given."""

    def __init__(self, session: Session, item: Item, by: str) -> None:
        self._session, self._item = session, item
        self._rounds = outcomes.played(session, item, by)
        fields = [f for step in self._rounds for f in step.form]
        kinds: dict[str, Field] = {}
        for f in fields:
            kinds.setdefault(f.kind, f)
        self._scale, self._pick, self._answer = kinds.get("score"), kinds.get("pick"), kinds.get("choice")
        self._scores: dict[str, list[int]] = {}
        self._answered = Counter[str]()
        self._could = 0
        for step in self._rounds:
            self._read(step)

    def _read(self, step: Step) -> None:
        made = outcomes.marks(self._session, step_key(self._item, step))
        self._could += max(_may_write(self._session, self._item, step), len({outcomes.writer(step, o) for o in made}))
        for one in made:
            for id in one.about[:1]:
                if self._scale and isinstance(value := one.values.get(self._scale.name), int):
                    self._scores.setdefault(id, []).append(value)
                if self._answer and one.values.get(self._answer.name) is not None:
                    self._answered[id] += 1

    def __call__(self, id: str) -> tuple[int, tuple[int, ...], int]:
        """What a card's total is out of, its scores from the lowest figure up, and that figure."""
        if self._scale:
            scores, figures = self._scores.get(id, []), range(self._scale.low, self._scale.high + 1)
            return self._scale.high * len(self._rounds), tuple(map(scores.count, figures)), self._scale.low
        return (self._could if self._pick else self._answered[id]), (), 0


def _may_write(session: Session, item: Item, step: Step) -> int:
    """How many people (or groups) may write in a step; 0 when that is only known from who did."""
    if step.by == "scribe":
        return sum(1 for group in session.groups_in(step_key(item, step)) if group)
    return len(session.present()) if step.by == "each" else 0
