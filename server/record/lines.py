"""Lines of a record as lines of a document: what was written, its number, who it is from, what it came from and what
became of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from server.core.cards import sentence
from server.record import wording
from server.record.document import Line
from server.record.record import Voice, Word
from server.record.season import Season

NAMED = 12
"""So many other lines are named with a line, the rest are counted: a talk of many can grow out of hundreds."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of one session's lines as a document writes them: `before` is "2:" where several sessions stand in
    it. `became` are the numbers of the lines that say that they come from a line."""

    before: str
    became: Mapping[str, tuple[str, ...]]

    def of(self, ref: str) -> str:
        return f"{self.before}{ref}"

    def line(self, word: Word) -> Line:
        """A line with all that the record tells about it."""
        below = [Line(wording.told_line(told)) for told in word.told]
        below += [Line(former, aside=label.lower()) for label, former in wording.former(word)]
        return Line(_read(word), aside="; ".join(self._behind(word)), ref=self.of(word.ref), lines=tuple(below))

    def voice(self, voice: Voice) -> Line:
        """A line of an output, what was said about it, and below it what it came from, down to single voices."""
        told = (Line(wording.told_line(one)) for one in voice.word.told)
        aside = [self.of(voice.word.ref), voice.place]
        standing = _standing(voice.word)
        behind = ", ".join(one for one in aside if one) + (f"; {standing}" if standing else "")
        return Line(voice.word.text, aside=behind, ref=self.of(voice.word.ref), lines=(*told, *self._sources(voice)))

    def _sources(self, voice: Voice, most: int = NAMED) -> Iterator[Line]:
        """What a line came from; of what lies further back, ever fewer: each may have come from all that was said."""
        how = "grew out of the talk about" if voice.word.grown else "from"
        for source in voice.sources[:most]:
            aside = ", ".join(one for one in (f"{how} {self.of(source.word.ref)}", source.place) if one)
            below = tuple(self._sources(source, max(2, most // 2)))
            yield Line(source.word.text, aside=aside, ref=self.of(source.word.ref), lines=below)
        if len(voice.sources) > most:
            yield Line(f"and {len(voice.sources) - most} more", aside=how)

    def _behind(self, word: Word) -> Iterator[str]:
        yield ", ".join([self.of(word.ref), *wording.from_whom(word)])
        if word.about:
            yield f"{'grew out of' if word.grown else 'from'} {_named([self.of(ref) for ref in word.about])}"
        elif word.topic_ref:
            yield f"part of {self.of(word.topic_ref)}"
        if word.origin:
            yield f"from {word.origin}" if self.before else f"from session {word.origin.replace(':', ', line ')}"
        if word.put_under:
            yield f"put together with {self.of(word.put_under)}"
        if became := self.became.get(self.of(word.ref)):
            yield f"became {_named(became)}"
        if standing := _standing(word):
            yield standing


def numbers(season: Season) -> dict[int, Numbers]:
    """The numbers of each session's lines."""
    many = len(season.sessions) > 1
    became: dict[str, list[str]] = {}
    for session, record in season.sessions.items():
        before = f"{session}:" if many else ""
        for word in record.words():
            for ref in word.about or ([word.topic_ref] if word.topic_ref else []):
                became.setdefault(f"{before}{ref}", []).append(f"{before}{word.ref}")
            if word.origin:
                became.setdefault(word.origin, []).append(f"{before}{word.ref}")
    told = {ref: tuple(dict.fromkeys(refs)) for ref, refs in became.items()}
    return {session: Numbers(f"{session}:" if many else "", told) for session in season.sessions}


def _read(word: Word) -> str:
    """All fields in one line: as one sentence where they make one, else each with its label where there are several."""
    if sentence(word.said) and all(said.kind in ("text", "long") for said in word.said):
        return word.text
    read = [(said.label if len(word.said) > 1 else "", wording.entered(said)) for said in word.said]
    return "; ".join(f"{label}: {text}" if label else text for label, text in read)


def _standing(word: Word) -> str:
    return f"place {wording.place(word.scores)}, {wording.score_line(word.scores)}" if word.scores else ""


def _named(refs: Sequence[str]) -> str:
    more = f" and {len(refs) - NAMED} more" if len(refs) > NAMED else ""
    return f"{', '.join(refs[:NAMED])}{more}"
