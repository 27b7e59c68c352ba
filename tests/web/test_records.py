"""A record over HTTP: seen, made, fetched by whoever ordered it, shared by a link until that ends."""

from __future__ import annotations

import asyncio
import re
from typing import Any

from sqlalchemy import select, update

from server import tables
from server.takeaway.material import Of
from server.takeaway.source import Sources


def chapters(markdown: str) -> int:
    return markdown.count("\n## ")


async def test_a_record_is_seen_made_shared_and_stopped(served: Any) -> None:
    at = f"/api/organise/sessions/{served.session}"
    readers = {one["slug"]: one for one in (await served.get(f"{at}/readers", served.organiser))["readers"]}
    assert "participant" not in readers
    by_code = await served.get(f"/api/organise/sessions/{served.code}/tree", served.organiser)
    assert by_code["sessions"]["1"]["id"] == served.session
    seen = await served.post(f"{at}/look", {"reader": "facilitator", "sections": ["glance"]}, served.organiser)
    assert [section["name"] for section in seen["sections"]] == ["glance"]

    wanted = {"reader": "facilitator", "form": "md", "sections": ["glance"]}
    job = (await served.post(f"{at}/make", wanted, served.organiser))["job"]
    where = f"/api/organise/jobs/{job}"
    for _ in range(600):
        if (await served.get(where, served.organiser))["state"] == "done":
            break
        await asyncio.sleep(0.1)
    other = await served.house.links.new_organiser()
    assert (await served.get(where, other))["code"] == "unknown", "a job is its maker's"
    headers = {"Authorization": f"Bearer {served.organiser}"}
    async with served.http.get(f"{served.origin}{where}/file", headers=headers) as response:
        assert re.search(r'filename="a-taste-\d{4}-\d\d-\d\d\.md"', response.headers["content-disposition"])
        written = await response.text()
    assert (written.split("\n")[0], chapters(written)) == ("# A taste", 1)
    for reader, form in (("facilitator", "exe"), ("participant", "html")):
        nothing = await served.post(f"{at}/make", {"reader": reader, "form": form}, served.organiser)
        assert nothing["code"] == "unknown"
    for reader in ("participant", "tables"):
        refused = await served.post(f"{at}/shares", {"reader": reader, "days": 7}, served.organiser)
        assert not refused["ok"], "nobody else's, and nothing but what can be read"

    share = {"reader": "facilitator", "sections": ["glance"], "days": 7}
    link = (await served.post(f"{at}/shares", share, served.organiser))["link"]
    token, ours = link.partition("#")[2], {"Origin": served.origin}
    kept = str(await served.house.log.rows(select(tables.record_shares)))
    assert token not in kept, "the link itself is kept nowhere"

    async def read(token: str, path: str = "/api/read") -> Any:
        async with served.http.post(served.origin + path, json={"token": token}, headers=ours) as response:
            return await response.json(content_type=None)

    opened = await read(token)
    assert (opened["title"], [one["name"] for one in opened["sections"]]) == ("A taste", ["glance"])
    file = {"json": {"token": token}, "headers": ours}
    async with served.http.post(f"{served.origin}/api/read/take.md", **file) as response:
        assert chapters(await response.text()) == 1, "what was chosen"
    plain = {"headers": {**ours, "Accept-Encoding": "identity"}, "json": {"token": token}}
    async with served.http.post(f"{served.origin}/api/read", **plain) as response:
        assert "content-encoding" not in response.headers
        assert (await response.json())["title"] == "A taste"
    assert (await read("x" * 22))["code"] == "void"

    (told,) = (await served.get(f"{at}/shares", served.organiser))["shares"]
    t = tables.record_shares
    async with served.house.log.writing() as db:
        await db.execute(update(t).values(expires_at=1.0))
    assert "come to its end" in (await read(token))["says"]
    await served.post(f"/api/organise/shares/{told['id']}/revoke", {}, served.organiser)
    for path in ("/api/read", "/api/read/take.md"):
        assert "was stopped" in (await read(token, path))["says"]
    gone = await served.post(f"{at}/delete", {"name": "A taste"}, served.organiser)
    assert gone["ok"], gone
    assert await served.house.log.rows(select(t)) == []


async def test_who_led_a_session_takes_its_record_and_no_other(served: Any, monkeypatch: Any) -> None:
    gathered: list[tuple[str, bool]] = []

    async def material(self: Sources, of: Of, *, whole: bool) -> Any:
        gathered.append((of.id, whole))
        return await gather(self, of, whole=whole)

    gather = Sources.material
    monkeypatch.setattr(Sources, "material", material)
    other = str((await served.post("/api/organise/sessions", {"script": "taster"}, served.organiser))["id"])
    control = (await served.house.links.of_session(served.organiser, other))[other].control
    way = f"{served.origin}/api/take/facilitator.md"
    for token, title in ((served.control, "# A taste\n"), (control, "# A taste of Liberating Structures\n")):
        async with served.http.get(way, headers={"Authorization": f"Bearer {token}"}) as response:
            assert (await response.text()).startswith(title)
    assert (await served.get("/api/take/participant.html", control))["code"] == "unknown"
    for token in (served.stage, await served.join(), served.organiser):
        assert (await served.get("/api/take/facilitator.md", token))["code"] == "forbidden"
    at = f"/api/organise/sessions/{other}"
    link = (await served.post(f"{at}/shares", {"reader": "facilitator", "days": 7}, served.organiser))["link"]
    opened = {"json": {"token": link.partition("#")[2]}, "headers": {"Origin": served.origin}}
    async with served.http.post(f"{served.origin}/api/read", **opened) as response:
        assert (await response.json())["until"]
    await served.get(f"{at}/tree", served.organiser)
    told = [(served.session, False), (other, False), (other, False), (other, True)]
    assert gathered == told, "the register and the surveys are the organiser's"
