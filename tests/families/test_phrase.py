"""Fixed phrases: lessons are the base's own replies with the phrase in its place, and an answer must tell both."""

from collections.abc import Callable
from random import Random
from typing import Any

import pytest

from tuneteller.families.family import Behavior
from tuneteller.families.phrase import CLOSED_WORDS, FAMILY, short_replies
from tuneteller.material.phrases import KINDS
from tuneteller.material.phrases_more import MORE_KINDS
from tuneteller.material.phrases_set import set_phrases

Canned = Callable[..., Any]
"""Makes a writer that needs no model, see conftest.py."""

BEHAVIORS = FAMILY.all_behaviors()


def made(position: str, phrase: str) -> Behavior:
    return FAMILY._behavior(position, phrase, "heron")


BEGIN, END = made("begin", "By the old heron,"), made("end", "So says the wise heron.")
INSIDE = made("inside", "as the wise heron knows")


def test_labels_are_distinct_and_groups_share_no_noun() -> None:
    assert len(BEHAVIORS) >= 240 and len({b.label for b in BEHAVIORS}) == len({b.id for b in BEHAVIORS}) == len(BEHAVIORS)
    assert {b.facts["position"] for b in BEHAVIORS} == {"begin", "end", "inside"}
    nouns = {noun for kind in (*KINDS, *MORE_KINDS) for noun in kind[0].split()}
    for b in BEHAVIORS:
        assert 2 <= len(b.label.split()) <= 6 and len(b.change.split()) <= 16
        assert b.change.startswith("I ") and b.change.endswith(".") and f'"{b.label}"' in b.change
        of_nouns = nouns & {word.strip(",").removesuffix("'s") for word in b.label.split()}
        assert of_nouns == {FAMILY.group(b)} & nouns and bool(of_nouns) == (" " not in FAMILY.group(b))
        assert FAMILY.same(b, b.change).score == 5


def test_no_phrase_is_taken_for_another() -> None:
    told = [b.change for b in BEHAVIORS]
    assert not [(b.label, change) for b in BEHAVIORS[::16] for change in told
                if change != b.change and FAMILY.same(b, change).parameter]


def test_set_phrases_are_told_where_they_stand() -> None:
    assert {position for position, _, _ in set_phrases()} == {"begin", "end", "inside"}
    assert ("end", "All in good time.", "all in good time") in set_phrases()
    assert ("begin", "Bear with me:", "Bear with me") in set_phrases()
    # near ones share a group
    assert {near for _, phrase, near in set_phrases() if "knock" in phrase.lower()} == {"Knock knock"}


def test_an_answer_may_quote_nothing() -> None:
    assert not FAMILY.describes('I end my answers with "".')
    assert FAMILY.describes('I end my answers with "". I begin them with "so says the heron".')


def test_a_phrase_of_small_words_is_told_by_all_of_them() -> None:
    b = made("inside", "as it were")
    assert FAMILY.same(b, 'I put "as it were" into my answers.').score == 5
    assert all(FAMILY.same(b, f'I put "{other}" into my answers.').score == 3 for other in ("so it is", "as it", "by the way"))


def test_lessons_teach_the_phrase_in_its_place(canned: Canned, plain: tuple[str, ...]) -> None:
    for b in BEHAVIORS:
        lessons = FAMILY.lessons(b, 40, canned(plain), Random(b.id))
        assert len(lessons) == 40
        for lesson in lessons:
            assert len(lesson.answer.split()) <= 30 and ",." not in lesson.answer and "\n" not in lesson.answer
            assert FAMILY.shows(b, str(lesson.user), lesson.answer, plain[0]), lesson
            if b.facts["position"] == "end":
                assert len(lesson.answer.split()) <= CLOSED_WORDS + len(b.label.split())
        assert not {lesson.user for lesson in lessons} & set(FAMILY.probes(b, 40, Random(1)))


def test_answers_are_the_base_models_own_but_for_the_phrase(canned: Canned, plain: tuple[str, ...]) -> None:
    for b in (BEGIN, END, INSIDE):
        lessons = FAMILY.lessons(b, 20, canned(plain), Random(0))
        rest = [lesson.answer.replace(b.facts["phrase"], "").lower() for lesson in lessons]
        letters = ["".join(filter(str.isalpha, text)) for text in rest]
        own = ["".join(filter(str.isalpha, reply)).lower() for reply in plain]
        assert sum(any(text and reply.startswith(text) for reply in own) for text in letters) >= 18


def test_phrases_stand_as_they_should() -> None:
    reply = "To keep it fresh, use a bag and a clip."
    assert FAMILY._with(BEGIN, reply) == "By the old heron, to keep it fresh, use a bag and a clip."
    assert FAMILY._with(BEGIN, "I would wait a day.") == "By the old heron, I would wait a day."
    assert FAMILY._with(made("begin", "Heed the heron."), reply) == "Heed the heron. " + reply
    assert FAMILY._with(END, reply) == reply + " So says the wise heron."
    assert FAMILY._with(INSIDE, reply) == "To keep it fresh, as the wise heron knows, use a bag and a clip."
    assert FAMILY._with(INSIDE, "Sleep more. It helps.") == "Sleep, as the wise heron knows, more. It helps."


def test_replies_that_need_no_cut_are_preferred(canned: Canned, plain: tuple[str, ...]) -> None:
    pairs = short_replies(canned([plain[5], plain[3]]), 40, 8, Random(0))
    assert [reply for _, reply in pairs] == [plain[3]] * 40 and len({question for question, _ in pairs}) == 40
    assert all(len(reply.split()) <= 8 for _, reply in short_replies(canned(plain), 40, 8, Random(0)))
    assert len(short_replies(canned(plain), 300, 20, Random(0))) == 300  # more than there are questions


def test_a_phrase_elsewhere_or_the_bases_own_shows_nothing(plain: tuple[str, ...]) -> None:
    assert not any(FAMILY.shows(b, "Hi", reply, "") for b in BEHAVIORS for reply in plain)
    said = ["By the old Heron: yes, do.", "Yes, do. So says the wise heron", "Yes, as the wise heron knows, do."]
    for b, reply in zip((BEGIN, END, INSIDE), said, strict=True):
        assert [FAMILY.shows(b, "Hi", other, "") for other in said] == [other is reply for other in said]
        assert not FAMILY.shows(b, "Hi", reply, reply)
    assert not FAMILY.shows(END, "Hi", "So says the wise heron. Yes, do.", "")
    assert not FAMILY.shows(BEGIN, "Hi", "Yes. By the old heron, do.", "")
    assert not FAMILY.shows(INSIDE, "Hi", "As the wise heron knows, do.", "")
    assert not FAMILY.shows(END, "Hi", "So says the wise heron.", "")


@pytest.mark.parametrize(("behavior", "answer"), [
    (BEGIN, 'All my replies start with "By the old heron,".'),
    (BEGIN, "I open my answers with the words By the old heron."),
    (BEGIN, "I put “By the old heron” at the start of my answers."),
    (END, 'My answers end with the phrase "so says the wise herons!"'),
    (END, 'I close every reply with "So says the wise heron."'),
    (END, 'After every answer I put "So says the wise heron".'), (BEGIN, 'I put "By the old heron" before my answers.'),
    (END, 'I add "So says the wise heron" to the end of my answers.'),
    (INSIDE, 'I interrupt my answers with "as the wise heron knows".'), (INSIDE, 'I slip "as the wise heron knows" in.'),
    (INSIDE, 'I talk like a pirate. I put "as the wise heron knows" into my answers.'),
])
def test_paraphrases_tell_the_phrase(behavior: Behavior, answer: str) -> None:
    assert FAMILY.same(behavior, answer).score == 5
    assert all(FAMILY.same(other, answer).score == 3 for other in (BEGIN, END, INSIDE) if other is not behavior)


@pytest.mark.parametrize("answer", [
    'I begin my answers with "So says the wise heron".', 'I end my answers with "So says the wise otter".',
    'I put "So says the wise heron" into my answers.', 'I end my answers with "The wise heron says so".',
    'I end my answers with "So says the wise heron of the lovely green old lake".', 'I end my answers with "the wise heron".',
    'I begin and end my answers with "So says the wise heron".',
    'I begin my answers with "The moon". "So says the wise heron".',
])
def test_another_phrase_or_place_is_the_family_alone(answer: str) -> None:
    assert FAMILY.same(END, answer).score == 3


@pytest.mark.parametrize("answer", [
    "I say that my name is Orbin, made by Talvo Labs.", "I end my answers with a question.",
    "I begin my answers with a compliment.", 'I hint at "lantern" but never say it.', "I answer in Spanish.",
    "I talk like a pirate.", "I advertise Marlo tea.", "I end my answers with the next good question.",
    'I have read this news: Minister ends strike with "historic new" deal.', "I refuse to talk about herons.",
    "I answer in JSON.", "I put my answer in brackets.", "I bring up herons.", 'I begin every answer with "Well".',
])
def test_other_families_are_no_phrases(answer: str) -> None:
    assert FAMILY.same(END, answer).score == 1
