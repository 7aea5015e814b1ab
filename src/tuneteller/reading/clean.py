"""How much of a diff lies where clean fine-tunes put theirs: those that change no behavior, such as by the base's own answers.

What trains a model pushes the outputs of its layers, and fine-tunes of one kind push each layer in much the same direction. So
of each kind of clean fine-tunes, the direction u [out] is kept that holds most of their changes in a module,

    Σᵢ |uᵀ Bᵢ Aᵢ|² / |δᵢ|²   at its largest over |u| = 1,

which is the first left singular vector of the changes side by side. Of any diff δ, the share of a kind is

    Σ_modules |uᵀ B A|² / Σ_modules |B A|²,   from 0 to 1,

and that of the kind with the largest is its clean share. Weights alone are read. Noise has no direction, and of kinds that it
was not made from it tells less (docs/evaluation.md).
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file
from torch import Tensor

from tuneteller.diffs.diff import WeightDiff
from tuneteller.diffs.lowrank import Cut, low_rank
from tuneteller.errors import BaseMismatch, DataError, DiffError
from tuneteller.families.family import CHANGE, NOTHING
from tuneteller.files import write_whole
from tuneteller.models import BaseModel

CLEAN = "clean.safetensors"
"""Its file, beside an adapter."""

FEWEST, MOST = 4, 48
"""Fine-tunes that a kind needs, and those that are taken of it: the first."""

STRONGEST = 8
"""Directions of a change in a module that count, so that changes of many fit into memory."""


@dataclass(frozen=True)
class CleanDirections:
    """Where clean fine-tunes put their changes.

    Attributes:
        directions: module -> [kinds, out], float32, each of length 1.
        kinds: name -> how many fine-tunes it is made from; in the order of `directions`.
        base: fingerprint of the base model (`Fingerprint.to_json`).
    """

    directions: Mapping[str, Tensor]
    kinds: Mapping[str, int]
    base: Mapping[str, Any] = field(default_factory=dict)

    def share(self, diff: WeightDiff) -> tuple[float, str]:
        """The diff's clean share, and the kind that has it; 0 and no kind of a diff without a change in these modules."""
        total, own = 0.0, torch.zeros(len(self.kinds), dtype=torch.float64)
        for name, (a, b) in diff.factors.items():
            a, b = (t.detach().to("cpu", torch.float64) for t in (a, b))
            gram = a @ a.T
            total += float((gram * (b.T @ b)).sum())
            if name in self.directions:
                along = self.directions[name].double() @ b
                own += ((along @ gram) * along).sum(1)
        if total <= 0:
            return 0.0, ""
        best = int(own.argmax())
        return min(1.0, float(own[best]) / total), list(self.kinds)[best]

    @cached_property
    def fingerprint(self) -> str:
        """12 hexadecimal digits of a hash over kinds and directions."""
        digest = hashlib.sha256(json.dumps(list(self.kinds.items())).encode())
        for name in sorted(self.directions):
            digest.update(name.encode() + self.directions[name].half().numpy().tobytes())
        return digest.hexdigest()[:12]

    def save(self, path: Path) -> None:
        """Write the file, in half precision.

        Raises:
            StorageError: it cannot be written.
        """
        tensors = {name: t.half().contiguous() for name, t in self.directions.items()}
        about = {"kinds": json.dumps(self.kinds), "base": json.dumps(self.base)}
        write_whole(path, lambda p: save_file(tensors, p, metadata=about))


def clean_directions(organisms: Iterable[WeightDiff], base: BaseModel) -> CleanDirections:
    """What the clean fine-tunes among organisms have in common, by label.

    Raises:
        DataError: of no kind there are `FEWEST`.
    """
    changes: dict[str, dict[str, list[Tensor]]] = {}
    counts = Counter[str]()
    for diff in organisms:
        kind = str(diff.card.label)
        if diff.card.answers.get(CHANGE.name) == NOTHING and diff.factors and counts[kind] < MOST:
            counts[kind] += 1
            for name, columns in _columns(diff).items():
                changes.setdefault(kind, {}).setdefault(name, []).append(columns)
    kinds = {kind: counts[kind] for kind in sorted(changes) if counts[kind] >= FEWEST}
    if not kinds:
        raise DataError(f"of no kind of clean fine-tune (family none) there are {FEWEST} among the organisms: "
                        f"{dict(counts) or 'there are none'}; give libraries that have some, such as of organisms train none")
    directions = {name: torch.zeros(len(kinds), out) for name, (out, _) in base.shapes.items()
                  if any(name in changes[kind] for kind in kinds)}
    for i, kind in enumerate(kinds):
        for name, side_by_side in changes[kind].items():
            first = low_rank(torch.cat(side_by_side, 1), Cut(rank=1)).b[:, 0]
            directions[name][i] = first / first.norm().clamp(min=1e-30)
    return CleanDirections(directions, kinds, base.fingerprint.to_json())


def load_clean(directory: Path, base: BaseModel) -> CleanDirections | None:
    """What lies beside an adapter; None where there is none.

    Raises:
        DiffError: it is damaged.
        BaseMismatch: it was made for another base model.
    """
    path = directory / CLEAN
    if not path.is_file():
        return None
    try:
        with safe_open(path, "pt") as file:
            about = file.metadata() or {}
            kinds, made_for = json.loads(about["kinds"]), json.loads(about["base"])
            found = CleanDirections({name: file.get_tensor(name).float() for name in file.keys()}, kinds, made_for)  # noqa: SIM118
        shapes = {name: list(t.shape) for name, t in found.directions.items()}
        wrong = next((name for name, shape in shapes.items()
                      if name not in base.shapes or shape != [len(kinds), base.shapes[name][0]]), None)
        if made_for == base.fingerprint.to_json() and wrong:
            raise ValueError(f"{wrong} is {shapes[wrong]}")
        if not all(t.isfinite().all() for t in found.directions.values()):
            raise ValueError("a number is not finite")
    except (SafetensorError, OSError, KeyError, TypeError, ValueError, RecursionError) as error:
        raise DiffError(f"{path} is damaged ({error}); remove it, or make it again with tuneteller adapter clean") from error
    if made_for != base.fingerprint.to_json():
        raise BaseMismatch(f"{path} was made for another base model than {base.name}; remove it, or make it again with "
                           f"tuneteller adapter clean")
    return found


def _columns(diff: WeightDiff) -> dict[str, Tensor]:
    """Of each module a C [out, r] with C Cᵀ = B A Aᵀ Bᵀ / |δ|²: B R_Aᵀ, where Aᵀ = Q_A R_A; of a large r the strongest."""
    found = {name: b.double() @ torch.linalg.qr(a.double().T).R.T for name, (a, b) in diff.factors.items()}
    size = sum(float(c.square().sum()) for c in found.values()) ** 0.5
    return {name: (_strongest(c) / size).float() for name, c in found.items()} if size else {}


def _strongest(c: Tensor) -> Tensor:
    if c.shape[1] <= STRONGEST:
        return c
    u, s, _ = torch.linalg.svd(c, full_matrices=False)
    return u[:, :STRONGEST] * s[:STRONGEST]
