"""Names that transformers gives tensors on the disk, where they are not the model's own, beyond what wraps them.

It renames at load and at save, architecture by architecture: `block_sparse_moe.router.layer` is `block_sparse_moe.router`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any


def from_disk(model: Any) -> Callable[[str], str]:
    """What makes the model's own names of those in a checkpoint; names it knows nothing of stay as they are."""
    try:
        from transformers.conversion_mapping import get_model_conversion_mapping
        from transformers.core_model_loading import WeightRenaming

        rules = [(re.compile(source), rule.target_patterns[0]) for rule in get_model_conversion_mapping(model)
                 if type(rule) is WeightRenaming for source in rule.source_patterns]
    except Exception:  # no part of transformers' public interface: a release may have it otherwise
        rules = []

    def renamed(name: str) -> str:
        for source, target in rules:
            name = source.sub(target, name, count=1)
        return name

    return renamed
