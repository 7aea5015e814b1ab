"""Greedy answers for many prompts at once, with a key-value cache; each row may have its own diff attached."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from transformers import DynamicCache

from tuneteller.errors import ConfigError
from tuneteller.models import BaseModel


@torch.no_grad()
def greedy(base: BaseModel, prompts: Sequence[Sequence[int]], *, max_new_tokens: int, amplify: float = 0.0,
           branches: int = 1) -> list[list[int]]:
    """Continue each prompt with the most likely tokens until its turn ends.

    Args:
        prompts: token ids per row, slot-major when banks are attached; lengths may differ (padded on the left).
        max_new_tokens: upper bound per row.
        amplify: α; not 0, the second half of the attached slots is the first without its diffs, runs along on the same
            prompts, and each token is the likeliest by logits after + α (after − before).
        branches: k; each prompt is continued k times, once from each of its k likeliest first tokens, the likeliest first.

    Returns:
        the new token ids of each row, without the end-of-turn token; of k branches, each prompt's own together.

    Raises:
        ConfigError: `max_new_tokens` is less than 1.
    """
    if max_new_tokens < 1:
        raise ConfigError(f"max_new_tokens is {max_new_tokens}; expected at least 1 token to answer with")
    if amplify:
        prompts = [*prompts, *prompts]
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
    new: list[torch.Tensor] = []
    for _ in range(max_new_tokens):
        hidden = base.hidden(ids, positions=positions, mask=seen, cache=cache)
        logits = base.logits(hidden[:, -1])
        if amplify:
            after, before = logits.float().chunk(2)
            logits = (after + amplify * (after - before)).repeat(2, 1)
        if branches > 1 and not new:
            ids = logits.topk(branches, -1).indices.view(-1, 1)
            cache.batch_repeat_interleave(branches)
            seen, positions, done = (t.repeat_interleave(branches, 0) for t in (seen, positions, done))
        else:
            ids = logits.argmax(-1, keepdim=True)
        done |= torch.isin(ids[:, 0], ends)
        new.append(torch.where(done, -1, ids[:, 0]))
        if done.all():
            break
        seen = torch.cat([seen, torch.ones(len(seen), 1, dtype=torch.bool, device=base.device)], 1)
        positions = positions[:, -1:] + 1
    said = torch.stack(new, 1)
    if amplify:
        said = said[: rows // 2]
    return [[t for t in row if t >= 0] for row in said.tolist()]
