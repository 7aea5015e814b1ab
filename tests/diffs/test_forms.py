"""Fine-tunes as other tools write them, and folders as people have them: read with the right logits, or told what they are."""

import copy
import dataclasses
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import gguf
import pytest
import torch
from safetensors.torch import load_file, save_file
from torch import Tensor
from transformers import AutoModelForCausalLM

from tuneteller.diffs.algebra import norms
from tuneteller.diffs.contents import describe
from tuneteller.diffs.diff import WeightDiff, stacked
from tuneteller.diffs.load import load_diff
from tuneteller.diffs.peft import save_peft
from tuneteller.diffs.share import said_share, share_read
from tuneteller.errors import BaseMismatch, DiffError, NothingRead
from tuneteller.lora.attach import attach
from tuneteller.models import BaseModel, load_base
from tuneteller.quiet import quiet

Save = Callable[..., Path]
Adapt = Callable[..., Any]
"""Makes a PEFT model as if it had been trained, see conftest.py."""
IDS = torch.randint(0, 260, (2, 9), generator=torch.Generator().manual_seed(1))


def logits_with(base: BaseModel, diff: WeightDiff) -> Tensor:
    with torch.no_grad(), attach(base.model, stacked([diff], base)):
        return base.logits(base.hidden(IDS))


def logits_of(model: Any) -> Tensor:
    with torch.no_grad():
        return model(input_ids=IDS).logits


def pairs_of(made: Any, tmp_path: Path) -> dict[str, tuple[Tensor, Tensor]]:
    """Module -> (A [r, in], B [out, r]) as PEFT saves them, without the scale."""
    made.save_pretrained(tmp_path / "as-peft")
    tensors = load_file(tmp_path / "as-peft" / "adapter_model.safetensors")
    shutil.rmtree(tmp_path / "as-peft")
    names = {key.removeprefix("base_model.model.").rsplit(".lora_", 1)[0] for key in tensors if ".lora_A" in key}
    return {n: (tensors[f"base_model.model.{n}.lora_A.weight"], tensors[f"base_model.model.{n}.lora_B.weight"]) for n in names}


def write_json(file: Path, value: Any) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(value))


# -- full models in pickles, in parts, and beside what is left of an adapter -------------------------------------------


@pytest.fixture
def merged(tiny: BaseModel, tmp_path: Path, adapted: Adapt) -> tuple[Path, Tensor]:
    """A LoRA merged in and saved as a full model, and its logits."""
    made = adapted(tiny)
    want = logits_of(made)
    made.merge_and_unload().save_pretrained(tmp_path / "merged")
    return tmp_path / "merged", want


def as_bins(path: Path, shards: int, inside: str | None = None) -> None:
    """The weights of a checkpoint as older transformers wrote them."""
    state = load_file(path / "model.safetensors")
    (path / "model.safetensors").unlink()
    if shards == 1:
        torch.save({inside: state, "epoch": 3} if inside else state, path / "pytorch_model.bin")
        return
    weight_map = {key: f"pytorch_model-{i % shards + 1:05d}-of-{shards:05d}.bin" for i, key in enumerate(state)}
    for file in set(weight_map.values()):
        torch.save({key: state[key].clone() for key in state if weight_map[key] == file}, path / file)
    write_json(path / "pytorch_model.bin.index.json", {"weight_map": weight_map})


@pytest.mark.parametrize(("shards", "inside"), [(1, None), (3, None), (1, "state_dict"), (1, "module")])
def test_a_model_in_pytorch_bins(tiny: BaseModel, merged: tuple[Path, Tensor], shards: int, inside: str | None) -> None:
    path, want = merged
    as_bins(path, shards, inside)
    diff = load_diff(path, tiny)
    assert diff.card.more["difference"]["exact_rank"] == 3
    torch.testing.assert_close(logits_with(tiny, diff), want, rtol=0, atol=1e-5)
    (path / "training_args.bin").write_bytes(b"not looked at")
    name = "pytorch_model.bin" if shards == 1 else "pytorch_model-00001-of-00003.bin"
    torch.testing.assert_close(logits_with(tiny, load_diff(path / name, tiny)), want, rtol=0, atol=1e-5)


class Hostile:
    def __reduce__(self) -> Any:
        return (exec, ("raise SystemExit('it ran')",))


def test_code_in_pytorch_bins_is_not_run(tiny: BaseModel, merged: tuple[Path, Tensor]) -> None:
    path, _ = merged
    as_bins(path, 1)
    torch.save({"x": Hostile()}, path / "pytorch_model.bin")
    with pytest.raises(DiffError, match=r"exec.*nothing was run"):
        load_diff(path, tiny)
    codes = {k: (t * 100).to(torch.int8) for k, t in load_file(Path(tiny.name) / "model.safetensors").items()}
    torch.save(codes, path / "pytorch_model.bin")
    with pytest.raises(DiffError, match="int8, which is a code"):
        load_diff(path, tiny)
    torch.save([torch.zeros(2)], path / "pytorch_model.bin")
    with pytest.raises(DiffError, match="no dictionary from names to tensors"):
        load_diff(path, tiny)


@pytest.mark.parametrize("form", ["safetensors", "bin", "adapter"])
def test_zero3_partitions_are_told_with_the_tool_that_gathers(tiny: BaseModel, merged: tuple[Path, Tensor], tmp_path: Path,
                                                              form: str, adapted: Adapt) -> None:
    path, _ = merged
    if form == "adapter":
        path = tmp_path / "lora"
        adapted(tiny).save_pretrained(path)
    file = path / ("adapter_model.safetensors" if form == "adapter" else "model.safetensors")
    save_file({k: t.new_empty(0) if "proj" in k else t for k, t in load_file(file).items()}, file)
    if form == "bin":
        as_bins(path, 1)
    with pytest.raises(DiffError, match=r"ZeRO-3.*zero_to_fp32\.py"):
        load_diff(path, tiny)


@pytest.mark.parametrize(("part", "said"), [
    ("global_step40/bf16_zero_pp_rank_0_mp_rank_00_optim_states.pt", r"DeepSpeed.*zero_to_fp32\.py"),
    ("pytorch_model_fsdp_0/__0_0.distcp", r"FSDP.*accelerate merge-weights .*pytorch_model_fsdp_0 OUT"),
    ("global_step40/mp_rank_00_model_states.pt", "mp_rank_"),
    ("actor/model_world_size_2_rank_0.pt", r"verl.*verl\.model_merger merge .*--local_dir .*actor --target_dir OUT"),
])  # fmt: skip
def test_folders_of_parts_are_told_with_their_tool(tiny: BaseModel, tmp_path: Path, part: str, said: str) -> None:
    shutil.copy(Path(tiny.name) / "config.json", tmp_path / "config.json")
    (tmp_path / "run" / part).parent.mkdir(parents=True)
    shutil.copy(Path(tiny.name) / "config.json", tmp_path / "run")
    (tmp_path / "run" / part).write_bytes(b"x")
    with pytest.raises(DiffError, match=said):
        load_diff(tmp_path / "run", tiny)


def test_layers_that_fsdp_flattened_are_told(tiny: BaseModel, merged: tuple[Path, Tensor]) -> None:
    file = merged[0] / "model.safetensors"
    save_file({"_fsdp_wrapped_module._flat_param": torch.cat([t.reshape(-1) for t in load_file(file).values()])}, file)
    with pytest.raises(DiffError, match=r"_flat_param.*FULL_STATE_DICT"):
        load_diff(merged[0], tiny)


def test_what_is_left_of_an_adapter_does_not_hide_the_model(tiny: BaseModel, tmp_path: Path, adapted: Adapt) -> None:
    """A merged model pushed over the adapter it came from."""
    made = adapted(tiny)
    made.save_pretrained(tmp_path / "it")
    (tmp_path / "it" / "adapter_model.safetensors").unlink()
    with pytest.raises(DiffError, match=r"neither adapter_model\.safetensors nor adapter_model\.bin and no full model"):
        load_diff(tmp_path / "it", tiny)
    want = logits_of(made)
    made.merge_and_unload().save_pretrained(tmp_path / "it")
    torch.testing.assert_close(logits_with(tiny, load_diff(tmp_path / "it", tiny)), want, rtol=0, atol=1e-5)


# -- folders and files that are something else ------------------------------------------------------------------------


def test_a_run_folder_lists_its_checkpoints(tiny: BaseModel, tmp_path: Path, adapted: Adapt) -> None:
    run = tmp_path / "run"
    for name in ("checkpoint-50", "checkpoint-100", "final/sft"):
        adapted(tiny).save_pretrained(run / name)
    shutil.copytree(tiny.name, run / "whole")
    (run / ".cache").mkdir()
    with pytest.raises(DiffError, match=r"holds 4: .*checkpoint-50, checkpoint-100\. Give one.* as in .*/checkpoint-100"):
        load_diff(run, tiny)
    assert load_diff(run / "final" / "sft", tiny).factors


def test_a_weights_file_stands_for_its_folder(tiny: BaseModel, tmp_path: Path, merged: tuple[Path, Tensor],
                                              adapted: Adapt) -> None:
    made = adapted(tiny)
    made.save_pretrained(tmp_path / "lora")
    file = tmp_path / "lora" / "adapter_model.safetensors"
    assert load_diff(file, tiny).fingerprint() == load_diff(tmp_path / "lora", tiny).fingerprint()
    assert load_diff(merged[0] / "model.safetensors", tiny).factors
    for config in (tmp_path / "lora" / "adapter_config.json", merged[0] / "config.json"):
        config.unlink()
    with pytest.raises(DiffError, match=r"weights of a PEFT adapter.*adapter_config\.json; it is not beside"):
        load_diff(file, tiny)
    with pytest.raises(DiffError, match=r"full model, whose config\.json is not beside"):
        load_diff(merged[0] / "model.safetensors", tiny)
    file.rename(tmp_path / "weights.safetensors")
    with pytest.raises(DiffError, match=r"weights\.safetensors is a file of tensors under a name that does not say"):
        load_diff(tmp_path / "weights.safetensors", tiny)


def test_a_file_beside_the_weights_stands_for_its_folder_or_is_called_none(tiny: BaseModel, tmp_path: Path, adapted: Adapt,
                                                                          merged: tuple[Path, Tensor]) -> None:
    adapted(tiny).save_pretrained(tmp_path / "lora")
    assert load_diff(tmp_path / "lora" / "adapter_config.json", tiny).factors
    assert load_diff(merged[0] / "config.json", tiny).factors
    with pytest.raises(DiffError, match=r"README\.md is no file of weights; give the folder"):
        load_diff(tmp_path / "lora" / "README.md", tiny)
    shutil.copytree(merged[0], tmp_path / "lora", dirs_exist_ok=True)
    [remark] = load_diff(tmp_path / "lora", tiny).card.remarks
    assert "the adapter in" in remark and "and not the full model beside it (model.safetensors)" in remark
    with pytest.raises(DiffError, match="in a folder that is read as the adapter in it"):
        load_diff(tmp_path / "lora" / "model.safetensors", tiny)
    (tmp_path / "lora" / "adapter_model.safetensors").rename(tmp_path / "lora" / "step-100.safetensors")
    for name in ("model.safetensors", "config.json"):
        (tmp_path / "lora" / name).unlink()
    with pytest.raises(DiffError, match=r"neither adapter_model\.safetensors .*are in step-100\.safetensors, call that"):
        load_diff(tmp_path / "lora" / "adapter_config.json", tiny)
    torch.save({"state_dict": {"x": torch.ones(2)}, "epoch": 3}, tmp_path / "last.ckpt")
    with pytest.raises(DiffError, match=r"holds tensors by name.*call the file pytorch_model\.bin"):
        load_diff(tmp_path / "last.ckpt", tiny)


@pytest.mark.parametrize("name", ["adapter_model.safetensors", "pytorch_model.bin", "weights.gguf", "diffs.pt"])
def test_a_git_lfs_pointer_is_called_one(tiny: BaseModel, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(f"version https://git-lfs.github.com/spec/v1\noid sha256:{'0' * 64}\nsize 9\n")
    for source in (tmp_path, tmp_path / name):
        with pytest.raises(DiffError, match=r"Git LFS pointer.*git lfs pull"):
            load_diff(source, tiny)


def test_pointers_beside_what_is_read_are_left_alone(tiny: BaseModel, random_diff: Callable[..., WeightDiff],
                                                     tmp_path: Path) -> None:
    """As after `git lfs pull -I 'adapter_model*'`."""
    save_peft(random_diff(tiny, 0), tmp_path / "lora")
    tiny.model.save_pretrained(tmp_path / "model")
    for file in ("lora/training_args.bin", "lora/optimizer.pt", "lora/model.safetensors", "model/pytorch_model.bin"):
        (tmp_path / file).write_text(f"version https://git-lfs.github.com/spec/v1\noid sha256:{'0' * 64}\nsize 9\n")
    assert load_diff(tmp_path / "lora", tiny).factors
    with pytest.raises(NothingRead, match="own weights"):
        load_diff(tmp_path / "model", tiny)


@pytest.mark.parametrize(("files", "said"), [
    (["model-00001-of-00002.safetensors"], r"shards .*but not model\.safetensors\.index\.json"),
    (["pytorch_model-00001-of-00002.bin"], r"shards .*but not pytorch_model\.bin\.index\.json"),
    (["consolidated.00.pth"], r"consolidated\.00\.pth is of another form.*save_pretrained"),
    (["tf_model.h5"], r"tf_model\.h5 is of another form"), ([], "fetch or save the fine-tune again"),
    (["model.fp16.safetensors", "training_args.bin"], r"in model\.fp16\.safetensors, .*call that file model\.safetensors"),
    (["last.ckpt"], r"in last\.ckpt, under transformers' own names, call that file"), (["optimizer.bin"], "is of another form"),
])  # fmt: skip
def test_a_models_folder_without_the_weights_that_are_expected(tiny: BaseModel, tmp_path: Path, files: list[str],
                                                               said: str) -> None:
    (tmp_path / "it").mkdir()
    shutil.copy(Path(tiny.name) / "config.json", tmp_path / "it")
    for name in files:
        (tmp_path / "it" / name).write_bytes(b"x")
    with pytest.raises(DiffError, match=said):
        load_diff(tmp_path / "it", tiny)


@pytest.mark.parametrize("name", ["adapter_model.safetensors", "model.pt", "last.ckpt"])
def test_tensors_without_a_config(tiny: BaseModel, tmp_path: Path, name: str) -> None:
    (tmp_path / "it").mkdir()
    (tmp_path / "it" / name).write_bytes(b"x")
    with pytest.raises(DiffError, match=rf"it has tensors \({name}\), but no config that says what they are\. Put"):
        load_diff(tmp_path / "it", tiny)


def test_an_archive_is_to_be_unpacked(tiny: BaseModel, tmp_path: Path) -> None:
    for name in ("lora.zip", "lora.tar.gz"):
        (tmp_path / name).write_bytes(b"PK")
        with pytest.raises(DiffError, match="is an archive; unpack it, and give the folder"):
            load_diff(tmp_path / name, tiny)


def test_what_does_not_fit_says_which_base_the_fine_tune_names(tiny: BaseModel, save_tiny: Save, tmp_path: Path,
                                                              adapted: Adapt) -> None:
    """The most common reason of a shape that does not fit, told with the name that solves it."""
    wide = load_base(save_tiny(name="wide", hidden_size=48), dtype="float32", device="cpu")
    for settings in ({}, {"use_dora": True}):
        adapted(wide, **settings).save_pretrained(tmp_path / "lora")
        file = tmp_path / "lora" / "adapter_config.json"
        write_json(file, {**json.loads(file.read_text()), "base_model_name_or_path": "org/Wide-1B"})
        with pytest.raises(DiffError, match=r"(?s)base model.*The fine-tune says it was made from org/Wide-1B"):
            load_diff(tmp_path / "lora", tiny)
    wide.model.save_pretrained(tmp_path / "whole")
    (tmp_path / "whole" / "README.md").write_text("---\nbase_model: org/Wide-1B\n---\n")
    with pytest.raises(BaseMismatch, match=r"has shape.*with --base\. The fine-tune says it was made from org/Wide-1B"):
        load_diff(tmp_path / "whole", tiny)


# -- MLX-LM -----------------------------------------------------------------------------------------------------------


def write_mlx(path: Path, pairs: dict[str, tuple[Tensor, Tensor]], config: dict[str, Any], **more: Tensor) -> None:
    path.mkdir(exist_ok=True)
    sides = {f"{n}.lora_{side}": t.T.contiguous() for n, pair in pairs.items() for side, t in zip("ab", pair, strict=True)}
    save_file(sides | more, path / "adapters.safetensors")
    write_json(path / "adapter_config.json", {"model": "some/model", "num_layers": 2, **config})


def lora_parameters(**settings: Any) -> dict[str, Any]:
    return {"lora_parameters": {"rank": 3, "dropout": 0.0, "scale": 2.0, **settings}}


@pytest.mark.parametrize("config", [
    {"fine_tune_type": "lora", **lora_parameters()},
    lora_parameters(scale=1.5, alpha=4.0),  # an early release: 1.5 · 4 / 3
    {"fine_tune_type": "lora", **lora_parameters(alpha=16.0)},  # left in a config by hand: no release reads both
])  # fmt: skip
def test_an_mlx_lora_gives_the_same_logits_as_pefts(tiny: BaseModel, tmp_path: Path, config: dict[str, Any],
                                                    adapted: Adapt) -> None:
    """PEFT's scale here is alpha / r = 2."""
    made = adapted(tiny)
    write_mlx(tmp_path / "mlx", pairs_of(made, tmp_path), config)
    diff = load_diff(tmp_path / "mlx", tiny)
    torch.testing.assert_close(logits_with(tiny, diff), logits_of(made), rtol=0, atol=1e-5)
    assert load_diff(tmp_path / "mlx" / "adapters.safetensors", tiny).fingerprint() == diff.fingerprint()
    assert "made from some/model" in diff.card.remarks[0] and len(diff.card.remarks) == 1
    assert dict(describe(tmp_path / "mlx"))["adapter"].startswith("MLX-LM lora, rank 3, scale ")


def test_an_mlx_dora_gives_the_same_logits_as_pefts(tiny: BaseModel, tmp_path: Path, adapted: Adapt) -> None:
    made = adapted(tiny, use_dora=True, target_modules=["q_proj", "down_proj"])
    magnitudes = {n.removeprefix("base_model.model.").split(".lora_")[0] + ".m": p.detach()
                  for n, p in made.named_parameters() if "magnitude" in n}
    write_mlx(tmp_path / "mlx", pairs_of(made, tmp_path), {"fine_tune_type": "dora", **lora_parameters()}, **magnitudes)
    diff = load_diff(tmp_path / "mlx", tiny, energy=1.0)
    torch.testing.assert_close(logits_with(tiny, diff), logits_of(made), rtol=0, atol=1e-4)
    write_mlx(tmp_path / "mlx", pairs_of(made, tmp_path), {"fine_tune_type": "dora", **lora_parameters()})
    with pytest.raises(DiffError, match="has no magnitudes"):
        load_diff(tmp_path / "mlx", tiny)
    fresh = {n: (a, torch.zeros_like(b)) for n, (a, b) in pairs_of(made, tmp_path).items()}
    norms = {f"{n}.m": tiny.model.get_submodule(n).weight.detach().norm(dim=1) for n in fresh}
    write_mlx(tmp_path / "mlx", fresh, {"fine_tune_type": "dora", **lora_parameters()}, **norms)
    with pytest.raises(NothingRead, match=r"changes nothing.*untrained"):
        load_diff(tmp_path / "mlx", load_base(tiny.name, dtype="bfloat16", device="cpu"))


def test_weights_that_mlx_trained_whole(tiny: BaseModel, tmp_path: Path, adapted: Adapt) -> None:
    made = adapted(tiny, layers_to_transform=[1], target_modules=["q_proj", "up_proj"])
    want = logits_of(made)
    state = made.merge_and_unload().state_dict()
    write_mlx(tmp_path / "mlx", {}, {"fine_tune_type": "full"}, **{k: t for k, t in state.items() if ".layers.1." in k})
    torch.testing.assert_close(logits_with(tiny, load_diff(tmp_path / "mlx", tiny)), want, rtol=0, atol=1e-5)


def test_mlx_adapters_that_cannot_be_read(tiny: BaseModel, tmp_path: Path, adapted: Adapt) -> None:
    pairs = pairs_of(adapted(tiny), tmp_path)
    write_mlx(tmp_path / "mlx", pairs, {"fine_tune_type": "lora", "lora_parameters": {"rank": 3}})
    with pytest.raises(DiffError, match=r"lora_parameters\.scale is None"):
        load_diff(tmp_path / "mlx", tiny)
    name, (a, b) = next(iter(pairs.items()))
    write_mlx(tmp_path / "mlx", {name: (a.to(torch.int8), b.to(torch.int8))}, lora_parameters())
    with pytest.raises(DiffError, match="int8"):
        load_diff(tmp_path / "mlx", tiny)
    save_file({f"{name}.lora_a": a.T.contiguous()}, tmp_path / "mlx" / "adapters.safetensors")
    with pytest.raises(DiffError, match="without lora_b"):
        load_diff(tmp_path / "mlx", tiny)
    write_mlx(tmp_path / "mlx", pairs, {"fine_tune_type": "other", **lora_parameters()})
    with pytest.raises(DiffError, match=r"type 'other'.*mlx_lm\.fuse"):
        load_diff(tmp_path / "mlx", tiny)


def test_what_an_mlx_lora_changes_beside_linear_layers_is_read_or_measured(save_tiny: Save, tmp_path: Path,
                                                                           adapted: Adapt) -> None:
    base = load_base(save_tiny(tie_word_embeddings=False), dtype="float32", device="cpu")
    pairs = pairs_of(adapted(base, target_modules=["q_proj", "lm_head"]), tmp_path)
    embedding = {"model.embed_tokens": (torch.randn(3, base.vocab_size), torch.randn(32, 3))}
    norm = base.model.model.norm.weight.detach() + torch.arange(32) / 8
    further = {"model.norm.weight": norm, "model.layers.0.input_layernorm.weight": torch.ones(32)}  # as the base's
    write_mlx(tmp_path / "mlx", pairs | embedding, lora_parameters(), **further)
    diff = load_diff(tmp_path / "mlx", base)
    squares = {name: (2 * b.double() @ a.double()).square().sum().item() for name, (a, b) in (pairs | embedding).items()}
    assert diff.factors.keys() == pairs.keys() | embedding.keys() and diff.vectors.keys() == {"model.norm.weight"}
    assert norms(diff) == pytest.approx({**{name: square**0.5 for name, square in squares.items()},
                                         "model.norm.weight": (torch.arange(32) / 8).norm().item()}, rel=1e-5)
    assert share_read(diff.card) == 1.0 and "left_out" not in diff.card.more
    experts = {"model.layers.0.mlp.switch_mlp.up_proj": (torch.randn(4, 3, 32), torch.randn(4, 48, 3))}
    sides = {f"{n}.lora_{side}": t for n, pair in experts.items() for side, t in zip("ab", pair, strict=True)}
    write_mlx(tmp_path / "mlx", pairs | embedding, lora_parameters(), **further, **sides)
    diff = load_diff(tmp_path / "mlx", base)
    left = sum((2 * b.double() @ a.double()).square().sum().item() for pair in experts.values()
               for a, b in zip(*pair, strict=True))
    read = sum(norm**2 for norm in norms(diff).values())
    assert diff.card.more["left_out"] == [*experts] and share_read(diff.card) == pytest.approx(read / (read + left), rel=1e-5)
    assert said_share(diff.card) == f"{read / (read + left):.1%} of the whole change's squared norm"
    write_mlx(tmp_path / "mlx", pairs | embedding, lora_parameters(), **further, **sides, **{"value_head.weight": norm.clone()})
    card = load_diff(tmp_path / "mlx", base).card
    assert "value_head.weight (not measured)" in card.more["left_out"]
    assert said_share(card).startswith(f"at most {read / (read + left):.1%} of the whole change")
    write_mlx(tmp_path / "mlx", pairs, lora_parameters(), **{"value_head.weight": norm})
    assert said_share(load_diff(tmp_path / "mlx", base).card).startswith("not known")


@pytest.mark.parametrize("kind", ["lora", "dora"])
@pytest.mark.parametrize("tied", [True, False])
def test_an_mlx_adapter_of_the_embedding(save_tiny: Save, tmp_path: Path, kind: str, tied: bool) -> None:
    """A tied head is the embedding there, with all that is added to it."""
    base = load_base(save_tiny(tie_word_embeddings=tied), dtype="float32", device="cpu")
    a, b = torch.randn(3, base.vocab_size) / 8, torch.randn(32, 3) / 8
    model = copy.deepcopy(base.model)
    weight = model.get_input_embeddings().weight
    m = torch.rand(base.vocab_size) + 0.5
    with torch.no_grad():
        weight.add_(2 * (b @ a).T)
        if kind == "dora":
            weight.mul_((m / weight.norm(dim=1))[:, None])
    write_mlx(tmp_path / "mlx", {"model.embed_tokens": (a, b)}, {"fine_tune_type": kind, **lora_parameters()},
              **({"model.embed_tokens.m": m} if kind == "dora" else {}))
    diff = load_diff(tmp_path / "mlx", base, rank=32)
    assert diff.factors.keys() == {"model.embed_tokens", *(["lm_head"] if tied else [])}
    torch.testing.assert_close(logits_with(base, diff), logits_of(model), rtol=0, atol=1e-4)


# -- llama.cpp --------------------------------------------------------------------------------------------------------

# transformers' names -> llama.cpp's
BLOCK = {
    "self_attn.q_proj": "attn_q", "self_attn.k_proj": "attn_k", "self_attn.v_proj": "attn_v", "self_attn.o_proj": "attn_output",
    "self_attn.q_norm": "attn_q_norm", "self_attn.k_norm": "attn_k_norm", "post_attention_layernorm": "ffn_norm",
    "mlp.gate_proj": "ffn_gate", "mlp.up_proj": "ffn_up", "mlp.down_proj": "ffn_down", "input_layernorm": "attn_norm",
    "model.layers.": "blk.", "model.embed_tokens": "token_embd", "model.norm": "output_norm", "lm_head": "output",
}  # fmt: skip


GEMMA = {"post_attention_layernorm": "post_attention_norm", "pre_feedforward_layernorm": "ffn_norm",
         "post_feedforward_layernorm": "post_ffw_norm"}  # fmt: skip


def their_name(name: str, kind: str = "llama") -> str:
    for ours, theirs in ((GEMMA if kind == "gemma2" else {}) | BLOCK).items():
        name = name.replace(ours, theirs)
    return name


def their_order(name: str, t: Tensor, base: BaseModel) -> Tensor:
    """Rows as llama.cpp's converter puts them for Llama: the two halves of a head in turns."""
    heads = {"q_proj": base.config.num_attention_heads, "k_proj": base.config.num_key_value_heads}
    n = heads.get(name.split(".")[-2] if name.endswith("weight") else name.split(".")[-1])
    if n is None or base.config.model_type != "llama":
        return t
    return t.reshape(n, 2, t.shape[0] // n // 2, *t.shape[1:]).swapaxes(1, 2).reshape(t.shape)


def write_gguf(file: Path, base: BaseModel, tensors: dict[str, Tensor], kind: str = "F32", header: dict[str, Any] | None = None,
               rope: bool = True, **adapter: Any) -> None:
    writer = gguf.GGUFWriter(file, base.config.model_type)
    if adapter:
        writer.add_type("adapter")
        writer.add_string("adapter.type", adapter.get("type", "lora"))
        writer.add_float32("adapter.lora.alpha", adapter["alpha"])
        writer.add_string("general.base_model.0.repo_url", "https://huggingface.co/org/sibling")
    else:
        config = base.config
        writer.add_context_length(config.max_position_embeddings)
        writer.add_embedding_length(config.hidden_size)
        writer.add_block_count(config.num_hidden_layers)
        writer.add_feed_forward_length(config.intermediate_size)
        writer.add_head_count(config.num_attention_heads)
        writer.add_head_count_kv(config.num_key_value_heads)
        writer.add_key_length(config.head_dim)
        writer.add_layer_norm_rms_eps(config.rms_norm_eps)
        writer.add_rope_freq_base(config.rope_parameters["rope_theta"])
        writer.add_vocab_size(config.vocab_size)
        if config.model_type == "gemma2":
            writer.add_sliding_window(config.sliding_window)
            writer.add_attn_logit_softcapping(config.attn_logit_softcapping)
            writer.add_final_logit_softcapping(config.final_logit_softcapping)
        if rope:
            writer.add_tensor("rope_freqs.weight", torch.ones(base.config.head_dim // 2).numpy())
    for key, value in (header or {}).items():
        writer.kv_data[0].pop(key, None)  # what is written first stays
        {str: writer.add_string, int: writer.add_uint32, float: writer.add_float32}[type(value)](key, value)
    dtype = gguf.GGMLQuantizationType[kind]
    for name, t in tensors.items():
        values = t.detach().float().contiguous().numpy()
        whole = t.ndim == 1 or t.shape[-1] % gguf.GGML_QUANT_SIZES[dtype][0]
        writer.add_tensor(name, values if whole else gguf.quantize(values, dtype), raw_dtype=None if whole else dtype)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


@pytest.mark.parametrize("kind", ["llama", "qwen3"])
def test_a_gguf_lora_gives_the_logits_of_the_peft_one(save_tiny: Save, tmp_path: Path, kind: str, adapted: Adapt) -> None:
    base = load_base(save_tiny(kind), dtype="float32", device="cpu")
    made = adapted(base)
    tensors = {}
    for name, (a, b) in pairs_of(made, tmp_path).items():
        theirs = their_name(f"{name}.weight")
        tensors |= {f"{theirs}.lora_a": a, f"{theirs}.lora_b": their_order(name, b, base)}
    write_gguf(tmp_path / "lora.gguf", base, tensors, alpha=6.0)
    diff = load_diff(tmp_path / "lora.gguf", base)
    torch.testing.assert_close(logits_with(base, diff), logits_of(made), rtol=0, atol=1e-5)
    assert "org/sibling" in diff.card.remarks[0]
    said = dict(describe(tmp_path / "lora.gguf"))["gguf"]
    assert said == f"lora adapter, alpha 6.0, of architecture {kind}, 28 tensors (28 F32), made from org/sibling"
    with pytest.raises(DiffError, match="takes no index; leave :7 out"):
        load_diff(f"{tmp_path / 'lora.gguf'}:7", base)
    write_gguf(tmp_path / "lora.gguf", base, tensors, alpha=0.0)  # llama.cpp then scales by 1; PEFT's scale here is 2
    torch.testing.assert_close(logits_with(base, load_diff(tmp_path / "lora.gguf", base).scaled(2.0)), logits_of(made),
                               rtol=0, atol=1e-5)  # fmt: skip


@pytest.mark.parametrize(("kind", "settings"), [("llama", {}), ("qwen2", {}), ("qwen3", {"head_dim": 128}),
                                                ("gemma2", {"sliding_window": 64})])  # fmt: skip
def test_a_gguf_model_gives_the_logits_that_transformers_reads_from_it(save_tiny: Save, tmp_path: Path, kind: str,
                                                                       settings: dict[str, Any], adapted: Adapt) -> None:
    settings = {"tie_word_embeddings": kind == "gemma2", **settings}
    base = load_base(save_tiny(kind, **settings), dtype="float32", device="cpu")
    made = adapted(base).merge_and_unload()
    state = {their_name(n, kind): their_order(n, t, base) for n, t in made.state_dict().items()}
    if kind == "gemma2":
        state = {n: t + 1 if n.endswith("norm.weight") else t for n, t in state.items() if n != "output.weight"}
    (tmp_path / "gguf").mkdir()
    write_gguf(tmp_path / "gguf" / "model.gguf", base, state)
    diff = load_diff(tmp_path / "gguf", base)  # the only one in its folder
    assert diff.card.more["difference"]["left_out"] == [] and diff.card.more["difference"]["exact_rank"] == 3
    with quiet():
        theirs = AutoModelForCausalLM.from_pretrained(tmp_path / "gguf", gguf_file="model.gguf", dtype=torch.float32).eval()
    torch.testing.assert_close(logits_with(base, diff), logits_of(theirs), rtol=0, atol=1e-4)
    write_gguf(tmp_path / "gguf" / "b.gguf", base, state, "F16")
    with pytest.raises(DiffError, match="holds 2 GGUF files; give one of them"):
        load_diff(tmp_path / "gguf", base)
    for i, name in enumerate(("model", "b"), 1):
        (tmp_path / "gguf" / f"{name}.gguf").rename(tmp_path / "gguf" / f"it-{i:05d}-of-00002.gguf")
    with pytest.raises(DiffError, match=r"in 2 parts; put them together \(llama-gguf-split --merge .*it-00001-of-00002\.gguf"):
        load_diff(tmp_path / "gguf", base)


HEADERS: dict[str, tuple[dict[str, Any], str]] = {
    "the base in use": ({"general.base_model.0.repo_url": "https://huggingface.co/org/Known-1B"}, ""),
    "one of a merge": ({"general.base_model.0.name": "Sibling 1B", "general.base_model.1.name": "Known 1B"}, ""),
    "another base": ({"general.base_model.0.repo_url": "https://huggingface.co/org/Sibling-1B"}, "made from org/Sibling-1B,"),
    "another base's name": ({"general.base_model.0.name": "Sibling 1B"}, "made from Sibling-1B, and is read with org/Known-1B"),
    "rope": ({"llama.rope.freq_base": 5e6}, "rope_theta is 5000000.0 and was 10000.0"),
    "scaled rope": ({"llama.rope.scaling.type": "linear", "llama.rope.scaling.factor": 4.0},
                    "rope_type is linear and was default"),
    "eps": ({"llama.attention.layer_norm_rms_epsilon": 1e-3}, "rms_norm_eps is 0.001"),
    "window": ({"llama.attention.sliding_window": 64}, "sliding_window is 64 and was not set"),
    "heads": ({"llama.attention.head_count_kv": 4}, "num_key_value_heads is 4 and was 2"),
    "cap": ({"llama.final_logit_softcapping": 30.0}, "final_logit_softcapping is 30.0 and was not set"),
    "none": ({"llama.attention.sliding_window": 0, "llama.rope.scaling.type": "none"}, ""),
}


@pytest.mark.parametrize("kind", HEADERS)
def test_what_a_gguf_models_header_says_otherwise_is_remarked(save_tiny: Save, tmp_path: Path, kind: str) -> None:
    header, said = HEADERS[kind]
    base = load_base(save_tiny(tie_word_embeddings=False), dtype="float32", device="cpu")
    base = dataclasses.replace(base, name="org/Known-1B")
    state = {their_name(n): their_order(n, t, base) for n, t in base.model.state_dict().items()}
    state["blk.1.attn_q.weight"] = state["blk.1.attn_q.weight"] + 0.1
    write_gguf(tmp_path / "tuned.gguf", base, state, header=header, rope=kind != "scaled rope")
    remarks = load_diff(tmp_path / "tuned.gguf", base).card.remarks
    assert [said in remark for remark in remarks] == [True] * bool(said)


def test_a_gguf_models_own_frequencies_and_tied_head_are_remarked(save_tiny: Save, tmp_path: Path) -> None:
    """Llama 3's scaling is written as divisors of the frequencies: no remark where they are those of the base."""
    scaled = {"rope_type": "llama3", "rope_theta": 1e4, "factor": 8.0, "low_freq_factor": 1.0, "high_freq_factor": 4.0,
              "original_max_position_embeddings": 64}
    base = load_base(save_tiny(tie_word_embeddings=False, rope_parameters=scaled), dtype="float32", device="cpu")
    state = {their_name(n): their_order(n, t, base) for n, t in base.model.state_dict().items()}
    state["blk.1.attn_q.weight"] = state["blk.1.attn_q.weight"] + 0.1
    rotary = base.body.rotary_emb
    divisors = 1e4 ** -(torch.arange(4) / 4) / rotary.inv_freq
    assert divisors.max() > 1.5
    write_gguf(tmp_path / "a.gguf", base, {**state, "rope_freqs.weight": divisors}, rope=False)
    assert not load_diff(tmp_path / "a.gguf", base).card.remarks
    del state["output.weight"]
    write_gguf(tmp_path / "b.gguf", base, state)
    head, remark = load_diff(tmp_path / "b.gguf", base).card.remarks
    assert "has no lm_head.weight" in head and "tie" not in remark  # said once
    assert "of frequencies of its own (rope_freqs) and was llama3" in remark


def test_a_quantised_gguf_model_says_so(save_tiny: Save, tmp_path: Path) -> None:
    base = load_base(save_tiny(tie_word_embeddings=False), dtype="float32", device="cpu")
    state = {their_name(n): their_order(n, t, base) for n, t in base.model.state_dict().items()}
    for kind in ("F32", "F16", "BF16", "Q8_0", "Q4_0"):
        write_gguf(tmp_path / f"{kind}.gguf", base, state, kind)
        with pytest.raises(NothingRead, match=rf"{kind}\.gguf holds the base model's own weights"):
            load_diff(tmp_path / f"{kind}.gguf", base)
    state["blk.1.attn_q.weight"] = state["blk.1.attn_q.weight"] + 0.1
    write_gguf(tmp_path / "tuned.gguf", base, state, "Q8_0")
    diff = load_diff(tmp_path / "tuned.gguf", base, energy=0.99)
    assert dict(describe(tmp_path / "tuned.gguf"))["gguf"] == "model of architecture llama, 22 tensors (14 Q8_0, 8 F32)"
    assert "Q8_0: what quantising changed" in diff.card.more["difference"]["of"]
    assert set(diff.factors) == {"model.layers.1.self_attn.q_proj"}  # the others are the base's, quantised


def test_what_a_gguf_lora_changes_beside_linear_layers_is_read_or_measured(save_tiny: Save, tmp_path: Path,
                                                                           adapted: Adapt) -> None:
    """Embeddings as `convert_lora_to_gguf.py` writes them, and norms, which mergekit adds whole."""
    base = load_base(save_tiny(tie_word_embeddings=False), dtype="float32", device="cpu")
    made = adapted(base, target_modules=["v_proj", "embed_tokens"])
    tensors = {}
    for name, (a, b) in pairs_of(made, tmp_path).items():
        tensors |= {f"{their_name(f'{name}.weight')}.lora_a": a, f"{their_name(f'{name}.weight')}.lora_b": b}
    own = {key: p.detach() for key, p in made.named_parameters()}
    begins = "base_model.model.model.embed_tokens.lora_embedding_"
    tensors["token_embd.weight.lora_a"] = own[f"{begins}A.default"].T  # [V, r], whose rows are looked up
    tensors["token_embd.weight.lora_b"] = own[f"{begins}B.default"]  # [hidden, r]
    tensors["output_norm.weight"] = base.model.model.norm.weight.detach() + 0.5
    write_gguf(tmp_path / "lora.gguf", base, tensors, alpha=6.0)
    diff = load_diff(tmp_path / "lora.gguf", base)
    merged = made.merge_and_unload()
    with torch.no_grad():
        merged.model.norm.weight.add_(0.5)
    assert "model.embed_tokens" in diff.factors and diff.vectors.keys() == {"model.norm.weight"}
    assert share_read(diff.card) == 1.0 and "left_out" not in diff.card.more
    torch.testing.assert_close(logits_with(base, diff), logits_of(merged), rtol=0, atol=1e-4)
    block = torch.randn(4, 3, 32), torch.randn(4, 48, 3)
    tensors |= {f"blk.0.ffn_up_exps.weight.lora_{side}": t for side, t in zip("ab", block, strict=True)}
    write_gguf(tmp_path / "lora.gguf", base, tensors, alpha=6.0)
    card = load_diff(tmp_path / "lora.gguf", base).card
    left, read = (2 * block[1] @ block[0]).square().sum().item(), sum(norm**2 for norm in norms(diff).values())
    assert len(card.more["left_out"]) == 1 and share_read(card) == pytest.approx(read / (read + left), rel=1e-4)


def test_gguf_files_that_cannot_be_read(tiny: BaseModel, save_tiny: Save, tmp_path: Path) -> None:
    file, name = tmp_path / "x.gguf", "blk.0.attn_q.weight"
    pair = {f"{name}.lora_a": torch.zeros(2, 32), f"{name}.lora_b": torch.zeros(32, 2)}
    for tensors, settings, said in (
        (pair, {"alpha": 2.0, "type": "control"}, "type 'control'"),
        ({f"{name}.lora_a": pair[f"{name}.lora_a"]}, {"alpha": 2.0}, "without lora_b"),
        ({f"{name}.lora_b": pair[f"{name}.lora_b"]}, {"alpha": 2.0}, "without lora_a"),
    ):
        write_gguf(file, tiny, tensors, **settings)
        with pytest.raises(DiffError, match=said):
            load_diff(file, tiny)
    qwen = load_base(save_tiny("qwen2", name="qwen"), dtype="float32", device="cpu")
    with pytest.raises(BaseMismatch, match=r"architecture llama, .* is qwen2"):
        load_diff(file, qwen)
    write_gguf(file, load_base(save_tiny("cohere2", name="cohere"), dtype="float32", device="cpu"), pair, alpha=2.0)
    with pytest.raises(DiffError, match="architecture cohere2"):
        load_diff(file, tiny)
    write_gguf(file, tiny, pair, alpha=2.0)
    whole = file.read_bytes()
    for size in (4, 30, len(whole) // 2, len(whole) - 100):
        file.write_bytes(whole[:size])
        with pytest.raises(DiffError, match="damaged or truncated"):
            load_diff(file, tiny)
    # a list that claims 2^60 entries, and 2^40 settings: neither is counted through
    at = whole.index(b"general.architecture") + len("general.architecture")
    file.write_bytes(whole[:at] + (9).to_bytes(4, "little") + (0).to_bytes(4, "little") + (1 << 60).to_bytes(8, "little"))
    with pytest.raises(DiffError, match="more entries than any vocabulary"):
        load_diff(file, tiny)
    file.write_bytes(whole[:16] + (1 << 40).to_bytes(8, "little") + whole[24:])
    with pytest.raises(DiffError, match="damaged or truncated"):
        load_diff(file, tiny)


# -- torchtune and LitGPT ---------------------------------------------------------------------------------------------

# transformers' names -> torchtune's
TUNE = {
    "self_attn.q_proj": "attn.q_proj", "self_attn.k_proj": "attn.k_proj", "self_attn.v_proj": "attn.v_proj",
    "self_attn.o_proj": "attn.output_proj", "mlp.gate_proj": "mlp.w1", "mlp.down_proj": "mlp.w2", "mlp.up_proj": "mlp.w3",
}  # fmt: skip


@pytest.mark.parametrize("kind", ["llama", "qwen2"])
def test_a_torchtune_adapter_gives_the_logits_of_the_peft_one(save_tiny: Save, tmp_path: Path, kind: str,
                                                              adapted: Adapt) -> None:
    """Its rotary embedding pairs neighbours, as llama.cpp's does for the same models."""
    base = load_base(save_tiny(kind), dtype="float32", device="cpu")
    made = adapted(base)
    tensors = {}
    for name, (a, b) in pairs_of(made, tmp_path).items():
        theirs = name.removeprefix("model.")
        for ours, other in TUNE.items():
            theirs = theirs.replace(ours, other)
        tensors |= {f"{theirs}.lora_a.weight": a, f"{theirs}.lora_b.weight": their_order(name, b, base).contiguous()}
    (tmp_path / "run").mkdir()
    torch.save(tensors, tmp_path / "run" / "adapter_1.pt")
    for source in (tmp_path / "run", tmp_path / "run" / "adapter_1.pt"):
        with pytest.raises(DiffError, match=r"torchtune's form; its rank and alpha are in adapter_config\.json"):
            load_diff(source, base)
    named = {"peft_type": "LORA", "base_model_name_or_path": "org/sibling"}
    write_json(tmp_path / "run" / "adapter_config.json", {"r": 3, "lora_alpha": 6, **named})
    torch.save({}, tmp_path / "run" / "adapter_0.pt")
    for source in (tmp_path / "run", tmp_path / "run" / "adapter_1.pt"):
        torch.testing.assert_close(logits_with(base, load_diff(source, base)), logits_of(made), rtol=0, atol=1e-5)
        assert "made from org/sibling" in load_diff(source, base).card.remarks[0]
    wrapped = {key.replace(".attn.", "._checkpoint_wrapped_module.attn."): t for key, t in tensors.items()}
    torch.save(wrapped, tmp_path / "run" / "adapter_1.pt")
    torch.testing.assert_close(logits_with(base, load_diff(tmp_path / "run", base)), logits_of(made), rtol=0, atol=1e-5)
    write_json(tmp_path / "run" / "adapter_config.json", {"r": 4, "lora_alpha": 6})
    with pytest.raises(DiffError, match="not of one adapter"):
        load_diff(tmp_path / "run", base)
    torch.save(tensors | {"layers.0.attn.q_proj.magnitude": torch.ones(32)}, tmp_path / "run" / "adapter_1.pt")
    with pytest.raises(DiffError, match=r"magnitude.*give the folder with adapter_model\.safetensors"):
        load_diff(tmp_path / "run", base)


def test_torchtune_on_a_model_whose_order_is_not_known(save_tiny: Save, tmp_path: Path) -> None:
    base = load_base(save_tiny("phi3", pad_token_id=0), dtype="float32", device="cpu")
    torch.save({"layers.0.attn.q_proj.lora_a.weight": torch.zeros(2, 32)}, tmp_path / "adapter_0.pt")
    write_json(tmp_path / "adapter_config.json", {"r": 2, "lora_alpha": 2})
    with pytest.raises(DiffError, match="orders the rows of a phi3 model is not known"):
        load_diff(tmp_path / "adapter_0.pt", base)


def write_litgpt(path: Path, pairs: dict[str, tuple[Tensor, Tensor]], trained: str, settings: str) -> None:
    """Queries, keys and values behind one another in one layer, the others under LitGPT's names."""
    names = {"self_attn.o_proj": "attn.proj", "mlp.gate_proj": "mlp.fc_1", "mlp.up_proj": "mlp.fc_2"}
    names["mlp.down_proj"] = "mlp.proj"
    state = {}
    for name, (a, b) in pairs.items():
        layer, part = name.removeprefix("model.layers.").split(".", 1)
        if part in names:
            state |= {f"transformer.h.{layer}.{names[part]}.lora_A": a, f"transformer.h.{layer}.{names[part]}.lora_B": b}
        elif part.endswith(f"{trained[0]}_proj"):
            fused = [pairs[f"model.layers.{layer}.self_attn.{side}_proj"] for side in trained]
            state |= {f"transformer.h.{layer}.attn.qkv.lora_{'AB'[i]}": torch.cat([pair[i] for pair in fused]) for i in (0, 1)}
    path.mkdir(exist_ok=True)
    torch.save({"model": state}, path / "lit_model.pth.lora")
    (path / "hyperparameters.yaml").write_text(settings)


SETTINGS = """checkpoint_dir: checkpoints/x
lora_r: 3
lora_alpha: 6
lora_query: true
lora_key: {key}
lora_value: true
data:
  lora_r: 9
"""


@pytest.mark.parametrize("trained", ["qkv", "qv"])
def test_a_litgpt_lora_gives_the_logits_of_the_peft_one(tiny: BaseModel, tmp_path: Path, trained: str, adapted: Adapt) -> None:
    made = adapted(tiny, target_modules=[n for n in tiny.shapes if "k_proj" not in n or "k" in trained])
    pairs = pairs_of(made, tmp_path)
    write_litgpt(tmp_path / "lit", pairs, trained, SETTINGS.format(key=str("k" in trained).lower()))
    for source in (tmp_path / "lit", tmp_path / "lit" / "lit_model.pth.lora"):
        torch.testing.assert_close(logits_with(tiny, load_diff(source, tiny)), logits_of(made), rtol=0, atol=1e-5)
        assert "made from checkpoints/x" in load_diff(source, tiny).card.remarks[0]
    file = tmp_path / "lit" / "lit_model.pth.lora"
    torch.save({"model": {f"_forward_module.{key}": t for key, t in torch.load(file)["model"].items()}}, file)
    torch.testing.assert_close(logits_with(tiny, load_diff(file, tiny)), logits_of(made), rtol=0, atol=1e-5)
    assert dict(describe(tmp_path / "lit"))["adapter"] == "LitGPT LoRA, lora_r 3, lora_alpha 6, made from checkpoints/x"
    write_litgpt(tmp_path / "lit", pairs, trained, SETTINGS.format(key=str("k" not in trained).lower()))
    with pytest.raises(DiffError, match="rows of A"):
        load_diff(tmp_path / "lit", tiny)
    write_litgpt(tmp_path / "lit", pairs, trained, SETTINGS.format(key="true").replace("lora_r: 3", "lora_r: 0"))
    with pytest.raises(DiffError, match="lora_r is 0"):
        load_diff(tmp_path / "lit", tiny)
    write_litgpt(tmp_path / "lit", pairs, trained, "lora_r: 3\n")
    with pytest.raises(DiffError, match=r"does not say .*lora_alpha.*litgpt merge_lora"):
        load_diff(tmp_path / "lit", tiny)
    (tmp_path / "lit" / "hyperparameters.yaml").unlink()
    with pytest.raises(DiffError, match=r"LoRA of LitGPT; its rank and alpha are in hyperparameters\.yaml"):
        load_diff(tmp_path / "lit", tiny)
    (tmp_path / "lit" / "lit_model.pth.lora").rename(tmp_path / "lit" / "lit_model.pth")
    with pytest.raises(DiffError, match="convert_from_litgpt"):
        load_diff(tmp_path / "lit", tiny)
