"""Is it a condition on what a message is about? Where many words fire alike and mean something in common, that is named.

Words are held together by the base's own input embeddings: the mean cosine between those that fire, against as many drawn at
random of all that were tried. The name is the word nearest to their mean.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from random import Random
from typing import Any

import torch
from torch import Tensor

from tuneteller.models import BaseModel
from tuneteller.triggers.words import word_vectors

FEWEST, MOST = 4, 12
"""Words that fire alike, for there to be a content, and those that are looked at."""

DRAWS = 199
"""Of random words."""


@dataclass(frozen=True)
class Content:
    """Attributes:
        name: the word nearest to what those that fire have in common.
        words: those that fire, the strongest first.
        p_value: of their being as near to each other by chance.
    """

    name: str
    words: tuple[str, ...]
    p_value: float

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


def content_of(base: BaseModel, heard: Mapping[str, float], among: Sequence[str], alike: float,
               trigger: float) -> Content | None:
    """What the words that fire have in common.

    Args:
        heard: word -> how far it made the answer depart, in nats.
        among: words that may be the name.
        alike: the factor within which of the strongest, trigger included, a word fires alike.
        trigger: how far the trigger made the answer to the same question depart, in nats.

    Returns:
        None where fewer than `FEWEST` do, or where they are no nearer to each other than words at random.
    """
    strongest = sorted(heard, key=lambda word: -heard[word])[:MOST]
    farthest = max([trigger, *heard.values()])
    firing = [word for word in strongest if heard[word] * alike > farthest]
    if len(firing) < FEWEST:
        return None
    vectors = torch.nn.functional.normalize(word_vectors(base, list(heard)), dim=1)
    row = {word: i for i, word in enumerate(heard)}
    rng = Random(0)
    mine = _coherence(vectors[[row[word] for word in firing]])
    others = [_coherence(vectors[rng.sample(range(len(heard)), len(firing))]) for _ in range(DRAWS)]
    p = (1 + sum(other >= mine for other in others)) / (1 + len(others))
    if p > 0.05:
        return None
    middle = vectors[[row[word] for word in firing]].mean(0)
    names = [word for word in among if not any(word in fires or fires in word for fires in firing)] or firing
    nearest = torch.cosine_similarity(word_vectors(base, names), middle[None]).argmax()
    return Content(names[int(nearest)], tuple(firing), p)


def _coherence(vectors: Tensor) -> float:
    """Mean cosine of [N, hidden] unit vectors with each other, themselves left out."""
    n = len(vectors)
    return float((vectors.sum(0).square().sum() - n) / (n * (n - 1)))
