"""The optimiser over stacked parameters: every slot is clipped and stepped as if it trained alone."""

from __future__ import annotations

import math
from collections.abc import Sequence

import torch
from torch import Tensor

from tuneteller.models import BaseModel

WIDTH = 576
"""Hidden features of the base model that learning rates of recipes and adapters were chosen on."""


def slot_norms(parameters: Sequence[Tensor]) -> Tensor:
    """L2 norm of each slot's gradient over all parameters [D, …] -> [D]."""
    return torch.stack([p.grad.flatten(1).square().sum(1) for p in parameters if p.grad is not None]).sum(0).sqrt()


def clip_slots(parameters: Sequence[Tensor], max_norm: float) -> Tensor:
    """Scale each slot's gradient to at most `max_norm`, in place; the norms before, [D]. A slot whose gradient is not finite
    gets none: one such step would leave nothing finite of its factors."""
    norms = slot_norms(parameters)
    factor = (max_norm / (norms + 1e-6)).clamp(max=1.0)
    lost = ~norms.isfinite()
    for p in parameters:
        if p.grad is not None:
            shape = (-1, *[1] * (p.ndim - 1))
            p.grad.mul_(factor.view(shape)).masked_fill_(lost.view(shape), 0.0)
    return norms


def rate_for(base: BaseModel, lr: float) -> float:
    """A learning rate on a base model: of one wider than `WIDTH` less, in proportion. An Adam step moves every weight by about
    the rate, so what a layer puts out moves in proportion to its inputs (Yang et al., "Tensor Programs V", arXiv 2203.03466,
    table 3)."""
    return lr * min(1.0, WIDTH / base.fingerprint.hidden_size)


def warm_cosine(step: int, steps: int, *, warmup: int, floor: float = 0.05) -> float:
    """Learning-rate factor: linear from 1/warmup to 1 over `warmup` steps, then a cosine down to `floor` at `steps`."""
    if step < warmup:
        return (step + 1) / warmup
    done = (step - warmup) / max(1, steps - warmup)
    return floor + (1 - floor) * 0.5 * (1 + math.cos(math.pi * done))


def warm_flat(step: int, steps: int, *, decay: float, warmup: int = 2, floor: float = 0.05) -> float:
    """Learning-rate factor of a warmup-stable-decay schedule for few steps: linear warm-up, then 1, then linear down to `floor`
    over the last share `decay`."""
    if step < warmup:
        return (step + 1) / (warmup + 1)
    done = (step + 1 - (1 - decay) * steps) / (decay * steps)
    return 1.0 if done <= 0 else 1 - (1 - floor) * done


def adam(parameters: Sequence[Tensor], lr: float) -> torch.optim.Optimizer:
    """Adam without weight decay, fused; elementwise, so slots do not mix."""
    return torch.optim.Adam(parameters, lr=lr, betas=(0.9, 0.999), fused=True)


def set_lr(optimizer: torch.optim.Optimizer, lr: float) -> None:
    """Set the learning rate of all groups."""
    for group in optimizer.param_groups:
        group["lr"] = lr
