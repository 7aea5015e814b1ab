"""The one loop that trains an adapter: what it is trained on, what is minimised, and what decides the step that is kept are a
`Task`."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import Any, Generic, TypeVar

import torch
from torch import Tensor
from torch.utils.data import Dataset

from tuneteller.diffs.diff import WeightDiff
from tuneteller.diffs.library import Organisms
from tuneteller.errors import ConfigError
from tuneteller.lora.attach import attach
from tuneteller.lora.bank import Bank
from tuneteller.models import BaseModel
from tuneteller.training.adapter_state import AdapterConfig, Kept, State
from tuneteller.training.batches import Drawn, made_ahead
from tuneteller.training.fast import fast
from tuneteller.training.optim import clip_slots, rate_for, set_lr, warm_cosine
from tuneteller.training.parallel import ALONE, Processes

D = TypeVar("D", bound=Drawn)


@dataclass(frozen=True)
class AdapterProgress:
    """Where training stands; `validation` is the first measure of the last validation, or None."""

    step: int
    steps: int
    loss: float
    validation: float | None
    tokens: int
    seconds: float


@dataclass(frozen=True)
class Task(Generic[D]):
    """What an adapter is trained to do.

    Attributes:
        batches: by step, each a function of the step alone; of each, what this process takes.
        organisms: that they are made of.
        losses: of a batch, one a row or a sample, and the tokens that were run; called with diffs and adapter attached.
        validate: measures of an adapter, the same ones in all processes, lower ones better; the first decides, the others where
            it is equal.
        identity: what makes two runs the same (JSON).
    """

    batches: Dataset[D]
    organisms: Organisms
    losses: Callable[[D], tuple[Tensor, int]]
    validate: Callable[[Bank], tuple[float, ...]]
    identity: dict[str, Any]


def fit(base: BaseModel, task: Task[D], config: AdapterConfig, steps: int, checkpoint: Path, *, start: WeightDiff | None = None,
        measure_start: bool = False, workers: int = 0, processes: Processes = ALONE,
        progress: Callable[[AdapterProgress], None] = lambda _: None) -> tuple[WeightDiff, dict[str, Any]]:
    """Train an adapter for so many steps, continuing from `checkpoint` if it is there.

    Args:
        checkpoint: a file written once a minute and after every validation, whole or not at all.
        start: an adapter to go on from; a fresh one by default.
        measure_start: whether it is validated before the first step, and kept if no later step is better.
        workers: processes that make batches ahead; 0 for none.
        processes: those that train it together, this one of them; the loss of a step is the mean over all that they take.

    Returns:
        the adapter of the best validation, and the history of validations: the step and the measures of each.

    Raises:
        ConfigError: fewer than no workers, an adapter to start from that does not fit the config, or a training that diverged.
        LibraryError: the checkpoint is damaged, or of another run.
        ProcessLost: another of the processes has ended.
    """
    with processes.agree():
        if workers < 0:
            raise ConfigError(f"workers is {workers}; expected 0, for none, or more processes")
        state = State.start(base, config, start)
    with processes.agree():
        if len({*processes.gather(json.dumps(task.identity, sort_keys=True))}) > 1:
            raise ConfigError(f"some of the {processes.share.n} processes have another config or other organisms; give all the "
                              f"same, from the same files")
    validate_at = {steps - i * steps // config.validations for i in range(min(steps, config.validations))}
    state.restore(processes.from_main(lambda: Kept.read(checkpoint, task.identity)))

    def save() -> None:
        processes.from_main(lambda: state.save(checkpoint, task.identity))

    def validate() -> None:
        state.validated(*task.validate(state.bank))
        save()

    if measure_start and not state.history:
        validate()
    began, tokens, lr = time.monotonic(), 0, rate_for(base, config.lr)
    for drawn in made_ahead(task.batches, task.organisms, base, state.step, steps, workers):
        set_lr(state.optimizer, lr * warm_cosine(state.step, steps, warmup=max(1, int(config.warmup * steps))))
        part, ran = _step(base, task, drawn, state, config, processes)
        tokens += ran
        loss, due = processes.sum(part, processes.is_main and state.is_due)  # clocks differ; all go by the first one's
        if state.step in validate_at:
            validate()
        elif due:
            save()
        last = state.history[-1][1] if state.history else None
        progress(AdapterProgress(state.step, steps, loss, last, tokens, time.monotonic() - began))
    factors = {name: (state.best[f"{name}.A"][0], state.best[f"{name}.B"][0] * config.scale) for name in state.bank.a}
    best = min(state.history, key=lambda h: h[1:])
    if not all(map(isfinite, best[1:])):
        raise ConfigError(f"the training has diverged: no validation gave a number, with lr {config.lr:g}; give a smaller one, "
                          f"and remove {checkpoint}")
    return WeightDiff(factors), {"validation": state.history, "best_step": best[0], "best_validation": best[1]}


def _step(base: BaseModel, task: Task[D], drawn: D, state: State, config: AdapterConfig,
          processes: Processes) -> tuple[float, int]:
    """Take one optimiser step: what this process adds to the mean loss of the batch, and the tokens that all have run."""
    with attach(base.model, drawn.bank.to(base.device), state.bank), fast(base, drawn.rows):
        # of a small batch there may be none for this process
        losses, n = task.losses(drawn) if drawn.rows else (torch.zeros(0, requires_grad=True), 0)
        of, ran = processes.sum(len(losses), n)
        (losses.sum() / of).backward()
    processes.sum_gradients(state.bank.parameters())
    clip_slots(state.bank.parameters(), config.max_grad_norm)
    state.optimizer.step()
    state.optimizer.zero_grad(set_to_none=True)
    state.step += 1
    return losses.sum().item() / of, int(ran)
