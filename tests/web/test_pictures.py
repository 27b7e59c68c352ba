"""Pictures over HTTP: who may add and see them, and what is refused, in words."""

from __future__ import annotations

import asyncio
import re
from typing import Any

import pytest

from server import scripts
from server.core.plan import Item
from server.web import pictures
from structures.vocabulary import Step, picture, text
from tests.web.test_images import drawn
from tests.wire.house import Served, new_id

DRAW = Step("draw", 5, "Draw it.", form=(picture("drawing", "Drawing"), text("words", "In words")), title="Draw")


async def put(served: Served, token: str, raw: Any, kind: str = "image/jpeg", **headers: str) -> dict[str, Any]:
    sent = {"Authorization": f"Bearer {token}", "Content-Type": kind, **headers}
    async with served.http.post(served.origin + "/api/picture", data=raw, headers=sent) as response:
        answer = await response.json(content_type=None)
    return {**answer, "status": response.status}


async def see(served: Served, token: str, id: str, **more: str) -> tuple[int, Any, bytes]:
    sent = {"Authorization": f"Bearer {token}"}
    async with served.http.post(served.origin + "/api/picture/see", json={"id": id, **more}, headers=sent) as response:
        return response.status, response.headers, await response.read()


@pytest.fixture
async def drawing(served: Served) -> Served:
    """A house whose session asks for a drawing, now."""
    live = await served.house.sessions.live(served.session)
    host = await served.host()
    await served.join("Zoe")
    item = Item("x", "structure", "Draw", "What do you see?", "troika", (DRAW,))
    monkey = pytest.MonkeyPatch()
    with monkey.context() as patched:
        patched.setattr(scripts, "insertable", lambda *_, **__: item)
        wish = {"id": new_id(), "slug": "troika"}
        assert (await served.post("/api/insert", wish, served.control))["ok"]
    (_, second) = [one.key for one in live.session.items]
    assert (await host.do("go_to", item=second))["ok"]
    return served


async def submitted(served: Served, token: str, id: str, **more: Any) -> dict[str, Any]:
    live = await served.house.sessions.live(served.session)
    values = {"drawing": id, "words": "A tree"}
    body = {"id": new_id(), "do": "submit", "contribution": new_id(), "step": live.session.at, "values": values, **more}
    return await served.post("/api/command", body, token)


async def test_a_picture_is_added_and_every_screen_of_the_session_sees_it(drawing: Served) -> None:
    mine, other = await drawing.join("Ada"), await drawing.join("Ben")
    for form, kind in (("JPEG", "image/jpeg"), ("PNG", "image/png"), ("WEBP", "image/webp")):
        raw = drawn(form)
        added = await put(drawing, mine, raw, kind)
        assert added["ok"], added
        assert re.fullmatch(r"[A-Za-z0-9_-]{22}", added["id"])
        for token in (mine, other, drawing.control, drawing.stage):
            status, headers, body = await see(drawing, token, added["id"])
            assert (status, headers["content-type"], body) == (200, kind, raw)
            assert headers["cache-control"] == "private, no-store"
            assert headers["x-content-type-options"] == "nosniff"
            assert "sandbox" in headers["content-security-policy"]
        assert (await see(drawing, drawing.organiser, added["id"], session=drawing.session))[2] == raw
        assert (await see(drawing, drawing.organiser, added["id"]))[0] == 404
    assert (await submitted(drawing, mine, added["id"]))["ok"]


async def test_a_picture_of_full_size_is_not_slowed_down(drawing: Served) -> None:
    token = await drawing.join("Ada")
    noise = drawn("PNG") + b"\0" * (pictures.LARGEST - len(drawn("PNG")))
    async with asyncio.timeout(30):
        answers = [await put(drawing, token, noise, "image/png") for _ in range(5)]
    assert {answer["id"] for answer in answers} == {answers[0]["id"]}, "sent again, it keeps its id"


@pytest.mark.parametrize(
    ("raw", "kind", "code", "status"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml", "invalid", 400),
        (b"<html><script>alert(1)</script>", "image/png", "invalid", 400),
        (b"", "image/png", "invalid", 400),
        (drawn("PNG"), "text/html", "invalid", 400),
        (drawn("PNG"), "application/json", "invalid", 400),
        (drawn("PNG", (5000, 5)), "image/png", "invalid", 400),
        (drawn("PNG") + b"\0" * pictures.LARGEST, "image/png", "too_long", 413),
    ],
)
async def test_what_is_no_small_picture_is_refused_in_words(
    drawing: Served, raw: bytes, kind: str, code: str, status: int
) -> None:
    answer = await put(drawing, await drawing.join("Ada"), raw, kind)
    assert (answer["ok"], answer["code"], answer["status"]) == (False, code, status)
    assert answer["says"].endswith((".", "WebP."))


async def test_a_body_without_a_length_is_read_no_further_than_the_limit(drawing: Served) -> None:
    sent = 0

    async def endless() -> Any:
        nonlocal sent
        for _ in range(200):
            sent += 1
            yield b"\xff\xd8\xff\xe0" + b"\0" * 65_536

    token = await drawing.join("Ada")
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "image/jpeg"}
    try:
        async with drawing.http.post(drawing.origin + "/api/picture", data=endless(), headers=headers) as response:
            assert response.status == 413
    except OSError:
        pass  # the server hung up while we still talked
    assert (await drawing.post("/api/picture/see", {"id": "x" * 22}, token))["code"] == "unknown"


async def test_each_role_does_what_it_may(drawing: Served) -> None:
    raw = drawn("PNG")
    for token in (drawing.control, drawing.stage, drawing.organiser):
        assert (await put(drawing, token, raw, "image/png"))["code"] == "forbidden"
    for token in ("", "x" * 22):
        assert (await put(drawing, token, raw, "image/png"))["status"] == 401
        assert (await see(drawing, token, "x" * 22))[0] == 401


@pytest.mark.parametrize("body", [{}, {"id": 7}, {"id": ["x"]}, {"id": "x", "more": 1}, [], None])
async def test_what_is_not_understood_is_refused(drawing: Served, body: Any) -> None:
    assert (await drawing.post("/api/picture/see", body, drawing.stage))["code"] == "invalid"


@pytest.mark.parametrize("id", ["", "x" * 22, "../../etc/passwd", "x" * 5000, "' or 1=1 --"])
async def test_a_picture_that_is_not_here_is_not_shown(drawing: Served, id: str) -> None:
    status, _, body = await see(drawing, drawing.stage, id)
    assert status == 404
    assert b"That picture is not here" in body


async def test_another_session_sees_none_of_it(drawing: Served) -> None:
    added = await put(drawing, await drawing.join("Ada"), drawn("PNG"), "image/png")
    made = await drawing.post("/api/organise/sessions", {"script": "taster"}, drawing.organiser)
    links = (await drawing.house.links.of_session(drawing.organiser, made["id"]))[made["id"]]
    for more in ({}, {"session": drawing.session}):
        assert (await see(drawing, links.stage, added["id"], **more))[0] in (403, 404)
    assert (await see(drawing, drawing.organiser, added["id"], session=made["id"]))[0] == 404


async def test_words_hold_only_pictures_that_their_writer_added(drawing: Served) -> None:
    mine, other = await drawing.join("Ada"), await drawing.join("Ben")
    id = (await put(drawing, mine, drawn("PNG"), "image/png"))["id"]
    for stranger in ("x" * 22, id):
        refused = await submitted(drawing, other, stranger)
        assert (refused["ok"], refused["code"]) == (False, "unknown")
        assert refused["says"] == "That picture is not here. Please add it again."
    assert (await submitted(drawing, other, ""))["ok"], "a picture may be left out"
    contribution = new_id()
    assert (await submitted(drawing, mine, id, contribution=contribution))["ok"]
    again = await submitted(drawing, mine, "y" * 22, do="revise", contribution=contribution)
    assert again["code"] == "unknown"
    assert (await submitted(drawing, mine, id, do="revise", contribution=contribution))["ok"]


async def test_pictures_are_bounded(drawing: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    ada, ben = await drawing.join("Ada"), await drawing.join("Ben")
    monkeypatch.setattr(pictures, "MOST", 2)
    for wide in (10, 11):
        assert (await put(drawing, ada, drawn("PNG", (wide, 9)), "image/png"))["ok"]
    refused = await put(drawing, ada, drawn("PNG", (12, 9)), "image/png")
    assert (refused["code"], refused["says"]) == ("too_many", pictures.TOO_MANY)
    assert (await put(drawing, ben, drawn("PNG", (12, 9)), "image/png"))["ok"], "each seat has its own"
    monkeypatch.setattr(pictures, "MOST_BYTES", 2 * len(drawn("PNG")))
    assert (await put(drawing, ben, drawn("PNG", (13, 9)), "image/png"))["code"] == "too_many"


async def test_where_nothing_asks_for_a_picture_none_is_kept(served: Served) -> None:
    assert (await put(served, await served.join(), drawn("PNG"), "image/png"))["code"] == "not_now"


async def test_a_closed_session_takes_no_more_pictures(drawing: Served) -> None:
    token = await drawing.join("Ada")
    id = (await put(drawing, token, drawn("PNG"), "image/png"))["id"]
    await drawing.post("/api/command", {"id": new_id(), "do": "close"}, drawing.control)
    assert (await put(drawing, token, drawn("JPEG")))["code"] == "closed"
    assert (await see(drawing, token, id))[0] == 200


async def test_a_picture_outlives_the_process(drawing: Served) -> None:
    token = await drawing.join("Ada")
    id = (await put(drawing, token, drawn("PNG"), "image/png"))["id"]
    kept = await drawing.house.log.picture(drawing.session, id)
    assert kept is not None
    assert (kept.content, kept.media_type) == (drawn("PNG"), "image/png")
