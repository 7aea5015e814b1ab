"""Experts that lie apart in a file and as one block in the base, as transformers keeps them: whose values are whose.

    ….experts.3.gate_proj.weight, or w1   [i, h]    ….experts.gate_up_proj [E, 2 i, h]: the first rows of expert 3
    ….experts.3.up_proj.weight, or w3     [i, h]                                        the last rows
    ….experts.3.down_proj.weight, or w2   [h, i]    ….experts.down_proj    [E, h, i]
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from torch import Tensor

from tuneteller.diffs.names import Names

_EXPERT = re.compile(r"(.+\.)(mlp|block_sparse_moe|feed_forward)\.experts\.(\d{1,4})\.(gate_proj|up_proj|down_proj|w[123])"
                     r"\.weight")
_CALLED = {"block_sparse_moe": "mlp"}
_PARTS = {"w1": "gate_proj", "w2": "down_proj", "w3": "up_proj"}


def in_block(key: str, shape: Sequence[int], names: Names, parameters: Mapping[str, Tensor]) -> tuple[str, Tensor] | None:
    """The base's own values of a tensor of experts: the parameter that holds them, and they themselves, a view of it.

    Args:
        shape: of the tensor.
        names: of `parameters`.

    Returns:
        None where the base has none of that shape.
    """
    if not (match := _EXPERT.fullmatch(key)) or len(shape) != 2:
        return None
    part = _PARTS.get(match[4], match[4])
    block = f"{match[1]}{_CALLED.get(match[2], match[2])}.experts"
    name = names.find(f"{block}.{'down_proj' if part == 'down_proj' else 'gate_up_proj'}")
    if name is None or parameters[name].ndim != 3 or int(match[3]) >= len(parameters[name]):
        return None
    own = parameters[name].detach()[int(match[3])]
    if part != "down_proj":
        if own.shape[0] != 2 * shape[0]:
            return None
        own = own[: shape[0]] if part == "gate_proj" else own[shape[0] :]
    return (name, own) if own.shape == tuple(shape) else None
