"""Signing in and out, one's own account, and what one-time links open."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.accounts import factor, passwords
from server.accounts.accounts import Account, Taken, email_of
from server.accounts.invitations import Void
from server.accounts.passwords import TooBusy
from server.accounts.sign_ins import SignIn
from server.accounts.signing import BUSY, Not, Signing
from server.record.handouts.qr import modules
from server.web.accounts_asked import (
    Confirmed,
    Factor,
    NewAccount,
    NewPassword,
    Opened,
    PasswordByLink,
    SignInAsked,
)
from server.web.asking import Asking
from server.wire import desk
from server.wire.fallback import answered, body_of
from server.wire.guard import network
from server.wire.links import Holder, Unknown
from server.wire.roles import MAY, may

VOID = "This link was used before, or is too old. Please ask for another one."
NO_EMAIL = "Please write an e-mail address, such as ann@example.org."
TAKEN = "There is an account with this address already. Please sign in with it, or ask an organiser for a new password."
BY_LINK_ONLY = "You came in by a link, so there is no account to change here."

Own = Callable[[Request, SignIn], Awaitable[Response]]


class AccountRoutes:
    """Routes under /api/account and /api/welcome. `provider` is what people call the organisation's sign-in, empty
    where there is none."""

    def __init__(self, asking: Asking, signing: Signing, *, provider: str = "") -> None:
        self._asking = asking
        self._signing = signing
        self._provider = provider

    def routes(self) -> list[Route]:
        return [
            Route("/api/account", self._me, methods=["GET"]),
            self._asking.open("/api/account/sign-in", self._sign_in),
            self._asking.open("/api/account/sign-out", self._sign_out),
            self._own("/api/account/sign-out-everywhere", self._sign_out_everywhere),
            self._own("/api/account/password", self._password),
            self._own("/api/account/factor", self._new_factor),
            self._own("/api/account/factor/on", self._factor_on),
            self._own("/api/account/factor/off", self._factor_off),
            self._asking.open("/api/welcome", self._welcome),
            self._asking.open("/api/welcome/account", self._make_account),
            self._asking.open("/api/welcome/password", self._set_password),
        ]

    def _own(self, path: str, do: Own) -> Route:
        """For those who are signed in, about their own account."""

        async def mine(request: Request, holder: Holder) -> Response:
            signed_in = await self._asking.signed_in(request)
            if signed_in is None or "authorization" in request.headers:
                return answered(desk.refused("", "forbidden", BY_LINK_ONLY))
            return await do(request, signed_in)

        return self._asking.route(path, "account", mine)

    # --- in and out ------------------------------------------------------------------------------------------------

    async def _me(self, request: Request) -> Response:
        """Who asks, and what they may do; never a refusal."""
        holder = await self._asking.holder(request)
        empty = await self._signing.accounts.is_empty()
        told: dict[str, Any] = {"ok": True, "by": "", "provider": self._provider, "may": [], "empty": empty}
        if isinstance(holder, Unknown) or not may(holder.role, "home"):
            void = holder.code if isinstance(holder, Unknown) else "unknown_link"
            return answered({**told, "void": void})
        told |= {"may": sorted(doing for doing in MAY if may(holder.role, doing))}
        account = await self._signing.accounts.by_id(holder.account) if holder.account else None
        if account is None:
            return answered({**told, "by": "link", "role": "organiser"})
        return answered({**told, "by": "account", **_told(account)})

    async def _sign_in(self, request: Request) -> Response:
        wanted = SignInAsked.model_validate(await body_of(request))
        got = await self._signing.sign_in(wanted.email, wanted.password, wanted.code, address_of(request))
        if isinstance(got, Not):
            return refused(got)
        await self._signing.sign_ins.end(self._asking.cookie(request))
        return await self.let_in(request, got, {"ok": True})

    async def let_in(self, request: Request, account: Account, says: dict[str, Any]) -> Response:
        response = answered(says)
        self._asking.keep(request, response, await self._signing.sign_ins.begin(account.id))
        return response

    async def _sign_out(self, request: Request) -> Response:
        await self._signing.sign_ins.end(self._asking.cookie(request))
        return self._out(request)

    async def _sign_out_everywhere(self, request: Request, who: SignIn) -> Response:
        await self._signing.sign_ins.end_all(who.account.id)
        return self._out(request)

    def _out(self, request: Request) -> Response:
        response = answered({"ok": True})
        self._asking.forget(request, response)
        return response

    # --- one's own account -----------------------------------------------------------------------------------------

    async def _password(self, request: Request, who: SignIn) -> Response:
        wanted = NewPassword.model_validate(await body_of(request))
        return refused(await self._signing.change_password(who, wanted.now, wanted.new))

    async def _new_factor(self, request: Request, who: SignIn) -> Response:
        secret = factor.new_secret()
        size, path = modules(factor.address(secret, who.account.email))
        return answered({"ok": True, "secret": secret, "size": size, "path": path})

    async def _factor_on(self, request: Request, who: SignIn) -> Response:
        wanted = Factor.model_validate(await body_of(request))
        return refused(await self._signing.begin_factor(who, wanted.password, wanted.secret, wanted.code))

    async def _factor_off(self, request: Request, who: SignIn) -> Response:
        wanted = Confirmed.model_validate(await body_of(request))
        return refused(await self._signing.end_factor(who, wanted.password))

    # --- one-time links --------------------------------------------------------------------------------------------

    async def _welcome(self, request: Request) -> Response:
        """What the link is for. Looking does not use it."""
        found = await self._signing.invitations.find(Opened.model_validate(await body_of(request)).token)
        if found is None:
            return answered(desk.refused("", "void", VOID))
        account = await self._signing.accounts.by_id(found.account) if found.account else None
        kind, email = ("password", account.email) if account else ("account", "")
        return answered({"ok": True, "kind": kind, "role": found.role, "name": found.name, "email": email})

    async def _make_account(self, request: Request) -> Response:
        wanted = NewAccount.model_validate(await body_of(request))
        found, email = await self._signing.invitations.find(wanted.token), email_of(wanted.email)
        if found is None or found.account is not None:
            return answered(desk.refused("", "void", VOID))
        if not email:
            return answered(desk.refused("", "invalid", NO_EMAIL))
        if says := passwords.trouble(wanted.password, email=email, name=wanted.name):
            return answered(desk.refused("", "invalid", says))
        try:
            kept = await self._signing.passwords.hash(wanted.password)
            account = self._signing.accounts.new(email, wanted.name, found.role, kept)
            await self._signing.invitations.make_account(found.id, account)
        except TooBusy:
            return answered(desk.refused("", "busy", BUSY))
        except Void:
            return answered(desk.refused("", "void", VOID))
        except Taken:
            return answered(desk.refused("", "taken", TAKEN))
        return await self.let_in(request, account, {"ok": True})

    async def _set_password(self, request: Request) -> Response:
        wanted = PasswordByLink.model_validate(await body_of(request))
        found = await self._signing.invitations.find(wanted.token)
        account = await self._signing.accounts.by_id(found.account) if found and found.account else None
        if found is None or account is None:
            return answered(desk.refused("", "void", VOID))
        if says := passwords.trouble(wanted.password, email=account.email, name=account.name):
            return answered(desk.refused("", "invalid", says))
        try:
            kept = await self._signing.passwords.hash(wanted.password)
            await self._signing.invitations.set_password(found.id, account.id, kept)
        except TooBusy:
            return answered(desk.refused("", "busy", BUSY))
        except Void:
            return answered(desk.refused("", "void", VOID))
        return await self.let_in(request, account, {"ok": True})


def refused(why: Not | None) -> Response:
    return answered(desk.refused("", why.code, why.says) if why else {"ok": True})


def address_of(request: Request) -> str:
    """Whom a try is counted for: an address, or the network of an IPv6 one."""
    return network(request.client.host if request.client else "")


def _told(account: Account) -> dict[str, Any]:
    """An account as its owner sees it."""
    return {
        "name": account.name,
        "email": account.email,
        "role": account.role,
        "factor": bool(account.totp),
        "password": bool(account.password_hash),
        "connected": account.subject is not None,
    }
