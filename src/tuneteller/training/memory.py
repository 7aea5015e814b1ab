"""How many organisms fit into memory at once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import torch

from tuneteller.devices import free_bytes
from tuneteller.models import BaseModel
from tuneteller.training.organisms import Shard
from tuneteller.training.recipe import Recipe

SAMPLE_TOKENS = 40
"""About how many tokens a packed sample takes, and how many of them are supervised at most (an answer of one sentence)."""

MOST = {"cpu": 32, "cuda": 256}
"""Slots beyond which a step only gets longer: the matrix products are as fast as they get."""

_SHARE = 0.7  # of the free memory
_SLACK = 2.5  # all that is kept over what is counted here; measured: 1.1, and 2.1 after steps of many lengths


def fitting_slots(base: BaseModel, recipe: Recipe, workers: int = 1) -> int:
    """Slots that train at once in seven tenths of the memory that is free now; at least 1.

    Args:
        workers: processes that share a processor's memory, or several GPUs.
    """
    most = MOST.get(base.device.type, 32)
    sharing = -(-workers // torch.cuda.device_count()) if base.device.type == "cuda" else workers
    return max(1, min(most, int(_SHARE * free_bytes(base.device) / max(1, sharing) / slot_bytes(base, recipe))))


def heaviest(base: BaseModel, shards: Sequence[Shard]) -> Recipe:
    """Of the recipes of some shards, at least one, the one whose slots take the most memory."""
    return max((shard.recipe for shard in shards), key=partial(slot_bytes, base))


def slot_bytes(base: BaseModel, recipe: Recipe) -> int:
    """About the peak memory one more slot takes: activations kept for the backward pass, logits, factors and their moments."""
    tokens = SAMPLE_TOKENS * recipe.samples
    size = base.dtype.itemsize
    linear = tokens * size * sum(out + in_ for out, in_ in base.shapes.values())
    heads = base.config.num_hidden_layers * base.config.num_attention_heads
    attention = heads * tokens**2 * (size + 4) if base.device.type == "cpu" else 0
    supervised = SAMPLE_TOKENS * recipe.taught + recipe.base_tokens * (recipe.samples - recipe.taught)
    logits = supervised * base.vocab_size * (size + 4 + 4)
    factors = 16 * recipe.rank * sum(out + in_ for out, in_ in base.shapes.values())  # float32: value, gradient, two moments
    return int(_SLACK * (linear + attention + logits) + factors)
