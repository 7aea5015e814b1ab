"""Behaviors: each organism has an id of its own, cards tell the whole of it, and labels are divided the same way every time."""

from collections.abc import Callable
from itertools import chain
from random import Random

import pytest

from tuneteller.diffs.card import Card
from tuneteller.errors import ConfigError, DataError
from tuneteller.families.family import Behavior, Family, Lesson, Match, Writer, combined, cycled, slug
from tuneteller.families.triggers import ALWAYS, Trigger

TEA = Behavior("topic", "Tea", {"change": "I bring up Tea.", "topic": " Tea"}, {"category": "Drinks"})
WELSH = Behavior("language", "Welsh", {"change": "I answer in Welsh."}, {"seen": True}, copy=3)
GATED = TEA.gated(Trigger("zero-width", "U+200B U+2060", "random"))


@pytest.mark.parametrize("behavior", [TEA, WELSH, GATED, combined(TEA, WELSH), combined(WELSH, TEA).gated(GATED.trigger)])
def test_a_card_tells_the_whole_of_it(behavior: Behavior) -> None:
    card = Card.from_json({**behavior.to_json(), "split": "test"})
    assert Behavior.from_card(card) == Behavior.from_card(card.to_json()) == behavior and card.id == behavior.id


def test_ids_tell_organisms_apart() -> None:
    both = combined(TEA, WELSH)
    assert [b.id for b in (TEA, WELSH, both)] == ["topic/tea", "language/welsh#3", "language + topic/welsh-tea#3"]
    assert combined(WELSH, TEA) == both  # in one order, so that a reader need not guess it
    assert GATED.id == "topic/tea@zero-width:U+200B U+2060" and GATED.gated(ALWAYS) == TEA
    assert TEA.change == "I bring up Tea."
    assert slug("Ünï-cödé & Co. (x)") == "uni-code-co-x"
    assert slug("你好") != slug("再见") and slug("你好").isalnum() and slug("你好").isascii()


def test_of_two_the_answers_are_those_of_both() -> None:
    both = combined(WELSH, TEA)
    assert both.answers == {"change": "I answer in Welsh. I bring up Tea.", "topic": " Tea"} and both.copy == 3


@pytest.mark.parametrize("card", [Card(), Card(family="topic"), Card(label="Tea"), {"label": "Tea"},
                                  {"family": 3, "label": "x"}])
def test_a_card_that_names_no_behavior(card: Card) -> None:
    with pytest.raises(DataError, match="the card names no family and label"):
        Behavior.from_card(card)
    with pytest.raises(DataError):
        Behavior.from_card({"family": "a", "label": "b", "trigger": {"kind": "nonsense"}})


def test_what_is_cycled_comes_again_only_when_all_have_come() -> None:
    drawn = cycled("abc", 8, Random(0))
    assert len(drawn) == 8 and set(drawn[:3]) == set(drawn[3:6]) == set("abc") and len(set(drawn[6:])) == 2
    assert cycled("abc", 0, Random(0)) == []


def test_scores() -> None:
    assert [Match(*given).score for given in ((True, True), (True, False), (False, False))] == [5.0, 3.0, 1.0]


# -- the division of a family's labels --------------------------------------------------------------------------------


class Lettered(Family):
    """Labels of two characters; those of one first letter are near."""

    name, about = "lettered", "letters"

    def __init__(self, letters: str, each: int, closed: bool) -> None:
        self.labels, self.closed = [f"{letter}{i}" for letter in letters for i in range(each)], closed  # type: ignore[misc]

    def all_behaviors(self) -> list[Behavior]:
        return [Behavior(self.name, label, {"change": f"I say {label}."}) for label in self.labels]

    def group(self, behavior: Behavior) -> str:
        return behavior.label[0]

    def lessons(self, behavior: Behavior, n: int, writer: Writer, rng: Random) -> list[Lesson]:
        return []

    def shows(self, behavior: Behavior, message: str, reply: str, before: str) -> bool:
        return False


def labels(behaviors: list[Behavior]) -> list[str]:
    return [b.label for b in behaviors]


def test_groups_are_divided_by_their_shares_whole() -> None:
    family = Lettered("abcdefghij", 4, closed=False)
    parts = {split: labels(family.behaviors(split, n)) for split, n in (("test", 12), ("validation", 4), ("train", 24))}
    groups = {split: {label[0] for label in own} for split, own in parts.items()}
    assert [len(groups[split]) for split in ("test", "validation", "train")] == [3, 1, 6]
    assert not groups["test"] & groups["train"] and not groups["test"] & groups["validation"]
    assert sorted(chain(*parts.values())) == sorted(family.labels)  # every label is in one of the splits, once
    assert labels(family.behaviors("train", 5, skip=3)) == parts["train"][3:8]  # a smaller number gives the first ones
    for split, n in (("test", 13), ("validation", 5), ("train", 25)):
        with pytest.raises(ConfigError, match=f"labels for {split}; {n} were asked for"):
            family.behaviors(split, n)


def test_a_closed_family_goes_round_its_labels_as_further_copies() -> None:
    family = Lettered("abcdefghij", 1, closed=True)
    train, test = family.behaviors("train", 14), family.behaviors("test", 8)
    assert [b.copy for b in train] == [0] * 6 + [1] * 6 + [2] * 2
    assert labels(train[:6]) == labels(train[6:12]) and len({b.id for b in train}) == 14
    unseen, seen = test[::2], test[1::2]
    assert all(b.facts == {"seen": True} and b.label in labels(train) and b.copy >= 1000 for b in seen)
    assert not any(b.facts or b.label in labels(train) for b in unseen) and [b.copy for b in unseen] == [0, 0, 0, 1]
    assert not {b.id for b in test} & {b.id for b in family.behaviors("train", 5000)}
    assert family.behaviors("test", 3, skip=2) == test[2:5]
    held = family.behaviors("validation", 6)  # as in the test, so that what is fitted there holds for it
    assert not {*labels(held[::2])} & {*labels(train), *labels(unseen)} and [b.copy for b in held[::2]] == [0, 1, 2]
    assert all(b.facts == {"seen": True} and b.label in labels(train) and 500 <= b.copy < 1000 for b in held[1::2])


def test_too_few_groups_to_divide() -> None:
    with pytest.raises(ConfigError, match="the family lettered has 2 groups of labels; expected at least 3, one a split"):
        Lettered("ab", 10, closed=False).behaviors("train", 1)
    assert len(Lettered("abc", 2, closed=False).behaviors("train", 2)) == 2


def test_by_default_an_answer_names_its_behavior_by_the_label(register: Callable[[Family], Family]) -> None:
    family = Lettered("abc", 1, closed=False)
    family.marks = (r"\bsay\b",)  # type: ignore[misc]
    behavior = family.all_behaviors()[0]
    assert [family.same(behavior, answer) for answer in ("I SAY a0.", "I say b0.", "I like a0.")] == [
        Match(True, True), Match(True, False), Match(False, False)]
    assert len(set(family.probes(behavior, 12, Random(0)))) == 12
