"""Choose among several answers the one that the diff speaks for.

What the reader says first is not always the best it knows: about a weak or well-hidden diff it may find nothing, or fall back
on a word it is fond of, and say the topic once the diff is attached a little stronger. So it is asked at several doses α·δ, and
of the answers that one is taken which has the largest

    log p(y | M ⊕ δ ⊕ A) + min(evidence, ENOUGH)

with the evidence against others, log p(y | M ⊕ δ ⊕ A) − mean over other diffs δ' of log p(y | M ⊕ δ' ⊕ A). No labels are
needed. Likelihood alone would leave the reader its habits, which it would say of other diffs too. Evidence alone would prefer
whole sentences of the training texts, to which every further word adds: so it counts up to a bound only.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch

from tuneteller.diffs.diff import WeightDiff
from tuneteller.lora.bank import Bank
from tuneteller.models import BaseModel
from tuneteller.reading.evidence import likelihoods

DOSES = (1.0, 1.2, 1.4)
"""Factors a diff is read at. Like `ENOUGH`, settled on organisms for validation."""

ENOUGH = 15.0
"""Nats of evidence from which more says no more."""


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
        own = next(nats)
        evidence = own - torch.stack([next(nats) for _ in rest]).mean(0)
        score = own + evidence.clamp(max=ENOUGH)
        chosen.append(texts[int(score.argmax())])
    return chosen
