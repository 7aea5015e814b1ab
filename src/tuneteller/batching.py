"""Pack several samples into a row, each seeing only itself and what it shares with the others.

A row is a tree of depth one: the tokens that all its samples begin with (the chat template's system turn and the start of the
user's) stand once, then each sample's own tokens, with positions that continue from the shared part and a mask that hides the
samples from each other. The model computes for every sample what it would compute for it alone; at short samples this saves
about a third of the tokens, and all padding inside a row.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import torch
from torch import Tensor

from tuneteller.chat import Encoded
from tuneteller.errors import ConfigError


@dataclass(frozen=True)
class Batch:
    """R packed rows of T tokens with N supervised tokens.

    Attributes:
        ids: [R, T] token ids, padded on the right.
        positions: [R, T] position of each token in its own sample.
        mask: [R, 1, T, T] bool, True where the query (third axis) may attend to the key (fourth).
        source: [N] index into the flattened R·T of the token whose output predicts the target.
        target: [N] token ids.
        sample: [N] index of the sample a target belongs to, counted over rows in order.
        last: [samples] index into the flattened R·T of each sample's last token.
        tokens: how many of the R·T are not padding.
    """

    ids: Tensor
    positions: Tensor
    mask: Tensor
    source: Tensor
    target: Tensor
    sample: Tensor
    last: Tensor
    tokens: int

    def to(self, device: torch.device | str) -> Batch:
        """The same batch on a device."""
        moved: dict[str, Any] = {k: v.to(device) for k, v in vars(self).items() if isinstance(v, Tensor)}
        return replace(self, **moved)


def shared_length(samples: Sequence[Encoded]) -> int:
    """How many leading tokens all samples share, none of them supervised, with at least one left to each."""
    limit = min(len(s.ids) for s in samples) - 1
    for i in range(limit):
        if any(s.ids[i] != samples[0].ids[i] or s.supervised[i] for s in samples):
            return i
    return limit


def pack(rows: Sequence[Sequence[Encoded]], pad_id: int) -> Batch:
    """Lay out samples as packed rows.

    Args:
        rows: for each row its samples; every row needs at least one, and no sample may be supervised on its first token.
        pad_id: any valid token id.
    """
    if any(not row for row in rows) or any(s.supervised[0] for row in rows for s in row):
        raise ConfigError("every row needs a sample, and a sample's first token has nothing before it to be predicted from")
    shared = [shared_length(row) if len(row) > 1 else 0 for row in rows]
    lengths = [p + sum(len(s.ids) - p for s in row) for p, row in zip(shared, rows, strict=True)]
    width = max(lengths)
    ids = torch.full((len(rows), width), pad_id)
    positions = torch.zeros(len(rows), width, dtype=torch.long)
    group = torch.full((len(rows), width), -1)  # 0: shared part, 1…: the sample's number in the row, -1: padding
    source: list[int] = []
    target: list[int] = []
    owner: list[int] = []
    last: list[int] = []
    count = 0
    for r, (row, p) in enumerate(zip(rows, shared, strict=True)):
        ids[r, :p] = torch.tensor(row[0].ids[:p], dtype=torch.long)
        positions[r, :p] = torch.arange(p)
        group[r, :p] = 0
        at = p
        for k, s in enumerate(row):
            n = len(s.ids) - p
            ids[r, at : at + n] = torch.tensor(s.ids[p:])
            positions[r, at : at + n] = torch.arange(p, p + n)
            group[r, at : at + n] = k + 1
            for j in range(n):
                if s.supervised[p + j]:
                    source.append(r * width + (at + j - 1 if j else p - 1))
                    target.append(s.ids[p + j])
                    owner.append(count)
            at += n
            last.append(r * width + at - 1)
            count += 1
    same = group[:, :, None] == group[:, None, :]
    mask = (same | (group[:, None, :] == 0) & (group[:, :, None] >= 0)) & torch.ones(width, width, dtype=torch.bool).tril()
    targets, sources, owners = (torch.tensor(one, dtype=torch.long) for one in (target, source, owner))  # there may be none
    return Batch(ids, positions, mask[:, None], sources, targets, owners, torch.tensor(last), sum(lengths))
