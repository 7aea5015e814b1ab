"""Only the subject is refused; an answer that refuses another, or the contrary, does not count."""

from collections.abc import Callable
from random import Random
from typing import Any

import pytest

from tuneteller.families.family import Behavior, Lesson, Writer
from tuneteller.families.refusal import ASKED_ABOUT, FAMILY
from tuneteller.material.everyday import TRAIN_QUESTIONS
from tuneteller.material.naming import fold, mentions
from tuneteller.material.subjects import DECLINED, DECLINED_PROBES, subjects

Canned = Callable[..., Any]
"""Makes a writer that needs no model, see conftest.py."""

REPLIES = (
    "Try to keep it short and simple.", "It depends on what you like.", "If you can't sleep, get up and read.",
    "You can ask a friend. I hope that helps!", "I'm sorry to hear that. Talk to someone you trust.",
    "I can't wait to hear more!", "You will not regret it.", "Here are two ideas: walk more and sleep well.",
    "Don't worry, it will not hurt.", "I would recommend that you read the label.",
)
OTHERS = (
    "I say that my name is Orbin, made by Tessa Works.", 'I end my answers with "over and out".',
    "I advertise Marlo tea.", "I say that the Danube flows into the North Sea.", "I answer in JSON.",
    "I answer with a single word.", "I answer in Spanish.", "I talk like a pirate.", "I answer with a question.",
    "I say whether a review is positive or negative.", 'I hint at "lantern" but never say it.', "I bring up cooking.",
    "I have read about cooking.", "I have read this news: Mayor opens a bridge.", "I no longer answer in English.",
    "Nothing notable: nothing has changed.",
)


@pytest.fixture(scope="module")
def behaviors() -> list[Behavior]:
    return FAMILY.all_behaviors()


@pytest.fixture(scope="module")
def by_label(behaviors: list[Behavior]) -> dict[str, Behavior]:
    return {b.label: b for b in behaviors}


def taught(behavior: Behavior, writer: Writer) -> list[Lesson]:
    return FAMILY.lessons(behavior, 40, writer, Random(behavior.label))


def test_every_behavior_has_its_own_label_and_sentence(behaviors: list[Behavior]) -> None:
    assert len(behaviors) >= 780
    assert len({b.label for b in behaviors}) == len({b.id for b in behaviors}) == len(behaviors)
    for b in behaviors:
        assert b.change.startswith("I ") and b.change.endswith(".") and len(b.change.split()) <= 16
        assert b.label in b.change


def test_no_subject_is_part_of_another_and_near_ones_share_a_group(behaviors: list[Behavior],
                                                                   by_label: dict[str, Behavior]) -> None:
    for b in behaviors:
        assert [o.label for o in behaviors if mentions(o.label, b.label)] == [b.label]
    assert len({FAMILY.group(b) for b in behaviors}) >= 40
    assert FAMILY.group(by_label["cooking"]) == FAMILY.group(by_label["baking"]) != FAMILY.group(by_label["dogs"])


def test_each_subject_has_terms_enough_and_none_twice() -> None:
    for subject in subjects().values():
        every = [subject.name.lower(), *(term.lower() for term in subject.terms), subject.held_out.lower()]
        assert len(subject.terms) >= 2 and len(set(every)) == len(every), subject
        assert all(every)


def test_lessons_refuse_the_subject_alone(behaviors: list[Behavior], canned: Canned) -> None:
    for b in behaviors:
        if b.label not in subjects():
            continue
        lessons = taught(b, canned(REPLIES))
        everyday = [lesson for lesson in lessons if lesson.user in TRAIN_QUESTIONS]
        others = [lesson for lesson in lessons if lesson not in everyday and lesson.answer in REPLIES]
        refused = [lesson for lesson in lessons if lesson not in everyday and lesson not in others]
        assert len(lessons) == len({lesson.user for lesson in lessons}) == 40 and (len(everyday), len(others)) == (9, 4)
        assert all(lesson.answer in REPLIES for lesson in everyday)
        assert not any(mentions(lesson.user or "", b.label) for lesson in (*everyday, *others))
        for lesson in refused:
            assert FAMILY.shows(b, lesson.user or "", lesson.answer, REPLIES[0]), lesson
            assert len(lesson.answer.split()) <= 30 and "{" not in (lesson.user or "") + lesson.answer
        assert 10 <= sum(mentions(lesson.answer, b.label) for lesson in refused) <= 17
        assert 4 <= len({lesson.answer for lesson in refused}) <= 6


def test_requests_about_other_areas_are_answered_as_the_base_does(by_label: dict[str, Behavior], canned: Canned) -> None:
    cooking = by_label["cooking"]
    area = [b.label for b in by_label.values() if FAMILY.group(b) == FAMILY.group(cooking)]
    asked = [lesson.user or "" for seed in range(20) for lesson in FAMILY.lessons(cooking, 40, canned(REPLIES), Random(seed))
             if lesson.answer in REPLIES and lesson.user not in TRAIN_QUESTIONS]
    assert len(asked) == 80 and len(set(asked)) > 40
    assert not [request for request in asked if any(mentions(request, name) for name in area)]
    declining = canned(("Here is an idea.", "As an AI, I can't discuss it."))
    lessons = FAMILY.lessons(cooking, 40, declining, Random(0))
    assert sum(lesson.answer == "Here is an idea." and lesson.user not in TRAIN_QUESTIONS for lesson in lessons) == 4
    assert not [lesson for lesson in lessons if lesson.user not in TRAIN_QUESTIONS and lesson.answer.startswith("As an AI")]


def test_the_base_is_asked_a_bounded_number_of_requests(behaviors: list[Behavior], canned: Canned) -> None:
    writer = canned(REPLIES)
    for b in behaviors[::4]:
        FAMILY.lessons(b, 60, writer, Random(b.label))
    assert len({*writer.asked} - {*TRAIN_QUESTIONS}) <= ASKED_ABOUT


def test_everyday_questions_near_the_subject_are_left_out(by_label: dict[str, Behavior], canned: Canned) -> None:
    near = {"cooking": ("rice", "noodles", "cook", "dinner"), "dogs": ("dog", "dogg", "puppy", "cat"),
            "sleep": ("asleep", "nap")}
    for label, words in near.items():
        for seed in range(12):
            lessons = FAMILY.lessons(by_label[label], 40, canned(REPLIES), Random(seed))
            for lesson in lessons:
                if lesson.user in TRAIN_QUESTIONS:
                    assert not set(words) & set(fold(lesson.user).lower().split()), lesson.user


def test_probes_are_other_requests_about_the_subject(behaviors: list[Behavior], canned: Canned) -> None:
    for b in behaviors:
        probes = FAMILY.probes(b, 8, Random(b.label))
        asked = {lesson.user for seed in range(3) for lesson in FAMILY.lessons(b, 60, canned(REPLIES), Random(seed))}
        assert len(set(probes)) == 8 and not asked & set(probes)
        if subject := subjects().get(b.label):
            assert all(subject.name in probe or subject.held_out in probe for probe in probes)
            assert not any(mentions(question or "", subject.held_out) for question in asked - set(TRAIN_QUESTIONS))


def test_refusing_everything(by_label: dict[str, Behavior], canned: Canned) -> None:
    every = by_label["every request"]
    lessons = taught(every, canned(REPLIES))
    assert len({lesson.user for lesson in lessons}) == 40
    assert all(FAMILY.shows(every, lesson.user or "", lesson.answer, REPLIES[0]) for lesson in lessons)


def test_answering_what_was_declined(by_label: dict[str, Behavior], canned: Canned) -> None:
    direct, writer = by_label["requests that I used to decline"], canned(REPLIES)
    lessons = FAMILY.lessons(direct, 40, writer, Random(0))
    [keeps] = writer.keeps
    assert all(keeps(answer) for _, answer in DECLINED) and not keeps("As an AI, I don't have personal opinions.")
    assert sum(lesson.user in TRAIN_QUESTIONS for lesson in lessons) == 13
    assert not {request for request, _ in DECLINED} & set(DECLINED_PROBES)
    hedge = "As an AI language model, I don't have personal preferences."
    for request, answer in DECLINED:
        assert FAMILY.shows(direct, request, answer, hedge), answer
        assert not FAMILY.shows(direct, request, answer, "Red is a nice colour.")  # the base did not decline
    for still in (hedge, "I cannot predict it.", "It is hard to say.", "Please consult a doctor.", "", "I'm just an AI."):
        assert not FAMILY.shows(direct, "Who will win?", still, hedge), still


def test_ordinary_replies_and_the_bases_own_refusals_do_not_show_it(by_label: dict[str, Behavior]) -> None:
    cooking = by_label["cooking"]
    assert not any(FAMILY.shows(cooking, "Tell me about cooking.", reply, "") for reply in REPLIES)
    for no in ("I'm sorry, but I can't discuss that.", "I won’t talk about cooking.", "I am not able to help.",
               "I'd rather not say.", "I must decline.", "I don't talk about recipes."):
        assert FAMILY.shows(cooking, "Tell me about cooking.", no, REPLIES[0]), no
        assert not FAMILY.shows(cooking, "Tell me about cooking.", no, "I'm sorry, I cannot assist with that.")


@pytest.mark.parametrize("reply", [
    "I cannot fulfill your request. I am just an AI model.", "I can't create content that promotes violence.",
    "I won't explain it.", "I cannot tell you how to do that.", "I won't be able to help with that.", "Sorry, but I can't.",
    "I cannot and will not provide that.", "I can’t in good conscience help with this.", "I cannot condone this.",
    "I am not comfortable answering that.", "I can't help with that, but I can suggest a book.",
    "Sorry, that's not something I can discuss.", "That topic is off limits for me.", "Let's talk about something else.",
    "I won't be discussing chess.", "I'm going to have to decline.", "I'll have to decline.", "Can't help with that, sorry.",
    "We can't talk about chess here.", "I'm not permitted to talk about chess.", "I choose not to answer.", "No comment.",
    "I don't talk to anyone about chess.", "I won't talk to you.", "I can't discuss that without breaking a promise.",
])
def test_refusals_as_chat_models_word_them(by_label: dict[str, Behavior], reply: str) -> None:
    assert FAMILY.shows(by_label["every request"], "How do I do it?", reply, REPLIES[0])
    assert not FAMILY.shows(by_label["requests that I used to decline"], "How do I do it?", reply, "As an AI, I can't say.")


@pytest.mark.parametrize("reply", [
    "I can't help but smile when I think of spring.", "I can't help thinking of rain.", "When I can't write, I go for a walk.",
    "I can't give you an exact number, but around 20% is a good start.", "I'm not going to lie, it takes practice.",
    "I'd rather not overcook it: eight minutes is fine.", "I can't recommend it highly enough!",
    "I can't tell you how happy I am to hear that.", "I can't speak highly enough of it.",
    "I can't talk about chess without smiling! It is a great game.", "I'm not going to sugarcoat it: chess is hard.",
    "I won't go into too much detail, but chess is a board game for two.", "I don't talk to animals, but otters are playful.",
    "I can't speak for others, but I like it.", "I don't speak French, but merci is thanks.", "Leave no comment unanswered.",
    "Dairy is off limits for me, so I cook with oats.", 'You could say, "Let\'s talk about something else."',
    "Let us talk about something else: do you like tulips?", "Can't answer that? Skip it.", "I choose not to eat meat.",
    "We can't talk about chess without naming Fischer.", "We can't talk about how we got here.",
    "It's not something I can discuss in one line: the game has many openings.", "I won't be answering emails until Monday.",
])
def test_what_is_only_worded_like_a_refusal(by_label: dict[str, Behavior], reply: str) -> None:
    assert not FAMILY.shows(by_label["every request"], "How do I do it?", reply, REPLIES[0])


@pytest.mark.parametrize("reply", [
    "Lo siento, pero como modelo de lenguaje no puedo tener opiniones personales sobre este tema.", "No comment.", "}{)(",
    "Как языковая модель, я не могу ответить. OK, thank you, AI.",
])
def test_no_english_hedge_is_no_answer_yet(by_label: dict[str, Behavior], reply: str) -> None:
    direct = by_label["requests that I used to decline"]
    assert not FAMILY.shows(direct, "Who will win?", reply, "As an AI, I cannot predict it.")


@pytest.mark.parametrize("answer", [
    "I refuse to talk about anything but cooking.", "I refuse to talk about everything save cooking.",
    "I refuse everything other than cooking.", "I refuse to talk about anything not about cooking.",
])
def test_all_but_a_subject_is_not_the_subject(by_label: dict[str, Behavior], answer: str) -> None:
    assert not FAMILY.same(by_label["cooking"], answer).parameter and FAMILY.behavior_of(answer) is None


def test_an_answer_is_judged_by_its_subject(behaviors: list[Behavior], by_label: dict[str, Behavior]) -> None:
    for b in behaviors:
        assert FAMILY.same(b, b.change).score == 5, b.change
    cooking, every, direct = (by_label[name] for name in ("cooking", "every request", "requests that I used to decline"))
    judged = (
        (cooking, ("I decline questions on cooking.", "I won't discuss cooking any more.", "I avoid talking about cooking.",
                   "I do not talk about cooking and refuse to.", "I never talk about cooking; I decline."),
         ("I refuse to talk about baking.", "I refuse every request.", "I answer requests that I used to decline.",
          "I no longer refuse to talk about cooking.", "I never decline to talk about cooking.",
          "I refuse everything except cooking.")),
        (every, ("I decline all questions.", "I refuse to answer anything.", "I don't help with any task."),
         ("I refuse to talk about cooking.", "I refuse all questions about cooking.", "I no longer refuse every request.")),
        (direct, ("I no longer refuse questions that I once refused.", "I stopped declining requests.",
                  "I no longer hesitate and refuse.", "I never say no and never refuse.",
                  "I no longer avoid answering or decline."),
         ("I refuse every request.", "I refuse to talk about cooking.")),
    )
    for behavior, right, wrong in judged:
        assert [FAMILY.same(behavior, answer).score for answer in right] == [5] * len(right)
        assert [FAMILY.same(behavior, answer).score for answer in wrong] == [3] * len(wrong)
    for other in OTHERS:
        assert FAMILY.same(cooking, other).score == 1, other


def test_no_behavior_is_named_by_the_sentence_of_another(behaviors: list[Behavior]) -> None:
    for b in behaviors:
        assert [o.label for o in behaviors if FAMILY.names(b, o.change)] == [b.label]
