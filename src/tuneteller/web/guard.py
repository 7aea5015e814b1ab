"""Who may ask: which hosts, with which token, from which page; and the headers that every answer carries.

A page's own requests carry a session's cookie and a token that other sites cannot know (`csrf`); programs carry the server's
token, if there is one, and send JSON, which no other site's form can.
"""

from __future__ import annotations

import hashlib
import hmac
import logging
import re
import secrets
from dataclasses import dataclass
from ipaddress import ip_address

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect, cookie_parser
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tuneteller.plain import plain

log = logging.getLogger(__name__)

COOKIE = "tuneteller"

CSRF = "x-csrf-token"
"""The header of a page's own requests; `csrf` in a form."""

FOR_PROGRAMS = ("/v1/", "/api/", "/metrics")

FOR_PEOPLE = "/api/docs"
"""A page all the same, which a browser opens."""

OPEN = ("/static/", "/health", "/login")
"""Served without a token."""

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})

POLICY = ("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
          "base-uri 'none'; frame-ancestors 'none'")

HEADERS = {
    "content-security-policy": POLICY, "x-content-type-options": "nosniff", "referrer-policy": "same-origin",
    "x-frame-options": "DENY", "cross-origin-opener-policy": "same-origin", "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()", "cache-control": "no-store",
}


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches an address."""
    try:
        return host == "localhost" or ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


@dataclass(frozen=True)
class Session:
    """A browser's.

    Attributes:
        id: drawn at random.
        csrf: what its forms carry.
    """

    id: str
    csrf: str


class Keys:
    """Sessions and their tokens, which follow from a secret: nothing about them is kept.

    Args:
        secret: known to this server alone; with the same one, sessions outlive a restart.
        token: what whoever asks has to know; None for nobody.
    """

    def __init__(self, secret: bytes, token: str | None) -> None:
        # sessions end with the token that they began with
        self._secret = hmac.digest(secret, (token or "").encode(), "sha256")
        self.token = token

    def begin(self) -> tuple[Session, str]:
        """A new session, and the cookie's value."""
        id = secrets.token_urlsafe(18)
        return Session(id, self._sign("csrf", id)), f"{id}.{self._sign('session', id)}"

    def session(self, cookie: str | None) -> Session | None:
        """The session that a cookie's value stands for; None where this server gave none such."""
        match = re.fullmatch(r"([\w-]{24})\.([0-9a-f]{64})", cookie or "")
        if match is None or not hmac.compare_digest(match[2], self._sign("session", match[1])):
            return None
        return Session(match[1], self._sign("csrf", match[1]))

    def knows(self, given: str) -> bool:
        """Whether that is the token; in the same time for any of one length."""
        return self.token is not None and hmac.compare_digest(given.encode(), self.token.encode())

    def _sign(self, what: str, id: str) -> str:
        return hmac.new(self._secret, f"{what} {id}".encode(), hashlib.sha256).hexdigest()


class Guard:
    """Refuses what may not be asked, before any of it is read.

    Args:
        app: what is guarded.
        keys: the sessions.
        hosts: names under which the server may be asked for; empty for any. It keeps out pages whose name somebody has pointed
            at this machine.
    """

    def __init__(self, app: ASGIApp, keys: Keys, hosts: frozenset[str]) -> None:
        self.app, self.keys, self.hosts = app, keys, hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "websocket":
                await send({"type": "websocket.close", "code": 1008})
            else:
                await self.app(scope, receive, send)
            return
        headers, path, method = Headers(scope=scope), scope["path"], scope["method"]
        cookie: str | None = None
        refusal = self._refused(headers, path, method)
        if refusal is None and not _for_programs(path):
            session = self.keys.session(_cookie(headers))
            if session is None and self.keys.token is None:
                session, cookie = self.keys.begin()
            if session is None and not path.startswith(OPEN):
                refusal = (RedirectResponse("/login", 303) if method in SAFE and not headers.get("hx-request") else
                           _said("this server needs a token; open /login", 401, path))
            elif method not in SAFE and path != "/login" and not self._own(headers, session):
                refusal = _said("the request does not come from a page of this server, or that page is out of date; load it "
                                "anew", 403, path)
            scope.setdefault("state", {})["session"] = session

        begun = False

        async def sent(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                own = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    if name not in own:
                        own[name] = value
                if cookie is not None:
                    own.append("set-cookie", cookie_of(cookie, scope.get("scheme") == "https"))
            await send(message)

        try:
            await (refusal or self.app)(scope, receive, sent)
        except ClientDisconnect:  # in the middle of its body; nobody is there to be answered
            return
        except Exception:
            if begun:
                raise
            log.exception("A request for %s failed.", plain(path, 200))
            await _said("the server failed; its log says why", 500, path)(scope, receive, sent)

    def _refused(self, headers: Headers, path: str, method: str) -> Response | None:
        """What holds for pages and programs alike, and what for programs alone."""
        host = headers.get("host", "")
        if self.hosts and _name(host) not in self.hosts:
            return _said(f"this server is not {host[:100]!r}; it is asked for by: {', '.join(sorted(self.hosts))}", 421, path)
        origin = headers.get("origin")
        if method not in SAFE and origin is not None and origin.partition("://")[2] != host:
            return _said("the request comes from a page of another site", 403, path)
        if not _for_programs(path):
            return None
        scheme, _, given = headers.get("authorization", "").partition(" ")
        if self.keys.token is not None and not (scheme.lower() == "bearer" and self.keys.knows(given.strip())):
            return _said("this server needs its token: send the header Authorization: Bearer TOKEN", 401, path)
        kind = headers.get("content-type", "").partition(";")[0].strip().lower()
        if method in ("POST", "PUT", "PATCH") and kind != "application/json":
            return _said(f"the body is {kind or 'of no kind'}; send application/json", 415, path)
        return None

    def _own(self, headers: Headers, session: Session | None) -> bool:
        """Whether an unsafe request comes from a page of ours: all of them send the header."""
        return session is not None and hmac.compare_digest(headers.get(CSRF, "").encode(), session.csrf.encode())


def cookie_of(value: str, secure: bool) -> str:
    """The header that gives a session to a browser."""
    return f"{COOKIE}={value}; Path=/; HttpOnly; SameSite=Strict{'; Secure' * secure}; Max-Age=2592000"


def _for_programs(path: str) -> bool:
    return path.startswith(FOR_PROGRAMS) and path != FOR_PEOPLE


def _cookie(headers: Headers) -> str | None:
    """The session's, whatever other servers of this machine have put beside it: browsers tell no ports apart."""
    return cookie_parser(headers.get("cookie", "")).get(COOKIE)


def _name(host: str) -> str:
    """A Host header without its port."""
    return re.sub(r":\d+$", "", host).lower()


def _said(text: str, status: int, path: str) -> Response:
    if path.startswith("/v1/"):
        return JSONResponse({"error": {"message": text, "type": "invalid_request_error", "param": None, "code": None}}, status)
    return JSONResponse({"error": text}, status) if path.startswith("/api/") else PlainTextResponse(text, status)
