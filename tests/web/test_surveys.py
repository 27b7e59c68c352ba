"""Surveys over the wire: asked before and after, paired by links and by words, told of nobody, and erased."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import select

from server import tables
from server.live.keys import new_id
from tests.web.test_communities import HOME, begin, community
from tests.web.test_me import linked

FOLDER = "action_learning_set"


async def survey(served: Any, id: str) -> str:
    series = (await begin(served, id))["id"]
    made = await served.post(f"{HOME}/{id}/surveys", {"folder": FOLDER, "series": series}, served.organiser)
    assert made["ok"], made
    return str(made["id"])


async def turn(served: Any, id: str, how: str, wave: str) -> dict[str, Any]:
    return dict(await served.post(f"/api/organise/surveys/{id}/{how}", {"wave": wave}, served.organiser))


async def told(served: Any, id: str) -> dict[str, Any]:
    return dict(await served.get(f"/api/organise/surveys/{id}", served.organiser))


async def people_of(served: Any, id: str, many: int) -> dict[str, str]:
    """The ids and the own links of that many people."""
    made = [(await served.post(f"{HOME}/{id}/people", {"name": f"P{n}"}, served.organiser))["id"] for n in range(many)]
    return {one: await linked(served, one) for one in made}


async def mine(served: Any, token: str, id: str, wave: str, answers: dict[str, Any] | None) -> dict[str, Any]:
    body = {"survey": id, "wave": wave, "answers": answers}
    return dict(await served.post("/api/me/surveys/answer", body, token))


async def by_words(served: Any, words: str, phone: str, id: str, wave: str, answers: Any) -> dict[str, Any]:
    body = {"survey": id, "wave": wave, "answers": answers, "words": words, "phone": phone}
    async with served.http.post(
        f"{served.origin}/api/survey/answer", json=body, headers={"Origin": served.origin}
    ) as response:
        return dict(await response.json())


async def test_before_and_after_are_put_together_and_told_without_names(served: Any) -> None:
    ours = await community(served)
    id = await survey(served, ours)
    people = await people_of(served, ours, 6)
    first, *_ = people.values()
    assert (await served.post("/api/me/surveys", {}, first))["surveys"] == []
    assert (await mine(served, first, id, "before", {"notice": 2}))["code"] == "not_open"
    assert (await turn(served, id, "open", "before"))["ok"]
    (asked,) = (await served.post("/api/me/surveys", {}, first))["surveys"]
    assert (asked["id"], asked["wave"]) == (id, "before")
    for n, token in enumerate(people.values()):
        said = {"notice": 1 + n % 3, "role": 0, "stopped": n % 2, "in_the_way": f"Fear {n}"}
        assert (await mine(served, token, id, "before", said))["ok"]
    assert (await mine(served, first, id, "before", {"notice": 5, "role": 0, "in_the_way": "Fear 0"}))["ok"]
    for wrong in ({"notice": 6}, {"notice": True}, {"nothing": 1}, {"kept": "Not asked yet"}, {"stopped": 5}):
        assert (await mine(served, first, id, "before", wrong))["code"] == "invalid", wrong
    assert (await mine(served, first, id, "before", {"role": 1}))["code"] == "nothing"
    # Two without a link: by words, however they are written; and nobody writes over another's.
    phone, other = new_id(), new_id()
    assert (await by_words(served, "Rex, Élm Street", phone, id, "before", {"notice": 3}))["ok"]
    assert (await by_words(served, "rex elm  street", phone, id, "before", {"notice": 3}))["ok"]
    assert (await by_words(served, "Rex Elm Street", other, id, "before", {"notice": 1}))["code"] == "taken"
    assert (await by_words(served, "Rex Elm Street", other, id, "before", None))["ok"], "takes back its own alone"
    assert (await by_words(served, "Rex!", other, id, "before", {"notice": 1}))["code"] == "short"
    open_now = await told(served, id)
    assert open_now["waves"]["before"] == {"stand": "open", "answered": 7, "questions": 22}
    assert open_now["results"] == {"before": None, "after": None}, "nothing is told while it is open"
    assert (await turn(served, id, "open", "after"))["ok"] is False

    assert (await turn(served, id, "close", "before"))["ok"]
    assert (await mine(served, first, id, "before", {"notice": 1}))["code"] == "not_open"
    assert (await turn(served, id, "open", "before"))["ok"] is False, "what is closed stays closed"
    seen = await told(served, id)
    assert seen["results"]["before"]["items"]["notice"]["counts"] == [1, 2, 3, 0, 1]
    assert seen["words"]["before"] == {"in_the_way": [f"Fear {n}" for n in range(6)]}

    # One is erased: what was told stays as it is, so that nobody can subtract; their words are gone.
    token = list(people.values())[3]
    assert (await served.post("/api/me/erase", {"sure": True}, token))["ok"]
    after = await told(served, id)
    assert after["results"] == seen["results"]
    assert "Fear 3" not in json.dumps(after)

    await turn(served, id, "open", "after")
    for one in [one for one in people.values() if one != token]:
        assert (await mine(served, one, id, "after", {"notice": 4, "role": 0, "kept": "=I ask first"}))["ok"]
    assert (await by_words(served, "Rex-Elm-Street", new_id(), id, "after", {"notice": 4}))["ok"]
    await turn(served, id, "close", "after")
    results = (await told(served, id))["results"]["after"]
    assert results["pairs"] == {}, "of 7 before, 6 came again: one alone would be told of"
    assert results["items"]["notice"]["counts"] == [0, 0, 0, 6, 0]
    rows = await served.house.log.rows(select(tables.survey_answers))
    assert all(set(json.loads(row.answers)) <= {"in_the_way", "kept"} for row in rows), "single answers are gone"

    async with served.http.get(
        f"{served.origin}/api/organise/surveys/{id}/results.csv",
        headers={"Authorization": f"Bearer {served.organiser}"},
    ) as response:
        assert response.headers["content-disposition"].endswith('-results.csv"')
        table = (await response.read()).decode("utf-8-sig")
    assert '"notice","before","everybody","count","5","fully","1"' in table
    assert '"kept","after","everybody","words","","\'=I ask first",""' in table
    assert not any(person in table or person in str(rows) for person in people)


async def test_a_survey_is_asked_in_its_own_community_alone_and_few_are_told_nothing(served: Any) -> None:
    ours, theirs = await community(served, "Ours"), await community(served, "Theirs")
    id = await survey(served, ours)
    await turn(served, id, "open", "after")
    assert (await turn(served, id, "open", "before"))["ok"] is False, "before comes before after"
    (stranger,) = (await people_of(served, theirs, 1)).values()
    assert (await served.post("/api/me/surveys", {}, stranger))["surveys"] == []
    assert (await mine(served, stranger, id, "after", {"notice": 1}))["code"] == "not_yours"
    for n, token in enumerate((await people_of(served, ours, 4)).values()):
        await mine(served, token, id, "after", {"notice": 1 + n, "kept": f"Canary {n}"})
    await turn(served, id, "close", "after")
    seen = await told(served, id)
    assert seen["results"]["after"] == {"people": 0, "items": {}, "pairs": {}, "roles": {"before": {}, "after": {}}}
    assert "Canary" not in json.dumps(seen)
    assert seen["waves"]["after"]["answered"] == 0, "not even how few"
    for link in ("x", "x" * 22, "../../x", "=1+1"):
        async with served.http.post(
            f"{served.origin}/api/survey", json={"survey": link}, headers={"Origin": served.origin}
        ) as response:
            assert (await response.json())["says"].startswith("This link leads to no survey.")
    for body in ({"folder": "..", "series": None}, {"folder": FOLDER, "meeting": "x" * 22}):
        assert (await served.post(f"{HOME}/{ours}/surveys", body, served.organiser))["code"] == "unknown"
    assert (await served.post(f"/api/organise/surveys/{id}/drop", {}, served.organiser))["ok"]
    assert await served.house.log.rows(select(tables.survey_answers)) == []
