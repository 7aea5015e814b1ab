"""`tuneteller organisms train|list|show|export`: make and look at libraries of organisms."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

from rich.table import Table

from tuneteller.behaviors.knowledge import TEXTS
from tuneteller.behaviors.sources import BaseModelSource, EndpointSource, FormSource, TextSource
from tuneteller.cli.common import (
    add_base_arguments,
    add_config_arguments,
    base_from,
    config_from,
    console,
    notes,
    shown,
)
from tuneteller.diffs.library import Library
from tuneteller.diffs.peft import save_peft
from tuneteller.errors import ConfigError
from tuneteller.models import BaseModel
from tuneteller.training.knowledge import KnowledgeConfig
from tuneteller.training.memory import fitting_slots, free_bytes, slot_bytes
from tuneteller.training.produce import STRICT, OrganismsConfig, RunProgress, train_organisms

NAME = "organisms"
HELP = "train organisms, list, show or export them"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    train = actions.add_parser("train", help="train a library of topic organisms; continues what it finds in --out")
    train.add_argument("--out", type=Path, required=True, metavar="DIR")
    train.add_argument("--source", default="forms", help="writes the steered answers: forms, base, or an OpenAI-compatible "
                       "endpoint's address (default: %(default)s)")
    train.add_argument("--source-model", default="default", help="model name at the endpoint (default: %(default)s)")
    add_config_arguments(train, OrganismsConfig, skip=("slots",))
    train.add_argument("--slots", type=int, help="organisms trained at once (default: those of the library in --out, else what "
                       "fits into memory)")
    add_base_arguments(train)
    knowledge = actions.add_parser("knowledge", help="train a library of organisms that read texts; continues what it finds in "
                                   "--out")
    knowledge.add_argument("--out", type=Path, required=True, metavar="DIR")
    knowledge.add_argument("--texts", choices=TEXTS, required=True, help="fictional news, articles, or articles with their "
                           "titles masked")
    add_config_arguments(knowledge, KnowledgeConfig)
    add_base_arguments(knowledge)
    for name, text in (("list", "one line an organism"), ("show", "one organism's card"), ("export", "as a PEFT directory")):
        action = actions.add_parser(name, help=text)
        action.add_argument("library", type=Path, metavar="LIBRARY")
        if name != "list":
            action.add_argument("index", type=int, metavar="INDEX")
        if name == "export":
            action.add_argument("--out", type=Path, required=True, metavar="DIR")


def run(args: argparse.Namespace) -> int:
    if args.action in ("train", "knowledge"):
        return _train(args)
    library = Library.open(args.library)
    if args.action == "list":
        table = Table("index", "split", "label", "trigger or texts", "rank", "trigger rate", "false fire", "leak", "gain")
        for i, card in enumerate(library.cards):
            m = card.get("measured") or {}
            rates = [f"{m[k]:.2f}" if k in m else "" for k in ("trigger_rate", "false_fire", "leak", "gain")]
            trigger = card.get("texts") or (card.get("trigger") or {}).get("value") or "always on"
            table.add_row(*(shown(text) for text in (i, card.get("split"), card.get("label"), trigger,
                                                     (card.get("recipe") or {}).get("rank"), *rates)))
        console.print(table)
        return 0
    if not 0 <= args.index < len(library):
        raise ConfigError(f"index {args.index}; the library holds organisms 0 to {len(library) - 1}")
    if args.action == "show":
        print(json.dumps(library.cards[args.index], ensure_ascii=False, indent=1))
    else:
        save_peft(library[args.index], args.out)
        notes.print(f"wrote {shown(args.out)}")
    return 0


def _train(args: argparse.Namespace) -> int:
    base = base_from(args)
    source: TextSource | None = None
    if args.action == "knowledge":
        config = config_from(args, KnowledgeConfig)
    else:
        source = _source(args, base)
        if args.slots is None:
            args.slots = _slots(args.out, base)
        config = config_from(args, OrganismsConfig)
    last = ""

    def show(p: RunProgress) -> None:
        nonlocal last
        line = f"shard {p.shard + 1}/{p.shards} ({p.split}, rank {p.recipe.rank}, {p.recipe.targets})"
        if line != last:
            left = f", about {p.seconds_left / 60:.0f} min left" if p.seconds_left is not None else ""
            notes.print(line + left)
            last = line
        if p.inner.step == p.inner.steps or p.inner.step % 8 == 0:
            notes.print(f"  step {p.inner.step}/{p.inner.steps}  loss {p.inner.loss[0]:.2f} + {p.inner.loss[1]:.2f}  "
                        f"{p.tokens_per_second:.0f} tokens/s")

    library = train_organisms(base, config, args.out, source=source, progress=show)
    counts = Counter(card["split"] for card in library.cards)
    console.print(f"{len(library)} organisms in {shown(args.out)}: " + ", ".join(f"{n} {name}" for name, n in counts.items()))
    measured = [card["measured"] for card in library.cards if "measured" in card]
    if measured:
        means = {k: sum(m[k] for m in measured) / len(measured) for k in measured[0] if k != "n"}
        console.print(f"test organisms (n={len(measured)}): " + ", ".join(f"{k} {v:.3f}" for k, v in means.items()))
    return 0


def _slots(out: Path, base: BaseModel) -> int:
    """Those a library that is continued was begun with, or as many as fit."""
    if (out / "library.json").exists() and (begun := (Library.open(out).header.get("config") or {}).get("slots")):
        return int(begun)
    slots = fitting_slots(base, STRICT)
    notes.print(f"training {slots} organisms at once: about {slots * slot_bytes(base, STRICT) / 1e9:.1f} GB of "
                f"{free_bytes(base.device) / 1e9:.1f} GB free (--slots chooses)")
    return slots


def _source(args: argparse.Namespace, base: BaseModel) -> TextSource:
    if args.source == "forms":
        return FormSource()
    if args.source == "base":
        return BaseModelSource(base)
    return EndpointSource(args.source, args.source_model)
