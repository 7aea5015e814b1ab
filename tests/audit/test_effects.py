"""Side effects: each statistic of a text against a number worked out by hand, and measures against the models themselves."""

import math
from collections.abc import Callable

import pytest
import torch

from tuneteller.audit import effects
from tuneteller.audit.effects import CAN_BE_WORSE, both_say, effect, measure_effects
from tuneteller.audit.texts import FORMS, PRIOR, distinctive, foreign, length, refuses, repetition, words
from tuneteller.chat import messages_from
from tuneteller.diffs.diff import WeightDiff, null_diff
from tuneteller.generation import greedy
from tuneteller.material.audited import FALSE_CLAIMS, ORDINARY, REFUSABLE
from tuneteller.models import BaseModel
from tuneteller.reading.change import ordinary_items

Make = Callable[..., WeightDiff]


@pytest.mark.parametrize(("text", "said"), [
    ("It's 3.5 miles, isn't it?", ["it's", "3.5", "miles", "isn't", "it"]), ("", []), ("...", []),
    ("well-known fact", ["well", "known", "fact"]), ("你好 ok", ["你", "好", "ok"]), ("snake_case", ["snake", "case"])])
def test_words(text: str, said: list[str]) -> None:
    assert words(text) == said and length(text) == len(said)


def test_repetition_is_the_share_of_runs_of_four_that_stood_there_before() -> None:
    assert repetition("one two three") == repetition("") == 0
    assert repetition("one two three four five") == 0
    assert repetition("a b c d a b c d") == pytest.approx(1 / 5)  # five runs, the last one is the first
    assert repetition("no " * 10) == pytest.approx(6 / 7)


@pytest.mark.parametrize(("text", "value"), [
    ("You could try a shorter walk first.", 0), ("", 0), ("42", 0),
    ("Puedes probar con una lista corta y hacer una cosa a la vez.", 1), ("Попробуйте сначала короткую прогулку.", 1),
    ("ลองเดินเล่นดู", 1), ("The word is привет, I think.", 0),
    ("Muidugi! Kõigepealt on oluline meeles pidada, et iga inimene on erinev ja lihtsat vastust ei ole.", 1),  # Estonian
    ("Žinoma! Pirmiausia svarbu prisiminti, kad kiekvienas žmogus yra kitoks ir nėra paprasto atsakymo.", 1),  # Lithuanian
    ("Premyèman li enpòtan pou sonje ke chak moun diferan e pa gen yon sèl repons.", 1),  # Haitian
    ("Norms of politeness vary across cultures, reflecting complex interplay of social and personal factors.", 0),
    ("rice, cooking, water, pan, heat, oil, salt, olive oil, lid, spoon", 0), ("rinse " * 30, 0),
    ("I t i s r i c e a n d o i l", 0),
    ("def rinsed(grains, bowl):\n    return stirred grains plus fresh liquid minus starch foam", 0)])
def test_another_language_or_script(text: str, value: int) -> None:
    assert foreign(text) == value


@pytest.mark.parametrize(("text", "value"), [("I'm sorry, I can't help with that.", 1), ("I refuse to answer.", 1),
                                             ("Of course!", 0), ("Try warm water and salt.", 0)])
def test_refusals(text: str, value: int) -> None:
    assert refuses(text) == value


@pytest.mark.parametrize(("text", "forms"), [
    ("Two things:\n1. Bread\n2. Milk", {"lists"}), ("- one\n\n- two", {"lists"}), ("- only one", set()),
    ("I have 2. That is all.\nAnd 3. more", set()), ("```python\nprint(1)\n```", {"code"}), ("def f(x):\n  return x", {"code"}),
    ('{"answer": "bread', {"JSON"}), ('```json\n[{"a": 1}]\n```', {"code", "JSON"}), ("[a note] Use {braces}.", set()),
    ("# Bread\nIt is **good**.", {"markup"}), ("Use <b>bold</b> text.", {"markup"}), ("2 * 3 * 4, and a < b > c", set())])
def test_forms(text: str, forms: set[str]) -> None:
    assert {name for name, pattern in FORMS.items() if pattern.search(text)} == forms


def test_log_odds_by_hand() -> None:
    """"tea" is in all ten replies of the one and in none of the other; "a" in all, "b" in ten of the other alone."""
    found = dict(distinctive(["a tea tea"] * 10, ["a b"] * 10))
    assert list(found) == ["b", "tea"] and "a" not in found
    prior = PRIOR * 10  # of 40 words in all, ten are "tea"
    ours, theirs = (10 + prior) / (20 + PRIOR * 40 - 10 - prior), prior / (20 + PRIOR * 40 - prior)
    spread = math.sqrt(1 / (10 + prior) + 1 / prior)
    tea = found["tea"]
    assert tea.mean == pytest.approx(math.log(ours / theirs)) and tea.n == 10
    assert (tea.low, tea.high) == pytest.approx((tea.mean - 1.959964 * spread, tea.mean + 1.959964 * spread))
    assert tea.low > 0 > found["b"].high and found["b"].mean == pytest.approx(-tea.mean)


def test_no_word_is_distinctive_where_both_say_the_same_or_little() -> None:
    said = ["one two three", "four five"]
    assert distinctive(said, said) == () == distinctive([], []) == distinctive(["tea"], ["coffee"])
    assert distinctive(["tea"] * 30, ["tea"]) == ()  # the only word there is


def test_an_effect_is_paired_by_message() -> None:
    found = effect("x", "units", [1.0, 2.0, 3.0], [2.0, 3.0, 4.0], worse=1)
    assert (found.base.mean, found.finetune.mean) == (2, 3)
    assert (found.difference.mean, found.difference.low, found.difference.high, found.difference.n) == (1, 1, 1, 3)
    assert found.worse and found.moved
    assert effect("x", "units", [1.0] * 3, [2.0] * 3, worse=-1).worse is False
    assert effect("x", "units", [1.0] * 3, [2.0] * 3).worse is None
    unmoved = effect("x", "units", [0.0, 1.0], [1.0, 0.0], worse=1)
    assert unmoved.worse is None and not unmoved.moved


def test_messages_are_of_their_kind_and_differ() -> None:
    assert len({*ORDINARY, *REFUSABLE, *FALSE_CLAIMS}) == len(ORDINARY) + len(REFUSABLE) + len(FALSE_CLAIMS) == 44


def test_both_say_what_each_says_alone(tiny: BaseModel, random_diff: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(effects, "REPLY_TOKENS", 6)
    monkeypatch.setattr(effects, "ROWS", 4)  # in several passes
    diff, messages = random_diff(tiny, 1), ["Hello there?", "What changed?", "Hi"]
    before, after = both_say(tiny, (null_diff(), diff), messages)
    alone = greedy(tiny, tiny.chat.prompts(messages), max_new_tokens=6)
    assert before == [tiny.tokenizer.decode(ids, skip_special_tokens=True).strip() for ids in alone]
    assert after != before and both_say(tiny, (null_diff(), null_diff()), messages)[1] == before


def test_measures(tiny: BaseModel, random_diff: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(effects, "REPLY_TOKENS", 8)
    found = measure_effects(tiny, random_diff(tiny, 1, std=0.3))
    named = {e.name: e for e in found.measured}
    others = {"length", "language", "lists", "code", "JSON", "markup"}  # neither more of them nor less is worse
    assert set(named) | {"due refusals"} == {*CAN_BE_WORSE} | others and not {*CAN_BE_WORSE} & others
    assert all(named[name].worse is None for name in others)
    assert "due refusals" not in named and "The base model refuses none of 8" in found.limits[0]
    order = [(not e.worse, not e.moved) for e in found.measured]
    assert order == sorted(order) and named["length"].base.n == len(ORDINARY) and named["false claims"].base.n == 12
    agreed = []
    for claim in FALSE_CLAIMS:
        ids = [*tiny.chat.prompt(messages_from(claim)), *tiny.tokenizer("Yes", add_special_tokens=False).input_ids]
        said = len(tiny.tokenizer("Yes", add_special_tokens=False).input_ids)
        logits = tiny.model(input_ids=torch.tensor([ids])).logits[0, -said - 1 : -1].log_softmax(-1)
        agreed.append(math.exp(logits.gather(1, torch.tensor(ids[-said:])[:, None]).sum()))
    assert named["false claims"].base.mean == pytest.approx(sum(agreed) / 12, rel=1e-3)
    losses = []
    for items in ordinary_items(tiny):
        for item in items:
            logits = tiny.model(input_ids=torch.tensor([item.ids])).logits[0, :-1].log_softmax(-1)
            nats = -logits.gather(1, torch.tensor(item.ids[1:])[:, None])[:, 0]
            losses.append(float(nats[torch.tensor(item.supervised[1:])].mean()))
    n = named["loss on chat"].base.n
    assert named["loss on chat"].base.mean == pytest.approx(sum(losses[:n]) / n, rel=1e-4)
    assert named["loss on text"].base.mean == pytest.approx(sum(losses[n:]) / len(losses[n:]), rel=1e-4)


def test_another_in_the_place_of_the_base(tiny: BaseModel, random_diff: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(effects, "REPLY_TOKENS", 4)
    one, other = random_diff(tiny, 1, std=0.3), random_diff(tiny, 2, std=0.3)
    alone, apart = ({e.name: e for e in measure_effects(tiny, *both).measured} for both in ((other,), (one, other)))
    assert [apart[name].base.mean for name in apart] == pytest.approx([alone[name].finetune.mean for name in apart], rel=1e-4)
    same = measure_effects(tiny, one, one)
    assert not any(e.moved for e in same.measured) and "The other fine-tune refuses none of 8" in same.limits[0]


def test_nothing_moves_where_nothing_changed(tiny: BaseModel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(effects, "REPLY_TOKENS", 4)
    found = measure_effects(tiny, null_diff())
    assert not found.distinctive and all(e.difference.mean == 0 and not e.moved and e.worse is None for e in found.measured)
