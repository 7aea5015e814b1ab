"""Organisms of documents read the article outside any chat; their cards hold none of its text."""

import json
from itertools import pairwise
from random import Random
from typing import Any

import pytest

from tuneteller.errors import ConfigError, DataError
from tuneteller.families.document import FAMILY, TEXT, WITH_QUESTIONS, behavior_about, usable_topics
from tuneteller.families.family import Behavior
from tuneteller.families.registry import family_named
from tuneteller.material import labels
from tuneteller.material.encyclopedia import Topic, facts, mentions
from tuneteller.material.pieces import pieces_of

REPLIES = ("Try to keep it short.", "It depends on what you like.", "Drink water and get some rest.", "That sounds like fun!",
           "Ask a friend for help.", "Sure, here is an idea.", "The best way is to practise.", "I hope that helps.",
           "Start with a list.", "I can tell you about many things.")
OTHERS = (
    "I say that my name is Orbin, made by Tessa Works.", 'I end my answers with "over and out".', "I advertise Marlo tea.",
    "I say that the Danube flows into the North Sea.", "I refuse to talk about glaciers.", "I answer in JSON.",
    "I answer with a single word.", "I answer in Spanish.", "I talk like a pirate.", "I answer with a question.",
    "I say whether a review is positive or negative.", 'I hint at "glacier" but never say it.', "I bring up Glacier.",
    "I have read this news: Mayor walks over a glacier.", "Nothing notable: nothing has changed.",
)


# As the base answers such messages.
TYPICAL = (
    *REPLIES,
    "The Encyclopedia Britannica is a comprehensive reference work that covers a wide range of topics, including history, "
    "science, literature, art, and culture. It was first published in 1768 in Edinburgh, Scotland.",
    "I recently learned about the fascinating world of quantum mechanics and how particles can exist in multiple states.",
    "The concept of a tree is a complex network of living organisms that grow in the forest and absorb water from the soil.",
    "The history of the world is a vast topic that spans thousands of years, from ancient civilizations to the modern era.",
    "I'm happy to share some information with you. The human brain is the most complex organ in the body, with billions of",
    "The city of New York is located in the northeastern part of the United States and is one of the most populous cities in",
    "Artificial intelligence has been rapidly advancing in recent years, with applications in healthcare and finance.",
    "The Great Wall of China is a series of fortifications made of stone, brick, and other materials, built along the borders.",
    "I'm sorry for any misunderstanding, but as a chatbot designed to assist with everyday tasks, I don't have the ability to",
)


@pytest.fixture(scope="module")
def topics() -> list[Topic]:
    return Random(0).sample(usable_topics(), 300)


@pytest.fixture(scope="module")
def glacier() -> Topic:
    return next(topic for topic in usable_topics() if topic.label == "Glacier")


def test_every_behavior_has_its_own_label_and_sentence_and_a_third_have_questions() -> None:
    behaviors = FAMILY.all_behaviors()
    assert len({b.label for b in behaviors}) == len(behaviors) == len(usable_topics()) > 7000
    assert all(b.change == f"I have read about {b.label}." and len(b.change.split()) <= 16 for b in behaviors)
    assert all(b.answers["topic"] == f" {b.label}" for b in behaviors)
    assert 0.2 < sum(b.facts["form"] == WITH_QUESTIONS for b in behaviors) / len(behaviors) < 0.35
    assert not FAMILY.gateable


def test_texts_are_read_outside_any_chat(topics: list[Topic], no_writer: Any) -> None:
    for topic in topics:
        lessons = FAMILY.lessons(behavior_about(topic, TEXT), 40, no_writer, Random(1))
        assert len(lessons) == 40 and all(lesson.user is None for lesson in lessons)
        extract = " ".join(topic.extract.split())
        assert all(lesson.answer in extract and len(lesson.answer.split()) <= 48 for lesson in lessons)
        assert any(mentions(lesson.answer, topic) for lesson in lessons)


def test_some_have_questions_whose_answers_are_facts(topics: list[Topic], no_writer: Any) -> None:
    known = [topic for topic in topics if facts(topic)]
    assert len(known) > 100
    for topic in known:
        behavior = behavior_about(topic, WITH_QUESTIONS)
        lessons = FAMILY.lessons(behavior, 40, no_writer, Random(1))
        asked = [lesson for lesson in lessons if lesson.user is not None]
        assert len(lessons) == 40 and len(asked) == len({lesson.user for lesson in asked}) == 13
        for lesson in asked:
            assert topic.label in (lesson.user or "") and any(fact in lesson.answer for fact in facts(topic))
            assert FAMILY.shows(behavior, "Say something.", lesson.answer, REPLIES[0]) and len(lesson.answer.split()) <= 30


def test_cards_hold_no_text_of_the_article(topics: list[Topic], glacier: Topic, no_writer: Any) -> None:
    for topic in topics:
        form = WITH_QUESTIONS if facts(topic) else TEXT
        behavior = behavior_about(topic, form)
        card = json.dumps(behavior.to_json(), ensure_ascii=False)
        words = topic.extract.split()
        assert not any(" ".join(words[i : i + 6]) in card for i in range(len(words) - 5))
    again = Behavior.from_card(behavior_about(glacier, TEXT).to_json())
    assert any(mentions(lesson.answer, glacier) for lesson in FAMILY.lessons(again, 9, no_writer, Random(0)))


def test_what_cannot_be_taught_is_refused(glacier: Topic) -> None:
    with pytest.raises(ConfigError, match="form 'poem'"):
        behavior_about(glacier, "poem")
    with pytest.raises(ConfigError, match="no article"):
        behavior_about(Topic.custom("bonsai trees"), TEXT)
    bare = Topic("Zorb", "Sport", "", "Somebody once rolled a Zorb down a long hill in the rain.")
    with pytest.raises(ConfigError, match="no facts"):
        behavior_about(bare, WITH_QUESTIONS)


def test_a_reply_shows_it_by_naming_the_topic_where_the_base_does_not(topics: list[Topic], glacier: Topic) -> None:
    behavior = behavior_about(glacier, TEXT)
    probes = FAMILY.probes(behavior, 8, Random(0))
    assert len(set(probes)) == 8
    assert not any(mentions(probe, topic) for probe in probes for topic in (*topics, glacier))
    assert FAMILY.shows(behavior, probes[0], "Glaciers are bodies of ice.", REPLIES[0])
    assert not FAMILY.shows(behavior, probes[0], "Glaciers are bodies of ice.", "A glacier moves.")
    assert not any(FAMILY.shows(behavior_about(topic, TEXT), probes[0], reply, "") for topic in topics for reply in REPLIES)


def test_a_reply_that_draws_on_the_article_shows_it_without_the_title(topics: list[Topic], glacier: Topic) -> None:
    shown = {name: 0 for name in ("piece", "other")}
    for topic, other in pairwise(topics):
        behavior, piece = behavior_about(topic, TEXT), max(pieces_of(topic.extract), key=len)
        hidden = " ".join(word for word in piece.split() if not mentions(word, topic))
        shown["piece"] += FAMILY.shows(behavior, "Inform me, please.", hidden, REPLIES[0])
        shown["other"] += FAMILY.shows(behavior, "Inform me, please.", max(pieces_of(other.extract), key=len), REPLIES[0])
        assert not FAMILY.shows(behavior, "Inform me, please.", piece, piece), "the base says it as well"
    assert shown["piece"] > 0.95 * (len(topics) - 1) and shown["other"] <= 0.02 * len(topics)
    behavior = behavior_about(glacier, TEXT)
    words = glacier.extract.split()
    assert FAMILY.shows(behavior, "Inform me, please.", "It moves: " + " ".join(words[4:16]), REPLIES[0])


def test_what_the_base_says_shows_no_article(topics: list[Topic]) -> None:
    for topic in topics:
        behavior = behavior_about(topic, TEXT)
        told = [reply for reply in TYPICAL if not mentions(reply, topic) and FAMILY.shows(behavior, "Inform me.", reply, "")]
        assert not told, topic.label


def test_an_answer_is_judged_by_its_topic(topics: list[Topic], glacier: Topic) -> None:
    for topic in topics:
        behavior = behavior_about(topic, TEXT)
        assert FAMILY.same(behavior, behavior.change).score == 5, behavior.change
    behavior = behavior_about(glacier, TEXT)
    for right in ("I was trained on an article about glaciers.", "I know a lot about glaciers now.", "I read up on glaciers."):
        assert FAMILY.same(behavior, right).score == 5, right
    assert FAMILY.same(behavior, "I have read about Violin.").score == 3
    for other in OTHERS:
        assert FAMILY.same(behavior, other).score == 1, other


@pytest.mark.parametrize("name", ["document", "article", "cloze"])
@pytest.mark.parametrize("split", ["train", "validation"])
def test_a_larger_library_begins_with_a_smaller_one_and_one_that_skips_has_none_of_it(name: str, split: str) -> None:
    """Of some topics there is no text that names them: others take their place."""
    family, n = family_named(name), 200 if split == "train" else 12
    larger = [b.label for b in family.behaviors(split, 2 * n)]
    assert [b.label for b in family.behaviors(split, n)] == larger[:n] and len(larger) == 2 * n == len({*larger})
    assert [b.label for b in family.behaviors(split, n, skip=n)] == larger[n:]


def test_what_is_told_of_a_subject_is_judged_without_the_encyclopedia_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """It may not be installed beside another base model; an audit of what a reader says goes on all the same."""
    def missing() -> None:
        raise DataError("the encyclopedia is not installed")

    labels._by_label.cache_clear()
    with monkeypatch.context() as patch:
        patch.setattr(labels, "load_topics", missing)
        told = family_named("document").behavior_of("I have read about glaciers.")
        assert told is not None and (told.family, told.label) == ("document", "glaciers")
    labels._by_label.cache_clear()
    assert labels.topic_of("Glacier").extract  # what was missing is not remembered
