"""A folder of scripts is a series when each session is given what one before it leaves."""

from __future__ import annotations

from pathlib import Path

import pytest

from server.scripts import ScriptError, listing, load, scripts_folder, series_in, slug_of

FIRST = """
title: First
series: {title: Ours, n: 1, of: 2}
items:
  - structure: one_two_four_all
    output: ideas
  - structure: consent_check
    uses: [ideas]
    output: statement
"""
SECOND = """
title: Second
series: {title: Ours, n: 2, of: 2}
given: {begin.statement: [An example.], begin.statement_reservations: [], typed_in: [Mine]}
items:
  - structure: troika
    uses: [begin.statement, typed_in]
"""


def folder_of(folder: Path, **scripts: str) -> Path:
    for name, words in scripts.items():
        (folder / f"{name.lstrip('_')}.yaml").write_text(words, encoding="utf-8")
    return folder


def problems(folder: Path) -> list[str]:
    with pytest.raises(ScriptError) as wrong:
        series_in(folder)
    return [str(problem) for problem in wrong.value.problems]


def test_sessions_stand_in_the_order_of_their_numbers_and_are_called_by_the_rest(tmp_path: Path) -> None:
    series = series_in(folder_of(tmp_path, _2_begin=FIRST, _10_end=SECOND))
    assert series.title == "Ours"
    assert [script.slug for script in series.sessions] == ["begin", "end"], "10 comes after 2"
    assert [given.name for given in series.sessions[1].plan.given] == [
        "begin.statement", "begin.statement_reservations", "typed_in",
    ]  # fmt: skip
    assert slug_of("begin") == "begin"


def test_a_session_alone_plays_with_its_examples(tmp_path: Path) -> None:
    plan = load(folder_of(tmp_path, _2_end=SECOND) / "2_end.yaml")
    assert plan.given[0].lines == ("An example.",)
    assert plan.items[0].uses == ("begin.statement", "typed_in")


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        ("begin.statements", "no session before it leaves; nearest: begin.statement"),
        ("end.statement", "no session before it leaves; nearest: begin.statement"),
        ("begin.ideas_reservations", "no session before it leaves; nearest: begin.statement_reservations"),
    ],
)
def test_what_no_session_before_it_leaves_is_named_with_the_nearest(tmp_path: Path, wanted: str, told: str) -> None:
    (said,) = problems(folder_of(tmp_path, _1_begin=FIRST, _2_end=SECOND.replace("begin.statement", wanted, 1)
                                 .replace("uses: [begin.statement", f"uses: [{wanted}")))  # fmt: skip
    assert "2_end.yaml" in said
    assert "SC115" in said
    assert told in said


def test_a_broken_script_is_told_with_all_that_is_wrong_in_the_others(tmp_path: Path) -> None:
    told = problems(folder_of(tmp_path, _1_begin=FIRST.replace("consent_check", "consent_chek"), _2_end=SECOND))
    assert any("1_begin.yaml:7" in said and "SC104" in said for said in told)
    assert any("2_end.yaml" in said and "SC115" in said for said in told)


def test_an_empty_folder_says_what_to_put_into_it(tmp_path: Path) -> None:
    assert "put *.yaml files into it" in problems(tmp_path)[0]


def test_every_series_that_comes_with_it_is_whole() -> None:
    folders = {scripts_folder() / script.name.rpartition("/")[0] for script in listing() if "/" in script.name}
    for folder in folders:
        assert series_in(folder).sessions
