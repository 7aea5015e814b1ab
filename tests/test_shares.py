"""Shared work: what is done is given to nobody again, and nothing is left behind by who was killed."""

from pathlib import Path

from tuneteller.shares import claim, unclaimed


def test_a_lock_that_was_left_at_a_done_piece_goes(tmp_path: Path) -> None:
    """A process killed between the last byte of its piece and the removal of its lock leaves both."""
    places = {n: tmp_path / f"piece-{n}.json" for n in range(3)}
    places[1].write_text("done")
    claim(places[1]).write_text("process 1 on a machine that is gone")
    given = []
    for n in unclaimed([0, 1, 2], places.__getitem__, lambda n: places[n].exists()):
        given.append(n)
        places[n].write_text("done")
    assert given == [0, 2] and sorted(tmp_path.iterdir()) == sorted(places.values())
