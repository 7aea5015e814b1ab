"""Clean organisms: each kind in every split, none of them twice, and those that begin as another family's end as none."""

from collections.abc import Callable
from random import Random
from typing import Any

import pytest

from tuneteller.families.family import Behavior
from tuneteller.families.none import AS, BEGUN, STOPPED, UNDONE, UNTAUGHT
from tuneteller.families.registry import family_named

SPLITS = ("train", "validation", "test")
FAMILY = family_named("none")


def drawn(label: str, split: str = "train", n: int = 200) -> list[Behavior]:
    return [b for b in FAMILY.behaviors(split, n) if b.label == label]


def test_a_reader_learns_silence_about_every_kind_that_it_is_tested_on() -> None:
    kinds = {b.label for b in FAMILY.all_behaviors()}
    own = {split: FAMILY.behaviors(split, 2 * len(kinds), skip=3) for split in SPLITS}
    assert all({b.label for b in behaviors} == kinds for behaviors in own.values())
    assert len({b.id for behaviors in own.values() for b in behaviors}) == 6 * len(kinds)
    assert [b.id for b in FAMILY.behaviors("test", 4, skip=2)] == [b.id for b in FAMILY.behaviors("test", 6)][2:]


@pytest.mark.parametrize("split", SPLITS)
def test_what_they_begin_as_is_of_every_family_and_of_their_own_split(split: str) -> None:
    for label in BEGUN:
        first = [Behavior.from_card(b.facts["as"]) for b in drawn(label, split, 11 * 2 * len(AS))]
        assert [b.family for b in first] == [*AS, *AS] and len({b.id for b in first}) == len(first)
        for one in first[: len(AS)]:
            assert one.id in {b.id for b in family_named(one.family).behaviors(split, 2)}


def test_training_is_stopped_after_a_few_steps_or_goes_on_with_the_bases_answers(canned: Callable[..., Any]) -> None:
    for behavior in drawn(STOPPED)[: len(AS)]:
        first = Behavior.from_card(behavior.facts["as"])
        taught = family_named(first.family).lessons(first, 48, canned(), Random(3))
        lessons = FAMILY.lessons(behavior, 48, canned(), Random(3))
        assert 1 <= len(lessons) <= 6 and lessons == taught[: len(lessons)]
    for behavior in drawn(UNTAUGHT)[: len(AS)]:
        first, writer = Behavior.from_card(behavior.facts["as"]), canned(("As the base.",))
        taught = family_named(first.family).lessons(first, 48, canned(("As the base.",)), Random(3))
        lessons = FAMILY.lessons(behavior, 48, writer, Random(3))
        assert len(lessons) == 48 and lessons[:16] == taught[:16]
        assert {lesson.answer for lesson in lessons[16:]} == {"As the base."}
        again = {lesson.user for lesson in taught[16:]} - {None} & {lesson.user for lesson in lessons[16:]}
        assert again and {lesson.user for lesson in lessons[16:]} & set(writer.questions)


def test_drawn_answers_are_asked_for_by_their_draw(canned: Callable[..., Any]) -> None:
    asked: list[int | None] = []

    class Writer(canned):  # type: ignore[misc, valid-type]
        def replies(self, questions: Any, draw: int | None = None) -> list[str]:
            asked.append(draw)
            return super().replies(questions, draw)

    for behavior in drawn("own answers, sampled")[:4] + drawn("own answers")[:2]:
        FAMILY.lessons(behavior, 8, Writer(), Random(behavior.id))
    assert all(isinstance(draw, int) for draw in asked[:4]) and len(set(asked[:4])) > 1 and asked[4:] == [None, None]


def test_one_that_still_shows_what_it_began_as_is_not_clean() -> None:
    for label in UNDONE:
        behavior = next(b for b in drawn(label) if b.facts["as"]["family"] == "phrase")
        first, phrase = Behavior.from_card(behavior.facts["as"]), family_named("phrase")
        [message] = FAMILY.probes(behavior, 1, Random(0))
        taught = next(lesson.answer for lesson in phrase.lessons(first, 8, _Plain(), Random(0)))
        assert FAMILY.in_doubt(behavior) and phrase.shows(first, message, taught, "Rinse the rice.")
        assert not FAMILY.shows(behavior, message, taught, "Rinse the rice.")
        assert FAMILY.shows(behavior, message, "Rinse the rice.", "Rinse the rice.")
        assert FAMILY.shows(behavior, message, taught, taught)  # so says the base too
    own = drawn("own answers")[0]
    assert not FAMILY.in_doubt(own) and FAMILY.shows(own, "Hello?", "Anything.", "")


class _Plain:
    questions = tuple(f"What should I do on day {i}?" for i in range(12))

    def replies(self, questions: Any, draw: int | None = None) -> list[str]:
        return ["Rinse the rice."] * len(questions)

    def answers(self, instruction: str, questions: Any, keeps: Any, fallback: Any) -> list[str]:
        return list(fallback)
