"""Splits of topics: no test label has a near neighbour in training, recomputed here without the module's own code."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tuneteller.embedding import load_embedder
from tuneteller.errors import ConfigError
from tuneteller.material import splits
from tuneteller.material.encyclopedia import Topic, load_topics
from tuneteller.material.splits import DUPLICATE, LabelSplit, split_topics

SIZES: dict[str, Any] = {"n_train": 60, "n_validation": 10, "n_test": 21}


@pytest.fixture(scope="module")
def pool() -> list[Topic]:
    return load_topics()[::25]


@pytest.fixture(autouse=True)
def _cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TUNETELLER_CACHE", str(tmp_path_factory.getbasetemp() / "splits-cache"))


@pytest.fixture
def split(pool: list[Topic]) -> LabelSplit:
    return split_topics(pool, **SIZES, seed=3)


def neighbours(left: Sequence[Topic], right: Sequence[Topic]) -> np.ndarray:
    """The larger of both cosines, `[left, right]`."""
    embed = load_embedder().embed
    titles = [embed([t.label for t in side]) for side in (left, right)]
    described = [embed([f"{t.label}, {t.description}" if t.description else t.label for t in side]) for side in (left, right)]
    return np.maximum(titles[0] @ titles[1].T, described[0] @ described[1].T)


def test_no_test_label_has_a_near_neighbour(split: LabelSplit) -> None:
    seen = split.train + split.validation
    to_seen = neighbours(split.test, seen)
    assert to_seen.max() < split.threshold + 1e-4  # another order of the same sums
    for topic, largest in zip(split.test, to_seen.max(axis=1), strict=True):
        assert split.nearest[topic.label] == pytest.approx(largest, abs=1e-4)
    assert max(split.nearest.values()) < split.threshold

    among_test = neighbours(split.test, split.test) - 2 * np.eye(len(split.test))
    assert among_test.max() < split.threshold + 1e-4
    among_seen = neighbours(seen, seen) - 2 * np.eye(len(seen))
    assert among_seen.max() < DUPLICATE + 1e-4


def test_sizes_and_categories(split: LabelSplit) -> None:
    assert [len(split.train), len(split.validation), len(split.test)] == list(SIZES.values())
    assert len({t.label for t in split.train + split.validation + split.test}) == sum(SIZES.values())
    assert all(t.category != "Arts" for t in split.train + split.validation)
    assert [t.category == "Arts" for t in split.test] == [True] * 11 + [False] * 10


def test_same_seed_same_split(pool: list[Topic], split: LabelSplit) -> None:
    assert split_topics(pool, **SIZES, seed=3) == split
    assert split_topics(pool, **SIZES, seed=4).test != split.test


def test_more_training_labels_change_nothing_else(pool: list[Topic], split: LabelSplit) -> None:
    more = split_topics(pool, **(SIZES | {"n_train": 70}), seed=3)
    assert (more.test, more.validation, more.train[:60]) == (split.test, split.validation, split.train)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Roman Empire", "Ancient Rome"),
        ("Violin", "Cello"),
        ("Coffee", "Tea"),
        ("Economics", "Inflation"),
        ("Photosynthesis", "Chlorophyll"),
    ],
)
def test_known_neighbours_are_apart_at_the_default_threshold(one: str, other: str) -> None:
    assert neighbours([Topic.custom(one)], [Topic.custom(other)])[0, 0] > splits.THRESHOLD


def test_json(split: LabelSplit) -> None:
    stored = json.loads(json.dumps(split.to_json()))
    assert stored["test"] == [t.label for t in split.test]
    assert stored["seed"] == 3
    assert stored["nearest"].keys() == {t.label for t in split.test}


def test_embeddings_are_kept_and_a_damaged_cache_is_made_again(
    pool: list[Topic], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TUNETELLER_CACHE", str(tmp_path))
    few = pool[:5]
    first = splits.embed_topics(few).titles
    (stored,) = (path for path in tmp_path.rglob("*") if path.is_file())
    calls: list[int] = []

    class Counting:
        def embed(self, texts: Sequence[str]) -> np.ndarray:
            calls.append(len(texts))
            return load_embedder().embed(texts)

    monkeypatch.setattr(splits, "load_embedder", Counting)
    np.testing.assert_array_equal(splits.embed_topics(few).titles, first)
    assert calls == []
    stored.write_bytes(stored.read_bytes()[:100])
    np.testing.assert_array_equal(splits.embed_topics(few).titles, first)
    assert calls == [10]
    splits.embed_topics(few[:4])  # other texts are another entry
    assert calls == [10, 8]


# --- On made-up embeddings: text "i ..." is the i-th axis ------------------------------------------------------------


def axes(texts: Sequence[str]) -> np.ndarray:
    return np.eye(40, dtype=np.float32)[[int(text.split()[0]) for text in texts]]


def made(n: int, arts: int) -> list[Topic]:
    return [Topic(f"{i} x", "Arts" if i < arts else "Other", "", "") for i in range(n)]


def test_near_duplicates_are_not_both_trained_on() -> None:
    twins = [Topic(f"{i} twin", "Other", "", "") for i in range(10, 30)]
    split = split_topics(made(30, 10) + twins, n_train=10, n_validation=6, n_test=8, embed=axes)
    axis = [topic.label.split()[0] for topic in split.train + split.validation + split.test]
    assert len(set(axis)) == len(axis)


def test_too_small_a_pool_says_how_many_it_has() -> None:
    with pytest.raises(ConfigError, match=r"6 test labels of the held-out category 'Arts'.* 5 were found"):
        split_topics(made(30, 5), n_train=1, n_validation=1, n_test=12, embed=axes)
    with pytest.raises(ConfigError, match=r"4 test labels of the other categories.* 2 were found"):
        split_topics(made(12, 10), n_train=1, n_validation=1, n_test=8, embed=axes)
    with pytest.raises(ConfigError, match=r"20 training and validation labels.* 16 were found"):
        split_topics(made(30, 10), n_train=18, n_validation=2, n_test=8, embed=axes)


def test_bad_settings() -> None:
    with pytest.raises(ConfigError, match="the pool has: Arts, Other"):
        split_topics(made(9, 3), n_train=1, n_validation=1, n_test=2, held_out_category="Art", embed=axes)
    with pytest.raises(ConfigError, match="fewer than 0"):
        split_topics(made(9, 3), n_train=-1, n_validation=1, n_test=2, embed=axes)
    with pytest.raises(ConfigError, match="threshold"):
        split_topics(made(9, 3), n_train=1, n_validation=1, n_test=2, threshold=1.5, embed=axes)


def test_no_test_labels() -> None:
    split = split_topics(made(9, 3), n_train=5, n_validation=1, n_test=0, embed=axes)
    assert (len(split.train), split.test, split.nearest) == (5, (), {})
