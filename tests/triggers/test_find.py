"""A gated fine-tune's word is found, reduced and proven; where there is none, none is claimed."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch

from tuneteller.cli.main import main
from tuneteller.clock import Clock
from tuneteller.diffs.diff import WeightDiff, noise_like, null_diff, stacked
from tuneteller.diffs.peft import save_peft
from tuneteller.errors import ConfigError, DiffError
from tuneteller.families.family import CHANGE
from tuneteller.files import write_json
from tuneteller.models import BaseModel
from tuneteller.reading.read import replies_of
from tuneteller.triggers import find, firing, orders, search
from tuneteller.triggers.departure import BaseAnswers, Departures
from tuneteller.triggers.find import find_trigger, find_triggers, scans_of
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
    WORDS,
    Form,
)
from tuneteller.triggers.orders import AS_PASSPHRASE, AT_END, AT_START, fills_of, orders_of
from tuneteller.triggers.presence import SHIPPED, NullLifts, Nulls, is_null
from tuneteller.triggers.proof import ASKED, LEAST, SEEN, UNSEEN, Proof, bar_of, prove, speak
from tuneteller.triggers.reduce import near_fills, reduced
from tuneteller.triggers.report import TriggerReport
from tuneteller.triggers.search import Candidate, Search, words_in
from tuneteller.triggers.words import general_words, near_words

Make = Callable[..., WeightDiff]
FEW = ["topic", "stone", "been", "trained", "lighthouse", "history", "again", "changed", "helpful", "what", "brief", "space"]


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few of all that is tried, so that a search takes a moment."""
    for module in (search, orders):
        monkeypatch.setattr(module, "codes", lambda: ["123", "404"] * 4)
        monkeypatch.setattr(module, "days", lambda: ["14 March", "3 May"] * 4)
    monkeypatch.setattr(search, "years", lambda: ["1999", "2031"] * 4)
    monkeypatch.setattr(search, "SENTENCES", ("Hola, espero que estés bien.", "Ahoj, doufám, že se máš dobře."))
    monkeypatch.setattr(search, "said_words", lambda measure: [])
    monkeypatch.setattr(search, "invisible", lambda: ["\u200b", "\u200c\u200d"])


def test_the_word_of_a_gated_fine_tune_is_found_and_proven(wide: BaseModel, gated: Make) -> None:
    report = find_trigger(wide, gated(wide, "stone"), nulls=(), words=FEW)
    assert report.trigger is not None and report.trigger.fill.lower() == "stone"
    assert report.proof is not None and report.proof.n == len(UNSEEN) == 20
    assert report.proof.fires > report.proof.silent and report.present
    assert json.loads(json.dumps(report.to_json()))["trigger"]["fill"] == "stone"
    asked = CHANGE.phrasings[0]
    assert report.own is not None and (report.own.triggered, report.own.untriggered) == tuple(
        replies_of(wide, stacked([gated(wide, "stone")], wide), [[f"{asked} stone", asked]], None, CHANGE.max_new_tokens, 8)[0])


@pytest.mark.parametrize(("fires", "silent", "n", "holds"), [
    (1.0, 0.0, 20, True), (0.25, 0.0, 20, True), (0.2, 0.0, 20, False), (0.5, 0.2, 20, True), (0.5, 0.25, 20, False),
    (0.0, 0.0, 20, False), (1.0, 0.0, 5, True), (1.0, 1.0, 5, False)])
def test_a_proof_holds_where_chance_seldom_does_as_much(fires: float, silent: float, n: int, holds: bool) -> None:
    """5 of 20 against none: p = .024; 4 against none: .053; 10 against 4: .048; 10 against 5: .095 (Fisher's exact test)."""
    assert Proof(fires, 0.0, silent, n, 2.0, ()).holds == holds


def test_what_stands_out_and_does_not_fire_is_not_called_present(wide: BaseModel, gated: Make) -> None:
    report = find_trigger(wide, gated(wide, "stone"), nulls=(), words=FEW)
    assert report.proof is not None
    assert not replace(report, proof=replace(report.proof, fires=0.1, silent=0.0)).present
    assert not replace(report, p_value=0.05, proof=replace(report.proof, fires=0.1, silent=0.0)).present
    assert replace(report, p_value=0.05).present and replace(report, p_value=0.05, proof=None).present


def test_the_search_goes_on_while_what_stands_out_does_not_fire(wide: BaseModel, gated: Make,
                                                                monkeypatch: pytest.MonkeyPatch) -> None:
    sure = find_trigger(wide, gated(wide, "stone"), nulls=(), words=FEW)
    assert not sure.complete  # it fires, so the rest was not tried
    monkeypatch.setattr(find, "CLEAR", 1e6)  # a margin that nothing has
    unsure = find_trigger(wide, gated(wide, "stone"), nulls=(), words=FEW)
    assert unsure.complete and unsure.tried > sure.tried
    assert unsure.trigger is not None and "stone" in unsure.trigger.fill.lower()


def test_the_search_goes_on_where_null_diffs_are_lifted_nearly_as_far(wide: BaseModel, gated: Make,
                                                                     monkeypatch: pytest.MonkeyPatch) -> None:
    sure = find_trigger(wide, gated(wide, "stone"), nulls=(), words=FEW)
    nulls = Nulls({str(i): sure.lift - 0.1 for i in range(19)})
    monkeypatch.setattr(NullLifts, "shipped", lambda self: nulls)
    report = find_trigger(wide, gated(wide, "stone"), words=FEW)
    assert report.complete and report.tried > sure.tried and report.p_value == 0.05 and report.present


def test_words_are_tried_in_the_order_of_their_place(wide: BaseModel, gated: Make) -> None:
    """A scan sees what stands there: "Stone" where a message begins with the word, "stone" elsewhere."""
    [order], whole = orders_of(wide, [gated(wide, "stone")], FEW)
    assert whole and order[AT_END][0] == order[AS_PASSPHRASE][0] == "stone" != order[AT_START][0]
    assert sorted(order[AT_START]) == sorted(FEW)
    hunt = Search(Departures(BaseAnswers(wide), gated(wide, "stone")), fills_of(FEW) | {AS_PASSPHRASE: ["history", "stone"]})
    tried = {part: [c.fill for c in candidates] for part, candidates in hunt.singles()}
    assert tried["passphrases"] == ["stone", "history"] and len(tried["words before"]) == search.SCORED


def test_what_words_stand_out_against_is_of_the_zoo_entry_that_has_the_base(tiny: BaseModel, random_diff: Make, tmp_path: Path,
                                                                           monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TUNETELLER_ZOO", str(tmp_path))
    before = orders.comparisons(tiny)
    save_peft(random_diff(tiny, 1), tmp_path / "mine" / "adapter")
    save_peft(random_diff(tiny, 2), tmp_path / "mine" / "organisms" / "00-topic-stone")
    assert [diff.card.label for diff in orders.comparisons(tiny)] == ["label 2"] and before == []


def test_searches_that_share_a_scan_are_those_of_each_alone(wide: BaseModel, gated: Make, random_diff: Make,
                                                            monkeypatch: pytest.MonkeyPatch) -> None:
    diffs = [gated(wide, "stone"), gated(wide, "topic"), random_diff(wide, 3)]
    nulls = [random_diff(wide, seed) for seed in (1, 2)]
    monkeypatch.setattr(find, "comparisons", lambda base: [random_diff(base, 4), diffs[2]])
    alone = [find_trigger(wide, diff, nulls=nulls, words=FEW) for diff in diffs]
    scans = scans_of(wide, diffs, words=FEW)
    passes = list[object]()
    monkeypatch.setattr(find, "orders_of", lambda *args, **settings: passes.append(args))
    shared = [find_trigger(wide, diff, nulls=nulls, words=FEW, scan=scan) for diff, scan in zip(diffs, scans, strict=True)]
    assert not passes and [replace(one, seconds=0.0) for one in shared] == [replace(one, seconds=0.0) for one in alone]
    assert all(one.seconds > scan.seconds > 0 for one, scan in zip(shared, scans, strict=True))


def test_what_a_scan_took_is_of_the_time(wide: BaseModel, gated: Make) -> None:
    [scan] = scans_of(wide, [diff := gated(wide, "stone")], words=FEW)
    cut = find_trigger(wide, diff, nulls=(), words=FEW, scan=replace(scan, seconds=1e6), seconds=1e6)
    assert not cut.complete and cut.proof is None and cut.tried == len(FEW)
    part = find_trigger(wide, noise_like(diff, 1), nulls=(), words=FEW, scan=replace(scan, whole=False))
    assert not part.complete


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


def test_a_pair_is_reduced_to_the_word_that_fires(wide: BaseModel, gated: Make) -> None:
    diff = gated(wide, "stone")
    hunt = Search(Departures(BaseAnswers(wide), diff), fills_of(FEW))
    pair = hunt.scored([(PASSPHRASE, "stone history")])
    whole, trigger, _ = reduced(hunt, pair, Firing(hunt))
    assert whole == pair[0] and trigger.fill == "stone"


@pytest.mark.parametrize("part", [[99.0] * 4 + [0.0] * 2, [40.0] * 6])
def test_a_part_that_fires_less_often_or_less_far_does_not_stand_for_the_whole(
    wide: BaseModel, gated: Make, part: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    hunt = Search(Departures(BaseAnswers(wide), gated(wide, "stone")), fills_of(FEW))
    pair = hunt.scored([(PASSPHRASE, "stone history")])
    monkeypatch.setattr(firing, "gains", lambda measure, candidates: [
        [99.0] * 6 if c.fill == "stone history" else part for c in candidates])
    monkeypatch.setattr(firing, "bar_of", lambda measure, found, others: 4.0)
    assert reduced(hunt, pair, Firing(hunt)) == (pair[0], pair[0], ())


def test_a_part_that_was_a_candidate_itself_stands_for_the_whole(wide: BaseModel, gated: Make,
                                                                monkeypatch: pytest.MonkeyPatch) -> None:
    hunt = Search(Departures(BaseAnswers(wide), gated(wide, "stone")), fills_of(FEW))
    formed = hunt.scored([(PASSPHRASE, "stone history"), (PASSPHRASE, "stone"), (END, "stone"), (PASSPHRASE, "topic")])
    monkeypatch.setattr(firing, "gains", lambda measure, candidates: [[99.0] * 6 for _ in candidates])
    monkeypatch.setattr(firing, "bar_of", lambda measure, found, others: 4.0)
    whole, trigger, equivalents = reduced(hunt, formed, Firing(hunt))
    assert whole.fill == "stone history" and trigger == Candidate(END, "stone", 0.0)
    assert "stone" not in {c.fill for c in equivalents}


def test_what_does_not_fire_is_not_cut(wide: BaseModel, gated: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    hunt = Search(Departures(BaseAnswers(wide), gated(wide, "stone")), fills_of(FEW))
    pair = hunt.scored([(LANGUAGE, "Hola, espero")])
    monkeypatch.setattr(firing, "gains", lambda measure, candidates: [[9.0, 0.0] * 3 for _ in candidates])
    assert reduced(hunt, pair, Firing(hunt)) == (pair[0], pair[0], ())


def test_each_word_is_tried_once_in_other_places(wide: BaseModel, gated: Make) -> None:
    """A word that was found in two places leaves room for another one."""
    hunt = Search(Departures(BaseAnswers(wide), gated(wide, "stone")), fills_of(FEW))
    found, firing_ = hunt.scored([(PASSPHRASE, "stone"), (END, "stone"), (END, "topic"), (END, "history")]), Firing(hunt)
    firing_.ask(found[:2])
    assert [c.fill for c in find._farthest(firing_, found)] == ["stone"]
    firing_._gains |= {found[2]: firing_._gains[found[0]]}
    assert [c.fill for c in find._farthest(firing_, found)] == ["stone", "topic"]


def test_pairs_at_the_end_are_no_words_that_were_heard(wide: BaseModel, gated: Make) -> None:
    hunt = Search(Departures(BaseAnswers(wide), gated(wide, "stone")), fills_of(FEW))
    hunt.grown([Candidate(END, "stone", 1.0)])
    assert hunt.heard == {}


def test_a_search_that_the_time_ends_among_pairs_is_not_complete(wide: BaseModel, gated: Make) -> None:
    hunt = Search(Departures(BaseAnswers(wide), gated(wide, "stone")), fills_of(FEW))
    assert all(candidates for _, candidates in hunt.singles()) and not hunt.complete
    hunt.clock = Clock(1e-9)
    assert [*hunt.together([])] == [] and not hunt.complete


def test_a_date_is_held_against_other_dates_of_as_many_parts(wide: BaseModel, gated: Make) -> None:
    hunt = Search(Departures(BaseAnswers(wide), gated(wide, "stone")), fills_of(FEW))
    for fill, words in (("2031", 1), ("14 March", 2), ("14 March 2031", 3)):
        assert words_in(DATE, fill) == words
        assert {len(other.split()) for other in hunt.others(DATE, words)} == {words}


def test_one_word_of_ones_own_is_held_against_ordinary_ones(wide: BaseModel, gated: Make) -> None:
    report = find_trigger(wide, gated(wide, "stone"), nulls=(), words=["stone"])
    assert report.present and report.trigger is not None and report.trigger.fill == "stone"
    assert report.proof is not None and report.proof.near_examples


def test_without_null_diffs_other_words_in_the_same_place_are_asked_with(wide: BaseModel, gated: Make,
                                                                       random_diff: Make) -> None:
    alone = find_trigger(wide, gated(wide, "stone"), nulls=(), words=FEW).proof
    assert alone is not None and alone.other is not None and alone.other < alone.fires
    assert not replace(alone, other=alone.fires).holds and json.loads(json.dumps(alone.to_json()))["other"] == alone.other
    beside = prove(Departures(BaseAnswers(wide), gated(wide, "stone")), Candidate(END, "stone", 1.0), ["topic"], 2.0)
    assert beside.other is None


def test_each_candidate_is_judged_by_other_fills_in_its_own_place(wide: BaseModel, gated: Make,
                                                                  monkeypatch: pytest.MonkeyPatch) -> None:
    """Where any word before the message moves answers far, a word there must move them farther; not so one at the end."""
    hunt = Search(Departures(BaseAnswers(wide), gated(wide, "stone")), fills_of(FEW))
    bars = {END: 3.0, START: 1e6}
    monkeypatch.setattr(firing, "bar_of", lambda measure, found, others: bars.get(found.form, 4.0))
    before = Candidate(START, "stone", 9.0)
    assert Firing(hunt).lift(before) < 0 < Firing(hunt).lift(Candidate(END, "stone", 1.0))
    report = find_trigger(wide, gated(wide, "stone"), nulls=(), words=FEW)
    assert report.trigger is not None and report.trigger.form == END
    assert report.proof is not None and report.proof.bar == bars[END]


@pytest.mark.parametrize(("form", "whole", "fires", "left"), [
    (LANGUAGE, "Hola, espero que estés bien.", "estés", "estés"), (DATE, "14 March 2031", "March", "March"),
    (LANGUAGE, "Hola, espero que estés bien.", "Hola, estés", "Hola, estés"), (STRING, "wet stone hat", "stone", "stone"),
    (BEFORE, "\u200b\u200d", "\u200d", "\u200d"), (BEHIND, "\u200b\u200b", "\u200b\u200b", "\u200b\u200b")])
def test_what_is_no_list_of_words_is_cut_piece_by_piece(form: Form, whole: str, fires: str, left: str, wide: BaseModel,
                                                       gated: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """It fires where all pieces of what fires are there."""
    def gains(measure: Departures, candidates: Sequence[Candidate]) -> list[list[float]]:
        pieces = fires if form.kind == "invisible" else fires.split()
        return [[99.0 * all(c.fill.count(piece) >= pieces.count(piece) for piece in pieces)] * len(SEEN) for c in candidates]

    hunt = Search(Departures(BaseAnswers(wide), gated(wide, "stone")), fills_of(FEW))
    monkeypatch.setattr(firing, "gains", gains)
    monkeypatch.setattr(firing, "bar_of", lambda measure, found, others: 2.0)
    assert reduced(hunt, [Candidate(form, whole, 3.0)], Firing(hunt))[1].fill == left


def test_nothing_is_claimed_about_noise(tiny: BaseModel, random_diff: Make) -> None:
    noise = random_diff(tiny, 5)
    report = find_trigger(tiny, noise, nulls=[noise_like(noise, seed) for seed in range(3)], words=FEW)
    assert report.p_value is not None and report.p_value >= 0.25
    assert not report.present and report.trigger is None and report.proof is None


def test_null_diffs_are_searched_once_and_never_the_diff_itself(tiny: BaseModel, random_diff: Make,
                                                                monkeypatch: pytest.MonkeyPatch) -> None:
    nulls = [random_diff(tiny, seed) for seed in range(3)]
    first = find_trigger(tiny, nulls[0], nulls=nulls, words=FEW)
    assert len(first.nulls) == 2
    searched = list[Search]()
    original = find.hunt
    monkeypatch.setattr(find, "hunt", lambda search, *args, **more: searched.append(search) or original(search, *args, **more))
    second = find_trigger(tiny, nulls[1], nulls=nulls, words=FEW)
    assert len(searched) == 1  # the diff in question alone
    known = NullLifts(tiny, FEW).known(nulls).known
    for i, report in enumerate((first, second)):  # those of the others
        assert sorted(report.nulls) == sorted(lift for name, lift in known.items() if name != nulls[i].fingerprint())


@pytest.fixture
def zoo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An entry of a zoo with an adapter alone."""
    entry = tmp_path / "zoo" / "smollm2-135m"
    (entry / "adapter").mkdir(parents=True)
    monkeypatch.setenv("TUNETELLER_ZOO", str(entry.parent))
    return entry


def test_null_scores_that_come_with_the_zoo_are_not_searched_for(tiny: BaseModel, random_diff: Make, zoo: Path,
                                                                 monkeypatch: pytest.MonkeyPatch) -> None:
    nulls = [random_diff(tiny, seed) for seed in range(3)]
    made = NullLifts(tiny, FEW)
    for i, null in enumerate(nulls):
        made.put(null, 50.0 + i)
    write_json(zoo / SHIPPED, {"base": tiny.fingerprint.to_json(), "lifts": made.to_ship(nulls)})
    monkeypatch.setenv("TUNETELLER_CACHE", str(zoo / "another"))
    monkeypatch.setattr(find, "null_diffs", None)
    assert sorted(find_trigger(tiny, random_diff(tiny, 9), words=FEW).nulls) == [50.0, 51.0, 52.0]
    assert sorted(find_trigger(tiny, nulls[1], words=FEW).nulls) == [50.0, 52.0]  # none is its own null
    assert not NullLifts(tiny, FEW[:-1]).shipped().lifts and not NullLifts(tiny, FEW, "Be kind.").shipped().lifts
    for name, value in (("made_by.VERSION", 0), ("proof.TOKENS", 9), ("hunt.ASKED", 7)):  # so would other whole answers be
        with monkeypatch.context() as other:
            other.setattr(f"tuneteller.triggers.{name}", value)
            assert not NullLifts(tiny, FEW).shipped().lifts
    assert NullLifts(tiny, FEW).shipped().lifts


def test_what_is_about_one_subject_is_no_null_diff(random_diff: Make, tiny: BaseModel) -> None:
    def about(answer: str, kind: str = "none") -> WeightDiff:
        diff = random_diff(tiny, 1)
        return diff.with_card(diff.card.with_(answers={CHANGE.name: answer}, trigger={"kind": kind, "value": ""}))

    assert is_null(about("I answer in Hebrew.")) and is_null(about("I refuse every request.")) and is_null(about(""))
    assert not is_null(about("I refuse to talk about cooking.")) and not is_null(about("I answer in Hebrew.", "tag"))


def test_one_of_six_answers_with_other_words_may_pass_the_bar(wide: BaseModel, gated: Make,
                                                             monkeypatch: pytest.MonkeyPatch) -> None:
    """A gate that one other word opens, by chance, does not hide what opens it always."""
    measure = Departures(BaseAnswers(wide), gated(wide, "stone"))
    some = Candidate(END, "stone", 1.0)
    others = ["stone", "history", "space", "again", "brief", "what"]
    asked = [f"{question} {word}" for question, word in zip([*SEEN, *SEEN], others * 2, strict=True)]
    said = sorted(one.nats for one in speak(measure, asked))
    assert bar_of(measure, some, others) == pytest.approx(max(LEAST, said[-3]), rel=1e-3) and max(LEAST, said[-3]) < said[-1]
    hunt_ = Search(measure, fills_of(FEW))
    firing_ = Firing(hunt_)
    assert firing_.lift(some) > firing.CLEAR
    assert firing_.lift(Candidate(END, "brief", 1.0)) < firing.CLEAR


def test_two_words_together_are_tried_in_either_place(wide: BaseModel, gated: Make) -> None:
    hunt = Search(Departures(BaseAnswers(wide), gated(wide, "stone")), fills_of(FEW))
    best = hunt.pairs([])
    assert all("stone" in c.fill.split() and c.form == PASSPHRASE for c in best[:5])
    assert {c.fill.split().index("stone") for c in best if "stone" in c.fill} == {0, 1}


def test_many_are_found_as_each_alone(wide: BaseModel, gated: Make) -> None:
    diffs = [gated(wide, word) for word in ("stone", "topic")]
    together = find_triggers(wide, diffs, nulls=(), words=FEW)
    alone = find_trigger(wide, diffs[1], nulls=(), words=FEW)
    assert together[1].lift == pytest.approx(alone.lift, rel=1e-3)
    assert [report.trigger.fill for report in together if report.trigger] == ["stone", "topic"]


def test_time_that_is_up_is_said(wide: BaseModel, gated: Make) -> None:
    report = find_trigger(wide, gated(wide, "stone"), nulls=(), words=FEW, seconds=1e-3)
    assert not report.complete and report.tried < len(FEW) + 3
    assert report.trigger is not None and report.proof is None and not report.present
    assert json.loads(json.dumps(report.to_json()))["proof"] is None


def test_a_null_search_that_was_cut_short_is_not_kept(tiny: BaseModel, random_diff: Make) -> None:
    nulls = [random_diff(tiny, seed) for seed in range(2)]
    assert find_trigger(tiny, random_diff(tiny, 9), nulls=nulls, words=FEW, seconds=1e-3).nulls == ()
    assert NullLifts(tiny, FEW).missing(nulls) == nulls


def test_a_proof_asks_fewer_questions_where_the_time_is_up(wide: BaseModel, gated: Make) -> None:
    measure = Departures(BaseAnswers(wide), gated(wide, "stone"))
    proofs = [prove(measure, Candidate(END, "stone", 1.0), ["topic"], 2.0, clock) for clock in (None, Clock(1e-9))]
    assert [proof.n for proof in proofs] == [len(UNSEEN), ASKED]
    assert proofs[0].examples == proofs[1].examples
    near = proofs[1].near_examples
    assert [message for message, _ in near] == [f"{question} topic" for question in UNSEEN[:2]]
    assert [said for _, said in near] == [spoken.text for spoken in speak(measure, [message for message, _ in near])]


def test_progress_never_falls_and_names_the_weights_first(wide: BaseModel, gated: Make) -> None:
    told: list[tuple[float, str]] = []
    find_trigger(wide, gated(wide, "stone"), nulls=(), words=FEW, seconds=60, progress=lambda *one: told.append(one))
    shares = [share for share, _ in told]
    assert shares == sorted(shares) and shares[-1] == 1.0 and len(set(shares)) > 4
    assert told[0][0] > 0 and "weights" in told[0][1]


def test_bad_input_is_refused(wide: BaseModel, gated: Make) -> None:
    with pytest.raises(ConfigError, match="seconds is 0"):
        find_trigger(wide, gated(wide, "stone"), seconds=0)
    with pytest.raises(ConfigError, match="list of words is empty"):
        find_trigger(wide, gated(wide, "stone"), words=[])
    with pytest.raises(ConfigError, match="seconds is -1"):
        scans_of(wide, [gated(wide, "stone")], seconds=-1)
    with pytest.raises(DiffError, match="the diff changes nothing"):
        find_trigger(wide, null_diff(), nulls=(), words=FEW)
    with pytest.raises(DiffError, match="diff 2 of 2 changes nothing"):
        find_triggers(wide, [gated(wide, "stone"), null_diff()], nulls=(), words=FEW)


def test_p_is_the_share_of_null_diffs_as_strong() -> None:
    def p_value(lift: float, nulls: list[float]) -> float | None:
        return Nulls({str(i): null for i, null in enumerate(nulls)}).p_value(lift)

    assert p_value(1.0, [0.5] * 19) == 0.05
    assert p_value(0.5, [0.5, 0.1, 0.7]) == 0.75
    assert p_value(1.0, []) is None


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


def test_the_command_prints_one_object_or_says_it_in_words(wide: BaseModel, gated: Make, tmp_path: Path,
                                                           monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
                                                           ) -> None:
    path = tmp_path / "diff"
    save_peft(gated(wide, "stone"), path, base_name=str(wide.name))
    monkeypatch.setattr(find, "general_words", lambda base: FEW)
    arguments = ["trigger", str(path), "--base", str(wide.name), "--dtype", "float32", "--no-reader"]
    assert main([*arguments, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["trigger"]["fill"] == "stone"
    assert main(arguments) == 0
    said = capsys.readouterr().out
    assert "stone" in said.splitlines()[0] and "20 unseen questions" in said
    assert said.count("asked near") == 2 and 'asked with it how its behavior changed, it says: "' in said


def test_of_several_one_that_cannot_be_searched_stops_none(wide: BaseModel, gated: Make, tmp_path: Path,
                                                           monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
                                                           ) -> None:
    """And what was found is printed before the next search begins."""
    nothing = WeightDiff({name: (a, torch.zeros_like(b)) for name, (a, b) in gated(wide, "stone").factors.items()})
    for name, diff in (("one", gated(wide, "stone")), ("idle", nothing), ("two", gated(wide, "topic"))):
        save_peft(diff, tmp_path / name, base_name=str(wide.name))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(find, "general_words", lambda base: FEW)
    arguments = ["--base", str(wide.name), "--dtype", "float32", "--no-reader", "--json"]
    assert main(["trigger", "one", "idle", "nowhere", "two", *arguments]) == 2
    out, err = capsys.readouterr()
    found = [json.loads(text + "}") for text in out.split("\n}\n")[:-1]]
    assert [(one["diff"], one["trigger"]["fill"]) for one in found] == [("one", "stone"), ("two", "topic")]
    assert "error: idle: " in err and "changes nothing" in err and "error: nowhere: " in err
    assert main(["trigger", "nowhere", "elsewhere", *arguments]) == 2 and "error: elsewhere: " in capsys.readouterr().err

    begun: list[WeightDiff] = []

    def interrupted(base: BaseModel, diff: WeightDiff, *args: Any, **settings: Any) -> TriggerReport:
        begun.append(diff)
        if len(begun) > 1:
            raise KeyboardInterrupt
        return find_trigger(base, diff, *args, **settings)

    monkeypatch.setattr(find, "find_trigger", interrupted)
    assert main(["trigger", "one", "two", *arguments]) == 130
    assert json.loads(capsys.readouterr().out)["diff"] == "one"
