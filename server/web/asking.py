"""Who sends a request, by a link or by a sign-in, and whether the table lets them: the one way into guarded routes.

A link comes in the `Authorization` header, which no other site can make a browser send. A sign-in comes in a cookie
that scripts cannot read; so a request that changes something must also come from a page of ours.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Literal

from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.accounts.accounts import Standing
from server.accounts.housekey import HouseKey
from server.accounts.sign_ins import LONGEST, SignIn, SignIns
from server.live.sessions import UnknownSession
from server.log import LostRace, NotSaved
from server.wire import desk
from server.wire.fallback import answered
from server.wire.gate import is_ours
from server.wire.links import TOKEN, Holder, Links, Unknown
from server.wire.reading import NOT_UNDERSTOOD
from server.wire.roles import Role, may

COOKIE = "tingsha"
NO_SESSION = "There is no such session."
NOT_FROM_HERE = (
    "This did not come from a page of this house. Please open the page again. "
    "If it says so every time, the server must be told the address people use: tingsha serve --public-origin https://…"
)
NOT_SIGNED_IN_FOR = "Your account cannot do that. An organiser can change what it may do."

ROLE_OF: dict[Standing, Role] = {
    "organiser": "organiser",
    "facilitator": "account_facilitator",
    "co_facilitator": "co_facilitator",
    "viewer": "viewer",
}

Answering = Callable[[Request, Holder], Awaitable[Response]]


class Asking:
    """`origin` is where people reach the house; `origins` are the pages that may ask, empty for those of the host."""

    def __init__(
        self, links: Links, sign_ins: SignIns, key: HouseKey, *, origin: str, origins: tuple[str, ...] = ()
    ) -> None:
        self._links = links
        self._sign_ins = sign_ins
        self._key = key
        self._is_public_secure = bool(origins) and origin.startswith("https:")
        self._origins = origins

    def route(self, path: str, doing: str, do: Answering, method: Literal["GET", "POST"] = "POST") -> Route:
        """A route for those who may do this; everybody always gets an answer."""

        async def answer(request: Request) -> Response:
            holder = await self.may(request, doing)
            if isinstance(holder, Response):
                return holder
            try:
                return await do(request, holder)
            except ValidationError:
                return answered(desk.refused("", "invalid", NOT_UNDERSTOOD))
            except UnknownSession:
                return answered(desk.refused("", "unknown", NO_SESSION), status=404)
            except (NotSaved, LostRace):
                return answered(desk.refused("", "busy", desk.NOT_NOW))

        return Route(path, answer, methods=[method])

    def open(self, path: str, do: Callable[[Request], Awaitable[Response]]) -> Route:
        """A route for everybody, from pages of ours alone."""

        async def answer(request: Request) -> Response:
            if not self._is_from_here(request):
                return answered(desk.refused("", "forbidden", NOT_FROM_HERE))
            try:
                return await do(request)
            except ValidationError:
                return answered(desk.refused("", "invalid", NOT_UNDERSTOOD))
            except (NotSaved, LostRace):
                return answered(desk.refused("", "busy", desk.NOT_NOW))

        return Route(path, answer, methods=["POST"])

    async def may(self, request: Request, doing: str) -> Holder | Response:
        """Who asks, if they may do this; otherwise what they are told."""
        holder = await self.holder(request)
        if isinstance(holder, Unknown):
            return answered({"ok": False, **holder.told()})
        is_by_cookie = "authorization" not in request.headers
        if is_by_cookie and request.method != "GET" and not self._is_from_here(request):
            return answered(desk.refused("", "forbidden", NOT_FROM_HERE))
        if not may(holder.role, doing):
            says = NOT_SIGNED_IN_FOR if is_by_cookie else desk.NOT_YOURS
            return answered(desk.refused("", "forbidden", says))
        return holder

    async def holder(self, request: Request) -> Holder | Unknown:
        """Who asks: whoever holds the link in the header, else whoever is signed in."""
        if "authorization" in request.headers:
            scheme, _, token = request.headers["authorization"].partition(" ")
            return await self._links.who(token if scheme.lower() == "bearer" else None)
        if self.cookie(request) == "":
            return Unknown("unknown_link")
        signed_in = await self.signed_in(request)
        if signed_in is None:
            return Unknown("signed_out")
        account = signed_in.account
        root = self._key.root_of(account.id)
        return Holder(ROLE_OF[account.role], token_hash=signed_in.token_hash, account=account.id, root=root)

    async def signed_in(self, request: Request) -> SignIn | None:
        """The sign-in that the cookie is of."""
        token = self.cookie(request)
        return await self._sign_ins.who(token) if TOKEN.fullmatch(token) else None

    # --- the cookie ------------------------------------------------------------------------------------------------

    def cookie(self, request: Request, name: str = COOKIE) -> str:
        return request.cookies.get(self._named(request, name), "")

    def keep(self, request: Request, response: Response, token: str) -> None:
        """Signs this browser in. The cookie goes with requests from our own pages only, and no script reads it."""
        self.set(request, response, COOKIE, token, seconds=int(LONGEST), same_site="strict")

    def forget(self, request: Request, response: Response) -> None:
        self.set(request, response, COOKIE, "", seconds=0, same_site="strict")

    def set(
        self,
        request: Request,
        response: Response,
        name: str,
        value: str,
        *,
        seconds: int,
        same_site: Literal["strict", "lax"],
    ) -> None:
        response.set_cookie(
            self._named(request, name),
            value,
            max_age=seconds,
            path="/",
            secure=self._is_secure(request),
            httponly=True,
            samesite=same_site,
        )

    def _named(self, request: Request, name: str) -> str:
        """Over https browsers take a name like this from this very host only."""
        return f"__Host-{name}" if self._is_secure(request) else name

    def _is_secure(self, request: Request) -> bool:
        return self._is_public_secure or request.url.scheme == "https"

    def _is_from_here(self, request: Request) -> bool:
        origin = request.headers.get("origin")
        return origin is not None and is_ours(origin, request.headers.get("host", ""), self._origins)
