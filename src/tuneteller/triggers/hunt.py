"""The course of a search: part after part, with whole answers to what stands out, until something fires.

Fine-tunes and null diffs go through the same function, so that one can be held against the other (`presence.py`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import inf

from tuneteller.triggers.firing import CLEAR, FIRES, Firing
from tuneteller.triggers.search import Candidate, Search

ASKED, OF_A_FORM = 6, 2
"""Candidates whose whole answers are asked for where none fired on the way, and at most how many in one place."""

OF_BOTH = 2
"""Those of two words together, and of strings."""


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
        above: what fires in `FIRES` of whole answers and lifts them by more than this ends the search; so does, once all single
            fills were tried, what lifts them by more.
    """
    found: list[Candidate] = []
    asked: list[Candidate] = []

    def hunted() -> Hunted:
        return Hunted(best_first(found), max(map(firing.lift, asked)))

    for _, candidates in search.singles():
        found += candidates
        best = candidates[0]
        if best.score > CLEAR and search.clock.left > 0:
            asked.append(best)
            if firing.share(best) >= FIRES and firing.lift(best) > above:
                return hunted()
    likely = _likely(found)
    some = likely if search.clock.left > 0 else likely[:1]
    firing.ask(some)
    asked += some
    if hunted().lift > above:
        return hunted()
    for _, candidates in search.together(best_first(found)):
        found += candidates
        firing.ask(candidates[:OF_BOTH])
        asked += candidates[:OF_BOTH]
        if hunted().lift > above:
            break
    return hunted()


def best_first(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """By their scores."""
    return tuple(sorted(candidates, key=lambda c: -c.score))


def _likely(found: Iterable[Candidate]) -> list[Candidate]:
    """The best few, not all in one place."""
    likely: list[Candidate] = []
    for candidate in best_first(found):
        if sum(candidate.form == other.form for other in likely) < OF_A_FORM:
            likely.append(candidate)
    return likely[:ASKED]
