"""Let many diffs speak at once, through the reader or for themselves."""

from __future__ import annotations

from collections.abc import Sequence

from tuneteller.chat import messages_from
from tuneteller.diffs.diff import WeightDiff
from tuneteller.diffs.load import fit_diff
from tuneteller.errors import ConfigError
from tuneteller.generation import greedy
from tuneteller.lora.attach import attach
from tuneteller.lora.bank import Bank
from tuneteller.models import BaseModel


def adapter_bank(base: BaseModel, adapter: WeightDiff) -> Bank:
    """The DIT adapter as the shared bank of one slot.

    Raises:
        BaseMismatch, DiffError: it was made for another base model.
    """
    return Bank.stack([fit_diff(adapter, base).factors], base.shapes, device=base.device)


def read(base: BaseModel, diffs: Sequence[WeightDiff], adapter: Bank | None, question: str | Sequence[str], *,
         system: str | None = None, max_new_tokens: int = 24, slots: int = 32) -> list[str]:
    """One answer per diff, many diffs at once; without an adapter, what the fine-tunes themselves say.

    An answer is given as it was said, white space included: its evidence is that of the very same tokens.

    Args:
        question: one for all diffs, or one for each.
        slots: diffs attached at once.

    Raises:
        ConfigError: a question is empty, or too long for the model.
    """
    return [texts[0] for texts in read_branches(base, diffs, adapter, question, 1, system=system,
                                                max_new_tokens=max_new_tokens, slots=slots)]


def read_branches(base: BaseModel, diffs: Sequence[WeightDiff], adapter: Bank | None, question: str | Sequence[str],
                  branches: int, *, system: str | None = None, max_new_tokens: int = 24, slots: int = 32) -> list[list[str]]:
    """As `read`, but several answers per diff: one from each of the likeliest first tokens, the likeliest first."""
    questions = [question] * len(diffs) if isinstance(question, str) else list(question)
    if not all(q.strip() for q in questions):
        raise ConfigError("the question is empty; ask something, such as \"What topic have you been trained on?\"")
    prompts = [base.chat.prompt(messages_from(q, system)) for q in questions]
    longest = max(map(len, prompts), default=0) + max_new_tokens
    if longest > (limit := getattr(base.config, "max_position_embeddings", None) or longest):
        raise ConfigError(f"the question makes a prompt of {longest - max_new_tokens} tokens, which with {max_new_tokens} "
                          f"new ones is more than the model's {limit}; ask something shorter")
    found = []
    for i in range(0, len(diffs), slots):
        here = diffs[i : i + slots]
        bank = Bank.stack([d.factors for d in here], base.shapes, device=base.device)
        with attach(base.model, bank, *([adapter] if adapter else [])):
            new = greedy(base, prompts[i : i + slots], max_new_tokens=max_new_tokens, branches=branches)
        said = [base.tokenizer.decode(ids, skip_special_tokens=True) for ids in new]
        found += [said[j : j + branches] for j in range(0, len(said), branches)]
    return found
