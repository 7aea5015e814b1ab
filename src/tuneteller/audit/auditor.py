"""The audit of a fine-tune: what is known about it, part by part, as one report.

    report = Auditor(base, Reader.load(base)).audit(diff)
    report.changed, report.findings, report.effects
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property
from importlib import metadata
from pathlib import Path
from typing import Any

import tuneteller
from tuneteller.audit.effects import VERSION as EFFECTS
from tuneteller.audit.effects import measure_effects
from tuneteller.audit.findings import VERSION as FINDINGS
from tuneteller.audit.findings import findings
from tuneteller.audit.report import Report
from tuneteller.audit.stored import Finished
from tuneteller.audit.told import calibration_numbers, limits, limits_of_none, said_change
from tuneteller.audit.where import VERSION as WHERE
from tuneteller.audit.where import by_layer, where
from tuneteller.clock import Clock
from tuneteller.diffs.algebra import subtract
from tuneteller.diffs.diff import WeightDiff, null_diff, said_apart
from tuneteller.diffs.share import said_left_out, said_share, share_read, squared_norm
from tuneteller.digest import digest
from tuneteller.errors import ConfigError, TuneTellerError
from tuneteller.families.family import CHANGE
from tuneteller.models import BaseModel
from tuneteller.packages import ENCYCLOPEDIA, missing
from tuneteller.reading.change import Change, Moved, measure_change
from tuneteller.reading.own_turns import own_answers
from tuneteller.reading.reader import Reader
from tuneteller.triggers.find import VERSION as FOUND
from tuneteller.triggers.find import Scan, find_trigger, scans_of
from tuneteller.triggers.made_by import made_by
from tuneteller.triggers.orders import comparisons
from tuneteller.triggers.presence import NullLifts
from tuneteller.triggers.report import TriggerReport
from tuneteller.triggers.words import general_words

Progress = Callable[[float, str], None]
"""Called with the share that is done, from 0 to 1, and what is being done."""


def check_seconds(seconds: float | None, trigger: bool) -> None:
    """Refuse a time that bounds nothing.

    Raises:
        ConfigError: it is not above 0, or no trigger is searched for.
    """
    if seconds is not None and not (seconds > 0 and trigger):  # not above 0 either, where it is no number
        raise ConfigError(f"seconds is {seconds:g}; it bounds the search for a trigger, so give more than 0, and ask for that "
                          f"search (--trigger)")


def check_against(against: bool, trigger: bool) -> None:
    """Refuse a search for a trigger beside another fine-tune.

    Raises:
        ConfigError: both are asked for.
    """
    if against and trigger:
        raise ConfigError("a trigger is searched for against the base model alone, but another fine-tune stands in its place; "
                          "leave one of the two out (--trigger, --against)")


class Auditor:
    """Audits fine-tunes of one base model.

    Args:
        base: the base model.
        reader: of that base.
        trigger: whether a trigger is searched for, which takes minutes.
        seconds: for that search; as long as it takes by default.
        against: another fine-tune, in the place of the base model: what both do alike is no finding.
        compared: what the reports call it; by default the id on its card, or its fingerprint.
        kept: where what a search for a trigger found is kept as soon as it is there, and taken up again.
        families: files of a user's own families that were loaded, on which findings depend.

    Raises:
        ConfigError: see `check_seconds`; or a trigger is to be searched for beside another fine-tune.
        BaseMismatch, DiffError: the other fine-tune does not fit the base model.
    """

    def __init__(self, base: BaseModel, reader: Reader, *, trigger: bool = False, seconds: float | None = None,
                 against: WeightDiff | None = None, compared: str = "", kept: Finished | None = None,
                 families: Sequence[Path] = ()) -> None:
        check_seconds(seconds, trigger)
        check_against(against is not None, trigger)
        self.base, self.reader, self.trigger, self.seconds = base, reader, trigger, seconds
        self.against, self.compared, self.kept = against, "", kept
        self._families = [hashlib.sha256(path.read_bytes()).hexdigest()[:12] for path in families]
        self._scans: dict[str, Scan] = {}
        if against is not None:
            against.check(base)
            self.compared = compared or against.card.id or against.fingerprint()

    def prepare(self, diffs: Sequence[WeightDiff], progress: Progress = lambda share, doing: None) -> None:
        """Compute together what the searches for a trigger of several fine-tunes have in common; `audit` then says of each of
        them what it says without, but sooner. Where no trigger is searched for, there is nothing to prepare.

        Raises:
            BaseMismatch, DiffError: one does not fit the base model.
        """
        diffs = [diff for diff in diffs if squared_norm(diff) and self._kept_search(diff) is None] if self.trigger else []
        if diffs:
            found = scans_of(self.base, diffs, seconds=self.seconds, progress=progress)
            self._scans = {diff.fingerprint(): scan for diff, scan in zip(diffs, found, strict=True)}

    def audit(self, diff: WeightDiff, name: str = "", progress: Progress = lambda share, doing: None) -> Report:
        """All that can be told about one fine-tune.

        Args:
            name: what the report calls it; by default the id on its card, or its fingerprint.

        Raises:
            BaseMismatch, DiffError: it does not fit the base model.
        """
        diff.check(self.base)
        clock = Clock()
        name = name or diff.card.id or diff.fingerprint()
        progress(0.0, "the reader answers")
        difference = subtract(diff, self.against) if self.against else diff
        answer = self.reader.ask(difference)
        if self.against:
            [change] = measure_change(self.base, [diff], known=self.reader.known, against=self.against)
            answer = replace(answer, change=change)
        assert answer.change is not None  # `ask` measures it
        changed = said_change(diff, answer, self.compared)
        if answer.change.none:
            return Report(name, changed, answer.change, share_read(diff.card), answer.text,
                          limits=tuple(limits_of_none(diff, self.against)), provenance=self._provenance(diff, clock),
                          against=self.compared)
        begun = 0.2
        found = None
        if self.trigger:
            found = self._search(diff, lambda share, doing: progress(0.2 + 0.5 * share, doing))
            begun = 0.7

        def at(share: float, doing: str) -> None:
            progress(begun + (1 - begun) * share, doing)

        at(0.0, "findings are tested")
        claims = findings(self.reader, diff, answer, against=self.against, trigger=found)
        at(0.5, "side effects")
        effects = measure_effects(self.base, diff, self.against)
        at(0.8, "where the change is")
        calibration, itself = self.reader.calibration, answer.finetune
        if self.against:  # the answer is about the difference of both, which is neither of them
            itself = own_answers(self.base, [diff], answer.question, max_new_tokens=CHANGE.max_new_tokens)[1]
        parts = where(self.reader, difference, [claim.text for claim in claims])
        progress(1.0, "")
        unseen = (*limits(diff, answer, claims, found, self.reader.calibration, self.against), *effects.limits,
                  *([f"The reader was {said_apart(self.reader.apart)}."] if self.reader.apart is not None else []),
                  *([] if _encyclopedia() else [f"The encyclopedia {missing(ENCYCLOPEDIA)}. Its titles were no candidates, so "
                                                "what the fine-tune has read about may be missed."]))
        return Report(name, changed, answer.change, share_read(diff.card), answer.text, claims,
                      effects.measured, effects.distinctive, parts, found, unseen, self._provenance(diff, clock),
                      against=self.compared, itself=itself,
                      clean_moved=calibration.moved if calibration and not self.against else None,
                      layers=by_layer(self.base, difference))

    def _search(self, diff: WeightDiff, progress: Progress) -> TriggerReport:
        """What a search for a trigger finds, or found before."""
        if (found := self._kept_search(diff)) is None:
            found = find_trigger(self.base, diff, self.reader, seconds=self.seconds, scan=self._scans.get(diff.fingerprint()),
                                 progress=progress)
            if self.kept:
                self.kept.put_trigger(self.search_key(diff), found)
        return found

    def _kept_search(self, diff: WeightDiff) -> TriggerReport | None:
        return self.kept.trigger(self.search_key(diff)) if self.kept else None

    def unread(self, name: str, error: TuneTellerError) -> Report:
        """The report on a fine-tune that cannot be read: nothing is measured, and the error says why."""
        nothing = Moved(0.0, 0.0, 0.0, 0)
        return Report(name, f"Nothing was audited: {error}", Change(nothing, nothing, 0.0), 0.0, "",
                      limits=("Nothing was measured, so this report clears nothing.",),
                      provenance=self._provenance(null_diff(), Clock()), against=self.compared)

    def key(self, diff: WeightDiff) -> dict[str, Any]:
        """What a report on a diff depends on: equal keys, equal reports."""
        import torch
        import transformers

        reader = self.reader
        fit = digest(reader.calibration.to_json())[:12] if reader.calibration else None
        cards = [diff.card, *([self.against.card] if self.against else [])]
        told = [[*card.remarks, said_left_out(card), said_share(card)] for card in cards]  # of each, in the report
        return {
            "base": self.base.fingerprint.short, "diff": diff.fingerprint(), "reader": reader.adapter.fingerprint(),
            "comparisons": [other.fingerprint() for other in reader.others(diff)], "calibration": fit,
            **({"against": self.against.fingerprint(), "the other is called": self.compared} if self.against else {}),
            "known directions": reader.known.fingerprint if reader.known else None,
            "encyclopedia": _encyclopedia(), "findings": FINDINGS, "effects": EFFECTS, "where": WHERE,
            **({"families": self._families} if self._families else {}),
            "remarks": digest(told)[:12],
            "trigger": self.trigger, **({"trigger search": self._how_searched} if self.trigger else {}),
            "seconds for it": self.seconds, "seed": 0,
            "template": self.base.chat.mark,
            "dtype": str(self.base.dtype), "device": str(self.base.device), "tuneteller": tuneteller.__version__,
            "torch": torch.__version__, "transformers": transformers.__version__,
        }

    def search_key(self, diff: WeightDiff) -> dict[str, Any]:
        """What a search for a trigger depends on, of what the report does."""
        others = ("comparisons", "calibration", "known directions", "encyclopedia", "findings", "effects", "where", "families",
                  "remarks")
        return {name: value for name, value in self.key(diff).items() if name not in others}

    @cached_property
    def _how_searched(self) -> str:
        """A hash of what a search depends on beside the fine-tune and the reader: how it is made, its words, what they stand
        out against, and the lifts of the null diffs that come with the zoo."""
        words, others = general_words(self.base), comparisons(self.base)
        names = [other.fingerprint() for other in others]
        nulls = NullLifts(self.base, words, None, others).shipped()
        return digest([made_by(words, None, names), nulls.known, FOUND])[:12]

    def _provenance(self, diff: WeightDiff, clock: Clock) -> dict[str, Any]:
        return {**self.key(diff), "calibrated": calibration_numbers(self.reader.calibration),
                "seconds": round(clock.spent, 1), "date": datetime.now(UTC).isoformat(timespec="seconds")}


def _encyclopedia() -> str | None:
    """The version of the encyclopedia, whose titles are candidates; None where it is not installed."""
    try:
        return metadata.version(ENCYCLOPEDIA.name) if ENCYCLOPEDIA.folder() else None
    except metadata.PackageNotFoundError:  # its files lie there alone
        return "unknown"
