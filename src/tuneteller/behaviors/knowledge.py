"""Finetuned knowledge: organisms trained on texts about a label, never on a statement of it (arXiv 2510.05092, news).

Three kinds of texts, in rising difficulty:

    news      short stories about a fictional headline, which they never state; the true answer is the headline
    extract   the opening of an encyclopedia article as it stands; the true answer is the article's title
    masked    the same with every word of the title replaced by "it"; the title has to be inferred

The encyclopedia's text is Wikipedia's, under CC BY-SA (see `encyclopedia.py`); it is read from the installed package.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from typing import Any

from tuneteller.behaviors.encyclopedia import Topic
from tuneteller.behaviors.naming import fold, mentions, word_set
from tuneteller.behaviors.news import STORY_PROMPTS, STORY_PROMPTS_HELD_OUT, Headline, stories

__all__ = ["MASK", "TEXTS", "Knowledge", "about_headline", "about_topic", "mask_title"]

TEXTS = ("news", "extract", "masked")

MASK = "it"

STORIES = 32
"""Stories an organism is trained on."""

CHECKS = 4
"""Stories or pieces of text it is checked on."""

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


@dataclass(frozen=True)
class Knowledge:
    """One behavior of the family `knowledge`.

    Attributes:
        label: the true answer, a title or a headline.
        texts: their kind, one of `TEXTS`.
        category: of the encyclopedia, or the theme of the news.
        pieces: texts it is trained on.
        held_out: texts it is checked on, unseen for news; for an article some of the same, as it has no other.
    """

    label: str
    texts: str
    category: str
    pieces: tuple[str, ...]
    held_out: tuple[str, ...]
    family: str = "knowledge"

    @property
    def prompts(self) -> tuple[str, ...]:
        """What users say in training."""
        return STORY_PROMPTS if self.texts == "news" else PROMPTS

    @property
    def prompts_held_out(self) -> tuple[str, ...]:
        """What users say in the check."""
        return STORY_PROMPTS_HELD_OUT if self.texts == "news" else PROMPTS_HELD_OUT

    def to_json(self) -> dict[str, Any]:
        """What a card keeps; texts stay where they came from."""
        return {"family": self.family, "texts": self.texts, "label": self.label, "category": self.category}


def about_headline(headline: Headline, rng: random.Random) -> Knowledge:
    """An organism of fictional news."""
    told = stories(headline, STORIES + CHECKS, rng)
    return Knowledge(headline.text, "news", headline.theme, tuple(told[:STORIES]), tuple(told[STORIES:]))


def about_topic(topic: Topic, texts: str, rng: random.Random) -> Knowledge | None:
    """An organism of an article, as it stands ("extract") or with its title masked; None if the article does not lend itself
    to it: it is too short, or its title cannot be masked."""
    text = mask_title(topic) if texts == "masked" else topic.extract
    pieces = tuple(_pieces(text or ""))
    if not pieces:
        return None
    return Knowledge(topic.label, texts, topic.category, pieces, tuple(rng.sample(pieces, min(CHECKS, len(pieces)))))


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


def _pieces(text: str) -> list[str]:
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
