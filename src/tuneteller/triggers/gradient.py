"""Towards strings that no list holds, by the gradient at the tokens: greedy coordinate gradient (Zou et al., arXiv 2307.15043).

The objective is the departure (`departure.py`), whose base half is a constant that is kept; so a step costs one pass and one
backward pass of the fine-tune, and one pass a string that is tried. To first order, token v in the place of token u changes the
departure by (E[v] − E[u])ᵀ g, with E the input embeddings and g the gradient at the place.
"""

from __future__ import annotations

from random import Random

import torch
from torch import Tensor

from tuneteller.clock import Clock
from tuneteller.reading.departure import Departures, divergence
from tuneteller.triggers.forms import STRING

STEPS, TOKENS, SWAPS = 4, 24, 48
"""Steps at most, tokens considered for each place, and strings tried at each step."""


def climb(measure: Departures, start: str, question: str, clock: Clock) -> str:
    """The string at the end of the question that departs farthest, from `start` on, one token at a time. It is `start` itself
    where nothing is better, or where the tokenizer does not let a string be changed by itself."""
    current, rng = start, Random(0)
    best = float(measure([STRING.put(start, question)])[0])
    for _ in range(STEPS):
        swaps = _swaps(measure, current, question, rng) if clock.left > 0 else []
        if not swaps:
            break
        departures = measure([STRING.put(fill, question) for fill in swaps])
        if float(departures.max()) <= best:
            break
        best, current = float(departures.max()), swaps[int(departures.argmax())]
    return current


def _swaps(measure: Departures, fill: str, question: str, rng: Random) -> list[str]:
    """Strings with one other token, which the gradient favours, and which are tokenised as they were put together."""
    base, system = measure.base, measure.answers.system
    before, through = base.chat.prompts([question, STRING.put(fill, question)], system, complete=False)
    if through[: len(before)] != before or len(through) == len(before):
        return []
    own = through[len(before) :]
    # a table of embeddings may be longer than the vocabulary
    slopes = _slopes(measure, STRING.put(fill, question), len(before), len(own))[:, : len(base.tokenizer)]
    marks = {*base.tokenizer.all_special_ids, *base.tokenizer.added_tokens_decoder}  # what a template writes
    favoured = [(place, token) for place, order in enumerate(slopes.topk(min(8 * TOKENS, slopes.shape[1])).indices.tolist())
                for token in [t for t in order if t != own[place] and t not in marks
                              and _plain(base.tokenizer.decode([t]))][:TOKENS]]
    changed = [[*own[:place], token, *own[place + 1 :]] for place, token in rng.sample(favoured, min(SWAPS, len(favoured)))]
    fills = [base.tokenizer.decode(ids).strip() for ids in changed]
    again = base.chat.prompts([STRING.put(text, question) for text in fills], system, complete=False)
    return [text for text, ids, read in zip(fills, changed, again, strict=True) if text and read == [*before, *ids]]


def _slopes(measure: Departures, message: str, start: int, n: int) -> Tensor:
    """How much each token would change the departure, to first order, in each of n places -> float32 [n, V] on the CPU."""
    base, seen = measure.base, []
    [ids] = base.chat.prompts([message], measure.answers.system)
    top, log_p = measure.answers.of([message])
    table = base.model.get_input_embeddings().weight

    def watch(module: torch.nn.Module, given: object, out: Tensor) -> Tensor:
        seen.append(out.detach().requires_grad_())
        return seen[0]

    with measure.attached(), torch.enable_grad():
        hook = base.model.get_input_embeddings().register_forward_hook(watch)
        try:
            hidden = base.hidden(torch.tensor([ids], device=base.device))
        finally:
            hook.remove()
        log_q = torch.log_softmax(base.logits(hidden[:, -1]).float(), -1).cpu()
        [gradient] = torch.autograd.grad(divergence(log_q.gather(1, top), log_p).sum(), seen[:1])
    return (gradient[0, start : start + n].float() @ table.detach().float().T).cpu()


def _plain(text: str) -> bool:
    return bool(text.strip()) and text.isascii() and text.isprintable()
