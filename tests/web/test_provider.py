"""Signing in through an organisation: against a provider of our own making on a real port, honest and dishonest."""

from __future__ import annotations

import base64
import hashlib
import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import aiohttp
import pytest
from aiohttp import web
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

from server.settings import Settings
from tests.wire.house import Serve, Served

CLIENT, SECRET = "tingsha", "a secret of the client / with+signs"


@dataclass
class Provider:
    """What an OpenID Connect provider does, by the book; `twist` changes the ID token before it is signed."""

    issuer: str = ""
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "one", "use": "sig"}))
    claims: dict[str, Any] = field(default_factory=dict)
    twist: Callable[[dict[str, Any]], dict[str, Any]] = lambda claims: claims
    sign: Callable[[dict[str, Any]], str] | None = None
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    async def about(self, request: web.Request) -> web.Response:
        self.asked.append("about")
        return web.json_response(
            {
                "issuer": self.issuer,
                "authorization_endpoint": f"{self.issuer}/authorize",
                "token_endpoint": f"{self.issuer}/token",
                "jwks_uri": f"{self.issuer}/keys",
            }
        )

    async def keys(self, request: web.Request) -> web.Response:
        return web.json_response({"keys": [self.key.as_dict(private=False)]})

    def authorize(self, address: str) -> str:
        """What a browser does at the provider: it signs in, and is sent back with a code."""
        asked = {name: value for name, (value,) in parse_qs(urlsplit(address).query).items()}
        assert asked["response_type"] == "code"
        assert asked["client_id"] == CLIENT
        assert asked["code_challenge_method"] == "S256"
        assert "openid" in asked["scope"].split()
        code = f"code-{len(self.codes)}"
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state'], 'iss': self.issuer})}"

    async def token(self, request: web.Request) -> web.Response:
        self.asked.append("token")
        login = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        given = await request.post()
        asked = self.codes.pop(str(given.get("code")), None)
        challenge = hashlib.sha256(str(given.get("code_verifier")).encode()).digest()
        proof = base64.urlsafe_b64encode(challenge).rstrip(b"=").decode()
        if (
            request.headers.get("authorization") != f"Basic {login}"
            or asked is None
            or asked["code_challenge"] != proof
            or given.get("redirect_uri") != asked["redirect_uri"]
        ):
            return web.json_response({"error": "invalid_grant"}, status=400)
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "aud": CLIENT,
            "iat": now,
            "exp": now + 300,
            "nonce": asked["nonce"],
            **self.claims,
        }
        claims = self.twist(claims)
        signed = self.sign(claims) if self.sign else jwt.encode({"alg": "RS256", "kid": "one"}, claims, self.key)
        return web.json_response({"access_token": "x", "token_type": "Bearer", "id_token": signed})


@pytest.fixture
async def provider() -> AsyncIterator[Provider]:
    provider = Provider(claims={"sub": "u1", "email": "Ann@Example.org", "email_verified": True, "name": "Ann Lee"})
    app = web.Application()
    app.add_routes(
        [
            web.get("/.well-known/openid-configuration", provider.about),
            web.get("/keys", provider.keys),
            web.post("/token", provider.token),
        ]
    )
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    provider.issuer = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield provider
    await runner.cleanup()


@pytest.fixture
async def house(serve: Serve, provider: Provider, monkeypatch: pytest.MonkeyPatch) -> Served:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    return await serve(
        oidc_issuer=provider.issuer, oidc_client_id=CLIENT, oidc_client_secret=SECRET, oidc_name="Hospital"
    )


class Person:
    """A browser that goes to the provider and comes back."""

    def __init__(self, served: Served, provider: Provider) -> None:
        self.origin, self.provider = served.origin, provider
        self.http = aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True))

    async def post(self, path: str, body: Any) -> dict[str, Any]:
        async with self.http.post(self.origin + path, json=body, headers={"Origin": self.origin}) as response:
            return dict(await response.json())

    async def go(self, **how: Any) -> dict[str, Any]:
        return await self.post("/api/provider/go", how)

    async def back(self, address: str) -> str:
        """Where the house sends a browser that came back to this address."""
        async with self.http.get(address, allow_redirects=False) as response:
            assert response.status == 303
            return response.headers["location"]

    async def there_and_back(self, **how: Any) -> str:
        return await self.back(self.provider.authorize((await self.go(**how))["go"]))

    async def me(self) -> dict[str, Any]:
        async with self.http.get(f"{self.origin}/api/account") as response:
            return dict(await response.json())


Came = Callable[[], Awaitable[Person]]


@pytest.fixture
async def came(house: Served, provider: Provider) -> AsyncIterator[Came]:
    people: list[Person] = []

    async def begin() -> Person:
        people.append(Person(house, provider))
        return people[-1]

    yield begin
    for person in people:
        await person.http.close()


async def invited(house: Served, person: Person, role: Any = "facilitator") -> str:
    return await person.there_and_back(token=await house.house.signing.invitations.make(role))


async def test_an_invitation_makes_an_account_that_signs_in_there(house: Served, came: Came) -> None:
    ann, again = await came(), await came()
    assert (await ann.me())["provider"] == "Hospital"
    assert await ann.there_and_back() == "/organise?trouble=stranger", "nobody comes in uninvited"
    assert (await ann.me())["by"] == ""
    assert await invited(house, ann) == "/organise?in"
    me = await ann.me()
    assert (me["by"], me["email"], me["name"], me["role"]) == ("account", "ann@example.org", "Ann Lee", "facilitator")
    assert (me["password"], me["connected"]) == (False, True)
    assert await again.there_and_back() == "/organise?in"
    assert (await again.me())["email"] == "ann@example.org"
    wrong = {"email": "ann@example.org", "password": ""}
    assert (await again.post("/api/account/sign-in", wrong))["code"] == "wrong", "no password is no way in"


async def test_an_invitation_is_used_up_there_too(house: Served, came: Came, provider: Provider) -> None:
    ann, ben = await came(), await came()
    token = await house.house.signing.invitations.make("viewer")
    assert await ann.there_and_back(token=token) == "/organise?in"
    provider.claims["sub"] = "u2"
    assert (await ben.go(token=token))["code"] == "void"


async def test_an_account_with_a_password_is_connected_by_its_owner_alone(
    house: Served, came: Came, provider: Provider
) -> None:
    ann, eve = await came(), await came()
    token = await house.house.signing.invitations.make("organiser")
    body = {"token": token, "name": "Ann", "email": "ann@example.org", "password": "quiet otters fold maps"}
    assert (await ann.post("/api/welcome/account", body))["ok"]
    assert await eve.there_and_back() == "/organise?trouble=stranger", "the same address is not the same account"
    assert await invited(house, eve) == "/organise?trouble=taken"
    assert (await eve.go(connect=True))["code"] == "signed_out"
    assert await ann.there_and_back(connect=True) == "/organise?account"
    assert (await ann.me())["connected"]
    assert await eve.there_and_back() == "/organise?in"
    assert len(await house.house.signing.accounts.all()) == 1


async def test_a_shut_account_stays_shut(house: Served, came: Came) -> None:
    ann = await came()
    await invited(house, ann, "viewer")
    (account,) = await house.house.signing.accounts.all()
    await house.house.signing.accounts.disable(account.id)
    assert await ann.there_and_back() == "/organise?trouble=stranger"
    assert (await ann.me())["by"] == ""


async def test_state_is_of_one_browser_and_once(house: Served, came: Came, provider: Provider) -> None:
    ann, eve = await came(), await came()
    await invited(house, ann)
    address = provider.authorize((await ann.go())["go"])
    await eve.go()
    assert await eve.back(address) == "/organise?trouble=away", "nobody is signed in by somebody else's way back"
    assert await ann.back(address) == "/organise?in"
    assert await ann.back(address) == "/organise?trouble=away"
    address = provider.authorize((await ann.go())["go"])
    state = parse_qs(urlsplit(address).query)["state"][0]
    assert await ann.back(address.replace(state, "x" * 22)) == "/organise?trouble=away"
    assert await ann.back(f"{house.origin}/api/provider/return") == "/organise?trouble=away"


async def test_who_says_no_there_is_told_kindly(house: Served, came: Came) -> None:
    ann = await came()
    state = parse_qs(urlsplit((await ann.go())["go"]).query)["state"][0]
    back = f"{house.origin}/api/provider/return?error=access_denied&state={state}"
    assert await ann.back(back) == "/organise?trouble=denied"


async def test_another_provider_cannot_answer_for_this_one(house: Served, came: Came, provider: Provider) -> None:
    ann = await came()
    await invited(house, ann)
    address = provider.authorize((await ann.go())["go"])
    mixed = address.replace(urlencode({"iss": provider.issuer}), urlencode({"iss": "https://evil.example"}))
    assert mixed != address
    assert await ann.back(mixed) == "/organise?trouble=provider"


def unsigned(claims: dict[str, Any]) -> str:
    def part(value: dict[str, Any]) -> str:
        return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()

    return f"{part({'alg': 'none'})}.{part(claims)}."


OTHER = RSAKey.generate_key(2048, {"kid": "one"})

TWISTS: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "another nonce": lambda claims: {**claims, "nonce": "another"},
    "no nonce": lambda claims: {name: value for name, value in claims.items() if name != "nonce"},
    "for another house": lambda claims: {**claims, "aud": "another"},
    "for another house, by way of ours": lambda claims: {**claims, "aud": "another", "azp": CLIENT},
    "for several, by another": lambda claims: {**claims, "aud": [CLIENT, "another"], "azp": "another"},
    "from another issuer": lambda claims: {**claims, "iss": "https://evil.example"},
    "too old": lambda claims: {**claims, "exp": claims["exp"] - 3600},
    "of nobody": lambda claims: {**claims, "sub": ""},
    "of somebody who is no text": lambda claims: {**claims, "sub": 7},
}
SIGNED: dict[str, Callable[[dict[str, Any]], str]] = {
    "by another key": lambda claims: jwt.encode({"alg": "RS256", "kid": "one"}, claims, OTHER),
    "by nobody": unsigned,
    "by the client's secret": lambda claims: jwt.encode({"alg": "HS256"}, claims, OctKey.import_key(SECRET)),
    "as no token at all": lambda claims: "one.two",
}


@pytest.mark.parametrize("how", [*TWISTS, *SIGNED])
async def test_what_cannot_be_believed_lets_nobody_in(house: Served, came: Came, provider: Provider, how: str) -> None:
    ann = await came()
    await invited(house, ann)
    await ann.post("/api/account/sign-out", {})
    if how in TWISTS:
        provider.twist = TWISTS[how]
    else:
        provider.sign = SIGNED[how]
    assert await ann.there_and_back() == "/organise?trouble=provider"
    assert (await ann.me())["by"] == ""


async def test_new_keys_of_the_provider_are_fetched(house: Served, came: Came, provider: Provider) -> None:
    ann = await came()
    await invited(house, ann)
    provider.key = RSAKey.generate_key(2048, {"kid": "two", "use": "sig"})
    provider.sign = lambda claims: jwt.encode({"alg": "RS256", "kid": "two"}, claims, provider.key)
    assert await ann.there_and_back() == "/organise?in"


async def test_an_unlooked_at_address_makes_no_account(house: Served, came: Came, provider: Provider) -> None:
    ann = await came()
    provider.claims["email_verified"] = False
    assert await invited(house, ann) == "/organise?trouble=no_email"
    assert await house.house.signing.accounts.is_empty()


async def test_a_provider_that_is_away_is_said(serve: Serve, provider: Provider) -> None:
    served = await serve(oidc_issuer="http://127.0.0.1:9", oidc_client_id=CLIENT)
    person = Person(served, provider)
    told = await person.go()
    assert (told["ok"], told["code"]) == (False, "busy")
    assert "does not answer" in told["says"]
    await person.http.close()


async def test_without_a_provider_there_is_no_way_there(served: Served, provider: Provider) -> None:
    person = Person(served, provider)
    assert (await person.go())["code"] == "unknown"
    assert (await person.me())["provider"] == ""
    await person.http.close()


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"oidc_issuer": "http://id.example.org", "oidc_client_id": "x"}, "https://"),
        ({"oidc_issuer": "https://id.example.org"}, "go together"),
        ({"oidc_client_id": "x"}, "go together"),
        ({"secret": "short"}, "22 characters"),
    ],
)
def test_settings_that_cannot_be_say_why(settings: dict[str, str], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        Settings(**settings)  # type: ignore[arg-type]
    assert SECRET not in repr(Settings(oidc_issuer="https://x", oidc_client_id="x", oidc_client_secret=SECRET))
