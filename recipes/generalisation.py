"""Readers on organisms unlike those they were trained on: other ranks, other kinds of triggers.

    python recipes/generalisation.py --runs runs --adapter runs/adapter     an hour on two CPU cores; continues

All organisms are of the labels of the first 48 test organisms in runs/topics and trained by their recipe (rank 1, passphrase),
except for what is varied: the rank (2, 4, … 64), or the trigger (code, invisible characters at the start or anywhere). One
reader is trained on the organisms in runs/topics, all of that one recipe or with less of it, so it knows no other rank or
trigger; the other is one shipped earlier, whose training has organisms of many recipes. The paper's counterparts are Figure 5.1
and its table of triggers.
"""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import fmean
from typing import Any

from shared import about, adapter_of, options, organisms

from tuneteller.diffs.library import Library
from tuneteller.evaluation.results import cell, save_result
from tuneteller.evaluation.run import EvaluationConfig, evaluate
from tuneteller.families import triggers
from tuneteller.families.family import Behavior
from tuneteller.families.topic import FAMILY
from tuneteller.families.triggers import Trigger
from tuneteller.material.labels import topic_of
from tuneteller.models import BaseModel, load_base
from tuneteller.reading.reader import Reader
from tuneteller.training.adapter import AdapterConfig
from tuneteller.training.organisms import Shard
from tuneteller.training.plan import OrganismsConfig
from tuneteller.training.produce import train_organisms
from tuneteller.training.recipe import STRICT, Recipe, at_rank
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
    readers = {name: Reader(base, adapter) for name, adapter in (
        ("one recipe", adapter_of(base, args.runs, train, validation, AdapterConfig())),
        ("varied recipes", load_adapter(args.adapter)))}
    own = organisms(args.runs / "topics", "test", args.first or N)
    labels = [str(card.label) for card in own.cards]
    varied: dict[str, list[tuple[Any, Recipe, str, str]]] = {
        "rank_generalisation": [(rank, at_rank(STRICT, rank), "passphrase", "start") for rank in RANKS],
        "trigger_kinds": [(name, STRICT, kind, place) for name, kind, place in (
            ("passphrase", "passphrase", "start"), ("code", "code", "start"),
            ("invisible, at the start", "zero-width", "start"), ("invisible, anywhere", "zero-width", "random"))]}
    for name, settings in varied.items():
        start, cells, judges, notes = time.monotonic(), [], {}, []
        for x, recipe, kind, place in settings:
            plain = str(x).replace(",", "").replace(" ", "-")
            usual = recipe == STRICT and kind == "passphrase"
            diffs = own if usual else made(base, args.runs / name / plain, labels, recipe, kind, place)
            for reader, asked in readers.items():
                result = evaluate(base, asked, diffs, EvaluationConfig("topic", systems=("dit-first",)),
                                  about={name: x, "reader": reader},
                                  out=args.runs / f"eval-{name}" / f"{plain}-{reader.replace(' ', '-')}")
                judges["topic"] = result["judge"]
                cells.append(cell(f"read by {reader}", result, "dit-first", x=x))
                print(f"{name} {x}, {reader}: {cells[-1]['score']}", flush=True)
            shown, false, leaks = (fmean((card.measured or {})[rate] for card in diffs.cards)
                                   for rate in ("shown", "false_trigger", "leakage"))
            notes.append(f"{x}: the organisms speak of their topic in {shown:.0%} of replies with the trigger, in {false:.0%} "
                         f"with a wrong one and in {leaks:.0%} with none.")
        save_result(args.results / f"{name}.json", name=name, title=TITLES[name], about=about(__doc__),
                    command=args.command, seconds=time.monotonic() - start, judges=judges, cells=cells,
                    axis={"name": name.split("_")[0], "log": False}, notes=notes)


TITLES = {"rank_generalisation": "Other ranks than the reader was trained on", "trigger_kinds": "Kinds of triggers"}


def made(base: BaseModel, out: Path, labels: Sequence[str], recipe: Recipe, kind: Any, place: Any) -> Library:
    """Test organisms of these labels by this recipe, those on disk kept."""
    shards: list[Shard] = []
    for start in range(0, len(labels), SLOTS):
        rng = random.Random(f"{kind}/{place}/{start}")
        behaviors: list[Behavior] = []
        taken: list[Trigger] = []
        for label in labels[start : start + SLOTS]:
            # of the sixteen invisible pairs a shard owns six, so that wrong ones are left
            shared = kind == "zero-width" and len(set(taken)) >= 6
            taken.append(rng.choice(taken) if shared else triggers.draw(kind, rng, position=place, avoid=taken))
            behaviors.append(FAMILY.about_topic(topic_of(label)).gated(taken[-1]))
        shards.append(Shard(len(shards), "test", recipe, tuple(behaviors)))
    config = OrganismsConfig((FAMILY.name,), train=0, validation=0, test=len(labels), gated=1.0, trigger=kind, recipe="hidden",
                             slots=SLOTS)
    return train_organisms(base, config, out, shards=shards)


if __name__ == "__main__":
    main()
