"""The shipped adapter and held-out organisms: where they lie and how they are opened."""

from __future__ import annotations

import os
from importlib import resources
from pathlib import Path

from tuneteller.diffs.diff import WeightDiff
from tuneteller.diffs.peft import load_peft, read_json
from tuneteller.diffs.published import open_published
from tuneteller.errors import DiffError, ModelError
from tuneteller.fingerprint import Fingerprint
from tuneteller.models import BaseModel

ZOO_VARIABLE = "TUNETELLER_ZOO"

SHIPPED = "smollm2-135m"

PUBLISHED = "dit-adapter.pt"
"""What the DIT paper calls the file of an adapter."""


def zoo_path() -> Path:
    """The directory of the shipped reader: under `$TUNETELLER_ZOO`, else in the installed package, else under `zoo/` of the
    checkout that the package is run from. What lies in the current directory is never taken.

    Raises:
        DiffError: there is no such entry.
    """
    roots = _roots()
    for root in roots:
        if (root / SHIPPED / "adapter").is_dir():
            return root / SHIPPED
    raise DiffError(f"no zoo entry {SHIPPED!r} under {', '.join(map(str, roots))}; give --adapter DIR, or set {ZOO_VARIABLE} "
                    f"to the zoo/ directory of a checkout")


def zoo_entries() -> dict[str, Path]:
    """Name -> directory of every zoo entry that is there."""
    found: dict[str, Path] = {}
    for root in _roots():
        for adapter in sorted(root.glob("*/adapter")):
            found.setdefault(adapter.parent.name, adapter.parent)
    return found


def _roots() -> list[Path]:
    """Where zoo entries may lie, the first choice first."""
    package = Path(str(resources.files("tuneteller")))
    chosen = os.environ.get(ZOO_VARIABLE)
    checkout = [package.parents[1] / "zoo"] if package.parent.name == "src" else []
    return [*([Path(chosen)] if chosen else []), package / "shipped", *checkout]


def adapter_directory(path: str | Path | None = None) -> Path:
    """Where a DIT adapter lies: the PEFT directory of `load_adapter`; of a published file, or its directory, the file itself.

    Raises:
        DiffError: none is given, and there is no shipped one.
    """
    directory = zoo_path() if path is None else Path(path)
    if (directory / "adapter").is_dir():
        return directory / "adapter"
    published = directory / PUBLISHED
    return published if published.is_file() and not (directory / "adapter_config.json").is_file() else directory


def load_adapter(path: str | Path | None = None) -> WeightDiff:
    """A DIT adapter: a PEFT directory, a zoo entry with one under `adapter/`, a published `.pt` or the directory
    with it, or (None) the shipped one.

    Raises:
        DiffError: there is none, or it is damaged.
    """
    directory = adapter_directory(path)
    return open_published(directory).diff() if directory.is_file() else load_peft(directory)


def zoo_organisms(path: Path | None = None) -> list[Path]:
    """The PEFT directories of a zoo entry's held-out organisms, sorted by name; of the shipped entry by default.

    Raises:
        DiffError: there is no shipped entry.
    """
    return sorted(p for p in ((path or zoo_path()) / "organisms").glob("*") if (p / "adapter_config.json").is_file())


def other_organisms(base: BaseModel, path: str | Path | None = None) -> list[Path]:
    """Held-out organisms of this base model, by their cards, to weigh evidence against.

    Args:
        path: an adapter; if it is a zoo entry with organisms of its own, these, else those of the shipped entry.

    Returns:
        their PEFT directories, none where there is no zoo or where they are of another base.
    """
    entry = Path(path) if path is not None and (Path(path) / "organisms").is_dir() else None
    try:
        paths = zoo_organisms(entry)
    except DiffError:  # an adapter of one's own needs no zoo
        return []
    return [path for path in paths if (path / "card.json").is_file() and _is_of(read_json(path, "card.json").get("base"), base)]


def _is_of(made_for: object, base: BaseModel) -> bool:
    try:
        return isinstance(made_for, dict) and base.fingerprint.is_near(Fingerprint.from_json(made_for))
    except ModelError:  # no fingerprint
        return False
