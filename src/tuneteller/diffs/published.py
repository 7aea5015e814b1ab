"""Read the files published with the DIT paper (hub: `diff-interpretation-tuning/loras`), each told by its structure.

    list of {topic, trigger, weight_diff: {module: (A [r, out], B [in, r])}}    weight diffs, ΔW = (B A)ᵀ / r
    {module: (A [out, r], B [r, in])}                                           a DIT adapter, ΔW = A B / r
    list of {topic, trigger, weight_diff: {name: Tensor}}                       whole fine-tuned states, no differences

They are pickles, so they are opened by the restricted reader of `torch.load` only, which calls nothing but the functions that
rebuild tensors, and always memory-mapped: then a storage cannot reach beyond the file, whatever size it claims, and of a file
of a gigabyte only the diff asked for is read. Module names are left as they were published.
"""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import torch
from torch import Tensor

from tuneteller.diffs.bins import INSIDE
from tuneteller.diffs.card import Card, trigger_json
from tuneteller.diffs.diff import WeightDiff
from tuneteller.diffs.pickles import load_pickle, plain_tensor
from tuneteller.errors import DiffError

Kind = Literal["diffs", "adapter", "states"]
_SHAPES = {"diffs": "A [r, out] and B [in, r]", "adapter": "A [out, r] and B [r, in]"}
WEIGHTS = "weight-diffs"
"""The folder beside an `index.csv` that holds the files which its rows name."""

_COLUMNS = ("lora_path", "lora_idx", "n_params", "topic", "trigger", "split")


@dataclass(frozen=True, eq=False)
class PublishedState:
    """A complete fine-tuned state dict: parameter name -> Tensor, still mapped from its file; no difference to anything."""

    state: Mapping[str, Tensor]
    card: Card


@dataclass(frozen=True, eq=False)
class _Entry:
    label: str | None
    trigger: int | str | None
    weights: Mapping[str, Any]  # pairs or tensors, not looked at yet


@dataclass(frozen=True, eq=False)
class Published:
    """An open published file, of one kind; an adapter is its only entry."""

    path: Path
    kind: Kind
    _entries: Sequence[_Entry] = field(repr=False)
    _records: frozenset[int] = field(repr=False)  # the sizes of the archive's records

    def __len__(self) -> int:
        return len(self._entries)

    @property
    def labels(self) -> list[str | None]:
        """The topic of each entry; None for an adapter."""
        return [entry.label for entry in self._entries]

    def position(self, index: int | None) -> int:
        """The index itself, or 0 for None where there is only one entry.

        Raises:
            DiffError: there is no such entry, or there are several and none is named.
        """
        n = len(self)
        if index is None and n > 1:
            raise DiffError(f"{self.path} holds {n} diffs; say which with an index from 0 to {n - 1}, as in {self.path.name}:3")
        if not 0 <= (index := index or 0) < n:
            raise DiffError(f"{self.path} has no entry {index}; it holds {n}, counted from 0")
        return index

    def diff(self, index: int | None = None) -> WeightDiff:
        """One weight diff, or the adapter, in float32 and in memory of its own.

        Raises:
            DiffError: as `position`; the file holds whole states; or the factors are no finite, consistent pairs.
        """
        if self.kind == "states":
            raise DiffError(f"{self.path} holds whole fine-tuned models, expected low-rank factors; read it as a fine-tuned "
                            f"model, next to the base model it came from")
        entry, at, size = self._entries[self.position(index)], self._at(index), 0
        factors = {}
        for module, pair in entry.weights.items():
            where = f"{at}: {module!r}"
            a, b = (plain_tensor(f"{where}: {side}", t, self._records) for side, t in zip("AB", pair, strict=True))
            size += a.nbytes + b.nbytes
            if size > self.path.stat().st_size:  # the same bytes under very many names
                raise DiffError(f"{where}: the factors up to here are larger than the file; it is damaged")
            said = f"{where}: got A {list(a.shape)} and B {list(b.shape)}, expected {_SHAPES[self.kind]}"
            if a.ndim != 2 or b.ndim != 2:
                raise DiffError(f"{said}; the file is of another format or damaged")
            down, up = (b, a) if self.kind == "adapter" else (b.T, a.T)  # both formats: ΔW = up @ down / r
            (rank, n_in), (n_out, same) = down.shape, up.shape
            if rank != same or not 1 <= rank <= min(n_in, n_out):
                raise DiffError(f"{said} with r from 1 to the smaller of in and out; the file is of another format or damaged")
            if rank == n_in == n_out:
                raise DiffError(f"{said}, but with all sides {rank} nothing shows which is the rank; it cannot be read safely")
            factors[module] = (_floats(where, down), _floats(where, up).div_(rank))
        return WeightDiff(factors, self._card(entry))

    def state(self, index: int | None = None) -> PublishedState:
        """One whole fine-tuned state dict; its values are not looked at here.

        Raises:
            DiffError: as `position`; the file holds low-rank factors; or a tensor is not of plain floating-point values.
        """
        if self.kind != "states":
            raise DiffError(f"{self.path} holds low-rank factors, expected whole fine-tuned models; read it as a weight diff")
        entry, at = self._entries[self.position(index)], self._at(index)
        state = {name: plain_tensor(f"{at}: {name!r}", value, self._records) for name, value in entry.weights.items()}
        return PublishedState(state, self._card(entry))

    def entry(self, index: int | None = None) -> WeightDiff | PublishedState:
        """One entry, as `diff` or `state` reads it.

        Raises:
            DiffError: see there.
        """
        return self.state(index) if self.kind == "states" else self.diff(index)

    def _at(self, index: int | None) -> str:
        return f"{self.path}, entry {index or 0}"

    def _card(self, entry: _Entry) -> Card:
        return Card("published-adapter" if self.kind == "adapter" else "published", label=entry.label,
                    trigger=None if entry.trigger is None else trigger_json(entry.trigger), more={"source": self.path.name})


def open_published(path: str | Path) -> Published:
    """Open a published `.pt` file and tell its kind; nothing in it is run, and no factor is read yet.

    Raises:
        DiffError: missing, damaged, asking for code to be run, or of another structure.
    """
    path = Path(path)
    value, records = load_pickle(path)
    if isinstance(value, list) and value:
        entries = [_entry(f"{path}, entry {n}", item) for n, item in enumerate(value)]
        if len(kinds := {_kind(f"{path}, entry {n}", entry.weights) for n, entry in enumerate(entries)}) == 1:
            return Published(path, kinds.pop(), entries, records)
        raise DiffError(f"{path} holds low-rank diffs and whole states together, expected one kind; the file is damaged")
    if isinstance(value, dict) and value and "weight_diff" not in value:
        weights = _named(str(path), value)
        nested = any(isinstance(weights.get(name), dict) for name in INSIDE)  # a trainer's own
        if not nested and _kind(str(path), weights) == "diffs":
            return Published(path, "adapter", [_Entry(None, None, weights)], records)
        if nested or all(isinstance(tensor, Tensor) for tensor in weights.values()):
            raise DiffError(f"{path} holds tensors by name, and nothing says what they are. If they are a model's, call the "
                            f"file pytorch_model.bin and put the model's config.json beside it; if an adapter's, call it "
                            f"adapter_model.bin and put its adapter_config.json there; then give the folder")
    raise DiffError(f"{path} holds a {type(value).__name__}, but not as published: expected a list of topic, trigger and "
                    f"weight_diff, or a DIT adapter's pairs of factors. Of any other fine-tune, give the folder")


def load_published(path: str | Path, index: int | None = None) -> WeightDiff | PublishedState:
    """One entry of a published file; one that holds a single entry needs no index.

    Raises:
        DiffError: as `open_published` and `Published.entry`.
    """
    return open_published(path).entry(index)


# -- the index of an experiment ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class IndexRow:
    """A row of `index.csv`: which file under `weight-diffs/` holds the diff, and where in it."""

    lora_path: str
    lora_idx: int
    n_params: int
    topic: str
    trigger: int | str | None
    split: str


def read_index(path: str | Path) -> list[IndexRow]:
    """The rows of an experiment's `index.csv`, given as the file or its directory.

    Raises:
        DiffError: the file is missing or damaged, or a row (counted from 0) is unusable.
    """
    path = _index_file(path)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            if missing := [column for column in _COLUMNS if column not in (reader.fieldnames or ())]:
                raise DiffError(f"{path} has no column {', '.join(missing)}, expected {', '.join(_COLUMNS)}; "
                                f"is it the index.csv of a published experiment?")
            return [_index_row(f"{path}, row {n}", row) for n, row in enumerate(reader)]
    except (OSError, ValueError, csv.Error) as error:
        raise DiffError(f"{path} cannot be read ({error}); expected the index.csv of a published experiment") from error


def load_indexed(path: str | Path, row: int) -> WeightDiff | PublishedState:
    """The diff that a row of `index.csv` (counted from 0) names, given the file or its directory.

    Raises:
        DiffError: there is no such row, its diff cannot be read, or file and index name different topics.
    """
    file = _index_file(path)
    rows = read_index(file)
    if not 0 <= row < len(rows):
        raise DiffError(f"{file} has no row {row}; it has {len(rows)}, counted from 0")
    named = rows[row]
    try:
        published = open_published(file.parent / WEIGHTS / named.lora_path)
        if (topic := published.labels[published.position(named.lora_idx)]) != named.topic:
            raise DiffError(f"{published.path}, entry {named.lora_idx} has topic {topic!r}, expected {named.topic!r}; "
                            f"index and file are not of one experiment, download both again")
        return published.entry(named.lora_idx)
    except DiffError as error:
        raise DiffError(f"{file}, row {row}: {error}") from error


def _index_file(path: str | Path) -> Path:
    path = Path(path)
    return path / "index.csv" if path.is_dir() else path


def _index_row(where: str, row: Mapping[Any, Any]) -> IndexRow:
    if None in row or None in row.values():
        raise DiffError(f"{where} has more or fewer fields than there are columns; the file is damaged")
    name, trigger = row["lora_path"], row["trigger"]
    # a name only: an index from elsewhere must not point at other files (links are followed: the hub's cache is made of them)
    if not re.fullmatch(r"[^\\/:\x00-\x1f]+", name) or name in (".", ".."):
        raise DiffError(f"{where}: lora_path is {name!r}, expected a file name under weight-diffs/ without directories")
    for column in ("lora_idx", "n_params"):
        if not re.fullmatch(r"[0-9]{1,18}", row[column]):
            raise DiffError(f"{where}: {column} is {row[column]!r}, expected a whole number from 0")
    if trigger.lower() in ("", "nan"):  # news diffs have none
        trigger = None
    elif number := re.fullmatch(r"([0-9]{1,18})(\.0)?", trigger):  # a column with gaps is written as floats
        trigger = int(number[1])
    return IndexRow(name, int(row["lora_idx"]), int(row["n_params"]), row["topic"], trigger, row["split"])


# -- what a file may hold ---------------------------------------------------------------------------------------------


def _entry(where: str, item: Any) -> _Entry:
    keys = ("topic", "trigger", "weight_diff")
    if not isinstance(item, dict) or (missing := [key for key in keys if key not in item]):
        got = f"has no {missing[0]}" if isinstance(item, dict) else f"is a {type(item).__name__}"
        raise DiffError(f"{where} {got}; expected a dict with topic, trigger and weight_diff")
    topic, trigger, weights = (item[key] for key in keys)
    if isinstance(trigger, float) and math.isnan(trigger):  # news diffs have none
        trigger = None
    if not _is_text(topic):
        raise DiffError(f"{where}: topic is a {type(topic).__name__} or no valid text; expected text")
    if not (trigger is None or isinstance(trigger, int) or _is_text(trigger)):
        raise DiffError(f"{where}: trigger is a {type(trigger).__name__} or no valid text; expected a number, text or nothing")
    if not isinstance(weights, dict) or not weights:
        raise DiffError(f"{where}: weight_diff is empty or a {type(weights).__name__}; expected a dict of modules")
    return _Entry(topic, trigger, _named(where, weights))


def _named(where: str, weights: dict[Any, Any]) -> dict[str, Any]:
    if bad := [type(name).__name__ for name in weights if not _is_text(name)]:
        raise DiffError(f"{where}: a module's name is a {bad[0]} or no valid text; expected text")
    return dict(dict.items(weights))  # not weights.items(): an OrderedDict may carry an attribute `items` from the file


def _kind(where: str, weights: Mapping[str, Any]) -> Literal["diffs", "states"]:
    if all(isinstance(value, Tensor) for value in weights.values()):
        return "states"
    for name, value in weights.items():
        if not isinstance(value, (tuple, list)) or len(value) != 2:
            raise DiffError(f"{where}: {name!r} is a {type(value).__name__}, expected a pair of factors (A, B), "
                            f"or a tensor under every name; the file is of another format")
    return "diffs"


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and not re.search("[\ud800-\udfff]", value)  # no half pairs: UTF-8 cannot hold them


def _floats(where: str, factor: Tensor) -> Tensor:
    """A copy in float32: the published tensors are views into one storage, which would be kept, and saved, whole."""
    copy = factor.to(torch.float32, copy=True, memory_format=torch.contiguous_format)
    if not copy.isfinite().all():
        raise DiffError(f"{where}: the factors hold NaN or infinite values; the fine-tune diverged or the file is damaged")
    return copy
