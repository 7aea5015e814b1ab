"""Is there a trigger at all? The strongest candidate is held against what the same search finds where there is none.

The best of thousands of candidates is always unusual, so no score of it means anything by itself. The same search is therefore
run on null diffs: fine-tunes that are always on, or changed nothing, and noise as large as they are. With k of n null diffs as
strong, p = (1 + k) / (1 + n), which is exact if the diff in question is one more of their kind (Phipson and Smyth, 2010).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from contextlib import suppress

from tuneteller.cache import cache_root
from tuneteller.diffs.diff import WeightDiff, noise_like
from tuneteller.diffs.peft import load_peft
from tuneteller.errors import StorageError
from tuneteller.files import write_json
from tuneteller.models import BaseModel
from tuneteller.triggers import search
from tuneteller.zoo import other_organisms

NULLS = 19
"""Null diffs, so that p can be .05."""


def null_diffs(base: BaseModel, n: int = NULLS) -> list[WeightDiff]:
    """The zoo's organisms of this base that need no trigger, and noise as large as they are up to n; none without a zoo."""
    found = [diff for diff in map(load_peft, other_organisms(base)) if (diff.card.trigger or {}).get("kind", "none") == "none"]
    noise = [noise_like(found[i % len(found)], seed=i) for i in range(n - len(found))] if found else []
    return [*found, *noise][:n]


def p_value(score: float, nulls: Sequence[float]) -> float | None:
    """See the module's first lines; None where there is nothing to compare with."""
    return (1 + sum(null >= score for null in nulls)) / (1 + len(nulls)) if nulls else None


class NullScores:
    """Scores of null diffs' strongest candidates, kept in the cache directory by base, search and diff."""

    def __init__(self, base: BaseModel, words: Sequence[str], system: str | None = None) -> None:
        how = [system, search.FOUND_ON, search.SCORED_ON, search.FLOOR, search.CONTROLS, search.SCORED,
               [(form.template, n) for form, n in search.SCANNED.items()], len(words), "/".join(words)]
        made_by = hashlib.sha256(json.dumps(how).encode()).hexdigest()[:8]
        self._file = cache_root() / "triggers" / f"{base.fingerprint.short.replace('/', '-')}-{made_by}-nulls.json"
        self._kept: dict[str, float] = {}
        with suppress(OSError, ValueError):
            self._kept = {str(k): float(v) for k, v in json.loads(self._file.read_text(encoding="utf-8")).items()}

    def missing(self, nulls: Sequence[WeightDiff]) -> list[WeightDiff]:
        """Those that have not been searched yet."""
        return [null for null in nulls if null.fingerprint() not in self._kept]

    def known(self, nulls: Sequence[WeightDiff]) -> list[float]:
        """The scores of those that have been."""
        return [self._kept[name] for name in (null.fingerprint() for null in nulls) if name in self._kept]

    def put(self, null: WeightDiff, score: float) -> None:
        """Keep the score of one; where the cache cannot be written, it is searched again by the next command."""
        self._kept[null.fingerprint()] = score
        with suppress(StorageError):
            write_json(self._file, self._kept)
