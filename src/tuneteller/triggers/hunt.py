"""The course of a search: part after part, with whole answers to what stands out, until something fires.

Fine-tunes and null diffs go through the same function, so that one can be held against the other (`presence.py`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import inf

from tuneteller.triggers.firing import CLEAR, Firing
from tuneteller.triggers.search import Candidate, Search, best_first

OF_A_PART = 2
"""Candidates of a part whose whole answers are asked for as soon as it was tried, if they stand out."""

ASKED, OF_A_FORM = 6, 2
"""Candidates whose whole answers are asked for once all single fills were tried, and at most how many in one place."""


@dataclass(frozen=True)
class Hunted:
    """What was found.

    Attributes:
        candidates: the best of each part, the best first.
        lift: how far whole answers are lifted by that which lifts them farthest, see `firing.py`.
    """

    candidates: tuple[Candidate, ...]
    lift: float


def hunt(search: Search, firing: Firing, above: float = inf) -> Hunted:
    """Search part after part.

    Args:
        above: what lifts whole answers by more than this ends the search.
    """
    found: list[Candidate] = []
    asked: list[Candidate] = []

    def hunted() -> Hunted:
        return Hunted(tuple(best_first(found)), max(map(firing.lift, asked), default=-inf))

    for _, candidates in search.singles():
        found += candidates
        if search.clock.left <= 0:
            break
        clear = [c for c in candidates[:OF_A_PART] if c.score > CLEAR]
        firing.ask(clear)
        asked += clear
        if hunted().lift > above:
            return hunted()
    likely = _likely(found)
    some = likely if search.clock.left > 0 else likely[:1]
    firing.ask(some)
    asked += some
    if hunted().lift > above:
        return hunted()
    for _, candidates in search.together(best_first(found)):
        found += candidates
        firing.ask(candidates[:OF_A_PART])
        asked += candidates[:OF_A_PART]
        if hunted().lift > above:
            break
    return hunted()


def _likely(found: Iterable[Candidate]) -> list[Candidate]:
    """The best few, not all in one place."""
    likely: list[Candidate] = []
    for candidate in best_first(found):
        if sum(candidate.form == other.form for other in likely) < OF_A_FORM:
            likely.append(candidate)
    return likely[:ASKED]
