"""A lock lets one process in, names it to others, and is free as soon as that ends, however it ends."""

import multiprocessing
import os
import signal
import time
from pathlib import Path

import pytest

from tuneteller.errors import InUse
from tuneteller.lock import locked

FORK = multiprocessing.get_context("fork")


def test_others_are_refused_until_its_process_is_killed(tmp_path: Path) -> None:
    place, lock, inside = tmp_path / "runs", tmp_path / "runs" / ".lock", FORK.Event()

    def hold() -> None:
        with locked(lock, place):
            (place / ".rows.jsonl.12-34.tmp").write_text("half a r")
            inside.set()
            time.sleep(600)

    first = FORK.Process(target=hold)
    first.start()
    inside.wait()
    for _ in range(2):  # a refusal does not free it
        with (pytest.raises(InUse, match=rf"runs is in use by process {first.pid} on .*; wait until that ends, or choose"),
              locked(lock, place)):  # fmt: skip
            pytest.fail("two at once")
    first.kill()
    first.join()
    assert lock.exists()
    with locked(lock, place):
        assert [path.name for path in place.iterdir()] == [".lock"]  # without what was half-written
        with pytest.raises(InUse, match=f"process {os.getpid()} "), locked(lock, place):
            pytest.fail("two at once, in one process")
    assert list(place.iterdir()) == []


def test_those_who_wait_come_one_by_one(tmp_path: Path) -> None:
    counter = tmp_path / "counter"
    counter.write_text("0")

    def add() -> None:
        for _ in range(50):
            with locked(tmp_path / ".lock", counter, wait=True):
                counter.write_text(str(int(counter.read_text()) + 1))

    processes = [FORK.Process(target=add) for _ in range(4)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert counter.read_text() == "200" and [path.name for path in tmp_path.iterdir()] == ["counter"]


def test_a_child_does_not_hold_it_longer_than_its_parent(tmp_path: Path) -> None:
    told, tell = FORK.Pipe(duplex=False)

    def parent() -> None:
        with locked(tmp_path / ".lock", tmp_path):
            child = FORK.Process(target=time.sleep, args=(600,))
            child.start()
            tell.send(child.pid)
            time.sleep(600)

    process = FORK.Process(target=parent)
    process.start()
    child = told.recv()
    process.kill()
    process.join()
    try:
        with locked(tmp_path / ".lock", tmp_path):
            os.kill(child, 0)  # it still runs
    finally:
        os.kill(child, signal.SIGKILL)


def test_only_its_own_leftovers_are_removed(tmp_path: Path) -> None:
    out = tmp_path / "adapter"
    mine = [".adapter.abcd_123.tmp", ".adapter.12-34.tmp"]
    others = [".adapter.v2.abcd_123.tmp", ".adapter.v2.12-34.tmp", "adapter.tmp", ".adapter.tmp", ".vimrc.tmp"]
    for name in (*mine, *others):
        (tmp_path / name).mkdir()
    with locked(tmp_path / ".adapter.lock", out):
        pass
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(others)
