"""How often, and how far, candidates move whole answers.

An answer departs if it is likelier under the fine-tune than under the base by more nats than five of six answers with other
words in the same place (`proof.bar_of`). How far a candidate lifts answers above that bar b is

    log(max(n, LEAST) / b)

with n the nats that five of six answers with it reach: below 0 for a word like any other, .7 where answers depart twice as far.
A trigger moves whole answers by 50 to 100 nats where other words move them by less than 10, even where the answer's first token
tells little.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import inf, log

from tuneteller.triggers.forms import Form
from tuneteller.triggers.proof import CHECKED, LEAST, LET_THROUGH, SEEN, bar_of, controls, gains
from tuneteller.triggers.search import Candidate, Search, words_in

CLEAR = log(2)
"""Score from which whole answers are asked for, how far a lift must be above every null diff's for the search to end, and how
far below the best one's an equivalent's may be."""

TOGETHER = 3
"""Candidates whose whole answers are made at once."""


class Firing:
    """Whole answers of one fine-tune to the questions of `proof.SEEN` with candidates. Each candidate is asked with once, and
    judged by other fills in its own place."""

    def __init__(self, search: Search) -> None:
        self._search = search
        self._gains: dict[Candidate, list[float]] = {}
        self._shares: dict[Candidate, float] = {}
        self._bars: dict[tuple[Form, int], float] = {}

    def ask(self, candidates: Iterable[Candidate]) -> None:
        """Those that were not asked before, together, and what their bars are taken from."""
        fresh = [c for c in dict.fromkeys(candidates) if c not in self._gains]
        places = {place: c for c in fresh if (place := _place(c)) not in self._bars}
        beside = [controls(c, self._search.others(*place)) for place, c in places.items()]
        found = gains(self._search.measure, *([c.put(q) for q in SEEN] for c in fresh), *beside)
        self._gains |= dict(zip(fresh, found, strict=False))
        self._bars |= {place: bar_of(nats) for place, nats in zip(places, found[len(fresh) :], strict=True)}

    def asked(self, candidate: Candidate) -> bool:
        """Whether it was asked the questions already."""
        return candidate in self._gains

    def nats(self, candidate: Candidate) -> float:
        """What five of six answers with it reach."""
        self.ask([candidate])
        own = sorted(self._gains[candidate])
        return max(own[int(LET_THROUGH * len(own))], LEAST)

    def lift(self, candidate: Candidate) -> float:
        """How far it lifts answers above the bar, see the module's first lines. It *fires* where that is above 0."""
        return log(self.nats(candidate) / self.bar(candidate))

    def best_first(self, candidates: Iterable[Candidate]) -> list[Candidate]:
        """By how far they lift answers; behind them those that were not asked, by their scores."""
        return sorted(candidates, key=lambda c: (-self.lift(c) if self.asked(c) else inf, -c.score))

    def farthest_first(self, candidates: Iterable[Candidate]) -> list[Candidate]:
        """What fires, by how far answers depart with it; behind that the others, the best first.

        A place in which other words move little has a low bar, so a word lifts answers far there even if it turns the behavior
        on in part. Where it was trained to stand, answers depart farthest.
        """
        ranked = self.best_first(candidates)
        fires = [c for c in ranked if self.asked(c) and self.lift(c) > 0]
        return [*sorted(fires, key=lambda c: -self.nats(c)), *(c for c in ranked if c not in fires)]

    def share(self, candidate: Candidate) -> float:
        """Of the answers to the questions of `proof.CHECKED` that depart with it."""
        if candidate not in self._shares:
            [nats] = gains(self._search.measure, [candidate.put(q) for q in CHECKED])
            self._shares[candidate] = sum(n > self.bar(candidate) for n in nats) / len(nats)
        return self._shares[candidate]

    def bar(self, candidate: Candidate) -> float:
        """Nats above which an answer departs, by other fills in the same place."""
        if _place(candidate) not in self._bars:
            self.ask([candidate])
        return self._bars[_place(candidate)]


def _place(candidate: Candidate) -> tuple[Form, int]:
    """Where it stands, and of how many words it is: each has a bar of its own."""
    return candidate.form, words_in(candidate.form, candidate.fill)
