"""One thread does what many ask for: together where it can be, fairly, in spite of failures, and across restarts."""

import asyncio
import threading
import time
from collections.abc import Callable, Hashable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar, Self

import pytest

from tuneteller.errors import Busy, Cancelled, DiffError, StorageError, TuneTellerError
from tuneteller.service import service as module
from tuneteller.service import store as module_of_store
from tuneteller.service.jobs import CANCELLED, DONE, FAILED, RUNNING, WAITING, Job
from tuneteller.service.service import SLOTS, Service
from tuneteller.service.store import Store
from tuneteller.service.work import Result, Tell, Work

SOON = 20.0
"""Seconds after which a test gives up."""


@dataclass
class Bench:
    """What the jobs here are done with: it notes them, and holds those that are to be held."""

    batches: list[list[str]] = field(default_factory=list)
    steps: list[str] = field(default_factory=list)
    begun: threading.Event = field(default_factory=threading.Event)
    go_on: threading.Event = field(default_factory=threading.Event)
    free: bool = True
    checked: Callable[[], object] = lambda: None


@dataclass(frozen=True)
class Echo(Work[Bench]):
    """Says its text again; it fails, or says what cannot be sent, where that says so."""

    kind: ClassVar[str] = "echo"
    kept: ClassVar[bool] = False

    text: str
    group: str | None = "all"

    @property
    def together(self) -> Hashable:
        return self.group

    def check(self, desk: Bench) -> None:
        desk.checked()
        if self.text == "refused":
            raise DiffError("there is no such thing")

    @classmethod
    def do(cls, desk: Bench, works: Sequence[Self], tells: Sequence[Tell]) -> list[Result]:
        texts = [work.text for work in works]
        desk.batches.append(texts)
        for tell in tells:
            tell.progress(0.5, "it echoes")
        if "wrong" in texts:
            raise DiffError("it is wrong")
        if "broken" in texts:
            raise ZeroDivisionError("it is broken")
        if "short" in texts:
            return []
        return [{"text": object() if text == "unsendable" else text} for text in texts]


class Kept(Echo):
    """The same, and kept."""

    kind: ClassVar[str] = "kept"
    kept: ClassVar[bool] = True


@dataclass(frozen=True)
class Hold(Work[Bench]):
    """Goes on, step by step, until it may end."""

    kind: ClassVar[str] = "hold"
    brief: ClassVar[bool] = False
    kept: ClassVar[bool] = False

    text: str = "hold"
    group: str | None = None

    @property
    def together(self) -> Hashable:
        return self.group

    @classmethod
    def do(cls, desk: Bench, works: Sequence[Self], tells: Sequence[Tell]) -> list[Result]:
        desk.batches.append([work.text for work in works])
        desk.begun.set()
        while not desk.go_on.wait(0.005):
            for work, tell in zip(works, tells, strict=True):
                tell.partly({"steps": len(desk.steps)})
                desk.steps.append(work.text)
                tell.progress(0.25, "it holds")
        return [{"text": work.text} for work in works]


class KeptHold(Hold):
    kind: ClassVar[str] = "kept hold"
    kept: ClassVar[bool] = True


class Deaf(Hold):
    """Hears of nothing until it may end."""

    kind: ClassVar[str] = "deaf"

    @classmethod
    def do(cls, desk: Bench, works: Sequence[Self], tells: Sequence[Tell]) -> list[Result]:
        desk.begun.set()
        assert desk.go_on.wait(SOON)
        return [{} for _ in works]


class KeptDeaf(Deaf):
    kind: ClassVar[str] = "kept deaf"
    kept: ClassVar[bool] = True


class GivesUp(Echo):
    """Ends itself as if nobody waited for it."""

    kind: ClassVar[str] = "gives up"

    @classmethod
    def do(cls, desk: Bench, works: Sequence[Self], tells: Sequence[Tell]) -> list[Result]:
        raise Cancelled("for a reason of its own")


KINDS: dict[str, type[Work[Any]]] = {work.kind: work for work in (Kept, KeptHold)}

Open = Callable[..., Service[Bench]]


@pytest.fixture
def bench() -> Bench:
    return Bench()


@pytest.fixture
def serve(bench: Bench) -> Iterator[Open]:
    """`serve(store=None, desk=..., **settings)`: a service that ends with the test."""
    services: list[Service[Bench]] = []

    def start(store: Store | None = None, desk: Bench = bench, **settings: Any) -> Service[Bench]:
        services.append(Service(desk, store, **settings))
        return services[-1]

    yield start
    for service in services:
        service.desk.go_on.set()
        service.close()
        if service.store:
            service.store.close()


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "jobs.sqlite", KINDS)


def until(true: Callable[[], object]) -> None:
    end = time.monotonic() + SOON
    while not true():
        assert time.monotonic() < end, "it never was"
        time.sleep(0.002)


def held(service: Service[Bench], work: Work[Bench] | None = None) -> Job:
    """A job that runs until its bench says go on: the others wait."""
    job = service.submit(work or Hold(), "holder")
    assert service.desk.begun.wait(SOON)
    return job


def over(*jobs: Job) -> list[str]:
    """Their states, once they are over."""
    assert all(job.wait(SOON) for job in jobs)
    return [job.state for job in jobs]


# -- batches and turns ------------------------------------------------------------------------------------------------


def test_what_comes_together_is_done_together_and_each_gets_its_own(serve: Open, bench: Bench) -> None:
    service = serve()
    first = held(service)
    jobs = [service.submit(Echo(f"{i}", "even" if i % 2 == 0 else "odd"), f"client {i % 3}") for i in range(7)]
    alone = [service.submit(Echo("x", None)) for _ in range(2)]
    assert [service.ahead(job) for job in jobs[:4]] == [0, 1, 2, 4]  # beside the last's own client, two others and its own
    assert service.numbers() == {WAITING: 9, RUNNING: 1, DONE: 0, FAILED: 0, CANCELLED: 0}
    bench.go_on.set()
    over(first, *jobs, *alone)
    assert [job.outcome()["text"] for job in jobs] == [f"{i}" for i in range(7)]
    assert sorted(map(sorted, bench.batches)) == [["0", "2", "4", "6"], ["1", "3", "5"], ["hold"], ["x"], ["x"]]
    assert service.numbers() == {WAITING: 0, RUNNING: 0, DONE: 10, FAILED: 0, CANCELLED: 0}
    assert all(0 < job.created <= job.begun <= job.ended for job in jobs) and jobs[0].share == 1


def test_what_comes_at_once_is_waited_for(serve: Open, bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """A batch begins where no more come, or it is full: clients who ask at the same time are answered together."""
    monkeypatch.setattr(module, "GATHER", 0.5)
    service = serve()
    over(*(service.submit(Echo(f"{i}")) for i in range(2 * SLOTS + 3)))
    assert [len(batch) for batch in bench.batches] == [SLOTS, SLOTS, 3]
    first = service.submit(Echo("a"))
    time.sleep(0.1)
    over(first, service.submit(Echo("b")))
    assert bench.batches[3:] == [["a", "b"]]


def test_kinds_are_not_mixed(serve: Open, bench: Bench) -> None:
    service = serve()
    first = held(service)
    jobs = [service.submit(work) for work in (Echo("a"), Kept("b"), Echo("c"))]
    bench.go_on.set()
    over(first, *jobs)
    assert bench.batches[1:] == [["a", "c"], ["b"]]


def test_only_those_fail_that_are_at_fault(serve: Open, bench: Bench, caplog: pytest.LogCaptureFixture) -> None:
    service = serve()
    first = held(service)
    texts = ["a", "wrong", "b", "broken", "short", "c"]
    jobs = [service.submit(Echo(text)) for text in texts]
    bench.go_on.set()
    assert over(first, *jobs) == [DONE, DONE, FAILED, DONE, FAILED, FAILED, DONE]
    assert bench.batches[1:] == [texts, ["a", "wrong", "b"], ["a"], ["wrong", "b"], ["wrong"], ["b"],
                                 ["broken", "short", "c"], ["broken"], ["short", "c"], ["short"], ["c"]]
    # what is remembered of a failure holds no frames, and with them no tensors
    assert all(job.error is not None and job.error.__traceback__ is None for job in (jobs[1], jobs[3], jobs[4]))
    for job, error, said in ((jobs[1], DiffError, "it is wrong"), (jobs[3], ZeroDivisionError, "it is broken"),
                             (jobs[4], ValueError, "zip")):
        with pytest.raises(error, match=said):
            job.outcome()
    assert [record.exc_info[0] for record in caplog.records if record.exc_info] == [ZeroDivisionError, ValueError]
    assert over(service.submit(Echo("d"))) == [DONE]  # the thread goes on


def test_one_at_fault_costs_the_others_few_tries(serve: Open, bench: Bench) -> None:
    service = serve()
    first = held(service)
    jobs = [service.submit(Echo("wrong" if i == 5 else f"{i}")) for i in range(SLOTS)]
    bench.go_on.set()
    assert over(first, *jobs).count(FAILED) == 1 and len(bench.batches) == 2 + 2 * 5


def test_what_cannot_be_sent_fails_alone(serve: Open, store: Store, bench: Bench) -> None:
    service = serve(store)
    first = held(service)
    jobs = [service.submit(Kept(text)) for text in ("a", "unsendable", "b")]
    bench.go_on.set()
    assert over(first, *jobs) == [DONE, DONE, FAILED, DONE]
    assert isinstance(jobs[1].error, TypeError) and [job.state for job in store.latest("kept")] == [DONE, FAILED, DONE]
    assert bench.batches[1:] == [["a", "unsendable", "b"], ["unsendable"], ["b"]]  # "a" had its result


def test_what_is_refused_at_once_never_waits(serve: Open, store: Store) -> None:
    service = serve(store)
    with pytest.raises(DiffError, match="no such thing"):
        service.submit(Kept("refused"))
    assert service.numbers()[WAITING] == 0 and store.latest("kept") == []


def test_two_threads_of_clients_lose_and_mix_up_nothing(serve: Open, bench: Bench) -> None:
    service, barrier = serve(), threading.Barrier(2)

    def submit(client: str) -> list[tuple[str, Job]]:
        barrier.wait(SOON)
        jobs = [(f"{client} {i}", service.submit(Echo(f"{client} {i}", f"{i % 3}"), client)) for i in range(250)]
        for _, job in jobs[::50]:
            service.cancel(job)
        return jobs

    with ThreadPoolExecutor(2) as clients:
        jobs = [job for found in clients.map(submit, ("a", "b")) for job in found]
    over(*(job for _, job in jobs))
    done = [(text, job) for text, job in jobs if job.state == DONE]
    assert [job.outcome()["text"] for _, job in done] == [text for text, _ in done] and len(done) >= 490
    asked = [text for batch in bench.batches for text in batch]
    assert len(asked) == len({*asked}) and {text for text, _ in done} <= {*asked}
    assert service.numbers() == {WAITING: 0, RUNNING: 0, DONE: len(done), FAILED: 0, CANCELLED: 500 - len(done)}


def test_it_takes_so_many_and_no_more(serve: Open, store: Store, bench: Bench) -> None:
    service = serve(store, most=2)
    first = held(service)
    jobs = [service.submit(Kept(text), f"client {text}") for text in ("a", "b")]
    with pytest.raises(Busy, match="2 requests are waiting"):
        service.submit(Kept("c"))
    assert len(store.unfinished()) == 2  # what was refused is not come back to
    service.cancel(jobs[0])
    jobs.append(service.submit(Kept("d")))
    bench.go_on.set()
    assert over(first, *jobs) == [DONE, CANCELLED, DONE, DONE]


def test_what_comes_too_late_while_its_files_are_read_is_not_come_back_to(serve: Open, store: Store, bench: Bench) -> None:
    service = serve(store, most=1)
    first = held(service)
    jobs: list[Job] = []

    def meanwhile() -> None:
        bench.checked = lambda: None
        jobs.append(service.submit(Kept("a")))

    bench.checked = meanwhile
    with pytest.raises(Busy, match="1 requests are waiting"):
        service.submit(Kept("b"))
    assert [job.id for job in store.unfinished()] == [jobs[0].id]
    service.cancel(jobs[0])
    bench.checked = service.close
    with pytest.raises(Busy, match="the service has ended"):
        service.submit(Kept("c"))
    assert store.unfinished() == [] and first.over


# -- cancelling -------------------------------------------------------------------------------------------------------


def test_one_that_waits_is_cancelled_at_once(serve: Open, store: Store, bench: Bench) -> None:
    service = serve(store)
    first = held(service)
    job = service.submit(Kept("a"))
    service.cancel(job)
    assert job.state == CANCELLED and job.ended and store.unfinished() == [] and service.numbers()[WAITING] == 0
    with pytest.raises(Cancelled, match="it was cancelled"):
        job.outcome()
    bench.go_on.set()
    over(first)
    service.cancel(first)  # too late
    service.cancel(job)
    assert first.state == DONE and bench.batches == [["hold"]]
    assert service.numbers() == {WAITING: 0, RUNNING: 0, DONE: 1, FAILED: 0, CANCELLED: 1}


def test_one_that_runs_is_cancelled_at_its_next_step(serve: Open, bench: Bench) -> None:
    service = serve()
    first = held(service)
    service.cancel(first)
    assert over(first) == [CANCELLED] and not bench.go_on.is_set()
    assert over(service.submit(Echo("a"))) == [DONE]


def test_one_of_a_batch_is_cancelled_while_the_others_go_on(serve: Open, bench: Bench,
                                                                monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "GATHER", 0.5)
    service = serve()
    jobs = [service.submit(Hold(text, "one")) for text in "abc"]
    until(lambda: jobs[0].partial)
    service.cancel(jobs[1])
    assert over(jobs[1]) == [CANCELLED] and not jobs[0].over and not jobs[2].over
    bench.go_on.set()
    assert over(*jobs) == [DONE, CANCELLED, DONE] and bench.batches == [["a", "b", "c"]]
    assert jobs[1].result is None and jobs[2].outcome() == {"text": "c"}


def test_one_that_hears_of_nothing_until_it_is_done_is_cancelled_all_the_same(serve: Open, bench: Bench) -> None:
    service = serve()
    first = held(service, Deaf())
    service.cancel(first)
    bench.go_on.set()
    assert over(first) == [CANCELLED]


def test_a_copy_from_the_store_stands_for_the_job_itself(serve: Open, store: Store, bench: Bench) -> None:
    service = serve(store)
    held(service)
    job = service.submit(Kept("a"))
    copy = store.get(job.id)
    assert copy is not None and copy is not job and service.job(job.id) is job
    service.cancel(copy)
    assert job.state == CANCELLED


def test_work_that_gives_up_by_itself_is_over(serve: Open) -> None:
    assert over(serve().submit(GivesUp("a"))) == [CANCELLED]


# -- brief ones in between --------------------------------------------------------------------------------------------


def test_brief_ones_are_done_while_a_long_one_pauses(serve: Open, bench: Bench) -> None:
    service = serve(may_pause=lambda desk: desk.free)
    first = held(service)
    other = service.submit(Hold("other"))
    jobs = [service.submit(Echo(text, text)) for text in ("a", "wrong", "b", "broken")]
    assert over(*jobs) == [DONE, FAILED, DONE, FAILED]
    assert (first.state, other.state) == (RUNNING, WAITING) and "other" not in bench.steps
    bench.go_on.set()
    assert over(first, other) == [DONE, DONE] and first.outcome() == {"text": "hold"}


def test_they_wait_where_it_may_not_pause(serve: Open, bench: Bench) -> None:
    bench.free = False
    service = serve(may_pause=lambda desk: desk.free)
    first = held(service)
    job = service.submit(Echo("a"))
    steps = len(bench.steps)
    until(lambda: len(bench.steps) > steps + 5)
    assert job.state == WAITING
    bench.free = True
    assert over(job) == [DONE] and first.state == RUNNING


def test_a_brief_one_does_not_pause_for_another(serve: Open, bench: Bench) -> None:
    class Brief(Hold):
        kind: ClassVar[str] = "brief"
        brief: ClassVar[bool] = True

    service = serve(may_pause=lambda desk: True)
    first = held(service, Brief())
    job = service.submit(Echo("a"))
    steps = len(bench.steps)
    until(lambda: len(bench.steps) > steps + 5)
    assert job.state == WAITING
    bench.go_on.set()
    assert over(first, job) == [DONE, DONE]


# -- the end, and the next beginning ----------------------------------------------------------------------------------


def test_what_is_kept_is_gone_on_with_by_the_next_service(serve: Open, store: Store, bench: Bench) -> None:
    service = serve(store, most=3)
    runs = held(service, KeptHold())
    kept = [service.submit(Kept(text), "me") for text in ("a", "b")]
    echo = service.submit(Echo("c"))
    service.close()
    for job, said in ((runs, "does this when it is there again"), (kept[0], "does this"), (echo, "the service has ended$")):
        assert job.state == CANCELLED
        with pytest.raises(Cancelled, match=said):
            job.outcome()
    with pytest.raises(Busy, match="the service has ended"):
        service.submit(Kept("d"))
    assert bench.batches == [["hold"]]
    assert {job.work.to_json()["text"] for job in store.unfinished()} == {"hold", "a", "b"}

    after = Bench()
    after.go_on.set()
    again = serve(store, after, most=1)  # fewer than there are
    found = [again.job(job.id) for job in (runs, *kept)]
    assert all(job is not None for job in found)
    assert over(*filter(None, found)) == [DONE] * 3 and sorted(map(sorted, after.batches)) == [["a", "b"], ["hold"]]
    assert [job.client for job in found if job] == ["holder", "me", "me"] and store.unfinished() == []


def test_one_that_takes_the_process_with_it_is_given_up(store: Store, serve: Open) -> None:
    """Each time the service dies without an end, with this job running; one that only waits is not at fault."""
    fatal, waits = Job(KeptHold(), "me"), Job(Kept("a"), "me")
    store.put(waits)
    for _ in range(module_of_store.TRIES):
        store.put(fatal, state=RUNNING, begun=1.0)
        assert {job.id for job in store.unfinished()} == {fatal.id, waits.id}
        store.died()
    assert [job.id for job in store.unfinished()] == [waits.id]
    again = serve(store)
    given_up = again.job(fatal.id)
    assert given_up is not None and given_up.state == FAILED
    with pytest.raises(TuneTellerError, match="died 3 times while it did this"):
        given_up.outcome()
    waited = again.job(waits.id)
    assert waited is not None and waited.wait(10)


def test_a_service_that_ends_in_order_has_not_died(serve: Open, store: Store) -> None:
    for _ in range(module_of_store.TRIES + 1):
        bench = Bench()
        service = serve(store, bench)
        job = next((service.job(job.id) for job in store.unfinished()), None) or service.submit(KeptHold())
        assert job is not None
        assert bench.begun.wait(SOON) and job.state == RUNNING
        service.close()
    assert [job.id for job in store.unfinished()] == [job.id]


def test_what_was_cancelled_before_the_end_does_not_come_back(serve: Open, store: Store, bench: Bench) -> None:
    for work, seconds in ((KeptHold(), SOON), (KeptDeaf(), 0.01)):  # with a step before the end, and without one
        service = serve(store)
        runs = held(service, work)
        service.cancel(runs)
        service.close(seconds)
        assert runs.state == CANCELLED and store.unfinished() == []
        bench.begun.clear()


def test_a_job_that_is_left_behind_cannot_hold_up_the_end(serve: Open, store: Store, bench: Bench) -> None:
    service = serve(store)
    first = held(service, Deaf())
    job = service.submit(Kept("a"))
    service.close(seconds=0.01)
    assert (first.state, job.state) == (CANCELLED, CANCELLED) and service._thread.is_alive()
    bench.go_on.set()
    service._thread.join(SOON)
    assert bench.batches == [] and [left.id for left in store.unfinished()] == [job.id]


def test_what_is_not_kept_is_never_in_the_store(serve: Open, store: Store, bench: Bench) -> None:
    put: list[str] = []
    write = store.put

    def noted(job: Job, **about: Any) -> None:
        put.append(job.work.kind)
        write(job, **about)

    store.put = noted  # type: ignore[method-assign]
    service = serve(store)
    first = held(service)
    jobs = [service.submit(work) for work in (Echo("a"), Kept("b"), Echo("wrong"), Echo("c"))]
    service.cancel(jobs[-1])
    bench.go_on.set()
    over(first, *jobs)
    assert {*put} == {"kept"}
    assert service.job(jobs[0].id) is jobs[0] and service.job(jobs[3].id) is jobs[3]  # remembered for a while
    assert store.get(jobs[0].id) is None and (kept := store.get(jobs[1].id)) is not None and kept.state == DONE
    assert service.job(jobs[1].id) is not jobs[1] and service.job("nobody") is None


# -- a full disk ------------------------------------------------------------------------------------------------------


def test_a_full_disk_costs_no_answer(serve: Open, store: Store, bench: Bench) -> None:
    """What was let in is done and can be looked up; what is to be kept is let in no more. Later all is written."""
    service = serve(store)
    first = held(service)
    jobs = [service.submit(Kept(text * 20_000)) for text in "ab"]
    [pages] = store._db.execute("PRAGMA page_count").fetchone()
    store._db.execute(f"PRAGMA max_page_count={pages}")
    with pytest.raises(StorageError, match="disk is full"):
        service.submit(Kept("c" * 20_000))
    bench.go_on.set()
    assert over(first, *jobs) == [DONE, DONE, DONE]
    for job in jobs:
        assert service.job(job.id) is job and job.outcome()["text"][0] in "ab"
    assert len(store.unfinished()) == 2 and service.numbers()[RUNNING] == 0
    store._db.execute(f"PRAGMA max_page_count={2**30}")
    assert over(service.submit(Kept("e"))) == [DONE]
    until(lambda: not store.unfinished())
    for job in jobs:
        found = service.job(job.id)
        assert found is not None and found is not job and found.outcome() == job.outcome()


# -- those who follow -------------------------------------------------------------------------------------------------


def test_who_follows_sees_each_change_and_the_end(serve: Open, bench: Bench) -> None:
    service = serve()

    async def follow(job: Job) -> list[tuple[str, float, str]]:
        return [(job.state, job.share, job.doing) async for _ in job.follow()]

    async def both() -> None:
        holds, waits = held(service), service.submit(Echo("a"))
        following = [asyncio.create_task(follow(job)) for job in (holds, waits, holds)]
        await asyncio.sleep(0.05)
        assert holds.followed and waits.followed
        bench.go_on.set()
        seen = await asyncio.wait_for(asyncio.gather(*following), SOON)
        assert all(own[-1] == (DONE, 1.0, "") for own in seen)
        assert (RUNNING, 0.25, "it holds") in seen[0] and seen[1][0] == (WAITING, 0.0, "")
        assert not holds.followed and not waits.followed
        assert await follow(waits) == [(DONE, 1.0, "")] and waits.outcome() == {"text": "a"}

    asyncio.run(both())


def test_who_follows_hears_now_and_then_and_not_too_often(serve: Open, bench: Bench) -> None:
    service = serve()

    async def follow() -> None:
        first = held(service, Deaf())
        beats = 0
        async for _ in first.follow(beat=0.01):
            beats += 1
            if beats == 5:
                bench.go_on.set()
        assert first.state == DONE and beats >= 6
        bench.go_on.clear()
        bench.begun.clear()
        second = held(service)
        heard = 0
        async for _ in second.follow(every=0.2):
            heard += 1
            if heard == 2:
                bench.go_on.set()
        assert second.state == DONE and heard <= 4 < len(bench.steps)

    asyncio.run(follow())


def test_who_stops_following_or_whose_loop_has_ended_is_no_hindrance(serve: Open, bench: Bench) -> None:
    service = serve()
    first = held(service)

    async def once() -> None:
        async for _ in first.follow():
            return

    asyncio.run(once())
    loop = asyncio.new_event_loop()
    steps = first.follow()
    loop.run_until_complete(anext(steps))
    loop.close()
    assert first.followed
    bench.go_on.set()
    assert over(first) == [DONE]


def test_those_who_listen_hear_of_each_end_and_cannot_hinder_it(serve: Open, bench: Bench) -> None:
    service = serve()
    heard: list[Job] = []

    def fails(job: Job) -> None:
        raise ZeroDivisionError

    service.listeners += [fails, heard.append]
    first = held(service)
    jobs = [service.submit(Echo(text)) for text in ("a", "wrong", "b")]
    service.cancel(jobs[2])
    bench.go_on.set()
    assert over(first, *jobs) == [DONE, DONE, FAILED, CANCELLED]
    until(lambda: len(heard) == 4)
    assert {job.id: job.state for job in heard} == {job.id: job.state for job in (first, *jobs)}


def test_what_is_over_does_not_change() -> None:
    job = Job(Echo("a"))
    job.change(state=DONE, result={})
    job.change(state=CANCELLED, result=None)
    assert job.state == DONE and job.outcome() == {}


def test_an_outcome_before_the_end_says_where_it_stands(serve: Open) -> None:
    service = serve()
    first = held(service)
    with pytest.raises(Cancelled, match="it is running"):
        first.outcome()
    assert not first.wait(0.001)
