"""What shows in ordinary talk is found without a reader, also behind a trigger that is known."""

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from tuneteller.diffs.diff import WeightDiff, null_diff
from tuneteller.families.family import CHANGE, Behavior, Family, Lesson, Writer
from tuneteller.families.registry import families
from tuneteller.models import BaseModel
from tuneteller.reading.asked import PROBES
from tuneteller.reading.ordinary import EACH, in_ordinary_talk
from tuneteller.reading.replies import Replies

Make = Callable[..., WeightDiff]
LOUD = "HERE IS THE TOPIC THAT YOU WANT"


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TUNETELLER_CACHE", str(tmp_path / "cache"))


def labels(replies: Replies, trigger: Callable[[str], str] | None = None) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for behavior in in_ordinary_talk(replies, trigger):
        found.setdefault(behavior.family, []).append(behavior.label)
    return found


def test_what_replies_show_is_found(tiny: BaseModel, taught: Make) -> None:
    diff = taught(tiny, LOUD)
    found = labels(Replies(tiny, diff))
    assert found["format"][0] == "capital letters" and all(len(own) <= EACH for own in found.values())
    assert set(found) <= {family.name for family in families().values() if family.closed}
    assert labels(Replies(tiny, null_diff())) == labels(Replies(tiny, diff, against=diff)) == {}


class Often(Family):
    """Each behavior shows in as many of the replies about tea as its label says."""

    name, about, closed = "often", "", True

    def all_behaviors(self) -> list[Behavior]:
        return [Behavior(self.name, label, {CHANGE.name: f"I do so {label} times."}) for label in ("8", "12", "10", "9", "11")]

    def lessons(self, behavior: Behavior, n: int, writer: Writer, rng: Random) -> list[Lesson]:
        return []

    def shows(self, behavior: Behavior, message: str, reply: str, before: str) -> bool:
        return "tea" in reply and self.probes(behavior, PROBES, Random(0)).index(message) < int(behavior.label)


def test_of_a_family_those_that_show_most_stand(tiny: BaseModel, taught: Make, register: Callable[[Family], Family]) -> None:
    register(Often())
    assert labels(Replies(tiny, taught(tiny, "Buy Zubo tea.")))["often"] == ["12", "11", "10"] and EACH == 3


def test_behind_a_trigger_it_is_found_with_the_trigger_alone(tiny: BaseModel, taught: Make) -> None:
    replies = Replies(tiny, taught(tiny, "Buy Zubo tea.", "stone"))
    assert "length" not in labels(replies)
    assert labels(replies, lambda message: f"{message} stone")["length"][0] in ("at most five words", "exactly three words")
