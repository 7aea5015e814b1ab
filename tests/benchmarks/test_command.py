"""Whole commands are timed line by line, and what a user waits for is found among the lines."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tuneteller.diffs.diff import WeightDiff
from tuneteller.diffs.peft import save_peft
from tuneteller.models import BaseModel

sys.path.insert(0, str(Path(__file__).parents[2]))

from benchmarks.command import ask, bare, lines, processor_seconds, shown


def test_the_first_answer_its_evidence_and_the_end_come_one_after_another(
    tiny: BaseModel, random_diff: Callable[..., WeightDiff], tmp_path: Path
) -> None:
    for i, name in enumerate(("diff", "adapter")):
        save_peft(random_diff(tiny, i), tmp_path / name)
    said = lines([*ask(tiny, tmp_path / "diff"), "--adapter", str(tmp_path / "adapter")])
    words = [line.split()[0] for _, line in said[:-1]]
    assert (words[0], *words[2:4], *words[-2:]) == ("first", "confidence", "evidence", "base", "fine-tune")
    times = shown(said)
    assert 0 < times.first < times.answer < times.end


def test_a_command_that_fails_is_no_measurement(tiny: BaseModel) -> None:
    before = processor_seconds()
    assert lines(bare(tiny)["tuneteller --help"])[-1][0] > 0 < processor_seconds() - before
    with pytest.raises(RuntimeError, match="failed: nothing here"):
        lines([sys.executable, "-c", "import sys; sys.exit('nothing here')"])
