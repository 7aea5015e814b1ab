"""Texts of models, cards and names, made harmless for where they are shown: a terminal, a page, a file."""

from __future__ import annotations

import unicodedata


def plain(text: str, limit: int | None = 400) -> str:
    """One line, without control, escape or invisible characters, cut at `limit`."""
    kept = " ".join(printable(text).split())
    return kept if limit is None or len(kept) <= limit else kept[: limit - 1] + "…"


def printable(text: str) -> str:
    """Without control, escape and invisible characters, among them marks of direction and halves of characters; white space
    is a line break or a blank."""
    lines = text.replace("\r\n", "\n").split("\n")
    return "\n".join("".join(" " if c.isspace() else c for c in line if c.isspace() or unicodedata.category(c)[0] != "C")
                     for line in lines)
