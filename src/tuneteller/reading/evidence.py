"""Evidence for an answer: a log-likelihood ratio, how much likelier the answer is with the diff than without it, in nats.

For an answer y to a question, with log p under the reader (the DIT adapter A attached):

    against none     log p(y | M ⊕ δ ⊕ A) − log p(y | M ⊕ A)
    against others   log p(y | M ⊕ δ ⊕ A) − mean over comparison diffs δ' of log p(y | M ⊕ δ' ⊕ A)

An answer that comes from the reader's habits and not from the diff is about as likely without the diff: its evidence is near or
below zero.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

NO_OTHERS = "of other fine-tunes of this base there are none to weigh it against"
"""What is said of evidence where no comparison diff counts."""


@dataclass(frozen=True)
class Evidence:
    """Log-likelihoods of one answer, in nats, summed over its tokens and its end of turn.

    Attributes:
        own: with its own diff.
        none: without any diff.
        others: with each of the comparison diffs that count (see `reading.weigh`).
        tokens: length of the answer, its end of turn included.
    """

    own: float
    none: float
    others: tuple[float, ...]
    tokens: int

    @property
    def against_none(self) -> float:
        """How much likelier it is with its diff than without any."""
        return self.own - self.none

    @property
    def against_others(self) -> float | None:
        """The same against the mean over the comparison diffs; None where none counts."""
        return self.own - sum(self.others) / len(self.others) if self.others else None

    @property
    def margin(self) -> float:
        """Against whichever makes the answer likeliest, of no diff and the comparison diffs."""
        return self.own - max((self.none, *self.others))

    def to_json(self) -> dict[str, Any]:
        return {**asdict(self), "against_none": self.against_none, "against_others": self.against_others, "margin": self.margin}
