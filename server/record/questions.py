"""A record of some of its questions only: the parts asked for, and what came of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from server.record.record import Record
from server.record.season import Season
from server.record.taking import Choice, NothingToTake, Source


def of_questions(source: Source, choice: Choice) -> Season:
    """The season with only the parts that the choice asks for, and only sessions that have one of them; the whole
    season when it asks for none in particular. Figures about people stay those of the whole session. Raises
    NothingToTake: none of those parts is there."""
    season, wanted = source.season, choice.questions
    if not wanted:
        return season
    kept = {n: _trimmed(record, n, wanted) for n, record in season.sessions.items() if _has_any(record, n, wanted)}
    if not kept:
        raise NothingToTake("None of the questions that you chose is in this record. Choose others, or all of them.")
    refs = {(n, promise.ref) for n, record in kept.items() for promise in record.commitments}
    paths = tuple(path for path in season.paths if (path.session, path.promise.ref) in refs)
    return replace(season, sessions=kept, paths=paths)


def _has_any(record: Record, session: int, wanted: frozenset[str]) -> bool:
    return any(f"{session}:{part.number}" in wanted for part in record.parts)


def _trimmed(record: Record, session: int, wanted: frozenset[str]) -> Record:
    def is_in(ref: str) -> bool:
        return f"{session}:{ref.partition('.')[0]}" in wanted

    parts = tuple(part for part in record.parts if f"{session}:{part.number}" in wanted)
    left = {part.output for part in parts if part.output}
    return replace(
        record,
        parts=parts,
        outputs=tuple(output for output in record.outputs if output.name in left),
        commitments=tuple(promise for promise in record.commitments if is_in(promise.ref)),
        marked=tuple(word for word in record.marked if is_in(word.ref)),
        brought=tuple(along for along in record.brought if any(along.name in part.uses for part in parts)),
    )


def questions(season: Season) -> Iterator[tuple[str, str]]:
    """Every part that can be asked for: its number as a choice names it ("2:5"), and its title."""
    for number, record in season.sessions.items():
        for part in record.parts:
            if part.kind != "note":
                yield f"{number}:{part.number}", part.title
