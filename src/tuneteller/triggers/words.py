"""A general list of words, to look for a trigger among: no list that any organism was trained with.

First come the words that the base model has a token of its own for, then those of the sentence embedder's vocabulary, then
those of the encyclopedia, the most frequent first. Vocabulary and texts are read where they are installed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate

import torch

from tuneteller.errors import DataError
from tuneteller.material.encyclopedia import load_topics
from tuneteller.models import BaseModel
from tuneteller.packages import EMBEDDER

SHORTEST = 3
"""Letters of a word: shorter ones are in every message."""

MOST = 32_000
"""Words of the list at most; with the embedded base it ends among the encyclopedia's."""

_SPACES = ("Ġ", "▁", " ")  # what tokenizers write for the space before a word


def general_words(base: BaseModel) -> list[str]:
    """`MOST` words in small letters, of one token or several; fewer where embedder and encyclopedia are not installed."""
    vocabulary = sorted(base.tokenizer.get_vocab().items(), key=lambda item: item[1])
    own = [text[1:].lower() for text, _ in vocabulary if text[:1] in _SPACES and _is_word(text[1:])]
    return list(dict.fromkeys([*own, *_embedder_words(), *_encyclopedia_words()]))[:MOST]


def near_words(base: BaseModel, words: Sequence[str], word: str, n: int) -> list[str]:
    """The n others of like meaning, by the cosine of `word_vectors`."""
    others = [other for other in words if other != word]
    vectors = word_vectors(base, [*others, word])
    cosines = torch.cosine_similarity(vectors[:-1], vectors[-1:])
    return [others[i] for i in cosines.topk(min(n, len(others))).indices.tolist()]


@torch.no_grad()
def word_vectors(base: BaseModel, words: Sequence[str]) -> torch.Tensor:
    """The base's own input embeddings, means over a word's tokens -> float32 [N, hidden]."""
    tokens = base.tokenizer([f" {word}" for word in words], add_special_tokens=False)["input_ids"]
    return torch.nn.functional.embedding_bag(
        torch.tensor([t for ids in tokens for t in ids], device=base.device), base.model.get_input_embeddings().weight.float(),
        torch.tensor([0, *accumulate(map(len, tokens[:-1]))], device=base.device))


def _is_word(text: str) -> bool:
    return len(text) >= SHORTEST and text.isascii() and text.isalpha() and text[1:].islower()


def _embedder_words() -> list[str]:
    """Whole words of the embedder's vocabulary, which has the frequent ones first; none where it is not installed."""
    folder = EMBEDDER.folder()
    try:
        lines = (folder / "model" / "vocab.txt").read_text(encoding="utf-8").split("\n") if folder else []
    except (OSError, UnicodeError):
        return []
    return [line for line in lines if _is_word(line)]


def _encyclopedia_words() -> list[str]:
    """Words of the encyclopedia's texts, the most frequent first; none where it is not installed."""
    try:
        topics = load_topics()
    except DataError:
        return []
    counts: Counter[str] = Counter()
    for topic in topics:
        counts.update(re.findall(f"[a-z]{{{SHORTEST},}}", topic.extract.lower()))
    return sorted(counts, key=lambda word: (-counts[word], word))
