"""Jobs on the disk, in one SQLite file: what was asked, and what came of it."""

from __future__ import annotations

import json
import sqlite3
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tuneteller.errors import StorageError, TuneTellerError
from tuneteller.service.jobs import DONE, ENDED, FAILED, RUNNING, WAITING, Job, failed_before
from tuneteller.service.work import Work

SCHEMA = 1

KEPT = 2000
"""Jobs that are over and kept; those that ended first go first."""

TRIES = 3
"""Times that a job may be running when its service dies: one that takes the process with it must not do so for ever."""

_MAKE = f"""
BEGIN;
CREATE TABLE jobs (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, client TEXT NOT NULL, work TEXT NOT NULL, state TEXT NOT NULL,
    result TEXT, error TEXT, created REAL NOT NULL, begun REAL NOT NULL, ended REAL NOT NULL,
    died INTEGER NOT NULL DEFAULT 0);
CREATE INDEX by_time ON jobs (created);
CREATE INDEX by_end ON jobs (ended);
PRAGMA user_version={SCHEMA};
COMMIT;
"""

_COLUMNS = "id, kind, client, work, state, result, error, created, begun, ended"
_CHANGED = ", ".join(f"{name} = excluded.{name}" for name in _COLUMNS.split(", "))


class Store:
    """The jobs of a service. What it is told is on the disk when the call returns.

    One service at a time has it, for two would do the same jobs: whoever opens it holds a lock (see `lock`).

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
            try:
                self._prepare()
            except BaseException:
                self._db.close()
                raise

    def _prepare(self) -> None:
        [found] = self._db.execute("PRAGMA user_version").fetchone()
        [tables] = self._db.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if found == 0 and not tables:
            self._db.executescript(_MAKE)
        elif found != SCHEMA:
            raise StorageError(f"{self.path} is of schema {found}, and this version reads {SCHEMA}; choose another place, or "
                               f"remove it")
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("PRAGMA synchronous=FULL")  # each write is on the disk before it is told

    def put(self, job: Job, **about: Any) -> None:
        """Write a job as it is, or is about to be.

        Args:
            about: the attributes that it is about to have.

        Raises:
            StorageError: it cannot be written.
        """
        state, result, error, begun, ended = (about.get(name, getattr(job, name))
                                              for name in ("state", "result", "error", "begun", "ended"))
        row = (job.id, job.work.kind, job.client, json.dumps(job.work.to_json()), state,
               None if result is None else json.dumps(result), None if error is None else _text(error),
               job.created, begun, ended)
        with self._lock, self._said():
            self._db.execute(f"INSERT INTO jobs ({_COLUMNS}) VALUES ({', '.join('?' * len(row))}) "
                             f"ON CONFLICT (id) DO UPDATE SET {_CHANGED}", row)
            if state in ENDED:
                self._db.execute("DELETE FROM jobs WHERE id IN (SELECT id FROM jobs WHERE state NOT IN (?, ?) "
                                 "ORDER BY ended DESC LIMIT -1 OFFSET ?)", (WAITING, RUNNING, KEPT))

    def remove(self, id: str) -> None:
        """Forget a job.

        Raises:
            StorageError: it cannot be written.
        """
        with self._lock, self._said():
            self._db.execute("DELETE FROM jobs WHERE id = ?", (id,))

    def get(self, id: str) -> Job | None:
        """A job, if it is kept."""
        return next(iter(self._jobs("WHERE id = ?", id)), None)

    def latest(self, kind: str, n: int = 50) -> list[Job]:
        """The latest jobs of a kind, newest first."""
        return self._jobs("WHERE kind = ? ORDER BY created DESC LIMIT ?", kind, n)

    def died(self) -> None:
        """Note that the service has died, and give up the jobs that were running each of `TRIES` times.

        Raises:
            StorageError: it cannot be written.
        """
        with self._lock, self._said():
            self._db.execute("UPDATE jobs SET died = died + 1 WHERE state = ?", (RUNNING,))
            self._db.execute("UPDATE jobs SET state = ?, error = ?, ended = ? WHERE state = ? AND died >= ?", (
                FAILED, f"the server died {TRIES} times while it did this, and does not try again; there may be too little "
                f"memory for it", time.time(), RUNNING, TRIES))
            self._db.execute("UPDATE jobs SET state = ? WHERE state = ?", (WAITING, RUNNING))

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
            rows = self._db.execute(f"SELECT {_COLUMNS} FROM jobs {which}", values).fetchall()
        return [job for row in rows if (job := self._job(*row)) is not None]

    def _job(self, id: str, kind: str, client: str, work: str, state: str, result: str | None, error: str | None,
             created: float, begun: float, ended: float) -> Job | None:
        """A job as it was written; None for one that this version cannot read."""
        if kind not in self._kinds:
            return None
        try:
            job = Job(self._kinds[kind](**json.loads(work)), client, id, created)
            came = None if result is None else json.loads(result)
        except (TypeError, ValueError, AttributeError):  # of other fields than this version's, or out of its bounds
            return None
        job.change(begun=begun, ended=ended, result=came, error=failed_before(error or "") if state == FAILED else None,
                   share=float(state == DONE), state=state)
        return job

    @contextmanager
    def _said(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise StorageError(f"{self.path} cannot be read or written ({error}); give another place, or free some "
                               f"space") from error


def _text(error: Exception) -> str:
    """What is kept of an error: what one of ours says, and of any other that there was one, as its text is for the log."""
    if not isinstance(error, TuneTellerError):
        return "it failed; the server's log says why"
    return str(error).encode("utf-8", "replace").decode()  # a file's name in it may hold halves of characters
