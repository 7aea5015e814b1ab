"""The shipped adapter and held-out organisms: where they lie and how they are opened."""

from __future__ import annotations

import os
from pathlib import Path

from tuneteller.diffs.diff import WeightDiff
from tuneteller.diffs.peft import load_peft
from tuneteller.diffs.published import open_published
from tuneteller.errors import DiffError
from tuneteller.models import BaseModel

ZOO_VARIABLE = "TUNETELLER_ZOO"


def zoo_path(name: str = "smollm2-135m") -> Path:
    """The directory of a zoo entry: under `$TUNETELLER_ZOO`, else `zoo/` of the checkout, else `zoo/` here.

    Raises:
        DiffError: there is no such entry.
    """
    roots = [Path(p) for p in (os.environ.get(ZOO_VARIABLE),) if p]
    roots += [Path(__file__).resolve().parents[2] / "zoo", Path("zoo")]
    for root in roots:
        if (root / name / "adapter").is_dir():
            return root / name
    raise DiffError(f"no zoo entry {name!r} under {', '.join(map(str, roots))}; give --adapter DIR, or set {ZOO_VARIABLE} to "
                    f"the zoo/ directory of a checkout")


def load_adapter(path: str | Path | None = None) -> WeightDiff:
    """A DIT adapter: a PEFT directory, a zoo entry with one under `adapter/`, a published `.pt`, or (None) the shipped one."""
    directory = zoo_path() if path is None else Path(path)
    if directory.is_file():
        return open_published(directory).diff()
    return load_peft(directory / "adapter" if (directory / "adapter").is_dir() else directory)


def zoo_organisms(path: Path | None = None) -> list[Path]:
    """The PEFT directories of a zoo entry's held-out organisms, sorted by name."""
    return sorted(p for p in ((path or zoo_path()) / "organisms").glob("*") if (p / "adapter_config.json").is_file())


def other_organisms(diff: WeightDiff, base: BaseModel, n: int = 8) -> list[WeightDiff]:
    """Up to n shipped organisms of this base model other than `diff` itself, to weigh evidence against."""
    try:
        paths = zoo_organisms()
    except DiffError:  # an adapter of one's own needs no zoo
        return []
    here, others = diff.fingerprint(), []
    for path in paths:
        other = load_peft(path)
        if other.card.get("base") != base.fingerprint.to_json():
            return []
        if other.fingerprint() != here:
            others.append(other)
        if len(others) == n:
            break
    return others
