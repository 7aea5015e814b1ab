"""What the search tries, and in which order."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from tuneteller.clock import Clock
from tuneteller.diffs.diff import WeightDiff
from tuneteller.diffs.peft import save_peft
from tuneteller.models import BaseModel, load_base
from tuneteller.reading.departure import BaseAnswers, Departures
from tuneteller.triggers import orders, search
from tuneteller.triggers.forms import (
    DATE,
    END,
    PASSPHRASE,
    WORDS,
    Form,
)
from tuneteller.triggers.orders import (
    AS_PASSPHRASE,
    AT_END,
    AT_START,
    BEGUN_AT_END,
    BEGUN_AT_START,
    CONTINUED,
    EARLIEST,
    FOUND_ON,
    fills_of,
    orders_of,
)
from tuneteller.triggers.search import Candidate, Search, words_in
from tuneteller.triggers.words import general_words, letters
from tuneteller.weight_scan import EARLY, weight_scan

from .conftest import FEW  # type: ignore[import-not-found]

Make = Callable[..., WeightDiff]
pytestmark = pytest.mark.usefixtures("few")


def test_words_are_tried_in_the_order_of_their_place(wide: BaseModel, gated: Make) -> None:
    """A scan sees what stands there: "Stone" where a message begins with the word, "stone" elsewhere."""
    [order], whole = orders_of(wide, [gated(wide, "stone")], FEW)
    assert whole and order[AT_END][0] == order[AS_PASSPHRASE][0] == "stone" != order[AT_START][0]
    assert sorted(order[AT_START]) == sorted(FEW)
    own = fills_of(wide, FEW) | {AS_PASSPHRASE: ["history", "stone"]}
    hunt = Search(Departures(BaseAnswers(wide), gated(wide, "stone")), own)
    tried = {part: [c.fill for c in candidates] for part, candidates in hunt.singles()}
    assert tried["passphrases"] == ["stone", "history"] and len(tried["words before"]) == search.SCORED


def test_the_likeliest_of_a_long_list_are_ranked_anew_by_more_of_the_modules(
    wide: BaseModel, random_diff: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Passphrases are, of the words that are likeliest at the end of a question."""
    words, diff = [*FEW, "table", "river", "window", "green", "quick", "paper"], random_diff(wide, 5)
    monkeypatch.setattr(orders, "SCANNED", {
        name: replace(place, again=min(place.again, 6)) for name, place in orders.SCANNED.items()})
    [order], whole = orders_of(wide, [diff], words)

    def ranked(form: Form, share: float) -> list[str]:
        [scores] = weight_scan(wide, [diff], [form.until(word, FOUND_ON) for word in words], share=share)
        return [words[i] for i in scores.argsort(descending=True).tolist()]

    first = ranked(END, EARLIEST)
    for source, form in ((AT_END, END), (AS_PASSPHRASE, PASSPHRASE)):
        assert order[source] == [word for word in ranked(form, EARLY) if word in first[:6]] + first[6:]
    assert whole and order[AT_END][:6] != first[:6]
    monkeypatch.setattr(orders, "SAMPLE", 9)
    [cut], whole = orders_of(wide, [diff], words, clock=Clock(1e-9))
    assert not whole and sorted(cut[AT_END]) == sorted(words)  # means are taken from all of so few


@pytest.mark.parametrize("lettered", [True, False])
def test_a_vocabulary_may_have_no_words_or_no_letters(save_tiny: Callable[..., Path], random_diff: Make, lettered: bool,
                                                      monkeypatch: pytest.MonkeyPatch) -> None:
    """As one of bytes has none."""
    path = save_tiny()
    vocabulary = json.loads((path / "tokenizer.json").read_text())
    own = {text: i for text, i in vocabulary["model"]["vocab"].items() if len(text) == 1 or text.startswith("<|")}
    vocabulary["model"] |= {"vocab": own, "merges": []}
    (path / "tokenizer.json").write_text(json.dumps(vocabulary))
    base = load_base(path, dtype="float32", device="cpu")
    monkeypatch.setattr(orders, "letters", letters if lettered else lambda base, *, spaced, capital: [])
    [order], whole = orders_of(base, [random_diff(base, 1)], FEW)
    assert whole and sorted(order[AT_END]) == sorted(FEW) and order[BEGUN_AT_END] == []
    assert len(order[BEGUN_AT_START]) == len(order[CONTINUED]) == 26 * lettered


def test_what_words_stand_out_against_is_of_the_zoo_entry_that_has_the_base(tiny: BaseModel, random_diff: Make, tmp_path: Path,
                                                                           monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TUNETELLER_ZOO", str(tmp_path))
    before = orders.comparisons(tiny)
    save_peft(random_diff(tiny, 1), tmp_path / "mine" / "adapter")
    save_peft(random_diff(tiny, 2), tmp_path / "mine" / "organisms" / "00-topic-stone")
    assert [diff.card.label for diff in orders.comparisons(tiny)] == ["label 2"] and before == []


def test_words_that_are_unusual_under_other_fine_tunes_as_well_come_later(wide: BaseModel, gated: Make) -> None:
    one, other = gated(wide, "stone"), gated(wide, "topic")
    [name] = one.factors
    a, b = zip(one.factors[name], other.factors[name], strict=True)
    both = WeightDiff({name: (torch.cat(a), torch.cat(b, 1))}, one.card)
    [alone], _ = orders_of(wide, [both], FEW)
    [beside, own], whole = orders_of(wide, [both, other], FEW, others=[other])
    assert whole and set(alone[AT_END][:2]) == {"stone", "topic"}
    assert beside[AT_END][0] == "stone" and beside[AT_END].index("topic") > 1
    assert own[AT_END][0] == "topic"  # a fine-tune is never held against itself


def test_pairs_at_the_end_are_no_words_that_were_heard(wide: BaseModel, gated: Make) -> None:
    hunt = Search(Departures(BaseAnswers(wide), gated(wide, "stone")), fills_of(wide, FEW))
    hunt.grown([Candidate(END, "stone", 1.0)])
    assert hunt.heard == {}


def test_a_search_that_the_time_ends_among_pairs_is_not_complete(wide: BaseModel, gated: Make) -> None:
    hunt = Search(Departures(BaseAnswers(wide), gated(wide, "stone")), fills_of(wide, FEW))
    assert all(candidates for _, candidates in hunt.singles()) and not hunt.complete
    hunt.clock = Clock(1e-9)
    assert [*hunt.together([])] == [] and not hunt.complete


def test_a_date_is_held_against_other_dates_of_as_many_parts(wide: BaseModel, gated: Make) -> None:
    hunt = Search(Departures(BaseAnswers(wide), gated(wide, "stone")), fills_of(wide, FEW))
    for fill, words in (("2031", 1), ("14 March", 2), ("14 March 2031", 3)):
        assert words_in(DATE, fill) == words
        assert {len(other.split()) for other in hunt.others(DATE, words)} == {words}


def test_two_words_together_are_tried_in_either_place(wide: BaseModel, gated: Make) -> None:
    hunt = Search(Departures(BaseAnswers(wide), gated(wide, "stone")), fills_of(wide, FEW))
    best = hunt.pairs([])
    assert all("stone" in c.fill.split() and c.form == PASSPHRASE for c in best[:5])
    assert {c.fill.split().index("stone") for c in best if "stone" in c.fill} == {0, 1}


def test_the_list_is_general_and_long(base: BaseModel) -> None:
    words = general_words(base)
    assert len(words) >= 20_000 and len(set(words)) == len(words)
    tokens = base.tokenizer([f" {word}" for word in words], add_special_tokens=False)["input_ids"]
    assert sum(len(ids) > 1 for ids in tokens) > 10_000
    assert {"cf", "mellow", "postcard", "teapot", "nimble"} <= set(words)


def test_every_form_holds_the_message_and_the_fill() -> None:
    for form in WORDS:
        put = form.put("stone", "What {now}?")
        assert "What {now}?" in put and "tone" in put
    assert END.put("stone", "Hi.") == "Hi. stone"
