"""Jobs on the disk are there again whatever happens to the process; what is no store of this version is left as it is."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Self

import pytest

from tuneteller.errors import ConfigError, DiffError, StorageError, TuneTellerError
from tuneteller.service import store as module
from tuneteller.service.jobs import CANCELLED, DONE, FAILED, RUNNING, WAITING, Job
from tuneteller.service.store import Store
from tuneteller.service.work import Result, Tell, Work


@dataclass(frozen=True)
class Twice(Work[None]):
    """Twice a number."""

    kind: ClassVar[str] = "twice"

    number: int
    note: str | None = None

    def __post_init__(self) -> None:
        if self.number < 0:
            raise ConfigError("less than nothing")

    @classmethod
    def do(cls, desk: None, works: Sequence[Self], tells: Sequence[Tell]) -> list[Result]:
        return [{"twice": 2 * work.number} for work in works]


class Other(Twice):
    kind: ClassVar[str] = "other"


KINDS: dict[str, type[Work[Any]]] = {"twice": Twice}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "serve" / "jobs.sqlite"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    store = Store(path, KINDS)
    yield store
    store.close()


def reopened(store: Store) -> Store:
    store.close()
    return Store(store.path, KINDS)


def ended(store: Store, number: int, state: str = DONE, **about: Any) -> Job:
    """A job that is asked for, begins and ends."""
    job = Job(Twice(number), "me", created=float(number))
    store.put(job)
    job.change(state=RUNNING, begun=number + 1.0)
    store.put(job)
    about = {"state": state, "ended": number + 2.0, **about}
    store.put(job, **about)
    job.change(**about)
    return job


def test_a_job_survives_reopening(store: Store) -> None:
    result = {"texts": ["ü\n\x00\ud800", None], "number": 0.1, "nested": {"a": [1, {}]}}
    done = ended(store, 5, result=result)
    failed = ended(store, 6, FAILED, error=DiffError("nothing there"))
    cancelled = ended(store, 7, CANCELLED)
    again = reopened(store)
    for job in (done, failed, cancelled):
        found = again.get(job.id)
        assert found is not None and found.over
        for name in ("id", "client", "work", "state", "created", "begun", "ended", "result"):
            assert getattr(found, name) == getattr(job, name), name
    found, said = again.get(done.id), again.get(failed.id)
    assert found is not None and found.outcome() == result and found.share == 1
    assert said is not None
    with pytest.raises(TuneTellerError, match="nothing there"):
        said.outcome()
    assert again.get("nobody") is None


def test_unfinished_ones_come_back_waiting_oldest_first(store: Store) -> None:
    for number in (3, 1, 2):
        job = Job(Twice(number, "a note"), "me", created=float(number))
        store.put(job)
        if number == 2:
            job.change(state=RUNNING, begun=9.0)
            store.put(job)
    ended(store, 0, result={})
    found = reopened(store).unfinished()
    assert [(job.work, job.state, job.begun, job.client) for job in found] == [
        (Twice(number, "a note"), WAITING, 0, "me") for number in (1, 2, 3)]


def test_so_many_that_are_over_are_kept_and_all_that_are_not(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "KEPT", 3)
    waiting = Job(Twice(0), created=0.0)
    store.put(waiting)
    slow = Job(Twice(1), created=0.5)  # asked for first and over last
    store.put(slow)
    jobs = [ended(store, n, result={}) for n in range(2, 7)]
    store.put(slow, state=DONE, result={}, ended=100.0)
    assert [job.id for job in jobs if store.get(job.id)] == [job.id for job in jobs[-2:]]
    assert store.get(slow.id) is not None and [job.id for job in store.unfinished()] == [waiting.id]


def test_the_latest_of_a_kind_newest_first(store: Store) -> None:
    jobs = [ended(store, n, result={}) for n in (2, 5, 3)]
    store.put(Job(Other(9), created=9.0))
    assert [job.work for job in store.latest("twice")] == [Twice(5), Twice(3), Twice(2)]
    assert [job.id for job in store.latest("twice", 1)] == [jobs[1].id] and store.latest("nothing") == []


def test_what_is_removed_is_gone(store: Store) -> None:
    job = ended(store, 1, result={})
    store.remove(job.id)
    assert store.get(job.id) is None and reopened(store).get(job.id) is None


def test_a_kind_unknown_is_left_alone(path: Path) -> None:
    newer = Store(path, {**KINDS, "other": Other})
    kept = Job(Other(1), created=1.0)
    newer.put(kept)
    newer.close()
    older = Store(path, KINDS)
    assert older.get(kept.id) is None and older.unfinished() == []
    ended(older, 2, result={})
    older.close()
    newest = Store(path, {"other": Other})
    assert [job.work for job in newest.unfinished()] == [Other(1)]
    newest.close()


@pytest.mark.parametrize(("column", "value"), [
    ("work", '{"number": -1}'), ("work", '{"size": 3}'), ("work", "[]"), ("work", "nothing"), ("work", '{"number": null}'),
    ("result", '{"half": '),
])
def test_one_that_cannot_be_read_keeps_no_other_from_it(store: Store, column: str, value: str) -> None:
    damaged, whole = ended(store, 1, result={}), ended(store, 2, result={})
    store._db.execute(f"UPDATE jobs SET {column} = ? WHERE id = ?", (value, damaged.id))
    assert store.get(damaged.id) is None and [job.id for job in store.latest("twice")] == [whole.id]


def test_only_what_our_errors_say_is_kept(store: Store) -> None:
    ours = ended(store, 1, FAILED, error=DiffError("no file \udcff.pt"))  # as Python names a file that is no UTF-8
    other = ended(store, 2, FAILED, error=ZeroDivisionError("at line 7 of a file of ours"))
    again = reopened(store)
    said = [str(job.error) for id in (ours.id, other.id) if (job := again.get(id))]
    assert said == ["no file ?.pt", "it failed; the server's log says why"]


def test_a_file_that_is_no_database_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Do not forget the milk. " * 100)
    with pytest.raises(StorageError, match=r"notes\.txt cannot be read or written .*give another place"):
        Store(path, KINDS)
    assert path.read_text() == "Do not forget the milk. " * 100
    with pytest.raises(StorageError, match="cannot be read or written"):
        Store(tmp_path, KINDS)
    with pytest.raises(StorageError, match="cannot be read or written"):
        Store(path / "jobs.sqlite", KINDS)


@pytest.mark.parametrize(("made", "schema"), [
    ("CREATE TABLE milk (bought INTEGER)", 0), ("PRAGMA user_version=2", 2),
    ("PRAGMA user_version=7; CREATE TABLE jobs (a)", 7),
])
def test_a_database_of_another_schema_is_left_as_it_is(tmp_path: Path, made: str, schema: int) -> None:
    path = tmp_path / "jobs.sqlite"
    db = sqlite3.connect(path)
    db.executescript(made)
    db.close()
    before = path.read_bytes()
    with pytest.raises(StorageError, match=f"is of schema {schema}, and this version reads 1; choose another place"):
        Store(path, KINDS)
    assert path.read_bytes() == before and os.listdir(tmp_path) == ["jobs.sqlite"]


def test_a_full_disk_is_said_and_what_was_written_before_is_whole(store: Store) -> None:
    first = ended(store, 1, result={"text": "short"})
    [pages] = store._db.execute("PRAGMA page_count").fetchone()
    store._db.execute(f"PRAGMA max_page_count={pages}")
    second = Job(Twice(2))
    with pytest.raises(StorageError, match=r"cannot be read or written \(database or disk is full\); .*free some space"):
        store.put(second, state=DONE, result={"text": "long " * 10_000})
    again = reopened(store)
    found = again.get(first.id)
    assert found is not None and found.outcome() == {"text": "short"} and again.get(second.id) is None


def test_a_store_that_was_closed_says_so(store: Store) -> None:
    store.close()
    with pytest.raises(StorageError, match="closed"):
        store.put(Job(Twice(1)))
    store.close()


WRITER = """
import os
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from test_store import KINDS, Twice
from tuneteller.service.service import Service
from tuneteller.service.store import Store

def tell(*words):  # a line at once, whichever thread it is from
    os.write(1, " ".join(map(str, words)).encode() + b"\\n")

service = Service(None, Store(Path(sys.argv[1]), KINDS))
service.listeners.append(lambda job: tell("over", job.id, job.outcome()["twice"]))
for number in range(10**6):
    job = service.submit(Twice(number, "n" * 5000))
    tell("asked", job.id, number)
    if number % 5 == 0:
        job.wait()
"""


def test_a_kill_in_the_middle_of_writing_loses_nothing(path: Path) -> None:
    """Neither what was done, nor what was asked for, whatever was being written at that moment."""
    asked: dict[str, int] = {}
    done: set[str] = set()
    for lines in (3, 40, 111):
        with subprocess.Popen([sys.executable, "-c", WRITER, path, Path(__file__).parent], stdout=subprocess.PIPE, text=True,
                              env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}) as process:
            assert process.stdout
            told = [process.stdout.readline() for _ in range(lines)]
            process.send_signal(signal.SIGKILL)
            told += process.stdout.readlines()
        for what, id, number in (line.split() for line in told if line.endswith("\n")):
            if what == "asked":
                asked[id] = int(number)
            else:
                done.add(id)
        store = Store(path, KINDS)
        for id in done:
            job = store.get(id)
            assert job is not None and job.state == DONE and job.result is not None
            assert job.result["twice"] == 2 * job.work.to_json()["number"]
        for id, number in asked.items():
            job = store.get(id)
            assert job is not None and job.work.to_json() == {"number": number, "note": "n" * 5000}
        assert store._db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        store.close()
    assert len(done) > 20
