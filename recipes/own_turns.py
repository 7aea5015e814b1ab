"""Does it help a reader to hear the fine-tune speak? One reader, with and without its own reply before the question.

    python recipes/own_turns.py --runs runs --adapter runs/adapter      after recipes/families.py

The adapter learnt both ways: in a share of its steps each organism's own reply to a fixed message stood before the question
(`--turns`), in others a conversation that shows a behavior, with no organism at all (`--shown`). It is asked both ways about
the same test organisms, and its first answers are compared, family by family.
"""

from __future__ import annotations

import time
from pathlib import Path

from family_groups import groups_of
from shared import about, joined, options, showing

from families import COMMANDS
from tuneteller.evaluation.results import cell, save_result
from tuneteller.evaluation.run import EvaluationConfig, evaluate
from tuneteller.models import load_base
from tuneteller.reading.reader import Reader

WAYS = {"the question alone": False, "after its own reply": True}


def main() -> None:
    parser = options(__doc__)
    parser.add_argument("--adapter", type=Path, help="a reader trained with --turns above 0 (default: the shipped one)")
    parser.add_argument("--libraries", nargs="+", default=list(COMMANDS), metavar="NAME", help="libraries in --runs to test on")
    args = parser.parse_args()
    start, base = time.monotonic(), load_base(args.base)
    libraries = [args.runs / name for name in args.libraries]
    test, known = showing(joined(libraries, "test")).first(args.first), joined(libraries, "train")
    results = {way: evaluate(base, Reader.load(base, args.adapter, turns=turns), test,
                             EvaluationConfig(systems=("dit-first",)), known=known,
                             out=args.runs / f"eval-turns-{int(turns)}")
               for way, turns in WAYS.items()}
    cells = [cell(group, {**results[way], "rows": rows}, "dit-first", way) for way in WAYS
             for group, rows in groups_of(results[way]["rows"]).items() if rows]
    save_result(args.results / "own_turns.json", name="own_turns", title="After the fine-tune's own reply",
                about=about(__doc__), command=args.command, seconds=time.monotonic() - start,
                judges={"change": next(iter(results.values()))["judge"]}, cells=cells,
                axis={"name": "what stands before the question", "log": False})


if __name__ == "__main__":
    main()
