"""Nothing read is never an answer, and how much of a whole change is read is said."""

import copy
import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import peft
import pytest
import torch
from peft import LoraConfig
from safetensors.torch import load_file, save_file

from tuneteller.diffs.algebra import norms
from tuneteller.diffs.card import Card
from tuneteller.diffs.diff import WeightDiff
from tuneteller.diffs.library import Library
from tuneteller.diffs.load import load_diff
from tuneteller.diffs.peft import save_peft
from tuneteller.diffs.share import left_out, said_left_out, said_share, share_read, with_share
from tuneteller.errors import DiffError, NothingRead
from tuneteller.lora.bank import Bank
from tuneteller.models import BaseModel, load_base

Make = Callable[..., WeightDiff]
Save = Callable[..., Path]
Adapt = Callable[..., Any]
"""Makes a PEFT model as if it had been trained, see conftest.py."""


MOE = {"num_experts": 4, "num_experts_per_tok": 2, "moe_intermediate_size": 24}


def lora(**settings: Any) -> LoraConfig:
    return LoraConfig(task_type="CAUSAL_LM", **{"r": 3, "lora_alpha": 6, "target_modules": ["q_proj", "v_proj"], **settings})


# -- nothing ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16, torch.float16, torch.float8_e4m3fn])
def test_the_bases_own_weights_are_called_so(tiny: BaseModel, tmp_path: Path, dtype: torch.dtype) -> None:
    """Also in another precision: what only rounding changed is no change."""
    tiny.model.save_pretrained(tmp_path / "same")
    file = tmp_path / "same" / "model.safetensors"
    rounded = {k: t.to(dtype) for k, t in load_file(file).items()}
    for saved in (dtype, *((torch.float32, torch.bfloat16) if dtype.itemsize > 1 else ())):  # also where it was only on its way
        save_file({k: t.to(saved) for k, t in rounded.items()}, file, {"format": "pt"})
        with pytest.raises(NothingRead, match="same holds the base model's own weights"):
            load_diff(tmp_path / "same", tiny)
    with torch.no_grad():
        tiny.model.model.norm.weight[0] += 0.5
    assert load_diff(tmp_path / "same", tiny).vectors.keys() == {"model.norm.weight"}


def test_an_adapter_in_a_sub_folder_is_pointed_out(tiny: BaseModel, tmp_path: Path, adapted: Adapt) -> None:
    run = tmp_path / "run"
    tiny.model.save_pretrained(run)
    adapted(tiny, lora()).save_pretrained(run / "lora_adapter")
    with pytest.raises(NothingRead, match=r"own weights.*there is an adapter in a sub-folder: give .*run/lora_adapter"):
        load_diff(run, tiny)
    assert load_diff(run / "lora_adapter", tiny).factors
    model = copy.deepcopy(tiny.model)
    with torch.no_grad():
        model.model.layers[0].mlp.up_proj.weight.add_(0.1)
    model.save_pretrained(run)
    [remark] = load_diff(run, tiny).card.remarks
    assert f"the full model in {run};" in remark and f"give it by name: {run / 'lora_adapter'}" in remark
    model.save_pretrained(run / "checkpoint-5")  # of the same run: nothing to choose
    shutil.rmtree(run / "lora_adapter")
    assert not load_diff(run, tiny).card.remarks


@pytest.mark.parametrize("config", [
    lora(), lora(use_rslora=True), lora(use_dora=True), peft.LoHaConfig(task_type="CAUSAL_LM", target_modules=["q_proj"]),
    peft.IA3Config(task_type="CAUSAL_LM", target_modules=["k_proj"], feedforward_modules=[]),
    lora(init_lora_weights="pissa"), lora(init_lora_weights="olora"),
    peft.VeraConfig(task_type="CAUSAL_LM", r=4, target_modules=["q_proj"]),
    peft.RandLoraConfig(task_type="CAUSAL_LM", r=4, target_modules=["q_proj"]),
])  # fmt: skip
def test_an_untrained_adapter_changes_nothing(tiny: BaseModel, tmp_path: Path, config: Any, adapted: Adapt) -> None:
    adapted(tiny, config, std=0.0).save_pretrained(tmp_path / "fresh")
    with pytest.raises(NothingRead, match=r"changes nothing.*untrained"):
        load_diff(tmp_path / "fresh", tiny)


@pytest.mark.parametrize("settings", [{}, {"modules_to_save": ["norm"]}])
def test_an_untrained_dora_of_another_precision(tiny: BaseModel, tmp_path: Path, settings: dict[str, Any],
                                                adapted: Adapt) -> None:
    """Its magnitudes are the norms of float32 weights, of which bf16 knows only so much."""
    base = load_base(tiny.name, dtype="bfloat16", device="cpu")
    made = adapted(tiny, lora(use_dora=True, **settings), std=0.0)
    if settings:
        with torch.no_grad():
            made.base_model.model.model.norm.weight.add_(1)
    made.save_pretrained(tmp_path / "fresh")
    if settings:
        diff = load_diff(tmp_path / "fresh", base)
        assert not diff.factors and diff.vectors.keys() == {"model.norm.weight"}
        return
    with pytest.raises(NothingRead, match=r"changes nothing.*untrained"):
        load_diff(tmp_path / "fresh", base)


def test_a_scale_that_pefts_reload_divides_by(tiny: BaseModel, tmp_path: Path, adapted: Adapt) -> None:
    adapted(tiny, lora(init_lora_weights="pissa")).save_pretrained(tmp_path / "a")
    file = tmp_path / "a" / "adapter_config.json"
    file.write_text(json.dumps({**json.loads(file.read_text()), "lora_alpha": 0}))
    with pytest.raises(DiffError, match=r"NaN or infinite.*lora_alpha"):
        load_diff(tmp_path / "a", tiny)


def test_why_a_lora_changes_nothing(tiny: BaseModel, tmp_path: Path, adapted: Adapt) -> None:
    adapted(tiny, lora()).save_pretrained(tmp_path / "a")
    file = tmp_path / "a" / "adapter_config.json"
    config = json.loads(file.read_text())
    file.write_text(json.dumps({**config, "lora_alpha": 0}))
    with pytest.raises(NothingRead, match="lora_alpha is 0"):
        load_diff(tmp_path / "a", tiny)
    file.write_text(json.dumps({**config, "alpha_pattern": {"q_proj": 0, "v_proj": 0}}))
    with pytest.raises(NothingRead, match="lora_alpha is 0"):
        load_diff(tmp_path / "a", tiny)
    adapted(tiny, lora(), std=0.0).save_pretrained(tmp_path / "b")
    with pytest.raises(NothingRead, match="B is zero in every layer"):
        load_diff(tmp_path / "b", tiny)


def test_an_empty_organism_is_no_answer_either(tiny: BaseModel, random_diff: Make, tmp_path: Path) -> None:
    library = Library.create(tmp_path / "lib", {"base": tiny.fingerprint.to_json(), "config": {}})
    diffs = [random_diff(tiny, 0), random_diff(tiny, 1).scaled(0.0)]
    cards = [Card(family="none", label=str(i), shard=0) for i in range(2)]
    library.add_shard(0, Bank.stack([d.factors for d in diffs], tiny.shapes), cards)
    assert load_diff(f"{tmp_path / 'lib'}:0", tiny).factors
    with pytest.raises(NothingRead, match="lib:1 changes nothing"):
        load_diff(f"{tmp_path / 'lib'}:1", tiny)


def test_a_change_of_nothing_that_is_read_is_no_answer(save_tiny: Save, tmp_path: Path) -> None:
    """Experts in one block, and position embeddings, as full fine-tunes."""
    for kind, part in (("qwen3_moe", "experts"), ("gpt2", "wpe")):
        base = load_base(save_tiny(kind, name=kind, **MOE if kind == "qwen3_moe" else {}), dtype="float32", device="cpu")
        model = copy.deepcopy(base.model)
        with torch.no_grad():
            for name, p in model.named_parameters():
                p.add_(0.1 if part in name else 0)
        model.save_pretrained(tmp_path / "tuned" / kind)
        with pytest.raises(NothingRead, match=rf"cannot be read: .*{part}.*two models say"):
            load_diff(tmp_path / "tuned" / kind, base)


@pytest.mark.parametrize("form", ["adapter", "model"])
def test_added_tokens_alone_are_no_answer(save_tiny: Save, tmp_path: Path, form: str, adapted: Adapt) -> None:
    base = load_base(save_tiny(tie_word_embeddings=False), dtype="float32", device="cpu")
    wide = replace(base, model=copy.deepcopy(base.model))
    wide.model.resize_token_embeddings(base.vocab_size + 6, mean_resizing=False)
    model = adapted(wide, lora(), std=0.0) if form == "adapter" else wide.model
    model.save_pretrained(tmp_path / "tuned", **{"save_embedding_layers": True} if form == "adapter" else {})
    with pytest.raises(NothingRead, match=rf"embed_tokens.weight \(resized from {base.vocab_size} to .* tokens: the added"):
        load_diff(tmp_path / "tuned", base)


def test_what_is_left_out_is_named_once() -> None:
    assert left_out(with_share(with_share(Card(), 1.0, 1.0, ["a"]), 1.0, 1.0, ["b", "a"])) == ["a", "b"]


def test_more_is_left_out_than_a_card_names() -> None:
    names = [f"n{i}" for i in range(20)]
    card = Card(more={"left_out": ["lm_head"], "difference": {"left_out": names, "left_out_count": 30}})
    assert said_left_out(card) == "lm_head, n0, n1, n2, n3 and 26 more" and said_left_out(Card()) == ""


def test_the_bases_own_weights_under_a_base_in_bf16(tiny: BaseModel, tmp_path: Path) -> None:
    """Half precision rounds small values where bf16 does not: both are rounded to both."""
    base = load_base(tiny.name, dtype="bfloat16", device="cpu")
    model = copy.deepcopy(base.model)
    with torch.no_grad():
        for p in (*model.parameters(), *base.model.parameters()):
            p.mul_(1e-5)
    model.half().save_pretrained(tmp_path / "same")
    with pytest.raises(NothingRead, match="own weights"):
        load_diff(tmp_path / "same", base)


def test_two_roundings_of_one_base_are_no_change(tiny: BaseModel, tmp_path: Path) -> None:
    """Half precision may put a value half-way between two of bf16, which then goes either way."""
    base = load_base(tiny.name, dtype="bfloat16", device="cpu")
    copy.deepcopy(tiny.model).half().save_pretrained(tmp_path / "same")
    with pytest.raises(NothingRead, match="own weights"):
        load_diff(tmp_path / "same", base)
    model = copy.deepcopy(tiny.model)
    with torch.no_grad():
        model.model.layers[0].self_attn.q_proj.weight[0, 0] *= 1.02  # one value, by some three steps of bf16
    model.half().save_pretrained(tmp_path / "tuned")
    assert load_diff(tmp_path / "tuned", base).factors.keys() == {"model.layers.0.self_attn.q_proj"}


# -- a share ----------------------------------------------------------------------------------------------------------


def test_the_share_of_a_full_fine_tune(save_tiny: Save, tmp_path: Path) -> None:
    """One matrix, one norm and a position: the share is of all that changed, what a cut leaves over and what cannot be read."""
    base = load_base(save_tiny("gpt2"), dtype="float32", device="cpu")
    model = copy.deepcopy(base.model)
    u = torch.linalg.qr(torch.randn(32, 2, generator=torch.Generator().manual_seed(0))).Q
    with torch.no_grad():
        model.transformer.h[0].attn.c_proj.weight.add_(4 * u[:, :1] @ u[:, :1].T + 2 * u[:, 1:] @ u[:, 1:].T)
        model.transformer.ln_f.weight[0] += 6
        model.transformer.wpe.weight[0, 0] += 2
    model.save_pretrained(tmp_path / "tuned")
    for rank, read in ((1, 16), (2, 20)):
        card = load_diff(tmp_path / "tuned", base, rank=rank).card
        assert share_read(card) == pytest.approx((read + 36) / 60, rel=1e-4)
        assert card.more["difference"]["kept"] == pytest.approx(read / 20, rel=1e-4)


@pytest.mark.parametrize("tied", [True, False])
def test_a_tied_head_that_a_checkpoint_holds_twice(save_tiny: Save, tmp_path: Path, tied: bool) -> None:
    """The same tensor again is no further change; another one is."""
    base = load_base(save_tiny(tie_word_embeddings=True), dtype="float32", device="cpu")
    model = copy.deepcopy(base.model)
    with torch.no_grad():
        model.model.layers[0].self_attn.q_proj.weight.add_(1)
    model.save_pretrained(tmp_path / "tuned")
    file = tmp_path / "tuned" / "model.safetensors"
    tensors = load_file(file)
    save_file({**tensors, "lm_head.weight": tensors["model.embed_tokens.weight"] + (not tied)}, file, {"format": "pt"})
    diff = load_diff(tmp_path / "tuned", base)
    assert share_read(diff.card) == pytest.approx(1)
    assert diff.factors.keys() == {"model.layers.0.self_attn.q_proj"} | (set() if tied else {"lm_head"})


def test_a_share_is_an_upper_bound_where_something_cannot_be_measured(tiny: BaseModel, tmp_path: Path) -> None:
    """A bias adds what it is; what a value head's weight does to a model without one, nobody can say."""
    model = copy.deepcopy(tiny.model)
    with torch.no_grad():
        model.model.layers[0].self_attn.q_proj.weight.add_(1)  # 32 · 32 ones
    model.save_pretrained(tmp_path / "tuned")
    file = tmp_path / "tuned" / "model.safetensors"
    tensors = {**load_file(file), "v_head.summary.bias": torch.full((16,), 4.0)}
    save_file(tensors, file, {"format": "pt"})
    card = load_diff(tmp_path / "tuned", tiny).card
    assert said_share(card) == "80.0% of the whole change's squared norm"
    save_file({**tensors, "v_head.summary.weight": torch.ones(1, 32)}, file, {"format": "pt"})
    card = load_diff(tmp_path / "tuned", tiny).card
    assert said_share(card).startswith("at most 80.0% of the whole change's squared norm")
    assert said_left_out(card) == ("v_head.summary.bias (the base model has no such tensor), v_head.summary.weight (the base "
                                   "model has no such tensor; not measured)")


BESIDE: dict[str, Any] = {
    "head and embeddings": lora(target_modules=["q_proj", "lm_head", "embed_tokens"]),
    "bias of the factors": lora(lora_bias=True),
    "biases": lora(bias="all"),
    "saved norms": lora(modules_to_save=["norm"]),
    "saved embeddings": lora(modules_to_save=["embed_tokens", "lm_head"]),
    "tokens": lora(trainable_token_indices=[3, 5]),
    "tokens of both ends": lora(trainable_token_indices={"embed_tokens": [3, 5], "lm_head": [4]}),
}


@pytest.mark.parametrize("kind", BESIDE)
def test_the_size_of_a_lora_with_more_beside_it(save_tiny: Save, tmp_path: Path, kind: str, adapted: Adapt) -> None:
    """Held against the change that PEFT makes to every parameter."""
    base = load_base(save_tiny("qwen2", tie_word_embeddings=False), dtype="float32", device="cpu")
    made = adapted(base, BESIDE[kind])
    made.save_pretrained(tmp_path / "lora")
    diff = load_diff(tmp_path / "lora", base, rank=4)
    before, merged = dict(base.model.named_parameters()), dict(made.merge_and_unload().named_parameters())
    squares = {name: (merged[name] - p).double().square().sum().item() for name, p in before.items()}
    sizes = {f"{name}.weight" if name in base.matrices else name: norm for name, norm in norms(diff).items()}
    assert sizes.keys() == {name for name, square in squares.items() if square}
    read = sum(norm**2 for norm in sizes.values())
    assert share_read(diff.card) == pytest.approx(read / sum(squares.values()), rel=1e-3)
    if kind == "saved embeddings":  # whole matrices, of which the strongest directions are kept
        assert read < 0.7 * sum(squares.values())
    else:
        assert sizes == pytest.approx({name: square**0.5 for name, square in squares.items() if square}, rel=1e-3)


@pytest.mark.parametrize("settings", [{}, {"use_dora": True}, {"modules_to_save": ["embed_tokens"]}])
def test_added_tokens_are_named_and_leave_nothing_unmeasured(save_tiny: Save, tmp_path: Path, settings: dict[str, Any],
                                                             adapted: Adapt) -> None:
    """They change nothing that the base has. PEFT saves a trained copy of resized embeddings under two names."""
    base = load_base(save_tiny(tie_word_embeddings=False), dtype="float32", device="cpu")
    wide = replace(base, model=copy.deepcopy(base.model))
    wide.model.resize_token_embeddings(base.vocab_size + 6, mean_resizing=False)
    adapted(wide, lora(**settings)).save_pretrained(tmp_path / "lora", save_embedding_layers=True)
    diff = load_diff(tmp_path / "lora", base, energy=1.0)
    assert said_share(diff.card) == "100.0% of the whole change's squared norm" and len(diff.card.more["left_out"]) == 2
    assert all("the added ones" in name for name in diff.card.more["left_out"])
    assert ("model.embed_tokens" in diff.factors) == ("modules_to_save" in settings)


def test_a_trained_copy_under_its_name_in_a_state_dict(tiny: BaseModel, tmp_path: Path, adapted: Adapt) -> None:
    adapted(tiny, lora(modules_to_save=["norm"])).save_pretrained(tmp_path / "lora")
    want = load_diff(tmp_path / "lora", tiny)
    file = tmp_path / "lora" / "adapter_model.safetensors"
    save_file({k.replace("norm.weight", "norm.modules_to_save.default.weight"): t for k, t in load_file(file).items()}, file)
    assert want.vectors and load_diff(tmp_path / "lora", tiny).fingerprint() == want.fingerprint()


def test_what_is_saved_beside_a_lora_unchanged_is_not_left_out(tiny: BaseModel, tmp_path: Path, adapted: Adapt) -> None:
    """PEFT saves the embeddings as they were where it cannot tell whether they changed."""
    adapted(tiny, lora()).save_pretrained(tmp_path / "lora", save_embedding_layers=True)
    assert any("embed_tokens" in key for key in load_file(tmp_path / "lora" / "adapter_model.safetensors"))
    diff = load_diff(tmp_path / "lora", tiny)
    assert share_read(diff.card) == 1.0 and "left_out" not in diff.card.more


def test_a_lora_that_is_read_whole_has_no_share_to_state(tiny: BaseModel, random_diff: Make, tmp_path: Path) -> None:
    save_peft(random_diff(tiny), tmp_path / "lora")
    card = load_diff(tmp_path / "lora", tiny).card
    assert share_read(card) == 1.0 and "share_read" not in card.more


@pytest.mark.parametrize("share", ["all", -1, 7, None, float("nan")])
def test_a_card_with_a_share_that_is_none(share: Any) -> None:
    assert share_read(Card(more={"share_read": share})) == 1.0
    assert share_read(Card(more={"share_read": share, "left_out": ["lm_head"]})) is None  # an older card does not say
