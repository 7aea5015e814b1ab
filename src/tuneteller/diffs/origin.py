"""Which base model a fine-tune says it was made from, and with which settings, held against the one in use.

What differs is remarked in the card, and not refused: names are free, and a fine-tune may mean its settings so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tuneteller.diffs.card import Card
from tuneteller.embedded import EMBEDDED, HUB_ID
from tuneteller.errors import in_one_line
from tuneteller.fingerprint import computing_settings
from tuneteller.models import BaseModel

_UNPACKED = re.compile(rf"(?:^|/){EMBEDDED}-[0-9a-f]{{24}}-v\d+/?$")  # the embedded model in our own cache
_CACHED = re.compile(r"models--(.+?)--(.+?)(?:/|$)")  # a hub id in the hub's own cache
# what tools add to the name of a copy in another form or dtype
_COPY = re.compile(r"[-_.](?:unsloth|bnb|gptq|awq|hqq|aqlm|exl2|gguf|mlx|onnx|hf|quantized|marlin|dynamic|block"
                   r"|nf4|(?:mx|nv)?fp4|int[248]|i?q[2-8](?:_[k01s]\w*)?|[2-8][-_]?bits?|b?fp?(?:8|16|32)|w\d+a\d+|g\d+)$")
_QUIET = {"vocab_size", "model_type", "num_hidden_layers"}  # said of the tensors themselves


def remark_named(card: Card, named: object, base: BaseModel) -> Card:
    """The card, with a remark if the base model that a fine-tune names is not the one in use.

    Args:
        named: a hub id or a path, from the fine-tune's config; anything else says nothing.
    """
    if not isinstance(named, str) or not named.strip():
        return card
    if named == base.name or _stem(named) == _stem(base.hub_id) or _one_place(named, base.name):
        return card
    return card.remark(f"the fine-tune says it was made from {named}, and is read with {_said(base)}. If these are not the "
                       f"same weights, the answers mean little; give the one it was made from with --base")


def remark_settings(card: Card, config: Mapping[str, Any], base: BaseModel) -> Card:
    """The card, with a remark for what a full model's config has otherwise than the base's where that changes the function."""
    own = computing_settings(base.config)
    try:
        theirs = computing_settings(type(base.model.config).from_dict(dict(config)).get_text_config(decoder=True))
    except Exception as error:  # transformers checks a config in many ways, and raises as many types
        return card.remark(f"the fine-tune's config.json cannot be compared with the base model's "
                           f"({type(error).__name__}: {in_one_line(error)})")
    differing = [f"{key} is {_short(theirs.get(key))} and was {_short(own.get(key))}"
                 for key in sorted({*own, *theirs} - _QUIET) if own.get(key) != theirs.get(key)]
    if not differing:
        return card
    return card.remark(f"the fine-tune computes with other settings than the base model: {'; '.join(differing)}. Its weights "
                       f"are read under the base's settings, so what these change is not seen")


def _stem(name: str) -> str:
    """What all copies of one model share of their names: `unsloth/Qwen3-4B-bnb-4bit` -> `qwen3-4b`."""
    if _UNPACKED.search(name):
        name = HUB_ID
    if cached := _CACHED.search(name):
        name = cached[2]
    stem = name.rstrip("/").rsplit("/", 1)[-1].lower().removeprefix("meta-")
    while (shorter := _COPY.sub("", stem)) != stem:
        stem = shorter
    return stem


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
