"""The organisation's own sign-in by OpenID Connect: the way there, and what comes back. Authlib and joserfc do it.

Authorization code with state, nonce and PKCE; only asymmetric signatures are taken.
"""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import httpx2
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.httpx_client import AsyncOAuth2Client
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from server.accounts.accounts import email_of

SCOPE = "openid email profile"
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
PATIENCE = 10.0
LEEWAY = 60
"""Seconds by which the provider's clock may differ from ours."""
KNOWN = 3600.0
"""Seconds for which the provider's description and keys are kept."""

log = logging.getLogger(__name__)


class ProviderTrouble(Exception):
    """The provider did not answer, or answered what cannot be believed. The text is for the log."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """Somebody as the provider knows them. `subject` never changes and holds the provider's name; `email` is empty
    where the provider has none, or says that nobody has looked whether it is theirs."""

    subject: str
    email: str
    name: str


class Provider:
    """`issuer` is its address, `name` what people call it, `back` where it sends browsers back to."""

    def __init__(self, issuer: str, client: str, secret: str, *, name: str, back: str) -> None:
        self.name = name
        self._issuer = issuer
        self._client = client
        self._secret = secret
        self._back = back
        self._about: tuple[float, dict[str, Any], KeySet] | None = None

    async def way_there(self, state: str, nonce: str, verifier: str) -> str:
        """Where to send the browser. Raises ProviderTrouble."""
        async with self._speaking() as line:
            about, _ = await self._known(line)
            there, _ = line.create_authorization_url(
                about["authorization_endpoint"], state=state, nonce=nonce, code_verifier=verifier
            )
            return str(there)

    async def who(self, code: str, nonce: str, verifier: str, issuer: str = "") -> Arrived:
        """Who came back with this code. `issuer` as the address said it, if it did. Raises ProviderTrouble."""
        if issuer and issuer != self._issuer:
            raise ProviderTrouble("the answer came from another provider")
        async with self._speaking() as line:
            about, keys = await self._known(line)
            try:
                told = await line.fetch_token(about["token_endpoint"], code=code, code_verifier=verifier)
                said = told.get("id_token")
                if not isinstance(said, str):
                    raise ProviderTrouble("there is no ID token")
                try:
                    token = jwt.decode(said, keys, algorithms=ALGORITHMS)
                except (JoseError, ValueError):  # the provider may have new keys
                    _, keys = await self._known(line, again=True)
                    token = jwt.decode(said, keys, algorithms=ALGORITHMS)
                claims = CodeIDToken(
                    token.claims,
                    token.header,
                    {
                        "iss": {"essential": True, "value": self._issuer},
                        "aud": {"essential": True, "value": self._client},
                    },
                    {"nonce": nonce, "client_id": self._client, "access_token": told.get("access_token")},
                )
                claims.validate(leeway=LEEWAY)
            except (AuthlibBaseError, JoseError, httpx2.HTTPError, ValueError, KeyError, TypeError) as failure:
                raise ProviderTrouble(f"{type(failure).__name__} at the sign-in") from failure
        return _arrived(self._issuer, dict(claims))

    def _speaking(self) -> Any:
        return AsyncOAuth2Client(
            self._client,
            self._secret or None,
            scope=SCOPE,
            redirect_uri=self._back,
            code_challenge_method="S256",
            timeout=PATIENCE,
        )

    async def _known(self, line: Any, again: bool = False) -> tuple[dict[str, Any], KeySet]:
        """The provider's description of itself, and its keys."""
        if self._about and not again and time.monotonic() - self._about[0] < KNOWN:
            return self._about[1:]
        try:
            address = f"{self._issuer.rstrip('/')}/.well-known/openid-configuration"
            about = (await line.request("GET", address, withhold_token=True)).raise_for_status().json()
            if about["issuer"] != self._issuer:
                raise ProviderTrouble("the provider calls itself otherwise")
            for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
                if not is_safe(about[name]):
                    raise ProviderTrouble(f"its {name} is not https")
            listed = (await line.request("GET", about["jwks_uri"], withhold_token=True)).raise_for_status().json()
            keys = KeySet.import_key_set({"keys": [key for key in listed["keys"] if key.get("use", "sig") == "sig"]})
        except (httpx2.HTTPError, JoseError, ValueError, KeyError, TypeError, AttributeError) as failure:
            raise ProviderTrouble(f"{type(failure).__name__} when it was asked about itself") from failure
        self._about = (time.monotonic(), about, keys)
        return about, keys


def is_safe(address: str) -> bool:
    """https, or a provider on this very machine."""
    parts = urlsplit(address)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in ("127.0.0.1", "::1", "localhost"))


def _arrived(issuer: str, claims: dict[str, Any]) -> Arrived:
    subject, email, name = (claims.get(key) for key in ("sub", "email", "name"))
    if not isinstance(subject, str) or not 0 < len(subject) <= 255:
        raise ProviderTrouble("it does not say who came")
    vouched = email_of(email) if isinstance(email, str) and claims.get("email_verified") is not False else ""
    return Arrived(f"{issuer} {subject}", vouched, " ".join(name.split())[:60] if isinstance(name, str) else "")
