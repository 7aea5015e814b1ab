"""Libraries: what was written is read back bit for bit, and no failure on the way leaves half a shard."""

import errno
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors import SafetensorError
from safetensors.torch import save_file

from tuneteller.diffs import library as module
from tuneteller.diffs.card import Card
from tuneteller.diffs.library import Held, Library, organisms_of
from tuneteller.errors import LibraryError, StorageError
from tuneteller.lora.bank import Bank

SHAPES = {"model.layers.0.mlp.up_proj": (6, 4), "model.layers.0.mlp.down_proj": (4, 6)}
HEADER = {"base": {"model_type": "llama"}, "config": {"seed": 0, "sizes": [1, 2]}}


def bank_of(slots: int, seed: int, *, rank: int = 2, scale: float = 0.3) -> Bank:
    bank = Bank.fresh(SHAPES, rank, list(range(seed, seed + slots)), scale=scale)
    generator = torch.Generator().manual_seed(seed)
    for b in bank.b.values():
        b.data.normal_(generator=generator)
    return bank


def cards_of(slots: int, shard: int) -> list[Card]:
    splits = ("train", "test")
    return [Card(label=f"☂ {shard}/{i}", split=splits[(shard + i) % 2], shard=shard) for i in range(slots)]


def filled(path: Path, shards: dict[int, int]) -> tuple[Library, dict[int, Bank]]:
    """A library with `shards` (number -> slots), written in the order given."""
    library = Library.create(path, HEADER)
    banks = {number: bank_of(slots, seed=10 * number) for number, slots in shards.items()}
    for number, bank in banks.items():
        library.add_shard(number, bank, cards_of(bank.slots, number))
    return library, banks


def test_written_and_read_back_bitwise(tmp_path: Path) -> None:
    written, banks = filled(tmp_path / "lib", {0: 3, 1: 2})
    for library in (written, Library.open(tmp_path / "lib")):
        assert len(library) == 5
        assert library.header == {"schema": 2, **HEADER}
        assert library.cards == cards_of(3, 0) + cards_of(2, 1)
        for diff, (number, slot) in zip(library.load(), [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1)], strict=True):
            bank = banks[number]
            assert diff.card == cards_of(bank.slots, number)[slot]
            assert set(diff.factors) == set(SHAPES)
            for name, (a, b) in diff.factors.items():
                assert a.dtype == b.dtype == torch.float32
                assert torch.equal(a, bank.a[name][slot].bfloat16().float())
                assert torch.equal(b, (bank.b[name][slot] * 0.3).bfloat16().float())
    assert library[3].fingerprint() == next(library.load([3])).fingerprint()
    with pytest.raises(IndexError):
        library[5]


def test_order_is_by_shard_whatever_was_written_first(tmp_path: Path) -> None:
    written, _ = filled(tmp_path / "lib", {2: 1, 0: 2, 1: 1})
    wanted = cards_of(2, 0) + cards_of(1, 1) + cards_of(1, 2)
    assert written.cards == Library.open(tmp_path / "lib").cards == wanted
    order = [3, 0, 2, 0]
    assert [d.card for d in written.load(order)] == [wanted[i] for i in order]
    assert list(written.load([])) == []


def test_splits_are_views(tmp_path: Path) -> None:
    library, _ = filled(tmp_path / "lib", {0: 3, 1: 2})
    train, test = library.split("train"), library.split("test")
    assert [c.label for c in train.cards] == ["☂ 0/0", "☂ 0/2", "☂ 1/1"]
    assert [c.label for c in test.cards] == ["☂ 0/1", "☂ 1/0"]
    assert test[1].fingerprint() == library[3].fingerprint()
    assert len(library.split("no such split")) == 0 and list(library.split("no such split").load()) == []
    assert test.header == library.header


def test_views_chosen_and_joined(tmp_path: Path) -> None:
    library, _ = filled(tmp_path / "lib", {0: 3, 1: 2})
    other, _ = filled(tmp_path / "other", {7: 1})
    assert [c.label for c in library.first(2).cards] == ["☂ 0/0", "☂ 0/1"]
    assert len(library.first(None)) == len(library.first(99)) == 5 and len(library.first(0)) == 0
    assert [c.label for c in library.where(lambda card: card.shard == 1).cards] == ["☂ 1/0", "☂ 1/1"]
    both = Library.joined([library.split("test"), other])
    assert [c.label for c in both.cards] == ["☂ 0/1", "☂ 1/0", "☂ 7/0"]
    wanted = [library[1], library[3], other[0]]  # diffs of either, under their own numbers
    assert [d.fingerprint() for d in both.load()] == [d.fingerprint() for d in wanted]
    assert both[2].fingerprint() == other[0].fingerprint()


def test_diffs_in_memory_are_organisms_too(tmp_path: Path) -> None:
    library, _ = filled(tmp_path / "lib", {0: 2})
    assert organisms_of(library) is library
    held = organisms_of(list(library.load()))
    assert isinstance(held, Held) and len(held) == 2 and held.cards == library.cards
    assert held[1].fingerprint() == library[1].fingerprint()


def test_a_library_of_schema_1_is_read(tmp_path: Path) -> None:
    (tmp_path / "library.json").write_text(json.dumps({"schema": 1, **HEADER}))
    (tmp_path / "shards").mkdir()
    old = [{"schema": 1, "kind": "organism", "family": "topic", "label": "Violin", "split": "test"}]
    save_file(ONE, tmp_path / "shards" / "shard-0000.safetensors", {"cards": json.dumps(old)})
    [card] = Library.open(tmp_path).cards
    assert card.answers == {"change": "I bring up Violin.", "topic": " Violin"}


def test_a_library_grows_only_as_it_is_told(tmp_path: Path) -> None:
    filled(tmp_path / "lib", {0: 1})
    larger = {**HEADER, "config": {"seed": 0, "sizes": [1, 3]}}
    asked: list[tuple[Any, Any]] = []

    def grows(old: Any, new: Any) -> bool:
        asked.append((old["config"], new["config"]))
        return bool(new["config"]["sizes"] == [1, 3])

    assert len(Library.create(tmp_path / "lib", larger, grows=grows)) == 1
    assert asked == [(HEADER["config"], larger["config"])]
    assert Library.open(tmp_path / "lib").header == {"schema": 2, **larger}  # the next run continues under the new one
    with pytest.raises(LibraryError, match="another config"):
        Library.create(tmp_path / "lib", HEADER, grows=grows)


def test_diffs_of_different_modules_in_different_shards(tmp_path: Path) -> None:
    library = Library.create(tmp_path / "lib", HEADER)
    for number, name in enumerate(SHAPES):
        library.add_shard(number, Bank.fresh({name: SHAPES[name]}, 1, [number]), cards_of(1, number))
    assert [set(d.factors) for d in library.load()] == [{name} for name in SHAPES]


# -- continuing -------------------------------------------------------------------------------------------------------


def test_a_run_continues_what_is_there(tmp_path: Path) -> None:
    filled(tmp_path / "lib", {0: 2})
    again = Library.create(tmp_path / "lib", {**HEADER, "config": {"seed": 0, "sizes": (1, 2)}})  # a tuple is a list in JSON
    assert len(again) == 2
    assert (len(again.shard_cards(0)), again.shard_cards(1)) == (2, [])
    again.add_shard(1, bank_of(1, 5), cards_of(1, 1))
    assert len(again) == len(Library.open(tmp_path / "lib")) == 3
    again.add_shard(0, bank_of(1, 6), cards_of(1, 0))  # once more, with fewer slots
    assert again.cards == Library.open(tmp_path / "lib").cards == cards_of(1, 0) + cards_of(1, 1)


def test_another_config_or_base_is_refused(tmp_path: Path) -> None:
    filled(tmp_path / "lib", {0: 1})
    with pytest.raises(LibraryError, match=r"made with another config; continue it with the config in .*library\.json"):
        Library.create(tmp_path / "lib", {**HEADER, "config": {"seed": 1, "sizes": [1, 2]}})
    with pytest.raises(LibraryError, match="another base, config"):
        Library.create(tmp_path / "lib", {"base": {}, "config": {}})
    assert len(Library.open(tmp_path / "lib")) == 1


def test_cards_and_slots_must_match(tmp_path: Path) -> None:
    library = Library.create(tmp_path / "lib", HEADER)
    with pytest.raises(LibraryError, match="1 cards for a bank of 2 slots"):
        library.add_shard(0, bank_of(2, 0), cards_of(1, 0))
    assert library.shard_cards(0) == [] and len(library) == 0


# -- damage -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, r"is no diff library \(it has no library\.json\)"),
        (b"{", "cannot be read"),
        (b"\xff\xfe", "cannot be read"),
        (b"[]", "holds no JSON object"),
        (b"{}", "has schema None, this version reads 1 and 2"),
        (b'{"schema": 3}', "has schema 3, this version reads 1 and 2"),
    ],
)
def test_a_damaged_header(tmp_path: Path, text: bytes | None, said: str) -> None:
    if text is not None:
        (tmp_path / "library.json").write_bytes(text)
    with pytest.raises(LibraryError, match=said):
        Library.open(tmp_path)


def test_a_path_that_is_no_directory(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(LibraryError, match="cannot be read"):
        Library.open(tmp_path / "file")
    with pytest.raises(LibraryError, match="no diff library"):
        Library.open(tmp_path / "nowhere")
    with pytest.raises(StorageError, match="could not write"):
        Library.create(tmp_path / "file", HEADER)
    with pytest.raises(StorageError, match="could not write"):
        Library.create(tmp_path / "file" / "deeper", HEADER)


def truncate(shard: Path) -> None:
    shard.write_bytes(shard.read_bytes()[:-2])


def lengthen(shard: Path) -> None:
    shard.write_bytes(shard.read_bytes() + b"xx")


def break_header(shard: Path) -> None:
    data = bytearray(shard.read_bytes())
    data[12] ^= 0xFF
    shard.write_bytes(bytes(data))


def rewrite(metadata: dict[str, str] | None, tensors: dict[str, torch.Tensor]) -> Callable[[Path], None]:
    return lambda shard: save_file(tensors, shard, metadata)


ONE = {"m.lora_A": torch.zeros(1, 1, 2), "m.lora_B": torch.zeros(1, 2, 1)}


@pytest.mark.parametrize(
    "damage",
    [
        truncate,
        lengthen,
        break_header,
        lambda shard: shard.write_bytes(b""),
        rewrite(None, ONE),
        rewrite({"cards": "["}, ONE),
        rewrite({"cards": "3"}, ONE),
        rewrite({"cards": "[3]"}, ONE),
        rewrite({"cards": '[{"label": 3}]'}, ONE),
        rewrite({"cards": json.dumps([{}, {}])}, ONE),  # more cards than slots
        rewrite({"cards": "[{}]"}, {**ONE, "m.lora_B": torch.zeros(2, 2, 1)}),
        rewrite({"cards": "[{}]"}, {"m.lora_A": torch.tensor(0.0)}),
        rewrite({"cards": "[]"}, {}),
    ],
)
def test_a_damaged_shard_is_named(tmp_path: Path, damage: Callable[[Path], object]) -> None:
    filled(tmp_path / "lib", {0: 1, 1: 1})
    shard = tmp_path / "lib" / "shards" / "shard-0001.safetensors"
    damage(shard)
    with pytest.raises(LibraryError, match=r"shard-0001\.safetensors is damaged .*remove it and run the training again"):
        Library.open(tmp_path / "lib")
    shard.unlink()
    assert len(Library.open(tmp_path / "lib")) == 1


def test_a_flipped_bit_is_found_by_the_checksum(tmp_path: Path) -> None:
    filled(tmp_path / "lib", {0: 1})
    shard = tmp_path / "lib" / "shards" / "shard-0000.safetensors"
    data = bytearray(shard.read_bytes())
    data[-1] ^= 1
    shard.write_bytes(data)
    library = Library.open(tmp_path / "lib")
    for read in (lambda: library[0], library.check):
        with pytest.raises(LibraryError, match=r"shard-0000\.safetensors is damaged .*do not fit their checksum"):
            read()


def test_a_shard_that_is_damaged_or_gone_after_opening(tmp_path: Path) -> None:
    library, _ = filled(tmp_path / "lib", {0: 1, 1: 1})
    shards = tmp_path / "lib" / "shards"
    truncate(shards / "shard-0000.safetensors")
    (shards / "shard-0001.safetensors").unlink()
    for index in (0, 1):
        with pytest.raises(LibraryError, match=rf"shard-000{index}\.safetensors is damaged"):
            library[index]


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.ENOSPC, "No space left on device"),
        SafetensorError("Error while serializing: I/O error: No space left on device (os error 28)"),
        KeyboardInterrupt(),
    ],
)
def test_a_write_that_fails_midway(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    library, _ = filled(tmp_path / "lib", {0: 1})
    started: list[Path] = []

    def half(tensors: Any, path: Path, metadata: Any) -> None:
        save_file(tensors, path, metadata)
        data = path.read_bytes()
        path.write_bytes(data[: len(data) // 2])
        started.append(path)
        raise error

    monkeypatch.setattr(module, "save_file", half)
    raised = KeyboardInterrupt if isinstance(error, KeyboardInterrupt) else StorageError
    with pytest.raises(raised, match=None if raised is KeyboardInterrupt else "shard-0001.*No space left"):
        library.add_shard(1, bank_of(2, 1), cards_of(2, 1))
    shards = tmp_path / "lib" / "shards"
    assert started and [p.name for p in shards.iterdir()] == ["shard-0000.safetensors"]
    assert len(library) == len(Library.open(tmp_path / "lib")) == 1
    assert library.shard_cards(1) == []

    monkeypatch.undo()
    library.add_shard(1, bank_of(2, 1), cards_of(2, 1))
    assert library.shard_cards(1)
    assert library.cards == Library.open(tmp_path / "lib").cards == cards_of(1, 0) + cards_of(2, 1)


def test_what_a_killed_writer_left_is_not_read(tmp_path: Path) -> None:
    """A temporary file beside the shards, as SIGKILL leaves it, is no shard."""
    filled(tmp_path / "lib", {0: 1})
    (tmp_path / "lib" / "shards" / ".shard-0001.safetensors.4711-1.tmp").write_bytes(b"half")
    library = Library.open(tmp_path / "lib")
    assert len(library) == 1 and library.shard_cards(1) == []
