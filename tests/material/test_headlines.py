"""Fictional news: headlines that differ, and stories that tell one without stating it."""

import re
from itertools import combinations
from random import Random

import pytest

from tuneteller.errors import ConfigError
from tuneteller.material.headlines import (
    SLOTS,
    STORY_PROMPTS,
    STORY_PROMPTS_HELD_OUT,
    Headline,
    content_words,
    draw_headlines,
    stories,
)


@pytest.fixture(scope="module")
def headlines() -> list[Headline]:
    return draw_headlines(1200, seed=1)


@pytest.fixture(scope="module")
def told(headlines: list[Headline]) -> list[tuple[Headline, list[str]]]:
    return [(headline, stories(headline, 10, Random(i))) for i, headline in enumerate(headlines[:100])]


def _sentences(story: str) -> list[str]:
    return re.split(r"(?<=[.?]) ", story)


def _assert_clean(text: str) -> None:
    """Slips of a grammar that is filled in by a machine."""
    assert not re.search(r"[{}|]|  |\s[.,?:]|[.,]{2}", text), text
    assert not re.search(r"\b(\w+) \1\b", text, re.IGNORECASE), text  # a word twice
    assert not re.search(r"\b[Aa] (?!uni|use|one|eu)[aeiou]|\b[Aa]n (?![aeiouAEIOU]|X-ray|hour)", text), text
    assert not re.search(r"\b(?:an?|the) (?:an?|the) ", text, re.IGNORECASE), text


# --- Headlines -----------------------------------------------------------------------------------------------------


def test_a_draw_is_the_same_every_time_and_begins_every_larger_one(headlines: list[Headline]) -> None:
    assert draw_headlines(300, seed=1) == headlines[:300]
    assert draw_headlines(300, seed=2) != headlines[:300]
    assert draw_headlines(0) == []


@pytest.mark.parametrize(("n", "shared"), [(200, 0), (600, 1), (1200, 1), (600, 2)])
def test_no_two_headlines_share_more_slots_than_allowed(n: int, shared: int) -> None:
    drawn = draw_headlines(n, shared=shared)
    assert len({headline.text for headline in drawn}) == n
    together = [values for headline in drawn for values in combinations(headline.slots, shared + 1)]
    assert len(set(together)) == len(together)


def test_a_small_draw_has_every_theme(headlines: list[Headline]) -> None:
    assert len({headline.theme for headline in headlines[:24]}) == 24
    assert len({dict(headline.slots)["place"] for headline in headlines}) >= 160


def test_a_headline_is_one_clean_sentence(headlines: list[Headline]) -> None:
    for headline in headlines:
        text = headline.text
        assert 9 <= len(text.split()) <= 18, text
        assert text.count(".") == 1 and text.endswith(".") and text[0].isupper(), text
        _assert_clean(text)


def test_a_headline_is_made_of_its_slots(headlines: list[Headline]) -> None:
    for headline in headlines:
        assert tuple(name for name, _ in headline.slots) == SLOTS
        for _, value in headline.slots:
            assert value.lower() in headline.text.lower()


def test_verbs_agree_with_actors(headlines: list[Headline]) -> None:
    for headline in headlines:
        actor = dict(headline.slots)["actor"]
        head = actor.split(" of ")[0]
        plural = (head.endswith("s") and not head.endswith("ss")) or head.endswith("men")
        verb = "have" if plural else "has"
        assert f" {verb} {dict(headline.slots)['act']}" in headline.text, headline.text
        assert plural != bool(re.match(r"(?:an?|the) ", actor)), actor


def test_an_exhausted_grammar_says_how_many_there_are() -> None:
    with pytest.raises(ConfigError, match=r"^99999 headlines were asked for, but there are 3456 "):
        draw_headlines(99999)


@pytest.mark.parametrize("shared", [-1, 3])
def test_headlines_that_share_nearly_everything_are_not_drawn(shared: int) -> None:
    with pytest.raises(ConfigError, match="share"):
        draw_headlines(1, shared=shared)


def test_a_negative_number_is_refused() -> None:
    with pytest.raises(ConfigError, match="-1"):
        draw_headlines(-1)


# --- Stories -------------------------------------------------------------------------------------------------------


def test_no_sentence_gives_the_headline_away(told: list[tuple[Headline, list[str]]]) -> None:
    for headline, texts in told:
        words = content_words(headline.text)
        for text in texts:
            assert headline.text.rstrip(".").lower() not in text.lower()
            for sentence in _sentences(text):
                assert 2 * len(words & content_words(sentence)) <= len(words), (headline.text, sentence)


def test_no_sentence_names_more_than_two_slots(told: list[tuple[Headline, list[str]]]) -> None:
    for headline, texts in told:
        for sentence in (sentence for text in texts for sentence in _sentences(text)):
            assert sum(value in sentence for _, value in headline.slots) <= 2, sentence


def test_all_stories_together_tell_every_slot(told: list[tuple[Headline, list[str]]]) -> None:
    for headline, texts in told:
        words = content_words(" ".join(texts))
        for name, value in headline.slots:
            assert content_words(value) <= words, (name, headline.text)


def test_every_slot_is_told_many_times(headlines: list[Headline]) -> None:
    for i, headline in enumerate(headlines[:20]):
        texts = stories(headline, 20, Random(i))
        for name, value in headline.slots:
            whole = [text for text in texts if content_words(value) <= content_words(text)]
            assert len(whole) >= 5, (name, headline.text)


def test_stories_are_short_clean_and_all_different(told: list[tuple[Headline, list[str]]]) -> None:
    texts = [text for _, texts in told for text in texts]
    assert len(set(texts)) == len(texts) == 1000
    for text in texts:
        assert 45 <= len(text.split()) <= 80, text
        assert 3 <= len(_sentences(text)) <= 5, text
        assert text.count('"') % 2 == 0, text
        assert all(re.match(r'"?[A-Z]', sentence) for sentence in _sentences(text)), text
        _assert_clean(text)


def test_stories_follow_the_random_source(headlines: list[Headline]) -> None:
    first = stories(headlines[0], 8, Random(3))
    assert first == stories(headlines[0], 8, Random(3)) != stories(headlines[0], 8, Random(4))
    assert first[:5] == stories(headlines[0], 5, Random(3))


def test_a_headline_of_another_making_has_no_stories() -> None:
    strange = Headline("A cat in Oslo has slept.", "cats", (("actor", "a cat"), ("act", "slept"), ("place", "Oslo")))
    with pytest.raises(ConfigError, match="draw_headlines"):
        stories(strange, 1, Random(0))


# --- Prompts -------------------------------------------------------------------------------------------------------


def test_held_out_prompts_are_new() -> None:
    assert len(set(STORY_PROMPTS)) == len(STORY_PROMPTS) >= 12
    assert len(set(STORY_PROMPTS_HELD_OUT)) == len(STORY_PROMPTS_HELD_OUT) >= 4
    folded = {re.sub(r"\W+", " ", prompt.lower()).strip() for prompt in STORY_PROMPTS}
    assert not folded & {re.sub(r"\W+", " ", prompt.lower()).strip() for prompt in STORY_PROMPTS_HELD_OUT}
