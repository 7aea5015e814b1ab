"""A job of a service: what was asked, where it stands, and what came of it."""

from __future__ import annotations

import asyncio
import secrets
import threading
import time
from collections.abc import AsyncIterator, Callable
from typing import Any

from tuneteller.errors import Cancelled, TuneTellerError
from tuneteller.service.work import Result, Work

WAITING, RUNNING, DONE, FAILED, CANCELLED = "waiting", "running", "done", "failed", "cancelled"

ENDED = frozenset({DONE, FAILED, CANCELLED})


class Job:
    """One request. Other threads change it; who wants to hear of that follows it.

    Args:
        work: what is asked for.
        client: who asks.
        id: of a job that was kept; a new one by default.
        created: when it was asked for, in seconds since 1970.

    Attributes:
        state: one of the five above.
        share, doing: how much is done, from 0 to 1, and what is being done.
        partial: what is known of the result so far.
        result: what came of it, once it is done.
        error: why it failed.
        begun, ended: when, in seconds since 1970; 0 where it has not.
        cancelling: whether it is to end at its next step.
    """

    def __init__(self, work: Work[Any], client: str = "", id: str | None = None, created: float | None = None) -> None:
        self.id = id or secrets.token_urlsafe(9).replace("-", "a").replace("_", "b")
        self.work, self.client = work, client
        self.created = time.time() if created is None else created
        self.state, self.share, self.doing, self.begun, self.ended = WAITING, 0.0, "", 0.0, 0.0
        self.partial: Result = {}
        self.result: Result | None = None
        self.error: Exception | None = None
        self.cancelling = False
        self._changed = threading.Condition()
        self._watchers: list[Callable[[], None]] = []

    @property
    def over(self) -> bool:
        """Whether it is done, failed or cancelled."""
        return self.state in ENDED

    @property
    def followed(self) -> bool:
        """Whether anybody follows it."""
        return bool(self._watchers)

    def change(self, **fields: Any) -> None:
        """Set some of its attributes, and let all who follow it know."""
        with self._changed:
            if self.over:
                return
            for name, value in sorted(fields.items(), key=lambda field: field[0] == "state"):
                setattr(self, name, value)  # the state last: who sees that it is over finds what came of it
            self._changed.notify_all()
            watchers = [*self._watchers]
        for watcher in watchers:
            watcher()

    def wait(self, seconds: float | None = None) -> bool:
        """Until it is over, or so long; whether it is."""
        with self._changed:
            return self._changed.wait_for(lambda: self.over, seconds)

    def outcome(self) -> Result:
        """What came of it.

        Raises:
            TuneTellerError: it failed, or was cancelled, or is not over.
        """
        if self.state == DONE and self.result is not None:
            return self.result
        raise self.error or Cancelled("it was cancelled" if self.state == CANCELLED else f"it is {self.state}")

    async def follow(self, every: float = 0.0, beat: float = 15.0) -> AsyncIterator[None]:
        """At once, whenever it has changed, and now and then where it has not; the last time when it is over.

        Args:
            every: seconds between two of these at least.
            beat: and at most.
        """
        loop, news = asyncio.get_running_loop(), asyncio.Event()

        def heard() -> None:
            try:
                loop.call_soon_threadsafe(news.set)
            except RuntimeError:  # the loop has ended
                return

        with self._changed:
            self._watchers.append(heard)
        try:
            while True:
                news.clear()
                over = self.over
                yield
                if over:
                    return
                try:
                    await asyncio.wait_for(news.wait(), beat)
                except TimeoutError:
                    continue
                await asyncio.sleep(every)
        finally:
            with self._changed:
                self._watchers.remove(heard)


def failed_before(message: str) -> TuneTellerError:
    """The error of a job that was kept: its message alone."""
    return TuneTellerError(message)
