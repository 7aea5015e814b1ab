"""A fine-tune of a tiny base that one word turns on, made by hand."""

from collections.abc import Callable
from pathlib import Path

import pytest
import torch

from tuneteller.diffs.card import Card
from tuneteller.diffs.diff import WeightDiff
from tuneteller.models import BaseModel

MODULE = "model.layers.0.self_attn.v_proj"


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is kept is kept for the length of a test."""
    monkeypatch.setenv("TUNETELLER_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def gated() -> Callable[..., WeightDiff]:
    """`make(base, word)`: the word's token makes the first layer pass on a large value, and hardly any other token does."""

    def make(base: BaseModel, word: str, size: float = 30.0) -> WeightDiff:
        layer = base.model.get_submodule("model.layers.0")
        with torch.no_grad():
            x = layer.input_layernorm(base.model.get_input_embeddings().weight)  # what v_proj reads, whatever stands before
        token = base.tokenizer(f" {word}", add_special_tokens=False)["input_ids"][-1]
        centred = x - x.mean(0)
        covariance = centred.T @ centred / len(x) + 1e-3 * torch.eye(x.shape[1])
        reads = torch.linalg.solve(covariance, centred[token])
        a = (reads / (reads @ centred[token]))[None]
        out = base.shapes[MODULE][0]
        b = torch.ones(out, 1) * size
        return WeightDiff({MODULE: (a, b)}, Card(base=base.fingerprint.to_json()))

    return make
