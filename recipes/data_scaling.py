"""Score against the number of training organisms, each with the same number of steps (the paper's Figure 4.3).

    python recipes/data_scaling.py --runs runs          half an hour on two CPU cores; continues

Adapters trained on 4 to all of the organisms in runs/topics, drawn at random and each set within the next, with equal steps;
the organisms of the test are the same for all.
"""

from __future__ import annotations

import random
import time
from collections.abc import Collection
from functools import partial

from shared import about, adapter_of, hidden_topics, options

from tuneteller.diffs.card import Card
from tuneteller.evaluation.results import cell, save_result
from tuneteller.evaluation.run import EvaluationConfig, evaluate
from tuneteller.models import load_base
from tuneteller.reading.reader import Reader
from tuneteller.training.adapter import AdapterConfig


def main() -> None:
    parser = options(__doc__)
    parser.add_argument("--steps", type=int, default=84, help="of each adapter")
    args = parser.parse_args()
    base, start = load_base(args.base), time.monotonic()
    train, validation, test = hidden_topics(args)
    order = random.Random("data scaling").sample(range(len(train)), len(train))
    cells, judges = [], {}
    for n in sizes(len(train)):
        drawn = {train.cards[i].id for i in order[:n]}
        some = train.where(partial(is_in, drawn))
        adapter = adapter_of(base, args.runs, some, validation, AdapterConfig(steps=args.steps))
        result = evaluate(base, Reader(base, adapter), test, EvaluationConfig("topic", systems=("dit-first",)),
                          out=args.runs / "eval-data-scaling" / str(n), about={"training organisms": n}, known=some)
        judges["topic"] = result["judge"]
        cells.append(cell("hidden topics", result, "dit-first", x=n))
        print(f"{n} organisms: {cells[-1]['score']}", flush=True)
    save_result(args.results / "data_scaling.json", name="data_scaling", title="How many organisms a reader needs",
                about=about(__doc__), command=args.command, seconds=time.monotonic() - start, judges=judges,
                cells=cells, axis={"name": "training organisms", "log": True})


def is_in(ids: Collection[str | None], card: Card) -> bool:
    return card.id in ids


def sizes(most: int) -> list[int]:
    """4 and more by halving from the whole, as the paper has them."""
    found = [most]
    while found[-1] // 2 >= 8:
        found.append(found[-1] // 2)
    return sorted({*found, 4} if most > 4 else found)


if __name__ == "__main__":
    main()
