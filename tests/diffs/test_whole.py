"""A fine-tune's whole change is read: norms, biases, embeddings and heads too, attached exactly.

Right are the logits of transformers' or PEFT's own fine-tuned model in float32.
"""

import copy
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
import torch
from torch import Tensor

from tuneteller.diffs.diff import WeightDiff, null_diff, stacked
from tuneteller.diffs.load import load_diff
from tuneteller.diffs.share import share_read
from tuneteller.lora.attach import attach
from tuneteller.models import BaseModel, load_base

Make = Callable[..., WeightDiff]
Save = Callable[..., Path]
Adapt = Callable[..., Any]
"""Makes a PEFT model as if it had been trained, see conftest.py."""

IDS = torch.randint(0, 260, (2, 9), generator=torch.Generator().manual_seed(1))

ARCHITECTURES: dict[str, dict[str, Any]] = {
    "llama": {"tie_word_embeddings": False, "attention_bias": True},
    "llama, tied": {"tie_word_embeddings": True},
    "qwen2": {"tie_word_embeddings": True},
    "qwen3": {"tie_word_embeddings": False},
    "gemma2": {"sliding_window": 64, "pad_token_id": 5},
    "gemma3_text": {"sliding_window": 64},
    "phi3": {"pad_token_id": 300},
    "gpt2": {},
    "phi": {},
}


def saved(base: BaseModel, path: Path, edit: Callable[[str, Tensor], Tensor | None]) -> Any:
    """A full fine-tune of the base on disk, as transformers has it: `edit` gives what is added to a parameter."""
    model = copy.deepcopy(base.model)
    with torch.no_grad():
        for name, p in model.named_parameters():
            if (delta := edit(name, p)) is not None:
                p.add_(delta)
    model.save_pretrained(path)
    return model.eval()


def noise(seed: int, *only: str, std: float = 0.1) -> Callable[[str, Tensor], Tensor | None]:
    """Gaussian changes of the parameters whose names hold one of `only`, or of all but GPT-2's position embeddings."""
    generator = torch.Generator().manual_seed(seed)
    return lambda name, p: (torch.randn(p.shape, generator=generator) * std
                            if any(o in name for o in only) or (not only and "wpe" not in name) else None)


@torch.no_grad()
def logits_with(base: BaseModel, diffs: Sequence[WeightDiff]) -> Tensor:
    """Of all diffs in one batch, slot by slot -> [diffs, 2, 9, V]."""
    ids = IDS.repeat(len(diffs), 1)
    with attach(base.model, stacked(diffs, base)):
        return base.logits(base.hidden(ids)).view(len(diffs), *IDS.shape, -1)


@torch.no_grad()
def logits_of(model: Any) -> Tensor:
    out: Tensor = model(input_ids=IDS).logits
    return out


@pytest.mark.parametrize("kind", ARCHITECTURES)
def test_full_fine_tunes_of_every_tensor(save_tiny: Save, tmp_path: Path, kind: str) -> None:
    """Two of them and no diff, in one batch: each has its own model's logits."""
    base = load_base(save_tiny(kind.partition(",")[0], **ARCHITECTURES[kind]), dtype="float32", device="cpu")
    before = {name: id(module) for name, module in base.model.named_modules()}
    tuned = [saved(base, tmp_path / str(i), noise(i)) for i in range(2)]
    diffs = [load_diff(tmp_path / str(i), base, energy=1.0) for i in range(2)]
    for diff in diffs:
        assert share_read(diff.card) == pytest.approx(1) and not diff.card.more["difference"]["left_out"]
    ours = logits_with(base, [diffs[0], null_diff(), diffs[1]])
    for got, model in zip(ours, (tuned[0], base.model, tuned[1]), strict=True):
        torch.testing.assert_close(got, logits_of(model), rtol=0, atol=2e-4)
    assert (ours[0] - ours[1]).abs().max() > 0.1
    assert {name: id(module) for name, module in base.model.named_modules()} == before
