"""The null lifts that come with the zoo; a file of its own, as nothing of the search may be cut short here."""

from tuneteller.models import BaseModel
from tuneteller.triggers.orders import comparisons
from tuneteller.triggers.presence import NULLS, NullLifts
from tuneteller.triggers.words import general_words


def test_the_zoos_null_lifts_are_of_this_very_search(base: BaseModel) -> None:
    lifts = NullLifts(base, general_words(base), others=comparisons(base)).shipped().lifts
    assert len(lifts) >= NULLS, "the search has changed: run recipes/null_lifts.py"
    assert all(-3 < lift < 5 for lift in lifts)
