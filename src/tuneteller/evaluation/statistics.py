"""Statistics over organisms: the diff is the sampling unit, never the row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from tuneteller.bootstrap import bootstrap_interval
from tuneteller.exact import wilson

GRADES = (1, 2, 3, 4, 5)


def summary(values: Sequence[float]) -> dict[str, Any]:
    """Mean, its 95% interval and n."""
    return {"mean": round(float(np.mean(values)), 4), "interval95": [round(v, 4) for v in bootstrap_interval(values)],
            "n": len(values)}


def proportion(hits: int, n: int) -> dict[str, Any]:
    """A share as `summary` has a mean, with Wilson's interval."""
    return {"mean": round(hits / n, 4) if n else 0.0, "interval95": [round(bound, 4) for bound in wilson(hits, n)], "n": n}


def paired(ours: Sequence[float], theirs: Sequence[float]) -> dict[str, Any]:
    """Mean difference of two systems on the same organisms, its 95% interval and n."""
    return summary([a - b for a, b in zip(ours, theirs, strict=True)])


def shares(scores: Sequence[float]) -> list[float]:
    """Share of each grade from 1 to 5, scores rounded."""
    grades = np.clip(np.rint(scores), 1, 5)
    return [round(float((grades == grade).mean()), 4) for grade in GRADES]


def by_distance(nearest: Sequence[float], scores: Sequence[float], parts: int = 3) -> dict[str, Any]:
    """How scores go with the similarity of an organism's label to the nearest one of training: a leak would show as a rise.

    Returns:
        `rank_correlation` (Spearman's, 0 where either is constant), and `parts` of about equal size from the farthest labels
        to the nearest, each with its range of similarity and the summary of its scores.
    """
    similarity, score = np.asarray(nearest, dtype=float), np.asarray(scores, dtype=float)
    order = np.argsort(similarity, kind="stable")
    groups = [group for group in np.array_split(order, min(parts, len(order))) if len(group)]
    ranked = [ranks(similarity), ranks(score)]
    varied = all(r.std() > 0 for r in ranked)
    return {"rank_correlation": round(float(np.corrcoef(ranked[0], ranked[1])[0, 1]), 4) if varied else 0.0,
            "parts": [{"similarity": [round(float(similarity[g].min()), 4), round(float(similarity[g].max()), 4)],
                       **summary(score[g].tolist())} for g in groups]}


def ranks(values: np.ndarray) -> np.ndarray:
    """Ranks from 0, equal values sharing their mean."""
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    ends = counts.cumsum()
    return ((ends - counts + ends - 1) / 2)[inverse]
