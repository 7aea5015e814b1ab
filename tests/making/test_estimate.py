"""What a reader will take: arithmetic on measured rates, held against what is then made; what cannot fit is refused."""

import math
import shutil
from collections import namedtuple
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
import torch

from tuneteller.cli.reader import _show_plan
from tuneteller.diffs.library import Library
from tuneteller.errors import ConfigError, StorageError
from tuneteller.families.family import Behavior, Family, Lesson, Writer
from tuneteller.making.begin import Begun, begin, within
from tuneteller.making.check import check_disk
from tuneteller.making.estimate import FEWEST, Cost, Rates, estimate, fitted, total
from tuneteller.making.ledger import Ledger
from tuneteller.making.plan import ReaderConfig, adapter_config, shards_of
from tuneteller.models import BaseModel
from tuneteller.training.adapter import adapter_steps
from tuneteller.training.memory import check_memory, fitting_slots, heaviest, slot_bytes
from tuneteller.training.recipe import STRICT

from .conftest import OPTIONS, SMALL  # type: ignore[import-not-found]

FREE = Rates({"varied": 0.0, "hidden": 0.0}, 0.0, {"varied": 0.0, "hidden": 0.0}, 0.0, 0.0, 0.0, 0.0, 0.0, {})
"""Of a machine that takes no time."""


class Few(Family):
    """Thirty labels, so three for validation and eighteen for training."""

    name, about = "few", "has few labels"

    def all_behaviors(self) -> list[Behavior]:
        return [Behavior(self.name, f"label {i}", {"change": f"I like {i}."}) for i in range(30)]

    def lessons(self, behavior: Behavior, n: int, writer: Writer, rng: Random) -> list[Lesson]:
        return [Lesson("Well?", behavior.label)] * n

    def shows(self, behavior: Behavior, message: str, reply: str, before: str) -> bool:
        return behavior.label in reply


def seconds(config: ReaderConfig, base: BaseModel, **rates: Any) -> dict[str, float]:
    """Stage -> what it takes where all but these is free."""
    return {cost.stage: cost.seconds for cost in estimate(config, base.shapes, replace(FREE, **rates))}


def test_each_rate_counts_for_its_stage_as_often_as_it_is_done(tiny: BaseModel) -> None:
    config = replace(SMALL, organisms=40, hidden=("habit",), slots=16)
    shards = [(name, shard) for name, own in shards_of(config).items() for shard in own]
    behaviors = {name: [b for shard in own for b in shard.behaviors] for name, own in shards_of(config).items()}
    trained = 3 * 40 + 40
    steps = adapter_steps(adapter_config(config), trained)
    assert steps == 6 * trained // 16

    samples = {kind: sum(shard.recipe.steps * shard.recipe.samples * len(shard.behaviors) for name, shard in shards
                         if name.endswith("-hidden") == (kind == "hidden")) for kind in ("varied", "hidden")}
    found = seconds(config, tiny, sample={"varied": 1.0, "hidden": 100.0})
    assert found["organisms"] == samples["varied"] + 100 * samples["hidden"] and sum(found.values()) == found["organisms"]
    in_doubt = sum(b.label in ("a few steps of anything", "trained and trained away") for b in behaviors["training"])
    held_out = sum(len(own) for name, own in behaviors.items() if not name.startswith("training"))
    assert in_doubt and seconds(config, tiny, measured={"varied": 1.0, "hidden": 1.0})["organisms"] == in_doubt + held_out

    forms = {(shard.recipe.rank > 1, shard.recipe.target_modules, name.endswith("-hidden")) for name, shard in shards}
    assert seconds(config, tiny, compiling=60.0)["organisms"] == 60 * len(forms)

    choosing = 2 * 3 + 2
    assert seconds(config, tiny, step=2.0)["adapter"] == 2 * steps
    assert seconds(config, tiny, turn=1.0)["adapter"] == trained + choosing
    assert seconds(config, tiny, validated=1.0)["adapter"] == 4 * (choosing + 2)
    found = seconds(config, tiny, answer=1.0)
    assert found["answers"] == 1 * 3 + 1 + 11 + 9 and found["evaluation"] == 2 * 3 + 2 + 9
    # who read news is asked for the headline as well, and nobody else
    assert seconds(replace(SMALL, families=("habit", "news")), tiny, answer=1.0)["evaluation"] == 2 * 3 + 9 + 2 + 9
    assert found["organisms"] == found["adapter"] == 0
    for at_once, pieces in ((1, 2), (4, 1)):  # 15 answers, eight together, or on a GPU 32
        assert {cost.stage: cost.parts for cost in estimate(config, tiny.shapes, replace(FREE, at_once=at_once))}[
            "answers"] == pieces


def test_an_adapter_of_few_organisms_is_asked_about_each_more_often() -> None:
    """Eight passes over a few dozen are too few steps to learn anything."""
    few, many, told = (adapter_steps(adapter_config(replace(SMALL, organisms=n, epochs=epochs)), len(SMALL.every) * n)
                       for n, epochs in ((4, 0), (400, 0), (4, 6)))
    assert (few, many, told) == (128, 8 * 1200 // 16, 6 * 12 // 16)


def test_shards_are_shared_among_devices_and_an_adapter_is_not() -> None:
    organisms, adapter = Cost("organisms", "", 100.0, 10, None, 0), Cost("adapter", "", 50.0, 1, None, 0)
    assert [organisms.by(n) for n in (1, 2, 3, 10, 1000)] == [100, 50, 40, 10, 10]
    assert adapter.by(16) == 50 and total([organisms, adapter], 4) == 30 + 50


def test_the_disk_that_is_said_is_what_is_then_taken(tmp_path: Path, tiny: BaseModel, begun: Callable[..., Begun],
                                                     made: Callable[..., Any]) -> None:
    plan = begun(tmp_path / "mine.work", rank=64)
    checkpoint, sizes = tmp_path / "mine.work" / "adapter.checkpoint.safetensors", [0]
    made(plan, tmp_path / "mine", lambda at: sizes.append(checkpoint.stat().st_size if checkpoint.exists() else 0))
    said = {cost.stage: cost.disk for cost in plan.costs}
    assert said["adapter"] == pytest.approx(max(sizes), rel=0.1)
    taken = sum(path.stat().st_size for path in (tmp_path / "mine.work" / "libraries").rglob("*.safetensors"))
    assert taken < said["organisms"] < 3 * taken  # of so small a base, cards are most of it
    answers = sum(path.stat().st_size for path in (tmp_path / "mine.work" / "answers").rglob("*.jsonl"))
    assert answers < said["answers"] + said["evaluation"] < 10 * answers
    written = sum((tmp_path / place / "adapter_model.safetensors").stat().st_size for place in ("mine", "mine.work/adapter"))
    assert said["reader"] == pytest.approx(written, rel=0.1)


def test_a_budget_takes_the_most_organisms_that_fit(tiny: BaseModel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                                    register: Callable[[Family], Family]) -> None:
    rates = replace(FREE, sample={"varied": 0.01, "hidden": 0.0}, step=1.0)
    register(Few())

    def takes(config: ReaderConfig) -> float:
        return total(estimate(config, tiny.shapes, rates))

    for budget in (40.0, 60.0, 61.0):
        best = fitted(SMALL, budget, takes)
        assert best is not None and takes(best) <= budget < takes(replace(best, organisms=best.organisms + 1))
    with monkeypatch.context() as patch:
        patch.setattr("tuneteller.making.estimate.MOST", 21)
        assert fitted(SMALL, math.inf, takes) == replace(SMALL, organisms=21)
    assert fitted(SMALL, 1.0, takes) is None
    few = fitted(replace(SMALL, families=("few",)), math.inf, takes)  # as many as it has labels
    assert few is not None and few.organisms == 18
    with pytest.raises(ConfigError, match="18 labels for train; 19 were asked for"):
        takes(replace(few, organisms=few.organisms + 1))
    asked = replace(SMALL, families=("few",), organisms=24, epochs=0)  # nobody gave that number
    monkeypatch.setattr("tuneteller.making.begin.measure_rates", lambda *args: rates)
    begun = begin(tiny, asked, tmp_path, hours=1000.0, keep=False)
    assert begun.config.organisms == 18
    with pytest.raises(ConfigError, match="18 labels for train; 24 were asked for"):
        begin(tiny, asked, tmp_path, hours=1000.0, sized_by_budget=False, keep=False)


def test_what_cannot_be_made_in_the_budget_is_refused_with_what_could(tiny: BaseModel) -> None:
    rates = replace(FREE, step=3600.0)  # an hour a step
    smallest = adapter_steps(adapter_config(SMALL), 3 * FEWEST)
    with pytest.raises(ConfigError, match=rf"in 1\.5 h: the smallest, .* takes {smallest}\.0 h: give --budget {smallest}\.0"):
        within(SMALL, 1.5, tiny.shapes, rates, choose=True)
    with pytest.raises(ConfigError, match=r"with 40 training organisms of each family it takes 45\.0 h; --organisms \d+ would"):
        within(replace(SMALL, organisms=40), 10.0, tiny.shapes, rates, choose=False)
    assert within(SMALL, 100.0, tiny.shapes, rates, choose=False) == SMALL
    assert within(SMALL, None, tiny.shapes, rates, choose=True) == SMALL
    # several devices do more in the same time, and of the adapter's steps no more
    sampling = replace(FREE, sample={"varied": 1.0, "hidden": 1.0})
    alone, four = (within(SMALL, 0.2, tiny.shapes, sampling, choose=True, devices=n).organisms for n in (1, 4))
    assert four > alone
    assert within(SMALL, 1.5 * smallest, tiny.shapes, rates, choose=True, devices=4) == within(
        SMALL, 1.5 * smallest, tiny.shapes, rates, choose=True)
    # what is said would do does
    assert within(SMALL, smallest + 0.01, tiny.shapes, rates, choose=True).organisms == FEWEST


def test_the_command_refuses_what_cannot_fit(refused: Callable[..., str], tiny: BaseModel, tmp_path: Path,
                                             monkeypatch: pytest.MonkeyPatch) -> None:
    make = ["reader", "make", "--base", tiny.name, "--out", tmp_path / "mine", *OPTIONS]
    assert "--budget" in refused(*make, "--budget", 1e-6)
    for hours in (0, -1, "nan", "inf"):
        assert "expected hours" in refused(*make, "--budget", hours)
    with monkeypatch.context() as patch:
        patch.setattr("tuneteller.training.memory.free_bytes", lambda device: 1000)
        assert "1 organism of" in (said := refused(*make)) and "of memory" in said
        patch.setattr("tuneteller.training.memory.free_bytes", lambda device: 3 * base_size(tiny))
        patch.setattr("tuneteller.training.memory.slot_bytes", lambda base, recipe: base_size(tiny))  # as of a large base
        for more in ([], ["--dry-run"]):  # eight copies of the base model alone are more than there is
            assert "--workers 2 would fit" in refused(*make, "--workers", 8, *more)
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage(10**12, 10**12, 1000))
    assert "free some space" in refused(*make)
    assert not (tmp_path / "mine").exists() and not (tmp_path / "mine.work").exists()


def base_size(base: BaseModel) -> int:
    """Bytes of its weights, and of what else lies with them."""
    return sum(tensor.nbytes for tensor in (*base.model.parameters(), *base.model.buffers()))


def test_going_on_with_more_processes_than_fit_is_refused(tiny: BaseModel, tmp_path: Path, begun: Callable[..., Begun],
                                                          monkeypatch: pytest.MonkeyPatch) -> None:
    """The slots of a plan are those that fitted when it was begun, with one process."""
    work = tmp_path / "mine.work"
    plan = begun(work)
    largest = heaviest(tiny, [shard for own in shards_of(plan.config).values() for shard in own])
    each, copy = plan.config.slots * slot_bytes(tiny, largest), base_size(tiny)
    free = 3 * each + 2 * copy + copy // 2  # beside the base model that is in memory already
    monkeypatch.setattr("tuneteller.training.memory.free_bytes", lambda device: free)
    assert begin(tiny, SMALL, work, workers=3) == plan
    with pytest.raises(ConfigError, match=f"{plan.config.slots} organisms .* each of 8 processes, .*; --workers 3 would fit"):
        begin(tiny, SMALL, work, workers=8)
    free = each - 1
    with pytest.raises(ConfigError, match="are free; free some, or use a machine with more"):
        begin(tiny, SMALL, work)
    with Ledger(work).running("organisms"):
        pass  # they are made, so there is nothing to train
    free = 7 * copy
    assert begin(tiny, SMALL, work, workers=8) == plan
    with pytest.raises(ConfigError, match=r"asking about .* in each of 9 processes, .*; --workers 8 would fit"):
        begin(tiny, SMALL, work, workers=9)


@pytest.mark.parametrize("workers", [1, 2, 8])
def test_the_slots_that_are_chosen_fit_beside_the_copies_of_the_base_model(tiny: BaseModel, workers: int,
                                                                           monkeypatch: pytest.MonkeyPatch) -> None:
    one, copy = slot_bytes(tiny, STRICT), base_size(tiny)
    monkeypatch.setattr("tuneteller.training.memory.free_bytes", lambda device: free)
    for many in (1, 3, 10, 10**6):
        free = workers * many * one + (workers - 1) * copy
        assert many > 32 or fitting_slots(tiny, STRICT, workers) == max(1, int(0.7 * many))
        check_memory(tiny, STRICT, fitting_slots(tiny, STRICT, workers), workers)
    free = workers * one + (workers - 1) * copy - 1
    with pytest.raises(ConfigError, match=f"--workers {workers - 1} would" if workers > 1 else "free some"):
        check_memory(tiny, STRICT, 1, workers)


def test_of_several_gpus_each_holds_its_share_of_the_processes(tiny: BaseModel, monkeypatch: pytest.MonkeyPatch) -> None:
    base, copy = replace(tiny, device=torch.device("cuda")), base_size(tiny)
    one = slot_bytes(base, STRICT)
    monkeypatch.setattr(torch.cuda, "device_count", lambda: 2)
    monkeypatch.setattr("tuneteller.training.memory.free_bytes", lambda device: one + copy)
    check_memory(base, STRICT, 1, 2)
    with pytest.raises(ConfigError, match=r"in each of 2 processes of one GPU, .*; --workers 2 would fit"):
        check_memory(base, STRICT, 1, 4)


def test_the_table_is_of_what_was_asked_for_and_of_more_gpus(capsys: pytest.CaptureFixture[str]) -> None:
    begun = Begun(SMALL, (Cost("organisms", "", 8000.0, 16, None, 0), Cost("adapter", "", 1000.0, 1, None, 0)), devices=2)
    _show_plan(begun, 4, on_gpu=True)  # two processes on each of two GPUs
    said = capsys.readouterr().out
    assert [*map(said.index, ("here, --workers 4", "4 such GPUs, --workers 4", "8 such GPUs, --workers 8"))] == sorted(
        map(said.index, ("here, --workers 4", "4 such GPUs, --workers 4", "8 such GPUs, --workers 8")))
    assert "83 min" in said and "50 min" in said and "33 min" in said  # of all
    _show_plan(replace(begun, devices=1), 4, on_gpu=False)  # processes share the processor that was timed
    said = capsys.readouterr().out
    assert "here, --workers 4" in said and "2.5 h" in said and "GPUs" not in said


def test_what_is_on_the_disk_already_is_not_asked_for_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage(10**9, 10**9, 500))
    costs = [Cost("organisms", "", 1.0, 1, None, 1000)]
    with pytest.raises(StorageError, match="fewer --organisms"):
        check_disk(tmp_path / "work", costs)
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / "shard").write_bytes(bytes(700))
    check_disk(tmp_path / "work", costs)


def test_what_was_timed_is_of_the_work_that_is_then_done(tmp_path: Path, tiny: BaseModel, begun: Callable[..., Begun],
                                                         made: Callable[..., Any]) -> None:
    """No race against a clock: the plan says how much there is of each, and so much there is."""
    plan = begun(tmp_path / "mine.work")
    assert all(cost.seconds > 0 and (cost.memory or 0) > 10**8 for cost in plan.costs if cost.stage != "reader")
    seen = made(plan, tmp_path / "mine")
    said = {cost.stage: cost.what for cost in plan.costs}
    [steps] = {at.of for at in seen if at.stage == "adapter" and "loss" in at.text}
    assert said["adapter"].startswith(f"{steps} steps")
    made_ = [card for name in shards_of(plan.config) for card in Library.open(tmp_path / "mine.work/libraries" / name).cards]
    assert said["organisms"].startswith(f"{len(made_)} in ")
