"""A fine-tuned model's directory (also one with a LoRA merged in) as its difference to the base."""

from __future__ import annotations

from pathlib import Path

from tuneteller.diffs.diff import WeightDiff
from tuneteller.diffs.lowrank import Cut
from tuneteller.diffs.names import Names
from tuneteller.diffs.origin import named_by_model, naming, remark_named, remark_settings
from tuneteller.diffs.peft import read_json
from tuneteller.diffs.stored import model_tensors
from tuneteller.diffs.unmerged import full_difference
from tuneteller.diffs.values import holds_codes
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
    tensors, quantised = model_tensors(path), config.get("quantization_config")
    how = quantised.get("quant_method") if isinstance(quantised, dict) else None
    if quantised and holds_codes(tensors):
        raise DiffError(f"{path} is quantised{f' ({how})' if how else ''}; expected plain weights. Give the fine-tune as it "
                        f"was before, or dequantise it where its quantiser runs (transformers: model.dequantize(), then "
                        f"save_pretrained())")
    named = named_by_model(path, config)
    inner = config.get("text_config") if isinstance(config.get("text_config"), dict) else {}
    kinds = {str(kind) for kind in (config.get("model_type"), (inner or {}).get("model_type")) if kind}
    if kinds and base.fingerprint.model_type not in kinds:
        raise naming(BaseMismatch(f"{path} is a model of type {' / '.join(sorted(kinds))}, the base model {base.name} is "
                                  f"{base.fingerprint.model_type}; give the base model it was made from with --base"),
                     named, base)
    adapter = read_json(path, "adapter_config.json") if (path / "adapter_config.json").is_file() else None
    try:
        diff = full_difference(base, tensors, cut, kind="full checkpoint", adapter_config=adapter)
    except BaseMismatch as error:
        raise naming(error, named, base) from error
    card = remark_named(diff.card, named, base)
    if quantised:  # left from the model that was trained, as by a merge
        card = card.remark(f"config.json says that the fine-tune is quantised{f' ({how})' if how else ''}, but its weights are "
                           f"plain values: these are read, and not what quantising them anew would make of them")
    heads = Names(f"{name}.weight" for name in list(base.ends)[1:])
    return diff.with_card(remark_settings(card, config, base, own_head=any(heads.find(key) for key in tensors)))
