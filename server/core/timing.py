"""Planned against actual: the run of a session with its instants and lengths, in seconds."""

from __future__ import annotations

from typing import Literal

from server.core import parts as p
from server.core.faces import sign_of, word_of
from server.core.needed import too_few
from server.core.plan import Item, StepKey, is_between_meetings, planned, step_key, step_seconds
from server.core.session import Session, Stay


def planned_run(session: Session) -> tuple[tuple[p.RunItem, ...], float]:
    """The lines of the run, and the instant at which the plan as it stood at the start would end.

    The plan counts from when the first step began (before that, from the opening) and for the people who are here. Days
    that lay between two meetings move what comes after them.
    """
    people = max(1, len(session.present()))
    start = session.started_at or session.opened_at
    stays = _by_item(session)
    at, lines = start, []
    for item in session.items:
        reckoned = {step.name: seconds for _, step, seconds in planned((item,), people)}
        length = {name: _planned_seconds(session, item, name, seconds) for name, seconds in reckoned.items()}
        whole = sum(_scripted_seconds(session, item, name, seconds) for name, seconds in reckoned.items())
        mine = stays.get(item.key, [])
        added = item.key.startswith("x") or bool(item.repeats)  # put in on the way: no plan ever named its time
        lines.append(
            p.RunItem(
                key=item.key,
                kind=item.kind,
                title=item.title,
                invitation=item.invitation,
                note=item.note,
                state=_state(session, item, mine),
                planned_at=0.0 if added else at,
                planned=whole,
                began_at=mine[0].began if mine else 0.0,
                took=sum(_took(session, stay) for stay in mine),
                least=item.least if not mine and too_few(item, len(session.present())) else 0,
                steps=_steps(session, item, length),
            )
        )
        if item.key not in session.skipped and not added:
            at += whole + sum(_days(session, stay) for stay in mine)
    return tuple(lines), at


def _by_item(session: Session) -> dict[str, list[Stay]]:
    found: dict[str, list[Stay]] = {}
    for stay in session.stays:
        found.setdefault(stay.step.partition("/")[0], []).append(stay)
    return found


def _planned_seconds(session: Session, item: Item, name: str, reckoned: float) -> float:
    key = f"{item.key}/{name}"
    step = session.step(key)
    if step and is_between_meetings(step):
        reckoned = step_seconds(step, 1)
    if key in session.minutes:
        return 60.0 * session.minutes[key]
    return next((stay.planned for stay in session.stays if stay.step == key), reckoned)


def _scripted_seconds(session: Session, item: Item, name: str, reckoned: float) -> float:
    """The plan as it was written. Minutes set on the way win time against it; they do not move the planned end."""
    key = f"{item.key}/{name}"
    if key in session.minutes or _is_between(session, key):
        return reckoned
    return next((stay.planned for stay in session.stays if stay.step == key), reckoned)


def _took(session: Session, stay: Stay) -> float:
    """Seconds of a meeting that a stay took; days between meetings are none."""
    return stay.ended - stay.began if stay.ended and not _is_between(session, stay.step) else 0.0


def _days(session: Session, stay: Stay) -> float:
    """Seconds between two meetings that a stay lasted, once it is over."""
    return stay.ended - stay.began if stay.ended and _is_between(session, stay.step) else 0.0


def _is_between(session: Session, key: StepKey) -> bool:
    step = session.step(key)
    return step is not None and is_between_meetings(step)


def _state(session: Session, item: Item, stays: list[Stay]) -> Literal["done", "now", "next", "skipped"]:
    if session.at.partition("/")[0] == item.key:
        return "now"
    if item.key in session.skipped:
        return "skipped"
    if stays or (item.kind == "note" and _is_past(session, item)):
        return "done"
    return "next"


def _is_past(session: Session, item: Item) -> bool:
    order = [i.key for i in session.items]
    here = session.at.partition("/")[0]
    return session.phase == "closed" or (here in order and order.index(item.key) < order.index(here))


def _steps(session: Session, item: Item, length: dict[str, float]) -> tuple[p.RunStep, ...]:
    played = {stay.step for stay in session.stays}
    steps = []
    for step in item.steps:
        key = step_key(item, step)
        state: Literal["done", "now", "next", "left_out"]
        if key == session.at:
            state = "now"
        elif key in played:
            state = "done"
        else:
            state = "next" if step.name in length else "left_out"
        steps.append(p.RunStep(key, sign_of(item, step), word_of(item, step), length.get(step.name, 0.0), state))
    return tuple(steps)
