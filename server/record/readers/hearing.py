"""How far everybody was heard: in one meeting, and over a series with each person counted once."""

from __future__ import annotations

from collections.abc import Iterator

from server.record import saying
from server.record.document import Block, Paragraph, Table
from server.record.inclusion import whole
from server.record.record import Inclusion
from server.record.season import Season, Together

ROLES = "By what they are here as, over all meetings"
TAKEN_UP = (
    "An idea counts as taken up when others chose it by scores, votes or answers, or said that theirs comes from it, "
    "in what was left at the end. What grew out of a talk without anybody saying from what counts for nobody."
)


def blocks(season: Season) -> Iterator[Block]:
    """Of one meeting its sentence; of a series what it comes to, and meeting by meeting only what cannot be told so."""
    told = season.together
    if told:
        if told.inclusion.people:
            yield Paragraph(together(told))
        if len(told.inclusion.roles) > 1:
            yield roles(told.inclusion)
        yield from (Paragraph(said, "small") for said in how_counted(told))
    if not told or told.alone:
        several = len(season.sessions) > 1
        for number, record in season.sessions.items():
            if said := inclusion(record.inclusion):
                yield Paragraph(f"Meeting {number}: {said}" if several else said)
    if any(record.inclusion.taken_up for record in season.sessions.values()):
        yield Paragraph(TAKEN_UP, "small")


def roles(of: Inclusion) -> Table:
    head: tuple[str, ...] = ("Here as", "Came", "Wrote something")
    rows: list[tuple[str, ...]] = [(saying.capital(one.role), str(one.came), saying.wrote(one)) for one in of.roles]
    if of.taken_up:
        head = (*head, "Had an idea taken up")
        rows = [(*row, saying.taken_up(one) or "too few to tell") for row, one in zip(rows, of.roles, strict=True)]
    return Table(ROLES, head, tuple(rows), frozenset(range(1, len(head))), (40, 12, 24, 24)[: len(head)])


def inclusion(told: Inclusion) -> str:
    """How far everybody took part, in a sentence or two; nothing where it is not known."""
    if not told.people:
        return ""
    share = whole(told)
    wrote = f"All {told.people}" if told.contributed == told.people > 1 else saying.capital(saying.wrote(share))
    ideas = f", and {saying.taken_up(share)} had an idea that others chose or took up" if told.taken_up else ""
    met = f" Of all {told.pairs:,} pairs of people, {told.pairs_met:,} sat in one small group." if told.pairs else ""
    return f"{wrote} wrote something{ideas}.{met}"


def together(told: Together) -> str:
    """The same of a whole series, each person counted once; nothing where nobody can be followed."""
    if not told.inclusion.people:
        return ""
    came = saying.many(told.inclusion.people, "person", "people")
    rest = inclusion(told.inclusion).replace("sat in one small group", "sat in one small group at least once")
    return f"In {saying.many(told.sessions, 'meeting')} {came} took part. {rest}"


def how_counted(told: Together) -> Iterator[str]:
    """What has to be known to read these figures right."""
    if told.alone and not told.inclusion.people:
        yield "Everybody came with the code alone. Who came again is not known: people are counted meeting by meeting."
    elif told.alone:
        more = "one more place was" if told.alone == 1 else f"{saying.number(told.alone)} more places were"
        yield (
            "Each person who came by a link of their own is counted once. "
            f"{saying.capital(more)} taken with the code alone: who of these came again is not known, so they "
            "are in the figures of single meetings only."
        )
    if told.inclusion.least or any(one.least for one in told.inclusion.roles):
        yield (
            "“At least” stands where the exact figure, held against those of single meetings, could tell about fewer "
            "than five people."
        )
