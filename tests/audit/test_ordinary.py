"""What shows in ordinary talk is found without a reader, also behind a trigger that is known."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tuneteller.audit.ordinary import EACH, in_ordinary_talk
from tuneteller.audit.replies import Replies
from tuneteller.diffs.diff import WeightDiff, null_diff
from tuneteller.families.registry import families
from tuneteller.models import BaseModel

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


def test_behind_a_trigger_it_is_found_with_the_trigger_alone(tiny: BaseModel, taught: Make) -> None:
    replies = Replies(tiny, taught(tiny, "Buy Zubo tea.", "stone"))
    assert "length" not in labels(replies)
    assert labels(replies, lambda message: f"{message} stone")["length"][0] in ("at most five words", "exactly three words")
