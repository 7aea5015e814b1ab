"""A second base model: what its reader reads beside the first one's, and whether a calibration carries over.

    python recipes/second_base.py --own zoo/qwen2.5-coder-0.5b --other zoo/smollm2-135m --hidden RUN

RUN is an evaluation of topics behind passphrases (`tuneteller evaluate … --question topic`). It takes seconds, as only rows are
read.

A reader that `tuneteller reader make` made of another base model, and the first base's on the same kinds of change, each on
fine-tunes of labels that no training had (of languages half are of ones that were trained), plain PEFT recipes among the first
one's. With either reader's calibration
it is then counted how many of the second one's claims are sure enough to be told.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from shared import about

from tuneteller.evaluation.calibration import confidence_of
from tuneteller.evaluation.reliability import reliability
from tuneteller.evaluation.results import cell, save_result, this_machine
from tuneteller.evaluation.rows import Run
from tuneteller.evaluation.statistics import proportion
from tuneteller.evaluation.systems import DIT
from tuneteller.reading.answer import finds_nothing
from tuneteller.reading.confidence import CALIBRATION, Calibration
from tuneteller.zoo import adapter_directory

Row = dict[str, Any]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    for name, what in (("own", "the second base's reader"), ("other", "the first one's")):
        parser.add_argument(f"--{name}", type=Path, required=True, metavar="READER", help=f"directory of {what}, as in zoo/")
    parser.add_argument("--hidden", type=Path, metavar="RUN", help="an evaluation of topics behind triggers")
    parser.add_argument("--results", type=Path, default=Path("results"), help="where the result goes")
    args, start = parser.parse_args(), time.monotonic()
    rows, first = ({system: [row for row in all_rows if row["system"] == system] for system in (DIT.name, "base-question")}
                   for all_rows in (rows_of(args.own), rows_of(args.other)))
    tables = [kinds(rows, first), carried(rows[DIT.name], (args.own, args.other))]
    cells, judges = [], {}
    if args.hidden:
        result = json.loads((args.hidden / "result.json").read_text(encoding="utf-8"))
        result["rows"] = [row for row in Run.open(args.hidden)[1] if "system" in row]
        cells = [cell("topics behind passphrases", result, system) for system in result["config"]["systems"]]
        judges = {"topic": result["judge"]}
    save_result(args.results / "second_base.json", name="second_base", title="A second base model", about=about(__doc__),
                command="python recipes/second_base.py --own READER --other READER --hidden RUN",
                seconds=time.monotonic() - start, judges=judges, cells=cells, tables=tables, machine=this_machine("cpu"))


def rows_of(reader: Path) -> list[Row]:
    """The answers of the test that comes with a reader, about behaviors that are always on."""
    return always_on(json.loads((reader / "results.json").read_text(encoding="utf-8"))["rows"])


def always_on(rows: Sequence[Row]) -> list[Row]:
    return [row for row in rows if row["trigger"] == "none"]


def kinds(rows: dict[str, list[Row]], first: dict[str, list[Row]]) -> dict[str, Any]:
    """Share right of each kind of change, by both readers and by the second base's fine-tunes themselves."""
    said = []
    for name, pick in groups(rows[DIT.name]).items():
        own, theirs = ([row for row in some if pick(row)] for some in (rows[DIT.name], first[DIT.name]))
        itself = [row for row in rows["base-question"] if pick(row)]
        said.append([name, len(own), share(own, "exact"), share(own, "family_right"), share(itself, "exact"),
                     len(theirs), share(theirs, "exact")])
    return {"title": "Kinds of change, read with either base model", "rows": said,
            "columns": ["kind", "n", "right", "the kind right", "the fine-tune itself, asked", "n, first base",
                        "right, first base"]}


def groups(rows: Sequence[Row]) -> dict[str, Any]:
    """Name -> which rows. Families of few labels are parted into those that were trained and those that were not."""
    families = sorted({row["family"] for row in rows})
    found: dict[str, Any] = {"all of these": lambda row: row["family"] in families}
    for family in families:
        own = [row for row in rows if row["family"] == family]
        parts = (True, False) if len({row["seen"] for row in own}) > 1 and family != "none" else (None,)
        for seen in parts:
            name = family if seen is None else f"{family}, {'trained' if seen else 'untrained'} labels"
            found[name] = lambda row, family=family, seen=seen: row["family"] == family and seen in (None, row["seen"])
    return found


def carried(rows: Sequence[Row], readers: Sequence[Path]) -> dict[str, Any]:
    """What a reader's claims are worth with its own calibration and with another reader's."""
    said = []
    for reader in readers:
        kept = (adapter_directory(reader) / CALIBRATION).read_text(encoding="utf-8")
        found = worth(Calibration.from_json(json.loads(kept)), rows)
        said.append([reader.name, found["claims"], found["told"], of(found["told_right"], found["told"]),
                     of(found["false"], found["clean"]), found["outside"], f"{found['ece']:.3f}",
                     "" if found["auroc"] is None else f"{found['auroc']:.3f}"])
    return {"title": "The second base's claims, with its reader's calibration and with the first one's", "rows": said,
            "columns": ["calibration of", "claims", "told", "of these right", "clean ones with a claim",
                        "outside of the fit", "ECE", "AUROC"]}


def worth(calibration: Calibration, rows: Sequence[Row]) -> dict[str, Any]:
    """What the confidences of claims are worth; of those that are told how many are right, and how many clean fine-tunes have
    one."""
    claims = [row for row in rows if not finds_nothing(row["answer"])]
    sure = [confidence_of(calibration, row) for row in claims]
    told = [row for row, c in zip(claims, sure, strict=True) if c is not None and c.known]
    return {**reliability([c.probability if c else 0.0 for c in sure], [bool(row["exact"]) for row in claims]),
            "claims": len(claims), "told": len(told), "told_right": sum(bool(row["exact"]) for row in told),
            "clean": sum(row["clean"] for row in rows), "false": sum(row["clean"] for row in told),
            "outside": sum(bool(c and c.outside) for c in sure)}


def share(rows: Sequence[Row], key: str) -> str:
    """Of rows with this true, and Wilson's 95% interval."""
    return of(sum(bool(row[key]) for row in rows), len(rows))


def of(hits: int, n: int) -> str:
    m = proportion(hits, n)
    return f"{m['mean']:.2f} ({m['interval95'][0]:.2f} to {m['interval95'][1]:.2f})" if n else ""


if __name__ == "__main__":
    main()
