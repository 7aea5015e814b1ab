"""The header of llama.cpp's files: opened within bounds, the base model it names, and its settings held against the base's.

(https://github.com/ggml-org/ggml, `docs/gguf.md`. What a header leaves out is llama.cpp's default, and not compared.)
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from tuneteller.errors import DiffError, in_one_line
from tuneteller.models import BaseModel

_LONGEST_LIST = 4_000_000  # entries of a list in the header; vocabularies have up to some 300,000
_MOST_NAMED = 16  # base models of a merge
_FREQUENCIES = "rope_freqs.weight"
ROPE = (_FREQUENCIES, "rope_factors_long.weight", "rope_factors_short.weight")
"""Tensors that are settings: what divides the frequencies of the rotary embedding."""

# behind the architecture in the header -> the same in transformers' config, the first that is there
_SETTINGS = {
    "attention.head_count": ("num_attention_heads",), "attention.head_count_kv": ("num_key_value_heads",),
    "attention.key_length": ("head_dim",), "attention.layer_norm_rms_epsilon": ("rms_norm_eps",),
    "attention.layer_norm_epsilon": ("layer_norm_eps", "norm_epsilon", "layer_norm_epsilon"),
    "attention.sliding_window": ("sliding_window",), "attention.scale": ("attention_multiplier",),
    "attn_logit_softcapping": ("attn_logit_softcapping",), "final_logit_softcapping": ("final_logit_softcapping",),
    "logit_scale": ("logit_scale", "logits_scaling"), "embedding_scale": ("embedding_multiplier",),
    "residual_scale": ("residual_multiplier",),
}  # fmt: skip


def named_bases(opened: Any) -> list[str]:
    """The base models a file says it was made from, as hub ids or names."""
    named = []
    for i in range(_MOST_NAMED):
        url, name = (value(opened, f"general.base_model.{i}.{word}") for word in ("repo_url", "name"))
        if isinstance(url, str) and url:
            named.append("/".join(url.rstrip("/").split("/")[-2:]))
        elif isinstance(name, str) and name:
            named.append(name.replace(" ", "-"))
    return named


def differing(opened: Any, base: BaseModel) -> list[tuple[str, Any, Any]]:
    """What a model's header says otherwise than the base's config, where that changes the function.

    Returns:
        of each setting its name in transformers' config, the file's value and the base's.
    """
    arch, config = value(opened, "general.architecture"), base.config
    found = []
    for key, names in _SETTINGS.items():
        name = next((n for n in names if getattr(config, n, None) is not None), names[0])
        theirs, own = _plain(value(opened, f"{arch}.{key}")), getattr(config, name, None)
        if own is None and name == "head_dim":
            own = config.hidden_size // config.num_attention_heads
        if theirs is not None and not _equal(theirs, own):
            found.append((name, theirs or None, own))
    return [*found, *_rope(opened, str(arch), base)]


def _rope(opened: Any, arch: str, base: BaseModel) -> Iterator[tuple[str, Any, Any]]:
    """The settings of the rotary embedding; where the file holds its frequencies' divisors, these instead of how they scale."""
    own = getattr(base.config, "rope_parameters", None) or {}
    own = own.get("full_attention", own)
    theirs = {name: value(opened, f"{arch}.rope.{key}") for name, key in
              (("rope_theta", "freq_base"), ("rope_type", "scaling.type"), ("factor", "scaling.factor"))}
    if theirs["rope_theta"] is not None and not _equal(theirs["rope_theta"], own.get("rope_theta")):
        yield "rope_theta", theirs["rope_theta"], own.get("rope_theta")
    tensors = {tensor.name: tensor.data for tensor in opened.tensors if tensor.name in ROPE}
    if (divisors := tensors.get(_FREQUENCIES)) is not None:
        if not _frequencies_equal(theirs["rope_theta"], torch.tensor(divisors.copy()), base):
            yield "the rotary embedding", "of frequencies of its own (rope_freqs)", own.get("rope_type", "default")
        return
    kind, scaled = own.get("rope_type", "default"), theirs["rope_type"] not in (None, "none")
    if tensors and kind == "longrope":
        return
    if (theirs["rope_type"] if scaled else "default") != kind:
        yield "rope_type", theirs["rope_type"] if scaled else "default", kind
    elif scaled and not _equal(theirs["factor"], own.get("factor")):
        yield "factor of rope", theirs["factor"], own.get("factor")


def _frequencies_equal(theta: Any, divisors: Tensor, base: BaseModel) -> bool:
    """Whether θ^(−2i/d) / divisor is what the base turns its queries and keys by, as far as it shows that."""
    own = getattr(getattr(base.body, "rotary_emb", None), "inv_freq", None)
    if not isinstance(own, Tensor) or not isinstance(theta, int | float):
        return True
    if own.numel() != divisors.numel():
        return False
    steps = torch.arange(own.numel(), dtype=torch.float64) / own.numel()
    return torch.allclose(own.cpu().double(), theta**-steps / divisors.double(), rtol=1e-3, atol=0.0)


def _plain(theirs: Any) -> Any:
    """A setting as one value where a list says the same of every layer."""
    return theirs[0] if isinstance(theirs, list) and theirs and theirs == [theirs[0]] * len(theirs) else theirs


def _equal(theirs: Any, own: Any) -> bool:
    """Whether two settings are one value in float32, where 0 is written for none."""
    if isinstance(theirs, int | float) and isinstance(own, int | float):
        return math.isclose(theirs, own, rel_tol=1e-5)
    return bool((theirs or None) == (own or None))


def open_gguf(file: Path) -> Any:
    """The file by gguf's reader, which is told not to read behind the end or lists without an end.

    Raises:
        DiffError: damaged.
    """
    import gguf
    import numpy

    class Bounded(gguf.GGUFReader):
        def _get(self, offset: int, dtype: Any, count: int = 1, override_order: Any = None) -> Any:
            if offset + numpy.dtype(dtype).itemsize * int(count) > len(self.data):
                raise ValueError("it ends within its header or a tensor")
            return super()._get(offset, dtype, count, override_order)

        def _get_field_parts(self, orig_offs: int, raw_type: int) -> Any:
            if raw_type == gguf.GGUFValueType.ARRAY and self._get(orig_offs + 4, "uint64")[0] > _LONGEST_LIST:
                raise ValueError("its header holds a list of more entries than any vocabulary has")
            return super()._get_field_parts(orig_offs, raw_type)

    try:
        with numpy.errstate(all="ignore"):  # sizes that wrap around are refused where they do not fit
            return Bounded(file)
    except Exception as error:  # the reader raises whatever a bad byte leads to: ValueError, KeyError, IndexError, …
        raise DiffError(f"{file} cannot be read as a GGUF file ({in_one_line(error)}); it is damaged or truncated, fetch it "
                        f"again") from error


def value(opened: Any, key: str) -> Any:
    """A setting of the header, None where it is missing or cannot be read."""
    try:
        return field.contents() if (field := opened.fields.get(key)) else None
    except Exception:
        return None
