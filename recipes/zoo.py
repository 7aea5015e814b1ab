"""Everything under `zoo/smollm2-135m/`, from nothing: organisms of every family, adapter, results, and what is shipped of them.

    python recipes/zoo.py                  hours on two CPU cores; continues where it was stopped

Organisms, adapter and evaluation are those of families.py, whose `COMMANDS` are the same in single commands; here they are
packed.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from shared import alone

import families
from tuneteller.cli.evaluate import shows_its_behavior
from tuneteller.diffs.card import Card
from tuneteller.diffs.library import Library
from tuneteller.diffs.peft import save_peft
from tuneteller.embedded import EMBEDDED, MODELS
from tuneteller.families.family import Behavior, slug
from tuneteller.families.registry import single
from tuneteller.files import write_json

SHIPPED = 1
"""Held-out organisms of each family in the zoo."""


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--runs", type=Path, default=Path("runs"))
    parser.add_argument("--zoo", type=Path, default=Path("zoo/smollm2-135m"))
    args = parser.parse_args()
    sys.argv = ["families.py", "--runs", str(args.runs)]
    families.main()
    pack(args.zoo, [args.runs / name for name in families.COMMANDS], args.runs / "adapter", args.runs / "eval-families")


def pack(zoo: Path, libraries: Sequence[Path], adapter: Path, results: Path) -> None:
    """Replace the zoo's files by those of the runs.

    Args:
        libraries: all that the adapter was trained on.
        results: an evaluation's directory.
    """
    zoo.mkdir(parents=True, exist_ok=True)
    for part in ("adapter", "organisms"):
        shutil.rmtree(zoo / part, ignore_errors=True)
    shutil.copytree(adapter, zoo / "adapter")
    write_json(zoo / "split.json", labels_of([card for path in libraries for card in Library.open(path).cards]))
    rows = [json.loads(line) for line in (results / "rows.jsonl").read_text(encoding="utf-8").splitlines()]
    result = json.loads((results / "result.json").read_text(encoding="utf-8"))
    rows = [row for row in rows if "organism" in row]
    test = Library.joined([Library.open(path).split("test") for path in libraries]).where(shows_its_behavior)
    chosen = shipped(test.cards)
    ids = {test.cards[i].id for i in chosen}
    write_json(zoo / "results.json", {**result, "rows": rows, "shipped": [row for row in rows if row["id"] in ids]})
    for n, i in enumerate(chosen):
        save_peft(test[i], zoo / "organisms" / f"{n:02d}-{slug(str(test.cards[i].id))}", base_name=MODELS[EMBEDDED].hub_id)


def labels_of(cards: Sequence[Card]) -> dict[str, dict[str, list[str]]]:
    """Split -> family -> labels, each once; of two behaviors at once those of either."""
    found: dict[str, dict[str, list[str]]] = {}
    for card in cards:
        for behavior in single(Behavior.from_card(card)):
            known = found.setdefault(str(card.split), {}).setdefault(behavior.family, [])
            if behavior.label not in known:
                known.append(behavior.label)
    return found


def shipped(cards: Sequence[Card]) -> list[int]:
    """Of each family the first organisms of the lowest rank, which take least space: none is picked for its answer. Of what is
    always on and done alone, so that each is one clear case."""
    by_family: dict[str, list[int]] = {}
    for i, card in enumerate(cards):
        if alone(card):
            by_family.setdefault(str(card.family), []).append(i)

    def rank(i: int) -> Any:
        return (cards[i].recipe or {}).get("rank", 0)

    return sorted(i for own in by_family.values() for i in sorted(own, key=rank)[:SHIPPED])


if __name__ == "__main__":
    main()
