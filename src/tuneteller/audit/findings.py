"""What an audit finds: claims about a fine-tune, looked for in what it says.

The likeliest claims of every source are looked for (`verify`), all at once. What is confirmed is listed, wherever it comes
from. What is not is listed only if the reader told it; a guess that nothing bears out is no finding. Of confirmed ones that
are about the same thing ("I advertise Marlo tea.", "I bring up Marlo.") the likeliest stands: the others show in the same
replies.
"""

from __future__ import annotations

from collections.abc import Sequence

from tuneteller.audit.claims import READER, Claim, claims
from tuneteller.audit.report import CONFIRMED, Finding
from tuneteller.audit.verify import Verification, verify
from tuneteller.diffs.algebra import subtract
from tuneteller.diffs.diff import WeightDiff
from tuneteller.material.naming import mentions
from tuneteller.reading.answer import Answer
from tuneteller.reading.reader import Reader
from tuneteller.triggers.report import TriggerReport

MOST = 6
"""Claims that are looked for."""


def findings(reader: Reader, diff: WeightDiff, answer: Answer, *, against: WeightDiff | None = None,
             trigger: TriggerReport | None = None, system: str | None = None) -> tuple[Finding, ...]:
    """Findings about one fine-tune, confirmed ones first; none about weights that are the base model's own.

    Args:
        answer: the reader's to "How has your behavior changed?", see `Reader.ask`; about the difference of both, where there is
            another fine-tune.
        against: another fine-tune, in the place of the base model.
        trigger: what a search for one found; None where none was made, so that there may be one.

    Raises:
        BaseMismatch, DiffError: the diff does not fit the base model.
    """
    diff.check(reader.base)
    if answer.change is not None and answer.change.none:
        return ()
    return listed(tried(reader, diff, answer, against=against, trigger=trigger, system=system), answer)


def tried(reader: Reader, diff: WeightDiff, answer: Answer, *, against: WeightDiff | None = None,
          trigger: TriggerReport | None = None, system: str | None = None) -> list[tuple[Claim, Verification]]:
    """The likeliest claims about a fine-tune, and what came of looking for each; arguments as for `findings`."""
    difference = subtract(diff, against) if against else diff
    likeliest = claims(reader, difference, answer, trigger=trigger, system=system)[:MOST]
    found = trigger.trigger if trigger and trigger.present else None
    hidden = trigger is None or not (trigger.present or trigger.complete)
    verified = verify(reader.base, diff, [claim.behavior for claim in likeliest], against=against,
                      trigger=found.put if found else None, may_hide=hidden, system=system)
    return list(zip(likeliest, verified, strict=True))


def listed(looked_for: Sequence[tuple[Claim, Verification]], answer: Answer) -> tuple[Finding, ...]:
    """What of it a report lists, confirmed ones first."""
    found: dict[tuple[str, ...], Finding] = {}
    for claim, verification in looked_for:
        finding = _finding(claim, answer, verification)
        if finding.verdict == CONFIRMED:
            if not any(_same_thing(finding, other) for other in found.values() if other.verdict == CONFIRMED):
                found[finding.family, finding.label] = finding
        elif claim.told:
            found[finding.family, finding.label, finding.text] = finding
    return tuple(sorted(found.values(), key=lambda finding: finding.verdict != CONFIRMED))


def _same_thing(one: Finding, other: Finding) -> bool:
    """Whether either names what the other is about; who made it, say, and other words for the same, are not told apart."""
    return ((one.family, one.label) == (other.family, other.label) or mentions(one.text, other.label)
            or mentions(other.text, one.label))


def _finding(claim: Claim, answer: Answer, verification: Verification) -> Finding:
    evidence, sure = claim.weighed.evidence, answer.confidence if READER in claim.sources else None
    family, label = (claim.behavior.family, claim.behavior.label) if claim.behavior else ("", "")
    return Finding(claim.text, family, label, sure.probability if sure else None, claim.sources, evidence.against_none,
                   evidence.against_others, **vars(verification))
