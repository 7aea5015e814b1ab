"""Fingerprints: the same for every load of a base model, another for every other, with the difference in words."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from safetensors.torch import load_file, save_file

from tuneteller.errors import ModelError
from tuneteller.fingerprint import Fingerprint
from tuneteller.models import load_base

Save = Callable[..., Path]


def mark_of(path: Path, **kwargs: Any) -> Fingerprint:
    return load_base(path, **({"dtype": "float32", "device": "cpu"} | kwargs)).fingerprint


def test_fingerprint_is_the_same_in_every_dtype(save_tiny: Save) -> None:
    path = save_tiny()
    marks = {mark_of(path, dtype=dtype) for dtype in ("float32", "bfloat16", "float16")}
    assert len(marks) == 1
    mark = marks.pop()
    assert len(mark.short) == 12
    assert Fingerprint.from_json(json.loads(json.dumps(mark.to_json()))) == mark
    assert mark.differences(mark) == []


def test_fingerprint_notices_one_weight(save_tiny: Save) -> None:
    path = save_tiny()
    before = mark_of(path)
    tensors = load_file(path / "model.safetensors")
    tensors["model.layers.1.mlp.up_proj.weight"][7, 11] *= 1.5
    save_file(tensors, path / "model.safetensors", metadata={"format": "pt"})
    after = mark_of(path)
    assert after != before
    assert after.short != before.short
    assert after.differences(before) == ["other weights: same architecture, different values"]


def test_fingerprint_notices_two_rows_swapped(save_tiny: Save) -> None:
    path = save_tiny()
    before = mark_of(path)
    tensors = load_file(path / "model.safetensors")
    weight = tensors["model.layers.0.mlp.up_proj.weight"]
    tensors["model.layers.0.mlp.up_proj.weight"] = weight.flip(0).contiguous()  # the sum stays the same
    save_file(tensors, path / "model.safetensors", metadata={"format": "pt"})
    assert mark_of(path) != before


def test_differences_in_words(save_tiny: Save) -> None:
    mark = mark_of(save_tiny())
    deeper = mark_of(save_tiny(name="deeper", num_hidden_layers=3))
    assert deeper.differences(mark) == ["other architecture: 3 layers instead of 2"]
    other = mark_of(save_tiny("qwen3", name="qwen3"))
    assert other.differences(mark) == ["other architecture: qwen3 instead of llama"]
    heads = mark_of(save_tiny(name="theta", rms_norm_eps=1e-3))
    assert heads.differences(mark) == ["other settings (heads, sizes, position encoding or normalisation)"]


def test_bad_fingerprint_file(save_tiny: Save) -> None:
    data = mark_of(save_tiny()).to_json()
    with pytest.raises(ModelError, match="lacks 'tensors'"):
        Fingerprint.from_json({k: v for k, v in data.items() if k != "tensors"})
    with pytest.raises(ModelError, match="layers"):
        Fingerprint.from_json(data | {"layers": "thirty"})
    with pytest.raises(ModelError, match="Expected plain text"):
        Fingerprint.from_json(data | {"model_type": "\x1b[2Jllama"})
