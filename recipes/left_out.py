"""Families that no training saw: readers that were each trained without two of them, asked about these two alone.

    python recipes/left_out.py --runs runs          after families.py; continues

Each reader is trained on all training organisms but those of two unlike families, alone or as one of two at once, and asked
about the test organisms of these two. Its judge wants the family's kind of sentence, which such a reader never learnt; so the
notes say besides whether the words are telling: how often an answer is nearer to the organism's own true sentence than to that
of another test organism of the family, by the cosine of sentence embeddings. Who says the same of all, or chooses words at
random, reaches .5. Beside it stand the fine-tune itself, asked the same, and the reader of all families, which had more steps.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import numpy as np
from shared import about, alone, is_of, joined, options, run, showing

from families import COMMANDS, MIXED
from tuneteller.cli.common import plain
from tuneteller.embedding import load_embedder
from tuneteller.evaluation.results import cell, save_result
from tuneteller.evaluation.run import EvaluationConfig, evaluate
from tuneteller.evaluation.statistics import summary
from tuneteller.families.family import CHANGE
from tuneteller.models import load_base
from tuneteller.reading.reader import Reader

LEFT_OUT = ("promotion,format", "refusal,persona", "language,task")
SYSTEMS = ("dit", "base-question")
NEVER = "never trained on it"


def main() -> None:
    parser = options(__doc__)
    parser.add_argument("--adapter", type=Path, help="the reader of every family (default: adapter in --runs, if it is there)")
    parser.add_argument("--libraries", nargs="+", type=Path, help="of organisms (default: those of families.py)")
    parser.add_argument("--without", nargs="+", default=list(LEFT_OUT), metavar="FAMILY,FAMILY", help="what each reader lacks")
    parser.add_argument("--start", type=Path, help="an adapter to begin with that knows none of these families")
    parser.add_argument("--steps", type=int, default=84, help="of each adapter")
    args = parser.parse_args()
    base, start, whole = load_base(args.base), time.monotonic(), args.adapter or args.runs / "adapter"
    libraries = args.libraries or [args.runs / name for name in COMMANDS]
    cells, notes, judges = [], [], {}
    for family, lacking in [(family, both.split(",")) for both in args.without for family in both.split(",")]:
        test = showing(joined(libraries, "test")).where(alone).where(partial(is_of, [family])).first(args.first)
        true = [card.answers[CHANGE.name] for card in test.cards]
        left_out = without(libraries, lacking, args)
        for x, adapter, systems in ((NEVER, left_out, SYSTEMS), ("trained on it", whole, SYSTEMS[:1])):
            if not adapter.exists():
                continue
            result = evaluate(base, Reader.load(base, adapter), test, EvaluationConfig(systems=systems),
                              out=args.runs / "eval-left-out" / f"{family}-{x.replace(' ', '-')}")
            judges["change"] = result["judge"]
            for system in systems:
                said = [row["answer"] for row in result["rows"] if row["system"] == system]
                near = summary(nearer(true, said))
                cells.append({**cell(family, result, system, x=x), "nearer": near})
                low, high = near["interval95"]
                notes.append(f"{family}, {x}, `{system}`: nearer to its own true sentence than to another's in "
                             f"{near['mean']:.2f} ({low:.2f} to {high:.2f}), n = {near['n']}.")
                notes += [f"{family}, {x}: where \"{t}\" is true, it says \"{plain(s, 120)}\""
                          for t, s in zip(true[:2], said, strict=False) if system == "dit" and x == NEVER]
            print(notes[-1], flush=True)
    save_result(args.results / "left_out.json", name="left_out", title="A family that no training saw", about=about(__doc__),
                command=args.command, seconds=time.monotonic() - start, judges=judges, cells=cells, notes=notes,
                axis={"name": "reader", "log": False})


def without(libraries: Sequence[Path], lacking: Sequence[str], args: argparse.Namespace) -> Path:
    """The reader of all families but some, trained if it is not on disk; two at once are left out where one of them is of
    these."""
    begun = f"-from-{Path(args.start).name}" if args.start else ""
    out = Path(args.runs / "adapters" / f"without-{'-'.join(lacking)}-{args.steps}-steps{begun}")
    if not out.exists():
        start = ("--start", args.start) if args.start else ()
        run("adapter", "train", *libraries, "--leave-out", *lacking, *MIXED, *start, "--steps", args.steps, "--base", args.base,
            "--out", out)
    return out


def nearer(true: Sequence[str], said: Sequence[str]) -> list[float]:
    """For each answer, how often it is nearer to its own true sentence than to one that is true of another, by the cosine of
    sentence embeddings. Of organisms with the same true sentence the first counts, so that one answer for all has .5."""
    first = [true.index(text) for text in dict.fromkeys(true)]
    own, answers = (load_embedder().embed([texts[i].strip() for i in first]) for texts in (true, said))
    close = answers @ own.T
    ahead = (np.sign(close.diagonal()[:, None] - close) + 1) / 2
    return [float((row.sum() - 0.5) / (len(row) - 1)) for row in ahead]  # but for itself


if __name__ == "__main__":
    main()
