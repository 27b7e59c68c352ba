"""The one door to python-socketio, and the only module that sends to screens.

A screen is told everything by two kinds of message: `welcome`, once, with all it may see, and `part` for each change.
A part is encoded once for its audience and written straight to each screen's ASGI send; python-socketio's own way
makes a task for each recipient and costs five times as much (docs/adr/0007-direct-sends.md). A screen whose line is
full is passed over and gets the newest parts when it drains. Screens count parts, so their order against
acknowledgements and pings does not matter.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from typing import Any

import orjson
import socketio
from starlette.types import ASGIApp, Message, Send

from server.live.frames import Frame, Watching
from server.live.presence import Viewer
from server.live.session import LiveSession
from server.live.sessions import Sessions
from server.live.trouble import where
from server.wire import desk
from server.wire.gate import LINE, Gate, Limits, Line
from server.wire.links import Holder, Links, Unknown
from server.wire.roles import may

log = logging.getLogger(__name__)

EVENTS = ("command", "hint")
"""What a screen may send. python-socketio's own names, such as "disconnect", are never dispatched from the line."""


class _Json:
    """orjson, as python-socketio wants it."""

    @staticmethod
    def dumps(value: object, **_: object) -> str:
        return orjson.dumps(value).decode()

    @staticmethod
    def loads(text: str, **_: object) -> Any:
        return orjson.loads(text)


class _Server(socketio.AsyncServer):  # type: ignore[misc]
    """Dispatches nothing from the line but our own events with one object each."""

    async def _handle_event(self, eio_sid: str, namespace: str | None, id: int | None, data: object) -> None:
        if isinstance(data, list) and len(data) == 2 and data[0] in EVENTS and namespace in (None, "/"):
            await super()._handle_event(eio_sid, namespace, id, data)
        elif id is not None:
            says = desk.refused("", "unknown", "This page and the server do not understand each other.")
            packet = self.packet_class(socketio.packet.ACK, namespace=namespace, id=id, data=[says])
            await self._send_packet(eio_sid, packet)


class Screen:
    """One connected screen, and what it has yet to be told."""

    def __init__(self, send: Send, live: LiveSession, holder: Holder, viewer: Viewer, encode: Encoder) -> None:
        self.live = live
        self.holder = holder
        self._viewer = viewer
        self._send = send
        self._encode = encode
        self._watching: Watching | None = None
        self._behind: dict[str, Message] = {}
        self._catching_up: asyncio.Task[None] | None = None

    def welcome(self) -> None:
        """Begins to watch, and tells the screen who it is and all it may see."""
        self._watching = self.live.watch(self._viewer, self.deliver)
        you = self.holder.you(self.live.seats.names.get(self.holder.seat, ""))
        head = orjson.dumps({"epoch": self._watching.epoch, "you": you})[:-1]
        parts = b",".join(frame.encoded for frame in self._watching.frames)
        self._write("welcome", _event(b'42["welcome",' + head + b',"parts":[' + parts + b"]}]"))

    def deliver(self, frame: Frame) -> None:
        """Tells the screen one part that has changed; called by the session, which does not wait."""
        self._write(frame.part, self._encode(frame))

    def leave(self) -> None:
        """The line is gone."""
        if self._watching is not None:
            self._watching.close()
            self._watching = None
        if self._catching_up is not None:
            self._catching_up.cancel()

    @property
    def is_behind(self) -> bool:
        return bool(self._behind)

    def _write(self, part: str, message: Message) -> None:
        if self._catching_up is None and self._sent_at_once(message):
            return
        self._behind[part] = message
        if self._catching_up is None:
            self._catching_up = asyncio.create_task(self._catch_up())

    def _sent_at_once(self, message: Message) -> bool:
        """Steps the send once. It ends at once when the line has room; otherwise nothing was written."""
        sending = self._send(message)
        try:
            sending.send(None)  # type: ignore[attr-defined]
        except StopIteration:
            return True
        except (OSError, RuntimeError):
            return True  # the line has gone; Engine.IO will say so
        sending.close()  # type: ignore[attr-defined]
        return False

    async def _catch_up(self) -> None:
        try:
            while self._behind:
                message = self._behind.pop(next(iter(self._behind)))
                await self._send(message)
        except (OSError, RuntimeError):
            self._behind.clear()
        finally:
            self._catching_up = None


class Encoder:
    """Makes the message that carries a part, once for all screens of its audience."""

    def __init__(self) -> None:
        self._frame: Frame | None = None
        self._message: Message = {}

    def __call__(self, frame: Frame) -> Message:
        # A session tells one part to all its screens in a row, so the last one is all there is to remember.
        if frame is not self._frame:
            self._frame, self._message = frame, _event(b'42["part",' + frame.encoded + b"]")
        return self._message


def _event(encoded: bytes) -> Message:
    return {"type": "websocket.send", "text": encoded.decode()}


class Gateway:
    """All screens that are connected by websocket. `app` is what the web server calls for /socket.io."""

    def __init__(
        self, sessions: Sessions, links: Links, *, origins: tuple[str, ...] = (), limits: Limits | None = None
    ) -> None:
        self.sessions = sessions
        self.links = links
        self.screens: dict[str, Screen] = {}
        self._encode = Encoder()
        self._server = _Server(
            async_mode="asgi",
            async_handlers=False,
            transports=["websocket"],
            allow_upgrades=False,
            max_http_buffer_size=32_768,
            ping_interval=10,
            ping_timeout=10,
            cors_allowed_origins=[],  # the gate looks at the origin
            logger=False,
            engineio_logger=False,
            json=_Json,
            namespaces=["/"],
        )
        for name in ("engineio.server", "socketio.server"):
            logging.getLogger(name).handlers.clear()  # theirs would write tracebacks past our formatter
        self._server.on("connect", self._connect)
        self._server.on("disconnect", self._disconnect)
        self._server.on("command", self._command)
        self._server.on("hint", self._hint)
        engine: ASGIApp = socketio.ASGIApp(self._server, socketio_path=None)
        self.app: ASGIApp = Gate(engine, origins=origins, limits=limits)

    @property
    def lines(self) -> int:
        """How many lines Engine.IO holds, whether they came in or not."""
        return len(self._server.eio.sockets)

    async def close(self) -> None:
        """Lets every screen go."""
        for screen in list(self.screens.values()):
            screen.leave()
        self.screens.clear()

    async def revoke(self, session_id: str = "", account: str = "") -> None:
        """Ends the lines of every screen of this session, or of this account, whose link no longer opens anything."""
        for sid, screen in list(self.screens.items()):
            mine = screen.holder.session == session_id or (account and screen.holder.account == account)
            if mine and not await self.links.still(screen.holder):
                await self._server.disconnect(sid)

    @property
    def seats(self) -> set[str]:
        """The hashes of the links of all seats that have a line here."""
        return {screen.holder.token_hash for screen in self.screens.values() if screen.holder.seat}

    async def end(self, token_hashes: frozenset[str]) -> None:
        """Ends the lines that came in by these links."""
        for sid, screen in list(self.screens.items()):
            if screen.holder.token_hash in token_hashes:
                await self._server.disconnect(sid)

    async def shut(self, account: str) -> None:
        """Makes the links of an account void, and ends the lines of the screens it opened."""
        await self.links.revoke_account(account)
        await self.revoke(account=account)

    async def _connect(self, sid: str, environ: Mapping[str, Any], auth: object = None) -> None:
        token = auth.get("token") if isinstance(auth, dict) else None
        try:
            holder = await self.links.who(token)
            if isinstance(holder, Unknown) or (viewer := holder.viewer) is None:
                unknown = holder if isinstance(holder, Unknown) else Unknown("unknown_link")
                raise socketio.exceptions.ConnectionRefusedError(unknown.says, unknown.told())
            live = await self.sessions.live(holder.session)
        except socketio.exceptions.ConnectionRefusedError:
            raise
        except Exception as failure:
            log.error("a screen was not let in: %s", where(failure))
            # Without a code: the screen tries again.
            raise socketio.exceptions.ConnectionRefusedError(desk.NOT_NOW) from None
        line: Line = environ["asgi.scope"][LINE]
        screen = self.screens[sid] = Screen(line.straight, live, holder, viewer, self._encode)
        line.when_joined = screen.welcome

    async def _disconnect(self, sid: str, reason: object = None) -> None:
        screen = self.screens.pop(sid, None)
        if screen is not None:
            screen.leave()

    async def _command(self, sid: str, body: object) -> desk.Json:
        screen = self.screens.get(sid)
        if screen is None:
            return desk.refused("", "busy", desk.NOT_NOW)
        # A line of a seat that is shut ends (see `server.wire.shutting`); a host's may be void, by another process.
        if screen.holder.role == "facilitator" and not await self.links.still(screen.holder):
            return {"id": "", "ok": False, **Unknown("revoked").told()}
        return await desk.answer(screen.live, screen.holder, body)

    async def _hint(self, sid: str, body: object) -> desk.Json:
        screen = self.screens.get(sid)
        unsent = body.get("unsent") if isinstance(body, dict) else None
        if screen is None or not may(screen.holder.role, "hint") or type(unsent) is not int or not 0 <= unsent <= 999:
            return {"ok": False}
        screen.live.hint(screen.holder.seat, unsent)
        return {"ok": True}
