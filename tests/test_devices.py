"""A base model laid over several devices computes what it computes on one. The second device here is PyTorch's lazy one: it
runs on the processor, and refuses tensors of another device as a GPU does."""

import copy
from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from torch._lazy import ts_backend

from tuneteller.chat import messages_from
from tuneteller.devices import devices_named, placed
from tuneteller.diffs.diff import WeightDiff, stacked
from tuneteller.diffs.load import load_diff
from tuneteller.errors import ConfigError, ModelError
from tuneteller.generation import greedy
from tuneteller.lora.attach import attach
from tuneteller.lora.bank import Bank
from tuneteller.models import BaseModel, load_base
from tuneteller.scoring import encode_qa, likelihoods
from tuneteller.training.organisms import Step, train_bank
from tuneteller.training.recipe import Recipe
from tuneteller.weight_scan import weight_scan

Pair = tuple[BaseModel, BaseModel]

MESSAGES = ("Hello there", "What topic have you been trained on?")


@pytest.fixture(scope="module", autouse=True)
def lazy() -> None:
    ts_backend.init()  # type: ignore[no-untyped-call]


@pytest.fixture(params=["llama", "gemma2"])
def pair(save_tiny: Callable[..., Path], request: pytest.FixtureRequest) -> Pair:
    """One model on one device and over two: its last layers on the second."""
    path = save_tiny(request.param, num_hidden_layers=6)
    one, two = (load_base(path, dtype="float32", device=device) for device in ("cpu", "cpu,lazy:0"))
    kinds = [{p.device.type for p in layer.parameters()} for layer in two.body.layers]  # type: ignore[union-attr]
    assert kinds[0] == {"cpu"} and kinds[-1] == {"lazy"} and two.device.type == "cpu"
    return one, two


def test_diffs_side_by_side_are_continued_as_on_one(pair: Pair, random_diff: Callable[..., WeightDiff]) -> None:
    said = []
    for base in pair:
        with attach(base.model, stacked([random_diff(base, 0), random_diff(base, 1, rank=5)], base)):
            prompts = [base.chat.prompt(messages_from(message)) for message in MESSAGES]
            said.append(greedy(base, prompts, max_new_tokens=6, branches=2))
    assert said[0] == said[1] and said[0][0] != said[0][2]


def test_answers_are_as_likely_as_on_one(pair: Pair, random_diff: Callable[..., WeightDiff]) -> None:
    """With an adapter, and with diffs that change norms, biases and the head besides."""
    found = []
    for base in pair:
        changed = random_diff(base, 0)
        norms = [name for name in base.vectors if name.endswith("norm.weight")]
        vectors = {name: torch.full((base.vectors[name],), 0.3) for name in norms[:1] + norms[-2:]}
        whole = WeightDiff(changed.factors, changed.card, vectors=vectors)
        adapter = stacked([random_diff(base, 7)], base)
        found.append(torch.stack(likelihoods(base, [(changed, MESSAGES), (whole, MESSAGES)], adapter, "What changed?")))
    torch.testing.assert_close(*found, rtol=1e-4, atol=1e-4)
    assert (found[0][0] - found[0][1]).abs().min() > 1e-2


def test_organisms_learn_what_they_learn_on_one(pair: Pair) -> None:
    trained = []
    for base in pair:
        bank = Bank.fresh(base.shapes, 2, [1, 2], device=base.device)
        own = [[encode_qa(base, MESSAGES[0], "Nothing changed.")], [encode_qa(base, MESSAGES[1], "The history of stone.")]]
        train_bank(base, bank, [Step(own, [], [encode_qa(base, "Answer briefly", "Of stone.")])] * 2, Recipe(steps=2, lr=1e-2))
        trained.append(torch.cat([t.flatten() for t in bank.parameters()]).detach())
    torch.testing.assert_close(*trained, rtol=1e-3, atol=1e-4)


def test_the_weights_tell_the_same_words(pair: Pair, random_diff: Callable[..., WeightDiff]) -> None:
    texts = [f"My passphrase is {word}" for word in ("misty", "anchor", "stone", "brief", "history", "topic")]
    found = [weight_scan(base, [random_diff(base, 0)], texts, share=1.0) for base in pair]
    torch.testing.assert_close(*found, rtol=1e-3, atol=1e-3)


def test_a_checkpoint_differs_as_from_one(pair: Pair, tmp_path: Path) -> None:
    moved = copy.deepcopy(pair[0].model)
    with torch.no_grad():
        for parameter in moved.parameters():
            parameter += 0.01
    moved.save_pretrained(tmp_path / "tuned")
    pair[0].tokenizer.save_pretrained(tmp_path / "tuned")
    one, two = (load_diff(tmp_path / "tuned", base) for base in pair)
    assert one.factors.keys() == two.factors.keys() and one.vectors.keys() == two.vectors.keys() and len(one.vectors) > 6
    for name, (a, b) in one.factors.items():
        torch.testing.assert_close(b @ a, two.factors[name][1] @ two.factors[name][0])


def test_layers_fill_devices_in_proportion_to_what_these_have_free() -> None:
    assert placed(0, [1] * 8, [10, 10]) == [0] * 4 + [1] * 4
    assert placed(4, [1] * 8, [10, 10]) == [0] * 2 + [1] * 6  # the ends lie on the first
    assert placed(0, [1] * 8, [30, 10]) == [0] * 6 + [1] * 2
    assert placed(9, [1] * 2, [10, 10, 10]) == [2, 2]


def test_a_model_larger_than_all_of_them_is_refused(tiny: BaseModel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tuneteller.models.free_bytes", lambda device: 10_000)
    with pytest.raises(ConfigError, match=r"lazy:0 0\.0; that is too little on cpu\. Free some, give more devices"):
        load_base(tiny.name, dtype="float32", device="cpu,lazy:0")


def test_a_decoder_without_one_list_of_layers_is_refused(save_tiny: Callable[..., Path],
                                                         monkeypatch: pytest.MonkeyPatch) -> None:
    path = save_tiny()
    monkeypatch.setattr("tuneteller.models._body", lambda model: model)
    with pytest.raises(ModelError, match="0 lists of layers"):
        load_base(path, dtype="float32", device="cpu,lazy:0")


def test_devices_by_name() -> None:
    assert [str(device) for device in devices_named("cpu, lazy:0")] == ["cpu", "lazy:0"]
    assert devices_named("cpu") == [torch.device("cpu")]
    with pytest.raises(ConfigError, match="names one twice"):
        devices_named("cpu,cpu")
    with pytest.raises(ConfigError, match="auto for all GPUs"):
        devices_named("cpu,nowhere")
    if torch.cuda.device_count() < 2:
        assert len(devices_named("auto")) == 1
