"""The pieces that views are made of: a step's face, its clock, its trail, and the groups of people in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from server.core import pieces as p
from server.core.needed import is_needed, rounds
from server.core.plan import Item, StepKey, is_between_meetings, step_key, steps_before
from server.core.remembering import once
from server.core.session import Session
from structures.vocabulary import Sight, Step, Time

_WORDS = {
    "alone": "Alone",
    "keep": "Together",
    "everyone": "All",
    "clusters": "Groups",
    "circle": "Circle",
    "joined": "Topics",
    "stations": "Stations",
}
_BY_SIZE = {2: "Pairs", 3: "Threes", 4: "Fours", 5: "Fives", 6: "Sixes"}
_OF_A_SIZE = ("groups", "merge", "fold")
"""Groupings whose groups are all meant to have one size, so that it can be said."""


@dataclass(frozen=True, slots=True)
class Around:
    """What the log does not hold: names, who is connected, words still on phones, the address, the hour.

    `names` maps seats to names, `unsent` seats to how many words their phone holds, `now` is seconds since 1970.
    """

    names: Mapping[int, str]
    here: frozenset[int]
    unsent: Mapping[int, int]
    facilitators: tuple[str, ...]
    code: str
    url: str
    now: float

    def name(self, seat: int) -> str:
        return self.names.get(seat, "somebody")


# --- steps -----------------------------------------------------------------------------------------------------


@once(512)
def group_size(item: Item, step: Step) -> int:
    """How many people a group of this step is meant to have; 0 when any number, or whoever was together before."""
    forming = [s.grouping for s in (*steps_before(item.steps, step), step) if s.grouping.forms]
    size = 0
    for grouping in forming:
        if grouping.kind == "merge":
            size *= grouping.size
        else:
            size = grouping.size if grouping.kind in _OF_A_SIZE else 0
    return size


def word_of(item: Item, step: Step) -> str:
    """What a step is called on the trail."""
    if step.title:
        return step.title
    if step.grouping.kind in _OF_A_SIZE:
        return _BY_SIZE.get(group_size(item, step), "Groups")
    return _WORDS[step.grouping.kind]


def name_of(item: Item, step: Step) -> str:
    """What a step is called where it has to be told from others: rounds of one name by their number."""
    alike = step.round[1] and sum(one.title == step.title for one in item.steps) > 1
    return f"{word_of(item, step)} {step.round[0]}" if alike else word_of(item, step)


def name_from_here(session: Session, item: Item, step: Step) -> str:
    """What a step is called from where the session stands: by its own name within an item, else by that of its item."""
    same = session.now_item is not None and item.key == session.now_item.key
    return name_of(item, step) if same else item.title


def sign_of(item: Item, step: Step) -> Literal["1", "2", "3", "4", "n", "A"]:
    """The group sign of a step: how many are together."""
    match step.grouping.kind:
        case "alone":
            return "1"
        case "everyone":
            return "A"
        case "keep" if not any(s.grouping.forms for s in steps_before(item.steps, step)):
            return "A"
    match group_size(item, step):
        case 2:
            return "2"
        case 3:
            return "3"
        case 4:
            return "4"
        case _:
            return "n"


def trail(item: Item, now: Step) -> tuple[p.Sign, ...]:
    """One sign a step; rounds that are alike share one."""
    spans = [list(span) for _, span in groupby(item.steps, key=lambda s: ("round",) if s.round[1] else s.name)]
    at = next(n for n, span in enumerate(spans) if now in span)
    signs = []
    for n, span in enumerate(spans):
        shown = now if n == at else span[0]
        state: Literal["done", "now", "next"] = "done" if n < at else "now" if n == at else "next"
        signs.append(p.Sign(sign_of(item, shown), word_of(item, shown), state))
    return tuple(signs)


def step_face(session: Session, item: Item, step: Step) -> p.StepFace:
    names = [s.name for s in item.steps if s is step or is_needed(session, item, s)]
    return p.StepFace(
        key=step_key(item, step),
        kind="talk" if item.kind == "note" else item.kind,
        structure=item.title,
        word=word_of(item, step),
        n=names.index(step.name) + 1,
        of=len(names),
        round=rounds(session, item, step),
        trail=trail(item, step) if len(names) > 1 else (),
        invitation=step.invitation or item.invitation,
        ask=step.ask,
        talk=step.talk,
        turns=step.turns,
        writes=step.by if step.form else "",
        roams=step.grouping.roam,
        reads=step.talk and any(_is_read(sight) for sight in step.sees),
    )


def _is_read(sight: Sight) -> bool:
    """Whether phones show what stands on no other screen and is not one's own."""
    return sight.whose in ("group", "lead", "dealt", "addressed") or (sight.whose == "all" and sight.to != "each")


def clock_face(session: Session) -> p.Clock | None:
    clock, step = session.clock, session.now_step
    if clock is None or step is None:
        return None
    is_open = isinstance(step.time, Time) and step.time.kind == "open"
    due = clock.at + clock.left if is_between_meetings(step) else 0.0
    return p.Clock(clock.at, clock.left, clock.total, clock.running, is_open, clock.given_back, due)


# --- groups ----------------------------------------------------------------------------------------------------


def group_label(session: Session, key: StepKey, number: int) -> tuple[str, str, str]:
    """A group's label, where it meets, and its link. Without places of its own, a group of four or more is a table.

    Those inside a circle sit where everybody is; people of one kind are called by it.
    """
    item, step = session.item(key), session.step(key)
    formation = session.standing.get(key, "") or key
    formed = session.step(formation)
    is_circle = formed is not None and formed.grouping.kind == "circle"
    if is_circle and number == 0:
        return "Inside", "", ""
    at, places = number - is_circle, session.plan.places
    called = session.called.get(formation, ())
    name, where, link = (places[at].name, places[at].where, places[at].link) if at < len(places) else ("", "", "")
    if number < len(called):
        return called[number], where or name, link
    size = group_size(item, step) if item and step else 0
    return name or f"{'Group' if 0 < size < 4 else 'Table'} {at + 1}", where, link
