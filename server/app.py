"""Where everything is put together; the only module that knows all others."""

from __future__ import annotations

import asyncio
import logging
import socket
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from server.accounts.departures import Departures
from server.accounts.housekey import HouseKey
from server.accounts.provider import Provider
from server.accounts.signing import Signing
from server.live.clock import Clock, SteadyClock
from server.live.sessions import Sessions
from server.live.trouble import where
from server.log import Log
from server.mail.letters import Letters
from server.mail.postman import Postman
from server.rehearsal.crowd import Crowd
from server.season.communities import Communities
from server.season.meetings import Meetings
from server.season.people import People
from server.season.rounds import Rounds
from server.season.ways_back import WaysBack
from server.settings import Settings
from server.takeaway.press import Press
from server.takeaway.shares import Shares
from server.takeaway.source import Sources
from server.web.accounts import AccountRoutes
from server.web.amending import Amending
from server.web.asking import Asking
from server.web.assets import SecurityHeaders, client_routes
from server.web.colleagues import ColleagueRoutes
from server.web.letting_back import LettingBack
from server.web.organise import Organise
from server.web.pictures import Pictures
from server.web.printing import PrintRoutes
from server.web.provider import BACK, ProviderRoutes
from server.web.records import RecordRoutes
from server.web.season import SeasonRoutes, season_routes
from server.wire.door import Door
from server.wire.fallback import Fallback
from server.wire.gate import Limits
from server.wire.gateway import Gateway
from server.wire.links import Links
from server.wire.shutting import Shutting

SOCKETS = "/socket.io"
MOST_SIMULATED = 200

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class House:
    """A server, ready to be served. `origin` is where its links lead."""

    app: ASGIApp
    origin: str
    log: Log
    sessions: Sessions
    links: Links
    gateway: Gateway
    fallback: Fallback
    organise: Organise
    season: SeasonRoutes
    rounds: Rounds
    letters: Letters
    signing: Signing
    practice: Practice
    shutting: Shutting
    key: HouseKey
    records: RecordRoutes

    def quieten(self) -> None:
        """Answers every request that waits for news, so that the server can stop."""
        self.practice.close()
        self.fallback.close()

    async def close(self) -> None:
        """Answers what waits, saves every clock, and lets the database go."""
        await self.rounds.close()
        await self.records.close()
        await self.shutting.close()
        await self.letters.close()
        await self.gateway.close()
        await self.sessions.close()
        await self.log.close()


async def open_house(
    settings: Settings,
    origin: str,
    *,
    client: Path | None = None,
    has_pages: bool = True,
    limits: Limits | None = None,
    clock: Clock | None = None,
    inside: str = "",
) -> House:
    """Opens the database and puts the house together. Close it when it is no longer served.

    `origin` is where its links lead; `inside` is how this machine reaches it when that differs. `client` is the folder
    of the built client. Raises ClientNotBuilt when there is none and pages are wanted.
    """
    pages = client_routes(client) if has_pages else []
    clock = clock or SteadyClock()
    log = await Log.open(settings.database)
    sessions = Sessions(log, address=f"{origin}/join", clock=clock)
    links = Links(log, clock)
    key = HouseKey(settings.secret, settings.database)
    ways_back = WaysBack(log, key, clock.now)
    door = Door(log, sessions, ways_back, clock.now, links.remember, f"{origin}/me")
    fallback = Fallback(sessions, links, door)
    origins = (settings.public_origin,) if settings.public_origin else ()
    gateway = Gateway(sessions, links, origins=origins, limits=limits)
    practice = Practice(inside or origin)
    fill = practice.fill if settings.demo else None
    signing = Signing(log, clock)
    shutting = Shutting(log, links, gateway, fallback)
    asking = Asking(links, signing.sign_ins, key, origin=origin, origins=origins)
    organise = Organise(sessions, links, asking, origin=origin, revoked=gateway.revoke, fill=fill)
    shares = Shares(log, clock.now)
    pictures = Pictures(log, sessions, asking, clock)
    provider = _provider(settings, origin)
    accounts: list[BaseRoute] = [
        *AccountRoutes(asking, signing, provider=provider.name if provider else "").routes(),
        *ColleagueRoutes(asking, signing, links, origin=origin, shut=gateway.shut).routes(),
        *ProviderRoutes(asking, signing, Departures(log, clock), provider).routes(),
    ]
    postman = Postman(settings.smtp_url, settings.mail_from) if settings.smtp_url else None
    letters = Letters(log, clock.now, postman)
    meetings, press = Meetings(log, clock.now), Press()
    records = RecordRoutes(asking, Sources(log, meetings), press, shares, clock.now, origin=origin)
    communities, people = Communities(log, clock.now), People(log, clock.now)
    printing = PrintRoutes(asking, sessions, meetings, communities, people, links, press, origin=origin)
    season = season_routes(
        asking,
        log,
        sessions,
        links,
        clock,
        key,
        letters,
        ways_back,
        shutting,
        press,
        origin=origin,
        database=settings.database,
    )
    routes: list[BaseRoute] = [
        Route("/health", _health),
        *fallback.routes(),
        *LettingBack(asking, sessions, ways_back, shutting, origin=origin).routes(),
        *organise.routes(),
        *records.routes(),
        *Amending(sessions, asking).routes(),
        *printing.routes(),
        *season.organising,
        *season.others,
        *pictures.routes(),
        *accounts,
        *pages,
    ]
    rounds = Rounds((*season.errands, shares.tidy))
    rounds.begin()
    shutting.begin()
    app = _Switch(gateway.app, SecurityHeaders(Starlette(routes=routes)))
    return House(
        app,
        origin,
        log,
        sessions,
        links,
        gateway,
        fallback,
        organise,
        season,
        rounds,
        letters,
        signing,
        practice,
        shutting,
        key,
        records,
    )


class Practice:
    """Simulated people for facilitators who practise: they come in over real sockets, like everybody."""

    def __init__(self, inside: str) -> None:
        self._inside = inside
        self._people: Counter[str] = Counter()
        self._crowds: set[asyncio.Task[None]] = set()

    async def fill(self, code: str, people: int) -> None:
        """Begins to fill the session of that code; no session gets more than MOST_SIMULATED."""
        people = min(people, MOST_SIMULATED - self._people[code])
        if people > 0:
            crowd = Crowd(self._inside, code, people, first=self._people[code])
            self._people[code] += people
            task = asyncio.create_task(crowd.run())
            self._crowds.add(task)
            task.add_done_callback(self._over)

    def close(self) -> None:
        for task in self._crowds:
            task.cancel()

    def _over(self, task: asyncio.Task[None]) -> None:
        self._crowds.discard(task)
        if not task.cancelled() and (failure := task.exception()):
            log.warning("the simulated people went: %s", where(failure))


def _provider(settings: Settings, origin: str) -> Provider | None:
    """The organisation's own sign-in, if one is set."""
    if not settings.oidc_issuer:
        return None
    client, secret, name = settings.oidc_client_id, settings.oidc_client_secret, settings.oidc_name
    return Provider(settings.oidc_issuer, client, secret, name=name, back=f"{origin}{BACK}")


async def _health(request: Request) -> Response:
    return PlainTextResponse("well")


class _Switch:
    """Sockets to the gateway, everything else to the pages."""

    def __init__(self, sockets: ASGIApp, pages: ASGIApp) -> None:
        self._sockets = sockets
        self._pages = pages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in ("http", "websocket") and scope["path"].rstrip("/") == SOCKETS:
            await self._sockets(scope, receive, send)
        elif scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 1008})
        else:
            await self._pages(scope, receive, send)


def origin_of(settings: Settings, listening: socket.socket) -> str:
    """Where people reach this server: the address that was set, or the one it listens on."""
    if settings.public_origin:
        return settings.public_origin
    host, port = listening.getsockname()[:2]
    if host in ("0.0.0.0", "::"):
        host = local_address()
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def inside_of(listening: socket.socket) -> str:
    """How this machine itself reaches the server."""
    host, port = listening.getsockname()[:2]
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def local_address() -> str:
    """This machine's address in its own network; nothing is sent to find it."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            return str(probe.getsockname()[0])
        except OSError:
            return "127.0.0.1"
