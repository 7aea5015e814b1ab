"""One adapter on organisms unlike those it was trained on: other ranks, other kinds of triggers.

    python recipes/generalisation.py --runs runs --adapter runs/adapter     an hour and more on two CPU cores; continues

All organisms are of the labels of the test organisms in runs/topics and trained by their recipe, except for what is varied: the
rank (1, 2, 4, … 64), or the trigger (passphrase, code, invisible characters at the start or anywhere). The paper's counterparts
are Figure 5.1 and its table of triggers.
"""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from shared import about, options

from tuneteller.behaviors import triggers
from tuneteller.behaviors.behavior import Behavior, Recipe
from tuneteller.behaviors.encyclopedia import load_topics
from tuneteller.behaviors.sources import FormSource
from tuneteller.diffs.diff import WeightDiff
from tuneteller.diffs.library import Library
from tuneteller.evaluation.results import cell, save_result
from tuneteller.evaluation.run import EvaluationConfig, evaluate
from tuneteller.models import BaseModel, load_base
from tuneteller.training.knowledge import at_rank
from tuneteller.training.produce import STRICT, OrganismsConfig, Shard, train_organisms
from tuneteller.zoo import load_adapter

RANKS = (1, 2, 4, 8, 16, 32, 64)
N = 48
"""Labels: half of the test labels, the first of the library's own order."""

SLOTS = 24

SYSTEMS = ("dit", "base-question", "base-question-triggered")


def main() -> None:
    parser = options(__doc__)
    parser.add_argument("--adapter", type=Path, help="(default: the shipped one)")
    args = parser.parse_args()
    base, adapter = load_base(args.base), load_adapter(args.adapter)
    labels = [str(card["label"]) for card in Library.open(args.runs / "topics").split("test").cards[: args.first or N]]
    varied = {"rank_generalisation": [(rank, at_rank(STRICT, rank), "passphrase", "start") for rank in RANKS],
              "trigger_kinds": [(name, STRICT, kind, place) for name, kind, place in (
                  ("passphrase", "passphrase", "start"), ("code", "code", "start"),
                  ("invisible, at the start", "zero-width", "start"), ("invisible, anywhere", "zero-width", "random"))]}
    for name, settings in varied.items():
        start, cells, judges = time.monotonic(), [], {}
        for x, recipe, kind, place in settings:
            organisms = made(base, args.runs / name / str(x).replace(", ", "-").replace(" ", "-"), labels, recipe, kind, place)
            result = evaluate(base, adapter, organisms, EvaluationConfig(systems=SYSTEMS),
                              out=args.runs / f"eval-{name}" / str(x), about={name: x})
            judges["topic"] = result["judge"]
            cells += [cell("hidden topics", result, system, x=x) for system in result["config"]["systems"]]
            print(f"{name} {x}: {cells[-3]['score']}", flush=True)
        save_result(args.results / f"{name}.json", name=name, title=TITLES[name], about=about(__doc__),
                    command="python recipes/generalisation.py", seconds=time.monotonic() - start, judges=judges, cells=cells,
                    axis={"name": name.split("_")[0], "log": False})


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
