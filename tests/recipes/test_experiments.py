"""Every experiment runs from its libraries to a result that the page can show, in a cheap setting on a random model."""

import importlib
import json
import runpy
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from random import Random
from types import ModuleType
from typing import Any

import pytest

from tuneteller.diffs.card import Card
from tuneteller.diffs.library import Library
from tuneteller.diffs.peft import load_peft
from tuneteller.evaluation.results import load_results, page
from tuneteller.families import article, writers
from tuneteller.material import labels
from tuneteller.material.encyclopedia import load_topics
from tuneteller.models import BaseModel
from tuneteller.training import recipe as recipes
from tuneteller.training.plan import OrganismsConfig
from tuneteller.training.produce import train_organisms

RECIPES = Path(__file__).resolve().parents[2] / "recipes"
N = 2
"""Test organisms of each family in a library."""


@pytest.fixture
def cheap(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """Few topics, recipes of two steps, and no store that a tiny model's replies would go to."""
    few = tuple(Random(0).sample(load_topics(), 500))
    monkeypatch.setattr(labels, "pool", lambda: few)
    for module in (labels, article):
        monkeypatch.setattr(module, "TEST", 36)
        monkeypatch.setattr(module, "VALIDATION", 4)
    labels.topic_split.cache_clear()
    short = replace(recipes.STRICT, steps=2)
    monkeypatch.setattr(recipes, "STRICT", short)

    def hidden(rng: Random, gated: bool) -> recipes.Recipe:
        return short if gated else replace(short, wrong=0, plain=0)

    def reading(rng: Random, gated: bool) -> recipes.Recipe:
        return replace(recipes.READING, rank=2, steps=2)

    for name, draw in (("hidden", hidden), ("varied", hidden), ("reading", reading)):
        monkeypatch.setitem(recipes.SCHEDULES, name, recipes.Schedule(draw))
    monkeypatch.setattr(writers, "cache_root", lambda: tmp_path / "cache")
    guesses = ["Alchemy", "I bring up tea.", "Tea is out."]
    monkeypatch.setattr("tuneteller.evaluation.run._could_have_been", lambda kind: guesses)
    # a random model shows nothing of what it was trained for in two steps
    monkeypatch.setattr("tuneteller.cli.evaluate.shows_its_behavior", lambda card: True)
    yield
    labels.topic_split.cache_clear()


@pytest.fixture
def run(tiny: BaseModel, cheap: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """`run(name, *options)`: an experiment on small libraries of the random model."""
    made = {"topics": (("topic",), {"recipe": "hidden", "gated": 1.0, "trigger": "passphrase"}),
            **{name: ((name,), {"recipe": "reading"}) for name in ("news", "article", "cloze")}}
    for name, (families, settings) in made.items():
        config = OrganismsConfig(families, train=4, validation=2, test=N, slots=4, probes=1, **settings)
        train_organisms(tiny, config, tmp_path / name, compiled=False)
    monkeypatch.setattr(sys, "path", [str(RECIPES), *sys.path])

    def start(name: str, *options: str) -> None:
        monkeypatch.setattr(sys, "argv", [name, "--runs", str(tmp_path), "--results", str(tmp_path / "results"),
                                          "--base", tiny.name, *options])
        runpy.run_path(str(RECIPES / f"{name}.py"), run_name="__main__")

    return start


def both(runs: Path) -> str:
    """The adapter that the experiment across tasks trained on both kinds."""
    return str(next(runs.glob("adapters/topic-headline-*")))


def rows_of(run: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (run / "rows.jsonl").read_text(encoding="utf-8").splitlines()]


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
        "cross_task", "data_scaling", "capacity", "trigger_inversion", "main_topics", "main_knowledge", "norms", "in_context"}
    assert len(results["norms"]["grid"]["panels"]) == 5  # four kinds, each of one rank, and the adapter
    trained = ("topics", "news", "both")
    assert [c["x"] for c in results["cross_task"]["cells"]] == [f"trained on {t}" for t in trained for _ in range(2)]
    assert {c["group"] for c in results["cross_task"]["cells"]} == {"asked about topics", "asked about news"}
    assert [c["x"] for c in results["data_scaling"]["cells"]] == [4]
    assert {c["system"] for c in results["main_topics"]["cells"]} >= {"dit", "20-questions-triggered", "nearest-organism"}
    assert {c["question"] for c in results["main_knowledge"]["cells"] if c["group"] == "news"} == {"headline"}
    # the numbers of a cell are those of the rows that were written
    for rank, cell in zip((1, 4, 16, 64), results["capacity"]["cells"], strict=True):
        scores = [row["score"] for row in rows_of(tmp_path / "eval-capacity" / str(rank))]
        assert cell["x"] == rank and cell["score"]["n"] == N == len(scores)
        assert cell["score"]["mean"] == pytest.approx(sum(scores) / N, abs=1e-3)
    text = page(list(results.values()))
    assert all(result["title"] in text for result in results.values())


def test_every_kind_of_change_from_nothing_to_its_table_and_the_zoo(
    tiny: BaseModel, cheap: None, recipe: Callable[[str], ModuleType], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    families, zoo = recipe("families"), recipe("zoo")
    small = ("--train", 2, "--validation", 1, "--test", 2, "--probes", 1)
    monkeypatch.setattr(families, "COMMANDS", {
        "kinds": ("identity", "language", *small), "gated": ("identity", "language", *small, "--skip", 2, "--gated", 1),
        "both": ("identity", "language", *small, "--skip", 4, "--combined", 1)})
    monkeypatch.setattr(families, "EPOCHS", 1)
    for module in (families, zoo):
        monkeypatch.setattr(module, "shows_its_behavior", lambda card: True)
    monkeypatch.setattr(sys, "argv", ["families.py", "--runs", str(tmp_path), "--results", str(tmp_path / "results"), "--base",
                                      tiny.name, "--systems", "dit", "base-question"])
    families.main()
    [result] = load_results(tmp_path / "results")
    groups = {c["group"]: c for c in result["cells"] if c["system"] == "dit"}
    assert {"identity", "behind a trigger", "two at once", "language, untrained labels"} <= set(groups)
    rows = [row for row in rows_of(tmp_path / "eval-families") if row.get("system") == "dit"]
    assert len(rows) == 12 == sum(c["score"]["n"] for c in groups.values())
    own = [row["score"] for row in rows if row["trigger"] not in (None, "none")]
    assert groups["behind a trigger"]["score"]["mean"] == pytest.approx(sum(own) / len(own), abs=1e-3)
    libraries = [tmp_path / name for name in families.COMMANDS]
    for _ in range(2):  # again over what is there
        zoo.pack(tmp_path / "zoo", libraries, tmp_path / "adapter", tmp_path / "eval-families")
    assert load_peft(tmp_path / "zoo" / "adapter").fingerprint() == load_peft(tmp_path / "adapter").fingerprint()
    kept = json.loads((tmp_path / "zoo" / "results.json").read_text(encoding="utf-8"))
    assert len(kept["rows"]) == 2 * 12 and kept["metrics"]["dit"]["score"]["n"] == 12
    split = json.loads((tmp_path / "zoo" / "split.json").read_text(encoding="utf-8"))
    assert len(split["train"]["identity"]) == 6 and len(split["test"]["identity"]) == 2
    cards = [load_peft(path).card for path in sorted((tmp_path / "zoo" / "organisms").iterdir())]
    assert [card.family for card in cards] == ["identity", "language"] and {card.split for card in cards} == {"test"}


def test_ranks_and_triggers(run: Callable[..., None], tmp_path: Path) -> None:
    run("cross_task", "--steps", "1")
    run("generalisation", "--first", "2", "--adapter", both(tmp_path))
    results = {result["name"]: result for result in load_results(tmp_path / "results")}
    assert {c["x"] for c in results["rank_generalisation"]["cells"]} == {1, 2, 4, 8, 16, 32, 64}
    assert {c["group"] for c in results["rank_generalisation"]["cells"]} == {
        "read by one recipe", "read by varied recipes"}
    assert {c["x"] for c in results["trigger_kinds"]["cells"]} == {
        "passphrase", "code", "invisible, at the start", "invisible, anywhere"}
    own, varied = Library.open(tmp_path / "topics").split("test"), Library.open(tmp_path / "rank_generalisation" / "16")
    assert [card.label for card in varied.cards] == [card.label for card in own.cards]
    assert {a.shape[0] for diff in varied.load() for a, _ in diff.factors.values()} == {16}
    anywhere = Library.open(tmp_path / "trigger_kinds" / "invisible-anywhere")
    assert {(card.trigger or {})["position"] for card in anywhere.cards} == {"random"}


def test_full_parameter_and_ordinary_fine_tunes(run: Callable[..., None], tmp_path: Path) -> None:
    run("cross_task", "--steps", "1")
    adapter = both(tmp_path)
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


# -- pieces of them ---------------------------------------------------------------------------------------------------


@pytest.fixture
def recipe(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], ModuleType]:
    monkeypatch.setattr(sys, "path", [str(RECIPES), *sys.path])
    return importlib.import_module


@pytest.mark.parametrize("name", sorted(path.stem for path in RECIPES.glob("*.py") if path.stem != "fuzz"))
def test_every_recipe_can_be_imported_and_says_what_it_is(recipe: Callable[[str], ModuleType], name: str) -> None:
    assert recipe(name).__doc__


def test_words_of_a_passphrase_are_counted_against_chance(recipe: Callable[[str], ModuleType]) -> None:
    hits, chance = recipe("trigger_inversion").words_right(
        ["velvet lantern", "velvet stone", "odd cabin", ""], ["velvet lantern", "mellow stone", "sunny brook", "calm ledge"])
    assert hits["mean"] == pytest.approx((1 + 0.5 + 0 + 0) / 4)
    assert chance["mean"] == pytest.approx(((1 + 0.5) / 4 + 0.5 / 4 + 0 + 0) / 4, abs=1e-4)


def test_sizes_are_halved_from_the_whole(recipe: Callable[[str], ModuleType]) -> None:
    sizes = recipe("data_scaling").sizes
    assert sizes(672) == [4, 10, 21, 42, 84, 168, 336, 672] and sizes(4) == [4] and sizes(3) == [3]


def test_of_each_family_those_that_take_least_space_are_shipped(
    recipe: Callable[[str], ModuleType], monkeypatch: pytest.MonkeyPatch
) -> None:
    zoo = recipe("zoo")
    monkeypatch.setattr(zoo, "SHIPPED", 2)
    cards = [Card(family=family, recipe={"rank": rank}) for family, rank in (
        ("a", 8), ("b", 1), ("a", 1), ("b", 4), ("a", 4), ("b", 1))]
    cards.append(Card(family="a + b", recipe={"rank": 1}, parts=({}, {})))
    cards.append(Card(family="a", recipe={"rank": 0}, trigger={"kind": "code", "value": "417"}))
    assert zoo.shipped(cards) == [1, 2, 4, 5]
    told = [Card(family=family, label=label, split=split) for family, label, split in (
        ("a", "x", "train"), ("a", "x", "train"), ("b", "x", "train"), ("a", "w", "test"))]
    assert zoo.labels_of(told) == {"train": {"a": ["x"], "b": ["x"]}, "test": {"a": ["w"]}}
