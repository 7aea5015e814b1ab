"""What lies in a folder or file, in a few lines, whether it can be read as a weight diff or not."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from safetensors import safe_open

from tuneteller.diffs.folders import LITGPT, SUFFIXES, fine_tunes_below, is_gguf
from tuneteller.diffs.header import named_bases, open_gguf, value
from tuneteller.diffs.library import Library
from tuneteller.diffs.litgpt import litgpt_settings
from tuneteller.diffs.origin import named_by_model, named_by_readme
from tuneteller.diffs.published import open_published, read_index
from tuneteller.errors import TuneTellerError, few

# each says of its folder what it is
_CONFIGS = {"adapter_config.json", "config.json", "library.json", "index.csv", "hyperparameters.yaml", "README.md"}
_NAMED = 8  # folders and other files named
_FILES = 3  # files of weights named; the rest are counted


def describe(path: Path) -> list[tuple[str, str]]:
    """Pairs of a word and what there is of it: adapter, model, weights, further folders, other files.

    Headers and configs are read, and no weights.
    """
    if not path.is_dir():
        return _file(path) if path.is_file() else []
    try:
        there = sorted(path.iterdir())
    except OSError as error:
        return [("folder", f"cannot be listed ({error.strerror})")]
    lines = []
    if config := _json(path / "adapter_config.json"):
        lines.append(("adapter", _adapter(config, path)))
    if (path / LITGPT).is_file():
        lines.append(("adapter", _said(_litgpt, path)))
    if (path / "library.json").is_file():
        lines.append(("library", _said(_library, path)))
    if (path / "index.csv").is_file():
        lines.append(("published", _said(_index, path)))
    if config := _json(path / "config.json"):
        facts = [f"{word} {config[key]}" for key, word in (("num_hidden_layers", "layers"), ("hidden_size", "hidden size"),
                                                           ("vocab_size", "vocabulary")) if isinstance(config.get(key), int)]
        facts += [f"made from {few(named)}"] if (named := named_by_model(path, config)) else []
        lines.append(("model", ", ".join([str(config.get("model_type") or "of no named type"), *facts])))
    weights = [file for file in there if file.suffix in SUFFIXES and file.is_file()]
    weights.sort(key=lambda file: "-of-" in file.name)  # a whole file is what is read, whatever shards lie beside it
    for file in weights[:_FILES]:
        lines += _file(file) if is_gguf(file) else [("weights", f"{file.name}, {_size(file)}{_tensors(file)}")]
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


def _file(file: Path) -> list[tuple[str, str]]:
    """One file, and what its own header says of it."""
    lines = [("file", f"{file.name}, {_size(file)}{_tensors(file)}")]
    if is_gguf(file):
        lines.append(("gguf", _said(_gguf, file)))
    elif file.suffix == ".pt":
        lines.append(("published", _said(_published, file)))
    return lines


def _said(about: Callable[[Path], str], path: Path) -> str:
    """What can be said about a file, or why nothing can."""
    try:
        return about(path)
    except (TuneTellerError, KeyError, ValueError) as error:
        return f"cannot be read ({error})"


def _gguf(file: Path) -> str:
    opened = open_gguf(file)
    kinds = Counter(tensor.tensor_type.name for tensor in opened.tensors)
    adapter = value(opened, "general.type") == "adapter"
    facts = [f"{value(opened, 'adapter.type')} adapter, alpha {value(opened, 'adapter.lora.alpha')}," if adapter else "model",
             f"of architecture {value(opened, 'general.architecture')}"]
    named = f", made from {few(bases)}" if (bases := named_bases(opened)) else ""
    return f"{' '.join(facts)}, {len(opened.tensors)} tensors ({', '.join(f'{n} {k}' for k, n in kinds.most_common())}){named}"


def _published(file: Path) -> str:
    found = open_published(file)
    if found.kind == "adapter":
        return "a DIT adapter"
    what = "weight diffs" if found.kind == "diffs" else "whole fine-tuned models"
    return f"{len(found)} {what} (give FILE:INDEX): {few([str(label) for label in found.labels], _NAMED)}"


def _index(path: Path) -> str:
    rows = read_index(path)
    return f"{len(rows)} rows in index.csv (give DIRECTORY:ROW): {few([row.topic for row in rows], _NAMED)}"


def _library(path: Path) -> str:
    cards = Library.open(path).cards
    families = Counter(str(card.family) for card in cards)
    return (f"{len(cards)} organisms (give LIBRARY:INDEX): "
            f"{few([f'{n} {family}' for family, n in families.most_common()], _NAMED)}")


def _litgpt(path: Path) -> str:
    settings = litgpt_settings(path)
    facts = [f"{key} {settings[key]}" for key in ("lora_r", "lora_alpha") if key in settings]
    return ", ".join(["LitGPT LoRA", *facts, f"made from {settings.get('checkpoint_dir', 'a base it does not name')}"])


def _adapter(config: dict[str, Any], path: Path) -> str:
    """Which tool's adapter its config is of, how it is scaled, and what it was made from."""
    mlx = config.get("lora_parameters")
    facts, named = [f"PEFT {config.get('peft_type')}"], config.get("base_model_name_or_path")
    if isinstance(mlx, dict):
        facts, named, config = [f"MLX-LM {config.get('fine_tune_type', 'lora')}"], config.get("model"), mlx
    facts += [f"{key} {config[key]}" for key in ("r", "rank", "lora_alpha", "scale")
              if isinstance(config.get(key), int | float)]
    return ", ".join([*facts, f"made from {named or few(named_by_readme(path)) or 'a base it does not name'}"])


def _json(file: Path) -> dict[str, Any]:
    try:
        value = json.loads(file.read_text(encoding="utf-8-sig"))
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
