"""What a page says of a result, in words: the same facts that the terminal shows."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from math import exp
from typing import Any

from jinja2 import UndefinedError

from tuneteller.audit import rows
from tuneteller.audit.rows import Rows
from tuneteller.errors import DataError, TuneTellerError
from tuneteller.reading.answer import ABSENT, CHANGED, SEEN, UNKNOWN, finds_nothing, told_above, why_not_nothing
from tuneteller.reading.confidence import Calibration
from tuneteller.reading.evidence import NO_OTHERS
from tuneteller.service.jobs import Job
from tuneteller.triggers.report import TriggerReport

LIKELY = 0.02
"""Share of a job from which the time that is left can be told."""


@dataclass(frozen=True)
class Told:
    """A reader's answer.

    Attributes:
        text: what it says.
        why: what that means, where it says that it does not know, or finds nothing.
        sure: how sure it is, in words.
        probability: of that; None where there is none.
        threshold: such an answer is told above; None where that is not known, or it depends on something else.
        guess: its best guess, where that is another text.
        bars: evidence: of what, nats, and what it is held against.
        facts: all else that is known.
        notes: what has to be heeded.
    """

    text: str
    why: str
    sure: str
    probability: float | None
    threshold: float | None
    guess: str
    bars: tuple[tuple[str, float], ...]
    facts: Rows
    notes: tuple[str, ...]


@contextmanager
def readable() -> Iterator[None]:
    """Around what shows a result: a stored one may be another version's, or have null for a number that was not finite.

    Raises:
        DataError: it is such a one.
    """
    try:
        yield
    except (LookupError, TypeError, ValueError, AttributeError, UndefinedError) as error:
        raise DataError(f"this result cannot be shown ({type(error).__name__}: {error}); another version made it, or a number "
                        f"in it is not finite; ask again") from error


def answer(result: Mapping[str, Any], calibration: Calibration | None) -> Told:
    """An answer as `tuneteller ask --json` gives it.

    Args:
        calibration: of the reader that gave it, if it is known.
    """
    change, evidence, p, guess = result["change"], result["evidence"], result["confidence"], result["guess"]
    none = bool(change and not change["size"])
    unsure = result["answer"] in (UNKNOWN, CHANGED)
    bars = [("against the base model", evidence["against_none"])]
    if evidence["against_others"] is not None:
        bars.append((f"against {len(evidence['others'])} other fine-tunes", evidence["against_others"]))
    notes = [] if evidence["others"] else [f"{NO_OTHERS.capitalize()}."]
    if finds_nothing(result["answer"]) and not none:
        notes.append("That the reader finds nothing is no proof that there is nothing.")
    elif result.get("seen"):  # older results tell neither this nor the next
        notes.append(SEEN)
    elif result.get("absent"):
        notes.append(ABSENT)
    elif not finds_nothing(guess) and evidence["margin"] <= 0:
        notes.append("This fine-tune does not make the guess likelier than other fine-tunes or none do: do not rely on it.")
    if result["outside"]:
        notes.append(f"It is unlike any fine-tune that the confidence was fitted on ({', '.join(result['outside'])}), so the "
                     f"confidence is a guess.")
    if result["share_read"] is not None and result["share_read"] < 0.5:
        notes.append(f"Only {result['share_read']:.1%} of what the fine-tune changed was read (of its squared norm): the "
                     f"answer is about that part alone.")
    return Told(result["answer"], _why(result, calibration) if unsure else "", _sure(p, change, none, unsure), p,
                None if none else _threshold(result, calibration),
                guess if guess != result["answer"] else "", tuple(bars),
                _facts(change), (*notes, *result.get("remarks", ())))


def _why(result: Mapping[str, Any], calibration: Calibration | None) -> str:
    change = result["change"]
    if finds_nothing(result["guess"]) and (not change or change["layers"]):
        return f"The reader's best guess is that nothing notable changed; {why_not_nothing(result['answer'])}."
    if result["answer"] == CHANGED:
        return ""
    if result["confidence"] is None:
        return "The reader has a guess, but nothing tells how often such a guess is right."
    above = f": {told_above(calibration, bool(result.get('absent')))}" if calibration else ""
    return f"The reader has a guess, but it is not sure enough to tell it{above}."


def _threshold(result: Mapping[str, Any], calibration: Calibration | None) -> float | None:
    if calibration is None or result["confidence"] is None or result["answer"] == CHANGED:  # which other things decide
        return None
    return calibration.least(finds_nothing(result["guess"]), bool(result.get("absent")))


def _sure(p: float | None, change: Mapping[str, Any] | None, none: bool, unsure: bool) -> str:
    if none and p is not None:
        return "certain: the weights are the base model's own"
    if change and not change["layers"] and not none:
        return "none: no linear layer changed, and readers are trained on changes of these alone"
    if p is None:
        return "not known: this reader is not calibrated for such an answer"
    return f"{p:.2f}{' for its best guess' * unsure}"


def _facts(change: Mapping[str, Any] | None) -> Rows:
    """How far the fine-tune has moved."""
    if not change or not change["size"]:
        return []
    moved = [f"{part['kl']:.2g} ({part['low']:.2g} to {part['high']:.2g}) in {name}"
             for name, part in (("answers", change["answers"]), ("plain text", change["text"]))]
    facts = [("change", f"KL from the base model, in nats a token: {', '.join(moved)}")]
    if change["clean_share"] is not None:
        near = [*(f'"{said}" {share:.1%}' for said, share in change["like"]), f"clean ones {change['clean_share']:.1%}"]
        facts.append(("weights", f"share of the change that lies where known fine-tunes put theirs: {'; '.join(near)}"))
    return facts


def trigger_rows(report: TriggerReport) -> Rows:
    """How a search for a trigger went: all that a page does not show apart."""
    more: Rows = []
    if report.trigger is not None and not report.present:
        more.append(("nearest", f"{report.trigger.text}, which is not proven"))
    if report.trigger is not None and report.proof is None:
        more.append(("proof", "none: the time was up"))
    if report.trigger is not None and report.whole is not None and report.whole.text != report.trigger.text:
        more.append(("strongest form", report.whole.text))
    if len(report.kinds) > 1:
        more.append(("kinds", "; ".join(f"{c.form.kind}, {exp(c.score):.1f} times: {c.text}" for c in report.kinds)))
    return [*more, *(row for row in rows.trigger_rows(report) if row[0] not in ("trigger", "proof", "with it", "without"))]


def time_left(job: Job) -> float | None:
    """Seconds that a job still takes, as far as that can be told."""
    if not job.begun or job.share <= LIKELY:
        return None
    return max(time.time() - job.begun, 0.0) * (1 - job.share) / job.share


def failure(job: Job) -> str:
    """Why a job has no result, if that is known; what is no error of ours is for the log alone."""
    if job.error is None:
        return ""
    return str(job.error) if isinstance(job.error, TuneTellerError) else "it failed; the server's log says why"


def outcome(job: Job) -> str:
    """What came of a job, in a few words."""
    if job.error is not None:
        return failure(job)
    try:
        with readable():
            return _outcome(job.work.kind, job.result) if job.result is not None else ""
    except DataError as error:  # one such result must not take the list of all with it
        return str(error)


def _outcome(kind: str, result: Mapping[str, Any]) -> str:
    if kind == "ask":
        return str(result["answer"])
    if kind == "audit":
        return str(result["said"] or result["changed"])
    if kind == "trigger":
        return f"found: {result['trigger']['text']}" if result["present"] and result["trigger"] else "no trigger found"
    return cosine(result["kinds"]) if kind == "compare" else ""


def cosine(kinds: Sequence[Mapping[str, Any]]) -> str:
    """How alike two fine-tunes are over all that they change."""
    whole = next((row["cosine"] for row in kinds if row["kind"] == "all"), None)
    return "nothing that both change" if whole is None else f"cosine {whole:+.3f}"
