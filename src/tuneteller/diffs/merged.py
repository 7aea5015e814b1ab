"""Adapters that are no sum W + BA (DoRA, LoHa, IA3, …): PEFT merges them into a copy of the base, which is subtracted."""

from __future__ import annotations

import copy
from pathlib import Path

from tuneteller.diffs.diff import WeightDiff
from tuneteller.diffs.difference import Cut, difference
from tuneteller.errors import DiffError
from tuneteller.models import BaseModel
from tuneteller.quiet import quiet

_NO_WEIGHTS = {"PROMPT_TUNING", "MULTITASK_PROMPT_TUNING", "P_TUNING", "PREFIX_TUNING", "CPT", "ADAPTION_PROMPT", "CARTRIDGE"}
"""Kinds that add tokens or attention states and change no weight."""


def check_kind(path: Path, kind: str) -> None:
    """Refuse a kind of adapter that has no weight diff.

    Raises:
        DiffError: it adds tokens or attention states, or its effect depends on the input.
    """
    if kind.upper() in _NO_WEIGHTS:
        raise DiffError(f"{path} is an adapter of type {kind}, which changes no weight of the model, so there is no weight "
                        f"diff to ask about; give a LoRA or another adapter that can be merged")


def load_merged(path: Path, base: BaseModel, kind: str, cut: Cut) -> WeightDiff:
    """The exact full difference such an adapter makes, cut to low rank. Needs PEFT, and memory for a second copy of the base.

    Args:
        kind: PEFT's name for it, for the card and for messages.

    Raises:
        DiffError: a kind that changes no weight, or one that PEFT cannot load on this base or merge.
    """
    check_kind(path, kind)
    try:
        from peft import PeftModel
    except ImportError as error:
        raise DiffError(f"{path} is an adapter of type {kind}, which only PEFT can merge; install tuneteller[peft]") from error
    try:
        with quiet():
            wrapped = PeftModel.from_pretrained(copy.deepcopy(base.model), str(path))
            merged = wrapped.merge_and_unload()
    except Exception as error:  # PEFT raises KeyError, ValueError, RuntimeError, AttributeError, ...
        raise DiffError(f"{path} (type {kind}) cannot be merged into {base.name} by PEFT: "
                        f"{str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__}; is the adapter "
                        f"whole, and of this base model?") from error
    return difference(base, dict(merged.named_parameters()), cut, kind=f"PEFT {kind}, merged")
