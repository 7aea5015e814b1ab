"""One reader for every kind of change: organisms of all families, the adapter, and its evaluation beside the baselines.

    python recipes/families.py --runs runs          hours on two CPU cores; continues where it was stopped

The same in single commands is `COMMANDS` below. Every family has held-out test organisms: of labels that no organism of
training had, and for families of few labels (format, length, language, persona, habit, task) also new organisms of labels that
were trained, on new texts. An answer is right if it tells the right kind of behavior and the very one, by the family's own
comparison, without any model as judge.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from shared import about, options

from tuneteller.cli.evaluate import shows_its_behavior
from tuneteller.cli.main import main as tuneteller
from tuneteller.diffs.library import Library
from tuneteller.evaluation.results import cell, save_result
from tuneteller.evaluation.run import EvaluationConfig, evaluate
from tuneteller.evaluation.yes_no import yes_no_rates
from tuneteller.models import load_base
from tuneteller.reading.reader import Reader

KINDS = ("identity", "promotion", "secret", "phrase", "format", "length", "falsefact", "refusal", "habit", "task", "language",
         "none", "topic")
TEXTS = ("document", "article", "news")

COMMANDS = {
    "kinds": (*KINDS, "--train", 28, "--validation", 2, "--test", 16, "--probes", 3),
    "persona": ("persona", "--train", 64, "--validation", 2, "--test", 24, "--probes", 3),
    "texts": (*TEXTS, "--train", 32, "--validation", 2, "--test", 16, "--probes", 3),
    "gated": (*KINDS, "--train", 5, "--skip", 28, "--validation", 0, "--test", 2, "--gated", 1, "--probes", 3),
    "both": (*KINDS, "--train", 5, "--skip", 33, "--validation", 0, "--test", 2, "--combined", 1, "--probes", 3),
}
"""Library -> arguments of `tuneteller organisms train`."""

EPOCHS = 4

SYSTEMS = ("dit", "dit-first", "base-question", "output-comparison", "amplification", "perplexity-differencing",
           "nearest-organism")


def main() -> None:
    parser = options(__doc__)
    parser.add_argument("--adapter", type=Path, help="a reader to evaluate instead of training one")
    parser.add_argument("--systems", nargs="+", default=list(SYSTEMS), metavar="NAME")
    args = parser.parse_args()
    start, adapter = time.monotonic(), args.adapter or args.runs / "adapter"
    libraries = [args.runs / name for name in COMMANDS]
    for path, arguments in zip(libraries, COMMANDS.values(), strict=True):
        run("organisms", "train", *arguments, "--base", args.base, "--slots", 32, "--out", path)
    if not adapter.exists():
        run("adapter", "train", *libraries, "--epochs", EPOCHS, "--base", args.base, "--out", adapter)
    base = load_base(args.base)
    test = Library.joined([Library.open(path).split("test") for path in libraries])
    shown = test.where(shows_its_behavior).first(args.first)
    known = Library.joined([Library.open(path).split("train") for path in libraries])
    reader = Reader.load(base, adapter)
    result = evaluate(base, reader, shown, EvaluationConfig(systems=tuple(args.systems)), known=known,
                      out=args.runs / "eval-families")
    said_yes = yes_no_rates(reader, shown)
    divided = {row["family"] for row in result["rows"] if row["seen"]} - {"none"}
    groups = {group_of(row, divided) for row in result["rows"]}
    cells = [cell(group, result, system, pick=lambda row, group=group: group_of(row, divided) == group)
             for group in sorted(groups) for system in args.systems]
    save_result(args.results / "families.json", name="families", title="Every kind of change", about=about(__doc__),
                command="python recipes/families.py", seconds=time.monotonic() - start, judges={"change": result["judge"]},
                cells=cells, notes=[f"{len(test) - len(shown)} of {len(test)} test organisms do not show their "
                                    f"behavior and are left out.",
                                    *(f"Asked whether it does what is {kind} of it, the reader says yes in {m['mean']:.2f} of "
                                      f"cases (n = {m['n']})." for kind, m in said_yes.items())])


def group_of(row: Mapping[str, Any], divided: set[str]) -> str:
    """Which rows of the table an organism counts for.

    Args:
        divided: families of which some labels of the test were trained.
    """
    if " + " in row["family"]:
        return "two at once"
    if row["trigger"] not in (None, "none"):
        return "behind a trigger"
    if row["family"] not in divided:
        return str(row["family"])
    return f"{row['family']}, {'trained' if row['seen'] else 'untrained'} labels"


def run(*arguments: object) -> None:
    """One command; stops the recipe where it fails."""
    if status := tuneteller([str(a) for a in arguments]):
        raise SystemExit(status)


if __name__ == "__main__":
    main()
