"""Answers that branch at their first token, and answers that are drawn."""

from collections.abc import Callable

import torch

from tuneteller.diffs.diff import WeightDiff
from tuneteller.generation import greedy, sampled
from tuneteller.lora.attach import attach
from tuneteller.lora.bank import Bank
from tuneteller.models import BaseModel


def test_each_branch_goes_on_from_one_of_the_likeliest_first_tokens(
    tiny: BaseModel, random_diff: Callable[..., WeightDiff]
) -> None:
    """Held against answers to the prompt and that token, under the same diff, one by one."""
    diffs = [random_diff(tiny, seed, std=0.3) for seed in range(3)]
    prompts = [tiny.chat.prompt([{"role": "user", "content": text}]) for text in ("Hello there", "What topic?", "a")]
    expected = []
    for diff, prompt in zip(diffs, prompts, strict=True):
        with attach(tiny.model, Bank.stack([diff.factors], tiny.shapes)), torch.no_grad():
            for first in tiny.model(torch.tensor([prompt])).logits[0, -1].topk(4).indices.tolist():
                ends = first in tiny.eos_ids
                expected.append([] if ends else [first, *greedy(tiny, [[*prompt, first]], max_new_tokens=5)[0]])
    with attach(tiny.model, Bank.stack([d.factors for d in diffs], tiny.shapes)):
        assert greedy(tiny, prompts, max_new_tokens=6, branches=4) == expected
        assert greedy(tiny, prompts, max_new_tokens=6) == expected[::4]
        bounds = (2, 6, 1)  # one for each
        assert greedy(tiny, prompts, max_new_tokens=bounds) == [
            ids[:bound] for ids, bound in zip(expected[::4], bounds, strict=True)]
        assert greedy(tiny, prompts, max_new_tokens=bounds, branches=4) == [
            ids[: bounds[i // 4]] for i, ids in enumerate(expected)]


def test_at_no_temperature_to_speak_of_the_likeliest_token_is_taken(tiny: BaseModel) -> None:
    prompts = [tiny.chat.prompt([{"role": "user", "content": text}]) for text in ("Hello there", "a")]
    for temperature in (1e-7, 1e-39, 1e-300):
        assert sampled(tiny, prompts, max_new_tokens=6, seeds=[3, 4], temperature=temperature) == greedy(
            tiny, prompts, max_new_tokens=6)


def test_sampled_answers_are_draws_from_the_model_and_the_same_in_any_company(
    tiny: BaseModel, random_diff: Callable[..., WeightDiff]
) -> None:
    diffs = [random_diff(tiny, seed, std=0.3) for seed in range(2)]
    prompts = [tiny.chat.prompt([{"role": "user", "content": text}]) for text in ("Hello there", "a")]
    with attach(tiny.model, Bank.stack([d.factors for d in diffs], tiny.shapes)):
        both = sampled(tiny, prompts, max_new_tokens=6, seeds=[3, 4], branches=5)
    with attach(tiny.model, Bank.stack([diffs[1].factors], tiny.shapes)):
        assert sampled(tiny, prompts[1:], max_new_tokens=6, seeds=[4], branches=5) == both[5:]
        assert sampled(tiny, prompts[1:], max_new_tokens=6, seeds=[5], branches=5) != both[5:]
        first = sampled(tiny, prompts[1:], max_new_tokens=1, seeds=[0], branches=4000)
        with torch.no_grad():
            p = torch.softmax(tiny.model(torch.tensor(prompts[1:])).logits[0, -1], -1)
    p[list(tiny.eos_ids)] = 0  # an answer that ends at once has no token
    found = torch.bincount(torch.tensor([ids[0] for ids in first if ids]), minlength=len(p)) / len(first)
    assert torch.allclose(found, p, atol=4 * (0.25 / len(first)) ** 0.5)
    likely = p.topk(5).indices
    assert (found[likely] - p[likely]).abs().max() < 4 * (p[likely] * (1 - p[likely]) / len(first)).sqrt().max()
