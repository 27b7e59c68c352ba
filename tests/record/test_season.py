"""The record of a series: every step back on a path is a line that stands, word for word, in the record it names."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import escape
from typing import Any

import pytest

from server.record import SERIES_FORMATS, season, write
from server.record.putting_right import lines
from server.rehearsal.season import Met, play_season, together_of
from server.scripts import scripts_folder, series_in
from server.takeaway.told import record_told
from tests.record.played import BEGINS, played, source_of
from tests.record.played import season_of as record_of

PEOPLE = [3, 25]


def texts(one: Met) -> dict[str, list[str]]:
    """What people wrote in each numbered line of a record, read from its JSON, which knows nothing of paths."""
    return {
        word["ref"]: [said["text"] for said in word["said"] if said["kind"] in ("text", "long")]
        for word in _words(json.loads(write(one.record, "json"))["sessions"][0]["record"])
    }


def _words(record: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for brought in record["brought"]:
        yield from brought["words"]
    for part in record["parts"]:
        for step in part["steps"]:
            yield from step["words"]


@pytest.mark.parametrize("people", PEOPLE)
def test_every_hop_is_a_line_of_the_session_it_names(people: int) -> None:
    said = {one.number: texts(one) for one in played(people)}
    made = record_of(people)
    assert made.paths
    for path in made.paths:
        assert path.promise.what in said[path.session][path.promise.ref]
        for hop in path.hops:
            assert hop.session <= path.session
            if hop.ref:
                wrote = said[hop.session][hop.ref]
                assert wrote
                assert all(text in hop.text for text in wrote)
            else:
                left = {output.title: len(output.lines) for output in played(people)[hop.session - 1].record.outputs}
                assert hop.lines == left[hop.text] > 1


def test_an_action_goes_back_to_a_priority_an_idea_a_criterion_and_the_problem() -> None:
    made = record_of(25)
    last = [path for path in made.paths if path.session == 4]
    assert len(last) > 20
    for path in last:
        left = [hop.left or hop.text for hop in path.hops]
        steps = [left.index(name) for name in ("Draft actions", "Priorities", "Success criteria", "Problem statement")]
        assert steps == sorted(steps)
        assert "Bold ideas" in left[steps[1] : steps[2]]
        assert [hop.session for hop in path.hops] == sorted((hop.session for hop in path.hops), reverse=True)


def test_each_session_is_given_what_the_one_before_it_left_word_for_word() -> None:
    first, second, third, fourth = played(25)
    for session, name, before in (
        (second, "situation.problem_statement", first),
        (second, "situation.who_is_missing", first),
        (third, "success.success_criteria", second),
        (fourth, "success.success_criteria", second),
        (fourth, "path.priorities", third),
    ):
        given = next(one for one in session.play.session.plan.given if one.name == name)
        said = texts(before)
        assert given.lines
        assert given.source == before.record.title
        for line, ref in zip(given.lines, given.refs, strict=True):
            number, _, there = ref.partition(":")
            assert int(number) == before.number
            assert said[there]
            assert all(text in line for text in said[there])
    troubled = next(one for one in second.play.session.plan.given if one.name.endswith("_reservations"))
    output = next(one for one in first.record.outputs if one.name == "problem_statement")
    assert troubled.lines == output.reservations != ()


def test_mostly_the_same_people_come_and_some_are_new() -> None:
    seen: set[int] = set()
    for one in played(25):
        assert len(set(one.cast)) == len(one.cast) == one.record.people
        assert one.returned == len(seen & set(one.cast))
        if one.number > 1:
            assert 0.6 * len(one.cast) < one.returned < len(one.cast)
        seen |= set(one.cast)


def test_the_same_series_gives_the_same_bytes() -> None:
    series = series_in(scripts_folder() / "facilitating_breakthrough")
    again = list(play_season(series, 3, 1, BEGINS, anyway=True))
    records, returned = ({one.number: getattr(one, what) for one in again} for what in ("record", "returned"))
    made = season.build("Ours", records, returned, together_of(again))
    for form in SERIES_FORMATS:
        assert write(made, form) == write(record_of(3), form)
    kept = json.loads(write(made, "json"))
    assert kept["paths"]
    assert {one["number"]: one["returned"] for one in kept["sessions"]} == {one.number: one.returned for one in again}


def test_the_page_holds_every_promise_and_leads_to_every_line_it_names() -> None:
    page = write(record_of(25), "html").decode()
    for path in record_of(25).paths:
        assert escape(path.promise.what).replace("&#x27;", "&#39;").replace("&quot;", "&#34;") in page
    ids, links = set(re.findall(r' id="([^"]+)"', page)), re.findall(r' href="#([^"]+)"', page)
    assert len(ids) == page.count(' id="'), "no two places have one name"
    assert set(links) <= ids
    lines = {f"{number}:{word.ref}" for number, one in record_of(25).sessions.items() for word in one.words()}
    assert {f"n{ref}" for ref in lines} <= ids


def test_sessions_stand_one_after_the_other_below_what_all_of_them_promised() -> None:
    text = write(record_of(25), "md").decode()
    heads = re.findall("^## (.*)$", text, re.MULTILINE)
    assert heads[1] == "What we said we would do, and what it goes back to"
    assert heads[2] == "Who took part, over all the sessions"
    assert [head[0] for head in heads[3:]] == sorted(head[0] for head in heads[3:])
    assert len(re.findall(r"^\d+\. \*\*", text, re.MULTILINE)) == len(record_of(25).paths)


def test_a_line_that_is_voted_on_later_keeps_the_scores_of_what_it_was_left_by() -> None:
    left = {output.name: output for output in record_of(25).sessions[3].outputs}
    ideas = [voice.word.scores for voice in left["bold_ideas"].lines]
    votes = [voice.word.scores for voice in left["favourites"].lines]
    assert len({v.word.ref for v in left["bold_ideas"].lines} & {v.word.ref for v in left["favourites"].lines}) >= 3
    assert all(scores and scores.spread and scores.outof == 25 for scores in ideas)
    assert all(scores and not scores.spread and scores.outof == 24 for scores in votes)


def test_the_page_tells_lines_in_the_words_by_which_they_are_put_right() -> None:
    told = record_told(source_of(25))
    for met in played(25):
        texts = told["texts"][met.number]
        known = {line.ref: line.text for line in lines(met.play.session, met.play.names)}
        words = [word for word in met.record.words() if word.ref in known]
        assert len(words) > 25
        for word in words:
            assert texts.get(word.ref, word.said[0].text if word.said else "") == known[word.ref]
