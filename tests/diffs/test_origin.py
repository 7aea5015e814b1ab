"""The base model a fine-tune names, and its settings, are held against the one in use."""

import copy
import dataclasses
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from peft import LoHaConfig, LoraConfig, get_peft_model
from safetensors.torch import load_file, save_file

from tuneteller.diffs.card import Card
from tuneteller.diffs.diff import WeightDiff
from tuneteller.diffs.load import load_diff
from tuneteller.diffs.origin import remark_named
from tuneteller.diffs.peft import save_peft
from tuneteller.models import BaseModel, load_base

Save = Callable[..., Path]


def known_as(base: BaseModel, name: str) -> BaseModel:
    return dataclasses.replace(base, name=name)


@pytest.mark.parametrize(("named", "used"), [
    ("HuggingFaceTB/SmolLM2-135M-Instruct", "smollm2-135m"), ("smollm2-135m", "smollm2-135m"),
    ("/home/someone/.cache/tuneteller/smollm2-135m-b179c9523d0e6a0f98a330c7-v1", "smollm2-135m"),
    ("unsloth/SmolLM2-135M-Instruct-bnb-4bit", "smollm2-135m"),
    ("HuggingFaceTB/SmolLM2-135M-Instruct/", "/data/SmolLM2-135M-Instruct"),
    ("Qwen/Qwen3-4B-GPTQ-Int4", "Qwen/Qwen3-4B"),
    ("Qwen/Qwen3-4B-FP8", "Qwen/Qwen3-4B"),
    ("mlx-community/Qwen3-4B-4bit", "Qwen/Qwen3-4B"),
    ("unsloth/Qwen3-4B-unsloth-bnb-4bit", "Qwen/Qwen3-4B"),
    ("bartowski/Qwen3-4B-Q4_K_M", "Qwen/Qwen3-4B"),
    ("RedHatAI/Qwen3-4B-quantized.w4a16", "Qwen/Qwen3-4B"),
    ("RedHatAI/Qwen3-4B-FP8-dynamic", "Qwen/Qwen3-4B"),
    ("TheBloke/Qwen3-4B-GPTQ-4bit-128g", "Qwen/Qwen3-4B"), ("mradermacher/Qwen3-4B-i1-GGUF", "Qwen/Qwen3-4B"),
    ("x/Qwen3-4B-4.0bpw-exl2", "Qwen/Qwen3-4B"), ("x/Qwen3-4B-IQ4_XS", "Qwen/Qwen3-4B"),
    ("mlx-community/Qwen3-4B-4bit-DWQ", "Qwen/Qwen3-4B"), ("OpenVINO/Qwen3-4B-int8-ov", "Qwen/Qwen3-4B"),
    ("unsloth/Meta-Llama-3.1-8B-Instruct-bnb-4bit", "meta-llama/Llama-3.1-8B-Instruct"),
    ("/root/.cache/huggingface/hub/models--Qwen--Qwen3-4B/snapshots/0123abc", "Qwen/Qwen3-4B"),
    (None, "Qwen/Qwen3-4B"), ("", "Qwen/Qwen3-4B"), (7, "Qwen/Qwen3-4B"),
])  # fmt: skip
def test_copies_of_one_base_are_not_remarked(tiny: BaseModel, named: Any, used: str) -> None:
    assert remark_named(Card(), named, known_as(tiny, used)) == Card()


@pytest.mark.parametrize(("named", "used"), [
    ("HuggingFaceTB/SmolLM2-135M", "smollm2-135m"), ("HuggingFaceTB/SmolLM2-360M-Instruct", "smollm2-135m"),
    ("Qwen/Qwen3-4B-Base", "Qwen/Qwen3-4B"), ("Qwen/Qwen3-4B-Instruct-2507", "Qwen/Qwen3-4B"),
    ("Qwen/Qwen3-14B", "Qwen/Qwen3-4B"), ("/home/someone/ckpt", "Qwen/Qwen3-4B"), ("x\0y", "Qwen/Qwen3-4B"),
])  # fmt: skip
def test_another_base_is_remarked_with_both_names(tiny: BaseModel, named: str, used: str) -> None:
    [said] = remark_named(Card(), named, known_as(tiny, used)).remarks
    assert named in said and used in said and "--base" in said


@pytest.mark.parametrize("config", [LoraConfig(task_type="CAUSAL_LM"),
                                    LoHaConfig(task_type="CAUSAL_LM", target_modules=["q_proj"])])  # fmt: skip
def test_the_name_in_an_adapters_config(tiny: BaseModel, tmp_path: Path, config: Any) -> None:
    wrapped = get_peft_model(copy.deepcopy(tiny.model), config)
    with torch.no_grad():
        for p in wrapped.parameters():
            p.add_(0.1 * p.requires_grad)
    wrapped.save_pretrained(tmp_path / "a")
    assert not load_diff(tmp_path / "a", tiny).card.remarks  # its own directory
    file = tmp_path / "a" / "adapter_config.json"
    file.write_text(json.dumps({**json.loads(file.read_text()), "base_model_name_or_path": "org/sibling"}))
    [said] = load_diff(tmp_path / "a", tiny).card.remarks
    assert "made from org/sibling" in said and tiny.name in said


def test_a_fingerprint_is_more_than_a_name(tiny: BaseModel, random_diff: Callable[..., WeightDiff], tmp_path: Path) -> None:
    save_peft(random_diff(tiny), tmp_path / "a", base_name="org/other")
    assert not load_diff(tmp_path / "a", tiny).card.remarks


# -- a full model -----------------------------------------------------------------------------------------------------


@pytest.fixture
def tuned(tiny: BaseModel, tmp_path: Path) -> Path:
    """A full fine-tune's directory, which names no base model yet."""
    model = copy.deepcopy(tiny.model)
    with torch.no_grad():
        model.model.layers[0].mlp.up_proj.weight.add_(0.1)
    model.save_pretrained(tmp_path / "tuned")
    return tmp_path / "tuned"


def set_config(path: Path, **changes: Any) -> None:
    file = path / "config.json"
    config = json.loads(file.read_text()) | changes
    file.write_text(json.dumps({k: v for k, v in config.items() if v is not None}))


def named(path: Path, base: BaseModel) -> list[str]:
    return load_diff(path, base).card.remarks


README = """---
license: mit
base_model: {}
tags:
- sft
---
# A model
base_model: org/not-this
"""


@pytest.mark.parametrize(("entry", "said"), [
    ("org/Sibling-1B", "made from org/Sibling-1B,"), ('"org/Sibling-1B"', "made from org/Sibling-1B,"),
    ("\n- org/one\n- org/two", "made from org/one, org/two,"), ("[org/one, 'org/two']", "made from org/one, org/two,"),
    ("'org/Sibling-1B'  # on the hub", "made from org/Sibling-1B,"),
    ("unsloth/Known-1B-bnb-4bit", ""), ("\n  - org/one\n  - org/Known-1B", ""), ("", ""),
    ("org/Sibling-1B\nbase_model_relation: quantized", ""),  # the same model in another form
])  # fmt: skip
def test_the_base_in_a_model_card(tiny: BaseModel, tuned: Path, entry: str, said: str) -> None:
    (tuned / "README.md").write_text(README.format(entry))
    remarks = named(tuned, known_as(tiny, "org/Known-1B"))
    assert [said in remark and "read with org/Known-1B" in remark for remark in remarks] == ([True] if said else [])


@pytest.mark.parametrize(("entry", "said"), [
    ("org/Sibling-1B", True), ("/data/Sibling-1B", True), ("org/gpt2", True), ("unsloth/known-1b", False),
    ("/data/models/Known-1B", False), ("./merged", False), ("outputs/checkpoint-500", False), ("/home/x/tuned", False),
    (7, False),
])  # fmt: skip
def test_the_base_in_a_models_config(tiny: BaseModel, tuned: Path, entry: Any, said: bool) -> None:
    """A config may name the fine-tune itself or a folder of its run, which is no base model."""
    set_config(tuned, _name_or_path=entry)
    assert ["made from" in remark for remark in named(tuned, known_as(tiny, "org/Known-1B"))] == [True] * said


def test_a_model_card_counts_before_a_config(tiny: BaseModel, tuned: Path) -> None:
    base = known_as(tiny, "org/Known-1B")
    set_config(tuned, _name_or_path="org/Sibling-1B")
    (tuned / "README.md").write_text(README.format("org/Known-1B"))
    assert not named(tuned, base)
    (tuned / "README.md").write_text("# no front matter\nbase_model: org/Known-1B\n")
    assert named(tuned, base)
    (tuned / "README.md").write_bytes(b"---\nbase_model: \xff\n---\n")
    assert named(tuned, base)


def test_an_adapter_whose_config_names_no_base_but_its_card_does(tiny: BaseModel, random_diff: Callable[..., WeightDiff],
                                                                 tmp_path: Path) -> None:
    save_peft(WeightDiff(random_diff(tiny).factors), tmp_path / "a")
    assert not named(tmp_path / "a", tiny)
    (tmp_path / "a" / "README.md").write_text(README.format("org/Sibling-1B"))
    assert "org/Sibling-1B" in named(tmp_path / "a", tiny)[0]


def test_a_directory_of_the_bases_own_weights_is_the_base(tiny: BaseModel, tuned: Path, tmp_path: Path) -> None:
    """Under whatever name, in whatever precision; not where one value or a setting differs."""
    copied = tmp_path / "copied-1B"
    copy.deepcopy(tiny.model).bfloat16().save_pretrained(copied)
    set_config(tuned, _name_or_path=str(copied))
    assert not named(tuned, tiny)
    set_config(copied, rms_norm_eps=0.1)
    assert str(copied) in named(tuned, tiny)[0]
    model = copy.deepcopy(tiny.model)
    with torch.no_grad():
        model.model.norm.weight[3] += 1
    model.save_pretrained(copied)
    assert str(copied) in named(tuned, tiny)[0]


def test_a_hub_id_in_the_hubs_cache_is_the_base_where_its_weights_are(tiny: BaseModel, tuned: Path, tmp_path: Path,
                                                                      monkeypatch: pytest.MonkeyPatch) -> None:
    cached = tmp_path / "hub" / "models--org--Known-1B"
    (cached / "refs").mkdir(parents=True)
    (cached / "refs" / "main").write_text("0123abc")
    tiny.model.save_pretrained(cached / "snapshots" / "0123abc")
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path / "hub"))
    monkeypatch.setattr("huggingface_hub.file_download.HF_HUB_CACHE", str(tmp_path / "hub"), raising=False)
    set_config(tuned, _name_or_path="org/Known-1B")
    assert not named(tuned, tiny)
    set_config(tuned, _name_or_path="org/Sibling-1B")
    assert named(tuned, tiny)


SETTINGS: dict[str, tuple[dict[str, Any], str]] = {
    "rope, as older configs have it": ({"rope_theta": 5e6, "rope_parameters": None}, "rope_parameters is"),
    "rope": ({"rope_parameters": {"rope_type": "linear", "rope_theta": 1e4, "factor": 4.0}}, "'factor': 4.0"),
    "activation": ({"hidden_act": "gelu"}, "hidden_act is gelu and was silu"),
    "norm": ({"rms_norm_eps": 1e-3}, "rms_norm_eps is 0.001 and was"),
    "heads": ({"num_key_value_heads": 4}, "num_key_value_heads is 4 and was 2"),
    "head": ({"tie_word_embeddings": True}, "tie_word_embeddings is True and was False"),
}


@pytest.mark.parametrize("kind", SETTINGS)
def test_settings_that_change_the_function_are_remarked(tiny: BaseModel, tuned: Path, kind: str) -> None:
    changes, said = SETTINGS[kind]
    assert not named(tuned, tiny)
    set_config(tuned, **changes)
    [remark] = named(tuned, tiny)
    assert said in remark and "so what these change is not seen" in remark


def test_settings_beside_an_adapter_are_compared_too(tiny: BaseModel, tuned: Path, tmp_path: Path,
                                                    random_diff: Callable[..., WeightDiff]) -> None:
    """As where a model was given a longer context, and then an adapter."""
    save_peft(WeightDiff(random_diff(tiny).factors), tmp_path / "lora")
    (tmp_path / "lora" / "config.json").write_bytes((tuned / "config.json").read_bytes())
    assert not named(tmp_path / "lora", tiny)
    set_config(tmp_path / "lora", rope_parameters={"rope_type": "linear", "rope_theta": 1e4, "factor": 4.0})
    [remark] = named(tmp_path / "lora", tiny)
    assert "'factor': 4.0" in remark
    set_config(tmp_path / "lora", model_type="gpt2")  # of some other model
    assert not named(tmp_path / "lora", tiny)


def test_a_head_that_is_no_longer_the_embedding_is_read_without_a_remark(save_tiny: Save, tmp_path: Path) -> None:
    base = load_base(save_tiny(tie_word_embeddings=True), dtype="float32", device="cpu")
    base.model.save_pretrained(path := tmp_path / "tuned")
    tensors = load_file(path / "model.safetensors")
    tensors["model.layers.0.mlp.up_proj.weight"] += 0.05
    save_file(tensors, path / "model.safetensors", {"format": "pt"})
    set_config(path, tie_word_embeddings=False)
    assert "tie_word_embeddings is False" in named(path, base)[0]  # and there is none
    head = tensors["model.embed_tokens.weight"].clone()
    head[3] += 0.1
    save_file(tensors | {"lm_head.weight": head}, path / "model.safetensors", {"format": "pt"})
    diff = load_diff(path, base)
    assert diff.factors.keys() == {"lm_head", "model.layers.0.mlp.up_proj"} and not diff.card.remarks


def test_a_sliding_window_is_remarked(save_tiny: Save, tmp_path: Path) -> None:
    base = load_base(save_tiny("mistral", sliding_window=None), dtype="float32", device="cpu")
    model = copy.deepcopy(base.model)
    with torch.no_grad():
        model.model.layers[0].mlp.up_proj.weight.add_(0.1)
    model.config.sliding_window = 64
    model.save_pretrained(tmp_path / "tuned")
    [remark] = load_diff(tmp_path / "tuned", base).card.remarks
    assert "sliding_window is 64 and was not set" in remark


def test_a_config_that_is_none_is_remarked(tiny: BaseModel, tuned: Path) -> None:
    set_config(tuned, rope_parameters="x", hidden_size="wide")
    assert "cannot be compared" in named(tuned, tiny)[0]
