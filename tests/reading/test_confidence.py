"""How sure an answer is: features are what a naive computation gives, and what is said follows from the confidence alone."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from tuneteller.chat import messages_from
from tuneteller.cli.main import main
from tuneteller.diffs.diff import WeightDiff, null_diff
from tuneteller.diffs.peft import load_peft, save_peft
from tuneteller.errors import DiffError
from tuneteller.families.family import CHANGE, NOTHING
from tuneteller.families.topic import TOPIC
from tuneteller.lora.attach import attach
from tuneteller.lora.bank import Bank
from tuneteller.models import BaseModel
from tuneteller.reading.answer import CHANGED, UNKNOWN, told
from tuneteller.reading.candidates import Weighed
from tuneteller.reading.change import Change, Moved, measure_change
from tuneteller.reading.confidence import (
    CALIBRATION,
    FEATURES,
    PHRASINGS,
    STRONGER,
    WEAKER,
    Calibration,
    Confidence,
    Fit,
    Scale,
    features_of,
    load_calibration,
)
from tuneteller.reading.evidence import Evidence
from tuneteller.reading.own_turns import own_turns
from tuneteller.reading.reader import Reader

QUESTION = CHANGE.phrasings[0]
Make = Callable[..., WeightDiff]


def calibration(adapter: WeightDiff, *, threshold: float = 0.5, moved: float | None = None) -> Calibration:
    """One feature speaks for claims: |δ| of 10 makes an even chance."""
    scale = Scale(1.0, 1.0, -5.0, 5.0, 1.0)
    return Calibration(adapter.fingerprint(), "change", Fit({"size": scale}, 0.0), None, threshold, 0.05, moved, {"rows": "0"})


def change_of(kl: float, size: float = 1.0) -> Change:
    return Change(Moved(kl, kl / 2, kl * 2, 12), Moved(kl, kl, kl, 6), size)


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TUNETELLER_CACHE", str(tmp_path / "cache"))


@pytest.mark.parametrize("turns", [False, True])
def test_features_are_those_of_a_naive_computation(tiny: BaseModel, random_diff: Make, turns: bool) -> None:
    diffs, adapter, others = [random_diff(tiny, seed, std=0.3) for seed in (1, 2)], random_diff(tiny, 9), [random_diff(tiny, 5)]
    reader = Reader(tiny, adapter, others, turns=turns)
    answers, changes = reader.answers(diffs, QUESTION, max_new_tokens=4), measure_change(tiny, diffs)
    found = features_of(reader, diffs, CHANGE, QUESTION, answers, changes)
    before = own_turns(tiny, diffs) if turns else [(), ()]

    def per_token(i: int, scale: float, question: str) -> float:
        prompt = tiny.chat.prompt(messages_from(question, None, before[i]))
        said = [*tiny.tokenizer(answers[i].text, add_special_tokens=False).input_ids, *tiny.chat.end_ids]
        bank = Bank.stack([diffs[i].scaled(scale).factors], tiny.shapes)
        with torch.no_grad(), attach(tiny.model, bank, Bank.stack([adapter.factors], tiny.shapes)):
            log_p = torch.log_softmax(tiny.model(input_ids=torch.tensor([prompt + said])).logits[0], -1)
        return float(log_p[len(prompt) - 1 : -1][torch.arange(len(said)), torch.tensor(said)].mean())

    for i, features in enumerate(found):
        e = answers[i].evidence
        assert list(features) == list(FEATURES)
        assert features["likelihood"] == pytest.approx(per_token(i, 1.0, QUESTION), abs=1e-3)
        assert features["weaker"] == pytest.approx(per_token(i, WEAKER, QUESTION), abs=1e-3)
        assert features["stronger"] == pytest.approx(per_token(i, STRONGER, QUESTION), abs=1e-3)
        elsewhere = [per_token(i, 1.0, words) for words in CHANGE.phrasings[1 : PHRASINGS + 1]]
        assert features["other phrasings"] == pytest.approx(sum(elsewhere) / PHRASINGS, abs=1e-3)
        assert 10 ** abs(features["against none"]) - 1 == pytest.approx(abs(e.against_none), rel=1e-4)
        assert (features["against none"] > 0) == (e.own > e.none) and 10 ** features["tokens"] == pytest.approx(e.tokens)
        assert 10 ** abs(features["against the best"]) - 1 == pytest.approx(abs(e.own - max(e.none, *e.others)), rel=1e-4)
        assert 10 ** features["answers moved"] == pytest.approx(changes[i].answers.kl)
        assert 10 ** features["lead"] == pytest.approx(1 + answers[i].lead)
        assert 10 ** features["size"] == pytest.approx(changes[i].size)
    alone = features_of(reader, diffs[1:], CHANGE, QUESTION, answers[1:], changes[1:])[0]
    assert alone == pytest.approx(found[1], abs=1e-3)
    asked_otherwise = features_of(reader, diffs, CHANGE, CHANGE.phrasings[1], answers, changes)
    again = [per_token(0, 1.0, words) for words in (CHANGE.phrasings[0], CHANGE.phrasings[2])]
    assert asked_otherwise[0]["other phrasings"] == pytest.approx(sum(again) / 2, abs=1e-3)


def test_an_answer_is_told_only_where_it_is_sure(tiny: BaseModel, random_diff: Make) -> None:
    diff, adapter = random_diff(tiny, 1, std=0.3), random_diff(tiny, 9)
    plain = Reader(tiny, adapter).ask(diff, max_new_tokens=4)
    assert plain.confidence is None and plain.text == plain.guess and plain.to_json()["confidence"] is None
    sure = Reader(tiny, adapter, calibration=calibration(adapter)).ask(diff, max_new_tokens=4)
    assert sure.change is not None and sure.change == plain.change and sure.confidence is not None
    expected = torch.sigmoid(torch.tensor(sure.change.size).log10() - 1)
    assert sure.confidence.probability == pytest.approx(float(expected), abs=1e-4)
    for threshold, text in ((sure.confidence.probability - 1e-6, plain.text), (sure.confidence.probability, UNKNOWN)):
        answer = Reader(tiny, adapter, calibration=calibration(adapter, threshold=threshold)).ask(diff, max_new_tokens=4)
        assert (answer.text, answer.guess, answer.evidence) == (text, plain.text, plain.evidence)
        assert answer.to_json()["guess"] == plain.text and answer.to_json()["answer"] == text
    never = Reader(tiny, adapter, calibration=calibration(adapter, threshold=1.0))
    other, free = (never.ask(diff, question, max_new_tokens=4) for question in (TOPIC.phrasings[0], "What is new?"))
    assert other.confidence is free.confidence is None and UNKNOWN not in (other.text, free.text)


def test_that_it_finds_nothing_is_told_where_that_is_likelier_right_than_wrong(tiny: BaseModel, random_diff: Make) -> None:
    adapter, quiet = random_diff(tiny, 9), change_of(0.1)
    for intercept, said in ((0.1, NOTHING), (-0.1, UNKNOWN)):
        fitted = replace(calibration(adapter, threshold=0.9, moved=0.3), nothing=Fit({}, intercept))
        sure = fitted.confidence({}, nothing=True)
        assert sure is not None and sure.probability == pytest.approx(0.5, abs=0.05)
        assert told(NOTHING, CHANGE, quiet, sure, fitted) == said
        assert told(NOTHING, CHANGE, change_of(0.4), sure, fitted) == CHANGED


def test_that_nothing_changed_is_certain_of_the_bases_own_weights(tiny: BaseModel, random_diff: Make) -> None:
    adapter = random_diff(tiny, 9)
    for reader in (Reader(tiny, adapter), Reader(tiny, adapter, calibration=calibration(adapter, threshold=1.0))):
        answer = reader.ask(null_diff(), max_new_tokens=4)  # whatever this adapter, which is random, would say
        assert (answer.text, answer.confidence) == (NOTHING, Confidence(1.0, True))
        assert answer.change is not None and answer.change.answers.high == 0.0
        assert reader.ask(null_diff(), TOPIC.phrasings[0], max_new_tokens=4).text == TOPIC.null_answer


def test_what_is_said_in_place_of_a_guess(tiny: BaseModel, random_diff: Make) -> None:
    claim, sure, unsure = "I bring up chess.", Confidence(0.9, True), Confidence(0.2, False)
    fitted = calibration(random_diff(tiny, 9), moved=0.3)
    assert told(NOTHING, CHANGE, change_of(0.2), None) == NOTHING
    assert told(NOTHING, CHANGE, change_of(3.0), None) == told(NOTHING, CHANGE, change_of(3.0), sure, fitted) == CHANGED
    assert told(NOTHING, CHANGE, change_of(0.4), sure, fitted) == CHANGED  # further than clean fine-tunes of this reader's
    assert told(NOTHING, CHANGE, change_of(0.2), sure, fitted) == NOTHING
    assert told(TOPIC.null_answer, TOPIC, change_of(3.0), None) == TOPIC.null_answer  # another behavior may have moved them
    assert told(claim, CHANGE, change_of(3.0), sure, fitted) == told(claim, None, change_of(3.0), None) == claim
    assert told(claim, CHANGE, change_of(3.0), unsure, fitted) == UNKNOWN
    assert told(claim, CHANGE, change_of(0.0, size=0.0), None) == NOTHING
    norms = replace(change_of(0.2), layers=0.0)  # no linear layer changed: no reader was trained on such
    assert told(claim, CHANGE, norms, sure, fitted) == told(NOTHING, CHANGE, norms, None) == CHANGED
    assert told(claim, TOPIC, norms, sure, fitted) == told(claim, None, norms, None) == UNKNOWN
    reader = Reader(tiny, random_diff(tiny, 9), calibration=fitted)
    assert reader.confidence(CHANGE, Weighed(claim, Evidence(0.0, 0.0, (), 3)), norms, {"size": 0.0}) is None


def test_a_calibration_is_of_its_adapter_and_whole(tiny: BaseModel, random_diff: Make, tmp_path: Path) -> None:
    adapter = random_diff(tiny, 9)
    save_peft(adapter, tmp_path / "adapter")
    adapter = load_peft(tmp_path / "adapter")  # rounded as it is saved
    file = tmp_path / "adapter" / CALIBRATION
    assert load_calibration(tmp_path / "adapter", adapter) is None
    assert Reader.load(tiny, tmp_path / "adapter").calibration is None
    whole = replace(calibration(adapter, moved=0.4), nothing=Fit({"likelihood": Scale(0.1, 2.0, -1.0, 1.0, -3.0)}, 0.5))
    file.write_text(json.dumps(whole.to_json()))
    assert Reader.load(tiny, tmp_path / "adapter").calibration == whole
    with pytest.raises(DiffError, match=r"fitted for the adapter .*calibrate the reader again"):
        load_calibration(tmp_path / "adapter", random_diff(tiny, 8))
    good = whole.to_json()
    scale = good["claim"]["scales"]["size"]
    bad = [{**good, "threshold": None}, {**good, "threshold": float("nan")}, {**good, "claim": {"scales": {}}}, [],
           {**good, "about": 3}, {**good, "claim": {**good["claim"], "scales": {"size": {**scale, "std": 0.0}}}},
           {**good, "claim": {**good["claim"], "scales": {"mood": scale}}}, {**good, "nothing": {"scales": {"size": {}}}}]
    for value in bad:
        file.write_text(json.dumps(value))
        with pytest.raises(DiffError, match="damaged"):
            load_calibration(tmp_path / "adapter", adapter)
    huge = json.dumps({**good, "threshold": 0}).replace('"threshold": 0', f'"threshold": {"1" * 400}')
    for text, said in (("{", "cannot be read"), ("[" * 100_000, "cannot be read"), (huge, "damaged"),
                       (json.dumps({**good, "schema": 2}), "schema 2")):
        file.write_text(text)
        with pytest.raises(DiffError, match=said):
            load_calibration(tmp_path / "adapter", adapter)


def test_the_command_says_how_sure_it_is(
    tiny: BaseModel, random_diff: Make, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    diff, adapter = random_diff(tiny, 1, std=0.3), random_diff(tiny, 2)
    save_peft(diff, tmp_path / "diff")
    save_peft(adapter, tmp_path / "adapter")

    def ask(*more: str) -> tuple[str, str]:
        assert main(["ask", str(tmp_path / "diff"), "--adapter", str(tmp_path / "adapter"), "--base", tiny.name,
                     "--device", "cpu", "--dtype", "float32", "--max-new-tokens", "4", *more]) == 0
        said = capsys.readouterr()
        return said.out, said.err

    out, err = ask()
    assert "confidence not calibrated" in out and "change     KL from the base" in out and "first answer" in err
    guess = json.loads(ask("--json")[0])["answer"]
    fitted = calibration(load_peft(tmp_path / "adapter"), threshold=1.0)
    (tmp_path / "adapter" / CALIBRATION).write_text(json.dumps(fitted.to_json()))
    out, err = ask()
    assert out.startswith(UNKNOWN) and "guess  " not in out and err == ""  # nor is it shown on the way
    out, err = ask("--guess")
    assert out.startswith(UNKNOWN) and "guess  " in out and "first answer" in err
    answer = json.loads(ask("--json")[0])
    assert answer["answer"] == UNKNOWN and answer["guess"] == guess and 0 < answer["confidence"] < 1 and answer["outside"] == []
    far = replace(fitted, claim=Fit({"size": Scale(1.0, 1.0, 90.0, 99.0, 1.0)}, 0.0), threshold=0.0)
    (tmp_path / "adapter" / CALIBRATION).write_text(json.dumps(far.to_json()))
    out, _ = ask()
    assert UNKNOWN not in out and "unlike     any fine-tune the confidence was fitted on: size" in out


@pytest.mark.parametrize(("way", "least"), [("seen", 0.2), ("absent", 0.5)])
def test_what_replies_decide_has_a_confidence_of_its_own(tiny: BaseModel, random_diff: Make, way: str, least: float) -> None:
    """And that of which nothing shows in them, which has to be likelier right than wrong."""
    plain = calibration(random_diff(tiny, 9), threshold=0.2)
    fitted = Calibration.from_json(json.loads(json.dumps(replace(plain, **{way: Fit({}, -0.5)}).to_json())))
    low = {"size": 0.0}  # p = 1 / (1 + e)
    for one, decides, p in ((fitted, True, 0.378), (fitted, False, 0.269), (plain, True, 0.269)):
        found = one.confidence(low, False, **{way: decides})
        above = least if one is fitted and decides else 0.2
        assert found is not None and found.probability == pytest.approx(p, abs=1e-3) and found.known == (p > above)
        assert one.least(absent=way == "absent" and decides) == above
