"""What an adapter's file holds beside factors of linear layers: measured, so that what is left aside can be weighed.

In PEFT's files:

    `lora_embedding_A/B`, `lora_A/B`            a LoRA of the embeddings; of a head of another size
    `lora_B.bias`, `….bias`                     a bias of the factors; the base's own biases, trained
    `….token_adapter.trainable_tokens_delta`    the new rows of some tokens
    `….weight`                                  a whole layer (`modules_to_save`), or embeddings saved as they are
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import torch
from torch import Tensor

from tuneteller.diffs.difference import common_change
from tuneteller.diffs.names import Names
from tuneteller.diffs.peft import lora_scale
from tuneteller.diffs.share import squared_norm
from tuneteller.errors import DiffError
from tuneteller.models import BaseModel

# the adapter's name, "default" or one's own, may stand behind each
_FACTOR = re.compile(r"(.+)\.lora_(embedding_)?([AB])(?:\.(?!bias$)[^.]+)*$")
_FACTOR_BIAS = re.compile(r"(.+)\.lora_B\.(?:[^.]+\.)?bias$")
_TOKENS = re.compile(r"(.+)\.token_adapter\.trainable_tokens_delta(?:\.[^.]+)?$")
# the base's own weights, which PEFT keeps where a trained copy or trained tokens stand in for them
_BEFORE = re.compile(r"\.original_module\.|\.token_adapter\.base_layer\.")


def squared_changes(beside: Mapping[str, Tensor], config: Mapping[str, Any], base: BaseModel) -> dict[str, float | None]:
    """Name -> squared norm of the change it makes, for each that makes one; None where that cannot be measured.

    Args:
        beside: name -> tensor, as `read_peft` gives them.
        config: the adapter's own.

    Raises:
        DiffError: NaN or infinite values.
    """
    parameters = dict(base.model.named_parameters(remove_duplicate=False))
    names = Names(parameters)
    changes: dict[str, float | None] = {}
    whole = {}
    for name, tensor in beside.items():
        if _BEFORE.search(name):
            continue
        _check_finite(name, tensor)
        if match := _FACTOR.match(name):
            begins = f"{match[1]}.lora_{match[2] or ''}"
            other = beside.get(name.replace(f"{begins}B", f"{begins}A"))
            if match[3] == "B" and other is not None:  # the pair is one change, named once
                changes[match[1]] = factor_change(match[1], other, tensor, lora_scale(config, match[1], tensor.shape[1]))
        elif match := _FACTOR_BIAS.match(name):
            changes[name] = (tensor.float() * lora_scale(config, match[1])).square().sum().item()
        elif match := _TOKENS.match(name):
            own = names.find(f"{match[1]}.weight")
            rows = _rows(config.get("trainable_token_indices"), match[1])
            fits = own is not None and len(rows) == len(tensor) and max(rows, default=0) < len(parameters[own])
            changes[name] = common_change(parameters[own].detach().cpu()[rows], tensor) if own and fits else None
        else:
            whole[name] = tensor
    return changes | whole_changes(whole, base)


def whole_changes(tensors: Mapping[str, Tensor], base: BaseModel) -> dict[str, float | None]:
    """Name -> squared norm of the change that a whole tensor makes to the base's own, for each that makes one.

    Where the base has no such tensor, a bias is a change, and of others nobody can say what they do: None.

    Raises:
        DiffError: NaN or infinite values.
    """
    parameters = dict(base.model.named_parameters(remove_duplicate=False))
    names = Names(parameters)
    changes: dict[str, float | None] = {}
    for name, tensor in tensors.items():
        _check_finite(name, tensor)
        if (own := names.find(name)) is not None:
            if change := common_change(parameters[own].detach().cpu(), tensor):
                changes[name] = change
        else:
            changes[name] = tensor.double().square().sum().item() if name.endswith(".bias") else None
    return changes


def factor_change(name: str, a: Tensor, b: Tensor, scale: float) -> float | None:
    """Squared norm of scale · B A, of A [r, in] and B [out, r] or, for experts in one block, [E, r, in] and [E, out, r].

    None for other shapes.

    Raises:
        DiffError: NaN or infinite values.
    """
    _check_finite(name, a)
    _check_finite(name, b)
    if a.ndim != b.ndim or a.ndim not in (2, 3) or a.shape[-2] != b.shape[-1] or (a.ndim == 3 and len(a) != len(b)):
        return None
    pairs = zip(a, b, strict=True) if a.ndim == 3 else [(a, b)]
    return sum(squared_norm({name: (one.float(), other.float() * scale)}) for one, other in pairs)


def _check_finite(name: str, tensor: Tensor) -> None:
    if not torch.isfinite(tensor.float()).all():
        raise DiffError(f"{name!r} holds NaN or infinite values; the fine-tune diverged or the file is damaged. Give an "
                        f"earlier checkpoint, or fetch it again")


def _rows(indices: Any, module: str) -> list[int]:
    """Which tokens' rows of a module are trained; none where the config does not say."""
    if isinstance(indices, Mapping):
        indices = next((rows for name, rows in indices.items() if module.split(".")[-1] == str(name).split(".")[-1]), None)
    elif module.split(".")[-1] == "lm_head":
        return []
    return indices if isinstance(indices, list) and all(isinstance(i, int) and i >= 0 for i in indices) else []
