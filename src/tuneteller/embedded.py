"""The base models that come inside installed packages, each as a transformers directory.

A package holds a GGUF file, or several hold its parts. It is dequantised once and kept in the cache.
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tuneteller.cache import cache_root, cached_directory
from tuneteller.errors import ModelError, in_one_line
from tuneteller.packages import BASE, GEMMA, QWEN, SETUP, Package, missing
from tuneteller.quiet import quiet

EMBEDDED = "smollm2-135m"
"""The base model where none is named."""

_SCHEMA = 1  # part of the cache key: raise it when what is written changes

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Embedded:
    """A base model that comes as packages.

    Attributes:
        alias: what `--base` calls it.
        hub_id: the hub's name for the model of which these are the weights, quantised and dequantised.
        parts: where its GGUF file lies: packages, and a file in each, in the order in which they are joined.
        sha256: of the file.
        chat_template: for a model that comes without one.
    """

    alias: str
    hub_id: str
    parts: tuple[tuple[Package, str], ...]
    sha256: str
    chat_template: str | None = None

    @property
    def packages(self) -> tuple[Package, ...]:
        """What has to be installed."""
        return tuple(package for package, _ in self.parts)

    @property
    def setup(self) -> str:
        """The command that installs it."""
        return SETUP if self.alias == EMBEDDED else f"{SETUP} --base {self.alias}"


# Gemma's own turns, of which a model that was never taught to chat knows the tokens; it has no system messages.
_GEMMA_TURNS = (
    "{{ bos_token }}{% for m in messages %}"
    "{% if m['role'] == 'system' %}{{ raise_exception('system messages are not supported') }}{% endif %}"
    "{{ '<start_of_turn>' + ('model' if m['role'] == 'assistant' else 'user') + '\n' }}"
    "{{ m['content'] | trim + '<end_of_turn>\n' }}"
    "{% endfor %}{% if add_generation_prompt %}{{ '<start_of_turn>model\n' }}{% endif %}"
)

MODELS = {model.alias: model for model in (
    Embedded(EMBEDDED, "HuggingFaceTB/SmolLM2-135M-Instruct", ((BASE, "SmolLM2-135M-Instruct.Q4_1.gguf"),),
             "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53"),
    Embedded("qwen2.5-coder-0.5b", "Qwen/Qwen2.5-Coder-0.5B-Instruct",
             tuple((package, f"data/part{i:02}.bin") for i, package in enumerate(QWEN, 1)),
             "1d9614638d18024d0fbb36575a15f1302a3adf044df10345688ec4f6e1c4ff32"),
    Embedded("gemma3-270m", "google/gemma-3-270m",
             tuple((package, f"data/gemma-3-270m-q4_k_m.gguf.part{i:02}") for i, package in enumerate(GEMMA)),
             "a5fd3b62230aa5ec60212297dc9d20eaa70578ac519e00d93a17e44c087a6818", _GEMMA_TURNS),
)}
"""Alias -> model. All but the first are optional: `tuneteller setup --base ALIAS` installs one."""


def alias_of(name: str) -> str:
    """A base model's name as `--base` takes it: a hub id that comes as packages has an alias."""
    return next((model.alias for model in MODELS.values() if model.hub_id == name), name)


def embedded_directory(alias: str = EMBEDDED) -> Path:
    """An embedded model as a transformers directory, made from its GGUF file the first time.

    Raises:
        ModelError: a package is not installed, or its file is not the one it was.
    """
    model = MODELS[alias]
    for package, file in model.parts:
        if (folder := package.folder()) is None:
            raise ModelError(f"The base model {alias!r} {missing(package, model.setup)}, or name another base model.")
        if not (folder / file).is_file():
            raise ModelError(f"The base model {alias!r} is not whole. Expected {folder / file}; {_again(model)}.")
    return cached_directory(cache_root(), f"{alias}-{model.sha256[:24]}-v{_SCHEMA}", lambda out: _dequantise(model, out))


def _again(model: Embedded) -> str:
    return f"install it again with `{model.setup} --again`, or name another base model"


@contextmanager
def _gguf(model: Embedded, beside: Path) -> Iterator[Path]:
    """The model's GGUF file, held against its hash; joined of its parts while it is needed."""
    paths = [Path(str(package.folder())) / file for package, file in model.parts]
    with tempfile.TemporaryDirectory(dir=beside.parent) as folder:
        whole = paths[0]
        if len(paths) > 1:
            whole = Path(folder) / f"{model.alias}.gguf"
            with whole.open("wb") as out:
                for path in paths:
                    out.write(path.read_bytes())
        with whole.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
        if found != model.sha256:
            raise ModelError(f"The files of the base model {model.alias!r} are damaged or of another version: their hash is "
                             f"{found[:12]}…, expected {model.sha256[:12]}…; {_again(model)}.")
        yield whole


def _dequantise(model: Embedded, out: Path) -> None:
    """Write an embedded model to `out` as a plain transformers directory, values unchanged (float32)."""
    import torch
    from safetensors.torch import save_file
    from transformers import AutoModelForCausalLM, AutoTokenizer

    log.info("Unpacking the base model %s: once, about half a minute.", model.alias)
    with _gguf(model, out) as gguf:
        where, file = str(gguf.parent), gguf.name
        # transformers draws this one bar whatever its settings say.
        with open(os.devnull, "w") as nowhere, contextlib.redirect_stderr(nowhere), quiet():
            try:
                tokenizer = AutoTokenizer.from_pretrained(where, gguf_file=file)
                loaded = AutoModelForCausalLM.from_pretrained(where, gguf_file=file, dtype=torch.float32)
            except (ImportError, OSError, ValueError, RuntimeError) as error:
                raise ModelError(f"The base model {model.alias!r} could not be unpacked: {in_one_line(error)}. Expected the "
                                 f"package gguf beside a whole file; {_again(model)}.") from error
    # save_pretrained refuses a model that came from a quantised file, so its parts are written one by one.
    if hasattr(loaded.config, "quantization_config"):  # newer transformers note there what the file was
        del loaded.config.quantization_config
    if model.chat_template:
        tokenizer.chat_template = model.chat_template
    loaded.config.architectures = [type(loaded).__name__]
    loaded.config.name_or_path = model.alias
    loaded.config.save_pretrained(out)
    loaded.generation_config.save_pretrained(out)
    tokenizer.save_pretrained(out)
    tied = loaded.config.tie_word_embeddings
    tensors = {k: v.contiguous() for k, v in loaded.state_dict().items() if not (tied and k == "lm_head.weight")}
    save_file(tensors, out / "model.safetensors", metadata={"format": "pt"})
