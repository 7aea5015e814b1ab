"""From a fine-tune's full weights to a weight diff: subtract the base tensor by tensor, keep a matrix's strongest directions.

What is left over is reported, not hidden: the card's `difference` says which share of the matrices' squared norm the factors
keep, in all and per layer, whether the linear layers' difference has an exact low rank (a merged LoRA's has), and which changed
tensors cannot be read (experts in one block, added tokens, …); `share_read` says which share of the whole change is read.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import Any

import torch
from torch import Tensor

from tuneteller.diffs.card import Card
from tuneteller.diffs.changes import Changes
from tuneteller.diffs.diff import WeightDiff
from tuneteller.diffs.experts import in_block
from tuneteller.diffs.lowrank import Cut, squared
from tuneteller.diffs.names import Names, core
from tuneteller.diffs.renamed import from_disk
from tuneteller.diffs.sharded import check_flat
from tuneteller.diffs.share import not_measured
from tuneteller.diffs.values import check_value, packed, scaled_modules
from tuneteller.errors import BaseMismatch, DiffError, few
from tuneteller.models import BaseModel

_LAYER = re.compile(r"\.(?:layers|h|blocks)\.(\d+)\.")
# what older releases saved beside the parameters, computed from the config alone
_BUFFER = re.compile(r"(?:^|\.)(?:rotary_emb\.inv_freq|(?:attn|attention)\.(?:(?:masked_)?bias|causal_mask)|position_ids)$")
_SCALED = 4  # weights so many times as large as the base's are codes, where they have a scale or eight bits
_FAR = 16  # a linear layer that changed by so many times its own norm was not fine-tuned, in whatever form it is
_PART = 1 << 20  # values compared at a time
_HALF_STEP = 2.0**-25  # half of float16's smallest step: rounding there, of values next to nothing
_ROUNDINGS = 16  # so many units of float32's precision are no change where the difference was computed in float32
_LOST = 0.1  # share of the change that may be finer than the base's dtype, unsaid
HEAD_IS_EMBEDDING = "if its head is its embedding"
"""Of the remark about a fine-tune that brings no head, where the base has one of its own."""
_NAMED = 20  # left-out tensors a card names; the rest are counted


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
    found, unknown = _counterparts(base, parameters, tuned)
    scales, twins = scaled_modules(tuned), _twins(parameters, found)
    changes, alone = Changes(base, cut), set(found)
    moved: list[tuple[float, float]] = []  # of each linear layer that changed the norm of its change, and its own
    finer: list[tuple[float, float]] = []  # likewise, where its dtype is finer than the base's: of what is read, and of all
    for name, key in found.items():
        tensor = tuned[key]
        check_value("the fine-tune", key, tensor, scales)
        own = parameters[name].float() if computed else parameters[name]
        here, there, eps = aligned(own, tensor)
        _check_scale(key, here, there, eight=tensor.dtype.itemsize == 1, scale=scales.get(key.removesuffix(".weight")))
        if name in twins and torch.equal(tensor, tuned[twins[name]]):
            alone.remove(name)  # one tensor under two names, as a head that is tied to the embeddings
            continue
        if here.shape != there.shape:
            placed = _of_own_shape(base, changes, name, key, here, there)
            if placed is None:
                continue
            there = placed
            del placed  # which would outlast it
        delta = there - here
        if not torch.isfinite(delta).all():
            raise DiffError(f"{key!r} holds NaN or infinite values; the fine-tune diverged or the file is damaged. Give "
                            f"an earlier checkpoint, or fetch it again")
        if not delta.any() or (computed and delta.norm() <= _ROUNDINGS * eps * here.norm()) or only_rounded(own, tensor):
            continue
        # half a unit in the last place of every sum W + BA, and of the product BA before it
        rounding = eps * (0.5 * there.norm() + delta.norm()).item()
        change, before = delta.norm().item(), here.norm().item()
        if name.removesuffix(".weight") in base.shapes:
            moved.append((change, before))
            if before and change > _FAR * before and not computed:
                raise DiffError(f"the fine-tune holds {key!r} {there.norm() / before:.0f} times as large as the base model's: "
                                f"these are the codes of a quantised model without their scales, or another model's weights. "
                                f"Give the fine-tune as it was before, or its base with --base")
        del here, there  # the embedding is most of a small model
        if own.dtype.itemsize < tensor.dtype.itemsize and own.shape == tensor.shape:
            finer.append((change, (tensor.cpu().float() - own.detach().cpu().float()).norm().item()))
        changes.take(name, delta, rounding=rounding, said=f"changed by {change / max(before, 1e-30):.1e} of its norm")
    if base.tied and not alone.issuperset(_ends(base)):
        changes.tie()
    _take_unknown(changes, base, tuned, unknown, scales)
    card = _with_doubts(_report(base, changes, kind), base, found, [] if computed else moved, finer)
    return changes.diff.with_card(card)


def _ends(base: BaseModel) -> list[str]:
    """The parameters of the embedding and the head."""
    return [f"{module}.weight" for module in base.ends]


def _twins(parameters: Mapping[str, Tensor], found: Mapping[str, str]) -> dict[str, str]:
    """Further name of a tied parameter -> the fine-tune's tensor of its first name."""
    first: dict[int, str] = {}
    for name, parameter in parameters.items():
        first.setdefault(id(parameter), name)
    of = {name: first[id(parameters[name])] for name in found}
    return {name: found[twin] for name, twin in of.items() if twin != name and twin in found}


def _check_scale(key: str, here: Tensor, there: Tensor, *, eight: bool, scale: str | None) -> None:
    """Refuse codes of a quantised matrix.

    Raises:
        DiffError: it is many times as large as the base's, and in eight bits or beside a scale.
    """
    if (eight or scale) and here.shape == there.shape and there.norm() > _SCALED * here.norm():
        how, lost = (f"with a scale beside it ({scale!r})", "") if scale else ("in eight bits", ", its scales are missing")
        raise DiffError(f"the fine-tune holds {key!r} {how} and {there.norm() / here.norm():.0f} times as large as the "
                        f"base model's: it was quantised{lost}. Give it as it was before")


def _of_own_shape(base: BaseModel, changes: Changes, name: str, key: str, here: Tensor, there: Tensor) -> Tensor | None:
    """Of a tensor of another shape what stands in the place of the base's; None where it is left out.

    Raises:
        BaseMismatch: a fine-tune of this base could not have it.
    """
    if name.removesuffix(".weight") in base.shapes:
        raise BaseMismatch(f"{key!r} has shape {list(there.shape)}, the base model's is {list(here.shape)}; "
                           f"give the base model this fine-tune was made from with --base")
    if name in _ends(base):
        return on_own_tokens(changes, name, here, there)
    changes.left_out[f"{name} (resized from {list(here.shape)} to {list(there.shape)})"] = common_change(here, there)
    return None


def _with_doubts(card: Card, base: BaseModel, found: Mapping[str, str], moved: Sequence[tuple[float, float]],
                 finer: Sequence[tuple[float, float]]) -> Card:
    """The card with what speaks against this base, or against all having been seen.

    Args:
        found: base parameter -> its tensor in the fine-tune.
        moved: of each linear layer that changed the norm of its change, and its own; none where that says nothing.
        finer: of each matrix in a finer dtype than the base's the norm of what is read of its change, and of all of it.
    """
    change, before = (math.hypot(*norms) for norms in zip(*moved, strict=True)) if moved else (0.0, 0.0)
    # where a layer is the base's own, others may have been started afresh
    if len(moved) == len(base.shapes) and change > before:
        card = card.remark(f"the linear layers differ from the base model's by {change / max(before, 1e-30):.1f} times "
                           f"these layers' own norm, which a fine-tune hardly does: they may be another base model's. If so, "
                           f"give that one with --base")
    read, whole = (math.hypot(*norms) for norms in zip(*finer, strict=True)) if finer else (0.0, 0.0)
    if (lost := 1 - (read / max(whole, 1e-30)) ** 2) > _LOST and finer:
        dtype = str(base.dtype).removeprefix("torch.")
        card = card.remark(f"{lost:.0%} of the change is finer than the base model's weights are in {dtype}, and is not read; "
                           f"if the fine-tune was trained in float32, load the base so as well: --dtype float32")
    ends = _ends(base)
    if ends and not base.tied and ends[0] in found and ends[-1] not in found:
        card = card.remark(f"the fine-tune has no {ends[-1]}: {HEAD_IS_EMBEDDING}, as in models that tie the two, that "
                           f"is not seen, and the base's own head is used")
    return card


def _take_unknown(changes: Changes, base: BaseModel, tuned: Mapping[str, Tensor], keys: list[str],
                  scales: Mapping[str, str]) -> None:
    """Tensors that the base has not under a name of theirs: those of biases that it could have are read, and what experts
    change of their block is measured."""
    parameters = dict(base.model.named_parameters(remove_duplicate=False))
    names, whole = Names(base.matrices), Names(parameters)
    buffers = dict(base.model.named_buffers())
    computed = Names(buffers)
    for key in keys:
        tensor = tuned[key]
        if (name := computed.find(key)) and buffers[name].shape == tensor.shape:  # a setting that is saved with the weights
            _take_buffer(changes, name, buffers[name], tensor)
            continue
        bias = f"{names.find(key.removesuffix('.bias'))}.bias"
        if own := in_block(key, tensor.shape, whole, parameters):
            check_value("the fine-tune", key, tensor, scales)
            here, there, _ = aligned(own[1], tensor)
            if not torch.equal(here, there) and not only_rounded(own[1], tensor):
                square = squared(there - here)
                before = changes.left_out.get(own[0], 0.0)
                changes.left_out[own[0]] = before + square if before is not None and math.isfinite(square) else None
        elif key.endswith(".bias") and tensor.shape == (base.vectors.get(bias),) and tensor.float().isfinite().all():
            check_value("the fine-tune", key, tensor, scales)
            if tensor.any():
                changes.take(bias, tensor.detach().cpu().float())
        else:
            changes.leave(key, tensor, "the base model has no such tensor")


def _take_buffer(changes: Changes, name: str, own: Tensor, tensor: Tensor) -> None:
    """What is no parameter and yet part of the model's state: left out and measured where it is another."""
    if own.is_floating_point() and tensor.is_floating_point():
        here, there, _ = aligned(own, tensor)
    else:
        here, there = own.detach().cpu().float(), tensor.detach().cpu().float()
    if square := (there - here).double().square().sum().item():
        changes.left_out[name] = square if math.isfinite(square) else None


def _report(base: BaseModel, changes: Changes, kind: str) -> Card:
    """The card: what was kept, in all and by layer, and what was left out."""
    layers: dict[str, list[float]] = {}
    for module, both in changes.squares.items():
        entry = layers.setdefault(match[1] if (match := _LAYER.search(f".{module}")) else "other", [0.0, 0.0])
        entry[:] = [entry[0] + both[0], entry[1] + both[1]]
    total, kept = (sum(e[i] for e in layers.values()) for i in (0, 1))
    exact = [r for r in changes.ranks if r is not None]
    vectors = sum(squared(v) for v in changes.vectors.values())
    left = {not_measured(name) if square is None else name: square or 0.0 for name, square in changes.left_out.items()}
    whole, unmeasured = total + vectors + sum(left.values()), sum(square is None for square in changes.left_out.values())
    report: dict[str, Any] = {
        "of": kind, "norm": math.sqrt(whole), "kept": kept / total if total else None,
        "kept_by_layer": {layer: k / t for layer, (t, k) in layers.items() if t},
        "exact_rank": max(exact) if exact and len(exact) == len(changes.ranks) else None,
        "left_out": sorted(left, key=lambda name: -left[name])[:_NAMED], "left_out_count": len(left),
        **({"not_measured": unmeasured} if unmeasured else {}),
    }
    card = Card(base=base.fingerprint.to_json(), more={"difference": report})
    return card.with_(share_read=(kept + vectors) / whole) if whole else card


def on_own_tokens(changes: Changes, name: str, here: Tensor, there: Tensor) -> Tensor:
    """An embedding or head of another vocabulary size with the rows of the base's own tokens alone; added ones are named.

    Raises:
        BaseMismatch: it is of another hidden size.
    """
    if here.ndim != there.ndim or here.shape[1:] != there.shape[1:]:
        raise BaseMismatch(f"{name!r} has shape {list(there.shape)}, the base model's is {list(here.shape)}; give the base "
                           f"model this fine-tune was made from with --base")
    if there.shape[0] > here.shape[0]:
        changes.left_out[f"{name} (resized from {here.shape[0]} to {there.shape[0]} tokens: the added ones)"] = 0.0
    return torch.cat([there[: here.shape[0]], here[there.shape[0] :]])


def common_change(here: Tensor, there: Tensor) -> float:
    """Squared norm of the change where two tensors overlap: of resized embeddings, the tokens that both vocabularies have."""
    if here.ndim != there.ndim:
        return there.double().square().sum().item()
    both = tuple(slice(min(sizes)) for sizes in zip(here.shape, there.shape, strict=True))
    here, there, _ = aligned(here[both], there[both])
    return (there - here).double().square().sum().item()


def _counterparts(base: BaseModel, parameters: Mapping[str, Tensor],
                  tuned: Mapping[str, Tensor]) -> tuple[dict[str, str], list[str]]:
    """Base parameter -> name of its tensor in the fine-tune, and the fine-tune's tensors that the base has not."""
    names, renamed = Names(parameters), from_disk(base.model)
    own = [f"{module}.weight" for module in base.shapes]
    found: dict[str, str] = {}
    unknown = []
    for key in tuned:
        name = names.find(key) or names.find(renamed(core(key)))
        if name is None and _BUFFER.search(key):
            continue
        if name is None:
            unknown.append(key)
        elif name in found:
            raise DiffError(f"the fine-tune holds {name!r} twice, as {found[name]!r} and as {key!r}; give one set of weights")
        else:
            found[name] = key
    missing = [name for name in own if name not in found]
    if missing:
        check_flat(tuned)
    if missing and (code := packed(tuned)):
        raise DiffError(f"the fine-tune is quantised: it holds {code!r}, and no weight of {missing[0]!r}. Give it as it was "
                        f"before, in float32, bfloat16 or float16")
    if missing:
        raise (BaseMismatch if len(missing) == len(own) else DiffError)(
            f"the fine-tune lacks {len(missing)} of the base model's {len(own)} linear layers ({', '.join(missing[:3])}, …); "
            f"{f'its own are called {few(unknown, 2)}; ' if unknown else ''}expected all the weights of a fine-tune of "
            f"{base.name}. Is the checkpoint whole, and of this base? Fetch or save it again, or give its base with --base")
    return found, unknown


def only_rounded(base: Tensor, tensor: Tensor) -> bool:
    """Whether a tensor is the base's own as half precision has it, in whatever dtype it was saved in the end."""
    if base.shape != tensor.shape:
        return False
    parts = list(zip(base.reshape(-1).split(_PART), tensor.reshape(-1).split(_PART), strict=True))
    return any(all(torch.equal(*aligned(own.to(way).to(own.dtype), there)[:2]) for own, there in parts)
               for way in (torch.bfloat16, torch.float16)) or all(_one_source(own, there) for own, there in parts)


def _one_source(own: Tensor, there: Tensor) -> bool:
    """Whether two roundings may be of the same values, one in bf16 and the other, the base's or the fine-tune's, finer: a value
    that half precision put half-way between two of bf16 may be either."""
    own, there = own.detach().cpu(), there.detach().cpu()
    coarse, other = (own, there) if own.dtype == torch.bfloat16 else (there, own)
    if (coarse.dtype != torch.bfloat16 or other.dtype == coarse.dtype or other.dtype.itemsize < 2
            or own.dtype == torch.float32):  # whose rounding to bf16 is exact
        return False
    here, fine = coarse.float(), other.float()
    apart, mirrored = (fine - here).abs(), 2 * fine - here
    half_way = (mirrored.bfloat16().float() == mirrored) & (apart <= torch.finfo(coarse.dtype).eps / 2 * here.abs())
    return bool(((fine.bfloat16() == coarse) | half_way | (apart <= _HALF_STEP)).all())


def aligned(here: Tensor, there: Tensor) -> tuple[Tensor, Tensor, float]:
    """Both tensors in float32, each rounded to both dtypes, and the eps of the narrower one.

    In eight bits the eps is 0: rounding there is larger than most changes, and to take what it could hide for rounding would
    leave nothing.
    """
    here, there = here.detach().cpu(), there.detach().cpu()
    rounded = here.to(there.dtype).to(here.dtype), there.to(here.dtype)
    eps = max(torch.finfo(t.dtype).eps for t in (here, there)) if there.dtype.itemsize > 1 else 0.0
    return rounded[0].float(), rounded[1].float(), eps
