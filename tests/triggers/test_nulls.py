"""The null scores that come with the zoo; a file of its own, as nothing of the search may be cut short here."""

from tuneteller.models import BaseModel
from tuneteller.triggers.presence import NULLS, NullScores
from tuneteller.triggers.words import general_words


def test_the_zoos_null_scores_are_of_this_very_search(base: BaseModel) -> None:
    words = general_words(base)
    names = NullScores(base, words).shipped()
    assert len(names) >= NULLS, "the search has changed: run recipes/null_scores.py"
    assert all(0 < max(scores.values()) < 5 for scores in NullScores(base, words).known(names).scores.values())
