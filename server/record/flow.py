"""The path of ideas from one voice to all: which lines of a stage went on into later ones.

A stage is a step whose lines are told, or an output of its own making. A line goes on where somebody said that theirs
comes from it, where it was put together with one that goes on, or where it itself stands in a later stage.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from server.record.charts import Flow, Stream
from server.record.record import Output, Record, Word
from server.record.season import Season

Key = tuple[int, str]
"""A line: its session and its number there."""
MOST = 8
"""Stages of one picture; of more, those that were left as outputs stand, and of these the last."""

FROM_ONE_TO_ALL = "From one voice to all"


@dataclass(frozen=True, slots=True)
class _Stage:
    name: str
    lines: frozenset[Key]
    part: tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Lines:
    """Every line with those it comes from, and those put under it."""

    sources: Mapping[Key, tuple[Key, ...]]
    under: dict[Key, list[Key]] = field(default_factory=dict)


def flow(record: Record, title: str = FROM_ONE_TO_ALL) -> Flow | None:
    """The path through a session that crosses most of its parts; None where no line goes back to another."""
    lines = _lines({1: record})
    stages = [*_brought(record), *_stages(record)]
    found = _path(stages, lines)
    if len(found) > MOST:
        found = _path([*_brought(record), *_left({1: record})], lines) or found
    return _drawn(title, found[-MOST:], lines)


def flow_of_season(season: Season, title: str = FROM_ONE_TO_ALL) -> Flow | None:
    """The path through a series, by what its sessions left."""
    lines = _lines(season.sessions)
    return _drawn(title, _path(list(_left(season.sessions)), lines)[-MOST:], lines)


# --- stages ----------------------------------------------------------------------------------------------------


def _brought(record: Record) -> Iterator[_Stage]:
    for n, brought in enumerate(record.brought):
        yield _Stage(f"Brought along: {brought.title}", frozenset((1, word.ref) for word in brought.words), (1, -n))


def _left(records: Mapping[int, Record]) -> Iterator[_Stage]:
    """What sessions left, in order."""
    for number, record in records.items():
        for n, output in enumerate(record.outputs):
            if lines := _keys(number, (voice.word for voice in output.lines), record if len(records) > 1 else None):
                name = f"{number}. {output.title}" if len(records) > 1 else output.title
                yield _Stage(name, lines, (number, n))


def _stages(record: Record) -> Iterator[_Stage]:
    """The steps with words, and the outputs that hold only some of them. A step whose words were all left goes by the
    name of what it left."""
    left = list(record.outputs)
    for part in record.parts:
        mine = []
        for step in part.steps:
            if lines := frozenset((1, word.ref) for word in step.words if word.text):
                mine.append(_Stage(f"{part.title}: {step.word}", lines, (1, part.number)))
        while left and _home(left[0]) <= part.number:
            output = left.pop(0)
            lines = frozenset((1, voice.word.ref) for voice in output.lines)
            same = next((n for n, one in enumerate(mine) if one.lines == lines), None)
            if same is not None:
                mine[same] = _Stage(output.title, lines, (1, part.number))
            elif lines and (not mine or any(one.lines & lines and one.lines - lines for one in mine)):
                mine.append(_Stage(output.title, lines, (1, part.number)))
        yield from mine


def _home(output: Output) -> int:
    """The number of the part that the newest of an output's lines was written in."""
    return max((int(voice.word.ref.partition(".")[0]) for voice in output.lines), default=0)


def _keys(number: int, words: Iterable[Word], record: Record | None) -> frozenset[Key]:
    origins = {word.ref: word.origin for brought in record.brought for word in brought.words} if record else {}
    return frozenset(_key(number, word.ref, origins.get(word.ref, "")) for word in words)


def _key(number: int, ref: str, origin: str) -> Key:
    """A line that was brought along is the line of the session that wrote it."""
    session, _, there = origin.partition(":")
    return (int(session), there) if there else (number, ref)


def _lines(records: Mapping[int, Record]) -> _Lines:
    sources: dict[Key, tuple[Key, ...]] = {}
    made = _Lines(sources)
    several = len(records) > 1
    for number, record in records.items():
        along = {word.ref: word.origin if several else "" for one in record.brought for word in one.words}
        for word in (word for part in record.parts for step in part.steps for word in step.words):
            refs = (*word.about, *((word.topic_ref,) if word.topic_ref else ()))
            sources[number, word.ref] = tuple(_key(number, ref, along.get(ref, "")) for ref in refs)
            if word.put_under:
                made.under.setdefault(_key(number, word.put_under, along.get(word.put_under, "")), []).append(
                    (number, word.ref)
                )
    return made


# --- streams ---------------------------------------------------------------------------------------------------


def _path(stages: list[_Stage], lines: _Lines) -> list[_Stage]:
    """The stages that one of them goes back to, and itself: of all such paths the one that crosses most parts."""
    streams = _streams(stages, lines)
    before: list[set[int]] = []
    for target in range(len(stages)):
        sources = {source for source, at in streams if at == target}
        before.append({target}.union(*(before[source] for source in sources)))
    if not streams:
        return []
    best = max(before, key=lambda path: (len({stages[n].part for n in path}), len(path), max(path)))
    return [stages[n] for n in sorted(best)]


def _drawn(title: str, stages: list[_Stage], lines: _Lines) -> Flow | None:
    streams = _streams(stages, lines)
    if not streams:
        return None
    went = [{key for (source, _), keys in streams.items() if source == n for key in keys} for n in range(len(stages))]
    return Flow(
        title,
        tuple(one.name for one in stages),
        tuple(len(one.lines) for one in stages),
        tuple(map(len, went)),
        tuple(Stream(source, target, len(keys)) for (source, target), keys in sorted(streams.items())),
    )


def _streams(stages: list[_Stage], lines: _Lines) -> dict[tuple[int, int], set[Key]]:
    """Which lines of which stage went into which: from the nearest stage before, through lines of no stage."""
    streams: dict[tuple[int, int], set[Key]] = {}
    home: dict[Key, int] = {}
    for target, stage in enumerate(stages):
        for key in stage.lines:
            for source in _before(key, home, lines):
                streams.setdefault((home[source], target), set()).add(source)
        home.update(dict.fromkeys(stage.lines, target))
    return streams


def _before(key: Key, home: Mapping[Key, int], lines: _Lines) -> set[Key]:
    """The lines of earlier stages that a line is, or comes from."""
    found: set[Key] = set()
    seen = {key}
    ahead = [key]
    while ahead:
        one = ahead.pop()
        nearer = list(lines.under.get(one, ()))
        if one in home:
            found.add(one)
        else:
            nearer += lines.sources.get(one, ())
        ahead += [other for other in nearer if other not in seen]
        seen.update(nearer)
    return found
