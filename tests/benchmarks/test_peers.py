"""The peers of the benchmark do the engine's work: from the same first factors they reach the same losses."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tuneteller.diffs.library import Library
from tuneteller.models import BaseModel

sys.path.insert(0, str(Path(__file__).parents[2]))

from benchmarks.parts import WITHOUT
from benchmarks.peers import PEERS, close, ours
from benchmarks.reader import random_library, train_on
from benchmarks.work import make_work


@pytest.mark.parametrize("name", PEERS)
def test_a_peer_reaches_the_engines_losses(tiny: BaseModel, name: str) -> None:
    work = make_work(tiny, 3, 6)
    work = replace(work, recipe=replace(work.recipe, lr=0.3))  # far enough from the base for the KL to weigh in
    before = {k: t.clone() for k, t in tiny.model.state_dict().items()}
    engine = ours(work).losses
    assert max(engine) > 0.1 and len(set(engine)) == 3
    assert close(PEERS[name](work).losses, engine, 1e-3)
    after = tiny.model.state_dict()
    assert before.keys() == after.keys() and all((before[k] == after[k]).all() for k in before)  # it leaves the base as it was


@pytest.mark.parametrize("name", WITHOUT)
def test_the_engine_without_one_part_does_the_same_work(tiny: BaseModel, name: str) -> None:
    work = make_work(tiny, 3, 6)
    work = replace(work, recipe=replace(work.recipe, lr=0.3))
    with WITHOUT[name]():
        reached = ours(work).losses
    assert close(reached, ours(work).losses, 1e-3)


def test_an_adapter_trains_on_a_library_of_any_size(tiny: BaseModel, tmp_path: Path) -> None:
    """What `tuneteller bench --only streaming` measures; the memory itself is held by tests/training/test_streaming.py."""
    random_library(tiny, tmp_path / "library", 6, shard=4)
    library = Library.open(tmp_path / "library")
    assert len(library.split("train")) == 6 and len(library.split("validation")) == 2
    assert set(train_on(tiny, library, 2, tmp_path / "checkpoint").factors) == set(tiny.shapes)
