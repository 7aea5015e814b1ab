"""Fisher's exact test (1935), and Wilson's interval (1927)."""

from __future__ import annotations

from math import comb, sqrt


def fisher(hits: int, n: int, others: int, m: int) -> float:
    """One-sided p of as many hits among the n, or more, if hits were spread over all n + m by chance.

    Args:
        hits: of the n.
        others: hits of the m that the n are held against.
    """
    both = hits + others
    return sum(comb(n, k) * comb(m, both - k) for k in range(hits, min(both, n) + 1)) / comb(n + m, both)


def wilson(hits: int, n: int) -> tuple[float, float]:
    """The 95% interval of a share, which holds at 0 and 1 and for few; without any, nothing is known."""
    if not n:
        return 0.0, 1.0
    z, p = 1.959964, hits / n
    middle, half = p + z * z / (2 * n), z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    low, high = ((middle + side * half) / (1 + z * z / n) for side in (-1, 1))
    return max(0.0, low), min(1.0, high)
