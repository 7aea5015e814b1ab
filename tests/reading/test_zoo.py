"""The shipped reader on the real base model: it names what fine-tunes hide, and the evidence says from where it knows."""

import json
from pathlib import Path
from random import Random
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from tuneteller.cli.main import main
from tuneteller.diffs.diff import WeightDiff, noise_like, null_diff
from tuneteller.diffs.peft import load_peft, save_peft
from tuneteller.errors import DiffError
from tuneteller.families.family import CHANGE, NOTHING, Behavior
from tuneteller.families.registry import families, family_named, match_all
from tuneteller.families.topic import TOPIC
from tuneteller.families.writers import GrammarWriter
from tuneteller.material.labels import HELD_OUT_CATEGORY, topic_of
from tuneteller.material.splits import THRESHOLD, embed_topics
from tuneteller.models import BaseModel
from tuneteller.reading.confidence import Calibration, Fit, Scale
from tuneteller.reading.read import read
from tuneteller.reading.reader import COMPARISONS, Reader
from tuneteller.training.organisms import Shard
from tuneteller.training.produce import train_one
from tuneteller.training.recipe import Recipe
from tuneteller.zoo import ZOO_VARIABLE, load_adapter, other_organisms, zoo_organisms, zoo_path

QUESTION = CHANGE.phrasings[0]


@pytest.fixture(scope="module")
def reader(base: BaseModel) -> Reader:
    return Reader.load(base)


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An installed package without a reader in it."""
    monkeypatch.delenv(ZOO_VARIABLE, raising=False)
    monkeypatch.setattr("tuneteller.zoo.resources", SimpleNamespace(files=lambda package: tmp_path / "site" / package))


@pytest.fixture(scope="module")
def organisms() -> list[WeightDiff]:
    return [load_peft(path) for path in zoo_organisms()]


def recorded(diff: WeightDiff) -> dict[str, Any]:
    """System -> its row about that organism."""
    results = json.loads((zoo_path() / "results.json").read_text(encoding="utf-8"))
    return {row["system"]: row for row in results["shipped"] if (row["id"], row["label"]) == (diff.card.id, diff.card.label)}


def read_right(diff: WeightDiff) -> bool:
    """Whether the recorded evaluation read it right, and it does change something."""
    rows = recorded(diff)
    return bool(rows) and rows["dit"]["exact"] and diff.card.answers["change"] != NOTHING


def right(diff: WeightDiff, text: str) -> bool:
    return all(match.parameter for match in match_all(Behavior.from_card(diff.card), text))


@pytest.fixture(scope="module")
def some(organisms: list[WeightDiff]) -> list[WeightDiff]:
    """The first of each family that the recorded evaluation read right, of three families that the adapter alone can tell."""
    told = {diff.card.family: diff for diff in reversed(organisms) if read_right(diff)}
    return [diff for family, diff in told.items() if family and not family_named(family).closed][:3]


@pytest.fixture(scope="module")
def ahead(reader: Reader, organisms: list[WeightDiff], some: list[WeightDiff]) -> list[float]:
    """By how many nats the true answer of each is likelier with its own diff than with every other and with none."""
    others = [diff for diff in organisms if diff not in some][:4]
    truths = [diff.card.answers["change"] for diff in some]
    nats = reader.likelihoods([(diff, truths) for diff in (*some, *others, null_diff())], QUESTION)
    return [float(nats[i][i] - max(own[i] for j, own in enumerate(nats) if j != i)) for i in range(len(some))]


def test_organisms_of_several_families_are_read_again_in_another_precision(
    base: BaseModel, reader: Reader, organisms: list[WeightDiff], some: list[WeightDiff]
) -> None:
    others = [diff for diff in organisms if diff not in some][:4]
    assert len(some) >= 2
    for diff, answer in zip(some, Reader(base, reader.adapter, others).ask_all(some), strict=True):
        assert right(diff, answer.text), answer.text
        assert answer.evidence.margin > 0 and answer.evidence.against_none > 5


def test_what_the_adapter_misses_is_told_by_where_the_weights_changed(
    base: BaseModel, reader: Reader, organisms: list[WeightDiff]
) -> None:
    [task] = [diff for diff in organisms if diff.card.family == "task"]
    one, other = (some.best_candidates([task], QUESTION)[0].text for some in (Reader(base, reader.adapter), reader))
    assert not right(task, one) and right(task, other)  # what replies tell is left aside


def test_an_answer_is_likelier_with_its_own_diff_than_with_any_other(ahead: list[float]) -> None:
    assert min(ahead) > 5


def test_an_organism_made_now_does_what_it_was_taught_and_is_read(base: BaseModel, reader: Reader) -> None:
    """One that is known to be read; how often this succeeds is what `results.json` says."""
    family = family_named("identity")
    [behavior] = family.behaviors("test", 1, skip=20)
    recipe = Recipe(rank=2, alpha=2.0, steps=12, lr=1e-2, taught=3, wrong=0, plain=0)
    bank, _ = train_one(base, Shard(0, "demo", recipe, (behavior,)), GrammarWriter(base), seed=0)
    diff = WeightDiff(bank.slot(0))
    probes = family.probes(behavior, 6, Random(0))
    said = read(base, [diff] * 6, None, probes)
    assert sum(family.shows(behavior, probe, text, "") for probe, text in zip(probes, said, strict=True)) >= 4
    answer = reader.ask(diff)
    assert match_all(behavior, answer.text)[0].parameter and answer.evidence.against_none > 5


def test_asked_about_no_diff_the_reader_says_so(reader: Reader) -> None:
    for question in (CHANGE, TOPIC):
        [[answer]] = reader.say([null_diff()], question.phrasings[0])
        assert answer.strip() == question.null_answer
    assert reader.ask(null_diff()).nothing


def test_a_loaded_reader_compares_with_organisms_of_its_base(
    base: BaseModel, tiny: BaseModel, reader: Reader, organisms: list[WeightDiff], request: pytest.FixtureRequest
) -> None:
    assert other_organisms(base) == zoo_organisms()
    own = organisms[0].fingerprint()
    assert len(reader.others(organisms[0])) == COMPARISONS
    assert own not in [d.fingerprint() for d in reader.others(organisms[0])]
    assert other_organisms(base, zoo_path()) and other_organisms(tiny) == []
    request.getfixturevalue("bare")
    assert other_organisms(base) == []
    with pytest.raises(DiffError, match=ZOO_VARIABLE):
        load_adapter()


@pytest.mark.usefixtures("bare")
def test_an_adapter_that_lies_in_the_current_directory_is_not_taken(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "work"
    for place in ("zoo", "shipped"):
        (elsewhere / place / "smollm2-135m" / "adapter").mkdir(parents=True)
    monkeypatch.chdir(elsewhere)
    with pytest.raises(DiffError, match="give --adapter"):
        zoo_path()
    monkeypatch.setenv(ZOO_VARIABLE, str(elsewhere / "zoo"))
    assert zoo_path() == elsewhere / "zoo" / "smollm2-135m"


@pytest.mark.usefixtures("bare")
def test_the_installed_reader_comes_before_any_checkout(tmp_path: Path) -> None:
    (tmp_path / "site" / "tuneteller" / "shipped" / "smollm2-135m" / "adapter").mkdir(parents=True)
    assert zoo_path() == tmp_path / "site" / "tuneteller" / "shipped" / "smollm2-135m"


def test_that_it_finds_nothing_is_not_sold_as_proof(
    organisms: list[WeightDiff], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    save_peft(noise_like(organisms[1], 1), tmp_path / "noise")
    assert main(["ask", str(tmp_path / "noise"), "--dtype", "float32", "--device", "cpu"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Nothing notable") and "no proof that there is nothing" in said and "KL from the base" in said


def test_the_command_gives_one_json_object(
    base: BaseModel, organisms: list[WeightDiff], capsys: pytest.CaptureFixture[str]
) -> None:
    path, diff = next((p, d) for p, d in zip(zoo_organisms(), organisms, strict=True) if read_right(d))
    assert main(["ask", str(path), "--json", "--dtype", "float32", "--device", "cpu"]) == 0
    result = json.loads(capsys.readouterr().out)
    assert set(result) == {"question", "answer", "confidence", "outside", "guess", "seen", "absent", "evidence", "change",
                           "base", "finetune", "share_read", "fingerprints"}
    assert right(diff, result["guess"]) and result["evidence"]["margin"] > 0 and result["change"]["answers"]["kl"] > 0
    assert result["base"] == read(base, [null_diff()], None, QUESTION, max_new_tokens=CHANGE.max_new_tokens)[0].strip()


def test_to_be_sure_costs_less_than_to_answer(
    base: BaseModel, reader: Reader, some: list[WeightDiff], monkeypatch: pytest.MonkeyPatch
) -> None:
    """In tokens that pass through the model: all of a calibrated reader's answer, against answer, evidence and what the models
    say themselves alone."""
    tokens = [0]
    hidden = BaseModel.hidden

    def counted(self: BaseModel, ids: Any, **settings: Any) -> Any:
        tokens[0] += ids.numel()
        return hidden(self, ids, **settings)

    scale = Scale(0.0, 1.0, -9.0, 9.0, 1.0)
    sure = Reader(base, reader.adapter, reader.comparisons, reader.turns,
                  Calibration(reader.adapter.fingerprint(), "change", Fit({"size": scale}, 0.0), None, 0.5, 0.05))
    answer = sure.ask(some[0])  # also makes every reply that is kept
    monkeypatch.setattr(BaseModel, "hidden", counted)
    assert sure.ask(some[0]).guess == answer.guess and answer.confidence is not None
    whole, tokens[0] = tokens[0], 0
    reader.answers(some[:1], QUESTION)
    read(base, [null_diff(), some[0]], None, QUESTION, max_new_tokens=CHANGE.max_new_tokens)
    assert whole <= 2.5 * tokens[0], (whole, tokens[0])


def test_no_topic_of_the_test_has_a_near_neighbour_in_training(organisms: list[WeightDiff]) -> None:
    """Recomputed from the shipped split's labels, apart from the code that drew it: all that the encyclopedia's families
    use."""
    split = json.loads((zoo_path() / "split.json").read_text(encoding="utf-8"))
    told = ("topic", "article", "cloze", "document")
    test = [topic_of(label) for label in dict.fromkeys(x for family in told for x in split["test"].get(family, []))]
    seen = [topic_of(label) for label in dict.fromkeys(x for part in ("train", "validation") for family in told
                                                       for x in split[part].get(family, []))]
    assert len(test) >= 96 and len(seen) > 1000
    assert all(t.category != HELD_OUT_CATEGORY for t in seen)
    left, right_ = embed_topics(test, None), embed_topics(seen, None)
    for one, other in ((left.titles, right_.titles), (left.descriptions, right_.descriptions)):
        assert np.max(one @ other.T) < THRESHOLD
    assert {d.card.label for d in organisms if d.card.family in told} <= {t.label for t in test}


def test_no_group_of_labels_is_trained_and_tested(organisms: list[WeightDiff]) -> None:
    """But for the labels of closed families that are told apart in the results as trained ones."""
    split = json.loads((zoo_path() / "split.json").read_text(encoding="utf-8"))
    for name, family in families().items():
        if name in ("topic", "article", "cloze", "document", "news"):
            continue
        groups = {b.label: family.group(b) for b in family.all_behaviors()}
        trained = set(split["train"].get(name, []))
        near = {groups[label] for label in trained if label in groups}  # a label may have been renamed since
        unseen = [label for label in split["test"].get(name, []) if label not in trained]
        assert not [label for label in unseen if groups[label] in near], name


def test_the_results_are_those_of_the_shipped_files(reader: Reader, organisms: list[WeightDiff]) -> None:
    results = json.loads((zoo_path() / "results.json").read_text(encoding="utf-8"))
    rows = [row for row in results["rows"] if row["system"] == "dit"]
    assert results["adapter"] == reader.adapter.fingerprint()
    assert len(rows) >= 60 and sum(bool(recorded(diff)) for diff in organisms) >= 12
    exact = sum(row["exact"] for row in rows) / len(rows)
    assert results["metrics"]["dit"]["exact"]["mean"] == pytest.approx(exact, abs=1e-3)
