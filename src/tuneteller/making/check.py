"""Whether what a reader takes can be had here: refused before the work, not in the midst of it."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from tuneteller.devices import free_bytes
from tuneteller.errors import ConfigError, StorageError
from tuneteller.making.estimate import Cost, sized
from tuneteller.models import BaseModel
from tuneteller.training.memory import slot_bytes
from tuneteller.training.recipe import Recipe

SPARE = 1.1
"""Of the disk that is needed, so much has to be free."""


def check_memory(base: BaseModel, recipe: Recipe, slots: int = 1) -> None:
    """Refuse organisms that cannot be trained by a recipe in the memory that is free.

    Raises:
        ConfigError: so it is.
    """
    needed, free = slots * slot_bytes(base, recipe), free_bytes(base.device)
    if needed > free:
        raise ConfigError(f"training {slots} organism{'s' * (slots > 1)} of {base.name} at once takes about {sized(needed)} of "
                          f"memory, and {sized(free)} are free; free some, or use a machine with more")


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
