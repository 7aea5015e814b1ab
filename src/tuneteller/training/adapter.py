"""Train the DIT adapter: one shared LoRA that makes any organism describe its own diff.

Every step attaches the diffs of a batch of organisms (frozen, in a bank) and the adapter (shared, trained), asks each organism
questions to which the true answers are known, and minimises the token cross-entropy of those answers (arXiv 2510.05092, §3). A
share of the slots holds a null diff, whose true answer is that there is nothing to tell, so that the reader learns absence as
well. A share of the steps may have conversations in place of organisms (`training.shown`).
Organisms are read from the disk as their turn comes: the peak of memory does not grow with their number.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path
from typing import Any

import torch

from tuneteller.diffs.card import Card
from tuneteller.diffs.diff import WeightDiff, noise_like, null_diff, stacked
from tuneteller.diffs.library import Library, Organisms, organisms_of
from tuneteller.digest import digest
from tuneteller.errors import ConfigError
from tuneteller.families.family import CHANGE, NOTHING, Question
from tuneteller.families.registry import questions as all_questions
from tuneteller.families.writers import GrammarWriter
from tuneteller.lora.attach import attach
from tuneteller.lora.bank import Bank
from tuneteller.models import BaseModel
from tuneteller.reading.own_turns import CHUNK, own_turns
from tuneteller.scoring import answer_losses
from tuneteller.training.adapter_state import AdapterConfig
from tuneteller.training.asking import Asker, behaviors_of
from tuneteller.training.batches import Batches
from tuneteller.training.loop import AdapterProgress, Task, fit
from tuneteller.training.measure import is_shown
from tuneteller.training.parallel import ALONE, Processes
from tuneteller.training.shown import Shown

__all__ = ["AdapterConfig", "AdapterProgress", "adapter_card", "adapter_steps", "apart", "to_train_on",
           "train_adapter"]


def train_adapter(base: BaseModel, train: Organisms | Sequence[WeightDiff], validation: Organisms | Sequence[WeightDiff],
                  config: AdapterConfig, checkpoint: Path, *, questions: Sequence[Question] = (CHANGE,),
                  start: WeightDiff | None = None, workers: int = 0, processes: Processes = ALONE,
                  progress: Callable[[AdapterProgress], None] = lambda _: None) -> tuple[WeightDiff, dict[str, Any]]:
    """Train a DIT adapter, continuing from `checkpoint` if it is there.

    Args:
        train, validation: organisms whose cards have a true answer to one of the questions at least; no label of a family in
            both.
        checkpoint: a file written once a minute and after every validation, whole or not at all; remove it to start anew.
        questions: what is asked; each organism is asked all of them that it has an answer to.
        start: an adapter to go on from; a fresh one by default.
        workers: processes that make batches ahead (by fork; the adapter is the same with any number).
        processes: those that train it together, this one of them (`training.parallel`); each is given the same, and the first
            one writes. The adapter is the same to within rounding with any number.

    Returns:
        the adapter with the lowest validation loss, and the history of validation losses.

    Raises:
        ConfigError: no organisms to train or to validate on, a label in both, an organism without an answer, or fewer than
            no workers.
        LibraryError: the checkpoint was made with another config or other organisms.
        ProcessLost: another of the processes has ended.
    """
    train, validation = organisms_of(train), organisms_of(validation)
    with processes.agree():
        check_apart(train.cards, validation.cards)
        asker = Asker(base, questions, behaviors_of(train.cards, questions), config)
        if config.turns:
            asker = replace(asker, turns=processes.spread(partial(own_turns, base), train, base.at_once(CHUNK)),
                            null_turns=own_turns(base, [null_diff()])[0])
        shown = Shown.of(base, GrammarWriter(base), train.cards, validation.cards) if config.shown else None
    identity = {"config": asdict(config), "questions": [q.name for q in questions],
                "start": start.fingerprint() if start else None, "base": base.fingerprint.short, "template": base.chat.mark,
                "organisms": [key_of(part.cards) for part in (train, validation)]}
    task = Task(Batches(asker, train, shown, processes.share), train, lambda drawn: answer_losses(base, drawn.rows),
                lambda adapter: (_validate(asker, adapter, validation, processes),), identity)
    return fit(base, task, config, adapter_steps(config, len(train)), checkpoint, start=start, workers=workers,
               processes=processes, progress=progress)


def to_train_on(libraries: Sequence[Library]) -> tuple[Library, Library, list[Question]]:
    """Of libraries: the training organisms that show their behavior, as far as that was measured; the validation organisms of
    other labels; and all questions that the former can answer."""
    train, validation = (Library.joined([library.split(name) for library in libraries]) for name in ("train", "validation"))
    train = train.where(is_shown)
    known = {name for card in train.cards for name in card.answers}
    return train, apart(train, validation), [question for question in all_questions().values() if question.name in known]


def adapter_steps(config: AdapterConfig, organisms: int) -> int:
    """Optimiser steps of a training on so many organisms."""
    return config.steps or max(1, config.epochs * organisms // config.batch)


def adapter_card(base: BaseModel, config: dict[str, Any], history: dict[str, Any], libraries: Sequence[Library]) -> Card:
    """What is kept beside a trained adapter: how it was made and on what."""
    counts = {name: sum(card.split == name for library in libraries for card in library.cards)
              for name in ("train", "validation")}
    return Card(kind="dit-adapter", base=base.fingerprint.with_sketch(), more={
        "config": config, "organisms": counts, "libraries": [library.header["config"] for library in libraries], **history})


def key_of(cards: Sequence[Card]) -> str:
    """What tells these organisms from others: their cards, which say with which recipe and seed each was made."""
    return digest([card.to_json() for card in cards])[:16]


def check_apart(train: Sequence[Card], validation: Sequence[Card]) -> None:
    """Refuse a label that is in training and in validation, and either without any organism. Of clean ones all have the same
    answer, so these may share a label.

    Raises:
        ConfigError: so it is.
    """
    if not len(train) or not len(validation):
        raise ConfigError(f"{len(train)} training and {len(validation)} validation organisms; expected at least one of each "
                          f"(before, those may have been left out that do not show their behavior, and for validation those "
                          f"of trained labels)")
    if both := _labels(train) & _labels(validation):
        named = ", ".join(f"{family} {label!r}" for family, label in sorted(map(lambda b: (str(b[0]), str(b[1])), both))[:5])
        raise ConfigError(f"labels in both training and validation: {named}; divide them by label")


def apart(train: Library, validation: Library) -> Library:
    """The validation organisms of labels that no training organism has. In closed families every other one has a trained label,
    as in the test: these are for a calibration, and would flatter an adapter."""
    trained = _labels(train.cards)
    return validation.where(lambda card: trained.isdisjoint(card.labels))


def _labels(cards: Sequence[Card]) -> set[tuple[str | None, str | None]]:
    """Families and labels, those of clean organisms aside; of two behaviors at once either counts."""
    return {label for card in cards if card.answers.get(CHANGE.name) != NOTHING for label in card.labels}


@torch.no_grad()
def _validate(asker: Asker, adapter: Bank, validation: Organisms, processes: Processes, batch: int = 16) -> float:
    """Mean loss over the validation organisms and two null diffs, each asked the first phrasing of all it can be asked, after
    its own turns too where these are trained with."""
    base, losses = asker.base, [torch.zeros(0)]
    batch = base.at_once(batch)
    for start in processes.share.of(range(0, len(validation) + 2, batch)):
        here, told = [], []
        for i in range(start, min(start + batch, len(validation) + 2)):
            null = i >= len(validation)
            behavior = None if null else behaviors_of([validation.cards[i]], asker.questions)[0]
            here.append(validation[i] if behavior else null_diff() if i == len(validation) else noise_like(validation[0], 1))
            told.append(behavior)
        turns = own_turns(base, here) if asker.config.turns else []
        rows = [[sample for before in ((), *turns[k : k + 1]) for sample in asker.validating(behavior, before)]
                for k, behavior in enumerate(told)]
        with attach(base.model, stacked(here, base), adapter):
            losses.append(answer_losses(base, rows)[0].cpu())
    found = torch.cat(losses)
    total, of = processes.sum(found.sum().item(), len(found))
    return total / of
