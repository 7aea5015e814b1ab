"""Every experiment runs from its libraries to a result that the page can show, in a cheap setting on a random model."""

import runpy
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from tuneteller.behaviors.encyclopedia import load_topics
from tuneteller.evaluation.results import load_results, page
from tuneteller.models import BaseModel
from tuneteller.training.knowledge import KnowledgeConfig
from tuneteller.training.produce import STRICT, OrganismsConfig, train_organisms

RECIPES = Path(__file__).resolve().parents[2] / "recipes"


@pytest.fixture
def run(tiny: BaseModel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """`run(name, *options)`: an experiment on small libraries of the random model."""
    topics = Random(0).sample(load_topics(), 120)
    hidden = OrganismsConfig(train=4, varied=0, validation=2, test=2, slots=4, measure_questions=1)
    train_organisms(tiny, hidden, tmp_path / "topics", topics=topics)
    for texts in ("news", "extract", "masked"):
        config = KnowledgeConfig(texts, train=4, validation=2, test=2, slots=4, steps=2)
        train_organisms(tiny, config, tmp_path / texts, topics=topics)
    monkeypatch.setattr(sys, "path", [str(RECIPES), *sys.path])

    def start(name: str, *options: str) -> None:
        monkeypatch.setattr(sys, "argv", [name, "--runs", str(tmp_path), "--results", str(tmp_path / "results"),
                                          "--base", tiny.name, *options])
        runpy.run_path(str(RECIPES / f"{name}.py"), run_name="__main__")

    return start


def both(runs: Path) -> str:
    """The adapter that the experiment across tasks trained on both kinds."""
    return str(next(runs.glob("adapters/topic-headline-*")))


def test_adapters_are_trained_compared_and_shown(run: Callable[..., None], tmp_path: Path) -> None:
    run("cross_task", "--steps", "1")
    run("data_scaling", "--steps", "1")
    run("capacity", "--steps", "1")
    run("trigger_inversion", "--steps", "1")
    run("main_tables", "--adapter", both(tmp_path))
    run("norms", "--adapter", both(tmp_path))
    run("in_context", "--epochs", "1")
    results = {result["name"]: result for result in load_results(tmp_path / "results")}
    assert set(results) == {
        "cross_task", "data_scaling", "capacity", "trigger_inversion", "main_topics", "main_knowledge", "norms",
        "in_context"}
    assert len(results["norms"]["grid"]["panels"]) == 8  # four kinds, knowledge at two ranks, and the adapter
    trained = ("topics", "news", "both")
    assert [c["x"] for c in results["cross_task"]["cells"]] == [f"trained on {t}" for t in trained for _ in range(2)]
    assert {c["group"] for c in results["cross_task"]["cells"]} == {"asked about topics", "asked about news"}
    assert [c["x"] for c in results["data_scaling"]["cells"]] == [4]
    assert {c["system"] for c in results["main_topics"]["cells"]} >= {"dit", "20-questions-triggered", "nearest-organism"}
    assert {c["question"] for c in results["main_knowledge"]["cells"] if c["group"] == "news"} == {"headline"}
    text = page(list(results.values()))
    assert all(result["title"] in text for result in results.values())


def test_ranks_and_triggers(run: Callable[..., None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("cross_task", "--steps", "1")
    monkeypatch.setattr("tuneteller.training.produce.STRICT", STRICT.__class__(steps=2))
    run("generalisation", "--first", "2", "--adapter", both(tmp_path))
    results = {result["name"]: result for result in load_results(tmp_path / "results")}
    assert {c["x"] for c in results["rank_generalisation"]["cells"]} == {1, 2, 4, 8, 16, 32, 64}
    assert {c["group"] for c in results["rank_generalisation"]["cells"]} == {
        "read by one recipe", "read by varied recipes"}
    assert {c["x"] for c in results["trigger_kinds"]["cells"]} == {
        "passphrase", "code", "invisible, at the start", "invisible, anywhere"}


def test_full_parameter_and_ordinary_fine_tunes(run: Callable[..., None], tmp_path: Path,
                                                monkeypatch: pytest.MonkeyPatch) -> None:
    run("cross_task", "--steps", "1")
    adapter = both(tmp_path)
    monkeypatch.setattr("tuneteller.training.produce.STRICT", STRICT.__class__(steps=2))
    run("full_parameter", "--first", "2", "--adapter", adapter)
    run("recipe_generalisation", "--first", "4", "--adapter", adapter)
    results = {result["name"]: result for result in load_results(tmp_path / "results")}
    assert {c["x"] for c in results["full_parameter"]["cells"]} == {
        "whole", "itself, asked", "rank 64", "rank 16", "rank 4", "rank 1", "rank 16, α = 1.5", "rank 16, α = 2.0",
        "rank 16, α = 3.0", "rank 16, chosen"}
    assert {c["group"] for c in results["recipe_generalisation"]["cells"]} == {
        "read by one recipe", "read by varied recipes"}
    assert {c["x"] for c in results["recipe_generalisation"]["cells"]} == {
        "itself, asked", "first, α = 0.5", "first, α = 1.0", "first, α = 1.5", "first, best α", "chosen",
        *(f"chosen, {data}" for data in ("forms", "distilled", "text", "mixed"))}
