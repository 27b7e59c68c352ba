"""Whole sessions of simulated people: they end, they are plausible, and the same seed gives the same record."""

from __future__ import annotations

import csv
import datetime
import io
import json
import re
from functools import cache

import pytest

from server.core.folding import fold
from server.core.plan import total_seconds
from server.record import FORMATS, build, write
from server.rehearsal.play import Play
from server.scripts import listing, load, path_of

TEN_O_CLOCK = datetime.datetime(2026, 11, 5, 10, 0, tzinfo=datetime.UTC)
SCRIPTS = [script.name for script in listing()]
LONGEST = {"taster": 20, "webinar": 60, "action_learning_set": 210}
"""Minutes; of the others, two hours."""


@cache
def played(script: str, people: int, seed: int = 1) -> Play:
    """A script played to its end, once for all tests: nothing is done in it afterwards."""
    return play_anew(script, people, seed)


def play_anew(script: str, people: int, seed: int) -> Play:
    play = Play(load(path_of(script)), people, seed, TEN_O_CLOCK, anyway=True)
    play.run()
    return play


@pytest.mark.parametrize("script", SCRIPTS)
@pytest.mark.parametrize("people", [1, 2, 5, 25, 60])
def test_every_script_plays_to_its_end(script: str, people: int) -> None:
    play = played(script, people)
    assert play.session.phase == "closed"
    assert fold(play.entries) == play.session
    # the last `next` is the only thing refused: simulated people ask for nothing that a phone would not offer
    assert [said for said in play.refused if not said.startswith("Next:")] == []


@pytest.mark.parametrize("script", SCRIPTS)
def test_the_same_seed_gives_the_same_bytes_and_another_does_not(script: str) -> None:
    first, again, other = played(script, 5), play_anew(script, 5, seed=1), play_anew(script, 5, seed=2)
    for format in FORMATS:
        written = [write(build(play.entries, play.names), format) for play in (first, again, other)]
        assert written[0] == written[1]
        assert written[0] != written[2]


def test_the_first_session_leaves_what_it_is_for() -> None:
    play = played("facilitating_breakthrough/1_situation", 25)
    record = build(play.entries, play.names)
    left = {output.name: output for output in record.outputs}
    assert set(left) >= {"observations", "paradoxes", "problem_statement"}
    assert len(left["problem_statement"].lines) == 1
    assert left["problem_statement"].spread is not None
    assert sum(left["problem_statement"].spread.counts) == 25
    assert record.contributed >= 24, "nearly everybody has written something"
    assert 100 * 60 <= record.took <= 125 * 60


@pytest.mark.parametrize("script", SCRIPTS)
def test_every_script_ends_in_time_and_all_records_tell_what_it_left(script: str) -> None:
    """From start to record with 25 people: no output is empty, and every format holds every line of each."""
    play = played(script, 25)
    assert total_seconds(play.session.plan.items, 25) <= LONGEST.get(script.partition("/")[0], 120) * 60
    record = build(play.entries, play.names)
    named = list(dict.fromkeys(item.output for item in play.session.items if item.output))
    assert [output.name for output in record.outputs] == named
    assert all(output.lines for output in record.outputs), {o.name: len(o.lines) for o in record.outputs}
    written = {format: write(record, format).decode("utf-8-sig") for format in FORMATS}
    lines = {voice.word.ref: voice.word for output in record.outputs for voice in output.lines}
    table = {row["number"]: row for row in csv.DictReader(io.StringIO(written["csv"]))}
    kept = json.loads(written["json"])["sessions"][0]["record"]
    in_json = {out["name"]: len(out["lines"]) for out in kept["outputs"]}
    assert in_json == {output.name: len(output.lines) for output in record.outputs}
    for ref, word in lines.items():
        assert ref in table, f"{ref} is not in the table"
        for said in word.said:
            first = re.split(r"[^\w ]", said.text)[0]  # markup and quotes are escaped, each format in its way
            assert all(first in text for text in written.values()), f"{first!r} is not in every record"
