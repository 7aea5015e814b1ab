"""Train many organisms at once: a shard of D behaviors of any families in one bank, each as if it were alone.

Every step gives each slot one packed row: the slot's own samples, which teach its behavior (cross-entropy), and behind a
trigger also samples with a wrong trigger and with none (KL to the base). The latter are the same prompts in all slots, so the
teacher (the base, bank off) is asked once a step, not once per organism; only samples with what is nearly a slot's own
trigger cost it a pass for each slot. Loss of a slot = Σ over sample kinds of weight · mean over that kind's tokens (arXiv
2510.05092, hidden behaviors); wrong and near samples are one kind.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice
from random import Random

import torch

from tuneteller.batching import pack
from tuneteller.chat import Encoded
from tuneteller.diffs.diff import WeightDiff
from tuneteller.families.family import Behavior
from tuneteller.families.registry import family_named
from tuneteller.lora.attach import attach, target_shapes
from tuneteller.lora.bank import Bank
from tuneteller.losses import token_cross_entropy, token_kl
from tuneteller.models import BaseModel
from tuneteller.training.fast import TokenLoss, as_it_is, fast
from tuneteller.training.optim import adam, clip_slots, rate_for, set_lr, warm_flat
from tuneteller.training.recipe import Recipe
from tuneteller.training.shard_state import BankState

TOGETHER = 4
"""Slots whose near samples share a row of the teacher's."""

DIVERGED = 1.0
"""Nats a token by which an organism's own samples are less likely at the end than under the base model, if training failed."""


@dataclass(frozen=True)
class Shard:
    """One bank's worth of organisms to train with one recipe: behaviors of any families, all gated or none."""

    number: int
    split: str
    recipe: Recipe
    behaviors: tuple[Behavior, ...]


@dataclass(frozen=True)
class Progress:
    """Where a shard's training stands: `loss` is (cross-entropy, KL) averaged over slots, `per_slot` their sum for each slot,
    `tokens` counts all slots, and at the last step `diverged` are the slots whose training failed (see `DIVERGED`)."""

    step: int
    steps: int
    loss: tuple[float, float]
    per_slot: tuple[float, ...]
    tokens: int
    seconds: float
    diverged: tuple[int, ...] = ()


@dataclass(frozen=True)
class Step:
    """One step's samples.

    Attributes:
        own: of each slot (cross-entropy).
        near: likewise, with messages that are near to its trigger (KL).
        wrong, plain: those that all slots share (KL).
        stopped: slots whose training is over. They run along, and end as they were before.
    """

    own: list[list[Encoded]]
    wrong: list[Encoded]
    plain: list[Encoded]
    near: list[list[Encoded]] = field(default_factory=list)
    stopped: tuple[int, ...] = ()

    def rows(self) -> list[list[Encoded]]:
        """The samples of each slot's row."""
        return [[*own, *near, *self.wrong, *self.plain] for own, near in zip(self.own, self.nears(), strict=True)]

    def nears(self) -> list[list[Encoded]]:
        """`near`, with nothing for each slot where there is none."""
        return self.near or [[] for _ in self.own]


def for_base(shard: Shard, base: BaseModel) -> Shard:
    """The shard as this base model can be taught: without a system message where the chat template has no place for one, and
    in all linear layers where none is of the kind that the recipe names, as a mixture's experts are no linear layers."""
    recipe = shard.recipe
    if recipe.system is not None and not base.chat.takes_system:
        recipe = replace(recipe, system=None)
    if not target_shapes(base.shapes, recipe.target_modules):
        recipe = replace(recipe, target_modules="all")
    return replace(shard, recipe=recipe)


def fresh_bank(base: BaseModel, shard: Shard, seed: int) -> Bank:
    """A bank to train, slot i for behavior i.

    Args:
        seed: fixes the initial factors.
    """
    recipe = shard.recipe
    seeds = [Random(f"{seed}/{b.id}").getrandbits(62) for b in shard.behaviors]
    return Bank.fresh(target_shapes(base.shapes, recipe.target_modules), recipe.rank, seeds, scale=recipe.alpha / recipe.rank,
                      device=base.device)


def keep(base: BaseModel, bank: Bank, shard: Shard, seed: int) -> None:
    """Put into the slots of a trained bank what their families keep of them."""
    for d, behavior in enumerate(shard.behaviors):
        if not behavior.parts:
            _keep(base, bank, d, behavior, Random(f"{seed}/{behavior.id}/kept"))


@torch.no_grad()
def _keep(base: BaseModel, bank: Bank, d: int, behavior: Behavior, rng: Random) -> None:
    """Put into a slot what its family keeps of it."""
    trained = WeightDiff({name: (a.cpu(), b.cpu()) for name, (a, b) in bank.slot(d).items()})
    made = family_named(behavior.family).kept(behavior, trained, base, rng)
    if made is trained:
        return
    for name, (a, b) in made.factors.items():
        bank.a[name][d].zero_()[: len(a)] = a
        bank.b[name][d].zero_()[:, : len(a)] = b / bank.scale


def train_bank(base: BaseModel, bank: Bank, steps: Sequence[Step], recipe: Recipe, *, compiled: bool = False,
               progress: Callable[[Progress], None] = lambda _: None, before: BankState | None = None,
               note: Callable[[Callable[[], BankState]], None] = lambda _: None) -> None:
    """Train a bank in place, one optimiser step per `Step`; each slot as if it were alone.

    Args:
        compiled: whether to compile the model; see `fast`.
        before: a state of the same training, from which it goes on.
        note: called after each step but the last with what gives its state.
    """
    parameters, ended = bank.parameters(), dict[int, Sequence[torch.Tensor]]()
    optimizer, lr = adam(parameters, recipe.lr), rate_for(base, recipe.lr)
    done, tokens, start = 0, 0, time.monotonic()
    if before is not None:
        before.put_into(optimizer)
        done, tokens, ended = before.step, before.tokens, {**before.ended}
    rows = (row for step in steps for row in step.rows())
    with attach(base.model, bank):
        with fast(base, rows, compiled=compiled) as through:
            for i, step in islice(enumerate(steps), done, None):
                ended |= {d: [p[d].detach().clone() for p in parameters] for d in step.stopped if d not in ended}
                set_lr(optimizer, lr * warm_flat(i, len(steps), decay=recipe.decay))
                cross, kl, n = step_losses(base, bank, step, recipe, through)
                (cross + kl).sum().backward()
                clip_slots(parameters, recipe.max_grad_norm)
                optimizer.step()
                optimizer.zero_grad(set_to_none=True)
                tokens += n
                now = Progress(i + 1, len(steps), (cross.mean().item(), kl.mean().item()), tuple((cross + kl).tolist()), tokens,
                               time.monotonic() - start)
                if i + 1 < len(steps):  # then the bank is its own state
                    note(partial(BankState.of, i + 1, tokens, optimizer, ended))
                    progress(now)
        # compiled code has a version for passes without gradients, which a single one is not worth
        failed = _diverged(base, bank, steps[-1], recipe)
        progress(replace(now, diverged=tuple(d for d in failed if d not in ended)))
    with torch.no_grad():
        for d, slot in ended.items():
            for parameter, value in zip(parameters, slot, strict=True):
                parameter[d] = value


def step_losses(base: BaseModel, bank: Bank, step: Step, recipe: Recipe,
                through: Callable[[TokenLoss], TokenLoss] = as_it_is) -> tuple[torch.Tensor, torch.Tensor, int]:
    """Weighted cross-entropy [D] and KL [D] of each slot, and the tokens run. `through`: see `fast`."""
    shared, nears = [*step.wrong, *step.plain], step.nears()
    rows = step.rows()
    batch = pack(rows, base.pad_id).to(base.device)
    hidden = base.hidden(batch.ids, positions=batch.positions, mask=batch.mask).flatten(0, 1)
    per_row = torch.tensor([len(row) for row in rows])
    slot = torch.repeat_interleave(torch.arange(len(rows)), per_row).to(base.device)[batch.sample]
    first = torch.cat([torch.zeros(1, dtype=torch.long), per_row.cumsum(0)[:-1]]).to(base.device)
    owns, ends = (torch.tensor(counts, device=base.device)[slot] for counts in (
        [len(own) for own in step.own], [len(own) + len(near) for own, near in zip(step.own, nears, strict=True)]))
    place = batch.sample - first[slot]  # of a token's sample among those of its slot: own ones, near ones, shared ones
    is_own, is_near, is_shared = place < owns, (place >= owns) & (place < ends), place >= ends
    cross = through(token_cross_entropy)(base.logits(hidden[batch.source[is_own]]), batch.target[is_own])
    cross = _slot_means(cross, slot[is_own], bank.slots) * recipe.weights[0]
    kl, tokens = torch.zeros_like(cross), batch.ids.numel()
    beside = torch.bincount(slot[is_near], minlength=bank.slots)  # near tokens of each slot, which count with the wrong ones
    wrongs = sum(sum(sample.supervised) for sample in step.wrong)
    if shared:
        teacher, teachers = _teacher(base, bank, [shared])
        student = base.logits(hidden[batch.source[is_shared]])
        found = through(token_kl)(student.unflatten(0, (bank.slots, -1)), teacher)
        kl = kl + found[:, :wrongs].sum(1) * recipe.weights[1] / (wrongs + beside).clamp(min=1)
        kl = kl + found[:, wrongs:].sum(1) * recipe.weights[2] / max(found.shape[1] - wrongs, 1)
        tokens += teachers
    if bool(beside.any()):
        # the base needs no slots: several slots' samples in a row share the template's opening
        together = [[sample for near in nears[i : i + TOGETHER] for sample in near] for i in range(0, len(nears), TOGETHER)]
        teacher, teachers = _teacher(base, bank, [row for row in together if row])
        found = through(token_kl)(base.logits(hidden[batch.source[is_near]])[None], teacher)[0]
        found = torch.zeros_like(cross).index_add(0, slot[is_near], found)
        kl = kl + found * recipe.weights[1] / (wrongs + beside).clamp(min=1)
        tokens += teachers
    return cross, kl, tokens


@torch.no_grad()
def _diverged(base: BaseModel, bank: Bank, step: Step, recipe: Recipe) -> list[int]:
    """The slots whose own samples of a step are far less likely than under the base model; see `DIVERGED`."""
    own = replace(step, wrong=[], plain=[], near=[])
    after, *_ = step_losses(base, bank, own, recipe)
    with bank.off():
        before, *_ = step_losses(base, bank, own, recipe)
    most = DIVERGED * recipe.weights[0]
    return [d for d, worse in enumerate((after - before).tolist()) if not worse <= most]  # of what is not finite too


@torch.no_grad()
def _teacher(base: BaseModel, bank: Bank, rows: list[list[Encoded]]) -> tuple[torch.Tensor, int]:
    """The base's logits at the supervised tokens of rows of samples [N, V], and the tokens run."""
    batch = pack(rows, base.pad_id).to(base.device)
    with bank.off():
        hidden = base.hidden(batch.ids, positions=batch.positions, mask=batch.mask)
        return base.logits(hidden.flatten(0, 1)[batch.source]), batch.ids.numel()


def _slot_means(values: torch.Tensor, slot: torch.Tensor, slots: int) -> torch.Tensor:
    """Mean of each slot's values, [N] -> [D]."""
    total = torch.zeros(slots, device=values.device).index_add(0, slot, values)
    return total / torch.bincount(slot, minlength=slots).clamp(min=1)
