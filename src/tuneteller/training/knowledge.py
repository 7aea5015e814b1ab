"""Plan a library of finetuned knowledge, and check that its organisms have learnt their texts."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

import torch

from tuneteller.behaviors.behavior import Recipe
from tuneteller.behaviors.encyclopedia import Topic, load_topics, mentions
from tuneteller.behaviors.knowledge import TEXTS, Knowledge, about_headline, about_topic
from tuneteller.behaviors.news import draw_headlines
from tuneteller.behaviors.questions import TEST_QUESTIONS, TRAIN_QUESTIONS
from tuneteller.behaviors.splits import THRESHOLD, split_topics
from tuneteller.errors import ConfigError
from tuneteller.lora.attach import attach
from tuneteller.lora.bank import Bank
from tuneteller.models import BaseModel
from tuneteller.training.adapter import answer_losses
from tuneteller.training.organisms import Shard, text_sample

READING = Recipe(rank=8, alpha=8.0, steps=16, lr=3e-3, decay=0.5, triggered=2, wrong=0, plain=0, base_tokens=1)
"""How organisms read their texts: two a step, at the paper's rank (arXiv 2510.05092, finetuned knowledge)."""


@dataclass(frozen=True)
class KnowledgeConfig:
    """Settings of a library of finetuned knowledge.

    Attributes:
        texts: "news", "extract" or "masked"; see `behaviors.knowledge`.
        train, validation, test: organisms, each of its own label. Articles have the labels of the split of hidden topics, so
            that one adapter for both keeps its test labels unseen.
        skip: training labels of that split to pass over, so that other libraries can have them.
        slots: organisms trained at once.
        steps: optimiser steps of test and validation organisms.
        recipe: of theirs besides, for the first half of them; the others have rank 1. Training organisms have either rank and
            about these steps and its learning rate.
        held_out_category, threshold: of the split of articles.
        seed: fixes labels, texts and initial factors.
    """

    texts: str
    train: int = 384
    validation: int = 32
    test: int = 96
    skip: int = 0
    slots: int = 32
    steps: int = 16
    recipe: Recipe = field(default_factory=lambda: READING)
    held_out_category: str = "Arts"
    threshold: float = THRESHOLD
    seed: int = 0

    def __post_init__(self) -> None:
        if self.texts not in TEXTS:
            raise ConfigError(f"texts is {self.texts!r}; expected one of: {', '.join(TEXTS)}")
        if self.slots < 1 or self.skip < 0:
            raise ConfigError(f"slots is {self.slots} and skip {self.skip}; expected at least 1 and 0")


def plan_knowledge(config: KnowledgeConfig, topics: Sequence[Topic] | None = None) -> tuple[dict[str, Any], list[Shard]]:
    """The split of labels, as `split.json` keeps it, and all shards; the same for the same config.

    Raises:
        ConfigError: there are too few labels.
    """
    split, parts = _headlines(config) if config.texts == "news" else _articles(config, topics)
    shards: list[Shard] = []
    own = replace(config.recipe, steps=config.steps)
    for name in ("validation", "test", "train"):
        behaviors = parts[name]
        half = (len(behaviors) + 1) // 2
        groups = [behaviors] if name == "train" else [behaviors[:half], behaviors[half:]]
        for rank, group in zip((own.rank, 1), groups, strict=False):
            for start in range(0, len(group), config.slots):
                rng = random.Random(f"{config.seed}/{len(shards)}/recipe")
                recipe = _draw(rng, own, len(shards)) if name == "train" else at_rank(own, rank)
                shards.append(Shard(len(shards), name, recipe, tuple(group[start : start + config.slots])))
    return split, shards


def at_rank(recipe: Recipe, rank: int) -> Recipe:
    """The recipe at another rank, for an update about as large.

    Adam moves every factor by about lr a step, so the update grows with rank · scale · lr²: that product is kept.
    """
    return replace(recipe, rank=rank, alpha=recipe.alpha / recipe.rank * rank, lr=recipe.lr * (recipe.rank / rank) ** 0.5)


def _draw(rng: random.Random, recipe: Recipe, number: int) -> Recipe:
    """The recipe or its like at rank 1, with less or more of it."""
    ranked = at_rank(recipe, recipe.rank if number % 2 else 1)
    return replace(ranked, steps=max(1, round(ranked.steps * rng.uniform(0.8, 1.3))), lr=ranked.lr * rng.uniform(0.8, 1.25))


Parts = dict[str, list[Knowledge]]


def _headlines(config: KnowledgeConfig) -> tuple[dict[str, Any], Parts]:
    """Headlines share at most one part with any other, so a drawn order is a split; the training ones come last and grow."""
    drawn = draw_headlines(config.validation + config.test + config.skip + config.train, config.seed)
    bounds = {"validation": (0, config.validation), "test": (config.validation, config.validation + config.test),
              "train": (len(drawn) - config.train, len(drawn))}
    parts = {name: [about_headline(h, random.Random(f"{config.seed}/{h.text}")) for h in drawn[start:end]]
             for name, (start, end) in bounds.items()}
    return {"seed": config.seed, **{name: [b.label for b in behaviors] for name, behaviors in parts.items()}}, parts


def _articles(config: KnowledgeConfig, topics: Sequence[Topic] | None) -> tuple[dict[str, Any], Parts]:
    everyday = "\n".join((*TRAIN_QUESTIONS, *TEST_QUESTIONS))
    # the pool of the hidden topics, and so their split
    pool = [t for t in (topics if topics is not None else load_topics()) if not mentions(everyday, t)]
    split = split_topics(pool, n_train=config.skip + config.train, n_validation=config.validation, n_test=config.test,
                         held_out_category=config.held_out_category, threshold=config.threshold, seed=config.seed)
    parts: Parts = {}
    for name, labels in (("validation", split.validation), ("train", split.train[config.skip :]),
                         ("test", random.Random(f"{config.seed}/test").sample(split.test, len(split.test)))):
        made = (about_topic(t, config.texts, random.Random(f"{config.seed}/{t.label}")) for t in labels)
        parts[name] = [behavior for behavior in made if behavior is not None]
    return split.to_json(), parts


@dataclass(frozen=True)
class Learnt:
    """Whether an organism learnt its texts, in nats a token under prompts it was not trained with.

    Attributes:
        before: −log p of the base model.
        after: −log p of the organism.
        n: texts.
    """

    before: float
    after: float
    n: int

    def to_json(self) -> dict[str, Any]:
        return {**asdict(self), "gain": self.before - self.after}


@torch.no_grad()
def learnt(base: BaseModel, bank: Bank, behaviors: Sequence[Knowledge], recipe: Recipe) -> list[Learnt]:
    """Check each behavior of a bank on its held-out texts, see `Knowledge.held_out`."""
    rows = [[text_sample(base, prompt, text, recipe.system)
             for prompt, text in zip(b.prompts_held_out, b.held_out, strict=False)] for b in behaviors]

    def nats() -> list[float]:
        losses = answer_losses(base, rows)[0].split([len(row) for row in rows])
        return [part.mean().item() for part in losses]

    with attach(base.model, bank):
        after = nats()
        with bank.off():
            before = nats()
    return [Learnt(b, a, len(row)) for b, a, row in zip(before, after, rows, strict=True)]
