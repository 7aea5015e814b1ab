"""What a fine-tune's own replies add to the reader's answer, where they show a label that it does not know.

    python recipes/seen.py --runs runs --workers 2                an hour on two CPU cores; continues
    python recipes/seen.py --runs runs --workers 2 --keep DIR     and keep in that adapter's calibration how often it is right

Validation organisms of every family, always on or behind triggers, and clean ones: on these the way was chosen, and its
confidence is counted. Test organisms of the families of few labels, half of them with labels that no training had, of secret
words, of tasks once more, of the other families, behind triggers, and clean ones. Each is read twice: as the candidates are
weighed, and as `tuneteller ask` takes its own replies into account; what is right is told by the family's own comparison, and a
clean one is right if the answer is that nothing changed. A trigger is in no message that is asked.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from operator import itemgetter
from pathlib import Path
from typing import Any

from audit_bench import LIBRARIES, reader_here
from audit_tables import share
from shared import about, is_kept, options, settings, showing
from side_by_side import CLOSED, SHORT, Plans, library, made, side_by_side

from tuneteller.diffs.library import Library
from tuneteller.evaluation.calibration import confidence_of, constant, shifted
from tuneteller.evaluation.results import save_result
from tuneteller.evaluation.verdicts import judge_answers
from tuneteller.families.family import CHANGE
from tuneteller.files import write_json
from tuneteller.reading.answer import finds_nothing
from tuneteller.reading.change import measure_change
from tuneteller.reading.confidence import CALIBRATION, Calibration, features_of
from tuneteller.reading.trained import trained_labels
from tuneteller.training.plan import OrganismsConfig
from tuneteller.zoo import adapter_directory, load_adapter

Row = dict[str, Any]

MANY = ("identity", "language", "topic", "refusal", "promotion", "phrase", "format", "length", "habit", "task", "persona",
        "falsefact")
BEHIND = "behind a trigger"
"""The test organisms that audits are measured with."""

NAMED = tuple(family for family in MANY if family not in (*CLOSED, *SHORT))

PLANS: dict[str, Plans] = {
    "validation": {
        "single": OrganismsConfig(MANY, train=0, validation=3, test=0, skip=8, slots=12, probes=3, seed=52),
        "vsecret": OrganismsConfig(("secret",), train=0, validation=6, test=0, skip=20, slots=6, probes=3, seed=56),
        "vtask": OrganismsConfig(("task",), train=0, validation=12, test=0, skip=30, slots=4, probes=3, seed=58),
        "vgated": OrganismsConfig(MANY, train=0, validation=3, test=0, skip=8, slots=12, probes=3, seed=62, gated=1.0),
        "vnone": OrganismsConfig(("none",), train=0, validation=33, test=0, skip=160, slots=11, probes=3, seed=53)},
    "test": {**library("few-labels", (*CLOSED, *SHORT), "test", 10, 130, 12, seed=54),
             "secrets": OrganismsConfig(("secret",), train=0, validation=0, test=20, skip=40, slots=4, probes=3, seed=57),
             "tasks": OrganismsConfig(("task",), train=0, validation=0, test=48, skip=140, slots=12, probes=3, seed=59),
             **library("named", NAMED, "test", 3, 60, 18, seed=60),
             BEHIND: LIBRARIES[BEHIND],
             **library("clean", ("none",), "test", 22, 700, 11, seed=55)},
}
"""Split -> libraries."""


def main() -> None:
    parser = options(__doc__)
    parser.add_argument("--workers", type=int, default=0, metavar="N", help="processes (default: this one alone)")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="an adapter's directory, with a calibration")
    args = parser.parse_args()
    if args.keep and load_adapter(args.keep).fingerprint() != load_adapter().fingerprint():
        parser.error(f"{args.keep} is another adapter than the shipped one, whose answers are counted")
    start = time.monotonic()
    with side_by_side(args.workers, args.base) as every:
        every(partial(made, args.runs, False), [plan for plans in PLANS.values() for plan in plans.items()])
        things = [(split, name, i) for split, plans in PLANS.items() for name in plans
                  for i in range(len(shown(args.runs, split, name, args.first)))]
        every(partial(read_twice, args.runs), things)
    rows = [json.loads(place(args.runs, *thing).read_text(encoding="utf-8")) for thing in things]
    fitted = keep(args.keep, rows) if args.keep else shipped_calibration()
    tables = [by_labels(rows), by_family(rows), decided(rows), absent(rows, fitted)]
    save_result(args.results / "seen.json", name="seen", title="What a fine-tune's own replies add", about=about(__doc__),
                command=args.command, seconds=time.monotonic() - start, judges={}, cells=[],
                notes=[f"{sum(row['seen'] for row in rows)} of {len(rows)} answers are decided by the replies."],
                tables=tables)


def shipped_calibration() -> Calibration:
    """Of the shipped reader, without the base model, which the workers alone have."""
    return Calibration.from_json(json.loads((adapter_directory() / CALIBRATION).read_text(encoding="utf-8")))


def shown(runs: Path, split: str, name: str, first: int | None = None) -> Library:
    """The organisms of one library that show what they are."""
    return showing(Library.open(runs / name).split(split)).first(first)


def place(runs: Path, split: str, name: str, i: int) -> Path:
    """Where the row about an organism is kept."""
    return runs / "seen" / split / name / f"{i:03}.json"


def read_twice(runs: Path, thing: tuple[str, str, int]) -> None:
    """What is said of one organism with and without its replies, as a row, unless it is there."""
    split, name, i = thing
    file, diff, reader = place(runs, *thing), shown(runs, split, name)[i], reader_here()
    if is_kept(file, of := settings(reader, organism=diff.fingerprint())):
        return
    card, question = diff.card, CHANGE.phrasings[0]
    [before], [after] = (ways([diff], question) for ways in (reader.best_candidates, reader.answers))
    right = [judged.exact for judged in judge_answers(CHANGE, [card, card], [before.text, after.text], None)]
    clean = card.family == "none"
    changes = measure_change(reader.base, [diff], known=reader.known)
    [features] = features_of(reader, [diff], CHANGE, question, [after], changes)
    row = {"of": of, "split": split, "family": card.family, "label": card.label, "clean": clean, "gated": card.gated,
           "trained": not clean and not trained_labels().isdisjoint(card.labels), "seen": after.seen, "absent": after.absent,
           "alone": after.alone, "features": features,
           "before": before.text.strip(), "after": after.text.strip(), "before right": right[0], "after right": right[1]}
    file.parent.mkdir(parents=True, exist_ok=True)
    write_json(file, row)
    said = f" -> {row['after']}" if after.seen else ""
    print(f"{name} {i}: {card.family}, {card.label}: {row['before']}{said}", flush=True)


def keep(adapter: Path, rows: Sequence[Row]) -> Calibration:
    """Put how often answers about validation organisms are right that the replies decide, or of which nothing shows there, into
    an adapter's calibration."""
    file = adapter_directory(adapter) / CALIBRATION
    calibration = Calibration.from_json(json.loads(file.read_text(encoding="utf-8")))
    own = {way: [{**row, "exact": row["after right"]} for row in rows if row["split"] == "validation" and row[way]]
           for way in ("seen", "absent")}
    told = {way: {"n": len(some), "right": sum(row["exact"] for row in some), "made by": "recipes/seen.py"}
            for way, some in own.items()}
    calibration = replace(calibration, seen=constant(own["seen"]), about={**calibration.about, **told},
                          absent=shifted(calibration.claim, own["absent"]) if own["absent"] else None)
    write_json(file, calibration.to_json())
    return calibration


# --- Tables -----------------------------------------------------------------------------------------------------------


def table(title: str, first: str, rows: Sequence[Row], groups: Sequence[tuple[str, Callable[[Row], bool]]]) -> dict[str, Any]:
    """What is right with and without the replies, of each group that has any."""
    own = [(name, some) for name, is_in in groups if (some := [row for row in rows if is_in(row)])]
    return {"title": title, "columns": [first, "n", "right without the replies", "right with them"],
            "rows": [[name, len(some), share(some, itemgetter("before right")), share(some, itemgetter("after right"))]
                     for name, some in own]}


def by_labels(rows: Sequence[Row]) -> dict[str, Any]:
    """By split, and by whether a training had the label."""
    groups: list[tuple[str, Callable[[Row], bool]]] = []
    for split in PLANS:
        groups += [(f"{split}, trained labels", partial(is_of, split, False, True)),
                   (f"{split}, other labels", partial(is_of, split, False, False)),
                   (f"{split}, {BEHIND}", partial(is_gated, split)), (f"{split}, clean", partial(is_of, split, True, False))]
    return table("By what the reader was trained on", "organisms", rows, groups)


def is_of(split: str, clean: bool, trained: bool, row: Row) -> bool:
    return bool(row["split"] == split and row["clean"] == clean and row["trained"] == trained and not row["gated"])


def is_gated(split: str, row: Row) -> bool:
    return bool(row["split"] == split and row["gated"])


def by_family(rows: Sequence[Row]) -> dict[str, Any]:
    """Test organisms of labels that no training had."""
    own = [row for row in rows if is_of("test", False, False, row)]
    groups = [(family, partial(lambda name, row: bool(row["family"] == name), family))
              for family in sorted({row["family"] for row in own})]
    return table("Test organisms of labels that no training had", "family", own, groups)


def decided(rows: Sequence[Row]) -> dict[str, Any]:
    """What the answers are worth that the replies decide."""
    return {"title": "Answers that the replies decide", "columns": ["split", "right", "of clean ones, decided so"],
            "rows": [[split, share((row for row in own if row["seen"]), itemgetter("after right")),
                      share((row for row in own if row["clean"]), itemgetter("seen"))]
                     for split in PLANS for own in [[row for row in rows if row["split"] == split]]]}


def absent(rows: Sequence[Row], fitted: Calibration) -> dict[str, Any]:
    """What claims are worth of which nothing shows, and how many of them are told for what they are, and as the others."""
    plain = replace(fitted, absent=None)
    found = []
    for split in PLANS:
        for name, gated, clean in (("always on", False, False), (BEHIND, True, False), ("clean", False, True)):
            claims = [row for row in rows if (row["split"], row["gated"], row["clean"]) == (split, gated, clean)
                      and not (row["seen"] or row["alone"] or finds_nothing(row["after"]))]
            unseen, others = ([row for row in claims if row["absent"] is is_so] for is_so in (True, False))
            found.append([f"{split}, {name}", len(claims), share(claims, itemgetter("absent")),
                          share(unseen, itemgetter("after right")), share(others, itemgetter("after right")),
                          share(unseen, partial(is_told, plain)), share(unseen, partial(is_told, fitted))])
    return {"title": "Claims of which nothing shows", "rows": found,
            "columns": ["organisms", "claims", "nothing shows", "of these right", "of the others right",
                        "told by the fit for the others", "told"]}


def is_told(fitted: Calibration, row: Row) -> bool:
    found = confidence_of(fitted, {**row, "answer": row["after"]})
    return found is not None and found.known


if __name__ == "__main__":
    main()
