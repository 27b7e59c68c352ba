"""Who came: to which meeting, as what, who to all of them; and the table that an organiser takes away."""

from __future__ import annotations

import csv
import io
import time
from typing import Any

from server.core import commands as c
from server.season.meetings import Meetings
from server.takeaway.material import Of, source_of
from server.takeaway.source import Sources
from tests.web.test_communities import begin, community
from tests.web.test_me import meetings_of, met, person, sit

NAMES = ["Amina", "Ben", "=Cy", "Dora"]


async def test_who_came_is_counted_by_meeting_by_role_and_over_all(served: Any) -> None:
    id = await community(served)
    await begin(served, id)
    links = {name: await person(served, id, name, role="a doctor", organisation="Riverside") for name in NAMES}
    first, second, *_ = await meetings_of(served, id)
    came = [["Amina", "Ben", "=Cy"], ["Amina", "=Cy"]]
    sessions = []
    for meeting, names in zip((first, second), came, strict=True):
        sessions.append(await met(served, meeting))
        for name in names:
            assert (await sit(served, links[name], sessions[-1], name))["ok"]
            assert (await sit(served, links[name], sessions[-1], name))["ok"], "from another device: still one person"
    live = await served.house.sessions.live(sessions[1])
    stranger = {"id": "s" * 22, "code": live.code, "name": "Somebody", "traits": {}}
    assert (await served.post("/api/join", stranger))["ok"]

    series = (await served.get(f"/api/organise/communities/{id}", served.organiser))["series"][0]["id"]
    told = await served.get(f"/api/organise/series/{series}/attendance", served.organiser)
    assert [(one["position"], one["came"], one["returned"], one["without_link"]) for one in told["meetings"]] == [
        (1, 3, 0, 0),
        (2, 3, 2, 1),
    ]
    # what they said that day goes before what the community knows; who said nothing and is unknown has no role
    assert told["meetings"][1]["roles"] == [["a carer", 2], ["", 1]]
    assert (told["people"], told["to_all"], told["missed_one"]) == (4, ["=Cy", "Amina"], ["Ben"])

    headers = {"Authorization": f"Bearer {served.organiser}"}
    async with served.http.get(f"{served.origin}/api/organise/series/{series}/register.csv", headers=headers) as answer:
        assert answer.headers["content-disposition"].endswith('-register.csv"')
        rows = list(csv.reader(io.StringIO((await answer.read()).decode("utf-8-sig"))))
    assert rows[0][:4] == ["name", "role", "organisation", "place"]
    assert rows[0][-1] == "came to"
    assert [(row[0], *row[4:]) for row in rows[1:]] == [
        ("'=Cy", "yes", "yes", "2 of 2"),
        ("Amina", "yes", "yes", "2 of 2"),
        ("Ben", "yes", "", "1 of 2"),
        ("Dora", "", "", "0 of 2"),
        ("came with the code alone", "0", "1", ""),
    ]

    for session in sessions:
        live = await served.house.sessions.live(session)
        assert (await live.order(c.Next(by="f1", step=live.session.at, anyway=True))).ok
        assert (await live.order(c.Close(by="f1"))).ok
    material = await Sources(served.house.log, Meetings(served.house.log, time.time)).material(
        Of("series", series), whole=False
    )
    together = source_of(material).season.together
    assert together, "the record of the series counts each of them once, and whom nobody can follow apart"
    assert (together.sessions, together.inclusion.people, together.alone) == (2, 3, 1)


async def test_a_series_nobody_came_to_yet_says_so(served: Any) -> None:
    id = await community(served)
    await begin(served, id)
    series = (await served.get(f"/api/organise/communities/{id}", served.organiser))["series"][0]["id"]
    told = await served.get(f"/api/organise/series/{series}/attendance", served.organiser)
    assert told == {"ok": True, "meetings": [], "people": 0, "to_all": [], "missed_one": []}
    assert (await served.get("/api/organise/series/nothing/attendance", served.organiser))["code"] == "unknown"
