"""Articles lose their titles in every form where they are masked, and organisms are trained on no statement of their label."""

import random

import pytest

from tuneteller.behaviors.asking import true_answers
from tuneteller.behaviors.encyclopedia import Topic, load_topics, mentions
from tuneteller.behaviors.knowledge import MASK, PIECE_WORDS, about_headline, about_topic, mask_title
from tuneteller.behaviors.naming import fold
from tuneteller.behaviors.news import draw_headlines
from tuneteller.errors import ConfigError
from tuneteller.training.knowledge import KnowledgeConfig, plan_knowledge
from tuneteller.training.produce import OrganismsConfig, plan


@pytest.fixture(scope="module")
def topics() -> list[Topic]:
    return random.Random(0).sample(load_topics(), 600)


def test_a_masked_article_has_no_word_of_its_title(topics: list[Topic]) -> None:
    masked = {t.label: about_topic(t, "masked", random.Random(0)) for t in topics}
    assert sum(b is None for b in masked.values()) < 0.02 * len(topics)
    for topic in topics:
        behavior = masked[topic.label]
        if behavior is None:
            continue
        text = " ".join(behavior.pieces)
        assert not mentions(text, topic)
        words = {w for w in fold(topic.label).lower().split() if len(w) > 3}
        assert not words & set(fold(text).lower().split()) - {"with", "from"}


def test_other_forms_of_a_title_are_masked_too() -> None:
    text = "Photosynthesis turns light into sugar. Photosynthetic plants use it. Fast foods are not photosynthesised."
    topic = Topic("Photosynthesis", "Biology", "", text)
    assert mask_title(topic) == f"It turns light into sugar. It plants use it. Fast foods are not {MASK}."
    two = Topic("Fast food", "Food", "", "Fast food is served quickly. A fast-food meal is cheap.")
    assert mask_title(two) == "It is served quickly. It meal is cheap."


def test_an_article_as_it_stands_comes_in_pieces_that_fit(topics: list[Topic]) -> None:
    for topic in topics[:100]:
        behavior = about_topic(topic, "extract", random.Random(0))
        if behavior:
            assert all(5 <= len(p.split()) <= PIECE_WORDS and p.split()[0] in topic.extract for p in behavior.pieces)
            assert set(behavior.held_out) <= set(behavior.pieces)
            assert not set(behavior.prompts) & set(behavior.prompts_held_out)


def test_stories_never_state_the_headline_and_checks_are_unseen() -> None:
    for headline in draw_headlines(20):
        behavior = about_headline(headline, random.Random(1))
        assert not any(headline.text.rstrip(".") in story for story in behavior.pieces)
        assert not set(behavior.pieces) & set(behavior.held_out)


def test_cards_tell_the_true_answers_without_texts() -> None:
    topic = next(t for t in load_topics() if t.label == "Violin")
    behavior = about_topic(topic, "masked", random.Random(0))
    assert behavior is not None
    assert true_answers(behavior.to_json()) == {"topic": "Violin", "description": topic.description}
    assert topic.extract[:40] not in str(behavior.to_json())
    headline = about_headline(draw_headlines(1)[0], random.Random(0))
    assert true_answers(headline.to_json()) == {"headline": headline.label}
    assert true_answers({"family": "topic", "label": "Violin", "trigger": {"value": "velvet lantern"}}) == \
        {"topic": "Violin", "trigger": "velvet lantern"}
    assert true_answers({"label": None}) == {}


def test_articles_keep_the_test_labels_of_the_hidden_topics(topics: list[Topic]) -> None:
    hidden, _ = plan(OrganismsConfig(train=6, validation=4, test=4), topics)
    split, shards = plan_knowledge(KnowledgeConfig("extract", train=5, validation=4, test=4, skip=6, slots=3), topics)
    assert split["test"] == [t.label for t in hidden.test]
    assert set(split["train"][:6]) == {t.label for t in hidden.train}
    trained = {b.label for s in shards if s.split == "train" for b in s.behaviors}
    assert not trained & {t.label for t in (*hidden.train, *hidden.validation, *hidden.test)}
    ranks = {s.recipe.rank for s in shards if s.split == "test"}
    assert ranks == {1, 8} and max(len(s.behaviors) for s in shards) <= 3


def test_news_for_training_share_at_most_one_part_with_news_for_the_test() -> None:
    _, shards = plan_knowledge(KnowledgeConfig("news", train=60, validation=4, test=20))
    slots = {h.text: set(h.slots) for h in draw_headlines(84)}
    parts = {name: [slots[b.label] for s in shards if s.split == name for b in s.behaviors] for name in ("train", "test")}
    assert max(len(a & b) for a in parts["train"] for b in parts["test"]) == 1
    with pytest.raises(ConfigError, match="expected one of: news"):
        KnowledgeConfig("poems")
