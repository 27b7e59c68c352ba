"""Who writes now, and how many have: what phones, the stage and the control screen count alike."""

from __future__ import annotations

from typing import Literal

from server.core import pieces as p
from server.core import sights
from server.core.faces import group_label
from server.core.reach import has_cards
from server.core.session import Session
from server.core.sights import part_in_turn
from server.core.writing import writing_group
from structures.vocabulary import Step

May = Literal["write", "pen", "wait", "look"]
What = Literal["written", "scored", "committed", "groups_written", "marked", "answered", "placed", "chosen", "drawn"]


def may_now(session: Session, seat: int) -> May:
    """Whether this person writes now: write, pen, wait, or look."""
    step = session.now_step
    if not step or not step.form or session.phase != "running":
        return "look"
    if step.by == "scribe":
        number = writing_group(session, session.at, seat)
        if number < 0 or (step.marks and not has_cards(session, seat)):
            return "look"
        return "write" if session.pens.get(session.at, {}).get(number) == seat else "pen"
    if step.by in ("lead", "rest"):
        part = part_in_turn(session, seat)
        return "write" if part == step.by else "look" if part == "over" else "wait"
    if step.deals and sights.dealt_card(session, seat) is None:
        return "look"
    if step.marks and not has_cards(session, seat):
        return "look"
    return "write"


def tally(session: Session) -> p.Tally:
    """How many have written in the present step, of how many who could: people, or groups where one pen writes for
    each. Where cards are marked, those count who have marked one at least (who marks some of many has done their
    share), of those who have a card to mark. What stays on phones is not counted: nobody is told of it."""
    step = session.now_step
    if not step or not step.form or step.capture == "phone":
        return p.Tally(0, 0, "")
    written = {one.group if step.by == "scribe" else one.seat for one in session.written(session.at) if not one.late}
    if step.by == "scribe":
        groups = [n for n, members in enumerate(session.groups_in(session.at)) if members] or [0]
        if step.marks:
            first = {n: members for n, members in enumerate(session.groups_in(session.at)) if members}
            groups = [
                n for n in groups if any(has_cards(session, seat) for seat in first.get(n, session.present())[:1])
            ]
        what = _what(step) if step.marks else "written"
        return p.Tally(len(written & set(groups)), len(groups), "groups_written" if what == "written" else what)
    who = {seat for seat in session.present() if may_now(session, seat) == "write"}
    return p.Tally(len(written & who), len(who), _what(step))


def _what(step: Step) -> What:
    """What is counted, by what the form asks for first; who chooses and says why in words, writes."""
    kinds = [f.kind for f in step.form]
    if step.marks:
        asked: dict[str, What] = {"choice": "answered", "text": "written", "long": "written"}
        return "placed" if "place" in kinds else asked.get(kinds[0], "marked")
    if any(sight.show == "commitments" and sight.of == step.name for sight in step.sees):
        return "committed"
    first: dict[str, What] = {
        "score": "scored", "place": "placed", "picture": "drawn",
        "pick": "chosen", "choice": "chosen", "person": "chosen", "people": "chosen",
    }  # fmt: skip
    what = first.get(kinds[0], "written")
    in_words = any(f.kind in ("text", "long") and f.required for f in step.form)
    return "written" if what == "chosen" and in_words else what


def label_of(session: Session, seat: int) -> str:
    """The label of the group one is in now, or nothing."""
    number = session.group_number(session.at, seat)
    return group_label(session, session.at, number)[0] if number >= 0 else ""
