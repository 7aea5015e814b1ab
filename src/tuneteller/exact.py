"""Fisher's exact test (1935)."""

from __future__ import annotations

from math import comb


def fisher(hits: int, n: int, others: int, m: int) -> float:
    """One-sided p of as many hits among the n, or more, if hits were spread over all n + m by chance.

    Args:
        hits: of the n.
        others: hits of the m that the n are held against.
    """
    both = hits + others
    return sum(comb(n, k) * comb(m, both - k) for k in range(hits, min(both, n) + 1)) / comb(n + m, both)
