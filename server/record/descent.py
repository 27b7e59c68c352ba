"""What became of a line: everything that was written from it on, in its session and in those after it."""

from __future__ import annotations

from collections import defaultdict

from server.record.decided import Place
from server.record.record import Word
from server.record.season import Season, written_in


class Descent:
    """Who grew from whom in a season. A line that was brought along is the same line as the one that left it."""

    def __init__(self, season: Season) -> None:
        self.words: dict[Place, Word] = {}
        self._home: dict[Place, Place] = {}
        self._from: dict[Place, set[Place]] = defaultdict(set)
        for number, record in season.sessions.items():
            for word in record.words():
                here = (number, word.ref)
                self.words[here] = word
                self._home[here] = written_in(season.sessions, number, word) or here
        for (number, _), word in self.words.items():
            for ref in (*word.about, *filter(None, (word.topic_ref, word.put_under))):
                self._from[self.home((number, ref))].add((number, word.ref))

    def home(self, place: Place) -> Place:
        """Where a line was first written."""
        return self._home.get(place, place)

    def of(self, place: Place) -> list[Place]:
        """All that grew from a line, directly or over others, in the order of the record."""
        found, waiting = set[Place](), [self.home(place)]
        while waiting:
            for below in self._from.get(waiting.pop(), ()):
                if below not in found:
                    found.add(below)
                    waiting.append(self.home(below))
        return sorted(found, key=_order)


def _order(place: Place) -> tuple[int, tuple[int, ...]]:
    return place[0], tuple(int(one) for one in place[1].split("."))
