"""The two routes of the organisation's own sign-in: away to the provider, and back."""

from __future__ import annotations

import logging

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from server.accounts.accounts import Account, Taken
from server.accounts.brakes import AWAY as LEAVING
from server.accounts.departures import LONGEST, Departure, Departures
from server.accounts.invitations import Void
from server.accounts.provider import Arrived, Provider, ProviderTrouble
from server.accounts.signing import Signing, slow
from server.live.keys import new_id
from server.web.accounts import VOID, address_of, refused
from server.web.accounts_asked import Away
from server.web.asking import COOKIE, Asking
from server.wire import desk
from server.wire.fallback import answered, body_of
from server.wire.links import Unknown

BACK = "/api/provider/return"
CARRIED = f"{COOKIE}-away"
NO_PROVIDER = "Signing in through an organisation is not set up here."
NO_ANSWER = "Your organisation's sign-in does not answer just now. Please try again in a moment, or use a password."

log = logging.getLogger(__name__)


class Lost(Exception):
    """Why somebody who came back is not let in: a word that the page has a sentence for."""


class ProviderRoutes:
    def __init__(self, asking: Asking, signing: Signing, departures: Departures, provider: Provider | None) -> None:
        self._asking = asking
        self._signing = signing
        self._departures = departures
        self._provider = provider

    def routes(self) -> list[Route]:
        return [
            self._asking.open("/api/provider/go", self._go),
            Route(BACK, self._return, methods=["GET"]),
        ]

    async def _go(self, request: Request) -> Response:
        wanted = Away.model_validate(await body_of(request))
        if self._provider is None:
            return answered(desk.refused("", "unknown", NO_PROVIDER))
        invitation = account = None
        if wanted.token:
            found = await self._signing.invitations.find(wanted.token)
            if found is None or found.account is not None:
                return answered(desk.refused("", "void", VOID))
            invitation = found.id
        elif wanted.connect:
            who = await self._asking.signed_in(request)
            if who is None:
                return answered({"ok": False, **Unknown("signed_out").told()})
            account = who.account.id
        if wait := await self._signing.brakes.take((LEAVING, address_of(request))):
            return refused(slow(wait))
        state, nonce, browser, verifier = new_id(), new_id(), new_id(), new_id() + new_id()
        try:
            there = await self._provider.way_there(state, nonce, verifier)
        except ProviderTrouble as trouble:
            log.warning("the provider cannot be used: %s", trouble)
            return answered(desk.refused("", "busy", NO_ANSWER))
        await self._departures.leave(state, browser, Departure(nonce, verifier, invitation, account))
        response = answered({"ok": True, "go": there})
        # The provider sends the browser back from another site, so this cookie is less strict than the sign-in's.
        self._asking.set(request, response, CARRIED, browser, seconds=int(LONGEST), same_site="lax")
        return response

    async def _return(self, request: Request) -> Response:
        try:
            departure, account = await self._came_back(request)
        except Lost as lost:
            response: Response = RedirectResponse(f"/organise?trouble={lost}", 303)
        else:
            response = RedirectResponse(f"/organise?{'account' if departure.account else 'in'}", 303)
            self._asking.keep(request, response, await self._signing.sign_ins.begin(account.id))
        self._asking.set(request, response, CARRIED, "", seconds=0, same_site="lax")
        return response

    async def _came_back(self, request: Request) -> tuple[Departure, Account]:
        """Raises Lost."""
        said = request.query_params
        state, code, browser = said.get("state", ""), said.get("code", ""), self._asking.cookie(request, CARRIED)
        departure = await self._departures.arrive(state, browser) if state and browser else None
        if departure is None or self._provider is None:
            raise Lost("away")
        if "error" in said or not code:
            raise Lost("denied")
        try:
            arrived = await self._provider.who(code, departure.nonce, departure.verifier, said.get("iss", ""))
        except ProviderTrouble as trouble:
            log.warning("somebody came back from the provider and was not believed: %s", trouble)
            raise Lost("provider") from None
        return departure, await self._account_of(departure, arrived)

    async def _account_of(self, departure: Departure, arrived: Arrived) -> Account:
        accounts = self._signing.accounts
        try:
            if departure.invitation:
                return await self._made(departure.invitation, arrived)
            if departure.account:
                await accounts.connect(departure.account, arrived.subject)
        except Taken:
            raise Lost("taken") from None
        except Void:
            raise Lost("void") from None
        account = await accounts.by_subject(arrived.subject)
        if account is None or account.disabled_at is not None:
            raise Lost("stranger")
        return account

    async def _made(self, invitation: str, arrived: Arrived) -> Account:
        """A new account, of the role that the one-time link gives."""
        found = await self._signing.invitations.get(invitation)
        if found is None:
            raise Void
        if not arrived.email:
            raise Lost("no_email")
        name = arrived.name or arrived.email.partition("@")[0]
        account = self._signing.accounts.new(arrived.email, name, found.role, "", arrived.subject)
        await self._signing.invitations.make_account(found.id, account)
        return account
