"""Whether the disk has room for what a reader takes: refused before the work, not in the midst of it."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from tuneteller.errors import StorageError
from tuneteller.files import sized
from tuneteller.making.estimate import Cost

SPARE = 1.1
"""Of the disk that is needed, so much has to be free."""


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
