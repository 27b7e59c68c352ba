"""What may be told of a survey: reckoned once, when a wave is closed, so that later looks cannot be subtracted.

Nothing is told of fewer than five people, nor what follows about fewer than five when one figure is taken from
another. docs/adr/0016-surveys.md says why each rule is here, and what they do not keep.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from server.scripts.survey import ROLE, STEPS, QuestionForm, SurveyForm, Wave

FEWEST = 5
"""People of whom anything is told."""

Answers = Mapping[str, int | str]
"""By the names of questions: a step of the scale from 1, the position of an option from 0, or words."""
Wave_ = Mapping[str, Answers]
"""Everybody's answers, by what stands for them."""
Results = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Who is told of as a pair for one statement, of those who answered both times. `left_out` more were left out by
    lot: without them, one could reckon what those few said who answered only once."""

    who: frozenset[str]
    left_out: int


def results(form: SurveyForm, wave: Wave, now: Wave_, before: Wave_, told: Results | None, dice: Random) -> Results:
    """What may be told when `wave` is closed. `told` is what was told of the first wave, None if there was none;
    `before` are its answers as far as they are still there.

    people   how many answered, 0 when fewer than five did: then there is nothing else
    items    by name: `n` and `counts` by step or option
    pairs    by name of a statement: `n`, `left_out`, `changes` (people by change, from -4 to +4), `before` and `after`
             (sums)
    roles    by wave, by name of a statement: `role` (its position), `n`, `sum`
    """
    made: Results = {"people": _enough(len(now)), "items": _items(form, wave, now), "pairs": {}, "roles": {}}
    if wave == "before":
        return made
    roles: dict[str, dict[str, Any]] = {"before": {}, "after": {}}
    for question in form.questions:
        if question.kind != "statement":
            continue
        name = question.name
        published = {"after": _n(made, name), "before": _n(told, name) if told else 0}
        both = [who for who in now if name in now[who] and name in before.get(who, {})]
        pairs = _drawn(sorted(both), published["before"], published["after"], dice)
        if pairs.who:
            made["pairs"][name] = _change(pairs, [(int(before[w][name]), int(now[w][name])) for w in pairs.who])
        for one, answers in (("before", before), ("after", now)):
            if published[one] and form.role:
                shown = _by_role(name, answers, published[one], pairs.who, len(form.role.options))
                if shown:
                    roles[one][name] = shown
    made["roles"] = roles
    return made


def _enough(n: int) -> int:
    return n if n >= FEWEST else 0


def _n(told: Results | None, name: str) -> int:
    """How many answered a question, as it was told; 0 when that was not told."""
    return int(told["items"].get(name, {}).get("n", 0)) if told else 0


def _items(form: SurveyForm, wave: Wave, now: Wave_) -> dict[str, Any]:
    found = {}
    for question in form.questions:
        if question.is_asked(wave):
            given = [answers[question.name] for answers in now.values() if question.name in answers]
            if len(given) >= FEWEST:
                found[question.name] = {"n": len(given), **_counts(question, given)}
    return found


def _counts(question: QuestionForm, given: Sequence[int | str]) -> dict[str, list[int]]:
    if question.kind == "open":
        return {}
    many = Counter(given)
    values = range(1, STEPS + 1) if question.kind == "statement" else range(len(question.options))
    return {"counts": [many[value] for value in values]}


def _safe(n: int) -> bool:
    return n == 0 or n >= FEWEST


def _drawn(both: Sequence[str], before: int, after: int, dice: Random) -> Pairs:
    """Those who answered both times, without so many by lot that the others are none, or five or more, each time."""
    for left_out in range(FEWEST + 1):
        kept = len(both) - left_out
        if kept < FEWEST:
            break
        if _safe(before - kept) and _safe(after - kept):
            return Pairs(frozenset(dice.sample(both, kept)), left_out)
    return Pairs(frozenset(), 0)


def _change(pairs: Pairs, steps: Sequence[tuple[int, int]]) -> dict[str, Any]:
    many = Counter(after - before for before, after in steps)
    return {
        "n": len(steps),
        "left_out": pairs.left_out,
        "changes": [many[change] for change in range(1 - STEPS, STEPS)],
        "before": sum(before for before, _ in steps),
        "after": sum(after for _, after in steps),
    }


def _by_role(name: str, answers: Wave_, published: int, pairs: frozenset[str], roles: int) -> list[dict[str, int]]:
    """Sums by role, where role and pairs together cut out no fewer than five people, nor what is left beside them."""
    cells: dict[int, list[str]] = {}
    for who, given in answers.items():
        if name in given:
            cells.setdefault(int(given.get(ROLE, -1)), []).append(who)
    erased = published - sum(map(len, cells.values()))

    def is_safe(who: Sequence[str], more: int = 0) -> bool:
        among = sum(one in pairs for one in who)
        return _safe(among) and _safe(len(who) - among + more)

    shown = [role for role in range(roles) if len(cells.get(role, ())) >= FEWEST and is_safe(cells[role])]
    shown.sort(key=lambda role: (len(cells[role]), role), reverse=True)
    # Who was erased since the first wave was told of is still in its figures, so they count among the rest.
    while shown and not is_safe([w for role, cell in cells.items() if role not in shown for w in cell], erased):
        shown.pop()
    return [
        {"role": role, "n": len(cells[role]), "sum": sum(int(answers[who][name]) for who in cells[role])}
        for role in sorted(shown)
    ]
