"""Confidence: the probability that an answer is right, from features of it, by a fit on validation organisms.

    p(right) = 1 / (1 + exp(−(c + Σ_f w_f · (x_f − mean_f) / std_f)))

Claims and findings of nothing have a logistic regression each: what speaks for the one speaks against the other. Where the
weights alone tell (`known.ALONE`), or the fine-tune's own replies decide (`reading.seen`), p is one number, the share of such
answers that are right. A claim of which nothing shows in these has another c. The numbers are kept beside the adapter, in
`calibration.json`, which `evaluation.calibration` fits; to predict takes no library.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tuneteller.diffs.diff import WeightDiff
from tuneteller.diffs.peft import read_json
from tuneteller.errors import DiffError
from tuneteller.families.family import Question
from tuneteller.reading.change import Change
from tuneteller.reading.known import KNOWN, KnownDirections

if TYPE_CHECKING:
    from tuneteller.reading.candidates import Weighed
    from tuneteller.reading.reader import Reader

CALIBRATION = "calibration.json"
SCHEMA = 1

PHRASINGS = 2
"""Other phrasings of the question in which an answer is weighed again."""

EVEN = 0.5
"""A finding of nothing, and a claim of which nothing shows, is told where it is likelier right than wrong."""

WEAKER, STRONGER = 0.5, 1.5
"""LoRA scales α at which it is weighed again."""

FEATURES = {
    "likelihood": "log p of the answer per token",
    "against none": "evidence against no diff",
    "against others": "evidence against other diffs",
    "against the best": "evidence against whichever makes the answer likeliest of no diff and the others",
    "lead": "by how much the answer outranks the next candidate",
    "tokens": "logarithm of the answer's tokens",
    "other phrasings": "log p per token where the question is asked in other words",
    "weaker": f"log p per token with {WEAKER}·δ",
    "stronger": f"log p per token with {STRONGER}·δ",
    "size": "logarithm of |δ|",
    "answers moved": "logarithm of the KL on everyday answers",
    "text moved": "logarithm of the KL on plain text",
    "clean share": "logarithm of the share of δ that lies where clean fine-tunes put theirs",
    "like known": "logarithm of the share of δ that lies where fine-tunes of which it is true put theirs, over that of others",
    "about": "logarithm of how far what it is about stands out of all things that δ could be about; 0 where that is not told",
}
"""What a confidence is made from; log p in nats, logarithms to base 10, evidence and lead as sign(x)·log10(1 + |x|)."""


@dataclass(frozen=True)
class Scale:
    """What a fit knows of one feature: mean, standard deviation, lowest and highest value, and the coefficient w."""

    mean: float
    std: float
    low: float
    high: float
    coefficient: float


@dataclass(frozen=True)
class Fit:
    """A logistic regression.

    Attributes:
        scales: feature -> its numbers; of those alone that vary.
        intercept: c.
    """

    scales: Mapping[str, Scale]
    intercept: float

    def probability(self, features: Mapping[str, float]) -> float:
        """p(right), see the module's first lines."""
        z = self.intercept + sum(s.coefficient * (features[name] - s.mean) / s.std for name, s in self.scales.items())
        return 1 / (1 + math.exp(-z)) if z >= 0 else math.exp(z) / (1 + math.exp(z))

    def outside(self, features: Mapping[str, float]) -> tuple[str, ...]:
        """The features that are lower or higher than of any fine-tune it was fitted on. Of n exchangeable fine-tunes, a new one
        is outside in one given feature with a probability of at most 2 / (n + 1)."""
        return tuple(name for name, s in self.scales.items() if not s.low <= features[name] <= s.high)


@dataclass(frozen=True)
class Confidence:
    """How sure an answer is.

    Attributes:
        probability: that it is right.
        known: whether that is enough to tell it.
        outside: features unlike those of any fine-tune of the fit; where there are any, the probability is a guess.
    """

    probability: float
    known: bool
    outside: tuple[str, ...] = ()


@dataclass(frozen=True)
class Calibration:
    """What makes a reader's answers to one question probabilities.

    Attributes:
        adapter: fingerprint of the adapter it was fitted for.
        question: name of the question.
        claim, nothing: the fits for claims and for findings of nothing; None where there was too little to fit.
        alone: that for what the weights alone tell; None where none did, and the fit for claims is taken.
        seen: that for what the fine-tune's own replies decide (`reading.seen`); likewise.
        absent: that for claims of which nothing shows in these; likewise.
        threshold: a claim is told if its confidence is above, see `least`.
        level: share of clean fine-tunes that get a claim at most, in expectation, by split conformal prediction.
        moved: KL in nats a token; at most a twentieth of clean fine-tunes move everyday answers further. None where there were
            too few to tell.
        about: on what it was fitted, and what was measured there.
        known: fingerprint of the reader's `KnownDirections`, if it had any.
    """

    adapter: str
    question: str
    claim: Fit
    nothing: Fit | None
    threshold: float
    level: float
    moved: float | None = None
    about: Mapping[str, Any] = field(default_factory=dict)
    known: str | None = None
    alone: Fit | None = None
    seen: Fit | None = None
    absent: Fit | None = None

    def confidence(self, features: Mapping[str, float], nothing: bool, alone: bool = False, seen: bool = False,
                   absent: bool = False) -> Confidence | None:
        """Of an answer with these features; None for a finding of nothing that has no fit."""
        decided = self.alone if alone else self.seen if seen else self.absent if absent else None
        fit = self.nothing if nothing else decided or self.claim
        if fit is None:
            return None
        p = fit.probability(features)
        return Confidence(p, p > self.least(nothing, absent), fit.outside(features))

    def least(self, nothing: bool = False, absent: bool = False) -> float:
        """The confidence above which such an answer is told."""
        return max(self.threshold, EVEN) if absent and self.absent else EVEN if nothing else self.threshold

    def to_json(self) -> dict[str, Any]:
        return {"schema": SCHEMA, **asdict(self)}

    @classmethod
    def from_json(cls, value: Any) -> Calibration:
        """A calibration from its JSON fields.

        Raises:
            DiffError: it is of a later schema, or damaged.
        """
        try:
            if value["schema"] != SCHEMA:
                raise DiffError(f"the calibration has schema {value['schema']!r}, and this version reads {SCHEMA}; install a "
                                f"newer version, or calibrate the reader again")
            if value.get("clean") is not None:
                raise DiffError("the calibration was fitted with clean.safetensors, which an earlier version made and this one "
                                "does not read; remove both files; tuneteller adapter known and calibrate make new ones")
            moved = value["moved"]
            return cls(str(value["adapter"]), str(value["question"]), _fit(value["claim"]),
                       None if value["nothing"] is None else _fit(value["nothing"]), _number(value["threshold"]),
                       _number(value["level"]), None if moved is None else _number(moved), dict(value["about"]),
                       value.get("known"), *(None if value.get(name) is None else _fit(value[name])
                                             for name in ("alone", "seen", "absent")))
        except (KeyError, TypeError, ValueError, OverflowError, AttributeError) as error:
            raise DiffError(f"the calibration is damaged ({error!r}); remove it, or calibrate the reader again with "
                            f"tuneteller adapter calibrate") from error


def load_calibration(directory: Path, adapter: WeightDiff, known: KnownDirections | None = None) -> Calibration | None:
    """The calibration beside an adapter; None where there is none.

    Args:
        known: what lies there as well, see `load_known`.

    Raises:
        DiffError: it is damaged, or was fitted for another adapter, or with other directions of known fine-tunes.
    """
    path = directory / CALIBRATION
    if not path.is_file():
        return None
    found = Calibration.from_json(read_json(directory, CALIBRATION))
    if found.adapter != (own := adapter.fingerprint()):
        raise DiffError(f"{path} was fitted for the adapter {found.adapter}, and this is {own}; remove it, or calibrate the "
                        f"reader again with tuneteller adapter calibrate")
    if found.known != (there := known.fingerprint if known else None):
        raise DiffError(f"{path} was fitted with {_file(found.known)}, and beside it is {_file(there)}; put back what was "
                        f"there, or remove {CALIBRATION}, then evaluate and calibrate again")
    return found


def features_of(reader: Reader, diffs: Sequence[WeightDiff], question: Question, asked: str, answers: Sequence[Weighed],
                changes: Sequence[Change], *, system: str | None = None) -> list[dict[str, float]]:
    """The features (`FEATURES`) of one answer about each diff.

    Args:
        question: the known question that was asked.
        asked: in these words.
    """
    others = [phrasing for phrasing in question.phrasings if phrasing != asked.strip()][:PHRASINGS]
    said = [[answer.text] for answer in answers]
    again = [reader.likelihoods(list(zip(diffs, said, strict=True)), words, system=system) for words in others]
    # after the fine-tune's own reply as it is, whatever the scale: it is the weights that are held against the answer
    scaled = [reader.likelihoods([(diff.scaled(scale), own) for diff, own in zip(diffs, said, strict=True)], asked,
                                 system=system, replies_of=diffs) for scale in (WEAKER, STRONGER)]
    found = []
    for i, (answer, change) in enumerate(zip(answers, changes, strict=True)):
        e = answer.evidence
        elsewhere = [nats[i].item() / e.tokens for nats in again]
        weaker, stronger = (nats[i].item() / e.tokens for nats in scaled)
        values = (e.own / e.tokens, _bent(e.against_none),
                  _bent(e.against_none if e.against_others is None else e.against_others), _bent(e.margin), _bent(answer.lead),
                  math.log10(e.tokens), sum(elsewhere) / len(elsewhere) if elsewhere else e.own / e.tokens, weaker, stronger,
                  _log(change.size), _log(change.answers.kl), _log(change.text.kl),
                  0.0 if change.clean_share is None else _log(change.clean_share), answer.likeness, answer.about)
        found.append(dict(zip(FEATURES, values, strict=True)))
    return found


def _file(known: str | None) -> str:
    return f"a {KNOWN} of fingerprint {known}" if known else f"no {KNOWN}"


def _bent(nats: float) -> float:
    """sign(x)·log10(1 + |x|): so that a few very large ratios do not set the scale."""
    return math.copysign(math.log10(1 + abs(nats)), nats)


def _log(value: float) -> float:
    """log10, of zero and of rounding below it that of a millionth."""
    return math.log10(max(value, 1e-6))


def _fit(value: Any) -> Fit:
    scales = {str(name): Scale(**{key: _number(number) for key, number in scale.items()})
              for name, scale in value["scales"].items()}
    if unknown := [name for name in scales if name not in FEATURES]:
        raise ValueError(f"no feature is named {unknown[0]!r}")
    if any(scale.std <= 0 for scale in scales.values()):
        raise ValueError("a standard deviation is not positive")
    return Fit(scales, _number(value["intercept"]))


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError(f"{value!r} is no finite number")
    return float(value)
