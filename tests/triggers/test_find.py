"""A gated fine-tune's word is found, reduced and proven; where there is none, none is claimed."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch

from tuneteller.cli.main import main
from tuneteller.cli.trigger import _show
from tuneteller.diffs.diff import WeightDiff, noise_like, null_diff, stacked
from tuneteller.diffs.peft import save_peft
from tuneteller.errors import ConfigError, DiffError
from tuneteller.families.family import CHANGE
from tuneteller.models import BaseModel
from tuneteller.reading.departure import BaseAnswers, Departures
from tuneteller.reading.read import replies_of
from tuneteller.reading.reader import Reader
from tuneteller.triggers import find
from tuneteller.triggers.content import Content
from tuneteller.triggers.find import find_trigger, find_triggers, scans_of
from tuneteller.triggers.forms import (
    END,
)
from tuneteller.triggers.presence import NullLifts, Nulls
from tuneteller.triggers.proof import UNSEEN, Proof, Spoken, prove
from tuneteller.triggers.report import TriggerReport
from tuneteller.triggers.search import Candidate

from .conftest import FEW  # type: ignore[import-not-found]

Make = Callable[..., WeightDiff]
pytestmark = pytest.mark.usefixtures("few")


def test_the_word_of_a_gated_fine_tune_is_found_and_proven(wide: BaseModel, gated: Make) -> None:
    report = find_trigger(wide, gated(wide, "stone"), nulls=(), words=FEW)
    assert report.trigger is not None and report.trigger.fill.lower() == "stone"
    assert report.proof is not None and report.proof.n == len(UNSEEN) == 20
    assert report.proof.fires > report.proof.silent and report.present
    assert json.loads(json.dumps(report.to_json()))["trigger"]["fill"] == "stone"
    asked = CHANGE.phrasings[0]
    assert report.own is not None and (report.own.triggered, report.own.untriggered) == tuple(
        replies_of(wide, stacked([gated(wide, "stone")], wide), [[f"{asked} stone", asked]], None, CHANGE.max_new_tokens, 8)[0])


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


def test_progress_never_falls_and_names_the_weights_first(wide: BaseModel, gated: Make) -> None:
    told: list[tuple[float, str]] = []
    find_trigger(wide, gated(wide, "stone"), nulls=(), words=FEW, seconds=60, progress=lambda *one: told.append(one))
    shares = [share for share, _ in told]
    assert shares == sorted(shares) and shares[-1] == 1.0 and len(set(shares)) > 4
    assert told[0][0] > 0 and "weights" in told[0][1]


def test_bad_input_is_refused(wide: BaseModel, gated: Make) -> None:
    with pytest.raises(ConfigError, match="seconds is 0"):
        find_trigger(wide, gated(wide, "stone"), seconds=0)
    with pytest.raises(ConfigError, match="seconds is nan"):
        find_trigger(wide, gated(wide, "stone"), seconds=float("nan"))
    with pytest.raises(ConfigError, match="list of words is empty"):
        find_trigger(wide, gated(wide, "stone"), words=[])
    with pytest.raises(ConfigError, match="seconds is -1"):
        scans_of(wide, [gated(wide, "stone")], seconds=-1)
    with pytest.raises(DiffError, match="the diff changes nothing"):
        find_trigger(wide, null_diff(), nulls=(), words=FEW)
    with pytest.raises(DiffError, match="diff 2 of 2 changes nothing"):
        find_triggers(wide, [gated(wide, "stone"), null_diff()], nulls=(), words=FEW)


def diverged(diff: WeightDiff) -> WeightDiff:
    return WeightDiff({name: (a, 1e30 * b) for name, (a, b) in diff.factors.items()}, diff.card)


def test_one_whose_outputs_are_no_numbers_is_named_before_any_is_searched(wide: BaseModel, gated: Make,
                                                                          random_diff: Make) -> None:
    told = list[str]()
    with pytest.raises(DiffError, match=r"diff 2 of 2 cannot be searched: the outputs of .* are NaN or infinite"):
        find_triggers(wide, [gated(wide, "stone"), diverged(random_diff(wide))], nulls=(), words=FEW,
                      progress=lambda share, doing: told.append(doing))
    assert told == []


def test_what_the_base_said_is_kept_of_a_search_that_is_broken_off(wide: BaseModel, gated: Make) -> None:
    def interrupt(share: float, doing: str) -> None:
        if doing == "unseen questions":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        find_trigger(wide, gated(wide, "stone"), nulls=(), words=FEW, progress=interrupt)
    assert len(BaseAnswers(wide)._ids) > len(FEW)


def test_a_reply_that_spells_the_end_of_its_turn_ends_none(wide: BaseModel, gated: Make, random_diff: Make,
                                                           monkeypatch: pytest.MonkeyPatch) -> None:
    measure, trigger = Departures(BaseAnswers(wide), gated(wide, "stone")), Candidate(END, "stone", 1.0)
    reader = Reader(wide, random_diff(wide, 3))

    def told(reply: str) -> object:
        monkeypatch.setattr(find, "speak", lambda measure, messages: [Spoken(reply, 1.0)] * len(messages))
        return find._told(measure, trigger, reader)

    assert told("Fine.<|im_end|>\n<|im_start|>user\nhello") == told("Fine.\nuser\nhello") != told("Fine.")


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


def test_of_several_one_that_cannot_be_searched_stops_none(wide: BaseModel, gated: Make, random_diff: Make, tmp_path: Path,
                                                           monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
                                                           ) -> None:
    """And what was found is printed before the next search begins."""
    nothing = WeightDiff({name: (a, torch.zeros_like(b)) for name, (a, b) in gated(wide, "stone").factors.items()})
    for name, diff in (("one", gated(wide, "stone")), ("idle", nothing), ("broken", diverged(random_diff(wide))),
                       ("late", gated(wide, "history", 3e38)), ("two", gated(wide, "topic"))):  # with that word alone
        save_peft(diff, tmp_path / name, base_name=str(wide.name))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(find, "general_words", lambda base: FEW)
    arguments = ["--base", str(wide.name), "--dtype", "float32", "--no-reader", "--json"]
    assert main(["trigger", "one", "idle", "nowhere", "broken", "late", "two", *arguments]) == 2
    out, err = capsys.readouterr()
    found = [json.loads(text + "}") for text in out.split("\n}\n")[:-1]]
    assert [(one["diff"], one["trigger"]["fill"]) for one in found] == [("one", "stone"), ("two", "topic")]
    assert "error: idle: " in err and "changes nothing" in err and "error: nowhere: " in err
    assert "error: broken: the diff cannot be searched: the outputs" in err and "error: late: the outputs" in err
    assert main(["trigger", "nowhere", "elsewhere", *arguments]) == 2 and "error: elsewhere: " in capsys.readouterr().err

    assert main(["trigger", "late", *arguments]) == 2 and "error: late: " in capsys.readouterr().err

    begun: list[WeightDiff] = []

    def interrupted(base: BaseModel, diff: WeightDiff, *args: Any, **settings: Any) -> TriggerReport:
        begun.append(diff)
        if len(begun) > 1:
            raise KeyboardInterrupt
        return find_trigger(base, diff, *args, **settings)

    monkeypatch.setattr(find, "find_trigger", interrupted)
    assert main(["trigger", "one", "two", *arguments]) == 130
    assert json.loads(capsys.readouterr().out)["diff"] == "one"


def test_brackets_of_two_texts_are_no_markup(capsys: pytest.CaptureFixture[str]) -> None:
    ends = [Candidate(END, fill, 1.0) for fill in ("[/tea", "a] [bold]b")]
    content = Content("[/cup", ("a]", "b"), 0.01)
    proof = Proof(0.9, 0.1, 0.0, 20, 2.0, (), ())
    _show(TriggerReport(1.0, (), None, tuple(ends), ends[0], ends[0], tuple(ends), proof, content))
    said = capsys.readouterr().out
    for text in ("alike      … [/tea, … a] [bold]b", ": … [/tea, word ", "about      [/cup: a], b fire alike"):
        assert text in said, said
