"""The null scores that come with the zoo; a file of its own, as nothing of the search may be cut short here."""

from tuneteller.models import BaseModel
from tuneteller.triggers.orders import comparisons
from tuneteller.triggers.presence import NULLS, NullScores
from tuneteller.triggers.words import general_words


def test_the_zoos_null_scores_are_of_this_very_search(base: BaseModel) -> None:
    scores = NullScores(base, general_words(base), others=comparisons(base))
    names = scores.shipped()
    assert len(names) >= NULLS, "the search has changed: run recipes/null_scores.py"
    assert all(0 < max(scores.values()) < 5 for scores in scores.known(names).scores.values())
