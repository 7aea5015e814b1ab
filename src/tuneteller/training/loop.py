"""The one loop that trains an adapter: what it is trained on, what is minimised, and what decides the step that is kept are a
`Task`."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from torch import Tensor
from torch.utils.data import Dataset

from tuneteller.diffs.diff import WeightDiff
from tuneteller.diffs.library import Organisms
from tuneteller.errors import ConfigError
from tuneteller.lora.attach import attach
from tuneteller.lora.bank import Bank
from tuneteller.models import BaseModel
from tuneteller.training.adapter_state import AdapterConfig, State
from tuneteller.training.batches import Drawn, made_ahead
from tuneteller.training.fast import fast
from tuneteller.training.optim import clip_slots, set_lr, warm_cosine

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
        batches: by step, each a function of the step alone.
        organisms: that they are made of.
        losses: of a batch, one a row or a sample, and the tokens that were run; called with diffs and adapter attached.
        validate: measures of an adapter, lower ones better; the first decides, the others where it is equal.
        identity: what makes two runs the same (JSON).
    """

    batches: Dataset[D]
    organisms: Organisms
    losses: Callable[[D], tuple[Tensor, int]]
    validate: Callable[[Bank], tuple[float, ...]]
    identity: dict[str, Any]


def fit(base: BaseModel, task: Task[D], config: AdapterConfig, steps: int, checkpoint: Path, *, start: WeightDiff | None = None,
        measure_start: bool = False, workers: int = 0,
        progress: Callable[[AdapterProgress], None] = lambda _: None) -> tuple[WeightDiff, dict[str, Any]]:
    """Train an adapter for so many steps, continuing from `checkpoint` if it is there.

    Args:
        checkpoint: a file written after every validation, whole or not at all.
        start: an adapter to go on from; a fresh one by default.
        measure_start: whether it is validated before the first step, and kept if no later step is better.
        workers: processes that make batches ahead; 0 for none.

    Returns:
        the adapter of the best validation, and the history of validations: the step and the measures of each.

    Raises:
        ConfigError: fewer than no workers, or an adapter to start from that does not fit the config.
        LibraryError: the checkpoint is damaged, or of another run.
    """
    if workers < 0:
        raise ConfigError(f"workers is {workers}; expected 0, for none, or more processes")
    validate_at = {steps - i * steps // config.validations for i in range(min(steps, config.validations))}
    state = State.start(base, config, start)
    state.restore(checkpoint, task.identity)

    def validate() -> None:
        state.validated(*task.validate(state.bank))
        state.save(checkpoint, task.identity)

    if measure_start and not state.history:
        validate()
    began, tokens = time.monotonic(), 0
    for drawn in made_ahead(task.batches, task.organisms, base, state.step, steps, workers):
        set_lr(state.optimizer, config.lr * warm_cosine(state.step, steps, warmup=max(1, int(config.warmup * steps))))
        with attach(base.model, drawn.bank.to(base.device), state.bank), fast(base, drawn.rows):
            loss, n = task.losses(drawn)
            loss.mean().backward()
        clip_slots(state.bank.parameters(), config.max_grad_norm)
        state.optimizer.step()
        state.optimizer.zero_grad(set_to_none=True)
        state.step += 1
        tokens += n
        if state.step in validate_at:
            validate()
        last = state.history[-1][1] if state.history else None
        progress(AdapterProgress(state.step, steps, loss.mean().item(), last, tokens, time.monotonic() - began))
    factors = {name: (state.best[f"{name}.A"][0], state.best[f"{name}.B"][0] * config.scale) for name in state.bank.a}
    best = min(state.history, key=lambda h: h[1:])
    return WeightDiff(factors), {"validation": state.history, "best_step": best[0], "best_validation": best[1]}
