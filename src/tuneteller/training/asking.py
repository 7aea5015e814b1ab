"""What an organism is asked while an adapter is trained, and the true answers."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from tuneteller.chat import Encoded, Turns
from tuneteller.diffs.card import Card
from tuneteller.errors import ConfigError
from tuneteller.families.claims import NO, YES, false_claim, true_claim
from tuneteller.families.family import Behavior, Question
from tuneteller.models import BaseModel
from tuneteller.scoring import encode_qa
from tuneteller.training.adapter_state import AdapterConfig


@dataclass(frozen=True)
class Asker:
    """Asks organisms questions to which the answers are known.

    Attributes:
        base: whose chat format is used.
        questions: what is asked.
        behaviors: of the training organisms; false claims are made from them.
        config: of the adapter's training.
        turns: the training organisms' own replies, see `reading.own_turns`; empty where none are used.
        null_turns: the base model's.
    """

    base: BaseModel
    questions: Sequence[Question]
    behaviors: Sequence[Behavior]
    config: AdapterConfig
    turns: Sequence[Turns] = ()
    null_turns: Turns = ()

    def asked(self, behavior: Behavior | None, like: Behavior, rng: random.Random, turns: Turns = ()) -> list[Encoded]:
        """The samples of one slot's row.

        Args:
            behavior: the slot's; None for a null diff.
            like: whose questions a null diff is asked, or absence would be told by the question; else the behavior itself.
            turns: what stands before each question.
        """
        known = behavior.answers if behavior else {}
        pairs = [(phrasing, known.get(question.name, question.null_answer)) for question in self.applying(like)
                 for phrasing in rng.sample(question.phrasings, min(self.config.phrasings, len(question.phrasings)))]
        others = [q for q in self.questions if q.name not in like.answers]
        if others and rng.random() < self.config.absent:
            question = rng.choice(others)
            pairs.append((rng.choice(question.phrasings), question.null_answer))
        if rng.random() < self.config.yes_no and (pair := self._yes_no(behavior, rng)):
            pairs.append(pair)
        if self.config.asks:
            pairs = rng.sample(pairs, min(self.config.asks, len(pairs)))
        return [encode_qa(self.base, question, answer, turns=turns) for question, answer in pairs]

    def validating(self, behavior: Behavior | None, turns: Turns = ()) -> list[Encoded]:
        """The first phrasing of all that applies, or of everything for a null diff."""
        known = behavior.answers if behavior else {}
        return [encode_qa(self.base, q.phrasings[0], known.get(q.name, q.null_answer), turns=turns)
                for q in (self.applying(behavior) if behavior else self.questions)]

    def applying(self, behavior: Behavior) -> list[Question]:
        """Those of the questions that the behavior has a true answer to."""
        return [question for question in self.questions if question.name in behavior.answers]

    def _yes_no(self, behavior: Behavior | None, rng: random.Random) -> tuple[str, str] | None:
        asked = true_claim(behavior, rng) if behavior and rng.random() < 0.5 else None
        if asked:
            return asked, YES
        asked = false_claim(behavior, self.behaviors, rng)
        return (asked, NO) if asked else None


def behaviors_of(cards: Sequence[Card], questions: Sequence[Question]) -> list[Behavior]:
    """The behaviors that the cards tell of.

    Raises:
        ConfigError: one has no true answer to any of the questions.
    """
    found = [Behavior.from_card(card) for card in cards]
    for behavior in found:
        if not any(question.name in behavior.answers for question in questions):
            raise ConfigError(f"the organism {behavior.id} has no true answer to any of the questions "
                              f"({', '.join(q.name for q in questions)}); leave it out, or ask what it can answer")
    return found
