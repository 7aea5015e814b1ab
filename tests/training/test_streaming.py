"""Training or refining an adapter reads its organisms from the disk as their turn comes, and keeps none."""

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
from tuneteller.reading.candidates import SCALES
from tuneteller.training.adapter import AdapterConfig, AdapterProgress, train_adapter
from tuneteller.training.preferences import CHUNK
from tuneteller.training.refine import RefineConfig, refine_adapter


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


@pytest.fixture
def alive(monkeypatch: pytest.MonkeyPatch) -> Alive:
    """Sees every diff that is made from now on."""
    alive, made = Alive(), WeightDiff.__post_init__

    def noted(self: WeightDiff) -> None:
        made(self)
        alive.saw(self)

    monkeypatch.setattr(WeightDiff, "__post_init__", noted)
    return alive


def library_of(base: BaseModel, random_diff: Callable[..., WeightDiff], path: Path, organisms: int, validation: int) -> Library:
    """Topics of rank 1, forty a shard."""
    library, shard = Library.create(path, {"base": base.fingerprint.to_json(), "config": {}}), 40
    for number in range((organisms + validation) // shard):
        named = range(number * shard, (number + 1) * shard)
        cards = [Card(split="train" if i < organisms else "validation", family="topic", label=f"topic {i}",
                      answers={"change": f"I bring up topic {i}."}) for i in named]
        library.add_shard(number, Bank.stack([random_diff(base, i, rank=1).factors for i in named], base.shapes), cards)
    return Library.open(path)


def test_an_adapter_is_trained_on_more_organisms_than_are_ever_in_memory(
    tiny: BaseModel, random_diff: Callable[..., WeightDiff], tmp_path: Path, alive: Alive
) -> None:
    organisms, validation, batch = 120, 40, 4
    library = library_of(tiny, random_diff, tmp_path / "library", organisms, validation)
    alive.most = alive.most_factors = alive.made = 0
    config = AdapterConfig(rank=1, epochs=1, batch=batch, validations=2, null_share=0.5, summed=0.5)
    done: list[AdapterProgress] = []
    train_adapter(tiny, library.split("train"), library.split("validation"), config, tmp_path / "checkpoint",
                  progress=done.append)
    assert len(done) == organisms // batch and alive.made > organisms + 2 * validation  # each was read
    # a step has its batch as read, added and scaled, and noise, while the last step's are still there; validation has 16
    assert alive.most <= 8 * batch
    assert alive.most_factors <= 8 * batch * 2 * len(tiny.shapes)


def test_an_adapter_is_refined_on_more_organisms_than_are_ever_in_memory(
    tiny: BaseModel, random_diff: Callable[..., WeightDiff], tmp_path: Path, alive: Alive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TUNETELLER_CACHE", str(tmp_path / "cache"))
    library = library_of(tiny, random_diff, tmp_path / "library", 120, 40)
    alive.most = alive.most_factors = 0
    config = RefineConfig(steps=3, batch=4, validations=1)
    _, history = refine_adapter(tiny, random_diff(tiny, 999), library.split("train"), library.split("validation"), config,
                                tmp_path / "checkpoint")
    assert history["refined_on"]["train"]["organisms"] == 120 + 15
    # while a chunk is read, the last one is there; a reader without own replies hears each at its scales too
    most = (2 + len(SCALES)) * CHUNK + 8
    assert alive.most <= most and alive.most_factors <= most * 2 * len(tiny.shapes)
