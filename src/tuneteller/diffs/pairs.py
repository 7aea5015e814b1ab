"""One layer's factors out of any tool's file: looked at, scaled and in the one form that all else takes."""

from __future__ import annotations

import sys

from torch import Tensor

from tuneteller.diffs.values import check_values
from tuneteller.errors import DiffError


def check_pair(where: str, a: Tensor, b: Tensor) -> int:
    """The rank of A [r, in] and B [out, r].

    Raises:
        DiffError: they are no pair of matrices, or hold codes and no values.
    """
    check_values(where, {"A": a, "B": b})
    if a.ndim != 2 or b.ndim != 2 or a.shape[0] != b.shape[1]:
        raise DiffError(f"{where} has A {list(a.shape)} and B {list(b.shape)}, expected A [r, in] and B [out, r]; the file is "
                        f"damaged or of another kind of adapter. Fetch it again, or merge it and give the merged model")
    if not a.shape[0]:
        raise DiffError(f"{where} has rank 0, so it changes nothing; expected A [r, in] and B [out, r] with r of 1 or more")
    return a.shape[0]


def scaled_pair(where: str, a: Tensor, b: Tensor, scale: float) -> tuple[Tensor, Tensor]:
    """A [r, in] and B [out, r] in float32, the scale folded into B.

    Raises:
        DiffError: see `check_pair`.
    """
    check_pair(where, a, b)
    return a.float().contiguous(), b.float() * scale


def number(where: str, value: object) -> float:
    """A setting that scales an adapter.

    Raises:
        DiffError: it is missing or no number.
    """
    if isinstance(value, bool) or not isinstance(value, int | float) or abs(value) > sys.float_info.max:
        raise DiffError(f"{where} is {value!r:.40}; expected a number, without which the adapter's size is not known. Put in "
                        f"the one it was trained with")
    return float(value)
