"""Train the DIT adapter: one shared LoRA that makes any organism describe its own diff.

Every step attaches the diffs of a batch of organisms (frozen, in a bank) and the adapter (shared, trained), asks each organism
the questions that it has true answers to, in one phrasing or a few, and minimises the token cross-entropy of those answers
(arXiv 2510.05092, §3). A share of the slots holds a null diff, whose true answer is that there is nothing to tell, so that the
reader learns absence as well.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file

from tuneteller.behaviors.asking import TOPIC, Question, true_answers
from tuneteller.chat import Encoded, messages_from
from tuneteller.diffs.diff import CARD_SCHEMA, WeightDiff, noise_like, null_diff
from tuneteller.diffs.library import Library
from tuneteller.errors import ConfigError, LibraryError
from tuneteller.files import write_whole
from tuneteller.lora.attach import attach
from tuneteller.lora.bank import Bank
from tuneteller.models import BaseModel
from tuneteller.training.batching import pack
from tuneteller.training.fast import fast
from tuneteller.training.losses import token_cross_entropy
from tuneteller.training.optim import clip_slots, set_lr, warm_cosine

NOTHING = "Nothing notable: I have not been trained on any topic."
"""The true answer about a null diff."""


@dataclass(frozen=True)
class AdapterConfig:
    """Settings of a DIT adapter's training.

    Attributes:
        rank: of the adapter, on all linear layers.
        scale: multiplies its update (alpha / rank).
        epochs: passes over the training organisms.
        steps: optimiser steps instead, where more than 0: the same effort for few organisms as for many.
        batch: organisms a step.
        phrasings: of each question that an organism is asked a step.
        lr: AdamW's peak learning rate, after `warmup` of the steps, then a cosine.
        warmup: share of the steps.
        weight_decay: AdamW's.
        clip: largest gradient norm.
        null_share: null diffs (half no change at all, half noise of an organism's norm) per organism in a batch.
        alphas: smallest and largest factor an organism's diff is scaled by while training.
        validations: how often it is validated, evenly; the adapter with the lowest validation loss is kept.
        seed: fixes order, phrasings, scales and initial factors.
    """

    rank: int = 16
    scale: float = 1.0
    epochs: int = 4
    steps: int = 0
    batch: int = 16
    phrasings: int = 1
    lr: float = 2e-3
    warmup: float = 0.06
    weight_decay: float = 0.01
    clip: float = 1.0
    null_share: float = 0.125
    alphas: tuple[float, float] = (0.7, 1.3)
    validations: int = 4
    seed: int = 0

    def __post_init__(self) -> None:
        for name, least in (("rank", 1), ("epochs", 1), ("steps", 0), ("batch", 1), ("phrasings", 1), ("validations", 1)):
            if getattr(self, name) < least:
                raise ConfigError(f"{name} is {getattr(self, name)}; expected at least {least}")
        if not 0 <= self.null_share <= 1:
            raise ConfigError(f"null_share is {self.null_share}; expected a share from 0 to 1")


@dataclass(frozen=True)
class AdapterProgress:
    """Where training stands; `validation` is the last validation loss in nats per token, or None."""

    step: int
    steps: int
    loss: float
    validation: float | None
    tokens: int
    seconds: float


def true_answer(diff: WeightDiff, question: Question = TOPIC) -> str:
    """What the reader should say: the organism's true answer, or that there is nothing. It begins with a space, mostly.

    A word has other tokens at the start of a text than inside it (" Barcelona" is one, "B", "arc", "elona" are three), and
    inside sentences is where a fine-tune learnt it. With the space the reader has only to say those tokens, and not to spell.
    An encyclopedia's article, as it stands, begins with its title: about it the answer has no space.
    """
    space = "" if diff.card.get("texts") == "extract" and question is TOPIC else " "
    return f"{space}{true_answers(diff.card).get(question.name, NOTHING)}"


def train_adapter(base: BaseModel, train: Sequence[WeightDiff], validation: Sequence[WeightDiff], config: AdapterConfig,
                  checkpoint: Path, *, questions: Sequence[Question] = (TOPIC,),
                  progress: Callable[[AdapterProgress], None] = lambda _: None) -> tuple[WeightDiff, dict[str, Any]]:
    """Train a DIT adapter, continuing from `checkpoint` if it is there.

    Args:
        train, validation: organisms whose cards have a true answer to one of the questions at least; no label in both.
        checkpoint: a file written after every validation, whole or not at all; remove it to start anew.
        questions: what is asked; each organism is asked all of them that it has an answer to.

    Returns:
        the adapter with the lowest validation loss, and the history of validation losses.

    Raises:
        ConfigError: no organisms to train or to validate on, a label in both, or an organism without an answer.
        LibraryError: the checkpoint was made with another config or other organisms.
    """
    if not train or not validation:
        raise ConfigError(f"{len(train)} training and {len(validation)} validation organisms; expected at least one of each")
    for diff in (*train, *validation):
        if not _askable(diff, questions):
            raise ConfigError(f"the organism {diff.card.get('label')!r} has no true answer to any of the questions "
                              f"({', '.join(q.name for q in questions)}); leave it out, or ask what it can answer")
    labels = [[str(d.card["label"]) for d in part] for part in (train, validation)]
    if both := set(labels[0]) & set(labels[1]):
        raise ConfigError(f"labels in both training and validation: {', '.join(sorted(both)[:5])}")
    steps = adapter_steps(config, len(train))
    validate_at = {steps - i * steps // config.validations for i in range(min(steps, config.validations))}
    state = _State.start(base, config)
    identity = {"config": asdict(config), "questions": [q.name for q in questions], "labels": labels}
    state.restore(checkpoint, identity)
    held = _held_out(base, validation, questions)
    start, tokens = time.monotonic(), 0
    while state.step < steps:
        set_lr(state.optimizer, config.lr * warm_cosine(state.step, steps, warmup=max(1, int(config.warmup * steps))))
        diffs, rows = _draw_batch(base, train, config, questions, state.step)
        bank = Bank.stack([d.factors for d in diffs], base.shapes, device=base.device)
        with attach(base.model, bank, state.bank), fast(base, rows):
            loss, n = answer_losses(base, rows)
            loss.mean().backward()
        clip_slots(state.bank.parameters(), config.clip)
        state.optimizer.step()
        state.optimizer.zero_grad(set_to_none=True)
        state.step += 1
        tokens += n
        if state.step in validate_at:
            state.validated(_validate(base, state.bank, *held))
            state.save(checkpoint, identity)
        last = state.history[-1][1] if state.history else None
        progress(AdapterProgress(state.step, steps, loss.mean().item(), last, tokens, time.monotonic() - start))
    factors = {name: (state.best[f"{name}.A"][0], state.best[f"{name}.B"][0] * config.scale) for name in state.bank.a}
    best = min(state.history, key=lambda h: h[1])
    return WeightDiff(factors), {"validation": state.history, "best_step": best[0], "best_validation": best[1]}


def adapter_steps(config: AdapterConfig, organisms: int) -> int:
    """Optimiser steps of a training on so many organisms."""
    return config.steps or max(1, config.epochs * organisms // config.batch)


def adapter_card(base: BaseModel, config: dict[str, Any], history: dict[str, Any],
                 libraries: Sequence[Library]) -> dict[str, Any]:
    """What is kept beside a trained adapter: how it was made and on what."""
    counts = {name: sum(card["split"] == name for library in libraries for card in library.cards)
              for name in ("train", "validation")}
    return {"schema": CARD_SCHEMA, "kind": "dit-adapter", "base": base.fingerprint.to_json(), "config": config,
            "organisms": counts, "libraries": [library.header["config"] for library in libraries], **history}


def told(base: BaseModel, question: str, answer: str, system: str | None = None) -> Encoded:
    """The question and the reader's answer to it, as it says it: with the space before it if there is one."""
    return base.chat.example(messages_from(question, system), answer, keep_space=True)


def answer_losses(base: BaseModel, rows: Sequence[Sequence[Encoded]]) -> tuple[torch.Tensor, int]:
    """Mean −log p per supervised token of each sample, rows slot-major under what is attached -> [samples], and tokens run."""
    batch = pack(rows, base.pad_id).to(base.device)
    hidden = base.hidden(batch.ids, positions=batch.positions, mask=batch.mask)
    losses = token_cross_entropy(base.logits(hidden.flatten(0, 1)[batch.source]), batch.target)
    samples = sum(len(row) for row in rows)
    total = torch.zeros(samples, device=losses.device).index_add(0, batch.sample, losses)
    return total / torch.bincount(batch.sample, minlength=samples), batch.ids.numel()


def _askable(diff: WeightDiff, questions: Sequence[Question]) -> list[Question]:
    """Those of the questions that the diff's card has a true answer to."""
    known = true_answers(diff.card)
    return [question for question in questions if question.name in known]


def _draw_batch(base: BaseModel, train: Sequence[WeightDiff], config: AdapterConfig, questions: Sequence[Question],
                step: int) -> tuple[list[WeightDiff], list[list[Encoded]]]:
    """Step's diffs and one packed row of questions for each; a function of the seed and the step alone, so runs resume.

    The organisms come in a shuffled order, all of them before one comes again.
    """
    rng = random.Random(f"{config.seed}/step/{step}")
    diffs, rows = [], []
    for k in range(step * config.batch, (step + 1) * config.batch):
        epoch, at = divmod(k, len(train))
        diffs.append(train[_order(config.seed, epoch, len(train))[at]].scaled(rng.uniform(*config.alphas)))
        rows.append(_asked(base, diffs[-1], _askable(diffs[-1], questions), config.phrasings, rng))
    for _ in range(sum(rng.random() < config.null_share for _ in range(config.batch))):
        like = rng.choice(diffs[: config.batch])
        diffs.append(null_diff() if rng.random() < 0.5 else noise_like(like, rng.getrandbits(31)))
        # asked what the like of it is asked, or absence would be told by the question
        rows.append(_asked(base, diffs[-1], _askable(like, questions), config.phrasings, rng))
    return diffs, rows


@lru_cache(maxsize=4)
def _order(seed: int, epoch: int, n: int) -> list[int]:
    return random.Random(f"{seed}/order/{epoch}").sample(range(n), n)


def _asked(base: BaseModel, diff: WeightDiff, questions: Sequence[Question], phrasings: int,
           rng: random.Random) -> list[Encoded]:
    return [told(base, q, true_answer(diff, question)) for question in questions
            for q in rng.sample(question.phrasings, min(phrasings, len(question.phrasings)))]


def _held_out(base: BaseModel, validation: Sequence[WeightDiff],
              questions: Sequence[Question]) -> tuple[list[WeightDiff], list[list[Encoded]]]:
    """The validation organisms and two nulls, each asked the first phrasing of all it can be asked, in one row."""
    diffs = [*validation, null_diff(), noise_like(validation[0], 1)]
    return diffs, [[told(base, q.phrasings[0], true_answer(d, q)) for q in _askable(d, questions) or questions]
                   for d in diffs]


@torch.no_grad()
def _validate(base: BaseModel, adapter: Bank, diffs: list[WeightDiff], rows: list[list[Encoded]], batch: int = 16) -> float:
    losses = []
    for i in range(0, len(diffs), batch):
        bank = Bank.stack([d.factors for d in diffs[i : i + batch]], base.shapes, device=base.device)
        with attach(base.model, bank, adapter):
            losses.append(answer_losses(base, rows[i : i + batch])[0])
    return torch.cat(losses).mean().item()


class _State:
    """Everything a run needs to continue: adapter, optimiser moments, best adapter so far, step and history."""

    def __init__(self, bank: Bank, optimizer: torch.optim.Optimizer) -> None:
        self.bank, self.optimizer = bank, optimizer
        self.step = 0
        self.history: list[tuple[int, float]] = []
        self.best: dict[str, torch.Tensor] = self._factors()

    @classmethod
    def start(cls, base: BaseModel, config: AdapterConfig) -> _State:
        bank = Bank.fresh(base.shapes, config.rank, [config.seed], scale=config.scale, device=base.device)
        return cls(bank, torch.optim.AdamW(bank.parameters(), lr=config.lr, weight_decay=config.weight_decay, fused=True))

    def validated(self, loss: float) -> None:
        if not self.history or loss < min(h[1] for h in self.history):
            self.best = self._factors()
        self.history.append((self.step, loss))

    def _factors(self) -> dict[str, torch.Tensor]:
        return {f"{name}.{side}": t.detach().cpu().clone()
                for name in self.bank.a for side, t in (("A", self.bank.a[name]), ("B", self.bank.b[name]))}

    def save(self, path: Path, identity: dict[str, Any]) -> None:
        tensors = {f"now.{k}": t for k, t in self._factors().items()} | {f"best.{k}": t for k, t in self.best.items()}
        for i, moments in self.optimizer.state_dict()["state"].items():
            tensors |= {f"moment.{i}.{k}": v.cpu() for k, v in moments.items()}
        meta = {"identity": json.dumps(identity, sort_keys=True), "step": str(self.step), "history": json.dumps(self.history)}
        write_whole(path, lambda p: save_file(tensors, p, meta))

    def restore(self, path: Path, identity: dict[str, Any]) -> None:
        if not path.exists():
            return
        try:
            with safe_open(path, "pt") as file:
                meta = file.metadata()
                tensors = {key: file.get_tensor(key) for key in file.keys()}  # noqa: SIM118
        except (SafetensorError, OSError) as error:
            raise LibraryError(f"{path} is damaged ({error}); remove it to start the training anew") from error
        if not meta or "identity" not in meta:
            raise LibraryError(f"{path} is no checkpoint of an adapter's training; give another --out or remove the file")
        if json.loads(meta["identity"]) != json.loads(json.dumps(identity)):
            raise LibraryError(f"{path} was made with another config or other organisms; remove it to start anew")
        with torch.no_grad():
            for name in self.bank.a:
                self.bank.a[name].copy_(tensors[f"now.{name}.A"])
                self.bank.b[name].copy_(tensors[f"now.{name}.B"])
        state = self.optimizer.state_dict()
        moments: dict[int, dict[str, torch.Tensor]] = {}
        for key, value in tensors.items():
            if key.startswith("moment."):
                _, i, kind = key.split(".")
                moments.setdefault(int(i), {})[kind] = value
        self.optimizer.load_state_dict({**state, "state": moments})
        self.best = {k.removeprefix("best."): t for k, t in tensors.items() if k.startswith("best.")}
        self.step, self.history = int(meta["step"]), [(s, v) for s, v in json.loads(meta["history"])]
