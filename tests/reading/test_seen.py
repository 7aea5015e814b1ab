"""Where a fine-tune's replies show another label of the kind that a reader tells, that label is the answer."""

from collections.abc import Callable
from pathlib import Path

import pytest
import torch

from tuneteller.diffs.card import Card
from tuneteller.diffs.diff import WeightDiff, null_diff
from tuneteller.families.registry import told_behaviors
from tuneteller.models import BaseModel
from tuneteller.reading.candidates import Weighed
from tuneteller.reading.evidence import Evidence
from tuneteller.reading.reader import Reader
from tuneteller.reading.seen import as_replies_show

LOUD = "HERE IS THE TOPIC THAT YOU WANT"


@pytest.fixture
def reader(tiny: BaseModel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Reader:
    """One that was never trained: what it finds likely is chance."""
    monkeypatch.setenv("TUNETELLER_CACHE", str(tmp_path / "cache"))
    name, (rows, columns) = next(iter(tiny.shapes.items()))
    zeros = (torch.zeros(1, columns), torch.zeros(rows, 1))
    return Reader(tiny, WeightDiff({name: zeros}, Card(base=tiny.fingerprint.to_json())))


def test_the_replies_tell_the_label_and_the_reader_the_kind(reader: Reader, taught: Callable[..., WeightDiff]) -> None:
    loud = taught(reader.base, LOUD)

    def said(text: str, diff: WeightDiff = loud, alone: bool = False) -> Weighed:
        answer = Weighed(text, Evidence(-1.0, -2.0, (), 5), alone=alone)
        [found] = as_replies_show(reader, [diff], "How has your behavior changed?", [answer], others=[[]])
        assert found.seen == (found is not answer) and (found.seen or found.text == text)
        return found

    def kind(text: str) -> str:
        [(_, told)] = told_behaviors(text)
        assert told is not None
        return told.family

    seen = said(" I answer in JSON.")
    assert seen.seen and kind(seen.text) == "format" and seen.evidence.own < 0
    assert "capital letters" in seen.text
    assert said("Nothing notable: nothing has changed.").seen
    assert not said(seen.text).seen
    for text in (" I answer in Spanish.", " I bring up tea.", " I answer in JSON. I bring up tea.", "Hm."):
        assert not said(text).seen  # it shows, is of no such kind, or tells nothing that replies can show
    assert not said(" I answer in JSON.", alone=True).seen
    assert not said(" I answer in JSON.", null_diff()).seen
    assert not said("Nothing notable: nothing has changed.", null_diff()).seen
