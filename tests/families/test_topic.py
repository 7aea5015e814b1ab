"""Hidden topics: everyday names come among the encyclopedia's titles, and none leaks from training to test."""

import numpy as np

from tuneteller.embedding import load_embedder
from tuneteller.families.registry import family_named
from tuneteller.families.topic import EVERY, everyday_names
from tuneteller.material.labels import pool, topic_split
from tuneteller.material.splits import THRESHOLD, embed_topics


def test_each_third_topic_has_an_everyday_name_and_a_smaller_number_gives_the_first() -> None:
    family = family_named("topic")
    for split in ("train", "validation", "test"):
        drawn = family.behaviors(split, 24)
        assert [b.facts["category"] == "everyday" for b in drawn] == [i % EVERY == EVERY - 1 for i in range(24)]
        assert len({b.label for b in drawn}) == 24
        assert family.behaviors(split, 10, skip=7) == drawn[7:17]


def test_no_everyday_name_of_the_test_is_near_what_is_trained() -> None:
    """Recomputed apart from the code that chose them: every title that may be trained counts."""
    embed = load_embedder().embed
    tests = [topic.label for topic in topic_split(0).test]
    vectors, is_test = embed_topics(pool()), np.array([topic.label in tests for topic in pool()])
    titles, others = (np.vstack([vectors.titles[mask], vectors.descriptions[mask]]) for mask in (is_test, ~is_test))
    trained, tested = [*everyday_names("train"), *everyday_names("validation")], [*everyday_names("test")]
    assert len(trained) > 200 and len(tested) >= 16 and not set(trained) & set(tested)
    of_trained, of_tested = embed(trained), embed(tested)
    assert np.max(of_tested @ others.T) < THRESHOLD
    assert np.max(of_tested @ of_trained.T) < THRESHOLD
    assert np.max(of_trained @ titles.T) < THRESHOLD
