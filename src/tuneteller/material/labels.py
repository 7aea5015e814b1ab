"""The encyclopedia's labels for organisms, in one split for all families that use them, so that one reader for all of them has
seen no test label in any."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import cache, lru_cache

import numpy as np

from tuneteller.errors import ConfigError, DataError
from tuneteller.material.encyclopedia import Topic, load_topics, mentions
from tuneteller.material.everyday import TEST_QUESTIONS, TRAIN_QUESTIONS
from tuneteller.material.naming import fold, may_mention
from tuneteller.material.splits import THRESHOLD, LabelSplit, embed_topics, split_topics

HELD_OUT_CATEGORY = "Arts"
"""Only test labels may have it: half of them have."""

TEST, VALIDATION = 96, 32
"""Labels that are kept for each, whatever is asked for."""


@cache
def pool() -> tuple[Topic, ...]:
    """The topics that organisms can have: a label that an everyday question names could not be told from a leak."""
    everyday = "\n".join((*TRAIN_QUESTIONS, *TEST_QUESTIONS))
    words = frozenset(fold(everyday).lower().split())
    return tuple(topic for topic in load_topics() if not (may_mention(words, topic) and mentions(everyday, topic)))


@cache
def topic_split(n_train: int) -> LabelSplit:
    """The split of labels with so many for training; a smaller one gives the first of a larger."""
    return split_topics(pool(), n_train=n_train, n_validation=VALIDATION, n_test=TEST, held_out_category=HELD_OUT_CATEGORY)


def encyclopedia_topics(split: str, n: int, skip: int) -> list[Topic]:
    """n topics of a split after the first `skip`; test topics come shuffled, so that any first ones are of all kinds.

    Raises:
        ConfigError: there are fewer.
    """
    labels = topic_split(skip + n if split == "train" else 0)
    kept = {"train": labels.train, "validation": labels.validation, "test": labels.test}[split]
    if split == "test":
        kept = tuple(random.Random("0/test").sample(kept, len(kept)))
    if len(kept) < skip + n:
        raise ConfigError(f"the encyclopedia has {len(kept)} labels for {split}; {skip + n} were asked for")
    return list(kept[skip : skip + n])


def usable(split: str, n: int, skip: int, fits: Callable[[Topic], bool]) -> list[Topic]:
    """`encyclopedia_topics` of those alone that fit, where others are not counted: further ones take their place, so that a
    larger library begins with a smaller one's, and one that skips them has none of them. Of a split that is kept, fewer where
    it has no more that fit.

    Raises:
        ConfigError: there are fewer, whether they fit or not.
    """
    wanted, most = skip + n, {"validation": VALIDATION, "test": TEST}.get(split, 2 * (skip + n))
    while True:
        found = [topic for topic in encyclopedia_topics(split, wanted, 0) if fits(topic)]
        if len(found) >= skip + n or wanted >= most:
            return found[skip : skip + n]
        wanted = min(wanted + skip + n - len(found), most)


def apart_from_titles(names: tuple[str, ...], split: str, tested: tuple[str, ...] = ()) -> list[str]:
    """Those of the everyday names of a split that leak nothing from training to test: none has a title of another split in it
    ("old bicycles" has "Bicycle"), and no test name is near a title that may be trained, nor any other name near a test title.

    A title that is kept for neither validation nor test counts as one of training. Near is a cosine of `THRESHOLD` or more, to
    the title or to its "title, description" text: "vinyl records" is nearer to what an album is than to "Album".

    Args:
        tested: the everyday names of the test, which those of other splits may not be near to either.
    """
    kept = topic_split(0)
    of_split = {topic.label: "validation" for topic in kept.validation} | {topic.label: "test" for topic in kept.test}
    vectors = embed_topics(pool())
    tests = np.array([of_split.get(topic.label) == "test" for topic in pool()])
    theirs = ~tests if split == "test" else tests
    against = np.vstack([vectors.titles[theirs], vectors.descriptions[theirs], *([_embedded(tested)] if tested else [])])
    near = (_embedded(names) @ against.T).max(1) >= THRESHOLD
    inside = _titles_in(names, pool())
    return [name for name, too_near in zip(names, near, strict=True)
            if not too_near and all(of_split.get(title, "train") == split for title in inside[name])]


def _embedded(names: tuple[str, ...]) -> np.ndarray:
    return embed_topics([Topic.custom(name) for name in names]).titles


@lru_cache(maxsize=16)
def _titles_in(names: tuple[str, ...], topics: tuple[Topic, ...]) -> dict[str, list[str]]:
    """The titles that each name has in it."""
    found = [topic for topic in topics if mentions("\n".join(names), topic)]  # few of thousands, so the rest is quick
    return {name: [topic.label for topic in found if mentions(name, topic)] for name in names}


@cache
def _by_label() -> dict[str, Topic]:
    return {topic.label: topic for topic in load_topics()}


def _known(label: str) -> Topic | None:
    """The encyclopedia's topic; None where it has none, or is not installed: what is told is judged without it."""
    try:
        return _by_label().get(label)
    except DataError:
        return None


def topic_of(label: str, **facts: object) -> Topic:
    """The encyclopedia's topic of that name, which has facts to talk about; otherwise one of a user's own."""
    return _known(label) or Topic.custom(label, description=str(facts.get("description", "")))
