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

from tuneteller.chat import messages_from
from tuneteller.diffs.diff import WeightDiff
from tuneteller.lora.attach import attach
from tuneteller.lora.bank import Bank
from tuneteller.models import BaseModel
from tuneteller.training.adapter import answer_losses


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


@torch.no_grad()
def log_likelihoods(base: BaseModel, diffs: Sequence[WeightDiff], adapter: Bank, question: str, answers: Sequence[str],
                    *, system: str | None = None, slots: int = 16) -> tuple[Tensor, list[int]]:
    """log p of every answer under every diff with the adapter attached.

    All answers to the question share one packed row per diff, so the question is read once a diff.

    Args:
        slots: diffs attached at once.

    Returns:
        nats [diffs, answers], each summed over the answer's tokens and its end of turn; and those token counts.
    """
    samples = [base.chat.example(messages_from(question, system), a) for a in answers]
    counts = [sum(s.supervised) for s in samples]
    parts = []
    for i in range(0, len(diffs), slots):
        here = diffs[i : i + slots]
        with attach(base.model, Bank.stack([d.factors for d in here], base.shapes, device=base.device), adapter):
            losses, _ = answer_losses(base, [samples] * len(here))
        parts.append(losses.view(len(here), len(answers)).cpu())
    return -torch.cat(parts) * torch.tensor(counts), counts
