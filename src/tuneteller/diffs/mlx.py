"""Adapters of MLX-LM: `adapters.safetensors` beside an `adapter_config.json` of its own kind.

    lora    lora_a [in, r], lora_b [r, out]; y = W x + scale · (x a) b, so ΔW = scale · bᵀ aᵀ
    dora    the same and m [out]: each row of W + ΔW is given the length m
    full    the weights that were trained; all others are the base's

(https://github.com/ml-explore/mlx-lm, `mlx_lm/tuner`.)
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from torch import Tensor, nn

from tuneteller.diffs.algebra import Pairs
from tuneteller.diffs.beside import block_change, read_beside, with_changes
from tuneteller.diffs.diff import WeightDiff
from tuneteller.diffs.difference import difference
from tuneteller.diffs.lowrank import Cut, of_head
from tuneteller.diffs.names import Names, unwrapped
from tuneteller.diffs.origin import named_by_readme, remark_named
from tuneteller.diffs.pairs import number, scaled_pair
from tuneteller.diffs.peft import read_json, read_safetensors
from tuneteller.diffs.values import check_values
from tuneteller.errors import DiffError
from tuneteller.lora.linear import is_transposed, linear_weight
from tuneteller.models import BaseModel


def load_mlx(path: Path, base: BaseModel, cut: Cut) -> WeightDiff:
    """An adapter of MLX-LM: a LoRA exactly, a DoRA or whole weights as their difference to the base.

    Raises:
        DiffError: damaged, of another kind, or without its scale.
    """
    config = read_json(path, "adapter_config.json")
    kind = str(config.get("fine_tune_type") or ("dora" if config.get("use_dora") else "lora"))
    file = path / "adapters.safetensors"
    tensors = {unwrapped(key): t for key, t in read_safetensors(file).items()}
    check_values(str(file), tensors)
    if kind == "full":
        diff = difference(base, _over(base, tensors), cut, kind="MLX-LM's trained weights")
    elif kind in ("lora", "dora"):
        diff = _adapter(file, tensors, _scale(path, config), base, cut, dora=kind == "dora")
    else:
        raise DiffError(f"{path} holds an MLX-LM adapter of type {kind!r}; expected lora, dora or full. Fuse it "
                        f"(mlx_lm.fuse) and give the fused model")
    return diff.with_card(remark_named(diff.card, config.get("model") or named_by_readme(path), base))


def _adapter(file: Path, tensors: dict[str, Tensor], scale: float, base: BaseModel, cut: Cut, *, dora: bool) -> WeightDiff:
    pairs, blocks, beside = _pairs(file, tensors, scale)
    magnitudes = {key.removesuffix(".m"): beside.pop(key) for key in sorted(beside) if key.removesuffix(".m") in pairs}
    if dora and (missing := [name for name in pairs if name not in magnitudes]):
        raise DiffError(f"{file}: {missing[0]!r} has no magnitudes (m), as every layer of a DoRA has; the file is damaged, "
                        f"fetch or save it again")
    if dora and any(b.any() for _, b in pairs.values()):  # else untrained: only the precision of the magnitudes would be seen
        diff = difference(base, _over(base, _merged(base, pairs, magnitudes)), cut, kind="MLX-LM DoRA, merged", computed=True)
    else:
        diff = WeightDiff(pairs | _tied(pairs, base))
    changes = read_beside(beside, {}, base, cut, known=diff.factors, one=True)
    changes.left_out |= blocks
    return with_changes(diff, changes)


def _tied(pairs: Pairs, base: BaseModel) -> Pairs:
    """The factors of a tied head, which are its embedding's."""
    ends, names = list(base.ends), Names(base.ends)
    of_embedding = [of_head(pair) for name, pair in pairs.items() if names.find(name) == ends[0]] if base.tied else []
    return dict(zip(ends[1:], of_embedding, strict=False))


def _scale(path: Path, config: dict[str, Any]) -> float:
    """What MLX-LM multiplies (x a) b with; releases that had an alpha multiplied by alpha / rank as well."""
    where, given = path / "adapter_config.json", config.get("lora_parameters")
    given = given if isinstance(given, dict) else {}
    scale = number(f"{where}: lora_parameters.scale", given.get("scale"))
    if "alpha" in given and "fine_tune_type" not in config:  # both names never stood in one release's configs
        rank = number(f"{where}: lora_parameters.rank", given.get("rank"))
        return scale * number(f"{where}: lora_parameters.alpha", given["alpha"]) / (rank or 1)
    return scale


def _pairs(file: Path, tensors: dict[str, Tensor], scale: float) -> tuple[Pairs, dict[str, float | None], dict[str, Tensor]]:
    """The factors under their modules' names, an embedding's as those of a linear layer of one-hot tokens; the squared norm of
    what they change of experts in one block; and what is no factor."""
    pairs, blocks, beside = {}, {}, {}
    for key, a in tensors.items():
        module, _, side = key.rpartition(".")
        if side == "lora_a":
            if (b := tensors.get(f"{module}.lora_b")) is None:
                raise DiffError(f"{file}: {module!r} has lora_a without lora_b; the file is not whole, fetch or save it again")
            if a.ndim == 2:
                pairs[module] = scaled_pair(f"{file}: {module!r}", a.T, b.T, scale)
            else:
                blocks[module] = block_change(module, a, b, scale)
        elif side == "lora_b":
            if f"{module}.lora_a" not in tensors:
                raise DiffError(f"{file}: {module!r} has lora_b without lora_a; the file is not whole, fetch or save it again")
        else:
            beside[key] = a
    if not pairs and not blocks and not beside:
        raise DiffError(f"{file} holds no factors; was the adapter saved? Save it again after training, or fetch it again")
    return pairs, blocks, beside


def _merged(base: BaseModel, pairs: Pairs, magnitudes: dict[str, Tensor]) -> dict[str, Tensor]:
    """The weights that a DoRA makes of the base's; a magnitude is that of an output feature, or of a token's embedding."""
    names, merged = Names(base.matrices), {}
    for module, (a, b) in pairs.items():
        if (own := names.find(module)) is None:
            raise DiffError(f"the adapter changes {module!r}, which {base.name} has not as a linear layer; was it made for "
                            f"another base model? Give that one with --base")
        layer, delta = base.model.get_submodule(own), b @ a
        embedding = isinstance(layer, nn.Embedding)
        weight = (layer.weight if embedding else linear_weight(layer)).detach().cpu().float()
        delta = delta.T if embedding else delta
        if weight.shape != delta.shape or magnitudes[module].shape != weight.shape[:1]:
            raise DiffError(f"{module!r} is of {list(delta.shape)} with {list(magnitudes[module].shape)} magnitudes, the base "
                            f"model's layer of {list(weight.shape)}; was it made for another base model? Give that one with "
                            f"--base")
        adapted = weight + delta
        adapted = adapted * (magnitudes[module].float() / adapted.norm(dim=1).clamp(min=1e-30))[:, None]
        merged[f"{own}.weight"] = adapted.T if is_transposed(layer) else adapted
    return merged


def _over(base: BaseModel, tensors: dict[str, Tensor]) -> dict[str, Tensor]:
    """The base's parameters with some replaced; what it has not keeps its name, to be reported."""
    own = {name: p.detach() for name, p in base.model.named_parameters()}
    names = Names(own)
    return own | {names.find(key) or key: t for key, t in tensors.items()}
