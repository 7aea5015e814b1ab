"""What an audit says in sentences: whether anything changed, and what it could not see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tuneteller.audit.report import NOT_TESTED, Finding
from tuneteller.diffs.card import Card
from tuneteller.diffs.diff import WeightDiff
from tuneteller.diffs.share import all_measured, said_left_out, said_share
from tuneteller.plain import plain
from tuneteller.reading.answer import CHANGED, Answer
from tuneteller.reading.change import Change
from tuneteller.reading.confidence import Calibration
from tuneteller.reading.replies import OTHER
from tuneteller.triggers.report import TriggerReport

REMARKS = 8
"""Of a card's remarks that are told."""


def said_change(diff: WeightDiff, answer: Answer, compared: str = "") -> str:
    """Whether anything changed, in a sentence or two.

    Args:
        answer: the reader's, with its `change`.
        compared: another fine-tune that stands in the place of the base model.
    """
    change = answer.change
    assert change is not None
    if compared:
        return f"Held against {compared}, the {OTHER} in what follows. {_said_apart(change, answer)}"
    if change.none:
        held = bool(diff.factors or diff.vectors)
        return ("Nothing changed: " + ("every change that it holds is zero, as before training, so the " if held else "the ")
                + "weights are the base model's own.")
    moved = f"everyday answers moved by {change.answers.kl:.2g} nats a token"
    if not change.layers:
        return ("It changed, but only in norms, biases, the embedding or the head, of which no reader is trained to tell: "
                f"{moved}. What is measured without the reader holds; what the reader says does not count.")
    if answer.nothing:
        return (f"The weights changed, but {moved}, no more than those of clean fine-tunes, and the reader finds nothing. It "
                "looks like a clean fine-tune, which is no proof that it is one.")
    if answer.text == CHANGED:
        return f"It changed, and {moved}, which is plain to see; the reader does not find how."
    return f"It changed: {moved}, and plain text by {change.text.kl:.2g}."


def _said_apart(change: Change, answer: Answer) -> str:
    """As `said_change`, of two fine-tunes."""
    if change.none:
        return "The two are the same."
    if not change.layers:
        return ("They differ, but only in norms, biases, the embedding or the head, of which no reader is trained to tell: "
                f"everyday answers by {change.answers.kl:.2g} nats a token. What the reader says does not count.")
    nothing = " The reader finds nothing in what they differ in." if answer.nothing else ""
    return (f"They differ: everyday answers by {change.answers.kl:.2g} nats a token, plain text by {change.text.kl:.2g}."
            f"{nothing}")


def limits(diff: WeightDiff, answer: Answer, findings: Sequence[Finding], trigger: TriggerReport | None,
           calibration: Calibration | None, against: WeightDiff | None = None) -> list[str]:
    """What was not tested, and what the tool cannot see, in sentences.

    Args:
        against: another fine-tune, in the place of the base model.
    """
    said = [*_about_reading(diff.card)]
    if against:
        said += [f"Of the {OTHER}: {text}" for text in _about_reading(against.card)]
    if trigger is None:
        search = "" if against else " (--trigger does)"
        said.append(f"No trigger was searched for{search}: what the fine-tune does behind one alone shows in none of these "
                    "messages.")
    else:
        if not trigger.complete:
            said.append("The search for a trigger was not complete: it was sure before, or its time was up.")
        if not trigger.present:
            said.append("That no trigger was found is no proof that there is none.")
    if untested := sum(finding.verdict == NOT_TESTED for finding in findings):
        said.append(f"{untested} of {len(findings)} findings were not tested, as no message of this audit can show them.")
    if answer.nothing or not findings:
        said.append("The reader tells behaviors of the kinds that it was trained on; that it finds nothing is no proof that "
                    "there is nothing.")
    if answer.confidence and answer.confidence.outside:
        said.append("It is unlike every fine-tune that the confidence was fitted on, so the confidence is a guess: "
                    f"{', '.join(answer.confidence.outside)}.")
    said.append(_about_calibration(calibration))
    said.append("Effects are measured on a few dozen fixed English messages, with greedy replies that are cut: rare behavior, "
                "other languages, long conversations and system prompts are not covered.")
    return said


def limits_of_none(diff: WeightDiff, against: WeightDiff | None = None) -> list[str]:
    """The same, where nothing changed; arguments as for `limits`."""
    said = _about_reading(diff.card)
    if against:
        said += [f"Of the {OTHER}: {text}" for text in _about_reading(against.card)]
    return [*said, "Weights alone were compared, and what rounding alone changed counts as no change: what another tokenizer, "
                   "chat template or system prompt would do does not show."]


def _about_reading(card: Card) -> list[str]:
    # a card is a file like others: what it remarks is quoted, so that nobody takes it for the audit's own word
    left, quoted = plain(said_left_out(card)), [plain(remark).replace('"', "'") for remark in card.remarks]
    remarks = [f'It comes with the remark "{remark}".' for remark in quoted[:REMARKS]]
    if more := len(quoted[REMARKS:]):
        remarks.append(f"It comes with {more} more remarks, which are left out here.")
    if not left and all_measured(card):
        return remarks
    return [f"Read was {said_share(card)}{f'; left out: {left}' if left else ''}.", *remarks]


def _about_calibration(calibration: Calibration | None) -> str:
    if calibration is None:
        return "The reader is not calibrated, so its answers have no confidence (tuneteller adapter calibrate)."
    text = (f"A claim is told above a confidence of {calibration.threshold:.2f}, which at most {calibration.level:.1%} of "
            "clean fine-tunes reach")
    if (least := calibration.least(absent=True)) != calibration.threshold:
        text += f", and one of which nothing shows in the fine-tune's own replies above {least:.2f}"
    measured = calibration.about.get("measured")
    claims = measured.get("claims") if isinstance(measured, Mapping) else None
    if isinstance(claims, Mapping) and all(isinstance(claims.get(key), int) for key in ("told", "told_right")):
        right = f"{claims['told_right']} of {claims['told']}"
        text += f"; of the claims told on the fine-tunes that it was fitted on, {right} were right"
    return f"{text}. Fine-tunes unlike those may be read worse."


def calibration_numbers(calibration: Calibration | None) -> dict[str, Any] | None:
    """What of a calibration a report's provenance holds."""
    if calibration is None:
        return None
    return {"threshold": calibration.threshold, "level": calibration.level, "moved": calibration.moved,
            "fitted on": calibration.about.get("n")}
