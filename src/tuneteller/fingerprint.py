"""Which base model this is: a fingerprint over its settings, its tokenizer and every weight.

Weight diffs, adapters and libraries keep the fingerprint of the base model they were made for, so that another one is
refused with the difference in words. Beside it stands a sketch, some of the weights themselves: it tells how far those of two
models are apart, so that another rounding of the same model is known as such.
"""

import base64
import hashlib
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any, cast

import torch
from torch import Tensor, nn

from tuneteller.digest import digest
from tuneteller.errors import ModelError

NEAR = 0.15
"""Weights so far apart, as a share of their norm, are taken for two roundings of one model: one to four bits moves them by .03
in blocks of 32, and by .13 in blocks of 128. What reading loses by that is in docs/bases.md."""

_SKETCH = 128  # weights in a sketch: a distance is then known to a tenth of itself


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """Which base model this is: the same for fp32 and bf16 loads of the same weights, on any device. Two are equal whatever
    their sketches."""

    model_type: str
    layers: int
    hidden_size: int
    vocab_size: int
    config: str
    """Hash of the settings that shape the computation (12 hex digits)."""
    tokenizer: str
    """Hash of the vocabulary and of how a probe text is split (12 hex digits)."""
    tensors: str
    """Hash of every parameter's name, shape and values rounded to bf16 (12 hex digits)."""
    sketch: str = field(default="", compare=False)
    """Single weights of many matrices in bf16, in base64; of models that were seen by older versions there is none."""

    @property
    def short(self) -> str:
        """12 hex digits that stand for the whole."""
        return digest(self.to_json())[:12]

    def to_json(self) -> dict[str, Any]:
        """As a JSON object, without the sketch: what names the base, and is the same for the same base."""
        return {name: getattr(self, name) for name in _NAMES}

    def with_sketch(self) -> dict[str, Any]:
        """As a JSON object with it: for what may be used with other roundings of the base."""
        return {**self.to_json(), "sketch": self.sketch}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Fingerprint":
        """Read what `to_json` wrote. Raises `ModelError` on missing or wrongly typed fields."""
        try:
            values = {name: data[name] for name in _NAMES} | {"sketch": data.get("sketch", "")}
        except (KeyError, TypeError) as error:
            raise ModelError(
                f"A base fingerprint lacks {error}. Expected the fields {', '.join(_NAMES)}; "
                "remake the file with this version."
            ) from error
        for name, value in values.items():
            wanted = int if name in ("layers", "hidden_size", "vocab_size") else str
            if not isinstance(value, wanted):
                raise ModelError(
                    f"A base fingerprint has {name} = {value!r}. Expected {wanted.__name__}; remake the file."
                )
            if isinstance(value, str) and not value.isprintable():  # it comes from a file and goes into messages
                raise ModelError(f"A base fingerprint has {name} = {value!r}. Expected plain text; remake the file.")
        return cls(**values)

    def distance(self, other: "Fingerprint") -> float:
        """How far the weights of two models of the same settings and tokenizer are apart, as a share of their norm, by their
        sketches: 0 for the same weights; infinite for other models, and where a sketch is missing."""
        if self == other:
            return 0.0
        mine, theirs = _weights(self.sketch), _weights(other.sketch)
        alike = all(getattr(self, name) == getattr(other, name) for name in _NAMES if name != "tensors")
        if not alike or mine is None or theirs is None:
            return math.inf
        apart = float((mine - theirs).norm() / theirs.norm())
        return apart if math.isfinite(apart) else math.inf

    def is_near(self, other: "Fingerprint") -> bool:
        """Whether the weights are the same, or another rounding of them."""
        return self.distance(other) <= NEAR

    def differences(self, other: "Fingerprint") -> list[str]:
        """What differs, in words, `self` being the model at hand and `other` the one asked for; empty when equal."""
        said = []
        if self.model_type != other.model_type:
            said.append(f"other architecture: {self.model_type} instead of {other.model_type}")
        units = {"layers": "layers", "hidden_size": "hidden features", "vocab_size": "vocabulary entries"}
        for name, unit in units.items():
            mine, theirs = getattr(self, name), getattr(other, name)
            if mine != theirs:
                said.append(f"other architecture: {mine} {unit} instead of {theirs}")
        if not said and self.config != other.config:
            said.append("other settings (heads, sizes, position encoding or normalisation)")
        comparable = not said
        if self.tokenizer != other.tokenizer:
            said.append("other tokenizer")
        if comparable and self.tensors != other.tensors:
            apart = self.distance(other)
            said.append("other weights: same architecture, different values"
                        + (f", {apart:.0%} apart" if math.isfinite(apart) else ""))
        return said


_NAMES = tuple(f.name for f in fields(Fingerprint) if f.name != "sketch")

# Settings that change what the model computes. Not the whole config: that grows with every transformers release.
_CONFIG_KEYS = (
    "model_type", "num_hidden_layers", "hidden_size", "intermediate_size", "vocab_size", "num_attention_heads",
    "num_key_value_heads", "head_dim", "hidden_act", "hidden_activation", "rms_norm_eps", "layer_norm_eps",
    "rope_parameters", "sliding_window", "layer_types", "attention_bias", "mlp_bias", "tie_word_embeddings",
    "query_pre_attn_scalar", "attn_logit_softcapping", "final_logit_softcapping", "logits_scaling", "logit_scale",
    "attention_multiplier", "embedding_multiplier", "residual_multiplier", "num_local_experts", "num_experts",
    "num_experts_per_tok",
)  # fmt: skip

_TOKENIZER_PROBE = "Hello, world! 12345 naïve\n\tdéjà-vu 你好 😀 <|x|> don't  stop"


def _plain(value: Any) -> Any:
    """JSON-able, floats to six digits: a config that went through another file format keeps its hash."""
    if isinstance(value, float):
        return float(f"{value:.6g}")
    if isinstance(value, Mapping):
        return {str(k): _plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(v) for v in value]
    return value if isinstance(value, str | int | bool | None) else str(value)


def computing_settings(config: Any, further: Sequence[str] = ()) -> dict[str, Any]:
    """The settings of a transformers config that change what the model computes, and further ones, as far as they are set."""
    keys = (*_CONFIG_KEYS, *further)
    return {key: _plain(getattr(config, key)) for key in keys if getattr(config, key, None) is not None}


def same_tensors(model: nn.Module, tensors: Mapping[str, Tensor]) -> bool:
    """Whether tensors by name are a model's parameters, as far as a fingerprint tells: in bf16, on any device."""
    return all(
        name in tensors
        and tensors[name].shape == parameter.shape
        and _tensor_digest(tensors[name]) == _tensor_digest(parameter.detach())
        for name, parameter in model.named_parameters()
    )


def fingerprint(model: nn.Module, tokenizer: Any) -> Fingerprint:
    """Fingerprint of a transformers causal language model. Reads every parameter once (0.3 s for 135M on a CPU)."""
    config = cast(Any, model).config.get_text_config(decoder=True)
    facts = computing_settings(config)
    tensors = hashlib.sha256()
    for name, parameter in sorted(model.named_parameters()):
        tensors.update(f"{name}{tuple(parameter.shape)}".encode())
        tensors.update(_tensor_digest(parameter.detach()))
    vocabulary = sorted(tokenizer.get_vocab().items())
    probe = tokenizer(_TOKENIZER_PROBE, add_special_tokens=False)["input_ids"]
    return Fingerprint(
        model_type=str(config.model_type),
        layers=int(config.num_hidden_layers),
        hidden_size=int(config.hidden_size),
        vocab_size=int(config.vocab_size),
        config=digest(facts)[:12],
        tokenizer=digest([vocabulary, list(probe)])[:12],
        tensors=tensors.hexdigest()[:12],
        sketch=_sketch(model),
    )


def _sketch(model: nn.Module) -> str:
    """Weights of matrices evenly taken of all, from the first to the last, each at another place."""
    matrices = [parameter for _, parameter in sorted(model.named_parameters()) if parameter.ndim == 2]
    taken = []
    for i in range(_SKETCH if matrices else 0):
        flat = matrices[i * len(matrices) // _SKETCH].detach().reshape(-1)
        taken.append(flat[i * 7919 * 104729 % flat.numel()].reshape(1).to("cpu", torch.bfloat16))
    values = torch.cat(taken).view(torch.int16).numpy().astype("<i2").tobytes() if taken else b""
    return base64.b64encode(values).decode("ascii")


def _weights(sketch: str) -> Tensor | None:
    try:
        values = base64.b64decode(sketch, validate=True)
    except ValueError:
        return None
    if len(values) != 2 * _SKETCH:
        return None
    return torch.tensor([int.from_bytes(values[i : i + 2], "little", signed=True) for i in range(0, len(values), 2)],
                        dtype=torch.int16).view(torch.bfloat16).float()


def _tensor_digest(values: Tensor) -> bytes:
    """An exact sum of all values and 64 samples, both of the values rounded to bf16.

    Rounding first makes fp32 and bf16 loads agree; adding the bit patterns as integers (they wrap) makes the sum
    independent of order, threads and device, which a sum of floats is not. Samples see what a sum cannot: order.
    """
    flat = values.reshape(-1)
    total = 0
    step = 1 << 26  # values rounded at once: the copy stays at 128 MiB
    for start in range(0, flat.numel(), step):
        bits = flat[start : start + step].to(torch.bfloat16).view(torch.int16)
        whole = bits.numel() // 4 * 4
        total += int(bits[:whole].view(torch.int64).sum()) + int(bits[whole:].sum(dtype=torch.int64))
    stride = max(1, flat.numel() // 64)
    samples = flat[::stride][:64].to(torch.bfloat16).view(torch.int16).cpu()
    return (total % (1 << 64)).to_bytes(8, "little") + samples.numpy().astype("<i2").tobytes()
