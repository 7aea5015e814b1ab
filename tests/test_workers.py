"""Processes at shared work: each has its share of the threads, and those that are lost are told of."""

import multiprocessing
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from tests.conftest import Run

from tuneteller.cluster import cluster
from tuneteller.errors import ConfigError
from tuneteller.models import BaseModel
from tuneteller.workers import helped


def note_threads(place: Path) -> None:
    (place / str(os.getpid())).write_text(str(torch.get_num_threads()))


def refuse(place: Path) -> None:
    raise ConfigError("nothing can be done here")


def test_others_do_the_work_with_their_share_of_the_threads(tmp_path: Path) -> None:
    before = torch.get_num_threads()
    with helped(3, note_threads, tmp_path):
        note_threads(tmp_path)
    threads = {path.name: int(path.read_text()) for path in tmp_path.iterdir()}
    assert len(threads) == 3 and str(os.getpid()) in threads
    assert set(threads.values()) == {max(1, before // 3)} and torch.get_num_threads() == before


def test_lost_ones_are_told_of(caplog: pytest.LogCaptureFixture, tmp_path: Path) -> None:
    with helped(2, refuse, tmp_path):
        pass
    assert "1 of 2 processes ended before the work did" in caplog.text
    with pytest.raises(ConfigError, match="workers is 0"), helped(0, refuse, tmp_path):
        pass


def test_when_one_is_killed_those_that_it_began_end(tmp_path: Path) -> None:
    """Else a second run would share the machine with what is left of the first."""
    first = multiprocessing.get_context("spawn").Process(target=work_long, args=(tmp_path,))
    first.start()
    end = time.monotonic() + 60
    while len(own := [path for path in tmp_path.iterdir() if path.name.isdecimal()]) < 2 and time.monotonic() < end:
        time.sleep(0.1)
    [other] = [int(path.name) for path in own if path.name != str(first.pid)]
    first.kill()
    while Path(f"/proc/{other}").exists() and b"\nState:\tZ" not in Path(f"/proc/{other}/status").read_bytes():
        assert time.monotonic() < end
        time.sleep(0.1)


def work_long(place: Path) -> None:
    with helped(2, wait, place):
        wait(place)


def wait(place: Path) -> None:
    (place / str(os.getpid())).touch()
    time.sleep(600)


def test_a_cluster_makes_a_library_to_the_same_bytes(run: Run, tiny: BaseModel, tmp_path: Path) -> None:
    """Also where one of its processes is lost, some work is done; where all fail, the reason is told."""
    pytest.importorskip("ray")
    made = ["organisms", "train", "identity", "--train", 2, "--validation", 1, "--test", 1, "--slots", 1, "--probes", 1,
            "--base", tiny.name, "--device", "cpu", "--dtype", "float32"]
    threads = torch.get_num_threads()
    torch.set_num_threads(1)  # as Ray lets each process have: others add up in another order
    try:
        assert run(*made, "--out", tmp_path / "alone")[0] == 0
    finally:
        torch.set_num_threads(threads)
    status, shared, said = run(*made, "--out", tmp_path / "shared", "--ray", "local", "--workers", 2)
    assert status == 0 and "4 organisms" in shared and "measured (n=2)" in shared, said
    one, two = ({p.name: p.read_bytes() for p in (tmp_path / out / "shards").iterdir()} for out in ("alone", "shared"))
    assert one == two and len(two) == 4
    with cluster("local", 2) as found:
        found.share(lose_the_first, tmp_path)
        assert found.once(twice, 4) == 8
        with pytest.raises(ConfigError, match="nothing can be done here"):
            found.share(refuse, tmp_path)
    assert (tmp_path / "second").exists()


@pytest.mark.parametrize("workers", [0, -1])
def test_a_cluster_of_no_process_is_refused(refused: Callable[..., str], tiny: BaseModel, tmp_path: Path, workers: int) -> None:
    with pytest.raises(ConfigError, match=f"workers is {workers}; expected 1 or more"), cluster("local", workers):
        pass
    made = ["organisms", "train", "identity", "--slots", 1, "--base", tiny.name, "--out", tmp_path / "lib"]
    assert f"workers is {workers}" in refused(*made, "--ray", "local", "--workers", workers)
    assert not (tmp_path / "lib").exists()


def twice(number: int) -> int:
    return 2 * number


def lose_the_first(place: Path) -> None:
    try:
        (place / "first").mkdir()
    except FileExistsError:
        (place / "second").mkdir()
    else:
        os._exit(9)
