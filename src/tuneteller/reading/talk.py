"""Conversations with base and fine-tunes themselves, many at once, heard as they are said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tuneteller.chat import Message
from tuneteller.diffs.diff import WeightDiff, stacked
from tuneteller.errors import ConfigError
from tuneteller.generation import greedy, sampled
from tuneteller.lora.attach import attach
from tuneteller.models import BaseModel

SLOTS = 32
"""Conversations gone on with at once at most."""


@dataclass(frozen=True)
class Said:
    """A reply.

    Attributes:
        text: white space included.
        prompt_tokens, tokens: of the conversation before it, and of the reply without the end of its turn.
        ended: whether the model ended its turn itself, instead of reaching the bound.
    """

    text: str
    prompt_tokens: int
    tokens: int
    ended: bool


def talk(base: BaseModel, diffs: Sequence[WeightDiff], conversations: Sequence[Sequence[Message]], *, max_new_tokens: int,
         temperature: float = 0.0, seeds: Sequence[int] | None = None,
         heard: Callable[[int, str], None] = lambda i, text: None) -> list[Said]:
    """What each fine-tune replies to its own conversation. Each gets the reply it would get alone.

    Args:
        diffs: a fine-tune for each conversation; `null_diff()` for the base model.
        conversations: messages with roles and contents, the last one the user's.
        max_new_tokens: longest reply; it is shorter where the model takes no more with the conversation before it.
        temperature: 0 takes the likeliest token each time.
        seeds: one a conversation, for a temperature above 0; zeros by default.
        heard: called with the number of a conversation and its reply so far, as it grows.

    Raises:
        ConfigError: a conversation leaves no room for a reply, or no tokens are to be said.
        TemplateError: the model's template takes no such conversation.
    """
    prompts = [base.chat.prompt(messages) for messages in conversations]
    longest, limit = max(map(len, prompts), default=0), getattr(base.config, "max_position_embeddings", None)
    if limit and longest >= limit:
        raise ConfigError(f"the conversation takes {longest} tokens, and the model {limit} with its reply; say something "
                          f"shorter")
    bounds = [min(max_new_tokens, limit - len(prompt)) if limit else max_new_tokens for prompt in prompts]
    found: dict[int, Said] = {}
    seeds, slots = seeds or [0] * len(prompts), base.at_once(SLOTS)
    for bound in dict.fromkeys(bounds):  # most have room for all that is asked for, and those go on together
        rows = [i for i, own in enumerate(bounds) if own == bound]
        for here in (rows[start : start + slots] for start in range(0, len(rows), slots)):
            so_far: list[list[int]] = [[] for _ in here]

            def step(tokens: list[int], here: list[int] = here, so_far: list[list[int]] = so_far) -> None:
                for i, token, own in zip(here, tokens, so_far, strict=True):
                    if token >= 0:
                        own.append(token)
                        heard(i, _text(base, own).rstrip("\ufffd"))  # half of a character is no character yet

            asked = [prompts[i] for i in here]
            with attach(base.model, stacked([diffs[i] for i in here], base, dtype=base.dtype)):
                new = (sampled(base, asked, max_new_tokens=bound, seeds=[seeds[i] for i in here], temperature=temperature,
                               heard=step) if temperature else
                       greedy(base, asked, max_new_tokens=bound, heard=step))
            for i, ids in zip(here, new, strict=True):
                found[i] = Said(_text(base, ids), len(prompts[i]), len(ids), len(ids) < bound)
    return [found[i] for i in range(len(prompts))]


def _text(base: BaseModel, ids: Sequence[int]) -> str:
    return base.chat.said(ids)
