"""Two rows of one person become one: every seat, link, promise and answer is theirs, and nothing is left behind."""

from __future__ import annotations

import asyncio
from typing import Any

from sqlalchemy import insert, select

from server import tables
from server.season.uniting import POINTING
from tests.web.test_communities import HOME, begin, community, people
from tests.web.test_me import linked, meetings_of, met, sit
from tests.web.test_returning import come_back, phrase_of


async def add(served: Any, community: str, name: str, **more: Any) -> str:
    made = await served.post(f"{HOME}/{community}/people", {"name": name, **more}, served.organiser)
    return str(made["id"])


async def unite(served: Any, kept: str, other: str, *, look: bool = False) -> dict[str, Any]:
    path = f"/api/organise/people/{kept}/unite{'/look' if look else ''}"
    return dict(await served.post(path, {"other": other}, served.organiser))


def test_every_column_that_points_to_a_person_is_known() -> None:
    found = {
        f"{table.name}.{key.parent.name}"
        for table in tables.metadata.tables.values()
        for key in table.foreign_keys
        if key.column.table.name == "people"
    }
    assert found == set(POINTING), "say in server/season/uniting.py what becomes of it when two people are one"
    for pointing, how in POINTING.items():
        name, _, column = pointing.partition(".")
        table = tables.metadata.tables[name]
        is_unique = table.primary_key.columns.keys() == [column] or any(
            type(one).__name__ == "UniqueConstraint" and one.columns.keys() == [column] for one in table.constraints
        )
        assert (how == "one") == is_unique, pointing


async def test_two_rows_become_one_person(served: Any) -> None:
    ours = await community(served)
    await begin(served, ours)
    kept = await add(served, ours, "Amina Diallo", email="amina@example.org")
    twin = await add(served, ours, "Amina Dialo", email="a.diallo@example.com", role="a carer", contact=True)
    other = await add(served, ours, "Peter")
    doubles = await served.get(f"{HOME}/{ours}/doubles", served.organiser)
    assert [(one["one"]["id"], one["other"]["id"], one["why"]) for one in doubles["pairs"]] == [(kept, twin, "near")]

    first, second, *_ = await meetings_of(served, ours)
    one, two = await met(served, first), await met(served, second)
    links = {id: await linked(served, id) for id in (kept, twin, other)}
    for id, session in ((kept, one), (other, one), (twin, one), (twin, two)):
        assert (await sit(served, links[id], session, "Amina"))["ok"]
    phrase = await phrase_of(served, links[twin])
    async with served.house.log.writing() as db:
        await db.execute(insert(tables.reminded).values([{"person": id, "since": 1.0} for id in (kept, twin)]))

    would = await unite(served, kept, twin, look=True)
    assert would["details"] == {
        "name": "Amina Diallo", "email": "amina@example.org", "role": "a carer", "organisation": "", "place": "",
        "contact": False,
    }  # fmt: skip
    told = [would[name] for name in ("lost", "sessions", "both", "links", "phrase")]
    assert told == ["a.diallo@example.com", 2, ["See our situation"], 1, "other"]
    assert len(await people(served, ours)) == 3, "looking changes nothing"

    done = await asyncio.gather(*(unite(served, kept, twin) for _ in range(3)))
    assert sorted(one["ok"] for one in done) == [False, False, True], "pressed three times, it is done once"
    assert {one["id"]: one["role"] for one in await people(served, ours)} == {kept: "a carer", other: ""}
    for token in (links[kept], links[twin], (await come_back(served, phrase))["token"]):
        assert (await served.post("/api/me", {}, token))["name"] == "Amina Diallo", "both links go on, and the phrase"
    seats = tables.seats
    rows = await served.house.log.rows(select(seats.c.session, seats.c.number).where(seats.c.person == kept))
    assert {tuple(row) for row in rows} == {(one, 1), (one, 3), (two, 1)}
    assert (await sit(served, links[kept], one, "Amina"))["seat"] == 3, "of two seats in one session, the newer opens"
    assert (await sit(served, links[kept], two, "Amina"))["seat"] == 1, "and no third is taken"
    assert (await sit(served, links[other], one, "Peter"))["seat"] == 2
    for name in POINTING:
        table, _, column = name.partition(".")
        where = tables.metadata.tables[table].c[column]
        assert not await served.house.log.rows(select(where).where(where == twin)), name


async def test_only_two_of_one_community_can_be_one(served: Any) -> None:
    ours, theirs = await community(served, "Ours"), await community(served, "Theirs")
    ann, ann_there = await add(served, ours, "Ann"), await add(served, theirs, "Ann")
    for look in (True, False):
        assert (await unite(served, ann, ann_there, look=look))["code"] == "invalid"
        assert (await unite(served, ann, ann, look=look))["code"] == "invalid"
        assert (await unite(served, ann, "nobody", look=look))["code"] == "unknown"
    assert len(await people(served, ours)) == len(await people(served, theirs)) == 1
