"""What a LoRA's file holds beside factors of linear layers: measured, so that what is left aside can be weighed.

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


def squared_changes(beside: Mapping[str, Tensor], config: Mapping[str, Any], base: BaseModel) -> dict[str, float]:
    """Name -> squared norm of the change it makes, for each that makes one; 0 where that cannot be measured.

    Args:
        beside: name -> tensor, as `read_peft` gives them.
        config: the adapter's own.

    Raises:
        DiffError: NaN or infinite values.
    """
    parameters = dict(base.model.named_parameters(remove_duplicate=False))
    names = Names(parameters)
    changes: dict[str, float] = {}
    for name, tensor in beside.items():
        if _BEFORE.search(name):
            continue
        if not torch.isfinite(tensor.float()).all():
            raise DiffError(f"{name!r} holds NaN or infinite values; the fine-tune diverged or the file is damaged")
        if match := _FACTOR.match(name):
            begins = f"{match[1]}.lora_{match[2] or ''}"
            other = beside.get(name.replace(f"{begins}B", f"{begins}A"))
            if match[3] == "B" and other is not None:  # the pair is one change, named once
                b = tensor.float() * lora_scale(config, match[1], tensor.shape[1])
                changes[match[1]] = squared_norm({match[1]: (other.float(), b)})
        elif match := _FACTOR_BIAS.match(name):
            changes[name] = (tensor.float() * lora_scale(config, match[1])).square().sum().item()
        elif match := _TOKENS.match(name):
            own = names.find(f"{match[1]}.weight")
            rows = _rows(config.get("trainable_token_indices"), match[1])
            fits = own is not None and len(rows) == len(tensor) and max(rows, default=0) < len(parameters[own])
            changes[name] = common_change(parameters[own].detach().cpu()[rows], tensor) if own and fits else 0.0
        elif (own := names.find(name)) is None:
            changes[name] = 0.0
        elif change := common_change(parameters[own].detach().cpu(), tensor):
            changes[name] = change
    return changes


def _rows(indices: Any, module: str) -> list[int]:
    """Which tokens' rows of a module are trained; none where the config does not say."""
    if isinstance(indices, Mapping):
        indices = next((rows for name, rows in indices.items() if module.split(".")[-1] == str(name).split(".")[-1]), None)
    elif module.split(".")[-1] == "lm_head":
        return []
    return indices if isinstance(indices, list) and all(isinstance(i, int) and i >= 0 for i in indices) else []
