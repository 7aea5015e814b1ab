"""Whether what a reader takes can be had here: refused before the work, not in the midst of it."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import torch

from tuneteller.devices import free_bytes
from tuneteller.errors import ConfigError, StorageError
from tuneteller.making.estimate import Cost, sized
from tuneteller.models import BaseModel
from tuneteller.training.memory import fitting_slots, slot_bytes
from tuneteller.training.recipe import Recipe

SPARE = 1.1
"""Of the disk that is needed, so much has to be free."""

SHARE = 0.7
"""Of the memory that is free beside the copies of the base model, organisms take so much: there may be less of it when the plan
is gone on with."""


def devices_for(base: BaseModel, workers: int) -> int:
    """Devices that so many processes work on, this one of them: the next GPU for each, or the processor for all."""
    return min(workers, torch.cuda.device_count()) if base.device.type == "cuda" else 1


def slots_for(base: BaseModel, recipe: Recipe, workers: int) -> int:
    """Slots that train at once in each of so many processes, at least 1."""
    sharing = -(-workers // devices_for(base, workers))
    room = free_bytes(base.device) - (sharing - 1) * base_bytes(base)
    return max(1, min(fitting_slots(base, recipe, workers), int(SHARE * room / sharing / slot_bytes(base, recipe))))


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


def check_disk(place: Path, costs: Sequence[Cost]) -> None:
    """Refuse what the disk of a directory has no room for; what lies there already is counted.

    Raises:
        StorageError: so it is.
    """
    there = sum(file.stat().st_size for file in place.rglob("*") if file.is_file()) if place.is_dir() else 0
    needed = int(SPARE * sum(cost.disk for cost in costs)) - there
    home = next(folder for folder in (place, *place.absolute().parents) if folder.is_dir())
    free = shutil.disk_usage(home).free
    if needed > free:
        raise StorageError(f"making the reader takes about {sized(needed)} in {place}, and {sized(free)} are free; free some "
                           f"space, choose another --out, or fewer --organisms")
