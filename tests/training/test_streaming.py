"""Training an adapter reads its organisms from the disk as their turn comes, and keeps none."""

import weakref
from collections.abc import Callable
from pathlib import Path

import pytest
import torch

from tuneteller.diffs.card import Card
from tuneteller.diffs.diff import WeightDiff
from tuneteller.diffs.library import Library
from tuneteller.lora.bank import Bank
from tuneteller.models import BaseModel
from tuneteller.training.adapter import AdapterConfig, AdapterProgress, train_adapter


class Alive:
    """How many diffs, and factors of diffs, were alive at once; it sees every diff that is made.

    Attributes:
        made: diffs so far.
        most: diffs that were alive at once.
        most_factors: their tensors, each counted once where diffs share it; a diff may be gone and its tensors kept.
    """

    def __init__(self) -> None:
        self.made = self.most = self.most_factors = 0
        self._diffs: dict[int, weakref.ref[WeightDiff]] = {}
        self._factors: dict[int, weakref.ref[torch.Tensor]] = {}

    def saw(self, diff: WeightDiff) -> None:
        self._diffs[id(diff)] = weakref.ref(diff)
        self._factors |= {id(t): weakref.ref(t) for pair in diff.factors.values() for t in pair}
        self._diffs = {name: ref for name, ref in self._diffs.items() if ref() is not None}
        self._factors = {name: ref for name, ref in self._factors.items() if ref() is not None}
        self.made += 1
        self.most, self.most_factors = max(self.most, len(self._diffs)), max(self.most_factors, len(self._factors))


def test_an_adapter_is_trained_on_more_organisms_than_are_ever_in_memory(
    tiny: BaseModel, random_diff: Callable[..., WeightDiff], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    organisms, validation, batch, shard = 120, 40, 4, 40
    library = Library.create(tmp_path / "library", {"base": tiny.fingerprint.to_json(), "config": {}})
    for number in range((organisms + validation) // shard):
        named = range(number * shard, (number + 1) * shard)
        cards = [Card(split="train" if i < organisms else "validation", family="topic", label=f"topic {i}",
                      answers={"change": f"I bring up topic {i}."}) for i in named]
        library.add_shard(number, Bank.stack([random_diff(tiny, i, rank=1).factors for i in named], tiny.shapes), cards)

    alive, made = Alive(), WeightDiff.__post_init__

    def noted(self: WeightDiff) -> None:
        made(self)
        alive.saw(self)

    monkeypatch.setattr(WeightDiff, "__post_init__", noted)
    library = Library.open(tmp_path / "library")
    config = AdapterConfig(rank=1, epochs=1, batch=batch, validations=2, null_share=0.5, summed=0.5)
    done: list[AdapterProgress] = []
    train_adapter(tiny, library.split("train"), library.split("validation"), config, tmp_path / "checkpoint",
                  progress=done.append)
    assert len(done) == organisms // batch and alive.made > organisms + 2 * validation  # each was read
    # a step has its batch as read, added and scaled, and noise, while the last step's are still there; validation has 16
    assert alive.most <= 8 * batch
    assert alive.most_factors <= 8 * batch * 2 * len(tiny.shapes)
