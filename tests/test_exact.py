"""Fisher's exact test against his own example, and against counting."""

from itertools import combinations

import pytest

from tuneteller.exact import fisher


def test_fishers_tea() -> None:
    assert fisher(4, 4, 0, 4) == pytest.approx(1 / 70) and fisher(3, 4, 1, 4) == pytest.approx(17 / 70)


@pytest.mark.parametrize(("hits", "n", "others", "m"), [(3, 4, 2, 6), (0, 3, 2, 2), (5, 5, 3, 3), (2, 5, 0, 3)])
def test_it_counts_all_ways_to_have_as_many(hits: int, n: int, others: int, m: int) -> None:
    ways = [sum(place < n for place in places) for places in combinations(range(n + m), hits + others)]
    assert fisher(hits, n, others, m) == pytest.approx(sum(k >= hits for k in ways) / len(ways))
