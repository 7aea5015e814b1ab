"""One linear layer that adds the low-rank updates of the banks attached to it.

For the rows of slot d the layer computes `W x + s · B_d A_d x`, for every attached bank (Hu et al., arXiv 2106.09685, §4.1).
The update is never multiplied out: a bank adds two thin batched products forward and four backward, and every sum is
accumulated in place, into the output or into the input's gradient. The two passes are one autograd function, and for
`torch.compile`, which takes each pass as a whole and fuses what stands around it, two operators of PyTorch's own kind: these
cost too much a call to be used where nothing is compiled.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor, nn

from tuneteller.errors import ConfigError

if TYPE_CHECKING:
    from tuneteller.lora.bank import Bank


def is_transposed(layer: nn.Module) -> bool:
    """Whether it is transformers' Conv1D (GPT-2): a linear layer that keeps its weight as [in, out]."""
    return type(layer).__name__ == "Conv1D" and hasattr(layer, "nf")  # by name: importing transformers takes seconds


def is_linear(layer: nn.Module) -> bool:
    """Whether it is a layer that banks can be attached to: one that computes what `nn.Linear` does. Some routers of mixtures of
    experts are such a layer by their class, and compute something else."""
    if isinstance(layer, nn.Linear):
        return type(layer).forward is nn.Linear.forward or type(layer).__name__ == "FalconLinear"  # the same in other words
    return is_transposed(layer)


def linear_weight(layer: nn.Module) -> Tensor:
    """A linear layer's weight as [out, in], a view."""
    weight: Tensor = layer.weight  # type: ignore[assignment]
    return weight.T if is_transposed(layer) else weight


class BankedLinear(nn.Module):
    """Stands in for a frozen linear layer `inner` while banks are attached.

    Args:
        inner: the base model's layer, weight [out, in].
        name: the layer's qualified name in the model, the key into each bank.
        banks: what to add; a bank of D slots needs a batch of D · k rows, slot-major (all rows of slot 0, then slot 1, …).
    """

    def __init__(self, inner: nn.Module, name: str, banks: Sequence[Bank]) -> None:
        super().__init__()
        self.inner = inner
        # Plain tuples: the factors belong to the banks, not to the model's state. Looked up once and not by name at each
        # call, so that compiled code is the same for all layers.
        self.banks = tuple((bank, bank.a[name], bank.b[name]) for bank in banks)

    def forward(self, x: Tensor) -> Tensor:
        """[R, ..., in] -> [R, ..., out]."""
        active = [(bank.scale, a, b) for bank, a, b in self.banks if bank.active]
        if not active:
            return self.inner(x)
        for _, a, _ in active:
            if x.shape[0] % a.shape[0]:
                raise ConfigError(f"a batch of {x.shape[0]} rows cannot be split over a bank of {a.shape[0]} slots; "
                                  f"give every slot the same number of rows")
        factors = [t.to(x.device) for _, a, b in active for t in (a, b)]  # the layer may be on another device than the bank
        scales = [scale for scale, _, _ in active]
        bias: Tensor | None = self.inner.bias  # type: ignore[assignment]
        given = x, linear_weight(self.inner), bias, scales
        if torch.compiler.is_compiling():
            y: Tensor = _add_updates(*given, factors)[0]
        elif torch.is_grad_enabled():
            y = _AddUpdates.apply(*given, *factors)
        else:  # as autograd's own steps cost time at each token
            y = _forward(*given, factors)[0]
        return y


def _forward(x: Tensor, weight: Tensor, bias: Tensor | None, scales: list[float], factors: list[Tensor]) -> list[Tensor]:
    """`x Wᵀ + bias + Σ_banks s (x Aᵀ) Bᵀ`, and of each bank the low-rank part `s x Aᵀ` [D, rows, r], kept for the gradient."""
    y = nn.functional.linear(x, weight, bias)
    low = []
    for scale, a, b in zip(scales, factors[::2], factors[1::2], strict=True):
        h = torch.bmm(_by_slot(x, a), a.to(x.dtype).transpose(1, 2))
        if scale != 1.0:
            h.mul_(scale)
        _by_slot(y, a).baddbmm_(h, b.to(x.dtype).transpose(1, 2))
        low.append(h)
    return [y, *low]


def _backward(gy: Tensor, x: Tensor, weight: Tensor, scales: list[float], factors: list[Tensor], low: list[Tensor],
              wants: list[bool]) -> list[Tensor]:
    """Gradients of x and of each factor, an empty tensor where `wants` (x first) has no use for one."""
    gy = gy.contiguous()
    gx = gy @ weight if wants[0] else gy.new_empty(0)
    grads = [gx]
    for i, (scale, h) in enumerate(zip(scales, low, strict=True)):
        a, b = factors[2 * i], factors[2 * i + 1]
        rows, gy_rows = _by_slot(x, a), _by_slot(gy, a)
        gh = torch.bmm(gy_rows, b.to(gy.dtype))  # gradient of the scaled h
        if scale != 1.0:
            gh.mul_(scale)
        if wants[0]:
            _by_slot(gx, a).baddbmm_(gh, a.to(gy.dtype))
        grads.append(torch.bmm(gh.transpose(1, 2), rows).to(a.dtype) if wants[1 + 2 * i] else a.new_empty(0))
        grads.append(torch.bmm(gy_rows.transpose(1, 2), h).to(b.dtype) if wants[2 + 2 * i] else b.new_empty(0))
    return grads


def _by_slot(x: Tensor, a: Tensor) -> Tensor:
    """[R, ..., features] as [D, rows, features] for a bank's factor [D, ...]."""
    return x.reshape(a.shape[0], -1, x.shape[-1])


class _AddUpdates(torch.autograd.Function):
    """The output of `_forward` with the gradients of `_backward`."""

    @staticmethod
    def forward(ctx: Any, x: Tensor, weight: Tensor, bias: Tensor | None, scales: list[float], *factors: Tensor) -> Tensor:
        y, *low = _forward(x, weight, bias, scales, [*factors])
        _keep(ctx, (x, weight, bias, scales, factors), [y, *low])
        return y

    @staticmethod
    def backward(ctx: Any, *grads: Any) -> tuple[Any, ...]:
        gx, _, _, _, rest = _gradients(ctx, [*grads], _backward)
        return gx, None, None, None, *rest


# schemas are written out, as PyTorch 2.6 does not know list[...] where it would infer them
_add_updates = torch.library.custom_op(
    "tuneteller::add_updates", _forward, mutates_args=(),
    schema="(Tensor x, Tensor weight, Tensor? bias, float[] scales, Tensor[] factors) -> Tensor[]")
_add_updates_backward = torch.library.custom_op(
    "tuneteller::add_updates_backward", _backward, mutates_args=(),
    schema="(Tensor gy, Tensor x, Tensor weight, float[] scales, Tensor[] factors, Tensor[] low, bool[] wants) -> Tensor[]")


@_add_updates.register_fake
def _(x: Tensor, weight: Tensor, bias: Tensor | None, scales: list[float], factors: list[Tensor]) -> list[Tensor]:
    rows = x.numel() // x.shape[-1]
    low = [x.new_empty(a.shape[0], rows // a.shape[0], a.shape[1]) for a in factors[::2]]
    return [x.new_empty(*x.shape[:-1], weight.shape[0]), *low]


@_add_updates_backward.register_fake
def _(gy: Tensor, x: Tensor, weight: Tensor, scales: list[float], factors: list[Tensor], low: list[Tensor],
      wants: list[bool]) -> list[Tensor]:
    return [t.new_empty(t.shape if want else 0) for t, want in zip((x, *factors), wants, strict=True)]


def _keep(ctx: Any, inputs: tuple[Any, ...], output: list[Tensor]) -> None:
    x, weight, _, ctx.scales, factors = inputs
    ctx.wants = [t.requires_grad for t in (x, *factors)]
    ctx.save_for_backward(x, weight, *factors, *output[1:])


def _gradients(ctx: Any, grads: list[Tensor], backward: Callable[..., list[Tensor]] = _add_updates_backward) -> tuple[Any, ...]:
    x, weight, *saved = ctx.saved_tensors
    n = 2 * len(ctx.scales)
    found = backward(grads[0], x, weight, ctx.scales, [*saved[:n]], [*saved[n:]], ctx.wants)
    gx, *rest = (g if want else None for g, want in zip(found, ctx.wants, strict=True))
    return gx, None, None, None, rest


_add_updates.register_autograd(_gradients, setup_context=_keep)
