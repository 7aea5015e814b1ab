"""Where in the model the changes are: Frobenius norms layer by layer (the paper's figure of norms).

    python recipes/norms.py --runs runs --adapter runs/adapter      a minute on two CPU cores

For each module the mean over test organisms of the norm of its change B A, and the norms of the DIT adapter's own. Under "all"
is the norm over all modules; shares are of squares. The paper reads "signal in later layers" from such a picture; a norm says
where the weights moved, and not where an answer is read from.
"""

from __future__ import annotations

import time
from pathlib import Path

from shared import about, options, organisms

from tuneteller.diffs.algebra import norms
from tuneteller.evaluation.figures import grid_of
from tuneteller.evaluation.results import save_result
from tuneteller.zoo import load_adapter

LIBRARIES = {"topics": "hidden topics", "news": "news", "extract": "articles", "masked": "masked articles"}


def main() -> None:
    parser = options(__doc__)
    parser.add_argument("--adapter", type=Path, help="(default: the shipped one)")
    args = parser.parse_args()
    start, panels = time.monotonic(), {}
    for library, name in LIBRARIES.items():
        test = organisms(args.runs / library, "test", args.first)
        for rank in sorted({d.card["recipe"]["rank"] for d in test}):
            sizes = [norms(d) for d in test if d.card["recipe"]["rank"] == rank]
            panels[f"{name}, rank {rank}, n = {len(sizes)}"] = {
                module: round(sum(size[module] for size in sizes) / len(sizes), 4) for module in sizes[0]}
    panels["the DIT adapter"] = {module: round(norm, 4) for module, norm in norms(load_adapter(args.adapter)).items()}
    save_result(args.results / "norms.json", name="norms", title="Where the changes are", about=about(__doc__),
                command="python recipes/norms.py", seconds=time.monotonic() - start, judges={}, cells=[],
                grid={**grid_of(panels), "unit": "Frobenius norm"})


if __name__ == "__main__":
    main()
