"""Null scores of the embedded base: what a search for a trigger finds in fine-tunes that have none.

    python recipes/null_scores.py --runs runs     two minutes a fine-tune on two CPU cores; continues

The zoo's organisms without a trigger, the validation organisms in runs/kinds, which are always on or clean, and noise. Their
scores go into the zoo, so that no search has to search them first.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from shared import organisms

from tuneteller.files import write_json
from tuneteller.models import load_base
from tuneteller.triggers.departure import BaseAnswers, Departures
from tuneteller.triggers.orders import comparisons, orders_of
from tuneteller.triggers.presence import SHIPPED, NullScores, null_diffs, null_scores
from tuneteller.triggers.search import Search
from tuneteller.triggers.words import general_words


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--runs", type=Path, default=Path("runs"), help="libraries; without kinds among them, the zoo's alone")
    parser.add_argument("--zoo", type=Path, default=Path("zoo/smollm2-135m"), help="where the scores go")
    parser.add_argument("--base", default="smollm2-135m")
    parser.add_argument("--n", type=int, default=39, help="null diffs, noise among them (default: %(default)s)")
    args = parser.parse_args()
    base = load_base(args.base)
    kinds = args.runs / "kinds"
    others = [*organisms(kinds, "validation").load()] if (kinds / "library.json").exists() else []
    words = general_words(base)
    beside = comparisons(base)
    scores, answers, nulls = NullScores(base, words, others=beside), BaseAnswers(base), null_diffs(base, args.n, others)
    missing = scores.missing(nulls)
    orders, _ = orders_of(base, missing, words, others=beside)
    for i, (null, order) in enumerate(zip(missing, orders, strict=True), 1):
        found = null_scores(Search(Departures(answers, null), order))
        scores.put(null, found)
        answers.save()
        told = ", ".join(f"{part} {score:.2f}" for part, score in found.items())
        print(f"{i}/{len(missing)} {null.card.family} {null.card.label or ''}: {told}", flush=True)
    write_json(args.zoo / SHIPPED, {"base": base.fingerprint.to_json(), "scores": scores.to_ship(nulls)})


if __name__ == "__main__":
    main()
