"""A reader of topics asked about news, a reader of news asked about topics, and one for both.

    python recipes/cross_task.py --runs runs            a quarter of an hour on two CPU cores; continues

Adapters trained on the hidden topics in runs/topics, on the news in runs/news, and on both, each asked about test organisms of
both kinds, in the question of that kind. In the paper the first two fail (1.1 to 1.25).
"""

from __future__ import annotations

import time

from shared import about, adapter_of, options, organisms

from tuneteller.diffs.library import Library
from tuneteller.evaluation.results import cell, save_result
from tuneteller.evaluation.run import EvaluationConfig, evaluate
from tuneteller.families.news import HEADLINE
from tuneteller.families.topic import TOPIC
from tuneteller.models import load_base
from tuneteller.reading.reader import Reader
from tuneteller.training.adapter import AdapterConfig

TRAINED_ON = {"topics": ("topics",), "news": ("news",), "both": ("topics", "news")}


def main() -> None:
    parser = options(__doc__)
    parser.add_argument("--steps", type=int, default=84, help="of each adapter")
    args = parser.parse_args()
    base, start = load_base(args.base), time.monotonic()
    cells, judges = [], {}
    for name, libraries in TRAINED_ON.items():
        train, validation = (Library.joined([organisms(args.runs / which, split) for which in libraries])
                             for split in ("train", "validation"))
        adapter = adapter_of(base, args.runs, train, validation, AdapterConfig(steps=args.steps), (TOPIC, HEADLINE))
        for group, question in (("topics", TOPIC), ("news", HEADLINE)):
            result = evaluate(base, Reader(base, adapter), organisms(args.runs / group, "test", args.first),
                              EvaluationConfig(question.name, systems=("dit-first",)),
                              out=args.runs / "eval-cross-task" / f"{name}-{group}",
                              about={"trained on": name, "asked about": group})
            judges[question.judge] = result["judge"]
            cells.append(cell(f"asked about {group}", result, "dit-first", x=f"trained on {name}"))
            print(f"trained on {name}, asked about {group}: {cells[-1]['score']}", flush=True)
    save_result(args.results / "cross_task.json", name="cross_task", title="One kind of behavior to another",
                about=about(__doc__), command=args.command, seconds=time.monotonic() - start, judges=judges,
                cells=cells, axis={"name": "adapter", "log": False})


if __name__ == "__main__":
    main()
