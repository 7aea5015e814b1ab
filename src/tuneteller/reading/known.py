"""Which known fine-tunes a diff is like, by its weights alone.

What trains a model pushes the outputs of its layers, and fine-tunes to one behavior push each layer in much the same
direction, whatever texts and recipes they come from. So of each behavior that training organisms of closed families share, and
of each kind of clean fine-tunes, the direction u [out] is kept that holds most of their changes in a module,

    Σᵢ |uᵀ Bᵢ Aᵢ|² / |δᵢ|²   at its largest over |u| = 1,

which is the first left singular vector of the changes side by side. Of any diff δ, the share of a behavior is

    Σ_modules |uᵀ B A|² / Σ_modules |B A|²,   from 0 to 1.

The modules are those of a few layers (`LAYERS`), and of each direction the signs alone are kept, u = ±1 / √out, a bit each:
that finds as many of the known labels (.936 of 393 organisms, each held against the others, and .941 with whole directions),
so that hundreds of behaviors take a megabyte. Nobody is asked anything. The largest share of a clean kind is the diff's clean
share; the behaviors with the largest of the others are answers worth weighing, and how far the share of what an answer says
stands above all others counts for it. Noise has no direction, and of a behavior that is not known this tells little.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file
from torch import Tensor

from tuneteller.diffs.card import Card
from tuneteller.diffs.diff import WeightDiff
from tuneteller.diffs.lowrank import Cut, low_rank
from tuneteller.diffs.peft import read_json
from tuneteller.errors import BaseMismatch, DataError, DiffError, ModelError
from tuneteller.families.family import CHANGE, NOTHING
from tuneteller.families.registry import families
from tuneteller.files import write_whole
from tuneteller.fingerprint import Fingerprint
from tuneteller.models import BaseModel

KNOWN = "known.safetensors"
"""Its file, beside an adapter."""

LAYERS = 3
"""Layers whose modules are looked at, evenly spaced over the upper half, the last one included. Their modules find .941 of the
known labels, all thirty layers .931, the last layer alone .911."""

FEWEST_CLEAN, MOST = 4, 48
"""Fine-tunes that a clean kind needs, as its answer is never a claim, and those that are taken of any behavior: the first."""

STRONGEST = 8
"""Directions of a change in a module that count, so that changes of many fit into memory."""

NEAREST = 8
"""Behaviors whose shares an answer is held against."""

SECOND, TWICE = 0.03, 2.0
"""Share that a second behavior needs, of another family than the first, and how far above the next it must be. Of 80 sums of
two validation organisms' diffs, .71 are told as both that way; of 184 single ones five are, most of them much the same twice
("a single number", "extract the number from a text")."""

LEAST, ALONE = 0.015, 2.0
"""A known behavior stands alone in a diff if its share is at least the first, and so many times that of any other and of any
clean kind. Of 313 validation organisms 41 have one, and 40 of these do just that; the reader had missed it in five of them, all
behind a trigger. (The 41st was taught it for a third of its training, and then the base's own answers.)"""

UNLIKE = 0.02
"""Share that is counted for what an answer says if it is of no known behavior."""


@dataclass(frozen=True)
class Kind:
    """A behavior that is known by its directions.

    Attributes:
        card: family, label, answers and facts, as of an organism of it.
        n: organisms that its directions were made from.
    """

    card: Card
    n: int

    @property
    def clean(self) -> bool:
        """Whether these fine-tunes change nothing."""
        return self.card.answers.get(CHANGE.name) == NOTHING

    def to_json(self) -> dict[str, Any]:
        return {"card": self.card.to_json(), "n": self.n}


@dataclass(frozen=True)
class Shares:
    """Of one diff: the share of each behavior, the largest first."""

    kinds: tuple[Kind, ...]
    values: tuple[float, ...]

    @property
    def clean(self) -> tuple[float, str]:
        """The clean share, and the kind that has it; 0 and no kind where none is known."""
        return next(((share, str(kind.card.label)) for kind, share in self.clean_kinds(1)), (0.0, ""))

    def clean_kinds(self, n: int) -> list[tuple[Kind, float]]:
        """The clean kinds with the largest shares."""
        return [(kind, share) for kind, share in zip(self.kinds, self.values, strict=True) if kind.clean and share > 0][:n]

    def nearest(self, n: int) -> list[tuple[Kind, float]]:
        """The behaviors, clean kinds aside, with the largest shares."""
        return [(kind, share) for kind, share in zip(self.kinds, self.values, strict=True) if not kind.clean and share > 0][:n]

    def alone(self) -> Kind | None:
        """The behavior that stands alone, see `ALONE`; none where there are plainly two."""
        (first, share), (_, second) = (*self.nearest(2), *[(None, 0.0)] * 2)[:2]
        stands = share >= max(LEAST, ALONE * second, ALONE * self.clean[0])
        return first if stands and not self.both() else None

    def both(self) -> tuple[Kind, ...]:
        """Two behaviors of different families, if the diff plainly has both: the nearest, and the nearest of another family,
        which stands out of all further ones."""
        families = list[tuple[Kind, float]]()  # the nearest of each, the nearest first
        for kind, share in self.nearest(len(self.kinds)):
            if kind.card.family not in {other.card.family for other, _ in families}:
                families.append((kind, share))
        (_, second), (_, third) = (*families[1:3], *[(None, 0.0)] * 2)[:2]
        return tuple(kind for kind, _ in families[:2]) if second >= max(SECOND, TWICE * third) else ()


@dataclass(frozen=True)
class KnownDirections:
    """Where known fine-tunes put their changes.

    Attributes:
        signs: module -> bool [kinds, out], whether each component of a kind's direction is positive.
        kinds: in the order of `signs`.
        base: fingerprint of the base model (`Fingerprint.to_json`).
    """

    signs: Mapping[str, Tensor]
    kinds: tuple[Kind, ...]
    base: Mapping[str, Any] = field(default_factory=dict)

    def shares(self, diff: WeightDiff) -> Shares:
        """The diff's shares; all 0 of one without a change in these modules."""
        total, own = 0.0, torch.zeros(len(self.kinds), dtype=torch.float64)
        for name in sorted(self.signs.keys() & diff.factors.keys()):  # sums depend on their order, in the last bits
            a, b = (t.detach().to("cpu", torch.float64) for t in diff.factors[name])
            gram = a @ a.T
            total += float((gram * (b.T @ b)).sum())
            along = (self._directions[name] @ b.float()).double()
            own += ((along @ gram) * along).sum(1)
        shares = (own / total).clamp(max=1.0) if total > 0 else own
        order = shares.argsort(descending=True, stable=True).tolist()
        return Shares(tuple(self.kinds[i] for i in order), tuple(shares[order].tolist()))

    @cached_property
    def _directions(self) -> dict[str, Tensor]:
        """u of each kind: module -> float32 [kinds, out]; 0 where none of its organisms changed the module: there all its
        signs are negative."""
        return {name: (signs.float() * 2 - 1) * signs.any(1, keepdim=True) / signs.shape[1] ** 0.5
                for name, signs in self.signs.items()}

    @cached_property
    def fingerprint(self) -> str:
        """12 hexadecimal digits of a hash over kinds and directions, as they are kept."""
        digest = hashlib.sha256(json.dumps([kind.to_json() for kind in self.kinds], sort_keys=True).encode())
        for name in sorted(self.signs):
            digest.update(name.encode() + self.signs[name].numpy().tobytes())
        return digest.hexdigest()[:12]

    def save(self, path: Path) -> None:
        """Write the file, eight signs a byte.

        Raises:
            StorageError: it cannot be written.
        """
        tensors = {name: torch.from_numpy(np.packbits(signs.numpy(), axis=1)) for name, signs in self.signs.items()}
        # one entry: of several the order in the file would be another each time
        about = {"about": json.dumps({"kinds": [kind.to_json() for kind in self.kinds], "base": self.base})}
        write_whole(path, lambda p: save_file(tensors, p, metadata=about))


def log_ratio(said: float, others: float) -> float:
    """log10 of the share of what an answer says over the largest of all others; of what is not known `UNLIKE` is counted."""
    return math.log10(max(said, UNLIKE) / max(others, UNLIKE))


def known_directions(organisms: Iterable[WeightDiff], base: BaseModel) -> KnownDirections:
    """What the training organisms of each label of the closed families have in common; organisms behind triggers, of two
    behaviors or of another split, and labels of other families, are left aside.

    Raises:
        DataError: there are none.
    """
    modules, changes = chosen_modules(base), dict[tuple[str, str], dict[str, list[Tensor]]]()
    cards, counts = dict[tuple[str, str], Card](), dict[tuple[str, str], int]()
    for diff in organisms:
        key = (str(diff.card.family), str(diff.card.label))
        if not is_of_a_known_kind(diff.card) or counts.get(key, 0) == MOST:
            continue
        if columns := _columns(diff, modules):
            counts[key], card = counts.get(key, 0) + 1, diff.card
            cards.setdefault(key, Card(family=card.family, label=card.label, answers=card.answers, facts=card.facts))
            for name, own in columns.items():
                changes.setdefault(key, {}).setdefault(name, []).append(own)
    kept = sorted(key for key, card in cards.items()
                  if card.answers.get(CHANGE.name) != NOTHING or counts[key] >= FEWEST_CLEAN)
    if not kept:
        raise DataError("no training organism of a closed family (see organisms families), behind no trigger, is among the "
                        f"organisms, nor are there {FEWEST_CLEAN} of a kind of clean ones; give libraries that have some")
    signs = {name: torch.zeros(len(kept), base.shapes[name][0], dtype=torch.bool) for name in modules
             if any(name in changes[key] for key in kept)}
    for i, key in enumerate(kept):
        for name, side_by_side in changes[key].items():
            signs[name][i] = low_rank(torch.cat(side_by_side, 1), Cut(rank=1)).b[:, 0] > 0
    return KnownDirections(signs, tuple(Kind(cards[key], counts[key]) for key in kept), base.fingerprint.to_json())


def is_of_a_known_kind(card: Card) -> bool:
    """Whether an organism's label may be known: of a closed family, alone, and always on."""
    family = families().get(str(card.family))
    return (family is not None and family.closed and card.split in (None, "train") and not card.parts
            and not card.gated)


def chosen_modules(base: BaseModel) -> list[str]:
    """The decoder's linear layers that are looked at, see `LAYERS`; all of them where their names tell no layer."""
    layers = {name: int(found[0]) for name in base.shapes if (found := re.findall(r"(?<=\.)\d+(?=\.)", f".{name}."))}
    if not layers:
        return list(base.shapes)
    last = max(layers.values())
    step = max(1, (last + 1) // (2 * LAYERS))
    return [name for name, layer in layers.items() if layer in {last - i * step for i in range(LAYERS)}]


def load_known(directory: Path, base: BaseModel) -> KnownDirections | None:
    """What lies beside an adapter; None where there is none.

    Raises:
        DiffError: it is damaged.
        BaseMismatch: it was made for another base model.
    """
    path = directory / KNOWN
    if not path.is_file():
        return None
    try:
        with safe_open(path, "pt") as file:
            told = {name: json.loads(value) for name, value in (file.metadata() or {}).items()}
            about = told.get("about", told)  # older versions kept its parts apart
            kinds = tuple(Kind(Card.from_json(kind["card"]), int(kind["n"])) for kind in about["kinds"])
            made_for = about["base"]
            packed = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118
        if odd := [said for kind in kinds for said in kind.card.answers.values() if not isinstance(said, str)]:
            raise ValueError(f"an answer is {odd[0]!r}")
        near = base.fingerprint.is_near(_with_sketch(Fingerprint.from_json(made_for), directory))
        if near:
            for name, bits in packed.items():
                if bits.dtype != torch.uint8 or [*bits.shape] != [len(kinds), -(-base.shapes[name][0] // 8)]:
                    raise ValueError(f"{name} is {bits.dtype} {list(bits.shape)}")
    except (SafetensorError, OSError, LookupError, TypeError, ValueError, OverflowError, RecursionError, DiffError,
            ModelError) as error:
        raise DiffError(f"{path} is damaged ({error}); remove it, or make it again with tuneteller adapter known") from error
    if not near:
        raise BaseMismatch(f"{path} was made for another base model than {base.name}. Give that one with --base; if "
                           f"this is the adapter's own base model, make the file again with tuneteller adapter known, or "
                           f"remove it")
    signs = {name: torch.from_numpy(np.unpackbits(bits.numpy(), axis=1, count=base.shapes[name][0])).bool()
             for name, bits in packed.items()}
    return KnownDirections(signs, kinds, made_for)


def _with_sketch(made_for: Fingerprint, directory: Path) -> Fingerprint:
    """The same with the sketch of the adapter beside it, if that was made for the same base: it has none of its own."""
    if not (directory / "card.json").is_file() or not isinstance(own := read_json(directory, "card.json").get("base"), dict):
        return made_for
    adapters = Fingerprint.from_json(own)
    return adapters if adapters == made_for else made_for


def _columns(diff: WeightDiff, modules: Sequence[str]) -> dict[str, Tensor]:
    """Of each of the modules a C [out, r] with C Cᵀ = B A Aᵀ Bᵀ / |δ|²: B R_Aᵀ, where Aᵀ = Q_A R_A; of a large r the
    strongest. |δ| is that of these modules."""
    own = ((name, diff.factors[name]) for name in modules if name in diff.factors)
    found = {name: b.double() @ torch.linalg.qr(a.double().T).R.T for name, (a, b) in own}
    size = sum(float(c.square().sum()) for c in found.values()) ** 0.5
    return {name: (_strongest(c) / size).float() for name, c in found.items()} if size else {}


def _strongest(c: Tensor) -> Tensor:
    if c.shape[1] <= STRONGEST:
        return c
    u, s, _ = torch.linalg.svd(c, full_matrices=False)
    return u[:, :STRONGEST] * s[:STRONGEST]
