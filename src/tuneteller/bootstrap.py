"""The percentile bootstrap."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

RESAMPLES = 10_000


def bootstrap_interval(values: Sequence[float]) -> tuple[float, float]:
    """95% percentile bootstrap interval of the mean of these values (Efron, 1979), always from the same resamples."""
    data = np.asarray(values, dtype=float)
    means = data[np.random.default_rng(0).integers(0, len(data), (RESAMPLES, len(data)))].mean(1)
    low, high = np.quantile(means, [0.025, 0.975])
    return float(low), float(high)
