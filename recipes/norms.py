"""Where in the model the changes are: Frobenius norms layer by layer (the paper's figure of norms).

    python recipes/norms.py --runs runs --adapter runs/adapter      a minute on two CPU cores

For each module the mean over test organisms of the norm of its change B A, and the norms of the DIT adapter's own. Under "all"
is the norm over all modules; shares are of squares. The paper reads "signal in later layers" from such a picture; a norm says
where the weights moved, and not where an answer is read from.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from shared import about, options, organisms

from tuneteller.diffs.algebra import norms
from tuneteller.evaluation.figures import grid_of
from tuneteller.evaluation.results import save_result, this_machine
from tuneteller.zoo import load_adapter

LIBRARIES = {"topics": "hidden topics", "news": "news", "article": "articles", "cloze": "masked articles"}


def main() -> None:
    parser = options(__doc__)
    parser.add_argument("--adapter", type=Path, help="(default: the shipped one)")
    args = parser.parse_args()
    start, panels = time.monotonic(), {}
    for library, name in LIBRARIES.items():
        test = organisms(args.runs / library, "test", args.first)
        ranks = [(card.recipe or {}).get("rank") for card in test.cards]
        sizes = [norms(diff) for diff in test.load()]
        for rank in sorted(set(ranks), key=str):
            here = [size for size, own in zip(sizes, ranks, strict=True) if own == rank]
            panels[f"{name}, rank {rank}, n = {len(here)}"] = means(here)
    panels["the DIT adapter"] = {module: round(norm, 4) for module, norm in norms(load_adapter(args.adapter)).items()}
    save_result(args.results / "norms.json", name="norms", title="Where the changes are", about=about(__doc__),
                command=args.command, seconds=time.monotonic() - start, judges={}, cells=[],
                machine=this_machine("cpu"), grid={**grid_of(panels), "unit": "Frobenius norm"})


def means(sizes: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """Module -> mean norm; a module that an organism did not change counts as 0."""
    modules = dict.fromkeys(module for size in sizes for module in size)
    return {module: round(sum(size.get(module, 0.0) for size in sizes) / len(sizes), 4) for module in modules}


if __name__ == "__main__":
    main()
