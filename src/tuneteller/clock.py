"""The time that a search may take."""

from __future__ import annotations

from time import monotonic


class Clock:
    """Runs from when it is made.

    Args:
        seconds: None for as long as it takes.
    """

    def __init__(self, seconds: float | None = None) -> None:
        self.began, self._seconds = monotonic(), seconds

    @property
    def spent(self) -> float:
        return monotonic() - self.began

    @property
    def left(self) -> float:
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
