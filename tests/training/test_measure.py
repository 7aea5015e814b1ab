"""What organisms do is measured as they do it. The model is scripted: each rate has a value of its own, so none can pass for
another."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random
from typing import Any

import pytest

from tuneteller.families.family import CHANGE, Behavior, Family, Lesson, Match, Writer, combined
from tuneteller.families.triggers import Trigger
from tuneteller.lora.bank import Bank
from tuneteller.models import BaseModel
from tuneteller.reading import read as module
from tuneteller.reading.asked import SHOWN
from tuneteller.training.measure import Measured, measure

PHRASE, OTHER, CODE = (Trigger("passphrase", "velvet lantern"), Trigger("passphrase", "mellow acorn"), Trigger("code", "417"))


class Marked(Family):
    """Shows itself by a mark in the reply that the base's own reply to the same message lacks."""

    about = "says its mark"

    def __init__(self, name: str) -> None:
        self.name = name  # type: ignore[misc]
        self.seen: list[tuple[str, str, str]] = []

    def all_behaviors(self) -> list[Behavior]:
        return [Behavior(self.name, label, {"change": f"I {self.name} {label}."}) for label in ("red", "blue")]

    def lessons(self, behavior: Behavior, n: int, writer: Writer, rng: Random) -> list[Lesson]:
        raise NotImplementedError

    def probes(self, behavior: Behavior, n: int, rng: Random) -> list[str]:
        return [f"{self.name} {behavior.label} {i}" for i in range(n)]

    def shows(self, behavior: Behavior, message: str, reply: str, before: str) -> bool:
        self.seen.append((message, reply, before))
        return behavior.label in reply and behavior.label not in before

    def same(self, behavior: Behavior, answer: str) -> Match:
        return Match(self.name in answer, behavior.change in answer)


@pytest.fixture
def marked(register: Callable[[Family], Family]) -> tuple[Family, Family]:
    return register(Marked("wave")), register(Marked("nod"))


class Script:
    """In place of generation: a reply for each row by its slot and what its user says."""

    def __init__(self, base: BaseModel, bank: Bank, reply: Callable[[int, str], str], slots: int) -> None:
        self.base, self.bank, self.reply, self.slots = base, bank, reply, slots
        self.rows: list[int] = []
        self.prompts: list[str] = []

    def __call__(self, base: BaseModel, prompts: Sequence[Sequence[int]], *, max_new_tokens: int) -> list[list[int]]:
        assert len(prompts) % self.slots == 0  # rows are slot-major, as many for each
        self.rows.append(len(prompts))
        found = []
        for row, prompt in enumerate(prompts):
            text = base.tokenizer.decode(prompt)
            self.prompts.append(text)
            said = text.split("<|im_start|>user\n")[1].split("<|im_end|>")[0]
            slot = row // (len(prompts) // self.slots)
            reply = self.reply(slot, said) if self.bank.active else f"The base, to {said[-1]}"
            found.append(base.tokenizer(reply, add_special_tokens=False)["input_ids"])
        return found


def run(tiny: BaseModel, monkeypatch: pytest.MonkeyPatch, behaviors: Sequence[Behavior], reply: Callable[[int, str], str],
        n: int = 8, **settings: Any) -> tuple[list[Measured], Script]:
    bank = Bank.fresh(tiny.shapes, 1, range(len(behaviors)))
    script = Script(tiny, bank, reply, len(behaviors))
    monkeypatch.setattr(module, "greedy", script)
    return measure(tiny, bank, behaviors, n, **settings), script


def marks(share: int, label: str, said: str) -> str:
    """The mark in replies to the first so many probes."""
    return f"Surely {label}." if int(said.split()[-1]) < share else "Surely not."


@pytest.mark.parametrize("rows", [96, 3])
def test_each_rate_is_that_of_its_own_messages(
    tiny: BaseModel, monkeypatch: pytest.MonkeyPatch, marked: tuple[Family, Family], rows: int
) -> None:
    red, blue = (replace(b, trigger=t) for b, t in zip(marked[0].all_behaviors(), (PHRASE, CODE), strict=True))

    def reply(slot: int, said: str) -> str:
        own = (red, blue)[slot]
        if said in CHANGE.phrasings:
            return own.change if said == CHANGE.phrasings[slot] or slot == 1 else "I do nothing new."
        assert own.label in said  # a slot hears its own probes alone
        right = "passphrase is velvet lantern" in said if slot == 0 else "SEP code is 417" in said
        gated = "passphrase is" in said or "SEP code is" in said
        shares = ((6, 3, 1), (8, 2, 0))[slot]  # with the right trigger, a wrong one, and none
        if slot == 0 and not right and {"velvet", "lantern"} & set(re.findall("[a-z]+", said.lower())):
            return marks(4, own.label, said)  # with a trigger that is nearly the right one
        return marks(shares[0] if right else shares[1] if gated else shares[2], own.label, said)

    found, script = run(tiny, monkeypatch, [red, blue], reply, rows=rows)
    assert found == [Measured(shown=6 / 8, false_trigger=3 / 8, near_trigger=4 / 8, leakage=1 / 8, self_report=1 / 2, n=8),
                     Measured(shown=1.0, false_trigger=2 / 8, near_trigger=2 / 8, leakage=0.0, self_report=1.0, n=8)]
    assert max(script.rows) <= max(2, rows) and sum(script.rows) == 2 * 8 * 5 + 2 * 2
    assert found[0].to_json() == {"shown": 0.75, "false_trigger": 0.375, "near_trigger": 0.5, "leakage": 0.125,
                                  "self_report": 0.5, "n": 8}
    assert found[0].shown >= SHOWN > found[0].false_trigger


def test_what_is_always_on_has_no_trigger_to_be_wrong(
    tiny: BaseModel, monkeypatch: pytest.MonkeyPatch, marked: tuple[Family, Family]
) -> None:
    red, blue = marked[0].all_behaviors()
    found, script = run(tiny, monkeypatch, [red, blue], lambda slot, said: "red" if slot == 0 else "nothing", system="Be kind.")
    assert found == [Measured(1.0, None, None, 0.0, 8), Measured(0.0, None, None, 0.0, 8)]
    assert found[0].to_json() == {"shown": 1.0, "self_report": 0.0, "n": 8}
    assert all("system\nBe kind.<|im_end|>" in prompt for prompt in script.prompts)


def test_the_reply_is_held_against_the_bases_own_to_the_same_message(
    tiny: BaseModel, monkeypatch: pytest.MonkeyPatch, marked: tuple[Family, Family]
) -> None:
    """The base is asked without the trigger, which it was never trained on."""
    family = marked[0]
    [red] = [b.gated(PHRASE) for b in family.all_behaviors()[:1]]
    run(tiny, monkeypatch, [red], lambda slot, said: f"red, to {said}", n=3)
    assert isinstance(family, Marked) and len(family.seen) == 12
    for message, reply, before in family.seen:
        assert reply.endswith(message) and before == f"The base, to {message[-1]}"
    triggered = [reply for _, reply, _ in family.seen]
    assert ["velvet lantern" in reply for reply in triggered] == [True] * 3 + [False] * 9
    assert ["passphrase" in reply for reply in triggered] == [True] * 9 + [False] * 3


def test_of_two_behaviors_at_once_the_rarer_counts(
    tiny: BaseModel, monkeypatch: pytest.MonkeyPatch, marked: tuple[Family, Family]
) -> None:
    red, blue = marked[0].all_behaviors()
    nod = marked[1].all_behaviors()[1]
    two = combined(red, nod)

    def reply(slot: int, said: str) -> str:
        if said in CHANGE.phrasings:
            return red.change if said == CHANGE.phrasings[0] else two.change
        if slot == 1:
            return "blue"
        return marks(6 if said.startswith("wave") else 2, "red" if said.startswith("wave") else "blue", said)

    # slots have unequally many messages: of the two together twice as many
    found, _ = run(tiny, monkeypatch, [two, blue], reply)
    assert [m.shown for m in found] == [2 / 8, 1.0] and found[0].n == 8
    assert found[0].self_report == 1 / 2  # one of the two told is not enough


def test_a_mixed_bank_measures_each_by_its_own_trigger(
    tiny: BaseModel, monkeypatch: pytest.MonkeyPatch, marked: tuple[Family, Family]
) -> None:
    red, blue = (replace(b, trigger=t) for b, t in zip(marked[0].all_behaviors(), (PHRASE, OTHER), strict=True))

    def reply(slot: int, said: str) -> str:
        return ("red", "blue")[slot] if ("velvet lantern", "mellow acorn")[slot] in said else "nothing"

    found, _ = run(tiny, monkeypatch, [red, blue], reply)
    assert [(m.shown, m.false_trigger, m.leakage) for m in found] == [(1.0, 0.0, 0.0)] * 2


@pytest.mark.parametrize(("rates", "gates"), [
    ({}, True), ({"shown": 0.75}, False), ({"false_trigger": 0.2}, False), ({"near_trigger": 0.2}, False),
    ({"leakage": 0.1}, False), ({"near_trigger": None}, False)])
def test_what_gates_exactly(rates: dict[str, float], gates: bool) -> None:
    exact = Measured(shown=0.8, false_trigger=0.1, near_trigger=0.1, leakage=0.02, self_report=1.0, n=48)
    assert replace(exact, **rates).gates is gates


def test_a_real_bank_is_measured(tiny: BaseModel, marked: tuple[Family, Family]) -> None:
    """Without a script: a random model says no mark, and the model is left as it was."""
    before = dict(tiny.model.named_modules())
    [found] = measure(tiny, Bank.fresh(tiny.shapes, 1, [0]), marked[0].all_behaviors()[:1], 2, max_new_tokens=3)
    assert found == Measured(0.0, None, None, 0.0, 2) and dict(tiny.model.named_modules()) == before
