"""Read and write PEFT LoRA directories: `adapter_config.json`, `adapter_model.safetensors`, and our `card.json` beside them."""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file
from torch import Tensor

from tuneteller.diffs.bins import state_dict
from tuneteller.diffs.card import Card
from tuneteller.diffs.diff import WeightDiff
from tuneteller.diffs.names import in_adapter
from tuneteller.diffs.pairs import check_pair
from tuneteller.diffs.patterns import check_patterns
from tuneteller.diffs.pickles import load_pickle, plain_tensor
from tuneteller.diffs.sharded import check_gathered
from tuneteller.diffs.values import check_values
from tuneteller.errors import DiffError, few
from tuneteller.files import whole_directory, write_json

_PREFIX = re.compile(r"^(?:base_model\.model\.)+")
# the adapter's name, "default" or one's own, may stand behind the side; names of modules hold no dot
_KEY = re.compile(r"^(?:base_model\.model\.)*(?P<module>.+)\.lora_(?P<side>[AB])(?:\.[^.]+)?\.weight$")
LONGEST = 1000
"""Characters of a tensor's name."""

_CHECKSUM = "weights_sha256"  # in card.json; of the file, so not part of the diff's card
# LoRA of something that is no linear layer (embeddings), and the bias of a LoRA
_NO_LAYER = re.compile(r"\.lora_(?:embedding_[AB]|B\.(?:[^.]+\.)?bias)")
# what a training run of the same W + BA keeps beside it: the noise MonteCLoRA samples from, VeLoRA's projections
_TRAINING_ONLY = re.compile(r"\.lora_(?:monteclora|velora)_")
# what makes another model than W + BA, and the value that means "not used"
_BEYOND_A_SUM = {
    "use_dora": False, "megatron_config": None, "layer_replication": None, "alora_invocation_tokens": None, "use_qalora": False,
    "use_bdlora": None, "arrow_config": None, "kasa_config": None,
}
# Ways to start a LoRA that also move the base's own weights, so W + BA is another model. PEFT moves them again at load, by a
# full decomposition of the base's weights alone in these, so its reload is exact …
MOVES_BASE = "LORA started with"
"""How the kind of an adapter begins that changes the base's own weights where it is attached."""

_MOVED_AGAIN = ("pissa", "olora")
# … and by gradients, activations or a random sketch, which are not saved, in these
_MOVED_ONCE = ("pissa_niter", "corda", "lora_ga")


# what transformers calls the input embedding of its language models
_EMBEDDINGS = {"embed_tokens", "wte", "word_embeddings", "embed_in", "embeddings", "tok_embeddings"}


class BeyondLora(DiffError):
    """An adapter that is more than a sum W + BA per layer. `kind` is PEFT's name for what it is."""

    def __init__(self, message: str, kind: str) -> None:
        super().__init__(message)
        self.kind = kind


@dataclass(frozen=True)
class PeftFiles:
    """A PEFT LoRA directory as it stands: factors under PEFT's module names, every scale folded into B.

    Attributes:
        factors: module name -> (A [r, in], B [out, r]).
        beside: the tensors that are no factors of a layer: biases, embeddings, whole layers (`modules_to_save`).
        card: our own `card.json`; empty where there is none.
        config: the adapter's own.
        idle: why the factors change nothing, or nothing where they do.
    """

    factors: dict[str, tuple[Tensor, Tensor]]
    beside: dict[str, Tensor]
    card: Card
    config: Mapping[str, Any]
    idle: str


def load_peft(path: str | Path) -> WeightDiff:
    """A PEFT LoRA directory as a weight diff, with PEFT's own scaling (alpha / r, or alpha / √r for rsLoRA) folded in.

    For adapters that touch more than linear layers, and for any other form, see `tuneteller.diffs.load.load_diff`.

    Raises:
        BeyondLora: no plain LoRA of linear layers.
        DiffError: not a PEFT directory, or damaged.
    """
    try:
        files = read_peft(path)
    except BeyondLora as more:
        raise BeyondLora(f"{more}. Make a plain LoRA of it first (tuneteller diff convert {path} --to peft --out DIR)",
                         more.kind) from more
    if files.beside:
        raise BeyondLora(f"{path} holds {next(iter(files.beside))!r}, which is no LoRA factor of a linear layer; load it with "
                         f"its base model (load_diff)", "LORA")
    return WeightDiff(files.factors, files.card)


def read_peft(path: str | Path) -> PeftFiles:
    """Read a PEFT LoRA directory, safetensors or (weights only) `.bin`.

    Raises:
        BeyondLora: no LoRA, or one that is more than a sum W + BA.
        DiffError: not a PEFT directory, or damaged.
    """
    path = Path(path)
    config = read_json(path, "adapter_config.json")
    if (kind := str(config.get("peft_type"))) != "LORA":
        raise BeyondLora(f"{path} holds a PEFT adapter of type {kind!r}; expected LORA", kind)
    for key, unused in _BEYOND_A_SUM.items():
        if config.get(key) not in (unused, None, [], {}):
            raise BeyondLora(f"{path} uses {key}={config[key]!r}, which is more than a sum W + BA", f"LORA with {key}")
    _check_start(path, str(config.get("init_lora_weights")).lower())
    weights, tensors = read_weights(path)
    sides: dict[str, dict[str, Tensor]] = {}
    beside: dict[str, Tensor] = {}
    bare = not any(in_adapter(key).startswith("base_model.model.") for key in tensors)  # saved from the model inside PEFT's
    for key, tensor in tensors.items():
        name = in_adapter(key)
        if _TRAINING_ONLY.search(name):
            continue
        if not (match := _KEY.match(name)):
            if (not name.startswith("base_model.model.") and not bare) or (".lora_" in name and not _NO_LAYER.search(name)):
                raise DiffError(f"{weights} holds {key!r}, which is no tensor of a LoRA as PEFT saves it (….lora_A.weight, "
                                f"….lora_B.weight): another tool wrote it, or it is damaged. Save it by PEFT's "
                                f"save_pretrained(), or merge it where it was trained and give the merged model")
            beside[_PREFIX.sub("", name)] = tensor
            continue
        pair = sides.setdefault(match["module"], {})
        if match["side"] in pair:
            raise DiffError(f"{weights} holds lora_{match['side']} of {match['module']!r} twice; expected one adapter a file. "
                            f"Save the one that is meant (PEFT: save_pretrained(DIR, selected_adapters=[NAME]))")
        pair[match["side"]] = tensor
    check_patterns(config, sides, path / "adapter_config.json")
    factors, scales = {}, []
    for module, pair in sides.items():
        if set(pair) != {"A", "B"}:
            raise DiffError(f"{weights}: {module!r} has lora_{next(iter(pair))} without its counterpart; the file is not "
                            f"whole, fetch or save it again")
        rank = check_pair(f"{weights}: {module!r}", pair["A"], pair["B"])
        if experts_in(config, module, rank) > 1:  # one block of them, which is no linear layer
            beside |= {f"{module}.lora_{side}.weight": t for side, t in pair.items()}
            continue
        scales.append(scale := lora_scale(config, module, rank, file=path / "adapter_config.json"))
        factors[module] = (pair["A"].float(), pair["B"].float() * scale)
    if not factors and not beside:
        raise DiffError(f"{weights} holds no LoRA factors; was the adapter saved? Save it again after training (PEFT: "
                        f"save_pretrained()), or fetch it again")
    card = read_json(path, "card.json") if (path / "card.json").is_file() else {}
    if (written := card.pop(_CHECKSUM, None)) is not None and written != _sha256(weights):
        raise DiffError(f"{weights} is not the file its card.json was written for (its SHA-256 differs): it was changed or "
                        f"damaged. Fetch both again, or remove card.json if the change is your own")
    try:
        known = Card.from_json(card)
    except DiffError as error:
        raise DiffError(f"{path / 'card.json'}: {error}. Fetch it again, or remove it if the diff is your own") from error
    return PeftFiles(factors, beside, known, config, _idle(factors, scales))


def _idle(factors: Mapping[str, tuple[Tensor, Tensor]], scales: Sequence[float]) -> str:
    """Why no pair of factors changes anything, and what to do; nothing where one does."""
    if any(a.any() and b.any() for a, b in factors.values()):
        return ""
    if not any(scales):
        return "lora_alpha is 0, which scales its factors to nothing. Put the one it was trained with into adapter_config.json"
    zero = "A or B" if any(b.any() for _, b in factors.values()) else "B"
    return (f"{zero} is zero in every layer, so it is untrained, or was saved before training. Give the adapter as it was "
            f"after training")


def _check_start(path: Path, start: str) -> None:
    """Refuse, or leave to PEFT, a LoRA whose start moved the base's own weights.

    Raises:
        BeyondLora: PEFT moves them again as they were moved.
        DiffError: nothing can, from what is saved.
    """
    told = f"{path} was started with init_lora_weights={start!r}, which changes the base's own weights too"
    if start in _MOVED_AGAIN:
        raise BeyondLora(f"{told}, so it is more than a sum W + BA", f"{MOVES_BASE} {start}")
    if start.startswith("loftq"):
        raise DiffError(f"{told}: A and B belong to the quantised weights that LoftQ made, which are not in this folder. Merge "
                        f"them where those weights are (merge_and_unload(), then save_pretrained()) and give the merged model")
    if start.startswith(_MOVED_ONCE):
        raise DiffError(f"{told}, in a way that is not saved: PEFT's own reload is another model. Convert it to a plain LoRA "
                        f"with the adapter as it was before training (PEFT: save_pretrained(…, "
                        f"path_initial_model_for_weight_conversion=THAT)), or merge it where it was trained and give the "
                        f"merged model")


def read_weights(path: Path) -> tuple[Path, dict[str, Tensor]]:
    """An adapter's file and its tensors.

    Raises:
        DiffError: missing, damaged, never gathered from the GPUs, or quantised.
    """
    weights = path / "adapter_model.safetensors"
    if not weights.is_file() and (path / "adapter_model.bin").is_file():
        weights = path / "adapter_model.bin"
        value, sizes = load_pickle(weights)
        tensors = {key: plain_tensor(f"{weights}: {key!r}", t, sizes) for key, t in state_dict(weights, value).items()}
    elif weights.is_file():
        tensors = read_safetensors(weights)
    else:
        raise DiffError(f"{path} has neither adapter_model.safetensors nor adapter_model.bin; fetch them too, or save "
                        f"the adapter again")
    if (longest := max(map(len, tensors), default=0)) > LONGEST:
        raise DiffError(f"{weights} holds a tensor whose name has {longest:,} characters; expected at most {LONGEST:,}. The "
                        f"file is damaged, fetch it again")
    for key, tensor in tensors.items():
        check_gathered(key, tensor)
    check_values(str(weights), tensors)
    return weights, tensors


def read_safetensors(file: Path) -> dict[str, Tensor]:
    """All tensors of a safetensors file.

    Raises:
        DiffError: damaged.
    """
    try:
        return load_file(file)
    except (SafetensorError, OSError, ValueError) as error:
        raise DiffError(f"{file} cannot be read ({error}); the file is damaged or truncated, fetch it again") from error


def save_peft(diff: WeightDiff, path: str | Path, *, base_name: str | None = None, dtype: torch.dtype = torch.bfloat16,
              files: Mapping[str, Any] | None = None) -> None:
    """Write a weight diff as a PEFT directory that PEFT, vLLM and the hub read as it is; whole or not at all.

    Scales are folded into the factors, so alpha equals the rank in the config.

    Raises:
        DiffError: there are no factors, or biases and norms beside them, or values that are not finite in this dtype.
        StorageError: the path exists, or the disk is full.
    """
    if diff.vectors:
        raise DiffError(f"the diff changes biases or norms ({few(list(diff.vectors))}), which the LoRA that is written here "
                        f"has no place for. Write a full model (tuneteller diff convert --to merged), or ask about the "
                        f"fine-tune as it is")
    if not diff.factors:
        raise DiffError("a diff without factors (no change at all) cannot be a PEFT directory; save one that changes something")
    ranks = {name: a.shape[0] for name, (a, _) in diff.factors.items()}
    rank = max(ranks.values(), default=1)
    odd = {name: r for name, r in ranks.items() if r != rank}
    config = {
        "peft_type": "LORA", "task_type": "CAUSAL_LM", "base_model_name_or_path": base_name, "inference_mode": True,
        "r": rank, "lora_alpha": rank, "rank_pattern": odd, "alpha_pattern": odd, "lora_dropout": 0.0, "bias": "none",
        "use_rslora": False, "use_dora": False, "fan_in_fan_out": False, "modules_to_save": None,
        # full names, so that no other module whose name ends alike is touched
        "target_modules": sorted(ranks),
    }
    # copies: a safetensors file cannot hold two names of one tensor, and modules may share a factor
    tensors = {f"base_model.model.{name}.{_side(name, side)}": t.detach().to("cpu", dtype, copy=True).contiguous()
               for name, pair in diff.factors.items() for side, t in zip("AB", pair, strict=True)}
    if bad := [key for key, t in tensors.items() if not t.isfinite().all()]:
        raise DiffError(f"{bad[0]} holds NaN or infinite values as {dtype}; the fine-tune diverged, or the dtype is too narrow "
                        f"(give float32)")
    with whole_directory(Path(path)) as directory:
        weights = directory / "adapter_model.safetensors"
        save_file(tensors, weights, metadata={"format": "pt"})
        write_json(directory / "adapter_config.json", config)
        card = {**diff.card.to_json(), _CHECKSUM: _sha256(weights)}
        for name, value in {"card.json": card, **(files or {})}.items():
            write_json(directory / name, value)


def _side(module: str, side: str) -> str:
    """What PEFT calls one of a module's factors; those of embeddings have names of their own."""
    return f"lora_embedding_{side}" if module.rsplit(".", 1)[-1] in _EMBEDDINGS else f"lora_{side}.weight"


def read_json(directory: Path, name: str) -> dict[str, Any]:
    """A JSON object from a file of an artifact directory.

    Raises:
        DiffError: the directory or file is missing, or is no JSON object.
    """
    if not directory.is_dir():
        raise DiffError(f"{directory} is not a directory; expected one with {name}, check the path")
    try:
        value = json.loads((directory / name).read_text(encoding="utf-8-sig"))  # editors on Windows begin a file with a mark
    except FileNotFoundError as error:
        expected = ("expected a PEFT directory (adapter_config.json, adapter_model.safetensors)"
                    if name == "adapter_config.json" else "fetch or save it again")
        raise DiffError(f"{directory} has no {name}; {expected}") from error
    except (OSError, ValueError, RecursionError) as error:
        raise DiffError(f"{directory / name} cannot be read ({error}); the file is damaged, fetch it again") from error
    if not isinstance(value, dict):
        raise DiffError(f"{directory / name} holds no JSON object; the file is damaged, fetch it again")
    return value


def _sha256(file: Path) -> str:
    with open(file, "rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def experts_in(config: Mapping[str, Any], module: str, rank: int) -> int:
    """How many experts' factors PEFT stacked in a module's (`target_parameters`): its rank is so many times the config's.

    They stand there as A [E · r, in], expert by expert, and B [out, r · E], of each direction expert by expert.
    """
    targets, own = config.get("target_parameters"), f".{module}".replace(".base_layer", "")
    modules = [str(target).rpartition(".")[0] for target in targets] if isinstance(targets, list) else []
    if not any(not name or own.endswith(f".{name}") for name in modules):
        return 1
    try:
        expected = _setting(config, "rank_pattern", module, config["r"])
    except (AttributeError, KeyError, TypeError, ValueError, re.error):  # `lora_scale` will say so
        return 1
    return int(rank / expected) if expected >= 1 and rank % expected == 0 else 1


def _setting(config: Mapping[str, Any], pattern: str, module: str, default: Any) -> float:
    for key, value in (config.get(pattern) or {}).items():
        if re.match(rf"(.*\.)?({key})$", module):
            return float(value)
    return float(default)


def lora_scale(config: Mapping[str, Any], module: str, rank: int | None = None, *,
               file: Path = Path("adapter_config.json")) -> float:
    """PEFT's scaling of one module; patterns match the whole name or a dotted suffix of it, as PEFT reads them.

    Args:
        rank: the factors' own, which must be the config's; the config's alone where there are none.
        file: where the config is, for messages.

    Raises:
        DiffError: the config says no scale, or another rank.
    """
    try:
        alpha = _setting(config, "alpha_pattern", module, config["lora_alpha"])
        expected = _setting(config, "rank_pattern", module, config["r"])
    except (AttributeError, KeyError, TypeError, ValueError, re.error) as error:
        raise DiffError(f"{file} has no usable r, lora_alpha, rank_pattern and alpha_pattern ({type(error).__name__}: "
                        f"{error}), which say how large the change is. Put in those it was trained with, or fetch the file "
                        f"again") from error
    if expected != (expected if rank is None else rank) or expected < 1:
        raise DiffError(f"{module!r} has rank {rank}, but {file} says {expected:g}; weights and config are not of one adapter. "
                        f"Give both as they were saved together")
    return alpha / math.sqrt(expected) if config.get("use_rslora") else alpha / expected
