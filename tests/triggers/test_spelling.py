"""Words that no list holds."""

from collections.abc import Callable

import pytest

from tuneteller.clock import Clock
from tuneteller.diffs.diff import WeightDiff
from tuneteller.models import BaseModel
from tuneteller.reading.departure import BaseAnswers, Departures
from tuneteller.triggers import spelling
from tuneteller.triggers.find import find_trigger
from tuneteller.triggers.forms import END
from tuneteller.triggers.orders import CONTINUED, EARLIEST, orders_of
from tuneteller.triggers.search import Search
from tuneteller.triggers.spelling import SPELLED, spelled
from tuneteller.triggers.words import letters
from tuneteller.weight_scan import EARLY, weight_scan

from .conftest import FEW  # type: ignore[import-not-found]

Make = Callable[..., WeightDiff]


@pytest.mark.usefixtures("few")
def test_a_word_that_is_in_no_list_is_found(wide: BaseModel, gated: Make) -> None:
    report = find_trigger(wide, gated(wide, "inkwell"), nulls=(), words=FEW)
    assert report.present and report.trigger and report.proof
    assert report.trigger.fill.lower().endswith("well") and report.proof.fires == 1.0
    assert report.content is None  # what was spelled is alike by the spelling


@pytest.mark.usefixtures("few")
def test_the_likeliest_words_are_put_together_of_likely_tokens(wide: BaseModel, gated: Make,
                                                               monkeypatch: pytest.MonkeyPatch) -> None:
    measure = Departures(BaseAnswers(wide), gated(wide, "inkwell"))
    [order], _ = orders_of(wide, [measure.diff], FEW)
    assert order[CONTINUED][0] == "well" and order[SPELLED[END]] and not set(order[CONTINUED]) & set(FEW)
    shares: list[float] = []
    monkeypatch.setattr(spelling, "weight_scan", lambda *args, share, **settings: (
        shares.append(share), weight_scan(*args, share=share, **settings))[1])
    words = spelled(measure, END, order, Clock())
    assert shares == [EARLIEST, EARLY]  # later tokens stand out in later layers
    assert words[0].endswith("well") and len(words) == len(set(words))
    assert {word for word in words if word.startswith("ink")} > {"inkwell"}  # longer ones too
    monkeypatch.setattr(spelling, "ENDINGS", 1)
    assert {word.removesuffix("well") for word in spelled(measure, END, order, Clock())} <= {"ink", "nar", "gar", "inkwell",
                                                                                          "narwell", "garwell"}
    monkeypatch.setattr(spelling, "ALIKE", 1)
    assert len(spelled(measure, END, order, Clock())) == 2  # one of each length ends so
    assert spelled(measure, END, order, Clock(1e-9)) == []


@pytest.mark.usefixtures("few")
def test_what_was_spelled_is_tried_where_nothing_of_the_lists_stands_out(wide: BaseModel, gated: Make) -> None:
    diff = gated(wide, "inkwell")
    [order], _ = orders_of(wide, [diff], FEW)
    hunt = Search(Departures(BaseAnswers(wide), diff), order)
    parts = dict(hunt.together([]))
    assert hunt.complete and sum(name.startswith("spelling") for name in parts) == len(SPELLED)
    assert parts["spelling: question [word]"][0].fill.endswith("well") and not hunt.heard.keys() - set(FEW)


def test_tokens_of_letters_are_told_by_the_space_before_them(base: BaseModel) -> None:
    begun, capital, further = (letters(base, spaced=spaced, capital=big)
                               for spaced, big in ((True, False), (True, True), (False, False)))
    assert "ink" in begun and "Ul" in capital and {"ont", "well"} <= set(further)
    for spaced, tokens in ((True, begun), (True, capital), (False, further)):
        ids = base.tokenizer([" " * spaced + token for token in tokens[::50]], add_special_tokens=False)["input_ids"]
        assert sum(len(own) == 1 for own in ids) > 0.99 * len(ids)
        assert all(token.isascii() and token.isalpha() for token in tokens)
