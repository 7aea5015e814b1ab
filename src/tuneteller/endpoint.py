"""A client for any server with the OpenAI chat-completions interface: retries, and a cache of what was answered.

Standard library only. The key is read from the environment, sent in the Authorization header to this server alone (a redirect
is not followed), and never stored or shown. A server may be hostile: how long a reply may take and how large it may be is
bounded.
"""

from __future__ import annotations

import hashlib
import http.client
import io
import json
import os
import socket
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tuneteller.errors import ConfigError, SourceError, StorageError
from tuneteller.files import write_json

Messages = Sequence[Mapping[str, str]]

LONGEST_WAIT = 60.0
"""Seconds: longest pause between two attempts, whatever the server asks for."""

LARGEST = 4_000_000
"""Bytes of a reply at most: one with a text of any use has some thousands."""


class Endpoint:
    """One model at one server.

    Args:
        url: the interface's base, such as `http://localhost:8000/v1`.
        model: name the server knows the model by.
        key_variable: environment variable that holds the key; an unset one means no key.
        timeout: seconds until a request is sent, and as many until all of its reply is there.
        attempts: how often a request is made before it is given up.
        cache: directory that keeps replies, one file each; None keeps none.
        sleep: waits between attempts.

    Raises:
        ConfigError: the address is none, or the key none that can be sent.
    """

    def __init__(self, url: str, model: str, *, key_variable: str = "OPENAI_API_KEY", timeout: float = 60.0, attempts: int = 4,
                 cache: Path | None = None, sleep: Callable[[float], object] = time.sleep) -> None:
        _check_address(url)
        self.url, self.model, self.timeout, self.attempts, self.cache = url.rstrip("/"), model, timeout, attempts, cache
        self._key, self._sleep = os.environ.get(key_variable, "").strip(), sleep
        if not (self._key.isascii() and self._key.isprintable()):
            raise ConfigError(f"the key in ${key_variable} holds characters that no header can carry; set it to the key alone")
        self._opener = urllib.request.build_opener(_NoRedirect, _Timely, _TimelySecure)

    @property
    def name(self) -> str:
        """The model and where it is asked, for what is made by it."""
        return f"{self.model} at {self.url}"

    def complete(self, messages: Messages, *, max_tokens: int, temperature: float = 0.0, again: int = 0) -> str:
        """The reply to a conversation.

        Args:
            again: counts askings of the same; another number asks anew where the cache knows the first reply.

        Raises:
            SourceError: no usable reply after all attempts, or one that asking again cannot help.
        """
        body = {"model": self.model, "messages": [dict(m) for m in messages], "max_tokens": max_tokens,
                "temperature": temperature}
        kept = self._place(body, again)
        if kept is not None and (known := _read(kept)) is not None:
            return known
        reply = self._ask(body)
        if kept is not None:
            with suppress(StorageError):  # a cache that cannot be written costs the same question again, nothing else
                write_json(kept, {"model": self.model, "reply": reply})
        return reply

    def complete_all(self, conversations: Sequence[Messages], *, max_tokens: int, temperature: float = 0.0, again: int = 0,
                     parallel: int = 4) -> list[str]:
        """`complete` for many conversations, some at a time; equal ones are asked once."""
        keys = [json.dumps([dict(m) for m in messages]) for messages in conversations]
        distinct = dict(zip(keys, conversations, strict=True))
        with ThreadPoolExecutor(max(1, parallel)) as pool:
            replies = pool.map(lambda m: self.complete(m, max_tokens=max_tokens, temperature=temperature, again=again),
                               distinct.values())
            found = dict(zip(distinct, replies, strict=True))
        return [found[key] for key in keys]

    def _ask(self, body: Mapping[str, Any]) -> str:
        headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {self._key}"} if self._key else {})
        request = urllib.request.Request(f"{self.url}/chat/completions", json.dumps(body).encode(), headers)
        error: Exception | None = None
        for attempt in range(self.attempts):
            if attempt:
                self._sleep(min(LONGEST_WAIT, _asked_to_wait(error) or 2.0 ** (attempt - 1)))
            try:
                with self._opener.open(request, timeout=self.timeout) as reply:
                    return _text(json.loads(_bounded(reply)))
            except urllib.error.HTTPError as failure:
                error = failure
                if failure.code < 500 and failure.code != 429:
                    break  # asking again cannot help
            except _TooLarge as failure:
                error = failure
                break
            except (OSError, http.client.HTTPException, ValueError, RecursionError, LookupError, TypeError) as failure:
                error = failure
        raise SourceError(f"{self.url} gave no answer for model {self.model!r}: {self._reason(error)}; check the address, the "
                          f"model's name and the key") from error

    def _reason(self, error: Exception | None) -> str:
        """What went wrong, on one line, with the beginning of what the server says of it; never the key."""
        said = ""
        if isinstance(error, urllib.error.HTTPError):
            with suppress(OSError, http.client.HTTPException), error:
                said = error.read(1000).decode("utf-8", "replace")
        line = f"{error} {said}".replace(self._key, "***") if self._key else f"{error} {said}"
        return " ".join("".join(c if c.isprintable() else " " for c in line).split())[:300]

    def _place(self, body: Mapping[str, Any], again: int) -> Path | None:
        if self.cache is None:
            return None
        asked = json.dumps([self.url, body, again], sort_keys=True)
        return self.cache / f"{hashlib.sha256(asked.encode()).hexdigest()[:32]}.json"


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Takes a redirect as a failure: followed, it would carry the key to whatever server it names."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


class _Limited(io.RawIOBase):
    """What a socket receives within its timeout, all of it together: the timeout itself bounds the wait for each piece alone,
    and a server that sends a byte now and then would be heard for ever."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection, self._received = connection, connection.makefile("rb", buffering=0)
        self._timeout = connection.gettimeout()
        self._began = time.monotonic()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        if self._timeout is not None:
            left = self._timeout - (time.monotonic() - self._began)
            if left <= 0:
                raise TimeoutError(f"its reply took longer than {self._timeout:g} seconds")
            self._connection.settimeout(left)
        return self._received.readinto(buffer)

    def close(self) -> None:
        self._received.close()
        super().close()


class _LimitedResponse(http.client.HTTPResponse):
    """A response of which every byte, the headers' included, comes through `_Limited`."""

    def __init__(self, sock: socket.socket, *args: Any, **settings: Any) -> None:
        super().__init__(sock, *args, **settings)
        self.fp.close()
        self.fp = io.BufferedReader(_Limited(sock))


class _Connection(http.client.HTTPConnection):
    response_class = _LimitedResponse


class _SecureConnection(http.client.HTTPSConnection):
    response_class = _LimitedResponse


class _Timely(urllib.request.HTTPHandler):
    def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(_Connection, req)


class _TimelySecure(urllib.request.HTTPSHandler):
    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(_SecureConnection, req)


class _TooLarge(Exception):
    """A reply of more than `LARGEST` bytes."""


def _bounded(reply: http.client.HTTPResponse) -> bytes:
    """The body.

    Raises:
        _TooLarge: see there; no more than that is read.
    """
    body = reply.read(LARGEST + 1)
    if len(body) > LARGEST:
        raise _TooLarge(f"its reply has more than {LARGEST / 1e6:g} MB, as no chat completion has")
    return body


def _check_address(url: str) -> None:
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        usable = False
        parts = urlsplit("")
    if parts.username is not None or parts.password is not None:
        raise ConfigError("the endpoint's address holds a user name or password; leave it out, and put the key into the "
                          "environment")
    if not usable or parts.query or parts.fragment or not url.isprintable() or " " in url:
        raise ConfigError(f"endpoint {url!r} is no http(s) address; give one such as http://localhost:8000/v1")


def _text(reply: Any) -> str:
    """The text of a chat completion.

    Raises:
        ValueError, LookupError, TypeError: it holds none.
    """
    content = reply["choices"][0]["message"]["content"]
    if not isinstance(content, str):
        raise ValueError("the reply holds no text")
    return content.encode("utf-8", "replace").decode()  # lone surrogates, which no file takes


def _asked_to_wait(error: Exception | None) -> float | None:
    """Seconds that the server's Retry-After names, as a number or a date, if it does."""
    value = error.headers.get("Retry-After", "") if isinstance(error, urllib.error.HTTPError) and error.headers else ""
    if value.isdecimal():
        return float(value)
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - time.time())
    except (ValueError, OverflowError):
        return None


def _read(path: Path) -> str | None:
    """A kept reply; None if there is none, or a damaged one."""
    try:
        reply = json.loads(path.read_text(encoding="utf-8"))["reply"]
    except (OSError, ValueError, LookupError, TypeError):
        return None
    return reply if isinstance(reply, str) else None
