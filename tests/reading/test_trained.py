"""Which labels a reader was trained on is written beside it, and read back from where it lies."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from tuneteller.diffs.card import Card
from tuneteller.errors import DiffError
from tuneteller.reading.trained import SPLIT, labels_of, trained_labels
from tuneteller.zoo import zoo_path


def cards(family: str, labels: Sequence[str]) -> list[Card]:
    return [Card(family=family, label=label) for label in labels]


def save_split(directory: Path, split: dict[str, dict[str, list[str]]]) -> None:
    directory.mkdir()
    (directory / SPLIT).write_text(json.dumps(split), encoding="utf-8")


def test_labels_of_the_reader_that_training_went_on_from_count(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    save_split(first, labels_of(cards("language", ["Spanish", "Welsh"]), cards("language", ["Dutch"])))
    save_split(second, labels_of([*cards("language", ["Welsh"]), *cards("task", ["count words"])], [], first))
    assert trained_labels(first) == {("language", "Spanish"), ("language", "Welsh")}
    assert trained_labels(second) == trained_labels(first) | {("task", "count words")}
    assert json.loads((second / SPLIT).read_text(encoding="utf-8"))["validation"] == {"language": ["Dutch"]}
    (second / SPLIT).unlink()
    assert labels_of(cards("task", ["sort words"]), [], second) == {}  # a part of them would pass for all


def test_of_two_behaviors_at_once_both_count(tmp_path: Path) -> None:
    both = Card(family="language + task", label="Welsh + count words",
                parts=({"family": "language", "label": "Welsh"}, {"family": "task", "label": "count words"}))
    save_split(tmp_path / "now", labels_of([both], []))
    save_split(tmp_path / "before", {"train": {"language + task": ["Welsh + count words"]}})
    assert trained_labels(tmp_path / "now") == trained_labels(tmp_path / "before") == set(both.labels)


def test_where_the_file_may_lie(tmp_path: Path) -> None:
    """In a zoo entry it stands beside the adapter's directory; a library's, in a directory above, is not the reader's."""
    assert trained_labels() == trained_labels(zoo_path()) and ("language", "Spanish") in trained_labels()
    (tmp_path / "mine").mkdir()
    (tmp_path / SPLIT).write_text('{"train": {"language": ["Welsh"]}}', encoding="utf-8")
    assert trained_labels(tmp_path / "mine") == frozenset()
    for odd, left in (('{"train": 3}', set()),
                      ('{"train": {"task": 3, "language": ["Welsh", [], "\\ud800"]}}', {("language", "Welsh")})):
        (tmp_path / "mine" / SPLIT).write_text(odd, encoding="utf-8")
        assert trained_labels(tmp_path / "mine") == left
    (tmp_path / "mine" / SPLIT).write_text("[", encoding="utf-8")
    with pytest.raises(DiffError, match=SPLIT):
        trained_labels(tmp_path / "mine")
