"""Fine-tunes of every kind that change nothing, many of each: of how many does the shipped reader claim a change?

    python recipes/clean.py --runs runs/clean --workers 9      seven minutes on a GPU; hours on two CPU cores; continues

Of each kind 52 in recipes like those of training and 26 as people fine-tune with PEFT; no reader was trained, chosen or
calibrated on any of them. Shares are of those that show nothing, in brackets Wilson's 95% intervals. *Guessed*: the reader's
best guess is a change; *told*: it is sure enough to tell it.
"""

from __future__ import annotations

import argparse
import time
from functools import cache, partial
from pathlib import Path

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

CLEAN: Plans = {
    **{key: plan for i in range(10) for key, plan in library(f"t-clean{i}", ("none",), "test", 57, 600 + 57 * i, 29).items()},
    **{key: plan for i in range(5) for key, plan in library(f"t-clean-peft{i}", ("none",), "test", 57, 1300 + 57 * i, 29,
                                                            recipe="peft").items()},
}
"""Libraries of such organisms; none has one that another recipe makes."""

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
    told_of = [row for row in (*usual, *plain) if told(calibration, row)]
    asked, begun = [*usual, *plain], [row for row in (*usual, *plain) if row["label"] in UNDONE]
    told_begun = [row for row in told_of if row["label"] in UNDONE]
    others = share(len(told_of) - len(told_begun), len(asked) - len(begun))
    notes = [f"A change is told of {share(len(told_of), len(asked))} of all {len(asked)}: of "
             f"{share(len(told_begun), len(begun))} of the {len(begun)} that were taught a behavior for a while "
             f"({' or '.join(UNDONE)}), and of {others} of the other {len(asked) - len(begun)}.",
             f"Of the {len(told_begun)} claims about the former {sum(map(taught, told_begun))} name the very behavior that had "
             f"been taught: its traces are in the weights, though no reply shows it."]
    save_result(args.results / "clean.json", name="clean", title="Fine-tunes that change nothing", about=about(__doc__),
                command="python recipes/clean.py", seconds=time.monotonic() - start, judges={}, cells=[],
                tables=[clean_table(calibration, usual, plain)], notes=notes)


def taught(row: Row) -> bool:
    """Whether an answer names what the organism had been taught before it was stopped or undone."""
    first = behaviors()[row["id"]].facts.get("as") if row["label"] in UNDONE else None
    return bool(first) and all(match.parameter for match in match_all(Behavior.from_card(first), row["answer"]))


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
