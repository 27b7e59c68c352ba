"""A house served for real on a free port, and screens that dial in over real sockets."""

from __future__ import annotations

import asyncio
import base64
import json
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import socketio

from server import scripts
from server.app import House, open_house
from server.settings import Settings
from server.web import serving
from server.wire.gate import Limits
from tests.fresh import lay_database

SCRIPT = """
title: A taste
subtitle: Twenty minutes
asks:
  - {name: role, label: I am here as, options: [a patient, a carer, someone else]}
items:
  - structure: one_two_four_all
    invitation: What makes it hard to stop a medicine that no longer helps?
    output: hard
"""


def new_id() -> str:
    return base64.urlsafe_b64encode(secrets.token_bytes(16)).rstrip(b"=").decode()


@dataclass
class Screen:
    """One screen on a real socket: keeps the welcome, and the newest of each part as a screen must."""

    origin: str
    token: str
    client: Any = None
    welcomes: list[dict[str, Any]] = field(default_factory=list)
    parts: dict[str, dict[str, Any]] = field(default_factory=dict)
    heard: list[str] = field(default_factory=list)
    refused: Any = None
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    async def connect(self, **headers: str) -> Screen:
        self.client = socketio.AsyncClient(reconnection=False, logger=False, engineio_logger=False)
        self.client.on("welcome", self._welcome)
        self.client.on("part", self._part)
        self.client.on("connect_error", self._connect_error)
        await self.client.connect(
            self.origin, auth={"token": self.token}, transports=["websocket"], headers=headers, wait_timeout=20
        )
        await self.until(lambda: bool(self.welcomes))
        return self

    async def _welcome(self, body: dict[str, Any]) -> None:
        self.heard.append(json.dumps(body))
        self.welcomes.append(body)
        self.parts = {one["part"]: one for one in body["parts"]}
        self.changed.set()

    async def _part(self, body: dict[str, Any]) -> None:
        self.heard.append(json.dumps(body))
        assert self.welcomes, "a part came before the welcome"
        if body["n"] > self.parts.get(body["part"], {"n": -1})["n"]:
            self.parts[body["part"]] = body
        self.changed.set()

    async def _connect_error(self, why: Any) -> None:
        self.refused = why

    def part(self, name: str) -> Any:
        return self.parts[name]["v"]

    async def until(self, seen: Callable[[], bool], seconds: float = 20) -> None:
        async with asyncio.timeout(seconds):
            while not seen():
                self.changed.clear()
                await self.changed.wait()

    async def do(self, do: str, *, id: str = "", **more: Any) -> dict[str, Any]:
        answer = await self.client.call("command", {"id": id or new_id(), "do": do, **more}, timeout=20)
        self.heard.append(json.dumps(answer))
        assert isinstance(answer, dict)
        return answer

    async def submit(self, text: str, **more: Any) -> dict[str, Any]:
        step, field_name = self.part("own")["step"], self.part("own")["form"]["fields"][0]["name"]
        return await self.do("submit", **{"contribution": new_id(), "step": step, "values": {field_name: text}, **more})


@dataclass
class Served:
    """A house that is served, with one session in it."""

    house: House
    origin: str
    http: aiohttp.ClientSession
    organiser: str
    session: str
    code: str
    control: str
    stage: str
    screens: list[Screen] = field(default_factory=list)

    async def post(self, path: str, body: Any = None, token: str = "", **more: Any) -> dict[str, Any]:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        async with self.http.post(self.origin + path, json=body, headers=headers, **more) as response:
            answer = await response.json(content_type=None)
        assert isinstance(answer, dict)
        return answer

    async def get(self, path: str, token: str = "") -> Any:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        async with self.http.get(self.origin + path, headers=headers) as response:
            return await response.json(content_type=None)

    async def join(self, name: str = "Ada", **more: Any) -> str:
        body = {"id": new_id(), "code": self.code, "name": name, "traits": {"role": "a patient"}, **more}
        seated = await self.post("/api/join", body)
        assert seated["ok"], seated
        return str(seated["token"])

    def screen(self, token: str) -> Screen:
        self.screens.append(Screen(self.origin, token))
        return self.screens[-1]

    async def phone(self, name: str = "Ada") -> Screen:
        return await self.screen(await self.join(name)).connect()

    async def host(self) -> Screen:
        return await self.screen(self.control).connect()

    async def go(self, host: Screen, step: str) -> None:
        """Moves on until the step of that name runs."""
        for _ in range(12):
            at = host.part("control")["now_key"]
            if at.endswith(f"/{step}"):
                return
            assert (await host.do("next", anyway=True, step=at))["ok"]
            await host.until(lambda at=at: host.part("control")["now_key"] != at)  # type: ignore[misc]
        raise AssertionError(f"there is no step {step}")


@asynccontextmanager
async def open_served(
    folder: Path, limits: Limits | None = None, script: str = SCRIPT, has_pages: bool = False, **settings: Any
) -> AsyncIterator[Served]:
    """Serves a house with one session in it, its database in `folder`; more settings may be given."""
    listening = serving.listen("127.0.0.1", 0)
    origin = f"http://127.0.0.1:{listening.getsockname()[1]}"
    database = folder / "log.sqlite3"
    lay_database(database)
    house = await open_house(Settings(database=str(database), **settings), origin, has_pages=has_pages, limits=limits)
    ready = asyncio.Event()
    server = serving.Server(house.app, listening, proxies="127.0.0.1", stopping=house.quieten, ready=ready.set)
    running = asyncio.create_task(server.run_here())
    http = aiohttp.ClientSession()
    organiser = await house.links.new_organiser()
    session = await house.sessions.create(scripts.loads(script))
    links = (await house.links.of_session(organiser, session))[session]
    code = (await house.sessions.live(session)).code
    served = Served(house, origin, http, organiser, session, code, links.control, links.stage)
    try:
        async with asyncio.timeout(20):
            await ready.wait()
        yield served
    finally:
        for screen in served.screens:
            if screen.client is not None:
                await screen.client.disconnect()
        await http.close()
        server.should_exit = True
        await running
        await house.close()
        listening.close()


Serve = Callable[..., Awaitable[Served]]


@pytest.fixture
async def serve(tmp_path: Path) -> AsyncIterator[Serve]:
    """Serves a house; more settings may be given."""
    async with AsyncExitStack() as closing:

        async def begin(limits: Limits | None = None, script: str = SCRIPT, **settings: Any) -> Served:
            return await closing.enter_async_context(open_served(tmp_path, limits, script, **settings))

        yield begin


@pytest.fixture
async def served(serve: Serve) -> Served:
    return await serve()
