"""One linear layer that adds the low-rank updates of the banks attached to it.

For the rows of slot d the layer computes `W x + s · B_d A_d x`, for every attached bank (Hu et al., arXiv 2106.09685, §4.1).
The update is never multiplied out: a bank adds two thin batched products forward and four backward. Written as one autograd
function so that every sum is accumulated in place, into the output or into the input's gradient.
"""

from __future__ import annotations

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
    """Whether it is a layer that banks can be attached to."""
    return isinstance(layer, nn.Linear) or is_transposed(layer)


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

    def __init__(self, inner: nn.Module, name: str, banks: list[Bank]) -> None:
        super().__init__()
        self.inner = inner
        self.name = name
        self.banks = banks  # a plain list: the factors belong to the banks, not to the model's state

    def forward(self, x: Tensor) -> Tensor:
        """[R, ..., in] -> [R, ..., out]."""
        active = [bank for bank in self.banks if bank.active]
        for bank in active:
            if x.shape[0] % bank.slots:
                raise ConfigError(f"a batch of {x.shape[0]} rows cannot be split over a bank of {bank.slots} slots; "
                                  f"give every slot the same number of rows")
        if not active:
            return self.inner(x)
        factors = [t for bank in active for t in (bank.a[self.name], bank.b[self.name])]
        scales = [bank.scale for bank in active]
        return _AddUpdates.apply(x, linear_weight(self.inner), self.inner.bias, scales, *factors)


class _AddUpdates(torch.autograd.Function):
    """`x Wᵀ + bias + Σ_banks s (x Aᵀ) Bᵀ`, with gradients for x and for the factors, none for W."""

    @staticmethod
    def forward(ctx: Any, x: Tensor, weight: Tensor, bias: Tensor | None, scales: list[float], *factors: Tensor) -> Tensor:
        y = nn.functional.linear(x, weight, bias)
        low: list[Tensor] = []
        for scale, a, b in zip(scales, factors[::2], factors[1::2], strict=True):
            rows = x.reshape(a.shape[0], -1, x.shape[-1])
            h = torch.bmm(rows, a.to(x.dtype).transpose(1, 2))  # [D, rows, r]
            if scale != 1.0:
                h.mul_(scale)
            y.view(a.shape[0], -1, y.shape[-1]).baddbmm_(h, b.to(x.dtype).transpose(1, 2))
            low.append(h)
        ctx.save_for_backward(x, weight, *factors, *low)
        ctx.scales = scales
        return y

    @staticmethod
    def backward(ctx: Any, *grads: Tensor) -> tuple[Tensor | None, ...]:
        gy = grads[0].contiguous()
        x, weight, *saved = ctx.saved_tensors
        n = len(ctx.scales)
        factors, low = saved[: 2 * n], saved[2 * n :]
        gx = gy @ weight if ctx.needs_input_grad[0] else None
        out: list[Tensor | None] = []
        for i, (scale, h) in enumerate(zip(ctx.scales, low, strict=True)):
            a, b = factors[2 * i], factors[2 * i + 1]
            rows = x.reshape(a.shape[0], -1, x.shape[-1])
            gy_rows = gy.view(a.shape[0], -1, gy.shape[-1])
            gh = torch.bmm(gy_rows, b.to(gy.dtype))  # gradient of the scaled h
            if scale != 1.0:
                gh.mul_(scale)
            if gx is not None:
                gx.view(rows.shape).baddbmm_(gh, a.to(gy.dtype))
            wants_a, wants_b = ctx.needs_input_grad[4 + 2 * i], ctx.needs_input_grad[5 + 2 * i]
            out.append(torch.bmm(gh.transpose(1, 2), rows).to(a.dtype) if wants_a else None)
            out.append(torch.bmm(gy_rows.transpose(1, 2), h).to(b.dtype) if wants_b else None)
        return gx, None, None, None, *out
