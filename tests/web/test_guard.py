"""Who may ask: nobody under another name, from another site, or without the token where there is one."""

from collections.abc import Callable
from typing import Any

import anyio
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient
from starlette.types import Message, Receive, Scope, Send

from tuneteller.errors import ConfigError, StorageError
from tuneteller.web.guard import COOKIE, CSRF, Guard, Keys
from tuneteller.web.run import hosts_of, listen, secret_of, token_of

TOKEN = "a token of some length"
LOCAL = frozenset({"localhost"})

Client = Callable[..., TestClient]


@pytest.fixture
def client() -> Client:
    """`client(token=…, hosts=…)`: of an application that tells the session's CSRF token, whatever it is asked."""
    def make(token: str | None = None, hosts: frozenset[str] = LOCAL, secret: bytes = b"s" * 32, **settings: Any) -> TestClient:
        async def tell(request: Request) -> Response:
            session = getattr(request.state, "session", None)
            return JSONResponse({"csrf": session and session.csrf})

        async def own(request: Request) -> Response:
            return PlainTextResponse("", headers={"content-security-policy": "sandbox"})

        async def fail(request: Request) -> Response:
            raise ZeroDivisionError("a secret")

        routes = [Route("/own", own), Route("/fail", fail), Route("/api/fail", fail),
                  Route("/{path:path}", tell, methods=["GET", "POST", "DELETE"])]
        app = Starlette(routes=routes, middleware=[Middleware(Guard, keys=Keys(secret, token), hosts=hosts)])
        return TestClient(app, base_url="http://localhost:8421", follow_redirects=False, **settings)

    return make


def test_a_page_gets_a_session_and_may_then_post(client: Client) -> None:
    page = client()
    first = page.get("/")
    assert first.status_code == 200 and "HttpOnly; SameSite=Strict" in first.headers["set-cookie"]
    assert "Secure" not in first.headers["set-cookie"]
    csrf = first.json()["csrf"]
    assert "set-cookie" not in page.get("/").headers and page.get("/").json()["csrf"] == csrf
    assert page.post("/ask", headers={CSRF: csrf}).status_code == 200
    for headers in ({}, {CSRF: ""}, {CSRF: csrf[:-1]}, {CSRF: client().get("/").json()["csrf"]}):
        refused = page.post("/ask", headers=headers)
        assert (refused.status_code, "out of date" in refused.text) == (403, True)
    assert page.delete("/jobs/1").status_code == 403
    assert client().post("/ask", headers={CSRF: csrf}).status_code == 403  # of another browser, without the cookie


def test_what_no_browser_sends_is_refused_like_any_other(client: Client) -> None:
    page = client()
    csrf = page.get("/").json()["csrf"]
    for headers in ({CSRF: "\u00e9".encode()}, {CSRF: csrf, "origin": "http://["}, {CSRF: csrf, "origin": "null"}):
        assert page.post("/ask", headers=headers).status_code == 403


def test_cookies_of_other_servers_of_this_machine_are_no_hindrance(client: Client) -> None:
    """A browser sends them to every port."""
    session, cookie = Keys(b"s" * 32, None).begin()
    sent = f'{{"a": 1}}=x; other="2|1:0|10:1"; {COOKIE}={cookie}; @=[]'
    answered = client().post("/ask", headers={CSRF: session.csrf, "cookie": sent})
    assert answered.status_code == 200 and answered.json()["csrf"] == session.csrf and "set-cookie" not in answered.headers


def test_every_answer_carries_the_headers_but_may_have_its_own(client: Client) -> None:
    page = client()
    for path in ("/", "/api/x", "/v1/x", "/static/x"):
        headers = page.get(path).headers
        assert "default-src 'none'" in headers["content-security-policy"] and "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff" and headers["cache-control"] == "no-store"
    assert page.get("/own").headers["content-security-policy"] == "sandbox"
    refused = page.post("/ask")
    assert refused.status_code == 403 and "default-src 'none'" in refused.headers["content-security-policy"]


def test_what_fails_tells_nothing_and_carries_the_headers_too(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    page = client(raise_server_exceptions=False)
    for path in ("/fail", "/api/fail"):
        failed = page.get(path)
        assert failed.status_code == 500 and "secret" not in failed.text and "its log says why" in failed.text
        assert failed.headers["x-content-type-options"] == "nosniff"
    assert "a secret" in caplog.text


def test_a_client_that_leaves_in_the_middle_of_its_body_is_no_failure(caplog: pytest.LogCaptureFixture) -> None:
    async def read(scope: Scope, receive: Receive, send: Send) -> None:
        await Request(scope, receive).body()

    async def gone() -> Message:
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        raise AssertionError(message)

    session, cookie = Keys(b"s" * 32, None).begin()
    headers = [(b"host", b"localhost"), (CSRF.encode(), session.csrf.encode()), (b"cookie", f"{COOKIE}={cookie}".encode())]
    scope = {"type": "http", "method": "POST", "path": "/uploads", "headers": headers}
    anyio.run(Guard(read, Keys(b"s" * 32, None), LOCAL), scope, gone, send)
    assert caplog.text == ""


def test_other_names_and_other_sites_are_refused(client: Client) -> None:
    page = client()
    assert page.get("/", headers={"host": "evil.example"}).status_code == 421
    assert page.get("/", headers={"host": "localhost.evil.example:8421"}).status_code == 421
    assert page.get("/", headers={"host": "LOCALHOST:1"}).status_code == 200
    assert client(hosts=frozenset()).get("/", headers={"host": "any.example"}).status_code == 200
    json = {"content-type": "application/json"}
    for origin in ("http://evil.example", "http://localhost:9999", "null", "http://localhost:8421.evil.example"):
        assert page.post("/v1/x", headers={"origin": origin, **json}).status_code == 403
    assert page.post("/v1/x", headers={"origin": "http://localhost:8421", **json}).status_code == 200


def test_what_a_form_of_another_site_can_send_is_no_json(client: Client) -> None:
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""):
        refused = client().post("/api/ask", headers={"content-type": kind}, content=b'{"diff": "x"}')
        assert (refused.status_code, "application/json" in refused.json()["error"]) == (415, True)
    assert client().post("/api/ask", json={}).status_code == 200


def test_with_a_token_nothing_is_told_without_it(client: Client) -> None:
    page = client(TOKEN)
    assert (page.get("/").status_code, page.get("/").headers["location"]) == (303, "/login")
    assert "set-cookie" not in page.get("/").headers
    assert page.get("/jobs", headers={"hx-request": "true"}).status_code == 401 and page.post("/ask").status_code == 401
    assert [page.get(path).status_code for path in ("/login", "/static/style.css", "/health")] == [200] * 3
    for sent in ("", "Bearer", "Bearer x", f"Basic {TOKEN}", f"Bearer {TOKEN}x", "Bearer \u00e9".encode()):
        refused = page.get("/v1/models", headers={"authorization": sent})
        assert refused.status_code == 401 and "Bearer TOKEN" in refused.json()["error"]["message"]
    assert page.get("/v1/models", headers={"authorization": f"bearer {TOKEN}"}).status_code == 200


def test_sessions_outlive_a_restart_but_not_their_token(client: Client) -> None:
    session, cookie = Keys(b"s" * 32, TOKEN).begin()
    sent = {"cookie": f"{COOKIE}={cookie}"}
    assert client(TOKEN).get("/", headers=sent).json()["csrf"] == session.csrf
    assert client("another token, long").get("/", headers=sent).status_code == 303
    assert client(TOKEN, secret=b"t" * 32).get("/", headers=sent).status_code == 303
    _, anonymous = Keys(b"s" * 32, None).begin()
    for value in (anonymous, cookie[:-1], cookie.upper(), cookie.partition(".")[0], "", "x" * 10_000, "\u00e9.\u00e9"):
        assert client(TOKEN).get("/", headers={"cookie": f"{COOKIE}={value}".encode()}).status_code == 303


def test_tokens_and_names(tmp_path: Any) -> None:
    assert token_of("127.0.0.1", None) is None and token_of("::1", None) is None and token_of("localhost", None) is None
    assert token_of("127.0.0.1", None, ["localhost"]) is None
    assert token_of("127.0.0.1", None, ["audit.example"])  # whom a proxy lets in is not known here
    drawn = {token_of("0.0.0.0", None) for _ in range(3)}
    assert len(drawn) == 3 and all(token is not None and len(token) >= 32 for token in drawn)
    assert token_of("127.0.0.1", "x" * 16) == "x" * 16
    for short in ("", "x" * 15, "sixteen letters !", "\u00e9" * 20):
        with pytest.raises(ConfigError, match="the token has"):
            token_of("0.0.0.0", short)
    assert hosts_of("127.0.0.1", []) == {"localhost", "127.0.0.1", "[::1]"} and hosts_of("0.0.0.0", []) == frozenset()
    assert hosts_of("0.0.0.0", ["Audit.Example"]) == {"audit.example"}
    assert "127.0.0.2" in hosts_of("127.0.0.2", []) and "[0:0:0:0:0:0:0:1]" in hosts_of("0:0:0:0:0:0:0:1", [])


def test_the_secret_is_kept_for_this_user_alone(tmp_path: Any) -> None:
    secret = secret_of(tmp_path / "data")
    assert len(secret) == 32 and secret_of(tmp_path / "data") == secret
    assert (tmp_path / "data" / "secret").stat().st_mode & 0o077 == 0
    (tmp_path / "data" / "secret").write_bytes(b"half")
    assert len(secret_of(tmp_path / "data")) == 32
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match="--data"):
        secret_of(tmp_path / "file")


def test_an_address_that_is_taken_is_said(tmp_path: Any) -> None:
    with listen("127.0.0.1", 0) as at:
        port = at.getsockname()[1]
        with pytest.raises(ConfigError, match=f"port {port}.*--port"):
            listen("127.0.0.1", port)
    with pytest.raises(ConfigError, match="port 70000"):
        listen("127.0.0.1", 70000)
    with pytest.raises(ConfigError, match="--host"):
        listen("no.such.host.invalid", 0)
