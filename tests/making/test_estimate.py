"""What a reader will take: arithmetic on measured rates, held against what is then made; what cannot fit is refused."""

import math
import shutil
from collections import namedtuple
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tuneteller.diffs.library import Library
from tuneteller.errors import ConfigError, StorageError
from tuneteller.families.family import Behavior, Family, Lesson, Writer
from tuneteller.making.begin import Begun, within
from tuneteller.making.check import check_disk
from tuneteller.making.estimate import FEWEST, Cost, Rates, estimate, fitted, samples_of, total
from tuneteller.making.plan import ReaderConfig, adapter_config, shards_of
from tuneteller.models import BaseModel
from tuneteller.training.adapter import adapter_steps

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

    samples = {kind: sum(shard.recipe.steps * samples_of(shard.recipe) * len(shard.behaviors) for name, shard in shards
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
    assert found["organisms"] == found["adapter"] == 0
    for at_once, pieces in ((1, 2), (4, 1)):  # 15 answers, eight together, or on a GPU 32
        assert {cost.stage: cost.parts for cost in estimate(config, tiny.shapes, replace(FREE, at_once=at_once))}[
            "answers"] == pieces


def test_shards_are_shared_among_machines_and_an_adapter_is_not() -> None:
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


def test_a_budget_takes_the_most_organisms_that_fit(tiny: BaseModel, monkeypatch: pytest.MonkeyPatch,
                                                    register: Callable[[Family], Family]) -> None:
    rates = replace(FREE, sample={"varied": 0.01, "hidden": 0.0}, step=1.0)
    register(Few())

    def costs(config: ReaderConfig) -> Sequence[Cost]:
        return estimate(config, tiny.shapes, rates)

    for budget in (40.0, 60.0, 61.0):
        best = fitted(SMALL, budget, costs)
        assert best is not None and total(costs(best)) <= budget < total(costs(replace(best, organisms=best.organisms + 1)))
    with monkeypatch.context() as patch:
        patch.setattr("tuneteller.making.estimate.MOST", 21)
        assert fitted(SMALL, math.inf, costs) == replace(SMALL, organisms=21)
    assert fitted(SMALL, 1.0, costs) is None
    few = fitted(replace(SMALL, families=("few",)), math.inf, costs)  # as many as it has labels
    assert few is not None and few.organisms == 18
    with pytest.raises(ConfigError, match="18 labels for train; 19 were asked for"):
        costs(replace(few, organisms=few.organisms + 1))


def test_what_cannot_be_made_in_the_budget_is_refused_with_what_could(tiny: BaseModel) -> None:
    rates = replace(FREE, step=3600.0)  # an hour a step
    smallest = adapter_steps(adapter_config(SMALL), 3 * FEWEST)
    with pytest.raises(ConfigError, match=rf"in 1\.5 h: the smallest, .* takes {smallest}\.0 h: give --budget {smallest}\.0"):
        within(SMALL, 1.5, tiny.shapes, rates, choose=True)
    with pytest.raises(ConfigError, match=r"with 40 training organisms of each family it takes 45\.0 h; --organisms \d+ would"):
        within(replace(SMALL, organisms=40), 10.0, tiny.shapes, rates, choose=False)
    assert within(SMALL, 100.0, tiny.shapes, rates, choose=False) == SMALL
    assert within(SMALL, None, tiny.shapes, rates, choose=True) == SMALL
    # what is said would do does
    assert within(SMALL, smallest + 0.01, tiny.shapes, rates, choose=True).organisms == FEWEST


def test_the_command_refuses_what_cannot_fit(refused: Callable[..., str], tiny: BaseModel, tmp_path: Path,
                                             monkeypatch: pytest.MonkeyPatch) -> None:
    make = ["reader", "make", "--base", tiny.name, "--out", tmp_path / "mine", *OPTIONS]
    assert "--budget" in refused(*make, "--budget", 1e-6)
    for hours in (0, -1, "nan", "inf"):
        assert "expected hours" in refused(*make, "--budget", hours)
    with monkeypatch.context() as patch:
        patch.setattr("tuneteller.making.check.free_bytes", lambda device: 1000)
        assert "1 organism of" in (said := refused(*make)) and "of memory" in said
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage(10**12, 10**12, 1000))
    assert "free some space" in refused(*make)
    assert not (tmp_path / "mine").exists() and not (tmp_path / "mine.work").exists()


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
