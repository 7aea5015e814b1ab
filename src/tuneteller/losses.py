"""Per-token losses."""

from __future__ import annotations

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
