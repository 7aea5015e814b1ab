"""A weight diff out, in forms the ecosystem reads: PEFT (`save_peft`), merged into a full checkpoint, fused with the reader."""

from __future__ import annotations

from pathlib import Path

import torch

from tuneteller.diffs.algebra import add
from tuneteller.diffs.diff import WeightDiff
from tuneteller.files import whole_directory
from tuneteller.lora.bank import check_fits
from tuneteller.lora.linear import is_transposed
from tuneteller.models import BaseModel
from tuneteller.quiet import quiet


def fuse(diff: WeightDiff, adapter: WeightDiff) -> WeightDiff:
    """Diff and DIT adapter as one diff, `[B_δ B_A] [A_δ; A_A]`: what a server with one LoRA per request needs to be the reader.

    Raises:
        BaseMismatch: they were made for different bases.
        DiffError: their shapes do not fit.
    """
    fused = add(diff, adapter)
    card = fused.card.with_(kind="fused-reader", diff=diff.fingerprint(), adapter=adapter.fingerprint())
    return WeightDiff(fused.factors, card)


def save_merged(diff: WeightDiff, base: BaseModel, path: str | Path) -> None:
    """The fine-tune as a full checkpoint that transformers loads, in the base's dtype; whole or not at all.

    Needs memory for a second copy of the matrices that change.

    Raises:
        DiffError: the diff does not fit the base.
        StorageError: the path exists, or the disk is full.
    """
    check_fits(diff.factors, base.shapes)
    state = dict(base.model.state_dict())
    for name, (a, b) in diff.factors.items():
        update = b.to(base.device, torch.float32) @ a.to(base.device, torch.float32)
        if is_transposed(base.model.get_submodule(name)):
            update = update.T
        weight = state[f"{name}.weight"]
        state[f"{name}.weight"] = (weight.float() + update).to(weight.dtype)
    with whole_directory(Path(path)) as directory, quiet():
        base.model.save_pretrained(directory, state_dict=state)
        base.tokenizer.save_pretrained(directory)
