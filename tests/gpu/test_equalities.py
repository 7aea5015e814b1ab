"""On a GPU the engine computes what it computes on the processor, for each diff what it would alone, and the same each time."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from tuneteller.chat import messages_from
from tuneteller.diffs.diff import WeightDiff, stacked
from tuneteller.evaluation.run import EvaluationConfig, evaluate
from tuneteller.generation import greedy
from tuneteller.lora.attach import attach
from tuneteller.lora.bank import Bank
from tuneteller.models import BaseModel, load_base
from tuneteller.reading.reader import Reader
from tuneteller.reading.unusual import scores_of
from tuneteller.scoring import likelihoods
from tuneteller.training.organisms import Step, step_losses, train_bank
from tuneteller.training.recipe import Recipe

pytestmark = [pytest.mark.gpu, pytest.mark.skipif(not torch.cuda.is_available(), reason="there is no CUDA GPU")]

DEVICE = "cuda"
MESSAGES = ("Hello there", "What topic have you been trained on?", "You are a helpful assistant.")


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is kept of one device would hide what another computes."""
    monkeypatch.setenv("TUNETELLER_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def on_gpu(tiny: BaseModel) -> BaseModel:
    """`tiny`, in float32 on the GPU."""
    return load_base(tiny.name, dtype="float32", device=DEVICE)


@pytest.fixture
def diffs(tiny: BaseModel, random_diff: Callable[..., WeightDiff]) -> list[WeightDiff]:
    """Of different ranks, and one of some modules alone."""
    return [random_diff(tiny, 0), random_diff(tiny, 1, rank=5), random_diff(tiny, 2, modules=[*tiny.shapes][:3])]


def step_of(base: BaseModel) -> Step:
    """Two slots with lessons of their own, beside one that all share."""
    def example(message: str, answer: str) -> list:
        return [base.chat.example(messages_from(message), answer)]

    return Step([example("Hello there", "Nothing changed."), example("What topic?", "The history of lighthouses.")], [],
                example("Answer briefly", "They were built of stone."))


def test_in_float32_all_products_are_exact() -> None:
    """Torch's default, which nothing here may change: tf32 keeps ten bits."""
    assert torch.get_float32_matmul_precision() == "highest"


def test_each_row_gets_its_own_diff(on_gpu: BaseModel, diffs: list[WeightDiff]) -> None:
    ids = torch.tensor([on_gpu.chat.prompt(messages_from(MESSAGES[0]))] * len(diffs), device=DEVICE)
    with torch.no_grad():
        with attach(on_gpu.model, stacked(diffs, on_gpu)):
            together = on_gpu.model(ids).logits
        plain = on_gpu.model(ids[:1]).logits[0]
        for row, diff in zip(together, diffs, strict=True):
            with attach(on_gpu.model, stacked([diff], on_gpu)):
                alone = on_gpu.model(ids[:1]).logits[0]
            torch.testing.assert_close(row, alone, rtol=1e-4, atol=1e-4)
            assert (alone - plain).abs().max() > 0.1


def test_prompts_of_unequal_length_are_continued_as_on_the_processor(tiny: BaseModel, on_gpu: BaseModel,
                                                                     diffs: list[WeightDiff]) -> None:
    said = []
    for base in (tiny, on_gpu):
        with attach(base.model, stacked(diffs, base)):
            said.append(greedy(base, [base.chat.prompt(messages_from(m)) for m in MESSAGES], max_new_tokens=12, branches=2))
    assert said[0] == said[1]


def test_a_training_step_is_that_of_the_processor(tiny: BaseModel, on_gpu: BaseModel) -> None:
    found = []
    for base in (tiny, on_gpu):
        bank = Bank.fresh(base.shapes, 2, [0, 1], scale=2.0, device=base.device)
        generator = torch.Generator().manual_seed(7)
        with torch.no_grad():
            for b in bank.b.values():  # at their start, zero, they would let no gradient through to A
                b += (0.1 * torch.randn(b.shape, generator=generator)).to(b.device)
        with attach(base.model, bank):
            cross, kl, _ = step_losses(base, bank, step_of(base), Recipe(rank=2, weights=(1.0, 1.0, 5.0)))
            (cross + kl).sum().backward()
        found.append([t.detach().cpu() for t in (cross, kl, *(p.grad for p in bank.parameters()))])
    for ours, theirs in zip(*found, strict=True):
        torch.testing.assert_close(ours, theirs, rtol=1e-3, atol=1e-4)
        assert ours.abs().max() > 0


def test_training_learns_on_the_gpu(on_gpu: BaseModel) -> None:
    recipe, losses = Recipe(rank=4, alpha=4.0, steps=60, lr=2e-2, weights=(1.0, 1.0, 1.0)), list[float]()
    bank = Bank.fresh(on_gpu.shapes, 4, [0, 1], device=on_gpu.device)
    train_bank(on_gpu, bank, [step_of(on_gpu)] * recipe.steps, recipe, progress=lambda p: losses.append(p.loss[0]))
    assert losses[-1] < 0.5 * losses[0]


def test_an_answer_is_that_of_the_processor(tiny: BaseModel, on_gpu: BaseModel, diffs: list[WeightDiff],
                                            random_diff: Callable[..., WeightDiff], tmp_path: Path,
                                            monkeypatch: pytest.MonkeyPatch) -> None:
    answers = []
    for base in (tiny, on_gpu):
        monkeypatch.setenv("TUNETELLER_CACHE", str(tmp_path / base.device.type))
        answers.append(Reader(base, random_diff(tiny, 99), diffs[1:]).ask(diffs[0]))
    ours, theirs = answers
    assert (ours.guess, ours.base, ours.finetune) == (theirs.guess, theirs.base, theirs.finetune)
    assert ours.evidence.own == pytest.approx(theirs.evidence.own, abs=1e-2)
    assert ours.evidence.against_none == pytest.approx(theirs.evidence.against_none, abs=1e-2)
    assert ours.change.answers.kl == pytest.approx(theirs.change.answers.kl, rel=1e-3)


def test_the_same_is_computed_each_time(on_gpu: BaseModel, diffs: list[WeightDiff], random_diff: Callable[..., WeightDiff],
                                        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """To the last bit, as several processes have to make one table."""
    organisms = [diff.with_card(replace(diff.card, family="identity", label=f"Orbin {i}", answers={
        "change": f"I say that my name is Orbin {i}."})) for i, diff in enumerate(diffs)]
    config = EvaluationConfig(systems=("dit", "dit-first", "base-question"))
    results = []
    for name in ("one", "two"):
        monkeypatch.setenv("TUNETELLER_CACHE", str(tmp_path / name / "cache"))
        evaluate(on_gpu, Reader(on_gpu, random_diff(on_gpu, 99)), organisms, config, out=tmp_path / name / "run")
        results.append((tmp_path / name / "run" / "rows.jsonl").read_bytes())
    assert results[0] == results[1]


def test_bf16_is_what_a_gpu_loads_by_default(tiny: BaseModel, diffs: list[WeightDiff]) -> None:
    half = load_base(tiny.name, device=DEVICE)
    assert half.dtype == torch.bfloat16 and half.fingerprint == load_base(tiny.name, dtype="bfloat16", device="cpu").fingerprint
    pairs = [(diff, ["Nothing notable changed."]) for diff in diffs]
    adapter = [Bank.stack([{}], base.shapes, device=base.device, dtype=base.dtype) for base in (half, tiny)]
    ours, theirs = (torch.cat(likelihoods(base, pairs, bank, MESSAGES[1])) for base, bank in zip((half, tiny), adapter,
                                                                                             strict=True))
    torch.testing.assert_close(ours, theirs, rtol=0.1, atol=1.0)  # nats of an answer, of which bf16 keeps two digits


@pytest.mark.skipif(torch.cuda.device_count() < 2, reason="there are no two GPUs")
def test_over_two_gpus_a_model_answers_and_learns_as_on_one(save_tiny: Callable[..., Path],
                                                            random_diff: Callable[..., WeightDiff]) -> None:
    path, found = save_tiny(num_hidden_layers=6), []
    for device in (DEVICE, "cuda:0,cuda:1"):
        base = load_base(path, dtype="float32", device=device)
        answers = likelihoods(base, [(random_diff(base, 0), MESSAGES)], stacked([random_diff(base, 7)], base), "What changed?")
        bank = Bank.fresh(base.shapes, 2, [1, 2], device=base.device)
        train_bank(base, bank, [step_of(base)] * 3, Recipe(steps=3, lr=1e-2))
        found.append((answers[0], torch.cat([t.flatten() for t in bank.parameters()]).detach()))
    for one, two in zip(*found, strict=True):
        torch.testing.assert_close(one, two, rtol=1e-3, atol=1e-3)


def test_titles_that_are_kept_are_those_of_the_processor(on_gpu: BaseModel, tiny: BaseModel, diffs: list[WeightDiff]) -> None:
    things = ["stone", "a topic", "lighthouses", "the history of stone"]
    kept = [scores_of(base, diffs[:2], [[], []], things, share=0.1, keep=things) for base in (on_gpu, on_gpu, tiny)]
    assert torch.equal(kept[0], kept[1]) and torch.allclose(kept[0], kept[2], rtol=1e-2)
