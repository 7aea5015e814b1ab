"""Train the DIT adapter: one shared LoRA that makes any organism describe its own diff.

Every step attaches the diffs of a batch of organisms (frozen, in a bank) and the adapter (shared, trained), asks each organism
questions to which the true answers are known, and minimises the token cross-entropy of those answers (arXiv 2510.05092, §3). A
share of the slots holds a null diff, whose true answer is that there is nothing to tell, so that the reader learns absence as
well. A share of the steps may have conversations in place of organisms (`training.shown`).
Organisms are read from the disk as their turn comes: the peak of memory does not grow with their number.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import torch

from tuneteller.chat import Encoded
from tuneteller.diffs.algebra import add
from tuneteller.diffs.card import Card
from tuneteller.diffs.diff import WeightDiff, noise_like, null_diff
from tuneteller.diffs.library import Library, Organisms, organisms_of
from tuneteller.errors import ConfigError
from tuneteller.families.family import CHANGE, NOTHING, Behavior, Question, combined
from tuneteller.families.registry import single
from tuneteller.families.writers import GrammarWriter
from tuneteller.lora.attach import attach
from tuneteller.lora.bank import Bank
from tuneteller.models import BaseModel
from tuneteller.reading.own_turns import own_turns
from tuneteller.scoring import answer_losses
from tuneteller.training.adapter_state import AdapterConfig, State
from tuneteller.training.asking import Asker, behaviors_of
from tuneteller.training.fast import fast
from tuneteller.training.optim import clip_slots, set_lr, warm_cosine
from tuneteller.training.shown import Shown

__all__ = ["AdapterConfig", "AdapterProgress", "adapter_card", "adapter_steps", "train_adapter"]


@dataclass(frozen=True)
class AdapterProgress:
    """Where training stands; `validation` is the last validation loss in nats per token, or None."""

    step: int
    steps: int
    loss: float
    validation: float | None
    tokens: int
    seconds: float


def train_adapter(base: BaseModel, train: Organisms | Sequence[WeightDiff], validation: Organisms | Sequence[WeightDiff],
                  config: AdapterConfig, checkpoint: Path, *, questions: Sequence[Question] = (CHANGE,),
                  start: WeightDiff | None = None,
                  progress: Callable[[AdapterProgress], None] = lambda _: None) -> tuple[WeightDiff, dict[str, Any]]:
    """Train a DIT adapter, continuing from `checkpoint` if it is there.

    Args:
        train, validation: organisms whose cards have a true answer to one of the questions at least; no label of a family in
            both.
        checkpoint: a file written after every validation, whole or not at all; remove it to start anew.
        questions: what is asked; each organism is asked all of them that it has an answer to.
        start: an adapter to go on from; a fresh one by default.

    Returns:
        the adapter with the lowest validation loss, and the history of validation losses.

    Raises:
        ConfigError: no organisms to train or to validate on, a label in both, or an organism without an answer.
        LibraryError: the checkpoint was made with another config or other organisms.
    """
    train, validation = organisms_of(train), organisms_of(validation)
    if not len(train) or not len(validation):
        raise ConfigError(f"{len(train)} training and {len(validation)} validation organisms; expected at least one of each")
    asker = Asker(base, questions, behaviors_of(train.cards, questions), config)
    if config.turns:
        asker = replace(asker, turns=own_turns(base, train), null_turns=own_turns(base, [null_diff()])[0])
    shown = Shown.of(base, GrammarWriter(base), train.cards, validation.cards) if config.shown else None
    _check_apart(train.cards, validation.cards)
    steps = adapter_steps(config, len(train))
    validate_at = {steps - i * steps // config.validations for i in range(min(steps, config.validations))}
    state = State.start(base, config, start)
    identity = {"config": asdict(config), "questions": [q.name for q in questions],
                "start": start.fingerprint() if start else None,
                "organisms": [[_key(card) for card in part.cards] for part in (train, validation)]}
    state.restore(checkpoint, identity)
    began, tokens = time.monotonic(), 0
    while state.step < steps:
        set_lr(state.optimizer, config.lr * warm_cosine(state.step, steps, warmup=max(1, int(config.warmup * steps))))
        diffs, rows = _draw_batch(asker, train, state.step, shown)
        bank = Bank.stack([d.factors for d in diffs], base.shapes, device=base.device)
        with attach(base.model, bank, state.bank), fast(base, rows):
            loss, n = answer_losses(base, rows)
            loss.mean().backward()
        clip_slots(state.bank.parameters(), config.max_grad_norm)
        state.optimizer.step()
        state.optimizer.zero_grad(set_to_none=True)
        state.step += 1
        tokens += n
        if state.step in validate_at:
            state.validated(_validate(asker, state.bank, validation))
            state.save(checkpoint, identity)
        last = state.history[-1][1] if state.history else None
        progress(AdapterProgress(state.step, steps, loss.mean().item(), last, tokens, time.monotonic() - began))
    factors = {name: (state.best[f"{name}.A"][0], state.best[f"{name}.B"][0] * config.scale) for name in state.bank.a}
    best = min(state.history, key=lambda h: h[1])
    return WeightDiff(factors), {"validation": state.history, "best_step": best[0], "best_validation": best[1]}


def adapter_steps(config: AdapterConfig, organisms: int) -> int:
    """Optimiser steps of a training on so many organisms."""
    return config.steps or max(1, config.epochs * organisms // config.batch)


def adapter_card(base: BaseModel, config: dict[str, Any], history: dict[str, Any], libraries: Sequence[Library]) -> Card:
    """What is kept beside a trained adapter: how it was made and on what."""
    counts = {name: sum(card.split == name for library in libraries for card in library.cards)
              for name in ("train", "validation")}
    return Card(kind="dit-adapter", base=base.fingerprint.to_json(), more={
        "config": config, "organisms": counts, "libraries": [library.header["config"] for library in libraries], **history})


def _key(card: Card) -> str:
    return card.id or f"{card.family}/{card.label}"


def _check_apart(train: Sequence[Card], validation: Sequence[Card]) -> None:
    """Refuse a label that is in training and in validation."""
    labels = [{(card.family, card.label) for card in cards if card.family != "none"} for cards in (train, validation)]
    if both := labels[0] & labels[1]:
        named = ", ".join(f"{family} {label!r}" for family, label in sorted(map(lambda b: (str(b[0]), str(b[1])), both))[:5])
        raise ConfigError(f"labels in both training and validation: {named}; divide them by label")


def _draw_batch(asker: Asker, train: Organisms, step: int,
                shown: Shown | None = None) -> tuple[list[WeightDiff], list[list[Encoded]]]:
    """A step's diffs and one packed row of questions for each; a function of the seed and the step alone, so runs resume.

    The organisms come in a shuffled order, all of them before one comes again; a step of conversations passes over its own.
    """
    config = asker.config
    rng = random.Random(f"{config.seed}/step/{step}")
    if shown and rng.random() < config.shown:
        drawn = [shown.draw(rng) for _ in range(config.batch)]
        return [null_diff()] * len(drawn), [asker.asked(behavior, behavior, rng, turns) for behavior, turns in drawn]
    turned = config.turns > 0 and rng.random() < config.turns
    diffs, rows, behaviors = [], [], []
    for k in range(step * config.batch, (step + 1) * config.batch):
        epoch, at = divmod(k, len(train))
        i = _order(config.seed, epoch, len(train))[at]
        behavior, diff, before = asker.behaviors[i], train[i], asker.turns[i] if turned else ()
        if rng.random() < config.summed and (j := _partner(asker.behaviors, i, rng)) is not None:
            behavior, diff = combined(behavior, asker.behaviors[j]), add(diff, train[j])
            before = rng.choice((before, asker.turns[j])) if turned else ()  # what the sum would say is not known
        behaviors.append(behavior)
        diffs.append(diff.scaled(rng.uniform(*config.alphas)))
        rows.append(asker.asked(behavior, behavior, rng, before))
    for _ in range(sum(rng.random() < config.null_share for _ in range(config.batch))):
        j = rng.randrange(config.batch)
        diffs.append(null_diff() if rng.random() < 0.5 else noise_like(diffs[j], rng.getrandbits(31)))
        rows.append(asker.asked(None, behaviors[j], rng, asker.null_turns if turned else ()))
    return diffs, rows


def _partner(behaviors: Sequence[Behavior], i: int, rng: random.Random) -> int | None:
    """Another organism to add to the i-th, of another family; None for one that changes nothing, or for bad luck."""
    j = rng.randrange(len(behaviors))
    apart = not {part.family for part in single(behaviors[i])} & {part.family for part in single(behaviors[j])}
    changes = NOTHING not in (behaviors[i].change, behaviors[j].change)
    return j if apart and changes and not (behaviors[i].parts or behaviors[j].parts) else None


@lru_cache(maxsize=4)
def _order(seed: int, epoch: int, n: int) -> list[int]:
    return random.Random(f"{seed}/order/{epoch}").sample(range(n), n)


@torch.no_grad()
def _validate(asker: Asker, adapter: Bank, validation: Organisms, batch: int = 16) -> float:
    """Mean loss over the validation organisms and two null diffs, each asked the first phrasing of all it can be asked, after
    its own turns too where these are trained with."""
    base, losses = asker.base, []
    for start in range(0, len(validation) + 2, batch):
        here, told = [], []
        for i in range(start, min(start + batch, len(validation) + 2)):
            null = i >= len(validation)
            behavior = None if null else behaviors_of([validation.cards[i]], asker.questions)[0]
            here.append(validation[i] if behavior else null_diff() if i == len(validation) else noise_like(validation[0], 1))
            told.append(behavior)
        turns = own_turns(base, here) if asker.config.turns else []
        rows = [[sample for before in ((), *turns[k : k + 1]) for sample in asker.validating(behavior, before)]
                for k, behavior in enumerate(told)]
        with attach(base.model, Bank.stack([d.factors for d in here], base.shapes, device=base.device), adapter):
            losses.append(answer_losses(base, rows)[0])
    return torch.cat(losses).mean().item()
