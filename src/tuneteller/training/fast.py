"""The same computation, faster, for the length of a training run.

Two things are changed and undone:

- On a CPU, attention over short rows is two plain batched products (transformers' "eager" attention): the fused kernel's
  backward pass takes several times as long there. Over long rows it is the other way round.
- On request, the model's layers and the losses are compiled by `torch.compile`, which fuses all that stands between the matrix
  products. Compiling costs most of a minute for each form of bank (none of it again in later runs: PyTorch keeps the code on
  disk), and needs a C++ compiler on a CPU.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import cache

import torch
from torch import Tensor, nn

from tuneteller.chat import Encoded
from tuneteller.models import BaseModel

TokenLoss = Callable[[Tensor, Tensor], Tensor]

SHORT = 320
"""Tokens of samples in a row up to which plain products are the faster attention on a CPU."""

WORTH = 150_000
"""Tokens of training from which compiling is worth its time, on two CPU cores."""


@contextmanager
def fast(base: BaseModel, rows: Iterable[Sequence[Encoded]], *,
         compiled: bool = False) -> Iterator[Callable[[TokenLoss], TokenLoss]]:
    """Inside, the body trains fast. Yields what a loss should go through: it is compiled too, or left alone.

    Args:
        rows: the samples of each row that will be trained on.
    """
    with ExitStack() as undo:
        short = max((sum(map(len, row)) for row in rows), default=0) <= SHORT
        if short and base.device.type == "cpu" and base.config._attn_implementation == "sdpa":
            undo.callback(setattr, base.config, "_attn_implementation", "sdpa")
            base.config._attn_implementation = "eager"
        if not compiled:
            yield as_it_is
            return
        import torch._dynamo  # takes a second or two

        # one version each: gradients or not, first layer or later, bank on or off
        undo.enter_context(torch._dynamo.config.patch(recompile_limit=64))
        for layer in _layers(base.body):
            undo.callback(setattr, layer, "_compiled_call_impl", None)
            layer.compile(dynamic=True)
        yield _compiled


@cache
def can_compile(device: str) -> bool:
    """Whether `torch.compile` has what it needs: a C++ compiler for a CPU."""
    if device != "cpu":
        return True
    from torch._inductor.cpp_builder import get_cpp_compiler
    from torch._inductor.exc import InvalidCxxCompiler

    try:
        return bool(get_cpp_compiler())
    except InvalidCxxCompiler:
        return False


def as_it_is(loss: TokenLoss) -> TokenLoss:
    """The loss, not compiled."""
    return loss


@cache
def _compiled(loss: TokenLoss) -> TokenLoss:
    return torch.compile(loss, dynamic=True)


def _layers(body: nn.Module) -> nn.ModuleList:
    """The decoder layers: the longest list of modules right under the body."""
    return max((m for m in body.children() if isinstance(m, nn.ModuleList)), key=len, default=nn.ModuleList())
