"""Null lifts of the embedded base: how far a search for a trigger moves whole answers of fine-tunes that have none.

    python recipes/null_lifts.py --others runs/single     two and a half minutes a fine-tune on two CPU cores

The zoo's organisms without a trigger, the validation organisms of other libraries (those of recipes/seen.py), which are always
on or clean, and noise up to --n; none that is about one subject. Their lifts go into the zoo, so that no search has to search
them first.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from shared import organisms

from tuneteller.files import write_json
from tuneteller.models import load_base
from tuneteller.reading.departure import BaseAnswers, Departures
from tuneteller.triggers.firing import Firing
from tuneteller.triggers.hunt import hunt
from tuneteller.triggers.orders import comparisons, orders_of
from tuneteller.triggers.presence import SHIPPED, NullLifts, null_diffs
from tuneteller.triggers.search import Search
from tuneteller.triggers.words import general_words


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--others", type=Path, nargs="*", default=(), help="libraries; by default the zoo's organisms alone")
    parser.add_argument("--zoo", type=Path, default=Path("zoo/smollm2-135m"), help="where the lifts go")
    parser.add_argument("--base", default="smollm2-135m")
    parser.add_argument("--n", type=int, default=20, help="null diffs, noise among them (default: %(default)s)")
    args = parser.parse_args()
    base = load_base(args.base)
    others = [diff for place in args.others for diff in organisms(place, "validation").load()]
    words = general_words(base)
    beside = comparisons(base)
    lifts, answers, nulls = NullLifts(base, words, others=beside), BaseAnswers(base), null_diffs(base, args.n, others)
    missing = lifts.missing(nulls)
    orders = orders_of(base, missing, words, others=beside)[0] if missing else []
    for i, (null, order) in enumerate(zip(missing, orders, strict=True), 1):
        search = Search(Departures(answers, null), order)
        firing = Firing(search)
        found = hunt(search, firing)
        lifts.put(null, found.lift)
        answers.save()
        print(f"{i}/{len(missing)} {null.card.family} {null.card.label or ''}: {found.lift:.2f}, by "
              f"{firing.best_first(found.candidates)[0].text}", flush=True)
    write_json(args.zoo / SHIPPED, {"base": base.fingerprint.with_sketch(), "lifts": lifts.to_ship(nulls)})


if __name__ == "__main__":
    main()
