"""What an adapter's file holds beside factors of linear layers, read as changes of the base's parameters.

In PEFT's files:

    `lora_embedding_A/B`, `lora_A/B`            a LoRA of the embeddings; of a head of another size
    `lora_B.bias`                               a bias of the factors, scaled as they are
    `….trainable_tokens_delta`                  the new rows of some tokens
    `….weight`, `….bias`                        a norm, an embedding, a head or a bias as it was trained, or saved unchanged

PEFT lets the head follow the embedding of a tied model where single tokens are trained, and else only on request
(`ensure_weight_tying`), and then if what is changed has one of two names.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

import torch
from torch import Tensor, nn

from tuneteller.diffs.algebra import add
from tuneteller.diffs.changes import Changes
from tuneteller.diffs.diff import WeightDiff
from tuneteller.diffs.difference import aligned, common_change, on_own_tokens
from tuneteller.diffs.lowrank import Cut
from tuneteller.diffs.names import Names
from tuneteller.diffs.pairs import check_pair
from tuneteller.diffs.patterns import check_patterns
from tuneteller.diffs.peft import experts_in, lora_scale
from tuneteller.diffs.share import squared_norm, with_further
from tuneteller.errors import DiffError, few
from tuneteller.models import BaseModel

# the adapter's name, "default" or one's own, may stand behind each
_FACTOR = re.compile(r"(.+)\.lora_(embedding_)?([AB])(?:\.(?!bias$)[^.]+)*$")
_FACTOR_BIAS = re.compile(r"(.+)\.lora_B\.(?:[^.]+\.)?bias$")
_TOKENS = re.compile(r"(.+?)(?:\.token_adapter)?\.trainable_tokens_delta(?:\.[^.]+)?$")
# the base's own weights, which PEFT keeps where a trained copy or trained tokens stand in for them
_BEFORE = re.compile(r"\.original_module\.|\.token_adapter\.base_layer\.")
# the trained copy itself: so in a state dict; of resized embeddings, PEFT's files have it under the plain name too
_SAVED = re.compile(r"\.modules_to_save(?:\.[^.]+)?(?=\.(?:weight|bias)$)")
# the embeddings and heads that PEFT ties on request
_TIES = ("embed_tokens", "lm_head")


def with_changes(diff: WeightDiff, changes: Changes) -> WeightDiff:
    """A diff and further changes as one; the card counts these too, and names what of them is left out."""
    lost = sum(square - kept for square, kept in changes.squares.values())
    card = with_further(diff.card, squared_norm(diff), changes.left_out, more=squared_norm(changes.diff), lost=lost)
    return add(diff, changes.diff).with_card(card)


def read_beside(beside: Mapping[str, Tensor], config: Mapping[str, Any], base: BaseModel, cut: Cut,
                known: Collection[str] = (), *, one: bool = False) -> Changes:
    """The changes that such tensors make.

    Args:
        beside: name -> tensor, as `read_peft` gives them.
        config: the adapter's own.
        cut: what is kept of whole embeddings and heads; all else is exact.
        known: modules that the adapter has plain factors of; where the head is one, it follows no embedding but its tokens.
        one: whether a tied head is the embedding itself, as it is outside of PEFT.

    Raises:
        DiffError: NaN or infinite values, or factors that are no pair.
    """
    parameters = dict(base.model.named_parameters(remove_duplicate=False))
    names, changes = Names({*parameters, *base.vectors}), Changes(base, cut)
    tied = False
    check_patterns(config, [_SAVED.sub("", key).rpartition(".lora_")[0] for key in beside])
    for key, tensor in beside.items():
        name = _SAVED.sub("", key)
        if _BEFORE.search(key) or (name != key and name in beside):
            continue
        _check_finite(key, tensor)
        if match := _FACTOR.match(name):
            begins = f"{match[1]}.lora_{match[2] or ''}"
            other = beside.get(name.replace(f"{begins}B", f"{begins}A"))
            if match[3] == "B" and other is not None:  # the pair is one change
                _take_factors(changes, match[1], other, tensor, config, base)
        elif match := _FACTOR_BIAS.match(name):
            bias = tensor.detach().cpu().float() * lora_scale(config, match[1])
            own = names.find(f"{match[1]}.bias")
            fits = own is not None and not config.get("use_dora") and bias.shape == (base.vectors.get(own),)
            changes.take(own if own and fits else name, bias)
        elif match := _TOKENS.match(name):
            tied |= _take_tokens(changes, name, match[1], tensor, config, base)
        elif (own := names.find(name)) is None or (own not in parameters and tensor.shape != (base.vectors[own],)):
            changes.leave(name, tensor)
        else:
            _take_whole(changes, own, tensor, parameters.get(own), base)
    asked = one or (config.get("ensure_weight_tying")
                    and all(name.endswith(_TIES) for name in base.ends if name in changes.factors))
    if base.tied and (tied or (asked and base.ends.keys().isdisjoint(known))):
        changes.tie()
    return changes


def block_change(name: str, a: Tensor, b: Tensor, scale: float) -> float | None:
    """Squared norm of scale · B A over experts in one block, A [E, r, in] and B [E, out, r]; None for other shapes.

    Raises:
        DiffError: NaN or infinite values.
    """
    _check_finite(name, a)
    _check_finite(name, b)
    if a.ndim != 3 or b.ndim != 3 or len(a) != len(b) or a.shape[1] != b.shape[2]:
        return None
    return sum(squared_norm(WeightDiff({name: (one.float(), other.float() * scale)})) for one, other in zip(a, b, strict=True))


def _check_finite(name: str, tensor: Tensor) -> None:
    if not torch.isfinite(tensor.float()).all():
        raise DiffError(f"{name!r} holds NaN or infinite values; the fine-tune diverged or the file is damaged. Give an "
                        f"earlier checkpoint, or fetch it again")


def _take_factors(changes: Changes, module: str, a: Tensor, b: Tensor, config: Mapping[str, Any], base: BaseModel) -> None:
    """A LoRA of the embeddings, A [r, V] and B [h, r], or of a head; of another vocabulary, with the tokens that both have."""
    rank = check_pair(repr(module), a, b)
    if (experts := experts_in(config, module, rank)) > 1:
        each = rank // experts
        blocks = a.reshape(experts, each, -1), b.reshape(b.shape[0], each, experts).permute(2, 0, 1)
        if square := block_change(module, *blocks, lora_scale(config, module, each)):
            changes.left_out[module] = square
        return
    pair = a.detach().cpu().float(), b.detach().cpu().float() * lora_scale(config, module, rank)
    square, own = squared_norm(WeightDiff({module: pair})), Names(base.ends).find(module)
    if not square:
        return
    if own is None or config.get("use_dora"):
        changes.left_out[module] = square
        return
    pair = on_own_vocabulary(changes, own, pair, base)
    square = squared_norm(WeightDiff({module: pair}))
    changes.add(own, pair, square, square)


def on_own_vocabulary(changes: Changes, module: str, pair: tuple[Tensor, Tensor], base: BaseModel) -> tuple[Tensor, Tensor]:
    """Factors of an embedding or head, made for a vocabulary of another size, with the base's own tokens alone; added ones are
    named among the changes."""
    (a, b), (out, in_) = pair, base.ends[module]
    if isinstance(base.model.get_submodule(module), nn.Embedding):
        return on_own_tokens(changes, f"{module}.weight", a.new_zeros(in_, a.shape[0]), a.T).T.contiguous(), b
    return a, on_own_tokens(changes, f"{module}.weight", b.new_zeros(out, b.shape[1]), b)


def _take_tokens(changes: Changes, name: str, module: str, rows: Tensor, config: Mapping[str, Any], base: BaseModel) -> bool:
    """The new rows of the trained tokens that the base has; whether a tied head follows them."""
    given = config.get("trainable_token_indices")
    own, tokens = Names(base.ends).find(module), _tokens(config, module)
    if own is None or len(tokens) != len(rows) or rows.ndim != 2:
        changes.left_out[name] = None
        return False
    here = base.model.get_submodule(own).weight.detach().cpu()
    known = [i for i, token in enumerate(tokens) if token < len(here)]
    if added := [str(token) for token in tokens if token >= len(here)]:
        changes.left_out[f"{name} (of tokens that the base has not: {few(added)})"] = 0.0
    if rows.shape[1] != here.shape[1]:
        raise DiffError(f"{name!r} has rows of {rows.shape[1]} features, the base model's embedding has {here.shape[1]}; was "
                        f"the adapter made for another base model? Give that one with --base")
    before, after, _ = aligned(here[[tokens[i] for i in known]], rows[known])
    delta = torch.zeros(here.shape)
    delta[[tokens[i] for i in known]] = after - before
    if delta.any():
        changes.take(f"{own}.weight", delta)
    alike = not isinstance(given, Mapping) or all(each == tokens for each in given.values())
    return isinstance(base.model.get_submodule(own), nn.Embedding) and alike


def _take_whole(changes: Changes, own: str, tensor: Tensor, parameter: Tensor | None, base: BaseModel) -> None:
    """A parameter as it is in the fine-tune; one that the base has not is a bias, which is zero there."""
    here, there, eps = aligned(torch.zeros(tensor.shape) if parameter is None else parameter, tensor)
    module = own.removesuffix(".weight")
    if here.shape != there.shape and module not in base.ends:
        changes.left_out[f"{own} (resized from {list(here.shape)} to {list(there.shape)})"] = common_change(here, there)
        return
    if here.shape != there.shape:
        there = on_own_tokens(changes, own, here, there)
    delta = there - here
    if delta.any():
        changes.take(own, delta, rounding=eps * (0.5 * there.norm() + delta.norm()).item())


def _tokens(config: Mapping[str, Any], module: str) -> list[int]:
    """Which tokens' rows of a module are trained; none where the config does not say."""
    indices, last = config.get("trainable_token_indices"), module.split(".")[-1]
    if isinstance(indices, Mapping):
        indices = next((rows for name, rows in indices.items() if last == str(name).split(".")[-1]), None)
    elif indices is None:
        indices = config.get("token_indices")  # of an adapter of tokens alone, for all its modules
    elif last == "lm_head":
        return []
    return indices if isinstance(indices, list) and all(isinstance(i, int) and i >= 0 for i in indices) else []
