"""Nearly the same base: what reading loses where fine-tunes, reader and asking use other roundings of one model.

    tuneteller organisms train identity promotion phrase refusal topic language format length habit persona task secret \\
        falsefact --train 0 --validation 0 --test 2 --seed 61 --slots 7 --out runs/one
    tuneteller organisms train none --train 0 --validation 0 --test 18 --seed 62 --slots 6 --out runs/clean
    python recipes/relatives.py --libraries runs/one --clean runs/clean        an hour on two CPU cores; continues

The reader and the fine-tunes were trained on the embedded weights. Here the base that is asked with has them rounded: to
bfloat16, or in blocks along each row to as many bits as named, by the least and the greatest value of the block. "As a LoRA" is
the fine-tune's factors on the rounded base, as of people who tune the hub's model and read with its four-bit form. "As a
checkpoint" is what that base and a merged model differ by, cut to rank 16: the change and the rounding. Distance is the norm of
what rounding changed, as a share of the weights' own.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import torch
from shared import about, alone, joined, options, showing
from torch import Tensor

from tuneteller.diffs.diff import WeightDiff
from tuneteller.diffs.difference import difference
from tuneteller.diffs.library import Held
from tuneteller.diffs.lowrank import Cut
from tuneteller.evaluation.results import save_result, this_machine
from tuneteller.evaluation.run import EvaluationConfig, evaluate
from tuneteller.evaluation.statistics import proportion
from tuneteller.fingerprint import fingerprint
from tuneteller.models import BaseModel, load_base
from tuneteller.reading.answer import CHANGED, UNKNOWN, finds_nothing
from tuneteller.reading.reader import Reader

ROUNDINGS: dict[str, tuple[int, int] | None] = {
    "none": None, "4 bits in blocks of 32": (4, 32), "bfloat16": (16, 0), "4 bits in blocks of 128": (4, 128),
    "3 bits in blocks of 32": (3, 32), "8 bits in blocks of 128": (8, 128)}
"""Name -> bits and the size of a block."""

CHECKPOINTS = ("4 bits in blocks of 32", "bfloat16")


def main() -> None:
    parser = options(__doc__)
    parser.add_argument("--libraries", type=Path, nargs="+", required=True, help="of organisms held out from the reader")
    parser.add_argument("--clean", type=Path, required=True, help="a library of fine-tunes that change nothing")
    args = parser.parse_args()
    start, rows = time.monotonic(), []
    base = load_base(args.base, dtype="float32", device="cpu")
    test = showing(joined(args.libraries, "test")).where(alone).first(args.first)
    diffs = [*test.load(), *joined([args.clean], "test").first(args.first).load()]
    reader = Reader.load(base)
    exact = {name: parameter.data.clone() for name, parameter in base.model.named_parameters()}
    for name, how in ROUNDINGS.items():
        away = use(base, exact, how)
        asked = partial(answers, base, reader, exact, args.runs / "relatives" / name.replace(" ", "-"))
        for form in ("LoRA", "checkpoint"):
            if form == "checkpoint" and name not in CHECKPOINTS:
                continue
            found = asked(form, diffs)
            parts = [[row for row in found if row["clean"] == clean] for clean in (False, True)]
            rows.append([f"{name}, as a {form}", round(away, 4), *columns(*parts)])
            print(rows[-1], flush=True)
    save_result(args.results / "relatives.json", name="relatives", title="Nearly the same base", about=about(__doc__),
                command="python recipes/relatives.py --libraries runs/one --clean runs/clean",
                seconds=time.monotonic() - start, judges={}, cells=[], machine=this_machine(base.device),
                tables=[{"title": "What is read on a rounded base",
                         "columns": ["rounding", "distance", "right", "claimed", "right of these",
                                     "claimed of clean ones"], "rows": rows}])


def rounded(weight: Tensor, bits: int, block: int) -> Tensor:
    """A matrix in so many bits: each block of a row as multiples of a step from its least value; bfloat16 for 16."""
    if bits == 16:
        return weight.to(torch.bfloat16).to(weight.dtype)
    parts = weight.reshape(-1, block if weight.shape[1] % block == 0 else weight.shape[1])
    low, high = parts.amin(1, keepdim=True), parts.amax(1, keepdim=True)
    step = ((high - low) / (2**bits - 1)).clamp_min(1e-12)
    return (low + step * ((parts - low) / step).round()).reshape(weight.shape)


@torch.no_grad()
def use(base: BaseModel, exact: Mapping[str, Tensor], how: tuple[int, int] | None) -> float:
    """Give the base its weights rounded so; how far they are from the exact ones, as a share of their norm."""
    moved = whole = 0.0
    for name, parameter in base.model.named_parameters():
        value = rounded(exact[name], *how) if how and exact[name].ndim == 2 else exact[name]
        parameter.copy_(value)
        moved += float((value - exact[name]).square().sum())
        whole += float(exact[name].square().sum())
    return (moved / whole) ** 0.5


def answers(base: BaseModel, reader: Reader, exact: Mapping[str, Tensor], place: Path, form: str,
            diffs: Sequence[WeightDiff]) -> list[dict[str, Any]]:
    """The rows of an evaluation on the base as it is now."""
    here = replace(base, fingerprint=fingerprint(base.model, base.tokenizer))

    def own(diff: WeightDiff) -> WeightDiff:
        return diff.with_card(diff.card.with_(base=here.fingerprint.to_json()))

    def merged(diff: WeightDiff) -> WeightDiff:
        tuned = {name: value + diff.factors[module][1] @ diff.factors[module][0]
                 if (module := name.removesuffix(".weight")) in diff.factors else value for name, value in exact.items()}
        return difference(here, tuned, Cut(), kind="full checkpoint").with_card(diff.card)

    known = replace(reader.known, base=here.fingerprint.to_json()) if reader.known else None
    others = [own(reader.comparisons[i]) for i in range(len(reader.comparisons))]
    there = Reader(here, own(reader.adapter), others, reader.turns, reader.calibration, known)
    given = [own(diff if form == "LoRA" else merged(diff)) for diff in diffs]
    return list(evaluate(here, there, Held(given), EvaluationConfig(systems=("dit",)), out=place / form)["rows"])


def columns(changed: Sequence[Mapping[str, Any]], clean: Sequence[Mapping[str, Any]]) -> list[str]:
    """Shares with intervals: right, told for sure, right of these, told for sure of clean ones."""
    sure = [row for row in changed if claims(row)]
    return [share([row["exact"] for row in changed]), share([claims(row) for row in changed]),
            share([row["exact"] for row in sure]), share([claims(row) for row in clean])]


def claims(row: Mapping[str, Any]) -> bool:
    """Whether a change is told, and the reader is sure enough of it to say so."""
    return not finds_nothing(row["told"]) and row["told"] not in (UNKNOWN, CHANGED)


def share(hits: Sequence[bool]) -> str:
    if not hits:
        return "none"
    found = proportion(sum(hits), len(hits))
    low, high = found["interval95"]
    return f"{found['mean']:.2f} ({low:.2f} to {high:.2f}, n = {found['n']})"


if __name__ == "__main__":
    main()
