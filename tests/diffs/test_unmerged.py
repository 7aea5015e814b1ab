"""A model saved with its LoRA still beside the weights is read as what it computes."""

import copy
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from peft import LoraConfig, get_peft_model
from safetensors.torch import load_file, save_file
from torch import Tensor

from tuneteller.diffs.diff import WeightDiff, stacked
from tuneteller.diffs.load import load_diff
from tuneteller.diffs.lowrank import Cut
from tuneteller.diffs.share import said_left_out, share_read
from tuneteller.diffs.unmerged import full_difference
from tuneteller.errors import DiffError, NothingRead
from tuneteller.lora.attach import attach
from tuneteller.models import BaseModel

Adapt = Callable[..., Any]
"""Makes a PEFT model as if it had been trained, see conftest.py."""
IDS = torch.randint(0, 260, (2, 9), generator=torch.Generator().manual_seed(1))


@torch.no_grad()
def logits_with(base: BaseModel, diff: WeightDiff) -> Tensor:
    with attach(base.model, stacked([diff], base)):
        return base.logits(base.hidden(IDS))


def lora(**settings: Any) -> LoraConfig:
    return LoraConfig(task_type="CAUSAL_LM", **{"r": 3, "lora_alpha": 3, "target_modules": ["q_proj", "down_proj"], **settings})


def written(base: BaseModel, model: Any, path: Path, rename: Callable[[str], str] = str) -> Path:
    """What `save_model` and tools that gather shards leave: the state dict as it is, and the base's config."""
    path.mkdir()
    save_file({rename(k): t.clone().contiguous() for k, t in model.state_dict().items()}, path / "model.safetensors",
              {"format": "pt"})
    base.model.config.save_pretrained(path)
    return path


RENAMES: dict[str, Callable[[str], str]] = {
    "as PEFT's state dict": str,
    "without PEFT's wrapper": lambda key: key.removeprefix("base_model.model."),
    "another adapter name": lambda key: key.replace(".default.", ".my_run."),
    "no adapter name": lambda key: key.replace(".default.", "."),
    "compiled": lambda key: "_orig_mod." + key.replace(".default.weight", "._orig_mod.default.weight"),
    "sharded": lambda key: re.sub(r"(layers\.\d+\.)", r"\1_fsdp_wrapped_module._checkpoint_wrapped_module.", key),
    "in parallel": lambda key: "module." + key,
    "held by a trainer's own class": lambda key: "_orig_mod.actor." + key,
}


@pytest.mark.parametrize("rename", RENAMES)
@pytest.mark.parametrize("in_full", [False, True])
def test_it_gives_the_fine_tunes_logits(tiny: BaseModel, tmp_path: Path, rename: str, in_full: bool, moved: Adapt) -> None:
    """Also where the weights under the factors were trained too."""
    model = get_peft_model(copy.deepcopy(tiny.model), lora())
    if in_full:
        for name, p in model.named_parameters():
            p.requires_grad = "lora" in name or "v_proj" in name or "q_proj.base_layer" in name
    path = written(tiny, moved(model), tmp_path / "run", RENAMES[rename])
    diff = load_diff(path, tiny, energy=1.0)
    with torch.no_grad():
        torch.testing.assert_close(logits_with(tiny, diff), model(input_ids=IDS).logits, rtol=0, atol=1e-4)
    assert {n.rsplit(".")[-1] for n in diff.factors} == {"q_proj", "down_proj"} | ({"v_proj"} if in_full else set())
    assert share_read(diff.card) == pytest.approx(1, abs=1e-5) and "not merged" in diff.card.more["difference"]["of"]


def test_the_scale_is_that_of_the_adapters_config(tiny: BaseModel, tmp_path: Path, adapted: Adapt) -> None:
    model = adapted(tiny, lora(lora_alpha=9, alpha_pattern={"q_proj": 1}, use_rslora=True))
    path = written(tiny, model, tmp_path / "run")
    [said] = load_diff(path, tiny).card.remarks
    assert "lora_alpha is taken as equal to the rank" in said
    model.save_pretrained(tmp_path / "adapter")
    (tmp_path / "adapter" / "adapter_config.json").rename(path / "adapter_config.json")
    from tuneteller.diffs.checkpoint import load_checkpoint

    diff = load_checkpoint(path, tiny, Cut())
    assert not diff.card.remarks
    with torch.no_grad():
        torch.testing.assert_close(logits_with(tiny, diff), model(input_ids=IDS).logits, rtol=0, atol=1e-4)


def test_what_was_saved_in_place_of_a_module_counts(tiny: BaseModel, tmp_path: Path, adapted: Adapt) -> None:
    model = adapted(tiny, lora(modules_to_save=["norm", "o_proj"]))
    diff = load_diff(written(tiny, model, tmp_path / "run"), tiny, energy=1.0)
    assert any("o_proj" in name for name in diff.factors)
    assert "model.norm.weight" in diff.vectors and share_read(diff.card) == pytest.approx(1)
    with torch.no_grad():
        torch.testing.assert_close(logits_with(tiny, diff), model(input_ids=IDS).logits, rtol=0, atol=1e-4)


@pytest.mark.parametrize("settings", [{"lora_bias": True}, {"target_modules": ["embed_tokens"]}])
@pytest.mark.parametrize("scaled", [True, False])
def test_what_the_adapter_has_beside_factors_of_layers(tiny: BaseModel, tmp_path: Path, settings: dict[str, Any], scaled: bool,
                                                       adapted: Adapt) -> None:
    """Read where the adapter's config says how it is scaled, else named."""
    model = adapted(tiny, lora(lora_alpha=9, **settings))
    path = written(tiny, model, tmp_path / "run")
    if not scaled:
        if "lora_bias" in settings:
            assert "q_proj.lora_B" in said_left_out(load_diff(path, tiny).card)
        else:
            with pytest.raises(NothingRead, match=r"cannot be read: .*lora_embedding_A"):
                load_diff(path, tiny)
        return
    model.save_pretrained(tmp_path / "adapter")
    config = json.loads((tmp_path / "adapter" / "adapter_config.json").read_text())
    diff = full_difference(tiny, load_file(path / "model.safetensors"), Cut(), kind="full checkpoint", adapter_config=config)
    assert share_read(diff.card) == pytest.approx(1) and not said_left_out(diff.card)
    with torch.no_grad():
        torch.testing.assert_close(logits_with(tiny, diff), model(input_ids=IDS).logits, rtol=0, atol=1e-4)


def test_what_is_no_single_plain_lora_is_refused(tiny: BaseModel, tmp_path: Path, adapted: Adapt, moved: Adapt) -> None:
    model = adapted(tiny, lora(use_dora=True))
    with pytest.raises(DiffError, match=r"lora_magnitude_vector.*no plain LoRA.*merge_and_unload"):
        load_diff(written(tiny, model, tmp_path / "dora"), tiny)
    model = get_peft_model(copy.deepcopy(tiny.model), lora())
    model.add_adapter("other", lora())
    with pytest.raises(DiffError, match="several adapters that were not merged"):
        load_diff(written(tiny, model, tmp_path / "two"), tiny)
    model = get_peft_model(copy.deepcopy(tiny.model), lora())
    with pytest.raises(NothingRead, match="changes nothing"):
        load_diff(written(tiny, model, tmp_path / "fresh"), tiny)
    path = written(tiny, moved(model), tmp_path / "lost")
    tensors = load_file(path / "model.safetensors")
    save_file({k: t for k, t in tensors.items() if "layers.0.self_attn.q_proj.lora_A" not in k}, path / "model.safetensors")
    with pytest.raises(DiffError, match=r"lora_B of .*q_proj' without its counterpart"):
        load_diff(path, tiny)


@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16])
def test_a_whole_state_in_an_adapters_file(tiny: BaseModel, tmp_path: Path, dtype: torch.dtype, adapted: Adapt) -> None:
    """What `save_pretrained` is given as a state dict is what it writes. Layers that only the dtype rounded are no change."""
    model = adapted(tiny, lora())
    model.save_pretrained(tmp_path / "adapter")
    whole = {k: t.clone() if "lora_" in k else t.to(dtype) for k, t in model.state_dict().items()}
    save_file(whole, tmp_path / "adapter" / "adapter_model.safetensors")
    diff = load_diff(tmp_path / "adapter", tiny, energy=1.0)
    assert {n.rsplit(".")[-1] for n in diff.factors} == {"q_proj", "down_proj"}
    want, tolerance = model(input_ids=IDS).logits.detach(), 1e-4 if dtype == torch.float32 else 0.05
    torch.testing.assert_close(logits_with(tiny, diff), want, rtol=0, atol=tolerance)


def test_factors_alone_are_told_to_be_an_adapter(tiny: BaseModel, tmp_path: Path, adapted: Adapt) -> None:
    path = written(tiny, adapted(tiny, lora()), tmp_path / "run")
    tensors = load_file(path / "model.safetensors")
    save_file({k: t for k, t in tensors.items() if "lora_" in k}, path / "model.safetensors")
    with pytest.raises(DiffError, match=r"no weights of a model: it is an adapter. Call the file adapter_model\.safetensors"):
        load_diff(path, tiny)


def test_codes_are_refused_here_too(tiny: BaseModel, tmp_path: Path, adapted: Adapt) -> None:
    path = written(tiny, adapted(tiny, lora()), tmp_path / "run")
    tensors = load_file(path / "model.safetensors")
    save_file({k: (t * 100).to(torch.int8) if "lora_" in k else t for k, t in tensors.items()}, path / "model.safetensors")
    with pytest.raises(DiffError, match="int8, which is a code"):
        load_diff(path, tiny)
    assert json.loads((path / "config.json").read_text())["model_type"] == "llama"
