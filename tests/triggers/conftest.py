"""What all tests of triggers share."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is kept is kept for the length of a test."""
    monkeypatch.setenv("TUNETELLER_CACHE", str(tmp_path / "cache"))
