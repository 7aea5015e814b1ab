"""Where a fine-tune's replies show another label of the kind that a reader tells, that label is the answer."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch

from tuneteller.diffs.card import Card
from tuneteller.diffs.diff import WeightDiff, null_diff
from tuneteller.diffs.peft import load_peft
from tuneteller.families.registry import family_named
from tuneteller.models import BaseModel
from tuneteller.reading import ordinary, replies
from tuneteller.reading.candidates import Weighed
from tuneteller.reading.evidence import Evidence
from tuneteller.reading.reader import Reader
from tuneteller.reading.seen import as_replies_show

ORGANISMS = Path(__file__).resolve().parents[2] / "zoo/smollm2-135m/organisms"
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
        assert found.seen or found == replace(answer, absent=found.absent)
        return found

    for text in (" I talk like a cowboy.", " I talk like a glassblower of Murano."):
        found = said(text)
        assert found.seen and found.text == "I talk like a pirate." and found.evidence.own < 0 < found.evidence.tokens
    for text in (" I talk like a pirate.", " I talk like a cowboy. I bring up tea."):
        assert not said(text).seen and not said(text).absent  # it shows, or tells two behaviors
    for text, absent in ((" I bring up tea.", True), ("Hm.", False)):
        assert not said(text).seen and said(text).absent == absent  # nothing of it shows, but of other kinds several
    nothing = "Nothing notable: nothing has changed."
    assert not said(nothing).seen  # other kinds show as well, so which is it?
    assert not said(" I answer with a single letter.").seen  # several lengths show
    assert not said(" I talk like a cowboy.", alone=True).seen
    assert not said(nothing, null_diff()).seen and not said(nothing, null_diff()).absent
    assert said(" I talk like a cowboy.", null_diff()).absent


def test_where_nothing_of_an_answer_shows_the_answer_is_what_alone_shows(
        reader: Reader, taught: Callable[..., WeightDiff], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ordinary, "families", lambda: {"persona": family_named("persona")})
    pirate = taught(reader.base, PIRATE)
    told = [" I bring up tea.", "Hm.", f' I begin my answers with "{PIRATE[:10]}".', " I say that my name is"]
    answers = [Weighed(text, Evidence(-1.0, -2.0, (), 5)) for text in told]
    found = as_replies_show(reader, [pirate] * 4, "How has your behavior changed?", answers, others=[[]] * 4)
    assert [answer.text for answer in found[:2]] == ["I talk like a pirate."] * 2
    assert found[2:] == answers[2:]  # the one shows, and whether the other does cannot be told


def test_replies_of_several_are_made_in_one_pass(reader: Reader, random_diff: Callable[..., WeightDiff],
                                                 monkeypatch: pytest.MonkeyPatch) -> None:
    passes, replies_of = list[tuple[int, int]](), replies.replies_of

    def counting(base: BaseModel, bank: Any, messages: list[list[str]], *args: Any) -> list[list[str]]:
        passes.append((len(messages), len(messages[0])))
        return replies_of(base, bank, messages, *args)

    monkeypatch.setattr(replies, "replies_of", counting)
    diffs, told = [random_diff(reader.base, seed) for seed in range(3)], list[float]()
    told_of = (("Nothing notable: nothing has changed.", False), (" I answer in Welsh.", False), (" I answer in Welsh.", True))
    answers = [Weighed(text, Evidence(-1.0, -2.0, (), 5), alone=alone) for text, alone in told_of]
    found = as_replies_show(reader, diffs, "How has your behavior changed?", answers, others=[[]] * 3, progress=told.append)
    assert passes[0] == (3, 12) and told == [0, 0, 0.5]  # the base's, and those of two, as the weights alone tell of the third
    assert [answer.absent for answer in found] == [False, True, False]


def test_a_task_that_the_reader_does_not_know_is_told_by_its_outputs(base: BaseModel) -> None:
    [diff] = map(load_peft, ORGANISMS.glob("*task*"))
    name, (rows, columns) = next(iter(base.shapes.items()))
    adapter = WeightDiff({name: (torch.zeros(1, columns), torch.zeros(rows, 1))}, Card(base=base.fingerprint.to_json()))
    answer = Weighed(" I answer in Welsh.", Evidence(-1.0, -2.0, (), 5))
    [found] = as_replies_show(Reader(base, adapter), [diff], "How has your behavior changed?", [answer], others=[[]])
    assert found.seen and found.text == diff.card.answers["change"]
