"""From a fine-tune's full weights to a weight diff: subtract the base matrix by matrix, keep the strongest directions.

What is left over is reported, not hidden: the card's `difference` says which share of the linear layers' squared norm the
factors keep, in all and per layer, whether the difference has an exact low rank (a merged LoRA has), and which changed tensors
no factor can stand for (norms, biases, embeddings); `share_read` says which share of the whole change is read, these included.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

from tuneteller.diffs.card import Card
from tuneteller.diffs.diff import WeightDiff
from tuneteller.diffs.names import Names
from tuneteller.diffs.share import NOT_MEASURED
from tuneteller.diffs.values import check_value, packed, scaled_modules
from tuneteller.errors import BaseMismatch, ConfigError, DiffError
from tuneteller.lora.linear import is_transposed
from tuneteller.models import BaseModel

_OVERSAMPLE = 8  # columns a random sketch has beyond the rank it looks for (Halko, Martinsson, Tropp 2011, §4.2)
_POWER = 2  # power iterations: sharpen a slowly falling spectrum (§4.5)
_SMALL = 256  # matrices with a side up to this are decomposed in full: exact, and no slower
_EXACT = 1e-4  # largest share of the squared norm left over for a rank to be called exact
_LAYER = re.compile(r"\.(?:layers|h|blocks)\.(\d+)\.")
# what older releases saved beside the parameters, computed from the config alone
_BUFFER = re.compile(r"(?:^|\.)(?:rotary_emb\.inv_freq|(?:attn|attention)\.(?:masked_)?bias|position_ids)$")
_SCALED = 4  # eight-bit weights so many times as large as the base's are no fine-tune of it, but lack their scale
_ROUNDINGS = 16  # so many units of float32's precision are no change where the difference was computed in float32
_NAMED = 20  # left-out tensors a card names; the rest are counted


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
    total = delta.square().sum().item()
    full, width = min(delta.shape), cut.rank + _OVERSAMPLE
    while True:
        u, s, vt = _sketch(delta, min(width, full), seed)
        # measured, not total − Σ s²: that difference of large numbers could not show a small rest
        rest = (delta - (u * s) @ vt).square().sum().item() if s.numel() < full else 0.0
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


def difference(base: BaseModel, tuned: Mapping[str, Tensor], cut: Cut, *, kind: str, computed: bool = False) -> WeightDiff:
    """Tuned minus base, one matrix in memory at a time (besides the base, about six times the largest in float32).

    Where the two have unequal dtypes, both are rounded to both first: a fine-tune that started from the base in
    bf16 has not changed what only rounding changed.

    Args:
        tuned: tensor name -> tensor, as a state dict has them; read once each, so it may read from disk.
        kind: what the weights are, for the card.
        computed: they were computed from the base's own in float32, so that no dtype rounds the difference.

    Raises:
        BaseMismatch: matrices of other shapes, or none of the base's names.
        DiffError: a matrix is missing, there twice, quantised, or holds NaN or infinite values.
    """
    parameters = dict(base.model.named_parameters(remove_duplicate=False))
    own = {f"{module}.weight": module for module in base.shapes}
    found, unknown = _counterparts(base, parameters, own, tuned)
    scales = scaled_modules(tuned)
    first: dict[int, str] = {}  # parameter -> its first name; a tied one has several
    for name, parameter in parameters.items():
        first.setdefault(id(parameter), name)
    factors: dict[str, tuple[Tensor, Tensor]] = {}
    left_out: dict[str, float] = {}  # what changed and cannot be read -> its squared norm, as far as it can be measured
    squares: dict[str, list[float]] = {}
    ranks: list[int | None] = []
    for name, key in found.items():
        tensor = tuned[key]
        check_value("the fine-tune", key, tensor, scales)
        here, there, eps = _aligned(parameters[name].float() if computed else parameters[name], tensor)
        if tensor.dtype.itemsize == 1 and here.shape == there.shape and there.norm() > _SCALED * here.norm():
            raise DiffError(f"the fine-tune holds {key!r} in eight bits and {there.norm() / here.norm():.0f} times as large as "
                            f"the base model's: it was quantised, and its scales are missing. Give it as it was before")
        twin = first[id(parameters[name])]
        if twin != name and twin in found and torch.equal(tensor, tuned[found[twin]]):
            continue  # one tensor under two names, as a head that is tied to the embeddings: one change
        if here.shape != there.shape:
            if name in own:
                raise BaseMismatch(f"{key!r} has shape {list(there.shape)}, the base model's is {list(here.shape)}; "
                                   f"give the base model this fine-tune was made from with --base")
            resized = f"{name} (resized from {list(here.shape)} to {list(there.shape)})"
            left_out[resized] = common_change(here, there)
            continue
        delta = there - here
        if not torch.isfinite(delta).all():
            raise DiffError(f"{key!r} holds NaN or infinite values; the fine-tune diverged or the file is damaged. Give "
                            f"an earlier checkpoint, or fetch it again")
        if not delta.any() or (computed and delta.norm() <= _ROUNDINGS * eps * here.norm()):
            continue
        if name not in own:
            changed = f"{name} (changed by {delta.norm() / here.norm().clamp(min=1e-30):.1e} of its norm)"
            left_out[changed] = delta.double().square().sum().item()
            continue
        module = own[name]
        if is_transposed(base.model.get_submodule(module)):
            delta = delta.T
        # half a unit in the last place of every sum W + BA, and of the product BA before it
        cut_down = low_rank(delta, cut, rounding=eps * (0.5 * there.norm() + delta.norm()).item())
        factors[module] = (cut_down.a, cut_down.b)
        square = delta.double().square().sum().item()
        layer = match[1] if (match := _LAYER.search(f".{module}")) else "other"
        entry = squares.setdefault(layer, [0.0, 0.0])
        entry[0] += square
        entry[1] += square * cut_down.kept
        ranks.append(cut_down.a.shape[0] if cut_down.exact else None)
    unmeasured = 0
    for key in unknown:
        # a bias that the base has not is a change; of other tensors nobody can say what they do
        square = tuned[key].double().square().sum().item() if key.endswith(".bias") else math.nan
        unmeasured += not math.isfinite(square)
        said = "the base model has no such tensor" + ("" if math.isfinite(square) else f"; {NOT_MEASURED}")
        left_out[f"{key} ({said})"] = square if math.isfinite(square) else 0.0
    total, kept = (sum(e[i] for e in squares.values()) for i in (0, 1))
    exact = [r for r in ranks if r is not None]
    whole = total + sum(left_out.values())
    report: dict[str, Any] = {
        "of": kind, "norm": math.sqrt(whole), "kept": kept / total if total else None,
        "kept_by_layer": {layer: k / t for layer, (t, k) in squares.items()},
        "exact_rank": max(exact) if ranks and len(exact) == len(ranks) else None,
        "left_out": sorted(left_out, key=lambda name: -left_out[name])[:_NAMED], "left_out_count": len(left_out),
        **({"not_measured": unmeasured} if unmeasured else {}),
    }
    card = Card(base=base.fingerprint.to_json(), more={"difference": report})
    return WeightDiff(factors, card.with_(share_read=kept / whole) if whole else card)


def common_change(here: Tensor, there: Tensor) -> float:
    """Squared norm of the change where two tensors overlap: of resized embeddings, the tokens that both vocabularies have."""
    if here.ndim != there.ndim:
        return there.double().square().sum().item()
    both = tuple(slice(min(sizes)) for sizes in zip(here.shape, there.shape, strict=True))
    here, there, _ = _aligned(here[both], there[both])
    return (there - here).double().square().sum().item()


def _counterparts(base: BaseModel, parameters: Mapping[str, Tensor], own: Mapping[str, str],
                  tuned: Mapping[str, Tensor]) -> tuple[dict[str, str], list[str]]:
    """Base parameter -> name of its tensor in the fine-tune, and the fine-tune's tensors that the base has not."""
    names = Names(parameters)
    found: dict[str, str] = {}
    unknown = []
    for key in tuned:
        name = names.find(key)
        if name is None and _BUFFER.search(key):
            continue
        if name is None:
            unknown.append(key)
        elif name in found:
            raise DiffError(f"the fine-tune holds {name!r} twice, as {found[name]!r} and as {key!r}; give one set of weights")
        else:
            found[name] = key
    missing = [name for name in own if name not in found]
    if missing and (code := packed(tuned)):
        raise DiffError(f"the fine-tune is quantised: it holds {code!r}, and no weight of {missing[0]!r}. Give it as it was "
                        f"before, in float32, bfloat16 or float16")
    if missing:
        raise (BaseMismatch if len(missing) == len(own) else DiffError)(
            f"the fine-tune lacks {len(missing)} of the base model's {len(own)} linear layers ({', '.join(missing[:3])}, …); "
            f"expected all the weights of a fine-tune of {base.name}. Is the checkpoint whole, and of this base? Fetch or save "
            f"it again, or give its base with --base")
    return found, unknown


def _aligned(here: Tensor, there: Tensor) -> tuple[Tensor, Tensor, float]:
    """Both tensors in float32, each rounded to both dtypes, and the eps of the narrower one.

    In eight bits the eps is 0: rounding there is larger than most changes, and to take what it could hide for rounding would
    leave nothing.
    """
    here, there = here.detach().cpu(), there.detach().cpu()
    rounded = here.to(there.dtype).to(here.dtype), there.to(here.dtype)
    eps = max(torch.finfo(t.dtype).eps for t in (here, there)) if there.dtype.itemsize > 1 else 0.0
    return rounded[0].float(), rounded[1].float(), eps


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
