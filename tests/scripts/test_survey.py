"""Surveys beside scripts: those of the house can be asked, broken ones are told, and none is taken for a script."""

from __future__ import annotations

from pathlib import Path

import pytest

from server.scripts import check, listing, path_of, survey, surveys
from tests.cli.terminal import tingsha

BROKEN = """title: T
scale: [a, b, c, d]
rolle: x
parts:
  - questions:
      - {name: a, statement: One, open: Two}
      - {name: b, choice: C, options: [one]}
      - {name: d, statement: D, wenn: before}
      - {name: role, statement: D}
"""
WHOLE = "title: T\nscale: [a, b, c, d, e]\nparts:\n  - questions:\n      - {name: a, open: One}\n"


def test_everything_wrong_with_a_survey_is_told_at_once_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "survey.yaml"
    path.write_text(BROKEN)
    told = [str(problem).replace(f"{tmp_path}/", "") for problem in check(path)]
    assert [one.split(" ", 2)[:2] for one in told] == [
        ["survey.yaml:2:", "SC103"], ["survey.yaml:3:", "SC101"], ["survey.yaml:6:", "SC103"],
        ["survey.yaml:7:", "SC103"], ["survey.yaml:8:", "SC101"], ["survey.yaml:9:", "SC103"],
    ]  # fmt: skip
    assert "must be five words" in told[0]
    assert "nearest: role" in told[1]
    assert "exactly one of" in told[2]
    assert "two 'options' or more" in told[3]
    path.write_text(WHOLE + "      - {name: a, open: Two}\n")
    assert "SC112 two questions are named 'a'" in str(*check(path))
    path.write_text(WHOLE)
    assert check(path) == []
    assert "a survey, 1 questions before and 1 after" in tingsha("check", str(path)).output


def test_the_surveys_of_the_house_can_be_asked_and_are_no_scripts() -> None:
    assert [path.parent.name for path in surveys()] == ["action_learning_set", "facilitating_breakthrough"]
    for path in surveys():
        assert 10 <= sum(one.is_asked("before") for one in survey(path).questions) <= 28
    assert not [one.name for one in listing() if "survey" in one.name]
    with pytest.raises(KeyError):
        path_of("action_learning_set/survey")


def test_the_survey_in_the_docs_can_be_asked(tmp_path: Path) -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "surveys.md").read_text(encoding="utf-8")
    path = tmp_path / "survey.yaml"
    path.write_text(page.partition("```yaml\n")[2].partition("```")[0], encoding="utf-8")
    assert check(path) == []
