"""What people may do with their own words, and organisers with what is kept, over real sockets."""

from __future__ import annotations

import asyncio
import io
from typing import Any

from pypdf import PdfReader

from server.core import commands as c
from server.core.forgetting import ERASED
from server.core.naming import SOMEBODY
from tests.web.test_communities import HOME, begin, community
from tests.web.test_me import HOST, go, linked, meetings_of, met, sit

AT = "/api/organise"
WORDS = "Zanzibar is far away"


async def taken(served: Any, path: str, token: str) -> tuple[str, bytes]:
    sent = {"Authorization": f"Bearer {token}"}
    async with served.http.post(served.origin + path, json={}, headers=sent) as response:
        assert response.status == 200
        return str(response.headers["content-disposition"]), await response.read()


async def house(served: Any) -> tuple[str, str, dict[str, str], dict[str, str]]:
    """A community whose first meeting has begun: its id, the session, and the ids and tokens of its people."""
    id = await community(served)
    await begin(served, id)
    ids, tokens = {}, {}
    for name in ("Amina", "Peter"):
        made = await served.post(
            f"{HOME}/{id}/people", {"name": name, "email": f"{name}@example.org"}, served.organiser
        )
        ids[name], tokens[name] = made["id"], await linked(served, made["id"])
    session = await met(served, (await meetings_of(served, id))[0])
    return id, session, ids, tokens


async def wrote(served: Any, session: str, tokens: dict[str, str]) -> dict[str, str]:
    """Both sit down and write; the tokens of their seats."""
    seats = {name: (await sit(served, token, session, name))["token"] for name, token in tokens.items()}
    live = await served.house.sessions.live(session)
    await go(live, "/alone")
    for seat, words in ((1, WORDS), (2, "Ask Amina about it")):
        assert live.session.now_step is not None
        values = {field.name: words for field in live.session.now_step.form}
        command = c.Submit(by=seat, id=str(seat) * 22, step=live.session.at, values=values)
        assert (await live.order(command)).ok
    return seats


async def test_my_words_are_mine_to_take_and_to_erase(served: Any) -> None:
    id, session, _, tokens = await house(served)
    amina = tokens["Amina"]
    none = await served.post("/api/me/kept", {}, amina)
    assert (none["sessions"], none["lines"], none["days"]) == (0, 0, 365)
    seats = await wrote(served, session, tokens)
    phone = await served.screen(seats["Amina"]).connect()
    ended = asyncio.Event()
    phone.client.on("disconnect", lambda *_: ended.set())
    kept = await served.post("/api/me/kept", {}, amina)
    assert (kept["sessions"], kept["lines"]) == (1, 1)
    for form, holds in (("html", b"<h1"), ("json", b'"lines"')):
        name, file = await taken(served, f"/api/me/words.{form}", amina)
        assert f'filename="words-of-amina.{form}"' in name
        assert WORDS.encode() in file
        assert b"Amina@example.org" in file
        assert b"Ask Amina" not in file, "what others wrote is theirs"
        assert holds in file
    name, file = await taken(served, "/api/me/words.pdf", amina)
    assert 'filename="words-of-amina.pdf"' in name
    assert WORDS in " ".join(page.extract_text() for page in PdfReader(io.BytesIO(file)).pages)
    assert (await served.post("/api/me/words.docx", {}, amina))["code"] == "unknown"

    running = await served.post("/api/me/erase", {"sure": True}, amina)
    assert (running["ok"], running["code"]) == (False, "not_now")
    assert "See our situation" in running["says"]
    assert (await served.post("/api/me/erase", {"sure": False}, amina))["code"] == "invalid"
    live = await served.house.sessions.live(session)
    await live.order(c.Close(by=HOST))
    host = await served.screen(
        (await served.house.links.of_session(served.organiser, session))[session].control
    ).connect()
    assert (await served.post("/api/me/erase", {"sure": True}, amina))["ok"]

    assert (await served.post("/api/me", {}, amina))["ok"] is False
    assert (await served.post("/api/me/kept", {}, amina))["ok"] is False
    await asyncio.wait_for(ended.wait(), 10)
    assert (await served.post("/api/command", {"id": "x" * 22, "do": "leave"}, seats["Amina"]))[
        "code"
    ] == "unknown_link"
    await host.until(lambda: SOMEBODY in str(host.parts["control"]))
    assert WORDS not in str(host.parts)
    assert ERASED in str([one.values for made in live.session.made.values() for one in made.values()])
    page = await served.get(f"{HOME}/{id}/kept", served.organiser)
    (line,) = page["mentions"]
    assert line["title"] == "See our situation"
    assert line["words"].startswith("Ask Amina about it")
    where = {"session": line["session"], "seq": line["seq"]}
    assert (await served.post(f"{AT}/mentions", {**where, "act": "blank"}, served.organiser))["ok"]
    assert (await served.get(f"{HOME}/{id}/kept", served.organiser))["mentions"] == []
    assert live.session.contribution("2" * 22).values.popitem()[1] == ERASED


async def test_who_has_a_seat_alone_may_do_so_in_their_session(served: Any) -> None:
    ada, ben = [await served.phone(name) for name in ("Ada", "Ben")]
    host = await served.host()
    await host.do("next", anyway=True)
    for phone, words in ((ada, WORDS), (ben, "Ben's own")):
        await phone.until(lambda phone=phone: phone.part("own")["form"] is not None)
        await phone.submit(words)
    kept = await served.post("/api/me/kept", {}, ada.token)
    assert (kept["sessions"], kept["lines"], kept["days"]) == (1, 1, None)
    _, file = await taken(served, "/api/me/words.html", ada.token)
    assert WORDS.encode() in file
    assert b"Ben" not in file
    assert (await served.post("/api/me/erase", {"sure": True}, ada.token))["code"] == "not_now"
    await host.do("close")
    assert (await served.post("/api/me/erase", {"sure": True}, ada.token))["ok"]
    assert (await served.post("/api/me/kept", {}, ada.token))["code"] == "unknown_link"
    record = str(await served.get(f"{AT}/sessions/{served.session}/record.json", served.organiser))
    assert WORDS not in record
    assert "Ben's own" in record
    assert (await served.post("/api/me/kept", {}, ben.token))["lines"] == 1


async def test_what_is_kept_is_the_organisers_to_set_and_to_delete(served: Any) -> None:
    id, session, ids, tokens = await house(served)
    await wrote(served, session, tokens)
    page = await served.get(f"{HOME}/{id}/kept", served.organiser)
    (series,) = page["series"]
    assert (page["days"], page["people"], page["waiting"], page["missed"]) == (365, 2, 0, [])
    assert series["goes_at"] - series["last_at"] == 365 * 86_400
    assert [one["title"] for one in series["sessions"]] == ["See our situation"]
    for days, ok in ((0, False), (None, True), (30, True)):
        assert (await served.post(f"{HOME}/{id}/kept", {"days": days}, served.organiser))["ok"] is ok
    (series,) = (await served.get(f"{HOME}/{id}/kept", served.organiser))["series"]
    assert series["goes_at"] - series["last_at"] == 30 * 86_400
    code = (await served.house.sessions.live(session)).code
    assert (await served.post("/api/door", {"code": code}))["days"] == 30, "told before anybody takes a seat"

    would = await served.get(f"{AT}/people/{ids['Amina']}/erase", served.organiser)
    assert (would["name"], would["sessions"], would["lines"]) == ("Amina", 1, 1)
    for path, body in (
        (f"{AT}/people/{ids['Amina']}/erase", {"sure": True}),
        (f"{AT}/sessions/{session}/delete", {"name": "see our  situation"}),
        (f"{HOME}/{id}/delete", {"name": "Fewer, better medicines"}),
    ):
        refused = await served.post(path, body, served.organiser)
        assert (refused["ok"], refused["code"]) == (False, "not_now"), path
    live = await served.house.sessions.live(session)
    await live.order(c.Close(by=HOST))
    erased = await served.post(f"{AT}/people/{ids['Amina']}/erase", {"sure": True}, served.organiser)
    assert (erased["ok"], erased["mentions"]) == (True, 1)
    wrong = await served.post(f"{AT}/sessions/{session}/delete", {"name": "Another"}, served.organiser)
    assert (wrong["ok"], wrong["code"]) == (False, "invalid")
    deleted = await served.post(f"{AT}/sessions/{session}/delete", {"name": "See our situation"}, served.organiser)
    assert deleted["ok"], deleted
    assert (await served.post("/api/door", {"code": live.code}))["code"] == "unknown_code"
    assert (await served.get(f"{AT}/sessions/{session}", served.organiser))["code"] == "unknown"
    (first, *_) = await meetings_of(served, id)
    assert (first["session"], first["phase"]) == ("", ""), "the meeting may be held anew"
    assert (await served.post(f"{HOME}/{id}/delete", {"name": "Fewer, Better Medicines"}, served.organiser))["ok"]
    assert (await served.get(HOME, served.organiser))["communities"] == []
    assert (await served.post("/api/me", {}, tokens["Peter"]))["ok"] is False
