"""What is kept while a reader is made: the plan it was begun with, and which stages are done and how long they took."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tuneteller.errors import LibraryError
from tuneteller.files import write_json

PLAN, STAGES = "plan.json", "stages.json"


def read(work: Path, name: str) -> dict[str, Any] | None:
    """A JSON object in the directory; None where there is none.

    Raises:
        LibraryError: it is damaged.
    """
    path = work / name
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, RecursionError) as error:
        raise LibraryError(f"{path} cannot be read ({error}); remove {work} to make the reader anew") from error
    if not isinstance(value, dict):
        raise LibraryError(f"{path} holds no JSON object; remove {work} to make the reader anew")
    return value


class Ledger:
    """Of each stage: seconds so far, whether it is done, and what is to be said of it."""

    EVERY = 30.0
    """Seconds after which the time of a stage that is under way is written down, so that a kill loses no more of it."""

    def __init__(self, work: Path) -> None:
        self._path = work / STAGES
        self._stages = read(work, STAGES) or {}

    def done(self, stage: str) -> bool:
        """Whether a stage is."""
        return bool(self._of(stage).get("done"))

    def seconds(self, stage: str) -> float:
        """What a stage has taken so far, in all runs."""
        said = self._of(stage).get("seconds")
        return float(said) if isinstance(said, int | float) else 0.0

    def note(self, stage: str) -> str:
        """What came of a stage, in words; empty where nothing is to be said."""
        return str(self._of(stage).get("note", ""))

    def notes(self) -> list[str]:
        """What is said of the stages so far."""
        return [note for stage in self._stages if (note := self.note(stage))]

    @contextmanager
    def running(self, stage: str) -> Iterator[Running]:
        """The stage takes its time inside the block, and is done when that ends well."""
        running = Running(self, stage, self.seconds(stage))
        try:
            yield running
        except BaseException:
            self._write(stage, running, done=False)
            raise
        self._write(stage, running, done=True)

    def _of(self, stage: str) -> Mapping[str, Any]:
        found = self._stages.get(stage, {})
        return found if isinstance(found, dict) else {}

    def _write(self, stage: str, running: Running, *, done: bool) -> None:
        self._stages[stage] = {"seconds": round(running.spent, 2), "done": done, "note": running.note}
        write_json(self._path, self._stages)


class Running:
    """A stage that is under way.

    Attributes:
        note: what is to be said of it in the end.
    """

    def __init__(self, ledger: Ledger, stage: str, before: float) -> None:
        self.note = ""
        self._ledger, self._stage, self._before = ledger, stage, before
        self._began = self._written = time.monotonic()

    @property
    def notes(self) -> list[str]:
        """What is said of the stages before."""
        return self._ledger.notes()

    @property
    def spent(self) -> float:
        """Seconds, those of earlier runs among them."""
        return self._before + time.monotonic() - self._began

    def goes_on(self) -> None:
        """Write the time down, if that is long ago."""
        if time.monotonic() - self._written > Ledger.EVERY:
            self._ledger._write(self._stage, self, done=False)
            self._written = time.monotonic()
