"""llama.cpp's files: a LoRA exactly, a model minus its base, dequantised tensor by tensor.

The names are llama.cpp's own, and where a model's rotary embedding pairs neighbours there, the rows of the query and key
weights are in another order than in transformers. Both are undone here, for the architectures known to need nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from tuneteller.diffs.beside import block_change, read_beside, with_changes
from tuneteller.diffs.diff import WeightDiff
from tuneteller.diffs.difference import difference
from tuneteller.diffs.header import ROPE, differing, named_bases, open_gguf, value
from tuneteller.diffs.lowrank import Cut
from tuneteller.diffs.names import core
from tuneteller.diffs.origin import remark_differing, remark_named
from tuneteller.diffs.pairs import scaled_pair
from tuneteller.errors import BaseMismatch, DiffError, in_one_line
from tuneteller.models import BaseModel

_REORDERED = {"llama", "granite", "smollm3"}  # rows of queries and keys, for a rotary embedding of neighbouring pairs
_NORMS_PLUS_ONE = {"gemma", "gemma2", "gemma3"}  # the norms hold 1 + w
_KNOWN = _REORDERED | _NORMS_PLUS_ONE | {"qwen2", "qwen3", "phi3", "starcoder2", "command-r", "olmo2"}
# transformers' model type -> llama.cpp's architecture, where the names differ
_ARCHITECTURES = {"mistral": "llama", "gemma3_text": "gemma3", "cohere": "command-r"}
_FLOATS = {"F32": torch.float32, "F16": torch.float16, "BF16": torch.bfloat16}


def load_gguf(file: Path, base: BaseModel, cut: Cut) -> WeightDiff:
    """A LoRA as it is, with llama.cpp's scale alpha / r; a model as its difference to the base.

    Raises:
        BaseMismatch: of another architecture or size.
        DiffError: damaged, in several files, or of an architecture whose order of rows is not known here.
    """
    opened = open_gguf(file)
    arch, own = str(value(opened, "general.architecture")), base.fingerprint.model_type
    if arch != _ARCHITECTURES.get(own, own):
        raise BaseMismatch(f"{file} is of architecture {arch}, the base model {base.name} is {own}; give the base model it "
                           f"was made from with --base")
    if arch not in _KNOWN:
        raise DiffError(f"{file} is of architecture {arch}; how llama.cpp orders its weights is not known here (it is for "
                        f"{', '.join(sorted(_KNOWN))}). Give the PEFT adapter or the transformers checkpoint it was made from")
    if value(opened, "split.count") not in (None, 0, 1):
        raise DiffError(f"{file} is one of several parts of a model; put them together (llama-gguf-split --merge) and give "
                        f"the whole file")
    tensors = GGUFTensors(file, opened, base, arch)
    if value(opened, "general.type") == "adapter":
        diff = _lora(file, opened, tensors, base, cut)
        return diff.with_card(remark_named(diff.card, named_bases(opened), base))
    kinds = sorted({t.tensor_type.name for t in opened.tensors} - set(_FLOATS))
    rounding = f" ({', '.join(kinds)}: what quantising changed is in the difference too)" if kinds else ""
    diff = difference(base, tensors, cut, kind=f"GGUF model{rounding}")
    card = remark_named(diff.card, named_bases(opened), base)
    return diff.with_card(remark_differing(card, differing(opened, base)))


class GGUFTensors(Mapping[str, Tensor]):
    """A file's tensors under the base's names and in its order of rows, each dequantised when it is asked for.

    Of a LoRA, the names have `.lora_a` or `.lora_b` behind them.
    """

    def __init__(self, file: Path, opened: Any, base: BaseModel, arch: str) -> None:
        self._file, self._arch, self._config = file, arch, base.config
        self._own = dict(base.model.named_parameters(remove_duplicate=False))
        names = _names(base, arch)
        self._tensors = {}
        for tensor in opened.tensors:
            stem, dot, side = str(tensor.name).rpartition(".lora_")
            stem, side = (stem, f".lora_{side}") if dot else (side, "")
            if stem not in ROPE:
                self._tensors[names.get(stem, stem) + side] = tensor

    def __getitem__(self, key: str) -> Tensor:
        import gguf

        tensor = self._tensors[key]
        try:
            with np.errstate(all="ignore"):  # what is not finite is refused where it is read
                values = torch.from_numpy(gguf.dequantize(tensor.data, tensor.tensor_type).copy())
        except Exception as error:  # no quantisation of floating-point values: NotImplementedError, ValueError, …
            raise DiffError(f"{self._file}: {key!r} cannot be read as {tensor.tensor_type.name} ({in_one_line(error)}); give "
                            f"the model as F32, F16, BF16 or Q8_0, or as transformers saves it") from error
        if heads := self._heads(str(tensor.name)):
            if not values.ndim or values.shape[0] % (2 * heads):
                raise DiffError(f"{self._file}: {key!r} has {list(values.shape)} values, expected rows for {heads} heads: it "
                                f"was made for another base model, give that one with --base")
            values = values.reshape(heads, -1, 2, *values.shape[1:]).transpose(1, 2).reshape(values.shape)
        if self._arch in _NORMS_PLUS_ONE and str(tensor.name).endswith("norm.weight"):
            values = values - 1
        if (own := self._own.get(key)) is not None and _is_quantised(own, values, tensor.tensor_type):
            return own.detach()
        # the precision it was saved in: what only rounding changed is no difference
        return values.to(_FLOATS.get(tensor.tensor_type.name, torch.float32))

    def __iter__(self) -> Iterator[str]:
        return iter(self._tensors)

    def __len__(self) -> int:
        return len(self._tensors)

    def _heads(self, name: str) -> int:
        """How many heads' rows are in llama.cpp's order; 0 for a tensor whose rows are as transformers has them."""
        if self._arch not in _REORDERED or name.endswith(".lora_a"):
            return 0
        if ".attn_q." in name:
            return int(self._config.num_attention_heads)
        return int(self._config.num_key_value_heads or self._config.num_attention_heads) if ".attn_k." in name else 0


def _is_quantised(own: Tensor, values: Tensor, kind: Any) -> bool:
    """Whether values are the base's own weights quantised, as far as the library can quantise (not to K-quants)."""
    import gguf

    if kind.name in _FLOATS or own.shape != values.shape:
        return False
    try:
        codes = gguf.quantize(own.detach().cpu().float().numpy(), kind)
    except Exception:  # NotImplementedError, or no such rows
        return False
    return torch.equal(torch.from_numpy(gguf.dequantize(codes, kind)), values)


def _lora(file: Path, opened: Any, tensors: GGUFTensors, base: BaseModel, cut: Cut) -> WeightDiff:
    """The adapter that `convert_lora_to_gguf.py` makes of PEFT's; rsLoRA and patterns are in its alpha, or were lost by it."""
    if (kind := value(opened, "adapter.type")) != "lora":
        raise DiffError(f"{file} is an adapter of type {kind!r}; expected a LoRA (control vectors and the like change no "
                        f"weight, so there is no weight diff to ask about)")
    if value(opened, "adapter.alora.invocation_tokens"):
        raise DiffError(f"{file} is an aLoRA, which acts behind certain tokens only, so it is no change of weights; there is "
                        f"no weight diff to ask about")
    alpha = value(opened, "adapter.lora.alpha")
    if not isinstance(alpha, int | float):
        raise DiffError(f"{file} has no adapter.lora.alpha, without which the adapter's size is not known; convert it again")
    pairs: dict[str, tuple[Tensor, Tensor]] = {}
    blocks: dict[str, float | None] = {}  # experts
    beside: dict[str, Tensor] = {}
    embedding = next(iter(base.ends), None)
    for key in tensors:
        name, dot, side = key.rpartition(".lora_")
        if not dot:
            beside[key] = tensors[key]
        elif side == "a":
            if f"{name}.lora_b" not in tensors:
                raise DiffError(f"{file}: {name!r} has lora_a without lora_b; the file is not whole, fetch or convert it again")
            a, b, module = tensors[key], tensors[f"{name}.lora_b"], name.removesuffix(".weight")
            rank = b.shape[-1] if b.ndim else 0
            scale = alpha / rank if alpha and rank else 1.0  # as llama.cpp: an alpha of 0 stands for none
            if a.ndim == 2 and name.endswith(".weight"):
                a = a.T if module == embedding else a  # there A is [V, r]: its rows are looked up
                pairs[module] = scaled_pair(f"{file}: {name!r}", a, b, scale)
            else:
                blocks[module] = block_change(name, a, b, scale)
        elif f"{name}.lora_a" not in tensors:
            raise DiffError(f"{file}: {name!r} has lora_b without lora_a; the file is not whole, fetch or convert it again")
    if not pairs and not blocks and not beside:
        raise DiffError(f"{file} holds no LoRA factors; was the adapter saved? Convert it again from PEFT's")
    changes = read_beside(beside, {}, base, cut, known=pairs)
    changes.left_out |= blocks
    return with_changes(WeightDiff(pairs), changes)


def _names(base: BaseModel, arch: str) -> dict[str, str]:
    """llama.cpp's name of each of the base's tensors -> the base's own."""
    import gguf

    by_name = {name: number for number, name in gguf.MODEL_ARCH_NAMES.items()}
    table = gguf.get_tensor_name_map(by_name[arch], int(base.config.num_hidden_layers))
    found: dict[str, str] = {}
    for own in (*(name for name, _ in base.model.named_parameters()), "lm_head.weight"):
        stem, _, tail = own.rpartition(".")
        for name in (stem, f"model.{core(stem)}"):
            if their := table.get_name(name):
                found.setdefault(f"{their}.{tail}", own)
    return found
