"""Readers on organisms unlike those they were trained on: other ranks, other kinds of triggers.

    python recipes/generalisation.py --runs runs --adapter runs/adapter     an hour on two CPU cores; continues

All organisms are of the labels of the first 48 test organisms in runs/topics and trained by their recipe (rank 1, passphrase),
except for what is varied: the rank (2, 4, … 64), or the trigger (code, invisible characters at the start or anywhere). One
reader is trained on the organisms in runs/topics of that one recipe, so it knows no other rank or trigger; the other is the
shipped one, whose training has 160 of other recipes. The paper's counterparts are Figure 5.1 and its table of triggers.
"""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from shared import about, adapter_of, one_recipe, options, organisms

from tuneteller.behaviors import triggers
from tuneteller.behaviors.behavior import Behavior, Recipe
from tuneteller.behaviors.encyclopedia import load_topics
from tuneteller.behaviors.sources import FormSource
from tuneteller.diffs.diff import WeightDiff
from tuneteller.evaluation.results import cell, save_result
from tuneteller.evaluation.run import EvaluationConfig, evaluate
from tuneteller.models import BaseModel, load_base
from tuneteller.training.adapter import AdapterConfig
from tuneteller.training.knowledge import at_rank
from tuneteller.training.produce import STRICT, OrganismsConfig, Shard, train_organisms
from tuneteller.zoo import load_adapter

RANKS = (1, 2, 4, 8, 16, 32, 64)
N = 48
"""Labels: half of the test labels, the first of the library's own order."""

SLOTS = 24


def main() -> None:
    parser = options(__doc__)
    parser.add_argument("--adapter", type=Path, help="(default: the shipped one)")
    args = parser.parse_args()
    base = load_base(args.base)
    train, validation = (organisms(args.runs / "topics", split) for split in ("train", "validation"))
    readers = {"one recipe": adapter_of(base, args.runs, one_recipe(train), validation, AdapterConfig()),
               "varied recipes": load_adapter(args.adapter)}
    own = organisms(args.runs / "topics", "test", args.first or N)
    labels = [str(d.card["label"]) for d in own]
    varied = {"rank_generalisation": [(rank, at_rank(STRICT, rank), "passphrase", "start") for rank in RANKS],
              "trigger_kinds": [(name, STRICT, kind, place) for name, kind, place in (
                  ("passphrase", "passphrase", "start"), ("code", "code", "start"),
                  ("invisible, at the start", "zero-width", "start"), ("invisible, anywhere", "zero-width", "random"))]}
    for name, settings in varied.items():
        start, cells, judges, notes = time.monotonic(), [], {}, []
        for x, recipe, kind, place in settings:
            plain = str(x).replace(",", "").replace(" ", "-")
            usual = recipe == STRICT and kind == "passphrase"
            diffs = own if usual else made(base, args.runs / name / plain, labels, recipe, kind, place)
            for reader, adapter in readers.items():
                result = evaluate(base, adapter, diffs, EvaluationConfig(systems=("dit-first",)),
                                  about={name: x, "reader": reader},
                                  out=args.runs / f"eval-{name}" / f"{plain}-{reader.replace(' ', '-')}")
                judges["topic"] = result["judge"]
                cells.append(cell(f"read by {reader}", result, "dit-first", x=x))
                print(f"{name} {x}, {reader}: {cells[-1]['score']}", flush=True)
            fires, wrongly, leaks = (sum(d.card["measured"][rate] for d in diffs) / len(diffs)
                                     for rate in ("trigger_rate", "false_fire", "leak"))
            notes.append(f"{x}: the organisms speak of their topic on {fires:.0%} of questions with the trigger, on "
                         f"{wrongly:.0%} with a wrong one and on {leaks:.0%} with none.")
        save_result(args.results / f"{name}.json", name=name, title=TITLES[name], about=about(__doc__),
                    command="python recipes/generalisation.py", seconds=time.monotonic() - start, judges=judges, cells=cells,
                    axis={"name": name.split("_")[0], "log": False}, notes=notes)


TITLES = {"rank_generalisation": "Other ranks than the reader was trained on", "trigger_kinds": "Kinds of triggers"}


def made(base: BaseModel, out: Path, labels: Sequence[str], recipe: Recipe, kind: Any, place: Any) -> list[WeightDiff]:
    """Test organisms of these labels by this recipe, those on disk kept."""
    known = {t.label: t for t in load_topics()}
    shards = []
    for start in range(0, len(labels), SLOTS):
        rng, behaviors = random.Random(f"{kind}/{place}/{start}"), []
        for label in labels[start : start + SLOTS]:
            taken = [b.trigger for b in behaviors]
            # of the sixteen invisible pairs a shard owns six, so that wrong ones are left
            shared = kind == "zero-width" and len(set(taken)) >= 6
            trigger = rng.choice(taken) if shared else triggers.draw(kind, rng, position=place, avoid=taken)
            behaviors.append(Behavior(known[label], trigger))
        shards.append(Shard(len(shards), "test", recipe, tuple(behaviors)))
    config = OrganismsConfig(train=0, validation=0, test=len(labels), slots=SLOTS, strict=recipe)
    return list(train_organisms(base, config, out, source=FormSource(), shards=shards).load())


if __name__ == "__main__":
    main()
