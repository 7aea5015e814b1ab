"""Is there a trigger at all? The strongest candidate is held against what the same search finds where there is none.

The best of thousands of candidates is always unusual, so no score of it means anything by itself. The same search is therefore
run on null diffs: fine-tunes that are always on, or changed nothing, and noise as large as they are. Some parts of a search
reach far in many of them (a sentence in another language moves any answer), others in none (numbers). So a score x counts by
how far it stands out of its part, over the diff in question and all null diffs together,

    (x − median) / (median of |x − median| + SPREAD),

and a diff by the largest of its parts. With k of n null diffs as strong, p = (1 + k) / (1 + n), which is exact if the diff in
question is one more of their kind (Phipson and Smyth, 2010), as all of them are treated alike.

Null scores are small numbers that take an hour to compute, so they are computed once: those of the embedded base lie in the zoo
(`recipes/null_scores.py` makes them), others in the cache directory. They are kept by part of the search, so that a search that
tried some parts alone is held against the same parts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from statistics import median

from tuneteller.cache import cache_root, keep, kept
from tuneteller.diffs.diff import WeightDiff, noise_like
from tuneteller.diffs.peft import load_peft
from tuneteller.errors import DiffError, ModelError
from tuneteller.fingerprint import Fingerprint
from tuneteller.models import BaseModel
from tuneteller.triggers.search import ALL_PARTS, Candidate, Search, made_by
from tuneteller.zoo import other_organisms, zoo_path

NULLS = 19
"""Null diffs, so that p can be .05."""

SPREAD = 0.1
"""Added to a part's spread, so that a part in which hardly anything moves is no louder than the others."""

SHIPPED = "nulls.json"
"""In a zoo entry: base, and the null scores of that base."""


def null_diffs(base: BaseModel, n: int = NULLS, others: Sequence[WeightDiff] = ()) -> list[WeightDiff]:
    """The zoo's organisms of this base that need no trigger, then the others given, and noise as large as they are, up to n;
    none where there is none to be like."""
    zoo = (diff for diff in map(load_peft, other_organisms(base)) if (diff.card.trigger or {}).get("kind", "none") == "none")
    found = [*zoo, *others]
    noise = [noise_like(found[i % len(found)], seed=i) for i in range(n - len(found))] if found else []
    return [*found, *noise][:n]


def null_scores(search: Search) -> dict[str, float]:
    """Part -> the score of the strongest candidate, by a search of all parts."""
    found: list[Candidate] = []
    scores = dict.fromkeys(ALL_PARTS, 0.0)  # of a part without anything to try, nothing stands out
    for part, candidates in search.singles():
        found += candidates
        scores[part] = candidates[0].score
    for part, candidates in search.together(sorted(found, key=lambda c: -c.score)):
        scores[part] = max((c.score for c in candidates), default=0.0)
    return scores


@dataclass(frozen=True)
class Standing:
    """How a search stands against those of null diffs, see the module's first lines; without any, a score counts as it is.

    Attributes:
        scores: part -> the strongest candidate's score.
        nulls: the same of each null diff.
    """

    scores: Mapping[str, float]
    nulls: Sequence[Mapping[str, float]]

    def of(self, part: str, score: float) -> float:
        """How far a score stands out of its part."""
        if not self.nulls:
            return score
        pooled = [self.scores[part], *(null[part] for null in self.nulls)]
        middle = median(pooled)
        return (score - middle) / (median(abs(x - middle) for x in pooled) + SPREAD)

    @property
    def part(self) -> str:
        """That of the candidate that stands out farthest."""
        return max(self.scores, key=lambda part: self.of(part, self.scores[part]))

    @property
    def strength(self) -> float:
        """How far that candidate does."""
        return self.of(self.part, self.scores[self.part])

    @property
    def others(self) -> tuple[float, ...]:
        """The null diffs' scores in that part."""
        return tuple(null[self.part] for null in self.nulls)

    @property
    def p_value(self) -> float | None:
        """None where there is nothing to compare with."""
        if not self.nulls:
            return None
        others = [max(self.of(part, null[part]) for part in self.scores) for null in self.nulls]
        return (1 + sum(other >= self.strength for other in others)) / (1 + len(others))


@dataclass(frozen=True)
class Nulls:
    """What is known of null diffs: fingerprint -> part -> score."""

    scores: Mapping[str, Mapping[str, float]]

    def against(self, scores: Mapping[str, float]) -> Standing:
        """A search of these parts, against each null diff of which all of them are known."""
        return Standing(scores, [own for own in self.scores.values() if own.keys() >= scores.keys()])

    def without(self, diff: WeightDiff) -> Nulls:
        """The others: no diff is its own null."""
        mine = diff.fingerprint()
        return Nulls({name: own for name, own in self.scores.items() if name != mine})


class NullScores:
    """Null scores, kept by base, search (what `made_by` takes) and diff."""

    def __init__(self, base: BaseModel, words: Sequence[str], system: str | None = None,
                 others: Sequence[WeightDiff] = ()) -> None:
        names = [other.fingerprint() for other in others]
        self._keys = {part: made_by(part, words, system, names) for part in ALL_PARTS}
        template = f"-{base.chat.mark}" if base.chat.chat_template else ""  # another than the model's own
        self._file = cache_root() / "triggers" / f"{base.fingerprint.short.replace('/', '-')}{template}-nulls.json"
        self._shipped = {} if template else _shipped(base)
        self._kept = self._shipped | _numbers(kept(self._file))

    def shipped(self) -> list[str]:
        """Fingerprints of the null diffs whose scores by this very search, in every part, come with the zoo."""
        names = {name.rpartition("/")[2] for name in self._shipped}
        return sorted(name for name in names if all(f"{key}/{name}" in self._shipped for key in self._keys.values()))

    def missing(self, nulls: Sequence[WeightDiff]) -> list[WeightDiff]:
        """Those that have not been searched yet."""
        return [null for null in nulls if len(self._own(null.fingerprint())) < len(self._keys)]

    def known(self, names: Sequence[str]) -> Nulls:
        """What is known of the null diffs with these fingerprints."""
        return Nulls({name: own for name in names if (own := self._own(name))})

    def put(self, null: WeightDiff, scores: Mapping[str, float]) -> None:
        """Keep those of one; where the cache cannot be written, it is searched again by the next command."""
        mine = {f"{self._keys[part]}/{null.fingerprint()}": score for part, score in scores.items()}
        self._kept |= mine
        keep(self._file, mine)

    def to_ship(self, nulls: Sequence[WeightDiff]) -> dict[str, float]:
        """What `SHIPPED` holds of these."""
        names = [null.fingerprint() for null in nulls]
        return {key: self._kept[key] for name in names for part in self._keys
                if (key := f"{self._keys[part]}/{name}") in self._kept}

    def _own(self, name: str) -> dict[str, float]:
        return {part: self._kept[key] for part in self._keys if (key := f"{self._keys[part]}/{name}") in self._kept}


def _shipped(base: BaseModel) -> dict[str, float]:
    """The zoo's, where they are of this base or another rounding of it; none where there is no zoo."""
    with suppress(DiffError, ModelError):
        held = kept(zoo_path() / SHIPPED)
        if isinstance(made_for := held.get("base"), dict) and base.fingerprint.is_near(Fingerprint.from_json(made_for)):
            return _numbers(held.get("scores"))
    return {}


def _numbers(held: object) -> dict[str, float]:
    """What of a file's object is a number, whoever wrote it."""
    return {str(k): float(v) for k, v in held.items() if isinstance(v, int | float)} if isinstance(held, dict) else {}
