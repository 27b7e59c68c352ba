"""The live measurements: one room after another on each server, interleaved, then medians and ratios."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from typing import Any

from bench.room import Phase, Room, filled, new_id
from bench.served import KINDS, serving

PUBLICATIONS = 8
EACH_UP_TO = 200
"""Beyond so many phones the rival that emits every line to everybody is left out: it takes minutes."""

Phases = dict[str, Phase]


async def play(kind: str, people: int, repeats: int) -> tuple[Phases, list[Phases]]:
    """One room: what happens once, and `repeats` times the moments that can be had again."""
    async with serving(kind) as served:
        room = Room(served)
        await room.open()
        empty = served.memory()
        once: Phases = {"join": await room.join(people, 1.0)}
        await room.quiet()
        again = []
        if kind == "tingsha":
            await room.move("alone")
            again.append({"private": await _private(room)})
            once["move"] = await room.move("commit")
            once["publish"] = await room.publish(PUBLICATIONS)
            again[0]["submit"] = await _shared(room)
            for _ in range(repeats - 1):
                await room.quiet()
                again.append({"submit": await _shared(room, len(again))})
            await room.move("check")
            again[0]["consent"] = await _private(room)
        else:
            once["publish"] = await room.publish(PUBLICATIONS)
            for _ in range(repeats):
                again.append({"submit": await _bare(room)})
                await room.quiet()
        await room.quiet()
        once["return"] = await room.return_all()
        await room.quiet()
        once["memory"] = Phase(took=[(served.memory() - empty) / people])
        for phone in room.phones:
            phone.leave()
    return once, again


async def _private(room: Room) -> Phase:
    own = room.phones[0].part("own")
    return await room.submit(own["step"], filled(own["form"]), None)


async def _shared(room: Room, before: int = 0) -> Phase:
    """Everybody's line is on every screen: as a card, or among those that are counted."""
    own = room.phones[0].part("own")
    wanted = len(room.phones) * (before + 1)

    def sees_all(seen: Any) -> bool:
        wall = next((block for block in seen["blocks"] if block["key"] == "all:commit"), None)
        return wall is not None and len(wall["cards"]) + wall["more"] >= wanted

    return await room.submit(own["step"], filled(own["form"]), sees_all)


async def _bare(room: Room) -> Phase:
    await room.phones[0].ask("clear", new_id())
    await room.quiet()
    people = len(room.phones)
    values = {"what": "x" * 86, "when": "2027-03-01"}
    return await room.submit("commit", values, lambda seen: seen.get("count", 0) >= people)


async def report(sizes: list[int], rounds: int, repeats: int, kinds: tuple[str, ...] = KINDS) -> None:
    for people in sizes:
        shown = [kind for kind in kinds if kind != "each" or people <= EACH_UP_TO]
        found: dict[str, list[tuple[Phases, list[Phases]]]] = {kind: [] for kind in shown}
        for _ in range(rounds):
            for kind in shown:
                found[kind].append(await play(kind, people, repeats if kind != "each" else 1))
        _print(people, {kind: _merged(plays) for kind, plays in found.items()})


def _merged(plays: list[tuple[Phases, list[Phases]]]) -> dict[str, list[Phase]]:
    merged: dict[str, list[Phase]] = {}
    for once, again in plays:
        for phases in (once, *again):
            for name, phase in phases.items():
                merged.setdefault(name, []).append(phase)
    return merged


# --- telling -----------------------------------------------------------------------------------------------------


def at(took: list[float], share: float) -> float:
    """The value that this share of all stays below."""
    return sorted(took)[min(len(took) - 1, int(share * len(took)))] if took else float("nan")


def _last_answer(phase: Phase, people: int) -> float:
    return max(phase.took, default=float("nan")) * 1e3


ROWS: list[tuple[str, str, Callable[[Phase, int], float], str]] = [
    ("join", "join: seat and first sight, median ms", lambda p, n: at(p.took, 0.5) * 1e3, ".1f"),
    ("join", "join: the slowest, ms", _last_answer, ".1f"),
    ("join", "join: until all are in, ms", lambda p, n: p.all * 1e3, ".0f"),
    ("join", "join: server CPU a phone, ms", lambda p, n: p.cpu / n * 1e3, ".2f"),
    ("join", "join: turned away", lambda p, n: p.failed, ".0f"),
    ("publish", "one change, until the last phone has it, ms", lambda p, n: at(p.took, 0.5) * 1e3, ".1f"),
    ("publish", "server CPU for a delivery, us", lambda p, n: p.cpu / max(1, p.deliveries) * 1e6, ".1f"),
    ("submit", "all submit, shared: answered, median ms", lambda p, n: at(p.took, 0.5) * 1e3, ".1f"),
    ("submit", "all submit, shared: last answer, ms", _last_answer, ".1f"),
    ("submit", "all submit, shared: everybody sees all, ms", lambda p, n: p.all * 1e3, ".1f"),
    ("submit", "all submit, shared: server CPU a submission, ms", lambda p, n: p.cpu / n * 1e3, ".2f"),
    ("submit", "all submit, shared: longest stall, ms", lambda p, n: p.stall * 1e3, ".1f"),
    ("submit", "all submit, shared: KiB to each phone", lambda p, n: p.bytes / n / 1024, ".1f"),
    ("submit", "all submit, shared: refused or lost", lambda p, n: p.failed, ".0f"),
    ("private", "all submit, private: last answer, ms", _last_answer, ".1f"),
    ("private", "all submit, private: server CPU a submission, ms", lambda p, n: p.cpu / n * 1e3, ".2f"),
    ("private", "all submit, private: longest stall, ms", lambda p, n: p.stall * 1e3, ".1f"),
    ("consent", "all score at once: last answer, ms", _last_answer, ".1f"),
    ("move", "a step begins, until every phone has its part, ms", lambda p, n: p.all * 1e3, ".1f"),
    ("move", "a step begins: longest stall, ms", lambda p, n: p.stall * 1e3, ".1f"),
    ("return", "all come back at once: until all see, ms", lambda p, n: p.all * 1e3, ".0f"),
    ("return", "all come back at once: server CPU a phone, ms", lambda p, n: p.cpu / n * 1e3, ".2f"),
    ("memory", "memory a phone, KiB", lambda p, n: p.took[0], ".0f"),
]


def _print(people: int, found: dict[str, dict[str, list[Phase]]]) -> None:
    rivals = [kind for kind in found if kind != "tingsha"]
    print(f"\n## {people} phones\n")
    print(f"| | {' | '.join(f'x {rival}' for rival in rivals)} | {' | '.join(found)} |")
    print(f"| --- |{' ---: |' * (len(rivals) + len(found))}")
    for name, label, value, shape in ROWS:
        values = {kind: _median([value(p, people) for p in phases.get(name, [])]) for kind, phases in found.items()}
        ours = values.get("tingsha")
        ratios = [f"{ours / theirs:.2f}" if ours is not None and (theirs := values[k]) else "" for k in rivals]
        cells = ["" if values[kind] is None else format(values[kind], shape) for kind in found]
        print(f"| {label} | {' | '.join(ratios)} | {' | '.join(cells)} |")
    _two_publications(people, found)
    for kind, phases in found.items():
        spread = [p.all * 1e3 for p in phases.get("submit", [])]
        busy = {name: _median([p.driver / p.wall for p in got if p.wall]) for name, got in phases.items()}
        gaps = max((p.driver_gap for got in phases.values() for p in got), default=0.0) * 1e3
        told = ", ".join(f"{name} {share:.0%}" for name, share in busy.items() if share is not None)
        runs = ", ".join(f"{one:.0f}" for one in spread)
        print(f"\n{kind}: everybody sees all in [{runs}] ms; driver busy {told}; its longest gap {gaps:.0f} ms", end="")
    print(flush=True)


def _two_publications(people: int, found: dict[str, dict[str, list[Phase]]]) -> None:
    """The promise: everybody sees all within the time of two publications, each a spell of 0.1 s and its way out."""
    if "tingsha" in found:
        one = _median([at(p.took, 0.5) for p in found["tingsha"]["publish"]])
        all_seen = _median([p.all for p in found["tingsha"]["submit"]])
        if one and all_seen:
            two = 2 * (0.1 + one)
            print(f"\nEverybody sees all in {all_seen / two:.2f} of the time of two publications ({two:.3f} s).")


def _median(values: list[float]) -> float | None:
    return statistics.median(values) if values else None
