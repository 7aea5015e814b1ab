"""A weight diff: what a fine-tune changed, as low-rank factors of matrices and as vectors, with a card that says where it came
from."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import torch
from torch import Tensor

from tuneteller.diffs.card import CLEAN, Card
from tuneteller.errors import BaseMismatch, DiffError, ModelError, Unchanged
from tuneteller.fingerprint import NEAR, Fingerprint
from tuneteller.lora.bank import Bank, check_fits
from tuneteller.lora.parts import check_vectors, slot_parts
from tuneteller.models import BaseModel


@dataclass(frozen=True, eq=False)  # tensor == is elementwise
class WeightDiff:
    """Fine-tuned minus base, δ.

    Attributes:
        factors: module name -> (A [r, in], B [out, r]); the module's change is `B @ A`, every scale folded in. Of the input
            embedding `in` is the vocabulary.
        card: what is known about the diff; JSON fields are taken as `Card.from_json` reads them.
        vectors: parameter name -> [size], what is added to it: of biases, also where the base has none, and norms.
    """

    factors: Mapping[str, tuple[Tensor, Tensor]]
    card: Card = field(default_factory=Card)
    vectors: Mapping[str, Tensor] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not isinstance(self.card, Card):
            object.__setattr__(self, "card", Card.from_json(self.card))

    def check(self, base: BaseModel) -> None:
        """Refuse a diff made for another base model, or one that does not fit this one.

        Raises:
            BaseMismatch: the card names another base.
            DiffError: unknown modules or parameters, wrong shapes, NaN, or a card that cannot be read.
        """
        check_card(self.card, base)
        check_fits(self.factors, base.matrices)
        check_vectors(self.vectors, base.vectors)

    def fingerprint(self) -> str:
        """12 hexadecimal digits of a hash over the factors and vectors, in float32 and in the order of names."""
        return self._fingerprint

    @cached_property
    def _fingerprint(self) -> str:
        digest = hashlib.sha256()
        for name, tensors in [*sorted(self.factors.items()), *((name, [v]) for name, v in sorted(self.vectors.items()))]:
            digest.update(name.encode())
            for t in tensors:
                digest.update(t.detach().cpu().float().contiguous().numpy().tobytes())
        return digest.hexdigest()[:12]

    def scaled(self, alpha: float) -> WeightDiff:
        """α·δ."""
        return WeightDiff({name: (a, b * alpha) for name, (a, b) in self.factors.items()}, self.card,
                          {name: v * alpha for name, v in self.vectors.items()})

    def with_card(self, card: Card) -> WeightDiff:
        """The same change under another card."""
        return replace(self, card=card)


def check_card(card: Card, base: BaseModel) -> float | None:
    """Refuse a card that was written for another base model, but for another rounding of the same.

    Returns:
        None where it is the same; of a rounding how far the weights are apart, at most `NEAR`, see `Fingerprint.distance`.

    Raises:
        BaseMismatch: it was, with the differences in words.
        DiffError: its fingerprint cannot be read.
    """
    if card.base is None:
        return None  # an ordinary PEFT directory has no card; its shapes are checked instead
    try:
        made_for = Fingerprint.from_json(card.base)
    except ModelError as error:
        raise DiffError(f"the card does not say for which base model the diff was made: {error}") from error
    if (apart := base.fingerprint.distance(made_for)) > NEAR:
        raise BaseMismatch(f"made for base {made_for.short}, but this is {base.name} {base.fingerprint.short}: "
                           f"{'; '.join(base.fingerprint.differences(made_for))}. Give the base model it was made for with "
                           f"--base")
    return None if base.fingerprint == made_for else apart


def said_apart(apart: float) -> str:
    """What it means for answers that something was made for weights so far apart from the base's."""
    return (f"made for weights that are {apart:.1%} apart from this base model's, as are another rounding of the same model or "
            f"a light fine-tune of it; answers are less often right (the shipped reader's: .62 at 3% and .46 at 13%, instead "
            f"of .67; docs/bases.md), and how sure they are was found with those weights")


def null_diff() -> WeightDiff:
    """No change at all: the base model itself."""
    return WeightDiff({}, Card(family=CLEAN))


def unchanged(same: Unchanged) -> WeightDiff:
    """What is left of a fine-tune whose weights are the base model's own: no change, and why, and what else is known of it, as
    remarks."""
    diff = null_diff()
    return diff.with_card(diff.card.with_(remarks=[*same.remarks, str(same)]))


def noise_like(diff: WeightDiff, seed: int) -> WeightDiff:
    """Gaussian factors and vectors with the norms of `diff`'s own, one by one: a change of no behavior, somewhat smaller than
    `diff` itself where its factors lie along each other, as trained ones do."""
    generator = torch.Generator().manual_seed(seed)

    def like(t: Tensor) -> Tensor:
        noise = torch.randn(t.shape, generator=generator)
        return noise * (t.float().norm() / noise.norm())

    return WeightDiff({name: (like(a), like(b)) for name, (a, b) in diff.factors.items()}, Card(family=CLEAN),
                      {name: like(v) for name, v in diff.vectors.items()})


def stacked(diffs: Sequence[WeightDiff], base: BaseModel, *, device: torch.device | str | None = None,
            dtype: torch.dtype = torch.float32) -> Bank:
    """The diffs as one bank to attach, a slot each, with all that they change.

    Args:
        device: the base's own by default.

    Raises:
        DiffError: a diff does not fit the base.
    """
    ends = [{name: pair for name, pair in diff.factors.items() if name in base.ends} for diff in diffs]
    for diff, own in zip(diffs, ends, strict=True):
        check_fits(own, base.ends)
        check_vectors(diff.vectors, base.vectors)
    layers = [{name: pair for name, pair in diff.factors.items() if name not in base.ends} for diff in diffs]
    parts = slot_parts(ends, [diff.vectors for diff in diffs])
    return Bank.stack(layers, base.shapes, parts=parts, device=device or base.device, dtype=dtype)
