"""Surveys as they are kept, and what may be told of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from sqlalchemy import Select, func, select

from server import tables
from server.log import Log
from server.scripts.survey import SurveyForm, Wave
from server.surveys.reckoning import Results

WAVES: tuple[Wave, ...] = ("before", "after")


@dataclass(frozen=True, slots=True)
class WaveStand:
    """How a wave stands: `new`, `open` or `closed`; how many answered; what may be told, once it is closed."""

    stand: str = "new"
    answered: int = 0
    results: Results | None = None


@dataclass(frozen=True, slots=True)
class Survey:
    """`series` and `meeting` are empty where it is not, or no longer, about one."""

    id: str
    community: str
    series: str
    meeting: str
    form: SurveyForm
    waves: Mapping[Wave, WaveStand] = field(default_factory=dict)

    def stand(self, wave: Wave) -> WaveStand:
        return self.waves.get(wave, WaveStand())

    @property
    def open(self) -> Wave | None:
        """The wave that can be answered now."""
        return next((wave for wave in WAVES if self.stand(wave).stand == "open"), None)


async def surveys(log: Log, which: Any) -> list[Survey]:
    """Those of which `which` is true, a condition on their table; the newest first."""
    t, w, a = tables.surveys, tables.waves, tables.survey_answers
    rows = await log.rows(select(t).where(which).order_by(t.c.created_at.desc(), t.c.id))
    ids = [row.id for row in rows]
    many = select(a.c.survey, a.c.wave, func.count()).where(a.c.survey.in_(ids)).group_by(a.c.survey, a.c.wave)
    answered = {(row[0], row[1]): row[2] for row in await log.rows(many)}
    waves: dict[str, dict[Wave, WaveStand]] = {}
    for row in await log.rows(select(w).where(w.c.survey.in_(ids))):
        told = json.loads(row.results) if row.results else None
        n = told["people"] if told else answered.get((row.survey, row.wave), 0)
        stand = "open" if row.closed_at is None else "closed"
        waves.setdefault(row.survey, {})[cast(Wave, row.wave)] = WaveStand(stand, n, told)
    return [
        Survey(
            row.id, row.community, row.series or "", row.meeting or "",
            SurveyForm.model_validate_json(row.form), waves.get(row.id, {}),
        )
        for row in rows
    ]  # fmt: skip


async def words(log: Log, survey: Survey, wave: Wave) -> dict[str, list[str]]:
    """The answers in people's own words, by question, where that may be told; in the order of the alphabet, which says
    nothing of who wrote them."""
    told = (survey.stand(wave).results or {}).get("items", {})
    open_ = [one.name for one in survey.form.questions if one.kind == "open" and one.name in told]
    found: dict[str, list[str]] = {name: [] for name in open_}
    if found:
        for given in by_who(await log.rows(answers(survey.id, wave))).values():
            for name in found.keys() & given.keys():
                found[name].append(str(given[name]))
    return {name: sorted(lines, key=str.casefold) for name, lines in found.items()}


def answers(survey: str, wave: Wave) -> Select[Any]:
    """Everybody's answers to a wave; `by_who` reads them."""
    t = tables.survey_answers
    return select(t.c.who, t.c.answers).where(t.c.survey == survey, t.c.wave == wave)


def by_who(rows: Iterable[Any]) -> dict[str, dict[str, Any]]:
    return {row.who: json.loads(row.answers) for row in rows}
