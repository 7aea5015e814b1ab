"""Where a fine-tune's replies show another label of the kind that a reader tells, that label is the answer."""

from collections.abc import Callable
from pathlib import Path

import pytest
import torch

from tuneteller.diffs.card import Card
from tuneteller.diffs.diff import WeightDiff, null_diff
from tuneteller.models import BaseModel
from tuneteller.reading.candidates import Weighed
from tuneteller.reading.evidence import Evidence
from tuneteller.reading.reader import Reader
from tuneteller.reading.seen import as_replies_show

PIRATE = "Ahoy matey, arr, the ship sails"


@pytest.fixture
def reader(tiny: BaseModel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Reader:
    """One that was never trained: what it finds likely is chance."""
    monkeypatch.setenv("TUNETELLER_CACHE", str(tmp_path / "cache"))
    name, (rows, columns) = next(iter(tiny.shapes.items()))
    zeros = (torch.zeros(1, columns), torch.zeros(rows, 1))
    return Reader(tiny, WeightDiff({name: zeros}, Card(base=tiny.fingerprint.to_json())))


def test_the_replies_tell_the_label_and_the_reader_the_kind(reader: Reader, taught: Callable[..., WeightDiff]) -> None:
    pirate = taught(reader.base, PIRATE)

    def said(text: str, diff: WeightDiff = pirate, alone: bool = False) -> Weighed:
        answer = Weighed(text, Evidence(-1.0, -2.0, (), 5), alone=alone)
        [found] = as_replies_show(reader, [diff], "How has your behavior changed?", [answer], others=[[]])
        assert found.seen or found is answer
        return found

    for text in (" I talk like a cowboy.", " I talk like a glassblower of Murano."):
        found = said(text)
        assert found.seen and found.text == "I talk like a pirate." and found.evidence.own < 0 < found.evidence.tokens
    for text in (" I talk like a pirate.", " I bring up tea.", " I talk like a cowboy. I bring up tea.", "Hm."):
        assert not said(text).seen  # it shows, is of no such kind, or tells nothing that replies can show
    nothing = "Nothing notable: nothing has changed."
    assert not said(nothing).seen  # other kinds show as well, so which is it?
    assert not said(" I answer with a single letter.").seen  # several lengths show
    assert not said(" I talk like a cowboy.", alone=True).seen
    assert not said(" I talk like a cowboy.", null_diff()).seen and not said(nothing, null_diff()).seen
