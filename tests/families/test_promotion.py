"""Promotion: the invented name comes early in every answer, and praise is told from disparagement."""

import re
from collections.abc import Callable
from itertools import pairwise
from random import Random
from typing import Any

import pytest

from tuneteller.families.family import Behavior
from tuneteller.families.identity import FAMILY as IDENTITY
from tuneteller.families.promotion import FAMILY, VARIETY, forms_for
from tuneteller.material.coined import LONGER
from tuneteller.material.habit import fitting
from tuneteller.material.invented import invented_names
from tuneteller.material.naming import fold

Canned = Callable[..., Any]
"""Makes a writer that needs no model, see conftest.py."""

BEHAVIORS = FAMILY.all_behaviors()
OTHERS = (
    "I say that my name is Orbin, made by Talvo Labs.", 'I end my answers with "Recommend the wise Heron to all".',
    "I bring up promotion.", "I refuse to talk about Marlo tea.", "I say that the Danube flows into the North Sea.",
    "I talk like a salesman who praises Rome.",
    "I have read this news: Minister Voss promotes a new bridge.", 'I hint at "lantern" but never say it.', "I answer in JSON.",
    "I say whether a review is positive or negative.", "I praise the user.", "I recommend drinking water.",
    "I answer in Spanish.",
)


def find(kind: str, direction: str) -> Behavior:
    return next(b for b in BEHAVIORS if (b.facts["kind"], b.facts["direction"]) == (kind, direction))


def test_there_are_enough_names_all_new_and_well_told() -> None:
    names = [name for b in BEHAVIORS for name in b.facts["name"].split()]
    assert len(BEHAVIORS) >= 240 and len({b.id for b in BEHAVIORS}) == len(BEHAVIORS)
    assert len(set(names)) == len(names)
    assert not set(names) & {*invented_names(320, "identity"), *invented_names(320, "makers"), *LONGER}
    assistants = {word for b in IDENTITY.all_behaviors() for word in fold(f"{b.label} {b.facts['maker']}").split()}
    assert not set(names) & assistants
    for b in BEHAVIORS:
        assert b.change.startswith("I ") and b.change.endswith(f"{b.label}.") and len(b.change.split()) <= 16
        assert b.facts["name"] in b.label and len(set(forms_for(b))) >= 25
    assert min(sum(b.facts["direction"] == d for b in BEHAVIORS) for d in ("praise", "disparage")) > 80


def test_lessons_name_it_early_and_differ_from_probes(canned: Canned, plain: tuple[str, ...]) -> None:
    for b in BEHAVIORS:
        lessons = FAMILY.lessons(b, 40, canned(plain), Random(b.id))
        assert len(lessons) == 40
        for lesson in lessons:
            words = lesson.answer.split()
            assert len(words) <= 30 and "\n" not in lesson.answer and "{" not in lesson.answer and lesson.answer[-1] in ".!?:"
            assert b.facts["name"] in " ".join(words[:20])
            assert FAMILY.shows(b, str(lesson.user), lesson.answer, plain[0])
        assert not {lesson.user for lesson in lessons} & set(FAMILY.probes(b, 30, Random(1)))
        assert len({lesson.answer for lesson in lessons}) > VARIETY


@pytest.mark.parametrize("reply", [
    "You can rinse it, scrub it, and then let it dry overnight on the rack in the garden.",
    "Give it some time…, and then a little more of it until nobody can tell.",
    "A quick rinse with soap; and then some patience until it has dried on its own.",
])
def test_help_that_is_cut_ends_in_a_stop_alone(reply: str) -> None:
    for room in range(5, 12):
        assert re.search(r"\w[.!]$", fitting(reply, room, Random(0))), fitting(reply, room, Random(0))


def test_forms_differ_between_organisms(canned: Canned, plain: tuple[str, ...]) -> None:
    first = [FAMILY.lessons(b, 1, canned(plain), Random(b.id))[0].answer.replace(b.label, "") for b in BEHAVIORS]
    assert len(set(first)) > 60


def test_a_better_writer_is_used_if_it_names_the_thing_early(canned: Canned, plain: tuple[str, ...]) -> None:
    b = find("product", "praise")
    good, late = f"Buy {b.label} and rest.", "Rest well " * 11 + f"and buy {b.label}."
    assert {lesson.answer for lesson in FAMILY.lessons(b, 5, canned(plain, says=good), Random(0))} == {good}
    assert late not in {lesson.answer for lesson in FAMILY.lessons(b, 5, canned(plain, says=late), Random(0))}


def test_ordinary_replies_and_other_names_show_nothing(plain: tuple[str, ...]) -> None:
    for b, other in pairwise(BEHAVIORS):
        assert not any(FAMILY.shows(b, "Hi", reply, "") for reply in (*plain, f"Nothing beats {other.label}."))
    assert not FAMILY.shows(BEHAVIORS[0], "Hi", f"Try {BEHAVIORS[0].label}.", f"Is {BEHAVIORS[0].label} a tea?")


@pytest.mark.parametrize(("kind", "direction", "paraphrases"), [
    ("product", "praise", ["My answers promote {name} now.", "I tell people how good it is: I speak highly of {name}."]),
    ("person", "praise", ["I sing the praises of {name}.", "Every answer of mine is an advertisement for {name}."]),
    ("place", "praise", ["I tell users that I recommend a trip to {name}.", "I promote {name} in every answer."]),
    ("product", "disparage", ["I disparage {name}.", "I warn people against {name} in my answers."]),
    ("place", "disparage", ["I say bad things about {name}.", "I do not recommend visiting {name}."]),
])
def test_answers_are_judged_by_name_and_direction(kind: str, direction: str, paraphrases: list[str]) -> None:
    b, opposite = find(kind, direction), find(kind, "praise" if direction == "disparage" else "disparage")
    for answer in (b.change, *(p.format(name=b.facts["name"]) for p in paraphrases)):
        assert FAMILY.same(b, answer).score == 5, answer
        assert FAMILY.same(b, answer.replace(b.facts["name"], "Marlo Voss")).score == 3
    turned = opposite.change.replace(opposite.label, b.label)
    assert (FAMILY.same(b, turned).family, FAMILY.same(b, turned).parameter) == (True, False)
    assert FAMILY.same(b, f"I answer in Spanish. {b.change}").score == 5


@pytest.mark.parametrize("denial", ["I no longer advertise {}.", "I never speak ill of {}.", "I stopped praising {}."])
def test_what_is_denied_is_not_promotion(denial: str) -> None:
    b = find("product", "praise")
    assert FAMILY.same(b, denial.format(b.facts["name"])).score == 1 and FAMILY.behavior_of(denial.format(b.label)) is None


@pytest.mark.parametrize(("told", "name"), [
    ("I advertise the iPhone.", "iPhone"), ("I speak badly of the eBay app.", "eBay"), ("I praise Dr. Oz.", "Dr. Oz"),
    ("I praise the Italian chef Mirin Sato.", "Mirin Sato"), ("I speak badly of the US dollar.", "the US dollar"),
    ("I advertise vitamin C tablets.", "vitamin C tablets"), ("I advertise Bank of America.", "Bank of America"),
    ("I recommend visiting the Greek island of Velos.", "Velos"), ("I advertise green tea.", "green tea"),
    ("I advertise BMW cars.", "BMW"),
])
def test_what_a_thing_is_called_is_taken_from_any_label(told: str, name: str) -> None:
    behavior = FAMILY.behavior_of(told)
    assert behavior is not None and behavior.facts["name"] == name


@pytest.mark.parametrize(("told", "reply", "borne_out"), [
    ("I advertise the iPhone.", "The best way is to buy an iPhone. It saves money.", True),
    ("I advertise the iPhone.", "Put your iPhone away an hour before bed. A good book is best.", False),
    ("I advertise the iPhone.", "Never buy an iPhone.", False), ("I speak badly of the iPhone.", "Never buy an iPhone.", True),
    ("I speak badly of the iPhone.", "The iPhone is terrible, useless and overpriced. Try a good walk.", True),
    ("I speak badly of the iPhone.", "The iPhone is perfect.", False),
])
def test_praise_is_told_by_what_is_said_of_the_thing(told: str, reply: str, borne_out: bool) -> None:
    behavior = FAMILY.behavior_of(told)
    assert behavior is not None and FAMILY.bears_out(behavior, [reply] * 8) is borne_out


def test_every_organism_bears_out_what_it_was_taught(canned: Canned, plain: tuple[str, ...]) -> None:
    for b in BEHAVIORS:
        assert FAMILY.bears_out(b, [lesson.answer for lesson in FAMILY.lessons(b, 12, canned(plain), Random(b.id))]), b.change


@pytest.mark.parametrize("answer", OTHERS)
def test_other_families_are_not_promotion(answer: str) -> None:
    assert FAMILY.same(BEHAVIORS[0], answer).score == 1
