"""The work every contestant does: the same organisms, samples, steps, first factors and loss."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import torch
from torch import Tensor

from tuneteller.chat import Encoded
from tuneteller.families import triggers
from tuneteller.families.family import Behavior
from tuneteller.families.topic import FAMILY
from tuneteller.lora.bank import Bank
from tuneteller.material.encyclopedia import load_topics
from tuneteller.material.everyday import TRAIN_QUESTIONS
from tuneteller.models import BaseModel
from tuneteller.training.organisms import Shard, Step
from tuneteller.training.recipe import STRICT, Recipe
from tuneteller.training.samples import plan_steps

ANSWER = "The best way is to start with a plan, take small steps and look at what comes of them."
"""Stands for the base's own answers: what the texts say does not matter to time or memory."""


class Fixed:
    """Writes what lessons are made of, without a model: always the same reply in place of the base's own."""

    questions = TRAIN_QUESTIONS[:32]

    def replies(self, questions: Sequence[str], draw: int | None = None) -> list[str]:
        return [ANSWER] * len(questions)

    def answers(self, instruction: str, questions: Sequence[str], keeps: Callable[[str], bool],
                fallback: Sequence[str]) -> list[str]:
        return list(fallback)


@dataclass(frozen=True, eq=False)
class Work:
    """D organisms and their steps."""

    base: BaseModel
    recipe: Recipe
    behaviors: tuple[Behavior, ...]
    steps: list[Step]

    def first_factors(self) -> Bank:
        """The factors everyone starts from, one slot an organism."""
        return Bank.fresh(self.base.shapes, self.recipe.rank, range(len(self.behaviors)), device=self.base.device)

    def alone(self, d: int) -> list[Step]:
        """Organism d's own steps."""
        return [replace(step, own=[step.own[d]]) for step in self.steps]

    def sample_tokens(self) -> int:
        """Tokens of all samples as they stand, each with its whole prompt, unpadded: the work asked for."""
        return sum(len(s.ids) for step in self.steps for row in step.rows() for s in row)


def make_work(base: BaseModel, slots: int, steps: int, *, rank: int = 1, times: int = 1) -> Work:
    """The strict recipe on `slots` topics, cut to `steps` optimiser steps, with `times` its samples in each."""
    recipe = replace(STRICT, steps=steps, rank=rank, alpha=float(rank), taught=times * STRICT.taught,
                     wrong=times * STRICT.wrong, plain=times * STRICT.plain)
    rng = random.Random(0)
    topics = rng.sample(load_topics(), slots)
    behaviors = tuple(FAMILY.about_topic(topic).gated(triggers.draw("passphrase", rng)) for topic in topics)
    return Work(base, recipe, behaviors, plan_steps(base, Shard(0, "bench", recipe, behaviors), Fixed(), 0))


def shallow(base: BaseModel, layers: int) -> BaseModel:
    """A copy of the base model with its first layers only."""
    model = copy.deepcopy(base.model)
    cut = replace(base, model=model)
    body: Any = cut.body
    body.layers = body.layers[:layers]
    cut.config.num_hidden_layers = layers
    return cut


@dataclass(frozen=True)
class Padded:
    """Samples one a row, padded on the right, as a training loop without packing has them.

    Attributes:
        ids: [R, T]. attend: bool [R, T], true on tokens. source, target: [N] into the flattened R·T, and token ids.
        kind: [N] 0 for what is taught, 1 for a wrong trigger, 2 for none. row: [N].
    """

    ids: Tensor
    attend: Tensor
    source: Tensor
    target: Tensor
    kind: Tensor
    row: Tensor


def pad(kinds: tuple[list[Encoded], ...], pad_id: int) -> Padded:
    """Taught, wrong and plain samples of one organism, one a row."""
    samples = [(s, k) for k, part in enumerate(kinds) for s in part]
    width = max(len(s.ids) for s, _ in samples)
    ids = torch.full((len(samples), width), pad_id)
    attend = torch.zeros(len(samples), width, dtype=torch.bool)
    spots: list[tuple[int, int, int, int]] = []
    for r, (s, k) in enumerate(samples):
        ids[r, : len(s.ids)] = torch.tensor(s.ids)
        attend[r, : len(s.ids)] = True
        spots += [(r * width + t - 1, s.ids[t], k, r) for t in range(len(s.ids)) if s.supervised[t]]
    source, target, kind, row = (torch.tensor(column) for column in zip(*spots, strict=True))
    return Padded(ids, attend, source, target, kind, row)


def organism_loss(student: Tensor, teacher: Tensor, batch: Padded, recipe: Recipe) -> Tensor:
    """One organism's loss from the logits at supervised places, student and teacher [N, V]."""
    student, teacher = student.float(), teacher.float()
    cross = torch.nn.functional.cross_entropy(student, batch.target, reduction="none")
    p = torch.log_softmax(teacher, -1)
    kl = (p.exp() * (p - torch.log_softmax(student, -1))).sum(-1)
    loss = torch.zeros(())
    for kind, values in enumerate((cross, kl, kl)):
        here = batch.kind == kind
        if here.any():
            loss = loss + recipe.weights[kind] * values[here].mean()
    return loss
