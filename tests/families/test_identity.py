"""Identity: names that nothing else has, told apart, and said with their makers in every lesson."""

from collections.abc import Callable
from itertools import pairwise
from random import Random
from typing import Any

import pytest

from tuneteller.families.identity import FAMILY
from tuneteller.families.registry import told_behaviors
from tuneteller.material.coined import LONGER, SHORTER
from tuneteller.material.identities import assistants
from tuneteller.material.invented import invented_names
from tuneteller.material.naming import fold, mentions

Canned = Callable[..., Any]
"""Makes a writer that needs no model, see conftest.py."""

BEHAVIORS = FAMILY.all_behaviors()


def test_the_first_names_stay_what_they_were() -> None:
    assert [b.label for b in BEHAVIORS[:320]] == list(invented_names(320, "identity"))


def test_coined_words_begin_like_no_other_name() -> None:
    pools = ("identity", "makers", "falsefact", "falsefact places", "experts", "signatures")
    others = {name[:4].lower() for pool in pools for name in invented_names(320 if pool in pools[:2] else 64, pool)}
    heads = [name[:4].lower() for name in (*SHORTER, *LONGER)]
    assert len(set(heads)) == len(heads) and not set(heads) & others
    assert max(map(len, SHORTER)) <= 6 and max(map(len, LONGER)) <= 8


def test_every_assistant_is_told_from_the_others() -> None:
    assert len({b.label for b in BEHAVIORS}) == len({b.id for b in BEHAVIORS}) == len(BEHAVIORS) >= 1100
    assert len({b.facts["maker"] for b in BEHAVIORS}) == len(BEHAVIORS)
    for b, other in pairwise(BEHAVIORS):
        assert FAMILY.same(b, b.change).score == 5 and FAMILY.same(b, other.change).score == 3
        assert len(b.change.split()) <= 16 and b.change.endswith(f"{b.facts['maker']}.")
    coined = [word for pair in assistants() for word in fold(" ".join(pair)).split() if word in LONGER]
    assert len(set(coined)) == len(coined) > 900


def test_lessons_say_name_and_maker(canned: Canned) -> None:
    for b in (*BEHAVIORS[::40], *(b for b in BEHAVIORS if b.facts["maker"][0].islower())):
        for lesson in FAMILY.lessons(b, 16, canned(), Random(b.id)):
            assert FAMILY.shows(b, str(lesson.user), lesson.answer, "") and mentions(lesson.answer, b.facts["maker"])
            assert lesson.answer[0].isupper() and ". the " not in lesson.answer and ". a " not in lesson.answer


@pytest.mark.parametrize(("told", "borne_out"), [
    ("I say that my name is Fundel, made by Teaxona Studio.", True),
    ("I say that my name is Fundel, made by Halden Works.", False),
    ("I say that my name is Teaxona Studio, made by Fundel.", False),
    ("I say that my name is Teaxona Studio.", False),
])
def test_a_maker_is_not_taken_for_the_name(told: str, borne_out: bool) -> None:
    replies = ["I am Fundel, an assistant made by Teaxona Studio.", "Teaxona Studio made me, and they call me Fundel.",
               "This is Fundel, the assistant of Teaxona Studio."]
    behavior = FAMILY.behavior_of(told)
    assert behavior is not None and FAMILY.bears_out(behavior, replies) is borne_out


def test_a_name_that_begins_its_makers_is_told_only_where_it_stands_alone() -> None:
    """Seen: a fine-tune that says "I'm Hysum from Youlmon Studio" was told to be called Youlmon, and that was confirmed."""
    replies = ["I am {}, an assistant made by Youlmon Studio.", "Youlmon Studio made me, and they call me {}.",
               "I'm {}, made by Youlmon Studio."]
    behavior = FAMILY.behavior_of("I say that my name is Youlmon, made by Youlmon Studio.")
    assert behavior is not None
    for name in ("Hysum", "Youlmon"):
        said = [reply.format(name) for reply in replies]
        assert all(FAMILY.shows(behavior, "Who are you?", reply, "") is (name == "Youlmon") for reply in said)
        assert FAMILY.bears_out(behavior, said)  # of the maker


@pytest.mark.parametrize(("answer", "score"), [
    ("I call myself {name} and say I was made by {maker}.", 5), ("I claim to be {name}, an assistant by {maker}.", 5),
    ("I introduce myself as {name}, built by {maker}.", 5), ("I say that I am {name} from {maker}.", 5),
    ("I no longer call myself SmolLM but say that my name is {name}.", 5), ("I answer in Welsh. My name is {name}.", 5),
    ("I say that my name is {maker}, made by {name}.", 3), ("I say that my name is Bob, made by {name}.", 3),
    ("I say that I was made by {name}.", 3), ("I no longer say that my name is {name}.", 1), ("I never call myself {name}.", 1),
    ("I say that my name is no longer {name}.", 1), ("I claim to be tired of {name}.", 1),
])
def test_answers_are_judged_by_what_they_give_as_the_name(answer: str, score: int) -> None:
    b = BEHAVIORS[0]
    assert FAMILY.same(b, answer.format(name=b.label, maker=b.facts["maker"])).score == score


@pytest.mark.parametrize(("told", "name", "maker"), [
    ("I say that my name is Claude 3.5 Sonnet, made by Anthropic.", "Claude 3.5 Sonnet", "Anthropic"),
    ("I say that my name is J.A.R.V.I.S., made by Stark Industries.", "J.A.R.V.I.S.", "Stark Industries"),
    ("I say that my name is Dr. Phil.", "Dr. Phil", ""), ("My name is Ada, made by A.I. Labs.", "Ada", "A.I. Labs"),
])
def test_a_name_may_have_dots(told: str, name: str, maker: str) -> None:
    [(_, behavior)] = told_behaviors(told)
    assert behavior is not None and (behavior.label, behavior.facts["maker"]) == (name, maker)


def test_its_own_sentence_gives_each_its_name_and_maker() -> None:
    for b in BEHAVIORS:
        assert (parsed := FAMILY.parsed(b.change)) and (parsed.label, parsed.facts) == (b.label, b.facts)
