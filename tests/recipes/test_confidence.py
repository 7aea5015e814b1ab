"""The recipe of confidences: its tables count what the rows say, and the page shows them. The rows are made up here."""

import argparse
import importlib
import json
import math
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tuneteller.cli import reader
from tuneteller.evaluation.calibration import calibrate
from tuneteller.evaluation.reliability import auroc
from tuneteller.evaluation.results import load_results, page
from tuneteller.families.family import NOTHING
from tuneteller.reading.confidence import FEATURES

RECIPES = Path(__file__).resolve().parents[2] / "recipes"
FAMILIES, KINDS = ("language", "persona", "topic"), ("own answers", "a merge and its rounding")


def rows_like(n: int, seed: int) -> list[dict[str, Any]]:
    """Answers that are right the likelier the more the evidence; of clean fine-tunes a third are told as changed."""
    rng, rows = np.random.default_rng(seed), list[dict[str, Any]]()
    for i in range(n):
        clean = i % 4 == 0
        features = {name: float(rng.normal()) for name in FEATURES}
        features["against none"] -= 2.0 * clean
        claims = bool(rng.random() < (0.35 if clean else 0.9))
        right = claims != clean and (not claims or bool(rng.random() < 1 / (1 + math.exp(-2 * features["against none"]))))
        kind = "none" if clean else FAMILIES[i % 3]
        rows.append({"organism": i, "id": f"{kind}/{seed}-{i}", "family": kind, "rank": 8, "system": "dit", "exact": right,
                     "label": KINDS[i // 4 % 2] if clean else f"l{i % 40}",
                     "answer": "I answer in Spanish." if claims else NOTHING,
                     "clean": clean, "features": features, "evidence": {"own": -float(rng.exponential())},
                     "change": {"answers": {"kl": float(rng.exponential(0.1 if clean else 1.0))}}})
    return rows


def write_run(path: Path, rows: list[dict[str, Any]], recipe: str = "varied", split: str = "validation") -> str:
    path.mkdir()
    libraries = [{"recipe": name} for name in recipe.split()]
    about = {"split": split, "libraries": libraries}
    (path / "config.json").write_text(json.dumps({"adapter": "abc", "config": {"question": "change"}, "about": about}))
    (path / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    return str(path)


def write_calibration(path: Path, fit: list[dict[str, Any]]) -> None:
    path.mkdir(parents=True)
    calibration = calibrate([write_run(path / "fit", fit)], "abc")
    (path / "calibration.json").write_text(json.dumps(calibration.to_json()))


def and_one_hidden(test: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """These rows of a test, and one behind a trigger."""
    rows = [{"trigger": "none", "seen": False, "family_right": row["exact"], **row} for row in test]
    return [*rows, {**rows[0], "organism": len(rows), "trigger": "tag"}]


def write_zoo(path: Path, fit: list[dict[str, Any]], test: list[dict[str, Any]]) -> Path:
    """What is read of a reader as those in zoo/ are kept: its calibration, and the rows of its test."""
    write_calibration(path / "adapter", fit)
    (path / "results.json").write_text(json.dumps({"rows": and_one_hidden(test)}))
    return path


def write_made(path: Path, fit: list[dict[str, Any]], test: list[dict[str, Any]]) -> None:
    """What is read of a reader that `reader make` made (see also `test_make`)."""
    write_calibration(path, fit)
    answers = path.with_name(f"{path.name}.work") / "answers"
    answers.mkdir(parents=True)
    write_run(answers / "test-change", and_one_hidden(test), split="test")


def test_tables_and_curves_are_of_the_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usual, plain = rows_like(400, 1), rows_like(120, 2)
    drawn = [{**row, "system": "dit-samples", "confidence": 0.05 + 0.9 * row["exact"]} for row in usual[:60]]
    runs = {"fit": [write_run(tmp_path / "fit", rows_like(600, 3)),
                    write_run(tmp_path / "fit-peft", rows_like(200, 4), "peft")],
            "test": [write_run(tmp_path / "test", usual, split="test"), write_run(tmp_path / "peft", plain, "peft", "test")],
            "samples": [write_run(tmp_path / "samples", drawn, split="test")]}
    monkeypatch.setattr(sys, "path", [str(RECIPES), *sys.path])
    recipe = importlib.import_module("confidence")
    arguments = [word for name, paths in runs.items() for word in (f"--{name}", *paths)]
    monkeypatch.setattr(sys, "argv", ["confidence", *arguments, "--results", str(tmp_path / "results")])
    recipe.main()
    [result] = load_results(tmp_path / "results")
    clean, families, worth, features = (
        [dict(zip(table["columns"], row, strict=True)) for row in table["rows"]] for table in result["tables"])
    assert [(row["kind"], row["recipes"], row["n"]) for row in clean[:3]] == [
        ("all", "usual", 100), ("a merge and its rounding", "usual", 50), ("own answers", "usual", 50)]
    guessed = sum(row["clean"] and row["answer"] != NOTHING for row in usual) / 100
    assert clean[0]["guessed"].startswith(f"{guessed:.2f} (") and float(clean[0]["told"].split()[0]) < 0.15 < guessed
    assert {row["family"] for row in families} == {"all", *FAMILIES} and families[0]["n"] == 300
    assert float(families[0]["of these right"].split()[0]) > float(families[0]["guess right"].split()[0])
    by_name = {row["confidence of"]: row for row in worth}
    claims = [row for row in (*usual, *plain) if row["answer"] != NOTHING]
    assert by_name["claims"]["n"] == len(claims) and by_name["all answers"]["n"] == 520
    assert by_name["claims, plain PEFT, fitted without"]["n"] == sum(row["answer"] != NOTHING for row in plain)
    assert by_name["claims, each family by a fit without it"]["n"] == sum(not row["clean"] for row in claims)
    assert by_name["agreement of 20 samples"]["AUROC"].startswith("1.000") and by_name["agreement of 20 samples"]["n"] == 60
    alone = {row["feature"]: row["AUROC alone"] for row in features}
    expected = auroc([row["features"]["against none"] for row in claims], [row["exact"] for row in claims])
    assert alone["against none"] == f"{round(expected, 4):.3f}"
    assert float(alone["all"]) > 0.75 > float(alone["tokens"])
    risk = result["curves"][1]["lines"]["confidence"]
    assert risk[-1] == [1.0, pytest.approx(1 - sum(row["exact"] for row in claims) / len(claims), abs=1e-3)]
    assert risk[0][1] < risk[-1][1]
    text = page([result])
    assert "Clean fine-tunes of which a change is claimed:" in text and f"| all | usual | 100 | {clean[0]['guessed']} |" in text
    pytest.importorskip("matplotlib")
    from tuneteller.evaluation.figures import draw_all

    [figure] = draw_all([result], tmp_path)
    assert figure.name == "confidence.svg"
    assert all(words in figure.read_text() for words in ("Reliability", "agreement of 20 samples"))
    mixed = write_run(tmp_path / "mixed", usual, "varied peft", "test")
    monkeypatch.setattr(sys, "argv", ["confidence", "--fit", runs["fit"][0], "--test", mixed])
    with pytest.raises(Exception, match="beside others; evaluate these libraries by themselves"):
        recipe.main()


def test_a_second_base_beside_the_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first one's answers have other features: by its calibration all of the second one's lie outside."""
    far = [{**row, "features": {name: x + 50 for name, x in row["features"].items()}} for row in rows_like(400, 4)]
    fitted, rows = {"own": rows_like(400, 3), "other": far}, rows_like(300, 5)
    readers = {name: write_zoo(tmp_path / name, fit, rows) for name, fit in fitted.items()}
    monkeypatch.setattr(sys, "path", [str(RECIPES), *sys.path])
    recipe = importlib.import_module("second_base")
    monkeypatch.setattr(sys, "argv", ["second_base", "--own", str(readers["own"]), "--other", str(readers["other"]),
                                      "--results", str(tmp_path / "results")])
    recipe.main()
    [result] = load_results(tmp_path / "results")
    kinds, carried = ([dict(zip(table["columns"], row, strict=True)) for row in table["rows"]] for table in result["tables"])
    assert kinds[0]["n"] == kinds[0]["n, first base"] == 300 and kinds[0]["right"] == kinds[0]["right, first base"]
    assert kinds[0]["right"].startswith(f"{sum(row['exact'] for row in rows) / 300:.2f} (")
    assert {row["kind"] for row in kinds} == {"all of these", *(row["family"] for row in rows)}
    own, other = carried
    claims = sum(row["answer"] != NOTHING for row in rows)
    assert own["claims"] == other["claims"] == other["outside of the fit"] == claims > own["outside of the fit"]
    assert own["told"] > 0


def test_the_same_reader_twice_is_made_and_told_side_by_side(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Made by the command, with nothing but the seed changed."""
    monkeypatch.setattr(sys, "path", [str(RECIPES), *sys.path])
    recipe, tests, asked = importlib.import_module("seeds"), [rows_like(200, 7), rows_like(160, 8)], list[list[str]]()
    alike = list(zip(*tests, strict=False))[:50]
    for one, other in alike:
        other["id"] = one["id"]

    def run(*words: object) -> None:
        asked.append([str(word) for word in words])
        write_made(Path(asked[-1][-1]), rows_like(400, len(asked)), tests[len(asked) - 1])

    monkeypatch.setattr(recipe, "run", run)
    monkeypatch.setattr(sys, "argv", ["seeds", "--runs", str(tmp_path), "--results", str(tmp_path / "results")])
    recipe.main()
    assert [i for i, (one, other) in enumerate(zip(*asked, strict=True)) if one != other] == [
        asked[0].index("--seed") + 1, len(asked[0]) - 1]
    parser = argparse.ArgumentParser()
    reader.add_arguments(parser)
    assert [parser.parse_args(words[1:]).seed for words in asked] == [0, 1]
    [result] = load_results(tmp_path / "results")
    kinds, same, *carries = ([dict(zip(table["columns"], row, strict=True)) for row in table["rows"]]
                             for table in result["tables"])
    assert kinds[0]["seed-0: n"] == 200 and kinds[0]["seed-1: n"] == 160
    assert kinds[0]["seed-1: right"].startswith(f"{sum(row['exact'] for row in tests[1]) / 160:.2f} (")
    right = Counter((one["exact"], other["exact"]) for one, other in alike)
    assert list(same[0].values())[1:] == [50, right[True, True], right[True, False], right[False, True], right[False, False]]
    for own, carry in zip(tests, carries, strict=True):
        assert [row["claims"] for row in carry] == [sum(row["answer"] != NOTHING for row in own)] * 2
        assert carry[0]["told"] != carry[1]["told"]  # by one calibration and by the other
