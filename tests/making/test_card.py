"""The model card says what the results say, and no text from elsewhere can be more than text in it."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tuneteller.diffs.card import Card
from tuneteller.diffs.library import Library
from tuneteller.diffs.peft import read_json
from tuneteller.embedded import EMBEDDED, MODELS
from tuneteller.making.begin import Begun
from tuneteller.making.card import chosen, model_card
from tuneteller.making.make import Advance
from tuneteller.models import BaseModel
from tuneteller.reading.reader import Reader
from tuneteller.zoo import zoo_path

ENTRY = zoo_path()


def test_the_card_of_the_shipped_reader_has_its_numbers() -> None:
    config, card = read_json(ENTRY / "adapter", "adapter_config.json"), read_json(ENTRY / "adapter", "card.json")
    result = read_json(ENTRY, "results.json")
    said = model_card(config, card, {"change": result}, "apache-2.0", ["made in three steps"], calibrated=True)
    head, body = said.removeprefix("---\n").split("\n---\n")
    assert head.splitlines()[:3] == [f"base_model: {MODELS[EMBEDDED].hub_id}", "library_name: peft", 'license: "apache-2.0"']
    assert all(heading in body for heading in ("## How to use", "## Scores", "## How sure it is", "## Its making"))
    rows = {line.split(" | ")[0].strip("| "): line for line in body.splitlines() if line.startswith("|")}
    for name, m in result["families"]["dit"].items():
        low, high = m["right"]["interval95"]
        assert f"| {m['right']['mean']:.2f} | {low:.2f} to {high:.2f} |" in rows[name] and rows[name].endswith(
            f"| {m['right']['n']} |")
    score = result["metrics"]["dit"]["score"]
    assert f"{score['mean']:.2f}" in rows["the reader"] and rows["the reader"].endswith(f"| {score['n']} |")
    for name, what in {"told": "claims told", "accuracy": "of these right",
                       "false_claims": "clean fine-tunes with a claim"}.items():
        m = result["confidence"][name]
        assert f"{m['mean']:.2f}" in rows[what] and rows[what].endswith(f"| {m['n']} |")
    assert "- made in three steps" in body


def test_texts_from_elsewhere_stay_texts() -> None:
    card = {"config": {"questions": ["change"]}, "libraries": [{"families": ["a|b\n# Heading", "[x](http://evil)"]}]}
    said = model_card({"base_model_name_or_path": "<script>\n---\nbase_model: other/model", "r": 4}, card, {},
                      'mit"\nbase_model: other/model', ["<b>`x`</b>"], calibrated=False)
    head, body = said.removeprefix("---\n").split("\n---\n")
    assert "base_model" not in [line.split(":")[0] for line in head.splitlines()]
    assert [line for line in body.splitlines() if line.startswith("#")] == [
        line for line in body.splitlines() if line.startswith(("# A reader", "## "))]
    assert "<script>" not in said and not re.search(r"(?<!\\)\]\(", said) and "<b>" not in said and "not calibrated" in body


def test_comparisons_are_of_many_families_and_small(tmp_path: Path, there: Path, begun: Callable[..., Begun],
                                                    made: Callable[..., list[Advance]], tiny: BaseModel,
                                                    monkeypatch: pytest.MonkeyPatch) -> None:
    """And a reader with enough answers to learn from comes calibrated: here the likelier half of its answers is made right."""
    def learnt(at: Advance) -> None:
        if at.stage != "calibration" or at.done:
            return
        path = tmp_path / "mine.work" / "answers" / "validation-change" / "rows.jsonl"
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        asked = [row for row in rows if "organism" in row]
        more: list[dict[str, Any]] = []
        for k in range(80 // len(asked) + 1):
            for row in asked:
                features = {name: value + 0.01 * k * (1 + j % 3) for j, (name, value) in enumerate(row["features"].items())}
                more.append({**row, "organism": len(more), "id": f"{row['id']}/{k}", "features": features,
                             "exact": bool((k + len(more)) % 2), "answer": "I like tea.", "alone": False,
                             "clean": bool(k % 2)})
        path.write_text("".join(json.dumps(row) + "\n" for row in more), encoding="utf-8")

    shutil.rmtree(there)  # all is made as far as the answers
    for answers in (tmp_path / "mine.work" / "answers").glob("test-*"):
        shutil.rmtree(answers)
    stages = tmp_path / "mine.work" / "stages.json"
    left = {"calibration", "evaluation", "reader"}
    stages.write_text(json.dumps({name: {**stage, "done": name not in left}
                                  for name, stage in json.loads(stages.read_text(encoding="utf-8")).items()}), encoding="utf-8")
    made(begun(tmp_path / "mine.work"), tmp_path / "mine", learnt)
    reader = Reader.load(tiny, tmp_path / "mine")
    assert reader.calibration is not None and reader.calibration.adapter == reader.adapter.fingerprint()
    assert "It is not calibrated" not in (tmp_path / "mine" / "README.md").read_text(encoding="utf-8")
    result = json.loads((tmp_path / "mine" / "results.json").read_text(encoding="utf-8"))
    assert result["calibration"]  # the test was answered with it

    def space(card: Card) -> tuple[int, bool]:
        recipe = card.recipe or {}
        return recipe["rank"], recipe["target_modules"] == "all"

    everything = Library.joined([Library.open(path) for path in sorted((tmp_path / "mine.work" / "libraries").iterdir())])
    first = [everything.cards[i] for i in chosen(everything)]
    assert len(first) == 9 and {card.family for card in first[:3]} == {"habit", "language", "none"}
    least = {card.family: min(space(c) for c in everything.cards if c.family == card.family) for card in first}
    assert all(space(card) == least[card.family] for card in first[:3])
