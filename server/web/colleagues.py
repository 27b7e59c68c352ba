"""Who else works in this house: organisers invite them, say what they may do, and shut their accounts."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.accounts.accounts import Account, LastOrganiser
from server.accounts.invitations import Invitation
from server.accounts.signing import Signing
from server.web.accounts_asked import Invited, NewRole
from server.web.asking import ROLE_OF, Answering, Asking
from server.wire import desk
from server.wire.fallback import answered, body_of
from server.wire.links import Holder, Links
from server.wire.roles import may

NOBODY = "There is no such account."
GONE = "This link was used or taken back already."
LAST = "This is the only organiser left. Make somebody else an organiser first."
BY_LINK = "You came in by such a link yourself. Sign in first, or you would shut yourself out."
IS_DISABLED = "This account is shut. Open it again first."


class ColleagueRoutes:
    """Routes under /api/colleagues. `shut` makes every link void that an account was shown."""

    def __init__(
        self, asking: Asking, signing: Signing, links: Links, *, origin: str, shut: Callable[[str], Awaitable[None]]
    ) -> None:
        self._asking = asking
        self._signing = signing
        self._links = links
        self._origin = origin
        self._shut = shut

    def routes(self) -> list[Route]:
        def route(path: str, do: Answering) -> Route:
            return self._asking.route(path, "colleagues", do)

        return [
            self._asking.route("/api/colleagues", "colleagues", self._all, "GET"),
            route("/api/colleagues/invite", self._invite),
            route("/api/colleagues/invitations/{id}/void", self._void),
            route("/api/colleagues/links/void", self._void_links),
            route("/api/colleagues/{id}/role", self._of_one(self._role)),
            route("/api/colleagues/{id}/disable", self._of_one(self._disable)),
            route("/api/colleagues/{id}/enable", self._of_one(self._enable)),
            route("/api/colleagues/{id}/password", self._of_one(self._password)),
        ]

    async def _all(self, request: Request, holder: Holder) -> Response:
        accounts = await self._signing.accounts.all()
        seen = await self._signing.sign_ins.counts()
        names = {account.id: account.name for account in accounts}
        return answered(
            {
                "ok": True,
                "colleagues": [_told(one, *seen.get(one.id, (0, 0.0)), holder.account) for one in accounts],
                "links": await self._links.organisers(),
                "invitations": [_open(one, names) for one in await self._signing.invitations.open()],
            }
        )

    async def _invite(self, request: Request, holder: Holder) -> Response:
        wanted = Invited.model_validate(await body_of(request))
        token = await self._signing.invitations.make(wanted.role, wanted.name, by=holder.account or None)
        return answered({"ok": True, "link": self._link(token)})

    async def _void(self, request: Request, holder: Holder) -> Response:
        if not await self._signing.invitations.void(request.path_params["id"]):
            return answered(desk.refused("", "unknown", GONE), status=404)
        return answered({"ok": True})

    async def _void_links(self, request: Request, holder: Holder) -> Response:
        """Organiser's links have no password and no name; once there are accounts, nobody needs them."""
        if not holder.account:
            return answered(desk.refused("", "not_now", BY_LINK))
        await self._links.revoke_organisers()
        return answered({"ok": True})

    async def _role(self, request: Request, holder: Holder, account: Account) -> Response:
        role = NewRole.model_validate(await body_of(request)).role
        try:
            await self._signing.accounts.set_role(account.id, role)
        except LastOrganiser:
            return answered(desk.refused("", "not_now", LAST))
        if not may(ROLE_OF[role], "drive"):
            await self._shut(account.id)
        return answered({"ok": True})

    async def _disable(self, request: Request, holder: Holder, account: Account) -> Response:
        try:
            await self._signing.accounts.disable(account.id)
        except LastOrganiser:
            return answered(desk.refused("", "not_now", LAST))
        await self._shut(account.id)
        return answered({"ok": True})

    async def _enable(self, request: Request, holder: Holder, account: Account) -> Response:
        await self._signing.accounts.enable(account.id)
        return answered({"ok": True})

    async def _password(self, request: Request, holder: Holder, account: Account) -> Response:
        """A one-time link by which a colleague sets a new password."""
        if account.disabled_at is not None:
            return answered(desk.refused("", "not_now", IS_DISABLED))
        invitations = self._signing.invitations
        token = await invitations.make(account.role, account.name, by=holder.account or None, account=account.id)
        return answered({"ok": True, "link": self._link(token)})

    def _of_one(self, do: Callable[[Request, Holder, Account], Awaitable[Response]]) -> Answering:
        """Answers about the account of that id."""

        async def answer(request: Request, holder: Holder) -> Response:
            account = await self._signing.accounts.by_id(request.path_params["id"])
            if account is None:
                return answered(desk.refused("", "unknown", NOBODY), status=404)
            return await do(request, holder, account)

        return answer

    def _link(self, token: str) -> str:
        return welcome_link(self._origin, token)


def welcome_link(origin: str, token: str) -> str:
    """Where a one-time link leads."""
    return f"{origin}/organise?welcome#{token}"


def _told(account: Account, browsers: int, seen_at: float, me: str) -> dict[str, Any]:
    return {
        "id": account.id,
        "name": account.name,
        "email": account.email,
        "role": account.role,
        "factor": bool(account.totp),
        "browsers": browsers,
        "seen_at": seen_at,
        "disabled": account.disabled_at is not None,
        "you": account.id == me,
    }


def _open(one: Invitation, names: dict[str, str]) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.name,
        "role": one.role,
        "kind": "password" if one.account else "account",
        "by": names.get(one.made_by or "", ""),
        "expires_at": one.expires_at,
    }
