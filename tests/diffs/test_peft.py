"""PEFT directories: what PEFT saved reads as the same model, what is written PEFT reads, and bad ones are refused."""

import json
import math
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch
from peft import LoraConfig, PeftModel, get_peft_model
from peft.tuners.lora import config as lora_configs
from safetensors.torch import load_file, save_file
from torch import Tensor
from transformers import AutoModelForCausalLM

from tuneteller.diffs import patterns
from tuneteller.diffs.card import Card
from tuneteller.diffs.diff import WeightDiff, check_card, noise_like, null_diff, stacked
from tuneteller.diffs.origin import remark_settings
from tuneteller.diffs.peft import load_peft, save_peft
from tuneteller.errors import BaseMismatch, DiffError, StorageError
from tuneteller.lora.attach import attach
from tuneteller.lora.bank import Bank
from tuneteller.models import BaseModel, load_base

Make = Callable[..., WeightDiff]
Save = Callable[..., Path]

CONFIGS: dict[str, dict[str, Any]] = {
    "all linear layers": {"r": 4, "lora_alpha": 8, "target_modules": "all-linear"},
    "rank and alpha patterns": {
        "r": 4,
        "lora_alpha": 8,
        "target_modules": ["q_proj", "v_proj", "down_proj"],
        "rank_pattern": {"q_proj": 2, r"model\.layers\.1\.self_attn\.v_proj": 6},
        "alpha_pattern": {"down_proj": 3, "layers.0.self_attn.q_proj": 5, "^model.layers.1.self_attn.q_proj": 7},
    },
    "rsLoRA": {"r": 4, "lora_alpha": 3, "use_rslora": True, "target_modules": ["up_proj", "o_proj"]},
    "rsLoRA with patterns": {
        "r": 4,
        "lora_alpha": 3,
        "use_rslora": True,
        "target_modules": ["up_proj", "o_proj"],
        "rank_pattern": {"o_proj": 9},
        "alpha_pattern": {"o_proj": 2},
    },
    "some layers": {"r": 3, "lora_alpha": 6, "target_modules": ["q_proj", "gate_proj"], "layers_to_transform": [1]},
    "by a regular expression": {"r": 1, "lora_alpha": 2, "target_modules": r".*\.0\..*(q|k|v)_proj"},
}


def plain_model(base: BaseModel) -> Any:
    return AutoModelForCausalLM.from_pretrained(base.name, dtype=torch.float32).eval()


def peft_model(base: BaseModel, **config: Any) -> Any:
    """A LoRA made by PEFT on the base, as if it had been trained: B is random, not zero."""
    wrapped = get_peft_model(plain_model(base), LoraConfig(task_type="CAUSAL_LM", **config)).eval()
    generator = torch.Generator().manual_seed(3)
    with torch.no_grad():
        for name, parameter in wrapped.named_parameters():
            if "lora_B" in name:
                parameter.normal_(std=0.1, generator=generator)
    return wrapped


def ids_for(base: BaseModel) -> Tensor:
    return torch.randint(0, base.vocab_size, (2, 9), generator=torch.Generator().manual_seed(1))


def logits_with(base: BaseModel, diff: WeightDiff) -> Tensor:
    diff.check(base)
    with torch.no_grad(), attach(base.model, stacked([diff], base)):
        return base.logits(base.hidden(ids_for(base)))


def logits_of(model: Any, base: BaseModel) -> Tensor:
    with torch.no_grad():
        return model(input_ids=ids_for(base)).logits


# -- what PEFT wrote --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", CONFIGS)
def test_a_peft_lora_gives_pefts_logits(tiny: BaseModel, tmp_path: Path, kind: str) -> None:
    made = peft_model(tiny, **CONFIGS[kind])
    made.save_pretrained(tmp_path / "lora")
    ours = logits_with(tiny, load_peft(tmp_path / "lora"))
    torch.testing.assert_close(ours, logits_of(made, tiny), rtol=0, atol=1e-5)
    assert (ours - logits_of(plain_model(tiny), tiny)).abs().max() > 0.01  # it does change something


def test_only_what_was_tuned_is_in_the_diff(tiny: BaseModel, tmp_path: Path) -> None:
    peft_model(tiny, **CONFIGS["some layers"]).save_pretrained(tmp_path / "lora")
    diff = load_peft(tmp_path / "lora")
    assert set(diff.factors) == {"model.layers.1.self_attn.q_proj", "model.layers.1.mlp.gate_proj"}
    assert not diff.card
    diff.check(tiny)


@pytest.mark.parametrize("leak", [
    lambda k: k.replace(".weight", ".default.weight"),
    lambda k: k.replace(".weight", ".sft.weight"),
    lambda k: "_orig_mod." + k,
    lambda k: "module." + k,
    lambda k: "_forward_module.module." + k,
    lambda k: "actor.model." + k,
    lambda k: k.replace(".self_attn.", "._fpw_module.self_attn."),
    lambda k: re.sub(r"(layers\.\d+\.)", r"\1_checkpoint_wrapped_module.", k),
    lambda k: re.sub(r"(layers\.\d+\.)", r"\1_fsdp_wrapped_module._orig_mod.", k),
    lambda k: k.replace(".lora_", "._orig_mod.lora_").replace("base_model.", "base_model.module."),
    lambda k: k.removeprefix("base_model.model."),
    lambda k: "_orig_mod." + k.removeprefix("base_model.model.").replace(".weight", ".mine.weight"),
    lambda k: "base_model.model." + k,
])  # fmt: skip
def test_what_trainers_leave_in_the_keys_is_no_part_of_the_name(
    tiny: BaseModel, tmp_path: Path, leak: Callable[[str], str]
) -> None:
    """Compiled, sharded or checkpointed models, an adapter's own name, the model inside PEFT's: one and the same adapter."""
    peft_model(tiny, **CONFIGS["rank and alpha patterns"]).save_pretrained(tmp_path / "lora")
    before = load_peft(tmp_path / "lora").fingerprint()
    file = tmp_path / "lora" / "adapter_model.safetensors"
    save_file({leak(k): t.clone() for k, t in load_file(file).items()}, file)  # old releases map the file they write
    assert load_peft(tmp_path / "lora").fingerprint() == before


def test_two_adapters_in_one_file_are_refused(tiny: BaseModel, tmp_path: Path) -> None:
    peft_model(tiny, **CONFIGS["rsLoRA"]).save_pretrained(tmp_path / "lora")
    file = tmp_path / "lora" / "adapter_model.safetensors"
    save_file({k.replace(".weight", f".{n}.weight"): t.clone() for k, t in load_file(file).items() for n in "ab"}, file)
    with pytest.raises(DiffError, match="twice; expected one adapter a file"):
        load_peft(tmp_path / "lora")


def test_the_noise_of_training_is_no_part_of_the_adapter(tiny: BaseModel, tmp_path: Path) -> None:
    """MonteCLoRA samples around A while it trains; afterwards it is W + BA (and so is VeLoRA)."""
    made = peft_model(tiny, r=4, target_modules=["q_proj", "v_proj"], monteclora_config=lora_configs.MontecloraConfig())
    made.save_pretrained(tmp_path / "lora")
    assert any("monteclora" in key for key in load_file(tmp_path / "lora" / "adapter_model.safetensors"))
    torch.testing.assert_close(logits_with(tiny, load_peft(tmp_path / "lora")), logits_of(made, tiny), rtol=0, atol=1e-5)
    made = peft_model(tiny, r=4, target_modules=["q_proj", "v_proj"], velora_config=lora_configs.VeloraConfig(num_groups=4))
    made.save_pretrained(tmp_path / "velora")
    torch.testing.assert_close(logits_with(tiny, load_peft(tmp_path / "velora")), logits_of(made, tiny), rtol=0, atol=1e-5)


# -- what we write ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", CONFIGS)
def test_peft_reads_what_is_saved(tiny: BaseModel, tmp_path: Path, kind: str) -> None:
    made = peft_model(tiny, **CONFIGS[kind])
    made.save_pretrained(tmp_path / "theirs")
    diff = load_peft(tmp_path / "theirs")
    save_peft(diff, tmp_path / "ours", base_name=tiny.name, dtype=torch.float32)
    read = PeftModel.from_pretrained(plain_model(tiny), tmp_path / "ours").eval()
    torch.testing.assert_close(logits_of(read, tiny), logits_of(made, tiny), rtol=0, atol=1e-5)
    touched = {name for name, module in read.named_modules() if hasattr(module, "lora_A")}
    assert touched == {f"base_model.model.{name}" for name in diff.factors}


def test_round_trip_is_bitwise(tiny: BaseModel, tmp_path: Path, random_diff: Make) -> None:
    some = random_diff(tiny, 2, rank=1, modules=["model.layers.0.mlp.up_proj"])
    mixed = {**random_diff(tiny, 1, rank=3).factors, **some.factors}
    diff = WeightDiff(mixed, {"base": tiny.fingerprint.to_json(), "label": "lighthouses \u2028 ☂"})
    save_peft(diff, tmp_path / "full", dtype=torch.float32, files={"run.json": {"seed": 0}})
    save_peft(diff, tmp_path / "half")
    full, half = load_peft(tmp_path / "full"), load_peft(tmp_path / "half")
    assert full.card == half.card == diff.card
    assert full.fingerprint() == diff.fingerprint() != half.fingerprint()
    for name, (a, b) in diff.factors.items():
        assert torch.equal(full.factors[name][0], a) and torch.equal(full.factors[name][1], b)
        assert torch.equal(half.factors[name][0], a.bfloat16().float())
        assert torch.equal(half.factors[name][1], b.bfloat16().float())
    assert json.loads((tmp_path / "full" / "run.json").read_text()) == {"seed": 0}
    assert sorted(p.name for p in tmp_path.iterdir() if p.name != "base") == ["full", "half"]


def test_modules_may_share_a_factor(tiny: BaseModel, tmp_path: Path) -> None:
    a = torch.randn(2, 32)
    names = [f"model.layers.0.self_attn.{p}_proj" for p in "kv"]
    save_peft(WeightDiff({name: (a, torch.randn(16, 2)) for name in names}), tmp_path / "d", dtype=torch.float32)
    assert all(torch.equal(pair[0], a) for pair in load_peft(tmp_path / "d").factors.values())


def test_what_cannot_be_saved(tiny: BaseModel, tmp_path: Path, random_diff: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    diff = random_diff(tiny)
    (tmp_path / "there").mkdir()
    with pytest.raises(StorageError, match="exists already"):
        save_peft(diff, tmp_path / "there")
    with pytest.raises(DiffError, match="no change at all"):
        save_peft(null_diff(), tmp_path / "null")
    with pytest.raises(DiffError, match="too narrow"):
        save_peft(diff.scaled(1e7), tmp_path / "narrow", dtype=torch.float16)

    def full_disk(tensors: Any, path: Path, metadata: Any = None) -> None:
        path.write_bytes(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tuneteller.diffs.peft.save_file", full_disk)
    with pytest.raises(StorageError, match="No space left"):
        save_peft(diff, tmp_path / "deep" / "diff")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["base", "deep", "there"]
    assert list((tmp_path / "deep").iterdir()) == []


# -- what is refused --------------------------------------------------------------------------------------------------


@pytest.fixture
def saved(tiny: BaseModel, tmp_path: Path, random_diff: Make) -> Path:
    """A good PEFT directory, to be spoilt."""
    save_peft(random_diff(tiny), tmp_path / "lora", dtype=torch.float32)
    load_peft(tmp_path / "lora").check(tiny)
    return tmp_path / "lora"


def change_config(path: Path, **changes: Any) -> None:
    file = path / "adapter_config.json"
    file.write_text(json.dumps(json.loads(file.read_text()) | changes))


def change_tensors(path: Path, change: Callable[[dict[str, Tensor]], object]) -> None:
    tensors = load_file(path / "adapter_model.safetensors")
    change(tensors)
    save_file(tensors, path / "adapter_model.safetensors")
    (path / "card.json").unlink(missing_ok=True)  # it holds the checksum of the file as it was


def test_weights_changed_behind_their_cards_back(saved: Path) -> None:
    file = saved / "adapter_model.safetensors"
    data = bytearray(file.read_bytes())
    data[-1] ^= 1  # a valid file, and a diff that fits
    file.write_bytes(data)
    with pytest.raises(DiffError, match="SHA-256 differs"):
        load_peft(saved)
    (saved / "card.json").unlink()
    assert load_peft(saved).factors


Q = "base_model.model.model.layers.0.self_attn.q_proj"


def test_missing_parts(saved: Path, tmp_path: Path) -> None:
    with pytest.raises(DiffError, match=r"nowhere is not a directory; expected one with adapter_config\.json"):
        load_peft(tmp_path / "nowhere")
    with pytest.raises(DiffError, match="is not a directory"):
        load_peft(saved / "adapter_model.safetensors")
    (saved / "adapter_model.safetensors").unlink()
    with pytest.raises(DiffError, match=r"neither adapter_model\.safetensors nor adapter_model\.bin"):
        load_peft(saved)
    (saved / "adapter_config.json").unlink()
    with pytest.raises(DiffError, match=r"has no adapter_config\.json; expected a PEFT directory"):
        load_peft(saved)


@pytest.mark.parametrize("name", ["adapter_config.json", "card.json"])
@pytest.mark.parametrize("text", [b"{", b"", b"\xff\xfe{}", b"[1]", b"null"])
def test_broken_json(saved: Path, name: str, text: bytes) -> None:
    (saved / name).write_bytes(text)
    with pytest.raises(DiffError, match=rf"{name} .*the file is damaged"):
        load_peft(saved)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"peft_type": "LOHA"}, "of type 'LOHA'; expected LORA"),
        ({"peft_type": None}, "of type 'None'; expected LORA"),
        ({"use_dora": True}, "use_dora=True"),
        ({"layer_replication": [[0, 2], [1, 2]]}, "layer_replication="),
        ({"alora_invocation_tokens": [1, 2]}, "alora_invocation_tokens="),
        ({"init_lora_weights": "pissa_niter_4"}, "'pissa_niter_4', which changes the base's own weights"),
        ({"init_lora_weights": "corda"}, r"not saved: PEFT's own reload is another model\. Convert it to a plain LoRA"),
        ({"init_lora_weights": "lora_ga"}, "merge it where it was trained"),
        ({"init_lora_weights": "olora"}, r"more than a sum W \+ BA"),
        ({"init_lora_weights": "loftq"}, "belong to the quantised weights that LoftQ made"),
        ({"r": None}, "no usable r"),
        ({"lora_alpha": "much"}, "no usable r, lora_alpha"),
        ({"rank_pattern": ["q_proj"]}, "no usable r, lora_alpha, rank_pattern"),
        ({"alpha_pattern": {"(": 3}}, "no usable"),
        ({"r": 3}, r"has rank 2, but .*adapter_config\.json says 3"),
        ({"rank_pattern": {"q_proj": 5}}, r"q_proj' has rank 2, but .* says 5"),
    ],
)
def test_configs_that_are_no_plain_lora(saved: Path, changes: dict[str, Any], said: str) -> None:
    change_config(saved, **changes)
    with pytest.raises(DiffError, match=said):
        load_peft(saved)


def test_patterns_that_take_for_ever_are_refused(saved: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Python's own `re` would hold the whole process; a pattern that a tool writes takes a moment."""
    before = load_peft(saved)
    change_config(saved, alpha_pattern={r"(?:.*?(?:self_attn|mlp).*?(?:query|keys).*?)|\bmodel\.layers\.[\d]{1,}\.x": 8})
    assert load_peft(saved).fingerprint() == before.fingerprint()
    monkeypatch.setattr(patterns, "SECONDS", 1.0)
    for field in ("rank_pattern", "alpha_pattern"):
        change_config(saved, **{"rank_pattern": {}, "alpha_pattern": {}, field: {"([a-z_.0-9]+)+!": 4}})
        with pytest.raises(DiffError, match=r"adapter_config\.json has patterns .* not done .* after 1 seconds"):
            load_peft(saved)


def test_a_name_longer_than_any_modules_is_refused(saved: Path) -> None:
    tensors = load_file(saved / "adapter_model.safetensors")
    save_file({**tensors, "base_model.model." + "x" * 1000: torch.ones(1)}, saved / "adapter_model.safetensors")
    with pytest.raises(DiffError, match="name has 1,017 characters; expected at most 1,000"):
        load_peft(saved)


def test_settings_that_change_nothing_are_let_through(saved: Path, tiny: BaseModel) -> None:
    before = load_peft(saved).fingerprint()
    change_config(saved, modules_to_save=[], layer_replication=None, init_lora_weights="gaussian", lora_dropout=0.5, unknown=1)
    assert load_peft(saved).fingerprint() == before


def test_a_real_dora_and_a_saved_head_are_refused(tiny: BaseModel, tmp_path: Path) -> None:
    peft_model(tiny, target_modules=["q_proj"], use_dora=True).save_pretrained(tmp_path / "dora")
    with pytest.raises(DiffError, match="use_dora=True"):
        load_peft(tmp_path / "dora")
    change_config(tmp_path / "dora", use_dora=False)  # even where the config lies
    with pytest.raises(DiffError, match=r"magnitude.*no tensor of a LoRA as PEFT saves it"):
        load_peft(tmp_path / "dora")
    peft_model(tiny, target_modules=["q_proj"], modules_to_save=["lm_head"]).save_pretrained(tmp_path / "head")
    with pytest.raises(DiffError, match=r"lm_head.*no LoRA factor of a linear layer"):
        load_peft(tmp_path / "head")
    with_embedding = peft_model(tiny, target_modules=["q_proj", "embed_tokens"])
    with_embedding.save_pretrained(tmp_path / "embedding", save_embedding_layers=True)
    with pytest.raises(DiffError, match=r"embed_tokens.*no LoRA factor of a linear layer"):
        load_peft(tmp_path / "embedding")


@pytest.mark.parametrize("size", [0, 4, 300, -1])
def test_truncated_weights(saved: Path, size: int) -> None:
    file = saved / "adapter_model.safetensors"
    file.write_bytes(file.read_bytes()[:size])
    with pytest.raises(DiffError, match=r"adapter_model\.safetensors cannot be read .*damaged or truncated"):
        load_peft(saved)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda t: t.pop(f"{Q}.lora_A.weight"), "q_proj' has lora_B without its counterpart"),
        (lambda t: t.pop(f"{Q}.lora_B.weight"), "q_proj' has lora_A without its counterpart"),
        (lambda t: t.clear(), "holds no LoRA factors"),
        (lambda t: t.update({f"{Q}.lora_A.weight": torch.zeros(3, 32)}), r"A \[3, 32\] and B \[32, 2\], expected A \[r, in\]"),
        (lambda t: t.update({f"{Q}.lora_A.weight": torch.zeros(2, 32, 1)}), r"A \[2, 32, 1\]"),
        (lambda t: t.update({"model.weight": torch.zeros(2)}), "holds 'model.weight', which is no tensor of a LoRA"),
        (
            lambda t: t.update({f"{Q}.lora_A.weight": torch.zeros(0, 32), f"{Q}.lora_B.weight": torch.zeros(32, 0)}),
            "q_proj' has rank 0",
        ),
    ],
)
def test_weights_that_are_no_plain_lora(saved: Path, change: Callable[[dict[str, Tensor]], object], said: str) -> None:
    change_tensors(saved, change)
    with pytest.raises(DiffError, match=said):
        load_peft(saved)


def test_rank_zero_in_the_config_too(saved: Path) -> None:
    empty = {f"{Q}.lora_A.weight": torch.zeros(0, 32), f"{Q}.lora_B.weight": torch.zeros(32, 0)}
    save_file(empty, saved / "adapter_model.safetensors")
    change_config(saved, r=0)
    with pytest.raises(DiffError, match="rank 0"):
        load_peft(saved)


@pytest.mark.parametrize("value", [math.nan, math.inf])
def test_values_that_are_not_finite(saved: Path, tiny: BaseModel, value: float) -> None:
    change_tensors(saved, lambda t: t[f"{Q}.lora_B.weight"].view(-1)[3:4].fill_(value))
    diff = load_peft(saved)
    with pytest.raises(DiffError, match="q_proj': the factors hold NaN or infinite values"):
        diff.check(tiny)
    with pytest.raises(DiffError, match="NaN or infinite"):
        Bank.stack([diff.factors], tiny.shapes)
    with pytest.raises(DiffError, match="NaN or infinite"):
        save_peft(diff, saved.parent / "again")


def test_a_scale_that_is_not_finite(saved: Path, tiny: BaseModel) -> None:
    change_config(saved, lora_alpha=math.nan)
    with pytest.raises(DiffError, match="NaN or infinite"):
        load_peft(saved).check(tiny)


def test_another_base_model(saved: Path, tiny: BaseModel, save_tiny: Save) -> None:
    deeper = load_base(save_tiny(name="deeper", num_hidden_layers=3), dtype="float32", device="cpu")
    with pytest.raises(BaseMismatch, match=r"other architecture: 3 layers instead of 2.* with --base"):
        load_peft(saved).check(deeper)
    retrained = replace(tiny, fingerprint=replace(tiny.fingerprint, tensors="0" * 12))
    with pytest.raises(BaseMismatch, match="other weights"):
        load_peft(saved).check(retrained)


def test_without_a_card_the_shapes_are_checked(saved: Path, tiny: BaseModel, save_tiny: Save) -> None:
    (saved / "card.json").unlink()
    diff = load_peft(saved)
    diff.check(tiny)
    wider = load_base(save_tiny(name="wider", intermediate_size=64), dtype="float32", device="cpu")
    with pytest.raises(DiffError, match=r"down_proj': got A \[2, 48\] and B \[32, 2\], expected A \[r, 64\] and B \[32, r\]"):
        diff.check(wider)
    shallower = load_base(save_tiny(name="shallower", num_hidden_layers=1), dtype="float32", device="cpu")
    with pytest.raises(DiffError, match=r"layers\.1\..* has not as a linear layer"):
        diff.check(shallower)


@pytest.mark.parametrize("base", ["smollm2", {}, {"layers": "two"}])
def test_a_card_with_a_broken_fingerprint(saved: Path, tiny: BaseModel, base: Any) -> None:
    (saved / "card.json").write_text(json.dumps({"base": base}))
    with pytest.raises(DiffError, match="does not say for which base model"):
        check_card(load_peft(saved).card, tiny)


# -- diffs themselves -------------------------------------------------------------------------------------------------


def test_scaled_and_noise(tiny: BaseModel, random_diff: Make) -> None:
    diff = random_diff(tiny)
    base, one, half = (logits_with(tiny, d) for d in (null_diff(), diff, diff.scaled(0.5)))
    torch.testing.assert_close(base, tiny.logits(tiny.hidden(ids_for(tiny))))
    torch.testing.assert_close(logits_with(tiny, diff.scaled(0.0)), base)
    assert 0 < (half - base).norm() < (one - base).norm()
    noise = noise_like(diff, seed=4)
    assert noise.card.family == "none" and noise.card.label is None
    assert noise.fingerprint() == noise_like(diff, seed=4).fingerprint() != diff.fingerprint()
    for name, pair in diff.factors.items():
        for ours, theirs in zip(noise.factors[name], pair, strict=True):
            torch.testing.assert_close(ours.norm(), theirs.norm())


@pytest.mark.parametrize("layers", [10**9, -1, "many"])
def test_a_config_of_countless_layers_is_not_built(save_tiny: Callable[..., Path], layers: object) -> None:
    """Qwen's config makes a list with an entry for each, from a number that anybody may have written."""
    base = load_base(save_tiny("mistral", name="base"), dtype="float32", device="cpu")
    for config in ({"num_hidden_layers": layers}, {"text_config": {"num_hidden_layers": layers}}):
        [remark] = remark_settings(Card(), config, base).remarks
        assert "cannot be compared with the base model's" in remark
