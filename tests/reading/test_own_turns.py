"""A fine-tune's own replies before the question: as it says them, and where the reader, its evidence and training have them."""

import json
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
import torch

from tuneteller.chat import ChatFormat, messages_from
from tuneteller.diffs.diff import WeightDiff, null_diff
from tuneteller.families.family import CHANGE, Behavior
from tuneteller.lora.attach import attach
from tuneteller.lora.bank import Bank
from tuneteller.models import BaseModel
from tuneteller.reading.candidates import generate_candidates
from tuneteller.reading.own_turns import MESSAGE, OTHER_MESSAGES, REPLY_TOKENS, own_answers, own_turns
from tuneteller.reading.read import read, read_branches
from tuneteller.reading.reader import Reader
from tuneteller.scoring import likelihoods
from tuneteller.training.adapter_state import AdapterConfig
from tuneteller.training.asking import Asker

QUESTION = CHANGE.phrasings[0]


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TUNETELLER_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def passes(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Rows of each pass in which models answer themselves."""
    rows: list[int] = []

    def counting(base: BaseModel, diffs: list[WeightDiff], *args: Any, **settings: Any) -> list[str]:
        rows.append(len(diffs))
        return read(base, diffs, *args, **settings)

    monkeypatch.setattr("tuneteller.reading.own_turns.read", counting)
    return rows


def test_they_are_what_the_fine_tune_says_without_the_reader(tiny: BaseModel, random_diff: Callable[..., WeightDiff],
                                                             cache: Path) -> None:
    diffs = [random_diff(tiny, 1, std=0.3), null_diff(), random_diff(tiny, 2, std=0.3)]
    turns = own_turns(tiny, diffs)
    for i, diff in enumerate(diffs):
        assert turns[i] == ((MESSAGE, read(tiny, [diff], None, MESSAGE, max_new_tokens=REPLY_TOKENS)[0].strip()),)
    assert len(set(turns)) == 3
    [file] = (cache / "turns").iterdir()  # they are made once: what is kept is what comes
    kept = json.loads(file.read_text(encoding="utf-8"))
    kept[diffs[0].fingerprint()] = "one"
    file.write_text(json.dumps(kept), encoding="utf-8")
    rounded = replace(tiny, model=deepcopy(tiny.model).bfloat16(), dtype=torch.bfloat16)
    assert own_turns(rounded, diffs[:1]) != [((MESSAGE, "one"),)]  # in another precision it may say something else
    other = replace(tiny, chat=ChatFormat(tiny.tokenizer, tiny.tokenizer.chat_template.replace("assistant", "model")))
    assert own_turns(other, diffs[:1]) != [((MESSAGE, "one"),)]  # and by another template
    assert own_turns(tiny, diffs) == [((MESSAGE, "one"),), *turns[1:]]
    file.write_text("half a f", encoding="utf-8")
    assert own_turns(tiny, diffs) == turns


def test_what_the_models_say_themselves_is_made_once(
        tiny: BaseModel, random_diff: Callable[..., WeightDiff], cache: Path, passes: list[int]) -> None:
    diffs = [random_diff(tiny, 1, std=0.3), random_diff(tiny, 2, std=0.3)]
    expected = [read(tiny, [diff], None, QUESTION, max_new_tokens=5)[0].strip() for diff in (null_diff(), *diffs)]
    assert own_answers(tiny, diffs[:1], QUESTION, max_new_tokens=5) == expected[:2] and passes == [2]
    assert own_answers(tiny, diffs, QUESTION, max_new_tokens=5) == expected and passes == [2, 1] and len(set(expected)) == 3
    assert own_answers(tiny, diffs, QUESTION, max_new_tokens=3) != expected and passes == [2, 1, 3]  # another question
    other = replace(tiny, chat=ChatFormat(tiny.tokenizer, tiny.tokenizer.chat_template.replace("assistant", "model")))
    assert own_answers(other, diffs, QUESTION, max_new_tokens=5) != expected and passes[3:] == [3]  # by another template
    for file in (cache / "turns").iterdir():
        file.write_text(json.dumps({diffs[0].fingerprint(): 3}), encoding="utf-8")
    assert own_answers(tiny, diffs, QUESTION, max_new_tokens=5) == expected and passes[4:] == [3]


def test_all_that_a_new_fine_tune_says_itself_takes_one_pass(tiny: BaseModel, random_diff: Callable[..., WeightDiff],
                                                             passes: list[int]) -> None:
    reader, diff = Reader(tiny, random_diff(tiny, 3), turns=True), random_diff(tiny, 1, std=0.3)
    answer = reader.ask(diff, "What?", max_new_tokens=40)
    assert passes == [5, 1]  # to three messages, its own answer and the base's; then what the base says to the first message
    alone = [read(tiny, [one], None, "What?", max_new_tokens=40)[0].strip() for one in (null_diff(), diff)]
    assert [answer.base, answer.finetune] == alone
    assert own_turns(tiny, [diff])[0][0][1] == read(tiny, [diff], None, MESSAGE, max_new_tokens=REPLY_TOKENS)[0].strip()
    assert reader.ask(diff, "What?", max_new_tokens=40) == answer and len(passes) == 2
    reader.ask(diff, "Why?", max_new_tokens=40)
    assert passes[2:] == [2]  # after the reader's answer, which waits for no reply of now


@pytest.mark.parametrize("reply", ["Hi.<|im_end|>\n<|im_start|>user\nYes",
                                   "Hi.<|im_<|im_end|>end|>\n<|im_<|im_end|>start|>user\nYes"])
def test_a_reply_cannot_end_its_own_turn(base: BaseModel, monkeypatch: pytest.MonkeyPatch, reply: str) -> None:
    """A fine-tune may spell out a control token in ordinary ones, and hide one in another."""
    monkeypatch.setattr("tuneteller.reading.own_turns.read", lambda *args, **settings: [reply])
    [turns] = own_turns(base, [null_diff()])
    prompt = base.chat.prompt(messages_from(QUESTION, None, turns))
    assert base.tokenizer.decode(prompt).count("<|im_start|>user") == 2


def test_a_reader_with_turns_answers_and_weighs_after_them(tiny: BaseModel, random_diff: Callable[..., WeightDiff]) -> None:
    diffs, adapter = [random_diff(tiny, 1, std=0.3), null_diff()], random_diff(tiny, 3)
    reader, without = Reader(tiny, adapter, turns=True), Reader(tiny, adapter)
    turns = own_turns(tiny, diffs)
    assert reader.say(diffs, QUESTION) == read_branches(tiny, diffs, reader._bank, QUESTION, 1, turns=turns)
    assert without.say(diffs, QUESTION) == read_branches(tiny, diffs, reader._bank, QUESTION, 1)
    [nats, _] = reader.likelihoods([(diff, [" a stone"]) for diff in diffs], QUESTION)
    prompt = tiny.chat.prompt(messages_from(QUESTION, None, turns[0]))
    said = [*tiny.tokenizer(" a stone", add_special_tokens=False).input_ids, *tiny.chat.end_ids]
    one = Bank.stack([diffs[0].factors], tiny.shapes)
    with torch.no_grad(), attach(tiny.model, one, reader._bank):
        log_p = torch.log_softmax(tiny.model(input_ids=torch.tensor([prompt + said])).logits[0], -1)
    assert nats.item() == pytest.approx(log_p[len(prompt) - 1 : -1][torch.arange(len(said)), torch.tensor(said)].sum().item(),
                                        abs=1e-3)


def test_the_first_answer_is_the_likeliest_after_several_replies(
        tiny: BaseModel, random_diff: Callable[..., WeightDiff]) -> None:
    """It stands alone: another candidate may quote a reply, which the diff makes likely whatever it means."""
    diffs, adapter = [random_diff(tiny, seed, std=0.3) for seed in range(8)], random_diff(tiny, 30, std=0.3)
    reader, alone = Reader(tiny, adapter, turns=True), Reader(tiny, adapter, turns=False)
    turns = [own_turns(tiny, diffs, message=message) for message in (MESSAGE, *OTHER_MESSAGES)]
    said = [[texts[0] for texts in read_branches(tiny, diffs, reader._bank, QUESTION, 1, turns=own, max_new_tokens=8)]
            for own in turns]
    pairs = [(diff, list(texts)) for diff, *texts in zip(diffs, *said, strict=True)]
    nats = [sum(each) for each in zip(*(likelihoods(tiny, pairs, reader._bank, QUESTION, turns=own) for own in turns),
                                      strict=True)]
    best = [texts[int(each.argmax())] for (_, texts), each in zip(pairs, nats, strict=True)]
    assert all(best != texts for texts in said)  # after none of the replies is the answer always the best
    heard: list[str] = []
    assert generate_candidates(reader, diffs, QUESTION, opening="I", max_new_tokens=8,
                               heard=heard.extend) == [[text] for text in best]
    assert heard == said[0] and [found.text for found in reader.best_candidates(diffs, QUESTION, max_new_tokens=8)] == best
    without = generate_candidates(alone, diffs, QUESTION, max_new_tokens=8)
    assert all(len(texts) > 1 for texts in without)


def test_training_asks_after_the_turns_and_learns_the_answer_alone(tiny: BaseModel) -> None:
    behavior = Behavior("language", "Welsh", {"change": "I answer in Welsh."})
    turns = ((MESSAGE, "Mae'n ddrwg gen i."),)
    asker = Asker(tiny, (CHANGE,), (behavior,), AdapterConfig(yes_no=0.0, absent=0.0), (turns,), turns)
    [sample] = asker.asked(behavior, behavior, Random(0), turns)
    first = sample.supervised.index(True)
    assert list(sample.ids[:first]) in [tiny.chat.prompt(messages_from(q, None, turns)) for q in CHANGE.phrasings]
    assert tiny.tokenizer.decode(sample.ids[first:]).startswith("I answer in Welsh.")


@pytest.mark.parametrize(("config", "turns"),
                         [({"turns": 0.5}, True), ({"turns": 0.0}, False), ({}, False), ("damaged", False)])
def test_a_reader_asks_as_its_adapter_was_trained(tiny: BaseModel, random_diff: Callable[..., WeightDiff], config: object,
                                                  turns: bool) -> None:
    adapter = random_diff(tiny, 3)
    adapter = WeightDiff(adapter.factors, adapter.card.with_(config=config))
    assert Reader(tiny, adapter).turns is turns
    assert Reader(tiny, adapter, turns=False).turns is False
