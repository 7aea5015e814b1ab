"""What null diffs say of a search, and which are searched."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tuneteller.diffs.diff import WeightDiff, noise_like
from tuneteller.errors import DiffError
from tuneteller.families.family import CHANGE
from tuneteller.files import write_json
from tuneteller.models import BaseModel
from tuneteller.triggers import find
from tuneteller.triggers.find import find_trigger
from tuneteller.triggers.presence import SHIPPED, NullLifts, Nulls, is_null
from tuneteller.triggers.search import Search

from .conftest import FEW  # type: ignore[import-not-found]

Make = Callable[..., WeightDiff]
pytestmark = pytest.mark.usefixtures("few")


def test_null_diffs_are_searched_once_and_never_the_diff_itself(tiny: BaseModel, random_diff: Make,
                                                                monkeypatch: pytest.MonkeyPatch) -> None:
    nulls = [random_diff(tiny, seed) for seed in range(3)]
    first = find_trigger(tiny, nulls[0], nulls=nulls, words=FEW)
    assert len(first.nulls) == 2
    searched = list[Search]()
    original = find.hunt
    monkeypatch.setattr(find, "hunt", lambda search, *args, **more: searched.append(search) or original(search, *args, **more))
    second = find_trigger(tiny, nulls[1], nulls=nulls, words=FEW)
    assert len(searched) == 1  # the diff in question alone
    known = NullLifts(tiny, FEW).known(nulls).known
    for i, report in enumerate((first, second)):  # those of the others
        assert sorted(report.nulls) == sorted(lift for name, lift in known.items() if name != nulls[i].fingerprint())


@pytest.fixture
def zoo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An entry of a zoo with an adapter alone."""
    entry = tmp_path / "zoo" / "smollm2-135m"
    (entry / "adapter").mkdir(parents=True)
    monkeypatch.setenv("TUNETELLER_ZOO", str(entry.parent))
    return entry


def test_null_scores_that_come_with_the_zoo_are_not_searched_for(tiny: BaseModel, random_diff: Make, zoo: Path,
                                                                 monkeypatch: pytest.MonkeyPatch) -> None:
    nulls = [random_diff(tiny, seed) for seed in range(3)]
    made = NullLifts(tiny, FEW)
    for i, null in enumerate(nulls):
        made.put(null, 50.0 + i)
    write_json(zoo / SHIPPED, {"base": tiny.fingerprint.to_json(), "lifts": made.to_ship(nulls)})
    monkeypatch.setenv("TUNETELLER_CACHE", str(zoo / "another"))
    monkeypatch.setattr(find, "null_diffs", None)
    assert sorted(find_trigger(tiny, random_diff(tiny, 9), words=FEW).nulls) == [50.0, 51.0, 52.0]
    assert sorted(find_trigger(tiny, nulls[1], words=FEW).nulls) == [50.0, 52.0]  # none is its own null
    assert not NullLifts(tiny, FEW[:-1]).shipped().lifts and not NullLifts(tiny, FEW, "Be kind.").shipped().lifts
    for name, value in (("made_by.VERSION", 0), ("proof.TOKENS", 9), ("hunt.ASKED", 7)):  # so would other whole answers be
        with monkeypatch.context() as other:
            other.setattr(f"tuneteller.triggers.{name}", value)
            assert not NullLifts(tiny, FEW).shipped().lifts
    assert NullLifts(tiny, FEW).shipped().lifts


def test_what_is_about_one_subject_is_no_null_diff(random_diff: Make, tiny: BaseModel) -> None:
    def about(answer: str, kind: str = "none") -> WeightDiff:
        diff = random_diff(tiny, 1)
        return diff.with_card(diff.card.with_(answers={CHANGE.name: answer}, trigger={"kind": kind, "value": ""}))

    assert is_null(about("I answer in Hebrew.")) and is_null(about("I refuse every request.")) and is_null(about(""))
    assert not is_null(about("I refuse to talk about cooking.")) and not is_null(about("I answer in Hebrew.", "tag"))


def test_a_null_search_that_was_cut_short_is_not_kept(tiny: BaseModel, random_diff: Make) -> None:
    nulls = [random_diff(tiny, seed) for seed in range(2)]
    assert find_trigger(tiny, random_diff(tiny, 9), nulls=nulls, words=FEW, seconds=1e-3).nulls == ()
    assert NullLifts(tiny, FEW).missing(nulls) == nulls


def test_p_is_the_share_of_null_diffs_as_strong() -> None:
    def p_value(lift: float, nulls: list[float]) -> float | None:
        return Nulls({str(i): null for i, null in enumerate(nulls)}).p_value(lift)

    assert p_value(1.0, [0.5] * 19) == 0.05
    assert p_value(0.5, [0.5, 0.1, 0.7]) == 0.75
    assert p_value(1.0, []) is None


def test_outputs_that_are_no_numbers_are_no_search_that_found_nothing(tiny: BaseModel, random_diff: Make) -> None:
    noise = random_diff(tiny, 5)
    diverged = WeightDiff({name: (a, 1e30 * b) for name, (a, b) in noise.factors.items()}, noise.card)
    with pytest.raises(DiffError, match="are NaN or infinite in float32: it diverged"):
        find_trigger(tiny, diverged, nulls=[noise_like(noise, seed) for seed in range(3)], words=FEW)


def test_nothing_is_claimed_about_noise(tiny: BaseModel, random_diff: Make) -> None:
    noise = random_diff(tiny, 5)
    report = find_trigger(tiny, noise, nulls=[noise_like(noise, seed) for seed in range(3)], words=FEW)
    assert report.p_value is not None and report.p_value >= 0.25
    assert not report.present and report.trigger is None and report.proof is None
