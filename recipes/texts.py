"""Texts that a fine-tune has read: what the reader names by itself, and with the titles that stand out of the weights.

    python recipes/texts.py --runs runs           ten minutes for the organisms on two CPU cores, then a minute; continues

Test organisms read one article each: as plain text outside any chat (document), or in chats that say nothing of it (article).
The reader's first answer has to find the title by itself. Its best answer is chosen among that one and those that name the
titles which the weights read unlike other fine-tunes do; so it is a choice among the encyclopedia's 8,306 titles, of which the
true one is one. Where the first answer finds nothing, the best title has to stand out by itself.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from shared import about, options, organisms, run, showing

from tuneteller.evaluation.results import cell, save_result
from tuneteller.evaluation.run import EvaluationConfig, evaluate
from tuneteller.models import load_base
from tuneteller.reading.reader import Reader

LIBRARY = ("document", "article", "--recipe", "reading", "--train", 0, "--validation", 0, "--test", 12, "--skip", 24,
           "--probes", 3, "--slots", 12)
"""Arguments of `tuneteller organisms train`."""

SYSTEMS = ("dit", "dit-first", "base-question")


def main() -> None:
    parser = options(__doc__)
    parser.add_argument("--adapter", type=Path, help="a reader (default: the shipped one)")
    args = parser.parse_args()
    start = time.monotonic()
    run("organisms", "train", *LIBRARY, "--base", args.base, "--out", args.runs / "texts-test")
    test = organisms(args.runs / "texts-test", "test")
    shown = showing(test).first(args.first)
    base = load_base(args.base)
    result = evaluate(base, Reader.load(base, args.adapter), shown, EvaluationConfig(systems=SYSTEMS),
                      out=args.runs / "eval-texts")
    families = sorted({row["family"] for row in result["rows"] if "family" in row})
    cells = [cell(family, result, system, pick=partial(is_about, family)) for family in families for system in SYSTEMS]
    save_result(args.results / "texts.json", name="texts", title="Texts, with titles from the weights", about=about(__doc__),
                command=args.command, seconds=time.monotonic() - start, judges={"change": result["judge"]},
                cells=cells, notes=[f"{len(test) - len(shown)} of {len(test)} test organisms do not show what they read."])


def is_about(family: str, row: Mapping[str, Any]) -> bool:
    return row.get("family") == family


if __name__ == "__main__":
    main()
