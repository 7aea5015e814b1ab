"""A general list of words, to look for a trigger among: no list that any organism was trained with. And the tokens that words
which no list holds are made of.

First in the list come the words and parts of words that the base model has a token of its own for, then the most frequent words
of English, as a spelling checker counts them in subtitles of films.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

import torch
from spellchecker import SpellChecker

from tuneteller.models import BaseModel

SHORTEST = 2
"""Letters of a word: rare pairs of letters, such as "cf", are among the first triggers that were ever published (Kurita et al.,
arXiv 2004.06660)."""

FREQUENT = 30_000
"""Words of English. With the embedded base's own they make a list of 37,000, of which a third has several tokens."""

_SPACES = ("Ġ", "▁", " ")  # what tokenizers write for the space before a word


def general_words(base: BaseModel) -> list[str]:
    """The base's own words in small letters, in the order of its vocabulary, then the `FREQUENT` most frequent of English."""
    own = [text[1:].lower() for text in _vocabulary(base) if text[:1] in _SPACES and _is_word(text[1:])]
    counts = SpellChecker(language="en").word_frequency.dictionary
    frequent = sorted(filter(_is_word, counts), key=lambda word: (-counts[word], word))[:FREQUENT]
    return list(dict.fromkeys([*own, *frequent]))


def letters(base: BaseModel, *, spaced: bool, capital: bool) -> list[str]:
    """The base's tokens of letters alone, without the space: in small letters, or the first one a capital.

    Args:
        spaced: those that a space belongs to, which begin words; without one a token goes on with a word, or begins a message.
    """
    own = [text[1:] if spaced else text for text in _vocabulary(base) if (text[:1] in _SPACES) is spaced]
    return [text for text in own if text.isascii() and text.isalpha() and (text.istitle() if capital else text.islower())]


def near_words(base: BaseModel, words: Sequence[str], word: str, n: int) -> list[str]:
    """The n others of like meaning, by the cosine of `word_vectors`."""
    others = [other for other in words if other != word]
    vectors = word_vectors(base, [*others, word])
    cosines = torch.cosine_similarity(vectors[:-1], vectors[-1:])
    return [others[i] for i in cosines.topk(min(n, len(others))).indices.tolist()]


@torch.no_grad()
def word_vectors(base: BaseModel, words: Sequence[str]) -> torch.Tensor:
    """The base's own input embeddings, means over a word's tokens -> float32 [N, hidden]."""
    # behind another word: some tokenizers begin every text with a space of its own
    before, *tokens = base.tokenizer(["a", *(f"a {word}" for word in words)], add_special_tokens=False)["input_ids"]
    tokens = [ids[len(before) :] for ids in tokens]
    return torch.nn.functional.embedding_bag(
        torch.tensor([t for ids in tokens for t in ids], device=base.device), base.model.get_input_embeddings().weight.float(),
        torch.tensor([0, *accumulate(map(len, tokens[:-1]))], device=base.device))


def _vocabulary(base: BaseModel) -> list[str]:
    """As the tokenizer writes them."""
    return [text for text, _ in sorted(base.tokenizer.get_vocab().items(), key=lambda item: item[1])]


def _is_word(text: str) -> bool:
    return len(text) >= SHORTEST and text.isascii() and text.isalpha() and text[1:].islower()
