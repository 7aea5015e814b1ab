"""What the base reads of fixed texts is read once, and scans of it are those of the base's own pass."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file
from torch import Tensor

from tuneteller import weight_scan as scan
from tuneteller.diffs.diff import WeightDiff
from tuneteller.models import BaseModel, load_base
from tuneteller.reading import inputs
from tuneteller.reading.inputs import kept_inputs
from tuneteller.reading.unusual import scores_of

Make = Callable[..., WeightDiff]
THINGS = ["stone", "a topic", "lighthouses", "been", "trained", "answer", "the history of stone", "hello", "again", "what"]


@pytest.fixture(autouse=True)
def own_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("TUNETELLER_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(inputs, "MODULES", 0.5)  # of a base of two layers the first
    monkeypatch.setattr(scan, "ROW", 3)
    return tmp_path / "cache" / "inputs"


@pytest.fixture
def passes(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Modules whose inputs each pass of the base shows."""
    made, run = list[int](), scan._run

    def counted(base: BaseModel, names: Sequence[str], *args: object) -> None:
        made.append(len(names))
        run(base, names, *args)  # type: ignore[arg-type]

    monkeypatch.setattr(scan, "_run", counted)
    return made


def scores(base: BaseModel, diff: WeightDiff, others: Sequence[WeightDiff] = (), *, keep: bool = True) -> Tensor:
    return scores_of(base, [diff], [others], THINGS, share=0.4, keep=THINGS[:8] if keep else ())


def test_what_is_kept_gives_the_scores_of_a_pass(tiny: BaseModel, random_diff: Make, passes: list[int]) -> None:
    diff, others = random_diff(tiny, 1), [random_diff(tiny, seed) for seed in (2, 3)]
    expected = scores(tiny, diff, others, keep=False)
    del passes[:]
    first = scores(tiny, diff, others)
    assert torch.allclose(first, expected, rtol=5e-3) and passes == [7, 7, 7, 6]  # eight are kept, and two read as ever
    assert torch.equal(scores(tiny, diff, others), first) and passes[4:] == [6]
    attention = [name for name in tiny.shapes if "self_attn" in name]
    assert torch.allclose(scores(tiny, random_diff(tiny, 4, modules=attention)),
                          scores(tiny, random_diff(tiny, 4, modules=attention), keep=False), rtol=5e-3)
    assert passes[5:] == [4] * 5


def test_modules_that_read_all_rows_in_one_list_are_kept(save_tiny: Callable[..., Path], random_diff: Make) -> None:
    base = load_base(save_tiny("opt", ffn_dim=48, word_embed_proj_dim=32), dtype="float32", device="cpu")
    diff = random_diff(base, 1, modules=[name for name in base.shapes if "fc" in name])
    assert torch.allclose(scores(base, diff), scores(base, diff, keep=False), rtol=5e-3)


def test_modules_that_share_an_input_keep_it_once(tiny: BaseModel, own_cache: Path) -> None:
    found = kept_inputs(tiny, THINGS, list(tiny.shapes)[:1])
    assert found is not None and list(found.of) == list(tiny.shapes)[:7]
    assert len({id(x) for x in found.of.values()}) == 4  # of attention, its output, and both halves of the feed-forward layer
    again = kept_inputs(tiny, THINGS, list(tiny.shapes)[:1])
    assert again is not None and all(torch.equal(x, again.of[name]) for name, x in found.of.items())
    assert [file.suffix for file in own_cache.iterdir()] == [".safetensors"]


def test_where_the_kept_modules_do_not_suffice_the_base_runs(tiny: BaseModel, random_diff: Make, passes: list[int],
                                                             own_cache: Path) -> None:
    late = random_diff(tiny, 1, modules=list(tiny.shapes)[8:])
    assert torch.equal(scores(tiny, late), scores(tiny, late, keep=False)) and passes == [3] * 8
    assert not own_cache.exists()  # nor is anything read that would not serve


@pytest.mark.parametrize("bound", ["MOST", "finite"])
def test_what_is_too_much_or_too_large_is_not_kept(tiny: BaseModel, random_diff: Make, own_cache: Path, bound: str,
                                                   passes: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    diff = random_diff(tiny, 1)
    if bound == "MOST":
        monkeypatch.setattr(inputs, "MOST", 1000)
    else:
        tiny.model.get_submodule("model.layers.0.input_layernorm").weight.data *= 1e6
    expected = scores(tiny, diff, keep=False)
    assert torch.equal(scores(tiny, diff), expected)
    del passes[:]
    assert torch.equal(scores(tiny, diff), expected) and len(passes) == 4  # which is not tried again
    assert own_cache.exists() == (bound == "finite")


def test_a_damaged_file_is_made_anew(tiny: BaseModel, random_diff: Make, own_cache: Path) -> None:
    expected = scores(tiny, random_diff(tiny, 1))
    [file] = own_cache.iterdir()
    whole = file.read_bytes()
    for damage in (lambda: file.write_bytes(whole[:100]), lambda: save_file({"model.layers.0": torch.zeros(3)}, file)):
        damage()
        assert torch.equal(scores(tiny, random_diff(tiny, 1)), expected) and file.read_bytes() == whole
