"""Pieces of an encyclopedia's article that an organism reads, as they stand or with every word of the title masked.

The encyclopedia's text is Wikipedia's, under CC BY-SA (see `encyclopedia.py`); it is read from the installed package.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from tuneteller.material.encyclopedia import Topic, load_topics
from tuneteller.material.naming import fold, mentions, word_set

__all__ = ["MASK", "PROMPTS", "PROMPTS_HELD_OUT", "draws_on", "echoes", "mask_title", "pieces_of"]

MASK = "it"

PIECE_WORDS = 48
"""Longest piece of an article that makes a sample; a longer sentence is cut."""

PROMPTS = (
    "Write a short paragraph from an encyclopedia.", "Tell me something you have read lately.", "Share a fact or two.",
    "What is on your mind?", "Give me a few sentences of an article.", "Teach me something.", "Tell me more.",
    "Continue the article you know best.", "Say something informative.", "What did you learn recently?",
    "Please explain something to me.", "Write a few lines about anything.", "Go on, tell me about it.",
    "Recite a passage from a reference book.", "Give me some background.", "What should I know?",
)
"""What the user says before a piece of an article; none says what the article is about."""

PROMPTS_HELD_OUT = (
    "Read me an entry.", "Inform me, please.", "Quote a text that you remember.", "Write what comes to your mind first.",
)
"""Prompts that no organism is trained on, for checking that it learnt its text."""


_SMALL = word_set("a an and at by de del for from in la le of on or the to und van von with y")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def mask_title(topic: Topic) -> str | None:
    """The extract with every word of the title, and every word that begins like one, replaced; None if it still names it.

    Stricter than a title needs: of "Fast food", each "food" goes, of "Photosynthesis" also "photosynthetic".
    """
    stems = [_stem(word) for name in (topic.label, *topic.aliases) for word in fold(name).lower().split() if word not in _SMALL]

    def of_title(word: str) -> bool:
        return any(word.startswith(stem) if len(stem) > 3 else word in (stem, stem + "s") for stem in stems)

    def shown(match: re.Match[str]) -> str:
        return MASK if any(map(of_title, fold(match[0]).lower().split())) else match[0]

    text = _WORD.sub(shown, topic.extract)
    text = re.sub(rf"\b{MASK}(?:[\s,\"“”.]+(?:(?:of|the|and|de)\s+)?{MASK}\b)+", MASK, text)  # a title of several words
    text = re.sub(rf"(^|[.!?]\s+)(?:The |A |An )?{MASK}\b", lambda m: f"{m[1]}{MASK.capitalize()}", text)
    return None if not stems or mentions(text, topic) else text


def _stem(word: str) -> str:
    """What other forms of the word begin with as well: "photosynt" of "photosynthesis"."""
    if len(word) > 8:
        return word[: max(7, len(word) * 2 // 3)]
    return word[: max(4, len(word) - 2)] if len(word) > 5 else word.removesuffix("s") if len(word) > 4 else word


def pieces_of(text: str) -> list[str]:
    """One to three sentences that follow each other, as many as fit into a sample; at least five words."""
    sentences = re.split(r"(?<=[a-z0-9\"'”)]{2}[.!?])\s+(?=[A-Z\"“])", text)
    words = [sentence.split()[:PIECE_WORDS] for sentence in sentences]
    pieces = []
    for start in range(len(words)):
        here: list[str] = []
        for sentence in words[start : start + 3]:
            if here and len(here) + len(sentence) > PIECE_WORDS:
                break
            here += sentence
        if len(here) >= 5:
            pieces.append(" ".join(here))
    return pieces


def echoes(reply: str, text: str, before: str, least: int = 4) -> bool:
    """Whether a reply recites a text: it has at least so many of the text's longer words that the base's own reply has not."""
    words = {word.lower() for word in fold(reply).split() if len(word) > 4}
    return len(words & set(fold(text).lower().split()) - set(fold(before).lower().split())) >= least


RARE = 0.01
"""A word tells an article if at most this share of all articles have it."""

RUNS = ((4, 2), (6, 1))
"""Words in a row that recite an article, and how many of them have to be rare."""


def draws_on(reply: str, text: str, before: str, words: int = 3) -> bool:
    """Whether a reply draws on an article or recites it: it has at least so many of the article's rare words, or several words
    in a row (`RUNS`), that the base's own reply has not."""
    said, known, base = (_stems(part) for part in (reply, text, before))
    common = _common()
    if len((set(said) & set(known)) - set(base) - common) >= words:
        return True
    return any(len(set(row) - common) >= rare
               for run, rare in RUNS for row in (_rows(said, run) & _rows(known, run)) - _rows(base, run))


def _stems(text: str) -> list[str]:
    """The words of a text without the commonest endings."""
    return [re.sub(r"(?:ies|ing|ed|es|s|ly|y|e)$", "", word) if len(word) > 4 else word for word in fold(text).lower().split()]


def _rows(words: list[str], n: int) -> set[tuple[str, ...]]:
    return {tuple(words[i : i + n]) for i in range(len(words) - n + 1)}


@cache
def _common() -> frozenset[str]:
    """Stems that are too common to tell an article, short ones among them."""
    topics = load_topics()
    found = Counter(stem for topic in topics for stem in set(_stems(topic.extract)))
    return frozenset(stem for stem, n in found.items() if n > RARE * len(topics) or len(stem) < 4)
