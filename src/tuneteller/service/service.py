"""The thread that has the model: it takes jobs from the line, does them in batches, and lets brief ones in between.

    service = Service(desk)
    job = service.submit(Ask("zoo/bonsai", "How has your behavior changed?"), client="me")
    job.wait(); job.outcome()

Once a job waits, that thread alone ends it, but for one that is cancelled while it waits and for those that the service leaves
behind when it ends.
"""

from __future__ import annotations

import logging
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from typing import Any, Generic

from tuneteller.clock import paused
from tuneteller.errors import Busy, Cancelled, StorageError, TuneTellerError
from tuneteller.service.jobs import CANCELLED, DONE, FAILED, RUNNING, WAITING, Job
from tuneteller.service.line import MOST, Line, Place
from tuneteller.service.store import Store
from tuneteller.service.work import D, Tell, Work

SLOTS = 32
"""Different jobs that are done in one batch at most."""

GATHER = 0.05
"""Seconds without another request after which a batch begins."""

REMEMBERED = 300
"""Jobs that are over and not kept, and still known: whoever follows them may come a moment later."""

log = logging.getLogger(__name__)


class Service(Generic[D]):
    """Does jobs, one batch after the other, in a thread of its own.

    Args:
        desk: what the jobs are done with; that thread alone touches it, but for `Work.check`.
        store: where jobs are kept; those that a service before did not end are gone on with.
        most: jobs that may wait.
        may_pause: whether a long job may pause at this moment for brief ones.

    Attributes:
        listeners: each is called with each job that is over, in the thread that ended it.

    Raises:
        StorageError: the store cannot be read.
    """

    def __init__(self, desk: D, store: Store | None = None, *, most: int = MOST,
                 may_pause: Callable[[D], bool] = lambda desk: False) -> None:
        self.desk, self.store = desk, store
        self._may_pause = may_pause
        self.listeners: list[Callable[[Job], None]] = []
        self._line, self._live = Line(most), dict[str, Job]()
        self._passed: deque[Job] = deque(maxlen=REMEMBERED)
        self._news = threading.Condition()
        self._closed = False
        self._arrived = 0.0
        self._served = {DONE: 0, FAILED: 0, CANCELLED: 0}
        if store:
            store.died()  # what is running there is not any more
            for job in store.unfinished():
                self._enter(job, again=True)
        self._thread = threading.Thread(target=self._work, name="tuneteller-model", daemon=True)
        self._thread.start()

    # -- what clients call ---------------------------------------------------------------------------------------------

    def submit(self, work: Work[D], client: str = "") -> Job:
        """Take a job. It may read files.

        Raises:
            Busy: too many wait already, or the service has ended.
            StorageError: it is to be kept, and cannot be.
            TuneTellerError: it cannot be done, as far as that can be seen at once.
        """
        with self._news:
            self._check_open()
            self._line.check_room(client)
        work.check(self.desk)
        job = Job(work, client)
        store = self._store_of(job)
        if store:
            store.put(job)  # first: what is done before it is kept would come back
        try:
            self._enter(job)
        except Busy:
            if store:
                with suppress(StorageError):
                    store.remove(job.id)
            raise
        return job

    def job(self, id: str) -> Job | None:
        """A job that waits, runs, is kept, or was over not long ago.

        Raises:
            StorageError: the store cannot be read.
        """
        with self._news:
            job = self._live.get(id) or next((job for job in self._passed if job.id == id), None)
        return job or (self.store.get(id) if self.store else None)

    def cancel(self, job: Job) -> None:
        """End a job: at once if it waits, at its next step if it runs."""
        with self._news:
            live = self._live.get(job.id)
            if live is None:
                return
            live.cancelling = True
            waited = self._line.remove(live.id)
        if waited:
            self._end(live, CANCELLED)

    def ahead(self, job: Job) -> int:
        """How many jobs are before one that waits."""
        with self._news:
            return self._line.ahead(job.id)

    def numbers(self) -> dict[str, int]:
        """How many jobs wait and run now, and how many ended so far, each way."""
        with self._news:
            running = sum(job.state == RUNNING for job in self._live.values())
            return {WAITING: len(self._line), RUNNING: running, **self._served}

    def close(self, seconds: float = 10.0) -> None:
        """Take no more and end: kept jobs are gone on with by the next service, others are cancelled.

        Args:
            seconds: that a job which runs may take to its next step; then it is left behind.
        """
        with self._news:
            self._closed = True
            self._news.notify_all()
        if threading.current_thread() is not self._thread:
            self._thread.join(seconds)
        with self._news:
            left, self._live = [*self._live.values()], {}
        for job in self._wanted(left):
            self._keep(job, state=WAITING, begun=0.0)  # it did not die
            said = "the service has ended" + (", and does this when it is there again" if self._store_of(job) else "")
            job.change(state=CANCELLED, ended=time.time(), error=Cancelled(said))

    # -- the thread ----------------------------------------------------------------------------------------------------

    def _work(self) -> None:
        while not self._closed:
            with self._news:
                self._news.wait_for(lambda: self._closed or len(self._line))
                while len(self._line) < SLOTS and not self._closed and self._arrived > (until := time.monotonic() - GATHER):
                    self._news.wait(self._arrived - until)
                batch = self._taken()
            self._do(batch)

    def _do(self, jobs: Sequence[Job]) -> None:
        """Do a batch; where it fails, each half of it, and so on, so that only those fail that are at fault, and one of them
        costs the others few tries."""
        jobs = self._wanted(jobs)
        if self._closed or not jobs or (error := self._tried(jobs)) is None:
            return
        if len(jobs) > 1:
            del error  # and with it all that the failed try still holds in memory
            left = self._wanted(jobs)
            for half in (left[: len(left) // 2], left[len(left) // 2 :]):
                self._do(half)
            return
        if not isinstance(error, TuneTellerError):
            log.error("A job of kind %s failed.", jobs[0].work.kind, exc_info=error)
        _let_go(error)
        self._end(jobs[0], FAILED, error=error)

    def _tried(self, jobs: Sequence[Job]) -> Exception | None:
        """Do a batch; why it failed, if it did."""
        for job in jobs:
            job.change(state=RUNNING, begun=time.time())
            self._keep(job)
        tells = [Tell(partial(self._progress, job, jobs), partial(_partly, job)) for job in jobs]
        try:
            results = type(jobs[0].work).do(self.desk, [job.work for job in jobs], tells)
            for job, result in zip(jobs, results, strict=True):
                if self._wanted([job]):
                    self._end(job, DONE, result=result, share=1.0)
        except Cancelled:
            for job in self._wanted(jobs) if not self._closed else []:
                self._end(job, CANCELLED)
        except Exception as error:
            return error
        return None

    def _progress(self, job: Job, jobs: Sequence[Job], share: float, doing: str) -> None:
        """Note it; end where nobody waits for any job of the batch; let brief jobs in, if this is a long one."""
        if (share, doing) != (job.share, job.doing):
            job.change(share=share, doing=doing)
        if not self._wanted(jobs) or self._closed:
            raise Cancelled("nobody waits for it any more")
        if not job.work.brief and self._may_pause(self.desk):
            with self._news:
                between = self._taken(brief=True)
            with paused():  # else a search would have less time where others ask
                self._do(between)

    def _wanted(self, jobs: Sequence[Job]) -> list[Job]:
        """Those that are not over, once all that are to be have ended."""
        for job in jobs:
            if job.cancelling and not job.over:
                self._end(job, CANCELLED)
        return [job for job in jobs if not job.over]

    # -- line, store and numbers, for both -----------------------------------------------------------------------------

    def _check_open(self) -> None:
        if self._closed:
            raise Busy("the service has ended")

    def _enter(self, job: Job, again: bool = False) -> None:
        """Let a job wait; again, where an earlier service let it in."""
        work = job.work
        together = None if work.together is None else (type(work), work.together)
        with self._news:
            self._check_open()
            self._line.add(Place(job.id, job.client, together, work.brief, work.same), again)
            self._live[job.id] = job
            self._arrived = time.monotonic()
            self._news.notify_all()

    def _taken(self, brief: bool = False) -> list[Job]:
        return [] if self._closed else [self._live[place.name] for place in self._line.take(SLOTS, brief)]

    def _end(self, job: Job, state: str, **fields: Any) -> None:
        """End a job: on the disk, in the numbers, and then for those who follow it."""
        fields = {"state": state, "ended": time.time(), "doing": "", **fields}
        written = self._keep(job, **fields)
        with self._news:
            self._served[state] += 1
            late = [one for one in self._live.values() if one.over] if written else []
            if written:
                self._live.pop(job.id, None)
            if self._store_of(job) is None:
                self._passed.append(job)
        job.change(**fields)
        for listener in self.listeners:
            try:
                listener(job)
            except Exception:  # its own matter: the job is over
                log.exception("A listener failed.")
        for one in late:  # the disk did not take them before
            if self._keep(one):
                with self._news:
                    self._live.pop(one.id, None)

    def _keep(self, job: Job, **about: Any) -> bool:
        """Write a job, if it is kept; whether the disk took it. A full one costs what a restart would find, not the answer."""
        try:
            if store := self._store_of(job):
                store.put(job, **about)
        except StorageError as error:
            log.warning("Job %s is not kept: %s", job.id, error)
            return False
        return True

    def _store_of(self, job: Job) -> Store | None:
        return self.store if job.work.kept else None


def _partly(job: Job, known: dict[str, Any]) -> None:
    job.change(partial={**job.partial, **known})


def _let_go(error: BaseException | None) -> None:
    """Free what the frames of an error hold: a job that failed is remembered, and it would keep its tensors."""
    while error is not None:
        traceback.clear_frames(error.__traceback__)
        error.__traceback__, error = None, error.__cause__ or error.__context__
