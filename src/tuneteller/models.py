"""A base model: loaded from a hub id, a directory or the embedded one, with its chat format and its fingerprint.

The model is run in two halves, `hidden` (the body, the expensive part) and `logits` (the head, which training runs on
supervised tokens only). At load the two halves are held against the model's own forward once, so a model whose head
does something this module does not know is refused instead of trained wrongly.
"""

import inspect
import math
import os
import time
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from pathlib import Path
from typing import Any, cast

import torch
from torch import Tensor, nn

from tuneteller.batching import pack
from tuneteller.cache import cache_root
from tuneteller.chat import ChatFormat, Encoded
from tuneteller.devices import devices_named, free_bytes, lay_over
from tuneteller.embedded import EMBEDDED, MODELS, embedded_directory
from tuneteller.errors import ConfigError, ModelError, TemplateError, in_one_line
from tuneteller.fingerprint import Fingerprint, fingerprint
from tuneteller.lora.linear import is_linear, linear_weight
from tuneteller.lora.parts import end_shapes, vector_sizes
from tuneteller.quiet import quiet

__all__ = ["EMBEDDED", "BaseModel", "Fingerprint", "cache_root", "load_base"]


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
    """Where token ids go in and logits come out; of a model that is laid over several, the first."""
    fingerprint: Fingerprint
    packs: bool = True
    """Whether several samples may share a row, each by itself, as answers are weighed and trained on; not so with recurrent
    layers, or attention by column (ALiBi)."""

    @property
    def hub_id(self) -> str:
        """What other tools know it by: for the `base_model_name_or_path` of a PEFT config. A directory's is its whole path, so
        that it is found from anywhere on this machine."""
        if self.name in MODELS:
            return MODELS[self.name].hub_id
        return str(Path(self.name).resolve()) if Path(self.name).is_dir() else self.name

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
        """Token id to pad with: the tokenizer's own if the model knows it, else one that ends a turn; it is always masked."""
        own, known = self.tokenizer.pad_token_id, self.model.get_input_embeddings().weight.shape[0]
        return int(own) if own is not None and own < known else min(self.eos_ids)

    @property
    def eos_ids(self) -> set[int]:
        """Every token id that ends a turn."""
        ids = {self.chat.end_ids[-1]}
        generation = getattr(self.model, "generation_config", None)
        for eos in (self.tokenizer.eos_token_id, getattr(generation, "eos_token_id", None)):
            ids |= set(eos) if isinstance(eos, list | tuple) else ({eos} if eos is not None else set())
        return {int(i) for i in ids}

    def at_once(self, rows: int) -> int:
        """Rows that go through the model together, where a processor takes so many: a GPU takes four times as many."""
        return rows if self.device.type == "cpu" else 4 * rows

    def linear_names(self) -> list[str]:
        """Names, as in `model.named_modules()`, of the body's linear layers: what organisms and adapters are trained on.

        The head and, in a model that also sees or hears, the layers outside the text decoder are left out.
        """
        head, inside = self.model.get_output_embeddings(), set(self.body.modules())
        return [
            name
            for name, module in self.model.named_modules()
            if is_linear(module) and module is not head and module in inside
        ]

    @cached_property
    def shapes(self) -> dict[str, tuple[int, int]]:
        """Module name -> (out, in) of `linear_names()`; read once, at load, while nothing is attached."""
        weights = {name: linear_weight(self.model.get_submodule(name)) for name in self.linear_names()}
        return {name: (weight.shape[0], weight.shape[1]) for name, weight in weights.items()}

    @cached_property
    def ends(self) -> dict[str, tuple[int, int]]:
        """Module name -> (out, in) of the input embedding, as a linear layer of one-hot tokens, and of the head."""
        return end_shapes(self.model)

    @cached_property
    def matrices(self) -> dict[str, tuple[int, int]]:
        """Module name -> (out, in) of all that a weight diff can have factors for: `shapes` and `ends`."""
        return {**self.shapes, **self.ends}

    @cached_property
    def vectors(self) -> dict[str, int]:
        """Parameter name -> size of all that a weight diff can add a vector to: biases of linear layers and norms."""
        head = [name for name in self.ends if self.model.get_submodule(name) is self.model.get_output_embeddings()]
        return vector_sizes(self.model, self.body, {**self.shapes, **{name: self.ends[name] for name in head}})

    @property
    def tied(self) -> bool:
        """Whether the head's weight is the embedding's."""
        return self.model.get_output_embeddings().weight is self.model.get_input_embeddings().weight

    @cached_property
    def _cache_name(self) -> str:
        """What the body calls its cache: transformers renames it, model by model."""
        return "cache" if "cache" in inspect.signature(self.body.forward).parameters else "past_key_values"

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

        Raises `ModelError` for a 4-D mask on a model that does not pack.
        """
        if (ids is None) == (inputs_embeds is None):
            raise ModelError("hidden() got both or neither of ids and inputs_embeds. Expected one; give exactly one.")
        shaped: Any = mask
        if mask is not None and mask.ndim == 4:
            if not self.packs:
                raise ModelError(
                    f"The base model {self.name} ({self.fingerprint.model_type}) cannot read several samples in one row, each "
                    "by itself. Expected one that takes a 4-D attention mask and position ids (Llama, Qwen, Gemma, Mistral, "
                    "Phi, GPT-2, …), without recurrent layers and attention by column (ALiBi); use another model."
                )
            shaped = _per_layer_type(self.config, mask, cache, self.dtype)
        elif mask is not None and mask.ndim != 2:
            raise ModelError(f"hidden() got a mask of shape {tuple(mask.shape)}. Expected [R, 1, T, S] or [R, S].")
        out = self.body(
            input_ids=ids,
            inputs_embeds=inputs_embeds,
            position_ids=positions,
            attention_mask=shaped,
            use_cache=cache is not None,
            **{self._cache_name: cache},
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
    if body is model:  # and that of base_model
        body = getattr(model, "model", model)
    if body is model:
        raise ModelError(f"The base model is a {type(model).__name__}, which has no decoder apart from its head. Expected a "
                         "causal language model of transformers with body and head; give one.")
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
        raise ModelError(f"A 4-D mask is for full or sliding attention, and the model has {', '.join(unknown)} layers.")
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

    name: an alias of `embedded.MODELS` such as "smollm2-135m" (from installed packages, needs no network), a directory in
        transformers' format, or a hub id. What exists as a directory, or starts with `.`, `/` or `~`, is a directory; but an
        alias is no folder of that name (`./smollm2-135m` is).
    dtype: "float32", "bfloat16", "float16" or a torch dtype; by default bf16 where the machine has it and multiplies it at
        least as fast as float32, else float32.
    device: by default "cuda" if there is one, else "cpu"; several with commas between them, or "auto" for all GPUs, for a
        model that is larger than one (see `spread`).
    chat_template: template text, or the `Path` of a file that holds it, instead of the tokenizer's own.
    trust_remote_code: run Python code that comes with the model; never unless asked.

    Raises `ModelError` if the model cannot be found, is damaged, quantised, not a causal language model or computes
    its logits in an unknown way; `TemplateError` if it has no usable chat template; `ConfigError` for a dtype or
    device that is not there; `StorageError` if the embedded model's cache cannot be written.
    """
    devices = devices_named(device)
    where = devices[0]
    kind = _dtype(dtype, where)
    template = _read_template(chat_template)
    label = str(name)
    if label in MODELS and not isinstance(name, Path):
        source = str(embedded_directory(label))
    elif label.startswith((".", "/", "~")) or isinstance(name, Path) or Path(label).is_dir():
        source = str(_checked_directory(Path(os.path.expanduser(label))))
    else:
        source = label
    with quiet():
        model, tokenizer = _load(source, label, kind, trust_remote_code)
        chat = ChatFormat(tokenizer, template)
        mark = fingerprint(model, tokenizer)
        if kind == torch.float16:
            # After the fingerprint: fp32 to fp16 to bf16 rounds twice and would change it. Parameters only, because
            # position-encoding buffers must stay in float32.
            for parameter in model.parameters():
                parameter.data = parameter.data.to(kind)
    if len(devices) > 1:
        lay_over(model, _body(model), devices, [free_bytes(one) for one in devices])
    else:
        model.to(where)
    base = BaseModel(label, model, tokenizer, chat, kind, where, mark)
    base = replace(base, packs=_packs(base))
    if not (base.shapes and base.matrices and base.vectors):  # read now, while nothing is attached
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
        reason = in_one_line(error)
        if Path(source).is_dir():
            raise ModelError(
                f"The base model in {label} could not be loaded: {reason}. Expected a causal language model in "
                "transformers' format (config.json, tokenizer, safetensors); check that the directory is whole."
            ) from error
        raise ModelError(
            f"The base model {label!r} was not found: {reason}. Expected {', '.join(MODELS)}, a directory, or the id of a "
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


def _packs(base: BaseModel) -> bool:
    """Whether the model computes for two samples of one row what it computes for each alone."""
    ids = base.chat.prompt([{"role": "user", "content": "Hi"}])[:6]
    shared, own = ids[:-1], [ids[-1]] * 24  # the second sample then stands far behind what both share
    samples = [shared + own, shared + own[:2]]
    batch = pack([[Encoded(tuple(one), (False,) * len(one)) for one in samples]], base.pad_id).to(base.device)
    try:
        with torch.no_grad():
            together = base.hidden(batch.ids, positions=batch.positions, mask=batch.mask).flatten(0, 1)[batch.last].float()
            alone = torch.cat([base.hidden(torch.tensor([one], device=base.device))[:, -1] for one in samples]).float()
    except (torch.OutOfMemoryError, MemoryError):
        raise
    except Exception:  # each model that takes no such mask fails in its own way
        return False
    # With a mask another kernel may compute it, which rounds otherwise: in half precision a token may go to another expert.
    rounding = 1e-3 if base.dtype == torch.float32 else 0.3
    return bool((together - alone).norm() <= rounding * alone.norm())


def _dtype(dtype: str | torch.dtype | None, device: torch.device) -> torch.dtype:
    if dtype is None:
        if device.type == "cuda":
            return torch.bfloat16
        return torch.bfloat16 if device.type == "cpu" and _native_bf16() and _bf16_pays() else torch.float32
    names = {"float32": torch.float32, "bfloat16": torch.bfloat16, "float16": torch.float16}
    names |= {"fp32": torch.float32, "bf16": torch.bfloat16, "fp16": torch.float16}
    chosen = names.get(dtype) if isinstance(dtype, str) else dtype
    if chosen is None or chosen not in names.values():
        raise ConfigError(f"dtype is {dtype!r}. Expected float32, bfloat16 or float16; give one of them.")
    return chosen


@cache
def _bf16_pays() -> bool:
    """Whether products in bf16 take no longer than in float32 here: on some virtual machines that have AVX-512's bf16 and not
    AMX they take 1.7 times as long. Some milliseconds on one thread, the best of turns, so that nothing else decides."""
    seconds = dict.fromkeys((torch.float32, torch.bfloat16), math.inf)
    operands = {kind: (torch.ones(64, 512, dtype=kind), torch.ones(512, 512, dtype=kind)) for kind in seconds}
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        for _ in range(7):
            for kind, (rows, weight) in operands.items():
                start = time.perf_counter()
                nn.functional.linear(rows, weight)
                seconds[kind] = min(seconds[kind], time.perf_counter() - start)
    finally:
        torch.set_num_threads(threads)
    return seconds[torch.bfloat16] <= seconds[torch.float32]


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
