"""All that an adapter's training needs to go on after a kill: adapter, optimiser, the best adapter so far, step and history."""

from __future__ import annotations

import json
import math
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file

from tuneteller.diffs.diff import WeightDiff
from tuneteller.errors import ConfigError, LibraryError, few
from tuneteller.files import write_whole
from tuneteller.lora.bank import Bank
from tuneteller.models import BaseModel
from tuneteller.training.shard_state import EVERY


@dataclass(frozen=True)
class AdapterConfig:
    """Settings of a DIT adapter's training.

    Attributes:
        rank: of the adapter, on all linear layers.
        scale: multiplies its update (alpha / rank).
        epochs: passes over the training organisms.
        steps: optimiser steps instead, where more than 0: the same effort for few organisms as for many.
        batch: organisms a step.
        phrasings: in how many of its wordings an organism is asked each question, a step.
        summed: share of the organisms that are asked about together with another, of another family, their diffs added: two
            behaviors at once, without training any more organisms.
        yes_no: how often an organism is also asked whether it does something; of one that changed, true and false claims come
            equally often.
        absent: how often an organism is also asked a question that does not apply to it.
        asks: of all these questions, how many an organism is asked a step, drawn at random; 0 for all. Short rows of about one
            length leave little padding.
        lr: AdamW's peak learning rate, after `warmup` of the steps, then a cosine; of a wide base model less, see
            `optim.rate_for`.
        warmup: share of the steps in which the learning rate rises.
        weight_decay: AdamW's.
        max_grad_norm: largest gradient norm.
        shown: share of the steps without any organism, in which conversations show the behaviors (`training.shown`).
        turns: share of the other steps in which the organisms' own replies stand before the questions (`reading.own_turns`).
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
    summed: float = 0.1
    yes_no: float = 0.3
    absent: float = 0.15
    asks: int = 0
    lr: float = 2e-3
    warmup: float = 0.06
    weight_decay: float = 0.01
    max_grad_norm: float = 1.0
    shown: float = 0.0
    turns: float = 0.0
    null_share: float = 0.125
    alphas: tuple[float, float] = (0.7, 1.3)
    validations: int = 4
    seed: int = 0

    def __post_init__(self) -> None:
        for name, least in (("rank", 1), ("epochs", 1), ("steps", 0), ("batch", 1), ("phrasings", 1), ("asks", 0),
                            ("validations", 1)):
            if getattr(self, name) < least:
                raise ConfigError(f"{name} is {getattr(self, name)}; expected at least {least}")
        for name in ("null_share", "summed", "yes_no", "absent", "turns", "shown", "warmup"):
            if not 0 <= getattr(self, name) <= 1:
                raise ConfigError(f"{name} is {getattr(self, name)}; expected a share from 0 to 1")
        for name in ("scale", "lr", "max_grad_norm"):
            if not 0 < getattr(self, name) < math.inf:
                raise ConfigError(f"{name} is {getattr(self, name)}; expected more than 0")
        if not 0 <= self.weight_decay < math.inf:
            raise ConfigError(f"weight_decay is {self.weight_decay}; expected 0, for none, or more")
        if not 0 <= self.alphas[0] <= self.alphas[1] < math.inf:
            raise ConfigError(f"alphas is {self.alphas}; expected the smallest factor and then the largest")


class State:
    """Everything a run needs to continue: adapter, optimiser moments, best adapter so far, step and history."""

    def __init__(self, bank: Bank, optimizer: torch.optim.Optimizer) -> None:
        self.bank, self.optimizer = bank, optimizer
        self.step = 0
        self.history: list[tuple[Any, ...]] = []  # the step and the measures of each validation
        self.best: dict[str, torch.Tensor] = self._factors()
        self._saved = time.monotonic()

    @classmethod
    def start(cls, base: BaseModel, config: AdapterConfig, adapter: WeightDiff | None = None) -> State:
        """A fresh adapter, or one that goes on from another.

        Raises:
            ConfigError: that one has a larger rank than the config, or changes more than the decoder's linear layers.
        """
        bank = Bank.fresh(base.shapes, config.rank, [config.seed], scale=config.scale, device=base.device)
        if adapter is not None:
            if more := [name for name in (*adapter.factors, *adapter.vectors) if name not in bank.a]:
                raise ConfigError(f"the adapter to start from changes {few(more)}, and only the decoder's linear layers are "
                                  f"trained; give another one")
            with torch.no_grad():
                for name, (a, b) in adapter.factors.items():
                    if (rank := a.shape[0]) > config.rank:
                        raise ConfigError(f"the adapter to start from has rank {rank}, and the config {config.rank}; give "
                                          f"--rank {rank} or more")
                    bank.a[name][0, :rank] = a.to(base.device)
                    bank.b[name][0, :, :rank] = b.to(base.device) / config.scale
        return cls(bank, torch.optim.AdamW(bank.parameters(), lr=config.lr, weight_decay=config.weight_decay, fused=True))

    def validated(self, *measures: float) -> None:
        """Note a validation, and the adapter if it is the best so far: by the first measure, the others where it is equal. One
        that is no number counts as infinite."""
        measures = tuple(measure if math.isfinite(measure) else math.inf for measure in measures)
        if not self.history or measures < min(h[1:] for h in self.history):
            self.best = self._factors()
        self.history.append((self.step, *measures))

    def _factors(self) -> dict[str, torch.Tensor]:
        return {f"{name}.{side}": t.detach().cpu().clone()
                for name in self.bank.a for side, t in (("A", self.bank.a[name]), ("B", self.bank.b[name]))}

    def save(self, path: Path, identity: dict[str, Any]) -> None:
        """Write a checkpoint, whole or not at all; `identity` says of which run."""
        tensors = {f"now.{k}": t for k, t in self._factors().items()} | {f"best.{k}": t for k, t in self.best.items()}
        for i, moments in self.optimizer.state_dict()["state"].items():
            tensors |= {f"moment.{i}.{k}": v.cpu() for k, v in moments.items()}
        meta = {"identity": json.dumps(identity, sort_keys=True), "step": str(self.step), "history": json.dumps(self.history)}
        write_whole(path, lambda p: save_file(tensors, p, meta))
        self._saved = time.monotonic()

    @property
    def is_due(self) -> bool:
        """Whether it is time for a checkpoint: `EVERY` seconds have passed since the last one, or since the start."""
        return time.monotonic() - self._saved >= EVERY

    def restore(self, kept: Kept | None) -> None:
        """Go on from what a checkpoint held, if there was one."""
        if kept is None:
            return
        tensors, self.step, self.history = kept.tensors, kept.step, [*kept.history]
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


@dataclass(frozen=True)
class Kept:
    """What a checkpoint holds: tensors by name, the step, and the history of validations."""

    tensors: dict[str, torch.Tensor]
    step: int
    history: list[tuple[Any, ...]]

    @classmethod
    def read(cls, path: Path, identity: dict[str, Any]) -> Kept | None:
        """A checkpoint of that run; None where there is none.

        Raises:
            LibraryError: it is damaged, or of another run.
        """
        if not path.exists():
            return None
        try:
            with safe_open(path, "pt") as file:
                meta = file.metadata() or {}
                tensors = {key: file.get_tensor(key) for key in file.keys()}  # noqa: SIM118
            made, step, history = (json.loads(meta.get(name, "null")) for name in ("identity", "step", "history"))
        except (SafetensorError, OSError, ValueError, RecursionError) as error:
            raise LibraryError(f"{path} is damaged ({error}); remove it to start the training anew") from error
        if not isinstance(made, dict) or not isinstance(step, int) or not isinstance(history, list):
            raise LibraryError(f"{path} is no checkpoint of an adapter's training; give another --out or remove the file")
        if made != json.loads(json.dumps(identity)):
            raise LibraryError(f"{path} was made with another config or other organisms; remove it to start anew")
        return cls(tensors, step, [tuple(one) for one in history])


def history_of(checkpoint: Path) -> list[Any] | None:
    """Step and loss of each validation so far; None where there is no checkpoint, or none that can be read."""
    with suppress(SafetensorError, OSError, ValueError, RecursionError), safe_open(checkpoint, "pt") as file:
        history = json.loads((file.metadata() or {}).get("history", "null"))
        return history if isinstance(history, list) else None
    return None
