"""Module names: the one place where other tools' names of a layer become the base model's own.

The same layer is `model.layers.0.mlp.up_proj` in a checkpoint, `base_model.model.model.layers.0.mlp.up_proj` in a PEFT file,
and `language_model.model.layers.0.mlp.up_proj` or `model.language_model.layers.0.mlp.up_proj` where the text model sits inside
one that also sees. What all of them share is the part behind the wrappers, here called the core; it names a layer of the text
decoder. Tools that compile, shard or checkpoint a model wrap its parts too, and leave their names anywhere: `_orig_mod`,
`_fsdp_wrapped_module`, … And a trainer's own class may hold the model under any name: `actor.model.layers.0.mlp.up_proj`.
"""

from __future__ import annotations

from collections.abc import Iterable

_WRAPPERS = {"base_model", "model", "language_model", "text_model", "transformer", "decoder",
             "llm", "pretrained_model", "policy"}  # models that also see, and TRL's with a head for values
# torch.compile, FSDP, activation checkpointing, Fabric, and DataParallel with its like
_ANYWHERE = {"_orig_mod", "_fsdp_wrapped_module", "_fpw_module", "_checkpoint_wrapped_module", "_forward_module", "module"}
_ALIASES = {"embed_out": "lm_head"}  # the head of GPT-NeoX: on the disk, and before transformers 5
_ADAPTER = "base_model.model."
# other models than the text decoder that may lie in one file, whose layers can have the same names
_OTHERS = ("vision", "visual", "image", "audio", "speech", "projector", "encoder", "critic", "reward", "teacher")


def unwrapped(name: str) -> str:
    """The name without what compiling, sharding and checkpointing put into it: `a._orig_mod.b` -> `a.b`."""
    return ".".join(part for part in name.split(".") if part not in _ANYWHERE) or name


def in_adapter(key: str) -> str:
    """A key of an adapter's file without wrappers, also those outside PEFT's own: `actor.base_model.model.a` -> that behind."""
    name = unwrapped(key)
    return name[max(name.find(_ADAPTER), 0) :]


def core(name: str) -> str:
    """The name without its wrappers: `model.language_model.layers.0._orig_mod.mlp.up_proj` -> `layers.0.mlp.up_proj`."""
    parts = unwrapped(name).split(".")
    while len(parts) > 1 and parts[0] in _WRAPPERS:
        parts.pop(0)
    return ".".join(_ALIASES.get(part, part) for part in parts if part != "base_layer")  # PEFT's name for the layer it wraps


class Names:
    """Finds the base model's name of a module or tensor.

    Args:
        own: the base model's names.
    """

    def __init__(self, own: Iterable[str]) -> None:
        self._own = set(own)
        by_core: dict[str, list[str]] = {}
        for name in self._own:
            by_core.setdefault(core(name), []).append(name)
        # two towers may hold layers of one core; such a core names neither
        self._by_core = {c: names[0] for c, names in by_core.items() if len(names) == 1}

    def find(self, name: str) -> str | None:
        """The base model's name for `name`, or None if it has no such module."""
        return name if name in self._own else self._by_core.get(core(name))

    def foreign(self, names: Iterable[str]) -> str:
        """What stands before every one of some names, and only without which one of them is, or lies in, the base model's.

        Args:
            names: of modules or tensors, without wrappers.

        Returns:
            as `actor.`; nothing where the names are the base model's as they are, or are of none of its modules.
        """
        parts = [name.split(".") for name in names]
        before = ""
        while parts and not any(self._holds(each) for each in parts):
            first = parts[0][0] if parts[0] else ""
            if not first or any(each[:1] != [first] for each in parts) or any(word in first for word in _OTHERS):
                return ""
            before, parts = f"{before}{first}.", [each[1:] for each in parts]
        return before

    def _holds(self, parts: list[str]) -> bool:
        return any(self.find(".".join(parts[:n])) for n in range(len(parts), 0, -1))
