"""Sentences that several readers tell a record in."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import zip_longest

from server.record import saying, wording
from server.record.decided import Decision
from server.record.desk import OTHERS, SMALL_CELL
from server.record.record import Record, Scores, Spread, Taking
from server.record.season import Season

RUNNING = "This is not over yet: it tells how far people have come, and may change until the end."


def is_running(season: Season) -> bool:
    """Whether one of its sessions has begun and not ended."""
    return any(record.began and not record.ended for record in season.sessions.values())


def has_begun(season: Season) -> bool:
    return any(record.began for record in season.sessions.values())


def when(season: Season) -> str:
    """`on 5 November 2026`; nothing before it began."""
    began = sorted(record.began for record in season.sessions.values() if record.began)
    return saying.days(began[0], began[-1]) if began else ""


def writers(record: Record) -> str:
    """How many of those who came wrote something, as a sentence."""
    if not record.contributed:
        return "Nobody wrote anything."
    if record.contributed == record.people:
        return "Everybody wrote something."
    return f"{saying.capital(saying.number(record.contributed))} of the {record.people} people wrote something."


def lines(record: Record) -> int:
    """How many lines were written, those that stayed private among them."""
    return sum(len(step.words) + step.kept_private for part in record.parts for step in part.steps)


def structures(record: Record) -> list[str]:
    """What was played, by name, each once."""
    return list(dict.fromkeys(one.title for one in record.parts if one.kind == "structure" and one.state == "played"))


def how_far(spread: Spread) -> str:
    """How far people can go with something: the share that gave more than the middle of the scale, then all figures."""
    asked, high = sum(spread.counts), spread.low + len(spread.counts) - 1
    if asked < SMALL_CELL:
        return f"How far people can go with it is not shown: fewer than {saying.number(SMALL_CELL)} answered."
    middle = (spread.low + high) / 2
    upper = sum(n for figure, n in enumerate(spread.counts, spread.low) if figure > middle)
    above = saying.listed([str(n) for n in range(int(middle) + 1, high + 1)], "or")
    low_end, high_end = (f" (“{end}”)" if end else "" for end in spread.ends)
    scale = f"from {spread.low}{low_end} to {high}{high_end}"
    rest = [(n, figure) for figure, n in enumerate(spread.counts, spread.low) if figure <= middle]
    told = [f"{n or 'nobody'} gave {figure}" for n, figure in reversed(rest) if n or figure == spread.low]
    first = f"{upper} of {asked} gave {above}"
    return f"Asked without names how far they can go with it, {scale}: {saying.listed([first, *told])}."


def score(scores: Scores) -> str:
    """`21 of 24 votes`, or `21 out of 25` with how often each figure was given."""
    return wording.score_line(scores) if scores.spread else f"{wording.figure(scores.total)} of {scores.outof} votes"


def roles(record: Record) -> list[Taking]:
    """What people were there as, most of them first; those who are counted together last."""
    return sorted(record.roles, key=lambda one: (one.role.endswith(OTHERS), -one.came, one.role))


def troubles(agreed: Iterable[Decision]) -> list[tuple[str, str]]:
    """What troubles people about what was agreed, with its title, in an order that tells nothing: of several outputs in
    turn, so that none of them is left out where there is no room for all."""
    each = [[(text, one.output.title) for text in one.output.reservations] for one in agreed]
    return [said for row in zip_longest(*each) for said in row if said]
