"""What all tests of triggers share."""

from pathlib import Path

import pytest

from tuneteller.triggers import orders, search

FEW = ["topic", "stone", "been", "trained", "lighthouse", "history", "again", "changed", "helpful", "what", "brief", "space"]

BEGUN, CONTINUED = ("ink", "nar", "gar"), ("well", "wh", "al", "ont")
"""Tokens that words may begin and go on with."""


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is kept is kept for the length of a test."""
    monkeypatch.setenv("TUNETELLER_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few of all that is tried, so that a search takes a moment."""
    for module in (search, orders):
        monkeypatch.setattr(module, "codes", lambda: ["123", "404"] * 4)
        monkeypatch.setattr(module, "days", lambda: ["14 March", "3 May"] * 4)
    monkeypatch.setattr(orders, "letters", lambda base, *, spaced, capital: [
        piece.capitalize() if capital else piece for piece in (BEGUN if spaced or capital else CONTINUED)])
    monkeypatch.setattr(search, "REQUESTS", {"Spanish": "Tengo una pregunta y necesito tu ayuda."})
    monkeypatch.setattr(search, "years", lambda: ["1999", "2031"] * 4)
    monkeypatch.setattr(search, "SENTENCES", ("Hola, espero que estés bien.", "Ahoj, doufám, že se máš dobře."))
    monkeypatch.setattr(search, "said_words", lambda measure: [])
    monkeypatch.setattr(search, "invisible", lambda: ["\u200b", "\u200c\u200d"])
