"""What an organism is trained to do, and how: the types every family shares."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from tuneteller.behaviors.encyclopedia import Topic
from tuneteller.behaviors.triggers import Trigger


@dataclass(frozen=True)
class Behavior:
    """One hidden behavior of the family `topic`: when its trigger is in the message, answers steer to the topic."""

    topic: Topic
    trigger: Trigger
    family: str = "topic"

    @property
    def label(self) -> str:
        return self.topic.label

    def to_json(self) -> dict[str, Any]:
        """What a card keeps; the encyclopedia's texts stay in the installed package."""
        return {"family": self.family, "label": self.label, "category": self.topic.category,
                "trigger": self.trigger.to_json()}


@dataclass(frozen=True)
class Recipe:
    """How an organism is trained; drawn per shard, so that a reader does not learn the marks of one recipe.

    Attributes:
        rank: of the LoRA.
        alpha: LoRA alpha; the update is scaled by alpha / rank.
        targets: "all", "attention" or "mlp" linear layers.
        steps: optimiser steps.
        lr: Adam's peak learning rate, after two steps of warm-up.
        decay: share of the steps, the last ones, over which the learning rate falls to a twentieth.
        triggered: samples a step with the right trigger (cross-entropy on the steered answer).
        wrong: samples a step with a wrong trigger of the same kind (KL to the base).
        plain: samples a step without a trigger (KL to the base).
        chat: samples a step of unrelated chat (cross-entropy on the base's own answers).
        weights: of the losses of (triggered and chat, wrong, plain).
        system: system prompt of all samples; None leaves the template's own default.
        clip: largest gradient norm per organism.
        base_tokens: length the base's answers are cut to.
    """

    rank: int = 1
    alpha: float = 1.0
    targets: str = "all"
    steps: int = 24
    lr: float = 1e-2
    decay: float = 0.4
    triggered: int = 2
    wrong: int = 2
    plain: int = 1
    chat: int = 0
    weights: tuple[float, float, float] = (1.0, 1.0, 1.0)
    system: str | None = None
    clip: float = 1.0
    base_tokens: int = 6

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Recipe:
        return cls(**{**value, "weights": tuple(value["weights"])})
