"""Surveys of a community: asked before and after, answered by nobody's name, told once a wave is closed."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping
from random import Random, SystemRandom
from typing import Any

from sqlalchemy import case, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from server import tables
from server.accounts.housekey import HouseKey
from server.live.keys import new_id
from server.log import Log
from server.rights.keeping import DAY, GRACE
from server.rights.leaving import Whose
from server.scripts.survey import SurveyForm, Wave
from server.season.communities import Unknown
from server.surveys import reading
from server.surveys.answering import Refused, person_of, read_answers
from server.surveys.reading import WAVES, Survey
from server.surveys.reckoning import results

MOST_ANSWERED = 5000
"""People who can answer one wave."""
UNFINISHED = 400
"""Days for which the answers before wait for those after."""


class Surveys:
    """All surveys of a server. `now` tells the seconds since 1970."""

    def __init__(self, log: Log, key: HouseKey, now: Callable[[], float], dice: Random | None = None) -> None:
        self._log = log
        self._key = key
        self._now = now
        self._dice = dice or SystemRandom()

    async def of(self, community: str) -> list[Survey]:
        """The surveys of a community, the newest first."""
        return await reading.surveys(self._log, tables.surveys.c.community == community)

    async def one(self, id: str) -> Survey:
        """Raises Unknown."""
        found = await reading.surveys(self._log, tables.surveys.c.id == id)
        if not found:
            raise Unknown("survey")
        return found[0]

    async def words(self, survey: Survey, wave: Wave) -> dict[str, list[str]]:
        """The answers in people's own words, by question, where that may be told; in the order of the alphabet, which
        says nothing of who wrote them."""
        return await reading.words(self._log, survey, wave)

    # --- by the organiser --------------------------------------------------------------------------------------

    async def make(self, community: str, form: SurveyForm, *, series: str | None, meeting: str | None) -> str:
        """A new survey; nothing is asked yet. Returns its id. Raises LostRace when there is no such community."""
        id = new_id()
        row = {
            "id": id, "community": community, "series": series, "meeting": meeting, "created_at": self._now(),
            "form": form.model_dump_json(exclude_defaults=True),
        }  # fmt: skip
        async with self._log.writing() as db:
            await db.execute(insert(tables.surveys), [row])
        return id

    async def open(self, id: str, wave: Wave) -> None:
        """Begins to ask. Refused `no_key`, `begun` (it was opened before) or `not_now` (the other one stands in the
        way); raises Unknown."""
        if not self._key.lasts:
            raise Refused("no_key")
        survey = await self.one(id)
        if survey.stand(wave).stand != "new":
            raise Refused("begun")
        if survey.open or (wave == "before" and survey.stand("after").stand != "new"):
            raise Refused("not_now")
        row = {"survey": id, "wave": wave, "opened_at": self._now(), "closed_at": None, "results": None}
        async with self._log.writing() as db:
            await db.execute(insert(tables.waves), [row])

    async def close(self, id: str, wave: Wave) -> None:
        """Ends it for good, and reckons what may be told. Once the last wave is closed, single answers go; what people
        wrote in their own words stays. Refused `not_open`; raises Unknown."""
        survey = await self.one(id)
        t = tables.waves
        mine = (t.c.survey == id) & (t.c.wave == wave)
        async with self._log.writing() as db:
            if await _is_closed(db, id, wave, wait=True):
                raise Refused("not_open")
            now = reading.by_who(await db.execute(reading.answers(id, wave)))
            told = survey.stand("before").results
            before = reading.by_who(await db.execute(reading.answers(id, "before"))) if told else {}
            # Of many people that takes a while; the rooms that are in session must not wait for it.
            made = await asyncio.to_thread(results, survey.form, wave, now, before, told, self._dice)
            kept = {"closed_at": self._now(), "results": json.dumps(made)}
            await db.execute(update(t).where(mine).values(**kept))
            if wave == "after":
                await _keep_words_alone(db, survey)

    async def drop(self, id: str) -> None:
        """Takes a survey away with all its answers. Raises Unknown."""
        t = tables.surveys
        async with self._log.writing() as db:
            done = await db.execute(delete(t).where(t.c.id == id))
        if done.rowcount == 0:
            raise Unknown("survey")

    # --- by those who answer -----------------------------------------------------------------------------------

    async def answer(self, survey: Survey, wave: Wave, who: str, phone: str, given: Mapping[str, Any]) -> None:
        """Keeps somebody's answers in the place of those they gave before. `who` is a person's id, or words of their
        own (`own_words`) with the secret of their phone. Refused `not_open`, `nothing`, `invalid`, `taken` (another
        phone has answered with these words) or `full`."""
        answers = read_answers(survey.form, wave, given)
        t = tables.survey_answers
        stands = self._mark(survey.id, who)
        hold = self._hold(survey.id, phone)
        mine = (t.c.survey == survey.id) & (t.c.wave == wave) & (t.c.who == stands)
        kept = {"answers": json.dumps(answers, ensure_ascii=False)}
        async with self._log.writing() as db:
            if await _is_closed(db, survey.id, wave):
                raise Refused("not_open")
            had = (await db.execute(select(t.c.phone).where(mine))).first()
            if had is None:
                of_wave = (t.c.survey == survey.id) & (t.c.wave == wave)
                if (await db.execute(select(func.count()).select_from(t).where(of_wave))).scalar_one() >= MOST_ANSWERED:
                    raise Refused("full")
                row = {"survey": survey.id, "wave": wave, "who": stands, "phone": hold, **kept}
                await db.execute(insert(t), [row])
            elif had.phone != hold:
                raise Refused("taken")
            else:
                await db.execute(update(t).where(mine).values(**kept))

    async def take_back(self, survey: Survey, wave: Wave, who: str, phone: str) -> None:
        """Deletes what somebody answered, as long as the wave is open. Refused `not_open`."""
        t = tables.survey_answers
        mine = (t.c.survey == survey.id) & (t.c.wave == wave) & (t.c.who == self._mark(survey.id, who))
        async with self._log.writing() as db:
            if await _is_closed(db, survey.id, wave):
                raise Refused("not_open")
            await db.execute(delete(t).where(mine, t.c.phone == self._hold(survey.id, phone)))

    def _hold(self, survey: str, phone: str) -> str:
        return self._mark(survey, f"phone/{phone}") if phone else ""

    def _mark(self, survey: str, who: str) -> str:
        """What stands for somebody in this survey, and in no other."""
        return self._key.mark("survey", f"{survey}/{who}")

    # --- what goes by itself -------------------------------------------------------------------------------------

    async def tidy(self) -> None:
        """Deletes answers for which the time of their community is over since the last part was closed; those of a
        survey that nobody finished, after UNFINISHED days at least. What was told of five and more stays."""
        a, w, s, c = tables.survey_answers, tables.waves, tables.surveys, tables.communities
        last = func.max(func.coalesce(w.c.closed_at, w.c.opened_at))
        done = func.max(case((w.c.wave == "after", w.c.closed_at)))
        kept = (c.c.keep_days, c.c.keep_set_at)
        query = select(s.c.id, *kept, last.label("last"), done.label("done")).group_by(s.c.id, *kept)
        query = query.join(s, w.c.survey == s.c.id).join(c, s.c.community == c.c.id).where(c.c.keep_days.is_not(None))
        over = []
        for row in await self._log.rows(query):
            days = row.keep_days if row.done else max(row.keep_days, UNFINISHED)
            if max(row.last + days * DAY, (row.keep_set_at or 0.0) + GRACE) <= self._now():
                over.append(row.id)
        if over:
            async with self._log.writing() as db:
                await db.execute(delete(a).where(a.c.survey.in_(over)))

    # --- those who are erased, or turn out to be one ------------------------------------------------------------

    async def forget(self, db: AsyncConnection, community: str, person: str) -> None:
        """Deletes what this person answered in any survey of their community. Figures told already stay: they are of
        five people or more."""
        t = tables.survey_answers
        for id in await _ids(db, community):
            gone = (t.c.survey == id) & (t.c.who == self._mark(id, person_of(person)))
            await db.execute(delete(t).where(gone))

    async def erase(self, db: AsyncConnection, whose: Whose) -> None:
        """The same for whoever is erased; see `server.rights.leaving`."""
        if whose.person:
            await self.forget(db, whose.community, whose.person)

    async def merge(self, db: AsyncConnection, community: str, person: str, into: str) -> None:
        """What one person answered is another's from now on, who turned out to be the same; where both answered, the
        other's stays."""
        t = tables.survey_answers
        for id in await _ids(db, community):
            old, new = (self._mark(id, person_of(one)) for one in (person, into))
            there = select(t.c.wave).where(t.c.survey == id, t.c.who == new)
            taken = {row.wave for row in await db.execute(there)}
            for wave in WAVES:
                mine = (t.c.survey == id) & (t.c.wave == wave) & (t.c.who == old)
                await db.execute(delete(t).where(mine) if wave in taken else update(t).where(mine).values(who=new))


async def _ids(db: AsyncConnection, community: str) -> list[str]:
    rows = await db.execute(select(tables.surveys.c.id).where(tables.surveys.c.community == community))
    return [row.id for row in rows]


async def _is_closed(db: AsyncConnection, id: str, wave: Wave, *, wait: bool = False) -> bool:
    """Whether a wave takes nothing, now and until this transaction ends. `wait`: until nobody else is at it."""
    t = tables.waves
    query = select(t.c.closed_at).where(t.c.survey == id, t.c.wave == wave).with_for_update(read=not wait)
    row = (await db.execute(query)).first()
    return row is None or row.closed_at is not None


async def _keep_words_alone(db: AsyncConnection, survey: Survey) -> None:
    """Nobody needs single answers any more: all that may be told is reckoned."""
    t = tables.survey_answers
    open_ = {question.name for question in survey.form.questions if question.kind == "open"}
    mine = t.c.survey == survey.id
    kept = []
    for row in await db.execute(select(t).where(mine)):
        words = {name: said for name, said in json.loads(row.answers).items() if name in open_}
        if words:
            kept.append({**row._mapping, "phone": "", "answers": json.dumps(words, ensure_ascii=False)})
    await db.execute(delete(t).where(mine))
    if kept:
        await db.execute(insert(t), kept)
