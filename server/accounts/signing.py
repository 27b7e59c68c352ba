"""Signing in with a password, and what somebody who is signed in may change about that.

Who guesses learns nothing: an account that is not there, one that is disabled and a wrong password get the same answer
after the same work, and all are slowed down alike.
"""

from __future__ import annotations

from dataclasses import dataclass

from server.accounts import factor, passwords
from server.accounts.accounts import Account, Accounts, email_of
from server.accounts.brakes import ACCOUNT, ADDRESS, FACTOR, Brakes
from server.accounts.invitations import Invitations
from server.accounts.passwords import Passwords, TooBusy
from server.accounts.sign_ins import SignIn, SignIns
from server.live.clock import Clock
from server.log import Log

WRONG = "This e-mail address and password do not belong together here. Please look at both once more."
WRONG_NOW = "That is not your password. Please try it once more."
NEEDS_CODE = "Please type the six digits that your app shows now."
WRONG_CODE = "Those digits do not fit, or were used before. Please type the ones your app shows now."
NOT_SCANNED = "Those digits do not fit this picture. Please scan it once more, and type what the app shows now."
BUSY = "Many people are signing in at this moment. Please try again in a few seconds."
NO_PASSWORD = "This account has no password here; it signs in through your organisation."


@dataclass(frozen=True, slots=True)
class Not:
    """Why somebody is not let in, in a code and in words."""

    code: str
    says: str


def slow(seconds: int) -> Not:
    minutes = -(-seconds // 60)
    wait = f"{seconds} seconds" if seconds <= 90 else f"{minutes} minutes"
    return Not("rate", f"There were too many tries. Nobody is shut out: please wait {wait}, then try again.")


class Signing:
    def __init__(self, log: Log, clock: Clock, hashing: Passwords | None = None) -> None:
        self._clock = clock
        self.passwords = hashing or Passwords()
        self.accounts = Accounts(log, clock)
        self.sign_ins = SignIns(log, clock, self.accounts)
        self.invitations = Invitations(log, clock)
        self.brakes = Brakes(log, clock)

    async def sign_in(self, typed: str, password: str, code: str, address: str) -> Account | Not:
        """Whose account this is; begin a sign-in for them. `address` is the network they come from. Raises NotSaved."""
        email = email_of(typed)
        tries = ((ACCOUNT, email), (ADDRESS, address))
        if wait := await self.brakes.take(*tries):
            return slow(wait)
        account = await self.accounts.by_email(email)
        try:
            fits = await self.passwords.fits(account.password_hash if account else "", password)
        except TooBusy:
            return Not("busy", BUSY)
        if account is None or account.disabled_at is not None or not fits:
            return Not("wrong", WRONG)
        if account.totp:
            if not code:
                await self.brakes.give_back(*tries)
                return Not("needs_code", NEEDS_CODE)
            if refused := await self._code(account, code):
                return refused
        await self.brakes.give_back(*tries)
        if self.passwords.is_old(account.password_hash):
            await self.accounts.set_password(account.id, await self.passwords.hash(password))
        return account

    async def change_password(self, who: SignIn, now: str, new: str) -> Not | None:
        """Ends all other sign-ins of the account."""
        if refused := await self.known(who.account, now):
            return refused
        if says := passwords.trouble(new, email=who.account.email, name=who.account.name):
            return Not("invalid", says)
        await self.accounts.set_password(who.account.id, await self.passwords.hash(new))
        await self.sign_ins.end_all(who.account.id, but=who.token_hash)
        return None

    async def begin_factor(self, who: SignIn, password: str, secret: str, code: str) -> Not | None:
        """Asks this account for codes from now on, once its app has shown one that fits."""
        if refused := await self.known(who.account, password):
            return refused
        step = factor.step_of(secret, code, self._clock.now()) if factor.SECRET.fullmatch(secret) else 0
        if not step:
            return Not("invalid", NOT_SCANNED)
        await self.accounts.set_factor(who.account.id, secret, step)
        await self.sign_ins.end_all(who.account.id, but=who.token_hash)
        return None

    async def end_factor(self, who: SignIn, password: str) -> Not | None:
        if refused := await self.known(who.account, password):
            return refused
        await self.accounts.set_factor(who.account.id, "")
        return None

    async def known(self, account: Account, password: str) -> Not | None:
        """Asks somebody who is signed in for their password once more: a computer left open changes nothing."""
        if not account.password_hash:
            return Not("forbidden", NO_PASSWORD)
        if wait := await self.brakes.take((ACCOUNT, account.email)):
            return slow(wait)
        try:
            if not await self.passwords.fits(account.password_hash, password):
                return Not("wrong", WRONG_NOW)
        except TooBusy:
            return Not("busy", BUSY)
        await self.brakes.give_back((ACCOUNT, account.email))
        return None

    async def _code(self, account: Account, code: str) -> Not | None:
        if wait := await self.brakes.take((FACTOR, account.id)):
            return slow(wait)
        step = factor.step_of(account.totp, code, self._clock.now())
        if not step or not await self.accounts.use_step(account.id, step):
            return Not("wrong_code", WRONG_CODE)
        await self.brakes.give_back((FACTOR, account.id))
        return None
