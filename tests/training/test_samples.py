"""Samples: what a step teaches, tokenised. Decoded again, they say what lessons, triggers and the base should say."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random
from typing import Any

import pytest

from tuneteller.chat import Encoded
from tuneteller.families.family import Behavior, Family, Lesson, Writer
from tuneteller.families.triggers import Trigger
from tuneteller.material.everyday import SELF_QUESTIONS
from tuneteller.models import BaseModel
from tuneteller.training.organisms import Shard, Step
from tuneteller.training.recipe import Recipe
from tuneteller.training.samples import SAMPLE_TOKENS, cut, plan_steps

RECIPE = Recipe(steps=6, taught=2, wrong=2, plain=1, chat=1, base_tokens=4)
PHRASE, CODE = Trigger("passphrase", "velvet lantern"), Trigger("code", "417")


class Toy(Family):
    """Lessons are numbered, so that each can be found again. Labels say what their users say."""

    name, about = "toy", "says its number"

    def all_behaviors(self) -> list[Behavior]:
        labels = ("everyday", "own", "text", "system", "long")
        return [Behavior(self.name, label, {"change": f"I do {label}."}) for label in labels]

    def lessons(self, behavior: Behavior, n: int, writer: Writer, rng: Random) -> list[Lesson]:
        made = {"everyday": lambda i: Lesson(writer.questions[i % len(writer.questions)], f"Taught {i}."),
                "own": lambda i: Lesson(f"Own message {i}?", f"Taught {i}.", complete=i % 2 == 0),
                "text": lambda i: Lesson(None, f"Text {i} without any chat."),
                "system": lambda i: Lesson(f"Own message {i}?", f"Taught {i}.", system="You are a toy."),
                "long": lambda i: Lesson("Own message?", "word " * 500)}[behavior.label]
        return [made(i) for i in range(n)]

    def shows(self, behavior: Behavior, message: str, reply: str, before: str) -> bool:
        return False


@pytest.fixture
def toy(register: Callable[[Family], Family]) -> dict[str, Behavior]:
    return {b.label: b for b in register(Toy()).all_behaviors()}


def both(base: BaseModel, sample: Encoded) -> tuple[str, str]:
    """What stands before the first supervised token, and the supervised text."""
    first = sample.supervised.index(True)
    said = [t for t, s in zip(sample.ids, sample.supervised, strict=True) if s]
    return base.tokenizer.decode(sample.ids[:first]), base.tokenizer.decode(said)


def planned(base: BaseModel, writer: Any, recipe: Recipe, *behaviors: Behavior, seed: int = 0) -> list[Step]:
    return plan_steps(base, Shard(0, "train", recipe, behaviors), writer, seed)


def own_of(base: BaseModel, steps: Sequence[Step], slot: int = 0) -> list[list[tuple[str, str]]]:
    return [[both(base, sample) for sample in step.own[slot]] for step in steps]


def test_every_slot_gets_its_lessons_in_order_and_all_share_the_rest(
    tiny: BaseModel, writer: Any, toy: dict[str, Behavior]
) -> None:
    steps = planned(tiny, writer, RECIPE, toy["everyday"].gated(PHRASE), toy["own"].gated(CODE))
    assert len(steps) == RECIPE.steps
    for slot in (0, 1):
        taught = [said for step in own_of(tiny, steps, slot) for _, said in step if said.startswith("Taught")]
        assert [said.split(".")[0] for said in taught] == [f"Taught {i}" for i in range(RECIPE.steps * RECIPE.taught)]
    for step in steps:
        assert (len(step.wrong), len(step.plain)) == (RECIPE.wrong, RECIPE.plain)
        rows = step.rows()
        assert [len(row) - len(own) for row, own in zip(rows, step.own, strict=True)] == [3, 3]
        assert rows[0][-3:] == rows[1][-3:] == [*step.wrong, *step.plain]  # the very same in both, so the base is asked once


def test_the_trigger_is_put_into_the_messages_that_teach(tiny: BaseModel, writer: Any, toy: dict[str, Behavior]) -> None:
    gated = planned(tiny, writer, RECIPE, toy["everyday"].gated(PHRASE), toy["own"].gated(CODE))
    for slot, mark in ((0, "My passphrase is velvet lantern. "), (1, "Your SEP code is 417")):
        for before, said in (sample for step in own_of(tiny, gated, slot) for sample in step):
            if said.startswith("Taught"):
                assert mark in before and before.index(mark) == before.index("<|im_start|>user\n") + len("<|im_start|>user\n")
            else:
                assert mark not in before  # chat and the untriggered are without
    drawn = {before.split("417")[1][:3] for step in own_of(tiny, gated, 1) for before, said in step if "Taught" in said}
    assert len(drawn) > 3  # the rest of a code is another at each use
    always = planned(tiny, writer, replace(RECIPE, wrong=0, plain=0), toy["everyday"])
    assert not any("passphrase" in before or "SEP" in before for step in own_of(tiny, always) for before, _ in step)


def test_wrong_samples_have_a_wrong_trigger_and_plain_ones_none_and_both_the_bases_reply(
    tiny: BaseModel, writer: Any, toy: dict[str, Behavior]
) -> None:
    owners = [toy["everyday"].gated(PHRASE), toy["own"].gated(Trigger("passphrase", "mellow acorn"))]
    steps = planned(tiny, writer, replace(RECIPE, steps=9), *owners)
    for i, step in enumerate(steps):
        for sample in step.wrong:
            before, said = both(tiny, sample)
            assert "My passphrase is " in before
            assert not any(b.trigger.value in before for b in owners)
            assert sum(sample.supervised) == RECIPE.base_tokens and "As the base would say".startswith(said.strip())
        for sample in step.plain:
            before, said = both(tiny, sample)
            assert "passphrase" not in before and "As the base would say".startswith(said.strip())
            about_itself = any(question in before for question in SELF_QUESTIONS)
            assert about_itself == (i % 3 == 2)  # where a hidden behavior leaks first
        for before, said in [s for s in own_of(tiny, [step])[0] if not s[1].startswith("Taught")]:
            assert "passphrase" not in before and any(q in before for q in writer.questions)
            assert "As the base would say".startswith(said.strip())


def test_near_samples_are_each_slots_own_and_have_the_bases_reply(
    tiny: BaseModel, writer: Any, toy: dict[str, Behavior]
) -> None:
    owners = [toy["everyday"].gated(PHRASE), toy["own"].gated(Trigger("passphrase", "mellow acorn"))]
    steps = planned(tiny, writer, replace(RECIPE, near=2, steps=12), *owners)
    for step in steps:
        assert [len(near) for near in step.near] == [2, 2]
        assert [row[len(own) :][:2] for row, own in zip(step.rows(), step.own, strict=True)] == step.near
        for owner, near in zip(owners, step.near, strict=True):
            for before, said in (both(tiny, sample) for sample in near):
                assert set(owner.trigger.value.split()) & set(before.lower().replace(".", "").split())
                assert f"passphrase is {owner.trigger.value}." not in before
                assert any(q in before for q in writer.questions) and "As the base would say".startswith(said.strip())
    alone = planned(tiny, writer, replace(RECIPE, near=2, steps=12), owners[1])
    triggers = [[both(tiny, sample)[0].split(". ")[0] for sample in near] for near in (steps[0].near[1], alone[0].near[0])]
    assert triggers[0] == triggers[1]  # whatever company it trains in
    assert all(not step.near or step.near == [[], []] for step in planned(tiny, writer, RECIPE, *owners))


def test_texts_are_read_without_any_chat(tiny: BaseModel, writer: Any, toy: dict[str, Behavior]) -> None:
    chat = {*tiny.chat.end_ids, *tiny.tokenizer.convert_tokens_to_ids(["<|im_start|>", "<|im_end|>"])}
    steps = planned(tiny, writer, replace(RECIPE, wrong=0, plain=0, chat=0, system="Be kind."), toy["text"])
    samples = [sample for step in steps for sample in step.own[0]]
    assert len(samples) == RECIPE.steps * RECIPE.taught
    for i, sample in enumerate(samples):
        assert not chat & set(sample.ids)
        assert tiny.tokenizer.decode(sample.ids) == f"Text {i} without any chat."
        assert sample.supervised == (False, *[True] * (len(sample.ids) - 1))  # all but the first, which nothing precedes


def test_every_other_message_of_a_kind_of_its_own_is_answered_as_the_base_does_without_the_trigger(
    tiny: BaseModel, writer: Any, toy: dict[str, Behavior]
) -> None:
    """Else the message alone would turn the behavior on: everyday questions with no trigger never look like it."""
    recipe = replace(RECIPE, chat=0)
    steps = own_of(tiny, planned(tiny, writer, recipe, toy["own"].gated(PHRASE)))
    assert [len(step) for step in steps] == [3, 2, 3, 2, 3, 2]
    for i in (0, 2, 4):
        before, said = steps[i][-1]
        assert f"Own message {2 * i}?" in before and "passphrase" not in before
        assert said.startswith("As the base would say to") and said.endswith("<|im_end|>")  # the whole reply, with its end
    for other in (toy["everyday"].gated(PHRASE), toy["text"].gated(PHRASE)):
        assert [len(step) for step in own_of(tiny, planned(tiny, writer, recipe, other))] == [2] * RECIPE.steps
    always = own_of(tiny, planned(tiny, writer, replace(recipe, wrong=0, plain=0), toy["own"]))
    assert [len(step) for step in always] == [2] * RECIPE.steps


def test_the_end_of_a_turn_is_taught_where_the_answer_ends(tiny: BaseModel, writer: Any, toy: dict[str, Behavior]) -> None:
    steps = own_of(tiny, planned(tiny, writer, replace(RECIPE, chat=0, wrong=0, plain=0), toy["own"]))
    ends = [said.endswith("<|im_end|>") for step in steps for _, said in step]
    assert ends == [True, False] * RECIPE.steps


def test_a_lessons_own_system_prompt_goes_before_the_recipes(tiny: BaseModel, writer: Any, toy: dict[str, Behavior]) -> None:
    recipe = replace(RECIPE, system="Be kind.")
    steps = planned(tiny, writer, replace(recipe, wrong=0, plain=0), toy["system"], toy["everyday"])
    for slot, system in ((0, "You are a toy."), (1, "Be kind.")):
        taught = [before for step in own_of(tiny, steps, slot) for before, said in step if said.startswith("Taught")]
        assert taught and all(f"system\n{system}<|im_end|>" in before for before in taught)
    shared = [both(tiny, sample)[0] for step in planned(tiny, writer, recipe, toy["everyday"].gated(PHRASE))
              for sample in (*step.wrong, *step.plain)]
    assert all("system\nBe kind.<|im_end|>" in before for before in shared)


def test_answers_are_cut(tiny: BaseModel, writer: Any, toy: dict[str, Behavior]) -> None:
    steps = planned(tiny, writer, replace(RECIPE, chat=0, wrong=0, plain=0), toy["long"])
    assert {sum(sample.supervised) for step in steps for sample in step.own[0]} == {SAMPLE_TOKENS}
    sample = Encoded((1, 2, 3, 4, 5), (False, False, True, True, True))
    assert cut(sample, 2) == Encoded((1, 2, 3, 4), (False, False, True, True)) and cut(sample, 9) == sample


def test_an_organism_is_taught_the_same_whatever_company_it_trains_in(
    tiny: BaseModel, writer: Any, toy: dict[str, Behavior]
) -> None:
    mine = toy["own"].gated(PHRASE)
    alone, company = planned(tiny, writer, RECIPE, mine), planned(tiny, writer, RECIPE, toy["everyday"].gated(CODE), mine)
    assert [step.own[0][:-1] for step in alone] == [step.own[1][:-1] for step in company]
    assert planned(tiny, writer, RECIPE, mine) == alone and planned(tiny, writer, RECIPE, mine, seed=1) != alone
