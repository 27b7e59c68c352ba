"""Coming back: by a phrase of one's own. Who guesses learns nothing; everybody else is let in, many at once."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path
from typing import Any

from server.season.phrases import new_phrase
from tests.web.test_communities import HOME, community
from tests.web.test_me import linked, person


async def come_back(served: Any, phrase: str, origin: str = "") -> dict[str, Any]:
    headers = {"Origin": origin or served.origin}
    async with served.http.post(f"{served.origin}/api/return", json={"phrase": phrase}, headers=headers) as response:
        return dict(await response.json(content_type=None))


async def phrase_of(served: Any, token: str) -> str:
    made = await served.post("/api/me/phrase", {}, token)
    assert made["ok"], made
    return str(made["phrase"])


def stored(folder: Path) -> list[bytes]:
    """The database's files, without the house's key."""
    return [path.read_bytes() for path in folder.iterdir() if path.suffix != ".key"]


async def test_a_phrase_leads_back_to_ones_own_page_until_there_is_another(served: Any) -> None:
    amina = await person(served, await community(served), "Amina")
    assert (await served.post("/api/me", {}, amina))["phrase"] is False
    phrase = await phrase_of(served, amina)
    assert (await served.post("/api/me", {}, amina))["phrase"] is True
    back = await come_back(served, phrase.replace(" ", "-").upper())
    assert back["ok"], back
    for token in (amina, back["token"]):
        assert (await served.post("/api/me", {}, token))["name"] == "Amina", "the link and the phrase both open"

    newer = await phrase_of(served, back["token"])
    assert (await come_back(served, phrase))["code"] == "wrong"
    assert (await come_back(served, newer))["ok"]
    assert (await served.post("/api/me/phrase/void", {}, amina))["ok"]
    assert (await come_back(served, newer))["code"] == "wrong"
    assert (await come_back(served, newer, "https://elsewhere.example"))["code"] == "forbidden"


async def test_a_new_link_and_going_make_the_phrase_void_and_every_page_it_opened(served: Any) -> None:
    made = await served.post(f"{HOME}/{await community(served)}/people", {"name": "Rosa"}, served.organiser)
    where = f"/api/organise/people/{made['id']}"
    phrase = await phrase_of(served, await linked(served, made["id"]))
    old = (await come_back(served, phrase))["token"]
    rosa = await linked(served, made["id"])
    assert (await come_back(served, phrase))["code"] == "wrong"
    assert (await served.post("/api/me", {}, old))["code"] == "revoked"
    phrase = await phrase_of(served, rosa)
    assert (await served.post(f"{where}/part", {"gone": True}, served.organiser))["ok"]
    assert (await come_back(served, phrase))["code"] == "wrong"


async def test_a_whole_hospital_comes_back_at_once_and_who_guesses_is_slowed_down(served: Any) -> None:
    ours = await community(served)
    amina = await person(served, ours, "Amina")
    phrase = await phrase_of(served, amina)
    all_at_once = await asyncio.gather(*(come_back(served, phrase) for _ in range(60)))
    assert all(one["ok"] for one in all_at_once), "failures are counted, not people"
    guessed = await asyncio.gather(*(come_back(served, new_phrase()) for _ in range(40)))
    told = [(one["code"], one["says"]) for one in guessed]
    assert {code for code, _ in told} == {"wrong", "rate"}
    assert len(set(told)) == 2, "each wrong phrase gets the same answer"
    assert [code for code, _ in told].count("wrong") <= 31, "also when all are asked at once"
    assert (await come_back(served, "no phrase at all"))["code"] == "invalid", "what cannot be one is no guess"


async def test_the_database_does_not_know_the_words(served: Any, tmp_path: Path) -> None:
    amina = await person(served, await community(served), "Amina")
    phrase = await phrase_of(served, amina)
    files = stored(tmp_path)
    spellings = (phrase, phrase.replace(" ", "-"), phrase.replace(" ", ""))
    assert not any(one.encode() in data for one in spellings for data in files)
    with sqlite3.connect(tmp_path / "log.sqlite3") as db:
        (mark,) = db.execute("select mark from phrases").fetchone()
    assert any(mark.encode() in data for data in files), "the same search finds what is there"
    assert mark == served.house.key.mark("phrase", phrase)
    assert mark != type(served.house.key)("another house's key", "").mark("phrase", phrase)


async def test_cards_bring_new_links_and_phrases_and_the_old_ones_stop(served: Any) -> None:
    ours, theirs = await community(served, "Ours"), await community(served, "Theirs")
    made = [await served.post(f"{HOME}/{ours}/people", {"name": f"Person {n}"}, served.organiser) for n in range(3)]
    ids = [one["id"] for one in made]
    old = [await linked(served, id) for id in ids]
    path = f"{HOME}/{ours}/cards"
    sheet = await served.post(path, {"people": [ids[0], ids[1], ids[0]], "phrases": True}, served.organiser)
    assert [one["name"] for one in sheet["cards"]] == ["Person 0", "Person 1"]
    assert sheet["where"] == f"{served.origin}/me"
    for n, card in enumerate(sheet["cards"]):
        back = await come_back(served, card["phrase"])
        assert (await served.post("/api/me", {}, back["token"]))["name"] == f"Person {n}"
        assert card["path"].startswith("M")
    codes = [(await served.post("/api/me", {}, token)).get("code", "") for token in old]
    assert codes == ["revoked", "revoked", ""], "who got no card keeps their link"
    plain = await served.post(path, {"people": [ids[0]]}, served.organiser)
    assert plain["cards"][0]["phrase"] == ""
    assert (await come_back(served, sheet["cards"][0]["phrase"]))["code"] == "wrong", "a new link ends the phrase"
    elsewhere = await served.post(f"{HOME}/{theirs}/cards", {"people": [ids[2]]}, served.organiser)
    assert elsewhere["code"] == "unknown"
    await served.post(f"/api/organise/people/{ids[1]}/part", {"gone": True}, served.organiser)
    assert (await served.post(path, {"people": [ids[1]]}, served.organiser))["code"] == "invalid"
    assert (await served.post(path, {"people": ["x"] * 25}, served.organiser))["code"] == "invalid"
    assert not (await served.post("/api/me", {}, old[2])).get("code"), "a refused sheet changes nothing"
