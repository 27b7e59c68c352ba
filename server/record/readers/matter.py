"""What a report for a board has to tell, and how much of each it takes for what room there is."""

from __future__ import annotations

from dataclasses import dataclass, replace

from server.record import decided
from server.record.readers import doing, found, telling
from server.record.record import Output, Word
from server.record.taking import Choice, Source

OTHERS = 4
"""Outputs that are told beside what was decided."""
STEPS = 12
"""First steps that people take by themselves, where there are no promises."""
MOST = 80
"""Lines or rows of one kind: more have no room on two pages."""


@dataclass(frozen=True, slots=True)
class Room:
    """How many there is room for: priorities, promises (or first steps), reservations, and lines of other outputs."""

    first: int
    promises: int
    troubles: int
    found: int


def rooms(whole: Room) -> list[Room]:
    """From little to much, up to all there is. Priorities come before promises, and these before the rest."""
    found = [Room(min(n, whole.first), min(n, whole.promises), min(n, whole.troubles), 0) for n in range(1, 5)]
    grows = (*["first"] * 4, *["promises", "troubles", "found", "promises", "first", "found"] * MOST)
    for name in grows:
        last = found[-1]
        if getattr(last, name) < min(MOST, getattr(whole, name)):
            found.append(replace(last, **{name: getattr(last, name) + 1}))
    return list(dict.fromkeys(found))


class Matter:
    """What there is to tell, found once for all the sizes that are tried."""

    def __init__(self, source: Source, choice: Choice) -> None:
        self.season, self.beside, self.choice = source.season, source.beside, choice
        self.agreed = [one for one in decided.agreed(self.season) if self._asked(one.session, one.output)]
        first = decided.put_first(self.season)
        self.first = first if first and self._asked(first.session, first.output) else None
        self.priorities = found.once(one for one in decided.priorities(self.season) if choice.wants(*one.place))
        promises = [x for x in decided.promises(self.season) if choice.wants(x.session, x.promise.ref)]
        self.promised = len(promises)
        self.promises = doing.first_open(self.beside, promises)
        others = [one for one in found.others(self.season) if self._asked(*one)]
        self.steps = [
            word for number, output in others if output.tells == "next" for word in self._words(number, output)
        ]
        self.stepped = sum(len(output.lines) for _, output in others if output.tells == "next")
        told = [one for one in others if self.promises or one[1].tells != "next"]
        is_told = not self.priorities or choice.sections is not None
        self.found = found.chosen(self.season, told, OTHERS) if is_told else []
        self.troubles = telling.troubles(self.agreed)

    def whole(self) -> Room:
        """As much as there is, and no more than is read."""
        lines = sum(len(words) for _, words in self.found)
        will = len(self.promises) or min(STEPS, len(self.steps))
        return Room(len(self.priorities), will, len(self.troubles), lines)

    def _words(self, number: int, output: Output) -> list[Word]:
        return found.foremost(self.season.sessions[number], output)

    def _asked(self, session: int, output: Output) -> bool:
        return any(self.choice.wants(session, voice.word.ref) for voice in output.lines)
