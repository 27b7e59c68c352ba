"""Who should not sit with whom is chosen for a community, counts in its sessions, and stands where no phone looks."""

from __future__ import annotations

from typing import Any

from server.core.commands import TiePair
from tests.web.test_communities import HOME, begin, community
from tests.web.test_me import HOST, go, linked, meetings_of, met, sit


async def someone(served: Any, id: str, name: str, **more: str) -> tuple[str, str]:
    """The id of a new person, and the token of their own link."""
    made = await served.post(f"{HOME}/{id}/people", {"name": name, **more}, served.organiser)
    return str(made["id"]), await linked(served, made["id"])


async def test_pairs_and_colleagues_of_a_community_count_in_its_sessions(served: Any) -> None:
    id, elsewhere = await community(served), await community(served, "Elsewhere")
    await begin(served, id)
    people = [await someone(served, id, name, organisation=at) for name, at in (
        ("Amina", "Riverside"), ("Peter", " riverside"), ("Rosa", ""), ("Tom", "Hill"))]  # fmt: skip
    amina, peter, rosa, tom = (one for one, _ in people)
    stranger, _ = await someone(served, elsewhere, "Zed")

    async def tie(one: str, other: str, how: str) -> Any:
        return await served.post(f"{HOME}/{id}/ties", {"one": one, "other": other, "how": how}, served.organiser)

    assert (await tie(amina, stranger, "apart"))["code"] == "unknown"
    assert (await tie(amina, amina, "apart"))["code"] == "unknown"
    assert (await tie(amina, rosa, "apart"))["ok"]
    assert (await tie(tom, amina, "together"))["ok"]
    kept = await served.get(f"{HOME}/{id}/ties", served.organiser)
    assert sorted(one["how"] for one in kept["ties"]) == ["apart", "together"]
    assert (await served.get(f"{HOME}/{elsewhere}/ties", served.organiser))["ties"] == []

    session = await met(served, (await meetings_of(served, id))[0])
    seats = {one: (await sit(served, token, session, one[:4]))["seat"] for one, token in people}
    live = await served.house.sessions.live(session)

    def pair(one: str, other: str) -> frozenset[int]:
        return frozenset((seats[one], seats[other]))

    assert dict(live.session.ties) == {pair(amina, rosa): "apart", pair(tom, amina): "together"}
    assert live.session.seats[seats[peter]].colleagues == (seats[amina],)
    assert not live.session.seats[seats[rosa]].colleagues, "no organisation is none"
    await go(live, "/first")
    together = {frozenset(group) for groups in live.session.groups.values() for group in groups if len(group) == 2}
    assert together == {pair(tom, amina), pair(rosa, peter)}

    assert (await tie(rosa, peter, "apart"))["ok"]
    assert live.session.ties[pair(rosa, peter)] == "apart", "who sits already is told at once"
    assert (await tie(rosa, amina, "free"))["ok"]
    assert pair(rosa, amina) not in live.session.ties
    twin, _ = await someone(served, id, "Amina R.")
    for whom, how in ((amina, "apart"), (tom, "apart"), (rosa, "together")):
        assert (await tie(twin, whom, how))["ok"]
    united = await served.post(f"/api/organise/people/{amina}/unite", {"other": twin}, served.organiser)
    assert united["ok"], united
    kept = await served.get(f"{HOME}/{id}/ties", served.organiser)
    assert {(frozenset((one["one"], one["other"])), one["how"]) for one in kept["ties"]} == {
        (frozenset((amina, tom)), "together"),
        (frozenset((amina, rosa)), "together"),
        (frozenset((rosa, peter)), "apart"),
    }
    await live.order(TiePair(by=HOST, one=seats[tom], other=seats[amina], how="free"))
    assert len((await served.get(f"{HOME}/{id}/ties", served.organiser))["ties"]) == 3, "a host chooses for today"
