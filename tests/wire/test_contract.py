"""The client's copy of the contract is the one that Python would write today, and no command is left out of it."""

import dataclasses

import pytest

from server.core import commands as core
from server.wire import contract, frames
from server.wire.frames import FRAMES, NAMES, NOT_ON_THE_LINE, does


def test_the_clients_contract_is_fresh() -> None:
    assert contract.TARGET.read_text("utf-8") == contract.contract(), "run: python -m server.wire.contract"


def test_every_command_has_a_frame_or_a_way_of_its_own() -> None:
    commands = {cls for cls in vars(core).values() if isinstance(cls, type) and issubclass(cls, core.Command)}
    assert {frame.gives for frame in FRAMES} | set(NOT_ON_THE_LINE) == commands - {core.Command}
    assert len({does(frame) for frame in FRAMES}) == len(FRAMES)


@pytest.mark.parametrize("frame", FRAMES, ids=does)
def test_a_frame_holds_what_its_command_needs_and_never_who_asks(frame: type[frames.Frame]) -> None:
    holds = {NAMES.get(name, name) for name in frame.model_fields if name not in ("id", "do")}
    needs = {field.name for field in dataclasses.fields(frame.gives)} - {"by"}
    if frame is frames.Resume:  # after an outage the server itself says what was left
        needs -= {"left", "away"}
    assert holds == needs
