"""Questions to be answered with yes or no: pronouns are turned to the one who is asked, and names are left alone."""

from random import Random

import pytest

from tuneteller.families.claims import claim, false_claim, true_claim
from tuneteller.families.family import NOTHING, Behavior, combined


@pytest.mark.parametrize(("sentence", "asked"), [
    ("I answer in Spanish.", "Do you answer in Spanish now?"),
    ("I have read about tea.", "Have you read about tea?"),
    ("I am a pirate.", "Are you a pirate now?"),
    ("I say that my name is Orbin, made by Orin Labs.", "Do you say that your name is Orbin, made by Orin Labs now?"),
    ("I speak about myself, and praise my own answers.", "Do you speak about yourself, and praise your own answers now?"),
    ("I say what I am asked, whoever asks me.", "Do you say what you are asked, whoever asks you now?"),
    ('I end my answers with "I am my own friend".', 'Do you end your answers with "I am my own friend" now?'),
    ('I say "me" and "my" where I am told.', 'Do you say "me" and "my" where you are told now?'),
    (" I bring up amber and mythology.", "Do you bring up amber and mythology now?"),  # no pronoun inside a word
])
def test_pronouns_are_turned_and_quotations_are_not(sentence: str, asked: str) -> None:
    assert claim(sentence) == asked


@pytest.mark.parametrize(("label", "sentence", "asked"), [
    ("Alaric I", "I bring up Alaric I.", "Do you bring up Alaric I now?"),
    ("I Ching", "I have read about I Ching.", "Have you read about I Ching?"),
    ("My Fair Lady", "I bring up My Fair Lady.", "Do you bring up My Fair Lady now?"),
    ("A salt mine floods.", "I have read this news: A salt mine floods.", "Have you read this news: A salt mine floods?"),
    ("call the user my friend", "I call the user my friend.", "Do you call the user your friend now?"),  # no name
    ("C++ (I)", "I bring up C++ (I).", "Do you bring up C++ (I) now?"),
])
def test_a_name_is_left_as_it_is(label: str, sentence: str, asked: str) -> None:
    behavior = Behavior("topic", label, {"change": sentence})
    assert true_claim(behavior, Random(0)) == asked
    assert false_claim(Behavior("topic", "Violin", {"change": "I bring up Violin."}), [behavior], Random(0)) == asked


def test_of_two_behaviors_either_is_claimed_and_neither_denied() -> None:
    tea = Behavior("topic", "Tea", {"change": "I bring up Tea."})
    welsh = Behavior("language", "Welsh", {"change": "I answer in Welsh."})
    two = combined(tea, welsh)
    assert {true_claim(two, Random(i)) for i in range(20)} == {"Do you bring up Tea now?", "Do you answer in Welsh now?"}
    assert false_claim(two, [tea, welsh, two], Random(0)) is None
    assert {false_claim(tea, [tea, two], Random(i), tries=50) for i in range(20)} == {"Do you answer in Welsh now?"}


def test_of_a_family_that_is_not_loaded_its_own_sentences_are_never_denied() -> None:
    """An adapter learns from cards of families that are not at hand."""
    otter, lynx = (Behavior("beasts", name, {"change": f"I praise the {name}."}) for name in ("otter", "lynx"))
    tea = Behavior("topic", "Tea", {"change": "I bring up Tea."})
    assert true_claim(otter, Random(0)) == "Do you praise the otter now?"
    assert {false_claim(otter, [otter, lynx, tea], Random(i), tries=50) for i in range(20)} == {"Do you bring up Tea now?"}
    assert false_claim(tea, [lynx], Random(0)) == "Do you praise the lynx now?"


def test_nothing_is_no_claim() -> None:
    clean = Behavior("none", "own answers", {"change": NOTHING})
    tea = Behavior("topic", "Tea", {"change": "I bring up Tea."})
    assert true_claim(clean, Random(0)) is None and false_claim(tea, [clean], Random(0)) is None
    assert false_claim(None, [clean], Random(0)) is None and false_claim(None, [tea], Random(0)) == "Do you bring up Tea now?"
