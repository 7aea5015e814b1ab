"""One hash of a JSON value, for all that is known by what it was made of."""

from __future__ import annotations

import hashlib
import json


def digest(value: object) -> str:
    """SHA-256 in 64 hexadecimal digits, whatever the order of keys.

    Raises:
        TypeError: the value holds what JSON cannot.
    """
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()
