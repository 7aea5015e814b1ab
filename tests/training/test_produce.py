"""A library of organisms survives a kill, is the same for the same seed, and keeps its splits apart."""

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
import torch

from tuneteller.behaviors.encyclopedia import Topic, load_topics
from tuneteller.behaviors.questions import SELF_QUESTIONS, TEST_QUESTIONS, TRAIN_QUESTIONS
from tuneteller.diffs.library import Library
from tuneteller.errors import LibraryError
from tuneteller.models import BaseModel
from tuneteller.training.produce import OrganismsConfig, RunProgress, plan, train_organisms

SMALL = OrganismsConfig(train=4, varied=2, validation=2, test=2, slots=2, measure_questions=2)


@pytest.fixture(scope="module")
def topics() -> list[Topic]:
    """Few enough to embed in seconds, enough to split."""
    return Random(0).sample(load_topics(), 120)


def shard_bytes(path: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in sorted((path / "shards").iterdir())}


def test_a_killed_run_continues_to_the_same_bytes(tiny: BaseModel, topics: list[Topic], tmp_path: Path) -> None:
    whole, cut = tmp_path / "whole", tmp_path / "cut"
    train_organisms(tiny, SMALL, whole, topics=topics)

    def kill(p: RunProgress) -> None:
        if p.shard == 2 and p.inner.step == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        train_organisms(tiny, SMALL, cut, topics=topics, progress=kill)
    assert len(Library.open(cut)) == 4  # two whole shards, nothing of the third
    trained: list[int] = []
    library = train_organisms(tiny, SMALL, cut, topics=topics, progress=lambda p: trained.append(p.shard))
    assert set(trained) == {2, 3}
    assert shard_bytes(cut) == shard_bytes(whole)
    assert {name: len(library.split(name)) for name in ("train", "validation", "test")} == \
        {"train": 4, "validation": 2, "test": 2}


def test_more_training_organisms_leave_the_others_as_they_are(topics: list[Topic]) -> None:
    few, more = plan(SMALL, topics)[1], plan(replace(SMALL, train=8), topics)[1]
    assert more[: len(few)] == few and len(more) == len(few) + 2
    assert [shard.split for shard in more] == ["validation", "test", "train", "train", "train", "train"]
    strict = SMALL.strict
    assert more[0].recipe == more[1].recipe == strict
    assert all(0.4 * strict.steps - 1 < shard.recipe.steps < 0.9 * strict.steps + 1 for shard in more[3:])
    assert more[2].recipe.steps <= 20


def test_a_library_grows_to_the_bytes_of_a_larger_one(tiny: BaseModel, topics: list[Topic], tmp_path: Path) -> None:
    grown, whole = tmp_path / "grown", tmp_path / "whole"
    train_organisms(tiny, replace(SMALL, train=3), grown, topics=topics)
    before = shard_bytes(grown)
    train_organisms(tiny, SMALL, grown, topics=topics)
    train_organisms(tiny, SMALL, whole, topics=topics)
    assert shard_bytes(grown) == shard_bytes(whole)
    kept = [name for name, data in shard_bytes(grown).items() if before.get(name) == data]
    assert len(kept) == 3  # the last shard, short of an organism, was made anew
    assert Library.open(grown).header == Library.open(whole).header
    with pytest.raises(LibraryError, match="another config"):
        train_organisms(tiny, replace(SMALL, train=3), grown, topics=topics)


def test_another_config_does_not_mix_in(tiny: BaseModel, topics: list[Topic], tmp_path: Path) -> None:
    Library.create(tmp_path, {"base": tiny.fingerprint.to_json(), "config": {"seed": 7}, "source": "FormSource"})
    with pytest.raises(LibraryError, match="another config"):
        train_organisms(tiny, SMALL, tmp_path, topics=topics)


def test_test_organisms_are_measured_and_all_have_changed_weights(
    tiny: BaseModel, topics: list[Topic], tmp_path: Path
) -> None:
    library = train_organisms(tiny, SMALL, tmp_path, topics=topics)
    for card, diff in zip(library.cards, library.load(), strict=True):
        assert ("measured" in card) == (card["split"] == "test")
        assert any(b.abs().max() > 0 for _, b in diff.factors.values())
        assert all(torch.isfinite(t).all() for pair in diff.factors.values() for t in pair)


def test_the_plan_keeps_labels_questions_and_triggers_apart(topics: list[Topic]) -> None:
    split, shards = plan(SMALL, topics)
    names = {name: {b.label for s in shards if s.split == name for b in s.behaviors}
             for name in ("train", "validation", "test")}
    assert names["train"] == {t.label for t in split.train} and len(names["train"]) == 4
    assert not names["test"] & (names["train"] | names["validation"])
    assert not set(TRAIN_QUESTIONS) & set(TEST_QUESTIONS) and not set(SELF_QUESTIONS) & set(TEST_QUESTIONS)
    for shard in shards:
        triggers = [b.trigger for b in shard.behaviors]
        if shard.split == "test":
            assert len(set(triggers)) == len(triggers)
