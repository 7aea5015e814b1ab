"""Which base model a fine-tune says it was made from, and with which settings, held against the one in use.

What differs is remarked in the card, and not refused: names are free, and a fine-tune may mean its settings so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from tuneteller.diffs.card import Card
from tuneteller.diffs.difference import HEAD_IS_EMBEDDING
from tuneteller.diffs.folders import WEIGHTS
from tuneteller.diffs.peft import read_json
from tuneteller.diffs.stored import model_tensors
from tuneteller.embedded import MODELS
from tuneteller.errors import DiffError, few, in_one_line
from tuneteller.fingerprint import computing_settings, same_tensors
from tuneteller.models import BaseModel

_UNPACKED = re.compile(rf"(?:^|/)({'|'.join(map(re.escape, MODELS))})-[0-9a-f]{{24}}-v\d+/?$")  # embedded, in our cache
_CACHED = re.compile(r"models--(.+?)--(.+?)(?:/|$)")  # a hub id in the hub's own cache
# what tools add to the name of a copy in another form or dtype
_COPY = re.compile(r"[-_.](?:unsloth|bnb[48]?|gptq|awq|hqq|aqlm|exl[23]|gguf|mlx|onnx|ov|openvino|hf|quantized|marlin|dynamic"
                   r"|block|dwq|torchao|autoround|i1|imatrix|kv|nf4|(?:mx|nv)?fp4|int[248]|i?q[1-8](?:_[k01smnx]\w*)?"
                   r"|[2-8][-_]?bits?|b?fp?(?:8|16|32)|w\d+a\d+|g\d+|\d+g|\d+(?:\.\d+)?bpw)$")
# a model's own config keeps where it was last loaded from, which may be itself or a folder of the run: only what can be told
# from these is a base, by its size or as a name on the hub
_SIZED = re.compile(r"\d[bm](?![a-z])", re.I)
_ON_THE_HUB = re.compile(r"(?!(?:out|output|result|run|checkpoint|ckpt|model|save|saved|tmp|data|exp|experiment|weight|train|"
                         r"trained|artifact)s?/)[\w-][\w.-]*/[\w-][\w.-]*", re.I)
_FRONT = re.compile(r"\A\ufeff?---[ \t]*\n(.*?)\n---[ \t]*(?:\n|\Z)", re.S)  # YAML before a README's text
_CARD_BYTES = 100_000
_MOST_LAYERS = 10_000
_LONGEST = 1000  # characters of a base model's name: what takes names apart needs much longer for much longer ones
_QUIET = {"vocab_size", "model_type", "num_hidden_layers"}  # said of the tensors themselves
# settings of some architectures that change the function too, but are no part of a fingerprint
_FURTHER = ("activation_function", "layer_norm_epsilon", "norm_epsilon", "no_rope_layers", "use_qk_norm", "qk_layernorm",
            "clip_qkv", "norm_topk_prob", "alibi", "use_parallel_residual", "parallel_attn", "scale_attn_by_inverse_layer_idx")


def remark_named(card: Card, named: object, base: BaseModel) -> Card:
    """The card, with a remark if the base model that a fine-tune names is not the one in use.

    Args:
        named: a hub id or a path, from the fine-tune's config, or several, as of a merge; anything else says nothing.
    """
    if not (names := _others(named, base)):
        return card
    card = card.with_(named_base=names)
    return card.remark(f"the fine-tune says it was made from {few(names)}, and is read with {_said(base)}. If these are not "
                       f"the same weights, the answers mean little; give the one it was made from with --base")


def naming(error: DiffError, named: object, base: BaseModel) -> DiffError:
    """The error, with the base model that a fine-tune names, if that is another one: it may be the whole reason."""
    names = _others(named, base)
    return type(error)(f"{error}. The fine-tune says it was made from {few(names)}") if names else error


def named_by_model(path: Path, config: Mapping[str, Any]) -> list[str]:
    """The base model that a full model's directory names: in its README, in what is left of an adapter, in its config."""
    if named := named_by_readme(path):
        return named
    left = read_json(path, "adapter_config.json") if (path / "adapter_config.json").is_file() else {}
    if isinstance(name := left.get("base_model_name_or_path"), str):
        return [name]
    name = config.get("_name_or_path")
    if not isinstance(name, str) or _stem(name) == _stem(str(path.absolute())):
        return []
    return [name] if _SIZED.search(_last(name)) or _ON_THE_HUB.fullmatch(name) or _exists(name) else []


def named_by_readme(path: Path) -> list[str]:
    """The `base_model` of a README's front matter; nothing where it is the same model before it was quantised."""
    try:
        with (path / "README.md").open(encoding="utf-8") as file:
            front = _FRONT.match(file.read(_CARD_BYTES))
    except (OSError, ValueError):
        return []
    if not front or re.search(r"^base_model_relation:\s*[\"']?quantized", front[1], re.M):
        return []
    found = re.search(r"^base_model:(?:[ \t]*(\S.*)|((?:\s*\n[ \t]*-[ \t]+\S.*)+))$", front[1], re.M)
    entries = re.split(r",", found[1].strip("[] ")) if found and found[1] else found[2].split("\n") if found else []
    plain = (re.sub(r"\s#.*", "", entry).strip().removeprefix("- ").strip().strip("\"'") for entry in entries)  # comments
    return [name for name in plain if name]


def remark_settings(card: Card, config: Mapping[str, Any], base: BaseModel, *, own_head: bool = False) -> Card:
    """The card, with a remark for what a full model's config has otherwise than the base's where that changes the function.

    Args:
        own_head: the model brings a head, so that one which is no longer the embedding is read as it is.
    """
    try:
        differing = _differing(config, base)
        said = any(HEAD_IS_EMBEDDING in remark for remark in card.remarks)  # by `difference`
        if said or (own_head and base.tied):
            differing = [setting for setting in differing if setting[0] != "tie_word_embeddings"]
        return remark_differing(card, differing)
    except Exception as error:  # transformers checks a config in many ways, and raises as many types
        return card.remark(f"the fine-tune's config.json cannot be compared with the base model's "
                           f"({type(error).__name__}: {in_one_line(error)})")


def remark_differing(card: Card, settings: Sequence[tuple[str, Any, Any]]) -> Card:
    """The card, with a remark for settings that differ: each its name, the fine-tune's value and the base's."""
    if not settings:
        return card
    said = "; ".join(f"{key} is {_short(theirs)} and was {_short(own)}" for key, theirs, own in settings)
    return card.remark(f"the fine-tune computes with other settings than the base model: {said}. Its weights are read under "
                       f"the base's settings, so what these change is not seen")


def _differing(config: Mapping[str, Any], base: BaseModel) -> list[tuple[str, Any, Any]]:
    own = computing_settings(base.config, _FURTHER)
    for said in (config, config.get("text_config")):  # some configs make a list of as many entries as a file says
        if isinstance(said, Mapping) and not 0 <= int(said.get("num_hidden_layers") or 0) <= _MOST_LAYERS:
            raise ValueError(f"num_hidden_layers is {said['num_hidden_layers']}")
    made = type(base.model.config).from_dict(dict(config)).get_text_config(decoder=True)
    theirs = computing_settings(made, _FURTHER)
    keys = sorted({*own, *theirs} - _QUIET)
    return [(key, theirs.get(key), own.get(key)) for key in keys if own.get(key) != theirs.get(key)]


def _others(named: object, base: BaseModel) -> list[str]:
    """The base models a fine-tune names, if none of them is the one in use."""
    given = named if isinstance(named, list | tuple) else [named]
    names = [name for name in given if isinstance(name, str) and name.strip() and len(name) <= _LONGEST]
    return [] if any(_is_base(name, base) for name in names) else names


_names_alone = ContextVar("names alone", default=False)


@contextmanager
def by_name_alone() -> Iterator[None]:
    """Inside, what a fine-tune names as its base is not looked at: it may name any place of this machine."""
    before = _names_alone.set(True)
    try:
        yield
    finally:
        _names_alone.reset(before)


def _is_base(name: str, base: BaseModel) -> bool:
    """Whether a name means the base in use: by itself, as a copy in another form, or as a directory of the same weights."""
    if name == base.name or _stem(name) == _stem(base.hub_id):
        return True
    return not _names_alone.get() and (_one_place(name, base.name) or any(
        _same_model(place, base) for place in (_exists(name), _fetched(name)) if place))


def _same_model(path: Path, base: BaseModel) -> bool:
    """Whether a directory holds the base's own weights, with settings that make the same function of them."""
    try:
        return not _differing(read_json(path, "config.json"), base) and same_tensors(base.model, model_tensors(path))
    except Exception:  # whatever lies there is another base, or none
        return False


def on_this_machine(name: str) -> bool:
    """Whether a base model of that name can be loaded without a network: an alias (`load_base` asks for its packages where they
    lack), a directory, or one in the hub's cache. A quantised one is none, as diffs are measured against plain weights."""
    if name in MODELS:
        return True
    place = _exists(name) or _fetched(name)
    if place is None or not any((place / weights).is_file() for weights in WEIGHTS):
        return False
    try:
        return not read_json(place, "config.json").get("quantization_config")
    except DiffError:  # missing or damaged
        return False


def copies_one(name: str, other: str) -> bool:
    """Whether two names say that they are copies of one model, whatever form each is in."""
    return _stem(name) == _stem(other)


def _exists(name: str) -> Path | None:
    try:
        path = Path(name).expanduser()
        return path if path.is_dir() else None
    except (OSError, RuntimeError, ValueError):  # no path at all
        return None


def _fetched(name: str) -> Path | None:
    """Where a hub id's model lies in the hub's cache, if it was ever fetched."""
    from huggingface_hub import try_to_load_from_cache

    try:
        found = try_to_load_from_cache(name, "config.json")
    except ValueError:  # no hub id
        return None
    return Path(found).parent if isinstance(found, str) else None


def _stem(name: str) -> str:
    """What all copies of one model share of their names: `unsloth/Qwen3-4B-bnb-4bit` -> `qwen3-4b`."""
    if unpacked := _UNPACKED.search(name):
        name = MODELS[unpacked[1]].hub_id
    if cached := _CACHED.search(name):
        name = cached[2]
    stem = _last(name).lower().removeprefix("meta-")
    while (shorter := _COPY.sub("", stem)) != stem:
        stem = shorter
    return stem


def _last(name: str) -> str:
    return re.split(r"[/\\]", name.rstrip("/\\"))[-1]


def _one_place(one: str, other: str) -> bool:
    try:
        return Path(one).expanduser().resolve() == Path(other).expanduser().resolve()
    except (OSError, RuntimeError, ValueError):  # no path at all
        return False


def _said(base: BaseModel) -> str:
    return base.name if base.name == base.hub_id else f"{base.name} ({base.hub_id})"


def _short(value: Any) -> str:
    text = "not set" if value is None else str(value)
    return text if len(text) <= 160 else text[:159] + "…"
