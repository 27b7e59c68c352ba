"""What a survey says, to be taken away by an evaluator: a table of figures, and a page that explains it. Both hold
what the organiser's page shows, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from server.record.forms import csv
from server.record.sheets import Row
from server.scripts.survey import STEPS, QuestionForm, Wave
from server.surveys.reading import WAVES, Survey
from server.surveys.reckoning import FEWEST, Results

COLUMNS = ("question", "wave", "of", "measure", "value", "meaning", "number")

CODEBOOK = """{title}: codebook

The table holds one figure in each row.

question   the name of the question; the list below has its words
wave       before, after, or change (after less before, of the same people)
of         everybody, pairs (people who answered both times), or what people are here as
measure    people, mean, count (people who gave this value), words (one answer in somebody's own words)
value      what was given: 1 to {steps} on the scale, or the number of an option; of a change, -{most} to {most}
meaning    the value in words
number     the figure

The scale: {scale}.

How people are paired. Everybody's answers stand under a mark made from the survey and their own link, or from words
they chose themselves. The same person has the same mark before and after. Nobody can tell from a mark whose it is
without the key of the house, which is not in the database.

What is not here, and why. There is no row for each person: {questions} answers in a row are a fingerprint. For a test
of paired differences, such as the signed-rank test of Wilcoxon, the counts of changes are all that is needed: each
person is in one of them. Nothing is told of fewer than {fewest} people. Where subtracting one figure from another
would tell of fewer than {fewest}, pairs are left out by lot (the measure "left out" says how many), or figures by role
are not told. Lines in people's own words stand in the order of the alphabet and belong to no other answer.

{waves}

Questions

{list}
"""


def table(survey: Survey, words: Mapping[Wave, Mapping[str, Sequence[str]]]) -> bytes:
    """Everything that may be told so far, as CSV: one figure in each row."""
    return csv.table([COLUMNS, *(row for wave in WAVES for row in _wave(survey, wave, words[wave]))])


def _wave(survey: Survey, wave: Wave, words: Mapping[str, Sequence[str]]) -> Iterator[Row]:
    told = survey.stand(wave).results
    if not told:
        return
    yield ("", wave, "everybody", "people", "", "", told["people"] or f"fewer than {FEWEST}")
    for question in survey.form.questions:
        name = question.name
        if found := told["items"].get(name):
            yield (name, wave, "everybody", "people", "", "", found["n"])
            yield from _counts(survey, question, wave, found.get("counts", []))
        for line in words.get(name, ()):
            yield (name, wave, "everybody", "words", "", line, "")
        yield from _change(name, told)
        yield from _roles(survey, name, told)


def _counts(survey: Survey, question: QuestionForm, wave: Wave, counts: Sequence[int]) -> Iterator[Row]:
    is_scale = question.kind == "statement"
    if is_scale:
        total = sum(at * many for at, many in enumerate(counts, 1))
        yield (question.name, wave, "everybody", "mean", "", "", round(total / sum(counts), 2))
    for at, many in enumerate(counts):
        meaning = (survey.form.scale if is_scale else question.options)[at]
        yield (question.name, wave, "everybody", "count", at + 1, meaning, many)


def _change(name: str, told: Results) -> Iterator[Row]:
    if not (found := told["pairs"].get(name)):
        return
    yield (name, "change", "pairs", "people", "", "", found["n"])
    yield (name, "change", "pairs", "left out", "", "", found["left_out"])
    for wave in WAVES:
        yield (name, wave, "pairs", "mean", "", "", round(found[wave] / found["n"], 2))
    for change, many in zip(range(1 - STEPS, STEPS), found["changes"], strict=True):
        yield (name, "change", "pairs", "count", change, "", many)


def _roles(survey: Survey, name: str, told: Results) -> Iterator[Row]:
    for wave in WAVES:
        for found in told["roles"].get(wave, {}).get(name, ()):
            role = survey.form.role.options[found["role"]] if survey.form.role else ""
            yield (name, wave, role, "people", "", "", found["n"])
            yield (name, wave, role, "mean", "", "", round(found["sum"] / found["n"], 2))


def codebook(survey: Survey) -> bytes:
    form = survey.form
    stands = []
    for wave in WAVES:
        stand = survey.stand(wave)
        many = str(stand.answered) if stand.answered else f"fewer than {FEWEST}"
        stands.append(f"{wave}: {f'{many} people answered' if stand.stand == 'closed' else 'not closed yet'}")
    scale = ", ".join(f"{at} {word}" for at, word in enumerate(form.scale, 1))
    return CODEBOOK.format(
        title=form.title, steps=STEPS, most=STEPS - 1, scale=scale, questions=len(form.questions), fewest=FEWEST,
        waves="\n".join(stands), list="\n".join(_told(one) for one in form.questions),
    ).encode()  # fmt: skip


def _told(question: QuestionForm) -> str:
    kind = {"statement": "on the scale", "choice": "one of", "open": "in own words"}[question.kind]
    options = "; ".join(f"{at} {option}" for at, option in enumerate(question.options, 1))
    lower = "; lower is better" if question.lower_is_better else ""
    when = "" if question.when == "both" else f"; asked {question.when} only"
    return f"{question.name} ({kind}{f' {options}' if options else ''}{lower}{when})\n    {question.text}"
