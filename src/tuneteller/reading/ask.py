"""Ask a fine-tune what it learned, in one call. To ask more than once, keep a `Reader`."""

from __future__ import annotations

from collections.abc import Sequence

from tuneteller.diffs.diff import WeightDiff
from tuneteller.diffs.library import Organisms
from tuneteller.families.family import CHANGE
from tuneteller.models import BaseModel
from tuneteller.reading.reader import Answer, Reader

__all__ = ["Answer", "ask", "ask_all"]


def ask(base: BaseModel, diff: WeightDiff, adapter: WeightDiff, question: str = CHANGE.phrasings[0], *,
        others: Organisms | Sequence[WeightDiff] = (), system: str | None = None, max_new_tokens: int | None = None) -> Answer:
    """Ask one fine-tune one question.

    Args:
        diff: the fine-tune's weight diff.
        adapter: the DIT adapter.
        question: any text.
        others: other fine-tunes' diffs, to weigh evidence against; without any, evidence is against no diff alone.
        system, max_new_tokens: see `Reader.ask_all`.

    Raises:
        BaseMismatch, DiffError: a diff or the adapter does not fit the base model.
        ConfigError: the question is empty or too long.
    """
    return ask_all(base, [diff], adapter, question, others=others, system=system, max_new_tokens=max_new_tokens)[0]


def ask_all(base: BaseModel, diffs: Sequence[WeightDiff], adapter: WeightDiff, question: str = CHANGE.phrasings[0], *,
            others: Organisms | Sequence[WeightDiff] = (), system: str | None = None,
            max_new_tokens: int | None = None) -> list[Answer]:
    """Ask many fine-tunes the same question at once; see `ask`. Each gets the answer it would get alone."""
    return Reader(base, adapter, others).ask_all(diffs, question, system=system, max_new_tokens=max_new_tokens)
