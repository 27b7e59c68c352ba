"""The client as the server gives it away: small, compressed, cached well, and under a policy that lets nothing in."""

import gzip
import re
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from hatch_build import build_if_stale
from server.web.assets import (
    PAGES,
    ClientNotBuilt,
    SecurityHeaders,
    choose_coding,
    client_routes,
    content_security_policy,
    find_client,
    read_client,
)

ROOT = Path(__file__).resolve().parent.parent.parent
PHONE_BUDGET = 40 * 1024  # bytes on the wire, gzip, for the whole first visit


@pytest.fixture(scope="module")
def dist() -> Path:
    build_if_stale(ROOT / "static")
    return find_client()


@pytest.fixture(scope="module")
def browser(dist: Path) -> TestClient:
    async def words(request: object) -> PlainTextResponse:
        return PlainTextResponse("what people said")

    app = Starlette(routes=[Route("/api/words", words), *client_routes(dist)], middleware=[Middleware(SecurityHeaders)])
    return TestClient(app)


def linked(page: str) -> list[str]:
    """What a page loads by itself: scripts, what they import, styles, the icon."""
    return re.findall(r'(?:src|href)="/([^"]+)"', page)


@pytest.mark.parametrize("coding", ["gzip", "br"])
def test_the_whole_phone_page_is_small(dist: Path, coding: str) -> None:
    client = read_client(dist)
    names = ["join.html", *linked((dist / "join.html").read_text())]
    weights = {name: len(client[name].bodies[coding]) for name in names}
    assert len(names) >= 3, "the page should load scripts"
    assert sum(weights.values()) < PHONE_BUDGET, weights


@pytest.mark.parametrize("address", PAGES)
def test_each_page_and_all_it_loads_is_there(browser: TestClient, address: str) -> None:
    page = browser.get(address)
    assert page.status_code == 200
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert page.headers["cache-control"] == "no-cache"
    assert linked(page.text)
    for name in linked(page.text):
        assert browser.get("/" + name).status_code == 200, name


def test_files_named_after_their_content_are_kept_for_good(browser: TestClient, dist: Path) -> None:
    script = next((dist / "assets").glob("*.js"))
    answer = browser.get(f"/assets/{script.name}")
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
    assert answer.content == script.read_bytes()


@pytest.mark.parametrize("coding", ["identity", "gzip"])
def test_a_coding_is_the_same_words_in_fewer_bytes(browser: TestClient, dist: Path, coding: str) -> None:
    with browser.stream("GET", "/join", headers={"accept-encoding": coding}) as answer:
        raw = b"".join(answer.iter_raw())
        assert answer.headers.get("content-encoding", "identity") == coding
        assert answer.headers["vary"] == "accept-encoding"
        assert int(answer.headers["content-length"]) == len(raw)
    whole = gzip.decompress(raw) if coding == "gzip" else raw
    assert whole == (dist / "join.html").read_bytes()


@pytest.mark.parametrize(
    ("accepted", "chosen"),
    [
        ("", "identity"),
        ("gzip, deflate, br, zstd", "br"),
        ("GZIP", "gzip"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("br; q=0.000, gzip; q=0", "identity"),
        ("brotli, x-gzip", "identity"),
    ],
)
def test_the_best_coding_that_the_browser_takes(accepted: str, chosen: str) -> None:
    assert choose_coding(accepted, {"identity": b"", "gzip": b"", "br": b""}) == chosen


def test_a_browser_that_has_the_page_is_told_so(browser: TestClient) -> None:
    first = browser.get("/join")
    again = browser.get("/join", headers={"if-none-match": f'"other", W/{first.headers["etag"]}'})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert browser.get("/join", headers={"if-none-match": '"other"'}).status_code == 200


@pytest.mark.parametrize(
    "path",
    ["/.stamp", "/../pyproject.toml", "/%2e%2e/pyproject.toml", "/assets/..%2f..%2fserver", "/join.html.br", "/no"],
)
def test_nothing_else_is_given_away(browser: TestClient, path: str) -> None:
    answer = browser.get(path)
    assert (answer.status_code, answer.text) == (404, "There is nothing here.")


def test_answers_with_peoples_words_are_guarded_and_never_cached(browser: TestClient) -> None:
    headers = browser.get("/api/words").headers
    assert headers["cache-control"] == "no-store"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-content-type-options"] == "nosniff"
    policy = rules(headers["content-security-policy"])
    assert policy["default-src"] == policy["script-src"] == policy["style-src"] == "'self'"
    assert policy["object-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert policy["require-trusted-types-for"] == "'script'"
    assert policy["connect-src"] == "'self' ws://testserver wss://testserver"


def rules(policy: str) -> dict[str, str]:
    return dict(part.strip().split(" ", 1) for part in policy.split(";"))


@pytest.mark.parametrize("path", ["/preview", "/preview.html"])
def test_previews_alone_may_stand_inside_a_page_of_ours_and_connect_to_nothing(browser: TestClient, path: str) -> None:
    first = browser.get(path)
    for answer in (first, browser.get(path, headers={"if-none-match": first.headers["etag"]})):
        policy = rules(answer.headers["content-security-policy"])
        assert policy.pop("frame-ancestors") == "'self'"
        assert policy.pop("connect-src") == "'none'"
        assert answer.headers["x-frame-options"] == "SAMEORIGIN"
    others = rules(browser.get("/join").headers["content-security-policy"])
    assert policy.items() <= others.items(), "and is no freer otherwise"


def test_nothing_else_may_be_framed(browser: TestClient, dist: Path) -> None:
    paths = {f"/{name}" for name in read_client(dist)} | PAGES.keys() | {"/api/words", "/no"}
    for path in paths - {"/preview", "/preview.html"}:
        headers = browser.get(path).headers
        assert rules(headers["content-security-policy"])["frame-ancestors"] == "'none'", path
        assert headers["x-frame-options"] == "DENY", path


def test_a_header_that_browsers_heed_only_over_https_is_sent_there(browser: TestClient) -> None:
    assert browser.get("https://testserver/join").headers["cross-origin-opener-policy"] == "same-origin"
    assert "cross-origin-opener-policy" not in browser.get("http://testserver/join").headers


@pytest.mark.parametrize("host", ["", "a b", "x; script-src *", "x\r\nset-cookie: a", "'unsafe-inline'", "*", "x/y"])
def test_a_strange_host_does_not_reach_the_policy(host: str) -> None:
    assert "connect-src 'self';" in content_security_policy(host)


def test_a_clone_without_a_built_client_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("server.web.assets.__file__", str(tmp_path / "server" / "web" / "assets.py"))
    with pytest.raises(ClientNotBuilt, match=r"python3 dev\.py run"):
        find_client()
