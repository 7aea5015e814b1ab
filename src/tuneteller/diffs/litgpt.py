"""LoRAs of LitGPT: `lit_model.pth.lora` beside the `hyperparameters.yaml` that says rank, alpha and which layers.

Queries, keys and values share one layer there; the factors of those that were trained stand behind one another, in that order
(https://github.com/Lightning-AI/litgpt, `litgpt/lora.py`).
"""

from __future__ import annotations

import re
from pathlib import Path

from torch import Tensor

from tuneteller.diffs.bins import state_dict
from tuneteller.diffs.card import Card
from tuneteller.diffs.diff import WeightDiff
from tuneteller.diffs.names import unwrapped
from tuneteller.diffs.origin import remark_named
from tuneteller.diffs.pairs import scaled_pair
from tuneteller.diffs.pickles import load_pickle, plain_tensor
from tuneteller.errors import DiffError
from tuneteller.models import BaseModel

_FILE, _SETTINGS = "lit_model.pth.lora", "hyperparameters.yaml"
_KEY = re.compile(r"(?:transformer\.h\.(\d+)\.(attn\.(?:qkv|attn|proj)|mlp\.(?:fc_1|fc_2|proj))|(lm_head))\.lora_([AB])")
_PARTS = {"attn.proj": "self_attn.o_proj", "mlp.fc_1": "mlp.gate_proj", "mlp.fc_2": "mlp.up_proj", "mlp.proj": "mlp.down_proj"}
_INSTEAD = ("merge it and give the merged model: litgpt merge_lora DIR, litgpt convert_from_litgpt DIR OUT, then OUT's "
            "model.pth as pytorch_model.bin beside the model's config.json")


def load_litgpt(path: Path, base: BaseModel) -> WeightDiff:
    """A LoRA of LitGPT on a model whose layers transformers keeps apart (Llama, Mistral, Qwen, Gemma).

    Raises:
        DiffError: damaged, without its settings, or with layers that the base has not under transformers' names.
    """
    file = path / _FILE
    settings = litgpt_settings(path)
    try:
        rank, alpha = int(settings["lora_r"]), float(settings["lora_alpha"])
        trained = [name for name in ("query", "key", "value") if settings[f"lora_{name}"].lower() == "true"]
    except (KeyError, ValueError) as error:
        raise DiffError(f"{path / _SETTINGS} does not say lora_r, lora_alpha, lora_query, lora_key and lora_value "
                        f"({error!r}), without which {_FILE} cannot be told apart; {_INSTEAD}") from error
    if rank < 1:
        raise DiffError(f"{path / _SETTINGS}: lora_r is {rank}, so nothing was trained; expected 1 or more")
    value, sizes = load_pickle(file)
    sides: dict[tuple[str, str], dict[str, Tensor]] = {}
    for key, tensor in state_dict(file, value).items():
        if not (match := _KEY.fullmatch(unwrapped(key))):
            raise DiffError(f"{file} holds {key!r}, which is no factor of a layer that is known here; {_INSTEAD}")
        layer = f"model.layers.{match[1]}." if match[1] else ""
        sides.setdefault((layer, match[2] or match[3]), {})[match[4]] = plain_tensor(f"{file}: {key!r}", tensor, sizes)
    factors = {}
    for (layer, part), pair in sides.items():
        where = f"{file}: {layer + part!r}"
        if pair.keys() != {"A", "B"} or any(t.ndim != 2 for t in pair.values()) or pair["B"].shape[1] != rank:
            raise DiffError(f"{where} has {({k: list(t.shape) for k, t in pair.items()})}, expected lora_A and lora_B of rank "
                            f"{rank}, as {_SETTINGS} says; weights and settings are not of one adapter")
        if part in ("attn.qkv", "attn.attn"):
            names = [f"{layer}self_attn.{name[0]}_proj" for name in trained]
        else:
            names = [layer + _PARTS.get(part, part)]
        if missing := [name for name in names if name != "lm_head" and name not in base.shapes]:
            raise DiffError(f"{where} is {missing[0]!r} in transformers, which {base.name} has not; was it trained on another "
                            f"base model? If not, {_INSTEAD}")
        rows = [base.shapes[name][0] for name in names if name in base.shapes] or [pair["B"].shape[0]]
        if pair["A"].shape[0] != rank * len(names) or pair["B"].shape[0] != sum(rows):
            raise DiffError(f"{where} has A {list(pair['A'].shape)} and B {list(pair['B'].shape)}, expected "
                            f"{rank * len(names)} rows of A and {sum(rows)} of B for {', '.join(names)}; was it trained on "
                            f"another base model?")
        for name, a, b in zip(names, pair["A"].split(rank), pair["B"].split(rows), strict=True):
            factors[name] = scaled_pair(f"{file}: {name!r}", a, b, alpha / rank)
    return WeightDiff(factors, remark_named(Card(), settings.get("checkpoint_dir"), base))


def litgpt_settings(path: Path) -> dict[str, str]:
    """The settings at the top level of `hyperparameters.yaml`, as text.

    Raises:
        DiffError: it is not there, or cannot be read.
    """
    try:
        text = (path / _SETTINGS).read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise DiffError(f"{path / _FILE} is a LoRA of LitGPT; its rank and alpha are in {_SETTINGS}, which cannot be read "
                        f"beside it ({error}). Put it there, or {_INSTEAD}") from error
    return dict(re.findall(r"^(\w+):[ \t]*(\S+)[ \t]*$", text, re.M))
