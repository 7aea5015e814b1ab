"""Diffs that change no behavior, made from one that may: noise with its singular values, and what is left of it once it has
been merged into the base's weights and taken out again. Noise of its norms alone is `diff.noise_like`."""

from __future__ import annotations

import torch
from torch import Tensor

from tuneteller.diffs.algebra import factors_of, spectrum
from tuneteller.diffs.card import CLEAN, Card
from tuneteller.diffs.changes import Changes
from tuneteller.diffs.diff import WeightDiff, noise_like
from tuneteller.diffs.lowrank import Cut
from tuneteller.diffs.write import dense_update
from tuneteller.lora.bank import check_fits
from tuneteller.models import BaseModel


def same_spectra(diff: WeightDiff, seed: int) -> WeightDiff:
    """U diag(s) Vᵀ of each module with the singular values s of `diff` and random orthonormal U and V; vectors have its norms.

    Raises:
        DiffError: the factors of a module are no pair.
    """
    generator = torch.Generator().manual_seed(seed)

    def orthonormal(rows: int, columns: int) -> Tensor:  # columns of a QR of a Gaussian matrix, whose directions are uniform
        return torch.linalg.qr(torch.randn(rows, columns, generator=generator, dtype=torch.float64)).Q

    factors = {}
    for name, s in spectrum(WeightDiff(diff.factors)).items():
        a, b = diff.factors[name]
        factors[name] = factors_of(orthonormal(b.shape[0], len(s)), s, orthonormal(a.shape[1], len(s)).T)
    return WeightDiff(factors, Card(family=CLEAN), noise_like(WeightDiff({}, vectors=diff.vectors), seed).vectors)


def merged_and_taken_out(diff: WeightDiff, base: BaseModel, dtype: torch.dtype) -> WeightDiff:
    """What rounding leaves of a diff that is merged into weights of a dtype, and taken out of them again:

        round(round(W + B A) − B A) − W

    for each W with factors, cut to the rank of these. The rounding error of a whole matrix has full rank, so most of it is cut,
    as of any full checkpoint (`diffs.changes`).

    Raises:
        DiffError: the diff does not fit the base.
    """
    check_fits(diff.factors, base.matrices)
    found = WeightDiff({}, Card(family=CLEAN))
    for name, pair in diff.factors.items():
        weight = base.model.get_submodule(name).weight.detach().float()
        update = dense_update(base, name, pair).to(weight.device)
        merged = (weight + update).to(dtype).float()
        changes = Changes(base, Cut(rank=pair[0].shape[0]))
        changes.take(f"{name}.weight", ((merged - update).to(dtype).float() - weight).cpu())
        found = WeightDiff({**found.factors, **changes.factors}, found.card)
    return found
