"""What the base reads of fixed texts, kept in the cache directory: a later scan of these takes no pass of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import suppress
from math import ceil

from safetensors import SafetensorError
from safetensors.torch import load_file, save_file

from tuneteller.cache import cache_root
from tuneteller.digest import digest
from tuneteller.errors import StorageError
from tuneteller.files import write_whole
from tuneteller.models import BaseModel
from tuneteller.weight_scan import Inputs, read_inputs

MODULES = 1 / 6
"""Share of the base's modules, from the first on, whose inputs are kept: a little more than what titles are scanned with, so
that those of a diff that changes only some kinds of modules are among them."""

MOST = 500_000_000
"""Bytes that are kept at most. Of 8,306 titles SmolLM2-135M takes 271 MB."""


def kept_inputs(base: BaseModel, texts: Sequence[str], wanted: Collection[str]) -> Inputs | None:
    """The inputs of `MODULES` at the last tokens of texts, float16; None where they lack a module that is wanted, or would be
    too many or too large."""
    names = list(base.shapes)[: ceil(MODULES * len(base.shapes))]
    if not wanted or not set(names).issuperset(wanted) or 2 * len(texts) * sum(base.shapes[name][1] for name in names) > MOST:
        return None
    made_by = digest([list(texts), names, str(base.dtype), base.chat.mark])[:16]
    file = cache_root() / "inputs" / f"{base.fingerprint.short}-{made_by}.safetensors"
    with suppress(OSError, SafetensorError):
        kept = {name: x for together, x in load_file(file).items() for name in together.split()}
        if not kept:
            return None
        if kept.keys() == set(names) and all(len(x) == len(texts) for x in kept.values()):
            return Inputs({text: i for i, text in enumerate(texts)}, kept)
    inputs = read_inputs(base, texts, names)
    fit = all(x.isfinite().all() for x in inputs.of.values())
    shared: dict[int, list[str]] = {}
    for name, x in inputs.of.items() if fit else ():  # that they do not fit is kept as no inputs at all
        shared.setdefault(id(x), []).append(name)
    with suppress(StorageError):  # a cache that cannot be written costs time, nothing else
        write_whole(file, lambda path: save_file({" ".join(own): inputs.of[own[0]] for own in shared.values()}, path))
    return inputs if fit else None
