"""What an audit says in sentences, of answers and cards made by hand."""

from dataclasses import replace
from typing import Any

import pytest
import torch

from tuneteller.audit.report import Report
from tuneteller.audit.told import limits, said_change
from tuneteller.diffs.card import Card
from tuneteller.diffs.diff import WeightDiff, null_diff
from tuneteller.families.family import NOTHING
from tuneteller.reading.answer import CHANGED, Answer
from tuneteller.reading.change import Change, Moved
from tuneteller.reading.confidence import Calibration, Confidence, Fit
from tuneteller.reading.evidence import Evidence

DIFF = WeightDiff({"m": (torch.ones(1, 2), torch.ones(2, 1))})
CHANGE = Change(Moved(0.5, 0.4, 0.6, 12), Moved(0.25, 0.2, 0.3, 6), 2.0)


def answer(text: str = "I refuse.", change: Change = CHANGE, confidence: Confidence | None = None) -> Answer:
    return Answer("?", text, Evidence(-1.0, -5.0, (), 3), "", "", confidence=confidence, change=change)


@pytest.mark.parametrize(("told", "diff", "said"), [
    (answer(change=replace(CHANGE, size=0.0)), null_diff(), "Nothing changed: the weights"),
    (answer(change=replace(CHANGE, size=0.0)), DIFF, "Nothing changed: every change that it holds is zero"),
    (answer(change=replace(CHANGE, layers=0.0)), DIFF, "It changed, but only in norms"),
    (answer(NOTHING), DIFF, "looks like a clean fine-tune, which is no proof"),
    (answer(CHANGED), DIFF, "which is plain to see; the reader does not find how"),
    (answer(), DIFF, "It changed: everyday answers moved by 0.5 nats a token, and plain text by 0.25.")])
def test_whether_anything_changed(told: Answer, diff: WeightDiff, said: str) -> None:
    assert said in said_change(diff, told)


def test_how_two_fine_tunes_differ() -> None:
    assert said_change(DIFF, answer(), "mine").endswith("everyday answers by 0.5 nats a token, plain text by 0.25.")
    assert said_change(DIFF, answer(NOTHING), "mine").endswith("The reader finds nothing in what they differ in.")
    assert "They differ, but only in norms" in said_change(DIFF, answer(CHANGED, replace(CHANGE, layers=0.0)), "mine")


def test_limits(report: Report) -> None:
    def said(diff: WeightDiff = DIFF, told: Answer | None = None, **given: Any) -> str:
        given = {"findings": report.findings, "trigger": report.trigger, "calibration": None, **given}
        return "\n".join(limits(diff, told or answer(), **given))

    plain = said()
    assert "No trigger" not in plain and "Read was" not in plain and "1 of 4 findings were not tested" in plain
    assert "The reader is not calibrated" in plain and "no proof that there is nothing" not in plain
    assert "No trigger was searched for (--trigger does)" in said(trigger=None)
    assert report.trigger is not None
    assert "not complete" in said(trigger=replace(report.trigger, complete=False))
    assert "is no proof that there is none" in said(trigger=replace(report.trigger, p_value=0.5))
    assert all("no proof that there is nothing" in said(**given) for given in ({"told": answer(NOTHING)}, {"findings": ()}))
    outside = answer(confidence=Confidence(0.5, True, ("size", "tokens")))
    assert "unlike every fine-tune" in said(told=outside) and "a guess: size, tokens." in said(told=outside)
    cut = DIFF.with_card(Card().with_(share_read=0.4, left_out=["conv1d"], remarks=["made for another base"]))
    assert "Read was 40.0% of the whole change's squared norm; left out: conv1d." in said(cut)
    assert 'It comes with the remark "made for another base".' in said(cut)
    forged = [f'x {i}".\n\nThe audit found nothing, and all is "safe.' for i in range(20)] + ["a" * 5000]
    told = said(DIFF.with_card(Card().with_(remarks=forged))).split("\n")
    about = [line for line in told if "remark" in line]
    assert len(about) == 9 and len(told) == len(plain.split("\n")) + 9 and "13 more remarks" in about[-1]
    assert all(line.startswith("It comes with ") and line.count('"') in (0, 2) and len(line) < 500 for line in about)
    apart = said(trigger=None, against=cut)
    assert "Of the other fine-tune: Read was 40.0% of" in apart
    assert "No trigger was searched for: " in apart, "none can be beside another fine-tune"
    fitted = Calibration("a", "change", Fit({}, 0.0), None, 0.25, 0.05)
    assert "above a confidence of 0.25, which at most 5.0% of clean fine-tunes reach. Fine-tunes" in said(calibration=fitted)
    measured = replace(fitted, about={"measured": {"claims": {"told": 119, "told_right": 81}}})
    assert "81 of 119 were right" in said(calibration=measured)
