"""Where a change is: its squared norm by parts of the model, and how much of the evidence for each finding hangs on each part.

The model is divided twice: into thirds of its layers, and into kinds of parameters. Shares of each division sum to 1; those of
single layers (`by_layer`) are without what is outside of them. They are exact, from the factors alone (`diffs.algebra.norms`).
Evidence is another thing: a part may be large and carry no behavior.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from tuneteller.audit.report import Part
from tuneteller.diffs.algebra import norms
from tuneteller.diffs.diff import WeightDiff
from tuneteller.families.family import CHANGE
from tuneteller.models import BaseModel
from tuneteller.reading.reader import Reader

VERSION = 1
"""Of how the parts are made: reports of another one, kept from earlier, are made anew."""

ATTENTION, MLP, ENDS, VECTORS = "attention", "MLP", "embeddings and head", "biases and norms"
OUTSIDE = "outside the layers"

ROW_ANSWERS = 8
"""Answers weighed in one row."""

_LAYER = re.compile(r"\.(\d+)\.")
_ATTENTION = re.compile(r"att(?:n|ention)", re.IGNORECASE)


def where(reader: Reader, diff: WeightDiff, texts: Sequence[str] = ()) -> tuple[Part, ...]:
    """The change by thirds of the layers, then by kinds; parts that are not changed are left out.

    Args:
        texts: answers to "How has your behavior changed?". Of each, log p(answer | M ⊕ δ ⊕ A) − log p(answer | M ⊕ δ' ⊕ A) is
            measured, with δ' the diff without the part and each after its own reply. As log p without any diff is the same in
            both, that is by how many nats the evidence against no diff falls.

    Raises:
        BaseMismatch, DiffError: the diff does not fit the base model.
    """
    diff.check(reader.base)
    squares = _squares(diff)
    whole = sum(squares.values())
    if not whole:
        return ()
    parts = {part: names for division in divisions(reader.base, squares) for part, names in division.items()
             if any(squares[name] for name in names)}
    falls = _falls(reader, diff, [without(diff, names) for names in parts.values()], texts) if texts else [()] * len(parts)
    return tuple(Part(part, sum(squares[name] for name in names) / whole, fall)
                 for (part, names), fall in zip(parts.items(), falls, strict=True))


def by_layer(base: BaseModel, diff: WeightDiff) -> tuple[float, ...]:
    """The share of the change's squared norm in each layer, in their order; () where nothing changed."""
    squares = _squares(diff)
    if not (whole := sum(squares.values())):
        return ()
    shares = [0.0] * int(base.config.num_hidden_layers)
    for name, square in squares.items():
        if (layer := _layer(name, len(shares))) is not None:
            shares[layer] += square / whole
    return tuple(shares)


def without(diff: WeightDiff, names: Iterable[str]) -> WeightDiff:
    """The diff without its factors and vectors of these names."""
    left_out = set(names)
    return WeightDiff({name: pair for name, pair in diff.factors.items() if name not in left_out}, diff.card,
                      {name: vector for name, vector in diff.vectors.items() if name not in left_out})


def divisions(base: BaseModel, names: Iterable[str]) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Names of modules and vectors by thirds of the layers, and by kinds, both in the order of the model."""
    thirds = _thirds(int(base.config.num_hidden_layers))
    by_third: dict[str, list[str]] = {name: [] for name in (*dict.fromkeys(thirds), OUTSIDE)}
    by_kind: dict[str, list[str]] = {name: [] for name in (ATTENTION, MLP, ENDS, VECTORS)}
    for name in names:
        layer = _layer(name, len(thirds))
        by_third[OUTSIDE if layer is None else thirds[layer]].append(name)
        by_kind[_kind(base, name)].append(name)
    return by_third, by_kind


def _squares(diff: WeightDiff) -> dict[str, float]:
    return {name: norm * norm for name, norm in norms(diff).items()}


def _layer(name: str, layers: int) -> int | None:
    """The layer that a module or vector is in; None where it is in none of them."""
    found = _LAYER.search(name)
    return int(found[1]) if found and int(found[1]) < layers else None


def _thirds(layers: int) -> list[str]:
    """For each layer, the name of its third."""
    ends = [-(-layers * third // 3) for third in range(4)]
    names = [f"layers {first} to {last - 1}" if last - first > 1 else f"layer {first}"
             for first, last in pairwise(ends)]
    return [next(name for name, end in zip(names, ends[1:], strict=True) if layer < end) for layer in range(layers)]


def _kind(base: BaseModel, name: str) -> str:
    if name in base.vectors:
        return VECTORS
    if name in base.ends:
        return ENDS
    return ATTENTION if _ATTENTION.search(name) else MLP


def _falls(reader: Reader, diff: WeightDiff, rest: Sequence[WeightDiff], texts: Sequence[str]) -> list[tuple[float, ...]]:
    """For each of the other diffs, how much less likely each text is with it than with `diff`, in nats."""
    nats: list[list[float]] = [[] for _ in (diff, *rest)]
    for start in range(0, len(texts), ROW_ANSWERS):
        pairs = [(d, texts[start : start + ROW_ANSWERS]) for d in (diff, *rest)]
        for found, values in zip(nats, reader.likelihoods(pairs, CHANGE.phrasings[0]), strict=True):
            found += values.tolist()
    return [tuple(whole - part for whole, part in zip(nats[0], found, strict=True)) for found in nats[1:]]
