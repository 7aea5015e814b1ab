"""`tuneteller diff show DIFF`: what a weight diff touches and how strongly."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from rich.table import Table

from tuneteller.cli.common import add_base_arguments, base_from, console, shown
from tuneteller.diffs.peft import load_peft

NAME = "diff"
HELP = "look at a weight diff"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    show = actions.add_parser("show", help="card, ranks and norms; checks that the diff fits the base model")
    show.add_argument("diff", metavar="DIFF", type=Path, help="a PEFT LoRA directory")
    add_base_arguments(show)


def run(args: argparse.Namespace) -> int:
    diff = load_peft(args.diff)
    diff.check(base_from(args))
    if diff.card:
        console.print_json(json.dumps(dict(diff.card)))
    table = Table("module kind", "modules", "rank", "Frobenius norm", title=f"weight diff {diff.fingerprint()}")
    kinds: dict[str, list[tuple[int, float]]] = {}
    for name, (a, b) in diff.factors.items():
        # ‖BA‖² = trace((BᵀB)(AAᵀ)), so the update itself is never formed
        norm = ((b.T @ b) * (a @ a.T).T).sum().clamp(min=0).sqrt().item()
        kinds.setdefault(name.rsplit(".", 1)[-1], []).append((a.shape[0], norm))
    for kind, entries in kinds.items():
        ranks = sorted({r for r, _ in entries})
        table.add_row(shown(kind), str(len(entries)), ", ".join(map(str, ranks)),
                      f"{sum(n * n for _, n in entries) ** 0.5:.3f}")
    console.print(table)
    return 0
