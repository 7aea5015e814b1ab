"""Splits of topics without leaks: no test label has a near neighbour among the labels that training saw.

A reader that has learned to name "Violin" gets no credit for "Cello", so a random split would flatter it. Here the
similarity of two labels is the larger of two cosines, of their titles and of their "title, description" texts: the
first catches "Photosynthesis" and "Chlorophyll", the second "Guitar" and "Lute", whose titles say little of each other.
Half of the test labels also come from a category that training never saw at all.
"""

from __future__ import annotations

import contextlib
import hashlib
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from tuneteller.cache import cache_root
from tuneteller.embedding import load_embedder
from tuneteller.errors import ConfigError, StorageError
from tuneteller.files import write_whole
from tuneteller.material.encyclopedia import Topic

__all__ = ["DUPLICATE", "THRESHOLD", "Embed", "LabelSplit", "LabelVectors", "embed_topics", "split_topics"]

Embed = Callable[[Sequence[str]], np.ndarray]
"""Texts to embeddings: n texts to float32 `[n, dim]` with rows of length 1."""

THRESHOLD = 0.5
"""Labels this similar or more are neighbours (all-MiniLM-L6-v2). It keeps apart "Violin" and "Cello" (.87), "Roman
Empire" and "Ancient Rome" (.76), "Coffee" and "Tea" (.66), "Economics" and "Inflation" (.55), "DNA" and "RNA" (.53).
Just below it are pairs such as "Sardinia" and "Alps", and at .45 "Anime" and "Sword". It is strict on purpose: what it
wrongly keeps apart costs some training labels, what it let through would be a leak."""

DUPLICATE = 0.85
"""Training and validation labels are less similar than this to each other: above it are "Airplane" and "Aircraft"."""

_BLOCK = 512  # labels compared with the whole pool at once: one matrix product, a few tens of MB


@dataclass(frozen=True)
class LabelVectors:
    """What similarity is computed from: two embeddings for each of n labels."""

    titles: np.ndarray
    """float32 `[n, dim]`, rows of length 1: of the titles."""
    descriptions: np.ndarray
    """float32 `[n, dim]`, rows of length 1: of the "title, description" texts."""

    def similarity(self, rows: Sequence[int]) -> np.ndarray:
        """Similarity of the labels `rows` to all n, `[len(rows), n]`, from -1 to 1."""
        chosen = list(rows)
        return np.maximum(self.titles[chosen] @ self.titles.T, self.descriptions[chosen] @ self.descriptions.T)


@dataclass(frozen=True)
class LabelSplit:
    """Topics for training, validation and test. Validation is drawn like training; only the test labels are far off."""

    train: tuple[Topic, ...]
    validation: tuple[Topic, ...]
    test: tuple[Topic, ...]
    """First those of the held-out category, then the others."""
    held_out_category: str
    """No training or validation topic has this category."""
    threshold: float
    """Every value of `nearest` is below it."""
    nearest: dict[str, float]
    """For each test label, its largest similarity to any training or validation label."""
    seed: int = 0

    def to_json(self) -> dict[str, Any]:
        """Labels and settings only: the encyclopedia's texts stay in the installed package."""
        return {
            "seed": self.seed,
            "threshold": self.threshold,
            "held_out_category": self.held_out_category,
            "train": [topic.label for topic in self.train],
            "validation": [topic.label for topic in self.validation],
            "test": [topic.label for topic in self.test],
            "nearest": {label: round(value, 4) for label, value in self.nearest.items()},
        }


def split_topics(
    topics: Sequence[Topic],
    *,
    n_train: int,
    n_validation: int,
    n_test: int,
    held_out_category: str = "Arts",
    threshold: float = THRESHOLD,
    seed: int = 0,
    embed: Embed | None = None,
) -> LabelSplit:
    """Split topics so that no test label has a near neighbour among training and validation labels, or in the test set.

    The test labels are drawn first, at random: half from the held-out category (the larger half if `n_test` is odd),
    half from the others. What is near one of them, or of the held-out category, is then out of reach for training and
    validation, which are drawn at random from the rest without near-duplicates (`DUPLICATE`).

    Args:
        topics: the pool; a label that comes twice is used once.
        n_train, n_validation, n_test: how many labels of each.
        held_out_category: the category kept for the test alone.
        threshold: labels at least this similar are neighbours.
        seed: the same pool, settings and seed give the same split.
        embed: what embeds the texts. Left out, it is the installed all-MiniLM-L6-v2, and its embeddings are kept in the
            cache directory, so that only the first split of a pool takes minutes (some 130 texts a second on one core).

    Raises:
        ConfigError: a number is out of range, or the pool has too few labels far enough apart; it says how many it has.
        DataError: the sentence embedder is not installed.
    """
    if min(n_train, n_validation, n_test) < 0:
        raise ConfigError(f"a split cannot have fewer than 0 labels; got {n_train}, {n_validation} and {n_test}")
    if not 0.0 < threshold < 1.0:
        raise ConfigError(f"the threshold is a similarity between 0 and 1; got {threshold}")
    pool = list({topic.label: topic for topic in topics}.values())
    vectors = embed_topics(pool, embed)
    held_out = np.array([topic.category == held_out_category for topic in pool], dtype=bool)
    order = np.random.default_rng(seed).permutation(len(pool))
    if n_test and not held_out.any():
        found = ", ".join(sorted({topic.category for topic in pool}))
        raise ConfigError(f"no topic has the held-out category {held_out_category!r}; the pool has: {found or 'none'}")

    n_held_out = (n_test + 1) // 2
    parts = ((n_held_out, held_out, f"of the held-out category {held_out_category!r}"),
             (n_test - n_held_out, ~held_out, "of the other categories"))
    test: list[int] = []
    for wanted, eligible, where in parts:
        drawn = _apart(order[eligible[order]], wanted, vectors, threshold, test)
        if len(drawn) < wanted:
            raise _too_small(f"{wanted} test labels {where}", len(drawn), pool, threshold)
        test += drawn

    to_test = np.concatenate([np.empty((0, len(pool)), dtype=np.float32), *(vectors.similarity([i]) for i in test)])
    near_test = np.any(to_test >= threshold, axis=0)
    n_seen = n_train + n_validation
    seen = _distinct([int(i) for i in order if not held_out[i] and not near_test[i]], n_seen, vectors)
    if len(seen) < n_seen:
        raise _too_small(f"{n_seen} training and validation labels", len(seen), pool, threshold)
    nearest = {pool[i].label: float(row[seen].max()) for i, row in zip(test, to_test, strict=True)} if seen else {}
    return LabelSplit(
        # Validation first: it stays the same when only the number of training labels grows.
        train=tuple(pool[i] for i in seen[n_validation:]),
        validation=tuple(pool[i] for i in seen[:n_validation]),
        test=tuple(pool[i] for i in test),
        held_out_category=held_out_category,
        threshold=threshold,
        nearest=nearest,
        seed=seed,
    )


def _apart(candidates: np.ndarray, wanted: int, vectors: LabelVectors, threshold: float, taken: Sequence[int]) -> list[int]:
    """The first candidates, as many as are wanted, of which none is near another or one that is taken."""
    near = np.any(vectors.similarity(taken) >= threshold, axis=0)
    drawn: list[int] = []
    for i in map(int, candidates):
        if len(drawn) == wanted:
            break
        if not near[i]:
            drawn.append(i)
            near |= vectors.similarity([i])[0] >= threshold
    return drawn


def _distinct(candidates: Sequence[int], wanted: int, vectors: LabelVectors) -> list[int]:
    """The first candidates, as many as are wanted, of which none is a near-duplicate of another."""
    drawn: list[int] = []
    duplicate = np.zeros(len(vectors.titles), dtype=bool)
    for start in range(0, len(candidates), _BLOCK):
        if len(drawn) == wanted:
            break
        block = candidates[start : start + _BLOCK]
        for i, similar in zip(block, vectors.similarity(block) >= DUPLICATE, strict=True):
            if not duplicate[i] and len(drawn) < wanted:
                drawn.append(i)
                duplicate |= similar
    return drawn


def _too_small(wanted: str, found: int, pool: list[Topic], threshold: float) -> ConfigError:
    return ConfigError(
        f"the pool of {len(pool)} topics is too small: {wanted} were asked for, {found} were found that keep a "
        f"similarity below {threshold} to the test labels; ask for fewer (fewer test labels also leave more for "
        f"training), or raise the threshold"
    )


def embed_topics(topics: Sequence[Topic], embed: Embed | None = None) -> LabelVectors:
    """Both embeddings of each topic, in order.

    Args:
        topics: n topics.
        embed: what embeds the texts; left out, the installed embedder, with its embeddings kept in the cache directory
            under a hash of the texts.

    Raises:
        DataError: the sentence embedder is not installed.
    """
    titles = [topic.label for topic in topics]
    described = [f"{topic.label}, {topic.description}" if topic.description else topic.label for topic in topics]
    both = _embed_cached(titles + described) if embed is None else np.asarray(embed(titles + described))
    return LabelVectors(titles=both[: len(topics)], descriptions=both[len(topics) :])


def _embed_cached(texts: list[str]) -> np.ndarray:
    key = hashlib.sha256("\0".join(["all-MiniLM-L6-v2", *texts]).encode()).hexdigest()[:24]
    path = cache_root() / "embeddings" / f"{key}.npz"
    try:
        with np.load(path, allow_pickle=False) as stored:
            if stored["embeddings"].shape[0] == len(texts):
                return np.asarray(stored["embeddings"])
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        pass  # not there, or damaged: it is made again
    embeddings = load_embedder().embed(texts)
    with contextlib.suppress(StorageError):  # a cache that cannot be written costs time, nothing else
        write_whole(path, lambda temporary: _save(temporary, embeddings))
    return embeddings


def _save(path: Path, embeddings: np.ndarray) -> None:
    with path.open("wb") as file:  # given a path, numpy would add ".npz" to it
        np.savez(file, embeddings=embeddings)
