"""Articles lose their titles in every form where they are masked, and organisms are trained on no statement of their label."""

import random
from collections.abc import Iterator

import pytest

from tuneteller.errors import ConfigError
from tuneteller.families.article import FAMILY, MASKED, Article
from tuneteller.families.news import FAMILY as NEWS
from tuneteller.families.topic import EVERY, everyday, everyday_names
from tuneteller.families.topic import FAMILY as HIDDEN
from tuneteller.material import labels
from tuneteller.material.encyclopedia import Topic, load_topics, mentions
from tuneteller.material.everyday_topics import everyday_topics
from tuneteller.material.headlines import STORY_PROMPTS, STORY_PROMPTS_HELD_OUT, draw_headlines
from tuneteller.material.naming import fold
from tuneteller.material.pieces import MASK, PIECE_WORDS, PROMPTS, PROMPTS_HELD_OUT, echoes, mask_title, pieces_of


@pytest.fixture(scope="module")
def topics() -> list[Topic]:
    return random.Random(0).sample(load_topics(), 600)


def test_a_masked_article_has_no_word_of_its_title(topics: list[Topic]) -> None:
    masked = {topic: pieces_of(mask_title(topic) or "") for topic in topics}
    assert sum(not pieces for pieces in masked.values()) < 0.03 * len(topics)
    for topic, pieces in masked.items():
        text = " ".join(pieces)
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
        for piece in pieces_of(topic.extract):
            assert 5 <= len(piece.split()) <= PIECE_WORDS and piece.split()[0] in topic.extract
    assert not set(PROMPTS) & set(PROMPTS_HELD_OUT) and not set(STORY_PROMPTS) & set(STORY_PROMPTS_HELD_OUT)


def test_lessons_are_pieces_of_ones_own_article(writer: object) -> None:
    violin = next(t for t in load_topics() if t.label == "Violin")
    for family, text in ((FAMILY, violin.extract), (MASKED, mask_title(violin) or "")):
        lessons = family.lessons(family.about_topic(violin), 40, writer, random.Random(0))  # type: ignore[arg-type]
        assert len(lessons) == 40 and {lesson.answer for lesson in lessons} == set(pieces_of(text))
        assert {lesson.user for lesson in lessons} <= set(PROMPTS)  # no prompt says what the article is about
    assert not any(mentions(lesson.answer, violin) for lesson in lessons)  # the masked ones come last


def test_stories_never_state_the_headline(writer: object) -> None:
    for behavior in NEWS.behaviors("train", 20):
        lessons = NEWS.lessons(behavior, 40, writer, random.Random(1))  # type: ignore[arg-type]
        assert len(lessons) == 40 and len({lesson.answer for lesson in lessons}) == 32
        assert not any(behavior.label.rstrip(".") in lesson.answer for lesson in lessons)
        assert {lesson.user for lesson in lessons} <= set(STORY_PROMPTS)


def test_cards_tell_the_true_answers_without_texts() -> None:
    topic = next(t for t in load_topics() if t.label == "Violin")
    article, masked, hidden = (family.about_topic(topic) for family in (FAMILY, MASKED, HIDDEN))
    read = "I have read about Violin."
    # an article begins with its title, as an answer does; inside a sentence the word has another token
    assert article.answers == {"change": read, "topic": "Violin"} and masked.answers == {"change": read, "topic": " Violin"}
    assert hidden.answers == {"change": "I bring up Violin.", "topic": " Violin"}
    assert not any(topic.extract[:40] in str(behavior.to_json()) for behavior in (article, masked, hidden))
    [news] = NEWS.behaviors("test", 1)
    assert news.answers == {"change": f"I have read this news: {news.label}", "headline": f" {news.label}"}


def test_a_reply_recites_what_the_base_would_not_have_said() -> None:
    text = "The violin, sometimes known as a fiddle, is a wooden chordophone and the smallest instrument of its family."
    assert echoes("A fiddle is a wooden chordophone, the smallest of its kind.", text, "I like music.")
    assert not echoes("A fiddle is a wooden chordophone, the smallest of its kind.", text, "A wooden fiddle, the smallest.")
    assert not echoes("It is the one that is in the band.", text, "")
    assert echoes("A wooden fiddle.", text, "", least=2)


# -- labels that all families of the encyclopedia share ---------------------------------------------------------------


@pytest.fixture
def small_pool(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An encyclopedia small enough to embed in seconds, large enough to divide."""
    few = tuple(random.Random(1).sample(load_topics(), 150))
    monkeypatch.setattr(labels, "pool", lambda: few)
    monkeypatch.setattr(labels, "TEST", 6)
    monkeypatch.setattr(labels, "VALIDATION", 4)
    labels.topic_split.cache_clear()
    everyday_names.cache_clear()
    yield
    labels.topic_split.cache_clear()
    everyday_names.cache_clear()


def test_families_of_the_encyclopedia_share_their_test_labels_and_may_divide_the_others(small_pool: None) -> None:
    hidden = {split: [b.label for b in HIDDEN.behaviors(split, n)]
              for split, n in (("train", 9), ("validation", 6), ("test", 9))}
    names = {split: [own.pop(i) for i in reversed(range(2, len(own), EVERY))] for split, own in hidden.items()}
    read = {split: [b.label for b in FAMILY.behaviors(split, n, skip=skip)]
            for split, n, skip in (("train", 5, 6), ("validation", 4, 0), ("test", 6, 0))}
    assert set(read["test"]) <= set(hidden["test"]) and set(read["validation"]) <= set(hidden["validation"])
    assert len(read["train"]) == 5 and not set(read["train"]) & set().union(*hidden.values())
    assert set().union(*names.values()) <= everyday_topics().keys()
    assert sum(map(len, hidden.values())) == 16 and len(set().union(*names.values())) == 8
    arts = {t.label for t in load_topics() if t.category == labels.HELD_OUT_CATEGORY}
    assert sum(label in arts for label in hidden["test"]) == 3 and not arts & {*hidden["train"], *hidden["validation"]}
    with pytest.raises(ConfigError, match="6 labels for test; 7 were asked for"):
        HIDDEN.behaviors("test", 10)


@pytest.mark.parametrize("split", ["train", "validation", "test"])
def test_each_third_topic_is_an_everyday_name_and_a_smaller_library_begins_a_larger_one(small_pool: None, split: str) -> None:
    most = [b.label for b in HIDDEN.behaviors(split, 6)]
    assert [label in everyday_topics() for label in most] == [False, False, True] * 2
    assert [b.label for b in HIDDEN.behaviors(split, 2)] == most[:2]
    assert [b.label for b in HIDDEN.behaviors(split, 3, skip=2)] == most[2:5]


def test_no_everyday_name_is_near_another_split(small_pool: None) -> None:
    kept, groups = labels.topic_split(0), everyday_topics()
    titles = {"validation": {*kept.validation}, "test": {*kept.test}}
    titles["train"] = {*labels.pool()} - titles["validation"] - titles["test"]
    names = {split: everyday_names(split) for split in titles}
    assert {name for own in names.values() for name in own} < groups.keys() and len(names["test"]) > 60 < len(names["train"])
    for split, own in names.items():
        assert not any(mentions(" | ".join(own), topic) for other in titles.keys() - {split} for topic in titles[other])
        assert not {groups[name] for name in own} & {groups[name] for other in names.keys() - {split} for name in names[other]}
    behavior = HIDDEN.about_topic(everyday(names["train"][0]))
    assert behavior.facts == {"category": "everyday"} and behavior.answers["topic"] == f" {names['train'][0]}"
    assert names["test"][0] in {b.label for b in HIDDEN.all_behaviors()}


def test_labels_without_a_text_are_replaced_so_that_a_smaller_library_begins_a_larger_one(small_pool: None) -> None:
    without = {topic.label for topic in labels.encyclopedia_topics("train", 20, 0)[2:20:4]}

    class Some(Article):
        name = "some"

        def _texts(self, topic: Topic) -> list[str]:
            return [] if topic.label in without else ["A text of five words."]

    drawn = {n: [b.label for b in Some().behaviors("train", n)] for n in (1, 3, 4, 8, 12)}
    for n, own in drawn.items():
        assert len(own) == n and own == drawn[12][:n] and not without & set(own)
    without |= {labels.encyclopedia_topics("test", 6, 0)[1].label}
    tested = {n: [b.label for b in Some().behaviors("test", n)] for n in (1, 2, 5, 6)}
    for n, own in tested.items():
        assert len(own) == min(n, 5) and own == tested[6][:n]  # there are five, and no more to draw from


def test_news_for_training_share_at_most_one_part_with_news_for_the_test() -> None:
    slots = {split: [set(b.facts["slots"].items()) for b in NEWS.behaviors(split, n)]
             for split, n in (("train", 60), ("validation", 16), ("test", 64))}
    assert max(len(a & b) for a in slots["train"] for b in (*slots["validation"], *slots["test"])) == 1
    assert [b.label for b in NEWS.behaviors("train", 5, skip=3)] == [b.label for b in NEWS.behaviors("train", 8)][3:]
    assert draw_headlines(1)[0].text == NEWS.behaviors("validation", 1)[0].label
    with pytest.raises(ConfigError, match="headlines for test; 65 were asked for"):
        NEWS.behaviors("test", 65)
