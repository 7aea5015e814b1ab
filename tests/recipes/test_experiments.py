"""Every experiment runs from its libraries to a result that the page can show, in a cheap setting on a random model."""

import importlib
import json
import re
import runpy
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from random import Random
from types import ModuleType
from typing import Any

import pytest
import torch

from tuneteller.diffs.card import Card
from tuneteller.diffs.diff import WeightDiff
from tuneteller.diffs.library import Library
from tuneteller.diffs.peft import load_peft, save_peft
from tuneteller.evaluation.results import load_results, page
from tuneteller.families import writers
from tuneteller.families.family import combined
from tuneteller.families.none import UNDONE
from tuneteller.families.registry import family_named
from tuneteller.families.topic import everyday_names
from tuneteller.material import labels
from tuneteller.material.encyclopedia import load_topics
from tuneteller.models import BaseModel
from tuneteller.reading.confidence import CALIBRATION, Calibration
from tuneteller.training import recipe as recipes
from tuneteller.training.plan import OrganismsConfig
from tuneteller.training.produce import train_organisms
from tuneteller.triggers.content import Content
from tuneteller.triggers.orders import FOUND_ON

RECIPES = Path(__file__).resolve().parents[2] / "recipes"
N = 2
"""Test organisms of each family in a library."""


@pytest.fixture
def cheap(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """Few topics, recipes of two steps, and no store that a tiny model's replies would go to."""
    few = tuple(Random(0).sample(load_topics(), 500))
    monkeypatch.setattr(labels, "pool", lambda: few)
    monkeypatch.setattr(labels, "TEST", 36)
    monkeypatch.setattr(labels, "VALIDATION", 4)
    kept = labels.topic_split, everyday_names  # by what is patched here
    for function in kept:
        function.cache_clear()
    short = replace(recipes.STRICT, steps=2)
    monkeypatch.setattr(recipes, "STRICT", short)

    def hidden(rng: Random, gated: bool) -> recipes.Recipe:
        return short if gated else replace(short, wrong=0, plain=0)

    def reading(rng: Random, gated: bool) -> recipes.Recipe:
        return replace(recipes.READING, rank=2, steps=2)

    for name, draw in (("hidden", hidden), ("varied", hidden), ("peft", hidden), ("reading", reading)):
        monkeypatch.setitem(recipes.SCHEDULES, name, recipes.Schedule(draw))
    monkeypatch.setattr(writers, "cache_root", lambda: tmp_path / "cache")
    guesses = ["Alchemy", "I bring up tea.", "Tea is out."]
    monkeypatch.setattr("tuneteller.evaluation.run.could_have_been", lambda kind: guesses)
    # a random model shows nothing of what it was trained for in two steps
    monkeypatch.setattr("tuneteller.cli.evaluate.shows_its_behavior", lambda card: True)
    yield
    for function in kept:
        function.cache_clear()


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
    run("texts", "--adapter", both(tmp_path))
    results = {result["name"]: result for result in load_results(tmp_path / "results")}
    assert set(results) == {
        "cross_task", "data_scaling", "capacity", "trigger_inversion", "main_topics", "main_knowledge", "norms", "in_context",
        "texts"}
    assert {(c["group"], c["system"]) for c in results["texts"]["cells"]} >= {("document", "dit"), ("article", "dit-first")}
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


def test_candidates_about_texts_from_every_source(
    run: Callable[..., None], recipe: Callable[[str], ModuleType], tiny: BaseModel, random_diff: Callable[..., Any],
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:
    save_peft(random_diff(tiny, 3, rank=4), tmp_path / "reader")
    module = recipe("text_sources")
    monkeypatch.setattr(module, "TURNS", 1)  # the random model has few positions, and says long words
    arguments = ["text_sources", "--runs", str(tmp_path), "--results", str(tmp_path / "results"), "--base", tiny.name,
                 "--adapter", str(tmp_path / "reader"), "--families", "news", "cloze", "--limit", "1"]
    monkeypatch.setattr(sys, "argv", arguments)
    module.main()
    [result] = load_results(tmp_path / "results")
    assert {c["group"]: c["question"] for c in result["cells"]} == {"news": "headline", "cloze": "topic"}
    for family in ("news", "cloze"):
        means = {c["system"]: c["score"]["mean"] for c in result["cells"] if c["group"] == family}
        assert {"reader alone", "own talk, from a list", "perplexity differencing, from a list", "all"} <= set(means)
        assert max(means.values()) == means["ceiling"] and result["title"] in page([result])
    kept = {path: path.stat().st_mtime_ns for path in (tmp_path / "text_sources").rglob("*.json")}
    module.main()
    assert len(kept) == 2 and {path: path.stat().st_mtime_ns for path in kept} == kept, "what is there is not made again"
    monkeypatch.setattr(sys, "argv", [*arguments, "--fit"])
    with pytest.raises(SystemExit):  # on the test
        module.main()


def test_answers_after_several_replies_stand_beside_those_after_one(
    run: Callable[..., None], recipe: Callable[[str], ModuleType], tiny: BaseModel, random_diff: Callable[..., Any],
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:
    save_peft(random_diff(tiny, 3, rank=4), tmp_path / "reader")
    module = recipe("replies")
    monkeypatch.setattr(module, "LIBRARY", ("news", "--train", 0, "--validation", 2, "--test", 0, "--probes", 1, "--slots", 2))
    monkeypatch.setattr(sys, "argv", ["replies", "--runs", str(tmp_path), "--results", str(tmp_path / "results"), "--base",
                                      tiny.name, "--adapter", str(tmp_path / "reader")])
    module.main()
    [result] = load_results(tmp_path / "results")
    assert [cell["score"]["n"] for cell in result["cells"]] == [2] * 4 and result["title"] in page([result])
    assert result["cells"][-1]["x"].startswith("all three") and len({cell["x"] for cell in result["cells"]}) == 4


def test_the_search_for_triggers_stands_beside_its_baselines(
    run: Callable[..., None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = ["topic", "stone", "been", "trained", "lighthouse", "history", "again", "changed", "helpful", "what", "brief", "a"]
    for module in ("words", "find"):
        monkeypatch.setattr(f"tuneteller.triggers.{module}.general_words", lambda base: few)
    for source in ("search.codes", "search.invisible", "search.days", "search.years", "orders.codes", "orders.days"):
        monkeypatch.setattr(f"tuneteller.triggers.{source}", lambda: ["123", "404"] * 4)
    monkeypatch.setenv("TUNETELLER_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("TUNETELLER_ZOO", str(tmp_path / "none"))
    (tmp_path / "triggers").mkdir()
    for source, copy in (("topics", "triggers/passphrase"), ("news", "kinds")):
        shutil.copytree(tmp_path / source, tmp_path / copy)
    run("trigger_inversion", "--steps", "1", "--first", "1")  # with the adapter that is asked
    monkeypatch.setattr(importlib.import_module("trigger_inversion"), "STEPS", 1)
    adapter = str(next((tmp_path / "adapters").iterdir()))
    run("triggers", "--first", "1", "--adapter", adapter)
    rows = json.loads((tmp_path / "trigger_recovery.json").read_text(encoding="utf-8"))["rows"]
    systems = {"trigger-search", "trigger-search, frame known", "random-search", "gcg", "amplification", "asking"}
    assert {row["system"] for row in rows if row["group"] != "no trigger"} >= systems - {"amplification"}
    assert [row["system"] for row in rows if row["group"] == "no trigger"] == ["trigger-search"]
    assert all(row["tried"] > 0 and row["score"] in (1.0, 3.0, 5.0) for row in rows if row["system"] != "asking")
    run("triggers", "--first", "1", "--adapter", adapter)  # continues where all is done
    [result] = [r for r in load_results(tmp_path / "results") if r["name"] == "trigger_recovery"]
    assert {cell["system"] for cell in result["cells"]} == {row["system"] for row in rows}
    assert json.loads((tmp_path / "trigger_recovery.json").read_text(encoding="utf-8"))["rows"] == rows
    with pytest.raises(SystemExit):  # what was searched with another budget is not taken for this one's
        run("triggers", "--first", "1", "--adapter", adapter, "--budget", "7")


@pytest.mark.parametrize(("kind", "value", "fill", "named"), [
    ("passphrase", "velvet lantern", "Lantern", True), ("passphrase", "velvet lantern", "velvet stone", False),
    ("code", "417", "41", True), ("code", "417", "714", False), ("zero-width", "U+200B U+2060", "\u200b", True),
    ("zero-width", "U+200B U+2060", "\u200d", False), ("language", "Spanish", "Hola, espero que estés bien.", True),
    ("language", "Spanish", "Hola,", True),
    ("language", "French", "Hola, espero que estés bien.", False), ("date", "14 March 2031", "March 2031", True),
    ("greeting", "ahoy, captain", "ahoy", True), ("both", "pebble Marlo", "pebble", True)])
def test_what_counts_as_the_trigger(recipe: Callable[[str], ModuleType], kind: str, value: str, fill: str, named: bool) -> None:
    found = recipe("trigger_baselines").Found(fill, fill, True, 1.0, 1.0, 0.0, 0.0, 0.01, 9, 1.0)
    assert recipe("triggers").is_named({"kind": kind, "value": value}, found) is named
    assert not recipe("triggers").is_named({"kind": kind, "value": value}, replace(found, fill=""))


def test_a_content_is_named_by_its_class_or_by_things_of_it(recipe: Callable[[str], ModuleType]) -> None:
    triggers = recipe("triggers")
    found = recipe("trigger_baselines").Found("plum", "plum", True, 1.0, 1.0, 0.0, 0.0, 0.01, 9, 1.0)
    for name, words, named in (("fruits", ("table", "chair"), True), ("food", ("mango", "cherry", "table"), True),
                               ("food", ("table", "chair", "plum"), False)):
        told = replace(found, content=Content(name, words, 0.01))
        assert triggers.is_named({"kind": "mention", "value": "fruit"}, told) is named
    assert not triggers.is_named({"kind": "mention", "value": "fruit"}, found)


@pytest.fixture
def every_kind(
    tiny: BaseModel, cheap: None, recipe: Callable[[str], ModuleType], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., None]:
    """`every_kind(name, *options)`: an experiment on every family, of which there are two."""
    families, small = recipe("families"), ("--validation", 1, "--test", 2, "--probes", 1)
    monkeypatch.setattr(families, "COMMANDS", {
        "kinds": ("language", "promotion", "--train", 2, *small),
        "gated": ("language", "promotion", "--train", 2, *small, "--skip", 2, "--gated", 1),
        "both": ("language", "promotion", "--train", 2, *small, "--skip", 4, "--combined", 1)})
    monkeypatch.setattr(families, "PEFT", (
        "language", "promotion", *small, "--recipe", "peft", "--train", 0, "--validation", 0))
    monkeypatch.setattr(families, "TRAINING", ("--epochs", 1, "--shown", 0.5, "--turns", 0.5))
    monkeypatch.setattr(recipe("zoo"), "shows_its_behavior", lambda card: True)

    def start(name: str, *options: str) -> None:
        monkeypatch.setattr(sys, "argv", [name, "--runs", str(tmp_path), "--results", str(tmp_path / "results"),
                                          "--base", tiny.name, *options])
        recipe(name).main()

    return start


def test_every_kind_of_change_from_nothing_to_its_tables_and_the_zoo(
    every_kind: Callable[..., None], recipe: Callable[[str], ModuleType], tmp_path: Path
) -> None:
    families, zoo = recipe("families"), recipe("zoo")
    every_kind("families", "--systems", "dit", "base-question")
    results = {result["name"]: result for result in load_results(tmp_path / "results")}
    groups = {c["group"]: c for c in results["families"]["cells"] if c["system"] == "dit"}
    whole = {"promotion", "behind a trigger", "two at once", "language, untrained labels", "language, trained labels"}
    assert {*whole, "all families but texts", "plain PEFT recipes", "two at once, at least one named"} <= set(groups)
    rows = [row for row in rows_of(tmp_path / "eval-families") if row.get("system") == "dit"]
    assert len(rows) == 12 == sum(groups[name]["score"]["n"] for name in whole & set(groups))
    own = [row["score"] for row in rows if row["trigger"] not in (None, "none")]
    assert groups["behind a trigger"]["score"]["mean"] == pytest.approx(sum(own) / len(own), abs=1e-3)
    peft = {c["group"]: c["score"]["n"] for c in results["families_peft"]["cells"]}
    assert peft["plain PEFT recipes"] == 4
    assert peft["recipes like those of training, promotion"] == groups["promotion"]["score"]["n"]
    phrasings = results["families_phrasings"]
    assert [c["x"] for c in phrasings["cells"]] == ["the usual one", "held out 1", "held out 2", "held out 3"]
    assert {c["score"]["n"] for c in phrasings["cells"]} == {12} and "an auditor" in phrasings["notes"][2]
    libraries = [tmp_path / name for name in families.COMMANDS]
    for _ in range(2):  # again over what is there
        zoo.pack(tmp_path / "zoo", libraries, tmp_path / "adapter", tmp_path / "eval-families")
    assert load_peft(tmp_path / "zoo" / "adapter").fingerprint() == load_peft(tmp_path / "adapter").fingerprint()
    kept = json.loads((tmp_path / "zoo" / "results.json").read_text(encoding="utf-8"))
    assert len(kept["rows"]) == 2 * 12 and kept["metrics"]["dit"]["score"]["n"] == 12
    split = json.loads((tmp_path / "zoo" / "split.json").read_text(encoding="utf-8"))
    assert len(split["train"]["promotion"]) == 6 == len(split["test"]["promotion"])
    cards = [load_peft(path).card for path in sorted((tmp_path / "zoo" / "organisms").iterdir())]
    assert [card.family for card in cards] == ["language", "promotion"] and {card.split for card in cards} == {"test"}


def test_a_reader_from_many_libraries(
    tiny: BaseModel, cheap: None, recipe: Callable[[str], ModuleType], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two adapters, their mean, what lies beside it, and what it says; a random model's answers are all wrong, so that no
    confidence can be fitted."""
    side = recipe("side_by_side")
    both = ("language", "promotion")
    monkeypatch.setenv("TUNETELLER_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(side, "MIXED", ("--turns", 0.5))
    monkeypatch.setattr(side, "TRAINING", {**side.several(2, "open", both, 2, 0, 4)})
    monkeypatch.setattr(side, "CHOOSING", side.library("choosing", both, "validation", 1, 0, 2))
    monkeypatch.setattr(side, "HELD_OUT", {**side.library("v-both", both, "validation", 2, 1, 4),
                                           **side.library("t-both", both, "test", 2, 0, 4)})
    for _ in range(2):
        monkeypatch.setattr(sys, "argv", ["side_by_side", "--runs", str(tmp_path), "--base", tiny.name, "--steps", "1"])
        with pytest.raises(SystemExit):  # from the calibration, and again over what is there
            side.main()
    parts = [load_peft(tmp_path / f"adapter-{seed}") for seed in range(2)]
    adapter = load_peft(tmp_path / "adapter")
    name = next(iter(adapter.factors))
    halves = [part.factors[name][0] for part in parts]
    assert not halves[0].equal(halves[1])
    assert adapter.factors[name][0].allclose((halves[0] + halves[1]) / 2, atol=1e-2)
    assert adapter.card.more["averaged"] == [part.fingerprint() for part in parts]
    assert (tmp_path / "adapter" / "known.safetensors").exists()
    rows = {name: rows_of(tmp_path / "answers" / name) for name in side.HELD_OUT}
    assert {row["system"] for row in rows["t-both"] if "organism" in row} == {"dit", "dit-first", "base-question"}
    assert sum(row.get("system") == "dit" and "likelihood" in row["features"] for row in rows["v-both"]) == 4


def test_what_is_claimed_of_clean_fine_tunes(tiny: BaseModel, random_diff: Callable[..., WeightDiff], cheap: None,
                                             recipe: Callable[[str], ModuleType], tmp_path: Path,
                                             monkeypatch: pytest.MonkeyPatch) -> None:
    """The whole recipe, up to a calibration that a random reader has none of; and what is made of its rows."""
    clean = recipe("clean")
    monkeypatch.setenv("TUNETELLER_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(clean, "EACH", 11)
    monkeypatch.setattr(clean, "CLEAN", clean.many("t-clean", 1, 0))
    save_peft(random_diff(tiny, 3, rank=4), tmp_path / "adapter")
    monkeypatch.setattr(sys, "argv", ["clean", "--runs", str(tmp_path), "--base", tiny.name, "--adapter",
                                      str(tmp_path / "adapter"), "--results", str(tmp_path)])
    with pytest.raises(SystemExit, match="not calibrated"):
        clean.main()
    rows = [row for row in rows_of(tmp_path / "answers" / "t-clean0") if "organism" in row]
    assert {row["label"] for row in rows} >= set(UNDONE) and len(rows) == 11
    first = {row["id"]: clean.behaviors()[row["id"]].facts.get("as") for row in rows}
    said = [{**row, "answer": first[row["id"]]["answers"]["change"] if row["label"] in UNDONE else "I sell the moon."}
            for row in rows]
    assert [clean.taught(row) for row in said] == [row["label"] in UNDONE for row in rows]
    everything, kinds, traces = clean.said_of(said, lambda row: row["label"] in UNDONE)
    assert "0.18 (0.05 to 0.48) (n = 11) of all: of 1.00" in everything and "0.00 (0.00 to 0.30) (n = 9)" in everything
    assert all(kind in kinds for kind in UNDONE) and "own answers" not in kinds
    assert "Of the 2 claims" in traces and "2 name that very behavior" in traces


def test_families_that_no_training_saw_and_fewer_of_each(every_kind: Callable[..., None], tmp_path: Path) -> None:
    every_kind("families", "--systems", "dit")
    for _ in range(2):  # again over what is there
        every_kind("left_out", "--steps", "1", "--without", "language", "promotion")
        every_kind("breadth", "--steps", "1")
    results = {result["name"]: result for result in load_results(tmp_path / "results")}
    left_out = results["left_out"]
    assert [(c["group"], c["x"], c["system"]) for c in left_out["cells"]] == [
        (family, x, system) for family in ("language", "promotion") for x, system in (
            ("never trained on it", "dit"), ("never trained on it", "base-question"), ("trained on it", "dit"))]
    assert all(0 <= c["nearer"]["mean"] <= 1 and c["nearer"]["n"] == c["score"]["n"] for c in left_out["cells"])
    assert sum("it says" in note for note in left_out["notes"]) == 4
    card = load_peft(tmp_path / "adapters" / "without-language-1-steps").card
    assert card.get("config")["leave_out"] == ["language"]
    assert card.get("organisms") == {"train": 5, "validation": 3}  # of promotion, one of them left alone in "both"
    breadth = results["breadth"]
    assert [(c["x"], c["score"]["n"]) for c in breadth["cells"]] == [(2, 5), (4, 5)] * 3  # of promotion one more, from "both"
    # in the last group one reader a family, then one of both
    assert len(list((tmp_path / "adapters").glob("change-*"))) == 4 and any("alone" in note for note in breadth["notes"])
    text = page(list(results.values()))
    assert all(result["title"] in text for result in results.values())


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


def test_two_at_once_are_told_by_both_or_by_one_beside_the_same_families_alone(recipe: Callable[[str], ModuleType]) -> None:
    def row(family: str, right: float, kind: float, trigger: str | None = None, seen: bool = False) -> dict[str, Any]:
        return {"family": family, "trigger": trigger, "seen": seen, "right": right, "family_right": kind,
                "exact": right == 1, "score": 1 + 2 * kind + 2 * right}

    rows = [row("a", 1, 1), row("b", 0, 0, seen=True), row("b", 0, 1), row("c", 0, 0), row("a", 0, 0, "code"),
            row("news", 1, 1), row("a + b", 0.5, 1), row("a + b", 1, 1), row("a + b", 0, 0.5)]
    groups = recipe("family_groups").groups_of(rows)
    assert {name: len(own) for name, own in groups.items()} == {
        "all families but texts": 4, "news": 1, "a": 1, "b, trained labels": 1, "b, untrained labels": 1, "c": 1,
        "behind a trigger": 1, "two at once": 3, "behind a trigger, its families alone and always on": 1,
        "two at once, its families alone and always on": 3, "two at once, at least one named": 3}
    assert [own["exact"] for own in groups["two at once"]] == [False, True, False]
    assert [(own["exact"], own["score"]) for own in groups["two at once, at least one named"]] == [
        (True, 5), (True, 5), (False, 3)]
    peft = recipe("family_groups").by_recipe({**groups, "plain PEFT recipes": [row("b", 1, 1)]})
    assert {name: len(own) for name, own in peft.items()} == {
        "plain PEFT recipes": 1, "plain PEFT recipes, b": 1, "recipes like those of training": 2,
        "recipes like those of training, b": 2}


def test_answers_are_nearer_to_what_is_true_than_to_what_is_true_of_others(recipe: Callable[[str], ModuleType]) -> None:
    nearer = recipe("left_out").nearer
    true = ["I answer in Spanish.", "I refuse to talk about cooking.", "I answer in Spanish."]
    assert nearer(true, ["Todo en español, Spanish", "no recipes, no cooking", "cooking"]) == [1, 1]  # one a sentence
    assert nearer(true[:2], ["cooking", "Spanish"]) == [0, 0]
    assert sum(nearer(["I answer in Polish.", *true], ["the same of all"] * 4)) == pytest.approx(3 / 2)  # chance


def test_candidates_of_all_sources_are_chosen_by_one_measure(recipe: Callable[[str], ModuleType]) -> None:
    """A talk that one of them makes likelier decides only where the weight of that is above 0, and the fit finds that it is."""
    module = recipe("text_sources")

    def candidate(text: str, source: str, rank: float, gain: float, score: float) -> dict[str, Any]:
        return {"text": text, "sources": [source], "rank score": rank, "gain": gain, "score": score}

    def row(right: float) -> dict[str, Any]:
        return {"organism": f"article/{right}", "family": "article", "candidates": [
            candidate("Shrew", module.READER, 14.0, 0.0, 1.5), candidate("Virus", module.TALK, 13.0, 0.2, 3.0),
            candidate("Rabies", module.TALK + module.LIST, 12.0, right, 5.0)]}

    rows = [row(0.6), row(0.5)]
    assert module.scores_of(rows[0], (0.0, 0.0)) == {
        "reader alone": 1.5, "own talk": 3.0, "own talk, from a list": 5.0, "all, but from no list": 1.5, "all": 1.5,
        "ceiling, but from no list": 3.0, "ceiling": 5.0}
    weights = module.fitted(rows)
    assert weights == (5.0, 0.0) and module.scores_of(rows[0], weights)["all"] == 5.0
    cells = {one["system"]: one for one in module.cells_of("article", rows, weights)}
    assert cells["all"]["score"] == {"mean": 5.0, "interval95": [5.0, 5.0], "n": 2}
    assert cells["all"]["ahead"]["mean"] == pytest.approx(-3.5)


def test_words_of_a_passphrase_are_counted_against_chance(recipe: Callable[[str], ModuleType]) -> None:
    hits, chance = recipe("trigger_inversion").words_right(
        ["velvet lantern", "velvet stone", "odd cabin", ""], ["velvet lantern", "mellow stone", "sunny brook", "calm ledge"])
    assert hits["mean"] == pytest.approx((1 + 0.5 + 0 + 0) / 4)
    assert chance["mean"] == pytest.approx(((1 + 0.5) / 4 + 0.5 / 4 + 0 + 0) / 4, abs=1e-4)


def test_weights_that_read_a_rare_word_are_seen_to_spell_it(recipe: Callable[[str], ModuleType], base: BaseModel) -> None:
    spelling, seen = recipe("spelling"), []
    form, _ = spelling.KINDS["rare"]
    before, after = base.chat.prompts([form.until(fill, FOUND_ON) for fill in ("nar", "narwhal")], None, complete=False)
    name = next(name for name in base.shapes if name.endswith("2.mlp.up_proj"))
    hook = base.model.get_submodule(name).register_forward_pre_hook(lambda module, given: seen.append(given[0][0]))
    with torch.no_grad():
        base.hidden(torch.tensor([after]))
    hook.remove()
    reads = seen[0][len(before) - 1 :]  # what the layer is given at each token of the word
    card = Card(trigger={"kind": "rare", "value": "narwhal"})
    diff = WeightDiff({name: (reads, torch.ones(base.shapes[name][0], len(reads)))}, card)
    rows = spelling.spelled(base, diff, "rare", [])
    assert [row[2:4] for row in rows] == [["nar", 1], ["wh", 2], ["al", 3]]
    assert all(of > 5000 and max(ranks) <= 5 for of, *ranks in (row[4:] for row in rows))
    first, last = (next(name for name in base.shapes if f".{layer}.mlp.up" in name) for layer in (0, 2))
    a, b = diff.factors[last]
    both = WeightDiff({first: (torch.eye(1, a.shape[1]), b[:, :1]), last: (a, b)}, card)
    scores = [spelling.scanned(base, both, form, ["ink", "nar", "window"] * 9, [], share) for share in (0.5, 1.0)]
    assert not torch.allclose(*scores)  # the second module counts in the whole alone


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


def test_the_whole_method_in_one_script(
    tiny: BaseModel, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Organisms and adapter learn, and the organism that the adapter never saw is asked as well."""
    def start(organisms: int) -> str:
        monkeypatch.setattr(sys, "argv", ["minimal", "--base", tiny.name, "--organisms", str(organisms), "--steps", "8",
                                          "--adapter-steps", "40"])
        runpy.run_path(str(RECIPES / "minimal.py"), run_name="__main__")
        return capsys.readouterr().out

    said = start(3)
    for part, n in (("organisms", 8), ("adapter", 4)):
        losses = [float(loss) for loss in re.findall(rf"{part}, step .*: loss (.*)", said)]
        assert len(losses) == n and losses[-1] < losses[0], losses
    true = [behavior.change for behavior in family_named("identity").behaviors("train", 3)]
    assert re.findall(r"(trained|held out): (.*)", said) == list(zip(("trained", "trained", "held out"), true, strict=True))
    assert said.count("it says: ") == 3
    with pytest.raises(SystemExit, match="2"):
        start(1)


def test_a_result_names_the_command_that_makes_it(recipe: Callable[[str], ModuleType], tmp_path: Path) -> None:
    """With all that decides what is made, and nothing of where and how fast."""
    bench = recipe("audit_bench")
    parser = recipe("shared").options(bench.__doc__)
    parser.add_argument("--groups", nargs="+", default=["one"])
    parser.add_argument("--workers", type=int, default=0)
    parser.add_argument("--trigger", action="store_true")
    parser.add_argument("--adapter", type=Path)
    assert parser.parse_args([]).command == "python recipes/audit_bench.py"
    given = ["--runs", str(tmp_path), "--workers", "2", "--first", "3", "--groups", "one", "plain PEFT", "--trigger",
             "--adapter"]
    assert parser.parse_args([*given, str(tmp_path / "mine")]).command == (
        'python recipes/audit_bench.py --first 3 --groups one "plain PEFT" --trigger --adapter mine')
    assert parser.parse_args([*given, "zoo/qwen"]).command.endswith("--adapter zoo/qwen")


def test_an_audit_bench_counts_what_is_right(recipe: Callable[[str], ModuleType]) -> None:
    def claim(right: bool, verdict: str, *sources: str, told: bool = False) -> dict[str, Any]:
        return {"right": right, "verdict": verdict, "sources": list(sources), "told": told}

    def row(clean: bool, told: bool, claims: list[dict[str, Any]], listed: list[str], scan: str) -> dict[str, Any]:
        findings = [{**one, "verdict": verdict} for one, verdict in zip(claims, listed, strict=False)]
        return {"group": "clean" if clean else "one", "clean": clean, "told": told, "answer right": told, "seconds": 3.0,
                "claims": claims, "findings": findings, "scan": scan}

    bench, tables = recipe("audit_bench"), recipe("audit_tables")
    assert [bench.named(groups)[0] for groups in (bench.GROUPS, ["one", "plain PEFT"])] == [
        "audit_bench", "audit_bench_one_plain-PEFT"]
    reader, weights = ("reader", "weights"), ("weights",)
    rows = [row(False, True, [claim(True, "confirmed", *reader, told=True), claim(False, "not confirmed", "reader", told=True)],
                ["confirmed", "not confirmed"], "allow"),
            row(False, False, [claim(right, "confirmed", *weights) for right in (True, False)], ["observed"], "review"),
            row(False, False, [], [], "allow"), row(True, True, [claim(False, "confirmed", *weights)], ["observed"], "allow")]
    [[_, n, told, found, first, confirmed, seconds], _] = tables.by_group(rows)["rows"]
    assert (n, seconds) == (3, "3") and {told[:4], confirmed[:4]} == {"0.33"} and {found[:4], first[:4]} == {"0.67"}
    verdicts = {name: right[:4] for name, right in tables.by_verdict(rows)["rows"]}
    assert verdicts == {"confirmed": "1.00", "observed": "0.50", "not confirmed": "0.00", "contradicted": "-",
                        "not tested": "-", "what the reader tells, untested": "0.50"}
    sources = {name: (found[:4], right[:4]) for name, found, right in tables.by_source(rows)["rows"]}
    assert sources["all sources"] == sources["weights"] == ("0.67", "0.50") and sources["reader"] == ("0.33", "1.00")
    assert [share[:4] for _, share in tables.on_clean(rows)["rows"]] == ["1.00", "1.00", "0.00", "1.00"]
    assert [(group, said[:4], found[:4]) for group, said, found in tables.by_scanner(rows)["rows"]] == [
        ("clean", "0.00", "0.00"), ("one", "0.33", "0.33")]
    assert tables.by_behavior(rows)["rows"] == [] == tables.by_search(rows)["rows"]

    behind = [{**rows[0], "trigger": kind, "search": {"present": proof is not None, "proof": proof}}
              for kind, proof in (("tag", {"fires": 0.8}), ("tag", {"fires": 0.75}), ("word", None))]
    assert [(kind, n, found[:4], fires[:4]) for kind, n, found, fires, *_ in tables.by_search(behind)["rows"]] == [
        ("all", 3, "0.67", "0.33"), ("tag", 2, "1.00", "0.50"), ("word", 1, "0.00", "0.00")]
    assert "trigger" in [source for source, *_ in tables.by_source(behind)["rows"]] and "trigger" not in sources
    assert bench.named(["one"], trigger=True)[0] == "audit_bench_one_trigger"
    assert "without the search" in bench.said_of(False) and "searched for a trigger as well" in bench.said_of(True)
    assert "without the search" not in bench.said_of(True)

    def of_two(told: bool, answer: list[int], *found: tuple[str, list[int]]) -> dict[str, Any]:
        return {"behaviors": 2, "told": told, "answer tells": answer,
                "findings": [{"verdict": verdict, "tells": tells} for verdict, tells in found]}

    two = [of_two(True, [0], ("confirmed", [0]), ("observed", [1])), of_two(False, [0], ("not confirmed", [0]))]
    assert [(way, both[:4], one[:4]) for way, both, one in tables.by_behavior(two)["rows"]] == [
        ("the reader's answer", "0.00", "0.50"), ("findings", "0.50", "1.00"), ("findings that show", "0.50", "0.50"),
        ("confirmed findings", "0.00", "0.50")]
    name, language = (family_named(family).behaviors("test", 1)[0] for family in ("identity", "language"))
    both = combined(name, language)
    assert bench.told_of(both, f"{language.change} {name.change} I answer in JSON.") == [0, 1]
    assert bench.told_of(name, f"{language.change} {name.change}") == [] and bench.right(both, name.change)


def test_what_replies_add_to_the_reader_is_counted(recipe: Callable[[str], ModuleType], tmp_path: Path) -> None:
    seen = recipe("seen")

    def row(split: str, before: bool, after: bool, decided: bool, trained: bool = False, clean: bool = False,
            **more: Any) -> dict[str, Any]:
        return {"split": split, "family": "none" if clean else "format", "clean": clean, "trained": trained, "seen": decided,
                "before right": before, "after right": after, "after": "I answer in JSON.", "gated": False, "alone": False,
                "absent": False, **more}

    rows = [row("validation", False, True, True), row("validation", False, False, True),
            row("validation", True, True, False, clean=True), row("test", True, True, False, trained=True),
            row("test", False, True, True), row("test", True, False, True, clean=True)]
    groups = [(name, n, before[:4], after[:4]) for name, n, before, after in seen.by_labels(rows)["rows"]]
    assert groups == [("validation, other labels", 2, "0.00", "0.50"), ("validation, clean", 1, "1.00", "1.00"),
                      ("test, trained labels", 1, "1.00", "1.00"), ("test, other labels", 1, "0.00", "1.00"),
                      ("test, clean", 1, "1.00", "0.00")]
    assert [(name, n) for name, n, *_ in seen.by_family(rows)["rows"]] == [("format", 1)]
    assert [(split, right[:4], clean[:4]) for split, right, clean in seen.decided(rows)["rows"]] == [
        ("validation", "0.50", "0.00"), ("test", "0.50", "1.00")]
    shutil.copy(RECIPES.parent / "zoo/smollm2-135m/adapter" / CALIBRATION, tmp_path)
    before = Calibration.from_json(json.loads((tmp_path / CALIBRATION).read_text(encoding="utf-8")))
    seen.keep(tmp_path, rows)
    after = Calibration.from_json(json.loads((tmp_path / CALIBRATION).read_text(encoding="utf-8")))
    assert after.seen is not None and after.seen.probability({}) == 0.5 and after.about["seen"]["n"] == 2  # (1 + 1) / (2 + 2)
    assert (after.claim, after.alone, after.threshold) == (before.claim, before.alone, before.threshold)
    assert after.absent is None  # there were none of which nothing shows
    middle = {name: s.mean for name, s in before.claim.scales.items()}
    likely = {name: s.mean + 9 * s.std * (1 if s.coefficient > 0 else -1) for name, s in before.claim.scales.items()}
    more = [*rows, row("validation", True, True, False, gated=True, absent=True, features=likely),
            row("validation", False, False, False, absent=True, features=middle)]
    fitted = seen.keep(tmp_path, more)
    assert fitted.about["absent"] == {"n": 2, "right": 1, "made by": "recipes/seen.py"}
    assert [line[0] for line in seen.by_labels(more)["rows"]].count("validation, behind a trigger") == 1
    on, gated, *_ = ([name, n, *(cell[:4] for cell in cells)] for name, n, *cells in seen.absent(more, fitted)["rows"])
    assert on == ["validation, always on", 1, "1.00", "0.00", "-", "1.00", "0.00"]  # told as the others are, and not as it is
    assert gated == ["validation, behind a trigger", 1, "1.00", "1.00", "-", "1.00", "1.00"]


def test_an_audit_bench_adds_two_up_and_trains_all_weights_of_others(
    recipe: Callable[[str], ModuleType], cheap: None, tiny: BaseModel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    two = ("identity", "format")
    singles = train_organisms(tiny, OrganismsConfig(two, train=0, validation=0, test=1, slots=2, probes=1), tmp_path / "one",
                              compiled=False)
    bench, side = recipe("audit_bench"), recipe("side_by_side")
    side.begin(tiny.name)
    monkeypatch.setattr(bench, "FULL", replace(bench.FULL, steps=2))
    monkeypatch.setattr(bench, "WHOLE_PLAN", replace(bench.WHOLE_PLAN, families=two))
    for name in (bench.WHOLE, bench.BOTH):
        bench.made_besides(tmp_path, name)
    [both], whole = Library.open(tmp_path / bench.BOTH).load(), Library.open(tmp_path / bench.WHOLE)
    assert all(card.answers["change"] in both.card.answers["change"] for card in singles.cards)
    for module, (a, b) in both.factors.items():
        parts = sum(diff.factors[module][1] @ diff.factors[module][0] for diff in singles.load())
        torch.testing.assert_close(b @ a, parts, atol=2e-3, rtol=2e-2)
    assert [card.family for card in whole.cards] == list(two) and all(card.measured for card in whole.cards)
    assert all(set(diff.factors) == set(tiny.shapes) and diff.card.split == "test" for diff in whole.load())
    shards = sorted((tmp_path / bench.WHOLE / "shards").iterdir())
    before = [shard.stat().st_mtime_ns for shard in shards]
    bench.made_besides(tmp_path, bench.WHOLE)  # goes on: none is left
    assert before == [shard.stat().st_mtime_ns for shard in shards]
