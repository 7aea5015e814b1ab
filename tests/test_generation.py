"""Answers that branch at their first token."""

from collections.abc import Callable

import torch

from tuneteller.diffs.diff import WeightDiff
from tuneteller.generation import greedy
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
