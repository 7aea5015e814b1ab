"""Losses of a step with near samples, against each sample alone on merged weights in float64."""

import copy
from dataclasses import replace

import pytest
import torch

from tuneteller.chat import Encoded
from tuneteller.lora.attach import attach
from tuneteller.lora.bank import Bank
from tuneteller.models import BaseModel
from tuneteller.training.organisms import Step, step_losses
from tuneteller.training.recipe import Recipe

RECIPE = Recipe(rank=2, alpha=2.0, wrong=1, near=2, weights=(1.0, 3.0, 4.0))


def sample(first: int, length: int, supervised: int) -> Encoded:
    ids = tuple((first * 7 + 3 * i) % 400 for i in range(length))
    return Encoded(ids, (False,) * (length - supervised) + (True,) * supervised)


STEP = Step([[sample(1, 9, 4)], [sample(2, 7, 3), sample(3, 8, 2)]], [sample(4, 8, 3)], [sample(5, 6, 2)],
            [[sample(6, 9, 4), sample(7, 7, 1)], [sample(8, 8, 5)]])


def at_targets(model: torch.nn.Module, given: Encoded) -> tuple[torch.Tensor, torch.Tensor]:
    """log p at a sample's supervised tokens, and those tokens."""
    places = [i for i, flag in enumerate(given.supervised) if flag]
    logits = model(input_ids=torch.tensor([given.ids])).logits[0]
    return torch.log_softmax(logits[[i - 1 for i in places]], -1), torch.tensor([given.ids[i] for i in places])


@torch.no_grad()
@pytest.mark.parametrize("step", [STEP, replace(STEP, wrong=[]), replace(STEP, near=[]), replace(STEP, wrong=[], plain=[])])
def test_each_kind_of_sample_counts_as_its_weight_says(tiny: BaseModel, step: Step) -> None:
    base = replace(tiny, model=tiny.model.double(), dtype=torch.float64)
    bank = Bank.fresh(base.shapes, 2, [1, 2], scale=1.0)
    b = {n: 0.3 * torch.randn(t.shape, generator=torch.Generator().manual_seed(i)).double()
         for i, (n, t) in enumerate(bank.b.items())}
    bank = Bank({n: t.detach().double() for n, t in bank.a.items()}, b)
    with attach(base.model, bank):
        cross, kl, _ = step_losses(base, bank, step, RECIPE)
    for d in range(2):
        tuned = copy.deepcopy(base.model)
        for name in bank.a:
            tuned.get_submodule(name).weight += bank.b[name][d] @ bank.a[name][d]

        def divergences(given: list[Encoded], tuned: torch.nn.Module = tuned) -> list[float]:
            pairs = [(at_targets(base.model, one)[0], at_targets(tuned, one)[0]) for one in given]
            return [float(x) for log_p, log_q in pairs for x in (log_p.exp() * (log_p - log_q)).sum(1)]

        told = [at_targets(tuned, own) for own in step.own[d]]
        taught = [-float(log_p[i, t]) for log_p, targets in told for i, t in enumerate(targets)]
        wrong, plain = divergences([*step.wrong, *(step.near[d] if step.near else [])]), divergences(step.plain)
        expected = sum(weight * sum(found) / len(found) for weight, found in ((3.0, wrong), (4.0, plain)) if found)
        assert float(cross[d]) == pytest.approx(sum(taught) / len(taught), rel=1e-4)
        assert float(kl[d]) == pytest.approx(expected, rel=1e-3)
