"""One layer's factors out of any tool's file: looked at, scaled and in the one form that all else takes."""

from __future__ import annotations

import torch
from torch import Tensor

from tuneteller.errors import DiffError

_FLOATS = (torch.float32, torch.bfloat16, torch.float16, torch.float64)


def scaled_pair(where: str, a: Tensor, b: Tensor, scale: float) -> tuple[Tensor, Tensor]:
    """A [r, in] and B [out, r] in float32, the scale folded into B.

    Raises:
        DiffError: they are no pair of matrices of floating-point values.
    """
    for tensor in (a, b):
        if tensor.dtype not in _FLOATS:
            raise DiffError(f"{where} holds {tensor.dtype} factors; expected float32, bfloat16 or float16, not quantised ones")
    if a.ndim != 2 or b.ndim != 2 or a.shape[0] != b.shape[1] or not a.shape[0]:
        raise DiffError(f"{where} has A {list(a.shape)} and B {list(b.shape)}; expected A [r, in] and B [out, r] with r of 1 "
                        f"or more")
    return a.float().contiguous(), b.float() * scale


def number(where: str, value: object) -> float:
    """A setting that scales an adapter.

    Raises:
        DiffError: it is missing or no number.
    """
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise DiffError(f"{where} is {value!r}; expected a number, without which the adapter's size is not known")
    return float(value)
