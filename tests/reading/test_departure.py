"""What is measured in packed rows, with the base's half kept, is what a plain forward of merged weights measures."""

import copy
from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file

from tuneteller.chat import messages_from
from tuneteller.diffs.diff import WeightDiff
from tuneteller.models import BaseModel
from tuneteller.reading import departure
from tuneteller.reading.departure import TOP, BaseAnswers, Departures

MESSAGES = [*(f"What changed? {word}" for word in ("stone", "topic", "a stone house", "1234", "é")), "Hello.", "Yes. Hello."]


@pytest.fixture
def own_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TUNETELLER_CACHE", str(tmp_path / "cache"))


def first(model: torch.nn.Module, base: BaseModel, message: str) -> torch.Tensor:
    with torch.no_grad():
        logits = model(input_ids=torch.tensor([base.chat.prompt(messages_from(message))])).logits[0, -1]
    return torch.log_softmax(logits, -1)


def naive(base: BaseModel, diff: WeightDiff, message: str) -> float:
    """The divergence in float64, over the base's likeliest tokens and the rest."""
    plain = copy.deepcopy(base.model).double()
    tuned = copy.deepcopy(plain)
    with torch.no_grad():
        for name, (a, b) in diff.factors.items():
            tuned.get_submodule(name).weight += b.double() @ a.double()
    log_p, log_q = first(plain, base, message), first(tuned, base, message)
    top = log_p.topk(TOP).indices
    p, q = (torch.cat([log[top].exp(), 1 - log[top].exp().sum(0, keepdim=True)]) for log in (log_p, log_q))
    whole = float((log_q.exp() * (log_q - log_p)).sum())
    lumped = float((q * (q / p).log()).sum())
    assert lumped <= whole + 1e-12
    return lumped


def test_departures_are_those_of_plain_forwards(tiny: BaseModel, random_diff: Callable[..., WeightDiff]) -> None:
    diff = random_diff(tiny, 1)
    found = Departures(BaseAnswers(tiny), diff)(MESSAGES)
    expected = torch.tensor([naive(tiny, diff, message) for message in MESSAGES])
    assert torch.allclose(found, expected, rtol=1e-3, atol=1e-5)


def test_what_the_base_says_is_computed_once_and_kept(tiny: BaseModel, random_diff: Callable[..., WeightDiff],
                                                      monkeypatch: pytest.MonkeyPatch) -> None:
    answers = BaseAnswers(tiny)
    before = answers.of(MESSAGES)
    answers.save()

    def none(*args: object) -> None:
        raise AssertionError("the base was asked again")

    monkeypatch.setattr(departure, "first_log_p", none)
    again = BaseAnswers(tiny)
    assert all(torch.equal(one, other) for one, other in zip(before, again.of(MESSAGES), strict=True))
    for system in ("Be kind.", "None"):  # another system prompt makes other answers
        with pytest.raises(AssertionError, match="again"):
            BaseAnswers(tiny, system=system).of(MESSAGES)


@pytest.mark.usefixtures("own_cache")
def test_processes_keep_what_both_asked_and_a_damaged_file_is_nothing(tiny: BaseModel, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = BaseAnswers(tiny), BaseAnswers(tiny)
    one.of(MESSAGES[:2])
    other.of(MESSAGES[1:])
    one.save()
    other.save()
    before, base_asked = BaseAnswers(tiny).of(MESSAGES), departure.first_log_p

    def none(*args: object) -> None:
        raise AssertionError("the base was asked again")

    monkeypatch.setattr(departure, "first_log_p", none)
    assert all(torch.equal(mine, kept) for mine, kept in zip(BaseAnswers(tiny).of(MESSAGES), before, strict=True))
    monkeypatch.setattr(departure, "first_log_p", base_asked)
    [file] = one._file.parent.glob("*.safetensors")
    held = load_file(file)
    for damaged in ({**held, "ids": held["ids"][1:]}, {name: tensor for name, tensor in held.items() if name != "keys"}):
        save_file(damaged, file)  # rows that belong to no message, or to another one
        again = BaseAnswers(tiny)
        assert torch.allclose(again.of(MESSAGES)[1], before[1], atol=1e-4)
        again.save()
        assert load_file(file).keys() == held.keys()


@pytest.mark.usefixtures("own_cache")
def test_past_its_bound_the_file_begins_anew(tiny: BaseModel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(departure, "KEPT", 2)
    for messages, rows in ((MESSAGES[:1], 1), (MESSAGES[:2], 2), (MESSAGES[:3], 1), (MESSAGES, 2)):
        answers = BaseAnswers(tiny)
        answers.of(messages)
        answers.save()
        assert len(load_file(answers._file)["keys"]) == rows
