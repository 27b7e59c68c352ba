"""The rival: python-socketio as its guide shows it, on our uvicorn settings, with nothing behind it. No disk, no
sights, no roles. Run as `python -m bench.bare each|in_step`.

`each`     emits every line to everybody as it comes, as most such servers do
`in_step`  emits the newest state to everybody ten times a second, as ours does
"""

from __future__ import annotations

import asyncio
import sys
from typing import Any

import socketio
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from server.web import serving

SPELL = 0.1
SHOWN = 60
"""So many lines travel, the rest are counted: as our own room does."""


class Bare:
    def __init__(self, how: str) -> None:
        self.how = how
        self.lines: list[dict[str, Any]] = []
        self.rings = 0
        self.n = 0
        self.seats = 0
        self.due = asyncio.Event()
        self.sio = socketio.AsyncServer(
            async_mode="asgi",
            async_handlers=False,
            transports=["websocket"],
            ping_interval=10,
            ping_timeout=10,
            cors_allowed_origins=[],
        )
        self.sio.on("connect", self.connect)
        self.sio.on("command", self.command)
        pages = Starlette(routes=[Route("/api/join", self.join, methods=["POST"]), Route("/health", self.health)])
        self.app = socketio.ASGIApp(self.sio, pages)

    async def join(self, request: Request) -> Response:
        await request.json()
        self.seats += 1
        return JSONResponse({"ok": True, "seat": self.seats, "token": f"{self.seats:022}"})

    async def health(self, request: Request) -> Response:
        return PlainTextResponse("well")

    async def connect(self, sid: str, environ: Any, auth: Any) -> None:
        await self.sio.enter_room(sid, "all")
        asyncio.get_running_loop().call_soon(lambda: asyncio.ensure_future(self.welcome(sid)))

    async def welcome(self, sid: str) -> None:
        await self.sio.emit("welcome", {"epoch": "e", "you": {}, "parts": [self.room()]}, to=sid)

    async def command(self, sid: str, body: Any) -> dict[str, Any]:
        if body["do"] == "submit":
            lines = [{"label": name, "kind": "text", "text": said} for name, said in body["values"].items()]
            marks = {"group": "", "marked": False, "draft": False, "score": None, "joined": 0}
            line = {"id": body["contribution"], "lines": lines, "by": "Somebody", **marks}
            self.lines.append(line)
            if self.how == "each":
                await self.sio.emit("part", {"part": "line", "n": len(self.lines), "v": line}, room="all")
        elif body["do"] == "ring":
            self.rings += 1
            if self.how == "each":
                await self.sio.emit("part", self.room(), room="all")
        elif body["do"] == "clear":
            self.lines.clear()
        self.due.set()
        return {"ok": True, "id": body["id"]}

    async def in_step(self) -> None:
        while self.how == "in_step":
            await self.due.wait()
            self.due.clear()
            await self.sio.emit("part", self.room(), room="all")
            await asyncio.sleep(SPELL)

    def room(self) -> dict[str, Any]:
        self.n += 1
        filling = "The words of a step, its trail and its clock, about as long as ours. " * 10
        v = {"bells": self.rings, "cards": self.lines[:SHOWN], "count": len(self.lines), "step": filling}
        return {"part": "room", "n": self.n, "t": 0, "v": v}


async def main(how: str) -> None:
    listening = serving.listen("127.0.0.1", 0)
    bare = Bare(how)
    stepping = asyncio.create_task(bare.in_step())
    says = f"http://127.0.0.1:{listening.getsockname()[1]}\nCtrl-C stops it."
    server = serving.Server(bare.app, listening, ready=lambda: print(says, flush=True))
    serving.calm_collector()
    await server.run_here()
    stepping.cancel()


if __name__ == "__main__":
    serving.run(main(sys.argv[1]))
