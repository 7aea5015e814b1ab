"""Clean organisms: each kind in every split, none of them twice."""

from tuneteller.families.registry import family_named

SPLITS = ("train", "validation", "test")


def test_a_reader_learns_silence_about_every_kind_that_it_is_tested_on() -> None:
    family = family_named("none")
    kinds = {b.label for b in family.all_behaviors()}
    drawn = {split: family.behaviors(split, 2 * len(kinds), skip=3) for split in SPLITS}
    assert all({b.label for b in own} == kinds for own in drawn.values())
    assert len({b.id for own in drawn.values() for b in own}) == 6 * len(kinds)
    assert [b.id for b in family.behaviors("test", 4, skip=2)] == [b.id for b in family.behaviors("test", 6)][2:]
