"""Arithmetic on weight diffs: sums, best approximations, a canonical form, norms and angles.

All of it works on the thin factors, on the CPU in float64; the dense [out, in] update is never formed. Resulting factors are
float32. A vector, of a bias or a norm, counts as a matrix [size, 1] under its parameter's name, and is never cut. Scaling is
`WeightDiff.scaled`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from tuneteller.diffs.card import Card
from tuneteller.diffs.diff import WeightDiff
from tuneteller.errors import BaseMismatch, ConfigError, DiffError, ModelError
from tuneteller.fingerprint import Fingerprint

Pairs = dict[str, tuple[Tensor, Tensor]]  # module name -> (A [r, in], B [out, r])

# Float32 factors are rounded to 6e-8 of their size. What is smaller than this share of |A|·|B| is rounding: it reads as zero.
ROUNDING = 1e-6


def add(one: WeightDiff, other: WeightDiff) -> WeightDiff:
    """δ₁ + δ₂: per module `[B₁ B₂] @ [A₁; A₂]`, of rank r₁ + r₂; a module that only one of them changes is kept as it is.
    Vectors are summed.

    The card keeps `schema` and `base` where both cards agree; the sum of two organisms is no organism, so labels go.

    Raises:
        BaseMismatch: the cards name different bases.
        DiffError: the shapes do not fit each other, the factors are no pair, or a card cannot be read.
    """
    left, right = _two(one, other)
    factors, vectors = {}, {}
    for name in [*left, *(name for name in right if name not in left)]:
        pairs = [side[name] for side in (left, right) if name in side]
        if name in one.vectors or name in other.vectors:
            vectors[name] = torch.cat([b for _, b in pairs], dim=1).sum(1).float()
        else:
            factors[name] = (torch.cat([a for a, _ in pairs]).float(), torch.cat([b for _, b in pairs], dim=1).float())
    return WeightDiff(factors, _origin(one.card, other.card), vectors)


def subtract(one: WeightDiff, other: WeightDiff) -> WeightDiff:
    """δ₁ - δ₂, as `add` with B₂ negated; a module that only δ₂ changes is kept with its sign turned.

    Raises:
        BaseMismatch, DiffError: as `add`.
    """
    return add(one, other.scaled(-1.0))


def truncate(diff: WeightDiff, rank: int) -> WeightDiff:
    """The nearest diff of at most this rank: per module the `rank` largest terms of B A = Σ sᵢ uᵢ vᵢᵀ (Eckart-Young).

    A module of that rank or a smaller one keeps its factors. Another gets A [k, in], B [out, k] with
    k = min(rank, in, out), √sᵢ on each side. The card keeps `schema` and `base` alone: what was measured held for the whole.

    Raises:
        ConfigError: the rank is below 1.
        DiffError: the factors of a module are no pair.
    """
    if rank < 1:
        raise ConfigError(f"cannot truncate to rank {rank}; give a rank of 1 or more")
    factors = {}
    for name, (a, b) in _factors(diff).items():
        if a.shape[0] <= rank:
            factors[name] = (a.float(), b.float())
        else:
            u, s, vh = _thin_svd(a, b)
            factors[name] = factors_of(u[:, :rank], s[:rank], vh[:rank])
    return WeightDiff(factors, _origin(diff.card), diff.vectors)


def canonical(diff: WeightDiff) -> WeightDiff:
    """The same update in one form, whatever factors it came in: B = U √S [out, k], A = √S Vᵀ [k, in], S descending.

    k counts the singular values above `ROUNDING`·|A|·|B| (spectral norms); a module with none is dropped. In each column of
    B the entry of largest magnitude is positive. Equal updates give equal factors up to rounding, unless singular values
    are equal: their vectors are not unique. The update stays what it was, so the card stays too.

    Raises:
        DiffError: the factors of a module are no pair.
    """
    factors = {}
    for name, (a, b) in _factors(diff).items():
        u, s, vh = _thin_svd(a, b)
        size = torch.linalg.matrix_norm(a, 2) * torch.linalg.matrix_norm(b, 2)
        if k := int((s > ROUNDING * size).sum()):
            factors[name] = factors_of(u[:, :k], s[:k], vh[:k])
    return WeightDiff(factors, diff.card, {name: v for name, v in diff.vectors.items() if v.any()})


def norms(diff: WeightDiff) -> dict[str, float]:
    """Frobenius norm of each module's update and of each vector: √trace((BᵀB)(AAᵀ)), zero where the factors cancel up to
    rounding.

    Raises:
        DiffError: the factors of a module are no pair.
    """
    return {name: math.sqrt(_square(a, b)) for name, (a, b) in _pairs(diff).items()}


def inner(one: WeightDiff, other: WeightDiff) -> float:
    """⟨δ₁, δ₂⟩: the sum over common modules of ⟨B₁A₁, B₂A₂⟩ = trace((B₁ᵀB₂)(A₂A₁ᵀ)); 0 without a common module.

    Raises:
        BaseMismatch, DiffError: as `add`.
    """
    return _dot(*_two(one, other))


def cosine(one: WeightDiff, other: WeightDiff) -> float:
    """⟨δ₁, δ₂⟩ / (|δ₁| |δ₂|), from -1 to 1; the norms are over all modules, also those that only one of them changes.

    Raises:
        BaseMismatch: the cards name different bases.
        DiffError: as `add`, or a diff has norm zero and so no direction.
    """
    sides = _two(one, other)
    squares = [sum(_square(a, b) for a, b in side.values()) for side in sides]
    for which, square in zip(("first", "second"), squares, strict=True):
        if not square:
            raise DiffError(f"the {which} diff has norm zero, so it has no direction; expected a diff that changes something. "
                            f"Leave diffs without a change out")
    return max(-1.0, min(1.0, _dot(*sides) / math.sqrt(squares[0] * squares[1])))


def cosines(ones: Sequence[WeightDiff], others: Sequence[WeightDiff]) -> Tensor:
    """`cosine` of each of n diffs with each of m, all at once in float32 -> [n, m]; 0 where one has norm zero."""
    sides = [[{k: (a.float(), b.float()) for k, (a, b) in _with_vectors(d).items()} for d in part] for part in (ones, others)]
    products = torch.zeros(len(ones), len(others))
    for name in dict.fromkeys(name for diff in sides[0] for name in diff):
        here = [[(i, *diff[name]) for i, diff in enumerate(part) if name in diff] for part in sides]
        if all(here):
            (a1, b1, row), (a2, b2, column) = map(_concatenated, here)
            traces = (b1.T @ b2) * (a1 @ a2.T)
            by_row = torch.zeros(len(ones), traces.shape[1]).index_add(0, row, traces)
            products += torch.zeros(len(others), len(ones)).index_add(0, column, by_row.T).T
    norms = [torch.tensor([sum(_square(a, b) for a, b in diff.values()) for diff in part]).sqrt() for part in sides]
    scale = norms[0][:, None] * norms[1]
    return torch.where(scale > 0, products / scale.clamp(min=1e-30), 0.0)


def _concatenated(pairs: Sequence[tuple[int, Tensor, Tensor]]) -> tuple[Tensor, Tensor, Tensor]:
    """One module of several diffs side by side: A [R, in], B [out, R], and which diff each of the R directions is of."""
    a, b = torch.cat([a for _, a, _ in pairs]), torch.cat([b for _, _, b in pairs], 1)
    return a, b, torch.tensor([i for i, a, _ in pairs for _ in range(a.shape[0])])


@dataclass(frozen=True)
class Compared:
    """Two diffs held against each other, in one kind of layer or in all.

    Attributes:
        kind: "q_proj", "norm.weight", …, or "all".
        cosine: None where one of them changes nothing there.
        first, second: norms of their changes there.
    """

    kind: str
    cosine: float | None
    first: float
    second: float


def compare(one: WeightDiff, other: WeightDiff) -> list[Compared]:
    """Each kind of layer that the first one changes, where both change it, and last all that either changes.

    Raises:
        DiffError: the shapes do not fit each other, or the factors are no pair.
    """
    common = {kind: [n for n in names if n in other.factors or n in other.vectors] for kind, names in by_kind(one).items()}
    rows = []
    for kind, names in {**common, "all": [*{*one.factors, *other.factors, *one.vectors, *other.vectors}]}.items():
        parts = [WeightDiff({n: d.factors[n] for n in names if n in d.factors},
                            vectors={n: d.vectors[n] for n in names if n in d.vectors}) for d in (one, other)]
        first, second = (sum(v * v for v in norms(part).values()) ** 0.5 for part in parts)
        rows.append(Compared(kind, cosine(*parts) if first and second else None, first, second))
    return rows


def by_kind(diff: WeightDiff) -> dict[str, list[str]]:
    """Names of what changes by their last part, of vectors the last two: q_proj, up_proj, …, q_proj.bias, norm.weight."""
    kinds: dict[str, list[str]] = {}
    for name in diff.factors:
        kinds.setdefault(name.rsplit(".", 1)[-1], []).append(name)
    for name in diff.vectors:
        kinds.setdefault(".".join(name.split(".")[-2:]), []).append(name)
    return kinds


def spectrum(diff: WeightDiff) -> dict[str, Tensor]:
    """Singular values of each module's update (of a vector, its norm), descending: float64 [min(r, in, out)].

    Raises:
        DiffError: the factors of a module are no pair.
    """
    return {name: _thin_svd(a, b)[1] for name, (a, b) in _pairs(diff).items()}


def _thin_svd(a: Tensor, b: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """The SVD of B A: U [out, k], S [k] descending, Vᵀ [k, in], with k = min(r, in, out).

    B = Q_B R_B and Aᵀ = Q_A R_A give B A = Q_B (R_B R_Aᵀ) Q_Aᵀ: only the core, at most [r, r], is decomposed.
    """
    q_b, r_b = torch.linalg.qr(b)
    q_a, r_a = torch.linalg.qr(a.T)
    u, s, vh = torch.linalg.svd(r_b @ r_a.T, full_matrices=False)
    return q_b @ u, s, vh @ q_a.T


def factors_of(u: Tensor, s: Tensor, vh: Tensor) -> tuple[Tensor, Tensor]:
    """U S Vᵀ as float32 (A, B): √S on each side, the entry of largest magnitude in each column of B positive."""
    # a pair of singular vectors may be negated together, so the solver's signs mean nothing
    signed_root = u.gather(0, u.abs().argmax(dim=0, keepdim=True)).sign() * s.sqrt()
    return (signed_root.T * vh).float(), (u * signed_root).float()


def _square(a: Tensor, b: Tensor) -> float:
    """|B A|², or 0 where it is no more than rounding; a sum of terms that cancel may come out below zero."""
    gram_a, gram_b = a @ a.T, b.T @ b
    square = float((gram_b * gram_a).sum())
    return square if square > ROUNDING**2 * float(gram_a.norm() * gram_b.norm()) else 0.0


def _dot(left: Pairs, right: Pairs) -> float:
    """Σ trace((B₁ᵀB₂)(A₂A₁ᵀ)) over common modules; the trace of a product is an elementwise sum."""
    common = ((*left[name], *right[name]) for name in left if name in right)
    return sum((float(((b1.T @ b2) * (a1 @ a2.T)).sum()) for a1, b1, a2, b2 in common), 0.0)


def _with_vectors(diff: WeightDiff) -> Pairs:
    """The factors, and each vector v as the pair ([[1]], v)."""
    return {**diff.factors, **{name: (torch.ones(1, 1, dtype=v.dtype), v[:, None].cpu()) for name, v in diff.vectors.items()}}


def _factors(diff: WeightDiff) -> Pairs:
    """As `_pairs`, without the vectors."""
    return _pairs(WeightDiff(diff.factors))


def _pairs(diff: WeightDiff) -> Pairs:
    """Factors and vectors in float64 on the CPU, once they are known to be pairs of finite values."""
    pairs = _with_vectors(diff)
    for name, (a, b) in pairs.items():
        if a.ndim != 2 or b.ndim != 2 or a.shape[0] != b.shape[1] or not a.shape[0]:
            raise DiffError(f"{name!r}: got A {list(a.shape)} and B {list(b.shape)}, expected A [r, in] and B [out, r] with "
                            f"r of 1 or more; make the diff again")
        if not (a.isfinite().all() and b.isfinite().all()):
            raise DiffError(f"{name!r}: the factors hold NaN or infinite values, expected finite ones; the fine-tune diverged "
                            f"or the file is damaged, so make the diff again")
    return {name: (a.detach().to("cpu", torch.float64), b.detach().to("cpu", torch.float64))
            for name, (a, b) in pairs.items()}


def _two(one: WeightDiff, other: WeightDiff) -> tuple[Pairs, Pairs]:
    """The factors of two diffs, once they are known to be of one base model as far as cards and shapes tell."""
    first, second = _base(one.card), _base(other.card)
    if first and second and not second.is_near(first):
        raise BaseMismatch(f"the first diff was made for base {first.short}, the second for {second.short}: "
                           f"{'; '.join(second.differences(first))}. Give two diffs of one base model")
    left, right = _pairs(one), _pairs(other)
    for name in left:
        shapes = [[side[name][1].shape[0], side[name][0].shape[1]] for side in (left, right) if name in side]
        if shapes[0] != shapes[-1]:
            raise DiffError(f"{name!r} is [out, in] = {shapes[0]} in the first diff and {shapes[1]} in the second, expected "
                            f"one shape; give two diffs of one base model")
    return left, right


def _base(card: Card) -> Fingerprint | None:
    """The base model that a card names, None where it names none."""
    if card.base is None:
        return None
    try:
        return Fingerprint.from_json(card.base)
    except ModelError as error:
        raise DiffError(f"the card does not say for which base model the diff was made: {error}") from error


def _origin(*cards: Card) -> Card:
    """What the cards agree on that also holds for a diff made from theirs."""
    kept = Card(base=cards[0].base if len({_base(card) for card in cards}) == 1 else None)
    # a warning outlives every operation
    for text in dict.fromkeys(text for card in cards for text in card.remarks):
        kept = kept.remark(text)
    return kept.with_(**{key: c.get(key) for c in cards for key in ("made_for_another_base",) if c.get(key) is not None})
