"""A weight diff out, in forms the ecosystem reads: PEFT (`save_peft`), merged into a full checkpoint, fused with the reader."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn

from tuneteller.diffs.algebra import add
from tuneteller.diffs.diff import WeightDiff
from tuneteller.diffs.peft import read_json
from tuneteller.errors import DiffError
from tuneteller.files import whole_directory, write_json
from tuneteller.lora.bank import check_fits
from tuneteller.lora.linear import is_transposed
from tuneteller.lora.parts import check_vectors
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
    return fused.with_card(card)


def save_merged(diff: WeightDiff, base: BaseModel, path: str | Path) -> None:
    """The fine-tune as a full checkpoint that transformers loads, in the base's dtype; whole or not at all.

    Needs memory for a second copy of what changes. Where the base's head is its embedding and the fine-tune's no longer is,
    both are written, and the config says so.

    Raises:
        DiffError: the diff does not fit the base, or changes a bias that the base has not.
        StorageError: the path exists, or the disk is full.
    """
    check_fits(diff.factors, base.matrices)
    check_vectors(diff.vectors, base.vectors)
    state = dict(base.model.state_dict())
    if missing := [name for name in diff.vectors if name not in state]:
        raise DiffError(f"the diff adds to {missing[0]!r}, which {base.name} has not, so no checkpoint of its architecture can "
                        f"hold it; ask about the fine-tune as it is")
    for name, pair in diff.factors.items():
        state[f"{name}.weight"] = _added(state[f"{name}.weight"], dense_update(base, name, pair))
    for name, vector in diff.vectors.items():
        state[name] = _added(state[name], vector)
    ends = [f"{name}.weight" for name in base.ends]
    tied = base.tied and torch.equal(state[ends[0]], state[ends[-1]])
    if tied:
        state[ends[-1]] = state[ends[0]]
    with whole_directory(Path(path)) as directory, quiet():
        base.model.save_pretrained(directory, state_dict=state)
        base.tokenizer.save_pretrained(directory)
        if base.tied and not tied:
            config = directory / "config.json"
            write_json(config, {**read_json(directory, config.name), "tie_word_embeddings": False})


def dense_update(base: BaseModel, name: str, pair: tuple[Tensor, Tensor]) -> Tensor:
    """A module's change in the form of its own weight: Conv1D and embeddings keep theirs as [in, out]."""
    a, b = (t.to(base.device, torch.float32) for t in pair)
    module = base.model.get_submodule(name)
    return (b @ a).T if is_transposed(module) or isinstance(module, nn.Embedding) else b @ a


def _added(weight: Tensor, update: Tensor) -> Tensor:
    return (weight.float() + update.to(weight.device, torch.float32)).to(weight.dtype)
