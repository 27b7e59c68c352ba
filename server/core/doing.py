"""Who writes now, and how many have: what phones, the stage and the control screen count alike."""

from __future__ import annotations

from typing import Literal

from server.core import parts as p
from server.core import sights
from server.core.faces import group_label
from server.core.session import Session
from server.core.sights import part_in_turn
from server.core.writing import writing_group

May = Literal["write", "pen", "wait", "look"]
What = Literal["written", "scored", "committed"]


def may_now(session: Session, seat: int) -> May:
    """Whether this person writes now: write, pen, wait, or look."""
    step = session.now_step
    if not step or not step.form or session.phase != "running":
        return "look"
    if step.by == "scribe":
        number = writing_group(session, session.at, seat)
        if number < 0:
            return "look"
        return "write" if session.pens.get(session.at, {}).get(number) == seat else "pen"
    if step.by in ("lead", "rest"):
        part = part_in_turn(session, seat)
        return "write" if part == step.by else "look" if part == "over" else "wait"
    if step.deals and sights.dealt_card(session, seat) is None:
        return "look"
    return "write"


def tally(session: Session) -> p.Tally:
    """How many have written in the present step, of how many who could."""
    step = session.now_step
    if not step or not step.form:
        return p.Tally(0, 0, "")
    written = {one.group if step.by == "scribe" else one.seat for one in session.written(session.at) if not one.late}
    if step.by == "scribe":
        groups = [n for n, members in enumerate(session.groups_in(session.at)) if members] or [0]
        return p.Tally(len(written & set(groups)), len(groups), "groups_written")
    who = {seat for seat in session.present() if may_now(session, seat) == "write"}
    what: What = "scored" if step.form[0].kind == "score" else "written"
    if any(sight.show == "commitments" and sight.of == step.name for sight in step.sees):
        what = "committed"
    return p.Tally(len(written & who), len(who), what)


def label_of(session: Session, seat: int) -> str:
    """The label of the group one is in now, or nothing."""
    number = session.group_number(session.at, seat)
    return group_label(session, session.at, number)[0] if number >= 0 else ""
