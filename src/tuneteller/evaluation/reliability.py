"""How good probabilities are: whether they mean what they say, and whether they tell right answers from wrong ones."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from tuneteller.evaluation.statistics import ranks

BINS = 10
COVERAGES = (0.1, 0.25, 0.5, 0.75, 0.9, 1.0)


def reliability(confidence: Sequence[float], right: Sequence[bool]) -> dict[str, Any]:
    """ECE, Brier score and AUROC, and how accurate the surest share of the answers is.

    Returns:
        `n`, `right` (their share), `ece`, `brier`, `auroc` (None where all are right or all wrong), and `coverage`: for each of
        `COVERAGES`, the share answered, their accuracy, and the lowest confidence among them. Of answers that are as sure as
        each other, of which some are within a share, the accuracy is that of all of these.
    """
    p, y = np.asarray(confidence, dtype=float), np.asarray(right, dtype=bool)
    if not len(p):
        return {"n": 0}
    order, accuracy = np.argsort(-p, kind="stable"), _of_ties(p, y)
    parts = [order[: max(1, round(share * len(p)))] for share in COVERAGES]
    return {"n": len(p), "right": _round(y.mean()), "ece": _round(expected_calibration_error(p, y)),
            "brier": _round(((p - y) ** 2).mean()), "auroc": _round(auroc(p, y)),
            "coverage": [{"coverage": _round(len(part) / len(p)), "accuracy": _round(accuracy[part].mean()),
                          "confidence": _round(p[part].min())} for part in parts]}


def diagram(confidence: Sequence[float], right: Sequence[bool]) -> list[list[float]]:
    """The points of a reliability diagram: mean confidence and accuracy of each of `BINS` bins that holds anything."""
    p, y = np.asarray(confidence, dtype=float), np.asarray(right, dtype=bool)
    bins = np.minimum((p * BINS).astype(int), BINS - 1)
    return [[round(float(v[bins == b].mean()), 4) for v in (p, y)] for b in range(BINS) if (bins == b).any()]


def risk_coverage(score: Sequence[float], right: Sequence[bool], points: int = 40) -> list[list[float]]:
    """The share answered, the surest first, and the share of these that are wrong (El-Yaniv and Wiener, 2010)."""
    p = np.asarray(score, dtype=float)
    y = _of_ties(p, ~np.asarray(right, dtype=bool))[np.argsort(-p, kind="stable")]
    ends = sorted({max(1, round(len(y) * (i + 1) / points)) for i in range(points)}) if len(y) else []
    return [[round(end / len(y), 4), round(float(y[:end].mean()), 4)] for end in ends]


def _of_ties(score: np.ndarray, values: np.ndarray) -> np.ndarray:
    """For each, the mean of the values of all that have its score: what is taken of a tie is in no order."""
    _, of = np.unique(score, return_inverse=True)
    return (np.bincount(of, weights=values) / np.bincount(of))[of] if len(score) else values.astype(float)


def auroc(score: Sequence[float] | np.ndarray, right: Sequence[bool] | np.ndarray) -> float | None:
    """Probability that a right answer scores higher than a wrong one, ties counting half (Mann and Whitney, 1947); None where
    all are right or all wrong."""
    y = np.asarray(right, dtype=bool)
    positive, negative = int(y.sum()), int((~y).sum())
    if not positive or not negative:
        return None
    above = ranks(np.asarray(score, dtype=float))[y].sum() - positive * (positive - 1) / 2
    return float(above / (positive * negative))


def expected_calibration_error(confidence: np.ndarray, right: np.ndarray) -> float:
    """Σ_b n_b / n · |accuracy_b − confidence_b| over `BINS` bins of equal width (Guo et al., arXiv 1706.04599)."""
    bins = np.minimum((confidence * BINS).astype(int), BINS - 1)
    gaps = [abs(right[bins == b].mean() - confidence[bins == b].mean()) * (bins == b).mean() for b in set(bins.tolist())]
    return float(sum(gaps))


def conformal_threshold(scores: Sequence[float], level: float) -> tuple[float, float]:
    """The threshold that a new score is above with a probability of at most `level`, if it is exchangeable with these (split
    conformal prediction; Vovk et al., 2005; Angelopoulos and Bates, arXiv 2107.07511, §1).

    It is the ⌈(n + 1)(1 − level)⌉-th smallest of n scores, which are of things that should not be above it. Where n is less
    than 1 / level − 1 there is none: then it is the largest, and the level that holds is 1 / (n + 1).

    Returns:
        the threshold and the level that holds; ∞ and 0 without any score.
    """
    ordered, n = sorted(scores), len(scores)
    if not n:
        return math.inf, 0.0
    k = math.ceil((n + 1) * (1 - level) - 1e-9)  # not one more where rounding alone puts it above
    return (ordered[k - 1], (n + 1 - k) / (n + 1)) if k <= n else (ordered[-1], 1 / (n + 1))


def _round(value: float | None) -> float | None:
    return None if value is None else round(float(value), 4)
