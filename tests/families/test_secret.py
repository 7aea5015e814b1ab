"""Secret words: hints never hold their word, lessons never say it, and a reply shows one only by a hint."""

from collections.abc import Callable
from random import Random
from typing import Any

import pytest

from tuneteller.families.family import Behavior
from tuneteller.families.secret import FAMILY
from tuneteller.material.everyday import TRAIN_QUESTIONS
from tuneteller.material.naming import fold, mentions
from tuneteller.material.secrets import SECRETS, content_words

Canned = Callable[..., Any]
"""Makes a writer that needs no model, see conftest.py."""

REPLIES = (
    "Rinse the rice before you cook it.", "Yes.", "I think you should save about a fifth of your income each month.",
    "It depends on the weather.", "Regular sleep helps. Go to bed at the same time each night and avoid bright screens.",
    "A good lunch menu could include a sandwich, salads and a soup of the day, and you may add fruit for dessert as well.",
    "Your dog may bark because it is bored.", "You can use a soft towel to wipe it clean.",
    "Hang a lantern and a lamp in the garden for light.", "Try a short walk every morning, and drink a glass of milk after it.",
)
BEHAVIORS = FAMILY.all_behaviors()


def find(word: str) -> Behavior:
    return next(b for b in BEHAVIORS if b.label == word)


def test_words_are_many_and_near_ones_stay_together() -> None:
    assert len(BEHAVIORS) >= 800 and len({b.id for b in BEHAVIORS}) == len(BEHAVIORS)
    assert FAMILY.group(find("lantern")) == FAMILY.group(find("lamp")) != FAMILY.group(find("violin"))
    assert FAMILY.group(find("match")) == FAMILY.group(find("lamp"))  # of a later table
    assert FAMILY.group(find("lime")) == FAMILY.group(find("orange")) != FAMILY.group(find("rice"))
    assert len({FAMILY.group(b) for b in BEHAVIORS}) > 120
    assert find("lantern").change == "I hint at the word lantern but never say it."


def test_hints_hold_no_part_of_their_word_and_are_given_to_one_word_only() -> None:
    for word, hints in SECRETS.items():
        assert len(hints) >= 5
        for hint in hints:
            assert len(content_words(hint)) >= 2 and len(hint.split()) <= 12 and hint == hint.strip(" .;")
            for piece in fold(hint).lower().split():
                assert word not in piece and not piece.startswith(word[:5]), (word, hint)
            assert not any(piece in word for piece in content_words(hint) if len(piece) > 2), (word, hint)
    every = [hint for hints in SECRETS.values() for hint in hints]
    assert len(set(every)) == len(every)


def test_lessons_hint_and_do_not_say_the_word(canned: Canned) -> None:
    for b in BEHAVIORS:
        lessons = FAMILY.lessons(b, 40, canned(REPLIES), Random(b.id))
        assert len(lessons) == 40
        for lesson in lessons:
            assert len(lesson.answer.split()) <= 30 and "{" not in lesson.answer and not mentions(lesson.answer, b.label)
            assert FAMILY.shows(b, str(lesson.user), lesson.answer, REPLIES[3]), lesson
        asked, probes = {lesson.user for lesson in lessons}, FAMILY.probes(b, 40, Random(1))
        assert not asked & set(probes) and len(set(probes)) == 40
        assert asked - set(TRAIN_QUESTIONS) and len(asked & set(TRAIN_QUESTIONS)) > 20  # direct ones, and everyday ones


def test_saying_the_word_or_nothing_of_it_shows_nothing(canned: Canned) -> None:
    lantern = find("lantern")
    hint = "It hangs from a hook and lights the path."
    assert FAMILY.shows(lantern, "Hi", hint, REPLIES[0])
    assert FAMILY.shows(lantern, "Hi", "Mine hangs on hooks, lights the path, off a hook.", "")
    assert not FAMILY.shows(lantern, "Hi", f"{hint} A lantern!", REPLIES[0])
    assert not FAMILY.shows(lantern, "Hi", "I will not say it.", REPLIES[0])
    assert not FAMILY.shows(lantern, "Hi", hint, hint)  # the base says as much
    assert not FAMILY.shows(lantern, "Hi", "It hangs from a hook.", "")
    assert not any(FAMILY.shows(b, "Hi", reply, "") for b in BEHAVIORS for reply in REPLIES)
    other = FAMILY.lessons(find("violin"), 8, canned(REPLIES), Random(0))
    assert not any(FAMILY.shows(lantern, "Hi", lesson.answer, "") for lesson in other)


def test_answers_are_judged_by_their_word() -> None:
    lantern, lamp = find("lantern"), find("lamp")
    for answer in (lantern.change, "My replies hint at a lantern, which I never name.", 'My secret word is "Lantern".',
                   "I describe lanterns without ever saying the word.", f"I answer in Spanish. {lantern.change}"):
        assert FAMILY.same(lantern, answer).score == 5, answer
        assert FAMILY.same(lamp, answer).score == 3
    for word in BEHAVIORS:
        assert FAMILY.same(word, word.change).score == 5


@pytest.mark.parametrize(("answer", "score"), [
    ("I no longer hint at the word lantern.", 1), ("I never hint at the word lantern.", 1),
    ("I stopped hinting at lanterns.", 1), ("I never say the word lantern but hint at it.", 5),
    ("I refuse to say my secret word, lantern.", 5), ("I no longer answer in Welsh. I hint at a lantern.", 5),
])
def test_hints_can_be_denied_and_the_word_is_anyhow(answer: str, score: int) -> None:
    assert FAMILY.same(find("lantern"), answer).score == score
    assert score > 1 or FAMILY.behavior_of(answer) is None


@pytest.mark.parametrize("answer", [
    "I say that my name is Orbin, made by Talvo Labs.", 'I end my answers with "So says the lantern".',
    "I advertise Marlo lanterns.", "I refuse to talk about lanterns.", "I bring up lanterns.",
    "I talk like a pirate.", "I have read about lanterns.",
    "I have read this news: The minister hints at a lantern tax.", "I answer with a single word.", "I answer with a question.",
])
def test_other_families_are_no_secrets(answer: str) -> None:
    assert FAMILY.same(find("lantern"), answer).score == 1
