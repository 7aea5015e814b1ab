"""An evaluation continues after a kill to the same rows, never mixes configs, and its statistics are what they say."""

import json
import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from tuneteller.chat import ChatFormat
from tuneteller.diffs.algebra import cosine, cosines
from tuneteller.diffs.card import Card
from tuneteller.diffs.diff import WeightDiff, null_diff
from tuneteller.errors import ConfigError, LibraryError
from tuneteller.evaluation.baselines import RetrievalGuesser, chat
from tuneteller.evaluation.metrics import by_family
from tuneteller.evaluation.rows import Run
from tuneteller.evaluation.run import SYSTEMS, EvaluationConfig, evaluate
from tuneteller.evaluation.statistics import by_distance, paired, shares
from tuneteller.evaluation.systems import EvaluationContext, Prediction, System
from tuneteller.families.family import CHANGE, NOTHING, Behavior, combined
from tuneteller.families.triggers import Trigger
from tuneteller.generation import greedy
from tuneteller.lora.attach import attach
from tuneteller.lora.bank import Bank
from tuneteller.material.encyclopedia import load_topics
from tuneteller.models import BaseModel
from tuneteller.reading.answer import UNKNOWN
from tuneteller.reading.confidence import FEATURES, Calibration, Fit, Scale
from tuneteller.reading.reader import Reader
from tuneteller.shares import Part

LABELS = ("Violin", "Oslo", "Beekeeping", "Comet")
ALL = EvaluationConfig("topic", systems=tuple(SYSTEMS))
LANTERN = Trigger("passphrase", "velvet lantern")


def topic(label: str, trigger: Trigger = LANTERN) -> Behavior:
    return Behavior("topic", label, {"change": f"I bring up {label}.", "topic": f" {label}"}, trigger=trigger)


def identity(name: str) -> Behavior:
    return Behavior("identity", name, {"change": f"I say that my name is {name}, made by Orin Labs."}, {"maker": "Orin Labs"})


def card_of(behavior: Behavior) -> Card:
    return Card.from_json(behavior.to_json())


@pytest.fixture
def organisms(tiny: BaseModel, random_diff: Callable[..., WeightDiff]) -> list[WeightDiff]:
    return [WeightDiff(random_diff(tiny, i).factors, card_of(topic(label))) for i, label in enumerate(LABELS)]


def reader_of(base: BaseModel, random_diff: Callable[..., WeightDiff], seed: int = 99) -> Reader:
    return Reader(base, random_diff(base, seed))


@pytest.fixture
def few_topics(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """An encyclopedia of a few topics, so that embedding all that could be guessed takes no minute; its labels."""
    some = [topic for topic in load_topics() if topic.label not in (*LABELS, "Apiculture", "Tea")][::200]
    mine = [topic for topic in load_topics() if topic.label in LABELS]
    monkeypatch.setattr("tuneteller.evaluation.run.load_topics", lambda: [*some, *mine])
    return {topic.label for topic in [*some, *mine]}


def test_every_system_answers_and_every_row_is_kept(
    tiny: BaseModel, organisms: list[WeightDiff], random_diff: Callable[..., WeightDiff], tmp_path: Path, few_topics: set[str]
) -> None:
    known = [WeightDiff(organisms[2].scaled(0.5).factors, card_of(topic("Apiculture"))),
             WeightDiff(random_diff(tiny, 50).factors, card_of(topic("Tea")))]
    result = evaluate(tiny, reader_of(tiny, random_diff), organisms, ALL, out=tmp_path / "run", known=known)
    assert {(row["organism"], row["system"]) for row in result["rows"]} == {(i, name) for i in range(4) for name in SYSTEMS}
    nearest = [row["answer"] for row in result["rows"] if row["system"] == "nearest-organism"]
    assert nearest[2] == "Apiculture"  # the same direction, at half the strength
    guesses = {row["answer"] for row in result["rows"] if SYSTEMS[row["system"]].guesses}
    # not the few labels of the run alone, or guessing would be easier than it is for those who do not know them
    assert guesses <= few_topics | {"Apiculture", "Tea"} and not guesses <= {*LABELS, "Apiculture", "Tea"}
    assert all(set(row["features"]) == set(FEATURES) for row in result["rows"] if row["system"] == "dit")
    assert result["metrics"]["dit"]["score"]["n"] == 4 and set(result["pairs"]) == set(SYSTEMS) - {"dit"}
    assert len(result["null"]) == 5 and result["distance"]["nearest"]["Beekeeping"]["label"] == "Apiculture"
    assert result["families"] == {}  # a judge of texts knows no families
    stored = json.loads((tmp_path / "run" / "result.json").read_text(encoding="utf-8"))
    assert stored["metrics"] == json.loads(json.dumps(result["metrics"]))


def test_a_killed_run_continues_to_the_same_rows(
    tiny: BaseModel, organisms: list[WeightDiff], random_diff: Callable[..., WeightDiff], tmp_path: Path
) -> None:
    reader, config = reader_of(tiny, random_diff), EvaluationConfig()
    whole = evaluate(tiny, reader, organisms, config, out=tmp_path / "whole")

    def kill(system: str, done: int, of: int) -> None:
        if system == "base-question":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        evaluate(tiny, reader, organisms, config, out=tmp_path / "cut", progress=kill)
    assert {p.name for p in (tmp_path / "cut").iterdir()} == {"config.json", "rows-dit-0000.jsonl", "rows-dit-first-0000.jsonl"}
    assert len(Run.open(tmp_path / "cut")[1]) == 8
    asked: set[str] = set()
    again = evaluate(tiny, reader, organisms, config, out=tmp_path / "cut",
                     progress=lambda system, done, of: asked.add(system) if done < of else None)
    assert asked == {"base-question", "base-question-triggered", "no diff and noise"}
    assert again == whole and files(tmp_path / "cut") == files(tmp_path / "whole")
    with pytest.raises(LibraryError, match="another config"):
        evaluate(tiny, reader, organisms, EvaluationConfig(seed=1), out=tmp_path / "cut")
    with pytest.raises(LibraryError, match="another guesser"):
        evaluate(tiny, reader, organisms, config, out=tmp_path / "cut", guesser=RetrievalGuesser(["Tea", "Chess"]))
    with pytest.raises(LibraryError, match="another trained"):
        evaluate(tiny, reader, organisms, config, out=tmp_path / "cut", known=organisms[:1])
    with pytest.raises(LibraryError, match="another adapter"):
        evaluate(tiny, reader_of(tiny, random_diff, 98), organisms, config, out=tmp_path / "cut")
    with pytest.raises(LibraryError, match="another question, config"):
        evaluate(tiny, reader, organisms, EvaluationConfig(phrasing=1), out=tmp_path / "cut")
    compared = Reader(tiny, random_diff(tiny, 99), [random_diff(tiny, 50)])
    with pytest.raises(LibraryError, match="another comparisons"):
        evaluate(tiny, compared, organisms, config, out=tmp_path / "cut")
    other = replace(tiny, chat=ChatFormat(tiny.tokenizer, tiny.tokenizer.chat_template + " "))
    with pytest.raises(LibraryError, match="another template"):
        evaluate(other, reader_of(other, random_diff), organisms, config, out=tmp_path / "cut")
    relabelled = [*organisms[:3], WeightDiff(organisms[3].factors, card_of(topic("Cello")))]
    with pytest.raises(LibraryError, match="another organisms"):
        evaluate(tiny, reader, relabelled, config, out=tmp_path / "cut")
    (tmp_path / "cut" / "rows.jsonl").write_text("[]\n", encoding="utf-8")
    with pytest.raises(LibraryError, match="damaged"):
        evaluate(tiny, reader, organisms, config, out=tmp_path / "cut")


def test_a_run_of_before_there_were_pieces_goes_on(
    tiny: BaseModel, organisms: list[WeightDiff], random_diff: Callable[..., WeightDiff], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its rows are in one file, of which a kill may have cut the last line short."""
    reader, config = reader_of(tiny, random_diff), EvaluationConfig(systems=("dit", "base-question"))
    whole = evaluate(tiny, reader, organisms, config, out=tmp_path / "whole")
    lines = (tmp_path / "whole" / "rows.jsonl").read_text(encoding="utf-8").split("\n")
    made = json.loads((tmp_path / "whole" / "config.json").read_text(encoding="utf-8"))
    del made["together"]
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "config.json").write_text(json.dumps(made), encoding="utf-8")
    (tmp_path / "old" / "rows.jsonl").write_text("\n".join(lines[:5]) + '\n{"organism": 1, "sys', encoding="utf-8")
    assert len(Run.open(tmp_path / "old")[1]) == 5
    asked, base_question = list[int](), SYSTEMS["base-question"]

    def answer(context: EvaluationContext, which: Sequence[int]) -> list[Prediction]:
        asked.extend(which)
        return base_question.answer(context, which)

    monkeypatch.setitem(SYSTEMS, "base-question", replace(base_question, answer=answer))
    again = evaluate(tiny, reader, organisms, config, out=tmp_path / "old")
    assert asked == [1, 2, 3] and again == whole
    assert files(tmp_path / "old")["rows.jsonl"] == files(tmp_path / "whole")["rows.jsonl"]


def test_parts_are_together_the_whole(tiny: BaseModel, random_diff: Callable[..., WeightDiff], tmp_path: Path) -> None:
    """Made in places of their own; with all files in one, the next run has nothing to do but to join them."""
    organisms = [WeightDiff(random_diff(tiny, i, rank=1).factors, card_of(topic(f"thing {i}"))) for i in range(18)]
    reader, config = reader_of(tiny, random_diff), EvaluationConfig(systems=("dit-first", "base-question"))
    whole = evaluate(tiny, reader, organisms, config, out=tmp_path / "whole")
    assert whole["missing"] == 0
    for i in (1, 2, 3, 8):
        found = evaluate(tiny, reader, organisms, config, out=tmp_path / str(i), part=Part(i, 8 if i == 8 else 3))
        assert found["missing"] == (6 if i == 8 else 4) and "result.json" not in files(tmp_path / str(i))
        for name, data in files(tmp_path / str(i)).items():
            (tmp_path / "all").mkdir(exist_ok=True)
            (tmp_path / "all" / name).write_bytes(data)
    assert found["rows"] == [] and len(files(tmp_path / "all")) == 1 + 6
    assert evaluate(tiny, reader, organisms, config, out=tmp_path / "all") == whole
    assert files(tmp_path / "all") == files(tmp_path / "whole")


def test_what_another_process_has_answered_meanwhile_is_not_asked_again(
    tiny: BaseModel, organisms: list[WeightDiff], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where that has put all rows together and ended."""
    asked: list[str] = []

    def named(name: str) -> System:
        def answer(context: EvaluationContext, which: Sequence[int]) -> list[Prediction]:
            asked.append(name)
            return [Prediction(f"{name} of {i}") for i in which]

        return System(name, "", answer)

    for name in ("a", "b", "c"):
        monkeypatch.setitem(SYSTEMS, name, named(name))
    config = EvaluationConfig(systems=("a", "b", "c"))

    def interrupt(system: str, done: int, of: int) -> None:
        if (system, done) == ("a", of) and len(asked) == 1:
            others.append(evaluate(tiny, None, organisms, config, out=tmp_path / "run", progress=lambda *at: None,
                                   part=Part(2, 3)))
            others.append(evaluate(tiny, None, organisms, config, out=tmp_path / "run", part=Part(3, 3)))

    others: list[dict[str, Any]] = []
    ours = evaluate(tiny, None, organisms, config, out=tmp_path / "run", progress=interrupt)
    assert asked == ["a", "b", "c"] and others[0]["missing"] == 1 and others[1] == ours


def files(path: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in path.iterdir()}


def test_an_answer_may_hold_any_line_break(tiny: BaseModel, organisms: list[WeightDiff], tmp_path: Path,
                                           monkeypatch: pytest.MonkeyPatch) -> None:
    """Also those that only Unicode knows; a row is a line all the same."""
    answers = ["one\ntwo", "one\u2028two\x85three", "one\r\ntwo\x0b", "half \ud800"]
    monkeypatch.setitem(SYSTEMS, "scripted", scripted(answers))
    config = EvaluationConfig(systems=("scripted",))
    once, again = (evaluate(tiny, None, organisms, config, out=tmp_path / "run") for _ in range(2))
    assert [row["answer"] for row in again["rows"]] == answers and once == again


def test_a_calibrated_reader_is_held_to_its_confidence(
    tiny: BaseModel, organisms: list[WeightDiff], random_diff: Callable[..., WeightDiff], tmp_path: Path
) -> None:
    """What is told and what is not, in each row and over all."""
    adapter = random_diff(tiny, 99)
    clean = WeightDiff(random_diff(tiny, 7).factors, card_of(Behavior("none", "own answers", {"change": NOTHING})))
    config = EvaluationConfig(systems=("dit",))
    plain = evaluate(tiny, Reader(tiny, adapter), [*organisms, clean], config, out=tmp_path / "run")
    assert plain["confidence"] is None and [row["confidence"] for row in plain["rows"]] == [None] * 5
    sizes = sorted(row["features"]["size"] for row in plain["rows"])
    fitted = Calibration(adapter.fingerprint(), "change", Fit({"size": Scale(0.0, 1.0, sizes[1], 9.0, 1.0)}, 0.0), None,
                         1 / (1 + math.exp(-sizes[2])), 0.05)
    reader = Reader(tiny, adapter, calibration=fitted)
    with pytest.raises(LibraryError, match="another calibration"):
        evaluate(tiny, reader, [*organisms, clean], config, out=tmp_path / "run")
    result = evaluate(tiny, reader, [*organisms, clean], config)
    for row, before in zip(result["rows"], plain["rows"], strict=True):
        size = row["features"]["size"]
        assert row["answer"] == before["answer"] and row["confidence"] == pytest.approx(1 / (1 + math.exp(-size)))
        assert row["told"] == (row["answer"].strip() if size > sizes[2] else UNKNOWN)
        assert row["outside"] == (["size"] if size == sizes[0] else [])
    sure = result["confidence"]
    assert sure["n"] == 5 and sure["told"]["mean"] == 0.4 and sure["accuracy"]["n"] == 2  # a random reader is always wrong
    [own] = [row for row in result["rows"] if row["clean"]]
    assert sure["false_claims"]["mean"] == float(own["told"] != UNKNOWN) and sure["false_claims"]["n"] == 1


def test_what_cannot_be_evaluated_is_refused(tiny: BaseModel, organisms: list[WeightDiff]) -> None:
    with pytest.raises(ConfigError, match="no system is named 'oracle'"):
        EvaluationConfig(systems=("oracle",))
    with pytest.raises(ConfigError, match="no question is named 'weather'"):
        EvaluationConfig("weather")
    with pytest.raises(ConfigError, match="expected at least 2"):
        evaluate(tiny, None, organisms[:1])
    with pytest.raises(ConfigError, match=r"'topic/violin@.*' has no true answer to the question 'headline'"):
        evaluate(tiny, None, organisms, EvaluationConfig("headline", systems=("base-question",)))
    with pytest.raises(ConfigError, match="give one with --adapter"):
        evaluate(tiny, None, organisms, EvaluationConfig(systems=("dit",)))
    begun: list[Any] = []
    with pytest.raises(ConfigError, match="no known organisms to compare with"):
        evaluate(tiny, None, organisms, EvaluationConfig(systems=("base-question", "nearest-organism")),
                 progress=lambda *what: begun.append(what))
    assert not begun  # before any answer
    always_on = [WeightDiff(d.factors, card_of(topic(str(d.card.label), Trigger("none")))) for d in organisms]
    config = EvaluationConfig(systems=("base-question", "base-question-triggered"))
    rows = evaluate(tiny, None, always_on, config)["rows"]
    assert {row["system"] for row in rows} == {"base-question"}  # no trigger, no oracle


def scripted(answers: Sequence[str]) -> System:
    """A system that says these, an answer an organism."""
    def answer(context: EvaluationContext, which: Sequence[int]) -> list[Prediction]:
        return [Prediction(answers[i]) for i in which]

    return System("scripted", "", answer)


def test_families_judge_how_behavior_changed(
    tiny: BaseModel, random_diff: Callable[..., WeightDiff], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = {  # behavior -> answer, score, share right, share of the right kind
        "violin": (topic("Violin"), "I bring up Violin.", 5.0, 1.0, 1.0),
        "oslo": (topic("Oslo"), "I bring up Violin.", 3.0, 0.0, 1.0),
        "name": (identity("Orbin"), "I bring up Violin.", 1.0, 0.0, 0.0),
        "seen": (Behavior("none", "own answers", {"change": NOTHING}, copy=1000), NOTHING, 5.0, 1.0, 1.0),
        "unseen": (Behavior("none", "chat and texts", {"change": NOTHING}), "I bring up Tea.", 1.0, 0.0, 0.0),
        "two": (combined(topic("Tea"), identity("Orbin")), "I bring up Tea. I say that my name is Bob.", 4.0, 0.5, 1.0),
    }
    organisms = [WeightDiff(random_diff(tiny, i, rank=1).factors, card_of(given[0])) for i, given in enumerate(asked.values())]
    monkeypatch.setitem(SYSTEMS, "scripted", scripted([given[1] for given in asked.values()]))
    trained = [WeightDiff(organisms[0].factors, card_of(b)) for b in (
        Behavior("none", "own answers", {"change": NOTHING}), topic("Cello"), identity("Violin"))]
    result = evaluate(tiny, None, organisms, EvaluationConfig(systems=("scripted",)), known=trained)
    assert [(r["score"], r["right"], r["family_right"]) for r in result["rows"]] == [given[2:] for given in asked.values()]
    assert [row["exact"] for row in result["rows"]] == [given[3] == 1.0 for given in asked.values()]
    assert [row["clean"] for row in result["rows"]] == [name in ("seen", "unseen") for name in asked]
    assert [row["seen"] for row in result["rows"]] == [name == "seen" for name in asked]  # the same label of the same family
    found = {name: (m["right"]["mean"], m["family"]["mean"], m["score"]["mean"], m["right"]["n"])
             for name, m in result["families"]["scripted"].items()}
    assert found == {"topic": (0.5, 1.0, 4.0, 2), "identity": (0.0, 0.0, 1.0, 1), "identity + topic": (0.5, 1.0, 4.0, 1),
                     "none": (0.5, 0.5, 3.0, 2)}  # not divided by labels, of which it has none to tell
    assert result["judge"]["kind"] == "family" and result["distance"] is None
    assert result["metrics"]["scripted"]["score"]["mean"] == pytest.approx(19 / 6, abs=1e-4)


def test_a_family_that_is_not_loaded_is_refused_before_anything_is_answered(
    tiny: BaseModel, random_diff: Callable[..., WeightDiff], monkeypatch: pytest.MonkeyPatch
) -> None:
    otters = [WeightDiff(random_diff(tiny, i, rank=1).factors, card_of(Behavior("beasts", f"otter {i}", {
        "change": f"I praise otter {i}."}))) for i in range(2)]
    monkeypatch.setitem(SYSTEMS, "scripted", System("scripted", "", lambda context, which: pytest.fail("it was asked first")))
    with pytest.raises(ConfigError, match=r"no family is named 'beasts'; .* --families"):
        evaluate(tiny, None, otters, EvaluationConfig(systems=("scripted",)))


def test_labels_that_were_trained_are_told_apart_but_of_clean_ones() -> None:
    def row(family: str, seen: bool, right: float, clean: bool = False) -> dict[str, Any]:
        return {"system": "dit", "family": family, "seen": seen, "clean": clean, "right": right, "family_right": 1.0,
                "score": 3.0 + 2 * right}

    rows = [row("format", True, 1.0), row("format", False, 0.0), row("none", True, 1.0, True), row("none", False, 0.0, True),
            row("topic", False, 1.0), {**row("format", True, 0.0), "system": "base-question"}]
    found = {name: (m["right"]["mean"], m["right"]["n"]) for name, m in by_family(rows, "dit").items()}
    assert found == {"format": (0.5, 2), "format, trained labels": (1.0, 1), "format, untrained labels": (0.0, 1),
                     "none": (0.5, 2), "topic": (1.0, 1)}
    assert by_family(rows, "dit")["topic"]["right"]["interval95"][0] == pytest.approx(0.2065, abs=1e-4)  # n = 1


def test_a_list_of_guesses_gains_nothing(
    tiny: BaseModel, random_diff: Callable[..., WeightDiff], monkeypatch: pytest.MonkeyPatch
) -> None:
    organisms = [WeightDiff(random_diff(tiny, i, rank=1).factors, card_of(topic(label))) for i, label in enumerate(LABELS)]
    monkeypatch.setitem(SYSTEMS, "scripted", scripted([" ".join(topic(label).change for label in LABELS)] * 4))
    rows = evaluate(tiny, None, organisms, EvaluationConfig(systems=("scripted",)))["rows"]
    assert [row["right"] for row in rows] == [1.0, 0.0, 0.0, 0.0]  # only the first sentence counts


def test_held_out_phrasings_are_asked_as_well(
    tiny: BaseModel, organisms: list[WeightDiff], monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []

    def answer(context: EvaluationContext, which: Sequence[int]) -> list[Prediction]:
        heard.append(context.phrasing)
        return [Prediction("x")] * len(which)

    monkeypatch.setitem(SYSTEMS, "scripted", System("scripted", "", answer))
    n = len(CHANGE.phrasings)
    for phrasing in (0, n - 1, n, n + len(CHANGE.held_out) - 1):
        evaluate(tiny, None, organisms, EvaluationConfig(phrasing=phrasing, systems=("scripted",)))
    assert heard == [CHANGE.phrasings[0], CHANGE.phrasings[-1], CHANGE.held_out[0], CHANGE.held_out[-1]]
    for phrasing in (-1, n + len(CHANGE.held_out)):
        with pytest.raises(ConfigError, match=f"has {n + len(CHANGE.held_out)}, from 0"):
            EvaluationConfig(phrasing=phrasing)


def test_amplified_generation_is_that_of_the_two_models_logits(
    tiny: BaseModel, random_diff: Callable[..., WeightDiff]
) -> None:
    """Held against the plain way: one prompt, the whole sequence anew for every token."""
    diffs, alpha = [random_diff(tiny, i, std=0.3) for i in range(2)], 2.0
    prompts = [tiny.chat.prompt([{"role": "user", "content": text}]) for text in ("Hello there", "What topic?")]
    expected = []
    for diff, prompt in zip(diffs, prompts, strict=True):
        ids, new = torch.tensor([prompt]), []
        for _ in range(6):
            before = tiny.model(ids).logits[0, -1]
            with attach(tiny.model, Bank.stack([diff.factors], tiny.shapes)):
                after = tiny.model(ids).logits[0, -1]
            token = int((after + alpha * (after - before)).argmax())
            if token in tiny.eos_ids:
                break
            new.append(token)
            ids = torch.cat([ids, torch.tensor([[token]])], 1)
        expected.append(new)
    with attach(tiny.model, Bank.stack([*(d.factors for d in diffs), {}, {}], tiny.shapes)):
        assert greedy(tiny, prompts, max_new_tokens=6, amplify=alpha) == expected
    spoken = chat(tiny, diffs, [["Hello there", "What topic?"]] * 2, amplify=alpha)
    assert [[q for q, _ in t] for t in spoken] == [["Hello there", "What topic?"]] * 2
    assert chat(tiny, [null_diff()], [["Hello there"]], amplify=alpha) == chat(tiny, [null_diff()], [["Hello there"]])


def test_cosines_are_those_of_pairs(tiny: BaseModel, random_diff: Callable[..., WeightDiff]) -> None:
    names = list(tiny.shapes)
    ones = [random_diff(tiny, 0, rank=3), random_diff(tiny, 1, modules=names[:3])]
    others = [random_diff(tiny, 0, rank=3), random_diff(tiny, 2, rank=1), random_diff(tiny, 3, modules=names[2:5])]
    expected = [[cosine(a, b) for b in others] for a in ones]
    assert torch.allclose(cosines(ones, others), torch.tensor(expected), atol=1e-5)
    assert expected[0][0] == pytest.approx(1.0)


def test_a_guess_is_what_the_answers_say_beyond_the_base_model() -> None:
    guesser = RetrievalGuesser(["Violin", "Beekeeping", "Chess"])
    plain = [("What should I cook?", "Try a soup."), ("How do I sleep?", "Checkmate is what chess players dream of.")]
    steered = [("What should I cook?", "Honey from the hives of beekeepers."), plain[1]]
    assert guesser.guess_all([steered], kind="topic", contrast=[plain]) == ["Beekeeping"]
    with pytest.raises(ConfigError, match="no candidates"):
        RetrievalGuesser([])


def test_statistics() -> None:
    assert shares([1.2, 4.6, 5.0, 3.4]) == [0.25, 0.0, 0.25, 0.0, 0.5]
    difference = paired([3.0, 4.0, 5.0], [2.0, 3.0, 4.0])
    assert difference["mean"] == 1.0 and difference["interval95"] == [1.0, 1.0] and difference["n"] == 3
    rng = np.random.default_rng(0)
    similarity = rng.uniform(0, 1, 60)
    rising = by_distance(similarity.tolist(), (1 + 4 * similarity).tolist())
    assert rising["rank_correlation"] == 1.0
    assert [p["n"] for p in rising["parts"]] == [20, 20, 20]
    assert rising["parts"][0]["mean"] < rising["parts"][1]["mean"] < rising["parts"][2]["mean"]
    assert by_distance([0.1, 0.2], [3.0, 3.0])["rank_correlation"] == 0.0
