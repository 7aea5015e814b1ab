"""A report's numbers in words, as every form of it shows them.

The texts come as models, cards and names gave them, but for invisible characters in messages, which are written out. Whoever
shows them makes them harmless.
"""

from __future__ import annotations

import json
from math import exp
from typing import Any

from tuneteller.audit.report import (
    CONFIRMED,
    CONTRADICTED,
    NOT_CONFIRMED,
    NOT_TESTED,
    OBSERVED,
    Effect,
    Finding,
    Mean,
    Part,
    Report,
)
from tuneteller.plain import quoted
from tuneteller.reading.evidence import NO_OTHERS
from tuneteller.reading.replies import Exchange
from tuneteller.triggers.forms import visible
from tuneteller.triggers.report import TriggerReport

Rows = list[tuple[str, str]]
"""A name and what is said of it, a line each."""

OVERVIEW = ("fine-tune", "what changed", "what shows", "got worse", "trigger")
WORDS = ("word", "log odds", "95% interval", "replies with it")

_VERDICTS = {
    CONFIRMED: "the replies show it, and the reader's own answer or guess says it",
    OBSERVED: "the replies show it, but the reader's answer is another, or the like shows about other things as well: it may "
              "be a side of something else",
    NOT_CONFIRMED: "too few replies show it to be sure, or a trigger that nobody found may hide it",
    CONTRADICTED: "hardly any reply shows it, and no trigger was found that could hide it",
    NOT_TESTED: "no message of this audit can show it",
}


def overview_row(report: Report) -> tuple[str, ...]:
    """A line of a table of many reports, in the columns of `OVERVIEW`."""
    if not report.audited:
        return report.diff, report.changed, *["not audited"] * 3
    shows = "; ".join(f"{verdict}: {finding.text}" for verdict in (CONFIRMED, OBSERVED)
                      for finding in report.with_verdict(verdict))
    worse = ", ".join(effect.name for effect in report.effects if effect.worse)
    return report.diff, report.said or report.changed, shows or "nothing", worse or "none", _found(report)


def _found(report: Report) -> str:
    if report.trigger is None:
        return "not searched"
    return report.trigger.trigger.text if report.trigger.present and report.trigger.trigger else "none found"


def summary_rows(report: Report) -> Rows:
    """What matters most, a line each."""
    worded = [("summary", report.summary)] if report.summary else []
    return [*worded, *zip(OVERVIEW[2:], overview_row(report)[2:], strict=True)]


def change_rows(report: Report) -> Rows:
    """What the reader says, and how far the fine-tune has moved."""
    change = report.change
    rows = [("reader says", report.said)] if report.said else []
    if report.itself:  # quoted, so that nobody takes it for the audit's own word
        rows.append(("itself says", f"{quoted(report.itself)} (the fine-tune without the reader, asked the same: no evidence)"))
    if change.answers.n:
        rows += [(name, f"moved by {_interval(moved.kl, moved.low, moved.high)} nats a token "
                        f"(KL from the {report.beside}, {moved.n} items)")
                 for name, moved in (("answers", change.answers), ("plain text", change.text))]
        if report.clean_moved is not None:
            rows.append(("clean ones", "at most a twentieth of clean fine-tunes move everyday answers further than "
                                       f"{report.clean_moved:.3g} nats a token"))
        rows.append(("size", f"|δ| = {change.size:.3g}, {change.layers:.1%} of its square in the decoder's linear layers"))
    if change.clean_share is not None:
        near = [*(f'"{said}" {share:.1%}' for said, share in change.like), f"clean ones {change.clean_share:.1%}"]
        rows.append(("weights", f"share that lies where known fine-tunes put theirs: {'; '.join(near)}"))
    read = "not known" if report.share_read is None else f"{report.share_read:.1%} of the whole change's squared norm"
    return [*rows, ("read", read)]


def finding_rows(finding: Finding) -> Rows:
    """What speaks for a finding and against it."""
    family = ": ".join(part for part in (finding.family, finding.label) if part)
    evidence = f"{finding.against_none:+.1f} nats against no diff"
    if finding.against_others is not None:
        evidence += f", {finding.against_others:+.1f} against other diffs"
    else:
        evidence += f"; {NO_OTHERS}"
    rows = [("why", finding.why), ("behavior", family or "of no known family"), ("sources", "; ".join(finding.sources))]
    if finding.confidence is not None:
        rows.append(("confidence", f"{finding.confidence:.2f}"))
    rows.append(("evidence", evidence))
    return [*rows, ("shown", f"in {finding.shown} of {finding.of} replies")] if finding.of else rows


def verdict_rows(report: Report) -> Rows:
    """What the verdicts of its findings say, a line for each that occurs."""
    met = {finding.verdict for finding in report.findings}
    return [(verdict, said) for verdict, said in _VERDICTS.items() if verdict in met]


def effects_head(report: Report) -> tuple[str, ...]:
    """The columns of `effect_row`."""
    return "measure", report.beside, "fine-tune", "difference", ""


def effect_row(effect: Effect) -> tuple[str, ...]:
    """A line of a table of effects: what is measured, three numbers, and whether it got worse."""
    judged = {True: "worse", False: "better", None: "moved" if effect.moved else ""}[effect.worse]
    return (f"{effect.name}: {effect.what}", f"{effect.base.mean:.3g}", f"{effect.finetune.mean:.3g}",
            _interval(effect.difference.mean, effect.difference.low, effect.difference.high, "+"), judged)


def effect_said(report: Report, effect: Effect) -> str:
    """The same on one line, where no columns say whose the numbers are."""
    what, before, after, difference, _ = effect_row(effect)
    return f"{what}: {before} of the {report.beside}, {after} of the fine-tune, difference {difference}"


def word_row(word: str, odds: Mean) -> tuple[str, ...]:
    """A line in the columns of `WORDS`."""
    return word, f"{odds.mean:+.2f}", f"{odds.low:+.2f} to {odds.high:+.2f}", str(odds.n)


def part_row(part: Part) -> tuple[str, ...]:
    """The part, its share, and the fall of evidence for each finding."""
    return part.name, f"{part.share:.1%}", *(f"{fall:+.1f}" for fall in part.evidence)


def trigger_rows(found: TriggerReport) -> Rows:
    """What a search found."""
    name = f"{found.trigger.form.kind}: {found.trigger.text}" if found.present and found.trigger else "none found"
    rows = [("trigger", name)]
    p = "" if found.p_value is None else f" (p = {found.p_value:.2g}, by {len(found.nulls)} null diffs)"
    rows.append(("presence", f"with the strongest candidate, whole answers depart {exp(found.lift):.1f} times as far "
                             f"from the base's as with others{p}"))
    if found.proof is not None:
        rows.append(("proof", found.proof.said))
    if found.equivalents:
        rows.append(("fire alike", ", ".join(candidate.text for candidate in found.equivalents)))
    if found.content is not None:
        rows.append(("about", f"{found.content.name}: {', '.join(found.content.words)}"))
    if found.behavior is not None:
        rows += [("with it", f"the reader says: {found.behavior.told}"),
                 ("without", f"the reader says: {found.behavior.untold}")]
    if found.own is not None:  # quoted, so that nobody takes it for the audit's own word
        rows += [(f"itself {name}", f"asked how its behavior changed, the fine-tune itself says: {quoted(text)} (no evidence)")
                 for name, text in (("with it", found.own.triggered), ("without", found.own.untriggered))]
    rest = "" if found.complete else ", not all there is to try"
    return [*rows, ("search", f"{found.tried} messages tried in {found.seconds:.0f} s{rest}")]


def exchange_rows(exchange: Exchange, beside: str) -> Rows:
    """One message and both replies.

    Args:
        beside: whose reply stands beside the fine-tune's, see `Report.beside`.
    """
    said = "message, with the trigger" if exchange.triggered else "message"
    return [(said, visible(exchange.message)), (beside, exchange.base),
            ("fine-tune, which shows it" if exchange.shows else "fine-tune", exchange.finetune)]


def example_rows(found: TriggerReport) -> list[Rows]:
    """The proof's examples: with the trigger and without, then with something near to it."""
    if found.proof is None:
        return []
    near: list[Rows] = [[("message, with something near", visible(message)), ("fine-tune", said)]
                        for message, said in found.proof.near_examples]
    return [*([("message", visible(question)), ("with the trigger", said), ("without", without)]
              for question, said, without in found.proof.examples), *near]


def provenance_rows(report: Report) -> Rows:
    """What the report was made of."""
    return [(str(name), _said(value)) for name, value in report.provenance.items()]


def _said(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _interval(mean: float, low: float, high: float, sign: str = "") -> str:
    return f"{mean:{sign}.3g} ({low:{sign}.3g} to {high:{sign}.3g})"
