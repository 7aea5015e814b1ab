"""How a family's behaviors are divided between training, validation and test: by groups of near labels, always in the same way,
whatever the seed: a label that one library holds out is trained on by none.

An encyclopedia's titles, where nearness is a matter of degree, have a split of their own (`material/labels.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from random import Random
from typing import TYPE_CHECKING, TypeVar

from tuneteller.errors import ConfigError

if TYPE_CHECKING:
    from tuneteller.families.family import Behavior, Family

T = TypeVar("T")

SHARES = {"test": 0.3, "validation": 0.1}
"""Of a family's groups; the rest is for training."""

FIRST_COPY = {"validation": 500, "test": 1000}
"""Copies of trained labels are numbered from there, so that none is that of a training organism."""


def draw_behaviors(family: Family, split: str, n: int, skip: int) -> list[Behavior]:
    """See `Family.behaviors`; of a closed family labels come again as further copies."""
    parts = divided(family.all_behaviors(), family.group, family.name, family.grown)
    if not all(parts.values()):
        groups = len(set(map(family.group, family.all_behaviors())))
        raise ConfigError(f"the family {family.name} has {groups} groups of labels; expected at least 3, one a split")
    if not family.closed:
        if len(parts[split]) < skip + n:
            raise ConfigError(f"the family {family.name} has {len(parts[split])} labels for {split}; {skip + n} were asked for")
        return parts[split][skip : skip + n]
    if split == "train":
        return [_copy(parts[split], i) for i in range(skip, skip + n)]
    # every other one is of a label that was trained, as a new organism on new texts
    return [_copy(parts["train"], i // 2, first=FIRST_COPY[split], seen=True) if i % 2 else _copy(parts[split], i // 2)
            for i in range(skip, skip + n)]


def divided(items: Sequence[T], group: Callable[[T], str], name: str, grown: Sequence[int] = ()) -> dict[str, list[T]]:
    """Each split's items, shuffled: their groups are shuffled and divided by `SHARES`, always in the same way for a name.

    Args:
        grown: how many items there were at earlier times. What came later is divided on its own, so that no item changes sides;
            an item of an earlier group goes where that is.
    """
    side: dict[str, str] = {}
    parts: dict[str, list[T]] = {"test": [], "validation": [], "train": []}
    for start, end in pairwise((0, *grown, len(items))):
        here, time = items[start:end], f"/{start}" if start else ""
        groups = [one for one in dict.fromkeys(map(group, here)) if one not in side]
        Random(f"0/{name}/groups{time}").shuffle(groups)
        test, validation = (max(1, round(len(groups) * SHARES[split])) for split in ("test", "validation"))
        side |= {one: "test" if i < test else "validation" if i < test + validation else "train"
                 for i, one in enumerate(groups)}
        for split, own in parts.items():
            new = [item for item in here if side[group(item)] == split]
            Random(f"0/{name}/{split}{time}").shuffle(new)
            own += new
    return parts


def _copy(behaviors: Sequence[Behavior], i: int, *, first: int = 0, seen: bool = False) -> Behavior:
    """The i-th behavior, going round; each round is another copy of the labels."""
    copy, at = divmod(i, len(behaviors))
    behavior = replace(behaviors[at], copy=first + copy)
    return replace(behavior, facts={**behavior.facts, "seen": True}) if seen else behavior
