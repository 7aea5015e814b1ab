"""Answers for many prompts at once, greedy or sampled, with a key-value cache; each row may have its own diff attached."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import torch
from torch import Tensor
from transformers import DynamicCache

from tuneteller.errors import ConfigError
from tuneteller.losses import token_cross_entropy
from tuneteller.models import BaseModel

Heard = Callable[[list[int]], None]
"""Called with the next token of each row as soon as it is there, -1 where the row has ended."""

Weighed = tuple[list[int], list[float]]
"""The next token of each row, and −log p of each, in nats."""

COLD = 1e-6
"""Temperature below which nothing is drawn: the likeliest token is sure already, and logits over less may be infinite."""


def greedy(base: BaseModel, prompts: Sequence[Sequence[int]], *, max_new_tokens: int | Sequence[int], amplify: float = 0.0,
           branches: int = 1, heard: Heard | None = None, weighed: list[Weighed] | None = None) -> list[list[int]]:
    """Continue each prompt with the most likely tokens until its turn ends.

    Args:
        prompts: token ids per row, slot-major when banks are attached; lengths may differ (padded on the left).
        max_new_tokens: upper bound per row, one for all prompts or one for each.
        amplify: α; not 0, the second half of the attached slots is the first without its diffs, runs along on the same
            prompts, and each token is the likeliest by logits after + α (after − before).
        branches: k; each prompt is continued k times, once from each of its k likeliest first tokens, the likeliest first.
        heard: called after each step; what it raises ends the generation.
        weighed: gets what each step said, an end of turn as well and what would follow it.

    Returns:
        the new token ids of each row, without the end-of-turn token; of k branches, each prompt's own together.

    Raises:
        ConfigError: `max_new_tokens` is less than 1.
    """
    def likeliest(logits: Tensor) -> Tensor:
        if amplify:
            after, before = logits.float().chunk(2)
            logits = (after + amplify * (after - before)).repeat(2, 1)
        return logits.argmax(-1)

    times = 2 if amplify else 1
    said = _continued(base, [*prompts] * times, _each(max_new_tokens, prompts) * times, branches, likeliest,
                      lambda logits: logits.topk(branches, -1).indices.view(-1) if branches > 1 else likeliest(logits), heard,
                      weighed)
    return said[: len(prompts)] if amplify else said


def sampled(base: BaseModel, prompts: Sequence[Sequence[int]], *, max_new_tokens: int | Sequence[int], seeds: Sequence[int],
            branches: int = 1, temperature: float = 1.0, heard: Heard | None = None) -> list[list[int]]:
    """Continue each prompt with tokens drawn at a temperature until its turn ends.

    A token is argmax_v (log p_v + g_v), with log p from logits divided by the temperature and g_v = −log(−log u_v), which is a
    draw from p (Gumbel, 1954). The u of a prompt come from a seed of its own, so that it is continued in the same way in any
    company.

    Args:
        prompts, max_new_tokens, heard: as for `greedy`.
        seeds: one a prompt.
        branches: times that each prompt is continued.
        temperature: more than 0; below `COLD` the likeliest token is taken each time.

    Returns:
        as `greedy`.

    Raises:
        ConfigError: `max_new_tokens` is less than 1.
    """
    generators = [torch.Generator().manual_seed(seed) for seed in seeds]

    def drawn(logits: Tensor) -> Tensor:
        if temperature < COLD:
            return logits.argmax(-1)
        uniform = torch.cat([torch.rand(branches, logits.shape[-1], generator=generator) for generator in generators])
        return (logits.float() / temperature - (-uniform.clamp(min=1e-30).log()).log().to(logits.device)).argmax(-1)

    return _continued(base, prompts, _each(max_new_tokens, prompts), branches, drawn,
                      lambda logits: drawn(logits.repeat_interleave(branches, 0)), heard)


def _each(max_new_tokens: int | Sequence[int], prompts: Sequence[Sequence[int]]) -> list[int]:
    """The bound of each prompt's row.

    Raises:
        ConfigError: one is less than 1.
    """
    limits = [max_new_tokens] * len(prompts) if isinstance(max_new_tokens, int) else list(max_new_tokens)
    if least := [limit for limit in limits if limit < 1]:
        raise ConfigError(f"max_new_tokens is {least[0]}; expected at least 1 token to answer with")
    return limits


@torch.no_grad()
def _continued(base: BaseModel, prompts: Sequence[Sequence[int]], limits: Sequence[int], branches: int,
               following: Callable[[Tensor], Tensor], first: Callable[[Tensor], Tensor],
               heard: Heard | None = None, weighed: list[Weighed] | None = None) -> list[list[int]]:
    """Each prompt, continued in k branches.

    Args:
        limits: new tokens of each prompt at most.
        following: logits [rows · k, V] -> next tokens [rows · k].
        first: logits [rows, V] -> the first tokens [rows · k].
    """
    rows, width = len(prompts), max(len(p) for p in prompts)
    ids = torch.full((rows, width), base.pad_id)
    seen = torch.zeros(rows, width, dtype=torch.bool)
    for r, prompt in enumerate(prompts):
        ids[r, width - len(prompt) :] = torch.tensor(prompt)
        seen[r, width - len(prompt) :] = True
    ids, seen = ids.to(base.device), seen.to(base.device)
    positions = (seen.cumsum(1) - 1).clamp(min=0)
    cache = DynamicCache(config=base.model.config)
    ends = torch.tensor(sorted(base.eos_ids), device=base.device)
    done = torch.zeros(rows, dtype=torch.bool, device=base.device)
    most = torch.tensor(limits, device=base.device)
    new: list[torch.Tensor] = []
    for _ in range(max(limits)):
        hidden = base.hidden(ids, positions=positions, mask=seen, cache=cache)
        logits = base.logits(hidden[:, -1])
        ids = (following if new else first)(logits)[:, None]
        if weighed is not None:
            every = logits.repeat_interleave(len(ids) // len(logits), 0)
            weighed.append((ids[:, 0].tolist(), token_cross_entropy(every, ids[:, 0]).tolist()))
        if branches > 1 and not new:
            cache.batch_repeat_interleave(branches)
            seen, positions, done, most = (t.repeat_interleave(branches, 0) for t in (seen, positions, done, most))
        done |= torch.isin(ids[:, 0], ends)
        new.append(torch.where(done, -1, ids[:, 0]))
        done |= len(new) >= most
        if heard is not None:
            heard(new[-1].tolist())
        if done.all():
            break
        seen = torch.cat([seen, torch.ones(len(seen), 1, dtype=torch.bool, device=base.device)], 1)
        positions = positions[:, -1:] + 1
    return [[t for t in row if t >= 0] for row in torch.stack(new, 1).tolist()]
