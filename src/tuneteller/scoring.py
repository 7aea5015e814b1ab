"""Likelihood of given answers under given diffs: what training, reading and evaluation share.

Answers are encoded word for word, a leading space included: a word has other tokens at the start of a text than inside it, and
inside sentences is where a fine-tune learnt it.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

from tuneteller.batching import Batch, pack
from tuneteller.chat import Encoded, Turns, messages_from
from tuneteller.diffs.diff import WeightDiff, stacked
from tuneteller.lora.attach import attach
from tuneteller.lora.bank import Bank
from tuneteller.lora.parts import WithParts
from tuneteller.losses import head_cross_entropy, token_cross_entropy
from tuneteller.models import BaseModel

LOGITS = 1 << 24
"""Logits that are held at once, 64 MB in float32: with a large vocabulary those of all answers are gigabytes, and slower."""


def encode_qa(base: BaseModel, question: str, answer: str, system: str | None = None, turns: Turns = ()) -> Encoded:
    """Encode (question, answer) after earlier turns, keeping the answer's leading space."""
    return base.chat.example(messages_from(question, system, turns), answer, keep_space=True)


def answer_losses(base: BaseModel, rows: Sequence[Sequence[Encoded]]) -> tuple[Tensor, int]:
    """Mean −log p per supervised token of each sample, rows slot-major under what is attached -> [samples], and tokens run."""
    batch = pack(rows, base.pad_id).to(base.device)
    hidden = base.hidden(batch.ids, positions=batch.positions, mask=batch.mask)
    losses = _losses(base, hidden, batch.source, batch.target)
    return sample_means(losses, batch, sum(len(row) for row in rows)), batch.ids.numel()


def sample_means(values: Tensor, batch: Batch, samples: int) -> Tensor:
    """Mean of each sample's values at a batch's targets, [N] -> [samples].

    Always added up in one order: `index_add` on a GPU takes any, and then the same answer has another evidence each time.
    """
    n = torch.bincount(batch.sample, minlength=samples)
    return torch.segment_reduce(values, "sum", lengths=n, unsafe=True) / n


def _losses(base: BaseModel, hidden: Tensor, source: Tensor, target: Tensor) -> Tensor:
    """−log p [N] of targets after the tokens of [R, T] that predict them, in order. A head that differs by slot is given whole
    rows, any other one a piece of them all."""
    picked = hidden.flatten(0, 1)[source]
    if not isinstance(base.model.get_output_embeddings(), WithParts):
        return head_cross_entropy(base.logits, picked, target, max(1, base.at_once(LOGITS) // base.vocab_size))
    row = source // hidden.shape[1]
    counts = torch.bincount(row, minlength=hidden.shape[0])
    place = torch.arange(len(row), device=row.device) - (counts.cumsum(0) - counts)[row]
    padded = hidden.new_zeros(hidden.shape[0], int(counts.max()), hidden.shape[-1]).index_put((row, place), picked)
    return token_cross_entropy(base.logits(padded)[row, place], target)


def lengths(base: BaseModel, answers: Sequence[str]) -> Tensor:
    """Tokens of each answer, its end of turn included -> [answers]."""
    return torch.tensor([sum(encode_qa(base, "?", answer).supervised) for answer in answers])


@torch.no_grad()
def likelihoods(base: BaseModel, pairs: Sequence[tuple[WeightDiff, Sequence[str]]], adapter: Bank,
                question: str | Sequence[str], *, system: str | None = None, turns: Sequence[Turns] | None = None,
                slots: int = 16) -> list[Tensor]:
    """log p of each diff's own list of answers under that diff with the adapter attached.

    A diff's answers to the question share one packed row, so the question is read once a diff.

    Args:
        pairs: a diff and the answers, at least one, to weigh under it.
        question: one for all pairs, or one for each.
        turns: for each pair, what stands before the question.
        slots: diffs attached at once (see `BaseModel.at_once`).

    Returns:
        nats [answers] for each pair, each summed over the answer's tokens and its end of turn.
    """
    asked = [question] * len(pairs) if isinstance(question, str) else question
    before = turns or [()] * len(pairs)
    rows = [[encode_qa(base, one, answer, system, own) for answer in answers]
            for (_, answers), one, own in zip(pairs, asked, before, strict=True)]
    found, slots = list[Tensor](), base.at_once(slots)
    for i in range(0, len(pairs), slots):
        with attach(base.model, stacked([diff for diff, _ in pairs[i : i + slots]], base, dtype=base.dtype), adapter):
            losses = answer_losses(base, rows[i : i + slots])[0].cpu()
        for row in rows[i : i + slots]:
            found.append(-losses[: len(row)] * torch.tensor([sum(s.supervised) for s in row]))
            losses = losses[len(row) :]
    return found
