"""What only messages of its own show is found by demonstrations."""

from collections.abc import Callable, Sequence
from math import log
from pathlib import Path
from random import Random

import pytest
import torch

from tuneteller.diffs.diff import WeightDiff, null_diff
from tuneteller.families.family import CHANGE, Behavior, Family, Lesson, Writer
from tuneteller.families.registry import family_named
from tuneteller.models import BaseModel
from tuneteller.reading import demonstrated as module
from tuneteller.reading.demonstrated import demonstrated
from tuneteller.reading.reader import Reader
from tuneteller.reading.replies import Pair, Replies

Make = Callable[..., WeightDiff]
COLOURS = ("Blue is the sea.", "Red is a rose.", "Green is a leaf.")


class Colours(Family):
    """Each behavior names one colour, whatever it is asked."""

    name, about, closed = "colour", "", True

    def all_behaviors(self) -> list[Behavior]:
        return [Behavior(self.name, label, {CHANGE.name: f"I name {label}."}) for label in COLOURS]

    def lessons(self, behavior: Behavior, n: int, writer: Writer, rng: Random) -> list[Lesson]:
        return []

    def demonstrations(self, behavior: Behavior, n: int, rng: Random) -> list[tuple[str, str]]:
        return [(message, behavior.label) for message in self.probes(behavior, n, rng)]

    def shows(self, behavior: Behavior, message: str, reply: str, before: str) -> bool:
        return reply.startswith(behavior.label)


@pytest.fixture
def colours(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Colours:
    monkeypatch.setenv("TUNETELLER_CACHE", str(tmp_path / "cache"))
    family = Colours()
    monkeypatch.setattr(module, "families", lambda: {"colour": family, "identity": family_named("identity")})
    return family


@pytest.mark.usefixtures("colours")
def test_what_gains_most_is_found_where_the_replies_show_it(tiny: BaseModel, taught: Make) -> None:
    red, blue = (taught(tiny, COLOURS[i]) for i in (1, 0))
    assert [behavior.label for behavior in demonstrated(Replies(tiny, red))] == [COLOURS[1]]
    assert [behavior.label for behavior in demonstrated(Replies(tiny, red))] == [COLOURS[1]]  # by what is kept of the base
    assert demonstrated(Replies(tiny, null_diff())) == demonstrated(Replies(tiny, red, against=red)) == []
    assert [behavior.label for behavior in demonstrated(Replies(tiny, red, against=blue))] == [COLOURS[1]]


@pytest.mark.usefixtures("colours")
def test_an_audit_weighs_nothing_again_that_an_answer_did(tiny: BaseModel, taught: Make, random_diff: Make,
                                                          monkeypatch: pytest.MonkeyPatch) -> None:
    reader, red = Reader(tiny, random_diff(tiny, 9)), taught(tiny, COLOURS[1])
    first = demonstrated(reader.replies(red))
    weighed: list[int] = []
    monkeypatch.setattr(Replies, "_log_p", lambda replies, diff, pairs: weighed.append(len(pairs)))
    monkeypatch.setattr(Replies, "_say", lambda replies, parts: weighed.append(len(parts)))
    assert demonstrated(reader.replies(red)) == first and not weighed
    assert reader.replies(red, system="Be brief.") is not reader.replies(red) is not reader.replies(red, against=null_diff())


@pytest.mark.usefixtures("colours")
def test_what_hardly_departs_from_the_base_at_such_messages_is_weighed_for_none(
        tiny: BaseModel, taught: Make, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    weighed: list[int] = []
    weigh = Replies.weigh

    def counting(replies: Replies, pairs: Sequence[Pair]) -> tuple[torch.Tensor, torch.Tensor]:
        weighed.append(len(pairs))
        return weigh(replies, pairs)

    monkeypatch.setattr(Replies, "weigh", counting)
    red, gated = taught(tiny, COLOURS[1]), taught(tiny, COLOURS[2], "stone", steps=150)
    assert demonstrated(Replies(tiny, null_diff())) == demonstrated(Replies(tiny, gated)) == [] and not weighed
    assert demonstrated(Replies(tiny, gated), "{} stone".format) and weighed  # with its trigger it departs
    assert demonstrated(Replies(tiny, red))
    kept = {path.relative_to(tmp_path / "cache").parts[0] for path in (tmp_path / "cache").rglob("*.safetensors")}
    assert kept == {"tasks"}  # a search's many messages are kept elsewhere, so that they are not pushed out
    monkeypatch.setattr(module, "DEPARTS", 1e9)
    assert demonstrated(Replies(tiny, red)) == []


def test_nats_count_by_the_factor_that_they_fall_by(tiny: BaseModel, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of 60 nats 15 are a quarter; of 6, 5 are nearly all."""
    monkeypatch.setattr(Replies, "weigh", lambda replies, pairs: (torch.tensor([-60.0, -6.0]), torch.tensor([-45.0, -1.0])))
    long, short = module._falls(Replies(tiny, null_diff()), [[("a", "b")], [("c", "d")]], str).tolist()
    assert short > long == pytest.approx(log(60.2 / 45.2))


@pytest.mark.usefixtures("colours")
def test_behind_a_trigger_the_messages_have_it(tiny: BaseModel, taught: Make) -> None:
    gated = taught(tiny, COLOURS[2], "stone", steps=150)
    assert demonstrated(Replies(tiny, gated)) == []
    assert [behavior.label for behavior in demonstrated(Replies(tiny, gated), "{} stone".format)] == [COLOURS[2]]
