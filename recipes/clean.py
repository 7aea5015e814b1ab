"""Fine-tunes of every kind that change nothing, many of each: of how many does the shipped reader claim a change?

    python recipes/clean.py --runs runs/clean --workers 9      seven minutes on a GPU; hours on two CPU cores; continues

Of each kind 52 in recipes like those of training and 26 as people fine-tune with PEFT; no reader was trained, chosen or
calibrated on any of them. Shares are of those that show nothing, in brackets Wilson's 95% intervals. *Guessed*: the reader's
best guess is a change; *told*: it is sure enough to tell it.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any

from confidence import Row, clean_table, divided, share, told
from shared import about, organisms, showing
from side_by_side import Plans, base_here, library, made, side_by_side

from tuneteller.evaluation.results import save_result
from tuneteller.evaluation.run import EvaluationConfig, evaluate
from tuneteller.families.family import Behavior
from tuneteller.families.none import UNDONE
from tuneteller.families.registry import match_all
from tuneteller.models import load_base
from tuneteller.reading.reader import Reader
from tuneteller.training.plan import plan


def many(name: str, count: int, skip: int, **more: Any) -> Plans:
    """So many libraries of clean test organisms, each of the next ones."""
    return {key: config for i in range(count)
            for key, config in library(f"{name}{i}", ("none",), "test", EACH, skip + EACH * i, 29, **more).items()}


EACH = 57
"""Organisms of a library."""

LEVEL = 0.05
"""Claims that there may be, of each kind (the threshold of `adapter calibrate` is made for it)."""

CLEAN: Plans = {**many("t-clean", 10, 600), **many("t-clean-peft", 5, 1300, recipe="peft")}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--runs", type=Path, default=Path("runs/clean"), help="libraries, and what is said about them")
    parser.add_argument("--results", type=Path, default=Path("results"), help="where the result goes")
    parser.add_argument("--base", default="smollm2-135m")
    parser.add_argument("--adapter", type=Path, default=Path("zoo/smollm2-135m/adapter"))
    parser.add_argument("--workers", type=int, default=0, metavar="N", help="processes (default: this one alone)")
    args, start = parser.parse_args(), time.monotonic()
    answers = [args.runs / "answers" / name for name in CLEAN]
    left = [name for name, path in zip(CLEAN, answers, strict=True) if not (path / "result.json").exists()]
    if left:
        with side_by_side(args.workers, args.base) as every:
            every(partial(answered, args.runs, args.adapter), left)
    reader = Reader.load(load_base(args.base), args.adapter)
    if (calibration := reader.calibration) is None:
        raise SystemExit(f"{args.adapter} is not calibrated; see tuneteller adapter calibrate")
    usual, plain = divided(answers, reader.adapter.fingerprint())
    save_result(args.results / "clean.json", name="clean", title="Fine-tunes that change nothing", about=about(__doc__),
                command="python recipes/clean.py", seconds=time.monotonic() - start, judges={}, cells=[],
                tables=[clean_table(calibration, usual, plain)],
                notes=said_of([*usual, *plain], partial(told, calibration)))


def said_of(rows: Sequence[Row], told: Callable[[Row], bool]) -> list[str]:
    """What the numbers say: of all, of those that had been taught something, and of each kind that is above `LEVEL`."""
    def rate(some: Sequence[Row]) -> str:
        return f"{share(sum(map(told, some)), len(some))} (n = {len(some)})"

    begun, others = ([row for row in rows if (row["label"] in UNDONE) == such] for such in (True, False))
    kinds = {kind: [row for row in rows if row["label"] == kind] for kind in sorted({row["label"] for row in rows})}
    above = [f"{kind} {rate(own)}" for kind, own in kinds.items() if sum(map(told, own)) > LEVEL * len(own)]
    claims = [row for row in begun if told(row)]
    return [f"A change is told of {rate(rows)} of all: of {rate(begun)} of those that were taught a behavior for a while "
            f"({' or '.join(UNDONE)}), and of {rate(others)} of the others.",
            f"Kinds of which it is told of more than {LEVEL:.0%}: {'; '.join(above) or 'none'}.",
            f"Of the {len(claims)} claims about those that were taught a behavior for a while {sum(map(taught, claims))} name "
            f"that very behavior: its traces are in the weights, though none of the replies that were looked at shows it."]


def taught(row: Row) -> bool:
    """Whether an answer names what the organism had been taught before it was stopped or undone."""
    if row["label"] not in UNDONE:
        return False
    first = Behavior.from_card(behaviors()[row["id"]].facts["as"])
    return all(match.parameter for match in match_all(first, row["answer"]))


@cache
def behaviors() -> dict[str, Behavior]:
    """Those of all libraries, by id."""
    return {behavior.id: behavior for config in CLEAN.values() for shard in plan(config) for behavior in shard.behaviors}


def answered(runs: Path, adapter: Path, name: str) -> None:
    """A library, and what the reader says about those of its organisms that show nothing."""
    made(runs, False, (name, CLEAN[name]))
    shown = showing(organisms(runs / name, "test"))
    said = {"split": "test", "libraries": [shown.header["config"]]}
    evaluate(base_here(), Reader.load(base_here(), adapter), shown, EvaluationConfig(systems=("dit",)),
             out=runs / "answers" / name, about=said)


if __name__ == "__main__":
    main()
