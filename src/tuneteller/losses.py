"""Losses: of tokens, and of answers held against others."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor


def token_cross_entropy(logits: Tensor, target: Tensor) -> Tensor:
    """−log p(target) in nats per token: logits [N, V], target [N] -> [N], in float32."""
    return torch.nn.functional.cross_entropy(logits.float(), target, reduction="none")


def token_kl(student: Tensor, teacher: Tensor) -> Tensor:
    """KL(teacher ‖ student) in nats per token: student logits [D, N, V], teacher logits [N, V] -> [D, N], in float32.

    The direction of the published code (the paper's text writes the reverse; arXiv 2510.05092, appendix on organisms). As
    Σ p_t log p_t − Σ p_t z + logsumexp z, only one [D, N, V] tensor is made besides the logits.
    """
    log_p = torch.log_softmax(teacher.float(), -1)
    p = log_p.exp()
    student = student.float()
    cross = torch.einsum("dnv,nv->dn", student, p)
    return (p * log_p).sum(-1) - cross + torch.logsumexp(student, -1)


def preference_losses(policy: Tensor, reference: Tensor, answers: Sequence[int], beta: float) -> Tensor:
    """How little more a policy prefers chosen answers to rejected ones than its reference does, in nats.

    For a chosen answer y_w and a rejected one y_l to the same question, −log σ(β log π(y_w)/π_ref(y_w) − β log
    π(y_l)/π_ref(y_l)): DPO (Rafailov et al., arXiv 2305.18290, eq. 7). One is log 2 where the policy is the reference.

    Args:
        policy, reference: log p of each answer, summed over its tokens [answers], row by row, the chosen one first.
        answers: how many each of the R rows has, at least 1.

    Returns:
        [R], the mean over each row's rejected answers; 0 where there is none.
    """
    sizes = torch.tensor(answers, device=policy.device)
    first = sizes.cumsum(0) - sizes
    row = torch.arange(len(answers), device=policy.device).repeat_interleave(sizes)
    gained = policy - reference
    losses = -torch.nn.functional.logsigmoid(beta * (gained[first][row] - gained))
    rejected = torch.ones_like(losses).index_fill(0, first, 0.0)
    return torch.zeros_like(losses[: len(answers)]).index_add(0, row, losses * rejected) / (sizes - 1).clamp(min=1)
