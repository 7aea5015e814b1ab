"""Kills, second runs, and full or refusing disks: what is there is whole, and a run that goes on ends with the same bytes.

`recipes/kill.py` kills the same commands at a hundred random moments.
"""

import json
import multiprocessing
import os
import shutil
import signal
import sys
import traceback
from collections import Counter
from collections.abc import Callable
from itertools import count
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file

from tuneteller.cli.main import main
from tuneteller.diffs.library import Library
from tuneteller.diffs.peft import load_peft
from tuneteller.models import BaseModel
from tuneteller.training.recipe import SCHEDULES, Recipe, Schedule

Command = Callable[[Path], list[object]]  # the arguments of a command that writes into a directory


def commands(base: Path | str, made: Path, *, test: int = 2) -> dict[str, Command]:
    """The three commands that go on after a kill, on a tiny base; each reads what those before it have written into `made`."""
    common = ["--base", base, "--device", "cpu", "--dtype", "float32"]
    train = ["organisms", "train", "identity", "--train", 2, "--validation", 1, "--test", test, "--slots", 2,
             "--probes", 1, *common]
    learn = ["adapter", "train", made / "library", "--rank", 2, "--steps", 4, "--batch", 2, "--validations", 4, "--turns", 0.5,
             *common]
    judge = ["evaluate", made / "library", "--adapter", made / "adapter", "--system", "dit", "base-question",
             "--all-organisms", *common]
    return {"organisms train": lambda out: [*train, "--out", out / "library"],
            "adapter train": lambda out: [*learn, "--out", out / "adapter"],
            "evaluate": lambda out: [*judge, "--out", out / "evaluation"]}


def begin(arguments: list[object], out: Path, before: Callable[[], object] = lambda: None) -> BaseProcess:
    """Run a command in a process of its own, with a cache of its own; what it says is kept beside."""
    process = multiprocessing.get_context("fork").Process(target=_run, args=([str(a) for a in arguments], out, before))
    process.start()
    return process


def _run(arguments: list[str], out: Path, before: Callable[[], object]) -> None:
    torch.set_num_threads(1)  # the parent's threads are not there
    os.environ["TUNETELLER_CACHE"] = str(out / "cache")
    with (out / "said").open("a", encoding="utf-8") as said:
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        os.dup2(said.fileno(), 1)
        os.dup2(said.fileno(), 2)
    sys.stdout, sys.stderr = (open(fd, "w", encoding="utf-8", closefd=False) for fd in (1, 2))
    try:
        before()
        status = main(arguments)
    except BaseException:
        traceback.print_exc()
        status = 70
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
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
    if (out / "adapter").exists():
        load_peft(out / "adapter")
    for checkpoint in out.glob("*.checkpoint.safetensors"):
        assert load_file(checkpoint)
    if (rows := out / "evaluation" / "rows.jsonl").exists():
        text = rows.read_text(encoding="utf-8")
        found = Counter((row.get("organism"), row.get("system"), row.get("null")) for row in map(json.loads, text.split("\n")[:-1]))
        assert text.endswith("\n") and set(found.values()) == {1}


def die_at(point: int) -> None:
    """In this process, be killed at that point: odd ones are before a rename, with half of what was written, even ones after."""
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


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the commands read from; their organisms take few steps."""
    short = Recipe(rank=2, alpha=2.0, steps=3, taught=1, wrong=0, plain=0)
    monkeypatch.setitem(SCHEDULES, "varied", Schedule(lambda rng, gated: short))
    (tmp_path / "made").mkdir()
    return tmp_path / "made"


def test_killed_at_every_delicate_point_a_run_ends_with_the_same_bytes(tiny: BaseModel, made: Path, tmp_path: Path) -> None:
    for name, command in commands(tiny.name, made).items():
        done = outputs(made).keys()
        whole = begin(command(made), made)
        whole.join()
        assert whole.exitcode == 0, said(made)
        expected = {path: data for path, data in outputs(made).items() if path not in done}
        out = tmp_path / name
        out.mkdir()
        for point in count(1):
            process = begin(command(out), out, lambda point=point: die_at(point))  # type: ignore[misc]
            process.join()
            check_whole(out)
            if process.exitcode != -signal.SIGKILL:
                break
        assert process.exitcode == 0 or "exists already" in said(out), said(out)
        found = outputs(out)
        if process.exitcode:  # killed when all but the checkpoint was cleared away
            del found["adapter.checkpoint.safetensors"]
        assert found == expected and point > 4, name
        shutil.rmtree(out)
