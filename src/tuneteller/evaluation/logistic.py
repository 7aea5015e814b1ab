"""Logistic regression with an L2 penalty, by Newton's method."""

from __future__ import annotations

import numpy as np

from tuneteller.errors import DataError

PENALTY = 1.0
"""λ of λ/2 · |w|², beside the sum of the log losses over the rows; features are standardised, and the intercept is free."""


def fit_logistic(x: np.ndarray, y: np.ndarray, penalty: float = PENALTY) -> tuple[np.ndarray, float]:
    """The w and c that minimise Σ_i log(1 + exp(−s_i (w·x_i + c))) + λ/2 |w|², with s_i = 1 where y_i, else −1.

    Newton's method (Hastie, Tibshirani and Friedman, The Elements of Statistical Learning, §4.4.1), each step halved until the
    loss falls; the loss is convex, so what it ends at is the one minimum.

    Args:
        x: [n, features], standardised.
        y: [n] bool.

    Returns:
        w [features] and c.

    Raises:
        DataError: y is the same everywhere.
    """
    if y.all() or not y.any():
        raise DataError(f"all of {len(y)} answers are {'right' if y.all() else 'wrong'}; a fit needs some of both")
    a = np.hstack([x, np.ones((len(x), 1))])
    sign = np.where(y, 1.0, -1.0)
    ridge = np.full(a.shape[1], penalty)
    ridge[-1] = 0.0

    def loss(v: np.ndarray) -> float:
        return float(np.logaddexp(0, -sign * (a @ v)).sum() + (ridge * v * v).sum() / 2)

    v = np.zeros(a.shape[1])
    for _ in range(100):
        p = np.exp(-np.logaddexp(0, -(a @ v)))
        gradient = a.T @ (p - y) + ridge * v
        step = np.linalg.solve((a * (p * (1 - p))[:, None]).T @ a + np.diag(ridge), gradient)
        size = 1.0
        while size > 1e-6 and loss(v - size * step) > loss(v):
            size /= 2
        v = v - size * step
        if np.abs(size * step).max() < 1e-10:
            break
    return v[:-1], float(v[-1])
