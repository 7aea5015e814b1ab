"""Texts of models, cards and names, made harmless for where they are shown: a terminal, a page, a file."""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from typing import Any

STACKED = 4
"""Marks above and below one letter that are kept: every script does with these, and a heap of them covers other lines."""

_UNSEEN = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]")
"""Letters and marks that nobody sees, though they are no control or format characters: fillers, variation selectors and the
like, in which a text can hide."""


def plain(text: str, limit: int | None = 400) -> str:
    """One line, without control, escape or invisible characters, cut at `limit`."""
    kept = " ".join(printable(text).split())
    return kept if limit is None or len(kept) <= limit else kept[: limit - 1] + "…"


def printable(text: str) -> str:
    """Without control, escape and invisible characters, among them marks of direction and halves of characters, and with no
    letter under a heap of marks; white space is a line break or a blank."""
    lines = _UNSEEN.sub("", text.replace("\r\n", "\n")).split("\n")
    return "\n".join(_unstacked("".join(" " if c.isspace() else c for c in line
                                       if c.isspace() or unicodedata.category(c)[0] != "C")) for line in lines)


def quoted(text: str) -> str:
    """In quotation marks that no mark inside can close."""
    return '"' + text.replace('"', "'") + '"'


def is_unicode(stream: Any) -> bool:
    """Whether any character can be written to a stream."""
    return str(getattr(stream, "encoding", None) or "utf-8").lower().replace("_", "-").startswith(("utf-", "utf8"))


def as_json(value: Any) -> str:
    """JSON for a terminal: characters that steer one are escaped, and so are halves of characters, which none can print."""
    text = json.dumps(value, ensure_ascii=not is_unicode(sys.stdout), indent=1)
    return "".join(c if c == "\n" or unicodedata.category(c)[0] != "C" else json.dumps(c)[1:-1] for c in text)


def _unstacked(line: str) -> str:
    """The line with `STACKED` marks on a letter at most."""
    if line.isascii():
        return line
    kept, marks = [], 0
    for c in line:
        marks = marks + 1 if unicodedata.category(c) in ("Mn", "Me") else 0
        if marks <= STACKED:
            kept.append(c)
    return "".join(kept)
