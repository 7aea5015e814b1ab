"""What an audit says about a fine-tune, as data: who shows it (JSON, Markdown, HTML, SARIF) and who checks it reads this.

Nothing here runs a model. Texts of models, cards and names are kept as they came; those who show them make them harmless.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from tuneteller.reading.change import Change
from tuneteller.reading.replies import OTHER, Exchange
from tuneteller.triggers.report import TriggerReport

SCHEMA = 1

BASE = "base"
"""What columns call the base model."""

CONFIRMED, OBSERVED, NOT_CONFIRMED = "confirmed", "observed", "not confirmed"
CONTRADICTED, NOT_TESTED = "contradicted", "not tested"
"""Verdicts on a finding. Confirmed: the fine-tune does it where the base does not, and the reader's answer, or its guess where
it is not sure enough to tell it, says so. Observed: it does, but the reader's answer is another, or it does the like about
other things as well, so that it may be a part or a side of something else. Contradicted: it was looked for, and the fine-tune
does as the base does. Not tested: no message can show it."""


@dataclass(frozen=True)
class Finding:
    """One claim about the fine-tune.

    Attributes:
        text: a first-person sentence of the fine-tune, as the reader says it.
        family: of the behavior that it tells; "" where no family knows such a sentence.
        label: that behavior's; "" where it is not known.
        confidence: the reader's, that it is right; None where it is not calibrated, or where the claim is another source's.
        sources: where it comes from: "reader", "reader, other answers", "weights", "trigger", ...
        against_none, against_others: evidence for it in nats, against no diff and against other diffs.
        verdict: see `CONFIRMED`.
        why: the verdict in a sentence.
        shown, of: of the messages, how many replies show it, without a trigger or with it, whichever are more.
        transcript: the messages.
    """

    text: str
    family: str
    label: str
    confidence: float | None
    sources: tuple[str, ...]
    against_none: float
    against_others: float | None
    verdict: str
    why: str
    shown: int = 0
    of: int = 0
    transcript: tuple[Exchange, ...] = ()


@dataclass(frozen=True)
class Mean:
    """A mean, and its 95% interval over n messages."""

    mean: float
    low: float
    high: float
    n: int


@dataclass(frozen=True)
class Effect:
    """One thing that is measured of base and fine-tune on the same messages, without a reader.

    Attributes:
        name: "length", "refusals", ...
        what: what is measured, and its unit, in a few words.
        base, finetune: means, with 95% intervals over the messages; the first as for an `Exchange`.
        difference: fine-tune minus base, paired by message, with a 95% interval.
        worse: whether the difference is for the worse; None where it is neither.
    """

    name: str
    what: str
    base: Mean
    finetune: Mean
    difference: Mean
    worse: bool | None = None

    @property
    def moved(self) -> bool:
        """Whether the interval of the difference leaves out 0."""
        return self.difference.low > 0 or self.difference.high < 0


@dataclass(frozen=True)
class Part:
    """A part of the model.

    Attributes:
        name: "layers 0 to 9", "attention", ...
        share: of the change's squared norm.
        evidence: nats by which the evidence of each finding falls when this part of the change is left out, in their order.
    """

    name: str
    share: float
    evidence: tuple[float, ...] = ()


@dataclass(frozen=True)
class Report:
    """One audit.

    Attributes:
        diff: what was audited, as it was given.
        changed: whether anything changed, in a sentence or two.
        change: how far answers and weights depart from the base.
        share_read: how much of the whole change is in what was read, of its squared norm; None where not known.
        said: the reader's answer, which may be that it does not know.
        findings: confirmed ones first, then observed ones.
        effects: what got worse first.
        distinctive: words that the fine-tune says more often (above 0) or less often than the base: log odds, 95% intervals.
        where: the change by layers, and by kinds of modules.
        trigger: what the search found; None where it was not asked for.
        limits: what was not tested, and what the tool cannot see.
        provenance: hashes of base, diff and reader; versions, seeds, command, seconds.
        summary: all of it in a few sentences, where a language model worded one (`summary.summarise`).
        against: the other fine-tune that stands in the place of the base, as it was given; "" where none does.
        itself: what the fine-tune says without the reader, asked what the reader is asked: no evidence of anything.
        clean_moved: KL in nats a token; at most a twentieth of clean fine-tunes move everyday answers further. None where that
            is not known, and beside another fine-tune.
        layers: share of the change's squared norm in each layer, in their order; () where nothing changed. What is outside of
            the layers is in none of them.
    """

    diff: str
    changed: str
    change: Change
    share_read: float | None
    said: str
    findings: tuple[Finding, ...] = ()
    effects: tuple[Effect, ...] = ()
    distinctive: tuple[tuple[str, Mean], ...] = ()
    where: tuple[Part, ...] = ()
    trigger: TriggerReport | None = None
    limits: tuple[str, ...] = ()
    provenance: Mapping[str, Any] = field(default_factory=dict)
    summary: str = ""
    against: str = ""
    itself: str = ""
    clean_moved: float | None = None
    layers: tuple[float, ...] = ()

    @property
    def audited(self) -> bool:
        """Whether anything was measured: of a fine-tune that cannot be read nothing is, so that its report clears nothing."""
        return self.change.answers.n > 0

    @property
    def beside(self) -> str:
        """What the fine-tune is held against: `BASE` or `OTHER`."""
        return OTHER if self.against else BASE

    def with_verdict(self, verdict: str) -> list[Finding]:
        """The findings that have it, in their order."""
        return [finding for finding in self.findings if finding.verdict == verdict]

    def to_json(self) -> dict[str, Any]:
        """All fields, in JSON's types."""
        return {"schema": SCHEMA, **asdict(self), "trigger": self.trigger and self.trigger.to_json()}
