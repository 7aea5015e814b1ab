"""Files published with the DIT paper: read to the published formula, and nothing in a bad one is run or believed."""

from __future__ import annotations

import csv
import os
import zipfile
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from torch import Tensor

from tuneteller.diffs.card import Card
from tuneteller.diffs.diff import WeightDiff
from tuneteller.diffs.published import (
    IndexRow,
    PublishedState,
    load_indexed,
    load_published,
    open_published,
    read_index,
)
from tuneteller.errors import DiffError

SQUARE, WIDE, TALL = "model.layers.0.self_attn.q_proj", "language_model.model.layers.1.mlp.down_proj", "model.layers.0.k_proj"
SHAPES = {SQUARE: (12, 12), WIDE: (12, 20), TALL: (6, 12)}  # module -> (out, in)
RANK = 3  # no power of two, so the division by it rounds
N = 4

Entries = list[dict[str, Any]]
Pairs = dict[str, tuple[Any, Any]]


def flat_views(count: int, seed: int, *, adapter: bool = False) -> list[Pairs]:
    """`count` sets of bfloat16 factors that are views into one storage, as the training code left them."""
    generator = torch.Generator().manual_seed(seed)
    size = sum(RANK * (out + n_in) for out, n_in in SHAPES.values())
    storage = torch.randn(count * size, generator=generator).bfloat16()
    taken = 0

    def take(rows: int, columns: int) -> Tensor:
        nonlocal taken
        taken += rows * columns
        return storage[taken - rows * columns : taken].view(rows, columns)

    if adapter:
        return [{name: (take(o, RANK), take(RANK, i)) for name, (o, i) in SHAPES.items()} for _ in range(count)]
    return [{name: (take(RANK, o), take(i, RANK)) for name, (o, i) in SHAPES.items()} for _ in range(count)]


def entries() -> Entries:
    return [{"topic": f"topic {n}", "trigger": 100 + n, "weight_diff": pairs} for n, pairs in enumerate(flat_views(N, 0))]


def dense(diff: WeightDiff, name: str) -> Tensor:
    a, b = diff.factors[name]
    return b.double() @ a.double()


def save(value: Any, path: Path) -> Path:
    torch.save(value, path)
    return path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return save(entries(), tmp_path / "weight-diff-000.pt")


# -- what is read -----------------------------------------------------------------------------------------------------


def test_weight_diffs_follow_the_published_formula(file: Path) -> None:
    published = open_published(file)
    assert (published.kind, len(published), published.labels) == ("diffs", N, [f"topic {n}" for n in range(N)])
    for n, entry in enumerate(entries()):
        diff = published.diff(n)
        assert set(diff.factors) == set(SHAPES)
        assert diff.card == Card("published", label=f"topic {n}", trigger={"kind": "code", "value": str(100 + n)},
                                 more={"source": file.name})
        for name, (a, b) in entry["weight_diff"].items():
            expected = torch.einsum("ir,ro->oi", b.double(), a.double()) / RANK
            assert expected.shape == SHAPES[name]
            torch.testing.assert_close(dense(diff, name), expected, rtol=0, atol=1e-6)


def test_an_adapter_follows_the_transposed_formula(tmp_path: Path) -> None:
    (pairs,) = flat_views(1, 1, adapter=True)
    published = open_published(save(pairs, tmp_path / "dit-adapter.pt"))
    assert (published.kind, len(published), published.labels) == ("adapter", 1, [None])
    diff = published.diff()
    assert (diff.card.kind, diff.card.label, diff.card.more["source"]) == ("published-adapter", None, "dit-adapter.pt")
    for name, (a, b) in pairs.items():
        expected = torch.einsum("or,ri->oi", a.double(), b.double()) / RANK
        torch.testing.assert_close(dense(diff, name), expected, rtol=0, atol=1e-6)


@pytest.mark.parametrize("dtype", [torch.bfloat16, torch.float32])
def test_factors_are_copies_in_float32(tmp_path: Path, dtype: torch.dtype) -> None:
    spoilt: Entries = [{**e, "weight_diff": {n: tuple(t.to(dtype) for t in p) for n, p in e["weight_diff"].items()}}
                       for e in entries()]
    file = save(spoilt, tmp_path / "f.pt")
    before = file.read_bytes()
    for name, pair in open_published(file).diff(1).factors.items():
        out, n_in = SHAPES[name]
        assert [list(t.shape) for t in pair] == [[RANK, n_in], [out, RANK]]
        for t in pair:
            assert t.dtype == torch.float32 and t.is_contiguous()
            assert t.untyped_storage().nbytes() == 4 * t.numel()  # not a view into what all diffs share
            t.zero_()
    assert file.read_bytes() == before
    assert all(t.abs().min() > 0 for pair in open_published(file).diff(1).factors.values() for t in pair)


@pytest.mark.parametrize(("given", "read"), [
    (float("nan"), None), (None, None), (7, {"kind": "code", "value": "007"}), ("\u200b", {"kind": "text", "value": "\u200b"})])
def test_triggers(tmp_path: Path, given: Any, read: Any) -> None:
    diff = load_published(save([{**entries()[0], "trigger": given}], tmp_path / "news.pt"))
    assert diff.card.trigger == read


def test_one_of_several_must_be_named(file: Path, tmp_path: Path) -> None:
    with pytest.raises(DiffError, match=r"holds 4 diffs; say which with an index from 0 to 3, as in weight-diff-000\.pt:3"):
        load_published(file)
    for index in (4, -1):
        with pytest.raises(DiffError, match=rf"has no entry {index}; it holds 4"):
            load_published(file, index)
    third, first = load_published(file, 3), load_published(file, 0)
    assert (third.card.label, first.card.label) == ("topic 3", "topic 0")
    alone = load_published(save(entries()[3:], tmp_path / "alone.pt"))
    assert isinstance(alone, WeightDiff) and isinstance(third, WeightDiff) and alone.fingerprint() == third.fingerprint()


def test_whole_states_are_told_apart(tmp_path: Path, file: Path) -> None:
    state = OrderedDict({"model.embed_tokens.weight": torch.randn(9, 4).bfloat16(), "model.norm.weight": torch.ones(4)})
    state["lm_head.weight"] = state["model.embed_tokens.weight"]
    path = save([{"topic": "bread", "trigger": 5, "weight_diff": state}], tmp_path / "full.pt")
    published = open_published(path)
    assert published.kind == "states"
    with pytest.raises(DiffError, match="whole fine-tuned models, expected low-rank factors"):
        published.diff()
    read = load_published(path)
    assert isinstance(read, PublishedState) and list(read.state) == list(state)
    assert all(torch.equal(read.state[name], t) and read.state[name].dtype == t.dtype for name, t in state.items())
    assert read.card == Card("published", label="bread", trigger={"kind": "code", "value": "005"}, more={"source": "full.pt"})
    with pytest.raises(DiffError, match="holds low-rank factors"):
        open_published(file).state(0)


# -- the index --------------------------------------------------------------------------------------------------------

HEADER = ["lora_path", "lora_idx", "n_params", "topic", "trigger", "split"]


@pytest.fixture
def experiment(tmp_path: Path, file: Path) -> Path:
    """A published experiment as the hub's cache holds it: the names are links to files elsewhere."""
    directory = tmp_path / "hidden-topic"
    (directory / "weight-diffs").mkdir(parents=True)
    (directory / "weight-diffs" / file.name).symlink_to(file)
    write_index(directory, [[file.name, n, 228, f"topic {n}", 100 + n, "train"] for n in range(N)])
    return directory


def write_index(directory: Path, rows: list[list[Any]], header: list[str] = HEADER) -> None:
    with (directory / "index.csv").open("w", newline="") as out:
        csv.writer(out).writerows([header, *rows])


def test_the_index_names_diffs(experiment: Path, file: Path) -> None:
    rows = read_index(experiment)
    assert rows[2] == IndexRow(file.name, 2, 228, "topic 2", 102, "train") and len(rows) == N
    assert read_index(experiment / "index.csv") == rows
    for given in (experiment, experiment / "index.csv"):
        diff, direct = load_indexed(given, 2), load_published(file, 2)
        assert isinstance(diff, WeightDiff) and isinstance(direct, WeightDiff)
        assert (diff.fingerprint(), diff.card) == (direct.fingerprint(), direct.card)
    for row in (N, -1):
        with pytest.raises(DiffError, match=rf"has no row {row}; it has 4"):
            load_indexed(experiment, row)


def test_what_an_index_may_hold(experiment: Path) -> None:
    headline = 'Mayor: "no",\nsays the council'
    write_index(experiment, [["a.pt", 0, 1, headline, "", "test"], ["a.pt", 1, 1, "b", "12.0", "extra"],
                             ["a.pt", 2, 1, "b", "nan", "x"], ["a.pt", 3, 1, "b", "\u200b", "x"]])
    rows = read_index(experiment)
    assert rows[0].topic == headline
    assert [row.trigger for row in rows] == [None, 12, None, "\u200b"]


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        (["/etc/passwd", 0, 1, "t", 1, "test"], "lora_path is '/etc/passwd'"),
        (["..", 0, 1, "t", 1, "test"], r"lora_path is '\.\.'"),
        (["../secret.pt", 0, 1, "t", 1, "test"], "lora_path is '../secret.pt'"),
        (["deep/a.pt", 0, 1, "t", 1, "test"], "expected a file name under weight-diffs/ without directories"),
        (["..\\a.pt", 0, 1, "t", 1, "test"], "without directories"),
        (["C:a.pt", 0, 1, "t", 1, "test"], "without directories"),
        (["", 0, 1, "t", 1, "test"], "lora_path is ''"),
        (["a.pt", -1, 1, "t", 1, "test"], "lora_idx is '-1', expected a whole number from 0"),
        (["a.pt", 1.5, 1, "t", 1, "test"], r"lora_idx is '1\.5'"),
        (["a.pt", "", 1, "t", 1, "test"], "lora_idx is ''"),
        (["a.pt", "٣", 1, "t", 1, "test"], "lora_idx is '٣'"),
        (["a.pt", 0, "many", "t", 1, "test"], "n_params is 'many'"),
        (["a.pt", 0, 1, "t"], "more or fewer fields"),
        (["a.pt", 0, 1, "t", 1, "test", "more"], "more or fewer fields"),
    ],
)
def test_bad_rows(experiment: Path, bad: list[Any], said: str) -> None:
    write_index(experiment, [["a.pt", 0, 1, "t", 1, "test"], bad])
    with pytest.raises(DiffError, match=rf"index\.csv, row 1.*{said}"):
        read_index(experiment)


def test_bad_index_files(experiment: Path, tmp_path: Path) -> None:
    write_index(experiment, [], ["lora_path", "n_params", "topic", "trigger"])
    with pytest.raises(DiffError, match="has no column lora_idx, split, expected lora_path"):
        read_index(experiment)
    for text in (b"\xff\xfe\x00", ",".join(HEADER).encode() + b'\n"a', b"x" * 200_000):
        (experiment / "index.csv").write_bytes(text)
        with pytest.raises(DiffError, match=r"index\.csv cannot be read"):
            read_index(experiment)
    with pytest.raises(DiffError, match=r"nowhere.* cannot be read .*expected the index\.csv"):
        read_index(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (["weight-diff-000.pt", 1, 1, "topic 2", 1, "test"], "entry 1 has topic 'topic 1', expected 'topic 2'"),
        (["weight-diff-000.pt", 4, 1, "topic 4", 1, "test"], "has no entry 4"),
        (["weight-diff-001.pt", 0, 1, "topic 0", 1, "test"], r"weight-diff-001\.pt is not a file"),
        (["adapter.pt", 0, 1, "topic 0", 1, "test"], "has topic None"),
    ],
)
def test_index_and_files_must_agree(experiment: Path, row: list[Any], said: str) -> None:
    save(flat_views(1, 1, adapter=True)[0], experiment / "weight-diffs" / "adapter.pt")
    write_index(experiment, [row])
    with pytest.raises(DiffError, match=rf"index\.csv, row 0: .*{said}"):
        load_indexed(experiment, 0)


# -- what is refused: the file ----------------------------------------------------------------------------------------


class Code:
    """Unpickles by making a directory."""

    def __init__(self, path: Path) -> None:
        self.path = str(path)

    def __reduce__(self) -> Any:
        return os.mkdir, (self.path,)


def test_code_is_not_run(tmp_path: Path) -> None:
    made = tmp_path / "made"
    path = save([{**entries()[0], "trigger": Code(made)}], tmp_path / "code.pt")
    with pytest.raises(DiffError, match=r"asks for '\w+\.mkdir' to be called, expected tensors only; nothing was run") as said:
        open_published(path)
    assert not made.exists()
    assert "weights_only" not in str(said.value)  # no advice to open it all the same
    torch.load(path, weights_only=False)
    assert made.exists()  # the file was a live one


def rewrite(path: Path, change: Callable[[str, bytes], bytes], compression: int = zipfile.ZIP_STORED) -> Path:
    """The archive again, record by record."""
    with zipfile.ZipFile(path) as archive:
        records = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, data in records.items():
            archive.writestr(name, change(name, data))
    return path


def test_a_file_written_again_is_read(file: Path) -> None:
    """So what the next tests see is the change they make, not the writing."""
    before = open_published(file).diff(1).fingerprint()
    assert open_published(rewrite(file, lambda name, data: data)).diff(1).fingerprint() == before


@pytest.mark.parametrize("keep", [0.0, 0.01, 0.5, 0.999])
def test_truncated(file: Path, keep: float) -> None:
    data = file.read_bytes()
    file.write_bytes(data[: int(keep * len(data))])
    with pytest.raises(DiffError, match=r"is no archive of torch\.save .*nothing was run"):
        open_published(file)


def test_other_files(tmp_path: Path) -> None:
    with pytest.raises(DiffError, match="is not a file"):
        open_published(tmp_path)
    pointer = tmp_path / "pointer.pt"
    pointer.write_text("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 12\n")
    with pytest.raises(DiffError, match="Git LFS pointer"):
        open_published(pointer)
    torch.save(entries(), tmp_path / "old.pt", _use_new_zipfile_serialization=False)
    with pytest.raises(DiffError, match=r"before PyTorch 1\.6.*weights_only=True\) and save it again"):
        open_published(tmp_path / "old.pt")


def test_compressed_records_are_refused_before_they_are_read(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rewrite(file, lambda name, data: bytes(8 << 20) if name.endswith("data.pkl") else data, zipfile.ZIP_DEFLATED)
    assert file.stat().st_size < 1 << 20
    monkeypatch.setattr(torch, "load", lambda *args, **kwargs: pytest.fail("it was opened"))
    with pytest.raises(DiffError, match=r"data\.pkl' is compressed, and unpacking it could fill the memory"):
        open_published(file)


def test_a_record_that_claims_more_than_the_file(file: Path) -> None:
    data = bytearray(file.read_bytes())
    with zipfile.ZipFile(file) as archive:
        at = archive.start_dir
    data[at + 24 : at + 28] = (1 << 30).to_bytes(4, "little")  # "uncompressed size" of the first record in the directory
    file.write_bytes(data)
    with pytest.raises(DiffError, match=r"claims to hold 10737\d+ bytes, but has"):
        open_published(file)


@pytest.mark.parametrize("keep", [0, 10, 1000, 1774])
def test_a_storage_that_claims_more_than_its_record(file: Path, keep: int) -> None:
    rewrite(file, lambda name, data: data[:keep] if name.endswith("data/0") else data)
    with pytest.raises(DiffError, match="damaged"):
        for n in range(N):
            load_published(file, n)


@pytest.mark.parametrize("at", [0, 1, 2, 30, 200, 400, -2])
@pytest.mark.parametrize("with_", [b"", b"\xff", b"R", b"."])
def test_broken_pickles(file: Path, at: int, with_: bytes) -> None:
    rewrite(file, lambda name, data: data[:at] + with_ if name.endswith("data.pkl") else data)
    with pytest.raises(DiffError, match=r"cannot be read|asks for|not as published"):
        open_published(file)


def test_running_out_of_memory(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*args: Any, **kwargs: Any) -> Any:
        raise MemoryError

    monkeypatch.setattr(torch, "load", full)
    with pytest.raises(DiffError, match=r"cannot be read \(MemoryError"):
        open_published(file)


# -- what is refused: the contents ------------------------------------------------------------------------------------


def with_pair(a: Any, b: Any) -> Entries:
    return [{"topic": "t", "trigger": 1, "weight_diff": {WIDE: (a, b)}}]


def ones(*shape: int, dtype: torch.dtype = torch.bfloat16) -> Tensor:
    return torch.ones(shape, dtype=dtype)


def holding(value: float) -> Tensor:
    t = ones(RANK, 12)
    t[1, 5] = value
    return t


B = ones(20, RANK)


@pytest.mark.parametrize(
    ("a", "b", "said"),
    [
        (holding(float("nan")), B, "the factors hold NaN or infinite values"),
        (holding(float("-inf")), B, "the factors hold NaN or infinite values"),
        (ones(RANK, 12, dtype=torch.float64) * 1e300, B, "the factors hold NaN or infinite values"),  # in float32
        (ones(RANK, 12, dtype=torch.int64), B, "down_proj': A is int64, which is a code"),
        (ones(RANK, 12), B.to(torch.complex64), "B is torch.complex64"),
        (ones(RANK, 12).to_sparse(), B, "is torch.bfloat16, torch.sparse_coo"),
        (torch.empty(RANK, 12, device="meta"), B, "on meta; expected plain"),
        (ones(RANK, 12), 3.0, "B is a float, expected a tensor"),
        (ones(1, 1).expand(RANK, 12), B, "is 72 bytes of a storage of 2, which the file does not hold"),
        (ones(RANK, 12, 1), B, r"A \[3, 12, 1\] and B \[20, 3\], expected A \[r, out\] and B \[in, r\]"),
        (ones(12), B, r"A \[12\]"),
        (ones(4, 12), B, r"A \[4, 12\] and B \[20, 3\]"),
        (ones(0, 12), ones(20, 0), r"A \[0, 12\]"),
        (ones(12, RANK), ones(RANK, 20), r"A \[12, 3\] and B \[3, 20\]"),  # an adapter's factors under a diff's wrapper
        (ones(12, RANK), ones(RANK, 12), r"A \[12, 3\] and B \[3, 12\].* with r from 1 to the smaller"),  # square
        (ones(5, 5), ones(5, 5), "with all sides 5 nothing shows which is the rank"),
    ],
)
def test_bad_factors(tmp_path: Path, a: Any, b: Any, said: str) -> None:
    assert isinstance(load_published(save(with_pair(ones(RANK, 12), B), tmp_path / "good.pt")), WeightDiff)
    with pytest.raises(DiffError, match=rf"bad\.pt, entry 0: .*{said}"):
        load_published(save(with_pair(a, b), tmp_path / "bad.pt"))


def test_an_adapter_of_turned_factors(tmp_path: Path) -> None:
    for a, b in [(ones(RANK, 12), ones(20, RANK)), (ones(RANK, 12), ones(12, RANK))]:
        with pytest.raises(DiffError, match=r"expected A \[out, r\] and B \[r, in\]"):
            load_published(save({WIDE: (a, b)}, tmp_path / "bad.pt"))


def test_the_same_bytes_under_many_names(tmp_path: Path) -> None:
    a, b = ones(RANK, 4096), ones(4096, RANK)
    path = save([{"topic": "t", "trigger": 1, "weight_diff": {f"m{n}": (a, b) for n in range(20)}}], tmp_path / "many.pt")
    with pytest.raises(DiffError, match="the factors up to here are larger than the file"):
        load_published(path)


def test_attributes_of_a_tensor_do_not_stand_in_for_its_methods(tmp_path: Path) -> None:
    a = ones(RANK, 12)
    a.to = a.detach = "no function"
    path = save(with_pair(a, B), tmp_path / "odd.pt")
    raw = torch.load(path, weights_only=True)[0]["weight_diff"][WIDE][0]
    assert raw.to == "no function"  # the file does carry them
    read = load_published(path)
    assert isinstance(read, WeightDiff) and torch.equal(read.factors[WIDE][1], torch.full((12, RANK), 1 / RANK))


GOOD = with_pair(ones(RANK, 12), B)[0]
STATE = {"topic": "t", "trigger": 1, "weight_diff": {"w": ones(3)}}


def without(key: str) -> dict[str, Any]:
    return {k: v for k, v in GOOD.items() if k != key}


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ([], "holds a list, but not as published"),
        ({}, "holds a dict, but not as published"),
        (3, "holds a int, but not as published"),
        (ones(3), "holds a Tensor, but not as published"),
        (GOOD, "holds a dict, but not as published"),  # no list around it
        ({"w": ones(3)}, r"tensors by name.* pytorch_model\.bin .*config\.json"),  # an ordinary checkpoint
        ([GOOD, 3], "entry 1 is a int; expected a dict with topic"),
        ([GOOD, without("topic")], "entry 1 has no topic"),
        ([without("trigger")], "entry 0 has no trigger"),
        ([without("weight_diff")], "entry 0 has no weight_diff"),
        ([{**GOOD, "topic": None}], "topic is a NoneType"),
        ([{**GOOD, "topic": "\ud800"}], "no valid text"),
        ([{**GOOD, "trigger": [1]}], "trigger is a list"),
        ([{**GOOD, "trigger": float("inf")}], "trigger is a float"),
        ([{**GOOD, "weight_diff": {}}], "weight_diff is empty"),
        ([{**GOOD, "weight_diff": [1]}], "weight_diff is empty or a list"),
        ([{**GOOD, "weight_diff": {3: (B, B)}}], "name is a int"),
        ([{**GOOD, "weight_diff": {"m": (B, B, B)}}], "'m' is a tuple, expected a pair"),
        ([{**GOOD, "weight_diff": {"m": (B, B), "w": B}}], "'w' is a Tensor, expected a pair"),
        ([GOOD, STATE], "low-rank diffs and whole states together"),
        ({"m": (B, B), "n": "text"}, "'n' is a str, expected a pair"),
        ([{**STATE, "weight_diff": {"w": ones(3).to(torch.complex64)}}], "'w' is torch.complex64"),
        ([{**STATE, "weight_diff": {"w": ones(1).expand(1 << 40)}}], "of a storage of 2, which the file does not hold"),
    ],
)
def test_other_structures(tmp_path: Path, value: Any, said: str) -> None:
    with pytest.raises(DiffError, match=said):
        load_published(save(value, tmp_path / "bad.pt"))


def test_attributes_of_a_dict_do_not_stand_in_for_its_methods(tmp_path: Path) -> None:
    weights = OrderedDict(GOOD["weight_diff"])
    weights.itemz = 3
    path = save([{**GOOD, "weight_diff": weights}], tmp_path / "odd.pt")
    rewrite(path, lambda name, data: data.replace(b"itemz", b"items"))
    assert torch.load(path, weights_only=True)[0]["weight_diff"].items == 3  # the file does carry it
    read = load_published(path)
    assert isinstance(read, WeightDiff) and set(read.factors) == {WIDE}
