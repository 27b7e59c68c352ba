"""What stands on a quality-improvement poster, found in a record: from one priority its problem, aim, changes,
measures, results, learning and next steps, after the three questions of the Model for Improvement.

Scripts and structures say what their words are (`tells`), so a poster is found in any language. What a record cannot
know (what a test showed, say) is not made up: a panel then says what to write into it by hand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from server.record.beside import Beside
from server.record.beyond import beyond
from server.record.decided import Place
from server.record.descent import Descent
from server.record.document import Line
from server.record.poster import PANELS, Panel, Poster, Stage
from server.record.priorities import chosen, outputs_of
from server.record.record import Brought, Output, Said, Scores, Word
from server.record.saying import capital
from server.record.season import Season
from server.record.taking import Choice
from server.record.wording import attribution, calendar_day, day, score_line
from structures.vocabulary import Tells

MOST = 6
"""Lines in one panel: more cannot be read in passing."""
LONGEST = 180
"""Characters of one line; a longer one ends in "…" and stands whole in the notes."""
STAGES = 5
"""Stations on the way from one voice to the promises."""

# The last resort where nothing says it, as in all records that are older than the word: whole English words in names,
# and in labels, which then stand beside what is shown.
_BY_LABEL = {
    "results": r"counted|results?|happened|outcomes?",
    "measures": r"count|measures?|indicators?",
    "learning": r"learn|learnt|learned|surprised",
    "next": r"next|first step",
    "changes": r"try|tried|test|change",
    "aim": r"aim|goal",
}
_BY_NAME = {"problem": r"problem|problems|barriers?", "measures": r"criteria|measures?|indicators?"}
_WORDS = ("text", "long", "choice")


def poster(season: Season, beside: Beside, choice: Choice, wants: Callable[[str], bool]) -> Poster:
    """The poster of `choice.line`, or of the first priority; `wants` says which panels (and "way") are on it.

    NothingToTake: nothing was decided yet, or there is no such line.
    """
    finding = _Finding(beyond(season), beside, choice)
    last = max(record.ended or record.began for record in season.sessions.values())
    return Poster(
        title=finding.title,
        subtitle=finding.subtitle(),
        made=last,
        panels=tuple(panel for panel in finding.panels() if wants(panel.name)),
        way=tuple(finding.way()) if wants("way") else (),
        foot=tuple(finding.foot()),
    )


class _Finding:
    def __init__(self, season: Season, beside: Beside, choice: Choice) -> None:
        self._season, self._beside = season, beside
        self._place, self._output = chosen(season, choice)
        self._descent = Descent(season)
        self._word = self._descent.words[self._place]
        self._below = set(self._descent.of(self._place))
        self._promises = [
            (path.session, path.promise)
            for path in season.paths
            if (path.session, path.promise.ref) in self._below and path.promise.what
        ]
        mine = reversed(self._word.said)
        said = {_about(self._word, one): one.text for one in mine if one.text and one.kind in _WORDS}
        self.title = said.get("aim") or said.get("") or self._word.text

    def subtitle(self) -> str:
        records = self._season.sessions
        days = [calendar_day(record.began) for record in records.values() if record.began]
        when = f"{days[0]} to {days[-1]}" if len(set(days)) > 1 else "".join(days[:1])
        return ", ".join(filter(None, (self._season.title, when)))

    def panels(self) -> Iterator[Panel]:
        for name, (title, ask) in PANELS.items():
            found = list(getattr(self, f"_{name}")())
            lines = [line for line, _ in found]
            more = [Line(f"and {len(lines) - MOST} more, in the record")] if len(lines) > MOST else []
            shown = tuple(_brief(line) for line in lines[:MOST])
            notes = tuple(f"{note} {line.text}" for line, note in found if note)
            if name == "next":
                ask = "" if lines else self._who_might(ask)
            yield Panel(name, title, (*shown, *more), ask, notes)

    # --- one panel after the other: lines, and where each comes from -------------------------------------------

    def _problem(self) -> Iterator[tuple[Line, str]]:
        if found := list(self._left("problem")):
            yield from found
            return
        part = self._part()
        if part:
            yield Line(part, lead="We asked:"), ""

    def _aim(self) -> Iterator[tuple[Line, str]]:
        for said in self._word.said:
            if said.text and said.kind in _WORDS and _about(self._word, said) in ("aim", ""):
                lead = f"{said.label}:" if said.label else ""
                yield Line(said.text, lead, ref=self._ref(self._place)), self._note(self._place, self._output.title)
        if scores := self._scores():
            yield Line(score_line(scores), "How it was scored:"), ""

    def _changes(self) -> Iterator[tuple[Line, str]]:
        yield from self._of_label("changes", (self._place,))
        promises = {(number, promise.ref) for number, promise in self._promises}
        for number, output in self._outputs():
            for voice in output.lines:
                place = number, voice.word.ref
                if place in self._below - promises and (text := self._of_change(voice.word)):
                    yield Line(text, ref=self._ref(place)), self._note(place, output.title)

    def _measures(self) -> Iterator[tuple[Line, str]]:
        yield from list(self._of_label("measures")) or self._left("measures")

    def _results(self) -> Iterator[tuple[Line, str]]:
        yield from self._of_label("results")
        states = [self._beside.states.get((number, promise.ref)) for number, promise in self._promises]
        known = [state for state in states if state]
        if known:
            done = sum(state.word == "done" for state in known)
            yield Line(f"{done} of {len(states)} promises made for this are done."), ""

    def _learning(self) -> Iterator[tuple[Line, str]]:
        yield from self._of_label("learning")
        for said in self._output.reservations:
            yield Line(said, "What troubles somebody:"), ""
        for number, promise in self._promises:
            state = self._beside.states.get((number, promise.ref))
            if state and state.said and state.word == "done":
                yield Line(state.said, f"{capital(promise.who)} says:"), ""

    def _next(self) -> Iterator[tuple[Line, str]]:
        for number, promise in sorted(self._promises, key=lambda one: (one[1].when or "9", one[0], one[1].ref)):
            state = self._beside.states.get((number, promise.ref))
            if state and state.word in ("done", "let go"):
                continue
            what, due = (state.what or promise.what, state.due) if state else (promise.what, promise.when)
            with_whom = f"with {promise.with_whom}" if promise.with_whom else ""
            by = f"by {calendar_day(due)}" if due else ""
            aside = ", ".join(filter(None, (with_whom, by)))
            line = Line(what, f"{capital(promise.who)}:", aside, self._ref((number, promise.ref)))
            yield line, self._note((number, promise.ref), "a promise")
        yield from self._of_label("next")

    def _who_might(self, ask: str) -> str:
        many = sum(bool(path.promise.what) for path in self._season.paths)
        return f"{ask} {many} promises were made in all: choose those that serve this aim." if many > 1 else ask

    # --- where it comes from -----------------------------------------------------------------------------------

    def way(self) -> Iterator[Stage]:
        stations = [*self._back(), Stage(self._at(self._place[0], self._output.title), self.title)]
        if len(stations) < 2 and not self._promises:
            return  # it would say the title again
        told = [one for n, one in enumerate(stations) if not n or one.text != stations[n - 1].text]
        if len(told) >= STAGES:
            told = [told[0], *told[-(STAGES - 2) :]]
        yield from (Stage(one.where, _shorter(one.text, 110)) for one in told)
        if self._promises:
            last = max(number for number, _ in self._promises)
            many = "1 promise" if len(self._promises) == 1 else f"{len(self._promises)} promises"
            yield Stage(self._at(last, "Promises"), f"{many} to do something about it")

    def _back(self) -> list[Stage]:
        """Stations before the priority, the oldest first: by a promise's path, else by the line's own sources."""
        for path in self._season.paths:
            at = [n for n, hop in enumerate(path.hops) if self._descent.home((hop.session, hop.ref)) == self._place]
            if at:
                hops = path.hops[at[0] + 1 :][::-1]
                if lines := [hop for hop in hops if hop.ref]:
                    return [Stage(self._at(hop.session, hop.left or hop.title), hop.text) for hop in lines]
                return [Stage(self._at(hop.session, hop.text), f"{hop.lines} lines lay before us") for hop in hops]
        found = next(one for one in self._output.lines if one.word.ref == self._place[1])
        stages: list[Stage] = []
        while found.sources:
            found = found.sources[0]
            stages.insert(0, Stage(self._at(self._place[0], found.place), found.word.text))
        return stages

    def foot(self) -> Iterator[str]:
        for number, record in self._season.sessions.items():
            if number == self._place[0]:
                took = f"{record.people} people took part in “{record.title}”"
                wrote = "all" if record.contributed == record.people else f"{record.contributed}"
                yield f"{took} on {calendar_day(record.began)}; {wrote} of them wrote something."
        yield attribution(self._season.sessions.values())

    # --- small finds -------------------------------------------------------------------------------------------

    def _outputs(self) -> list[tuple[int, Output]]:
        return list(outputs_of(self._season))

    def _left(self, tells: Tells) -> Iterator[tuple[Line, str]]:
        """The lines of the latest output that is of that kind, from another part; of a problem: that was there before.
        What was brought along counts where the session that left it is not among these."""
        known = [(n, one) for n, one in self._outputs() if tells != "problem" or n <= self._place[0]]
        others: list[tuple[int, Output | Brought]] = [one for one in known if one[1] is not self._output]
        along = [(n, one) for n, record in self._season.sessions.items() for one in record.brought if one.words]
        every = [*along, *others]
        found = [(n, one) for n, one in every if one.tells == tells]
        if not found:
            whole = re.compile(rf"(?:^|[._])(?:{_BY_NAME[tells]})(?:_statement)?$")
            found = [(n, one) for n, one in every if whole.search(one.name)]
        for number, output in found[-1:]:
            words = output.words if isinstance(output, Brought) else [voice.word for voice in output.lines]
            for word in words:
                yield Line(word.text, ref=self._ref((number, word.ref))), self._note((number, word.ref), output.title)

    def _of_change(self, word: Word) -> str:
        """What a later line would change; all of it where its form does not part that from other things."""
        if not any(said.tells for said in word.said):
            return word.text
        return " / ".join(said.text for said in word.said if said.tells == "changes")

    def _of_label(self, about: str, places: Sequence[Place] = ()) -> Iterator[tuple[Line, str]]:
        """What these lines (the priority, and all that grew from it) say under a label of that kind."""
        for place in places or (self._place, *sorted(self._below)):
            word = self._descent.words[place]
            for said in word.said:
                if said.text and said.kind in _WORDS and _about(word, said) == about:
                    lead = f"{said.label}:" if said.label else ""
                    yield Line(said.text, lead, ref=self._ref(place)), self._note(place, "")

    def _scores(self) -> Scores | None:
        return next((voice.word.scores for voice in self._output.lines if voice.word.ref == self._place[1]), None)

    def _part(self) -> str:
        """The question that the priority answers."""
        parts = self._season.sessions[self._place[0]].parts
        return next((part.invitation for part in parts if str(part.number) == self._place[1].partition(".")[0]), "")

    def _at(self, number: int, title: str) -> str:
        return f"Session {number}: {title}" if len(self._season.sessions) > 1 else title

    def _ref(self, place: Place) -> str:
        return f"{place[0]}:{place[1]}" if len(self._season.sessions) > 1 else place[1]

    def _note(self, place: Place, title: str) -> str:
        record = self._season.sessions[place[0]]
        left = f"“{title}”, " if title else ""
        return f"({left}{record.title}, {day(record.began)}, line {place[1]})"


def _about(word: Word, said: Said) -> str:
    """Which panel a field of a line belongs to; empty for a field of no kind."""
    if any(one.tells for one in word.said):
        return said.tells or ""
    return next((kind for kind, words in _BY_LABEL.items() if re.search(rf"\b(?:{words})\b", said.label, re.I)), "")


def _brief(line: Line) -> Line:
    return Line(_shorter(line.text, LONGEST), line.lead, line.aside, line.ref)


def _shorter(text: str, most: int) -> str:
    """At most so many characters, cut between words where there are any."""
    if len(text) <= most:
        return text
    head = text[: most - 2]
    return f"{head.rpartition(' ')[0] or head} …"
