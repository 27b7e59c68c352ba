"""An organiser puts the record right, and each person says where their name may stand in it."""

from __future__ import annotations

import json
from typing import Any

from server.core import commands as c
from server.core.amending import MOVED, NO_LINE, NO_WORDS
from server.record import build
from tests.web.test_communities import begin, community
from tests.web.test_me import HOST, meetings_of, met, person, sit

INLINE = {"title": "Ours", "items": [{"structure": "who_what_when", "output": "actions"}]}
PROMISE = {"what": "ring teh ward", "when": "2027-01-29"}


async def record(served: Any, session: str) -> Any:
    return build(await served.house.sessions.entries(session), await served.house.sessions.names(session))


async def promised(served: Any, session: str, seat: int = 1) -> Any:
    """The live session, in which one promise was written and which is over."""
    live = await served.house.sessions.live(session)
    while not live.session.now_step or not live.session.now_step.named:
        assert (await live.order(c.Next(by=HOST, step=live.session.at, anyway=True))).ok
    form = {field.name: field.kind for field in live.session.now_step.form}
    values = {name: value for name, value in PROMISE.items() if name in form}
    words = c.Submit(by=seat, id="w" * 22, step=live.session.at, values=values)
    assert (await live.order(words)).ok
    await live.order(c.Close(by=HOST))
    return live


async def test_a_line_is_reworded_hidden_and_shown_again_after_the_session(served: Any) -> None:
    made = await served.post("/api/organise/sessions", {"text": json.dumps(INLINE)}, served.organiser)
    session = str(made["id"])
    live = await served.house.sessions.live(session)
    await live.take_seat("j" * 22, "Amina", {})
    await promised(served, session)
    (ref,) = [promise.ref for promise in (await record(served, session)).commitments]
    way, aside = f"/api/organise/sessions/{session}/amend", f"/api/organise/sessions/{session}/aside"

    async def amend(**wanted: Any) -> dict[str, Any]:
        return dict(await served.post(way, {"ref": ref, "was": "ring teh ward", **wanted}, served.organiser))

    assert (await amend(says="x", was="ring teh wards"))["says"] == MOVED.says
    assert (await amend(hide=True, was="something else"))["says"] == MOVED.says
    assert (await amend(says="x", ref="1.9.1"))["says"] == NO_LINE.says
    assert (await amend(says="x", field="when", was="2027-01-29"))["says"] == NO_WORDS.says
    for wrong in ({}, {"says": "x", "hide": True}, {"ref": "one", "hide": True}):
        assert (await amend(**wrong))["code"] == "invalid"
    assert (await amend(says="ring the ward"))["ok"]
    after = await record(served, session)
    assert after.commitments[0].what == "ring the ward"
    (word,) = [word for part in after.parts for step in part.steps for word in step.words]
    assert word.put_right == ("ring teh ward",)
    assert (await served.house.sessions.entries(session))[-1].by == "o1"

    assert (await served.get(aside, served.organiser))["lines"] == []
    assert (await amend(hide=True, was="ring the ward"))["ok"]
    assert (await record(served, session)).commitments == ()
    (line,) = (await served.get(aside, served.organiser))["lines"]
    assert (line["ref"], line["text"]) == (ref, "ring the ward")
    assert (await amend(show=True, was=line["text"]))["ok"]
    assert [promise.what for promise in (await record(served, session)).commitments] == ["ring the ward"]
    assert (await served.get("/api/organise/sessions/nobody/aside", served.organiser))["code"] == "unknown"


async def test_where_a_name_may_stand_is_said_once_for_all_sessions_and_goes_for_the_next(served: Any) -> None:
    id = await community(served)
    await begin(served, id)
    first, *_, last = await meetings_of(served, id)
    amina = await person(served, id, "Amina")
    asked = "/api/me/name"
    assert (await served.post(asked, {}, amina))["naming"] == "", "there is nothing to choose yet"
    session, later = await met(served, last), await met(served, first)
    seat = (await served.post("/api/me/seat", {"session": session, "name": "Amina"}, amina))["seat"]
    await promised(served, session, seat)
    assert (await served.post(asked, {}, amina))["naming"] == "here"
    assert [(one.who, one.who_beyond) for one in (await record(served, session)).commitments] == [("Amina", "")]
    assert (await served.post(asked, {"where": "everywhere"}, amina))["code"] == "invalid"
    assert (await served.post(asked, {"where": "reports"}, amina))["naming"] == "reports"
    assert [(one.who, one.who_beyond) for one in (await record(served, session)).commitments] == [("Amina", "Amina")]
    seat = (await sit(served, amina, later, "Amina"))["seat"]
    assert (await served.house.sessions.peek(later)).seats[seat].naming == "reports", "as she said last"
    await served.post(asked, {"where": "nowhere"}, amina)
    assert [(one.who, one.who_beyond) for one in (await record(served, session)).commitments] == [("Somebody", "")]
    assert (await served.house.sessions.peek(later)).seats[seat].naming == "nowhere"
