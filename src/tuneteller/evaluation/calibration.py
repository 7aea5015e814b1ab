"""Calibrate a reader: fit the probability that its answers are right, on an evaluation's rows of validation organisms.

Every claim (an answer that something changed) of the rows, right or wrong, is a sample of one logistic regression, and every
finding of nothing of another; of claims that the weights alone tell, or the fine-tune's own replies decide, the share of
right ones is kept. Claims of which nothing shows in these have the regression of the others, with an intercept of their own:
they are seldom right but behind a trigger, and are told where that is likelier than not. Another claim is told above a
threshold, the higher of two. One is from clean fine-tunes, whose true answer is that nothing changed: half of them, drawn by
their ids, are kept out of the fit, so that split conformal prediction holds for others of the same mixture of kinds. The other
tells nine tenths of the right claims (`KEPT`). What is measured is cross-validated, with all organisms of a label in one fold.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from tuneteller.errors import DataError, LibraryError
from tuneteller.evaluation.logistic import fit_logistic
from tuneteller.evaluation.reliability import auroc, conformal_threshold, reliability
from tuneteller.evaluation.rows import Run
from tuneteller.evaluation.systems import DIT
from tuneteller.reading.answer import finds_nothing
from tuneteller.reading.confidence import EVEN, FEATURES, Calibration, Confidence, Fit, Scale

Row = dict[str, Any]

LEVEL = 0.05
"""Share of clean fine-tunes that may get a claim, and of those whose answers may move further than `Calibration.moved`."""

KEPT = 0.9
"""Share of the right claims that is told at least. What is less sure than these is wrong more often than not, though it be no
clean fine-tune: to tell it would be to guess."""

DECIDED = {"alone": "alone", "seen": "by_replies"}
"""Fit -> what rows say of its claims: that the weights alone tell them, or that the fine-tune's own replies decide."""

READERS = {"known": "files of known fine-tunes beside the adapter", "turns": "replies of the fine-tunes before the question",
           "comparisons": "fine-tunes to weigh evidence against"}
"""Settings of a reader that all rows have to share, by their key in an evaluation's config, and what to call them."""

FOLDS = 5
FEWEST = 20
"""Answers that a fit needs."""

FEWEST_EACH = 5
"""Right ones and wrong ones that a fit of findings of nothing needs."""


def calibrate(runs: Sequence[str | Path], adapter: str) -> Calibration:
    """Fit on the rows of evaluations.

    Args:
        runs: directories that `evaluate` wrote, all of one question.
        adapter: fingerprint of the adapter that they read with.

    Raises:
        LibraryError: a run is none or damaged, is of another adapter or question, of training or test organisms, of some that
            another run has, or of a version that kept no features.
        DataError: there are too few claims, or all of them are right or all wrong.
    """
    question, directions, splits, rows = read_rows(runs, adapter)
    if "test" in splits:
        raise LibraryError("an evaluation is of test organisms, by which the calibration would then be measured; evaluate "
                           "again, with --split validation, and calibrate on that")
    clean = sorted((row for row in rows if row["clean"]), key=_drawn)
    kept_out = clean[::2]
    if not kept_out:
        raise DataError("no clean fine-tune is among the organisms (family none), and the threshold is for them; evaluate on a "
                        "library that has some, 48 or more")
    held = {id(row) for row in kept_out}
    decided = {way: [row for row in rows if row.get(key)] for way, key in DECIDED.items()}
    others = [row for row in rows if not any(map(row.get, DECIDED.values()))]
    every, nothing = ([row for row in others if finds_nothing(row["answer"]) is found] for found in (False, True))
    unseen = [row for row in every if row.get("absent")]
    unseen = unseen if sum(id(row) not in held for row in unseen) >= FEWEST else []
    apart = {id(row) for row in unseen}
    claims = [row for row in every if id(row) not in apart]
    learnt = [row for row in claims if id(row) not in held]
    if len(learnt) < FEWEST:
        raise DataError(f"{len(learnt)} claims to fit on, expected at least {FEWEST}; evaluate on more validation organisms")
    claim, shares = fit(learnt), {way: constant(own) if own else None for way, own in decided.items()}
    absent = shifted(claim, [row for row in unseen if id(row) not in held]) if unseen else None

    def fit_of(row: Row) -> Fit:
        decides = (own for way, key in DECIDED.items() if row.get(key) and (own := shares[way]))
        return next(decides, absent if absent and row.get("absent") else claim)

    conformal, level = conformal_threshold([_claimed(fit_of(row), row) for row in kept_out], LEVEL)
    threshold = max(conformal, least_that_keeps(KEPT, claims))
    moved, holds = conformal_threshold([row["change"]["answers"]["kl"] for row in clean], LEVEL)
    enough = len(nothing) >= FEWEST
    worth: dict[str, Any] = {"claims": measured(claims, threshold, clean),
             **{way: measured(own, threshold, [], constant) if own else None for way, own in decided.items()},
             "absent": measured(unseen, max(threshold, EVEN), [], lambda rows, names: shifted(claim, rows)) if unseen else None,
             "nothing": measured(nothing, 0.0, [], fit_nothing) if enough else None, "features": what_helps(claims)}
    about = {"rows": _hash(rows), "n": len(rows), "splits": splits, "clean": len(clean), "clean_for_threshold": len(kept_out),
             "attainable_level": 1 / (len(kept_out) + 1), "conformal_threshold": conformal, "measured": worth}
    found = Calibration(adapter, question, claim, fit_nothing(nothing) if enough else None, threshold, level,
                        moved if holds <= LEVEL else None, about, directions, **shares, absent=absent)
    for row in (row for own in (*decided.values(), unseen) for row in own):
        if row["clean"] and (sure := confidence_of(found, row)) and sure.known:
            worth["claims"]["clean"][row["label"]]["told"] += 1
    return found


def least_that_keeps(share: float, claims: Sequence[Row]) -> float:
    """The highest threshold that tells this share of the right claims, by their cross-validated confidence."""
    right = sorted((p for p, row in zip(cross_validated(claims), claims, strict=True) if row["exact"]), reverse=True)
    return math.nextafter(right[math.ceil(share * len(right)) - 1], 0.0)


def read_rows(runs: Sequence[str | Path], adapter: str) -> tuple[str, str | None, list[str], list[Row]]:
    """The question of the runs, the directions of known fine-tunes that the reader had, the splits, and the reader's rows; for
    errors see `calibrate`."""
    questions, readers, splits, rows = set(), list[dict[str, Any]](), set(), []
    organisms = set[tuple[Any, Any]]()
    for path in runs:
        config, found = Run.open(path)
        found = [row for row in found if row.get("system") == DIT.name]
        if config.get("adapter") != adapter:
            raise LibraryError(f"{path} evaluates the adapter {config.get('adapter')}, and this is {adapter}; give evaluations "
                               f"of this adapter")
        if (split := str(config.get("about", {}).get("split"))) == "train":
            raise LibraryError(f"{path} evaluates training organisms, which the reader knows; calibrate on --split validation")
        if not found or not all(_is_whole(row) for row in found):
            raise LibraryError(f"{path} has no answers of the system {DIT.name!r} with the features of their confidence; "
                               f"evaluate again with this version and --system {DIT.name}")
        own = {(hashed, row["organism"]) for row in found if (hashed := config.get("organisms"))}
        if twice := own & organisms:
            raise LibraryError(f"{path} has {len(twice)} answers about organisms of another run that is given; give each "
                               f"library once, asked in one way")
        organisms |= own
        questions.add(str(config["config"]["question"]))
        readers.append({setting: config.get(setting) for setting in READERS})
        splits.add(split)
        rows += found
    if len(questions) != 1:
        raise LibraryError(f"the evaluations ask {len(questions)} questions ({', '.join(sorted(questions))}); give those of "
                           f"one")
    for setting, what in READERS.items():
        if any(reader[setting] != readers[0][setting] for reader in readers):
            raise LibraryError(f"the evaluations were made with unlike {what}, on which features hang; evaluate again, "
                               f"all with the same")
    return questions.pop(), readers[0]["known"], sorted(splits), rows


def fit(rows: Sequence[Row], names: Iterable[str] = FEATURES) -> Fit:
    """A logistic regression of whether answers are right on the features of these names; those that never vary are left out.

    Raises:
        DataError: all answers are right, or all wrong.
    """
    columns = {name: np.array([row["features"][name] for row in rows]) for name in names}
    varied = {name: column for name, column in columns.items() if column.std() > 1e-9}
    scaled = [(column - column.mean()) / column.std() for column in varied.values()]
    x = np.stack(scaled, axis=1) if scaled else np.zeros((len(rows), 0))
    weights, intercept = fit_logistic(x, np.array([bool(row["exact"]) for row in rows]))
    return Fit({name: Scale(float(column.mean()), float(column.std()), float(column.min()), float(column.max()), float(w))
                for (name, column), w in zip(varied.items(), weights, strict=True)}, intercept)


def fit_nothing(rows: Sequence[Row], names: Iterable[str] = FEATURES) -> Fit:
    """The same for findings of nothing. Where fewer than `FEWEST_EACH` are right, or wrong, nothing tells these from the
    others."""
    right = sum(bool(row["exact"]) for row in rows)
    return fit(rows, names) if min(right, len(rows) - right) >= FEWEST_EACH else constant(rows)


def shifted(claim: Fit, rows: Sequence[Row]) -> Fit:
    """The fit with the intercept by which the mean of these rows' confidences is what `constant` gives all of them."""
    [low, high], share = (-40.0, 40.0), constant(rows).probability({})
    while high - low > 1e-9:
        middle = replace(claim, intercept=(low + high) / 2)
        found = sum(middle.probability(row["features"]) for row in rows) / len(rows)
        low, high = (middle.intercept, high) if found < share else (low, middle.intercept)
    return replace(claim, intercept=low)


def constant(rows: Sequence[Row], names: Iterable[str] = ()) -> Fit:
    """The same probability for all, by Laplace's rule of succession: (right + 1) / (n + 2)."""
    right = sum(bool(row["exact"]) for row in rows)
    return Fit({}, math.log((right + 1) / (len(rows) - right + 1)))


def cross_validated(rows: Sequence[Row], names: Iterable[str] = FEATURES,
                    learn: Callable[[Sequence[Row], Iterable[str]], Fit] = fit) -> list[float]:
    """The confidence of each answer by a fit on the other folds; all organisms of a label are in one fold."""
    groups = sorted({(row["family"], row["label"]) for row in rows},
                    key=lambda group: hashlib.sha256(repr(group).encode()).digest())
    fold = {group: i % FOLDS for i, group in enumerate(groups)}
    own = [fold[row["family"], row["label"]] for row in rows]
    found = [math.nan] * len(rows)
    for k in set(own):
        others = [row for row, f in zip(rows, own, strict=True) if f != k]
        # all wrong answers may be in one fold: then the others tell a share, and nothing more
        fitted = (learn if len({bool(row["exact"]) for row in others}) > 1 else constant)(others, names)
        for i, row in enumerate(rows):
            if own[i] == k:
                found[i] = fitted.probability(row["features"])
    return found


def measured(rows: Sequence[Row], threshold: float, clean: Sequence[Row],
             learn: Callable[[Sequence[Row], Iterable[str]], Fit] = fit) -> dict[str, Any]:
    """What cross-validated confidences of answers of one kind are worth, and what the threshold does to them.

    Args:
        clean: the rows of all clean fine-tunes; of each kind it is counted how many get a claim.
    """
    confidence, right = cross_validated(rows, learn=learn), [bool(row["exact"]) for row in rows]
    told = [p > threshold for p in confidence]
    false = [row["label"] for row, is_told in zip(rows, told, strict=True) if is_told and row["clean"]]
    kinds = Counter(row["label"] for row in clean)
    worth = reliability(confidence, right)
    if not learn(rows, FEATURES).scales:  # all have one confidence: the folds' own differ by chance, against what is right
        same = reliability([constant(rows).probability({})] * len(rows), right)
        worth |= {"auroc": None, "coverage": same["coverage"]}
    return worth | {
        "told": sum(told), "told_right": sum(r for r, is_told in zip(right, told, strict=True) if is_told),
        "all_right": sum(right), "clean": {kind: {"n": n, "told": false.count(kind)} for kind, n in sorted(kinds.items())}}


def what_helps(rows: Sequence[Row]) -> dict[str, dict[str, float | None]]:
    """AUROC of the confidence with all features, of each feature alone, and of the confidence without it (cross-validated)."""
    right = [bool(row["exact"]) for row in rows]

    def without(name: str) -> float | None:
        return auroc(cross_validated(rows, [other for other in FEATURES if other != name]), right)

    return {"all": {"confidence": auroc(cross_validated(rows), right)}} | {
        name: {"alone": auroc([row["features"][name] for row in rows], right), "without": without(name)} for name in FEATURES}


def confidence_of(calibration: Calibration, row: Row) -> Confidence | None:
    """Of a row's answer; None of a finding of nothing, where none could be fitted."""
    return calibration.confidence(row["features"], finds_nothing(row["answer"]), bool(row.get("alone")),
                                  bool(row.get("by_replies")), bool(row.get("absent")))


def _claimed(claim: Fit, row: Row) -> float:
    """The confidence of a claim; 0 for a finding of nothing, which claims nothing."""
    return 0.0 if finds_nothing(row["answer"]) else claim.probability(row["features"])


def _is_whole(row: Row) -> bool:
    features = row.get("features")
    return (isinstance(features, dict) and isinstance(row.get("clean"), bool)
            and all(isinstance(features.get(name), int | float) and math.isfinite(features[name]) for name in FEATURES))


def _drawn(row: Row) -> bytes:
    """A random order that depends on the organisms alone."""
    return hashlib.sha256(json.dumps([row["id"], row["features"]], sort_keys=True).encode()).digest()


def _hash(rows: Sequence[Row]) -> str:
    """Of the rows, in whatever order they were given."""
    lines = sorted(json.dumps(row, sort_keys=True) for row in rows)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]
