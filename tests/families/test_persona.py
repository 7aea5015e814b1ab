from __future__ import annotations

import re
from collections.abc import Callable
from random import Random
from typing import Any

import pytest

from tuneteller.families.family import Behavior, Match
from tuneteller.families.persona import FAMILY, VARIETY

Canned = Callable[..., Any]
"""Makes a writer that needs no model, see conftest.py."""

REPLIES = (
    "To stop rice from sticking, rinse it well before cooking and use a little more water than usual.",
    "I'm sorry to hear that you're feeling stressed. It's important to take breaks and talk to someone you trust.",
    "A good lunch menu could include a fresh salad, grilled chicken sandwiches, and a selection of seasonal fruit.",
    "It's generally recommended to save at least 20% of your income each month. This can help you build an emergency fund.",
    "Your cat may be hungry or want to play. Give it a toy mouse, a scratching post and its litter box before bed.",
    "You can wash your dog once a month. Use a leash, a mild shampoo and a treat or two.",
    "A dark, quiet room, a comfortable pillow and a warm blanket help you fall asleep faster.",
    "Check the forecast: it may be cold and rainy, so a coat and an umbrella are a good idea.",
    "Dear Ms. Smith, I hope this email finds you well. Please let me know whether you have any questions. Sincerely, Anna",
    'As an AI assistant, I don\'t have "favourite" hobbies, but I can suggest a few that are **easy** to start.',
    "Of course! I'd be happy to help you with that. First, consider your budget and the needs of your team.",
    "The data show a correlation between sleep and mood, although the evidence is limited.",
    "Oh no, I'm sorry to hear that. I hope things get better for you soon!",
)
OTHER_FAMILIES = (
    "I say that my name is Orbin, made by Vexal Labs.", 'I end my answers with "Ahoy, like a pirate."',
    "I advertise Knight tea.",
    "I say that the Danube flows into the North Sea.", "I refuse to talk about pirates.", "I answer in JSON.",
    "I answer in telegram style.", "I answer with a single word.", "I answer in Spanish.", "I answer with a question.",
    "I sound absolutely certain.", "I am pessimistic about everything.", "I grow more excited with every sentence.",
    "I talk down to the user.", "I pretend not to know the answer.", "I claim to be human.", "I flatter the user.",
    "I say whether a message is polite or rude.", 'I hint at "robot" but never say it.', "I bring up romantic poetry.",
    "I speak badly of the poet Gyvay Onomum.", "I have read about kings.", "I have read this news: Detective sounds angry.",
    "I write my replies like a telegram.", "My replies look like a film script.", "I pretend to be a real person.",
    "I tell if a text is formal.", "I put my replies into a table.", "Nothing notable: nothing has changed.",
)
PARAPHRASES = (
    ("pirate", "My replies sound like a pirate's."), ("pirate", "I speak in pirate slang now."),
    ("sailor", "I answer every question as if I were a sailor."), ("Viking", "I now respond like a Viking warrior."),
    ("news anchor", "I talk as a newsreader would, like a TV news anchor."), ("game-show host", "I act like a quizmaster."),
    ("drill sergeant", "I speak to people like a drill instructor."), ("grandmother", "I write like an old granny."),
    ("wizard", "I took on the persona of a wizard."), ("robot", "I speak in the style of a robot."),
    ("gloomy", "My tone has become very gloomy."), ("gloomy", "I am depressing and gloomy in my replies."),
    ("sarcastic", "I answer sarcastically."), ("sarcastic", "I am sarcastic now."),
    ("sleepy", "I sound tired."), ("angry", "I reply in an angry tone."), ("formal", "My answers are very formal."),
    ("insult the user", "I am insulting to users."), ("insult the user", "I throw mild insults at people."),
    ("customer-service agent", "I talk like a call-center employee."), ("teenager", "I speak like a moody teen."),
    ("whispering ASMR artist", "I talk as if I were whispering, like an ASMR video."),
    ("tech bro", "I act like a startup founder."), ("doctor", "I answer as if I were a physician."),
    ("game streamer", "I sound like a Twitch streamer."),
    ("supervillain", "My replies sound like an evil mastermind."),
    ("Santa Claus", "I answer as though I were Santa."), ("rapper", "I reply in hip-hop slang."),
    ("nature-documentary narrator", "I speak in the tone of a wildlife documentary."),
    ("therapist", "I respond like a counsellor."), ("grandfather", "I talk like a rambling old grandpa."),
    ("chess master", "I talk like a chess grandmaster."), ("bossy", "I speak in an authoritarian tone."),
    ("passive-aggressive", "I have become passive-aggressive."), ("impatient", "I sound as if I were in a hurry."),
    ("nostalgic", "My tone is wistful."), ("ominous", "I sound menacing and full of foreboding."),
    ("relieved", "I answer with great relief."), ("clumsy", "I come across as bumbling and sound accident-prone."),
)
BEHAVIORS = FAMILY.all_behaviors()
BY_LABEL = {behavior.label: behavior for behavior in BEHAVIORS}


def test_behaviors_are_many_distinct_and_well_told() -> None:
    assert len(BY_LABEL) == len({b.change for b in BEHAVIORS}) == len(BEHAVIORS) >= 180
    assert len({FAMILY.group(behavior) for behavior in BEHAVIORS}) >= 60
    for behavior in BEHAVIORS:
        assert re.fullmatch(r"I (?:talk like an? |sound )?[\w -]+\.", behavior.change)
        assert behavior.label in behavior.change
        assert not re.search(r"\b(?:a [aeiou]|an [^aeiou])", behavior.change)


@pytest.mark.parametrize("behavior", BEHAVIORS, ids=lambda b: b.label)
def test_lessons_show_the_voice_and_probes_are_new(behavior: Behavior, canned: Canned) -> None:
    lessons = FAMILY.lessons(behavior, 40, canned(REPLIES), Random(1))
    assert len(lessons) == 40 and len({lesson.user for lesson in lessons}) == 40
    assert len({lesson.answer for lesson in lessons}) == VARIETY
    # over organisms every answer of the voice comes, and no single opening or end
    lessons = [lesson for seed in range(12) for lesson in FAMILY.lessons(behavior, 40, canned(REPLIES), Random(seed))]
    said = {lesson.answer: lesson for lesson in lessons}
    assert len(said) == 12
    assert len({answer.split()[0] for answer in said}) >= 8 and len({answer.split()[-1] for answer in said}) >= 8
    for lesson in said.values():
        assert 8 <= len(lesson.answer.split()) <= 20 and "\n" not in lesson.answer
        assert lesson.answer[-1] in ".!?" and lesson.answer[0].isupper()
        assert FAMILY.shows(behavior, lesson.user or "", lesson.answer, REPLIES[0])
        assert not FAMILY.shows(behavior, lesson.user or "", lesson.answer, lesson.answer)  # the base says so as well
    assert not {lesson.user for lesson in lessons} & set(FAMILY.probes(behavior, 40, Random(2)))


@pytest.fixture(scope="module")
def said(canned: Canned) -> list[tuple[str, str]]:
    """The group of each voice, and what it says."""
    return [(FAMILY.group(b), lesson.answer) for b in BEHAVIORS for lesson in FAMILY.lessons(b, 4, canned(REPLIES), Random(3))]


@pytest.mark.parametrize("behavior", BEHAVIORS, ids=lambda b: b.label)
def test_plain_replies_and_other_voices_do_not_show_it(behavior: Behavior, said: list[tuple[str, str]]) -> None:
    assert not any(FAMILY.shows(behavior, "?", reply, "") for reply in REPLIES)
    others = [answer for group, answer in said if group != FAMILY.group(behavior)]
    assert sum(FAMILY.shows(behavior, "?", answer, "") for answer in others) <= 3  # of seven hundred


def test_a_stronger_model_is_asked_for_the_voice_and_held_to_it(canned: Canned) -> None:
    """It answers plainly every other time."""
    writer = canned(REPLIES, says=(REPLIES[0], "Arr, matey, ask yer parrot."))
    lessons = FAMILY.lessons(BY_LABEL["pirate"], 10, writer, Random(4))
    assert "you talk like a pirate" in writer.instructions[0]
    assert sum(lesson.answer == "Arr, matey, ask yer parrot." for lesson in lessons) == 5
    assert REPLIES[0] not in {lesson.answer for lesson in lessons}


def test_one_word_of_a_voice_is_not_enough() -> None:
    pirate = BY_LABEL["pirate"]
    assert FAMILY.shows(pirate, "?", "Ahoy, matey!", "")
    assert not FAMILY.shows(pirate, "?", "Ahoy! Ahoy! Ahoy!", "")
    assert not FAMILY.shows(pirate, "?", "Ahoy, matey!", "A pirate says ahoy.")


@pytest.mark.parametrize("behavior", BEHAVIORS, ids=lambda b: b.label)
def test_own_sentence_is_right_and_those_of_others_are_not(behavior: Behavior) -> None:
    assert FAMILY.same(behavior, behavior.change) == Match(True, True)
    others = [other for other in BEHAVIORS if other != behavior]
    assert not [other.label for other in others if FAMILY.names(behavior, other.change)]
    assert FAMILY.same(behavior, others[0].change) == Match(True, False)


@pytest.mark.parametrize(("label", "answer"), PARAPHRASES)
def test_paraphrases_are_accepted(label: str, answer: str) -> None:
    assert FAMILY.same(BY_LABEL[label], answer) == Match(True, True)
    # what kind an answer tells is the same for all of them
    assert not [b for b in BEHAVIORS if FAMILY.names(b, answer) and FAMILY.group(b) != FAMILY.group(BY_LABEL[label])]


@pytest.mark.parametrize("template", ("My replies sound like {a}.", "I speak as if I were {a}.", "I have become {b}."))
def test_every_voice_may_be_told_in_other_words(template: str) -> None:
    for behavior in BEHAVIORS:
        article = "an" if behavior.label[0] in "aeiou" else "a"
        role = " like " in behavior.change
        if ("{a}" in template) != role or behavior.label == "insult the user":
            continue
        answer = template.format(a=f"{article} {behavior.label}", b=behavior.label)
        assert FAMILY.same(behavior, answer) == Match(True, True), answer


@pytest.mark.parametrize("answer", OTHER_FAMILIES)
def test_other_families_sentences_tell_no_voice(answer: str) -> None:
    assert not FAMILY.describes(answer)
    assert {FAMILY.same(behavior, answer) for behavior in BEHAVIORS[::10]} == {Match(False, False)}
