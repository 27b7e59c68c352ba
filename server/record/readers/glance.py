"""A report's sentences: all of it at a glance, how it was reached."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from server.record import saying
from server.record.decided import Decision
from server.record.readers import telling
from server.record.record import Output
from server.record.season import Season


def subtitle(season: Season) -> str:
    if len(season.sessions) > 1:
        return f"Report on {saying.many(len(season.sessions), 'meeting')} {telling.when(season)}"
    (record,) = season.sessions.values()
    held = telling.when(season).replace("on ", "of ", 1)
    return f"Report on the meeting {held}" + (f" ({record.subtitle})" if record.subtitle else "")


def how(season: Season, agreed: Sequence[Decision], first: Decision | None) -> Iterator[str]:
    """How people got there, in a few sentences with their figures."""
    records = list(season.sessions.values())
    if len(records) == 1:
        (record,) = records
        lasted = f" for {saying.lasting(record.took)}" if record.took else ""
        people = saying.capital(saying.many(record.people, "person", "people"))
        yield f"{people} met {telling.when(season)}{lasted}; {telling.writers(record)}."
    else:
        came = saying.listed([str(record.people) for record in records])
        many = saying.capital(saying.many(len(records), "meeting"))
        yield f"{many} {telling.when(season)}: {came} people came."
        if any(brought.source for record in records for brought in record.brought):
            yield "Each meeting began with what the ones before had left."
    if played := list(dict.fromkeys(name for record in records for name in telling.structures(record))):
        yield f"They worked in {_some(played)}, where everybody has a turn and can pass."
    lines = sum(map(telling.lines, records))
    yield f"They wrote {saying.many(lines, 'line')}; what stands here can be followed back to them in the full record."
    if agreed:
        titles = "What they agreed on" if len(agreed) > 1 else f"“{agreed[0].output.title}”"
        yield f"{titles} was worded together; then each said, without a name, how far they can go with it."
    if first:
        did = "was chosen together" if first.how == "chosen" else "is in the order that all gave it"
        yield f"“{first.output.title}” {did}."


def _some(names: Sequence[str]) -> str:
    """Names in a sentence; of many the first five."""
    return saying.listed(names) if len(names) < 7 else f"{', '.join(names[:5])} and {len(names) - 5} more ways"


def at_a_glance(
    season: Season, agreed: Sequence[Decision], first: Decision | None, promised: int, troubles: int
) -> str:
    """All of it in two or three sentences. `promised` and `troubles` count promises and reservations."""
    people = [record.people for record in season.sessions.values()]
    count = saying.between(min(people), max(people))
    told = f"{count} {'person' if count == '1' else 'people'} met"
    told += f" {saying.number(len(people))} times." if len(people) > 1 else "."
    did = [f"agreed on {saying.listed([_named(one.output) for one in agreed])}"] if agreed else []
    if first:
        lines = len(first.output.lines)
        how = (
            f"chose {saying.many(lines, 'thing')} to put first"
            if first.how == "chosen"
            else f"put {saying.many(lines, 'line')} in order"
        )
        did.append(how)
    did += [f"made {saying.many(promised, 'promise')}, each with a person behind it"] if promised else []
    told += f" They {saying.listed(did)}." if did else ""
    if troubles:
        are = "reservation was" if troubles == 1 else "reservations were"
        told += f" {saying.capital(saying.number(troubles))} {are} kept, word for word."
    return told


def _named(output: Output) -> str:
    """An agreed output in a sentence: its title, and how many lines where there are several."""
    lines = len(output.lines)
    title = output.title[:1].lower() + output.title[1:]
    return f"the {title}" if lines == 1 else f"{saying.number(lines)} {title}"
