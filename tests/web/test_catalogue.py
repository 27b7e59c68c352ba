"""The catalogue as organisers and facilitators see it, previews, and what a session is given."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import pytest

import structures
from server import scripts
from server.core.plan import total_seconds
from server.web import preview
from server.web.catalogue import TAGS, offers
from tests.wire.house import new_id

BROUGHT = """
title: T
given: {problem: [It is hard.], later: []}
structures:
  - slug: hum
    title: A hum
    steps:
      - {name: hum, minutes: 2, ask: Hum., together: everyone, talk: true, capture: none}
      - {name: home, minutes: {days: 3}, ask: Hum at home., form: [{text: t, label: What I heard}]}
    leaves: home
items:
  - structure: troika
    uses: [problem, later]
"""


async def test_every_structure_is_offered_with_its_design(served: Any) -> None:
    offered = {one["slug"]: one for one in await served.get("/api/structures?people=13", served.organiser)}
    assert list(offered) == list(structures.catalogue())
    for slug, one in offered.items():
        whole = structures.catalogue()[slug]
        assert (one["title"], one["purpose"], one["invitation"]) == (whole.title, whole.purpose, whole.invitation)
        assert (one["least"], one["source"]) == (whole.least, whole.source)
        seconds = total_seconds((scripts.insertable(slug),), 13)
        assert one["minutes"] in (None, round(seconds / 60))
        assert one["leaves"] is bool(whole.leaves.of) is bool(one["left"])
        assert set(one["groups"]) <= set("1234nA")
        assert all(step["ask"] and step["word"] for step in one["steps"])
    assert offered["one_two_four_all"]["groups"][:3] == ["1", "2", "4"]
    label = (
        next(step for step in structures.catalogue()["one_two_four_all"].steps if step.name == "fours").form[0].label
    )
    assert offered["one_two_four_all"]["left"] == [label]


def test_tags_are_read_from_the_card() -> None:
    for line, expected in (
        ("*Good for: opening, gathering ideas · Online: yes*", ("opening, gathering ideas", "yes")),
        ("*Good for: closing · Online: with care*", ("closing", "with care")),
        ("*Good for: planning*", ("planning", None)),
    ):
        found = TAGS.search(f"# A structure\n{line}\n\n## Purpose\n")
        assert found
        assert (found["good_for"], found["online"]) == expected
    assert TAGS.search("# A structure\n\n## Purpose\nGood for all.\n") is None
    tagged = [one for one in offers(25) if one["good_for"]]
    assert tagged
    assert all(one["online"] in ("", "yes", "with care", "no") for one in tagged)


@pytest.mark.parametrize("people", ["0", "-3", "1001", "x", "1.5", ""])
async def test_a_number_of_people_is_sane(served: Any, people: str) -> None:
    assert (await served.get(f"/api/structures?people={people}", served.organiser))["code"] == "invalid"


async def test_lengths_are_those_for_the_people_asked_about(served: Any) -> None:
    few, many = [
        {one["slug"]: one["minutes"] for one in await served.get(f"/api/structures?people={n}", served.control)}
        for n in (4, 26)
    ]
    assert few["conversation_cafe"] < many["conversation_cafe"]


async def test_a_structure_of_the_script_is_offered_and_put_in(serve: Any) -> None:
    served = await serve(script=BROUGHT)
    host = await served.host()
    (hum,) = [one for one in await served.get("/api/structures", served.control) if one["slug"] == "hum"]
    assert (hum["title"], hum["minutes"], hum["between_days"], hum["left"]) == ("A hum", 2, 3, ["What I heard"])
    assert "hum" not in [one["slug"] for one in await served.get("/api/structures", served.organiser)]
    assert (await served.post("/api/insert", {"id": new_id(), "slug": "hum"}, served.control))["ok"]
    await host.until(lambda: len(host.part("control")["run"]) == 2)
    assert host.part("control")["run"][1]["title"] == "A hum"


# --- previews ------------------------------------------------------------------------------------------------------


async def test_a_structure_is_seen_before_it_is_chosen(served: Any) -> None:
    wanted = {"slug": "one_two_four_all", "people": 9}
    seen = await served.post("/api/catalogue/preview", wanted, served.organiser)
    assert (seen["ok"], seen["slug"], seen["people"]) == (True, "one_two_four_all", 9)
    frames = seen["frames"]
    assert [frame["moment"] for frame in frames[:3]] == ["start", "middle", "end"]
    assert [frame["at"] for frame in frames] == sorted(frame["at"] for frame in frames)
    words = list(dict.fromkeys(frame["room"]["step"]["word"] for frame in frames))
    offered = {one["slug"]: one for one in await served.get("/api/structures?people=9", served.organiser)}
    assert words == list(dict.fromkeys(step["word"] for step in offered["one_two_four_all"]["steps"]))
    phone = await served.phone()
    stage = await served.screen(served.stage).connect()
    for frame in frames:
        assert frame["says"]
        assert set(frame["room"]) == set(phone.part("room"))
        assert set(frame["own"]) == set(phone.part("own"))
        assert set(frame["group"]) == set(phone.part("group"))
        assert set(frame["stage"]) == set(stage.part("stage"))
    assert len(frames) == 3 * len(offered["one_two_four_all"]["steps"])
    assert all(frame["own"]["step"] == frame["room"]["step"]["key"] for frame in frames)
    assert frames[0]["own"]["form"], "at first there is something to write"
    assert any(frame["room"]["blocks"] for frame in frames), "and in the end something to see"
    began = time.process_time()
    assert await served.post("/api/catalogue/preview", wanted, served.control) == seen
    assert time.process_time() - began < 0.1, "it is played once"


@pytest.mark.parametrize(
    "body",
    [{}, {"slug": "troika"}, {"slug": "troika", "people": 31}, {"slug": "troika", "people": 1},
     {"slug": "../x", "people": 9}, {"slug": "troika", "people": "9"}, {"slug": "troika", "people": 9, "seed": 1}],
)  # fmt: skip
async def test_a_preview_is_bounded(served: Any, body: dict[str, Any]) -> None:
    assert (await served.post("/api/catalogue/preview", body, served.organiser))["code"] == "invalid"


async def test_a_preview_of_nothing_is_refused_and_phones_see_none(served: Any) -> None:
    wanted = {"slug": "nothing", "people": 9}
    assert (await served.post("/api/catalogue/preview", wanted, served.organiser))["code"] == "unknown"
    for token in (await served.join(), served.stage):
        assert (await served.post("/api/catalogue/preview", wanted, token))["code"] == "forbidden"


async def test_previews_are_played_one_at_a_time_and_a_few_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    playing, most, played = 0, 0, []

    def play(slug: str, people: int) -> bytes:
        nonlocal playing, most
        playing += 1
        most = max(most, playing)
        time.sleep(0.02)
        playing -= 1
        played.append((slug, people))
        return slug.encode()

    monkeypatch.setattr(preview, "preview", play)
    monkeypatch.setattr(preview, "KEPT", 2)
    previews = preview.Previews()
    await asyncio.gather(*(previews.of("troika", people) for people in (5, 5, 6, 5)))
    assert (most, sorted(played)) == (1, [("troika", 5), ("troika", 6)])
    await previews.of("troika", 7)
    await previews.of("troika", 6)
    assert played[2:] in ([("troika", 7)], [("troika", 7), ("troika", 6)])
    assert len(previews._made) == 2
    with pytest.raises(KeyError):
        await previews.of("nothing", 5)


# --- given ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def scripted(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "scripts").mkdir()
    (tmp_path / "scripts" / "second.yaml").write_text(BROUGHT)
    monkeypatch.setattr(scripts, "scripts_folder", lambda: tmp_path / "scripts")


async def made(served: Any, **more: Any) -> dict[str, Any]:
    return dict(await served.post("/api/organise/sessions", {"script": "second", **more}, served.organiser))


@pytest.mark.usefixtures("scripted")
async def test_what_one_session_left_is_typed_in_for_the_next(served: Any) -> None:
    (second,) = (await served.get("/api/organise/home", served.organiser))["scripts"]
    assert second["given"] == {"problem": ["It is hard."], "later": []}
    plain = await served.house.sessions.peek((await made(served))["id"])
    assert {one.name: one.lines for one in plain.plan.given} == {"problem": ("It is hard.",), "later": ()}
    typed = await made(served, given={"problem": [" It is\teasy. ", "", "  "], "later": []})
    session = await served.house.sessions.peek(typed["id"])
    assert {one.name: one.lines for one in session.plan.given} == {"problem": ("It is easy.",), "later": ()}


@pytest.mark.usefixtures("scripted")
@pytest.mark.parametrize(
    "given", [{"other": ["x"]}, {"problem": "x"}, {"problem": [7]}, {"problem": ["x" * 281]}, {"problem": ["x"] * 61},
              ["x"], {str(n): [] for n in range(11)}],
)  # fmt: skip
async def test_what_is_typed_in_is_bounded(served: Any, given: Any) -> None:
    assert (await made(served, given=given))["code"] == "invalid"
    assert len((await served.get("/api/organise/home", served.organiser))["sessions"]) == 1
