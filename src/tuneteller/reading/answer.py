"""An answer about a fine-tune, and what is said: the reader's best guess only where that is likely enough to be right.

    nothing notable       the reader finds nothing, and the models' everyday answers are about the same
    CHANGED               it finds nothing, but they plainly differ; or the change is of a kind that no reader is trained on
    UNKNOWN               its guess, a claim or that it is nothing, is not sure enough (`reading.confidence`); or to another
                          question about such a change
    the guess             otherwise
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tuneteller.families.family import CHANGE, NOTHING, Question
from tuneteller.reading.change import Change
from tuneteller.reading.confidence import EVEN, Calibration, Confidence
from tuneteller.reading.evidence import Evidence

SEEN = "The fine-tune's own replies show which it is; the weights tell the kind of change at most."
"""Beside an answer that is `seen`."""

ABSENT = "Nothing of this guess shows in the fine-tune's own replies: it is untrue, or behind a trigger."
"""Beside one that is `absent`."""

UNKNOWN = "I don't know."
CHANGED = "It changed, but I cannot say how."

PLAINLY = 1.0
"""KL in nats a token from which everyday answers have plainly moved, for a reader that is not calibrated."""


@dataclass(frozen=True)
class Answer:
    """What came back.

    Attributes:
        question: as asked.
        text: what is said, see above.
        evidence: of the reader's best guess.
        base: what the base model says to the same question.
        finetune: what the fine-tune says without the reader.
        share_read: how much of the fine-tune's whole change the answer is about, of its squared norm; at most, where not all of
            it could be measured (`diffs.share.all_measured`), and None if not known.
        guess: the reader's best guess, whether it is sure or not.
        confidence: that the guess is right, whatever is said in its place; None where the reader is not calibrated for the
            question. Of weights that are the base model's own: that nothing has changed.
        change: how far the fine-tune has moved from the base.
        seen: whether the guess is what the fine-tune's own replies show, and not what the reader tells (`reading.seen`).
        absent: whether nothing of it shows in these.
    """

    question: str
    text: str
    evidence: Evidence
    base: str
    finetune: str
    share_read: float | None = 1.0
    guess: str = ""
    confidence: Confidence | None = None
    change: Change | None = None
    seen: bool = False
    absent: bool = False

    @property
    def nothing(self) -> bool:
        """Whether it says that there is nothing to tell, whatever was asked. No evidence can speak for that."""
        return finds_nothing(self.text)

    @property
    def unsure(self) -> bool:
        """Whether it says that the reader does not know."""
        return self.text in (UNKNOWN, CHANGED)

    def to_json(self) -> dict[str, Any]:
        """Its fields; `confidence` is a probability, and `outside` names the features that are unlike any of the fit."""
        sure = self.confidence
        return {"question": self.question, "answer": self.text, "confidence": sure and sure.probability,
                "outside": list(sure.outside) if sure else [], "guess": self.guess or self.text,
                "seen": self.seen, "absent": self.absent, "evidence": self.evidence.to_json(),
                "change": self.change and self.change.to_json(), "base": self.base, "finetune": self.finetune,
                "share_read": self.share_read}


def finds_nothing(text: str) -> bool:
    """Whether an answer is that there is nothing to tell."""
    return text.strip().startswith(NOTHING.partition(":")[0])


def told(guess: str, question: Question | None, change: Change, confidence: Confidence | None,
         calibration: Calibration | None = None) -> str:
    """What is said in place of the reader's best guess, see above.

    Args:
        question: the known question that was asked, if it is one.
        calibration: the reader's.
    """
    if change.none and question is not None:
        return question.null_answer
    if not change.layers and not change.none:
        return CHANGED if question == CHANGE else UNKNOWN
    if finds_nothing(guess) and question == CHANGE and change.answers.kl > plainly(calibration):
        return CHANGED
    return guess if confidence is None or confidence.known else UNKNOWN


def why_not_nothing(said: str) -> str:
    """Why it is not said that nothing notable changed, though the reader's best guess is that.

    Args:
        said: in its place.
    """
    if said == CHANGED:
        return "everyday answers moved further than clean fine-tunes move them"
    return f"that is told above {EVEN:.2f}"


def told_above(calibration: Calibration, absent: bool) -> str:
    """When a claim is told.

    Args:
        absent: whether nothing of it shows in the fine-tune's own replies.
    """
    if (least := calibration.least(absent=absent)) != calibration.threshold:
        return f"a claim of which nothing shows in the fine-tune's own replies is told above {least:.2f}"
    return f"a claim is told above {least:.2f}, which at most {calibration.level:.1%} of clean fine-tunes reach"


def plainly(calibration: Calibration | None) -> float:
    """KL in nats a token from which everyday answers have plainly moved: clean fine-tunes seldom do."""
    return PLAINLY if calibration is None or calibration.moved is None else calibration.moved
