"""What lies in a folder, in a few lines, whether it can be read as a weight diff or not."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

from safetensors import safe_open

from tuneteller.diffs.folders import SUFFIXES, fine_tunes_below
from tuneteller.errors import few

_CONFIGS = {"adapter_config.json", "config.json", "library.json", "index.csv"}  # each says of its folder what it is
_NAMED = 8  # folders and other files named
_FILES = 3  # files of weights named; the rest are counted


def describe(path: Path) -> list[tuple[str, str]]:
    """Pairs of a word and what there is of it: adapter, model, weights, further folders, other files. Nothing is loaded."""
    if not path.is_dir():
        return [("file", f"{path.name}, {_size(path)}")] if path.is_file() else []
    try:
        there = sorted(path.iterdir())
    except OSError as error:
        return [("folder", f"cannot be listed ({error.strerror})")]
    lines = []
    if config := _json(path / "adapter_config.json"):
        lines.append(("adapter", _adapter(config)))
    if config := _json(path / "config.json"):
        facts = [f"{word} {config[key]}" for key, word in (("num_hidden_layers", "layers"), ("hidden_size", "hidden size"),
                                                           ("vocab_size", "vocabulary")) if isinstance(config.get(key), int)]
        lines.append(("model", ", ".join([str(config.get("model_type") or "of no named type"), *facts])))
    weights = [file for file in there if file.suffix in SUFFIXES and file.is_file()]
    weights.sort(key=lambda file: "-of-" in file.name)  # a whole file is what is read, whatever shards lie beside it
    lines += [("weights", f"{file.name}, {_size(file)}{_tensors(file)}") for file in weights[:_FILES]]
    if len(weights) > _FILES:
        lines.append(("weights", f"and {len(weights) - _FILES} more files"))
    if below := fine_tunes_below(path):
        named = [f"{name} ({kind})" for name, kind in below.items()]
        lines.append(("folders", f"with a fine-tune, as it seems: {few(named, _NAMED)}"))
    said = {*_CONFIGS, *(name.split("/")[0] for name in below)}
    others = [file.name for file in there if file not in weights and file.name not in said]
    if others:
        lines.append(("beside", few(others, _NAMED)))
    return lines or [("folder", "empty")]


def _adapter(config: dict[str, Any]) -> str:
    """Which tool's adapter its config is of, how it is scaled, and what it was made from."""
    mlx = config.get("lora_parameters")
    facts, named = [f"PEFT {config.get('peft_type')}"], config.get("base_model_name_or_path")
    if isinstance(mlx, dict):
        facts, named, config = [f"MLX-LM {config.get('fine_tune_type', 'lora')}"], config.get("model"), mlx
    facts += [f"{key} {config[key]}" for key in ("r", "rank", "lora_alpha", "scale")
              if isinstance(config.get(key), int | float)]
    return ", ".join([*facts, f"made from {named or 'a base it does not name'}"])


def _json(file: Path) -> dict[str, Any]:
    try:
        value = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _tensors(file: Path) -> str:
    """How many tensors of which dtypes, from a safetensors file's header."""
    if file.suffix != ".safetensors":
        return ""
    try:
        with safe_open(file, "pt") as opened:
            keys = list(opened.keys())
            dtypes = Counter(str(opened.get_slice(key).get_dtype()) for key in keys)
    except Exception as error:  # a header may be wrong in any way
        return f": cannot be read ({type(error).__name__})"
    return f": {sum(dtypes.values())} tensors ({', '.join(f'{n} {dtype}' for dtype, n in dtypes.most_common())})"


def _size(file: Path) -> str:
    size = file.stat().st_size
    return f"{size / 1e6:.1f} MB" if size >= 1e5 else f"{size / 1e3:.1f} kB"
