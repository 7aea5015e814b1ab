"""Processes at shared work: each has its share of the threads, and those that are lost are told of."""

import os
from pathlib import Path

import pytest
import torch

from tuneteller.errors import ConfigError
from tuneteller.workers import helped


def note_threads(place: Path) -> None:
    (place / str(os.getpid())).write_text(str(torch.get_num_threads()))


def refuse(place: Path) -> None:
    raise ConfigError("nothing can be done here")


def test_others_do_the_work_with_their_share_of_the_threads(tmp_path: Path) -> None:
    before = torch.get_num_threads()
    with helped(3, note_threads, tmp_path):
        note_threads(tmp_path)
    threads = {path.name: int(path.read_text()) for path in tmp_path.iterdir()}
    assert len(threads) == 3 and str(os.getpid()) in threads
    assert set(threads.values()) == {max(1, before // 3)} and torch.get_num_threads() == before


def test_lost_ones_are_told_of(caplog: pytest.LogCaptureFixture, tmp_path: Path) -> None:
    with helped(2, refuse, tmp_path):
        pass
    assert "1 of 2 processes ended before the work did" in caplog.text
    with pytest.raises(ConfigError, match="workers is 0"), helped(0, refuse, tmp_path):
        pass
