"""What sessions left beside what was decided: a few lines of each, and how many more there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from server.record import decided, saying
from server.record.decided import Priority
from server.record.document import Block, Heading, Line, Lines, Paragraph
from server.record.record import Output, Record, Said, Word
from server.record.season import Season


def others(season: Season) -> Iterator[tuple[int, Output]]:
    """Outputs that are no decision and hold no promises, each with its session."""
    taken = {(one.session, one.output.name) for one in decided.decisions(season)}
    for number, record in season.sessions.items():
        promised = {one.ref for one in record.commitments}
        for output in record.outputs:
            held = any(voice.word.ref in promised for voice in output.lines)
            if (number, output.name) not in taken and not held:
                yield number, output


Found = tuple[str, Sequence[Word]]
"""The title of an output, and its lines, the foremost first."""


def chosen(season: Season, outputs: Sequence[tuple[int, Output]], most: int) -> list[Found]:
    """`most` of these outputs, in the order of the run. What groups made out of single lines comes before those lines,
    and what is newer before what is older: it tells more in the same room."""
    first = sorted(outputs, key=lambda one: (_single(one[1]), -one[0]))[:most]
    kept = [(number, output) for number, output in outputs if (number, output) in first]
    found = [(output.title, foremost(season.sessions[number], output)) for number, output in kept]
    return [(title, words) for title, words in found if words]


def told(outputs: Sequence[Found], lines: int) -> Iterator[Block]:
    """So many lines of these outputs altogether, taken from each in turn."""
    shares = [0] * len(outputs)
    for _ in range(max((len(words) for _, words in outputs), default=0)):
        for n, (_, words) in enumerate(outputs):
            if sum(shares) < lines and shares[n] < len(words):
                shares[n] += 1
    for (title, words), share in zip(outputs, shares, strict=True):
        if share:
            yield Heading(title)
            yield Lines(tuple(line(word) for word in words[:share]))
            if rest := len(words) - share:
                more = saying.capital(saying.many(rest, "more line"))
                yield Paragraph(f"{more} {'stands' if rest == 1 else 'stand'} in the full record.", "small")


def once(priorities: Iterable[Priority]) -> list[Priority]:
    """Each wording once, where it came first, with what goes back to all of its lines."""
    kept: dict[tuple[str, tuple[str, ...]], Priority] = {}
    for one in priorities:
        alike = (one.says, tuple(said.text for said in one.reasons))
        if first := kept.get(alike):
            one = replace(first, voices=first.voices + one.voices, promises=(*first.promises, *one.promises))
        kept[alike] = one
    return list(kept.values())


def line(word: Word) -> Line:
    """A line with what else was asked below it."""
    text, rest = decided.says(word)
    return Line(text, lines=reasons(rest))


def reasons(said: Sequence[Said]) -> tuple[Line, ...]:
    """What was said beside a line, each with what was asked."""
    return tuple(Line(one.text, lead=f"{one.label}:" if one.label else "") for one in said)


def foremost(record: Record, output: Output) -> list[Word]:
    """An output's lines, each wording once: those that the host marked, then those that most later lines came from,
    then as they stand."""
    named = [ref for word in record.words() for ref in word.about]
    words: dict[str, Word] = {}
    for voice in output.lines:
        words.setdefault(voice.word.text, voice.word)
    return sorted(words.values(), key=lambda word: (not word.marked, -named.count(word.ref)))


def _single(output: Output) -> bool:
    """Whether single people wrote it, each for themselves."""
    return any(voice.place.startswith("one voice") for voice in output.lines)
