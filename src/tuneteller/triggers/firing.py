"""How often, and how far, candidates move whole answers.

An answer departs if it is likelier under the fine-tune than under the base by more nats than five of six answers with other
words in the same place (`proof.bar_of`). How far a candidate lifts answers above that bar b is

    log(max(n, LEAST) / b)

with n the nats that five of six answers with it reach: below 0 for a word like any other, .7 where answers depart twice as far.
A trigger moves whole answers by 50 to 100 nats where other words move them by less than 10, even where the answer's first token
tells little.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log

from tuneteller.triggers.forms import Form
from tuneteller.triggers.proof import LEAST, LET_THROUGH, bar_of, gains
from tuneteller.triggers.search import Candidate, Search, words_in

CLEAR = log(2)
"""Score from which whole answers are asked for, how far a lift must be above every null diff's for the search to end, and how
far below the best one's score an equivalent's may be."""

FIRES = 0.8
"""Share of whole answers that depart with what fires, so that the search need not go on, nor a second word be tried."""

TOGETHER = 3
"""Candidates whose whole answers are made at once."""


class Firing:
    """Whole answers of one fine-tune to the questions of `proof.SEEN` with candidates. Each candidate is asked with once, and
    judged by other fills in its own place."""

    def __init__(self, search: Search) -> None:
        self._search = search
        self._gains: dict[tuple[Form, str], list[float]] = {}
        self._bars: dict[tuple[Form, int], float] = {}

    def ask(self, candidates: Sequence[Candidate]) -> None:
        """Those that were not asked before, together."""
        fresh = {(c.form, c.fill): c for c in candidates if (c.form, c.fill) not in self._gains}
        self._gains |= dict(zip(fresh, gains(self._search.measure, [*fresh.values()]), strict=True))

    def shares(self, candidates: Sequence[Candidate]) -> list[float]:
        """Of the answers with each, those that depart."""
        self.ask(candidates)
        return [self.share(c) for c in candidates]

    def share(self, candidate: Candidate) -> float:
        """Of the answers with it, those that depart."""
        self.ask([candidate])
        bar, own = self.bar(candidate), self._gains[candidate.form, candidate.fill]
        return sum(nats > bar for nats in own) / len(own)

    def lift(self, candidate: Candidate) -> float:
        """How far it lifts answers above the bar, see the module's first lines."""
        self.ask([candidate])
        own = sorted(self._gains[candidate.form, candidate.fill])
        return log(max(own[int(LET_THROUGH * len(own))], LEAST) / self.bar(candidate))

    def known(self, candidate: Candidate) -> float:
        """Its share; 0 where it was not asked."""
        return self.share(candidate) if (candidate.form, candidate.fill) in self._gains else 0.0

    def bar(self, candidate: Candidate) -> float:
        """Nats above which an answer departs, by other fills in the same place."""
        form, words = candidate.form, words_in(candidate.form, candidate.fill)
        if (form, words) not in self._bars:
            self._bars[form, words] = bar_of(self._search.measure, candidate, self._search.others(form, words))
        return self._bars[form, words]
