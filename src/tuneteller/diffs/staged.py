"""Adapters for PEFT to merge, made ready for it: keys under PEFT's own names, no pickles, and no embeddings of another size.

An adapter that was trained with added tokens brings the whole resized embeddings along, which do not fit the base. They are
read by themselves, as far as the base has the tokens.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from safetensors.torch import save_file
from torch import Tensor

from tuneteller.diffs.beside import read_beside, with_changes
from tuneteller.diffs.diff import WeightDiff
from tuneteller.diffs.lowrank import Cut
from tuneteller.diffs.merged import load_merged
from tuneteller.diffs.names import Names, core, in_adapter
from tuneteller.diffs.patterns import check_patterns
from tuneteller.diffs.peft import read_json, read_weights
from tuneteller.errors import DiffError
from tuneteller.files import storage_errors
from tuneteller.models import BaseModel

_PREFIX = "base_model.model."
_TAILS = ("weight", "bias")
_B = re.compile(r"\.lora_(?:embedding_)?B(?:\.|$)")


def through_peft(path: Path, base: BaseModel, kind: str, cut: Cut) -> WeightDiff:
    """The difference that PEFT's merge of an adapter makes, and what embeddings of another size change of the base's tokens.

    Raises:
        DiffError: damaged, or see `load_merged`.
    """
    config = read_json(path, "adapter_config.json")
    check_patterns(config, dict(base.model.named_modules()), path / "adapter_config.json")  # PEFT looks for them by these
    weights, tensors = read_weights(path)
    _check_ranks(config, tensors, base, path / "adapter_config.json")
    kept, gone, fitted = _fitting(_peft_names(tensors, str(config.get("peft_type")), base), config, base)
    alone = kept if kind == "TRAINABLE_TOKENS" else _untrained_dora(kept, config, base)
    if alone is not None:
        gone |= alone
        diff = WeightDiff({})
    elif kept.keys() == tensors.keys() and weights.suffix == ".safetensors":
        diff = load_merged(path, base, kind, cut)
    else:
        with (storage_errors(Path("a temporary directory"), "free some space or set TMPDIR to a directory that has some"),
              tempfile.TemporaryDirectory(prefix="tuneteller-") as made):  # fmt: skip
            # copies: a safetensors file cannot hold two names of one tensor
            save_file({key: t.clone().contiguous() for key, t in kept.items()}, Path(made) / "adapter_model.safetensors")
            # escaped, so that whatever a config's own escapes stand for is written as it was read
            (Path(made) / "adapter_config.json").write_text(json.dumps(fitted), encoding="ascii")
            diff = load_merged(path, base, kind, cut, files=Path(made))
    if not gone:
        return diff
    return with_changes(diff, read_beside({key.removeprefix(_PREFIX): t for key, t in gone.items()}, config, base, cut))


def _check_ranks(config: Mapping[str, Any], tensors: Mapping[str, Tensor], base: BaseModel, file: Path) -> None:
    """Refuse ranks that neither a layer nor the weights can have: PEFT makes room for them before it looks at the weights.

    Raises:
        DiffError: there is one.
    """
    most = max(size for shape in (*base.shapes.values(), *(t.shape for t in tensors.values())) for size in shape)
    for name in ("r", "rank_pattern"):
        given = config.get(name)
        for rank in given.values() if isinstance(given, dict) else [given]:
            if isinstance(rank, int | float) and rank > most:
                raise DiffError(f"{file} has {name} {rank:,}, and neither a layer of this base model nor a tensor of the "
                                f"adapter has more than {most:,} features. The config is damaged, or is another adapter's; "
                                f"fetch both files again")


def _untrained_dora(tensors: Mapping[str, Tensor], config: dict[str, Any], base: BaseModel) -> dict[str, Tensor] | None:
    """What else a DoRA holds of which every B is zero; None for another adapter.

    Its magnitudes are then as it was started: where they differ from the base's, they were taken in another precision.
    """
    sides = [t for key, t in tensors.items() if _B.search(key)]
    if not config.get("use_dora") or not sides or any(t.any() for t in sides):
        return None
    beside = {key: t for key, t in tensors.items() if ".lora_" not in key}
    names = Names(base.shapes)
    if any(names.find(key.removeprefix(_PREFIX).rpartition(".")[0]) for key in beside):
        return None  # whole linear layers, which may have been trained
    return beside


def _peft_names(tensors: Mapping[str, Tensor], kind: str, base: BaseModel) -> dict[str, Tensor]:
    """The tensors under PEFT's own names: without wrappers, without the adapter's name, behind PEFT's prefix."""
    from peft.mapping import PEFT_TYPE_TO_PREFIX_MAPPING

    names = {key: in_adapter(key) for key in tensors}
    if not any(name.startswith("base_model.") for name in names.values()):
        names = {key: _PREFIX + name for key, name in names.items()}
    foreign = Names(base.matrices).foreign([name.removeprefix(_PREFIX) for name in names.values()])
    names = {key: name.replace(_PREFIX + foreign, _PREFIX, 1) for key, name in names.items()}
    # how the parts that hold a tuner's tensors begin: lora_A, hada_w1_a, …
    own = next((begins for known, begins in PEFT_TYPE_TO_PREFIX_MAPPING.items() if known == kind), "lora_")
    behind = {name: next((i + 1 for i, part in enumerate(name.split(".")) if part.startswith(own)), None)
              for name in names.values()}
    called = {name.split(".")[i] if i < len(name.split(".")) else "" for name, i in behind.items() if i is not None}
    if len(called) == 1 and called.isdisjoint({*_TAILS, ""}):  # one name behind every one of them: the adapter's
        names = {key: ".".join(part for at, part in enumerate(name.split(".")) if at != behind[name])
                 for key, name in names.items()}
    return {names[key]: tensor for key, tensor in tensors.items()}


def _fitting(tensors: dict[str, Tensor], config: dict[str, Any],
             base: BaseModel) -> tuple[dict[str, Tensor], dict[str, Tensor], dict[str, Any]]:
    """What fits the base's vocabulary, what does not, and the config without that."""
    sizes = {name: base.model.get_submodule(name).weight.shape[0] for name in base.ends}
    unfit = [name for name, vocabulary in sizes.items()
             if {size for key, t in tensors.items() if _is_of(key, name) and (size := _rows(key, t))} - {vocabulary}]
    gone = {key: t for key, t in tensors.items() if any(_is_of(key, name) for name in unfit)}
    # a tied head follows the tokens, which it cannot where it has a weight of its own to be merged into
    if (trained := config.get("trainable_token_indices")) and (base.tied or _beyond(trained, base.vocab_size)):
        gone |= {key: t for key, t in tensors.items() if ".token_adapter." in key or ".trainable_tokens_" in key}
        config = {**config, "trainable_token_indices": None}
    for setting in ("modules_to_save", "target_modules"):
        if unfit and isinstance(given := config.get(setting), list):
            config = {**config, setting: [entry for entry in given if not any(_names(entry, name) for name in unfit)] or None}
    if unfit and isinstance(config.get("target_modules"), str) and config["target_modules"] != "all-linear":
        config = {**config, "exclude_modules": unfit}
    return {key: t for key, t in tensors.items() if key not in gone}, gone, config


def _is_of(key: str, module: str) -> bool:
    return core(key).startswith(f"{core(module)}.")


def _rows(key: str, tensor: Tensor) -> int | None:
    """The size of the vocabulary that a tensor of an embedding or a head was made for; None where it does not say."""
    if tensor.ndim == 2 and (".lora_embedding_A" in key or (".lora_" not in key and key.endswith(".weight"))):
        return tensor.shape[1 if ".lora_embedding_A" in key else 0]
    return tensor.shape[0] if tensor.ndim == 2 and ".lora_B" in key else None


def _names(entry: Any, module: str) -> bool:
    return isinstance(entry, str) and (module == entry or module.endswith(f".{entry}"))


def _beyond(trained: Any, vocabulary: int) -> bool:
    lists = trained.values() if isinstance(trained, dict) else [trained]
    return any(isinstance(i, int) and i >= vocabulary for each in lists if isinstance(each, list) for i in each)
