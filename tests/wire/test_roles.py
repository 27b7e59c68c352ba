"""One table says who may do what; nothing is missing from it, and the line keeps to it."""

from __future__ import annotations

from typing import Any, get_args

import pytest

from server.wire import frames, reading
from server.wire.frames import BY_NAME, FRAMES, does
from server.wire.roles import MAY, Role, may

SEATS_OWN = {
    "leave", "rejoin", "submit", "revise", "withdraw", "take_pen", "go_to_group", "pass", "finish",
    "choose_naming", "call_help", "answer_help", "hint",
    "parts", "qr", "add_picture", "see_picture", "own_promises", "own_words", "erase_me",
}  # fmt: skip
OF_THE_STAGE = {"parts", "qr", "see_picture"}
FOR_HOSTS = {"structures", "card", "preview", "qr", "see_picture"}
OF_A_FACILITATOR_WITH_AN_ACCOUNT = {
    "home", "create", "look", "record", "share_record", "put_right", "revoke", "drive", "account", "communities",
    "meet", "series_record", "handouts", *FOR_HOSTS,
}  # fmt: skip
OF_COMMUNITIES = {
    "keep_communities", "attendance", "people", "keep_people", "personal_links", "surveys", "keep_surveys",
    "registration", "keep_registration", "promises", "kept", "erase",
}  # fmt: skip
OF_AN_ORGANISER = {"colleagues", *OF_COMMUNITIES, *OF_A_FACILITATOR_WITH_AN_ACCOUNT}
OF_A_CO_FACILITATOR = {"home", "look", "drive", "handouts", "account", "communities", "qr", "see_picture"}
OF_A_PERSON = {
    "me", "own_seat", "own_survey", "own_phrase", "own_name", "own_promises", "own_letters", "own_words", "erase_me",
}  # fmt: skip
OF_A_VIEWER = {"home", "look", "record", "account", "communities", "series_record", "qr", "see_picture"}


def test_every_command_has_a_rule() -> None:
    assert set(BY_NAME) <= set(MAY)


def test_what_has_no_rule_nobody_may() -> None:
    assert not any(may(role, "anything_new") for role in get_args(Role))


def test_the_table_written_a_second_time() -> None:
    assert {doing for doing in MAY if may("seat", doing)} == SEATS_OWN
    assert {doing for doing in MAY if may("stage", doing)} == OF_THE_STAGE
    assert {doing for doing in MAY if may("organiser", doing)} == OF_AN_ORGANISER
    assert {doing for doing in MAY if may("account_facilitator", doing)} == OF_A_FACILITATOR_WITH_AN_ACCOUNT
    assert {doing for doing in MAY if may("co_facilitator", doing)} == OF_A_CO_FACILITATOR
    assert {doing for doing in MAY if may("viewer", doing)} == OF_A_VIEWER
    assert {doing for doing in MAY if may("person", doing)} == OF_A_PERSON
    assert {doing for doing in MAY if may("facilitator", doing)} == (
        set(MAY) - (SEATS_OWN - {"answer_help", "parts", *OF_THE_STAGE}) - (OF_AN_ORGANISER - FOR_HOSTS) - OF_A_PERSON
    )


EXAMPLES: dict[str, Any] = {
    "str": "x" * 22, "int": 1, "float": 30.0, "bool": False, "list": ["x" * 22], "dict": {"idea": "words"},
}  # fmt: skip


def example(frame: type[frames.Frame]) -> dict[str, Any]:
    """A frame that reads well."""
    chosen: dict[str, Any] = {"id": "x" * 22, "do": does(frame)}
    for name, field in frame.model_fields.items():
        if name not in chosen and field.is_required():
            kind = str(field.annotation)
            shape = next(word for word in ("dict", "list", "float", "bool", "int", "str", "Literal") if word in kind)
            one_of = get_args(field.annotation)
            chosen[name] = one_of[0] if shape == "Literal" else "f1" if name == "to" else EXAMPLES[shape]
    return chosen


@pytest.mark.parametrize("frame", FRAMES, ids=does)
def test_an_example_of_each_command_reads(frame: type[frames.Frame]) -> None:
    read = reading.read(example(frame))
    assert isinstance(read, frame)
    assert read.command(7).by == 7


@pytest.mark.parametrize("frame", FRAMES, ids=does)
def test_no_frame_says_who_asks(frame: type[frames.Frame]) -> None:
    for name in ("by", "seat_token", "actor", "session"):
        assert isinstance(reading.read({**example(frame), name: 1}), reading.Refusal)


async def test_the_line_keeps_to_the_table(served: Any) -> None:
    tokens: dict[Role, str] = {
        "seat": await served.join(),
        "facilitator": served.control,
        "stage": served.stage,
        "organiser": served.organiser,
    }
    for role, token in tokens.items():
        for number, frame in enumerate(FRAMES):
            if role == "facilitator" and does(frame) == "close":
                continue
            body = {**example(frame), "id": f"{role[:2]}{number:020}"}
            answer = await served.post("/api/command", body, token)
            assert (answer.get("code") != "forbidden") == may(role, does(frame)), (role, does(frame), answer)


async def test_the_organisers_routes_keep_to_the_table(served: Any) -> None:
    tokens = {"": "", "seat": await served.join(), "stage": served.stage, "facilitator": served.control}
    gets = [
        "/api/organise/home",
        f"/api/organise/sessions/{served.session}",
        "/api/structures",
        "/api/card/troika",
        "/api/demo",
    ]
    gets += [f"/api/organise/sessions/{served.session}/record.{form}" for form in ("md", "csv", "json", "html")]
    posts = ["/api/organise/sessions", f"/api/organise/sessions/{served.session}/revoke"]
    posts += ["/api/insert", "/api/invite", "/api/crowd", "/api/catalogue/preview"]
    untried = [
        route.path
        for route in served.house.organise.routes()
        if route.path != "/api/qr" and not any(route.path_regex.match(path) for path in gets + posts)
    ]
    assert untried == []
    open_to_facilitators = {
        "/api/structures",
        "/api/card/troika",
        "/api/demo",
        "/api/insert",
        "/api/invite",
        "/api/crowd",
        "/api/catalogue/preview",
    }
    for role, token in tokens.items():
        for path in gets + posts:
            answer = await (served.get(path, token) if path in gets else served.post(path, {}, token))
            if role == "facilitator" and path in open_to_facilitators:
                assert isinstance(answer, list) or answer.get("code") in (None, "invalid"), path
            else:
                assert answer["code"] == ("forbidden" if role else "unknown_link"), (role, path)
