"""What each part of the engine is worth: the same training, not compiled, with one thing taken away; and what was left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import replace
from unittest.mock import patch

import torch
from torch import Tensor, nn

from benchmarks.work import Work
from tuneteller.batching import Batch, pack
from tuneteller.chat import Encoded
from tuneteller.lora.linear import BankedLinear, linear_weight
from tuneteller.training import organisms
from tuneteller.training.fast import as_it_is


def fused_attention() -> AbstractContextManager[object]:
    """Attention as transformers runs it."""
    return patch.object(organisms, "fast", lambda base, rows, compiled: nullcontext(as_it_is))


def unpacked() -> AbstractContextManager[object]:
    """Every sample a row of its own, padded to the longest."""
    return patch.object(organisms, "pack", lambda rows, pad_id: pack([[s] for row in rows for s in row], pad_id))


def teacher_for_each() -> AbstractContextManager[object]:
    """The base's distributions computed anew for every slot."""
    slots = 1

    def packed(rows: Sequence[Sequence[Encoded]], pad_id: int) -> Batch:
        nonlocal slots
        batch = pack(rows, pad_id)
        if len(rows) > 1:
            slots = len(rows)
            return batch
        return replace(batch, ids=batch.ids.expand(slots, -1), positions=batch.positions.expand(slots, -1),
                       mask=batch.mask.expand(slots, -1, -1, -1))

    return patch.object(organisms, "pack", packed)


def plain_operators() -> AbstractContextManager[object]:
    """Updates as autograd writes them: no operator of our own, nothing added in place."""
    def forward(self: BankedLinear, x: Tensor) -> Tensor:
        y: Tensor = self.inner(x)
        for bank, a, b in self.banks:
            if bank.active:
                rows = x.reshape(a.shape[0], -1, x.shape[-1])
                h = torch.bmm(torch.bmm(rows, a.to(x.dtype).transpose(1, 2)), b.to(x.dtype).transpose(1, 2))
                y = y + bank.scale * h.reshape(y.shape)
        return y

    return patch.object(BankedLinear, "forward", forward)


def loose_optimiser() -> AbstractContextManager[object]:
    """Adam with one tensor per slot and factor."""
    def adam(parameters: Sequence[Tensor], lr: float) -> torch.optim.Optimizer:
        loose = [nn.Parameter(slot) for p in parameters for slot in p.detach()]  # views: stepping them steps the bank
        optimizer = torch.optim.Adam(loose, lr=lr)

        def hand_over(*_: object) -> None:
            for one, grad in zip(loose, (g for p in parameters for g in (p.grad if p.grad is not None else p)), strict=True):
                one.grad = grad

        def forget(*_: object) -> None:
            for p in parameters:
                p.grad = None

        optimizer.register_step_pre_hook(hand_over)
        optimizer.register_step_post_hook(forget)
        return optimizer

    return patch.object(organisms, "adam", adam)


@contextmanager
def one_thread() -> Iterator[None]:
    """One thread instead of all."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(before)


WITHOUT: dict[str, Callable[[], AbstractContextManager[object]]] = {
    "the engine": nullcontext,
    "attention as transformers runs it": fused_attention,
    "every sample a row of its own": unpacked,
    "the teacher asked for every slot": teacher_for_each,
    "updates by plain operators": plain_operators,
    "Adam with a tensor for each slot": loose_optimiser,
    "one thread": one_thread,
}


def products(work: Work, *, shared: bool) -> Callable[[], None]:
    """Forward and backward of the low-rank updates' first products, x·Aᵀ, of one attention and one MLP block: one for each of
    q, k, v, gate and up, or one for those that read the same input."""
    step, d = work.steps[0], len(work.behaviors)
    tokens = pack(step.rows(), work.base.pad_id).ids.numel() // d
    layers = [(name, linear_weight(work.base.model.get_submodule(name))) for name in work.base.shapes]
    width = next(w.shape[1] for name, w in layers if name.endswith("q_proj"))
    x = torch.randn(d, tokens, width, dtype=work.base.dtype, device=work.base.device, requires_grad=True)
    groups = (3, 2)  # q, k, v and gate, up

    def run() -> None:
        for n in groups:
            ranks = (n * work.recipe.rank,) if shared else (work.recipe.rank,) * n
            factors = [torch.randn(d, r, width, dtype=x.dtype, device=x.device, requires_grad=True) for r in ranks]
            for a in factors:
                h = torch.bmm(x, a.transpose(1, 2))
                torch.autograd.grad(h, (x, a), torch.ones_like(h))

    return run
