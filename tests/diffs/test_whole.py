"""A fine-tune's whole change is read: norms, biases, embeddings and heads too, attached exactly.

Right are the logits of transformers' or PEFT's own fine-tuned model in float32.
"""

import copy
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import peft
import pytest
import torch
from peft import LoraConfig
from torch import Tensor

from tuneteller.diffs.diff import WeightDiff, null_diff, stacked
from tuneteller.diffs.load import load_diff
from tuneteller.diffs.share import left_out, share_read
from tuneteller.lora.attach import attach
from tuneteller.models import BaseModel, load_base

Make = Callable[..., WeightDiff]
Save = Callable[..., Path]
Adapt = Callable[..., Any]
"""Makes a PEFT model as if it had been trained, see conftest.py."""

IDS = torch.tensor([[3, 5, 250, 17, 80, 33, 2, 9, 4], [4, 3, 3, 101, 5, 250, 0, 17, 60]])

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


# -- PEFT -------------------------------------------------------------------------------------------------------------


def lora(**settings: Any) -> LoraConfig:
    return LoraConfig(task_type="CAUSAL_LM", **{"r": 3, "lora_alpha": 6, "target_modules": ["q_proj", "up_proj"], **settings})


ADAPTERS: dict[str, Any] = {
    "bias of the factors": lora(lora_bias=True, use_rslora=True, alpha_pattern={"q_proj": 5}),
    "biases of all layers": lora(bias="all"),
    "biases of the layers with factors": lora(bias="lora_only"),
    "saved norms": lora(modules_to_save=["norm", "input_layernorm"]),
    "saved embeddings": lora(modules_to_save=["embed_tokens"]),
    "saved head": lora(modules_to_save=["lm_head"]),
    "LoRA of both ends": lora(target_modules=["q_proj", "lm_head", "embed_tokens"], rank_pattern={"lm_head": 5}),
    "LoRA of the embeddings alone": lora(target_modules=["embed_tokens"]),
    "tokens": lora(trainable_token_indices=[3, 5, 250]),
    "tokens of both ends": lora(trainable_token_indices={"embed_tokens": [3, 5], "lm_head": [4, 17, 3]}),
    "tokens of the embeddings by name": lora(trainable_token_indices={"embed_tokens": [3, 5]}),
    "tokens alone": peft.TrainableTokensConfig(task_type="CAUSAL_LM", target_modules=["embed_tokens"], token_indices=[3, 5]),
    "norms alone": peft.LNTuningConfig(task_type="CAUSAL_LM", target_modules=["input_layernorm", "norm"]),
    "DoRA and norms": lora(use_dora=True, modules_to_save=["norm"]),
    "IA3 and embeddings": peft.IA3Config(task_type="CAUSAL_LM", target_modules=["k_proj"], feedforward_modules=[],
                                         modules_to_save=["embed_tokens"]),
}  # fmt: skip
FOLLOWED = {
    "saved embeddings, tied": lora(modules_to_save=["embed_tokens"], ensure_weight_tying=True),
    "LoRA of the embeddings, tied": lora(target_modules=["embed_tokens", "q_proj"], ensure_weight_tying=True),
    "tokens of both ends, alike": lora(trainable_token_indices={"embed_tokens": [3, 5], "lm_head": [3, 5]}),
}


@pytest.mark.parametrize("tied", [False, True])
@pytest.mark.parametrize("kind", [*ADAPTERS, *FOLLOWED])
def test_adapters_of_more_than_linear_layers(save_tiny: Save, tmp_path: Path, kind: str, tied: bool, adapted: Adapt) -> None:
    """As PEFT attaches them: where the base's head is its embedding, it follows where PEFT lets it."""
    if kind in FOLLOWED and not tied:
        pytest.skip("nothing to follow")
    base = load_base(save_tiny("qwen2", tie_word_embeddings=tied), dtype="float32", device="cpu")
    made = adapted(base, {**ADAPTERS, **FOLLOWED}[kind])
    made.save_pretrained(tmp_path / "adapter")
    diff = load_diff(tmp_path / "adapter", base, energy=1.0)
    assert share_read(diff.card) == pytest.approx(1, abs=1e-6) and not left_out(diff.card)
    ours = logits_with(base, [null_diff(), diff])
    torch.testing.assert_close(ours[1], logits_of(made), rtol=0, atol=1e-4)
    torch.testing.assert_close(ours[0], logits_of(base.model), rtol=0, atol=1e-5)
    assert (ours[1] - ours[0]).abs().max() > 0.01
