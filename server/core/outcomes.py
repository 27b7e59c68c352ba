"""What there is to be seen at all: words that were let go of, what others marked about them, and outputs.

Nothing here grants anything. `sights` says who sees which of these.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from server.core.plan import Item, StepKey, step_key
from server.core.remembering import once
from server.core.session import Contribution, Session
from structures.vocabulary import Step

_NOTHING: Mapping[str, Contribution] = {}


def base(name: str) -> str:
    """The name of a step without the number of its round: `score-3` is a playing of `score`."""
    head, _, tail = name.rpartition("-")
    return head if head and tail.isdigit() else name


def steps_named(item: Item, name: str) -> Iterator[Step]:
    """The step of that name, or all its rounds."""
    return (step for step in item.steps if name and (step.name == name or base(step.name) == name))


def is_word(session: Session, c: Contribution) -> bool:
    """True when it has been let go of, came in time (or was taken in), and is not hidden."""
    return not c.late and c.id not in session.hidden and not session.is_draft(c)


def words(session: Session, key: StepKey) -> tuple[Contribution, ...]:
    """The words of a step that may be shown at all, in an order that tells nothing about who came when."""
    return _words(session.made.get(key, _NOTHING), session.hidden, session.is_open(key))


@once()
def _words(made: Mapping[str, Contribution], hidden: Mapping[str, float], still_open: bool) -> tuple[Contribution, ...]:
    found = (c for c in made.values() if not c.late and c.id not in hidden and not (c.draft and still_open))
    return tuple(sorted(found, key=lambda c: c.id))


# --- marks -----------------------------------------------------------------------------------------------------


def writer(step: Step, c: Contribution) -> tuple[str, int]:
    """Who a contribution speaks for: a group where one pen writes for it, else a person."""
    return ("group", c.group) if step.by == "scribe" and c.group >= 0 else ("seat", c.seat)


def marks(session: Session, key: StepKey) -> tuple[Contribution, ...]:
    """What was said in a step about the cards of another. In a step of marks everybody has one word for each card, and
    the newest counts (a mark that came late may have been taken in beside one that was in time)."""
    step = session.step(key)
    found = words(session, key)
    return _newest(step, found) if step and step.marks else found


@once()
def _newest(step: Step, made: tuple[Contribution, ...]) -> tuple[Contribution, ...]:
    newest: dict[tuple[tuple[str, int], tuple[str, ...]], Contribution] = {}
    for one in sorted(made, key=lambda one: (one.at, one.id)):
        newest[writer(step, one), one.about] = one
    return tuple(sorted(newest.values(), key=lambda one: one.id))


def answers(step: Step, made: Iterable[Contribution]) -> Mapping[str, Counter[str]]:
    """How often each answer (to the first choice of the form) was given to each card."""
    asked = next((f for f in step.form if f.kind == "choice"), None)
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for one in made:
        if asked and isinstance(said := one.values.get(asked.name), str):
            for card in one.about[:1]:
                found[card][said] += 1
    return found


def played(session: Session, item: Item, name: str) -> tuple[Step, ...]:
    """The playings of a step, or of all its rounds, that have begun."""
    begun = {stay.step for stay in session.stays}
    return tuple(step for step in steps_named(item, name) if step_key(item, step) in begun)


def weights(session: Session, item: Item, by: str, answer: str = "") -> Mapping[str, float] | None:
    """What each card weighs by the scores, the picks or the answers given in step `by` (in all its rounds); None when
    nothing was asked there. A card with fewer scores gets its mean for each round. Of answers those count that are
    `answer`; when left out, the first one. Choices of lines that were put together add up, one for each voice."""
    rounds = played(session, item, by)
    fields = [f for step in rounds for f in step.form]
    said = [(step, one) for step in rounds for one in marks(session, step_key(item, step))]
    if scale := next((f for f in fields if f.kind == "score"), None):
        scores: dict[str, list[int]] = defaultdict(list)
        for _, one in said:
            if one.about and isinstance(value := one.values.get(scale.name), int):
                scores[one.about[0]].append(value)
        return {card: round(sum(given) / len(given) * len(rounds), 2) for card, given in scores.items()}
    if pick := next((f for f in fields if f.kind == "pick"), None):
        picked = Counter[str]()
        for _, one in said:
            if isinstance(ids := one.values.get(pick.name), tuple):
                picked.update({session.together.get(id, id) for id in ids})
        return {card: float(count) for card, count in picked.items()}
    if asked := next((f for f in fields if f.kind == "choice"), None):
        meant = answer or asked.options[0]
        first = Counter(one.about[0] for _, one in said if one.about and one.values.get(asked.name) == meant)
        return {card: float(count) for card, count in first.items()}
    return None


# --- outputs ---------------------------------------------------------------------------------------------------


def given_key(name: str) -> StepKey:
    """Where an output that was there before the session stands among its words."""
    return f"given/{name}"


def given_in_order(session: Session, name: str) -> list[Contribution]:
    """The lines of an output that was there before the session, as they stood there."""
    made = session.made.get(given_key(name), _NOTHING).values()
    return sorted(made, key=lambda one: int(one.id.rpartition("-")[2]))


OUTPUT = "output"
"""What a structure names instead of a step when it speaks of the earlier outputs that its item uses."""


def output_words(session: Session, name: str, before: Item | None = None) -> tuple[Contribution, ...]:
    """Everything an output holds: what was there before, then what each item left under that name, best first where
    the structure says by what. Hidden words are not in it, nor those put together with another. With `before`, what
    it held when that item began: nothing that comes from it or after it."""
    found = [one for one in given_in_order(session, name) if is_word(session, one) and one.id not in session.together]
    for item in session.items:
        if before is not None and item.key == before.key:
            break
        if item.output == name:
            found.extend(left_by(session, item))
    return tuple({one.id: one for one in found}.values())  # an item may hand on what another left under this name


def left_by(session: Session, item: Item) -> tuple[Contribution, ...]:
    """What an item leaves behind. With `top`, everybody who shares the last place is in; with `only`, what has that as
    its most frequent answer (also when another is as frequent), by how often it was given."""
    leaves = item.leaves
    made = list(may_leave(session, item))
    if not leaves.by:
        return tuple(made)
    if leaves.only:
        said: dict[str, Counter[str]] = defaultdict(Counter)
        for step in played(session, item, leaves.by):
            for card, count in answers(step, marks(session, step_key(item, step))).items():
                said[card].update(count)
        made = [one for one in made if said[one.id] and said[one.id][leaves.only] == max(said[one.id].values())]
    weight = weights(session, item, leaves.by, leaves.only)
    if weight is None:
        return tuple(made) if leaves.only else ()
    return best(made, weight, leaves.top)


def may_leave(session: Session, item: Item) -> Iterator[Contribution]:
    """What an item chooses from when it ends: the words of the steps it leaves, and the earlier outputs that it used
    if it hands these on."""
    for of in item.leaves.of:
        if of == OUTPUT:
            yield from (one for name in item.uses for one in output_words(session, name, before=item))
            continue
        for step in steps_named(item, of):
            made = words(session, step_key(item, step))
            yield from (one for one in made if one.id not in session.together)


def best(made: Iterable[Contribution], weight: Mapping[str, float], top: int) -> tuple[Contribution, ...]:
    """Cards by their weight; of these the `top` (0: all) and whatever shares the last place. What nobody chose is not
    among the best, unless nobody chose anything."""
    found = sorted(made, key=lambda one: (-weight.get(one.id, 0.0), one.id))
    if top and len(found) > top:
        last = weight.get(found[top - 1].id, 0.0)
        found = [one for one in found if weight.get(one.id, 0.0) >= last]
        if any(weight.get(one.id) for one in found):
            found = [one for one in found if weight.get(one.id)]
    return tuple(found)


def is_let_out(session: Session, one: Contribution) -> bool:
    """Whether screens may show a word as part of an output: of words that were held for the facilitator those that
    were shown (all, when none was)."""
    item = session.item(one.step)
    held = item and any(
        sight.held and f"{item.key}/{sight.of}" == one.step for step in item.steps for sight in step.sees
    )
    if not held or one.id in session.shown:
        return True
    return session.shown.isdisjoint(session.made.get(one.step, _NOTHING))
