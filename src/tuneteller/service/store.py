"""Jobs on the disk, in one SQLite file: what was asked, and what came of it."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tuneteller.errors import ConfigError, StorageError, TuneTellerError
from tuneteller.service.jobs import DONE, FAILED, RUNNING, WAITING, Job, failed_before
from tuneteller.service.work import Work

SCHEMA = 1

KEPT = 2000
"""Jobs that are over and kept; the oldest go first."""

_TABLE = """
CREATE TABLE IF NOT EXISTS jobs (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, client TEXT NOT NULL, work TEXT NOT NULL, state TEXT NOT NULL,
    result TEXT, error TEXT, created REAL NOT NULL, begun REAL NOT NULL, ended REAL NOT NULL);
CREATE INDEX IF NOT EXISTS by_time ON jobs (created);
"""


class Store:
    """The jobs of a service. What it is told is on the disk when the call returns.

    Args:
        path: the file; made where it is missing.
        kinds: kind of work -> its type. Jobs of other kinds, as of a version to come, are left alone.

    Raises:
        StorageError: the file cannot be made or written, or holds something else.
    """

    def __init__(self, path: Path, kinds: Mapping[str, type[Work[Any]]]) -> None:
        self.path, self._kinds, self._lock = path, kinds, threading.Lock()
        with self._said():
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
            self._db.execute("PRAGMA journal_mode=WAL")
            [found] = self._db.execute("PRAGMA user_version").fetchone()
            if found not in (0, SCHEMA):
                raise StorageError(f"{path} is of schema {found}, and this version reads {SCHEMA}; choose another place, or "
                                   f"remove it")
            self._db.executescript(_TABLE)
            self._db.execute(f"PRAGMA user_version={SCHEMA}")

    def put(self, job: Job, *, state: str | None = None, result: Any = None, error: Exception | None = None) -> None:
        """Write a job as it is, or is about to be.

        Raises:
            StorageError: it cannot be written.
        """
        row = (job.id, job.work.kind, job.client, json.dumps(job.work.to_json()), state or job.state,
               None if result is None else json.dumps(result), None if error is None else str(error), job.created, job.begun,
               job.ended)
        with self._lock, self._said():
            self._db.execute(f"INSERT OR REPLACE INTO jobs VALUES ({', '.join('?' * len(row))})", row)
            self._db.execute("DELETE FROM jobs WHERE id IN (SELECT id FROM jobs WHERE state NOT IN (?, ?) "
                             "ORDER BY created DESC LIMIT -1 OFFSET ?)", (WAITING, RUNNING, KEPT))

    def remove(self, id: str) -> None:
        """Forget a job."""
        with self._lock, self._said():
            self._db.execute("DELETE FROM jobs WHERE id = ?", (id,))

    def get(self, id: str) -> Job | None:
        """A job, if it is kept."""
        return next(iter(self._jobs("WHERE id = ?", id)), None)

    def latest(self, kind: str, n: int = 50) -> list[Job]:
        """The latest jobs of a kind, newest first."""
        return self._jobs("WHERE kind = ? ORDER BY created DESC LIMIT ?", kind, n)

    def unfinished(self) -> list[Job]:
        """Jobs that are not over, oldest first, to be done from their beginning."""
        found = self._jobs("WHERE state IN (?, ?) ORDER BY created", WAITING, RUNNING)
        for job in found:
            job.change(state=WAITING, begun=0.0)
        return found

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._db.close()

    def _jobs(self, which: str, *values: Any) -> list[Job]:
        with self._lock, self._said():
            rows = self._db.execute(f"SELECT id, kind, client, work, state, result, error, created, begun, ended FROM jobs "
                                    f"{which}", values).fetchall()
        return [job for row in rows if (job := self._job(*row)) is not None]

    def _job(self, id: str, kind: str, client: str, work: str, state: str, result: str | None, error: str | None,
             created: float, begun: float, ended: float) -> Job | None:
        if kind not in self._kinds:
            return None
        try:
            job = Job(self._kinds[kind](**json.loads(work)), client, id, created)
        except (TypeError, ValueError, ConfigError):
            return None
        job.change(begun=begun, ended=ended, result=None if result is None else json.loads(result),
                   error=failed_before(error or "") if state == FAILED else None, share=float(state == DONE), state=state)
        return job

    @contextmanager
    def _said(self) -> Iterator[None]:
        try:
            yield
        except TuneTellerError:
            raise
        except (sqlite3.Error, OSError) as error:
            raise StorageError(f"{self.path} cannot be read or written ({error}); give another place, or free some space") from error
