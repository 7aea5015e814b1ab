"""The time that a search may take."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic


class _Pauses(threading.local):
    """Seconds that this thread has done something else."""

    total = 0.0


_pauses = _Pauses()


@contextmanager
def paused() -> Iterator[None]:
    """What is done inside takes no time of the clocks that this thread has begun before."""
    began, before = monotonic(), _pauses.total
    try:
        yield
    finally:
        _pauses.total = before + monotonic() - began


class Clock:
    """Runs from when it is made, but not while its thread is `paused`.

    Args:
        seconds: None for as long as it takes.
    """

    def __init__(self, seconds: float | None = None) -> None:
        self.began, self._seconds = monotonic(), seconds
        self._paused = _pauses.total

    @property
    def spent(self) -> float:
        """Seconds since it began, without pauses."""
        return monotonic() - self.began - (_pauses.total - self._paused)

    @property
    def left(self) -> float:
        """Seconds that are left of its budget; infinite without one."""
        return float("inf") if self._seconds is None else self._seconds - self.spent

    @property
    def gone(self) -> float:
        """The share of the time that is spent, from 0 to 1; 0 where there is no end."""
        if self._seconds is None:
            return 0.0
        return min(1.0, self.spent / self._seconds) if self._seconds > 0 else 1.0

    def part(self, share: float) -> Clock:
        """A clock for a share of the time that is left."""
        return Clock(None if self._seconds is None else max(self.left, 0.0) * share)
