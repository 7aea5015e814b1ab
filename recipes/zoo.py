"""Everything under `zoo/smollm2-135m/`, from nothing: organisms, adapter, results, and the organisms that are shipped.

    python recipes/zoo.py                  hours on two CPU cores; continues where it was stopped

The same in single commands:

    tuneteller organisms train --out runs/topics --slots 32
    tuneteller organisms knowledge --texts extract --train 896 --skip 1056 --out runs/extract
    tuneteller organisms knowledge --texts masked --train 384 --skip 672 --out runs/masked
    tuneteller organisms knowledge --texts news --train 160 --validation 16 --test 64 --steps 12 --out runs/news
    tuneteller adapter train runs/topics runs/extract runs/masked runs/news --epochs 2 --validations 2 --out runs/adapter
    tuneteller evaluate runs/topics --adapter runs/adapter --out runs/eval-topics
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
from pathlib import Path

from tuneteller.cli.main import main as tuneteller
from tuneteller.diffs.library import Library
from tuneteller.diffs.peft import save_peft
from tuneteller.embedded import HUB_ID
from tuneteller.files import write_json

KNOWLEDGE = {"extract": ("--train", 896, "--skip", 1056), "masked": ("--train", 384, "--skip", 672),
             "news": ("--train", 160, "--validation", 16, "--test", 64, "--steps", 12)}
"""Libraries of finetuned knowledge. Articles have other training labels than hidden topics, and the same test labels."""

SHIPPED = 24
"""Held-out organisms in the zoo: every fourth test organism in the library's order, so none was picked for its answer."""


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--runs", type=Path, default=Path("runs"))
    parser.add_argument("--zoo", type=Path, default=Path("zoo/smollm2-135m"))
    args = parser.parse_args()
    topics, adapter, results = args.runs / "topics", args.runs / "adapter", args.runs / "eval-topics"
    run("organisms", "train", "--out", topics, "--slots", 32)
    for texts, options in KNOWLEDGE.items():
        run("organisms", "knowledge", "--texts", texts, *options, "--out", args.runs / texts)
    if not adapter.exists():
        run("adapter", "train", topics, *(args.runs / texts for texts in KNOWLEDGE), "--epochs", 2, "--validations", 2,
            "--out", adapter)
    run("evaluate", topics, "--adapter", adapter, "--out", results)
    pack(args.zoo, topics, args.runs / "extract" / "split.json", adapter, results)


def pack(zoo: Path, topics: Path, split: Path, adapter: Path, results: Path) -> None:
    """Replace the zoo's files by those of the runs.

    Args:
        split: of the library that uses the last labels of the common order, and so names all that the reader was trained on.
        results: an evaluation's directory.
    """
    zoo.mkdir(parents=True, exist_ok=True)
    for part in ("adapter", "organisms"):
        shutil.rmtree(zoo / part, ignore_errors=True)
    shutil.copytree(adapter, zoo / "adapter")
    shutil.copy(split, zoo / "split.json")
    rows = [json.loads(line) for line in (results / "rows.jsonl").read_text(encoding="utf-8").splitlines()]
    result = json.loads((results / "result.json").read_text(encoding="utf-8"))
    write_json(zoo / "results.json", {**result, "rows": [row for row in rows if "organism" in row]})
    test = Library.open(topics).split("test")
    for i in range(0, len(test), max(1, len(test) // SHIPPED))[:SHIPPED]:
        diff = test[i]
        name = re.sub(r"[^a-z0-9]+", "-", str(diff.card["label"]).lower()).strip("-")
        save_peft(diff, zoo / "organisms" / f"{i:02d}-{name}", base_name=HUB_ID)


def run(*arguments: object) -> None:
    """One command; stops the recipe where it fails."""
    if status := tuneteller([str(a) for a in arguments]):
        raise SystemExit(status)


if __name__ == "__main__":
    main()
