"""A client for any server with the OpenAI chat-completions interface: retries, and a cache of what was answered.

Standard library only. The key is read from the environment, sent in the Authorization header, and never stored.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from tuneteller.errors import ConfigError, SourceError
from tuneteller.files import write_json

Messages = Sequence[Mapping[str, str]]

LONGEST_WAIT = 60.0
"""Seconds: longest pause between two attempts, whatever the server asks for."""


class Endpoint:
    """One model at one server.

    Args:
        url: the interface's base, such as `http://localhost:8000/v1`.
        model: name the server knows the model by.
        key_variable: environment variable that holds the key; an unset one means no key.
        timeout: seconds a request may take.
        attempts: how often a request is made before it is given up.
        cache: directory that keeps replies, one file each; None keeps none.
        sleep: waits between attempts.

    Raises:
        ConfigError: the address is none.
    """

    def __init__(self, url: str, model: str, *, key_variable: str = "OPENAI_API_KEY", timeout: float = 60.0, attempts: int = 4,
                 cache: Path | None = None, sleep: Callable[[float], object] = time.sleep) -> None:
        if not url.startswith(("http://", "https://")):
            raise ConfigError(f"endpoint {url!r} is no http(s) address; give one such as http://localhost:8000/v1")
        self.url, self.model, self.timeout, self.attempts, self.cache = url.rstrip("/"), model, timeout, attempts, cache
        self._key, self._sleep = os.environ.get(key_variable, ""), sleep

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
            write_json(kept, {"model": self.model, "reply": reply})
        return reply

    def complete_all(self, conversations: Sequence[Messages], *, max_tokens: int, temperature: float = 0.0, again: int = 0,
                     parallel: int = 4) -> list[str]:
        """`complete` for many conversations, some at a time."""
        with ThreadPoolExecutor(max(1, parallel)) as pool:
            return list(pool.map(lambda m: self.complete(m, max_tokens=max_tokens, temperature=temperature, again=again),
                                 conversations))

    def _ask(self, body: Mapping[str, Any]) -> str:
        headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {self._key}"} if self._key else {})
        request = urllib.request.Request(f"{self.url}/chat/completions", json.dumps(body).encode(), headers)
        error: Exception | None = None
        for attempt in range(self.attempts):
            if attempt:
                self._sleep(min(LONGEST_WAIT, _asked_to_wait(error) or 2.0 ** (attempt - 1)))
            try:
                with urllib.request.urlopen(request, timeout=self.timeout) as reply:
                    return str(json.load(reply)["choices"][0]["message"]["content"])
            except urllib.error.HTTPError as failure:
                error = failure
                if failure.code < 500 and failure.code != 429:
                    break  # asking again cannot help
            except (OSError, ValueError, LookupError, TypeError) as failure:
                error = failure
        raise SourceError(f"{self.url} gave no answer for model {self.model!r}: {error}; check the address, the model's name "
                          f"and the key") from error

    def _place(self, body: Mapping[str, Any], again: int) -> Path | None:
        if self.cache is None:
            return None
        asked = json.dumps([self.url, body, again], sort_keys=True)
        return self.cache / f"{hashlib.sha256(asked.encode()).hexdigest()[:32]}.json"


def _asked_to_wait(error: Exception | None) -> float | None:
    """Seconds the server's Retry-After names, if it does."""
    value = error.headers.get("Retry-After", "") if isinstance(error, urllib.error.HTTPError) and error.headers else ""
    return float(value) if value.isdigit() else None


def _read(path: Path) -> str | None:
    """A kept reply; None if there is none, or a damaged one."""
    try:
        reply = json.loads(path.read_text(encoding="utf-8"))["reply"]
    except (OSError, ValueError, LookupError, TypeError):
        return None
    return reply if isinstance(reply, str) else None
