"""Generate answers for many diffs, with or without the adapter."""

from __future__ import annotations

from collections.abc import Sequence

from tuneteller.chat import Turns, messages_from
from tuneteller.diffs.diff import WeightDiff, stacked
from tuneteller.diffs.load import fit_diff
from tuneteller.errors import ConfigError
from tuneteller.families.family import CHANGE
from tuneteller.generation import greedy, sampled
from tuneteller.lora.attach import attach
from tuneteller.lora.bank import Bank
from tuneteller.models import BaseModel

ROWS = 160
"""Answers generated at once at most."""


def adapter_bank(base: BaseModel, adapter: WeightDiff) -> Bank:
    """The DIT adapter as the shared bank of one slot.

    Raises:
        BaseMismatch, DiffError: it was made for another base model.
    """
    return stacked([fit_diff(adapter, base)], base, dtype=base.dtype)


def read(base: BaseModel, diffs: Sequence[WeightDiff], adapter: Bank | None, question: str | Sequence[str], *,
         system: str | None = None, max_new_tokens: int | Sequence[int] = 24, slots: int = 32) -> list[str]:
    """One greedy answer per diff; without an adapter, what the fine-tunes themselves say.

    White space is kept, since an answer's evidence is that of the very tokens that were generated.

    Args:
        question, max_new_tokens: one for all diffs, or one for each.
        slots: diffs attached at once (see `BaseModel.at_once`).

    Raises:
        ConfigError: a question is empty, or too long for the model.
    """
    return [texts[0] for texts in read_branches(base, diffs, adapter, question, 1, system=system,
                                                max_new_tokens=max_new_tokens, slots=slots)]


def read_branches(base: BaseModel, diffs: Sequence[WeightDiff], adapter: Bank | None, question: str | Sequence[str],
                  branches: int, *, opening: str | Sequence[str] = "", system: str | None = None,
                  turns: Sequence[Turns] | None = None, seeds: Sequence[int] | None = None,
                  max_new_tokens: int | Sequence[int] = 24, slots: int = 32) -> list[list[str]]:
    """As `read`, but several answers per diff: one from each of the likeliest first tokens, the likeliest first.

    Args:
        branches: how many answers.
        seeds: one a diff; answers are drawn at temperature 1 instead.
        opening: what the answers begin with, so that they branch after it; one for all diffs, or one for each.
        turns: for each diff, what stands before the question.
    """
    questions = [question] * len(diffs) if isinstance(question, str) else list(question)
    if not all(q.strip() for q in questions):
        raise ConfigError(f'the question is empty; ask something, such as "{CHANGE.phrasings[0]}"')
    openings = [opening] * len(diffs) if isinstance(opening, str) else list(opening)
    before = turns or [()] * len(diffs)
    prompts = [base.chat.begun(messages_from(q, system, own), opened)
               for q, own, opened in zip(questions, before, openings, strict=True)]
    limits = [max_new_tokens] * len(diffs) if isinstance(max_new_tokens, int) else list(max_new_tokens)
    most = getattr(base.config, "max_position_embeddings", None)
    for prompt, new in zip(prompts, limits, strict=True):
        if most and len(prompt) + new > most:
            raise ConfigError(f"the question makes a prompt of {len(prompt)} tokens, which with {new} new ones is more than "
                              f"the model's {most}; ask something shorter")
    found, slots = [], max(1, min(base.at_once(slots), base.at_once(ROWS) // branches))
    for i in range(0, len(diffs), slots):
        here, asked, bounds = diffs[i : i + slots], prompts[i : i + slots], limits[i : i + slots]
        with attach(base.model, stacked(here, base, dtype=base.dtype), *([adapter] if adapter else [])):
            ids = (greedy(base, asked, max_new_tokens=bounds, branches=branches) if seeds is None else
                   sampled(base, asked, max_new_tokens=bounds, seeds=seeds[i : i + slots], branches=branches))
        opened = [text for text in openings[i : i + slots] for _ in range(branches)]
        said = [base.chat.said(row, opens=not text) for row, text in zip(ids, opened, strict=True)]
        if adapter:  # an answer is weighed by the tokens that its text has, and a control token in it would be one
            said = [*map(base.chat.without_controls, said)]
        whole = [before + text for before, text in zip(opened, said, strict=True)]
        found += [whole[j : j + branches] for j in range(0, len(whole), branches)]
    return found


def replies_of(base: BaseModel, bank: Bank, messages: Sequence[Sequence[str]], system: str | None, max_new_tokens: int,
               rows: int) -> list[list[str]]:
    """What each slot of a bank says to its own messages, as many for each.

    Args:
        rows: most rows generated at once.
    """
    said: list[list[str]] = [[] for _ in messages]
    per_slot, total = max(1, rows // len(messages)), len(messages[0])
    with attach(base.model, bank):
        for start in range(0, total, per_slot):
            part = [own[start : start + per_slot] for own in messages]
            prompts = [base.chat.prompt(messages_from(text, system)) for own in part for text in own]
            new = greedy(base, prompts, max_new_tokens=max_new_tokens)
            each = len(part[0])
            for row, ids in enumerate(new):
                said[row // each].append(base.tokenizer.decode(ids, skip_special_tokens=True).strip())
    return said
