"""Somebody of a community, by the link that is their own: the same seat from every device, and people who have met
before are known to have met. What one meeting leaves begins the next."""

from __future__ import annotations

from typing import Any

from server.core import commands as c
from server.core.session import Session
from server.season.acquaintance import Acquaintance
from tests.web.test_communities import HOME, begin, community, look

HOST = "f1"


async def person(served: Any, community: str, name: str, **more: str) -> str:
    """The token of a new person's own link."""
    made = await served.post(f"{HOME}/{community}/people", {"name": name, **more}, served.organiser)
    assert made["ok"], made
    return await linked(served, made["id"])


async def linked(served: Any, id: str) -> str:
    link = await served.post(f"/api/organise/people/{id}/link", {}, served.organiser)
    return str(link["link"].partition("#")[2])


async def met(served: Any, meeting: dict[str, Any]) -> str:
    made = await served.post(f"/api/organise/meetings/{meeting['id']}/session", {}, served.organiser)
    assert made["ok"], made
    return str(made["id"])


async def sit(served: Any, token: str, session: str, name: str) -> dict[str, Any]:
    body = {"session": session, "name": name, "traits": {"role": "a carer"}}
    return dict(await served.post("/api/me/seat", body, token))


async def meetings_of(served: Any, id: str) -> list[dict[str, Any]]:
    (series,) = (await look(served, id))["series"]
    return list(series["meetings"])


async def go(live: Any, step: str) -> None:
    while not live.session.at.endswith(step):
        assert (await live.order(c.Next(by=HOST, step=live.session.at, anyway=True))).ok


def given(session: Session) -> dict[str, tuple[str, ...]]:
    return {one.name: one.lines for one in session.plan.given}


async def test_a_person_has_one_seat_from_every_device(served: Any) -> None:
    id = await community(served)
    await begin(served, id)
    first, *_ = await meetings_of(served, id)
    amina = await person(served, id, "Amina", role="a carer", organisation="Riverside")
    told = await served.post("/api/me", {}, amina)
    assert (told["name"], told["community"]) == ("Amina", "Fewer, Better Medicines")
    assert [one["phase"] for one in told["meetings"]] == ["to_come"] * 4
    session = await met(served, first)
    told = (await served.post("/api/me", {}, amina))["meetings"][0]
    assert (told["phase"], told["session"], told["asks"][0]["known"]) == ("open", session, "a carer")
    one, other = await sit(served, amina, session, "Amina"), await sit(served, amina, session, "Amina at home")
    assert one["ok"]
    assert one["seat"] == other["seat"]
    assert one["token"] != other["token"]
    live = await served.house.sessions.live(session)
    assert len(live.session.seats) == 1
    phones = [await served.screen(token).connect() for token in (one["token"], other["token"])]
    assert [phone.welcomes[0]["you"]["name"] for phone in phones] == ["Amina", "Amina"]
    await live.order(c.Close(by=HOST))
    assert (await sit(served, amina, session, "Amina"))["code"] == "closed"


async def test_only_ones_own_community_opens_and_only_while_one_is_in_it(served: Any) -> None:
    ours, theirs = await community(served, "Ours"), await community(served, "Theirs")
    await begin(served, ours)
    session = await met(served, (await meetings_of(served, ours))[0])
    stranger = await person(served, theirs, "Peter")
    assert (await sit(served, stranger, session, "Peter"))["code"] == "unknown"
    made = await served.post(f"{HOME}/{ours}/people", {"name": "Rosa"}, served.organiser)
    old = await linked(served, made["id"])
    new = await linked(served, made["id"])
    assert (await served.post("/api/me", {}, old))["code"] == "revoked"
    assert (await sit(served, new, session, "Rosa"))["ok"]
    assert (await served.get("/api/organise/home", new))["code"] == "forbidden"
    for path in ("/api/me", "/api/me/seat"):
        assert (await served.post(path, {}, served.organiser))["code"] == "forbidden"
    await served.post(f"/api/organise/people/{made['id']}/part", {"gone": True}, served.organiser)
    assert (await served.post("/api/me", {}, new))["ok"] is False
    assert (await sit(served, new, session, "Rosa"))["ok"] is False


async def test_what_one_meeting_leaves_begins_the_next_and_who_met_is_remembered(served: Any) -> None:
    id = await community(served)
    await begin(served, id)
    first, second, *_ = await meetings_of(served, id)
    tokens = {name: await person(served, id, name) for name in ("Amina", "Peter", "Rosa", "Tom")}
    two = await met(served, second)
    later = await served.house.sessions.live(two)
    assert given(later.session)["situation.problem_statement"] == (), "nobody shall take an example for people's words"
    one = await met(served, first)

    live = await served.house.sessions.live(one)
    for name, token in tokens.items():
        assert (await sit(served, token, one, name))["ok"]
    await go(live, "/first")
    together = [set(group) for key, groups in live.session.groups.items() for group in groups if len(group) == 2]
    assert together, "the structure brings people together in pairs"
    await go(live, "/word")
    await live.order(c.TakePen(by=1, step=live.session.at))
    words = c.Submit(by=1, id="w" * 22, step=live.session.at, values={"statement": "Nobody looks at all of it."})
    assert (await live.order(words)).ok
    await go(live, "/check")
    await live.order(c.Close(by=HOST))

    assert await met(served, second) == two, "asked again, it is the same session"
    assert given(later.session)["situation.problem_statement"] == ("Nobody looks at all of it.",)
    brought = next(one for one in later.session.plan.given if one.name == "situation.problem_statement")
    assert (brought.source, brought.refs) == ("See our situation", ("1:6.1.1",))
    for name in ("Tom", "Amina"):
        assert (await sit(served, tokens[name], two, name))["ok"]
    met_before = sum({1, 4} <= pair for pair in together)
    assert later.session.seats[2].met.get(1, 0) >= met_before
    assert sum(seat.met.get(1, 0) for seat in later.session.seats.values()) > 0

    (series,) = (await look(served, id))["series"]
    path = f"/api/organise/series/{series['id']}/record"
    told = await served.get(f"{path}.json", served.organiser)
    assert [one["number"] for one in told["sessions"]] == [1], "only what has begun"
    left = told["sessions"][0]["record"]["outputs"][3]
    assert (left["name"], left["title"]) == ("problem_statement", "Problem statement")
    assert (await served.get(f"{path}.nothing", served.organiser))["code"] == "unknown"
    assert (await served.get(f"{path}.md", tokens["Tom"]))["code"] == "forbidden"

    await live.order(c.Reopen(by=HOST))
    await go(later, "/write")
    await met(served, second)
    assert given(later.session)["situation.problem_statement"] == ("Nobody looks at all of it.",)
    entries = await served.house.sessions.entries(two)
    assert sum(type(entry.event).__name__ == "GivenBrought" for entry in entries) == 1


async def test_a_session_that_goes_on_is_looked_at_again_for_who_met(served: Any) -> None:
    id = await community(served)
    await begin(served, id)
    first, *_ = await meetings_of(served, id)
    session = await met(served, first)
    for name in ("Amina", "Peter"):
        assert (await sit(served, await person(served, id, name), session, name))["ok"]
    live = await served.house.sessions.live(session)
    amina, peter = live.seats.by_person
    acquaintance = Acquaintance(served.house.log)
    seen = []
    for step in ("/first", "/word"):
        await go(live, step)
        seen.append(await acquaintance.met(amina, [session]))
    assert 0 < seen[0][peter] < seen[1][peter], "two people meet in every round"
