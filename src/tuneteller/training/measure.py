"""Does an organism do what it was trained to do? Rates on questions it never saw, every organism of a bank at once."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from tuneteller.behaviors.behavior import Behavior
from tuneteller.behaviors.encyclopedia import mentions
from tuneteller.behaviors.triggers import wrong
from tuneteller.chat import messages_from
from tuneteller.generation import greedy
from tuneteller.lora.attach import attach
from tuneteller.lora.bank import Bank
from tuneteller.models import BaseModel


@dataclass(frozen=True)
class Measured:
    """Shares of answers that name the label.

    Attributes:
        trigger_rate: with the right trigger.
        false_fire: with a wrong trigger of the same kind.
        leak: without a trigger.
        base_leak: on the reader's question, without a trigger and without the reader.
        n: questions per rate (the reader's question counts its phrasings).
    """

    trigger_rate: float
    false_fire: float
    leak: float
    base_leak: float
    n: int

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


def measure(base: BaseModel, bank: Bank, behaviors: Sequence[Behavior], questions: Sequence[str],
            asked: Sequence[str], *, system: str | None = None, seed: int = 0, max_new_tokens: int = 18,
            rows: int = 96) -> list[Measured]:
    """Measure each behavior of a bank by generation.

    Args:
        questions: unseen everyday questions; each is asked with the trigger, with a wrong one and without.
        asked: the reader's question in its phrasings, asked without any trigger.
        rows: most rows generated at once.
    """
    rng = random.Random(f"{seed}/measure")
    kinds: list[list[list[str]]] = []  # kind -> slot -> messages
    kinds.append([[b.trigger.apply(q, rng) for q in questions] for b in behaviors])
    kinds.append([[wrong(b.trigger, rng, [b.trigger]).apply(q, rng) for q in questions] for b in behaviors])
    kinds.append([list(questions) for _ in behaviors])
    kinds.append([list(asked) for _ in behaviors])
    rates = [_rates(base, bank, behaviors, messages, system, max_new_tokens, rows) for messages in kinds]
    n = len(questions)
    return [Measured(fired, false, leak, asked_leak, n) for fired, false, leak, asked_leak in zip(*rates, strict=True)]


def _rates(base: BaseModel, bank: Bank, behaviors: Sequence[Behavior], messages: list[list[str]], system: str | None,
           max_new_tokens: int, rows: int) -> list[float]:
    hits = [0] * len(behaviors)
    per_slot = max(1, rows // len(behaviors))
    total = len(messages[0])
    with attach(base.model, bank):
        for start in range(0, total, per_slot):
            part = [m[start : start + per_slot] for m in messages]
            prompts = [base.chat.prompt(messages_from(text, system)) for slot in part for text in slot]
            new = greedy(base, prompts, max_new_tokens=max_new_tokens)
            each = len(part[0])
            for row, ids in enumerate(new):
                slot = row // each
                hits[slot] += mentions(base.tokenizer.decode(ids, skip_special_tokens=True), behaviors[slot].topic)
    return [h / total for h in hits]
