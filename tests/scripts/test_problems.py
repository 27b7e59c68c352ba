"""Broken scripts: each number, its line, its fix; all at once; and nothing a hostile file could do."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from server.scripts import ScriptError, check, load, loads

HEAD = "title: T\nitems:\n"


def told(words: str | bytes, folder: Path) -> list[str]:
    path = folder / "s.yaml"
    path.write_bytes(words if isinstance(words, bytes) else words.encode())
    return [str(problem).replace(f"{folder}/", "") for problem in check(path)]


ONE = HEAD + "  - structure: "

BROKEN = [
    ("s.yaml:3: item 1 (triokra): SC104 unknown structure 'triokra'; nearest: troika.", ONE + "triokra"),
    ("s.yaml:1: SC006", "- one\n- two"),
    ("s.yaml:1: SC006", "just words"),
    ("s.yaml:1: SC006", ""),
    ("s.yaml:4: SC006", ONE + "troika\n---\ntitle: two\n"),
    ("s.yaml:3: SC002 is not YAML", "title: T\nitems: [\n"),
    ("s.yaml:2: SC002 is not YAML", "title: T\nsubtitle: a: b\n"),
    ("s.yaml:2: SC002 is not UTF-8", b"title: T\nsubtitle: \xff\n"),
    ("s.yaml:2: SC002 holds a character", "title: T\nsubtitle: a\x07b\n"),
    ("s.yaml:3: SC003", "title: &t T\nitems:\n  - structure: *t\n"),
    ("s.yaml:1: SC003", "title: &t T\nitems: []\n"),
    ("s.yaml:1: SC004", "title: !!python/object/apply:os.system [ls]\n"),
    ("s.yaml:1: SC005", "title: " + "[" * 30 + "]" * 30),
    ("s.yaml:2: SC007 'title' stands here twice", "title: T\ntitle: U\n"),
    ("s.yaml:2: SC101 unknown key 'item'; nearest: items.", "title: T\nitem: []\n"),
    ("s.yaml:1: SC102 'items' is missing.", "title: T\n"),
    ("s.yaml:1: SC102 'title' is missing.", "items:\n  - structure: troika\n"),
    ("s.yaml:1: SC103 'title' must be words", "title: 5\nitems:\n  - structure: troika\n"),
    ("s.yaml:2: SC103 'alias' must be true or false", "title: T\nalias: yes\nitems:\n  - structure: troika\n"),
    ("s.yaml:2: SC103 'items' must be a list", "title: T\nitems: troika\n"),
    ("s.yaml:2: SC103 'items' must not be empty", "title: T\nitems: []\n"),
    ("s.yaml:1: SC103 'title' is too long; 300", f"title: {'T' * 301}\nitems:\n  - structure: troika\n"),
    ("s.yaml:4: item 1 (talk): SC103 'minutes' must be minutes", HEAD + "  - talk: Hi\n    minutes: soon\n"),
    ("s.yaml:4: item 1 (talk): SC103 'minutes' must be minutes", HEAD + "  - talk: Hi\n    minutes: 12:30\n"),
    ("s.yaml:4: item 1 (talk): SC103 'minutes' must be more than 0", HEAD + "  - talk: Hi\n    minutes: 0\n"),
    ("s.yaml:4: item 1 (talk): SC103 'minutes' must be minutes", HEAD + "  - talk: Hi\n    minutes: .inf\n"),
    ("s.yaml:4: item 1 (talk): SC103 'minutes' must be minutes", HEAD + "  - talk: Hi\n    minutes: true\n"),
    ("s.yaml:3: item 1 (talk): SC102 'minutes' is missing.", HEAD + "  - talk: Hi\n"),
    ("s.yaml:4: SC103 'mixing.role' must be one of: never mind, a little, much, above all.",
     "title: T\nasks: [{name: role, label: R}]\nmixing:\n  role: very much\nitems:\n  - structure: troika\n"),
    ("s.yaml:2: SC116 'mixing' speaks of 'rol', which is no wish and no ask; nearest: role.",
     "asks: [{name: role, label: R}]\nmixing: {rol: much}\ntitle: T\nitems:\n  - structure: troika\n"),
    ("s.yaml:2: SC116 'mixing' cannot tell the wish 'apart' from the ask",
     "asks: [{name: apart, label: R}]\nmixing: {apart: much}\ntitle: T\nitems:\n  - structure: troika\n"),
    ("s.yaml:4: item 1 (troika): SC103 'minutes' for step 'tell' must be", ONE + "troika\n    minutes: {tell: x}\n"),
    ("s.yaml:4: item 1 (troika): SC105 minutes for 'tel', which is no step; nearest: tell.",
     ONE + "troika\n    minutes: {tel: 2}\n"),
    ("s.yaml:4: item 1 (troika): SC106 uses 'ideas', which no item before it leaves",
     ONE + "troika\n    uses: [ideas]\n"),
    ("s.yaml:6: item 2 (wicked_questions): SC107 output 'a' is left by an earlier item",
     ONE + "one_two_four_all\n    output: a\n  - structure: wicked_questions\n    output: a\n"),
    ("s.yaml:4: item 1 (troika): SC111 leaves nothing", ONE + "troika\n    output: advice\n"),
    ("s.yaml:5: item 1 (talk): SC111 leaves nothing", HEAD + "  - talk: Hi\n    minutes: 1\n    output: words\n"),
    ("s.yaml:5: item 1 (one_two_four_all): SC103 'tells' input should be 'problem', 'aim',",
     ONE + "one_two_four_all\n    output: a\n    tells: sorrow\n"),
    ("s.yaml:4: item 1 (one_two_four_all): SC117 'tells' says what an output is",
     ONE + "one_two_four_all\n    tells: aim\n"),
    ("s.yaml:3: item 1: SC108 must be one of structure, talk, break or note; nearest: structure.",
     HEAD + "  - strucure: x\n"),
    ("s.yaml:3: item 1: SC108", HEAD + "  - 7\n"),
    ("s.yaml:3: item 1: SC108 must be one of structure, talk, break or note, not structure and talk at once.",
     HEAD + "  - structure: troika\n    talk: Hi\n"),
    ("s.yaml:4: item 1 (note): SC101 unknown key 'minutes'", HEAD + "  - note: x\n    minutes: 3\n"),
    ("s.yaml:2: SC109 'spread' speaks of 'role', which asks do not ask; there is none.",
     "title: T\nspread: [role]\nitems:\n  - structure: troika\n"),
    ("SC109 'role' cannot be both",
     "title: T\nasks: [{name: role, label: As}]\nspread: [role]\ntogether: [role]\nitems:\n  - structure: troika\n"),
    ("s.yaml:2: SC112 two asks are called 'a'",
     "title: T\nasks: [{name: a, label: A}, {name: a, label: B}]\nitems:\n  - structure: troika\n"),
    ("SC103 'places.1.link' must begin with https://",
     "title: T\nplaces: [{name: A, link: 'javascript:x'}]\nitems:\n  - structure: troika\n"),
    ("SC103 session 5 of 4 cannot be", "title: T\nseries: {title: S, n: 5, of: 4}\nitems:\n  - structure: troika\n"),
    ("SC101 unknown key 'wher'; nearest: where.",
     "title: T\nplaces: [{name: A, wher: B}]\nitems:\n  - structure: troika\n"),
    ("s.yaml:4: item 1 (troika): SC110 'rounds: 2' does not fit: it has no rounds",
     ONE + "troika\n    options: {rounds: 2}\n"),
    ("SC110 'turns: 2' does not fit: it has no turns", ONE + "triz\n    options: {turns: 2}\n"),
    ("SC110 'turns: 9' does not fit: it has turns for 8 at most.",
     ONE + "action_learning_set\n    options: {turns: 9}\n"),
    ("SC110 'rounds: 9' does not fit: it has 5 rounds at most.", ONE + "twenty_five_ten\n    options: {rounds: 9}\n"),
    ("SC110 'groups: 4' does not fit: it has turns for groups of 3", ONE + "troika\n    options: {groups: 4}\n"),
    ("SC110 'groups: 4' does not fit: it forms no groups.", ONE + "consent_check\n    options: {groups: 4}\n"),
    ("s.yaml:2: SC113 has nothing to play", HEAD + "  - note: x\n"),
    ("s.yaml:4: item 1 (one_two_four_all): SC201 (a warning) 'alone' leaves less than a minute of silence",
     ONE + "one_two_four_all\n    minutes: {alone: 0.5}\n"),
    ("SC201 (a warning) 'meet' leaves 30 seconds for each person",
     ONE + "impromptu_networking\n    minutes: {meet: 1}\n"),
]  # fmt: skip


@pytest.mark.parametrize(("expected", "words"), BROKEN, ids=range(len(BROKEN)))
def test_what_is_wrong_is_told_with_its_line(expected: str, words: str | bytes, tmp_path: Path) -> None:
    said = told(words, tmp_path)
    assert any(expected in problem for problem in said), said


def test_a_broken_script_is_not_loaded(tmp_path: Path) -> None:
    (tmp_path / "s.yaml").write_text(ONE + "triokra")
    with pytest.raises(ScriptError) as wrong:
        load(tmp_path / "s.yaml")
    assert [problem.code for problem in wrong.value.problems] == ["SC104"]


def test_a_warning_keeps_nothing_from_being_played() -> None:
    assert loads(ONE + "one_two_four_all\n    minutes: {alone: 0.5}\n").items[0].steps[0].time == 0.5


def test_everything_is_told_at_once_and_nothing_follows_from_it(tmp_path: Path) -> None:
    said = told(
        "title: 5\npurpos: x\nspread: [roel]\nasks:\n  - {name: role, label: As, option: []}\nitems:\n"
        "  - structure: troka\n    output: advice\n  - talk: Hi\n    uses: [advice]\n  - brake: Tea\n",
        tmp_path,
    )
    codes = [problem.split("SC")[1][:3] for problem in said]
    assert codes == ["103", "101", "109", "101", "104", "102", "108"], said


def test_a_file_that_is_not_there_or_too_large_is_refused(tmp_path: Path) -> None:
    assert "SC001 cannot be read" in str(check(tmp_path / "none.yaml")[0])
    assert "SC001 cannot be read" in str(check(tmp_path)[0])
    assert "SC001 is larger than 256 KB" in told(b"title: x\n" * 40_000, tmp_path)[0]


def test_many_aliases_cost_nothing(tmp_path: Path) -> None:
    names = "abcdefghijklmnopqrstuvwxyz"
    bomb = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in pairwise(names))
    assert {problem.split()[1] for problem in told(bomb, tmp_path)} == {"SC003"}


@pytest.mark.parametrize(
    "words", ["{" * 5000, "[" * 100_000, "- " * 5000, "? " * 3000, "a:\n" * 2, "%YAML 9.9\n---\n", "\x00", "'"]
)
def test_nonsense_is_refused_in_words(words: str, tmp_path: Path) -> None:
    said = told(words, tmp_path)
    assert said
    assert all(" SC0" in problem or " SC1" in problem for problem in said)
