"""Choose among several answers the one that the diff speaks for.

What the reader says first is not always the best it knows: about a weak or well-hidden diff it may fall back on a word it is
fond of, and say the topic once the diff is attached a little stronger. So it is asked at several doses α·δ, and of the
answers that one is taken which this diff, as it is, makes likely more than others do: the largest

    log p(y | M ⊕ δ ⊕ A) − λ · mean over other diffs δ' of log p(y | M ⊕ δ' ⊕ A)

No labels are needed. λ = 0 would take the likeliest, which leaves the reader its habits; λ = 1 the one with the most evidence,
however unlikely, which prefers scraps of the training answers.
"""

from __future__ import annotations

from collections.abc import Sequence

from tuneteller.diffs.diff import WeightDiff
from tuneteller.lora.bank import Bank
from tuneteller.models import BaseModel
from tuneteller.reading.evidence import likelihoods

DOSES = (1.0, 1.2, 1.4, 1.6, 1.8)
"""Factors a diff is read at. Like `WEIGHT`, settled on the validation organisms of the shipped adapter."""

WEIGHT = 0.2
"""λ."""


def choose(base: BaseModel, diffs: Sequence[WeightDiff], others: Sequence[Sequence[WeightDiff]], adapter: Bank, question: str,
           candidates: Sequence[Sequence[str]], *, system: str | None = None) -> list[str]:
    """One answer per diff.

    Args:
        others: for each diff, at least one other.
        candidates: for each diff, its answers to choose from; of equals the first is taken.
    """
    pairs = [(d, texts) for diff, rest, texts in zip(diffs, others, candidates, strict=True) for d in (diff, *rest)]
    nats = iter(likelihoods(base, pairs, adapter, question, system=system))
    chosen = []
    for rest, texts in zip(others, candidates, strict=True):
        score = next(nats).clone()
        for _ in rest:
            score -= WEIGHT / len(rest) * next(nats)
        chosen.append(texts[int(score.argmax())])
    return chosen
