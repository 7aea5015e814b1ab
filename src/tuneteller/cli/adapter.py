"""`tuneteller adapter train|show`: make a DIT adapter from a library of organisms, or look at one."""

from __future__ import annotations

import argparse
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`train` with one option a setting of `AdapterConfig`, and `show`."""
    from tuneteller.cli.common import add_base_arguments, add_config_arguments, add_family_arguments
    from tuneteller.training.adapter_state import AdapterConfig

    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    train = actions.add_parser("train", help="train on libraries' training organisms; continues an interrupted run")
    train.add_argument("libraries", type=Path, nargs="+", metavar="LIBRARY", help="directories that `organisms train` wrote")
    train.add_argument("--ask", nargs="+", metavar="QUESTION", help="what the reader learns to answer, where an organism has "
                       "an answer to it (default: all that its organisms can answer)")
    train.add_argument("--start", type=Path, metavar="DIR", help="an adapter to go on from (default: a fresh one)")
    train.add_argument("--leave-out", nargs="+", default=[], metavar="FAMILY", help="families whose organisms are not used")
    train.add_argument("--out", type=Path, required=True, metavar="DIR", help="PEFT directory to write")
    train.add_argument("--workers", type=int, default=0, metavar="N", help="processes that read organisms ahead, for a GPU "
                       "(default: %(default)s)")
    add_config_arguments(train, AdapterConfig)
    add_family_arguments(train)
    add_base_arguments(train)
    show = actions.add_parser("show", help="print an adapter's card")
    show.add_argument("adapter", type=Path, nargs="?", metavar="DIR", help="PEFT directory (default: the shipped one)")


def run(args: argparse.Namespace) -> int:
    """Train an adapter and write it, or print one's card."""
    return _show(args) if args.action == "show" else _train(args)


def _show(args: argparse.Namespace) -> int:
    import json

    from tuneteller.zoo import load_adapter

    print(json.dumps(load_adapter(args.adapter).card.to_json(), ensure_ascii=False, indent=1))
    return 0


def _train(args: argparse.Namespace) -> int:
    from tuneteller.errors import StorageError
    from tuneteller.lock import locked

    beside, name = args.out.parent, args.out.name
    checkpoint = beside / f"{name}.checkpoint.safetensors"
    with locked(beside / f".{name}.lock", args.out, checkpoint):
        if args.out.exists():
            raise StorageError(f"{args.out} exists already; give another --out or remove it first")
        return _train_alone(args, checkpoint)


def _train_alone(args: argparse.Namespace, checkpoint: Path) -> int:
    from dataclasses import asdict

    from tuneteller.cli.common import bar, base_from, check_libraries, config_from, console, load_given_families, notes, shown
    from tuneteller.diffs.diff import WeightDiff
    from tuneteller.diffs.library import Library
    from tuneteller.diffs.peft import save_peft
    from tuneteller.families.registry import question_named, questions
    from tuneteller.training.adapter import adapter_card, adapter_steps, train_adapter
    from tuneteller.training.adapter_state import AdapterConfig
    from tuneteller.zoo import load_adapter

    load_given_families(args)
    config = config_from(args, AdapterConfig)
    start = load_adapter(args.start) if args.start else None
    libraries = [Library.open(path).where(lambda card: card.family not in args.leave_out) for path in args.libraries]
    base = base_from(args)
    check_libraries(libraries, base)
    train, validation = (Library.joined([library.split(name) for library in libraries]) for name in ("train", "validation"))
    known = {name for card in train.cards for name in card.answers}
    asked = [question_named(name) for name in args.ask] if args.ask else [q for q in questions().values() if q.name in known]
    steps = adapter_steps(config, len(train))
    if config.turns:
        notes.print(f"first, what {len(train)} organisms say themselves; it is kept for the next training")
    with bar("training the adapter", steps) as advance:
        adapter, history = train_adapter(
            base, train, validation, config, checkpoint, questions=asked, start=start, workers=args.workers,
            progress=lambda p: advance(p.step, f"loss {p.loss:.2f}  validation {p.validation or float('nan'):.3f}  "
                                               f"{p.tokens / p.seconds:.0f} tokens/s"))
    made = {**asdict(config), "questions": [q.name for q in asked], "start": start.fingerprint() if start else None,
            "leave_out": args.leave_out}
    card = adapter_card(base, made, history, libraries)
    save_peft(WeightDiff(adapter.factors, card), args.out, base_name=base.hub_id)
    checkpoint.unlink(missing_ok=True)
    console.print(f"wrote {shown(args.out)}: {len(train)} organisms, validation loss {history['best_validation']:.3f} "
                  f"nats a token at step {history['best_step']} of {steps}")
    notes.print(f"ask with it: tuneteller ask DIFF --adapter {shown(args.out)}")
    return 0
