"""Links: who a token makes of the one who holds it. The database keeps hashes only.

A host's links are not stored but made anew from the organiser's own token whenever the organiser looks, so the
organiser can be shown them again and a stolen database opens nothing. A revoked link is followed by another.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import hmac
import re
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Any, Literal, cast

from server.core.events import Actor
from server.live.clock import Clock
from server.live.keys import hashed, new_id
from server.live.presence import Viewer
from server.log import Log, LostRace, StoredLink
from server.wire.roles import Role

TOKEN = re.compile(r"[A-Za-z0-9_-]{22}")
REMEMBERED = 20_000
SHUT = (
    "This phone was shut out of its seat. All that you sent is safe. "
    "Ask your host to let you back in: you get a code, and type it here."
)
FRESH = 10.0
"""Seconds for which a look-up is remembered: so long may another process's revocation take to arrive here."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """A link that opens nothing."""

    code: Literal["unknown_link", "revoked", "signed_out"]
    kind: str = ""

    @property
    def says(self) -> str:
        if self.code == "revoked" and self.kind == "seat":
            return SHUT
        if self.code == "revoked":
            return "This link has been replaced. Please ask for the new one."
        if self.code == "signed_out":
            return "You are signed out. Please sign in again."
        return "This link does not open anything here. Please ask for it again."

    def told(self) -> dict[str, str]:
        return {"code": self.code, "says": self.says}


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who holds a link, or is signed in. `session` is empty for those who look after all of them, `seat` is 0
    for everybody without one. `account`: whose it is, or who was shown this link; `root`: what the links are made from
    that they are shown."""

    role: Role
    session: str = ""
    seat: int = 0
    label: str = ""
    token_hash: str = ""
    account: str = ""
    root: str = field(default="", repr=False)

    @property
    def by(self) -> Actor:
        """Who gives the commands that come over this link."""
        return self.seat or self.label or self.role

    @property
    def viewer(self) -> Viewer | None:
        """As whom they look at their session; None: they do not."""
        role = self.role
        if role == "seat" or role == "facilitator" or role == "stage":
            return Viewer(role, self.seat, self.label)
        return None

    def you(self, name: str) -> dict[str, Any]:
        """What a screen is told about itself; see `server.wire.answers.You`."""
        return {"kind": self.role, "seat": self.seat, "name": name, "label": self.label}


@dataclass(frozen=True, slots=True)
class HostLinks:
    """Tokens of a session's two shared screens."""

    control: str
    stage: str


class Links:
    """All links of a server."""

    def __init__(self, log: Log, clock: Clock) -> None:
        self._log = log
        self._clock = clock
        self._known: OrderedDict[str, tuple[float, StoredLink]] = OrderedDict()

    async def who(self, token: object) -> Holder | Unknown:
        """Whoever holds this token."""
        if not isinstance(token, str) or TOKEN.fullmatch(token) is None:
            return Unknown("unknown_link")
        link = await self._find(hashed(token))
        if link is None:
            return Unknown("unknown_link")
        if link.revoked:
            return Unknown("revoked", link.kind)
        seat = int(link.label) if link.kind == "seat" else 0
        label, account = "" if seat else link.label, link.account or ""
        root = token if link.kind == "organiser" else ""
        return Holder(cast(Role, link.kind), link.session or "", seat, label, link.token_hash, account, root)

    async def still(self, holder: Holder) -> bool:
        """Whether the link of somebody who came in earlier has not been revoked since."""
        link = await self._find(holder.token_hash)
        return link is not None and not link.revoked

    def remember(self, link: StoredLink) -> None:
        """Knows a link that has just been read, or written, without asking for it again."""
        self._known[link.token_hash] = (self._clock.now(), link)
        self._known.move_to_end(link.token_hash)
        if len(self._known) > REMEMBERED:
            self._known.popitem(last=False)

    # --- making links --------------------------------------------------------------------------------------------

    async def has_organiser(self) -> bool:
        return await self.organisers() > 0

    async def organisers(self) -> int:
        """How many organiser's links work."""
        return sum(not link.revoked for link in await self._log.links("organiser"))

    async def revoke_organisers(self) -> None:
        """Makes every organiser's link void; those with an account go on."""
        for label in {link.label for link in await self._log.links("organiser")}:
            await self._log.revoke(None, "organiser", label)
        self._known.clear()

    async def new_organiser(self) -> str:
        """The token of a new organiser's link, shown this once."""
        token = new_id()
        await self._log.add_links([StoredLink(hashed(token), None, "organiser", "o1")])
        return token

    async def of_session(self, root: str, *sessions: str, account: str = "") -> dict[str, HostLinks]:
        """The links of these sessions' control and stage screens, made from an organiser's token or an account's."""
        stored = await self._log.links("facilitator", "stage")
        there = {link.token_hash for link in stored}
        revoked: dict[tuple[str | None, str], int] = {}
        for link in stored:
            revoked[link.session, link.kind] = revoked.get((link.session, link.kind), 0) + link.revoked
        links = {}
        new: list[StoredLink] = []
        for session in sessions:
            made = {}
            for kind, label in (("facilitator", "f1"), ("stage", "")):
                token = made[kind] = derived(root, kind, session, revoked.get((session, kind), 0))
                if hashed(token) not in there:
                    new.append(StoredLink(hashed(token), session, kind, label, account=account or None))
            links[session] = HostLinks(made["facilitator"], made["stage"])
        if new:
            # When two windows ask at once, the other one may be first.
            with contextlib.suppress(LostRace):
                await self._log.add_links(new)
        return links

    async def invite(self, session: str, account: str = "") -> tuple[str, str]:
        """A link for one more facilitator: the label and the token. It is void when its maker's account is."""
        taken = {link.label for link in await self._log.links("facilitator") if link.session == session}
        label = next(f"f{n}" for n in range(2, len(taken) + 3) if f"f{n}" not in taken)
        token = new_id()
        await self._log.add_links([StoredLink(hashed(token), session, "facilitator", label, account=account or None)])
        return label, token

    async def revoke(self, session: str) -> None:
        """Makes every link to this session's control and stage screens void."""
        links = await self._log.links("facilitator", "stage")
        for kind, label in {(link.kind, link.label) for link in links if link.session == session}:
            await self._log.revoke(session, kind, label)
        self._known.clear()

    async def revoke_account(self, account: str) -> None:
        """Makes every link void that this account was shown or made."""
        await self._log.revoke_account(account)
        self._known.clear()

    def forget(self, *token_hashes: str) -> None:
        """Asks for these links again, or for every one: some were made void elsewhere."""
        for token_hash in token_hashes or list(self._known):
            self._known.pop(token_hash, None)

    async def _find(self, token_hash: str) -> StoredLink | None:
        now = self._clock.now()
        since, link = self._known.get(token_hash, (float("-inf"), None))
        # Of a seat's link one hears when it is shut; so a room that comes back all at once asks the database nothing.
        if link is None or (link.kind != "seat" and now - since > FRESH):
            link = await self._log.link(token_hash)
            if link is not None:
                self.remember(link)
        return link


def derived(root: str, kind: str, session: str, generation: int) -> str:
    """A token of 128 bits that only who knows the root can make."""
    said = f"{kind}/{session}/{generation}".encode()
    made = hmac.digest(root.encode(), said, hashlib.sha256)[:16]
    return base64.urlsafe_b64encode(made).rstrip(b"=").decode()
