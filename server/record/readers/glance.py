"""A report's sentences: all of it at a glance, how it was reached."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from server.record import saying
from server.record.decided import Decision
from server.record.desk import SMALL_CELL
from server.record.readers import telling
from server.record.record import Output
from server.record.season import Season

NAMED = 3
"""Structures that are named in a sentence, if there are many."""


def subtitle(season: Season) -> str:
    if len(season.sessions) > 1:
        return f"Report on {saying.many(len(season.sessions), 'meeting')} {telling.when(season)}"
    (record,) = season.sessions.values()
    held = telling.when(season).replace("on ", "of ", 1)
    return f"Report on the meeting {held}" + (f" ({record.subtitle})" if record.subtitle else "")


def how(season: Season, agreed: Sequence[Decision], first: Decision | None) -> Iterator[str]:
    """How people got there, in a few sentences with their figures."""
    records = list(season.sessions.values())
    took = saying.lasting(sum(record.took for record in records))
    if len(records) == 1:
        wrote = telling.writers(records[0])
        yield f"The meeting took {took}. {wrote}" if took else wrote
    else:
        carried = any(brought.source for record in records for brought in record.brought)
        goes_on = "; each began with what the ones before had left" if carried else ""
        yield f"The {saying.number(len(records))} meetings took {took} in all{goes_on}."
    if played := list(dict.fromkeys(name for record in records for name in telling.structures(record))):
        each = "in each, " if len(played) > 1 else ""
        yield f"People worked in {_some(played)}: {each}everybody takes part, and anybody can pass."
    if lines := sum(map(telling.lines, records)):
        behind = "; the full record shows from which of them each line here comes" if lines > 1 else ""
        yield f"They wrote {saying.many(lines, 'line')}{behind}."
    if agreed:
        titles = saying.listed([f"“{one.output.title}”" for one in agreed])
        was, it = ("were", "them") if len(agreed) > 1 else ("was", "it")
        yield f"{titles} {was} worded together; then each said, without a name, how far they can go with {it}."
    if first:
        yield _chosen(season, first)


def _chosen(season: Season, first: Decision) -> str:
    """How people came to what stands first."""
    title = f"“{first.output.title}”"
    if first.how != "chosen":
        return f"{title} stands in the order that all gave it together."
    left = {output.name: output for output in season.sessions[first.session].outputs}
    before = [left[name].title for name in first.output.uses if name in left and left[name].ranking]
    out_of = f" out of “{before[0]}”, which they had put in order" if before else ""
    return f"{title} was written by all together{out_of}."


def _some(names: Sequence[str]) -> str:
    """Names in a sentence; of many the first few."""
    few = names if len(names) <= NAMED + 2 else names[:NAMED]
    rest = len(names) - len(few)
    return saying.listed(
        [*(f"“{name}”" for name in few), *([f"{saying.number(rest)} more structures"] if rest else [])]
    )


def at_a_glance(
    season: Season, agreed: Sequence[Decision], first: Decision | None, promised: str, troubles: int
) -> str:
    """All of it in two or three sentences. `promised` says what people will do, `troubles` counts reservations."""
    people = [record.people for record in season.sessions.values()]
    count = saying.between(min(people), max(people))
    told = "One person came" if count == "1" else f"{count} people met"
    told += f" {saying.number(len(people))} times." if len(people) > 1 else "."
    did = _agreed(agreed) or ([] if first else _aimed(season))
    if first:
        lines = len(first.output.lines)
        how = (
            f"chose {saying.many(lines, 'thing')} to put first"
            if first.how == "chosen"
            else f"put {saying.many(lines, 'line')} in order"
        )
        did.append(how)
    did += [promised] if promised else []
    told += f" They {saying.listed(did)}." if did else ""
    if troubles:
        are = "reservation is" if troubles == 1 else "reservations are"
        told += f" {saying.capital(saying.number(troubles))} {are} kept with that, word for word."
    return told


def _agreed(agreed: Sequence[Decision]) -> list[str]:
    """What they came to. Words that somebody cannot live with are worded, and not agreed on; where few answered,
    nothing is said of that."""
    heaps: dict[str, list[str]] = {"agreed on {}": [], "worded {}": [], "worded {}, which not all can go with yet": []}
    for one in agreed:
        counts = one.output.spread.counts if one.output.spread else ()
        heap = 1 if sum(counts) < SMALL_CELL else 2 if counts[0] else 0
        list(heaps.values())[heap].append(_named(one.output))
    return [says.format(saying.listed(named)) for says, named in heaps.items() if named]


def _aimed(season: Season) -> list[str]:
    """Where nothing was decided by all: what groups want to make better."""
    aims = [one for record in season.sessions.values() for one in record.outputs if one.tells == "aim" and one.lines]
    return [f"worded {saying.listed(list(map(_named, aims)))}"] if aims else []


def _named(output: Output) -> str:
    """An agreed output in a sentence: its title, and how many lines where there are several."""
    lines = len({voice.word.text for voice in output.lines})
    title = output.title[:1].lower() + output.title[1:]
    return f"the {title}" if lines == 1 else f"{saying.number(lines)} {title}"
