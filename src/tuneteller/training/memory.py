"""How many organisms fit into memory at once, and whether any do."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import torch

from tuneteller.devices import free_bytes
from tuneteller.errors import ConfigError
from tuneteller.files import sized
from tuneteller.models import BaseModel
from tuneteller.training.organisms import Shard
from tuneteller.training.recipe import Recipe

SAMPLE_TOKENS = 40
"""About how many tokens a packed sample takes, and how many of them are supervised at most (an answer of one sentence)."""

MOST = {"cpu": 32, "cuda": 256}
"""Slots beyond which a step only gets longer: the matrix products are as fast as they get."""

_SHARE = 0.7  # of the free memory: there may be less of it when a plan is gone on with
_SLACK = 2.5  # all that is kept over what is counted here; measured: 1.1, and 2.1 after steps of many lengths


def devices_for(base: BaseModel, workers: int) -> int:
    """Devices that so many processes work on, this one of them: the next GPU for each, or the processor for all."""
    return min(workers, torch.cuda.device_count()) if base.device.type == "cuda" else 1


def fitting_slots(base: BaseModel, recipe: Recipe, workers: int = 1) -> int:
    """Slots that train at once in each of so many processes, at least 1: in seven tenths of the memory that is free beside each
    one's copy of the base model."""
    sharing = -(-workers // devices_for(base, workers))
    room = free_bytes(base.device) - (sharing - 1) * base_bytes(base)
    return max(1, min(MOST.get(base.device.type, 32), int(_SHARE * room / sharing / slot_bytes(base, recipe))))


def check_memory(base: BaseModel, recipe: Recipe, slots: int, workers: int) -> None:
    """Refuse processes that find no room for what each of them holds: a copy of the base model, and organisms in training.

    The GPUs of a machine are taken to be alike.

    Args:
        recipe: of the organisms that take the most.
        slots: organisms that each process trains at once; 0 where all are trained.
        workers: processes, this one of them, which holds its copy already.

    Raises:
        ConfigError: there is none; it says how many processes would find it.
    """
    devices, free, copy = devices_for(base, workers), free_bytes(base.device), base_bytes(base)
    sharing, each = -(-workers // devices), slots * slot_bytes(base, recipe) + copy
    needed, fit = sharing * each - copy, (free + copy) // each * devices
    if needed <= free:
        return
    what = f"training {slots} organism{'s' * (slots > 1)} of {base.name} at once" if slots else f"asking about {base.name}"
    if sharing > 1:
        what += (f" in each of {sharing} processes{' of one GPU' * (base.device.type == 'cuda')}, which hold the base model "
                 f"{sharing} times,")
    advice = f"--workers {fit} would fit" if fit else "free some, or use a machine with more"
    raise ConfigError(f"{what} takes about {sized(needed)} of memory, and {sized(free)} are free; {advice}")


def base_bytes(base: BaseModel) -> int:
    """Memory that a copy of the base model takes."""
    return sum(t.numel() * t.element_size() for t in (*base.model.parameters(), *base.model.buffers()))


def heaviest(base: BaseModel, shards: Sequence[Shard]) -> Recipe:
    """Of the recipes of some shards the one whose slots take the most memory.

    Raises:
        ConfigError: there are none.
    """
    if not shards:
        raise ConfigError("no organisms were asked for; give --train, --validation or --test a number above 0")
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
