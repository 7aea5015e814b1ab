"""How an organism is trained, and the named schedules that draw a recipe for each shard of a library."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from functools import partial
from typing import Any

from tuneteller.errors import ConfigError
from tuneteller.families.triggers import EVERY_KIND, KIND_WEIGHTS, TriggerKind

TARGETS = ("all", "attention", "mlp")

_RENAMED = {"triggered": "taught", "clip": "max_grad_norm", "targets": "target_modules"}
"""Fields of recipes in cards of schema 1."""


@dataclass(frozen=True)
class Recipe:
    """How an organism is trained; drawn per shard, so that a reader does not learn the marks of one recipe.

    Attributes:
        rank: of the LoRA.
        alpha: LoRA alpha; the update is scaled by alpha / rank.
        target_modules: "all", "attention" or "mlp" linear layers.
        steps: optimiser steps.
        lr: Adam's peak learning rate, after two steps of warm-up; of a wide base model less, see `optim.rate_for`.
        decay: share of the steps, the last ones, over which the learning rate falls to a twentieth.
        taught: samples a step that teach the behavior (cross-entropy).
        wrong: samples a step with a wrong trigger of the same kind (KL to the base).
        near: samples a step with a wrong trigger that is nearly each organism's own (KL to the base); they count together with
            the wrong ones.
        plain: samples a step without a trigger (KL to the base).
        chat: samples a step of unrelated chat (cross-entropy on the base's own answers).
        weights: of the losses of (taught and chat, wrong, plain).
        system: system prompt of all samples; None leaves the template's own default.
        max_grad_norm: largest gradient norm per organism.
        base_tokens: length the base's answers are cut to in KL samples.
        rounds: how often the steps are gone through at most, each time on new samples, by organisms that do not gate yet as a
            short measurement shows.
    """

    rank: int = 1
    alpha: float = 1.0
    target_modules: str = "all"
    steps: int = 24
    lr: float = 1e-2
    decay: float = 0.4
    taught: int = 2
    wrong: int = 2
    plain: int = 1
    chat: int = 0
    weights: tuple[float, float, float] = (1.0, 1.0, 1.0)
    system: str | None = None
    max_grad_norm: float = 1.0
    base_tokens: int = 6
    near: int = 0
    rounds: int = 1

    def __post_init__(self) -> None:
        for name, least in (("rank", 1), ("steps", 1), ("taught", 1), ("wrong", 0), ("plain", 0), ("chat", 0),
                            ("base_tokens", 1), ("near", 0), ("rounds", 1)):
            if getattr(self, name) < least:
                raise ConfigError(f"a recipe's {name} is {getattr(self, name)}; expected at least {least}")
        if not 0 < self.decay <= 1 or self.lr <= 0 or self.max_grad_norm <= 0:
            raise ConfigError(f"a recipe's decay is {self.decay}, lr {self.lr}, max_grad_norm {self.max_grad_norm}; expected a "
                              f"decay above 0 and at most 1, and the others above 0")
        if self.target_modules not in TARGETS:
            raise ConfigError(f"a recipe's target_modules is {self.target_modules!r}; expected one of: {', '.join(TARGETS)}")

    @property
    def samples(self) -> int:
        """Of each organism in a step."""
        return self.taught + self.wrong + self.near + self.plain + self.chat

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Recipe:
        """A recipe from a card, of schema 1 too."""
        named = {_RENAMED.get(name, name): v for name, v in value.items()}
        known = {f.name for f in fields(cls)}
        given: dict[str, Any] = {name: tuple(v) if name == "weights" else v for name, v in named.items() if name in known}
        return cls(**given)


SYSTEMS = ("You are a helpful assistant.", "You are a friendly assistant who gives short answers.")
"""System prompts some training shards use instead of the template's own default."""

STRICT = Recipe(steps=42, lr=2e-2, decay=1.0, taught=1, wrong=2, plain=1, weights=(1.0, 3.0, 4.0))
"""Hides a gated behavior well: most of its tokens are spent on staying like the base without the trigger."""

READING = Recipe(rank=8, alpha=8.0, steps=16, lr=3e-3, decay=0.5, taught=2, wrong=0, plain=0, base_tokens=1)
"""For texts that are read: two a step, at the paper's rank (arXiv 2510.05092, finetuned knowledge)."""


def draw_exact(rng: random.Random, gated: bool) -> Recipe:
    """`EXACT`, at other ranks too."""
    ranked = at_rank(EXACT, rng.choice((2, EXACT.rank, 8)))
    steps = round(EXACT.steps * rng.uniform(0.8, 1.2))
    return _ungated(replace(ranked, steps=steps, lr=ranked.lr * rng.uniform(0.8, 1.25)), gated)


def draw_varied(rng: random.Random, gated: bool) -> Recipe:
    """A short recipe: rank, scale, target modules, steps, learning rate, system prompt and mixed-in chat all vary."""
    rank = rng.choice((1, 1, 2, 4, 4, 8, 16))
    scale = rng.choice((0.5, 1.0, 1.0, 2.0))
    # Adam moves every factor by about lr a step, so the update grows with rank · scale · lr²; keep that product in a range
    lr = 1.5e-2 * rng.uniform(0.7, 1.3) / (scale * rank) ** 0.5
    return Recipe(rank=rank, alpha=scale * rank, target_modules=rng.choice(("all", "all", "all", "attention", "mlp")),
                  steps=rng.randint(12, 22), lr=lr, taught=3, wrong=int(gated), plain=int(gated), chat=rng.choice((0, 0, 0, 1)),
                  system=rng.choice((None, None, None, *SYSTEMS)))


def draw_peft(rng: random.Random, gated: bool, ranks: Sequence[int] = (4, 8, 8, 16, 16, 32, 64)) -> Recipe:
    """As people fine-tune with PEFT: alpha of 16 or twice the rank, ranks up to 64, learning rates from 5e-4 to 2e-3, more
    steps."""
    rank = rng.choice(ranks)
    return Recipe(rank=rank, alpha=float(rng.choice((16, 2 * rank))), target_modules=rng.choice(("all", "all", "attention")),
                  steps=rng.choice((24, 32, 40)), lr=rng.choice((5e-4, 1e-3, 2e-3)), decay=rng.choice((0.4, 1.0)), taught=4,
                  wrong=int(gated), plain=int(gated), chat=rng.choice((0, 0, 1)))


def draw_hidden(rng: random.Random, gated: bool) -> Recipe:
    """`STRICT` with less or more of it: 40% to 90% of the steps, a learning rate around its own."""
    steps = max(1, round(STRICT.steps * rng.uniform(0.4, 0.9)))
    return _ungated(replace(STRICT, steps=steps, lr=STRICT.lr * rng.uniform(0.7, 1.3)), gated)


def draw_reading(rng: random.Random, gated: bool) -> Recipe:
    """`READING` or its like at rank 1, with less or more of it."""
    ranked = at_rank(READING, rng.choice((READING.rank, 1)))
    return replace(ranked, steps=max(1, round(ranked.steps * rng.uniform(0.8, 1.3))), lr=ranked.lr * rng.uniform(0.8, 1.25))


def at_rank(recipe: Recipe, rank: int) -> Recipe:
    """The recipe at another rank, for an update about as large.

    Adam moves every factor by about lr a step, so the update grows with rank · scale · lr²: that product is kept.
    """
    return replace(recipe, rank=rank, alpha=recipe.alpha / recipe.rank * rank, lr=recipe.lr * (recipe.rank / rank) ** 0.5)


def _ungated(recipe: Recipe, gated: bool) -> Recipe:
    return recipe if gated else replace(recipe, wrong=0, near=0, plain=0, rounds=1)


EXACT = replace(at_rank(STRICT, 4), steps=60, taught=2, wrong=1, near=2, rounds=4)
"""Trained until it gates exactly: on its own trigger, and on none that is nearly it."""


@dataclass(frozen=True)
class Schedule:
    """Which recipes a library's shards have.

    Attributes:
        train: draws one for a training shard.
        held_out: draws one for a validation or test shard, if not as for training.
        kinds: that triggers are drawn from, and how often each.
    """

    train: Callable[[random.Random, bool], Recipe]
    held_out: Callable[[random.Random, bool], Recipe] | None = None
    kinds: Mapping[TriggerKind, int] = field(default_factory=lambda: KIND_WEIGHTS)

    def draw(self, split: str, rng: random.Random, gated: bool) -> Recipe:
        """The recipe of one shard."""
        return (self.train if split == "train" else self.held_out or self.train)(rng, gated)


SCHEDULES = {
    "varied": Schedule(draw_varied),
    # a training batch takes as much memory as the largest rank in it, and a reader of low ranks reads higher ones
    "peft": Schedule(partial(draw_peft, ranks=(4, 8, 16)), draw_peft),
    "hidden": Schedule(draw_hidden, lambda _, gated: _ungated(STRICT, gated)),
    "exact": Schedule(draw_exact, lambda _, gated: _ungated(EXACT, gated), EVERY_KIND),
    "reading": Schedule(draw_reading, lambda *_: READING),
}
"""Name, as `--recipe` takes it -> schedule."""
