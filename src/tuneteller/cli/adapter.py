"""`tuneteller adapter train|show`: make a DIT adapter from a library of organisms, or look at one."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path

from tuneteller.behaviors.asking import QUESTIONS
from tuneteller.cli.common import add_base_arguments, add_config_arguments, bar, base_from, config_from, console, notes, shown
from tuneteller.diffs.diff import check_card
from tuneteller.diffs.library import Library
from tuneteller.diffs.peft import save_peft
from tuneteller.errors import StorageError
from tuneteller.training.adapter import AdapterConfig, adapter_card, adapter_steps, train_adapter
from tuneteller.zoo import load_adapter

NAME = "adapter"
HELP = "train a DIT adapter, or show one"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    train = actions.add_parser("train", help="train on libraries' training organisms; continues an interrupted run")
    train.add_argument("libraries", type=Path, nargs="+", metavar="LIBRARY")
    train.add_argument("--ask", nargs="+", choices=tuple(QUESTIONS), default=["topic", "headline", "description"],
                       metavar="QUESTION", help="what the reader learns to answer, where an organism has an answer to it: "
                       f"{', '.join(QUESTIONS)} (default: all but trigger)")
    train.add_argument("--out", type=Path, required=True, metavar="DIR", help="PEFT directory to write")
    add_config_arguments(train, AdapterConfig)
    add_base_arguments(train)
    show = actions.add_parser("show", help="print an adapter's card")
    show.add_argument("adapter", type=Path, nargs="?", metavar="DIR", help="(default: the shipped one)")


def run(args: argparse.Namespace) -> int:
    if args.action == "show":
        print(json.dumps(load_adapter(args.adapter).card, ensure_ascii=False, indent=1))
        return 0
    if args.out.exists():
        raise StorageError(f"{args.out} exists already; give another --out or remove it first")
    config = config_from(args, AdapterConfig)
    libraries = [Library.open(path) for path in args.libraries]
    base = base_from(args)
    for library in libraries:
        check_card(library.header, base)
    train, validation = ([diff for library in libraries for diff in library.split(name).load()]
                         for name in ("train", "validation"))
    steps = adapter_steps(config, len(train))
    checkpoint = args.out.with_name(f"{args.out.name}.checkpoint.safetensors")
    with bar("training the adapter", steps) as advance:
        adapter, history = train_adapter(
            base, train, validation, config, checkpoint, questions=[QUESTIONS[name] for name in args.ask],
            progress=lambda p: advance(p.step, f"loss {p.loss:.2f}  validation {p.validation or float('nan'):.3f}  "
                                               f"{p.tokens / p.seconds:.0f} tokens/s"))
    card = adapter_card(base, {**asdict(config), "questions": args.ask}, history, libraries)
    save_peft(type(adapter)(adapter.factors, card), args.out, base_name=base.hub_id)
    checkpoint.unlink(missing_ok=True)
    console.print(f"wrote {shown(args.out)}: {len(train)} organisms, validation loss {history['best_validation']:.3f} "
                  f"nats a token at step {history['best_step']} of {steps}")
    notes.print(f"ask with it: tuneteller ask DIFF --adapter {shown(args.out)}")
    return 0
