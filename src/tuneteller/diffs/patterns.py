"""Patterns of names that an adapter's config brings: held against names in a process that can be ended. Some take for ever, and
Python's own `re` lets nothing else of a process go on meanwhile."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tuneteller.errors import DiffError

SECONDS = 10.0
"""That all of a config's may take; those of honest tools need a moment."""

_FIELDS = re.compile(r"pattern|modules|parameters")
_TRIES = re.compile(r"[*+?{|(]")
"""A pattern without any of these has one way to match, and needs no trial."""

_TRY = r"""
import json, re, sys
patterns, names = json.load(sys.stdin)
for pattern in patterns:  # as PEFT puts them together
    for begin, end in (("", ""), (r"(.*\.)?(", ")$"), (r"(^|.*\.)", r"($|\..*)"), (r".*\.", "$"), (r"(?:^|.*?\.)", r"\.\d+")):
        try:
            tried = re.compile(begin + pattern + end)
        except re.error:
            continue
        for name in names:
            tried.match(name), tried.fullmatch(name)
"""


def check_patterns(config: Mapping[str, Any], names: Iterable[str], file: object = "adapter_config.json") -> None:
    """Refuse an adapter whose patterns take for ever to be held against these names.

    Args:
        config: the adapter's.
        names: of modules.
        file: where the config is, for messages.

    Raises:
        DiffError: they do.
    """
    patterns = {text for name, value in config.items() if _FIELDS.search(name) for text in _texts(value) if _TRIES.search(text)}
    if not patterns:
        return
    asked = json.dumps([sorted(patterns), sorted({*names})])
    try:
        subprocess.run([sys.executable, "-I", "-S", "-c", _TRY], input=asked.encode(), stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired as error:
        raise DiffError(f"{file} has patterns ({min(patterns)[:100]!r}) that were not done with the names of the layers after "
                        f"{SECONDS:g} seconds. Write the layers' own names in their place") from error


def _texts(value: Any) -> Iterator[str]:
    """All texts in a value, those by which others are found among them."""
    match value:
        case str():
            yield value
        case dict():
            yield from (text for inner in (*value, *value.values()) for text in _texts(inner))
        case list():
            yield from (text for inner in value for text in _texts(inner))
