"""Losses: of tokens, and of answers held against others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import torch
from torch import Tensor


def token_cross_entropy(logits: Tensor, target: Tensor) -> Tensor:
    """−log p(target) in nats per token: logits [N, V], target [N] -> [N], in float32."""
    return torch.nn.functional.cross_entropy(logits.float(), target, reduction="none")


def head_cross_entropy(head: Callable[[Tensor], Tensor], hidden: Tensor, target: Tensor, tokens: int) -> Tensor:
    """`token_cross_entropy` of head(hidden) [N], with the logits of so many tokens at a time instead of all [N, V].

    The gradient goes to `hidden` alone, and is taken beside each piece's losses: the head's parameters, and factors attached to
    it, get none.
    """
    if torch.is_grad_enabled() and hidden.requires_grad:
        losses: Tensor = _HeadCrossEntropy.apply(hidden, head, target, tokens)
        return losses
    pieces = zip(hidden.split(tokens), target.split(tokens), strict=True)
    return torch.cat([token_cross_entropy(head(h), t) for h, t in pieces])


class _HeadCrossEntropy(torch.autograd.Function):
    """A token's loss depends on its own hidden state alone, so the gradient of a piece's sum has each token's."""

    @staticmethod
    def forward(ctx: Any, hidden: Tensor, head: Callable[[Tensor], Tensor], target: Tensor, tokens: int) -> Tensor:
        losses, slopes = list[Tensor](), list[Tensor]()
        for h, t in zip(hidden.split(tokens), target.split(tokens), strict=True):
            with torch.enable_grad():
                h = h.detach().requires_grad_()
                loss = token_cross_entropy(head(h), t)
                slopes += torch.autograd.grad(loss.sum(), h)
            losses.append(loss.detach())
        ctx.save_for_backward(torch.cat(slopes))
        return torch.cat(losses)

    @staticmethod
    def backward(ctx: Any, *grads: Any) -> tuple[Any, ...]:
        [slopes] = ctx.saved_tensors
        return (grads[0][:, None] * slopes).to(slopes.dtype), None, None, None


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
