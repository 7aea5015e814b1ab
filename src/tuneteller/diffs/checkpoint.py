"""A fine-tuned model's directory, read tensor by tensor: safetensors or `pytorch_model.bin`, single or in shards, never the
whole model in memory.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from safetensors import SafetensorError, safe_open
from torch import Tensor

from tuneteller.diffs.bins import PickledTensors
from tuneteller.diffs.diff import WeightDiff
from tuneteller.diffs.folders import BIN, BINS_INDEX, INDEX, SINGLE, WEIGHTS
from tuneteller.diffs.lowrank import Cut
from tuneteller.diffs.origin import remark_settings
from tuneteller.diffs.peft import read_json
from tuneteller.diffs.sharded import check_gathered
from tuneteller.diffs.unmerged import full_difference
from tuneteller.errors import BaseMismatch, DiffError
from tuneteller.models import BaseModel


class CheckpointTensors(Mapping[str, Tensor]):
    """A checkpoint directory as a mapping from tensor names to tensors, each read when it is asked for.

    Raises:
        DiffError: no safetensors, a shard that is missing, damaged or outside the directory, or a tensor in two shards.
    """

    def __init__(self, path: Path) -> None:
        self._files: dict[str, Any] = {}
        for file in _shards(path):
            try:
                opened = safe_open(file, "pt")
                keys = list(opened.keys())
            except (SafetensorError, OSError, ValueError) as error:
                raise DiffError(f"{file} cannot be read ({error}); the file is damaged or truncated") from error
            for key in keys:
                if key in self._files:
                    raise DiffError(f"{path} holds {key!r} in two shards; expected every tensor once")
                self._files[key] = opened

    def __getitem__(self, key: str) -> Tensor:
        try:
            tensor: Tensor = self._files[key].get_tensor(key)
        except (SafetensorError, OSError, ValueError) as error:
            raise DiffError(f"{key!r} cannot be read ({error}); the checkpoint is damaged") from error
        check_gathered(key, tensor)
        return tensor

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)


def load_checkpoint(path: str | Path, base: BaseModel, cut: Cut) -> WeightDiff:
    """The difference of a full fine-tuned model (also one with a LoRA merged in) to its base.

    Raises:
        BaseMismatch: a model of another architecture or size.
        DiffError: damaged, incomplete or quantised.
    """
    path = Path(path)
    config = read_json(path, "config.json")
    if config.get("quantization_config"):
        raise DiffError(f"{path} is quantised; expected plain weights, give the unquantised fine-tune")
    inner = config.get("text_config") if isinstance(config.get("text_config"), dict) else {}
    kinds = {str(kind) for kind in (config.get("model_type"), (inner or {}).get("model_type")) if kind}
    if kinds and base.fingerprint.model_type not in kinds:
        raise BaseMismatch(f"{path} is a model of type {' / '.join(sorted(kinds))}, the base model {base.name} is "
                           f"{base.fingerprint.model_type}; give the base model it was made from with --base")
    adapter = read_json(path, "adapter_config.json") if (path / "adapter_config.json").is_file() else None
    diff = full_difference(base, _tensors(path), cut, kind="full checkpoint", adapter_config=adapter)
    return diff.with_card(remark_settings(diff.card, config, base))


def _tensors(path: Path) -> Mapping[str, Tensor]:
    """The tensors of the files that transformers itself would load."""
    if (path / SINGLE).is_file() or (path / INDEX).is_file():
        return CheckpointTensors(path)
    if (path / BIN).is_file():
        return PickledTensors([path / BIN])
    if (path / BINS_INDEX).is_file():
        return PickledTensors(_indexed(path, BINS_INDEX))
    raise DiffError(f"{path} has a config.json, but no weights ({', '.join(WEIGHTS)}); fetch or save the fine-tune again")


def _shards(path: Path) -> list[Path]:
    if (path / SINGLE).is_file():
        return [path / SINGLE]  # as transformers: an index beside it is of an earlier save
    return _indexed(path, INDEX)


def _indexed(path: Path, index: str) -> list[Path]:
    """The files that an index beside them names."""
    weight_map = read_json(path, index).get("weight_map")
    if not isinstance(weight_map, dict) or not weight_map or not all(isinstance(v, str) for v in weight_map.values()):
        raise DiffError(f"{path / index} has no weight_map from tensors to files; the file is damaged")
    names = sorted(set(weight_map.values()))
    for name in names:
        if PurePosixPath(name).name != name or "\\" in name or name in ("", ".", ".."):
            raise DiffError(f"{path / index} names {json.dumps(name)}, which is no plain file name; "
                            f"a shard lies beside its index")
        if not (path / name).is_file():
            raise DiffError(f"{path} lacks the shard {name}; expected {len(names)} shards, fetch the checkpoint again")
    return [path / name for name in names]
