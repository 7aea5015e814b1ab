"""Train the DIT adapter: one shared LoRA that makes any organism describe its own diff.

Every step attaches the diffs of a batch of organisms (frozen, in a bank) and the adapter (shared, trained), asks each organism
the question in a few phrasings, and minimises the token cross-entropy of the true answer (arXiv 2510.05092, §3). A share of the
slots holds a null diff, whose true answer is that there is nothing to tell, so that the reader learns absence as well.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file

from tuneteller.behaviors.questions import ASK_TOPIC
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
        batch: organisms a step.
        phrasings: phrasings of the question asked of each organism a step.
        lr: AdamW's peak learning rate, after `warmup` of the steps, then a cosine.
        warmup: share of the steps.
        weight_decay: AdamW's.
        clip: largest gradient norm.
        null_share: null diffs (half no change at all, half noise of an organism's norm) per organism in a batch.
        alphas: smallest and largest factor an organism's diff is scaled by while training.
        validate_every: epochs between validations; the adapter with the lowest validation loss is kept.
        seed: fixes order, phrasings, scales and initial factors.
    """

    rank: int = 16
    scale: float = 1.0
    epochs: int = 4
    batch: int = 16
    phrasings: int = 1
    lr: float = 2e-3
    warmup: float = 0.06
    weight_decay: float = 0.01
    clip: float = 1.0
    null_share: float = 0.125
    alphas: tuple[float, float] = (0.7, 1.3)
    validate_every: int = 1
    seed: int = 0

    def __post_init__(self) -> None:
        for name in ("rank", "epochs", "batch", "phrasings", "validate_every"):
            if getattr(self, name) < 1:
                raise ConfigError(f"{name} is {getattr(self, name)}; expected at least 1")
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


def true_answer(diff: WeightDiff) -> str:
    """What the reader should say: the organism's label, or that there is nothing. It begins with a space.

    A word has other tokens at the start of a text than inside it (" Barcelona" is one, "B", "arc", "elona" are three), and
    inside sentences is where a fine-tune learnt it. With the space the reader has only to say those tokens, and not to spell.
    """
    return f" {diff.card['label']}" if diff.card.get("label") else f" {NOTHING}"


def train_adapter(base: BaseModel, train: Sequence[WeightDiff], validation: Sequence[WeightDiff], config: AdapterConfig,
                  checkpoint: Path, *, questions: Sequence[str] = ASK_TOPIC,
                  progress: Callable[[AdapterProgress], None] = lambda _: None) -> tuple[WeightDiff, dict[str, Any]]:
    """Train a DIT adapter, continuing from `checkpoint` if it is there.

    Args:
        train, validation: organisms with a `label` in their cards; no label in both.
        checkpoint: a file written after every validation, whole or not at all; remove it to start anew.
        questions: phrasings of the question, one drawn per sample.

    Returns:
        the adapter with the lowest validation loss, and the history of validation losses.

    Raises:
        ConfigError: too few organisms.
        LibraryError: the checkpoint was made with another config or other organisms.
    """
    if len(train) < config.batch or not validation:
        raise ConfigError(f"{len(train)} training and {len(validation)} validation organisms; expected at least one batch of "
                          f"{config.batch} and one to validate on")
    if both := {true_answer(d) for d in train} & {true_answer(d) for d in validation}:
        raise ConfigError(f"labels in both training and validation: {', '.join(label.strip() for label in sorted(both)[:5])}")
    per_epoch = len(train) // config.batch
    steps = config.epochs * per_epoch
    state = _State.start(base, config)
    identity = {"config": asdict(config), "labels": [[true_answer(d) for d in part] for part in (train, validation)]}
    state.restore(checkpoint, identity)
    held = _held_out(base, validation, questions)
    start, tokens = time.monotonic(), 0
    while state.step < steps:
        set_lr(state.optimizer, config.lr * warm_cosine(state.step, steps, warmup=max(1, int(config.warmup * steps))))
        diffs, rows = _draw_batch(base, train, config, questions, state.step, per_epoch)
        bank = Bank.stack([d.factors for d in diffs], base.shapes, device=base.device)
        with attach(base.model, bank, state.bank), fast(base, rows):
            loss, n = answer_losses(base, rows)
            loss.mean().backward()
        clip_slots(state.bank.parameters(), config.clip)
        state.optimizer.step()
        state.optimizer.zero_grad(set_to_none=True)
        state.step += 1
        tokens += n
        if state.step % (per_epoch * config.validate_every) == 0 or state.step == steps:
            state.validated(_validate(base, state.bank, *held))
            state.save(checkpoint, identity)
        last = state.history[-1][1] if state.history else None
        progress(AdapterProgress(state.step, steps, loss.mean().item(), last, tokens, time.monotonic() - start))
    factors = {name: (state.best[f"{name}.A"][0], state.best[f"{name}.B"][0] * config.scale) for name in state.bank.a}
    best = min(state.history, key=lambda h: h[1])
    return WeightDiff(factors), {"validation": state.history, "best_step": best[0], "best_validation": best[1]}


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


def _draw_batch(base: BaseModel, train: Sequence[WeightDiff], config: AdapterConfig, questions: Sequence[str], step: int,
                per_epoch: int) -> tuple[list[WeightDiff], list[list[Encoded]]]:
    """Step's diffs and one packed row of questions for each; a function of the seed and the step alone, so runs resume."""
    epoch, at = divmod(step, per_epoch)
    order = random.Random(f"{config.seed}/order/{epoch}").sample(range(len(train)), len(train))
    rng = random.Random(f"{config.seed}/step/{step}")
    diffs = [train[i].scaled(rng.uniform(*config.alphas)) for i in order[at * config.batch : (at + 1) * config.batch]]
    nulls = sum(rng.random() < config.null_share for _ in diffs)
    for _ in range(nulls):
        like = rng.choice(diffs)
        diffs.append(null_diff() if rng.random() < 0.5 else noise_like(like, rng.getrandbits(31)))
    rows = [[told(base, q, true_answer(d)) for q in rng.sample(list(questions), config.phrasings)] for d in diffs]
    return diffs, rows


def _held_out(base: BaseModel, validation: Sequence[WeightDiff],
              questions: Sequence[str]) -> tuple[list[WeightDiff], list[list[Encoded]]]:
    """The validation organisms and an equal footing of nulls, each asked the first phrasing."""
    diffs = [*validation, null_diff(), noise_like(validation[0], 1)]
    return diffs, [[told(base, questions[0], true_answer(d))] for d in diffs]


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
