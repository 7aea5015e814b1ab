"""`tuneteller evaluate LIBRARY`: the reader on a library's held-out organisms, with statistics."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from rich.table import Table

from tuneteller.behaviors.questions import ASK_TOPIC
from tuneteller.cli.common import add_base_arguments, base_from, console, notes, plain, shown
from tuneteller.diffs.diff import check_card
from tuneteller.diffs.library import Library
from tuneteller.evaluation.run import evaluate
from tuneteller.files import write_json
from tuneteller.zoo import load_adapter

NAME = "evaluate"
HELP = "measure an adapter on held-out organisms"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("library", metavar="LIBRARY", type=Path)
    parser.add_argument("--split", default="test", help="(default: %(default)s)")
    parser.add_argument("--adapter", type=Path, metavar="DIR", help="DIT adapter (default: the shipped one)")
    parser.add_argument("--question", default=ASK_TOPIC[0], help="(default: %(default)s)")
    parser.add_argument("--seed", type=int, default=0, help="(default: %(default)s)")
    parser.add_argument("--out", type=Path, metavar="FILE", help="write metrics and one row per organism as JSON")
    add_base_arguments(parser)


def run(args: argparse.Namespace) -> int:
    library = Library.open(args.library)
    adapter = load_adapter(args.adapter)
    base = base_from(args)
    check_card(library.header, base)
    with notes.status("reading organisms") as status:
        organisms = list(library.split(args.split).load())
        result = evaluate(base, adapter, organisms, args.question, seed=args.seed, progress=status.update)
    if args.out:
        write_json(args.out, {"library": library.header["config"], "split": args.split, "seed": args.seed, **result})
    show(result)
    return 0


def show(result: dict[str, Any]) -> None:
    """Print a result's metrics as a table."""
    table = Table("measure", "mean", "95% interval", "n", title=shown(result["question"]))
    for name, m in result["metrics"].items():
        low, high = m["interval95"]
        table.add_row(name.replace("_", " "), f"{m['mean']:.3f}", f"{low:.3f} … {high:.3f}", str(m["n"]))
    console.print(table)
    for name, answer in result["null"].items():
        console.print(f"on {name}: {plain(answer)}", markup=False)
