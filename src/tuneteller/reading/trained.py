"""Which labels a reader was trained on, in `split.json` beside its adapter: who tests it sees which organisms are new."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from tuneteller.diffs.card import Card
from tuneteller.diffs.peft import read_json
from tuneteller.zoo import adapter_directory

SPLIT = "split.json"
"""Beside an adapter, or in the zoo entry that holds it: split -> family -> labels."""

Labels = frozenset[tuple[str | None, str | None]]
"""Pairs of family and label, as cards have them."""


def labels_of(train: Sequence[Card], validation: Sequence[Card], start: Path | None = None) -> dict[str, dict[str, list[str]]]:
    """What an adapter was trained and chosen on, for `split.json`: it is written with the adapter, by `save_peft(files=…)`.

    Args:
        start: the adapter that it went on from, whose labels count as well; where nothing tells them, there are none at
            all, as a part of them would pass for all.

    Raises:
        DiffError: the file of `start` is damaged.
    """
    found = _split_of(start) if start else {}
    if start and not found:
        return {}
    for name, cards in (("train", train), ("validation", validation)):
        for family, label in (label for card in cards for label in card.labels):
            found.setdefault(name, {}).setdefault(str(family), []).append(str(label))
    return {name: {family: list(dict.fromkeys(labels)) for family, labels in parts.items()} for name, parts in found.items()}


def trained_labels(adapter: Path | None = None) -> Labels:
    """Those that a reader's training had; none where nothing tells.

    Args:
        adapter: as `load_adapter` takes it; the shipped one by default.

    Raises:
        DiffError: the file is damaged.
    """
    return frozenset(one for family, labels in _split_of(adapter).get("train", {}).items() for label in labels
                     for one in _each(family, label))


def _each(family: str, label: str) -> Iterator[tuple[str, str]]:
    """Of two behaviors at once both, which older files have as one: "language + task" with "Spanish + adds numbers"."""
    families, labels = family.split(" + "), label.split(" + ")
    yield from zip(families, labels, strict=True) if len(families) == len(labels) else [(family, label)]


def _split_of(adapter: Path | None) -> dict[str, dict[str, list[str]]]:
    """What of the file is as it should be, whoever wrote it."""
    directory = adapter_directory(adapter)
    for place in (directory, *([directory.parent] if directory.name == "adapter" else [])):
        if (place / SPLIT).is_file():
            held: dict[str, Any] = read_json(place, SPLIT)
            return {name: {family: [label for label in labels if isinstance(label, str) and _can_be_written(label)]
                           for family, labels in parts.items() if isinstance(labels, list)}
                    for name, parts in held.items() if isinstance(parts, dict)}
    return {}


def _can_be_written(label: str) -> bool:
    """Whether it is text: JSON may hold halves of characters."""
    return not any("\ud800" <= c <= "\udfff" for c in label)
