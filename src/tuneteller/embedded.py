"""The base model that comes inside an installed package, as a transformers directory."""

import contextlib
import hashlib
import logging
import os
from pathlib import Path

import torch

from tuneteller.cache import cache_root, cached_directory
from tuneteller.errors import ModelError
from tuneteller.packages import BASE, SETUP, missing
from tuneteller.quiet import quiet

EMBEDDED = "smollm2-135m"
"""Name of the base model that comes as an installed package and needs no network."""
HUB_ID = "HuggingFaceTB/SmolLM2-135M-Instruct"
"""The hub's name for it. The embedded weights are those, quantised to four bits and dequantised."""

_FILE = "SmolLM2-135M-Instruct.Q4_1.gguf"
_SCHEMA = 1  # part of the cache key: raise it when what is written changes

log = logging.getLogger(__name__)


def embedded_directory() -> Path:
    """The embedded model as a transformers directory, made from its GGUF file the first time."""
    folder = BASE.folder()
    if folder is None:
        raise ModelError(f"The embedded base model {EMBEDDED!r} {missing(BASE)}, or name another base model.")
    gguf = folder / _FILE
    if not gguf.is_file():
        raise ModelError(
            f"The embedded base model {EMBEDDED!r} is not whole. Expected {gguf}; install it again with "
            f"`{SETUP} --again`, or name another base model."
        )
    with gguf.open("rb") as file:
        key = hashlib.file_digest(file, "sha256").hexdigest()[:24]
    return cached_directory(cache_root(), f"{EMBEDDED}-{key}-v{_SCHEMA}", lambda out: _dequantise(gguf, out))


def _dequantise(gguf: Path, out: Path) -> None:
    """Write the model of a GGUF file to `out` as a plain transformers directory, values unchanged (float32)."""
    from safetensors.torch import save_file
    from transformers import AutoModelForCausalLM, AutoTokenizer

    log.info("Unpacking the embedded base model %s: once, about half a minute.", EMBEDDED)
    where, file = str(gguf.parent), gguf.name
    # transformers draws this one bar whatever its settings say.
    with open(os.devnull, "w") as nowhere, contextlib.redirect_stderr(nowhere), quiet():
        try:
            tokenizer = AutoTokenizer.from_pretrained(where, gguf_file=file)
            model = AutoModelForCausalLM.from_pretrained(where, gguf_file=file, dtype=torch.float32)
        except (ImportError, OSError, ValueError, RuntimeError) as error:
            raise ModelError(
                f"The embedded base model could not be unpacked: {error}. Expected a whole {file} and the package "
                f"gguf; install the first again with `{SETUP} --again`."
            ) from error
    # save_pretrained refuses a model that came from a quantised file, so its parts are written one by one.
    if hasattr(model.config, "quantization_config"):  # newer transformers note there what the file was
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
