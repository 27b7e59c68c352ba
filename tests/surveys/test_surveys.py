"""What is kept of a survey: nothing by which whoever has the database without the key could tell who answered what, and
nothing for longer than was said."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio
from sqlalchemy import update

from server import scripts, tables
from server.accounts.housekey import HouseKey
from server.log import Log
from server.rights.keeping import DAY
from server.scripts.survey import Wave
from server.season.communities import Communities
from server.surveys.answering import Refused, own_words, person_of
from server.surveys.surveys import UNFINISHED, Surveys
from tests.fresh import lay_database

PEOPLE = [f"{n:02}" + "p" * 20 for n in range(12)]


@dataclass
class Kept:
    file: Path
    log: Log
    surveys: Surveys
    community: str
    id: str
    now: float = 1_800_000_000.0

    async def answer(self, wave: Wave) -> None:
        survey = await self.surveys.one(self.id)
        for person in PEOPLE:
            given = {"notice": 3, "in_the_way" if wave == "before" else "kept": f"Canary of {person[:2]}"}
            await self.surveys.answer(survey, wave, person_of(person), "", given)

    def rows(self) -> list[tuple[str, ...]]:
        with sqlite3.connect(self.file) as db:
            return list(db.execute("SELECT who, answers FROM survey_answers"))


@pytest_asyncio.fixture
async def kept(tmp_path: Path) -> AsyncIterator[Kept]:
    file = tmp_path / "t.sqlite3"
    url = f"sqlite+aiosqlite:///{file}"
    lay_database(file)
    log = await Log.open(url)
    made = Kept(file, log, Surveys(log, HouseKey("", url), lambda: made.now), "", "")
    made.community = await Communities(log, lambda: 0.0).found("Ours", "")
    form = scripts.survey(scripts.scripts_folder() / "action_learning_set" / scripts.SURVEY)
    made.id = await made.surveys.make(made.community, form, series=None, meeting=None)
    yield made
    await log.close()


async def test_the_file_tells_neither_who_nor_when_nor_in_which_order(kept: Kept) -> None:
    await kept.surveys.open(kept.id, "before")
    await kept.answer("before")
    marks = [who for who, _ in kept.rows()]
    order = [int(answers.rpartition("Canary of ")[2][:2]) for _, answers in kept.rows()]
    assert marks == sorted(marks)
    assert order != sorted(order), "rows do not lie as they came"
    with sqlite3.connect(kept.file) as db:
        columns = [row[1] for row in db.execute("PRAGMA table_info(survey_answers)")]
        assert columns == ["survey", "wave", "who", "phone", "answers"], "no instant"
        with pytest.raises(sqlite3.OperationalError):
            db.execute("SELECT rowid FROM survey_answers")
    guesses = {
        hashlib.sha256(text.encode()).hexdigest()
        for one in PEOPLE
        for text in (one, person_of(one), f"{kept.id}/{person_of(one)}", f"survey/{kept.id}/{person_of(one)}")
    }
    assert not guesses & set(marks), "a hash without a key could be tried out"
    assert not any(person in str(kept.rows()) for person in PEOPLE)
    other = Surveys(kept.log, HouseKey("x" * 32, "sqlite://"), lambda: kept.now)
    async with kept.log.writing() as db:
        await other.forget(db, kept.community, PEOPLE[3])
    assert len(kept.rows()) == 12, "another key finds nobody"
    async with kept.log.writing() as db:
        await kept.surveys.forget(db, kept.community, PEOPLE[3])
    assert "Canary of 03" not in str(kept.rows())
    assert len(kept.rows()) == 11


async def test_answers_go_when_their_time_is_over_and_wait_for_those_after(kept: Kept) -> None:
    async with kept.log.writing() as db:
        await db.execute(update(tables.communities).values(keep_days=90))
    await kept.surveys.open(kept.id, "before")
    await kept.answer("before")
    await kept.surveys.close(kept.id, "before")
    kept.now += 200 * DAY
    await kept.surveys.tidy()
    assert len(kept.rows()) == 12, "what came before waits for what comes after"
    await kept.surveys.open(kept.id, "after")
    await kept.answer("after")
    await kept.surveys.close(kept.id, "after")
    told = (await kept.surveys.one(kept.id)).stand("after").results
    assert told is not None
    assert told["pairs"]["notice"]["n"] == 12
    kept.now += 91 * DAY
    await kept.surveys.tidy()
    assert kept.rows() == []
    assert (await kept.surveys.one(kept.id)).stand("after").results == told, "figures name nobody, and stay"


async def test_two_who_turn_out_to_be_one_have_one_answer_and_figures_told_stay(kept: Kept) -> None:
    await kept.surveys.open(kept.id, "before")
    await kept.answer("before")
    async with kept.log.writing() as db:
        await kept.surveys.merge(db, kept.community, PEOPLE[11], PEOPLE[10])
        await kept.surveys.merge(db, kept.community, PEOPLE[9], "n" * 22)
    assert len(kept.rows()) == 11
    assert "Canary of 11" not in str(kept.rows()), "where both answered, the one who stays keeps theirs"
    assert "Canary of 09" in str(kept.rows())
    await kept.surveys.close(kept.id, "before")
    before = (await kept.surveys.one(kept.id)).stand("before").results
    await kept.surveys.open(kept.id, "after")
    survey = await kept.surveys.one(kept.id)
    for person in [*PEOPLE[:9], PEOPLE[10], "n" * 22]:
        await kept.surveys.answer(survey, "after", person_of(person), "", {"notice": 5})
    await kept.surveys.close(kept.id, "after")
    survey = await kept.surveys.one(kept.id)
    assert survey.stand("before").results == before
    told = survey.stand("after").results
    assert told is not None
    assert told["pairs"] == {
        "notice": {"n": 11, "left_out": 0, "changes": [0, 0, 0, 0, 0, 0, 11, 0, 0], "before": 33, "after": 55}
    }
    with pytest.raises(Refused, match="not_open"):
        await kept.surveys.close(kept.id, "after")


async def test_what_nobody_finished_goes_too_and_no_key_opens_nothing(kept: Kept) -> None:
    async with kept.log.writing() as db:
        await db.execute(update(tables.communities).values(keep_days=90))
    without = Surveys(kept.log, HouseKey("", "sqlite://"), lambda: kept.now)
    with pytest.raises(Refused, match="no_key"):
        await without.open(kept.id, "before")
    await kept.surveys.open(kept.id, "before")
    await kept.answer("before")
    kept.now += (UNFINISHED + 1) * DAY
    await kept.surveys.tidy()
    assert kept.rows() == []


def test_ones_own_words_are_known_however_they_are_written() -> None:
    assert own_words("Rex, \u00c9lm-Street") == own_words("  rex elm street ") == "words/rexelmstreet"
    assert own_words("Straße 12") == own_words("STRASSE12")
    assert own_words("Rex!") is None
    assert own_words("- , . !!! ___") is None
    assert own_words("\u660e\u6cbb\u795e\u5bae\u5916\u82d1")
