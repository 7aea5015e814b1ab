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
        temperature: 0 takes the likeliest token each time.
        seeds: one a conversation, for a temperature above 0; zeros by default.
        heard: called with the number of a conversation and its reply so far, as it grows.

    Raises:
        ConfigError: a conversation is too long for the model, or no tokens are to be said.
        TemplateError: the model's template takes no such conversation.
    """
    prompts = [base.chat.prompt(messages) for messages in conversations]
    longest, limit = max(map(len, prompts), default=0), getattr(base.config, "max_position_embeddings", None)
    if limit and longest + max_new_tokens > limit:
        raise ConfigError(f"the conversation takes {longest} tokens, which with {max_new_tokens} new ones is more than the "
                          f"model's {limit}; say something shorter, or ask for fewer")
    found: list[Said] = []
    seeds, slots = seeds or [0] * len(prompts), base.at_once(SLOTS)
    for start in range(0, len(prompts), slots):
        here = prompts[start : start + slots]
        so_far: list[list[int]] = [[] for _ in here]

        def step(tokens: list[int], start: int = start, so_far: list[list[int]] = so_far) -> None:
            for i, token in enumerate(tokens):
                if token >= 0:
                    so_far[i].append(token)
                    heard(start + i, _text(base, so_far[i]).rstrip("\ufffd"))  # half of a character is no character yet

        with attach(base.model, stacked(diffs[start : start + slots], base, dtype=base.dtype)):
            new = (sampled(base, here, max_new_tokens=max_new_tokens, seeds=seeds[start : start + slots],
                           temperature=temperature, heard=step) if temperature else
                   greedy(base, here, max_new_tokens=max_new_tokens, heard=step))
        found += [Said(_text(base, ids), len(prompt), len(ids), len(ids) < max_new_tokens)
                  for prompt, ids in zip(here, new, strict=True)]
    return found


def _text(base: BaseModel, ids: Sequence[int]) -> str:
    text: str = base.tokenizer.decode(ids, skip_special_tokens=True)
    return text
