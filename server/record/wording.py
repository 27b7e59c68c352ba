"""Words that every readable format of the record shares."""

from __future__ import annotations

import re
from collections.abc import Iterable

from server.record.record import Record, Said, Scores, Spread, StepRecord, Tally, Told, Word

_STRUCTURES = (
    "Uses Liberating Structures, developed by Henri Lipmanowicz and Keith McCandless; Fieldbook (2026) by Keith "
    "McCandless and Nancy White, liberatingstructures.com. Who/What/When comes from Gamestorming (Dave Gray and "
    "others)."
)
_OURS = "Wording here is ours. Not affiliated or endorsed."

BY_WRITER = "Earlier wording"
BY_HOST = "Earlier wording, put right by the host"


def attribution(records: Iterable[Record]) -> str:
    """To whom these records owe what they used: its inventors, and whoever the scripts themselves name."""
    sources = dict.fromkeys(record.source for record in records if record.source)
    return " ".join((_STRUCTURES, *sources, _OURS))


def minutes(seconds: float) -> str:
    """Whole minutes, or seconds when shorter than one."""
    if not seconds:
        return "0 min"
    return f"{round(seconds / 60)} min" if seconds >= 60 else f"{round(seconds)} s"


def day(instant: str) -> str:
    """`2026-11-05T10:00:00Z` as `5 November 2026, 10:00 UTC`."""
    return f"{calendar_day(instant)}, {instant[11:16]} UTC" if instant else ""


def calendar_day(instant: str) -> str:
    """A day or an instant, `2026-11-05…`, as `5 November 2026`; what is neither stays as it is."""
    found = _DAY.match(instant)
    return f"{int(found[3])} {_MONTHS[int(found[2]) - 1]} {found[1]}" if found else instant


_DAY = re.compile(r"(\d{4})-(0[1-9]|1[0-2])-(\d\d)")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def figure(value: float) -> str:
    return f"{value:g}"


def spread_line(spread: Spread) -> str:
    """`5 people said 5, 12 said 4 …`, from the top down, with the ends named."""
    given = [(n, count) for n, count in enumerate(spread.counts, spread.low)]
    said = ", ".join(f"{count} gave {n}" for n, count in reversed(given) if count)
    low, high = spread.ends
    ends = f" (1 is “{low}”, {given[-1][0]} is “{high}”)" if low and high and spread.low == 1 else ""
    return f"{said}{ends}"


def score_line(scores: Scores) -> str:
    if not scores.spread:
        return f"{figure(scores.total)} of {scores.outof}"
    given = ", ".join(f"{count} × {n}" for n, count in enumerate(scores.spread, scores.low) if count)
    return f"{figure(scores.total)} out of {scores.outof} ({given})"


def tallies(counts: Iterable[Tally]) -> str:
    """`keep 7, drop 2`; the count is left out where there is only one voice."""
    told = list(counts)
    return ", ".join(f"{t.text} {t.count}" for t in told) if sum(t.count for t in told) > 1 else told[0].text


def told_line(told: Told) -> str:
    """A question and how often each answer was given to it."""
    return f"{told.question}: {tallies(told.counts)}"


def entered(said: Said) -> str:
    """One field as it can be read: a picture is named by its number, a day as people say it."""
    if said.kind == "date":
        return calendar_day(said.text)
    return f"picture {said.text}" if said.kind == "picture" else said.text


def from_whom(word: Word) -> list[str]:
    """Who a line is from and for, as far as the record may tell."""
    topic = f"about {word.topic}" if word.topic else ""
    to = f"for {word.to}" if word.to else ""
    return [x for x in (word.who, word.role, word.group, topic, to) if x]


def former(word: Word) -> list[tuple[str, str]]:
    """The earlier wordings of a line, each with what it is called; none that only was counted."""
    return [(BY_HOST if text in word.put_right else BY_WRITER, text) for text in word.former if text]


def lasted(step: StepRecord) -> str:
    """Of a step between meetings: until when it was to be done."""
    return f"Between meetings, until {day(step.due)}." if step.due else ""


def place(scores: Scores) -> str:
    return f"{scores.place}=" if scores.tied else str(scores.place)


def counts(step: StepRecord) -> list[str]:
    """What a step holds beside the words shown, each as a sentence."""
    said = []
    if step.kept_private:
        when = " while the step is open" if step.still_open else ""
        said.append(f"{_lines(step.kept_private)} written and kept private{when}.")
    if step.set_aside:
        said.append(f"{_lines(step.set_aside)} set aside by the host.")
    if step.late:
        said.append(f"{_lines(step.late)} came late and {'were' if step.late > 1 else 'was'} not taken in.")
    return said


def summary(record: Record) -> str:
    """How many came, wrote and met, in one sentence."""
    came = f"{record.people} {'person' if record.people == 1 else 'people'} took part"
    others = "1 other" if record.pairs_met == 1 else f"{figure(record.pairs_met)} others"
    met = f" On average each met {others} in a small group." if record.pairs_met else ""
    wrote = {0: "none of them wrote anything", record.people: "all of them wrote something"}
    said = wrote.get(record.contributed, f"{record.contributed} of them wrote something")
    return f"{came}; {said}.{met}" if record.people > 1 else f"{came}.{met}"


def _lines(n: int) -> str:
    return "1 line" if n == 1 else f"{n:,} lines"
