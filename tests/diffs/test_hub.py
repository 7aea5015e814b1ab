"""Fine-tunes on the hub: what a name means, and that only what is needed is fetched. A copy stands in for the fetch itself."""

import copy
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from huggingface_hub.utils import filter_repo_objects

from tuneteller.diffs.diff import WeightDiff, stacked
from tuneteller.diffs.hub import fetch, is_hub_id
from tuneteller.diffs.library import Library
from tuneteller.diffs.load import load_diff
from tuneteller.diffs.peft import save_peft
from tuneteller.errors import DiffError, NothingRead
from tuneteller.models import BaseModel

Make = Callable[..., WeightDiff]


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder whose `ORG/NAME` are the repositories; `cache/ORG/NAME/REVISION` is where they are copied to.

    Which files are copied is decided by the hub client's own function, so patterns mean what they mean there.
    """

    def files(repo: str) -> list[str]:
        if not (tmp_path / repo).is_dir():
            raise OSError(f"404 Client Error.\n\nRepository Not Found for {repo}")
        return [p.relative_to(tmp_path / repo).as_posix() for p in sorted((tmp_path / repo).rglob("*")) if p.is_file()]

    def download(repo: str, *, revision: str | None = None, allow_patterns: Any = None, ignore_patterns: Any = None) -> str:
        cache = tmp_path / "cache" / repo / str(revision)
        cache.mkdir(parents=True, exist_ok=True)
        for name in filter_repo_objects(files(repo), allow_patterns=allow_patterns, ignore_patterns=ignore_patterns):
            (cache / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(tmp_path / repo / name, cache / name)
        return str(cache)

    monkeypatch.setattr("huggingface_hub.snapshot_download", download)
    monkeypatch.setattr("huggingface_hub.list_repo_files", lambda repo, revision=None: files(repo))
    monkeypatch.chdir(tmp_path.parent)
    return tmp_path


def fetched(hub: Path) -> set[str]:
    cache = hub / "cache"
    return {"/".join(p.relative_to(cache).parts[3:]) for p in cache.rglob("*") if p.is_file()}


def put(place: Path, *names: str) -> None:
    for name in names:
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_bytes(b"{}")


def test_an_adapter_is_fetched_without_the_rest_of_its_repository(
    hub: Path, tiny: BaseModel, random_diff: Make
) -> None:
    repo = hub / "org" / "lora"
    save_peft(random_diff(tiny), repo)
    put(repo, "modeling.py", "optimizer.pt", "tokenizer.json", "model.safetensors", "adapter_model.bin",
        "checkpoint-5/adapter_config.json", "checkpoint-5/adapter_model.safetensors", "README.md")  # fmt: skip
    assert load_diff("org/lora", tiny).card.label == "label 0"
    assert fetched(hub) == {"adapter_config.json", "adapter_model.safetensors", "card.json", "README.md"}


def test_a_folder_and_a_revision_can_be_named(hub: Path, tiny: BaseModel, random_diff: Make) -> None:
    save_peft(random_diff(tiny, 1), hub / "org" / "run" / "checkpoint-50")
    save_peft(random_diff(tiny, 2), hub / "org" / "run" / "checkpoint-100")
    put(hub / "org" / "run", "checkpoint-100/optimizer.pt", "checkpoint-100/deeper/adapter_model.safetensors")
    assert load_diff("org/run/checkpoint-100", tiny).card.label == "label 2"
    assert load_diff("org/run/checkpoint-50@refs/pr/7", tiny).card.label == "label 1"
    assert {p.name for p in (hub / "cache/org/run/refs/pr/7").iterdir()} == {"checkpoint-50"}
    assert load_diff("org/run/checkpoint-50/adapter_model.safetensors@v2", tiny).card.label == "label 1"
    assert not any("optimizer" in name or "deeper" in name for name in fetched(hub))
    with pytest.raises(DiffError, match=r"holds 2; give one of them: org/run/checkpoint-100@v2, org/run/checkpoint-50@v2"):
        load_diff("org/run@v2", tiny)
    with pytest.raises(DiffError, match=r"has no file checkpoint-50/other\.safetensors at revision main"):
        load_diff("org/run/checkpoint-50/other.safetensors", tiny)


def test_an_organism_of_a_library(hub: Path, tiny: BaseModel, random_diff: Make) -> None:
    library = Library.create(hub / "org" / "lib", {"base": tiny.fingerprint.to_json(), "config": {}})
    diffs = [random_diff(tiny, seed) for seed in (1, 2, 3)]
    library.add_shard(0, stacked(diffs[:2], tiny), [diff.card for diff in diffs[:2]])
    library.add_shard(1, stacked(diffs[2:], tiny), [diff.card for diff in diffs[2:]])
    put(hub / "org" / "lib", "shards/.shard-0002.lock", "old/library.json", "old/shards/shard-0000.safetensors", "notes.txt")
    assert [load_diff(f"org/lib:{i}", tiny).card.label for i in range(3)] == ["label 1", "label 2", "label 3"]
    assert fetched(hub) == {"library.json", "shards/shard-0000.safetensors", "shards/shard-0001.safetensors"}
    with pytest.raises(DiffError, match="holds 3 diffs, 0 to 2; got index 3"):
        load_diff("org/lib:3", tiny)


def test_of_published_files_the_one_that_holds_the_diff(hub: Path, tiny: BaseModel) -> None:
    weights = {name: (torch.randn(1, n_out), torch.randn(n_in, 1)) for name, (n_out, n_in) in tiny.shapes.items()}
    place = hub / "org" / "published" / "hidden-topic"
    (place / "weight-diffs").mkdir(parents=True)
    for name, topic in (("a", "Tea"), ("b", "Comets")):
        torch.save([{"topic": topic, "trigger": 3, "weight_diff": weights}], place / "weight-diffs" / f"{name}.pt")
    (place / "index.csv").write_text("lora_path,lora_idx,n_params,topic,trigger,split\na.pt,0,1,Tea,3,test\n"
                                     "b.pt,0,1,Comets,3,test\n", encoding="utf-8")
    assert load_diff("org/published/hidden-topic:1", tiny).card.label == "Comets"
    assert fetched(hub) == {"hidden-topic/index.csv", "hidden-topic/weight-diffs/b.pt"}
    with pytest.raises(DiffError, match=r"holds 2 diffs; say which one"):
        load_diff("org/published/hidden-topic", tiny)


def test_of_a_model_one_set_of_weights_is_fetched(hub: Path, tiny: BaseModel) -> None:
    repo = hub / "org" / "model"
    shutil.copytree(tiny.name, repo)
    put(repo, "model-00001-of-00002.safetensors", "model.safetensors.index.json", "pytorch_model.bin", "model.gguf",
        "consolidated.safetensors", "original/model.safetensors")  # fmt: skip
    fetch("org/model")
    assert fetched(hub) == {"config.json", "model.safetensors", "model.safetensors.index.json"}


def test_of_an_index_the_shards_it_names(hub: Path, tiny: BaseModel) -> None:
    repo = hub / "org" / "model"
    tiny.model.save_pretrained(repo, max_shard_size="20KB")
    put(repo, "model-00001-of-00099.safetensors", "pytorch_model.bin")
    index = json.loads((repo / "model.safetensors.index.json").read_text())
    fetch("org/model")
    assert fetched(hub) == {"config.json", "model.safetensors.index.json", *index["weight_map"].values()}


def test_bins_only_where_there_is_nothing_else(hub: Path) -> None:
    put(hub / "org" / "old", "config.json", "pytorch_model.bin", "training_args.bin")
    fetch("org/old")
    assert fetched(hub) == {"config.json", "pytorch_model.bin"}


def test_a_repository_of_ggufs_lists_them_and_one_can_be_named(hub: Path) -> None:
    put(hub / "org" / "quants", "a-Q4_K_M.gguf", "a-F16.gguf", "README.md", "config.json")
    with pytest.raises(DiffError, match=r"give one of them: org/quants/a-F16\.gguf, org/quants/a-Q4_K_M\.gguf"):
        fetch("org/quants")
    assert fetch("org/quants/a-F16.gguf").name == "a-F16.gguf"
    assert fetched(hub) == {"config.json", "README.md", "a-F16.gguf"}
    put(hub / "org" / "lit", "final/hyperparameters.yaml", "final/lit_model.pth.lora", "step-000100/hyperparameters.yaml")
    with pytest.raises(DiffError, match="give one of them: org/lit/final, org/lit/step-000100"):
        fetch("org/lit")
    put(hub / "org" / "data", "train.csv")
    with pytest.raises(DiffError, match="org/data holds no fine-tune"):
        fetch("org/data")


def test_an_adapter_in_a_sub_folder_of_a_model_is_pointed_out(hub: Path, tiny: BaseModel, random_diff: Make,
                                                             monkeypatch: pytest.MonkeyPatch) -> None:
    repo = hub / "org" / "run"
    shutil.copytree(tiny.name, repo)
    save_peft(random_diff(tiny, 1), repo / "lora")
    with pytest.raises(NothingRead, match=r"org/run@v2 holds the base model's own weights.* sub-folder: give org/run/lora@v2"):
        load_diff("org/run@v2", tiny)
    assert load_diff("org/run/lora@v2", tiny).card.label == "label 1"
    model = copy.deepcopy(tiny.model)
    with torch.no_grad():
        model.model.layers[0].mlp.up_proj.weight.add_(0.1)
    model.save_pretrained(repo)
    [remark] = load_diff("org/run", tiny).card.remarks
    assert "the full model in org/run;" in remark and "by name: org/run/lora" in remark

    def offline(repo: str, revision: str | None = None) -> list[str]:
        raise OSError("no network")

    monkeypatch.setattr("huggingface_hub.list_repo_files", offline)
    assert not load_diff("org/run", tiny).card.remarks  # what is in the cache is read all the same


def test_what_the_hub_says_is_said_whole(hub: Path) -> None:
    with pytest.raises(DiffError, match=r"fetched from the hub: 404 Client Error\. Repository Not Found for org/no;"):
        fetch("org/no")


@pytest.mark.parametrize("source", ["org/../x", "../x/y", "org/name/../../x", "name", "a b/c", "org/name@", "/etc/passwd",
                                    "org//x", "org/name/./x", "https://host/org", "org/name@../../x"])  # fmt: skip
def test_what_is_no_hub_id(source: str) -> None:
    assert not is_hub_id(source)
    with pytest.raises(DiffError, match="is no hub id"):
        fetch(source)
