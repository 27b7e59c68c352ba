"""The record of a large session: how long each form takes and the most memory its process ever had; and what making
them does to a session that runs beside on the same server."""

from __future__ import annotations

import asyncio
import datetime
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench.live import at
from bench.room import Room, filled
from bench.served import serving
from server import scripts
from server.live import codec
from server.live.keys import hashed, new_id
from server.log import Batch, Log, StoredSeat, StoredSession
from server.record.readers import READERS
from server.rehearsal.play import Play
from server.takeaway.known import Known
from server.takeaway.material import Held, Material
from server.takeaway.orders import Order
from server.takeaway.press import NotMade, Press, State

BEGINS = datetime.datetime(2026, 11, 5, 12, tzinfo=datetime.UTC)
SCRIPT = """
title: A large record
items:
  - {structure: one_two_four_all, invitation: What makes it hard to stop a medicine?, output: hard}
  - {structure: fifteen_percent, invitation: What is yours to do?, output: mine}
  - {structure: who_what_when, invitation: What will you do and by when?, uses: [hard], output: promises}
"""
OWN = "participant"
"""Needs to know whose page it is."""
PHONES = 60
CALM = 6
"""Rounds of writing with exports beside, and as many without, in turn."""


async def report(people: int) -> None:
    """Prints a table of forms, then the ratio of waiting with and without exports."""
    play = Play(scripts.loads(SCRIPT, "measured"), people, 1, BEGINS, True)
    play.run(lambda said: None)
    rows = tuple(codec.stored(entry) for entry in play.entries)
    held = Held("measured", play.session.plan.title, rows, play.names)
    print(f"\n{people} people, {play.session.contributions:,} contributions, {len(rows):,} events\n")
    await _forms(Material(held.title, {1: held}, {}, Known()))
    await _beside(held)


async def _forms(material: Material) -> None:
    print("| reader, form | begin and read, s | write, s | of the processor, s | most memory, MiB | size, KiB |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for reader in READERS.values():
        for name in reader.forms if reader.slug != OWN else ():
            press, times = Press(), dict[State, float]()
            try:
                taken = await press.make(Order("take", reader.slug, name), material, _noted(times))
                read, wrote = times["writing"] - times["waiting"], time.perf_counter() - times["writing"]
                size = len(taken.written) / 1024
                took = f"{read:.1f} | {wrote:.2f} | {press.spent:.2f} | {press.peak / 2**20:.0f}"
                print(f"| {reader.slug}, {name} | {took} | {size:,.0f} |")
            except NotMade as why:
                print(f"| {reader.slug}, {name} | {why.code} | | | | |")
            finally:
                await press.close()


def _noted(times: dict[State, float]) -> Callable[[State], None]:
    def say(state: State) -> None:
        times[state] = time.perf_counter()

    return say


async def _beside(held: Held) -> None:
    """A room of phones that writes, while the same server makes one large file after another, and while it does not."""
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "log.sqlite3"
        session = await _stored(held, database)
        async with serving("tingsha", database) as served:
            room = Room(served)
            await room.open()
            await room.join(PHONES, 1.0)
            await room.move("alone")
            own = room.phones[0].part("own")
            waits: dict[bool, list[float]] = {True: [], False: []}
            stalls: dict[bool, list[float]] = {True: [], False: []}
            made = 0
            for n in range(2 * CALM):
                exporting = asyncio.create_task(_export(served.port, served.organiser, session)) if n % 2 else None
                await asyncio.sleep(1.0)
                phase = await room.submit(own["step"], filled(own["form"]), None)
                waits[exporting is not None] += phase.took
                stalls[exporting is not None].append(phase.stall)
                if exporting:
                    made += await exporting
                await room.quiet()
            for phone in room.phones:
                phone.leave()
    beside, calm = statistics.median(waits[True]), statistics.median(waits[False])
    print(f"\n{PHONES} phones write at once, answered after the commit, beside {made} exports and without:")
    print("\n| | ratio | exporting, ms | calm, ms |\n| --- | ---: | ---: | ---: |")
    print(f"| median answer | {beside / calm:.2f} | {beside * 1e3:.1f} | {calm * 1e3:.1f} |")
    for label, share in (("answer, 95 in 100", 0.95), ("slowest answer", 1.0)):
        b, c = at(waits[True], share), at(waits[False], share)
        print(f"| {label} | {b / c:.2f} | {b * 1e3:.1f} | {c * 1e3:.1f} |")
    b, c = statistics.median(stalls[True]), statistics.median(stalls[False])
    print(f"| longest stall, median of rounds | {b / c:.2f} | {b * 1e3:.1f} | {c * 1e3:.1f} |")


async def _export(port: int, organiser: str, session: str) -> int:
    """Takes two large forms over HTTP, as the record page does; how many came."""
    import aiohttp

    came = 0
    async with aiohttp.ClientSession(headers={"Authorization": f"Bearer {organiser}"}) as http:
        for form in ("facilitator.html", "tables.xlsx"):
            where = f"http://127.0.0.1:{port}/api/organise/sessions/{session}/take/{form}"
            async with http.get(where) as response:
                came += "content-disposition" in response.headers
                await response.read()
    return came


async def _stored(held: Held, database: Path) -> str:
    log = await Log.open(f"sqlite+aiosqlite:///{database}")
    id, first = new_id(), held.rows[:1]
    await log.create(StoredSession(id, "wren-maple-coin-527", held.title, "", first[0].at), Batch(id, first))
    await log.append(Batch(id, held.rows[1:]))
    await log.append(Batch(id, seats=tuple(StoredSeat(n, name, hashed(new_id())) for n, name in held.names.items())))
    await log.close()
    return id
