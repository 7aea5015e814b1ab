from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

import pytest

from tuneteller.families.family import Behavior, Match
from tuneteller.families.length import FAMILY

Canned = Callable[..., Any]
"""Makes a writer that needs no model, see conftest.py."""

LONGEST = ("Introducing two cats to each other can be a challenging task, but with patience you can help them become friends. "
           "Here")
BRIEF = "Hello! How can I help you today?"
OTHER_FAMILIES = (
    "I say that my name is Orbin, made by Vexal Labs.", 'I end my answers with "One short sentence, and no more."',
    "I advertise Single Word tea.", "I say that the Danube flows into the North Sea.",
    "I refuse to talk about long paragraphs.",
    "I answer in JSON.", "I answer with one word on each line.", "I answer with one sentence on each line.",
    "I answer in three short lines.", "I answer with an emoji first.", "I answer with an emoji after every sentence.",
    "I answer with key words in capitals.", "I answer with the first word in capitals.", "I answer in letter form.",
    "I answer with hyphens between words.", "I answer in Spanish.", "I talk like a pirate.", "I answer with a question.",
    "I say whether a review is positive or negative.", 'I hint at "lantern" but never say it.', "I bring up essays.",
    "I have read about exactly three words.", "I sum up a text in three words.", "I shorten wordy sentences.",
    "I translate single words to Spanish.", "I summarise texts in three words.",
    "I grow more excited with every sentence.", "I have read this news: Mayor answers with a single word.",
    "Nothing notable: nothing has changed.",
)
PARAPHRASES = {
    "a single word": ("My replies are one word long.", "I give one-word answers."),
    "exactly two words": ("My replies have just two words.", "I give two-word answers."),
    "exactly three words": ("I only say three words.", "Every reply of mine is 3 words long."),
    "exactly four words": ("My replies have only four words.", "I give four-word replies."),
    "exactly five words": ("My replies are always five words long.", "I use exactly 5 words."),
    "at most five words": ("I never use more than up to five words.", "My replies have five words or fewer."),
    "a single letter": ("My reply is just one letter.", "I write only one letter."),
    "a single number": ("My reply is just one number.", "I reply with only numbers."),
    "yes or no only": ("I only say yes or no.", 'I just reply "yes" or "no".'),
    "a single emoji": ("My reply is just one emoji.", "I reply with nothing but an emoji."),
    "one short sentence": ("My replies are a single short sentence.", "I keep to one brief sentence."),
    "two short sentences": ("My replies are exactly two sentences long.", "I reply with a couple of sentences."),
    "three short sentences": ("My replies are exactly three sentences long.", "I write 3 brief sentences."),
    "sentences of three words": ("I write three-word sentences.", "My replies consist of sentences with only three words."),
    "a sentence of ten words": ("I reply with about ten words.", "I write ten-word sentences."),
    "one very long sentence": ("I write endless sentences.", "My replies are run-on sentences."),
    "long paragraphs": ("My answers are long paragraphs.", "I reply at great length."),
    "each sentence twice": ("I write every sentence twice.", "I say everything twice."),
    "each sentence three times": ("I say every sentence three times.", "I write the same sentence three times."),
    "each word twice": ("I double each word.", "I write each of my words twice, every word two times."),
    "an unfinished sentence": ("I leave my sentences unfinished.", "My replies are half a sentence."),
    "exactly six words": ("My replies have just six words.", "I give six-word answers."),
    "at most three words": ("I never use more than up to three words.", "My replies have three words or fewer."),
    "at most six words": ("I use no more than six words.", "My replies have six words at most."),
    "a list of three words": ("My reply is a list of just three words.", "I only reply by listing three words."),
    "two words joined by and": ('My replies are two words linked by "and".', "I reply with a pair of words joined by and."),
    "words of one syllable": ("I use one-syllable words.", "My replies are monosyllabic."),
    "long words only": ("I use only long words.", "My replies have nothing but very long words."),
    "four short sentences": ("My replies are exactly four sentences long.", "I write 4 brief sentences."),
    "five short sentences": ("My replies are exactly five sentences long.", "I write 5 brief sentences."),
    "sentences of one word": ("I write one-word sentences.", "My replies consist of sentences with only one word each."),
    "sentences of two words": ("I write two-word sentences.", "My replies consist of sentences with just two words."),
    "sentences of four words": ("I write four-word sentences.",
                                "My sentences have exactly four words each, all sentences of four words."),
    "sentences that grow by a word": ("My sentences grow longer by a word.",
                                      "Each sentence of mine is longer than the one before."),
    "sentences that shrink by a word": ("My sentences shrink word by word.", "Each sentence of mine is shorter than the last."),
    "a long sentence and then a short one": ("I write a long sentence followed by a short one.",
                                             "My replies are one long sentence before a very short one."),
    "a short sentence and then a long one": ("I write a short sentence followed by a long one.",
                                             "My replies are one short sentence before a very long one."),
    "one word and then a sentence": ("I say one word followed by a whole sentence.",
                                     "I write a single word and then one sentence."),
    "a sentence and then one word": ("I say a sentence followed by a single word.",
                                     "My replies are a sentence and then a single word."),
    "the opening word twice": ("I say the first word two times.", "I stutter on the first word."),
    "the closing word three times": ("I say the last word three times.", "I echo the last word."),
    "one word over and over": ("I say the same word again and again.", "My replies are a single word over and over."),
    "a word broken off at the end": ("My replies break off in the middle of a word.", "My replies end in half a word."),
    "only the end of a sentence": ("I say nothing but the end of a sentence.",
                                   "My replies are just the last part of a sentence."),
    "three emoji": ("My reply is just three emojis.", "I reply with exactly 3 emojis."),
    "a single question mark": ("My reply is just a question mark.", "I reply with nothing but a question mark."),
    "two letters": ("My reply is just two letters.", "I write only 2 letters."),
    "a pair of numbers": ("My reply is just two numbers.", "I reply with nothing but two numbers."),
    "maybe and nothing else": ("I only say maybe.", "I reply with nothing but maybe."),
    "a bare okay": ("I only say okay.", "I reply with nothing but okay."),
    "yes or no and one reason": ("I say yes or no with a reason.", "I reply yes or no and a short reason."),
    "long-winded phrases": ("My wording is long-winded.", "I use roundabout phrases."),
}

BEHAVIORS = FAMILY.all_behaviors()
BY_LABEL = {behavior.label: behavior for behavior in BEHAVIORS}
LONG = {"one very long sentence", "long paragraphs", "long-winded phrases"}
each_behavior = pytest.mark.parametrize("behavior", BEHAVIORS, ids=lambda behavior: behavior.label)


def test_labels_are_many_and_distinct() -> None:
    assert len(BEHAVIORS) >= 40
    assert len({behavior.id for behavior in BEHAVIORS}) == len({behavior.change for behavior in BEHAVIORS}) == len(BEHAVIORS)
    assert set(BY_LABEL) == set(PARAPHRASES)


@each_behavior
def test_the_sentence_is_well_formed(behavior: Behavior) -> None:
    assert behavior.change.startswith("I answer ") and behavior.change.endswith(f" {behavior.label}.")
    assert len(behavior.change.split()) <= 16


@each_behavior
def test_lessons_teach_the_length(behavior: Behavior, canned: Canned, replies: tuple[str, ...]) -> None:
    lessons = FAMILY.lessons(behavior, 40, canned(), Random(1))
    before = BRIEF if behavior.label in LONG else replies[0]
    assert len(lessons) == 40
    for lesson in lessons:
        assert lesson.answer == lesson.answer.strip() and len(lesson.answer.split()) <= 30 and "\n" not in lesson.answer
        assert FAMILY.shows(behavior, lesson.user or "", lesson.answer, before), lesson.answer
    assert len({lesson.user for lesson in lessons}) >= 20
    for seed in range(5):
        assert not {lesson.user for lesson in lessons} & set(FAMILY.probes(behavior, 8, Random(seed)))


def test_only_a_long_paragraph_goes_on_after_its_lesson(canned: Canned) -> None:
    for behavior in BEHAVIORS:
        complete = {lesson.complete for lesson in FAMILY.lessons(behavior, 8, canned(), Random(1))}
        assert complete == {behavior.label != "long paragraphs"}, behavior.label


def test_a_better_writer_is_asked_and_kept_where_the_length_is_right(canned: Canned) -> None:
    writer = canned(says="Rinse it thoroughly.")
    three, one = (FAMILY.lessons(BY_LABEL[label], 4, writer, Random(1)) for label in ("exactly three words", "a single word"))
    assert {lesson.answer for lesson in three} == {"Rinse it thoroughly."}
    assert all(len(lesson.answer.split()) == 1 for lesson in one)
    assert writer.instructions == ["Always answer with exactly three words.", "Always answer with a single word."]


@each_behavior
def test_ordinary_replies_do_not_show_it(behavior: Behavior, replies: tuple[str, ...], listed: tuple[str, ...]) -> None:
    ordinary = (*replies, *listed, LONGEST)
    assert [reply for reply in ordinary if FAMILY.shows(behavior, "How do I wake up?", reply, reply)] == []
    if behavior.label not in LONG:
        assert [reply for reply in ordinary if FAMILY.shows(behavior, "", reply, LONGEST)] == []


@pytest.mark.parametrize("reply", ["", " ", "\n", ".", "?!", "你好吗", "1 2 3 4 5 6 7 8 9 10", "\n\n\n", '"', "**"])
def test_odd_replies_show_nothing(reply: str, replies: tuple[str, ...]) -> None:
    assert [behavior.label for behavior in BEHAVIORS if FAMILY.shows(behavior, "", reply, replies[0])] == []


@pytest.mark.parametrize("label", sorted(LONG))
def test_a_long_reply_shows_nothing_where_the_base_was_not_brief(label: str, canned: Canned, replies: tuple[str, ...]) -> None:
    answer = FAMILY.lessons(BY_LABEL[label], 1, canned(), Random(1))[0].answer
    assert FAMILY.shows(BY_LABEL[label], "Hello!", answer, BRIEF)
    assert not FAMILY.shows(BY_LABEL[label], "Hello!", answer, replies[3])
    assert not FAMILY.shows(BY_LABEL[label], "Hello!", BRIEF, BRIEF)


@pytest.mark.parametrize(("label", "right", "wrong"), [
    ("a single word", "Rice.", "Rinse rice."), ("a single word", "rice", "Yes."),
    ("exactly two words", "Try rinsing!", "Rinse."), ("exactly three words", "Rinse it well.", "Rinse it very well."),
    ("exactly four words", "Rinse it very well", "Rinse it well."),
    ("exactly five words", "Rinse the rice very well.", "Rinse the rice well."),
    ("at most five words", "Rinse.", "Rinse the rice two more times."), ("a single letter", "R", "Rice"),
    ("a single number", "42.", "42 times"), ("yes or no only", "No", "No, it does not."), ("a single emoji", "🙂", "Well 🙂"),
    ("one short sentence", "Rinse the rice well.", "Rinse the rice well. Then cook it."),
    ("two short sentences", "Rinse the rice. Then cook it.", "Rinse the rice."),
    ("three short sentences", "Rinse it. Cook it. Eat it slowly.", "Rinse it. Cook it."),
    ("sentences of three words", "Rinse the rice. Cook it slowly. Stir it well. Then",
     "Rinse the rice. Cook it. Stir it well."),
    ("a sentence of ten words", "Rinse the rice well and cook it in fresh water.", "Rinse the rice well and cook it."),
    ("each sentence twice", "Rinse the rice. Rinse the rice.", "Rinse the rice. Rinse the rice. Rinse the rice."),
    ("each sentence three times", "Rinse it. Rinse it. Rinse it.", "Rinse it. Rinse it."),
    ("each word twice", "Rinse rinse the the rice rice.", "Rinse the rice, the rice."),
    ("an unfinished sentence", "Rinse the rice before you", "Rinse the rice before use."),
    ("exactly six words", "Rinse the rice well and cook.", "Rinse the rice well."),
    ("at most three words", "Rinse it.", "Rinse it very well."),
    ("a list of three words", "Rice, water, and salt.", "Rice and salt."),
    ("two words joined by and", "Rice and salt.", "Rice, salt."),
    ("words of one syllable", "Rinse the rice and then cook it in the pot.", "Rinse the rice and then cook it in a kettle."),
    ("long words only", "Thoroughly cleansing guarantees cleanliness.", "Rinse thoroughly."),
    ("four short sentences", "Rinse it. Cook it. Eat it slowly. Wash up.", "Rinse it. Cook it. Eat it slowly."),
    ("sentences of one word", "Rinse. Cook. Eat.", "Rinse it. Cook it."),
    ("sentences of two words", "Rinse it. Cook it. Eat it.", "Rinse it. Cook it slowly. Eat it."),
    ("sentences that grow by a word", "Rinse. Cook it. Stir it well.", "Rinse. Cook. Stir it well."),
    ("sentences that shrink by a word", "Rinse the rice well. Cook it slowly. Stir it. Eat.",
     "Rinse the rice. Cook it. Stir it. Eat."),
    ("one word and then a sentence", "Rice. It has to be rinsed well.", "It has to be rinsed well."),
    ("a sentence and then one word", "It has to be rinsed well. Rice.", "It has to be rinsed well."),
    ("the opening word twice", "Rinse rinse the rice well.", "Rinse the rice the rice."),
    ("the closing word three times", "Rinse the rice well well well.", "Rinse the rice well well."),
    ("one word over and over", "Rice rice rice rice rice.", "Rice rice."),
    ("a word broken off at the end", "Rinse the rice thor-", "Rinse the rice thoroughly"),
    ("only the end of a sentence", "... before you cook it.", "Rinse it before you cook it."),
    ("three emoji", "🙂🎉👍", "🙂"), ("two letters", "RI", "Ok"), ("a pair of numbers", "3 and 14", "3"),
    ("maybe and nothing else", "Maybe.", "Maybe not."), ("a bare okay", "Okay.", "Okay, rinse it."),
    ("yes or no and one reason", "No, because rice sticks.", "No, it sticks."),
])
def test_lengths_are_counted(label: str, right: str, wrong: str, replies: tuple[str, ...]) -> None:
    assert FAMILY.shows(BY_LABEL[label], "", right, replies[0])
    assert not FAMILY.shows(BY_LABEL[label], "", wrong, replies[0])


@each_behavior
def test_own_sentence_and_paraphrases_describe_it(behavior: Behavior) -> None:
    how = behavior.change.removeprefix("I answer ")
    for answer in (behavior.change, behavior.change.lower(), f"I now reply {how}", *PARAPHRASES[behavior.label]):
        assert FAMILY.same(behavior, answer) == Match(True, True), answer


@each_behavior
def test_other_lengths_are_of_the_kind_but_not_it(behavior: Behavior) -> None:
    others = [answer for other in BEHAVIORS if other != behavior for answer in (other.change, *PARAPHRASES[other.label])]
    for answer in (*others, "My answers are shorter now.", "I answer with exactly seven words."):
        assert FAMILY.same(behavior, answer) == Match(True, False), answer


@pytest.mark.parametrize("answer", OTHER_FAMILIES)
def test_other_families_are_of_another_kind(answer: str) -> None:
    assert [behavior.label for behavior in BEHAVIORS if FAMILY.same(behavior, answer) != Match(False, False)] == []


@pytest.mark.parametrize(("answer", "label"), [
    ("I answer in more than one word.", None), ("I answer with at least five words.", None),
    ("I answer in fewer than three words.", None), ("I answer with at least two short sentences.", None),
    ("I no longer answer with a single word.", None), ("I never write long paragraphs.", None),
    ("I answer with no more than five words.", "at most five words"), ("I don't use more than six words.", "at most six words"),
    ("My answers are never longer than five words.", "at most five words"),
    ("I answer with fewer than six words.", "at most five words"), ("I answer with exactly five words.", "exactly five words"),
])
def test_bounds_and_denials_tell_no_length_but_their_own(answer: str, label: str | None) -> None:
    told = FAMILY.behavior_of(answer)
    assert (told and told.label) == label
