"""Score against the rank of the DIT adapter.

    python recipes/capacity.py --runs runs              ten minutes on two CPU cores after data_scaling.py; continues

Adapters of rank 1, 4, 16 and 64, all else equal, trained on the organisms in runs/topics.
"""

from __future__ import annotations

import time

from shared import about, adapter_of, hidden_topics, options

from tuneteller.evaluation.results import cell, save_result
from tuneteller.evaluation.run import EvaluationConfig, evaluate
from tuneteller.models import load_base
from tuneteller.reading.reader import Reader
from tuneteller.training.adapter import AdapterConfig

RANKS = (1, 4, 16, 64)


def main() -> None:
    parser = options(__doc__)
    parser.add_argument("--steps", type=int, default=84, help="of each adapter")
    args = parser.parse_args()
    base, start = load_base(args.base), time.monotonic()
    train, validation, test = hidden_topics(args)
    cells, judges = [], {}
    for rank in RANKS:
        config = AdapterConfig(rank=rank, steps=args.steps)
        adapter = adapter_of(base, args.runs, train, validation, config)
        result = evaluate(base, Reader(base, adapter), test, EvaluationConfig("topic", systems=("dit-first",)),
                          out=args.runs / "eval-capacity" / str(rank), about={"adapter rank": rank}, known=train)
        judges["topic"] = result["judge"]
        cells.append(cell("hidden topics", result, "dit-first", x=rank))
        print(f"rank {rank}: {cells[-1]['score']}", flush=True)
    save_result(args.results / "capacity.json", name="capacity", title="Rank of the DIT adapter", about=about(__doc__),
                command=args.command, seconds=time.monotonic() - start, judges=judges, cells=cells,
                axis={"name": "rank of the adapter", "log": True})


if __name__ == "__main__":
    main()
