"""The browser client as built by Vite: its pages and their files, and the headers every answer carries.

The whole build (a few hundred kilobytes) is read once, with the ``.br`` and ``.gz`` that the build wrote beside each
text file. A request is a look-up in that table: nothing is compressed while a room waits, and no path reaches the disk.
"""

from __future__ import annotations

import hashlib
import mimetypes
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# The address of each page, and the file that Vite made for it. Who opens the bare address wants to join.
PAGES = {
    "/": "join.html",
    "/join": "join.html",
    "/control": "control.html",
    "/stage": "stage.html",
    "/organise": "organise.html",
    "/me": "me.html",
    "/register": "register.html",
    "/survey": "survey.html",
    "/kept": "kept.html",
    "/read": "read.html",
    "/preview": "preview.html",
}

# The one page that may stand inside another, and only inside one of ours: it plays rehearsals in the catalogue.
FRAMED = "preview.html"
FONTS = "fonts/"
"""What documents are set in lies beside the client; no page asks for it."""

# Vite names these after their content, so a name never changes its meaning.
IMMUTABLE = "public, max-age=31536000, immutable"
REVALIDATE = "no-cache"

# Best first. "identity" is what the build made, the others are what it wrote beside it.
CODINGS = {"br": ".br", "gzip": ".gz"}

TYPES = {".js": "text/javascript", ".css": "text/css", ".html": "text/html", ".svg": "image/svg+xml"}

# A host and port as browsers send them; anything else stays out of the policy.
HOST = re.compile(r"(?:[A-Za-z0-9.-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(?::[0-9]{1,5})?")

POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src {connects}; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors {frames}; "
    "require-trusted-types-for 'script'"
)

HEADERS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": (
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), display-capture=(), "
        "fullscreen=(self), screen-wake-lock=(self)"
    ),
    # People's words stay out of every cache unless a route says otherwise.
    "cache-control": "no-store",
}


# A preview is told everything by the page around it: it connects to nothing, and nobody else may frame it.
FRAMED_HEADERS = {
    "content-security-policy": POLICY.format(connects="'none'", frames="'self'"),
    "x-frame-options": "SAMEORIGIN",
}

# Browsers heed this one only over HTTPS, and complain to the console elsewhere.
OVER_HTTPS = {"cross-origin-opener-policy": "same-origin"}


class ClientNotBuilt(Exception):
    """There is no built client to serve; the text says what to do."""


@dataclass(frozen=True, slots=True)
class Asset:
    """One file of the build: its bytes by content coding ("identity" always among them) and its headers; `headers`
    take the place of those that every answer carries."""

    bodies: Mapping[str, bytes]
    media_type: str
    cache_control: str
    etag: str
    headers: Mapping[str, str] = field(default_factory=dict)

    def answer(self, request: Headers) -> Response:
        """200 in the best coding the browser takes, or 304 when it has these very bytes."""
        coding = choose_coding(request.get("accept-encoding", ""), self.bodies)
        # One tag for each coding: the bytes differ.
        tag = f'"{self.etag}-{coding}"'
        headers = {"etag": tag, "cache-control": self.cache_control, "vary": "accept-encoding", **self.headers}
        known = [candidate.strip().removeprefix("W/") for candidate in request.get("if-none-match", "").split(",")]
        if tag in known:
            return Response(status_code=304, headers=headers)
        if coding != "identity":
            headers["content-encoding"] = coding
        return Response(self.bodies[coding], headers=headers, media_type=self.media_type)


def choose_coding(accepted: str, available: Mapping[str, bytes]) -> str:
    """The best of our codings that an Accept-Encoding header allows; "identity" when it allows none."""
    allowed = set()
    for item in accepted.lower().split(","):
        name, *parameters = (word.strip() for word in item.split(";"))
        if not any(re.fullmatch(r"q=0(\.0*)?", parameter) for parameter in parameters):
            allowed.add(name)
    return next((coding for coding in CODINGS if coding in available and coding in allowed), "identity")


def find_client() -> Path:
    """The folder of the built client: inside an installed package, or ``static/dist`` of the clone.

    Raises ClientNotBuilt when there is neither.
    """
    server = Path(__file__).resolve().parent.parent
    for folder in (server / "_static" / "dist", server.parent / "static" / "dist"):
        if all((folder / name).is_file() for name in PAGES.values()):
            return folder
    raise ClientNotBuilt("The browser client is not built yet. In the clone, run: python3 dev.py run")


def read_client(folder: Path) -> dict[str, Asset]:
    """Every file of a build by its path from the folder, with forward slashes."""
    assets = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        is_ours = path.is_file() and not path.name.startswith(".") and not name.startswith(FONTS)
        if not is_ours or path.suffix in CODINGS.values():
            continue
        body = path.read_bytes()
        bodies = {"identity": body}
        for coding, suffix in CODINGS.items():
            beside = path.with_name(path.name + suffix)
            if beside.is_file():
                bodies[coding] = beside.read_bytes()
        assets[name] = Asset(
            bodies=bodies,
            media_type=TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream",
            cache_control=IMMUTABLE if name.startswith("assets/") else REVALIDATE,
            etag=hashlib.sha256(body).hexdigest()[:32],
            headers=FRAMED_HEADERS if name == FRAMED else {},
        )
    return assets


def client_routes(folder: Path | None = None) -> list[BaseRoute]:
    """Routes for the pages and every file of the client. Put them last: they take what no other route took."""
    assets = read_client(folder or find_client())

    async def page(request: Request) -> Response:
        return assets[PAGES[request.url.path]].answer(request.headers)

    async def file(request: Request) -> Response:
        asset = assets.get(request.path_params["path"])
        if asset is None:
            return PlainTextResponse("There is nothing here.", status_code=404)
        return asset.answer(request.headers)

    return [*(Route(address, page) for address in PAGES), Route("/{path:path}", file)]


class SecurityHeaders:
    """Gives every HTTP answer the headers above; a header that a route set itself stands."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        host = Headers(scope=scope).get("host", "")
        wanted = HEADERS | OVER_HTTPS if scope["scheme"] == "https" else HEADERS

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.setdefault("content-security-policy", content_security_policy(host))
                for name, value in wanted.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, send_with_headers)


def content_security_policy(host: str) -> str:
    """The policy for pages served to this Host.

    The socket's address is named because Safari before 16 does not count it as 'self'.
    """
    sockets = f" ws://{host} wss://{host}" if HOST.fullmatch(host) else ""
    return POLICY.format(connects=f"'self'{sockets}", frames="'none'")
