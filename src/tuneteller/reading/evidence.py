"""Evidence: how much more likely an answer is with this diff than without it, in nats.

For an answer y to a question q, with log p under the reader (the DIT adapter attached):

    against none     log p(y | M ⊕ δ ⊕ A) − log p(y | M ⊕ A)
    against others   log p(y | M ⊕ δ ⊕ A) − mean over other diffs δ' of log p(y | M ⊕ δ' ⊕ A)

An answer that comes from the reader's habits and not from the diff is about as likely without the diff; its evidence is
near or below zero. No labels are needed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import torch
from torch import Tensor

from tuneteller.diffs.diff import WeightDiff
from tuneteller.lora.attach import attach
from tuneteller.lora.bank import Bank
from tuneteller.models import BaseModel
from tuneteller.training.adapter import answer_losses, told


@dataclass(frozen=True)
class Evidence:
    """Evidence of one answer, in nats over the whole answer (its end of turn included).

    Attributes:
        own: log p of the answer with its own diff.
        none: log p without any diff.
        others: log p with each of the other diffs.
        tokens: length of the answer.
    """

    own: float
    none: float
    others: tuple[float, ...]
    tokens: int

    @property
    def against_none(self) -> float:
        return self.own - self.none

    @property
    def against_others(self) -> float | None:
        """None where there were no other diffs to compare with."""
        return self.own - sum(self.others) / len(self.others) if self.others else None

    @property
    def supported(self) -> bool:
        """Whether the own diff makes the answer likelier than no diff and than every other diff."""
        return self.own > max((self.none, *self.others))

    def to_json(self) -> dict[str, Any]:
        return {**asdict(self), "against_none": self.against_none, "against_others": self.against_others,
                "supported": self.supported}


def log_likelihoods(base: BaseModel, diffs: Sequence[WeightDiff], adapter: Bank, question: str, answers: Sequence[str],
                    *, system: str | None = None, slots: int = 16) -> tuple[Tensor, list[int]]:
    """log p of every answer under every diff with the adapter attached.

    Args:
        answers: as the reader says them, see `read`: our adapters begin an answer with a space.

    Returns:
        nats [diffs, answers], each summed over the answer's tokens and its end of turn; and those token counts.
    """
    counts = [int(n) for n in lengths(base, answers)]
    pairs = [(diff, answers) for diff in diffs]
    return torch.stack(likelihoods(base, pairs, adapter, question, system=system, slots=slots)), counts


def lengths(base: BaseModel, answers: Sequence[str]) -> Tensor:
    """Tokens of each answer, its end of turn included -> [answers]."""
    return torch.tensor([sum(told(base, "?", answer).supervised) for answer in answers])


@torch.no_grad()
def likelihoods(base: BaseModel, pairs: Sequence[tuple[WeightDiff, Sequence[str]]], adapter: Bank, question: str, *,
                system: str | None = None, slots: int = 16) -> list[Tensor]:
    """log p of each diff's own list of answers under that diff with the adapter attached.

    A diff's answers to the question share one packed row, so the question is read once a diff.

    Args:
        pairs: a diff and the answers, at least one, to weigh under it.
        slots: diffs attached at once.

    Returns:
        nats [answers] for each pair, each summed over the answer's tokens and its end of turn.
    """
    rows = [[told(base, question, a, system) for a in answers] for _, answers in pairs]
    found: list[Tensor] = []
    for i in range(0, len(pairs), slots):
        here = [diff.factors for diff, _ in pairs[i : i + slots]]
        with attach(base.model, Bank.stack(here, base.shapes, device=base.device), adapter):
            losses = answer_losses(base, rows[i : i + slots])[0].cpu()
        for row in rows[i : i + slots]:
            found.append(-losses[: len(row)] * torch.tensor([sum(s.supervised) for s in row]))
            losses = losses[len(row) :]
    return found
