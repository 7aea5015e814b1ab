"""Fingerprints: the same for every load of a base model, another for every other, with the difference in words."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from safetensors.torch import load_file, save_file

from tuneteller.cli.common import check_libraries
from tuneteller.diffs.diff import WeightDiff
from tuneteller.diffs.library import Library
from tuneteller.diffs.load import load_diff
from tuneteller.diffs.peft import save_peft
from tuneteller.errors import BaseMismatch, ModelError
from tuneteller.fingerprint import NEAR, Fingerprint
from tuneteller.lora.bank import Bank
from tuneteller.models import BaseModel, load_base
from tuneteller.reading.reader import Reader

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
    assert after.differences(before) == ["other weights: same architecture, different values, 0% apart"]


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


# -- other roundings of one base --------------------------------------------------------------------------------------


def rounded_copy(path: Path, to: Path, levels: int) -> Path:
    """The model in another place, each matrix rounded to so many levels between the least and the greatest of each row."""
    shutil.copytree(path, to)
    tensors = load_file(path / "model.safetensors")
    for name, value in tensors.items():
        if value.ndim == 2:
            low, step = value.amin(1, keepdim=True), (value.amax(1, keepdim=True) - value.amin(1, keepdim=True)) / (levels - 1)
            tensors[name] = (low + step * ((value - low) / step).round()).contiguous()
    save_file(tensors, to / "model.safetensors", metadata={"format": "pt"})
    return to


def test_another_rounding_of_the_base_is_accepted_and_said(
    save_tiny: Save, random_diff: Callable[..., WeightDiff], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = save_tiny()
    base = load_base(path, dtype="float32", device="cpu")
    near, far = (load_base(rounded_copy(path, tmp_path / str(levels), levels), dtype="float32", device="cpu")
                 for levels in (24, 4))
    diff = random_diff(base)
    diff = diff.with_card(diff.card.with_(base=base.fingerprint.with_sketch()))
    exact = {b: relative(b, base) for b in (near, far)}
    assert exact[near] == pytest.approx(near.fingerprint.distance(base.fingerprint), rel=0.25) and exact[near] > 0.02
    assert near.fingerprint != base.fingerprint and exact[far] > NEAR
    save_peft(diff, tmp_path / "diff")
    [remark] = load_diff(tmp_path / "diff", near).card.remarks
    assert f"weights that are {near.fingerprint.distance(base.fingerprint):.1%} apart" in remark
    with pytest.raises(BaseMismatch, match=r"same architecture, different values, \d\d% apart.*--any-base"):
        load_diff(tmp_path / "diff", far)
    assert not load_diff(tmp_path / "diff", base).card.remarks
    reader = Reader(near, diff)  # an adapter is a diff of the base, too
    assert reader.answers([load_diff(tmp_path / "diff", near)], "What has changed?")
    library = Library.create(tmp_path / "library", {"base": base.fingerprint.to_json()})
    library.add_shard(0, Bank.stack([diff.factors], base.shapes), [diff.card])
    check_libraries([library], near)
    assert "the organisms in " in (said := capsys.readouterr().err) and "another rounding" in " ".join(said.split())
    with pytest.raises(BaseMismatch, match=r"\d\d% apart"):
        check_libraries([library], far)


def test_without_a_sketch_only_the_same_weights_are_accepted(
    save_tiny: Save, random_diff: Callable[..., WeightDiff], tmp_path: Path
) -> None:
    path = save_tiny()
    near = load_base(rounded_copy(path, tmp_path / "near", 24), dtype="float32", device="cpu")
    base = load_base(path, dtype="float32", device="cpu")
    old = random_diff(base)  # its card has none, as those of older versions
    old.check(base)
    with pytest.raises(BaseMismatch, match="same architecture, different values"):
        old.check(near)
    for broken in ("AAAA", "?", base.fingerprint.sketch[:-4]):
        card = old.card.with_(base={**base.fingerprint.to_json(), "sketch": broken})
        with pytest.raises(BaseMismatch):
            old.with_card(card).check(near)


def relative(one: BaseModel, other: BaseModel) -> float:
    """The distance of all matrices, exactly."""
    pairs = [(a, b) for a, b in zip(one.model.parameters(), other.model.parameters(), strict=True) if a.ndim == 2]
    return float((sum((a - b).square().sum() for a, b in pairs) / sum(b.square().sum() for _, b in pairs)) ** 0.5)
