"""A model saved with its LoRA still beside the weights: `….q_proj.base_layer.weight`, `….q_proj.lora_A.default.weight`.

Tools that gather shards or save a state dict leave such files, where `merge_and_unload` was not called. The change is what the
factors add, and what the weights themselves differ from the base's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from torch import Tensor

from tuneteller.diffs.algebra import add
from tuneteller.diffs.beside import read_beside, with_changes
from tuneteller.diffs.card import Card
from tuneteller.diffs.diff import WeightDiff
from tuneteller.diffs.difference import difference
from tuneteller.diffs.lowrank import Cut
from tuneteller.diffs.names import Names, unwrapped
from tuneteller.diffs.pairs import check_pair
from tuneteller.diffs.patterns import check_patterns
from tuneteller.diffs.peft import lora_scale
from tuneteller.diffs.share import squared_norm
from tuneteller.errors import DiffError
from tuneteller.models import BaseModel

_FACTOR = re.compile(r"^(?P<module>.+)\.lora_(?P<side>[AB])(?:\.(?P<adapter>[^.]+))?\.weight$")
_BESIDE = re.compile(r"\.lora_embedding_[AB](?:\.|$)|\.lora_B\.(?:[^.]+\.)?bias$")
_SAVED = re.compile(r"\.modules_to_save\.[^.]+\.")


class _Renamed(Mapping[str, Tensor]):
    """Some tensors of a mapping under other names, still read when they are asked for."""

    def __init__(self, tensors: Mapping[str, Tensor], names: Mapping[str, str]) -> None:
        self._tensors, self._names = tensors, names

    def __getitem__(self, key: str) -> Tensor:
        return self._tensors[self._names[key]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def full_difference(base: BaseModel, tuned: Mapping[str, Tensor], cut: Cut, *, kind: str,
                    adapter_config: Mapping[str, Any] | None = None) -> WeightDiff:
    """The difference of a full model to its base, whether an adapter in it was merged or not; see `difference`.

    Args:
        adapter_config: of the adapter, if it is there: only it says how the factors are scaled. Without it the scale is 1, and
            the card remarks that.

    Raises:
        BaseMismatch, DiffError: see `difference`; or several adapters, or one that is no plain LoRA.
    """
    tuned = _unwrapped(tuned, base)
    pairs, weights, more = _split(tuned)
    if not adapter_config:  # without a scale they are left out, and named
        weights, more = weights | more, {}
    if not pairs and not more:
        return difference(base, _Renamed(tuned, weights), cut, kind=kind)
    names, factors = Names(base.matrices), {}
    if not any(names.find(key.removesuffix(".weight")) for key in weights):
        raise DiffError(f"the fine-tune holds the factors of a LoRA ({next(iter(pairs or more))!r}) and no weights of a model: "
                        f"it is an adapter. Call the file adapter_model.safetensors (or adapter_model.bin, by torch.save) "
                        f"and put its adapter_config.json beside it, in a folder of its own")
    check_patterns(adapter_config or {}, pairs)
    for module, pair in pairs.items():
        if set(pair) != {"A", "B"}:
            raise DiffError(f"the fine-tune holds lora_{next(iter(pair))} of {module!r} without its counterpart; the "
                            f"checkpoint is not whole, fetch or save it again")
        rank = check_pair(f"the fine-tune: {module!r}", pair["A"], pair["B"])
        scale = lora_scale(adapter_config, module, rank) if adapter_config else 1.0
        factors[names.find(module) or module] = (pair["A"].float(), pair["B"].float() * scale)
    beside = difference(base, _Renamed(tuned, weights), cut, kind=f"{kind} with a LoRA that was not merged")
    card = beside.card if adapter_config else beside.card.remark(
        "the LoRA in this model was saved without its adapter_config.json, which says how it is scaled: lora_alpha is taken as "
        "equal to the rank. If it was another, put that file beside the weights")
    whole = add(WeightDiff(factors), beside.with_card(Card()))
    read, left = squared_norm(whole), beside.card.more["difference"]["norm"] ** 2 - squared_norm(beside)
    whole = whole.with_card(card.with_(share_read=read / (read + max(left, 0.0))) if read else card)
    if not more or not adapter_config:
        return whole
    return with_changes(whole, read_beside(_Renamed(tuned, more), adapter_config, base, cut, known=factors))


def _unwrapped(tuned: Mapping[str, Tensor], base: BaseModel) -> Mapping[str, Tensor]:
    """The tensors without what a trainer's own class called the model in it, if it did."""
    called = {unwrapped(key): key for key in tuned}
    foreign = Names(base.matrices).foreign(called)
    return _Renamed(tuned, {name.removeprefix(foreign): key for name, key in called.items()}) if foreign else tuned


def _split(tuned: Mapping[str, Tensor]) -> tuple[dict[str, dict[str, Tensor]], dict[str, str], dict[str, str]]:
    """The factors, module -> side -> tensor; name -> key of each weight, as it would be called without an adapter; and of what
    the adapter has beside its factors."""
    pairs: dict[str, dict[str, Tensor]] = {}
    weights: dict[str, str] = {}
    beside: dict[str, str] = {}
    adapters = set()
    called = {key: unwrapped(key) for key in tuned}
    wrapped = {name.partition(".base_layer.")[0] + "." for name in called.values() if ".base_layer." in name}
    saved = {_SAVED.sub(".", name) for name in called.values() if _SAVED.search(name)}
    for key, name in called.items():
        if match := _FACTOR.match(name):
            pairs.setdefault(match["module"], {})[match["side"]] = tuned[key]
            adapters.add(match["adapter"])
        elif ".original_module." in name and name.replace(".original_module.", ".") in saved:
            continue  # what a trained copy stands in for
        elif _BESIDE.search(name):
            beside[name] = key
        elif ".base_layer." not in name and any(name.startswith(module) for module in wrapped):
            raise DiffError(f"the fine-tune holds {key!r}: an adapter that was not merged and is no plain LoRA. Merge it "
                            f"before saving (PEFT: merge_and_unload), or give the adapter's own directory")
        else:
            weights[_SAVED.sub(".", key)] = key
    if len(adapters) > 1:
        raise DiffError(f"the fine-tune holds several adapters that were not merged ({', '.join(sorted(map(str, adapters)))}), "
                        f"and not which of them was in use. Merge that one (PEFT: merge_and_unload), or give its own directory")
    return pairs, weights, beside
