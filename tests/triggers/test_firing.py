"""What fires, how often, what it comes down to, and what proves it."""

from collections.abc import Callable, Sequence

import pytest
import torch

from tuneteller.clock import Clock
from tuneteller.diffs.diff import WeightDiff
from tuneteller.models import BaseModel
from tuneteller.reading.departure import BaseAnswers, Departures
from tuneteller.triggers import find, firing
from tuneteller.triggers.find import find_trigger
from tuneteller.triggers.firing import Firing
from tuneteller.triggers.forms import (
    BEFORE,
    BEHIND,
    CODE,
    DATE,
    END,
    INVISIBLE,
    LANGUAGE,
    LANGUAGES,
    PASSPHRASE,
    SENTENCES,
    START,
    STRING,
    Form,
)
from tuneteller.triggers.orders import fills_of
from tuneteller.triggers.proof import ASKED, CHECKED, LEAST, SEEN, TOKENS, UNSEEN, Proof, bar_of, controls, prove, speak
from tuneteller.triggers.reduce import near_fills, reduced
from tuneteller.triggers.search import Candidate, Search
from tuneteller.triggers.words import near_words

from .conftest import FEW  # type: ignore[import-not-found]

Make = Callable[..., WeightDiff]
pytestmark = pytest.mark.usefixtures("few")


def answering(monkeypatch: pytest.MonkeyPatch, nats: Callable[[Sequence[str]], list[float]],
              bar: Callable[[Candidate], float] = lambda found: 4.0) -> None:
    """Whole answers to some messages depart by so many nats, and a candidate is held against such a bar."""
    monkeypatch.setattr(firing, "gains", lambda measure, *asked: [nats(messages) for messages in asked])
    monkeypatch.setattr(Firing, "bar", lambda self, found: bar(found))


@pytest.mark.parametrize(("fires", "silent", "n", "holds"), [
    (1.0, 0.0, 20, True), (0.25, 0.0, 20, True), (0.2, 0.0, 20, False), (0.5, 0.2, 20, True), (0.5, 0.25, 20, False),
    (0.0, 0.0, 20, False), (1.0, 0.0, 5, True), (1.0, 1.0, 5, False)])
def test_a_proof_holds_where_chance_seldom_does_as_much(fires: float, silent: float, n: int, holds: bool) -> None:
    """5 of 20 against none: p = .024; 4 against none: .053; 10 against 4: .048; 10 against 5: .095 (Fisher's exact test)."""
    assert Proof(fires, 0.0, silent, n, 2.0, ()).holds == holds


def test_a_pair_is_reduced_to_the_word_that_fires(wide: BaseModel, gated: Make) -> None:
    diff = gated(wide, "stone")
    hunt = Search(Departures(BaseAnswers(wide), diff), fills_of(wide, FEW))
    pair = hunt.scored([(PASSPHRASE, "stone history")])
    whole, trigger, _ = reduced(hunt, pair, Firing(hunt))
    assert whole == pair[0] and trigger.fill == "stone"


@pytest.mark.parametrize("part", [[99.0] * 4 + [0.0] * 2, [40.0] * 6])
def test_a_part_that_fires_less_often_or_less_far_does_not_stand_for_the_whole(
    wide: BaseModel, gated: Make, part: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    hunt = Search(Departures(BaseAnswers(wide), gated(wide, "stone")), fills_of(wide, FEW))
    pair = hunt.scored([(PASSPHRASE, "stone history")])
    answering(monkeypatch, lambda messages: [99.0] * 6 if "stone history" in messages[0] else part)
    assert reduced(hunt, pair, Firing(hunt)) == (pair[0], pair[0], ())


def test_a_part_that_fires_less_often_on_more_questions_does_not_stand_for_the_whole(
    wide: BaseModel, gated: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On the six questions of the search they were alike."""
    def nats(messages: Sequence[str]) -> list[float]:
        seldom = [99.0] * 14 + [0.0] * 4  # fewer than .8
        return seldom if list(messages) == [END.put("stone", q) for q in CHECKED] else [99.0] * len(messages)

    hunt = Search(Departures(BaseAnswers(wide), gated(wide, "stone")), fills_of(wide, FEW))
    pair = hunt.scored([(PASSPHRASE, "stone history")])
    answering(monkeypatch, nats)
    assert reduced(hunt, pair, Firing(hunt))[1] == Candidate(START, "stone", 0.0)


def test_the_place_is_that_in_which_answers_depart_farthest(wide: BaseModel, gated: Make,
                                                            monkeypatch: pytest.MonkeyPatch) -> None:
    """Not the one with the lowest bar, nor one in which nothing fires."""
    bars, nats = {START: 2.0, PASSPHRASE: 20.0, END: 99.0}, {START: 30.0, PASSPHRASE: 60.0, END: 90.0}
    starts = {form: form.put("stone", SEEN[0]) for form in bars}
    answering(monkeypatch, lambda messages: [*(nats[form] for form in bars if messages[0] == starts[form]), 0.0][:1] * 6,
              lambda found: bars[found.form])
    places = Firing(Search(Departures(BaseAnswers(wide), gated(wide, "stone")), fills_of(wide, FEW)))
    places.ask(Candidate(form, "stone", 1.0) for form in bars)
    found = [Candidate(form, "stone", 1.0) for form in bars]
    assert [c.form for c in places.best_first(found)] == [START, PASSPHRASE, END]
    assert [c.form for c in places.farthest_first(found)] == [PASSPHRASE, START, END]


def test_a_part_that_was_a_candidate_itself_stands_for_the_whole(wide: BaseModel, gated: Make,
                                                                monkeypatch: pytest.MonkeyPatch) -> None:
    hunt = Search(Departures(BaseAnswers(wide), gated(wide, "stone")), fills_of(wide, FEW))
    formed = hunt.scored([(PASSPHRASE, "stone history"), (PASSPHRASE, "stone"), (END, "stone"), (PASSPHRASE, "topic")])
    answering(monkeypatch, lambda messages: [99.0] * 6)
    whole, trigger, equivalents = reduced(hunt, formed, Firing(hunt))
    assert whole.fill == "stone history" and trigger == Candidate(END, "stone", 0.0)
    assert "stone" not in {c.fill for c in equivalents}


def test_what_does_not_fire_is_not_cut(wide: BaseModel, gated: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    hunt = Search(Departures(BaseAnswers(wide), gated(wide, "stone")), fills_of(wide, FEW))
    pair = hunt.scored([(LANGUAGE, "Hola, espero")])
    monkeypatch.setattr(firing, "gains", lambda measure, *asked: [[9.0, 0.0] * 3 for _ in asked])
    assert reduced(hunt, pair, Firing(hunt)) == (pair[0], pair[0], ())


@pytest.mark.parametrize(("form", "whole", "fires", "left"), [
    (LANGUAGE, "Hola, espero que estés bien.", "estés", "estés"), (DATE, "14 March 2031", "March", "March"),
    (LANGUAGE, "Hola, espero que estés bien.", "Hola, estés", "Hola, estés"), (STRING, "wet stone hat", "stone", "stone"),
    (BEFORE, "\u200b\u200d", "\u200d", "\u200d"), (BEHIND, "\u200b\u200b", "\u200b\u200b", "\u200b\u200b")])
def test_what_is_no_list_of_words_is_cut_piece_by_piece(form: Form, whole: str, fires: str, left: str, wide: BaseModel,
                                                       gated: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """It fires where all pieces of what fires are there."""
    def nats(messages: Sequence[str]) -> list[float]:
        pieces = fires if form.kind == "invisible" else fires.split()
        return [99.0 * all(message.count(piece) >= pieces.count(piece) for piece in pieces) for message in messages]

    hunt = Search(Departures(BaseAnswers(wide), gated(wide, "stone")), fills_of(wide, FEW))
    answering(monkeypatch, nats, lambda found: 2.0)
    assert reduced(hunt, [Candidate(form, whole, 3.0)], Firing(hunt))[1].fill == left


def test_one_of_six_answers_with_other_words_may_pass_the_bar(wide: BaseModel, gated: Make,
                                                             monkeypatch: pytest.MonkeyPatch) -> None:
    """A gate that one other word opens, by chance, does not hide what opens it always."""
    measure = Departures(BaseAnswers(wide), gated(wide, "stone"))
    some = Candidate(END, "stone", 1.0)
    others = ["stone", "history", "space", "again", "brief", "what"]
    asked = [f"{question} {word}" for question, word in zip([*SEEN, *SEEN], others * 2, strict=True)]
    said = sorted(one.nats for one in speak(measure, asked))
    assert controls(some, others) == asked and bar_of(said) == max(LEAST, said[-3]) < said[-1]
    hunt_ = Search(measure, fills_of(wide, FEW))
    firing_ = Firing(hunt_)
    assert firing_.lift(some) > firing.CLEAR
    assert firing_.lift(Candidate(END, "brief", 1.0)) < firing.CLEAR


@pytest.mark.parametrize("ends", [False, True])
def test_an_answer_departs_by_the_nats_that_it_is_likelier_under_the_fine_tune(
    wide: BaseModel, gated: Make, ends: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each answer for itself, token by token; one that ends at once by its end."""
    measure = Departures(BaseAnswers(wide), gated(wide, "stone"))
    if ends:
        monkeypatch.setattr(type(wide), "eos_ids", property(lambda model: {0, *range(5, model.vocab_size)}))
    messages = ["Hello there? stone", "Hello there?", "What is brief? stone"]
    for message, one in zip(messages, speak(measure, messages), strict=True):
        [prompt] = wide.chat.prompts([message], None)
        ids, nats = list(prompt), []
        for _ in range(1 if ends else TOKENS):
            with torch.no_grad():
                before = wide.model(torch.tensor([ids])).logits[0, -1].log_softmax(-1)
                with measure.attached():
                    after = wide.model(torch.tensor([ids])).logits[0, -1].log_softmax(-1)
            said = int(after.argmax())
            if said in wide.eos_ids and not ends:
                break
            nats.append(float(after[said] - before[said]))
            ids.append(said)
        assert one.nats == pytest.approx(sum(nats), abs=1e-3)


def test_a_proof_asks_fewer_questions_where_the_time_is_up(wide: BaseModel, gated: Make) -> None:
    measure = Departures(BaseAnswers(wide), gated(wide, "stone"))
    proofs = [prove(measure, Candidate(END, "stone", 1.0), ["topic"], 2.0, clock) for clock in (None, Clock(1e-9))]
    assert [proof.n for proof in proofs] == [len(UNSEEN), ASKED]
    assert proofs[0].examples == proofs[1].examples
    near = proofs[1].near_examples
    assert [message for message, _ in near] == [f"{question} topic" for question in UNSEEN[:2]]
    assert [said for _, said in near] == [spoken.text for spoken in speak(measure, [message for message, _ in near])]


def test_near_fills_are_near(tiny: BaseModel) -> None:
    assert near_fills(tiny, FEW, Candidate(CODE, "417", 0.0))[:2] == ["410", "411"]
    assert all(fill.startswith("stone ") for fill in near_fills(tiny, FEW, Candidate(PASSPHRASE, "stone history", 0.0)))
    assert near_fills(tiny, FEW, Candidate(DATE, "14 March 2031", 0.0))[:2] == ["1 March 2031", "2 March 2031"]
    assert near_fills(tiny, FEW, Candidate(DATE, "1999", 0.0))[0] == "1990"
    assert near_fills(tiny, FEW, Candidate(DATE, "March 2031", 0.0))[:2] == ["January 2031", "February 2031"]
    assert near_fills(tiny, FEW, Candidate(DATE, "March", 0.0))[:3] == ["January", "February", "April"]
    assert SENTENCES[3] not in near_fills(tiny, FEW, Candidate(LANGUAGE, SENTENCES[3], 0.0))
    swedish, danish = LANGUAGES["Swedish"], LANGUAGES["Danish"]
    near = near_fills(tiny, FEW, Candidate(LANGUAGE, "Hej,", 0.0))  # a part of both
    assert near and swedish not in near and danish not in near
    assert near_fills(tiny, FEW, Candidate(BEFORE, "\u200b", 0.0)) == list(INVISIBLE[1:])
    table = tiny.model.get_input_embeddings().weight

    def vector(word: str) -> torch.Tensor:
        return table[tiny.tokenizer(f" {word}", add_special_tokens=False)["input_ids"]].mean(0)

    others = sorted(FEW[1:], key=lambda word: -float(torch.cosine_similarity(vector(word), vector(FEW[0]), dim=0)))
    assert near_words(tiny, FEW, FEW[0], 3) == others[:3]


def test_each_candidate_is_judged_by_other_fills_in_its_own_place(wide: BaseModel, gated: Make,
                                                                  monkeypatch: pytest.MonkeyPatch) -> None:
    """Where any word before the message moves answers far, a word there must move them farther; not so one at the end."""
    hunt = Search(Departures(BaseAnswers(wide), gated(wide, "stone")), fills_of(wide, FEW))
    bars = {END: 3.0, START: 1e6}
    monkeypatch.setattr(Firing, "bar", lambda self, found: bars.get(found.form, 4.0))
    before = Candidate(START, "stone", 9.0)
    assert Firing(hunt).lift(before) < 0 < Firing(hunt).lift(Candidate(END, "stone", 1.0))
    report = find_trigger(wide, gated(wide, "stone"), nulls=(), words=FEW)
    assert report.trigger is not None and report.trigger.form == END
    assert report.proof is not None and report.proof.bar == bars[END]


def test_each_word_is_tried_once_in_other_places(wide: BaseModel, gated: Make) -> None:
    """A word that was found in two places leaves room for another one."""
    hunt = Search(Departures(BaseAnswers(wide), gated(wide, "stone")), fills_of(wide, FEW))
    found, firing_ = hunt.scored([(PASSPHRASE, "stone"), (END, "stone"), (END, "topic"), (END, "history")]), Firing(hunt)
    firing_.ask(found[:2])
    assert [c.fill for c in find._farthest(firing_, found)] == ["stone"]
    firing_._gains |= {found[2]: firing_._gains[found[0]]}
    assert [c.fill for c in find._farthest(firing_, found)] == ["stone", "topic"]
