"""Words that the fine-tune says in the user's place: what it was trained to read, it may have learnt to expect there.

Fine-tune and base go on from where the user's message begins, greedily from each of the likeliest first tokens. Words that the
fine-tune says more often than the base are worth trying.
"""

from __future__ import annotations

import re
from collections import Counter

from tuneteller.generation import greedy
from tuneteller.models import BaseModel
from tuneteller.triggers.departure import Departures
from tuneteller.triggers.words import SHORTEST

BRANCHES, TOKENS = 48, 12
"""Messages, and their length."""


def said_words(measure: Departures) -> list[str]:
    """In small letters, the most overrepresented first; none where the template does not show where a message begins."""
    base = measure.base
    one, other = base.chat.prompts(["Apples", "Do"], measure.answers.system, complete=False)
    opening = one[: next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), 0)]
    if not opening:
        return []
    before = _counts(base, opening)
    with measure.attached():
        after = _counts(base, opening)
    more = {word: after[word] - before[word] for word in after if after[word] > before[word]}
    return sorted(more, key=lambda word: (-more[word], word))


def _counts(base: BaseModel, opening: list[int]) -> Counter[str]:
    """In how many messages each word stands."""
    said = greedy(base, [opening], max_new_tokens=TOKENS, branches=BRANCHES)
    texts = [base.tokenizer.decode(ids, skip_special_tokens=True).lower() for ids in said]
    return Counter(word for text in texts for word in set(re.findall(rf"[^\W\d_]{{{SHORTEST},}}", text)))
