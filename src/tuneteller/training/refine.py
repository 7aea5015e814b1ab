"""Refine a trained DIT adapter by preference: the true answer above the reader's own wrong ones and others.

Supervised training raises the likelihood of true answers, and with it that of answers of their kind: a reader learns how an
answer sounds before it learns which one is true, and then says so of fine-tunes that changed nothing. Here the loss of a row is

    −log σ(β [(log π(y_w) − log π_ref(y_w)) − (log π(y_l) − log π_ref(y_l))])  −  λ log π(y_w) / |y_w|

DPO (Rafailov et al., arXiv 2305.18290, eq. 7), the mean over the rejected answers y_l of one question, with the adapter that is
refined as π_ref; and the supervised loss of the chosen answer y_w, in nats a token, without which both likelihoods may fall as
long as the rejected one falls faster (Pang et al., arXiv 2404.19733). All answers to a question share one packed row, so the
question and the fine-tune's own reply before it are read once. That of the steps is kept whose first answers about validation
organisms are least often wrong, fine-tunes of nothing among them, and the adapter as it was if none is better.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from math import inf
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from torch.utils.data import Dataset

from tuneteller import shares
from tuneteller.chat import Turns
from tuneteller.diffs.diff import WeightDiff, stacked
from tuneteller.diffs.library import Organisms, organisms_of
from tuneteller.digest import digest
from tuneteller.errors import ConfigError
from tuneteller.families.family import CHANGE, NOTHING, Behavior
from tuneteller.lora.bank import Bank
from tuneteller.losses import preference_losses
from tuneteller.models import BaseModel
from tuneteller.reading.own_turns import CHUNK as REPLIES
from tuneteller.reading.own_turns import own_turns
from tuneteller.reading.read import read_branches
from tuneteller.reading.reader import Reader
from tuneteller.scoring import answer_losses, encode_qa, likelihoods
from tuneteller.training.adapter import check_apart, key_of
from tuneteller.training.adapter_state import AdapterConfig
from tuneteller.training.asking import behaviors_of
from tuneteller.training.batches import Drawn, order_of
from tuneteller.training.loop import AdapterProgress, Task, fit
from tuneteller.training.parallel import ALONE, Processes
from tuneteller.training.preferences import (
    CHUNK,
    QUESTION,
    ROWS,
    Preference,
    WithClean,
    ask_reader,
    balanced,
    is_right,
    prefer,
    with_reference,
)


@dataclass(frozen=True)
class RefineConfig:
    """Settings of a refinement.

    Attributes:
        steps: optimiser steps.
        batch: questions a step, one a row.
        wrong: wrong answers that a true one is held against at most, the likeliest.
        organisms: training organisms that are asked about, drawn at random; 0 for all. Asking takes most of a short training.
        null_share: fine-tunes of nothing (half no change at all, half noise of an organism's norm) per training organism.
        beta: β of DPO: the larger, the nearer the adapter stays to what it was.
        sft: λ, the weight of the supervised loss of true answers.
        lr: AdamW's peak learning rate; of a wide base model less, see `optim.rate_for`.
        validations: how often it is validated, evenly, besides once before the first step.
        seed: fixes organisms, phrasings, wrong answers and order.
    """

    steps: int = 80
    batch: int = 16
    wrong: int = 3
    organisms: int = 0
    null_share: float = 0.125
    beta: float = 0.3
    sft: float = 1.0
    lr: float = 5e-5
    validations: int = 8
    seed: int = 0

    def __post_init__(self) -> None:
        for name, least in (("steps", 1), ("batch", 1), ("wrong", 1), ("organisms", 0), ("validations", 1)):
            if getattr(self, name) < least:
                raise ConfigError(f"{name} is {getattr(self, name)}; expected at least {least}")
        if not 0 <= self.null_share <= 1:
            raise ConfigError(f"null_share is {self.null_share}; expected a share from 0 to 1")
        for name in ("beta", "lr"):
            if not 0 < getattr(self, name) < inf:
                raise ConfigError(f"{name} is {getattr(self, name)}; expected more than 0")
        if self.sft < 0:
            raise ConfigError(f"sft is {self.sft}; expected 0, for none, or more")


@dataclass(frozen=True)
class Part:
    """Organisms to refine or to validate on, and what is preferred about them.

    Attributes:
        organisms: with fine-tunes of nothing after them.
        behaviors, turns: of each; turns are empty where the reader has none.
        wrong: of how many the reader's first answer is wrong.
        preferences: weighed by the adapter that is refined.
    """

    organisms: Organisms
    behaviors: Sequence[Behavior]
    turns: Sequence[Turns]
    wrong: int
    preferences: Sequence[Preference]

    def to_json(self) -> dict[str, Any]:
        """What a card tells of it."""
        return {"organisms": len(self.organisms), "clean": sum(b.change == NOTHING for b in self.behaviors),
                "wrong_before": self.wrong, "questions": len(self.preferences),
                "sure": sum(not p.rejected for p in self.preferences),
                "rejected": dict(sorted(Counter(kind for p in self.preferences for kind in p.kinds).items()))}


@dataclass(frozen=True)
class DrawnPreferences(Drawn):
    """A step's questions, the chosen answer first in each row, with the reference's log p of every answer [answers]."""

    reference: Tensor


@dataclass(frozen=True)
class Preferences(Dataset[DrawnPreferences]):
    """The batches of a refinement, by step: all questions come, in a shuffled order, before one comes again. Of each, this
    process takes a share, in which there may be none."""

    base: BaseModel
    part: Part
    config: RefineConfig
    share: shares.Part = shares.WHOLE

    def __getitem__(self, step: int) -> DrawnPreferences:
        part, config = self.part, self.config
        those = self.share.of(range(step * config.batch, (step + 1) * config.batch))
        places = [divmod(k, len(part.preferences)) for k in those]
        drawn = [part.preferences[order_of(config.seed, epoch, len(part.preferences))[at]] for epoch, at in places]
        diffs = [part.organisms[p.organism] for p in drawn]
        rows = [[encode_qa(self.base, p.question, answer, turns=part.turns[p.organism]) for answer in p.answers] for p in drawn]
        return DrawnPreferences(stacked(diffs, self.base, device="cpu", dtype=self.base.dtype), rows,
                                torch.tensor([nats for p in drawn for nats in p.reference]))


def refine_adapter(base: BaseModel, adapter: WeightDiff, train: Organisms | Sequence[WeightDiff],
                   validation: Organisms | Sequence[WeightDiff], config: RefineConfig, checkpoint: Path, *, workers: int = 0,
                   processes: Processes = ALONE,
                   asking: Callable[[str, int, int], None] = lambda doing, done, of: None,
                   progress: Callable[[AdapterProgress], None] = lambda _: None) -> tuple[WeightDiff, dict[str, Any]]:
    """Refine a trained adapter, continuing from `checkpoint` if it is there. It is asked as its card says, after a fine-tune's
    own reply or without.

    Args:
        train, validation: organisms whose cards have a true answer to `CHANGE`, best ones that its training did not see; no
            label of a family in both.
        checkpoint: a file written once a minute and after every validation, whole or not at all; remove it to start anew.
        workers: processes that make batches ahead (by fork; the adapter is the same with any number).
        processes: those that refine it together, this one of them (`training.parallel`); each is given the same, and the first
            one writes. The adapter is the same to within rounding with any number.
        asking: called with what is done before the first step, how much of it, and of how much.

    Returns:
        the best adapter, the one that was given if no step is better, and the history: for each validation the step, the share
        of wrong first answers, the loss of preference, and how many are wrong about fine-tunes that changed and did not.

    Raises:
        BaseMismatch, DiffError: the adapter was made for another base model.
        ConfigError: no organisms to train or to validate on, a label in both, an organism without an answer, no wrong answer
            of the reader's own, or fewer than no workers.
        LibraryError: the checkpoint was made with another config, adapter or organisms.
        ProcessLost: another of the processes has ended.
    """
    train, validation = organisms_of(train), organisms_of(validation)
    with processes.agree():
        check_apart(train.cards, validation.cards)
        reader = Reader(base, adapter)
        part_of = partial(_part, reader, behaviors_of(train.cards, [CHANGE]), config, processes, asking)
        rng = random.Random(f"{config.seed}/organisms")
        part = part_of(train, sorted(rng.sample(range(len(train)), min(config.organisms or len(train), len(train)))))
        if not part.wrong:
            raise ConfigError(f"the reader's first answers about all {len(part.organisms)} organisms are right, so it has no "
                              f"wrong answer to hold against a true one; refine it on organisms that its training did not see")
        checked = part_of(validation, range(len(validation)), once=True)

    def losses(drawn: DrawnPreferences) -> tuple[Tensor, int]:
        means, n = answer_losses(base, drawn.rows)
        return refinement_losses(means, drawn, config), n

    identity = {"refine": asdict(config), "start": adapter.fingerprint(), "turns": reader.turns,
                "base": base.fingerprint.short, "template": base.chat.mark,
                "organisms": [key_of(each.organisms.cards) for each in (part, checked)],
                "preferences": [digest([asdict(p) for p in each.preferences])[:16] for each in (part, checked)]}
    effort = AdapterConfig(rank=max(a.shape[0] for a, _ in adapter.factors.values()), steps=config.steps, batch=config.batch,
                           lr=config.lr, validations=config.validations, seed=config.seed)
    task = Task(Preferences(base, part, config, processes.share), train, losses,
                lambda bank: validate(base, bank, checked, config, processes), identity)
    found, history = fit(base, task, effort, config.steps, checkpoint, start=adapter, measure_start=True, workers=workers,
                         processes=processes, progress=progress)
    return found, {**history, "rank": effort.rank, "turns": float(reader.turns),
                   "refined_on": {"train": part.to_json(), "validation": checked.to_json()}}


def _part(reader: Reader, pool: Sequence[Behavior], config: RefineConfig, processes: Processes,
          asking: Callable[[str, int, int], None], organisms: Organisms, indices: Sequence[int], *, once: bool = False) -> Part:
    """Some organisms and fine-tunes of nothing, with what the reader says of each, and what it is to prefer.

    Args:
        pool: whose true answers may be wrong ones about another.
        once: to validate on: every one is asked about once, in the first words, and none left out.
    """
    base, name = reader.base, "validation" if once else "training"
    clean = max(2, round(config.null_share * len(indices))) if once or config.null_share else 0
    those = WithClean(organisms, indices, clean, config.seed)
    behaviors = behaviors_of(those.cards, [CHANGE])
    turns = processes.spread(partial(own_turns, base), those, base.at_once(REPLIES)) if reader.turns else [()] * len(those)
    said = processes.spread(lambda some: ask_reader(
        reader, some, behaviors_of(some.cards, [CHANGE]),
        lambda done, of: asking(f"asking about {name} organisms", done, of)), those, CHUNK)
    wrong = sum(not is_right(b, s.told[0]) for b, s in zip(behaviors, said, strict=True))
    preferred = prefer(behaviors, said, pool, config.seed, once=once)
    # the first process weighs for all, so that all keep the same answers
    preferences = processes.from_main(lambda: with_reference(
        reader, those, turns, said, preferred, config.wrong,
        lambda done, of: asking(f"weighing answers about {name} organisms", done, of)))
    return Part(those, behaviors, turns, wrong, preferences if once else balanced(preferences, config.seed))


def refinement_losses(means: Tensor, drawn: DrawnPreferences, config: RefineConfig) -> Tensor:
    """Each row's loss, see the module's first lines -> [R].

    Args:
        means: mean −log p per token of each answer, row by row [answers].
    """
    tokens = torch.tensor([sum(sample.supervised) for row in drawn.rows for sample in row], device=means.device)
    answers = [len(row) for row in drawn.rows]
    chosen = torch.tensor(answers, device=means.device).cumsum(0) - torch.tensor(answers, device=means.device)
    preferred = preference_losses(-means * tokens, drawn.reference.to(means.device), answers, config.beta)
    return preferred + config.sft * means[chosen]


@torch.no_grad()
def validate(base: BaseModel, adapter: Bank, part: Part, config: RefineConfig,
             processes: Processes) -> tuple[float, float, float, float]:
    """The share of first answers that are wrong, the mean loss of preference, and how many are wrong about fine-tunes that
    changed and about others."""
    losses, wrong, n = [torch.zeros(0)], Counter[bool](), len(part.organisms)
    for start in processes.share.of(range(0, n, ROWS)):
        here = range(start, min(start + ROWS, n))
        diffs, turns = [part.organisms[i] for i in here], [part.turns[i] for i in here]
        held = [part.preferences[i] for i in here]  # one of each, in order
        pairs = [(diff, p.answers) for diff, p in zip(diffs, held, strict=True)]
        nats = likelihoods(base, pairs, adapter, QUESTION, turns=turns)
        reference = torch.tensor([one for p in held for one in p.reference])
        losses.append(preference_losses(torch.cat(nats), reference, [len(p.answers) for p in held], config.beta))
        said = read_branches(base, diffs, adapter, QUESTION, 1, turns=turns, max_new_tokens=CHANGE.max_new_tokens)
        wrong.update(part.behaviors[i].change != NOTHING for i, [text] in zip(here, said, strict=True)
                     if not is_right(part.behaviors[i], text))
    lost, changed, clean = processes.sum(torch.cat(losses).sum().item(), float(wrong[True]), float(wrong[False]))
    return (changed + clean) / n, lost / n, changed, clean
