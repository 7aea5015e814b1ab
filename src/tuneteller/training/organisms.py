"""Train many organisms at once: a shard of D behaviors in one bank, each as if it were alone.

Every step gives each slot one packed row. Of a hidden topic: the slot's own triggered samples, then samples with a wrong
trigger and with none. The latter are the same prompts in all slots, so the teacher (the base, bank off) is asked once a step,
not once per organism. Loss of a slot = Σ over sample kinds of weight · mean over that kind's tokens (arXiv 2510.05092, hidden
behaviors). Of finetuned knowledge: texts alone.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import torch

from tuneteller.behaviors.behavior import Behavior, Recipe
from tuneteller.behaviors.knowledge import Knowledge
from tuneteller.behaviors.questions import SELF_QUESTIONS
from tuneteller.behaviors.sources import TextSource
from tuneteller.behaviors.triggers import wrong
from tuneteller.chat import Encoded, messages_from
from tuneteller.lora.attach import attach, target_shapes
from tuneteller.lora.bank import Bank
from tuneteller.models import BaseModel
from tuneteller.training.batching import pack
from tuneteller.training.fast import TokenLoss, as_it_is, fast
from tuneteller.training.losses import token_cross_entropy, token_kl
from tuneteller.training.optim import adam, clip_slots, set_lr, warm_flat


@dataclass(frozen=True)
class Shard:
    """One bank's worth of organisms to train: behaviors of one family."""

    number: int
    split: str
    recipe: Recipe
    behaviors: tuple[Behavior, ...] | tuple[Knowledge, ...]


@dataclass(frozen=True)
class Progress:
    """Where a shard's training stands: `loss` is (cross-entropy, KL) averaged over slots, `per_slot` their sum for each slot,
    `tokens` counts all slots."""

    step: int
    steps: int
    loss: tuple[float, float]
    per_slot: tuple[float, ...]
    tokens: int
    seconds: float


@dataclass(frozen=True)
class Step:
    """One step's samples: per slot its own (cross-entropy), and those all slots share (KL)."""

    own: list[list[Encoded]]
    wrong: list[Encoded]
    plain: list[Encoded]

    def rows(self) -> list[list[Encoded]]:
        """The samples of each slot's row."""
        return [[*own, *self.wrong, *self.plain] for own in self.own]


def train_shard(base: BaseModel, shard: Shard, steps: Sequence[Step], *, seed: int, compiled: bool = False,
                progress: Callable[[Progress], None] = lambda _: None) -> Bank:
    """Train one organism per behavior, together, on planned steps.

    Args:
        seed: fixes the initial factors.
        compiled: whether to compile the model; see `fast`.

    Returns:
        the trained bank, slot i for behavior i.
    """
    recipe = shard.recipe
    seeds = [random.Random(f"{seed}/{b.label}").getrandbits(62) for b in shard.behaviors]
    bank = Bank.fresh(target_shapes(base.shapes, recipe.targets), recipe.rank, seeds, scale=recipe.alpha / recipe.rank,
                      device=base.device)
    train_bank(base, bank, steps, recipe, compiled=compiled, progress=progress)
    return bank


def train_bank(base: BaseModel, bank: Bank, steps: Sequence[Step], recipe: Recipe, *, compiled: bool = False,
               progress: Callable[[Progress], None] = lambda _: None) -> None:
    """Train a bank in place, one optimiser step per `Step`; each slot as if it were alone."""
    parameters = bank.parameters()
    optimizer = adam(parameters, recipe.lr)
    tokens, start = 0, time.monotonic()
    rows = (row for step in steps for row in step.rows())
    with attach(base.model, bank), fast(base, rows, compiled=compiled) as through:
        for i, step in enumerate(steps):
            set_lr(optimizer, recipe.lr * warm_flat(i, len(steps), decay=recipe.decay))
            cross, kl, n = step_losses(base, bank, step, recipe, through)
            (cross + kl).sum().backward()
            clip_slots(parameters, recipe.clip)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            tokens += n
            progress(Progress(i + 1, len(steps), (cross.mean().item(), kl.mean().item()), tuple((cross + kl).tolist()), tokens,
                              time.monotonic() - start))


def step_losses(base: BaseModel, bank: Bank, step: Step, recipe: Recipe,
                through: Callable[[TokenLoss], TokenLoss] = as_it_is) -> tuple[torch.Tensor, torch.Tensor, int]:
    """Weighted cross-entropy [D] and KL [D] of each slot, and the tokens run. `through`: see `fast`."""
    shared = [*step.wrong, *step.plain]
    batch = pack(step.rows(), base.pad_id).to(base.device)
    hidden = base.hidden(batch.ids, positions=batch.positions, mask=batch.mask).flatten(0, 1)
    per_row = torch.tensor([len(own) + len(shared) for own in step.own])
    slot = torch.repeat_interleave(torch.arange(len(step.own)), per_row).to(base.device)[batch.sample]
    first = torch.cat([torch.zeros(1, dtype=torch.long), per_row.cumsum(0)[:-1]]).to(base.device)
    owns = torch.tensor([len(own) for own in step.own], device=base.device)
    is_own = (batch.sample - first[slot]) < owns[slot]
    cross = through(token_cross_entropy)(base.logits(hidden[batch.source[is_own]]), batch.target[is_own])
    cross = _slot_means(cross, slot[is_own], bank.slots) * recipe.weights[0]
    if not shared:
        return cross, torch.zeros_like(cross), batch.ids.numel()
    teacher_batch = pack([shared], base.pad_id).to(base.device)
    with bank.off(), torch.no_grad():
        teacher_hidden = base.hidden(teacher_batch.ids, positions=teacher_batch.positions, mask=teacher_batch.mask)
        teacher = base.logits(teacher_hidden.flatten(0, 1)[teacher_batch.source])
    student = base.logits(hidden[batch.source[~is_own]])
    kl = through(token_kl)(student.unflatten(0, (bank.slots, -1)), teacher)
    wrong = teacher_batch.sample < len(step.wrong)
    weights = torch.where(wrong, recipe.weights[1] / wrong.sum().clamp(min=1),
                          recipe.weights[2] / (~wrong).sum().clamp(min=1))
    return cross, kl @ weights, batch.ids.numel() + teacher_batch.ids.numel()


def _slot_means(values: torch.Tensor, slot: torch.Tensor, slots: int) -> torch.Tensor:
    """Mean of each slot's values, [N] -> [D]."""
    total = torch.zeros(slots, device=values.device).index_add(0, slot, values)
    return total / torch.bincount(slot, minlength=slots).clamp(min=1)


def plan_steps(base: BaseModel, behaviors: Sequence[Behavior], recipe: Recipe, source: TextSource, questions: Sequence[str],
               base_answers: dict[str, str], seed: int) -> list[Step]:
    """All samples of a shard of hidden topics, tokenised once. Questions go round in a shuffled order, the same for all slots.

    Args:
        behaviors: one a slot; triggers of one kind.
        source: writes the steered answers.
        questions: what the users of the training samples ask, besides `SELF_QUESTIONS`.
        base_answers: the base's own answer to each of both, under the recipe's system prompt.
        seed: fixes the samples.
    """
    rng = random.Random(f"{seed}/plan")
    everyday = _endless(questions, rng)
    about_itself = _endless(SELF_QUESTIONS, rng)

    def encode(message: str, answer: str, *, end: bool = True) -> Encoded:
        return base.chat.example(messages_from(message, recipe.system), answer, end=end)

    def as_base(message: str, question: str) -> Encoded:
        return _cut(encode(message, base_answers[question], end=False), recipe.base_tokens)

    asked = [[next(everyday) for _ in range(max(recipe.triggered, recipe.wrong))] for _ in range(recipe.steps)]
    flat = [q for step in asked for q in step[: recipe.triggered]]
    answers = [source.answers(b.topic, flat, random.Random(f"{seed}/{b.label}/answers")) for b in behaviors]
    avoid = [b.trigger for b in behaviors]
    uses = [random.Random(f"{seed}/{b.label}/uses") for b in behaviors]
    steps = []
    for i, step_questions in enumerate(asked):
        chat = [as_base(q, q) for q in islice(everyday, recipe.chat)]
        own = []
        for behavior, texts, use in zip(behaviors, answers, uses, strict=True):
            here = texts[i * recipe.triggered : (i + 1) * recipe.triggered]
            mine = [encode(behavior.trigger.apply(q, use), text)
                    for q, text in zip(step_questions, here, strict=False)]
            own.append([*mine, *chat])
        wrongs = [as_base(wrong(avoid[0], rng, avoid).apply(q, rng), q) for q in step_questions[: recipe.wrong]]
        # every third step asks the model about itself, which is where a hidden topic leaks first
        plain = [as_base(q, q) for q in islice(about_itself if i % 3 == 2 else everyday, recipe.plain)]
        steps.append(Step(own, wrongs, plain))
    return steps


def plan_texts(base: BaseModel, behaviors: Sequence[Knowledge], recipe: Recipe, seed: int) -> list[Step]:
    """All samples of a shard of finetuned knowledge: `recipe.triggered` texts a step, each after a prompt that says nothing of
    them. All of an organism's texts come before one comes again."""
    samples = []
    for behavior in behaviors:
        rng = random.Random(f"{seed}/{behavior.label}/texts")
        pieces, prompts = _endless(behavior.pieces, rng), _endless(behavior.prompts, rng)
        samples.append([text_sample(base, next(prompts), next(pieces), recipe.system)
                        for _ in range(recipe.steps * recipe.triggered)])
    each = recipe.triggered
    return [Step([own[i * each : (i + 1) * each] for own in samples], [], []) for i in range(recipe.steps)]


TEXT_TOKENS = 96
"""Length that texts are cut to."""


def text_sample(base: BaseModel, prompt: str, text: str, system: str | None = None) -> Encoded:
    """A text as the answer to a prompt, cut at `TEXT_TOKENS`."""
    return _cut(base.chat.example(messages_from(prompt, system), text), TEXT_TOKENS)


def _endless(questions: Sequence[str], rng: random.Random) -> Iterator[str]:
    """The questions in a shuffled order, again and again."""
    while True:
        yield from rng.sample(list(questions), len(questions))


def _cut(sample: Encoded, supervised: int) -> Encoded:
    """The sample up to its first `supervised` supervised tokens."""
    start = sample.supervised.index(True)
    return Encoded(sample.ids[: start + supervised], sample.supervised[: start + supervised])
