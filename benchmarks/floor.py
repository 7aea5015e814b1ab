"""The arithmetic floor: what no engine can go below on this machine."""

from __future__ import annotations

import time
from contextlib import nullcontext

import torch

from benchmarks.work import Work
from tuneteller.batching import pack
from tuneteller.losses import token_cross_entropy
from tuneteller.training.fast import as_it_is, fast


def bare_base(work: Work, *, speed: bool | None = None) -> int:
    """Forward and activation gradient of the frozen base on the engine's own packed rows, head on supervised tokens only.

    No diff is attached and no teacher asked. Returns the tokens run.

    speed: None leaves the base as transformers has it; otherwise it runs as the engine runs it, compiled or not.
    """
    base, tokens = work.base, 0
    rows = (row for step in work.steps for row in step.rows())
    with nullcontext(as_it_is) if speed is None else fast(base, rows, compiled=speed) as through:
        for step in work.steps:
            batch = pack(step.rows(), base.pad_id).to(base.device)
            embeds = base.model.get_input_embeddings()(batch.ids).requires_grad_()
            hidden = base.hidden(None, positions=batch.positions, mask=batch.mask, inputs_embeds=embeds)
            logits = base.logits(hidden.flatten(0, 1)[batch.source])
            through(token_cross_entropy)(logits, batch.target).mean().backward()
            tokens += batch.ids.numel()
    return tokens


def operations_per_token(work: Work) -> int:
    """4·P: a multiplication and an addition per weight, forward and again for the activation gradient."""
    return 4 * sum(out * in_ for out, in_ in work.base.shapes.values())


def product_rate(work: Work, seconds: float = 2.0) -> float:
    """Operations a second of this machine's matrix product, at the shapes and the number of rows a step has."""
    step = work.steps[0]
    rows = pack(step.rows(), work.base.pad_id).ids.numel()
    shapes = sorted(set(work.base.shapes.values()))
    made = [(torch.randn(rows, in_, dtype=work.base.dtype, device=work.base.device),
             torch.randn(out, in_, dtype=work.base.dtype, device=work.base.device)) for out, in_ in shapes]
    done, start = 0, time.perf_counter()
    while time.perf_counter() - start < seconds:
        for x, weight in made:
            torch.nn.functional.linear(x, weight)
            done += 2 * rows * weight.numel()
        if x.device.type == "cuda":
            torch.cuda.synchronize()
    return done / (time.perf_counter() - start)
