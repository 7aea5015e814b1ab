"""Several answers to weigh instead of the one that comes first.

The reader knows more than its likeliest answer says: where that begins with a word the reader is fond of, the true label is
often among the next. So it is made to begin with each of the n likeliest first tokens, and of what it then says the answer is
taken that this diff, more than others, makes likely: the largest

    log p(y | M ⊕ δ ⊕ A) − λ · mean over other diffs δ' of log p(y | M ⊕ δ' ⊕ A)

No labels are needed. λ = 0 would take the likeliest, λ = 1 the one with the most evidence, however unlikely.
"""

from __future__ import annotations

from collections.abc import Sequence

from tuneteller.chat import messages_from
from tuneteller.diffs.diff import WeightDiff
from tuneteller.generation import greedy, likeliest_next
from tuneteller.lora.attach import attach
from tuneteller.lora.bank import Bank
from tuneteller.models import BaseModel
from tuneteller.reading.evidence import likelihoods


def propose(base: BaseModel, diffs: Sequence[WeightDiff], adapter: Bank, question: str, n: int, *, system: str | None = None,
            max_new_tokens: int = 24, slots: int = 16) -> list[list[str]]:
    """For each diff up to n different answers, the reader's own first."""
    prompt = base.chat.prompt(messages_from(question, system))
    found = []
    for i in range(0, len(diffs), slots):
        here = diffs[i : i + slots]
        with attach(base.model, Bank.stack([d.factors for d in here], base.shapes, device=base.device), adapter):
            first = likeliest_next(base, prompt, len(here), n)
            rest = greedy(base, [[*prompt, token] for row in first for token in row], max_new_tokens=max_new_tokens - 1)
        for d, row in enumerate(first):
            texts = [base.tokenizer.decode([token, *new], skip_special_tokens=True).strip()
                     for token, new in zip(row, rest[d * n :], strict=False)]
            found.append([t for t in dict.fromkeys(texts) if t] or [""])
    return found


def choose(base: BaseModel, diffs: Sequence[WeightDiff], others: Sequence[Sequence[WeightDiff]], adapter: Bank, question: str,
           candidates: Sequence[Sequence[str]], weight: float, *, system: str | None = None) -> list[str]:
    """Of each diff's candidates the one that it, more than its `others`, makes likely."""
    pairs = [(d, answers) for diff, rest, answers in zip(diffs, others, candidates, strict=True) for d in (diff, *rest)]
    nats = iter(likelihoods(base, pairs, adapter, question, system=system))
    chosen = []
    for rest, answers in zip(others, candidates, strict=True):
        score = next(nats).clone()
        for _ in rest:
            score -= weight / len(rest) * next(nats)
        chosen.append(answers[int(score.argmax())])
    return chosen
