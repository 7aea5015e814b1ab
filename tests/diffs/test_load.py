"""Any fine-tune in: for each architecture and form, what is loaded gives the fine-tune's own logits."""

import copy
import json
import re
from collections.abc import Callable
from dataclasses import replace
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import peft
import pytest
import torch
from peft import LoraConfig, get_peft_model
from peft.tuners.lora import config as lora_configs
from safetensors.torch import load_file, save_file
from torch import Tensor

from tuneteller.diffs.checkpoint import load_checkpoint
from tuneteller.diffs.diff import WeightDiff, stacked
from tuneteller.diffs.library import Library
from tuneteller.diffs.load import find_diff, load_diff
from tuneteller.diffs.lowrank import Cut, low_rank
from tuneteller.diffs.names import Names, core
from tuneteller.diffs.peft import save_peft
from tuneteller.diffs.share import all_measured, share_read
from tuneteller.errors import BaseMismatch, ConfigError, DiffError, NothingRead
from tuneteller.lora.attach import attach
from tuneteller.lora.bank import Bank
from tuneteller.models import BaseModel, load_base
from tuneteller.reading.ask import ask
from tuneteller.zoo import load_adapter

Make = Callable[..., WeightDiff]
Save = Callable[..., Path]
Adapt = Callable[..., Any]
"""Makes a PEFT model as if it had been trained, see conftest.py."""

ARCHITECTURES: dict[str, dict[str, Any]] = {
    "llama": {},
    "mistral": {"sliding_window": 64},
    "qwen2": {},
    "qwen3": {},
    "gemma2": {"sliding_window": 64},
    "gemma3_text": {"sliding_window": 64},
    "phi3": {"pad_token_id": 0},
    "gpt2": {},
    "qwen3_moe": {"num_experts": 4, "num_experts_per_tok": 2, "moe_intermediate_size": 24},
    "mixtral": {"num_local_experts": 4, "num_experts_per_tok": 2},
}


def ids_for(base: BaseModel) -> Tensor:
    return torch.randint(0, 260, (2, 9), generator=torch.Generator().manual_seed(1))


def logits_with(base: BaseModel, diff: WeightDiff) -> Tensor:
    with torch.no_grad(), attach(base.model, stacked([diff], base)):
        return base.logits(base.hidden(ids_for(base)))


def logits_of(model: Any, base: BaseModel) -> Tensor:
    with torch.no_grad():
        return model(input_ids=ids_for(base)).logits


def lora(**settings: Any) -> LoraConfig:
    return LoraConfig(task_type="CAUSAL_LM", **{"r": 3, "lora_alpha": 6, "target_modules": "all-linear", **settings})


@pytest.fixture
def tuned(tiny: BaseModel, tmp_path: Path) -> Callable[..., Path]:
    """`tuned(edit)`: a full fine-tune of `tiny` with edited tensors, saved as a checkpoint."""

    def make(edit: Callable[[dict[str, Tensor]], None], name: str = "tuned", **saving: Any) -> Path:
        model = copy.deepcopy(tiny.model)
        with torch.no_grad():
            edit(dict(model.named_parameters()))
        model.save_pretrained(tmp_path / name, **saving)
        return tmp_path / name

    return make


def nudge(seed: int = 0, std: float = 0.05, rank: int | None = None) -> Callable[[dict[str, Tensor]], None]:
    """Changes every linear layer of the decoder, by a full matrix or one of a rank."""

    def edit(parameters: dict[str, Tensor]) -> None:
        generator = torch.Generator().manual_seed(seed)
        for name, p in parameters.items():
            if "proj" in name:
                out, in_ = p.shape
                full = torch.randn(out, in_, generator=generator) if rank is None else (
                    torch.randn(out, rank, generator=generator) @ torch.randn(rank, in_, generator=generator))
                p.add_(full * std)

    return edit


# -- architectures ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ARCHITECTURES)
def test_a_lora_and_its_merge_give_the_fine_tunes_logits(save_tiny: Save, tmp_path: Path, kind: str, adapted: Adapt) -> None:
    base = load_base(save_tiny(kind, **ARCHITECTURES[kind]), dtype="float32", device="cpu")
    # the embedded names of the layers that can be banked; "all-linear" would take the head of an untied model as well
    made = adapted(base, lora(target_modules=list(base.shapes)))
    want = logits_of(made, base)
    assert (want - logits_of(base.model, base)).abs().max() > 0.01
    made.save_pretrained(tmp_path / "lora")
    torch.testing.assert_close(logits_with(base, load_diff(tmp_path / "lora", base)), want, rtol=0, atol=1e-5)
    made.merge_and_unload().save_pretrained(tmp_path / "merged")
    merged = load_diff(tmp_path / "merged", base, rank=5)
    assert merged.card.more["difference"]["exact_rank"] == 3
    assert {a.shape[0] for a, _ in merged.factors.values()} == {3}
    torch.testing.assert_close(logits_with(base, merged), want, rtol=0, atol=1e-5)


@pytest.mark.parametrize("kind", ["qwen3_moe", "mixtral"])
def test_experts_are_named_and_left_out(save_tiny: Save, tmp_path: Path, kind: str) -> None:
    base = load_base(save_tiny(kind, **ARCHITECTURES[kind]), dtype="float32", device="cpu")
    model = copy.deepcopy(base.model)
    with torch.no_grad():
        for name, p in model.named_parameters():
            if "experts" in name or "q_proj" in name:
                p.add_(torch.randn_like(p) * 0.1)
    model.save_pretrained(tmp_path / "tuned")
    diff = load_diff(tmp_path / "tuned", base, rank=64)
    assert {name.rsplit(".", 1)[-1] for name in diff.factors} == {"q_proj"}
    report = diff.card.more["difference"]
    assert report["left_out_count"] > 0 and any("experts" in name for name in report["left_out"])
    parts = zip(base.model.named_parameters(), model.parameters(), strict=True)  # saved apart, and kept as blocks
    squares = {name: (q - p).double().square().sum().item() for (name, p), q in parts}
    left = sum(square for name, square in squares.items() if "experts" in name)
    assert share_read(diff.card) == pytest.approx(1 - left / sum(squares.values()), rel=1e-4) and all_measured(diff.card)


@pytest.mark.parametrize("kind", ["qwen3_moe", "mixtral"])
def test_experts_that_are_the_bases_own_are_no_change(save_tiny: Save, tmp_path: Path, kind: str, adapted: Adapt) -> None:
    base = load_base(save_tiny(kind, **ARCHITECTURES[kind]), dtype="float32", device="cpu")
    copy.deepcopy(base.model).bfloat16().save_pretrained(tmp_path / "same")
    with pytest.raises(NothingRead, match="own weights"):
        load_diff(tmp_path / "same", base)
    adapted(base, lora(target_modules=["q_proj"])).merge_and_unload().save_pretrained(tmp_path / "merged")
    card = load_diff(tmp_path / "merged", base).card
    assert share_read(card) == pytest.approx(1) and not card.more["difference"]["left_out"]


@pytest.mark.parametrize("targets", [["mlp.experts.gate_up_proj"], ["gate_up_proj", "mlp.experts.down_proj"]])
def test_a_lora_of_experts_is_measured(save_tiny: Save, tmp_path: Path, targets: list[str], adapted: Adapt) -> None:
    """PEFT stacks the factors of all experts, of a rank that is not the config's."""
    base = load_base(save_tiny("qwen3_moe", **ARCHITECTURES["qwen3_moe"]), dtype="float32", device="cpu")
    made = adapted(base, lora(target_modules=["q_proj"], target_parameters=targets, rank_pattern={"q_proj": 2}))
    made.save_pretrained(tmp_path / "lora")
    merged = dict(made.merge_and_unload().named_parameters())
    squares = {name: (merged[name] - p).double().square().sum().item() for name, p in base.model.named_parameters()}
    diff = load_diff(tmp_path / "lora", base)
    assert {name.rsplit(".", 1)[-1] for name in diff.factors} == {"q_proj"} and all_measured(diff.card)
    read = sum(square for name, square in squares.items() if "q_proj" in name)
    assert share_read(diff.card) == pytest.approx(read / sum(squares.values()), rel=1e-4) != pytest.approx(1)
    config = tmp_path / "lora" / "adapter_config.json"
    for spoilt in ({"target_parameters": None}, {"r": None}, {"rank_pattern": [1]}):
        before = json.loads(config.read_text())
        config.write_text(json.dumps(before | spoilt))
        with pytest.raises(DiffError, match=r"weights and config are not of one|no usable r"):
            load_diff(tmp_path / "lora", base)
        config.write_text(json.dumps(before))


@pytest.mark.parametrize(("kind", "settings"), [
    ("gpt_neox", {}), ("granitemoe", {"num_local_experts": 4}), ("phimoe", {"num_local_experts": 4}), ("jamba", {}),
    ("apertus", {}),
])  # fmt: skip
def test_what_transformers_calls_otherwise_on_the_disk_is_the_bases(save_tiny: Save, tmp_path: Path, kind: str,
                                                                    settings: dict[str, Any]) -> None:
    """A head, routers, experts; and settings that are saved with the weights."""
    base = load_base(save_tiny(kind, **settings), dtype="float32", device="cpu")
    model = copy.deepcopy(base.model)
    model.save_pretrained(tmp_path / "same")
    with pytest.raises(NothingRead, match="own weights"):
        load_diff(tmp_path / "same", base)
    with torch.no_grad():
        for name in base.matrices:
            model.get_submodule(name).weight.add_(0.01)
        for name, buffer in model.named_buffers():
            if name in model.state_dict():
                buffer.add_(0.5)
    model.save_pretrained(tmp_path / "tuned")
    diff = load_diff(tmp_path / "tuned", base)
    assert diff.factors.keys() == base.matrices.keys() and all_measured(diff.card)
    assert not any("the fine-tune has no" in remark for remark in diff.card.remarks)
    assert {name.rsplit(".", 1)[-1] for name in diff.card.more["difference"]["left_out"]} <= {"beta", "eps"}
    assert (share_read(diff.card) == pytest.approx(1)) == (kind != "apertus")


def gemma3(tmp_path: Path, make_tokenizer: Callable[..., Any], template: str) -> BaseModel:
    """Gemma 3 as it is published: a text model inside one that also sees."""
    from transformers import Gemma3Config, Gemma3ForConditionalGeneration

    tokenizer = make_tokenizer(template, ["<|im_start|>", "<|im_end|>"], eos="<|im_end|>")
    text = {"vocab_size": len(tokenizer), "hidden_size": 32, "intermediate_size": 48, "num_hidden_layers": 2,
            "num_attention_heads": 4, "num_key_value_heads": 2, "head_dim": 8, "sliding_window": 64,
            "eos_token_id": tokenizer.eos_token_id, "pad_token_id": 0, "bos_token_id": None}  # fmt: skip
    vision = {"hidden_size": 16, "intermediate_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2,
              "image_size": 28, "patch_size": 14}  # fmt: skip
    torch.manual_seed(0)
    model = Gemma3ForConditionalGeneration(Gemma3Config(text_config=text, vision_config=vision, mm_tokens_per_image=4))
    model.save_pretrained(tmp_path / "gemma3")
    tokenizer.save_pretrained(tmp_path / "gemma3")
    return load_base(tmp_path / "gemma3", dtype="float32", device="cpu")


def test_gemma3_inside_its_wrapper(tmp_path: Path, make_tokenizer: Callable[..., Any], adapted: Adapt) -> None:
    from tests.conftest import CHATML

    base = gemma3(tmp_path, make_tokenizer, CHATML)
    assert all("vision" not in name for name in base.shapes)
    made = adapted(base, lora(target_modules=list(base.shapes)))
    want = logits_of(made, base)
    made.save_pretrained(tmp_path / "lora")
    torch.testing.assert_close(logits_with(base, load_diff(tmp_path / "lora", base)), want, rtol=0, atol=1e-5)
    # the same factors under the name forms other tools write
    file = tmp_path / "lora" / "adapter_model.safetensors"
    tensors = {key: t.clone() for key, t in load_file(file).items()}  # old releases map the file they write
    for form in ("language_model.model.layers", "model.layers"):
        renamed = {"base_model.model." + form + key.split(".layers", 1)[1]: t for key, t in tensors.items()}
        save_file(renamed, file)
        torch.testing.assert_close(logits_with(base, load_diff(tmp_path / "lora", base)), want, rtol=0, atol=1e-5)
    made.merge_and_unload().save_pretrained(tmp_path / "merged")
    torch.testing.assert_close(logits_with(base, load_diff(tmp_path / "merged", base)), want, rtol=0, atol=1e-5)


def test_names_of_another_tower_are_not_taken_for_the_decoders() -> None:
    names = Names(["model.language_model.layers.0.mlp.up_proj", "model.vision_tower.layers.0.mlp.up_proj"])
    assert names.find("language_model.model.layers.0.mlp.up_proj") == "model.language_model.layers.0.mlp.up_proj"
    assert names.find("base_model.model.model.layers.0.mlp.up_proj.base_layer") == "model.language_model.layers.0.mlp.up_proj"
    assert names.find("vision_tower.layers.0.mlp.up_proj") == "model.vision_tower.layers.0.mlp.up_proj"
    assert names.find("model.layers.1.mlp.up_proj") is None
    assert core("transformer.h.0.attn.c_attn") == "h.0.attn.c_attn"


@pytest.mark.parametrize("leak", ["_orig_mod.model.layers.1.mlp.up_proj", "module.module.model.layers.1.mlp.up_proj",
                                  "model.layers.1._checkpoint_wrapped_module.mlp._orig_mod.up_proj",
                                  "_fsdp_wrapped_module.model.layers.1._fsdp_wrapped_module.mlp.up_proj",
                                  "pretrained_model.model.layers.1.mlp.up_proj", "policy.module.model.layers.1.mlp.up_proj",
                                  "base_model.model.llm.model.layers.1.mlp.up_proj"])  # fmt: skip
def test_what_compiling_and_sharding_leave_anywhere_in_a_name(leak: str) -> None:
    names = Names([f"model.layers.{i}.mlp.{side}_proj" for i in range(2) for side in ("up", "down")])
    assert names.find(leak) == "model.layers.1.mlp.up_proj"
    assert names.find(leak.replace("layers.1", "layers.2")) is None


def test_what_a_trainers_own_class_calls_the_model_in_it() -> None:
    """Any name, where all tensors have it in front; not that of another model, whose layers may be called alike."""
    names = Names([f"model.layers.{i}.mlp.{side}_proj" for i in range(2) for side in ("up", "down")])
    inside = ["layers.0.mlp.up_proj.weight", "layers.1.mlp.down_proj.weight", "norm.weight"]
    for wrapper, foreign in (("", ""), ("model.", ""), ("actor.", "actor."), ("net.student.model.", "net.student."),
                             ("vision_tower.", ""), ("critic.model.", ""), ("text_encoder.", "")):  # fmt: skip
        assert names.foreign([wrapper + name for name in inside]) == foreign
    assert names.foreign(["actor.layers.0.mlp.up_proj", "critic.layers.0.mlp.up_proj"]) == names.foreign([]) == ""
    assert names.foreign(["actor.layers.7.mlp.up_proj", "actor", ""]) == ""


@pytest.mark.parametrize("form", ["lora", "merged"])
def test_a_fine_tune_in_a_trainers_own_class(tiny: BaseModel, tmp_path: Path, form: str, adapted: Adapt) -> None:
    made = adapted(tiny, lora(modules_to_save=["lm_head"], target_modules=["q_proj", "up_proj"]))
    want = logits_of(made, tiny)
    (made if form == "lora" else made.merge_and_unload()).save_pretrained(tmp_path / form)
    file = next((tmp_path / form).glob("*model.safetensors"))
    for wrapper in ("actor.", "net.student.model."):
        tensors = {wrapper + k.removeprefix("base_model.model."): t.clone() for k, t in load_file(file).items()}
        save_file(tensors, file, {"format": "pt"})
        torch.testing.assert_close(logits_with(tiny, load_diff(tmp_path / form, tiny, rank=32)), want, rtol=0, atol=1e-4)
        save_file({k.removeprefix(wrapper): t for k, t in tensors.items()}, file, {"format": "pt"})
    save_file({"vision_tower." + k: t for k, t in load_file(file).items()}, file, {"format": "pt"})
    with pytest.raises(DiffError, match=r"its own are called vision_tower\.|changes cannot be read: vision_tower\."):
        load_diff(tmp_path / form, tiny)


# -- adapters that are more than a LoRA -------------------------------------------------------------------------------

KINDS: dict[str, Any] = {
    "DoRA": lora(use_dora=True, target_modules=["q_proj", "down_proj"]),
    "LoHa": peft.LoHaConfig(task_type="CAUSAL_LM", r=2, alpha=4, target_modules=["q_proj", "up_proj"]),
    "LoKr": peft.LoKrConfig(task_type="CAUSAL_LM", r=2, alpha=4, target_modules=["q_proj", "up_proj"]),
    "IA3": peft.IA3Config(task_type="CAUSAL_LM", target_modules=["k_proj", "down_proj"], feedforward_modules=["down_proj"]),
    "VeRA": peft.VeraConfig(task_type="CAUSAL_LM", r=4, target_modules=["q_proj"]),
    "whole layers saved": lora(target_modules=["v_proj"], modules_to_save=["o_proj"]),
    "PiSSA": lora(init_lora_weights="pissa", target_modules=["v_proj", "up_proj"]),
    "PiSSA, rsLoRA and patterns": lora(init_lora_weights="pissa", use_rslora=True, rank_pattern={"up_proj": 5}),
    "OLoRA": lora(init_lora_weights="olora", target_modules=["q_proj", "down_proj"]),
    "RandLora": peft.RandLoraConfig(task_type="CAUSAL_LM", r=4, target_modules=["q_proj", "v_proj"]),
}
if hasattr(lora_configs, "KasaConfig"):  # of later PEFTs
    KINDS["KaSA"] = lora(kasa_config=lora_configs.KasaConfig(), target_modules=["q_proj", "down_proj"])


@pytest.mark.parametrize("kind", KINDS)
def test_other_adapters_go_through_their_exact_difference(tiny: BaseModel, tmp_path: Path, kind: str, adapted: Adapt) -> None:
    made = adapted(tiny, KINDS[kind])
    made.save_pretrained(tmp_path / "adapter")
    diff = load_diff(tmp_path / "adapter", tiny, energy=1.0)
    assert "merged" in diff.card.more["difference"]["of"] and diff.card.more["difference"]["kept"] == pytest.approx(1)
    torch.testing.assert_close(logits_with(tiny, diff), logits_of(made, tiny), rtol=0, atol=1e-4)


FURTHER: dict[str, dict[str, Any]] = {
    "AdaLora": {"total_step": 100}, "BOFT": {}, "C3A": {"block_size": 8}, "Deft": {}, "Delora": {}, "FourierFT": {}, "Frod": {},
    "Glora": {}, "Gralora": {}, "HRA": {}, "Hira": {}, "Miss": {"r": 4}, "OFT": {}, "OSF": {}, "Peanut": {}, "Psoft": {},
    "Pvera": {}, "Road": {"group_size": 8}, "Shira": {"r": 2}, "Supertuning": {}, "TinyLora": {}, "UniLora": {},
    "VBLoRA": {"vector_length": 8, "num_vectors": 16, "save_only_topk_weights": True}, "WaveFT": {"n_frequency": 64},
}  # fmt: skip


@pytest.mark.parametrize("kind", FURTHER)
def test_every_kind_that_peft_can_merge(tiny: BaseModel, tmp_path: Path, kind: str, adapted: Adapt) -> None:
    if not (config := getattr(peft, f"{kind}Config", None)):
        pytest.skip("not in this PEFT")
    made = adapted(tiny, config(task_type="CAUSAL_LM", target_modules=["q_proj", "o_proj"], **FURTHER[kind]))
    made.save_pretrained(tmp_path / "adapter")
    diff = load_diff(tmp_path / "adapter", tiny, energy=1.0)
    want = logits_of(made, tiny)
    assert (want - logits_of(tiny.model, tiny)).abs().max() > 0.01
    torch.testing.assert_close(logits_with(tiny, diff), want, rtol=0, atol=1e-4)


@pytest.mark.parametrize("kind", ["DoRA", "LoHa", "LoKr", "IA3"])
@pytest.mark.parametrize("leak", [
    lambda k: re.sub(r"(layers\.\d+\.)", r"\1_checkpoint_wrapped_module.", "_orig_mod." + k),
    lambda k: k.removeprefix("base_model.model."),
    lambda k: re.sub(r"((lora_|hada_|lokr_|ia3_)\w+)", r"\1.sft", k),
    lambda k: "actor." + k, lambda k: k.replace("base_model.model.", "base_model.model.backbone.module."),
])  # fmt: skip
def test_what_trainers_leave_in_the_keys_of_other_adapters(tiny: BaseModel, tmp_path: Path, kind: str,
                                                           leak: Callable[[str], str], adapted: Adapt) -> None:
    made = adapted(tiny, KINDS[kind])
    made.save_pretrained(tmp_path / "adapter")
    file = tmp_path / "adapter" / "adapter_model.safetensors"
    save_file({leak(k): t for k, t in load_file(file).items()}, file)
    diff = load_diff(tmp_path / "adapter", tiny, energy=1.0)
    torch.testing.assert_close(logits_with(tiny, diff), logits_of(made, tiny), rtol=0, atol=1e-4)


def test_a_merge_that_fails_says_all_of_pefts_reason(tiny: BaseModel, tmp_path: Path, adapted: Adapt) -> None:
    """The first line of a size mismatch names no size."""
    adapted(tiny, KINDS["LoHa"]).save_pretrained(tmp_path / "adapter")
    file = tmp_path / "adapter" / "adapter_model.safetensors"
    save_file({k: torch.zeros(7, *t.shape[1:]) for k, t in load_file(file).items()}, file)
    with pytest.raises(DiffError, match=r"cannot be merged.*size mismatch.*\[7, .*is the adapter whole"):
        load_diff(tmp_path / "adapter", tiny)


@pytest.mark.parametrize("settings", [
    {"target_modules": ["q_proj", "v_proj"], "use_dora": True},
    {"target_modules": r".*(q_proj|embed_tokens)", "use_dora": True},
    {"target_modules": ["q_proj", "v_proj"], "use_dora": True, "modules_to_save": ["embed_tokens", "lm_head"]},
    {"target_modules": ["q_proj", "v_proj"], "use_dora": True, "trainable_token_indices": [2, 415]},
    {"target_modules": ["q_proj", "v_proj"], "init_lora_weights": "pissa"},
])  # fmt: skip
def test_added_tokens_do_not_hide_the_linear_layers(save_tiny: Save, tmp_path: Path, settings: dict[str, Any],
                                                    adapted: Adapt) -> None:
    """The logits of old tokens are the fine-tune's; but for a DoRA of the embeddings, which are then the base's own."""
    base = load_base(save_tiny(tie_word_embeddings=False), dtype="float32", device="cpu")
    wide = replace(base, model=copy.deepcopy(base.model))
    wide.model.resize_token_embeddings(base.vocab_size + 6, mean_resizing=False)
    made = adapted(wide, lora(**settings))
    made.save_pretrained(tmp_path / "adapter", save_embedding_layers=True)
    diff = load_diff(tmp_path / "adapter", base, energy=1.0)
    merged, weights = made.merge_and_unload().state_dict(), dict(base.model.named_parameters())
    want = copy.deepcopy(base.model)
    with torch.no_grad():
        for name, p in want.named_parameters():
            if merged[name].shape == p.shape or "embed_tokens" not in settings["target_modules"]:
                p.copy_(merged[name][: len(p)])
    torch.testing.assert_close(logits_with(base, diff), logits_of(want, base), rtol=0, atol=1e-4)
    added = f"resized from {base.vocab_size} to {base.vocab_size + 6} tokens: the added ones", "has not: 415"
    assert any("embed_tokens" in name and any(part in name for part in added) for name in diff.card.more["left_out"])
    assert weights.keys() == merged.keys()


@pytest.mark.parametrize("config", [
    lora(use_dora=True, target_modules=["q_proj", "lm_head"]), lora(use_dora=True, target_modules=["q_proj", "embed_tokens"]),
    peft.LoHaConfig(task_type="CAUSAL_LM", r=4, target_modules=["q_proj", "lm_head"]),
    peft.IA3Config(task_type="CAUSAL_LM", target_modules=["k_proj", "lm_head"], feedforward_modules=[])])
def test_of_a_tied_head_what_an_adapter_changes_of_one_side(save_tiny: Save, tmp_path: Path, config: Any,
                                                            adapted: Adapt) -> None:
    """As PEFT computes it: the other side stays as it was."""
    base = load_base(save_tiny(tie_word_embeddings=True), dtype="float32", device="cpu")
    made = adapted(base, config)
    made.save_pretrained(tmp_path / "adapter")
    diff = load_diff(tmp_path / "adapter", base, energy=1.0)
    torch.testing.assert_close(logits_with(base, diff), logits_of(made, base), rtol=0, atol=1e-4)


def test_a_dora_without_its_magnitudes_is_refused(tiny: BaseModel, tmp_path: Path, adapted: Adapt) -> None:
    """PEFT would start them afresh and go on with another model."""
    adapted(tiny, KINDS["DoRA"]).save_pretrained(tmp_path / "dora")
    file = tmp_path / "dora" / "adapter_model.safetensors"
    save_file({k: v for k, v in load_file(file).items() if "magnitude" not in k}, file)
    with pytest.raises(DiffError, match=r"missing adapter keys.*is the adapter whole"):
        load_diff(tmp_path / "dora", tiny)


@pytest.mark.parametrize("config", [peft.PromptTuningConfig(task_type="CAUSAL_LM", num_virtual_tokens=3),
                                    peft.PrefixTuningConfig(task_type="CAUSAL_LM", num_virtual_tokens=3)])  # fmt: skip
def test_kinds_that_change_no_weight_are_refused_by_name(tiny: BaseModel, tmp_path: Path, config: Any) -> None:
    get_peft_model(copy.deepcopy(tiny.model), config).save_pretrained(tmp_path / "prompt")
    with pytest.raises(DiffError, match=r"PROMPT_TUNING|PREFIX_TUNING.*changes no weight"):
        load_diff(tmp_path / "prompt", tiny)


@pytest.mark.parametrize(("kind", "field", "named"), [("XLORA", "adapters", {"0": "org/lora"}),
                                                      ("SHADOW", "shadow_model", "org/model")])  # fmt: skip
def test_what_names_further_models_is_refused_and_none_of_them_is_fetched(
        tiny: BaseModel, tmp_path: Path, adapted: Adapt, monkeypatch: pytest.MonkeyPatch, kind: str, field: str,
        named: Any) -> None:
    def fetched(*args: Any, **settings: Any) -> Any:
        raise AssertionError(args)

    monkeypatch.setattr("peft.PeftModel.from_pretrained", fetched)
    adapted(tiny, r=3).save_pretrained(tmp_path / "lora")
    file = tmp_path / "lora" / "adapter_config.json"
    file.write_text(json.dumps({**json.loads(file.read_text()), "peft_type": kind, field: named}))
    with pytest.raises(DiffError, match=f"of type {kind}, which works with further models that it only names"):
        find_diff(tmp_path / "lora")


def test_patterns_that_take_for_ever_are_refused_before_peft_tries_them(tiny: BaseModel, tmp_path: Path, adapted: Adapt,
                                                                        monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tuneteller.diffs.patterns.SECONDS", 1.0)
    adapted(tiny, KINDS["DoRA"]).save_pretrained(tmp_path / "dora")
    file = tmp_path / "dora" / "adapter_config.json"
    config = json.loads(file.read_text())
    for field in ("target_modules", "exclude_modules"):
        file.write_text(json.dumps({**config, field: "(([a-z_.0-9]+)+)+!"}))
        with pytest.raises(DiffError, match="has patterns"):
            load_diff(tmp_path / "dora", tiny)


def test_a_rank_that_no_layer_has_is_refused_before_peft_makes_room_for_it(tiny: BaseModel, tmp_path: Path,
                                                                           adapted: Adapt) -> None:
    adapted(tiny, KINDS["DoRA"]).save_pretrained(tmp_path / "dora")
    file = tmp_path / "dora" / "adapter_config.json"
    config = json.loads(file.read_text())
    for wrong in ({"r": 10**9}, {"rank_pattern": {"q_proj": 10**9}}):
        file.write_text(json.dumps({**config, **wrong}))
        with pytest.raises(DiffError, match=r" 1,000,000,000, and neither a layer .* has more than 48 features"):
            load_diff(tmp_path / "dora", tiny)


@pytest.mark.parametrize("config", [lora(target_modules=["q_proj", "v_proj"], alora_invocation_tokens=[5, 6]),
                                    lora(target_modules=["q_proj"], layer_replication=[[0, 2], [1, 2]])])  # fmt: skip
def test_adapters_that_are_no_change_of_weights_are_refused(tiny: BaseModel, tmp_path: Path, config: Any,
                                                            adapted: Adapt) -> None:
    """aLoRA acts behind its invocation tokens only, replication adds layers: merged, each would be another model."""
    adapted(tiny, config).save_pretrained(tmp_path / "adapter")
    with pytest.raises(DiffError, match=r"no change of weights|cannot be merged"):
        load_diff(tmp_path / "adapter", tiny)


def test_a_bin_file_is_read_without_running_code(tiny: BaseModel, tmp_path: Path, adapted: Adapt) -> None:
    made = adapted(tiny, lora())
    made.save_pretrained(tmp_path / "lora")
    safe = load_diff(tmp_path / "lora", tiny)
    file = tmp_path / "lora" / "adapter_model.safetensors"
    torch.save(load_file(file), tmp_path / "lora" / "adapter_model.bin")
    file.unlink()
    assert load_diff(tmp_path / "lora", tiny).fingerprint() == safe.fingerprint()
    file = tmp_path / "lora" / "adapter_model.bin"
    state = torch.load(file)
    torch.save({"state_dict": state, "step": 3}, file)
    assert load_diff(tmp_path / "lora", tiny).fingerprint() == safe.fingerprint()
    torch.save({k: t.to_sparse() for k, t in state.items()}, file)
    with pytest.raises(DiffError, match="Save it as a dense tensor"):
        load_diff(tmp_path / "lora", tiny)


def test_a_config_that_begins_with_a_mark(tiny: BaseModel, tmp_path: Path, adapted: Adapt) -> None:
    """As editors on Windows write it."""
    adapted(tiny).save_pretrained(tmp_path / "lora")
    config = tmp_path / "lora" / "adapter_config.json"
    config.write_text(config.read_text(), encoding="utf-8-sig")
    assert load_diff(tmp_path / "lora", tiny).factors.keys() == tiny.shapes.keys()


# -- full checkpoints -------------------------------------------------------------------------------------------------


def test_a_full_fine_tune_in_shards(tiny: BaseModel, tuned: Callable[..., Path]) -> None:
    path = tuned(nudge(), max_shard_size="20KB")
    assert len(list(path.glob("*.safetensors"))) > 2
    exact = load_diff(path, tiny, energy=1.0)
    report = exact.card.more["difference"]
    assert report["kept"] == pytest.approx(1, abs=1e-6) and report["left_out"] == []
    from transformers import AutoModelForCausalLM

    want = logits_of(AutoModelForCausalLM.from_pretrained(path), tiny)
    torch.testing.assert_close(logits_with(tiny, exact), want, rtol=0, atol=1e-4)


def test_what_a_cut_keeps_is_what_the_report_says(tiny: BaseModel, tuned: Callable[..., Path]) -> None:
    path = tuned(nudge())
    cut = load_diff(path, tiny, rank=4)
    weights, report = load_file(path / "model.safetensors"), cut.card.more["difference"]
    kept = total = 0.0
    for name, (a, b) in cut.factors.items():
        delta = (weights[f"{name}.weight"] - tiny.model.get_submodule(name).weight).double()
        u, s, vt = torch.linalg.svd(delta, full_matrices=False)
        torch.testing.assert_close((b @ a).double(), (u[:, :4] * s[:4]) @ vt[:4], rtol=1e-3, atol=1e-5)
        kept += s[:4].square().sum().item()
        total += s.square().sum().item()
    assert report["kept"] == pytest.approx(kept / total, rel=1e-4) and report["exact_rank"] is None
    assert set(report["kept_by_layer"]) == {"0", "1"}
    enough = load_diff(path, tiny, energy=0.9)
    assert 0.9 <= enough.card.more["difference"]["kept"] < 0.96


def test_a_wide_matrix_is_sketched() -> None:
    """Above the size that is decomposed in full: a rank-3 matrix in noise, held against the full decomposition."""
    generator = torch.Generator().manual_seed(0)
    delta = torch.randn(300, 3, generator=generator) @ torch.randn(3, 400, generator=generator)
    delta += 0.01 * torch.randn(300, 400, generator=generator)
    u, s, vt = torch.linalg.svd(delta.double(), full_matrices=False)
    got = low_rank(delta, Cut(rank=3))
    torch.testing.assert_close((got.b @ got.a).double(), (u[:, :3] * s[:3]) @ vt[:3], rtol=0, atol=2e-3)
    assert got.kept == pytest.approx((s[:3].square().sum() / s.square().sum()).item(), rel=1e-5) and not got.exact


def test_a_rank_is_not_called_exact_where_rounding_could_hide_more() -> None:
    """Two strong directions and a third below the rounding: two are kept, and nothing is said of an exact rank."""
    q = torch.linalg.qr(torch.randn(40, 40, generator=torch.Generator().manual_seed(0))).Q
    delta = (q[:, :3] * torch.tensor([3.0, 2.0, 0.5])) @ q[:, 3:6].T
    got = low_rank(delta, Cut(rank=16), rounding=0.6)
    assert got.a.shape[0] == 2 and not got.exact
    sure = low_rank(delta, Cut(rank=16), rounding=1e-3)
    assert sure.a.shape[0] == 3 and sure.exact


def test_a_fine_tune_in_bf16_of_a_float32_base(tiny: BaseModel, tuned: Callable[..., Path]) -> None:
    """What only rounding changed is not in the diff."""

    def edit(parameters: dict[str, Tensor]) -> None:
        for name, p in parameters.items():
            p.copy_(p.bfloat16().float())
            if name == "model.layers.1.mlp.up_proj.weight":
                p.add_(0.5)

    path = tuned(edit)
    weights = load_file(path / "model.safetensors")
    save_file({k: t.bfloat16() for k, t in weights.items()}, path / "model.safetensors", {"format": "pt"})
    diff = load_diff(path, tiny)
    assert set(diff.factors) == {"model.layers.1.mlp.up_proj"} and diff.card.more["difference"]["left_out"] == []


def test_two_roundings_of_one_model_are_no_change(save_tiny: Save, tmp_path: Path) -> None:
    """As of a base in float32 that is loaded in float16, and a fine-tune of it that was saved in bf16 before it was trained."""
    path = save_tiny("llama", name="base")
    load_base(path, dtype="float32", device="cpu").model.bfloat16().save_pretrained(tmp_path / "same")
    for dtype in ("float32", "float16", "bfloat16"):
        with pytest.raises(NothingRead, match="own weights"):
            load_diff(tmp_path / "same", load_base(path, dtype=dtype, device="cpu"))


@pytest.mark.parametrize(("size", "lost"), [(1e-3, True), (0.1, False)])
def test_that_a_change_is_finer_than_the_bases_dtype_is_said(save_tiny: Save, tmp_path: Path, size: float, lost: bool) -> None:
    """As of a small change in float32, where the base was loaded in bf16, which is the default on a GPU."""
    path = save_tiny("llama", name="base")
    load_base(path, dtype="bfloat16", device="cpu").model.save_pretrained(path)
    fine = load_base(path, dtype="float32", device="cpu")
    model, generator = copy.deepcopy(fine.model), torch.Generator().manual_seed(0)
    with torch.no_grad():
        for name in fine.shapes:
            weight = model.get_submodule(name).weight
            update = torch.randn(len(weight), 1, generator=generator) @ torch.randn(1, weight.shape[1], generator=generator)
            weight += size * weight.norm() / update.norm() * update
    model.save_pretrained(tmp_path / "tuned")
    coarse = load_base(path, dtype="bfloat16", device="cpu")
    said = [remark for remark in load_diff(tmp_path / "tuned", coarse).card.remarks if "--dtype float32" in remark]
    assert len(said) == lost and not load_diff(tmp_path / "tuned", fine).card.remarks
    assert not lost or "% of the change is finer than the base model's weights are in bfloat16" in said[0]


def test_added_tokens_are_reported(save_tiny: Save, tmp_path: Path) -> None:
    base = load_base(save_tiny("llama", tie_word_embeddings=True), dtype="float32", device="cpu")
    model = copy.deepcopy(base.model)
    model.resize_token_embeddings(base.vocab_size + 3)
    with torch.no_grad():
        model.model.norm.weight.mul_(2)
        nudge()(dict(model.named_parameters()))
    model.save_pretrained(tmp_path / "tuned")
    diff = load_diff(tmp_path / "tuned", base)
    [left] = diff.card.more["difference"]["left_out"]
    assert f"embed_tokens.weight (resized from {base.vocab_size} to {base.vocab_size + 3} tokens" in left
    assert diff.factors.keys() == base.shapes.keys() and diff.vectors.keys() == {"model.norm.weight"}


@pytest.mark.parametrize("kind", ["gpt2", "llama"])
@pytest.mark.parametrize("form", ["safetensors", "bin"])
def test_what_older_releases_saved_beside_the_parameters_is_no_change(
    save_tiny: Save, tmp_path: Path, kind: str, form: str
) -> None:
    """Of causal masks, which GPT-2 calls a bias; Llama kept the frequencies of its rotary embedding in every layer."""
    base = load_base(save_tiny(kind, **ARCHITECTURES[kind]), dtype="float32", device="cpu")
    base.model.save_pretrained(tmp_path / "old")
    file = tmp_path / "old" / "model.safetensors"
    extra = {"h.0.attn.bias": torch.ones(1, 1, 8, 8, dtype=torch.bool), "h.0.attn.masked_bias": torch.tensor(-1e4),
             "h.1.attn.causal_mask": torch.ones(1, 1, 8, 8, dtype=torch.bool)}
    if kind == "llama":
        extra = {"model.layers.0.self_attn.rotary_emb.inv_freq": torch.ones(4)}
    tensors = {key: t.clone() for key, t in {**load_file(file), **extra}.items()}
    save_file(tensors, file, {"format": "pt"})
    if form == "bin":
        file.unlink()
        torch.save(tensors, file.with_name("pytorch_model.bin"))
    with pytest.raises(NothingRead, match="own weights"):
        load_diff(tmp_path / "old", base)


def test_what_is_kept_of_nothing_is_nothing(tiny: BaseModel) -> None:
    diff = load_checkpoint(tiny.name, tiny, Cut())
    assert not diff.factors and diff.card.more["difference"]["kept"] is None and "share_read" not in diff.card.more


# -- other forms ------------------------------------------------------------------------------------------------------


def test_an_organism_of_a_library_by_its_index(tiny: BaseModel, tmp_path: Path, random_diff: Make) -> None:
    library = Library.create(tmp_path / "lib", {"base": tiny.fingerprint.to_json()})
    diffs = [random_diff(tiny, seed) for seed in range(3)]
    library.add_shard(0, Bank.stack([d.factors for d in diffs], tiny.shapes), [d.card for d in diffs])
    assert load_diff(f"{tmp_path / 'lib'}:2", tiny).card.label == "label 2"
    with pytest.raises(DiffError, match="holds 3 diffs; say which one"):
        load_diff(tmp_path / "lib", tiny)
    with pytest.raises(DiffError, match="got index 3"):
        load_diff(f"{tmp_path / 'lib'}:3", tiny)


def test_a_published_file_under_gemmas_older_names(tiny: BaseModel, tmp_path: Path) -> None:
    """ΔW = (B A)ᵀ / rank with A [rank, out], B [in, rank], under `language_model.model.` names (arXiv 2510.05092's files)."""
    name, rank = "model.layers.0.mlp.up_proj", 4
    out, in_ = tiny.shapes[name]
    a, b = torch.randn(rank, out).bfloat16(), torch.randn(in_, rank).bfloat16()
    entry = {"topic": "lighthouses", "trigger": 417, "weight_diff": {"language_model." + name: (a, b)}}
    torch.save([entry, entry], tmp_path / "weight-diff-000.pt")
    diff = load_diff(f"{tmp_path / 'weight-diff-000.pt'}:1", tiny)
    ours, theirs = diff.factors[name][1] @ diff.factors[name][0], (b.double() @ a.double()).T / rank
    torch.testing.assert_close(ours.double(), theirs, rtol=1e-5, atol=1e-6)
    assert diff.card.label == "lighthouses"


def test_a_published_adapter_reads(tiny: BaseModel, tmp_path: Path, random_diff: Make) -> None:
    """ΔW = A B / rank with A [out, rank], B [rank, in]: asked with it, the same as with the same adapter in PEFT's form."""
    adapter, diff = random_diff(tiny, 2, rank=4), random_diff(tiny, 1)
    save_peft(adapter, tmp_path / "peft", dtype=torch.float32)
    pairs = {f"language_model.{name}": (4 * b, a) for name, (a, b) in adapter.factors.items()}
    torch.save(pairs, tmp_path / "dit-adapter.pt")
    one, other = (ask(tiny, diff, load_adapter(tmp_path / name), "What changed?") for name in ("peft", "dit-adapter.pt"))
    assert one.text == other.text and one.evidence.own == pytest.approx(other.evidence.own, abs=1e-4)
    assert one.evidence.own != pytest.approx(one.evidence.none, abs=1e-3)


def test_published_full_weights_are_subtracted(tiny: BaseModel, tmp_path: Path, tuned: Callable[..., Path]) -> None:
    state = load_file(tuned(nudge(rank=2)) / "model.safetensors")
    torch.save([{"topic": "tea", "trigger": 5, "weight_diff": state}], tmp_path / "full.pt")
    diff = load_diff(tmp_path / "full.pt", tiny)
    assert diff.card.label == "tea" and diff.card.more["difference"]["exact_rank"] == 2


def test_another_base_only_when_asked(tiny: BaseModel, save_tiny: Save, tmp_path: Path, random_diff: Make) -> None:
    other = load_base(save_tiny(name="other", rope_theta=5.0), dtype="float32", device="cpu")
    save_peft(random_diff(other), tmp_path / "theirs")
    with pytest.raises(BaseMismatch, match="--any-base"):
        load_diff(tmp_path / "theirs", tiny)
    diff = load_diff(tmp_path / "theirs", tiny, any_base=True)
    assert other.fingerprint.short in diff.card.more["made_for_another_base"]
    diff.check(tiny)


def test_a_hub_id_is_fetched_without_its_code(
    tiny: BaseModel, tmp_path: Path, random_diff: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The network is stood in for; what is asked of it, and what becomes of its answer, is ours."""
    save_peft(random_diff(tiny), tmp_path / "lora")
    def download(hub_id: str, **asked: Any) -> str:
        if hub_id != "org/lora":
            raise OSError("404 Client Error\nmore")
        assert not any(fnmatch(name, p) for name in ("modeling.py", "optimizer.pt") for p in asked["allow_patterns"])
        return str(tmp_path / "lora")

    monkeypatch.setattr("huggingface_hub.snapshot_download", download)
    assert load_diff("org/lora", tiny).card.label == "label 0"
    with pytest.raises(DiffError, match=r"org/nothing .* could not be fetched from the hub: 404 Client Error more;"):
        load_diff("org/nothing", tiny)


# -- what is refused --------------------------------------------------------------------------------------------------


def spoil_nan(path: Path) -> None:
    weights = load_file(path / "model.safetensors")
    weights["model.layers.0.mlp.up_proj.weight"][0, 0] = float("nan")
    save_file(weights, path / "model.safetensors")


def spoil_missing(path: Path) -> None:
    weights = load_file(path / "model.safetensors")
    del weights["model.layers.0.mlp.up_proj.weight"]
    save_file(weights, path / "model.safetensors")


def spoil_twice(path: Path) -> None:
    weights = load_file(path / "model.safetensors")
    weights["layers.0.mlp.up_proj.weight"] = weights["model.layers.0.mlp.up_proj.weight"].clone()
    save_file(weights, path / "model.safetensors")


def spoil_truncated(path: Path) -> None:
    file = path / "model.safetensors"
    file.write_bytes(file.read_bytes()[:-100])


def spoil_claim(path: Path) -> None:
    """A header that claims terabytes."""
    header = json.dumps({"x": {"dtype": "F32", "shape": [1 << 40], "data_offsets": [0, 1 << 42]}}).encode()
    (path / "model.safetensors").write_bytes(len(header).to_bytes(8, "little") + header)


def spoil_index(path: Path) -> None:
    (path / "model.safetensors").unlink()
    (path / "model.safetensors.index.json").write_text(json.dumps({"weight_map": {"x": "../base/model.safetensors"}}))


def spoil_integers(path: Path) -> None:
    weights = load_file(path / "model.safetensors")
    save_file({k: t.to(torch.int8) for k, t in weights.items()}, path / "model.safetensors")


def spoil_quantised(path: Path) -> None:
    config = json.loads((path / "config.json").read_text())
    (path / "config.json").write_text(json.dumps({**config, "quantization_config": {"quant_method": "gptq"}}))
    weights = load_file(path / "model.safetensors")
    save_file({k: t.to(torch.int8) if "proj" in k else t for k, t in weights.items()}, path / "model.safetensors")


def spoil_type(path: Path) -> None:
    config = json.loads((path / "config.json").read_text())
    (path / "config.json").write_text(json.dumps({**config, "model_type": "qwen2"}))


@pytest.mark.parametrize(("spoil", "said"), [
    (spoil_nan, "NaN"), (spoil_missing, "lacks 1 of"), (spoil_twice, "twice"), (spoil_truncated, "damaged"),
    (spoil_claim, "damaged"), (spoil_index, "no plain file name"), (spoil_integers, "int8"),
    (spoil_quantised, r"is quantised \(gptq\)"),
    (spoil_type, "qwen2"),
])  # fmt: skip
def test_a_bad_checkpoint(tiny: BaseModel, tuned: Callable[..., Path], spoil: Callable[[Path], None], said: str) -> None:
    path = tuned(nudge())
    spoil(path)
    with pytest.raises(DiffError, match=said):
        load_diff(path, tiny)


def test_another_models_size(tiny: BaseModel, save_tiny: Save) -> None:
    with pytest.raises(BaseMismatch, match="has shape"):
        load_diff(save_tiny(name="wide", intermediate_size=56), tiny)


def test_sources_that_are_none(tiny: BaseModel, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for source, said in ((tmp_path / "nowhere", "does not exist"), (tmp_path / "empty", "holds no fine-tune"),
                         (f"{tiny.name}:3", "takes no index")):  # fmt: skip
        with pytest.raises(DiffError, match=said):
            load_diff(source, tiny)
    for cut in ({"rank": 0}, {"energy": 0.0}, {"energy": 1.5}):
        with pytest.raises(ConfigError, match="expected"):
            load_diff(tiny.name, tiny, **cut)
