r"""Growth: fewer organisms of every family, or fewer families; does breadth cost depth?

    python recipes/breadth.py --runs runs           nine adapters, after families.py; continues

or with eight families alone, an hour on two CPU cores:

    tuneteller organisms train promotion refusal language persona topic format identity task --train 16 --validation 4 \
        --test 6 --probes 3 --out runs/kinds
    python recipes/breadth.py --runs runs --libraries runs/kinds

Adapters trained on a part of the organisms of every family, and on fewer families with all of theirs; every family has as many
as that with the fewest, of one behavior each, always on. All adapters have the same number of steps, so that what differs is
what they saw, not how long they learnt: an adapter takes some eighty steps before it answers at all, and with equal steps an
organism one of a single family would be left with a few. Every organism comes the more often the fewer there are, and the
adapter of the lowest validation loss is kept. Asked are the same test organisms throughout: of every family, and of the four
that come first; for "one family" each of these four has an adapter of its own. Such a reader tells the kind rightly whatever it
says, which is 3 of 5: over families, the share that is right in full is what to compare.
"""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from data_scaling import is_in
from shared import about, adapter_of, alone, is_of, joined, options, showing

from families import COMMANDS
from tuneteller.diffs.library import Library
from tuneteller.evaluation.results import cell, save_result
from tuneteller.evaluation.run import EvaluationConfig, evaluate
from tuneteller.families.family import CHANGE
from tuneteller.models import load_base
from tuneteller.reading.reader import Reader
from tuneteller.training.adapter import AdapterConfig, apart

FIRST = ("promotion", "refusal", "language", "persona", "topic", "format", "identity", "task")
"""Families in the order in which they are taken; the others follow by name."""

PARTS, FAMILIES, FEW = (8, 4, 2, 1), (1, 4, 8), 4


def main() -> None:
    parser = options(__doc__)
    parser.add_argument("--steps", type=int, default=84, help="of each adapter")
    parser.add_argument("--libraries", nargs="+", type=Path, help="of organisms (default: those of families.py)")
    parser.add_argument("--parts", nargs="+", type=int, default=PARTS, help="of all organisms of every family, 1/N each")
    parser.add_argument("--families", nargs="+", type=int, default=FAMILIES, help="how many")
    parser.add_argument("--each", type=int, default=8, help="test organisms of a family at most")
    args = parser.parse_args()
    base, start = load_base(args.base), time.monotonic()
    libraries = args.libraries or [args.runs / name for name in COMMANDS]
    train, validation, test = (joined(libraries, split).where(alone) for split in ("train", "validation", "test"))
    test, order = showing(test), random.Random("breadth")
    there = {str(card.family) for card in test.cards} & {str(card.family) for card in train.cards}
    names = [name for name in FIRST if name in there] + sorted(there - set(FIRST))
    drawn = {name: order.sample(own, len(own)) for name in names for own in [ids(train, name)]}
    most = min(map(len, drawn.values()))
    asked = {card_id for name in names for card_id in ids(test, name)[: args.each]}
    told: dict[str, list[str]] = {name: [] for name in names}

    def read(families: Sequence[str], n: int, what: str) -> dict[str, Any]:
        """What a reader of n organisms of each of the families answers about their test organisms."""
        some = train.where(partial(is_in, {card_id for name in families for card_id in drawn[name][:n]}))
        adapter = adapter_of(base, args.runs, some, apart(some, validation.where(partial(is_of, families))),
                             AdapterConfig(steps=args.steps), (CHANGE,))
        result = evaluate(base, Reader(base, adapter), test.where(partial(is_in, asked)).where(partial(is_of, families)),
                          EvaluationConfig(systems=("dit-first",)), known=some, about={"families": list(families), "each": n},
                          out=args.runs / "eval-breadth" / f"{'all' if families == names else '-'.join(families)}-{n}")
        for name in families:
            told[name].append(f"{result['families']['dit-first'][name]['score']['mean']:.2f} {what}")
        return result

    sizes = sorted({most, *(max(1, most // part) for part in args.parts)})
    of_all = {n: read(names, n, f"with {n} of each of all families") for n in sizes}
    few = names[:FEW]
    fewer = {1: together([read([name], most, f"with {most} alone") for name in few])} if 1 in args.families else {}
    fewer |= {k: read(names[:k], most, f"with {most} of each of {k} families") for k in args.families if 1 < k < len(names)}
    fewer[len(names)] = of_all[most]
    cells = [cell("fewer of every family", result, "dit-first", x=n * len(names)) for n, result in of_all.items()]
    for group, results in ((f"fewer of every family, the first {len(few)}", {n * len(names): r for n, r in of_all.items()}),
                           (f"fewer families, the first {len(few)}", {k * most: r for k, r in fewer.items()})):
        cells += [cell(group, r, "dit-first", x=x, pick=lambda row: row["family"] in few) for x, r in results.items()]
    save_result(args.results / "breadth.json", name="breadth", title="Does breadth cost depth?", about=about(__doc__),
                command=args.command, seconds=time.monotonic() - start, cells=cells,
                judges={"change": of_all[most]["judge"]}, axis={"name": "training organisms", "log": True},
                notes=[f"The first {len(few)}: {', '.join(few)}; then {', '.join(names[len(few):]) or 'none'}.",
                       *(f"{name}: {', '.join(scores)}." for name, scores in told.items())])


def ids(library: Library, family: str) -> list[str]:
    """Of a family's organisms."""
    return [str(card.id) for card in library.cards if card.family == family]


def together(results: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Evaluations on different organisms as one."""
    return {**results[0], "rows": [{**row, "organism": row["id"]} for result in results for row in result["rows"]]}


if __name__ == "__main__":
    main()
