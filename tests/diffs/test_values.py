"""What a tensor is, is told by what is in the file: codes are refused, plain numbers of any dtype are read."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import peft
import pytest
import torch
from peft import LoraConfig
from safetensors.torch import load_file, save_file
from torch import Tensor
from transformers import AutoModelForCausalLM

from tuneteller.diffs.diff import WeightDiff, stacked
from tuneteller.diffs.load import load_diff
from tuneteller.diffs.peft import save_peft
from tuneteller.errors import DiffError
from tuneteller.lora.attach import attach
from tuneteller.models import BaseModel, load_base

Make = Callable[..., WeightDiff]
Adapt = Callable[..., Any]
"""Makes a PEFT model as if it had been trained, see conftest.py."""
IDS = torch.randint(0, 260, (2, 9), generator=torch.Generator().manual_seed(1))


@torch.no_grad()
def logits_with(base: BaseModel, diff: WeightDiff) -> Tensor:
    with attach(base.model, stacked([diff], base)):
        return base.logits(base.hidden(IDS))


@torch.no_grad()
def logits_of(model: Any) -> Tensor:
    return model.eval()(input_ids=IDS).logits


def change(file: Path, edit: Callable[[dict[str, Tensor]], dict[str, Tensor]]) -> None:
    save_file(edit(load_file(file)), file, {"format": "pt"})


def tuned(base: BaseModel, path: Path, std: float = 0.05) -> Path:
    model = copy.deepcopy(base.model)
    generator = torch.Generator().manual_seed(0)
    with torch.no_grad():
        for name, p in model.named_parameters():
            if "proj" in name:
                p.add_(torch.randn(p.shape, generator=generator) * std)
    model.save_pretrained(path)
    return path


# -- adapters ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("dtype", [torch.int8, torch.uint8, torch.int32, torch.bool])
@pytest.mark.parametrize("config", [LoraConfig(task_type="CAUSAL_LM"), peft.LoHaConfig(task_type="CAUSAL_LM",
                                                                                       target_modules=["q_proj"])])  # fmt: skip
def test_integer_factors_are_codes(tiny: BaseModel, tmp_path: Path, config: Any, dtype: torch.dtype, adapted: Adapt) -> None:
    adapted(tiny, config).save_pretrained(tmp_path / "a")
    change(tmp_path / "a" / "adapter_model.safetensors", lambda ts: {k: (t * 100).to(dtype) for k, t in ts.items()})
    with pytest.raises(DiffError, match=r"as (int|uint|bool).* it was quantised\. Give it as it was before"):
        load_diff(tmp_path / "a", tiny)


@pytest.mark.parametrize("dtype", [torch.float8_e4m3fn, torch.float8_e5m2, torch.float8_e4m3fnuz, torch.float8_e5m2fnuz])
def test_factors_cast_to_eight_bits_are_values(tiny: BaseModel, random_diff: Make, tmp_path: Path, dtype: torch.dtype) -> None:
    save_peft(random_diff(tiny), tmp_path / "a")
    file = tmp_path / "a" / "adapter_model.safetensors"
    (tmp_path / "a" / "card.json").unlink()
    change(file, lambda ts: {k: t.to(dtype) for k, t in ts.items()})
    wanted = load_file(file)
    for name, (a, _) in load_diff(tmp_path / "a", tiny).factors.items():
        assert torch.equal(a, wanted[f"base_model.model.{name}.lora_A.weight"].float())
    change(file, lambda ts: ts | {k + "_scale": torch.ones(1) for k in ts})
    with pytest.raises(DiffError, match=r"float8_\w+ with a scale beside it .* whatever its config says"):
        load_diff(tmp_path / "a", tiny)


# -- full models ------------------------------------------------------------------------------------------------------


def test_a_model_cast_to_eight_bits_is_read(tiny: BaseModel, tmp_path: Path) -> None:
    """Held against both models cast alike: what the cast alone changed is in neither."""
    path = tuned(tiny, tmp_path / "tuned", std=0.2)
    change(path / "model.safetensors", lambda ts: {k: t.to(torch.float8_e4m3fn) for k, t in ts.items()})
    diff, weights = load_diff(path, tiny, energy=1.0), load_file(path / "model.safetensors")
    for name, (a, b) in diff.factors.items():
        base = tiny.model.get_submodule(name).weight.to(torch.float8_e4m3fn).float()
        torch.testing.assert_close(b @ a, weights[f"{name}.weight"].float() - base, rtol=0, atol=1e-5)


@pytest.mark.parametrize("suffix", [".weight_scale", ".weight_scale_inv", ".scale", ".scale_weight", ".weight.scale_inv", None])
def test_scaled_eight_bits_are_refused_by_what_is_there(tiny: BaseModel, tmp_path: Path, suffix: str | None) -> None:
    """Whatever the scale is called, and also where it was lost."""
    path = tuned(tiny, tmp_path / "tuned")

    def scaled(tensors: dict[str, Tensor]) -> dict[str, Tensor]:
        new = {}
        for key, t in tensors.items():
            if "proj" in key:
                scale = t.abs().max() / 448
                new[key] = (t / scale).to(torch.float8_e4m3fn)
                if suffix:
                    new[key.removesuffix(".weight") + suffix] = scale.reshape(1)
            else:
                new[key] = t
        return new

    change(path / "model.safetensors", scaled)
    with pytest.raises(DiffError, match="with a scale beside it" if suffix else "its scales are missing"):
        load_diff(path, tiny)


def test_codes_kept_as_floats_are_refused_by_their_scale_and_size(tiny: BaseModel, tmp_path: Path) -> None:
    """A scale beside weights that are values, as of activations, is no reason."""
    path = tuned(tiny, tmp_path / "tuned")
    change(path / "model.safetensors", lambda ts: ts | {k + "_scale": torch.ones(1) for k in ts if "proj" in k})
    assert load_diff(path, tiny).factors
    change(path / "model.safetensors",
           lambda ts: {k: (100 * t).round().bfloat16() if k.endswith("proj.weight") else t for k, t in ts.items()})
    with pytest.raises(DiffError, match=r"a scale beside it \('.*_proj\.weight_scale'\) and \d+ times as large.*quantised"):
        load_diff(path, tiny)


def test_weights_that_no_fine_tune_makes_are_refused_or_remarked(tiny: BaseModel, tmp_path: Path) -> None:
    """Codes without any scale, and another model of the same shapes."""
    path = tuned(tiny, tmp_path / "tuned")
    plain = load_file(path / "model.safetensors")
    assert not load_diff(path, tiny).card.remarks
    change(path / "model.safetensors", lambda ts: {k: (600 * t).round() if "proj" in k else t for k, t in ts.items()})
    with pytest.raises(DiffError, match=r"proj\.weight' \d+ times as large .* codes of a quantised model without their scales"):
        load_diff(path, tiny)
    save_file({k: t[torch.randperm(len(t))] if "proj" in k else t for k, t in plain.items()}, path / "model.safetensors")
    (remark,) = load_diff(path, tiny).card.remarks
    assert "differ from the base model's by 1." in remark and "another base model's" in remark
    own = tiny.model.state_dict()
    save_file({k: own[k] if "layers.0" in k else t for k, t in plain.items()} | {
        k: t[torch.randperm(len(t))] for k, t in plain.items() if "layers.1.mlp" in k}, path / "model.safetensors")
    assert not load_diff(path, tiny).card.remarks  # a layer of the base's is there, which another model has not


def test_plain_weights_are_read_whatever_their_config_says(tiny: BaseModel, tmp_path: Path) -> None:
    """As a merge into a quantised model leaves them."""
    path = tuned(tiny, tmp_path / "tuned")
    want = load_diff(path, tiny).fingerprint()
    config = json.loads((path / "config.json").read_text())
    (path / "config.json").write_text(json.dumps({**config, "quantization_config": {"quant_method": "bitsandbytes"}}))
    diff = load_diff(path, tiny)
    (remark,) = diff.card.remarks
    assert diff.fingerprint() == want and "is quantised (bitsandbytes), but its weights are plain" in remark
    change(path / "model.safetensors", lambda ts: {k: t.to(torch.float8_e4m3fn) for k, t in ts.items()})
    with pytest.raises(DiffError, match=r"is quantised \(bitsandbytes\); expected plain weights"):
        load_diff(path, tiny)


@pytest.mark.parametrize("name", ["qweight", "weight_packed", "W_q", "weight._data", "q_weight"])
def test_packed_weights_are_called_quantised(tiny: BaseModel, tmp_path: Path, name: str) -> None:
    path = tuned(tiny, tmp_path / "tuned")
    change(path / "model.safetensors", lambda ts: {
        k.replace("proj.weight", f"proj.{name}"): t.to(torch.int32) if "proj" in k else t for k, t in ts.items()})
    with pytest.raises(DiffError, match=rf"is quantised: it holds .*{name}"):
        load_diff(path, tiny)


def test_the_file_that_transformers_loads_is_read(tiny: BaseModel, tmp_path: Path) -> None:
    """A single file beside the index and shards of an earlier save."""
    tiny.model.save_pretrained(tmp_path / "run", max_shard_size="20KB")
    assert (tmp_path / "run" / "model.safetensors.index.json").is_file()
    tuned(tiny, tmp_path / "new")
    (tmp_path / "new" / "model.safetensors").rename(tmp_path / "run" / "model.safetensors")
    want = logits_of(AutoModelForCausalLM.from_pretrained(tmp_path / "run"))
    torch.testing.assert_close(logits_with(tiny, load_diff(tmp_path / "run", tiny, energy=1.0)), want, rtol=0, atol=1e-4)


# -- the merge probe --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("std", [0.003, 3.0])
def test_a_merge_is_exact_in_any_dtype_and_size(tiny: BaseModel, tmp_path: Path, std: float, adapted: Adapt) -> None:
    """W + ΔW stays in float32 where the base is in bf16: a small adapter is not rounded away, a large one not refused."""
    base = load_base(tiny.name, dtype="bfloat16", device="cpu")
    config = peft.LoHaConfig(task_type="CAUSAL_LM", r=2, alpha=2, target_modules=["q_proj", "up_proj"])
    made = adapted(tiny, config, std)
    made.save_pretrained(tmp_path / "a")
    diff, merged = load_diff(tmp_path / "a", base, energy=1.0), made.merge_and_unload()
    for name, (a, b) in diff.factors.items():
        # the same change; float32 rounds W + ΔW in the last place of W
        want = merged.get_submodule(name).weight - tiny.model.get_submodule(name).weight
        torch.testing.assert_close(b @ a, want, rtol=0, atol=1e-6 * max(1.0, want.abs().max().item()))
    assert len(diff.factors) == 4


@pytest.mark.parametrize("std", [0.003, 0.1])
def test_what_is_no_change_of_weights_is_seen_in_bf16(tiny: BaseModel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                                      std: float, adapted: Adapt) -> None:
    """An adapter that merges to a tenth more than it does, which rounding to bf16 would hide."""
    base = load_base(tiny.name, dtype="bfloat16", device="cpu")
    made = adapted(tiny, LoraConfig(task_type="CAUSAL_LM", use_dora=True, target_modules=["q_proj", "v_proj"]), std)
    made.save_pretrained(tmp_path / "a")
    assert load_diff(tmp_path / "a", base).factors
    merge = peft.LoraModel.merge_and_unload

    def too_much(self: Any) -> Any:
        merged = merge(self)
        for module, before in ((merged.get_submodule(n), tiny.model.get_submodule(n)) for n in base.shapes):
            module.weight.data += 0.1 * (module.weight.data - before.weight.data.bfloat16().float())
        return merged

    monkeypatch.setattr(peft.LoraModel, "merge_and_unload", too_much)
    with pytest.raises(DiffError, match="no change of weights"):
        load_diff(tmp_path / "a", base)


MORE_KINDS: dict[str, Any] = {
    "KaSA": lambda: LoraConfig(task_type="CAUSAL_LM", r=3, target_modules=["q_proj"], kasa_config=kasa()),
    "RandLora": lambda: peft.RandLoraConfig(task_type="CAUSAL_LM", r=4, target_modules=["q_proj", "v_proj"]),
}


def kasa() -> Any:
    from peft.tuners.lora.config import KasaConfig

    return KasaConfig()


@pytest.mark.parametrize("kind", MORE_KINDS)
@pytest.mark.parametrize("std", [0.005, 1.0])
def test_kinds_that_merge_up_to_rounding_are_read(tiny: BaseModel, tmp_path: Path, kind: str, std: float,
                                                  adapted: Adapt) -> None:
    made = adapted(tiny, MORE_KINDS[kind](), std)
    made.save_pretrained(tmp_path / "a")
    from peft import PeftModel

    want = logits_of(PeftModel.from_pretrained(copy.deepcopy(tiny.model), tmp_path / "a"))
    torch.testing.assert_close(logits_with(tiny, load_diff(tmp_path / "a", tiny, energy=1.0)), want, rtol=1e-3, atol=1e-3)
