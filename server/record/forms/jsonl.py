"""The log of a session as the record may tell it: one JSON object on each line, in the order in which things happened.

It grants and never subtracts: only kinds of events that stand in `_TOLD` are told, each in its own few words. No seat
stands in it at all. Groups are told by their sizes: a line says what it grew out of, so whoever could read who sat
together would know whose words it came from. Lines stand where their step closed, as the record tells them, in its
order and without an instant.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import orjson

from server.core import events as e
from server.core.events import Entry
from server.core.folding import fold
from server.core.plan import StepKey, step_key
from server.record.desk import refs_of
from server.record.forms.encoding import as_json
from server.record.record import Record
from server.record.season import Season

VERSION = 1
Told = dict[str, Any]


def write(season: Season, logs: Mapping[int, Sequence[Entry]]) -> bytes:
    """UTF-8. The first line says what the file is; then session by session, those whose logs are there."""
    told: list[Told] = [{"kind": "File", "version": VERSION, "title": season.title}]
    for number, record in season.sessions.items():
        if number in logs:
            told += [{"session": number, **one} for one in _Telling(record, logs[number]).all()]
    return b"".join(as_json(one, orjson.OPT_APPEND_NEWLINE) for one in told)


class _Telling:
    """Tells one log beside its record."""

    def __init__(self, record: Record, entries: Sequence[Entry]) -> None:
        self._record = record
        self._entries = entries
        session = fold(entries)
        self._names: dict[StepKey, tuple[int, int]] = {
            step_key(item, step): (n, k)
            for n, item in enumerate(session.items, 1)
            for k, step in enumerate(item.steps, 1)
        }
        self._parts = {part.number: part for part in record.parts}
        self._items = {item.key: item.title for item in session.items}
        in_record = {word.ref for word in record.words()}
        self._refs = {id: ref for id, ref in refs_of(session).items() if ref in in_record}

    def all(self) -> Iterator[Told]:
        """The log; lines of a step after its last end, those of steps that have not ended after all else."""
        ends = {one.event.step: one.seq for one in self._entries if isinstance(one.event, e.StepClosed)}
        waiting = dict(self._names)
        for entry in self._entries:
            told = _TOLD.get(type(entry.event))
            if told:
                at = datetime.datetime.fromtimestamp(entry.at, datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
                by = "somebody" if isinstance(entry.by, int) else entry.by
                yield {"kind": type(entry.event).__name__, "at": at, "by": by, **told(self, entry.event)}
            if isinstance(entry.event, e.SessionOpened):
                yield from self._brought()
            if isinstance(entry.event, e.StepClosed) and ends[entry.event.step] == entry.seq:
                yield from self._lines(waiting.pop(entry.event.step, None))
        for where in waiting.values():
            yield from self._lines(where)

    def _brought(self) -> Iterator[Told]:
        for along in self._record.brought:
            for word in along.words:
                yield {"kind": "Brought", "output": along.name, "source": along.source, "line": word}

    def _lines(self, where: tuple[int, int] | None) -> Iterator[Told]:
        """What was written in a step, and how many lines are only counted."""
        if where is None or where[0] not in self._parts:
            return
        step = self._parts[where[0]].steps[where[1] - 1]
        for word in step.words:
            yield {"kind": "Written", **self._where(where), "line": word}
        counted = {"kept_private": step.kept_private, "set_aside": step.set_aside, "late": step.late}
        if any(counted.values()) or step.told or step.spread:
            spreads = [one for one in (step.spread, *step.further) if one]
            yield {"kind": "Counted", **self._where(where), **counted, "answers": step.told, "scores": spreads}

    # --- one event each ------------------------------------------------------------------------------------

    def _where(self, where: tuple[int, int]) -> Told:
        return {"part": where[0], "step": where[1]}

    def at(self, key: StepKey) -> Told:
        """A step by its part and its place in it, as numbers of lines begin."""
        return self._where(self._names[key]) if key in self._names else {}

    def line(self, id: str) -> Told:
        """A line by its number; nothing of one that the record does not hold."""
        return {"number": self._refs[id]} if id in self._refs else {}

    def item(self, key: str) -> Told:
        return {"title": self._items.get(key, "")}


def _opened(_: _Telling, event: e.SessionOpened) -> Told:
    plan = event.plan
    parts = [
        {
            "title": item.title,
            "kind": item.kind,
            "invitation": item.invitation,
            "steps": [{"ask": step.ask, "together": step.grouping.kind} for step in item.steps],
        }
        for item in plan.items
    ]
    return {"title": plan.title, "subtitle": plan.subtitle, "purpose": plan.purpose, "parts": parts}


def _clock(_: _Telling, event: e.ClockSet) -> Told:
    return {"why": event.why, "left": event.left, "running": event.running, "total": event.total, "away": event.away}


def _groups(of: _Telling, event: e.GroupsFormed) -> Told:
    return {**of.at(event.step), "sizes": sorted((len(group) for group in event.groups if group), reverse=True)}


def _together(of: _Telling, event: e.PutTogether) -> Told:
    return {"numbers": [one["number"] for one in map(of.line, event.ids) if one], "under": of.line(event.under)}


_TOLD: Mapping[type, Callable[[_Telling, Any], Told]] = {
    e.SessionOpened: _opened,
    e.SeatTaken: lambda of, event: {},
    e.StepStarted: lambda of, event: {**of.at(event.step), "seconds": event.seconds, "reopened": event.reopened},
    e.StepClosed: lambda of, event: of.at(event.step),
    e.ClockSet: _clock,
    e.GroupsFormed: _groups,
    e.PersonPlaced: lambda of, event: of.at(event.step),
    e.CardsDealt: lambda of, event: {**of.at(event.step), "cards": len(event.cards)},
    e.Moderated: lambda of, event: {"act": event.act, **of.line(event.id)},
    e.Amended: lambda of, event: of.line(event.id),
    e.PutTogether: _together,
    e.TakenApart: lambda of, event: of.line(event.under),
    e.BellRung: lambda of, event: {},
    e.ItemInserted: lambda of, event: {"title": event.item.title},
    e.ItemSkipped: lambda of, event: {**of.item(event.key), "skipped": event.skipped},
    e.GivenBrought: lambda of, event: {"outputs": [given.name for given in event.given]},
    e.MinutesPlanned: lambda of, event: {**of.at(event.step), "minutes": event.minutes},
    e.MessageSent: lambda of, event: {"words": event.words},
    e.NoteWritten: lambda of, event: {**of.at(event.step), "words": event.words},
    e.HandedOver: lambda of, event: {"to": event.to},
    e.SessionClosed: lambda of, event: {},
    e.SessionReopened: lambda of, event: {},
}
"""What is told of each kind of event. All other kinds are not: what people wrote (it is told from the record), who
finished, passed, held a pen, left, called for help; wishes for groups; where somebody's name may stand."""
