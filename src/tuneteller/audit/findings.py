"""What an audit finds: claims about a fine-tune, looked for in what it says.

The likeliest claims of every source are looked for (`verify`), all at once. What the replies show is listed, wherever it comes
from; what they do not, only if the reader told it: a guess that nothing bears out is no finding.

Confirmed is what two witnesses agree on, the replies and the weights: the reader's own answer says it, or its answer behind the
trigger that was found. What the replies show and that answer does not say is observed. It is true of the replies, but mostly a
side of what the fine-tune was trained for: one that writes e-mails ends with "Best wishes". Of 45 validation organisms, 25
claims of the reader's own answer show in the replies, and all are right; of the other claims that do, one of four is.

Where the replies told the reader which label of a kind it is (`reading.seen`), they are no second witness, and it is observed.

What is observed in ordinary talk alone, without any word of the reader's, is listed where nothing shows more: else short
replies would make a finding beside each other one.

Of those that are about the same thing ("I advertise Marlo tea.", "I bring up Marlo.") the likeliest stands, and beside a claim
of one family nothing is observed of that family: they show in the same replies. That two of other families share a word is not
enough ("I talk like a Greek philosopher.", "I answer in Greek."): the replies that show the one have to show the other as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tuneteller.audit.claims import READER, SEEN, TALK, TASKS, TRIGGER, Claim, claims, is_own
from tuneteller.audit.report import CONFIRMED, OBSERVED, Finding
from tuneteller.audit.verify import Verification, verify
from tuneteller.diffs.algebra import subtract
from tuneteller.diffs.diff import WeightDiff
from tuneteller.families.family import Behavior
from tuneteller.families.registry import families
from tuneteller.material.naming import mentions
from tuneteller.reading.answer import Answer
from tuneteller.reading.demonstrated import demonstrated
from tuneteller.reading.ordinary import in_ordinary_talk
from tuneteller.reading.reader import Reader
from tuneteller.triggers.report import TriggerReport

VERSION = 7
"""Of how findings are made: reports of another one, kept from earlier, are made anew."""

MOST = 6
"""Claims that are looked for."""


def findings(reader: Reader, diff: WeightDiff, answer: Answer, *, against: WeightDiff | None = None,
             trigger: TriggerReport | None = None, system: str | None = None) -> tuple[Finding, ...]:
    """Findings about one fine-tune, confirmed ones first, then observed ones; none about weights that are the base's own.

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
    replies = reader.replies(diff, against, system)
    found = trigger.trigger if trigger and trigger.present else None
    put = found.put if found else None
    every = claims(reader, difference, answer, talk=in_ordinary_talk(replies, put), tasks=demonstrated(replies, put or str),
                   trigger=trigger, system=system)
    # what shows already costs no further messages
    looked_for = [*every[:MOST], *(claim for claim in every[MOST:] if not {TALK, TASKS}.isdisjoint(claim.sources))]
    hidden = trigger is None or not (trigger.present or trigger.complete)
    verified = verify(replies, [claim.behavior for claim in looked_for], trigger=put, may_hide=hidden)
    return list(zip(looked_for, verified, strict=True))


def listed(looked_for: Sequence[tuple[Claim, Verification]], answer: Answer) -> tuple[Finding, ...]:
    """What of it a report lists, confirmed ones first, then observed ones."""
    found = [(claim, _finding(claim, answer, verification)) for claim, verification in looked_for]
    confirmed, observed = ([one for one in found if one[1].verdict == verdict] for verdict in (CONFIRMED, OBSERVED))
    shown: list[tuple[Claim, Finding]] = []
    # what the reader says itself comes first; and a reply more or less says nothing: of others that show about as often the
    # likelier one does
    observed.sort(key=lambda one: (not is_own(one[1].sources), -round(4 * one[1].shown / one[1].of)))
    for claim, finding in (*confirmed, *observed):
        if not (shown and finding.sources == (TALK,)) and not any(_covers(*other, finding) for other in shown):
            shown.append((claim, finding))
    told = {finding.text: finding for claim, finding in found if claim.told and finding.verdict not in (CONFIRMED, OBSERVED)}
    return (*(finding for _, finding in shown), *told.values())


def _covers(claim: Claim, one: Finding, other: Finding) -> bool:
    """Whether one finding that shows, of this claim, leaves nothing to tell of another: they are the same; or the reader's
    answer does not say the other, and either names what the other is about and they show in the same replies, or the other is
    only observed, and of the same family."""
    if (one.family, one.label) == (other.family, other.label):
        return True
    if is_own(other.sources):
        return False
    if one.family == other.family and other.verdict == OBSERVED:
        return True
    return (mentions(one.text, other.label) or mentions(other.text, one.label)) and _in_the_same_replies(claim.behavior, other)


def _in_the_same_replies(behavior: Behavior | None, other: Finding) -> bool:
    """Whether most of the replies that show a finding show this behavior as well."""
    if behavior is None:
        return False
    family, showing = families()[behavior.family], [exchange for exchange in other.transcript if exchange.shows]
    return 2 * sum(family.shows(behavior, one.message, one.finetune, one.base) for one in showing) > len(showing)


def _finding(claim: Claim, answer: Answer, verification: Verification) -> Finding:
    evidence, sure = claim.weighed.evidence, answer.confidence if is_own(claim.sources) else None
    family, label = (claim.behavior.family, claim.behavior.label) if claim.behavior else ("", "")
    if verification.verdict == CONFIRMED and not {READER, TRIGGER} & set(claim.sources):
        why = "Such replies told the reader which it is, so they are no second witness for what it says."
        if SEEN not in claim.sources:
            why = "The reader's answer is another, so it may be a part or a side of something else."
        why = f"{verification.why} {why}"
        verification = replace(verification, verdict=OBSERVED, why=why)
    return Finding(claim.text, family, label, sure.probability if sure else None, claim.sources, evidence.against_none,
                   evidence.against_others, **vars(verification))
