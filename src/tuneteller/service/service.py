"""The thread that has the model: it takes jobs from the line, does them in batches, and lets brief ones in between.

    service = Service(desk)
    job = service.submit(Ask("zoo/bonsai", "How has your behavior changed?"), client="me")
    job.wait(); job.outcome()
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, Generic

from tuneteller.errors import Busy, Cancelled, TuneTellerError
from tuneteller.service.jobs import CANCELLED, DONE, FAILED, RUNNING, WAITING, Job
from tuneteller.service.line import MOST, Line, Place
from tuneteller.service.store import Store
from tuneteller.service.work import D, Result, Tell, Work

SLOTS = 32
"""Jobs that are done in one batch at most."""

GATHER = 0.05
"""Seconds without another request after which a batch begins."""

log = logging.getLogger(__name__)


class Service(Generic[D]):
    """Does jobs, one batch after the other, in a thread of its own.

    Args:
        desk: what the jobs are done with; that thread alone touches it, but for `Work.check`.
        store: where jobs are kept; those that a service before did not end are gone on with.
        most: jobs that may wait.
        may_pause: whether a long job may pause at this moment for brief ones.
    """

    def __init__(self, desk: D, store: Store | None = None, *, most: int = MOST,
                 may_pause: Callable[[D], bool] = lambda desk: False) -> None:
        self.desk, self.store = desk, store
        self._may_pause = may_pause
        self._line, self._live = Line(most), dict[str, Job]()
        self._news = threading.Condition()
        self._closed = False
        self._arrived = 0.0
        self._served = {DONE: 0, FAILED: 0, CANCELLED: 0}
        for job in store.unfinished() if store else []:
            self._enter(job)
        self._thread = threading.Thread(target=self._work, name="tuneteller-model", daemon=True)
        self._thread.start()

    # -- what clients call ---------------------------------------------------------------------------------------------

    def submit(self, work: Work[D], client: str = "") -> Job:
        """Take a job.

        Raises:
            Busy: too many wait already, or the service has ended.
            TuneTellerError: it cannot be done, as far as that can be seen at once.
        """
        if self.full:
            raise Busy(f"{self._line.most} requests are waiting, as many as may; try again later")
        work.check(self.desk)
        job = Job(work, client)
        self._enter(job, kept=False)
        return job

    def job(self, id: str) -> Job | None:
        """A job that waits, runs, or is kept."""
        return self._live.get(id) or (self.store.get(id) if self.store else None)

    def cancel(self, job: Job) -> None:
        """End a job: at once if it waits, at its next step if it runs."""
        with self._news:
            job.cancelling = True
            waited = self._line.remove(job.id)
        if waited:
            self._end(job, CANCELLED)

    @property
    def full(self) -> bool:
        """Whether it takes no more."""
        return self._closed or len(self._line) >= self._line.most

    def ahead(self, job: Job) -> int:
        """How many jobs are before one that waits."""
        with self._news:
            return self._line.ahead(job.id)

    def numbers(self) -> dict[str, int]:
        """How many jobs wait and run now, and how many ended so far, each way."""
        with self._news:
            waiting = len(self._line)
            return {WAITING: waiting, RUNNING: len(self._live) - waiting, **self._served}

    def close(self, seconds: float = 10.0) -> None:
        """Take no more and end: kept jobs are gone on with by the next service, others are cancelled."""
        with self._news:
            self._closed = True
            jobs = [*self._live.values()]
            for job in jobs:
                job.cancelling = True
            self._news.notify_all()
        self._thread.join(seconds)
        for job in jobs:
            job.change(state=CANCELLED, error=Cancelled("the service has ended"))

    # -- the thread ----------------------------------------------------------------------------------------------------

    def _enter(self, job: Job, kept: bool = True) -> None:
        if self.store and job.work.kept and not kept:
            self.store.put(job)
        with self._news:
            if self._closed:
                raise Busy("the service has ended")
            try:
                self._line.add(Place(job.id, job.client, job.work.together, job.work.brief))
            except Busy:
                if self.store and job.work.kept and not kept:
                    self.store.remove(job.id)
                raise
            self._live[job.id] = job
            self._arrived = time.monotonic()
            self._news.notify_all()

    def _work(self) -> None:
        while True:
            with self._news:
                self._news.wait_for(lambda: self._closed or len(self._line))
                if self._closed:
                    return
                while len(self._line) < SLOTS and not self._closed and self._arrived > (until := time.monotonic() - GATHER):
                    self._news.wait(self._arrived - until)
                batch = self._taken()
            self._do(batch)

    def _taken(self, brief: bool = False) -> list[Job]:
        return [self._live[place.name] for place in self._line.take(SLOTS, brief)]

    def _do(self, jobs: Sequence[Job]) -> None:
        """Do a batch; where it fails, each alone, so that only those fail that are at fault."""
        jobs = [job for job in jobs if not self._dropped(job)]
        if not jobs:
            return
        for job in jobs:
            job.change(state=RUNNING, begun=time.time())
            self._keep(job)
        tells = [Tell(lambda share, doing, job=job: self._progress(job, jobs, share, doing),  # type: ignore[misc]
                      lambda partial, job=job: job.change(partial={**job.partial, **partial})) for job in jobs]  # type: ignore[misc]
        try:
            results = type(jobs[0].work).do(self.desk, [job.work for job in jobs], tells)
        except Cancelled:
            for job in jobs:
                self._dropped(job)
        except Exception as error:
            if len(jobs) > 1:
                for job in jobs:
                    self._do([job])
                return
            if not isinstance(error, TuneTellerError):
                log.exception("A job of kind %s failed.", jobs[0].work.kind)
            self._end(jobs[0], FAILED, error=error)
        else:
            for job, result in zip(jobs, results, strict=True):
                self._end(job, DONE, result=result, share=1.0, doing="")

    def _progress(self, job: Job, jobs: Sequence[Job], share: float, doing: str) -> None:
        """Note it; let brief jobs in, if this is a long one; end where nobody waits for any job of the batch."""
        if share != job.share or doing != job.doing:
            job.change(share=share, doing=doing)
        if all(one.cancelling for one in jobs):
            raise Cancelled("it was cancelled")
        if not job.work.brief and self._may_pause(self.desk):
            with self._news:
                between = self._taken(brief=True)
            self._do(between)

    def _dropped(self, job: Job) -> bool:
        """End a job that is to be; one that is kept is only left, where the service itself ends."""
        if not job.cancelling:
            return False
        if not (self._closed and job.work.kept):
            self._end(job, CANCELLED)
        return True

    def _end(self, job: Job, state: str, **fields: Any) -> None:
        job.ended = time.time()
        self._keep(job, state=state, **fields)
        with self._news:
            self._live.pop(job.id, None)
            self._served[state] += 1
        job.change(state=state, **fields)

    def _keep(self, job: Job, state: str = RUNNING, result: Result | None = None, error: Exception | None = None,
              **others: Any) -> None:
        if self.store and job.work.kept:
            with suppress(TuneTellerError):  # a full disk costs what a restart would find, not the answer
                self.store.put(job, state=state, result=result, error=error)
