"""Fitting a structure to a script's minutes and options, and saying when that breaks what the structure lives on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from server.core.plan import Item, planned, total_seconds
from structures import base_name, with_minutes
from structures.vocabulary import Grouping, Step, Time

RECKONED = 25
"""People whom a script's minutes are reckoned for; the session itself uses the people who are there."""
LEAST_SILENCE = 1.0


def minutes_of_step(step: Step) -> float:
    """The minutes of a step as they are written in it."""
    return step.time.minutes if isinstance(step.time, Time) else float(step.time)


def lasts_days(step: Step) -> bool:
    """True for a step between meetings, whose time no meeting counts."""
    return isinstance(step.time, Time) and step.time.kind == "days"


def minutes_for(steps: tuple[Step, ...], people: int = RECKONED) -> float:
    """Minutes that these steps take in a meeting of that many people."""
    steps = tuple(step for step in steps if not lasts_days(step))
    return total_seconds((Item("i", "structure", "", steps=steps),), people) / 60


def fit(steps: tuple[Step, ...], minutes: float) -> tuple[Step, ...]:
    """The steps stretched or shrunk to `minutes` in all for 25 people, in half minutes, the longest taking the rest.

    A silent step is not cut below a minute, or below what it was when that is shorter. Days between meetings stay.
    """
    if days := {step.name: step for step in steps if lasts_days(step)}:
        fitted = fit(tuple(step for step in steps if not lasts_days(step)), minutes)
        others = {step.name: step for step in fitted}
        return tuple(days.get(step.name) or others[step.name] for step in steps)
    factor = minutes / minutes_for(steps)
    lengths = {step.name: max(_least(step), round(2 * minutes_of_step(step) * factor) / 2) for step in steps}
    fitted = with_minutes(steps, lengths)
    item = Item("i", "structure", "", steps=fitted)
    weights: dict[str, float] = {}
    for _, step, seconds in planned((item,), RECKONED):
        weights[base_name(step)] = weights.get(base_name(step), 0.0) + seconds / 60
    longest, weight = max(weights.items(), key=lambda pair: pair[1])
    usual = next(minutes_of_step(step) for step in fitted if base_name(step) == longest)
    return with_minutes(fitted, {longest: max(0.25, usual * (1 + (minutes - minutes_for(fitted)) / weight))})


def with_rounds(steps: tuple[Step, ...], rounds: int) -> tuple[Step, ...]:
    """The steps with so many rounds of those that repeat. ValueError when none repeats, or not so often."""
    repeated = [step for step in steps if _repeats(step)]
    if not repeated:
        raise ValueError("has no rounds to choose")
    most = max(step.round[1] for step in repeated)
    if rounds > most:
        raise ValueError(f"has {most} rounds at most")
    return tuple(
        replace(step, round=(step.round[0], rounds)) if _repeats(step) else step
        for step in steps
        if not _repeats(step) or step.round[0] <= rounds
    )


def with_turns(steps: tuple[Step, ...], turns: int) -> tuple[Step, ...]:
    """The steps when so many of each group have their turn today. ValueError when nobody takes turns, or not so
    many."""
    most = max(step.turn for step in steps) + 1
    if not most:
        raise ValueError("has no turns to choose")
    if turns > most:
        raise ValueError(f"has turns for {most} at most")
    return tuple(
        replace(step, round=(step.round[0], min(step.round[1], turns))) if step.turn >= 0 else step
        for step in steps
        if step.turn < turns
    )


def with_groups(steps: tuple[Step, ...], size: int) -> tuple[Step, ...]:
    """The steps with groups of that size. ValueError when none forms groups, or turns are too few for them."""
    if not any(step.grouping.kind == "groups" for step in steps):
        raise ValueError("forms no groups")
    turns = max(step.turn for step in steps) + 1
    if turns and size > turns:
        raise ValueError(f"has turns for groups of {turns} at most")
    return tuple(
        replace(step, grouping=_sized(step.grouping, size)) if step.grouping.kind == "groups" else step
        for step in steps
    )


def broken_specs(before: tuple[Step, ...], after: tuple[Step, ...]) -> Iterator[str]:
    """What a structure lives on and a script cut: silence before talk, and a minute for each in a round."""
    size = 1
    usual = {step.name: minutes_of_step(step) for step in before}
    said: set[str] = set()
    for step in after:
        size = step.grouping.size if step.grouping.kind == "groups" else size
        name, length = base_name(step), minutes_of_step(step)
        if name in said or length >= usual[step.name]:
            continue
        said.add(name)
        if step.grouping.kind == "alone" and length < min(LEAST_SILENCE, usual[step.name]):
            yield f"'{name}' leaves less than a minute of silence; quiet people get their ideas there"
        each = length if isinstance(step.time, Time) and step.time.kind == "per_person" else length / max(1, size)
        if step.turns and each < 1:
            yield f"'{name}' leaves {each * 60:.0f} seconds for each person; a minute is little already"


def _least(step: Step) -> float:
    silent = step.grouping.kind == "alone" and not step.talk
    return min(LEAST_SILENCE, minutes_of_step(step)) if silent else min(0.5, minutes_of_step(step))


def _repeats(step: Step) -> bool:
    return step.turn < 0 and step.round[1] > 0 and base_name(step) != step.name


def _sized(old: Grouping, size: int) -> Grouping:
    return replace(old, size=size, least=min(old.least, size), most=size + max(0, old.most - old.size))
