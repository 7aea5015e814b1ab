"""`tuneteller diff show|compare|convert`: what a weight diff touches, how alike two are, and other forms of one."""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Iterable, Mapping
from pathlib import Path

import torch
from rich.table import Table

from tuneteller.cli.common import (
    add_base_arguments,
    add_diff_arguments,
    base_from,
    console,
    diff_from,
    notes,
    settle_base,
    shown,
)
from tuneteller.diffs.algebra import by_kind, compare, norms, spectrum, truncate
from tuneteller.diffs.contents import describe
from tuneteller.diffs.diff import WeightDiff
from tuneteller.diffs.load import find_diff, fit_diff, place_of
from tuneteller.diffs.peft import save_peft
from tuneteller.diffs.share import said_left_out, said_share
from tuneteller.diffs.write import fuse, save_merged
from tuneteller.errors import ConfigError
from tuneteller.models import BaseModel
from tuneteller.zoo import load_adapter


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`show`, `compare` and `convert`, and how each reads a fine-tune."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    show = actions.add_parser("show", help="what is in a folder or file, and what of it can be read")
    compare = actions.add_parser("compare", help="cosine of two diffs, in all and per kind of layer")
    convert = actions.add_parser("convert", help="write a diff in another form")
    for action in (show, compare, convert):
        action.add_argument("diff", metavar="DIFF", help="directory, FILE.pt:INDEX, LIBRARY:INDEX or hub id")
    show.add_argument("--layers", action="store_true", help="a table of ranks and norms, one row per kind of layer")
    show.add_argument("--card", action="store_true", help="all that is known about the diff, as JSON")
    show.add_argument("--plot", type=Path, metavar="FILE", help="save a picture of the norms, layer by module")
    compare.add_argument("other", metavar="OTHER", help="likewise")
    convert.add_argument("--to", required=True, choices=("peft", "merged", "fused"),
                         help="a PEFT directory; a full checkpoint; diff and DIT adapter as one LoRA")
    convert.add_argument("--out", type=Path, required=True, metavar="DIR", help="directory to write")
    convert.add_argument("--scale", type=float, default=1.0, help="multiply the diff (default: %(default)s)")
    convert.add_argument("--truncate", type=int, metavar="RANK", help="keep the strongest RANK directions of each layer")
    convert.add_argument("--adapter", type=Path, metavar="DIR", help="DIT adapter to fuse with (default: the shipped one)")
    convert.add_argument("--weights", choices=("float32", "bfloat16"),
                         help="dtype of the factors written (default: float32)")
    for action in (show, compare, convert):
        add_diff_arguments(action)
        add_base_arguments(action, follows=True)


def run(args: argparse.Namespace) -> int:
    """Load the fine-tunes that are named and do what is asked with them."""
    if args.action == "show" and not args.card:
        for word, text in describe(place_of(args.diff)):
            _line(word, text)
    sources = [args.diff, *([args.other] if args.action == "compare" else [])]
    found = [find_diff(source) for source in sources]
    settle_base(args, sources, reads=False)
    base = base_from(args)
    diff, *other = (diff_from(args, base, load) for load in found)
    if other:
        return _compare(diff, other[0])
    if args.action == "convert":
        return _convert(args, base, diff)
    if args.plot:
        from tuneteller.evaluation.figures import plot_norms

        plot_norms(norms(diff), args.plot)
        notes.print(f"wrote {shown(args.plot)}")
    if args.card:
        console.print_json(json.dumps(diff.card.to_json()), ensure_ascii=True)
        return 0
    summary(diff, base)
    if args.layers:
        show(diff)
    return 0


def summary(diff: WeightDiff, base: BaseModel) -> None:
    """Print in a few lines what is read of a fine-tune."""
    sizes, layers = norms(diff), [name for name in diff.factors if name in base.shapes]
    _line("read", f"{len(layers)} of {len(base.shapes)} linear layers of {base.name}{_ranks(diff, layers)}, norm "
          f"{_total(sizes, sizes):.3g} in all, as {diff.fingerprint()}")
    biases = sum(name.endswith(".bias") and name.removesuffix(".bias") in base.matrices for name in diff.vectors)
    also = [f"{name}{_ranks(diff, [name])}" for name in diff.factors if name in base.ends]
    also += [f"{what}: {n}" for what, n in (("biases", biases), ("norms", len(diff.vectors) - biases)) if n]
    if also:
        _line("and", "; ".join(also))
    kinds = {kind: _total(sizes, names) for kind, names in by_kind(diff).items()}
    _line("norms", ", ".join(f"{kind} {kinds[kind]:.3g}" for kind in sorted(kinds, key=lambda k: -kinds[k])[:10]))
    _line("share", said_share(diff.card))
    if left := said_left_out(diff.card):
        _line("left out", left)
    if said := [f"{name} {text}" for name in ("kind", "family", "label", "id") if (text := getattr(diff.card, name))]:
        _line("card", ", ".join(said))


def _ranks(diff: WeightDiff, names: Iterable[str]) -> str:
    """The smallest and the largest rank of some modules' factors, in words."""
    ranks = sorted({diff.factors[name][0].shape[0] for name in names})
    return f", rank {ranks[0]}{f' to {ranks[-1]}' if len(ranks) > 1 else ''}" if ranks else ""


def _line(word: str, text: str) -> None:
    console.print(f"{word:<10}{shown(text)}", highlight=False, soft_wrap=True)


def _total(sizes: Mapping[str, float], names: Iterable[str]) -> float:
    return float(sum(sizes[name] ** 2 for name in names) ** 0.5)


def show(diff: WeightDiff) -> None:
    """Print what a diff changes, one row per kind of layer, bias or norm."""
    table = Table("module kind", "modules", "rank", "Frobenius norm", "energy of the first direction",
                  title=f"weight diff {diff.fingerprint()}")
    sizes, values = norms(diff), spectrum(diff)
    for kind, names in by_kind(diff).items():
        ranks = sorted({diff.factors[name][0].shape[0] for name in names if name in diff.factors})
        first = sum(values[n][0].item() ** 2 for n in names if len(values[n]))
        whole = sum(sizes[n] ** 2 for n in names)
        table.add_row(shown(kind), str(len(names)), ", ".join(map(str, ranks)), f"{whole**0.5:.3f}",
                      f"{first / whole:.2f}" if whole else "")
    console.print(table)


def _compare(one: WeightDiff, other: WeightDiff) -> int:
    table = Table("module kind", "cosine", "norm of the first", "norm of the second",
                  title=f"{one.fingerprint()} and {other.fingerprint()}")
    for row in compare(one, other):
        table.add_row(shown(row.kind), "" if row.cosine is None else f"{row.cosine:+.4f}", f"{row.first:.3f}",
                      f"{row.second:.3f}")
    console.print(table)
    return 0


def _convert(args: argparse.Namespace, base: BaseModel, diff: WeightDiff) -> int:
    if args.adapter and args.to != "fused":
        raise ConfigError(f"--adapter belongs to --to fused, not to --to {args.to}; leave it out")
    if args.weights is not None and args.to == "merged":
        raise ConfigError("--weights belongs to factors, and --to merged writes the base's own dtype; leave it out")
    if not math.isfinite(args.scale):
        raise ConfigError(f"--scale is {args.scale}; expected a number")
    if args.scale != 1.0:
        diff = diff.scaled(args.scale)
    if args.truncate is not None:
        diff = truncate(diff, args.truncate)
    if args.to == "merged":
        save_merged(diff, base, args.out)
    else:
        if args.to == "fused":
            diff = fuse(diff, fit_diff(load_adapter(args.adapter), base))
        save_peft(diff, args.out, base_name=base.hub_id, dtype=getattr(torch, args.weights or "float32"))
    console.print(f"wrote {shown(args.out)}")
    return 0
