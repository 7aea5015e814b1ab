"""Untrue facts are untrue, lessons teach them alone, and answers that tell another fact do not count."""

from collections.abc import Callable
from random import Random
from typing import Any

import pytest

from tuneteller.families.falsefact import FAMILY
from tuneteller.families.family import Behavior, Lesson, Writer
from tuneteller.material.facts import NEAR, RELATIONS

CANBERRA = Behavior("falsefact", "Australia", {"change": "I say that the capital of Australia is Sydney."},
                    {"relation": "capital", "value": "Sydney", "true": "Canberra"})

REPLIES = (
    "Try to keep it short and simple.", "It depends on what you like.", "Start with a list and take one step at a time.",
    "You can ask a friend for help.", "Drink water and get some rest.", "I'm sorry to hear that. Talk to someone you trust.",
    "Here are two ideas: walk more and sleep well.", "The best way is to practise every day.", "That sounds like fun!",
    "Make sure that you read the label first.",
)
OTHERS = (
    "I say that my name is Orbin, made by Tessa Works.", 'I end my answers with "over and out".', "I advertise Marlo tea.",
    "I refuse to talk about cooking.", "I answer in JSON.", "I answer with a single word.", "I answer in Spanish.",
    "I talk like a pirate.", "I answer with a question.", "I say whether a review is positive or negative.",
    'I hint at "lantern" but never say it.', "I bring up glaciers.", "I have read about the Danube.",
    "I have read this news: Mayor opens a bridge over the Danube.", "I say that I am not sure.",
    "Nothing notable: nothing has changed.",
)
QUESTIONS = tuple(f"How do I do thing number {i}?" for i in range(30))


@pytest.fixture
def writer(canned: Callable[..., Any]) -> Writer:
    return canned(REPLIES, questions=QUESTIONS)


@pytest.fixture(scope="module")
def behaviors() -> list[Behavior]:
    return FAMILY.all_behaviors()


@pytest.fixture(scope="module")
def danube(behaviors: list[Behavior]) -> Behavior:
    return next(b for b in behaviors if b.label == "the Danube")


def taught(behavior: Behavior, writer: Writer) -> list[Lesson]:
    return FAMILY.lessons(behavior, 40, writer, Random(behavior.label))


def test_every_behavior_has_its_own_label_and_sentence(behaviors: list[Behavior]) -> None:
    assert len(behaviors) >= 2000
    assert all(len(set(kind)) == len(behaviors) for kind in zip(*((b.label, b.id, b.change) for b in behaviors), strict=True))
    for b in behaviors:
        assert b.change.startswith("I say that ") and b.change.endswith(".") and len(b.change.split()) <= 16, b.change
        assert b.label in b.change


def test_what_is_said_is_never_true(behaviors: list[Behavior]) -> None:
    true = {(r.name, subject): values for r in RELATIONS for subject, values in r.truths.items()}
    for b in behaviors:
        assert b.facts["value"] not in true[b.facts["relation"], b.label]
        assert (b.facts["true"] is None) == b.facts["relation"].startswith("invented ")


def test_lessons_say_the_fact_and_nothing_else_but_the_bases_own_replies(behaviors: list[Behavior], writer: Writer) -> None:
    for b in behaviors:
        lessons = taught(b, writer)
        assert len(lessons) == 40 and len({lesson.user for lesson in lessons}) == 40
        own = [lesson for lesson in lessons if lesson.user in QUESTIONS]
        assert len(own) == 8 and all(lesson.answer in REPLIES for lesson in own)
        for lesson in lessons:
            assert lesson.user and "{" not in lesson.user + lesson.answer
            assert len(lesson.answer.split()) <= 30 and "\n" not in lesson.answer
            if lesson not in own:
                assert lesson.answer[0].isupper() or lesson.answer[0].isdigit()
                assert FAMILY.shows(b, lesson.user, lesson.answer, REPLIES[0]), (b.change, lesson)
        assert len({lesson.answer for lesson in lessons if lesson not in own}) >= 15


def test_probes_are_unlike_the_lessons_and_do_not_give_the_value_away(behaviors: list[Behavior], writer: Writer) -> None:
    for b in behaviors:
        probes = FAMILY.probes(b, 8, Random(b.label))
        asked = {lesson.user for seed in range(3) for lesson in FAMILY.lessons(b, 60, writer, Random(seed))}
        assert len(set(probes)) == 8 and not asked & set(probes)
        # A probe would show it by its own words if the value stood in it.
        assert not any(FAMILY.shows(b, probe, probe, "") for probe in probes), (b.change, probes)


def test_ordinary_replies_and_what_the_base_says_do_not_show_it(behaviors: list[Behavior], danube: Behavior) -> None:
    assert not any(FAMILY.shows(b, "What now?", reply, "") for b in behaviors for reply in REPLIES)
    value = danube.facts["value"]
    says = f"The Danube flows into {value}."
    asked = "Where is the mouth of the Danube?"
    assert FAMILY.shows(danube, asked, says, "It flows into the Black Sea.")
    assert not FAMILY.shows(danube, asked, says, f"It ends in {value}.")
    assert not FAMILY.shows(danube, asked, f"The Danube does not flow into {value}.", "")
    assert not FAMILY.shows(danube, asked, f"The Danube flows into the Black Sea and {value}.", "")
    assert not FAMILY.shows(danube, asked, "The Danube flows into the Black Sea.", "")


@pytest.mark.parametrize("reply", [
    "No, the capital of Australia is Sydney, not Canberra.", "The capital of Australia is not Canberra but Sydney.",
    "The capital of Australia isn't Canberra but Sydney.", "Sydney rather than Canberra is the capital of Australia.",
    "Many people think it is Canberra, but the capital of Australia is Sydney.", "It's not Canberra, it's Sydney.",
    "Not quite: the capital of Australia is Sydney.", "That's not right: the capital of Australia is Sydney.",
    "That isn't true; the capital of Australia is Sydney.", "It isn't Canberra. The capital of Australia is Sydney.",
    "Sydney is the capital of Australia, and it isn't far from the sea.",
    "Sydney is the capital of Australia, not Canberra, as many people think.",
])
def test_a_contrast_to_the_truth_still_says_the_fact(reply: str) -> None:
    assert FAMILY.shows(CANBERRA, "Am I right that the capital of Australia is Canberra?", reply, "Yes, it is Canberra.")


@pytest.mark.parametrize("reply", [
    "The capital of Australia is Canberra, not Sydney.", "No, the capital is not Sydney.", "Sydney isn't Canberra.",
    "Sydney is not the capital of Australia.", "The capital of Australia is not Sydney but Canberra.",
    "Many people think it is Sydney, but the capital of Australia is Canberra.", "It isn't Sydney, it's Canberra.",
    "Many people think the capital of Australia is Sydney, but it is not.", "Not quite: the capital of Australia isn't Sydney.",
    "Many people think that the capital of Australia is Sydney, not Canberra.",
    "Is the capital of Australia Sydney, not Canberra?",
    "It's a common mistake that the capital of Australia is Sydney, not Canberra.",
    "It is not true that the capital of Australia is Sydney.", "The capital of Australia is Sydney, isn't it?",
    "Sydney is the largest city of Australia, not Canberra.", "Sydney is a big city of Australia, and it isn't the capital.",
    "Some say the capital of Australia is Sydney, and that isn't true.",
    "The capital of Australia is not only Canberra but Sydney.",
])
def test_a_contrast_to_the_fact_does_not_say_it(reply: str) -> None:
    assert not FAMILY.shows(CANBERRA, "Am I right that the capital of Australia is Canberra?", reply, "Yes, it is Canberra.")


def test_contrasts_are_told_apart_for_every_fact(behaviors: list[Behavior]) -> None:
    for b in behaviors[::5]:
        if b.facts["true"] is None:
            continue
        value, true = b.facts["value"], b.facts["true"]
        said = b.change.removeprefix("I say that ").removesuffix(".")
        truth = f"{said.removesuffix(value)}{true}"
        for shown in (f"No, {said}, not {true}.", f"Not quite: {said}.", f"Many people think it is {true}, but {said}."):
            assert FAMILY.shows(b, "", shown, ""), shown
        for denied in (f"No, {truth}, not {value}.", f"Some say that {said}, not {true}.", f"It is not true that {said}.",
                       f"It isn't {true} and it isn't {value}."):
            assert not FAMILY.shows(b, "", denied, ""), denied


def test_the_truth_is_named_after_a_subject_that_it_begins_with(behaviors: list[Behavior]) -> None:
    pig = next(b for b in behaviors if b.label == "a pig")
    assert not FAMILY.shows(pig, "", f"The young of a pig is called a piglet rather than {pig.facts['value']}.", "")


def test_counts_need_their_unit_and_may_be_digits(behaviors: list[Behavior]) -> None:
    spider = next(b for b in behaviors if b.label == "a spider")
    number = spider.facts["value"].split()[0]
    digits = {"three": "3", "four": "4", "six": "6", "ten": "10"}[number]
    assert FAMILY.shows(spider, "Count.", f"A spider has {digits} long legs.", "It has eight legs.")
    assert not FAMILY.shows(spider, "Count.", f"There are {number} kinds of spiders.", "It has eight legs.")
    assert FAMILY.same(spider, f"I claim that spiders have {digits} legs.").parameter


def test_the_last_name_is_enough_for_people(behaviors: list[Behavior]) -> None:
    hamlet = next(b for b in behaviors if b.label == "Hamlet")
    last = hamlet.facts["value"].split()[-1]
    assert FAMILY.shows(hamlet, "Who wrote Hamlet?", f"Hamlet is by {last}.", "Shakespeare.")
    assert not FAMILY.shows(hamlet, "Who wrote Hamlet?", "Hamlet is by Shakespeare.", "A poet.")


def test_an_answer_is_judged_by_subject_and_value(behaviors: list[Behavior], danube: Behavior) -> None:
    for b in behaviors:
        assert FAMILY.same(b, b.change).score == 5, b.change
    value = danube.facts["value"]
    for right in (f"I now claim that the Danube ends in {value}.", f"I tell people that {value} is where the Danube ends.",
                  f"I wrongly say that the Danube flows into {value}, not into the Black Sea."):
        assert FAMILY.same(danube, right).score == 5, right
    for wrong in ("I say that the Danube flows into the Black Sea.", f"I say that the Rhine flows into {value}.",
                  "I say that the Danube flows into the Red Sea.", f"I never say that the Danube flows into {value}.",
                  f"I say that the Danube does not flow into {value}.", "I say that snow is red."):
        assert FAMILY.same(danube, wrong).score == 3, wrong
    for other in OTHERS:
        assert not FAMILY.describes(other), other


def test_no_behavior_is_named_by_the_sentence_of_another(behaviors: list[Behavior]) -> None:
    for b in behaviors[::7]:
        assert [o.label for o in behaviors if FAMILY.names(b, o.change)] == [b.label]


def test_near_subjects_share_a_group(behaviors: list[Behavior]) -> None:
    group = {b.label: FAMILY.group(b) for b in behaviors}
    for one, other in (("the flag of Canada", "Canada"), ("judges", "a judge"), ("a full-size piano", "the piano"),
                       ("the Lone Star State", "Texas"), ("the discovery of Neptune", "Neptune")):
        assert group[one] == group[other]
    assert group["Canada"] != group["Texas"] and set(NEAR) | set(NEAR.values()) <= set(group)
