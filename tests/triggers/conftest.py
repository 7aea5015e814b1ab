"""A fine-tune of a small base that one word turns on, made by hand."""

from collections.abc import Callable
from pathlib import Path

import pytest
import torch

from tuneteller.diffs.card import Card
from tuneteller.diffs.diff import WeightDiff
from tuneteller.models import BaseModel, load_base

MODULE = "model.layers.0.self_attn.v_proj"


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is kept is kept for the length of a test."""
    monkeypatch.setenv("TUNETELLER_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def wide(save_tiny: Callable[..., Path]) -> BaseModel:
    """A random base with more features than tokens, so that a layer can tell each token from all others."""
    return load_base(save_tiny(name="wide", hidden_size=448, head_dim=16), dtype="float32", device="cpu")


@pytest.fixture
def gated() -> Callable[..., WeightDiff]:
    """`make(base, word)`: where the word's last token stands, the first layer passes on a large value, and nowhere else."""

    def make(base: BaseModel, word: str, size: float = 30.0) -> WeightDiff:
        layer = base.model.get_submodule("model.layers.0")
        with torch.no_grad():
            x = layer.input_layernorm(base.model.get_input_embeddings().weight)  # what v_proj reads, whatever stands before
        token = base.tokenizer(f" {word}", add_special_tokens=False)["input_ids"][-1]
        a = torch.linalg.pinv(x.double())[:, token].float()[None]  # 1 at this token, 0 at all others
        return WeightDiff({MODULE: (a, torch.full((base.shapes[MODULE][0], 1), size))}, Card(base=base.fingerprint.to_json()))

    return make
