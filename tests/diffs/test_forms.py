"""Fine-tunes as other tools write them, and folders as people have them: read with the right logits, or told what they are."""

import copy
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from peft import LoraConfig, get_peft_model
from safetensors.torch import load_file, save_file
from torch import Tensor

from tuneteller.diffs.diff import WeightDiff
from tuneteller.diffs.load import load_diff
from tuneteller.errors import DiffError
from tuneteller.lora.attach import attach
from tuneteller.lora.bank import Bank
from tuneteller.models import BaseModel, load_base

Save = Callable[..., Path]
IDS = torch.randint(0, 260, (2, 9), generator=torch.Generator().manual_seed(1))


def logits_with(base: BaseModel, diff: WeightDiff) -> Tensor:
    with torch.no_grad(), attach(base.model, Bank.stack([diff.factors], base.shapes)):
        return base.logits(base.hidden(IDS))


def logits_of(model: Any) -> Tensor:
    with torch.no_grad():
        return model(input_ids=IDS).logits


def adapted(base: BaseModel, std: float = 0.1, **settings: Any) -> Any:
    """A PEFT LoRA on a copy of the base as if it had been trained."""
    config = LoraConfig(task_type="CAUSAL_LM", **{"r": 3, "lora_alpha": 6, "target_modules": list(base.shapes), **settings})
    wrapped = get_peft_model(copy.deepcopy(base.model), config).eval()
    generator = torch.Generator().manual_seed(3)
    with torch.no_grad():
        for parameter in wrapped.parameters():
            if parameter.requires_grad:
                parameter.add_(torch.randn(parameter.shape, generator=generator) * std)
    return wrapped


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
def merged(tiny: BaseModel, tmp_path: Path) -> tuple[Path, Tensor]:
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
    torch.save([torch.zeros(2)], path / "pytorch_model.bin")
    with pytest.raises(DiffError, match="no dictionary from names to tensors"):
        load_diff(path, tiny)


@pytest.mark.parametrize("form", ["safetensors", "bin", "adapter"])
def test_zero3_partitions_are_told_with_the_tool_that_gathers(
    tiny: BaseModel, merged: tuple[Path, Tensor], tmp_path: Path, form: str
) -> None:
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
])  # fmt: skip
def test_folders_of_parts_are_told_with_their_tool(tiny: BaseModel, tmp_path: Path, part: str, said: str) -> None:
    shutil.copy(Path(tiny.name) / "config.json", tmp_path / "config.json")
    (tmp_path / "run" / part).parent.mkdir(parents=True)
    shutil.copy(Path(tiny.name) / "config.json", tmp_path / "run")
    (tmp_path / "run" / part).write_bytes(b"x")
    with pytest.raises(DiffError, match=said):
        load_diff(tmp_path / "run", tiny)


def test_what_is_left_of_an_adapter_does_not_hide_the_model(tiny: BaseModel, tmp_path: Path) -> None:
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


def test_a_run_folder_lists_its_checkpoints(tiny: BaseModel, tmp_path: Path) -> None:
    run = tmp_path / "run"
    for name in ("checkpoint-50", "checkpoint-100", "final/sft"):
        adapted(tiny).save_pretrained(run / name)
    shutil.copytree(tiny.name, run / "whole")
    (run / ".cache").mkdir()
    with pytest.raises(DiffError, match=r"holds 4: .*checkpoint-50, checkpoint-100\. Give one.* as in .*/checkpoint-100"):
        load_diff(run, tiny)
    assert load_diff(run / "final" / "sft", tiny).factors


def test_a_weights_file_stands_for_its_folder(tiny: BaseModel, tmp_path: Path, merged: tuple[Path, Tensor]) -> None:
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
    with pytest.raises(DiffError, match="nothing beside it says what they are"):
        load_diff(tmp_path / "weights.safetensors", tiny)


@pytest.mark.parametrize("name", ["adapter_model.safetensors", "pytorch_model.bin", "weights.gguf", "diffs.pt"])
def test_a_git_lfs_pointer_is_called_one(tiny: BaseModel, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(f"version https://git-lfs.github.com/spec/v1\noid sha256:{'0' * 64}\nsize 9\n")
    for source in (tmp_path, tmp_path / name):
        with pytest.raises(DiffError, match=r"Git LFS pointer.*git lfs pull"):
            load_diff(source, tiny)


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
def test_an_mlx_lora_gives_the_same_logits_as_pefts(tiny: BaseModel, tmp_path: Path, config: dict[str, Any]) -> None:
    """PEFT's scale here is alpha / r = 2."""
    made = adapted(tiny)
    write_mlx(tmp_path / "mlx", pairs_of(made, tmp_path), config)
    diff = load_diff(tmp_path / "mlx", tiny)
    torch.testing.assert_close(logits_with(tiny, diff), logits_of(made), rtol=0, atol=1e-5)
    assert load_diff(tmp_path / "mlx" / "adapters.safetensors", tiny).fingerprint() == diff.fingerprint()


def test_an_mlx_dora_gives_the_same_logits_as_pefts(tiny: BaseModel, tmp_path: Path) -> None:
    made = adapted(tiny, use_dora=True, target_modules=["q_proj", "down_proj"])
    magnitudes = {n.removeprefix("base_model.model.").split(".lora_")[0] + ".m": p.detach()
                  for n, p in made.named_parameters() if "magnitude" in n}
    write_mlx(tmp_path / "mlx", pairs_of(made, tmp_path), {"fine_tune_type": "dora", **lora_parameters()}, **magnitudes)
    diff = load_diff(tmp_path / "mlx", tiny, energy=1.0)
    torch.testing.assert_close(logits_with(tiny, diff), logits_of(made), rtol=0, atol=1e-4)
    write_mlx(tmp_path / "mlx", pairs_of(made, tmp_path), {"fine_tune_type": "dora", **lora_parameters()})
    with pytest.raises(DiffError, match="has no magnitudes"):
        load_diff(tmp_path / "mlx", tiny)


def test_weights_that_mlx_trained_whole(tiny: BaseModel, tmp_path: Path) -> None:
    made = adapted(tiny, layers_to_transform=[1], target_modules=["q_proj", "up_proj"])
    want = logits_of(made)
    state = made.merge_and_unload().state_dict()
    write_mlx(tmp_path / "mlx", {}, {"fine_tune_type": "full"}, **{k: t for k, t in state.items() if ".layers.1." in k})
    torch.testing.assert_close(logits_with(tiny, load_diff(tmp_path / "mlx", tiny)), want, rtol=0, atol=1e-5)


def test_mlx_adapters_that_cannot_be_read(tiny: BaseModel, tmp_path: Path) -> None:
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


def test_what_an_mlx_lora_changes_beside_linear_layers_is_named(save_tiny: Save, tmp_path: Path) -> None:
    base = load_base(save_tiny(tie_word_embeddings=False), dtype="float32", device="cpu")
    pairs = pairs_of(adapted(base, target_modules=["q_proj", "lm_head"]), tmp_path)
    embedding = {"model.embed_tokens": (torch.randn(3, base.vocab_size), torch.randn(32, 3))}
    write_mlx(tmp_path / "mlx", pairs | embedding, lora_parameters())
    diff = load_diff(tmp_path / "mlx", base)
    assert {name.rsplit(".", 1)[-1] for name in diff.factors} == {"q_proj"}
    assert diff.card.more["left_out"] == ["lm_head", "model.embed_tokens"]
