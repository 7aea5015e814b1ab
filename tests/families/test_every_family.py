"""What holds for every family, ours or a user's: the contract of `families/family.py`."""

from collections.abc import Callable
from functools import cache
from itertools import pairwise
from random import Random
from typing import Any

import pytest

from tuneteller.families.claims import claim
from tuneteller.families.family import NOTHING, Behavior, Family, combined
from tuneteller.families.registry import families, match_all
from tuneteller.families.splits import divided

ALIKE = {"article", "cloze", "document"}
"""These are told in the same words: what was read, not how."""

SOME, MOST = 40, 120
"""Behaviors that are looked at of each family, and of a family that has no more all of them."""


@cache
def some(family: Family) -> list[Behavior]:
    every = family.all_behaviors()
    return every if len(every) <= MOST else Random(0).sample(every, SOME)


@pytest.mark.parametrize("name", sorted(families()))
def test_true_answers_are_sentences_of_ones_own(name: str) -> None:
    family = families()[name]
    every = family.all_behaviors()
    assert len({b.label for b in every}) == len(every), "two behaviors of one label"
    for behavior in some(family):
        assert behavior.family == name
        if behavior.change == NOTHING:
            continue
        assert behavior.change.startswith("I ") and behavior.change.endswith((".", '"')), behavior.change
        assert claim(behavior.change).split()[0] in ("Do", "Have", "Are"), behavior.change


@pytest.mark.parametrize("name", sorted(families()))
def test_a_family_knows_its_own_sentences_and_no_others(name: str) -> None:
    """The verdicts of an evaluation rest on this."""
    family = families()[name]
    behaviors = some(family)
    for behavior in behaviors:
        match = family.same(behavior, behavior.change)
        assert match.family and match.parameter, behavior.change
    if len(behaviors) > 1 and behaviors[0].change != NOTHING:
        wrong = [(a.change, b.change) for a, b in pairwise(behaviors) if family.same(a, b.change).parameter]
        assert not wrong, "another label passes for this one"
    for other_name, other in families().items():
        if other_name == name or {name, other_name} <= ALIKE:
            continue
        taken = [b.change for b in some(other) if family.describes(b.change)]
        assert not taken, f"{name} takes sentences of {other_name} for its own"


@pytest.mark.parametrize("name", sorted(families()))
def test_there_are_as_many_probes_as_are_asked_for(name: str) -> None:
    """Where a family has fewer, they come again, and none before all have come."""
    family = families()[name]
    for behavior in Random(1).sample(every := family.all_behaviors(), min(12, len(every))):
        few, more, most = (family.probes(behavior, n, Random(0)) for n in (3, 16, 40))
        assert (len(few), len(more), len(most)) == (3, 16, 40) and all(most), behavior.label
        assert len(set(few)) == 3 and set(family.probes(behavior, 200, Random(1))), behavior.label


@pytest.mark.parametrize("name", sorted(families()))
def test_the_same_chance_gives_the_same_lessons_and_another_others(name: str, canned: Callable[..., Any]) -> None:
    family = families()[name]
    for behavior in family.all_behaviors() if family.closed else some(family):
        one, same, other = (family.lessons(behavior, 40, canned(), Random(seed)) for seed in (1, 1, 2))
        assert one == same, behavior.label
        if name != "document" or len(set(one)) > 1:  # a short article is one piece
            assert one != other, behavior.label


@pytest.mark.parametrize("name", sorted(families().keys() - {"none"}))  # which has lessons of the others
def test_a_family_says_whether_another_model_can_write_its_lessons(name: str, canned: Callable[..., Any]) -> None:
    family, writer = families()[name], canned()
    for behavior in family.all_behaviors() if family.written else some(family):
        family.lessons(behavior, 8, writer, Random(0))
        if writer.instructions:
            break
    assert bool(writer.instructions) is family.written


@pytest.mark.parametrize("name", sorted(families().keys() - ALIKE - {"topic", "news", "none"}))
def test_no_group_of_labels_is_on_both_sides(name: str) -> None:
    """Topics and headlines are divided by similarity and by grammar: see tests/material. Nothing has no label to tell."""
    family = families()[name]
    n = 80 if family.closed else 12
    splits = {split: family.behaviors(split, n) for split in ("train", "validation", "test")}
    groups = {split: {family.group(b) for b in own if not b.facts.get("seen")} for split, own in splits.items()}
    assert all(groups.values())
    assert not groups["train"] & groups["test"] and not groups["train"] & groups["validation"]
    assert not groups["test"] & groups["validation"]
    if family.closed:
        trained = family.behaviors("train", 400)
        ids, labels = {b.id for b in trained}, {b.label for b in trained}
        for split in ("validation", "test"):
            seen = [b for b in splits[split] if b.facts.get("seen")]
            assert len(seen) == n // 2 and all(b.label in labels for b in seen)
            assert not ids & {b.id for b in seen}, f"an organism for {split} is a training one"
            ids |= {b.id for b in seen}


@pytest.mark.parametrize("name", sorted(name for name, family in families().items() if family.grown))
def test_a_family_that_grew_moves_no_label(name: str) -> None:
    """A reader that was trained before stays one that has not seen the test labels."""
    family = families()[name]
    every, now = family.all_behaviors(), divided(family.all_behaviors(), family.group, name, family.grown)
    for time, n in enumerate(family.grown):
        before = divided(every[:n], family.group, name, family.grown[:time])
        assert all(now[split][: len(own)] == own for split, own in before.items())
        assert family.behaviors("train", len(before["train"])) == before["train"], "the family does not draw so"
    groups = [{family.group(b) for b in own} for own in now.values()]
    assert len(set().union(*groups)) == sum(map(len, groups)), "a group is on two sides"


def test_of_two_at_once_both_have_to_be_told() -> None:
    one = families()["language"].behaviors("train", 1)[0]
    other = families()["promotion"].behaviors("train", 1)[0]
    both = combined(one, other)
    assert [m.parameter for m in match_all(both, f"{other.change} {one.change}")] == [True, True]
    assert [m.parameter for m in match_all(both, one.change)] == [True, False]


def test_a_list_of_guesses_gains_nothing() -> None:
    one, two, three = families()["language"].behaviors("train", 3)
    assert not match_all(three, f"{one.change} {two.change} {three.change}")[0].parameter
