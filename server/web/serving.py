"""uvicorn with the settings that were measured (docs/adr/0008-serving.md), on a listening socket of our own."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Coroutine, Iterator
from typing import Any, Literal, TypeVar

import uvicorn
from starlette.types import ASGIApp

LOST = 15_000
"""Milliseconds after which a peer that takes nothing is given up: a phone that went under with its line open."""
UNSENT = 64 * 1024
"""Bytes that may wait in the kernel for one screen before its line counts as full."""
LONG_COLLECTION = 0.02

log = logging.getLogger(__name__)

T = TypeVar("T")


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; every connection inherits its options. OSError when the address is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Where uvloop is not, asyncio answers without delay only on sockets that say they are TCP: 44 ms a request.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    for option, value in (("TCP_USER_TIMEOUT", LOST), ("TCP_NOTSENT_LOWAT", UNSENT)):
        if hasattr(socket, option):
            listening.setsockopt(socket.IPPROTO_TCP, getattr(socket, option), value)
    try:
        listening.bind((host, port))
        listening.listen(4096)
    except OSError:
        listening.close()
        raise
    listening.setblocking(False)
    return listening


class Server(uvicorn.Server):
    """One process that serves `app` on `listening` until it is told to stop; `stopping` is called first of all."""

    def __init__(
        self,
        app: ASGIApp,
        listening: socket.socket,
        *,
        proxies: str = "",
        stopping: Callable[[], None] = lambda: None,
        ready: Callable[[], None] = lambda: None,
    ) -> None:
        # Elsewhere than on Unix there is neither uvloop nor httptools.
        http: Literal["httptools", "h11"] = "h11" if sys.platform == "win32" else "httptools"
        super().__init__(
            uvicorn.Config(
                app,
                http=http,
                ws="websockets-sansio",
                ws_max_size=128 * 1024,  # the gate refuses from 32 KiB on, in words
                ws_per_message_deflate=False,
                ws_ping_interval=None,  # Engine.IO pings
                backlog=4096,
                limit_concurrency=4000,
                timeout_graceful_shutdown=5,
                proxy_headers=bool(proxies),
                forwarded_allow_ips=proxies or None,
                access_log=False,
                server_header=False,
                log_config=None,
                log_level="warning",
                lifespan="off",
            )
        )
        self._listening = listening
        self._stopping = stopping
        self._ready = ready

    async def run_here(self) -> None:
        """Serves on the running loop until a signal or `should_exit` ends it."""
        await self.serve(sockets=[self._listening])

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Ctrl-C and SIGTERM end the server in good order, and that is all: uvicorn would raise them once more."""
        if threading.current_thread() is not threading.main_thread():
            yield
        elif sys.platform == "win32":
            with super().capture_signals(), contextlib.suppress(KeyboardInterrupt):
                yield
        else:
            loop = asyncio.get_running_loop()
            for number in (signal.SIGINT, signal.SIGTERM):
                loop.add_signal_handler(number, self.handle_exit, number, None)
            try:
                yield
            finally:
                for number in (signal.SIGINT, signal.SIGTERM):
                    loop.remove_signal_handler(number)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._stopping()
        await super().shutdown(sockets)


def run(main: Coroutine[Any, Any, T]) -> T:
    """Runs `main` on the loop we ship."""
    if sys.platform == "win32":
        return asyncio.run(main)
    import uvloop

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(main)


def calm_collector() -> None:
    """Keeps the garbage collector from stopping the room: what is loaded is never looked at again, and the rest
    seldom. Collections that take long are logged."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 100)
    began = 0.0

    def watch(phase: Literal["start", "stop"], info: dict[str, int]) -> None:
        nonlocal began
        if phase == "start":
            began = time.perf_counter()
        elif (took := time.perf_counter() - began) > LONG_COLLECTION:
            log.warning("a garbage collection took %d ms", took * 1000)

    gc.callbacks.append(watch)
