"""A matrix as a product of two thin ones: its strongest directions, by randomised SVD.

    low_rank      of a linear layer's change [out, in]
    of_tokens     of the change of an embedding's rows, of which few may differ

(Halko, Martinsson, Tropp 2011: arXiv 0909.4061, algorithms 4.4 and 5.1.)
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from tuneteller.errors import ConfigError

_OVERSAMPLE = 8  # columns a random sketch has beyond the rank it looks for (Halko, Martinsson, Tropp 2011, §4.2)
_POWER = 2  # power iterations: sharpen a slowly falling spectrum (§4.5)
_SMALL = 256  # matrices with a side up to this are decomposed in full: exact, and no slower
_EXACT = 1e-4  # largest share of the squared norm left over for a rank to be called exact
_ROWS = 4096  # of a matrix, looked at together: what is only summed up takes no second copy of it
_TOKENS = 64  # so many changed rows of an embedding are kept as they are; more are cut as other matrices


@dataclass(frozen=True)
class Cut:
    """How much of a full difference is kept.

    Attributes:
        rank: directions kept per matrix, the strongest ones.
        energy: instead, the share of each matrix's squared norm to keep, with as many directions as that takes.
    """

    rank: int = 16
    energy: float | None = None

    def __post_init__(self) -> None:
        if self.rank < 1:
            raise ConfigError(f"rank is {self.rank}; expected at least 1")
        if self.energy is not None and not 0 < self.energy <= 1:
            raise ConfigError(f"energy is {self.energy}; expected a share of the squared norm, above 0 and up to 1")


@dataclass(frozen=True)
class LowRank:
    """A matrix [out, in] as `b @ a`.

    Attributes:
        a: [r, in], b: [out, r], float32; the singular values are split evenly between them.
        kept: share of the matrix's squared norm.
        exact: whether what is left over is no more than rounding, and that too little to hide another direction.
    """

    a: Tensor
    b: Tensor
    kept: float
    exact: bool


def low_rank(delta: Tensor, cut: Cut, *, rounding: float = 0.0, seed: int = 0) -> LowRank:
    """The strongest directions of `delta` [out, in], by randomised SVD (arXiv 0909.4061, algorithms 4.4 and 5.1).

    Args:
        rounding: Frobenius norm below which what is left over is rounding; fewer directions are kept if they reach it.
        seed: of the sketch. Small matrices are decomposed in full.
    """
    delta = delta.double()  # in float32 the decomposition's own rounding would hide an exact rank
    total = squared(delta)
    full, width = min(delta.shape), cut.rank + _OVERSAMPLE
    while True:
        u, s, vt = _sketch(delta, min(width, full), seed)
        # measured, not total − Σ s²: that difference of large numbers could not show a small rest
        rest = _rest(delta, u * s, vt) if s.numel() < full else 0.0
        left = [rest + tail for tail in _tails(s)]  # squared norm left over with 0, 1, 2, … directions
        if cut.energy is None or s.numel() == full or left[-1] <= (1 - cut.energy) * total:
            break
        width *= 2
    most = cut.rank if cut.energy is None else s.numel()
    enough = rounding**2 if cut.energy is None else max(rounding**2, (1 - cut.energy) * total)
    rank = next((r for r in range(1, min(most, s.numel()) + 1) if left[r] <= enough), min(most, s.numel()))
    root = s[:rank].sqrt()
    return LowRank((vt[:rank] * root[:, None]).float().contiguous(), (u[:, :rank] * root).float().contiguous(),
                   kept=1 - left[rank] / total if total else 1.0, exact=left[rank] <= min(rounding**2, _EXACT * total))


def of_tokens(delta: Tensor, cut: Cut, *, rounding: float = 0.0) -> LowRank:
    """The change of an embedding's rows `delta` [V, h], as that of a linear layer [h, V] of one-hot tokens.

    A few changed rows are kept exactly, whatever the cut: `a` [r, V] picks them out, `b` [h, r] has them side by side.
    """
    tokens = delta.any(1).nonzero()[:, 0]
    rows = delta if len(tokens) == len(delta) else delta[tokens]
    if len(tokens) <= _TOKENS:
        picked, b, kept, exact = torch.eye(len(tokens)), rows.T.contiguous(), 1.0, True
    else:
        found = low_rank(rows, cut, rounding=rounding)
        picked, b, kept, exact = found.b.T, found.a.T.contiguous(), found.kept, found.exact
    a = torch.zeros(picked.shape[0], delta.shape[0])
    a[:, tokens] = picked
    return LowRank(a, b, kept, exact)


def of_head(embedding: tuple[Tensor, Tensor]) -> tuple[Tensor, Tensor]:
    """The factors of a head [V, h] whose weight changes as an embedding's does, from that one's: A [r, h] and B [V, r]."""
    a, b = embedding
    return b.T.contiguous(), a.T.contiguous()


def squared(t: Tensor) -> float:
    """Σ t², in float64."""
    return sum((part.double().square().sum().item() for part in t.split(_ROWS)), 0.0)


def _rest(delta: Tensor, left: Tensor, right: Tensor) -> float:
    """|delta − left right|²."""
    parts = zip(delta.split(_ROWS), left.split(_ROWS), strict=True)
    return sum(((part - side @ right).square().sum().item() for part, side in parts), 0.0)


def _sketch(delta: Tensor, width: int, seed: int) -> tuple[Tensor, Tensor, Tensor]:
    """The first `width` singular triplets of `delta` [out, in]: u [out, width], s [width], vᵀ [width, in]."""
    if min(delta.shape) <= max(_SMALL, 2 * width):
        u, s, vt = torch.linalg.svd(delta, full_matrices=False)
        return u[:, :width], s[:width], vt[:width]
    generator = torch.Generator().manual_seed(seed)
    q = torch.linalg.qr(delta @ torch.randn(delta.shape[1], width, generator=generator, dtype=delta.dtype)).Q
    for _ in range(_POWER):
        q = torch.linalg.qr(delta @ torch.linalg.qr(delta.T @ q).Q).Q
    u, s, vt = torch.linalg.svd(q.T @ delta, full_matrices=False)
    return q @ u, s, vt


def _tails(s: Tensor) -> list[float]:
    """Σ of s² from index r on, for r = 0 … len(s)."""
    squares = s.square()
    return [*squares.flip(0).cumsum(0).flip(0).tolist(), 0.0]
