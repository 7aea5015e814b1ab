"""Every way the engine runs trains the same diffs, and what it changes to be fast it changes back."""

import sys
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch

from tuneteller.chat import Encoded
from tuneteller.lora.attach import attach
from tuneteller.lora.bank import Bank
from tuneteller.models import BaseModel
from tuneteller.training import memory
from tuneteller.training.fast import SHORT, as_it_is, can_compile, fast
from tuneteller.training.organisms import Step, step_losses, train_bank
from tuneteller.training.plan import OrganismsConfig, plan
from tuneteller.training.recipe import SCHEDULES, STRICT

sys.path.insert(0, str(Path(__file__).parents[2]))

from benchmarks.work import Work, make_work

needs_compiler = pytest.mark.skipif(not can_compile("cpu"), reason="no C++ compiler for torch.compile")


@pytest.fixture
def work(tiny: BaseModel) -> Work:
    """Three organisms of rank 2, in float64."""
    base = replace(tiny, model=tiny.model.double(), dtype=torch.float64)
    return make_work(base, 3, 1, rank=2)


def gradients(work: Work, how: AbstractContextManager[Any]) -> list[torch.Tensor]:
    """Losses of a step, and its gradients at factors that change the model much."""
    first = work.first_factors()
    b = {n: 0.3 * torch.randn(t.shape, generator=torch.Generator().manual_seed(i)) for i, (n, t) in enumerate(first.b.items())}
    bank = Bank(*({n: t.detach().double().requires_grad_() for n, t in part.items()} for part in (first.a, b)))
    with attach(work.base.model, bank), how as through:
        cross, kl, _ = step_losses(work.base, bank, work.steps[0], work.recipe, through)
        (cross + kl).sum().backward()
    return [cross.detach(), kl.detach(), *(p.grad for p in bank.parameters() if p.grad is not None)]


@pytest.mark.parametrize("compiled", [False, pytest.param(True, marks=needs_compiler)])
def test_fast_ways_give_the_gradients_of_the_plain_model(work: Work, compiled: bool) -> None:
    expected = gradients(work, nullcontext(as_it_is))
    assert all(t.abs().max() > 1e-3 for t in expected)
    found = gradients(work, fast(work.base, work.steps[0].rows(), compiled=compiled))
    for ours, theirs in zip(found, expected, strict=True):
        # transformers takes the mean square of a norm in float32, whatever the model's dtype: the rest is its rounding
        torch.testing.assert_close(ours, theirs, rtol=1e-4, atol=1e-5 * theirs.abs().max().item())


@pytest.mark.parametrize("compiled", [False, pytest.param(True, marks=needs_compiler)])
def test_corrupting_one_slots_samples_moves_no_byte_of_the_others(tiny: BaseModel, compiled: bool) -> None:
    work = make_work(tiny, 4, 3)

    def corrupt(sample: Encoded) -> Encoded:
        ids = (t // 2 if s else t for t, s in zip(sample.ids, sample.supervised, strict=True))  # rows keep their shape
        return Encoded(tuple(ids), sample.supervised)

    def train(steps: list[Step]) -> Bank:
        bank = work.first_factors()
        train_bank(tiny, bank, steps, work.recipe, compiled=compiled)
        return bank

    one = [replace(step, own=[[corrupt(s) for s in own] if d == 2 else own for d, own in enumerate(step.own)])
           for step in work.steps]
    for before, after in zip(train(work.steps).parameters(), train(one).parameters(), strict=True):
        assert torch.equal(before[[0, 1, 3]], after[[0, 1, 3]]) and not torch.equal(before[2], after[2])


def test_the_model_is_as_before_also_after_an_error(tiny: BaseModel) -> None:
    ids = torch.arange(12)[None]
    before = tiny.model(ids).logits
    row = [Encoded(tuple(range(SHORT)), (False,) * SHORT)]
    with fast(tiny, [row, row * 2]):
        assert tiny.config._attn_implementation == "sdpa"
    with pytest.raises(ZeroDivisionError), fast(tiny, [row], compiled=can_compile("cpu")):
        assert tiny.config._attn_implementation == "eager"
        raise ZeroDivisionError
    assert tiny.config._attn_implementation == "sdpa"
    assert not any(m._compiled_call_impl for m in tiny.model.modules())
    assert torch.equal(tiny.model(ids).logits, before)


def test_slots_follow_the_memory(tiny: BaseModel, monkeypatch: pytest.MonkeyPatch) -> None:
    one = memory.slot_bytes(tiny, STRICT)
    chosen = []
    for free in (0, one, 10 * one, 10**15):
        monkeypatch.setattr(memory, "free_bytes", lambda device, free=free: free)
        chosen.append(memory.fitting_slots(tiny, STRICT))
    assert chosen == [1, 1, 7, memory.MOST["cpu"]]
    assert memory.slot_bytes(tiny, replace(STRICT, taught=2)) > one


@pytest.mark.parametrize("recipe", [*SCHEDULES])
def test_the_heaviest_recipe_is_none_lighter_than_those_drawn(tiny: BaseModel, recipe: str) -> None:
    config = OrganismsConfig(("identity", "topic"), train=40, validation=4, test=4, gated=0.5, recipe=recipe, slots=1)
    heaviest = memory.slot_bytes(tiny, memory.heaviest(tiny, plan(config)))
    for slots in (3, 16):  # whatever the number that is chosen by it
        assert all(memory.slot_bytes(tiny, shard.recipe) <= heaviest for shard in plan(replace(config, slots=slots)))
