"""Gather several answers to a question, and choose the one that the diff speaks for.

What the reader says first is not always the best it knows: about a weak or well-hidden diff it may find nothing, fall back on a
word it is fond of, or recite. So there are more candidates: at the diff's own strength one from each of the likeliest first
tokens, and what is said with the diff attached a little stronger, α·δ. Of these y that one is taken which has the largest

    log p(y | M ⊕ δ ⊕ A) / |y| + min(evidence, ENOUGH)

with |y| its tokens, the end of turn included, and the evidence against others, log p(y | M ⊕ δ ⊕ A) − mean over other diffs δ'
of log p(y | M ⊕ δ' ⊕ A). No labels are needed. Likelihood alone would leave the reader its habits, which it would say of other
diffs too. Evidence alone would prefer whole sentences of the training texts, to which every further word adds: so it counts up
to a bound only. That bound passes most answers that the diff has anything to do with; among these the mean over tokens decides,
as a sum would prefer a name cut short.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch

from tuneteller.diffs.diff import WeightDiff
from tuneteller.lora.bank import Bank
from tuneteller.models import BaseModel
from tuneteller.reading.evidence import lengths, likelihoods
from tuneteller.reading.read import read, read_branches

BRANCHES = 5
"""First tokens that candidates begin with. Like `DOSES` and `ENOUGH`, settled on organisms for validation."""

DOSES = (1.2, 1.4)
"""Factors besides 1 that a diff is read at."""

ENOUGH = 15.0
"""Nats of evidence from which more says no more."""


def gather(base: BaseModel, diffs: Sequence[WeightDiff], adapter: Bank, question: str, *, system: str | None = None,
           max_new_tokens: int = 24) -> list[list[str]]:
    """The candidates about each diff, without repeats and blanks, the reader's first answer first."""
    found = read_branches(base, diffs, adapter, question, BRANCHES, system=system, max_new_tokens=max_new_tokens)
    for dose in DOSES:
        stronger = read(base, [diff.scaled(dose) for diff in diffs], adapter, question, system=system,
                        max_new_tokens=max_new_tokens)
        found = [[*texts, text] for texts, text in zip(found, stronger, strict=True)]
    return [[text for text in dict.fromkeys(texts) if text.strip()] or texts[:1] for texts in found]


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
        score = own / lengths(base, texts) + evidence.clamp(max=ENOUGH)
        chosen.append(texts[int(score.argmax())])
    return chosen
