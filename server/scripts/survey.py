"""A survey: a YAML file beside the scripts of a series, called `survey.yaml`. What it may say, and reading it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from server.scripts.form import Line, Name, Paragraph, Strict
from server.scripts.problems import Problem, ScriptError
from server.scripts.reading import Path_, read
from server.scripts.telling import STAND_INS, read_form

SURVEY = "survey.yaml"
STEPS = 5
"""Words of the scale, from the lowest."""
MOST_QUESTIONS = 60
ROLE = "role"
"""The name under which an answer says who somebody is here as."""

Kind = Literal["statement", "choice", "open"]
Wave = Literal["before", "after"]
Short = Annotated[str, StringConstraints(min_length=1, max_length=60)]


def _five(words: list[str]) -> list[str]:
    if len(words) != STEPS:
        raise ValueError("must be five words or short phrases, from the lowest to the highest")
    return words


class QuestionForm(Strict):
    """A statement to be placed on the scale, a choice of one, or an open question. `lower_is_better`: for statements
    of which one hopes that fewer people agree with them."""

    name: Name
    statement: Line | None = None
    choice: Line | None = None
    open: Line | None = None
    options: list[Line] = Field(default=[], max_length=12)
    when: Literal["both", "before", "after"] = "both"
    lower_is_better: bool = False

    @model_validator(mode="after")
    def _one_kind(self) -> QuestionForm:
        given = [kind for kind in (self.statement, self.choice, self.open) if kind is not None]
        if len(given) != 1:
            raise ValueError("must be exactly one of 'statement', 'choice' and 'open'")
        if (self.choice is not None) != (len(self.options) > 1):
            raise ValueError("needs two 'options' or more for a 'choice', and none otherwise")
        if self.name == ROLE:
            raise ValueError(f"cannot be named '{ROLE}'; that is the name of what people are here as")
        return self

    @property
    def kind(self) -> Kind:
        return "statement" if self.statement is not None else "choice" if self.choice is not None else "open"

    @property
    def text(self) -> str:
        return self.statement or self.choice or self.open or ""

    def is_asked(self, wave: Wave) -> bool:
        return self.when in ("both", wave)


class PartForm(Strict):
    """Questions that stand together, under a title or none."""

    title: Line | None = None
    questions: list[QuestionForm] = Field(min_length=1, max_length=MOST_QUESTIONS)


class RoleForm(Strict):
    """What people are here as: results are also told by it, where enough of them answered."""

    label: Line
    options: list[Line] = Field(min_length=2, max_length=20)


class SurveyForm(Strict):
    """A whole survey."""

    title: Line
    purpose: Paragraph = ""
    scale: Annotated[list[Short], AfterValidator(_five)]
    role: RoleForm | None = None
    parts: list[PartForm] = Field(min_length=1, max_length=20)

    @property
    def questions(self) -> list[QuestionForm]:
        return [question for part in self.parts for question in part.questions]


STAND_INS[SurveyForm] = {"title": "-", "scale": ["-"] * STEPS, "parts": [{"questions": [{"name": "x", "open": "-"}]}]}


def is_survey(path: Path) -> bool:
    return path.name == SURVEY


def survey_of(path: Path, shown: str) -> tuple[SurveyForm | None, tuple[Problem, ...]]:
    """The survey in a file, called `shown` in problems, or everything that keeps it from being asked."""
    found: list[Problem] = []
    try:
        document = read(path, shown)
    except ScriptError as wrong:
        return None, wrong.problems

    def report(code: str, says: str, at: Path_, where: str = "", *, error: bool = True) -> None:
        found.append(Problem(code, says, shown, document.line(at), where, error))

    form = read_form(SurveyForm, document.values, (), "", report)
    if isinstance(form, SurveyForm):
        for code, at, says in _wrong(form):
            report(code, says, at)
    found.sort(key=lambda problem: problem.line)
    return (form if isinstance(form, SurveyForm) and not found else None), tuple(found)


def _wrong(form: SurveyForm) -> Iterator[tuple[str, Path_, str]]:
    """What is wrong with the questions together: number, place, words."""
    seen: set[str] = set()
    for at, part in enumerate(form.parts):
        for n, question in enumerate(part.questions):
            if question.name in seen:
                says = f"two questions are named '{question.name}'; rename one."
                yield "SC112", ("parts", at, "questions", n, "name"), says
            seen.add(question.name)
    if len(seen) > MOST_QUESTIONS:
        yield "SC114", ("parts",), f"asks more than {MOST_QUESTIONS} questions; people tire after twenty."
