"""How much of a reader's scores is luck: the same small reader made twice, with other seeds, from nothing to its test.

    python recipes/seeds.py --runs runs --workers 2    three hours on two CPU cores; continues where it was stopped

`tuneteller reader make` with either seed and nothing else changed. Labels are divided as ever, so both readers are tested on
nearly the same behaviors; but the organisms that have them, those for training, validation and test alike, are others, by other
recipes and on other texts, and so are the order of the adapter's batches and the clean fine-tunes that hold the threshold. What
two such readers differ in is luck, of the making and of the test together. Each one's claims are told by its own calibration
and by the other's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import product
from pathlib import Path
from typing import Any

from second_base import Row, always_on, carried, groups, share
from shared import about, options, run

from tuneteller.evaluation.results import save_result, this_machine
from tuneteller.evaluation.rows import Run
from tuneteller.evaluation.systems import DIT
from tuneteller.families.family import CHANGE
from tuneteller.making.ledger import Ledger
from tuneteller.making.make import STAGES

SEEDS = 0, 1

FAMILIES = "topic", "identity", "refusal"

SIZE = {"organisms": 16, "validation": 8, "clean": 40, "test": 10, "rank": 8}
"""Of each family; options of `tuneteller reader make`."""


def main() -> None:
    parser = options(__doc__)
    parser.add_argument("--workers", type=int, default=1, metavar="N", help="processes (default: this one alone)")
    args = parser.parse_args()
    readers = [args.runs / f"seed-{seed}" for seed in SEEDS]
    for seed, reader in zip(SEEDS, readers, strict=True):
        run("reader", "make", "--base", args.base, "--families", *FAMILIES, "--seed", seed, "--workers", args.workers,
            *(word for name, n in SIZE.items() for word in (f"--{name}", n)), "--out", reader)
    tests = [tested(reader) for reader in readers]
    carries = [{**carried(rows, readers), "title": f"Claims about the tests of {reader.name}, by either calibration"}
               for reader, rows in zip(readers, tests, strict=True)]
    ledgers = [Ledger(work_of(reader)) for reader in readers]
    save_result(args.results / "seeds.json", name="seeds", title="The same reader twice", about=about(__doc__),
                command=args.command, seconds=sum(ledger.seconds(stage) for ledger in ledgers for stage in STAGES), judges={},
                cells=[], tables=[by_kind(readers, tests), same(*tests), *carries], machine=this_machine("cpu"))


def work_of(reader: Path) -> Path:
    return reader.with_name(f"{reader.name}.work")


def tested(reader: Path) -> list[Row]:
    """What it said of its test organisms, which `tuneteller reader make` keeps beside it."""
    rows = Run.open(work_of(reader) / "answers" / f"test-{CHANGE.name}")[1]
    return always_on([row for row in rows if row.get("system") == DIT.name])


def by_kind(readers: Sequence[Path], tests: Sequence[Sequence[Row]]) -> dict[str, Any]:
    """Share right of each kind of change, by either reader, about test organisms of its own."""
    kinds = [groups(rows) for rows in tests]

    def told(name: str, own: dict[str, Any], rows: Sequence[Row]) -> list[Any]:
        some = [row for row in rows if name in own and own[name](row)]
        return [len(some), share(some, "exact"), share(some, "family_right")]

    return {"title": "Kinds of change, read by either reader",
            "columns": ["kind", *(f"{reader.name}: {what}" for reader in readers for what in ("n", "right", "the kind right"))],
            "rows": [[name, *(cell for own, rows in zip(kinds, tests, strict=True) for cell in told(name, own, rows))]
                     for name in dict.fromkeys(name for own in kinds for name in own)]}


def same(first: Sequence[Row], second: Sequence[Row]) -> dict[str, Any]:
    """Of behaviors that both tests have, how many both readers told rightly, or one of them alone."""
    one, other = ({row["id"]: row for row in rows} for rows in (first, second))
    both = [(one[name], other[name]) for name in one if name in other]

    def counted(kind: str, pairs: Sequence[tuple[Row, Row]]) -> list[Any]:
        found = Counter((a["exact"], b["exact"]) for a, b in pairs)
        return [kind, len(pairs), *(found[a, b] for a, b in product((True, False), repeat=2))]

    families = sorted({row["family"] for row, _ in both})
    return {"title": "The same behaviors, taught anew for either test",
            "columns": ["kind", "n", "both right", "the first alone", "the second alone", "neither"],
            "rows": [counted("all of these", both),
                     *(counted(name, [pair for pair in both if pair[0]["family"] == name]) for name in families)]}


if __name__ == "__main__":
    main()
