"""Which tensors of a file are values, and which are codes that mean something only with a scale or a table beside them.

What counts is the tensors themselves: a config may be silent about them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import torch
from torch import Tensor

from tuneteller.errors import DiffError

PLAIN = frozenset({torch.float64, torch.float32, torch.bfloat16, torch.float16, torch.float8_e4m3fn, torch.float8_e5m2,
                   torch.float8_e4m3fnuz, torch.float8_e5m2fnuz})
"""Dtypes whose numbers are the weights. Those of eight bits only where no scale lies beside them."""

_SCALE = re.compile(r"^(.+?)(?:\.weight)?\.[a-z_]*scale[a-z_0-9]*$")  # x.weight_scale, x.scale, x.weight.scale_inv, …
_PACKED = re.compile(r"\.(?:q_?weight|qzeros|qdata|W_q|_data|_packed|weight_packed|weight_blocks|quant_map|absmax|codebooks)"
                     r"(?:\.|$)")
_COUNTS = re.compile(r"ind(?:ices|ex)|mask|perm|size")  # integers that some kinds of adapters mean as such


def scaled_modules(keys: Iterable[str]) -> dict[str, str]:
    """Module -> name of the scale that lies beside its weight."""
    return {match[1]: key for key in keys if (match := _SCALE.match(key))}


def packed(keys: Iterable[str]) -> str | None:
    """The first tensor that only a quantised model has, if there is one."""
    return next((key for key in keys if _PACKED.search(key)), None)


def holds_codes(tensors: Mapping[str, Tensor]) -> bool:
    """Whether a model that is said to be quantised is so by its tensors: packed ones, integers, or floats of eight bits."""
    return packed(tensors) is not None or any(
        tensor.ndim > 1 and (tensor.dtype not in PLAIN or tensor.dtype.itemsize == 1)
        for tensor in (tensors[key] for key in tensors))


def check_value(where: str, key: str, tensor: Tensor, scales: Mapping[str, str]) -> None:
    """Refuse a tensor whose numbers are not the weights.

    Args:
        where: the file or directory, for the message.
        scales: of all tensors beside it, as `scaled_modules` gives them.

    Raises:
        DiffError: integers, packed values, or eight-bit floats with a scale.
    """
    if tensor.dtype not in PLAIN:
        raise DiffError(f"{where} holds {key!r} as {called_code(tensor)}")
    if tensor.dtype.itemsize == 1 and (scale := scales.get(key.removesuffix(".weight"))):
        raise DiffError(f"{where} holds {key!r} as {_name(tensor)} with a scale beside it ({scale!r}): it was quantised, "
                        f"whatever its config says. Give it as it was before, in float32, bfloat16 or float16")


def check_values(where: str, tensors: Mapping[str, Tensor]) -> None:
    """`check_value` for all tensors of an adapter; integers that are positions or sizes are let through.

    Raises:
        DiffError: see `check_value`.
    """
    scales = scaled_modules(tensors)
    for key, tensor in tensors.items():
        if tensor.is_floating_point() or not _COUNTS.search(key):
            check_value(where, key, tensor, scales)


def called_code(tensor: Tensor) -> str:
    """What a message says of a tensor of integers or the like, and what to give instead."""
    return (f"{_name(tensor)}, which is a code and no value: it was quantised. Give it as it was before, in float32, bfloat16 "
            f"or float16")


def _name(tensor: Tensor) -> str:
    return str(tensor.dtype).removeprefix("torch.")
