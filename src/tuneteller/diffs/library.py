"""Thousands of diffs on disk: sharded safetensors, one shard per bank of slots, and an index rebuilt from the shards.

    runs/topics/library.json                    schema, base fingerprint, the config that made it
    runs/topics/shards/shard-0000.safetensors   per module `<name>.lora_A` [D, r, in] and `<name>.lora_B` [D, out, r];
                                                the organisms' cards and a checksum in the header

A shard appears under its name only when it is whole, so a killed run leaves a library that opens and can be continued.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Protocol

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file
from torch import Tensor

from tuneteller.diffs.card import Card
from tuneteller.diffs.diff import WeightDiff
from tuneteller.errors import DiffError, LibraryError, few
from tuneteller.files import write_json, write_whole
from tuneteller.lora.bank import Bank

SCHEMA = 2

SHARDS = "shards"
"""The folder of a library that holds them."""


class Organisms(Protocol):
    """Diffs to be had one by one, and what is known of all of them: a `Library` reads each from the disk when it is asked for,
    so that thousands take no memory."""

    @property
    def cards(self) -> Sequence[Card]: ...

    def __len__(self) -> int: ...

    def __getitem__(self, i: int) -> WeightDiff: ...


class Held:
    """Diffs in memory, as `Organisms`."""

    def __init__(self, diffs: Sequence[WeightDiff]) -> None:
        self._diffs = list(diffs)
        self.cards = [diff.card for diff in self._diffs]

    def __len__(self) -> int:
        return len(self._diffs)

    def __getitem__(self, i: int) -> WeightDiff:
        return self._diffs[i]


def organisms_of(diffs: Organisms | Sequence[WeightDiff]) -> Organisms:
    """A library as it is, and a list of diffs as organisms in memory."""
    return Held(diffs) if isinstance(diffs, list | tuple) else diffs  # type: ignore[return-value]


class Library:
    """An ordered collection of organisms; a view when made by `split`.

    Attributes:
        path: the directory.
        header: schema, base fingerprint and config.
        cards: one per organism, in order.
    """

    def __init__(self, path: Path, header: Mapping[str, Any], entries: Sequence[tuple[Path, int, Card]]) -> None:
        self.path, self.header = path, header
        self._entries = list(entries)
        self._checked: set[Path] = set()

    @classmethod
    def create(cls, path: str | Path, header: Mapping[str, Any],
               grows: Callable[[Mapping[str, Any], Mapping[str, Any]], bool] = lambda old, new: False) -> Library:
        """Open the library at `path`, or start it.

        Args:
            grows: whether a library of one header, the first, may go on under another, which then takes its place.

        Raises:
            LibraryError: it exists and was made with another config or base.
        """
        path = Path(path)
        wanted = json.loads(json.dumps({"schema": SCHEMA, **header}))
        if (path / "library.json").exists():
            library = cls.open(path)
            # what an older version did not write down is not held against it
            different = [k for k in wanted if wanted[k] != library.header.get(k, wanted[k])]
            if different and grows(library.header, wanted):
                write_json(path / "library.json", wanted)
                library.header = wanted
            elif different:
                raise LibraryError(f"{path} was made with another {', '.join(different)}; continue it with the config in "
                                   f"{path / 'library.json'}, or choose another directory")
            return library
        write_json(path / "library.json", wanted)
        return cls(path, wanted, [])

    @classmethod
    def open(cls, path: str | Path) -> Library:
        """Read a library; the index is made from the shards' own headers.

        Raises:
            LibraryError: no library there, or a shard is damaged.
        """
        path = Path(path)
        try:
            header = json.loads((path / "library.json").read_text(encoding="utf-8"))
        except FileNotFoundError as error:
            raise LibraryError(f"{path} is no diff library (it has no library.json); give the directory of one, such as "
                               f"`tuneteller organisms train --out DIR` makes") from error
        except (OSError, ValueError, RecursionError) as error:
            raise LibraryError(f"{path / 'library.json'} cannot be read ({error}); give a library's directory") from error
        if not isinstance(header, dict):
            raise LibraryError(f"{path / 'library.json'} holds no JSON object; the file is damaged")
        if header.get("schema") not in (1, SCHEMA):
            raise LibraryError(f"{path} has schema {header.get('schema')}, this version reads 1 and {SCHEMA}; make it anew")
        entries = []
        for shard in sorted((path / SHARDS).glob("shard-*.safetensors")):
            entries += [(shard, slot, card) for slot, card in enumerate(_read_cards(shard))]
        return cls(path, header, entries)

    @property
    def cards(self) -> list[Card]:
        """Of all organisms in their order; no tensor is read for them."""
        return [card for _, _, card in self._entries]

    def __len__(self) -> int:
        return len(self._entries)

    def shard(self, number: int) -> Path:
        """Where a shard is, or would be."""
        return self.path / SHARDS / f"shard-{number:04d}.safetensors"

    def beside(self, number: int, kind: str) -> Path:
        """A hidden file beside a shard that is being made, such as its lock."""
        return self.shard(number).with_name(f".shard-{number:04d}.{kind}")

    def shard_cards(self, number: int) -> list[Card]:
        """Those of a shard on disk, whichever process wrote it; none if it is not there.

        Raises:
            LibraryError: it is damaged.
        """
        shard = self.shard(number)
        return _read_cards(shard) if shard.exists() else []

    def add_shard(self, number: int, bank: Bank, cards: Sequence[Card]) -> None:
        """Write one trained bank as a shard (bf16 factors, scale folded into B) and take it into the index.

        A shard that is there already is replaced.

        Raises:
            LibraryError: the number of cards is not the number of slots, or the diffs change more than linear layers.
            StorageError: the disk is full; the library stays as it was.
        """
        if len(cards) != bank.slots:
            raise LibraryError(f"{len(cards)} cards for a bank of {bank.slots} slots")
        if bank.parts:
            raise LibraryError(f"a library holds factors of linear layers alone; the diffs also change {few(list(bank.parts))}")
        tensors = {}
        for name in bank.a:
            tensors[f"{name}.lora_A"] = bank.a[name].detach().to("cpu", torch.bfloat16).contiguous()
            tensors[f"{name}.lora_B"] = (bank.b[name].detach() * bank.scale).to("cpu", torch.bfloat16).contiguous()
        shard = self.shard(number)
        kept = [card.to_json() for card in cards]
        # one entry: safetensors writes several in any order, and equal shards should have equal bytes
        metadata = {"cards": json.dumps({"cards": kept, "sha256": _checksum(kept, tensors)}, ensure_ascii=False)}
        write_whole(shard, lambda p: save_file(tensors, p, metadata))
        self._checked.discard(shard)
        self._entries = [entry for entry in self._entries if entry[0] != shard]
        self._entries += [(shard, slot, card) for slot, card in enumerate(cards)]
        self._entries.sort(key=lambda e: (e[0], e[1]))

    @classmethod
    def joined(cls, views: Sequence[Library]) -> Library:
        """Several libraries, or views of them, as one view; nothing is read."""
        return cls(views[0].path, views[0].header, [entry for view in views for entry in view._entries])

    def where(self, wanted: Callable[[Card], bool]) -> Library:
        """The organisms whose card is wanted."""
        return Library(self.path, self.header, [e for e in self._entries if wanted(e[2])])

    def first(self, n: int | None) -> Library:
        """The first n organisms; all of them for None."""
        return Library(self.path, self.header, self._entries[:n])

    def split(self, name: str) -> Library:
        """The organisms whose card says `split: name`."""
        return self.where(lambda card: card.split == name)

    def __getitem__(self, i: int) -> WeightDiff:
        """Organism i with float32 factors."""
        return next(self.load([i]))

    def load(self, indices: Sequence[int] | None = None) -> Iterator[WeightDiff]:
        """Organisms in the given order (all by default), each shard opened once for neighbours.

        Raises:
            LibraryError: a shard was damaged or removed since the library was opened.
        """
        opened: tuple[Path, Any] | None = None
        for i in range(len(self)) if indices is None else indices:
            shard, slot, card = self._entries[i]
            try:
                if opened is None or opened[0] != shard:
                    opened = (shard, self._open(shard))
                factors = _slot(opened[1], slot)
            except (SafetensorError, OSError, KeyError, TypeError, ValueError) as error:
                raise _damaged(shard, error) from error
            yield WeightDiff(factors, card)

    def check(self) -> None:
        """Hold every shard against its checksum now, a few at a time, instead of when it is first read from.

        Raises:
            LibraryError: a shard is damaged.
        """
        def checked(shard: Path) -> None:
            try:
                self._open(shard)
            except (SafetensorError, OSError, KeyError, TypeError, ValueError) as error:
                raise _damaged(shard, error) from error

        with ThreadPoolExecutor(4) as pool:  # a shard of wide diffs is hundreds of megabytes, all of which is read
            for _ in pool.map(checked, dict.fromkeys(shard for shard, _, _ in self._entries)):
                pass

    def _open(self, shard: Path) -> Any:
        """A shard to read from, held against its checksum the first time; one written before there were any has none."""
        file = safe_open(shard, "pt")
        if shard not in self._checked:
            cards, sha256 = _stored(file)
            tensors = {key: file.get_tensor(key) for key in file.keys()}  # noqa: SIM118
            if sha256 not in (None, _checksum(cards, tensors)):
                raise ValueError("cards or factors do not fit their checksum")
            self._checked.add(shard)
        return file

def _stored(file: Any) -> tuple[list[dict[str, Any]], str | None]:
    """The cards in an open shard's header, and the checksum."""
    try:
        stored = json.loads((file.metadata() or {})["cards"])
    except RecursionError as error:
        raise ValueError("its cards are nested too deep") from error
    return (stored["cards"], stored["sha256"]) if isinstance(stored, dict) else (stored, None)


def _checksum(cards: Sequence[Mapping[str, Any]], tensors: Mapping[str, Tensor]) -> str:
    """SHA-256 over the cards, then names and bytes in the order of the names."""
    digest = hashlib.sha256(json.dumps(cards, sort_keys=True).encode())
    for name in sorted(tensors):
        digest.update(name.encode())
        digest.update(tensors[name].view(torch.uint8).numpy().data)
    return digest.hexdigest()


def _slot(file: Any, slot: int) -> dict[str, tuple[Tensor, Tensor]]:
    """One slot's float32 factors from an open shard."""
    names = [key.removesuffix(".lora_A") for key in file.keys() if key.endswith(".lora_A")]  # noqa: SIM118  (no mapping)
    return {name: (file.get_slice(f"{name}.lora_A")[slot].float(), file.get_slice(f"{name}.lora_B")[slot].float())
            for name in names}


def _read_cards(shard: Path) -> list[Card]:
    """The cards of a shard, which is whole: its size fits its header, and it holds as many slots as cards."""
    try:
        with safe_open(shard, "pt") as file:
            cards, _ = _stored(file)
            slots = {file.get_slice(key).get_shape()[0] for key in file.keys()}  # noqa: SIM118
        if slots != {len(cards)} or not all(isinstance(card, dict) for card in cards):
            raise ValueError(f"{len(cards)} cards for slots {sorted(slots)}")
        return [Card.from_json(card) for card in cards]
    except (SafetensorError, OSError, KeyError, IndexError, TypeError, ValueError, DiffError) as error:
        raise _damaged(shard, error) from error


def _damaged(shard: Path, error: Exception) -> LibraryError:
    return LibraryError(f"{shard} is damaged ({error}); remove it and run the training again to remake it")
