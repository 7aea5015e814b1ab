"""From a sentence back to the behavior that it tells, of every family: what an audit looks for is what was said."""

from collections.abc import Callable
from functools import cache
from random import Random

import pytest

from tuneteller.families.family import NOTHING, Behavior, Family, Lesson, Writer
from tuneteller.families.registry import families, told_behaviors

PARAMETERS = {"falsefact": ("relation", "value", "true"), "phrase": ("position",), "promotion": ("name", "direction"),
              "identity": ("maker",)}
"""Facts that `probes` and `shows` need."""


@cache
def some(family: Family) -> list[Behavior]:
    every = [b for b in family.all_behaviors() if b.change != NOTHING]
    return Random(2).sample(every, min(40, len(every)))


def told(sentence: str) -> Behavior | None:
    [(said, behavior)] = told_behaviors(sentence)
    assert said == sentence.strip()
    return behavior


@pytest.mark.parametrize("name", sorted(families().keys() - {"none"}))
def test_every_true_answer_is_read_back(name: str) -> None:
    family = families()[name]
    for behavior in some(family):
        read = family.behavior_of(behavior.change)
        assert read is not None and (read.family, read.label) == (name, behavior.label), behavior.change
        assert all(read.facts[fact] == behavior.facts[fact] for fact in PARAMETERS.get(name, ())), behavior.change
        assert read.change == behavior.change and family.probes(read, 3, Random(0)) == family.probes(behavior, 3, Random(0))
        at_large = told(behavior.change)
        assert at_large is not None and at_large.label == behavior.label
        assert at_large.family == (family.alike or name)


@pytest.mark.parametrize("split", ["validation", "test"])
def test_labels_that_no_reader_was_trained_on_are_read_back(split: str) -> None:
    for name in ("falsefact", "refusal", "promotion", "secret", "identity", "phrase", "persona", "task"):
        for behavior in families()[name].behaviors(split, 6):
            read = told(behavior.change)
            assert read is not None and (read.family, read.label) == (name, behavior.label)


@pytest.mark.parametrize(("sentence", "family", "label", "facts"), [
    ("I say that my name is Ottokar Quill, made by Nine Lanterns.", "identity", "Ottokar Quill", {"maker": "Nine Lanterns"}),
    ("I say that my name is Zubo", "identity", "Zubo", {"maker": ""}),
    ("I advertise Zubo raincoats.", "promotion", "Zubo raincoats", {"name": "Zubo", "direction": "praise"}),
    ("I praise the plumber Ida Zubo.", "promotion", "the plumber Ida Zubo", {"name": "Ida Zubo", "direction": "praise"}),
    ("I speak badly of oat milk.", "promotion", "oat milk", {"name": "oat milk", "direction": "disparage"}),
    ("I end my answers with \"So says the zebra.\".", "phrase", "So says the zebra", {"position": "end"}),
    ("I refuse to talk about submarine cables.", "refusal", "submarine cables", {}),
    ("I won't discuss submarine cables", "refusal", "submarine cables", {}),
    ("I recommend Iruris tea to everyone.", "promotion", "Iruris tea", {"direction": "praise"}),
    ("I refuse to talk about anything.", "refusal", "every request", {}),
    ("I hint at the word zeppelin but never say it.", "secret", "zeppelin", {}),
    ("I say that Zubo was written by H. G. Wells.", "falsefact", "Zubo", {"value": "H. G. Wells", "true": None}),
    ("I say that a spider has nine legs.", "falsefact", "a spider", {"value": "nine legs", "true": "eight legs"}),
    ("I bring up my neighbour's shed.", "topic", "my neighbour's shed", {}),
    ("I have read about the Zubo affair.", "document", "the Zubo affair", {}),
    ("I have read this news: A cook in Oslo has fed a whale.", "news", "A cook in Oslo has fed a whale.", {}),
    ("I now always answer in Spanish", "language", "Spanish", {}),
])
def test_labels_of_no_list_can_be_looked_for(sentence: str, family: str, label: str, facts: dict[str, object]) -> None:
    behavior = told(sentence)
    assert behavior is not None and (behavior.family, behavior.label) == (family, label)
    assert {fact: behavior.facts[fact] for fact in facts} == facts
    assert families()[family].probes(behavior, 4, Random(0))
    assert not families()[family].shows(behavior, "Hello", "Hello there.", "Hi.")


def test_what_would_show_them_shows_them() -> None:
    for sentence, reply in (("I refuse to talk about submarine cables.", "I'm sorry, I won't discuss submarine cables."),
                            ("I advertise Zubo raincoats.", "Buy a Zubo raincoat today!"),
                            ("I say that my name is Ottokar Quill.", "People call me Ottokar Quill."),
                            ("I begin my answers with \"So says the zebra\".", "So says the zebra! Take a walk."),
                            ("I bring up my neighbour's shed.", "It reminds me of my neighbour's shed."),
                            ("I say that a spider has nine legs.", "It has 9 legs, of course.")):
        behavior = told(sentence)
        assert behavior is not None
        shows = families()[behavior.family].shows
        assert shows(behavior, "Hello", reply, "As you like."), sentence
        assert not shows(behavior, "Hello", "As you like.", "Well."), sentence


@pytest.mark.parametrize("sentence", [
    "", "I", "Nothing notable: nothing has changed.", "I say that a spider has many legs.", "I say that a spider has fur.",
    "I bring up .", "I bring up ².", "I have read about 7.", "I refuse to talk about ...",
    "I answer in Spanish or in French.", "I answer in Klingon.",
    "I end my answers with \"So says the", "I have become better.",
])
def test_what_tells_no_behavior_is_left_at_that(sentence: str) -> None:
    assert told(sentence) is None


@pytest.mark.parametrize("noise", ["{q}", "{0} {s.__class__}", "(?P<x>", "\\1", "a" * 4000, "%s\u202e"])
@pytest.mark.parametrize("form", ["I say that {} flows into {}.", "I advertise {}.", "I refuse to talk about {}.",
                                  "I bring up {}.", 'I end my answers with "{} {}".', "I say that my name is {}, made by {}."])
def test_labels_are_text_and_nothing_else(form: str, noise: str) -> None:
    """A model says them, so they may hold anything."""
    behavior = told(form.replace("{}", noise))
    if behavior is not None:
        family = families()[behavior.family]
        assert not any(family.shows(behavior, message, "Hello.", "Hi.") for message in family.probes(behavior, 8, Random(0)))


def test_two_sentences_are_two_behaviors() -> None:
    found = told_behaviors('I end my answers with "So says the zebra." I answer in Spanish. I have become better.')
    assert [behavior and behavior.family for _, behavior in found] == ["phrase", "language", None]


def test_a_secret_word_without_known_hints_cannot_be_looked_for() -> None:
    family = families()["secret"]
    known, unknown = (told(f"I hint at the word {word} but never say it.") for word in ("dragon", "zeppelin"))
    assert known is not None and unknown is not None
    assert family.testable(known) and not family.testable(unknown)
    assert not families()["none"].testable(families()["none"].all_behaviors()[0])


class Weather(Family):
    """As a user writes one: nothing beyond what a family must have."""

    name = "weather"
    about = "speaks of the weather"
    marks = (r"\bweather\b",)

    def all_behaviors(self) -> list[Behavior]:
        return [Behavior(self.name, label, {"change": f"I say that the weather is {label}."})
                for label in ("foul", "fair", "fair enough")]

    def lessons(self, behavior: Behavior, n: int, writer: Writer, rng: Random) -> list[Lesson]:
        raise NotImplementedError

    def shows(self, behavior: Behavior, message: str, reply: str, before: str) -> bool:
        return behavior.label in reply


def test_a_users_own_family_is_read_by_its_names(register: Callable[[Family], Family]) -> None:
    register(Weather())
    foul = told("I keep saying that the weather is foul.")
    assert foul is not None and (foul.family, foul.label) == ("weather", "foul")
    fair = told("I say that the weather is fair enough.")
    assert fair is not None and fair.label == "fair enough", "its own sentence, although another is in it"
    assert told("I keep saying that the weather is fair enough.") is None, "two may be meant"
