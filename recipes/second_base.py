"""Does a calibration carry over to another base model? One reader's answers, with its own confidences and with another's.

    python recipes/second_base.py RUN --own zoo/qwen2.5-coder-0.5b/adapter --other zoo/smollm2-135m/adapter

RUN is an evaluation of test organisms, as `reader make` leaves one under OUT.work/answers/ and `tuneteller evaluate` in its
--out. It takes seconds, as only rows are read.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tuneteller.evaluation.reliability import reliability
from tuneteller.evaluation.rows import Run
from tuneteller.evaluation.statistics import proportion
from tuneteller.evaluation.systems import DIT
from tuneteller.reading.answer import finds_nothing
from tuneteller.reading.confidence import CALIBRATION, Calibration

Row = dict[str, Any]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("run", type=Path, metavar="RUN", help="directory of the evaluation")
    for name, what in (("own", "the reader that answered"), ("other", "a reader of another base model")):
        parser.add_argument(f"--{name}", type=Path, required=True, metavar="ADAPTER", help=f"directory of {what}")
    args = parser.parse_args()
    rows = [row for row in Run.open(args.run)[1] if row.get("system") == DIT.name]
    for path in (args.own, args.other):
        calibration = Calibration.from_json(json.loads((path / CALIBRATION).read_text(encoding="utf-8")))
        print(f"{path}: {said(worth(calibration, rows))}")


def worth(calibration: Calibration, rows: Sequence[Row]) -> dict[str, Any]:
    """What the confidences of claims are worth; of those that are told how many are right, and how many clean fine-tunes have
    one."""
    claims = [row for row in rows if not finds_nothing(row["answer"])]
    sure = [calibration.confidence(row["features"], False, bool(row.get("alone"))) for row in claims]
    told = [row for row, c in zip(claims, sure, strict=True) if c is not None and c.known]
    return {**reliability([c.probability if c else 0.0 for c in sure], [bool(row["exact"]) for row in claims]),
            "claims": len(claims), "right": sum(bool(row["exact"]) for row in claims),
            "told": len(told), "told_right": sum(bool(row["exact"]) for row in told),
            "clean": sum(row["clean"] for row in rows), "false": sum(row["clean"] for row in told),
            "outside": sum(bool(c and c.outside) for c in sure)}


def said(found: dict[str, Any]) -> str:
    """In a line."""
    low, high = proportion(found["told_right"], found["told"])["interval95"]
    return (f"{found['told']} of {found['claims']} claims are told, {found['told_right']} of these right ({low:.2f} to "
            f"{high:.2f}) of {found['right']} right ones; {found['false']} of {found['clean']} clean fine-tunes get one; "
            f"{found['outside']} claims have features outside of the fit; ECE {found['ece']:.3f}, "
            f"AUROC {found['auroc'] or float('nan'):.3f}")


if __name__ == "__main__":
    main()
