"""Where a change is: shares that sum to 1, and evidence that falls as it does with the diff that lacks the part."""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import torch

from tuneteller.audit.where import ATTENTION, ENDS, MLP, OUTSIDE, VECTORS, by_layer, divisions, where, without
from tuneteller.diffs.diff import WeightDiff
from tuneteller.families.family import CHANGE
from tuneteller.models import BaseModel
from tuneteller.reading.reader import Reader

Make = Callable[..., WeightDiff]


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TUNETELLER_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def reader(tiny: BaseModel, random_diff: Make) -> Reader:
    return Reader(tiny, random_diff(tiny, 9, rank=4), turns=True)


@pytest.fixture
def whole(tiny: BaseModel, random_diff: Make) -> WeightDiff:
    """A change of everything that a diff can change."""
    layers = random_diff(tiny, 1)
    name, (out, width) = next(iter(tiny.ends.items()))
    ends = {name: (torch.randn(1, width) * 0.1, torch.randn(out, 1) * 0.1)}
    vectors = {"model.norm.weight": torch.full((32,), 0.1), "model.layers.1.self_attn.q_proj.bias": torch.full((32,), 0.2)}
    return WeightDiff({**layers.factors, **ends}, layers.card, vectors)


def test_shares_are_of_the_dense_change_and_sum_to_one(reader: Reader, whole: WeightDiff) -> None:
    shares = {part.name: part.share for part in where(reader, whole)}
    assert list(shares) == ["layer 0", "layer 1", OUTSIDE, ATTENTION, MLP, ENDS, VECTORS]
    assert sum(list(shares.values())[:3]) == pytest.approx(1) and sum(list(shares.values())[3:]) == pytest.approx(1)
    squares = {name: float((b.double() @ a.double()).square().sum()) for name, (a, b) in whole.factors.items()}
    squares |= {name: float(v.double().square().sum()) for name, v in whole.vectors.items()}
    total = sum(squares.values())
    assert shares["layer 1"] == pytest.approx(sum(v for k, v in squares.items() if ".layers.1." in k) / total)
    attention = sum(v for k, v in squares.items() if "self_attn" in k and not k.endswith(".bias"))
    assert shares[ATTENTION] == pytest.approx(attention / total)
    assert shares[VECTORS] == pytest.approx((32 * 0.01 + 32 * 0.04) / total)


def test_each_layer_has_its_share(reader: Reader, whole: WeightDiff, random_diff: Make) -> None:
    parts = {part.name: part.share for part in where(reader, whole)}
    assert by_layer(reader.base, whole) == pytest.approx((parts["layer 0"], parts["layer 1"])) and parts[OUTSIDE] > 0
    assert by_layer(reader.base, random_diff(reader.base, 1, modules=["model.layers.1.mlp.up_proj"])) == (0.0, 1.0)
    assert by_layer(reader.base, WeightDiff({})) == ()


def test_parts_without_a_change_are_left_out(reader: Reader, random_diff: Make) -> None:
    only = random_diff(reader.base, 1, modules=["model.layers.1.mlp.up_proj"])
    assert [(part.name, part.share) for part in where(reader, only)] == [("layer 1", 1.0), (MLP, 1.0)]
    assert where(reader, WeightDiff({})) == ()


def test_thirds_hold_every_layer_once() -> None:
    base: Any = SimpleNamespace(config=SimpleNamespace(num_hidden_layers=7), vectors={}, ends={})
    by_layer, _ = divisions(base, [f"h.{i}.mlp" for i in range(7)])
    counts = {name: len(names) for name, names in by_layer.items()}
    assert counts == {"layers 0 to 2": 3, "layers 3 to 4": 2, "layers 5 to 6": 2, OUTSIDE: 0}


def test_what_is_left_without_a_part(whole: WeightDiff) -> None:
    left = without(whole, ["model.norm.weight", "model.layers.0.mlp.up_proj"])
    assert left.factors.keys() == whole.factors.keys() - {"model.layers.0.mlp.up_proj"}
    assert list(left.vectors) == ["model.layers.1.self_attn.q_proj.bias"] and left.card == whole.card


def test_evidence_falls_as_with_the_diff_that_lacks_the_part(reader: Reader, random_diff: Make) -> None:
    """Each diff after its own reply; log p of no diff is the same on both sides and is never computed."""
    diff, texts = random_diff(reader.base, 1), ["I answer.", "Nothing.", *(f"I say {i}." for i in range(8))]  # more than a row
    parts = {part.name: part.evidence for part in where(reader, diff, texts)}
    none = WeightDiff({})
    for name, lacks in (("layer 0", ".layers.0."), (MLP, ".mlp.")):
        rest = WeightDiff({module: pair for module, pair in diff.factors.items() if lacks not in module}, diff.card)
        found = reader.likelihoods([(d, [text]) for d in (diff, rest, none) for text in texts], CHANGE.phrasings[0])
        whole, less, base = (torch.cat(found)[i * len(texts) : (i + 1) * len(texts)] for i in range(3))
        assert parts[name] == pytest.approx(((whole - base) - (less - base)).tolist(), abs=1e-3)
    assert all(len(falls) == len(texts) for falls in parts.values())
