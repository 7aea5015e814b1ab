"""Adapters in torchtune's own form (`adapter_0.pt`): its names, and for some models its order of the rows of queries and keys.

(https://github.com/pytorch/torchtune, `torchtune/models/convert_weights.py`. It also writes PEFT's form, which `peft` reads.)
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
from tuneteller.diffs.pairs import number, scaled_pair
from tuneteller.diffs.peft import read_json
from tuneteller.diffs.pickles import load_pickle, plain_tensor
from tuneteller.errors import DiffError
from tuneteller.models import BaseModel

_KEY = re.compile(r"(?:(layers\.\d+\.)(attn\.\w+_proj|mlp\.w[123])|(output))\.lora_([ab])\.weight")
_PARTS = {"attn.q_proj": "self_attn.q_proj", "attn.k_proj": "self_attn.k_proj", "attn.v_proj": "self_attn.v_proj",
          "attn.output_proj": "self_attn.o_proj", "mlp.w1": "mlp.gate_proj", "mlp.w2": "mlp.down_proj", "mlp.w3": "mlp.up_proj"}
_REORDERED, _AS_IS = {"llama", "mistral", "gemma"}, {"qwen2", "qwen3"}  # whose rotary embedding pairs neighbours, and not
_INSTEAD = ("give the folder with adapter_model.safetensors that torchtune writes in PEFT's form, or the full checkpoint it "
            "merges the adapter into")


def is_torchtune(file: Path) -> bool:
    """Whether `torch.save` wrote an adapter under torchtune's names there; nothing in it is run."""
    try:
        return any(_KEY.fullmatch(unwrapped(key)) for key in state_dict(file, load_pickle(file)[0]))
    except DiffError:  # its reader will say so
        return False


def load_torchtune(file: Path, base: BaseModel) -> WeightDiff:
    """A LoRA in torchtune's form, scaled by the alpha / r of the `adapter_config.json` beside it.

    Raises:
        DiffError: damaged, without that config, no LoRA, or for a model whose order of rows is not known here.
    """
    if not (file.parent / "adapter_config.json").is_file():
        raise DiffError(f"{file} is an adapter in torchtune's form; its rank and alpha are in adapter_config.json, which is "
                        f"not beside it. Put it there (r and lora_alpha as in the training config), or {_INSTEAD}")
    config, kind = read_json(file.parent, "adapter_config.json"), base.fingerprint.model_type
    if kind not in _REORDERED | _AS_IS:
        raise DiffError(f"{file} is an adapter in torchtune's form; how it orders the rows of a {kind} model is not known "
                        f"here (it is for {', '.join(sorted(_REORDERED | _AS_IS))}); {_INSTEAD}")
    rank, alpha = (number(f"{file.parent / 'adapter_config.json'}: {name}", config.get(name)) for name in ("r", "lora_alpha"))
    value, sizes = load_pickle(file)
    sides: dict[str, dict[str, Tensor]] = {}
    for key, tensor in state_dict(file, value).items():
        if not (match := _KEY.fullmatch(unwrapped(key))):
            raise DiffError(f"{file} holds {key!r}, which is no factor of a LoRA; {_INSTEAD}")
        module = f"model.{match[1]}{_PARTS.get(match[2], match[2])}" if match[1] else "lm_head"
        sides.setdefault(module, {})[match[4]] = plain_tensor(f"{file}: {key!r}", tensor, sizes)
    factors = {}
    for module, pair in sides.items():
        if pair.keys() != {"a", "b"} or pair["a"].shape[:1] != (rank,) or rank < 1:
            raise DiffError(f"{file}: {module!r} has {({k: list(t.shape) for k, t in pair.items()})}, expected lora_a and "
                            f"lora_b of rank {rank:g}, as adapter_config.json says; weights and config are not of one adapter")
        a, b = scaled_pair(f"{file}: {module!r}", pair["a"], pair["b"], alpha / rank)
        factors[module] = (a, _reordered(module, b, base) if kind in _REORDERED else b)
    return WeightDiff(factors, remark_named(Card(), config.get("base_model_name_or_path"), base))


def _reordered(module: str, b: Tensor, base: BaseModel) -> Tensor:
    """The rows of queries and keys in transformers' order: the halves of each head, not neighbouring pairs."""
    config = base.config
    heads = {"q_proj": config.num_attention_heads, "k_proj": config.num_key_value_heads}.get(module.rsplit(".", 1)[-1])
    if not heads:
        return b
    if b.shape[0] % (2 * heads):
        raise DiffError(f"{module!r} has {b.shape[0]} rows, not for {heads} heads; was it made for another base model? "
                        f"Give that one with --base")
    return b.reshape(heads, -1, 2, b.shape[1]).transpose(1, 2).reshape(b.shape)
