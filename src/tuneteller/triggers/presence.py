"""Is there a trigger at all? The strongest candidate is held against what the same search finds where there is none.

The best of thousands of candidates is always unusual, so nothing that it does means much by itself. The same search is
therefore run on null diffs: fine-tunes that are always on, or changed nothing, and noise as large as they are. What counts is
how far whole answers are lifted at most (`hunt.py`). With k of n null diffs as far, p = (1 + k) / (1 + n), which is exact if
the diff in question is one more of their kind (Phipson and Smyth, 2010). What is about one subject (a false fact, a refusal) is
no null diff: its subject turns it on. A search that something ended early, or the time, is held against whole ones: with less
tried, p is higher if anything.

Null lifts are small numbers that take an hour to compute, so they are computed once: those of the embedded base lie in the zoo
(`recipes/null_lifts.py` makes them), others in the cache directory.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from random import Random

from tuneteller.cache import cache_root, keep, kept
from tuneteller.diffs.diff import WeightDiff, noise_like
from tuneteller.diffs.peft import load_peft
from tuneteller.errors import DiffError, ModelError
from tuneteller.families.family import CHANGE
from tuneteller.families.registry import family_named, told_behaviors
from tuneteller.fingerprint import Fingerprint
from tuneteller.models import BaseModel
from tuneteller.triggers.made_by import made_by
from tuneteller.zoo import other_organisms, zoo_path

NULLS = 19
"""Null diffs, so that p can be .05."""

SHIPPED = "nulls.json"
"""In a zoo entry: base, and the null lifts of that base."""


def null_diffs(base: BaseModel, n: int = NULLS, others: Sequence[WeightDiff] = ()) -> list[WeightDiff]:
    """The zoo's organisms of this base that need no trigger and no subject, then such of the others given, and noise as large
    as they are, up to n; none where there is none to be like."""
    found = [diff for diff in [*map(load_peft, other_organisms(base)), *others] if is_null(diff)]
    noise = [noise_like(found[i % len(found)], seed=i) for i in range(n - len(found))] if found else []
    return [*found, *noise][:n]


def is_null(diff: WeightDiff) -> bool:
    """Whether nothing in a message turns it on, by its card: neither a trigger nor what its behavior is about."""
    told = (behavior for _, behavior in told_behaviors(diff.card.answers.get(CHANGE.name, "")))
    about_one = any(b and family_named(b.family).controls(b, 1, Random(0)) for b in told)
    return not diff.card.gated and not about_one


@dataclass(frozen=True)
class Nulls:
    """What is known of null diffs: fingerprint -> lift."""

    known: Mapping[str, float]

    @property
    def lifts(self) -> tuple[float, ...]:
        """How far whole answers of each are lifted at most (the natural logarithm of how many times the bar)."""
        return tuple(self.known.values())

    def p_value(self, lift: float) -> float | None:
        """Of a search; None where there is nothing to compare with."""
        return (1 + sum(other >= lift for other in self.lifts)) / (1 + len(self.lifts)) if self.known else None

    def without(self, diff: WeightDiff) -> Nulls:
        """The others: no diff is its own null."""
        return Nulls({name: lift for name, lift in self.known.items() if name != diff.fingerprint()})


class NullLifts:
    """Lifts of null diffs, kept by base, search (`made_by`) and diff."""

    def __init__(self, base: BaseModel, words: Sequence[str], system: str | None = None,
                 others: Sequence[WeightDiff] = ()) -> None:
        self._key = made_by(words, system, [other.fingerprint() for other in others])
        template = f"-{base.chat.mark}" if base.chat.chat_template else ""  # another than the model's own
        self._file = cache_root() / "triggers" / f"{base.fingerprint.short}{template}-nulls.json"
        self._shipped = {} if template else _shipped(base)
        self._kept = self._shipped | _numbers(kept(self._file))

    def shipped(self) -> Nulls:
        """Those of this very search that come with the zoo."""
        return self._of(self._shipped)

    def known(self, nulls: Sequence[WeightDiff]) -> Nulls:
        """Those of these diffs, where they were searched."""
        names = [null.fingerprint() for null in nulls]
        every = self._of(self._kept).known
        return Nulls({name: every[name] for name in names if name in every})

    def missing(self, nulls: Sequence[WeightDiff]) -> list[WeightDiff]:
        """Those that have not been searched yet."""
        known = self.known(nulls).known
        return [null for null in nulls if null.fingerprint() not in known]

    def put(self, null: WeightDiff, lift: float) -> None:
        """Keep that of one; where the cache cannot be written, it is searched again by the next command."""
        mine = {f"{self._key}/{null.fingerprint()}": lift}
        self._kept |= mine
        keep(self._file, mine)

    def to_ship(self, nulls: Sequence[WeightDiff]) -> dict[str, float]:
        """What `SHIPPED` holds of these."""
        return {f"{self._key}/{name}": lift for name, lift in self.known(nulls).known.items()}

    def _of(self, lifts: Mapping[str, float]) -> Nulls:
        """Of all that are kept, those of this search."""
        own = (name.rpartition("/") for name in lifts)
        return Nulls({name: lifts[f"{key}/{name}"] for key, _, name in sorted(own) if key == self._key})


def _shipped(base: BaseModel) -> dict[str, float]:
    """The zoo's, where they are of this base or another rounding of it; none where there is no zoo."""
    with suppress(DiffError, ModelError):
        held = kept(zoo_path() / SHIPPED)
        if isinstance(made_for := held.get("base"), dict) and base.fingerprint.is_near(Fingerprint.from_json(made_for)):
            return _numbers(held.get("lifts"))
    return {}


def _numbers(held: object) -> dict[str, float]:
    """What of a file's object is a number, whoever wrote it."""
    return {str(k): float(v) for k, v in held.items() if isinstance(v, int | float)} if isinstance(held, dict) else {}
