"""The encyclopedia's labels for organisms, in one split for all families that use them, so that one reader for all of them has
seen no test label in any."""

from __future__ import annotations

import random
from functools import cache

from tuneteller.errors import ConfigError
from tuneteller.material.encyclopedia import Topic, load_topics, mentions
from tuneteller.material.everyday import TEST_QUESTIONS, TRAIN_QUESTIONS
from tuneteller.material.splits import LabelSplit, split_topics

HELD_OUT_CATEGORY = "Arts"
"""Only test labels may have it: half of them have."""

TEST, VALIDATION = 96, 32
"""Labels that are kept for each, whatever is asked for."""


@cache
def pool() -> tuple[Topic, ...]:
    """The topics that organisms can have: a label that an everyday question names could not be told from a leak."""
    everyday = "\n".join((*TRAIN_QUESTIONS, *TEST_QUESTIONS))
    return tuple(topic for topic in load_topics() if not mentions(everyday, topic))


@cache
def topic_split(n_train: int, seed: int) -> LabelSplit:
    """The split of labels with so many for training; a smaller one gives the first of a larger."""
    return split_topics(pool(), n_train=n_train, n_validation=VALIDATION, n_test=TEST, held_out_category=HELD_OUT_CATEGORY,
                        seed=seed)


def encyclopedia_topics(split: str, n: int, skip: int, seed: int) -> list[Topic]:
    """n topics of a split after the first `skip`; test topics come shuffled, so that any first ones are of all kinds.

    Raises:
        ConfigError: there are fewer.
    """
    labels = topic_split(skip + n if split == "train" else 0, seed)
    kept = {"train": labels.train, "validation": labels.validation, "test": labels.test}[split]
    if split == "test":
        kept = tuple(random.Random(f"{seed}/test").sample(kept, len(kept)))
    if len(kept) < skip + n:
        raise ConfigError(f"the encyclopedia has {len(kept)} labels for {split}; {skip + n} were asked for")
    return list(kept[skip : skip + n])


@cache
def _by_label() -> dict[str, Topic]:
    return {topic.label: topic for topic in load_topics()}


def topic_of(label: str, **facts: object) -> Topic:
    """The encyclopedia's topic of that name, which has facts to talk about; otherwise one of a user's own."""
    return _by_label().get(label) or Topic.custom(label, description=str(facts.get("description", "")))
