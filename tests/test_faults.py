"""Kills, second runs, and full or refusing disks: what is there is whole, and a run that goes on ends with the same bytes.

`recipes/kill.py` kills the same commands at a hundred random moments.
"""

import errno
import json
import multiprocessing
import os
import re
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file

from tuneteller.cli.main import main
from tuneteller.diffs.library import Library
from tuneteller.diffs.peft import load_peft
from tuneteller.training.recipe import SCHEDULES, Recipe, Schedule

Command = Callable[[Path], list[object]]  # the arguments of a command that writes into a directory
Each = list[tuple[Command, dict[str, bytes], Path]]


def commands(base: Path | str, made: Path, *, test: int = 2) -> dict[str, Command]:
    """The four commands that go on after a kill, on a tiny base; each reads what those before it have written into `made`."""
    common = ["--base", base, "--device", "cpu", "--dtype", "float32"]
    train = ["organisms", "train", "identity", "--train", 2, "--validation", 1, "--test", test, "--slots", 2,
             "--probes", 1, *common]
    learn = ["adapter", "train", made / "library", "--rank", 2, "--steps", 4, "--batch", 2, "--validations", 2, "--turns", 0.5,
             *common]
    refine = ["adapter", "refine", made / "library", "--adapter", made / "adapter", "--steps", 4, "--batch", 2,
              "--validations", 2, "--all-organisms", *common]
    judge = ["evaluate", made / "library", "--adapter", made / "adapter", "--system", "dit", "base-question",
             "--all-organisms", *common]
    return {"organisms train": lambda out: [*train, "--out", out / "library"],
            "adapter train": lambda out: [*learn, "--out", out / "adapter"],
            "adapter refine": lambda out: [*refine, "--out", out / "refined"],
            "evaluate": lambda out: [*judge, "--out", out / "evaluation"]}


def begin(arguments: list[object], out: Path, before: Callable[[], object] = lambda: None) -> BaseProcess:
    """Run a command in a process of its own, with a cache of its own; what it says is kept beside."""
    process = multiprocessing.get_context("fork").Process(target=_run, args=([str(a) for a in arguments], out, before))
    process.start()
    return process


def ended(process: BaseProcess) -> BaseProcess:
    """A process, when it has ended."""
    process.join(600)
    assert process.exitcode is not None, "it hangs"
    return process


def _run(arguments: list[str], out: Path, before: Callable[[], object]) -> None:
    torch.set_num_threads(1)  # the parent's threads are not there
    os.environ["TUNETELLER_CACHE"] = str(out / "cache")
    with (out / "said").open("a", encoding="utf-8", buffering=1) as sys.stdout:
        sys.stderr = sys.stdout
        try:
            before()
            status = main(arguments)
        except BaseException:
            traceback.print_exc()
            status = 70
    os._exit(status)


def said(out: Path) -> str:
    return (out / "said").read_text(encoding="utf-8")


def outputs(out: Path) -> dict[str, bytes]:
    """What a command has written, by path; but for its cache and what it said."""
    files = {str(path.relative_to(out)): path for path in sorted(out.rglob("*")) if path.is_file()}
    return {name: path.read_bytes() for name, path in files.items() if name != "said" and not name.startswith("cache/")}


def check_whole(out: Path) -> None:
    """Everything that has a name of its own is whole, and there once."""
    for path in out.rglob("[!.]*"):
        if path.suffix == ".json" and not any(part.startswith(".") for part in path.relative_to(out).parts):
            json.loads(path.read_text(encoding="utf-8"))
    if (out / "library" / "library.json").exists():
        library = Library.open(out / "library")
        library.check()
        assert len({card.id for card in library.cards}) == len(library)
    for name in ("adapter", "refined"):
        if (out / name).exists():
            load_peft(out / name)
    for checkpoint in out.glob("*.checkpoint.safetensors"):
        assert load_file(checkpoint)
    for rows in out.glob("evaluation/rows*.jsonl"):
        text = rows.read_text(encoding="utf-8")
        each = map(json.loads, text.split("\n")[:-1])
        found = Counter((row.get("organism"), row.get("system"), row.get("null")) for row in each)
        assert text.endswith("\n") and set(found.values()) == {1}


def undisturbed(each: dict[str, Command], made: Path) -> dict[str, dict[str, bytes]]:
    """What each command writes when nothing happens, under its name."""
    written: dict[str, dict[str, bytes]] = {}
    for name, command in each.items():
        before = outputs(made)
        process = ended(begin(command(made), made))
        assert process.exitcode == 0, said(made)
        written[name] = {path: data for path, data in outputs(made).items() if path not in before}
    return written


def check_same(out: Path, process: BaseProcess, expected: dict[str, bytes]) -> None:
    """A run that was gone on with has ended well, with the outputs of one that nothing happened to, and nothing else."""
    found = outputs(out)
    # the adapter's is there already where it was killed after all that it had to do
    assert process.exitcode == 0 or (process.exitcode == 2 and "exists already" in said(out)), said(out)
    assert found == expected, sorted(found)


def test_what_a_lost_worker_had_is_made_by_the_others(tiny_directory: Path, tmp_path: Path) -> None:
    """Before the tests below change recipes, which a process that begins anew would not see."""
    alone, out = tmp_path / "alone", tmp_path / "shared"
    alone.mkdir()
    out.mkdir()
    command = commands(tiny_directory, tmp_path)["organisms train"]
    assert ended(begin(command(alone), alone)).exitcode == 0, said(alone)
    process = begin([*command(out), "--workers", 2], out, partial(stop_at_the_first, "shard-"))
    wait_until_stopped(process)
    started, other = time.monotonic(), None
    while other is None:
        assert time.monotonic() < started + 300 and process.is_alive(), said(out)
        holders = [re.findall(r"process (\d+) on", lock.read_text()) for lock in out.glob("library/shards/.*.lock")]
        other = next((int(pid) for pid, *_ in filter(None, holders) if int(pid) != process.pid), None)
        time.sleep(0.05)
    os.kill(other, signal.SIGKILL)
    assert process.pid is not None
    os.kill(process.pid, signal.SIGCONT)
    check_same(out, ended(process), outputs(alone))
    assert process.exitcode == 0


@pytest.fixture(scope="module")
def known(tiny_directory: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[tuple[Command, dict[str, bytes]]]]:
    """The commands, and what each writes undisturbed; organisms take few steps. Afterwards the training of an adapter writes a
    checkpoint at every step."""
    short = Recipe(rank=2, alpha=2.0, steps=3, taught=1, wrong=0, plain=0)
    made = tmp_path_factory.mktemp("made")
    each = commands(tiny_directory, made)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(SCHEDULES, "varied", Schedule(lambda rng, gated: short))
        expected = undisturbed(each, made)
        patch.setattr("tuneteller.training.adapter_state.EVERY", 0)
        yield [(each[name], written) for name, written in expected.items()]


@pytest.fixture
def each(known: list[tuple[Command, dict[str, bytes]]], tmp_path: Path) -> Each:
    """Each command, what it writes undisturbed, and an empty directory for it."""
    for i in range(len(known)):
        (tmp_path / str(i)).mkdir()
    return [(*command, tmp_path / str(i)) for i, command in enumerate(known)]


def test_killed_at_delicate_points_a_run_ends_with_the_same_bytes(each: Each) -> None:
    """Also where the clock was set back before it goes on: all that is there seems to be of the future."""
    for command, expected, out in each:
        for point in count(1, 3):  # odd and even ones in turn
            process = ended(begin(command(out), out, partial(die_at, point)))
            check_whole(out)
            if process.exitcode != -signal.SIGKILL:
                break
            for path in out.rglob("*"):
                os.utime(path, ns=(2**62, 2**62))
        check_same(out, process, expected)
        assert point > 4


@pytest.mark.parametrize(("which", "pieces", "n"), [(0, "library/shards/shard-", 3), (3, "evaluation/rows-", 3)])
def test_runs_in_one_directory_share_its_pieces_and_make_what_a_killed_one_had(each: Each, which: int, pieces: str,
                                                                               n: int) -> None:
    command, expected, out = each[which]
    first = begin(command(out), out, partial(stop_at_the_first, Path(pieces).name))
    wait_until_stopped(first)
    others = [begin(command(out), out) for _ in range(2)]
    started = time.monotonic()
    while len([*out.glob(f"{pieces}*")]) < n - 1:
        assert time.monotonic() < started + 300 and all(process.is_alive() for process in others), said(out)
        time.sleep(0.1)
    first.kill()
    for process in others:
        check_same(out, ended(process), expected)
        assert process.exitcode == 0
    check_whole(out)


def test_killed_with_what_each_was_answering_three_runs_leave_it_to_a_fourth(each: Each) -> None:
    command, expected, out = each[3]
    for first in ("rows-dit", "rows-base-question", "rows.jsonl"):
        process = begin(command(out), out, partial(stop_at_the_first, first))
        wait_until_stopped(process)
        process.kill()
        process.join()
        check_whole(out)
    fourth = ended(begin(command(out), out))
    check_same(out, fourth, expected)
    assert fourth.exitcode == 0


def test_a_second_run_in_one_directory_is_refused_until_the_first_ends(each: Each) -> None:
    for command, expected, out in each[1:3]:
        first = begin(command(out), out, stop_at_the_first)
        wait_until_stopped(first)
        second = ended(begin(command(out), out))
        assert second.exitcode == 2 and f"is in use by process {first.pid} on " in said(out)
        first.kill()
        first.join()
        check_same(out, ended(begin(command(out), out)), expected)


def test_on_a_full_disk_a_run_says_so_and_goes_on_when_there_is_space(each: Each) -> None:
    for command, expected, out in each:
        process = ended(begin(command(out), out, partial(fill_disk_after, 3)))
        assert process.exitcode == 2 and "could not write" in said(out) and "No space left" in said(out), said(out)
        check_whole(out)
        assert not list(out.rglob(".*"))  # nothing half-written
        check_same(out, ended(begin(command(out), out)), expected)
        assert "Traceback" not in said(out)


def test_without_a_cache_that_can_be_written_the_bytes_are_the_same(each: Each) -> None:
    for command, expected, out in each:
        (out / "cache").write_text("a file where the directory should be")
        process = ended(begin(command(out), out))
        del (found := outputs(out))["cache"]
        assert process.exitcode == 0 and found == expected, said(out)


# -- what is done to a process, from inside ---------------------------------------------------------------------------


def die_at(point: int) -> None:
    """Be killed at that point: odd ones are before a rename, with half of what was written, even ones after."""
    replace, points = os.replace, count(1)

    def dying(source: Path, target: Path) -> None:
        if next(points) == point:
            for file in [path for path in (Path(source), *Path(source).rglob("*")) if path.is_file()]:
                os.truncate(file, file.stat().st_size // 2)
            os.kill(os.getpid(), signal.SIGKILL)
        replace(source, target)
        if next(points) == point:
            os.kill(os.getpid(), signal.SIGKILL)

    os.replace = dying  # type: ignore[assignment]


def stop_at_the_first(named: str = "") -> None:
    """Stand still when the first file is to get its name, or the first of a name that begins so."""
    replace = os.replace

    def still(source: Path, target: Path) -> None:
        if Path(target).name.startswith(named):
            os.replace = replace
            os.kill(os.getpid(), signal.SIGSTOP)
        replace(source, target)

    os.replace = still  # type: ignore[assignment]


def wait_until_stopped(process: BaseProcess) -> None:
    assert process.pid is not None
    _, status = os.waitpid(process.pid, os.WUNTRACED)
    assert os.WIFSTOPPED(status)


def fill_disk_after(files: int) -> None:
    """After so many files the disk is full, as some file systems tell when a file is synced."""
    fsync, written = os.fsync, count()

    def full(file: int) -> None:
        if next(written) >= files:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        fsync(file)

    os.fsync = full  # type: ignore[assignment]
