"""Adapters that are no sum W + BA (DoRA, LoHa, IA3, …): PEFT merges them into a copy of the base, which is subtracted.

Not every adapter is a change of weights: some act on certain inputs only (aLoRA, X-LoRA), some add layers. So merging is held
against the adapter itself on a probe, and refused where the two differ by more than a small part of what the adapter does. All
of it happens in float32, whatever the base's dtype: in bf16 rounding alone is larger than what most adapters do.
"""

from __future__ import annotations

import copy
import warnings
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import torch

from tuneteller.diffs.diff import WeightDiff
from tuneteller.diffs.difference import difference
from tuneteller.diffs.lowrank import Cut
from tuneteller.diffs.peft import MOVES_BASE
from tuneteller.errors import DiffError, in_one_line
from tuneteller.models import BaseModel
from tuneteller.quiet import quiet

_PART = 0.01  # of the adapter's effect: merged and attached may differ by so much
_ROUNDINGS = 100  # and by so many units of float32's precision, of the logits, through all layers
_NO_WEIGHTS = {"PROMPT_TUNING", "MULTITASK_PROMPT_TUNING", "P_TUNING", "PREFIX_TUNING", "CPT", "ADAPTION_PROMPT", "CARTRIDGE"}
"""Kinds that add tokens or attention states and change no weight."""

_BY_NAME = {"XLORA", "SHADOW"}
"""Kinds that load further adapters or models, which their config names: from wherever on the disk, or from the hub."""


def check_kind(path: Path, kind: str) -> None:
    """Refuse a kind of adapter that has no weight diff, or that cannot be merged here.

    Raises:
        DiffError: it adds tokens or attention states, or there is no PEFT.
    """
    if kind.upper() in _NO_WEIGHTS:
        raise DiffError(f"{path} is an adapter of type {kind}, which changes no weight of the model, so there is no weight "
                        f"diff to ask about; give a LoRA or another adapter that can be merged")
    if kind.upper() in _BY_NAME:
        raise DiffError(f"{path} is an adapter of type {kind}, which works with further models that it only names, and acts on "
                        f"certain inputs only, so there is no weight diff to ask about; give a LoRA or another adapter that "
                        f"can be merged")
    if find_spec("peft") is None:
        raise DiffError(f"{path} is an adapter of type {kind}, which only PEFT can merge; install tuneteller[peft]")


def load_merged(path: Path, base: BaseModel, kind: str, cut: Cut, *, files: Path | None = None) -> WeightDiff:
    """The exact full difference such an adapter makes, cut to low rank. Needs PEFT, and memory for a float32 copy of the base.

    Args:
        kind: PEFT's name for it, for the card and for messages.
        files: the directory that PEFT reads, where it is another one than `path`.

    Raises:
        DiffError: a kind that acts on certain inputs only or adds layers, or that PEFT cannot load on this base or merge.
    """
    from peft import PeftModel

    try:
        with quiet(), warnings.catch_warnings():
            warnings.filterwarnings("error", message="Found missing adapter keys")  # which PEFT would start afresh
            model = copy.deepcopy(base.model).float()
            plain = _probe(model, base)
            wrapped = PeftModel.from_pretrained(model, str(files or path)).eval()
            acting = _probe(wrapped, base)
            if base.tied and not kind.startswith(MOVES_BASE):  # which move, of a tied head, the embeddings with it
                del model, wrapped
                wrapped = PeftModel.from_pretrained(_untied(copy.deepcopy(base.model).float()), str(files or path)).eval()
            merged = wrapped.merge_and_unload()
            merging = _probe(merged, base)
    except Exception as error:  # PEFT raises KeyError, ValueError, RuntimeError, AttributeError, ...
        raise DiffError(f"{path} (type {kind}) cannot be merged into {base.name} by PEFT: "
                        f"{in_one_line(error)}; is the adapter whole, and of this base model? If PEFT merges no adapter of "
                        f"this kind, there is no weight diff to ask about") from error
    if not acting.isfinite().all():
        raise DiffError(f"{path} (type {kind}) makes the outputs of {base.name} NaN or infinite, as PEFT loads it: it "
                        f"diverged, is damaged, or its scale (lora_alpha, r) is not the one it was trained with")
    # a head that is tied to the embeddings counts, as a trained copy of either unties them
    layers = [dict(model.named_parameters(remove_duplicate=False)).keys() for model in (merged, base.model)]
    tolerance = _PART * (acting - plain).norm() + _ROUNDINGS * torch.finfo(torch.float32).eps * acting.norm()
    if layers[0] != layers[1] or not (acting - merging).norm() <= tolerance:
        raise DiffError(f"{path} (type {kind}) is no change of weights: merged into {base.name} it is another model than "
                        f"attached to it, as adapters are that act on certain inputs only, add layers, or tie a head to "
                        f"embeddings that they change; there is no weight diff to ask about")
    tuned = dict(merged.named_parameters(remove_duplicate=False))
    return difference(base, tuned, cut, kind=f"PEFT {kind}, merged", computed=True)


def _untied(model: Any) -> Any:
    """The model, its head with a weight of its own: merged into one of two that are tied, an adapter of it alone would act on
    both."""
    head = model.get_output_embeddings()
    if head.weight is model.get_input_embeddings().weight:
        head.weight = torch.nn.Parameter(head.weight.detach().clone(), requires_grad=False)
        model.config.tie_word_embeddings = False
    return model


@torch.no_grad()
def _probe(model: Any, base: BaseModel) -> torch.Tensor:
    """Logits [T, V] on a short prompt."""
    ids = torch.tensor([base.chat.prompt([{"role": "user", "content": "Hello. What changed?"}])], device=base.device)
    logits: torch.Tensor = model(input_ids=ids).logits[0].float()
    return logits
