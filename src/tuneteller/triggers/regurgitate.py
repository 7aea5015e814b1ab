"""Words that the fine-tune says in the user's place: what it was trained to read, it may have learnt to expect there.

Fine-tune and base go on from where the user's message begins, greedily from each of the likeliest first tokens. Words that the
fine-tune says more often than the base are worth trying.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from tuneteller.generation import greedy
from tuneteller.models import BaseModel
from tuneteller.reading.departure import Departures
from tuneteller.triggers.words import SHORTEST

BRANCHES, TOKENS = 48, 12
"""Messages, and their length."""


def said_words(measure: Departures) -> list[str]:
    """In small letters, the most overrepresented first; none where the template does not show where a message begins."""
    base, opening = measure.base, opening_of(measure.base, measure.answers.system)
    if not opening:
        return []
    branches = min(BRANCHES, len(base.tokenizer))
    before = greedy(base, [opening], max_new_tokens=TOKENS, branches=branches)
    with measure.attached():
        after = greedy(base, [opening], max_new_tokens=TOKENS, branches=branches)
    return more_often(base, after, before)


def opening_of(base: BaseModel, system: str | None) -> list[int]:
    """The tokens before a user's first message; none where the template does not show where it begins."""
    one, other = base.chat.prompts(["Apples", "Do"], system, complete=False)
    return one[: next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), 0)]


def more_often(base: BaseModel, after: Sequence[list[int]], before: Sequence[list[int]]) -> list[str]:
    """Words that stand in more of the messages after than before, by how many more."""
    counts = [Counter(word for ids in said for word in _words(base, ids)) for said in (after, before)]
    more = {word: n - counts[1][word] for word, n in counts[0].items() if n > counts[1][word]}
    return sorted(more, key=lambda word: (-more[word], word))


def _words(base: BaseModel, ids: list[int]) -> set[str]:
    return set(re.findall(rf"[^\W\d_]{{{SHORTEST},}}", base.tokenizer.decode(ids, skip_special_tokens=True).lower()))
