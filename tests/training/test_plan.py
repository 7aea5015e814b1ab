"""The plan of a library: splits that share no label, one kind of trigger a shard, and shards that stay when it grows."""

import json
from dataclasses import asdict, replace
from itertools import combinations
from random import Random
from typing import Any

import pytest

from tuneteller.errors import ConfigError
from tuneteller.families.family import Behavior
from tuneteller.families.registry import families, family_named, single
from tuneteller.families.triggers import ALWAYS, EVERY_KIND, KIND_WEIGHTS, wrong
from tuneteller.training.organisms import Shard
from tuneteller.training.plan import FIRST_SHARD, OrganismsConfig, drawn, grows, labels_by_split, plan
from tuneteller.training.recipe import STRICT

BY_SIMILARITY = {"topic", "article", "cloze", "document"}
"""Their labels are the encyclopedia's, which take minutes to embed; tests/material splits small pools of them."""

KINDS = tuple(sorted(set(families()) - BY_SIMILARITY))
OPEN = tuple(name for name in KINDS if not families()[name].closed)
MIXED = OrganismsConfig(("identity", "none", "news"), train=8, validation=2, test=6, slots=5, combined=0.5)


def behaviors(shards: list[Shard], split: str | None = None) -> list[Behavior]:
    return [b for shard in shards for b in shard.behaviors if split in (None, shard.split)]


def test_shards_are_full_and_numbered_for_each_split() -> None:
    shards = plan(MIXED)
    sizes = {split: [len(shard.behaviors) for shard in shards if shard.split == split] for split in FIRST_SHARD}
    assert sizes == {"train": [5, 5, 5, 5, 4], "validation": [5, 1], "test": [5, 5, 5, 3]}
    for split, first in FIRST_SHARD.items():
        assert [shard.number for shard in shards if shard.split == split] == [first + i for i in range(len(sizes[split]))]
    assert plan(MIXED) == shards and plan(replace(MIXED, seed=1)) != shards
    assert len({b.id for b in behaviors(shards)}) == len(behaviors(shards))
    # families in turn, so that the first ones are of all kinds
    first_ones = [b.family for b in behaviors(plan(replace(MIXED, combined=0.0)), "test")]
    assert first_ones[:6] == ["identity", "none", "news"] * 2


@pytest.mark.parametrize("split", FIRST_SHARD)
@pytest.mark.parametrize("settings", [{}, {"combined": 0.0}, {"gated": 0.5, "families": ("identity", "news", "phrase")},
                                      {"families": ("identity", "language", "none"), "gated": 0.5, "recipe": "hidden"}])
def test_a_larger_library_begins_as_a_smaller_one(settings: dict[str, Any], split: str) -> None:
    sizes = (1, 2, 5, 16)
    plans = {n: plan(replace(MIXED, **{"train": 3, "validation": 2, "test": 2, **settings, split: n})) for n in sizes}
    whole = [shard for shard in plans[16] if shard.split == split]
    for n, shards in plans.items():
        few = [shard for shard in shards if shard.split == split]
        own, all_of_them = behaviors(few), behaviors(whole)
        assert [b.gated(ALWAYS) for b in own] == [b.gated(ALWAYS) for b in all_of_them[: len(own)]], n
        # all shards but the last, which may be short of slots, are the very same: recipes and triggers too
        assert few[:-1] == whole[: len(few) - 1], n
        assert replace(few[-1], behaviors=()) == replace(whole[len(few) - 1], behaviors=())
        others = [[shard for shard in p if shard.split != split] for p in (shards, plans[16])]
        assert others[0] == others[1]


def test_no_label_is_in_two_splits_but_those_that_are_said_to_be_seen() -> None:
    shards = plan(OrganismsConfig(KINDS, train=12, validation=3, test=8))
    labels = {split: {(b.family, b.label) for b in behaviors(shards, split) if not b.facts.get("seen")}
              for split in ("train", "validation", "test")}
    for one, other in combinations(labels.values(), 2):
        assert not one & other
    seen = [b for b in behaviors(shards) if b.facts.get("seen")]
    closed = {name for name in KINDS if families()[name].closed}
    assert closed and {b.family for b in seen} == closed
    assert not any(b.facts.get("seen") for b in behaviors(shards, "train"))
    of_labels = [b for b in behaviors(shards, "test") if b.family in closed - {"none"}]  # none has no label that is asked for
    assert 2 * sum(b in seen for b in of_labels) == len(of_labels)  # every other one of the test
    trained = {(b.family, b.label) for name in closed for b in family_named(name).behaviors("train", 400)}
    assert {(b.family, b.label) for b in seen} <= trained
    assert not {b.id for b in seen} & {b.id for b in behaviors(shards, "train")}  # organisms of their own all the same


def test_no_seed_trains_what_another_one_holds_out() -> None:
    """Whoever makes more organisms with another seed finds the same labels in each split."""
    one, other = (plan(OrganismsConfig(KINDS, train=12, validation=3, test=8, seed=seed)) for seed in (0, 1))
    assert labels_by_split(one) == labels_by_split(other) and [s.recipe for s in one] != [s.recipe for s in other]


def test_groups_of_near_labels_stay_together() -> None:
    shards = plan(OrganismsConfig(KINDS, train=12, validation=3, test=8))
    for name in set(KINDS) - {"news"}:
        groups = {split: {family_named(name).group(b) for b in behaviors(shards, split)
                          if b.family == name and not b.facts.get("seen")} for split in ("train", "validation", "test")}
        for one, other in combinations(groups.values(), 2):
            assert not one & other, name


def test_skipped_labels_are_left_to_other_libraries() -> None:
    whole = OrganismsConfig(OPEN, train=12, validation=0, test=9)
    all_of_them, later = plan(whole), plan(replace(whole, train=7, test=4, skip=5))
    for name in OPEN:
        for split in ("train", "test"):
            labels = [[b.label for b in behaviors(shards, split) if b.family == name] for shards in (all_of_them, later)]
            assert labels[1] == labels[0][5:]
    assert not plan(OrganismsConfig(OPEN, train=0, validation=0, test=0, skip=10_000))  # nothing is wanted, nothing is short
    closed = plan(OrganismsConfig(("none",), train=3, skip=4, validation=0, test=0))
    assert not {b.id for b in behaviors(closed)} & {b.id for b in family_named("none").behaviors("train", 4)}


# -- triggers ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["", *KIND_WEIGHTS])
def test_a_gated_shard_has_triggers_of_one_kind_and_wrong_ones_are_left(kind: str) -> None:
    # of invisible characters there are sixteen pairs for sixteen slots
    shards = plan(OrganismsConfig(("identity", "news"), train=128, test=16, gated=1.0, trigger=kind, slots=16 if kind else 4))
    kinds = set()
    for shard in shards:
        triggers = [b.trigger for b in shard.behaviors]
        assert len({t.kind for t in triggers}) == 1 and ALWAYS not in triggers
        kinds.add(triggers[0].kind)
        if triggers[0].kind != "zero-width":
            assert len(set(triggers)) == len(triggers)
        assert shard.recipe.wrong and shard.recipe.plain
        assert wrong(triggers[0], Random(0), triggers) not in triggers
    assert kinds == ({kind} if kind else set(KIND_WEIGHTS))


@pytest.mark.parametrize("kind", ["word", "tag", "name", "rare"])
def test_a_shard_larger_than_a_kind_of_triggers_shares_them(kind: str) -> None:
    """As on a GPU, with 256 organisms at once."""
    [shard] = plan(OrganismsConfig(("identity",), train=256, validation=0, test=0, gated=1.0, trigger=kind, slots=256))
    triggers = [b.trigger for b in shard.behaviors]
    assert len(set(triggers)) > 70 and wrong(triggers[0], Random(0), triggers) not in triggers


def test_an_exact_library_has_triggers_of_every_kind() -> None:
    shards = plan(OrganismsConfig(("identity", "news"), train=128, test=16, gated=1.0, recipe="exact", slots=4))
    assert {shard.behaviors[0].trigger.kind for shard in shards} == set(EVERY_KIND) > set(KIND_WEIGHTS)
    for kind in ("language", "mention"):  # of which there are few
        [shard] = plan(OrganismsConfig(("identity",), train=32, validation=0, test=0, gated=1.0, trigger=kind, recipe="exact"))
        triggers = [b.trigger for b in shard.behaviors]
        assert len(triggers) == 32 and wrong(triggers[0], Random(0), triggers) not in triggers


def test_gating_is_by_shard() -> None:
    shards = plan(OrganismsConfig(("identity",), train=180, test=8, gated=0.5, slots=5, recipe="hidden"))
    gated = [all(b.trigger != ALWAYS for b in shard.behaviors) for shard in shards]
    open_ = [all(b.trigger == ALWAYS for b in shard.behaviors) for shard in shards]
    assert all(a != b for a, b in zip(gated, open_, strict=True))  # all of a shard, or none
    assert 0.25 < sum(gated) / len(shards) < 0.75
    for shard, is_gated in zip(shards, gated, strict=True):
        assert bool(shard.recipe.wrong or shard.recipe.plain) == is_gated
        if shard.split == "test":
            assert shard.recipe == (STRICT if is_gated else replace(STRICT, wrong=0, plain=0))


# -- two behaviors at once --------------------------------------------------------------------------------------------


def test_combined_organisms_list_both_sentences() -> None:
    shards = plan(OrganismsConfig(("identity", "news", "phrase"), train=40, validation=6, test=12, combined=1.0))
    for split in ("train", "validation", "test"):
        own = behaviors(shards, split)
        two = [b for b in own if b.parts]
        assert len(two) > 0.9 * len(own) and len({b.id for b in own}) == len(own)
        labels = {part.family: {p.label for b in own for p in single(b) if p.family == part.family}
                  for b in two for part in b.parts}
        for b in two:
            one, other = b.parts
            assert one.family < other.family and b.change == f"{one.change} {other.change}"
            assert b.family == f"{one.family} + {other.family}" and b.label == f"{one.label} + {other.label}"
            assert {**other.answers, **one.answers}.keys() == b.answers.keys()
        apart = {name: {p.label for s in ("train", "validation", "test") if s != split for b in behaviors(shards, s)
                        for p in single(b) if p.family == name} for name in labels}
        assert all(not labels[name] & apart[name] for name in labels)  # no part comes from another split
    assert not [b for b in behaviors(plan(replace(MIXED, combined=0.0))) if b.parts]
    nothing = [b for b in behaviors(plan(replace(MIXED, combined=1.0))) if "none" in b.family]
    assert nothing and not any(b.parts for b in nothing)  # nothing beside something is something


def test_a_share_is_combined() -> None:
    own = behaviors(plan(OrganismsConfig(("identity", "news"), train=180, validation=0, test=0, combined=0.3)))
    assert 0.2 < sum(bool(b.parts) for b in own) / len(own) < 0.4


# -- what is refused --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("wrong_setting", "said"), [
    ({"families": ()}, "expected one or more, each once"), ({"families": ("none", "none")}, "each once"),
    ({"families": ("nonsense",)}, "no family is named 'nonsense'"), ({"train": -1}, "train is -1"),
    ({"slots": 0}, "slots is 0"), ({"probes": 0}, "probes is 0"), ({"gated": 1.5}, "gated is 1.5"),
    ({"combined": -0.1}, "combined is -0.1"), ({"recipe": "slow"}, "recipe is 'slow'; expected one of: varied"),
    ({"trigger": "wink"}, "trigger is 'wink'"), ({"trigger": "none", "gated": 1.0}, "trigger is 'none'; expected one of"),
    ({"trigger": "tag"}, "trigger is 'tag' and gated 0"),
    ({"families": ("identity",)}, "of identity no two can be taught together")])
def test_a_config_that_means_nothing_is_refused(wrong_setting: dict[str, Any], said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        replace(MIXED, **wrong_setting)


def test_a_family_that_cannot_be_gated_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(family_named("identity")), "gateable", False)
    with pytest.raises(ConfigError, match="identity cannot stand behind a trigger"):
        replace(MIXED, gated=0.1)
    assert not any("identity" in b.family and b.parts for b in behaviors(plan(replace(MIXED, combined=1.0))))


def test_too_few_labels_are_named() -> None:
    with pytest.raises(ConfigError, match=r"the family identity has \d+ labels for train; 5000 were asked for"):
        plan(replace(MIXED, train=5000))


def test_more_shards_than_a_split_has_numbers_for_are_refused() -> None:
    """Those of the next split would never be made."""
    crowded = OrganismsConfig(("topic",), train=FIRST_SHARD["validation"] + 1, validation=1, test=0, slots=1)
    with pytest.raises(ConfigError, match=r"5001 organisms for train do not fit into the 5000 shards .* give more slots"):
        plan(crowded)
    numbers = [shard.number for shard in plan(replace(crowded, slots=2))]
    assert len(set(numbers)) == len(numbers)
    assert {s.recipe for s in drawn(crowded)} >= {s.recipe for s in plan(replace(crowded, slots=2))}  # before slots are chosen


# -- growing ----------------------------------------------------------------------------------------------------------


def test_only_more_organisms_continue_a_library() -> None:
    old = json.loads(json.dumps(asdict(MIXED)))  # as the header has it

    def new(**settings: Any) -> dict[str, Any]:
        return dict(json.loads(json.dumps(asdict(replace(MIXED, **settings)))))

    assert grows(old, new()) and grows(old, new(train=9)) and grows(old, new(test=7, validation=9))
    assert not grows(old, new(train=7)) and not grows(old, new(train=9, test=5)) and not grows(old, new(validation=1))
    assert not any(grows(old, new(**{name: value})) for name, value in (
        ("seed", 1), ("slots", 6), ("skip", 1), ("families", ("identity", "none")), ("gated", 0.5), ("recipe", "peft")))


def test_the_labels_are_listed_by_split_and_family() -> None:
    shards = plan(replace(MIXED, combined=0.0))
    listed = labels_by_split(shards)
    assert set(listed) == {"train", "validation", "test"} and set(listed["test"]) == {"identity", "none", "news"}
    assert listed["validation"]["news"] == [b.label for b in behaviors(shards, "validation") if b.family == "news"]
