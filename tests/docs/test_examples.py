"""Every example in the docs is run, and what the docs must tell is told."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from server.scripts import ScriptError, loads
from server.scripts.form import KINDS, AskForm, OptionsForm, PlaceForm, ScriptForm, SeriesForm, Strict
from structures import Source, search

ROOT = Path(__file__).resolve().parents[2]
DOCS = [*sorted((ROOT / "docs").rglob("*.md")), *sorted(ROOT.glob("*.md"))]
FENCE = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def examples(language: str) -> list[tuple[str, str]]:
    return [
        (f"{path.name}-{n}", words)
        for path in DOCS
        for n, (kind, words) in enumerate(FENCE.findall(path.read_text(encoding="utf-8")), 1)
        if kind == language
    ]


SCRIPTS = [(name, words) for name, words in examples("yaml") if "items:" in words]
STRUCTURES = [(name, words) for name, words in examples("python") if "STRUCTURE = " in words]


def test_there_are_examples() -> None:
    assert len(SCRIPTS) >= 6
    assert STRUCTURES


@pytest.mark.parametrize(("name", "words"), SCRIPTS, ids=[name for name, _ in SCRIPTS])
def test_every_script_in_the_docs_can_be_played(name: str, words: str) -> None:
    assert any(item.steps for item in loads(words, name).items)


@pytest.mark.parametrize(("name", "words"), STRUCTURES, ids=[name for name, _ in STRUCTURES])
def test_every_structure_in_the_docs_is_sound(name: str, words: str) -> None:
    space: dict[str, object] = {}
    exec(compile(words, name, "exec"), space)
    found = search([Source("example", lambda: space["STRUCTURE"], False)])
    assert [str(problem) for problem in found.problems if problem.code != "LS006"] == []
    assert len(words.splitlines()) <= 25, "a structure in about twenty lines"


@pytest.mark.parametrize(("name", "words"), examples("toml"))
def test_every_toml_in_the_docs_can_be_read(name: str, words: str) -> None:
    assert tomllib.loads(words)


def test_the_problem_in_the_docs_is_the_one_that_is_told() -> None:
    (shown,) = (words.strip() for name, words in examples("text") if name.startswith("scripts"))
    with pytest.raises(ScriptError, match=r"SC104") as told:
        loads("title: x\nitems:\n  - structure: triokra\n", "my_script.yaml")
    assert str(told.value) == shown


@pytest.mark.parametrize("model", [ScriptForm, AskForm, PlaceForm, SeriesForm, OptionsForm, *KINDS.values()])
def test_every_key_is_documented(model: type[Strict]) -> None:
    docs = (ROOT / "docs" / "scripts.md").read_text(encoding="utf-8")
    if model in KINDS.values():
        kind = next(kind for kind, one in KINDS.items() if one is model)
        docs = docs.partition(f"\n### {kind}\n")[2].partition("\n#")[0]
    for name, field in model.model_fields.items():
        key = field.alias or name
        written = f"`{key}`" in docs or (model is SeriesForm and f"{key}:" in docs)
        assert written, f"docs/scripts.md does not tell what '{key}' of {model.__name__} is"


def test_every_number_a_script_can_be_told_is_documented() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "server" / "scripts").glob("*.py"))
    docs = (ROOT / "docs" / "scripts.md").read_text(encoding="utf-8")
    assert set(re.findall(r"SC\d{3}", source)) == set(re.findall(r"SC\d{3}", docs))
