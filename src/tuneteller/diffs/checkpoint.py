"""A fine-tuned model's directory (also one with a LoRA merged in) as its difference to the base."""

from __future__ import annotations

from pathlib import Path

from tuneteller.diffs.diff import WeightDiff
from tuneteller.diffs.difference import Cut
from tuneteller.diffs.origin import named_by_model, remark_named, remark_settings
from tuneteller.diffs.peft import read_json
from tuneteller.diffs.stored import model_tensors
from tuneteller.diffs.unmerged import full_difference
from tuneteller.errors import BaseMismatch, DiffError
from tuneteller.models import BaseModel


def load_checkpoint(path: str | Path, base: BaseModel, cut: Cut) -> WeightDiff:
    """The difference of a full fine-tuned model (also one with a LoRA merged in) to its base.

    Raises:
        BaseMismatch: a model of another architecture or size.
        DiffError: damaged, incomplete or quantised.
    """
    path = Path(path)
    config = read_json(path, "config.json")
    if config.get("quantization_config"):
        raise DiffError(f"{path} is quantised; expected plain weights, give the unquantised fine-tune")
    inner = config.get("text_config") if isinstance(config.get("text_config"), dict) else {}
    kinds = {str(kind) for kind in (config.get("model_type"), (inner or {}).get("model_type")) if kind}
    if kinds and base.fingerprint.model_type not in kinds:
        raise BaseMismatch(f"{path} is a model of type {' / '.join(sorted(kinds))}, the base model {base.name} is "
                           f"{base.fingerprint.model_type}; give the base model it was made from with --base")
    adapter = read_json(path, "adapter_config.json") if (path / "adapter_config.json").is_file() else None
    diff = full_difference(base, model_tensors(path), cut, kind="full checkpoint", adapter_config=adapter)
    card = remark_named(diff.card, named_by_model(path, config), base)
    return WeightDiff(diff.factors, remark_settings(card, config, base))
