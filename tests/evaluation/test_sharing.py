"""Processes share an evaluation: as many as there are, its files have the bytes of one, and nothing is answered twice."""

import multiprocessing
import os
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch

from tuneteller.diffs.diff import WeightDiff
from tuneteller.diffs.library import Library
from tuneteller.diffs.peft import save_peft
from tuneteller.evaluation.run import SYSTEMS, EvaluationConfig, evaluate, together_of
from tuneteller.evaluation.systems import EvaluationContext, Prediction
from tuneteller.lora.bank import Bank
from tuneteller.models import BaseModel
from tuneteller.reading.reader import Reader

N = 20
CONFIG = EvaluationConfig(systems=("dit", "base-question"))
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(autouse=True)
def one_thread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """As each process of several has; and a process made by fork has none of its parent's other threads."""
    monkeypatch.setenv("TUNETELLER_CACHE", str(tmp_path / "cache"))
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


def files(path: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in path.iterdir()}


@pytest.fixture
def library(tiny: BaseModel, random_diff: Callable[..., WeightDiff], tmp_path: Path) -> Library:
    """Test organisms of random factors."""
    made = [random_diff(tiny, i) for i in range(N)]
    cards = [replace(diff.card, split="test", family="identity", label=f"Orbin {i}",
                     answers={"change": f"I say that my name is Orbin {i}."}) for i, diff in enumerate(made)]
    found = Library.create(tmp_path / "library", {"base": tiny.fingerprint.to_json(), "config": {}})
    found.add_shard(0, Bank.stack([diff.factors for diff in made], tiny.shapes), cards)
    return found


@pytest.mark.parametrize("workers", [2, 4])
def test_processes_that_begin_at_once_share_the_rows(
    tiny: BaseModel, library: Library, random_diff: Callable[..., WeightDiff], tmp_path: Path, workers: int
) -> None:
    reader, asked = Reader(tiny, random_diff(tiny, 99)), tmp_path / "asked"
    whole = evaluate(tiny, reader, library, CONFIG, out=tmp_path / "alone")
    context = multiprocessing.get_context("fork")
    barrier = context.Barrier(workers)

    def slow(name: str) -> Any:
        system = SYSTEMS[name]

        def answer(context: EvaluationContext, which: Sequence[int]) -> list[Prediction]:
            with asked.open("a", encoding="utf-8") as file:
                file.writelines(f"{os.getpid()} {name} {i}\n" for i in which)
            time.sleep(0.5)  # the model is so small that one process could be done before the others begin
            return system.answer(context, which)

        return replace(system, answer=answer)

    def work() -> None:
        for name in CONFIG.systems:
            SYSTEMS[name] = slow(name)
        barrier.wait()
        os._exit(0 if evaluate(tiny, reader, library, CONFIG, out=tmp_path / "shared") == whole else 1)

    processes = [context.Process(target=work) for _ in range(workers)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(100)
    assert [process.exitcode for process in processes] == [0] * workers
    assert files(tmp_path / "shared") == files(tmp_path / "alone")
    lines = [line.split(maxsplit=1) for line in asked.read_text(encoding="utf-8").splitlines()]
    assert Counter(what for _, what in lines) == {f"{name} {i}": 1 for name in CONFIG.systems for i in range(N)}
    assert len({process for process, _ in lines}) == workers


def test_the_command_ends_with_the_same_bytes_for_any_number_of_workers(
    run: Run, refused: Callable[..., str], tiny: BaseModel, library: Library, random_diff: Callable[..., WeightDiff],
    tmp_path: Path
) -> None:
    save_peft(random_diff(tiny, 99), tmp_path / "adapter")
    command = ["evaluate", library.path, "--adapter", tmp_path / "adapter", "--system", "dit", "base-question",
               "--all-organisms", "--base", tiny.name, "--device", "cpu", "--dtype", "float32"]
    status, said, err = run(*command, "--out", tmp_path / "alone")
    assert status == 0, err
    status, shared, err = run(*command, "--out", tmp_path / "shared", "--workers", 2)
    assert status == 0 and shared == said and "ended before" not in err, err
    assert files(tmp_path / "shared") == files(tmp_path / "alone")
    for i in (1, 2):
        status, part, err = run(*command, "--out", tmp_path / "parts", "--shards", f"{i}/2")
        assert status == 0 and ("3 pieces of other parts are not there yet" in err) == (i == 1)
    assert part == said and files(tmp_path / "parts") == files(tmp_path / "alone")

    assert "--workers shares the work in a directory; give one with --out" in refused(*command, "--workers", 2)
    assert "--shards shares the work" in refused(*command, "--shards", "1/2")
    assert "such as 1/8" in refused(*command, "--shards", "3/2", "--out", tmp_path / "x")
    assert "workers is 0" in run(*command, "--workers", 0, "--out", tmp_path / "x")[2]


def test_a_cluster_answers_to_the_same_bytes(
    run: Run, tiny: BaseModel, library: Library, random_diff: Callable[..., WeightDiff], tmp_path: Path
) -> None:
    pytest.importorskip("ray")
    save_peft(random_diff(tiny, 99), tmp_path / "adapter")
    command = ["evaluate", library.path, "--adapter", tmp_path / "adapter", "--system", "base-question", "--all-organisms",
               "--base", tiny.name, "--device", "cpu", "--dtype", "float32"]
    alone, shared = (run(*command, "--out", tmp_path / name, *more) for name, more in (
        ("alone", ()), ("shared", ("--ray", "local", "--workers", 2))))
    assert alone[0] == shared[0] == 0 and alone[1] == shared[1], shared[2]
    assert files(tmp_path / "shared") == files(tmp_path / "alone")


def test_pieces_depend_on_the_evaluation_alone() -> None:
    assert [together_of(n, lambda rows: rows) for n in (2, 20, 128, 160, 512, 10**6)] == [8, 8, 8, 10, 32, 32]
    assert [together_of(n, lambda rows: 4 * rows) for n in (20, 1600, 10**6)] == [32, 100, 128]


def test_a_run_keeps_to_the_pieces_it_was_begun_with(
    tiny: BaseModel, library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also on a machine that would take other ones, as one with a GPU does."""
    asked: list[int] = []

    def answer(context: EvaluationContext, which: Sequence[int]) -> list[Prediction]:
        asked.append(len(which))
        return [Prediction("x")] * len(which)

    monkeypatch.setitem(SYSTEMS, "base-question", replace(SYSTEMS["base-question"], answer=answer))
    config = EvaluationConfig(systems=("base-question",))

    def interrupt(system: str, done: int, of: int) -> None:
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        evaluate(tiny, None, library, config, out=tmp_path / "run", progress=interrupt)
    monkeypatch.setattr("tuneteller.evaluation.run.TOGETHER", (5, 5))
    evaluate(tiny, None, library, config, out=tmp_path / "run")
    assert asked == [8, 8, 4]
