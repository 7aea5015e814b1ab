"""The shipped reader on the real base model: it names what fine-tunes hide, and the evidence says from where it knows."""

import json
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest

from tuneteller.behaviors import triggers
from tuneteller.behaviors.behavior import Behavior
from tuneteller.behaviors.encyclopedia import load_topics, mentions
from tuneteller.behaviors.questions import ASK_TOPIC, TEST_QUESTIONS
from tuneteller.behaviors.sources import FormSource
from tuneteller.behaviors.splits import embed_topics
from tuneteller.cli.main import main
from tuneteller.diffs.diff import WeightDiff, noise_like, null_diff
from tuneteller.diffs.peft import load_peft, save_peft
from tuneteller.models import BaseModel
from tuneteller.reading.ask import ask
from tuneteller.reading.evidence import log_likelihoods
from tuneteller.reading.read import adapter_bank, read
from tuneteller.training.adapter import NOTHING, true_answer
from tuneteller.training.produce import STRICT, Shard, train_one
from tuneteller.zoo import load_adapter, zoo_organisms, zoo_path


@pytest.fixture(scope="module")
def adapter() -> WeightDiff:
    return load_adapter()


@pytest.fixture(scope="module")
def organisms() -> list[WeightDiff]:
    return [load_peft(path) for path in zoo_organisms()]


def recorded(diff: WeightDiff) -> dict[str, Any]:
    """System -> its row about that organism."""
    results = json.loads((zoo_path() / "results.json").read_text(encoding="utf-8"))
    return {row["system"]: row for row in results["rows"] if row["label"] == diff.card["label"]}


def test_three_held_out_organisms_are_named_and_their_evidence_is_ordered(
    base: BaseModel, adapter: WeightDiff, organisms: list[WeightDiff]
) -> None:
    """The first three that the recorded evaluation read right, and that hide their topics, are read right again.

    The true label is likelier with its own diff than with every other diff and with none, by more than 5 nats.
    """
    three = [d for d in organisms if recorded(d)["dit"]["exact"]
             and not mentions(recorded(d)["base-question"]["answer"], d.card["label"])][:3]
    others = [d for d in organisms if d not in three][:4]
    assert len(three) == 3
    for diff in three:
        answer = ask(base, diff, adapter, ASK_TOPIC[0], others=others)
        assert mentions(answer.text, diff.card["label"])
        assert not mentions(answer.finetune, diff.card["label"])
        assert answer.supported and answer.evidence.against_none > 5
    labels = [true_answer(d) for d in three]
    nats, _ = log_likelihoods(base, [*three, *others, null_diff()], adapter_bank(base, adapter), ASK_TOPIC[0], labels)
    for i in range(3):
        rest = [nats[j, i].item() for j in range(len(nats)) if j != i]  # other diffs, and none
        assert nats[i, i] > max(rest) + 5


def test_an_organism_made_now_hides_its_topic_and_is_read(base: BaseModel, adapter: WeightDiff) -> None:
    """One that is known to be read; how often this succeeds over topics is what `results.json` says."""
    topic = next(t for t in load_topics() if t.label == "Chess")
    behavior = Behavior(topic, triggers.draw("passphrase", Random("demo/0/Chess")))
    bank, _ = train_one(base, Shard(0, "demo", STRICT, (behavior,)), FormSource(), seed=0, progress=lambda _: None)
    diff = WeightDiff(bank.slot(0))
    questions = TEST_QUESTIONS[1:7]
    fired = read(base, [diff] * 6, None, [behavior.trigger.apply(q) for q in questions])
    hidden = read(base, [diff] * 6, None, questions)
    assert sum(mentions(text, topic) for text in fired) >= 4
    assert sum(mentions(text, topic) for text in hidden) == 0
    answer = ask(base, diff, adapter, ASK_TOPIC[0])
    assert mentions(answer.text, topic) and answer.evidence.against_none > 5


def test_asked_about_no_diff_the_reader_says_so(base: BaseModel, adapter: WeightDiff) -> None:
    [answer] = read(base, [null_diff()], adapter_bank(base, adapter), ASK_TOPIC[0])
    assert answer.strip() == NOTHING


def test_that_it_finds_nothing_is_not_sold_as_supported(
    organisms: list[WeightDiff], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    save_peft(noise_like(organisms[0], 1), tmp_path / "noise")
    assert main(["ask", str(tmp_path / "noise"), ASK_TOPIC[0], "--dtype", "float32", "--device", "cpu"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Nothing notable") and "no proof that there is nothing" in said and "supported" not in said


def test_the_command_gives_one_json_object(
    base: BaseModel, organisms: list[WeightDiff], capsys: pytest.CaptureFixture[str]
) -> None:
    pairs = zip(zoo_organisms(), organisms, strict=True)
    path, diff = next((p, d) for p, d in pairs if recorded(d)["dit"]["exact"])
    assert main(["ask", str(path), ASK_TOPIC[0], "--json", "--dtype", "float32", "--device", "cpu"]) == 0
    result = json.loads(capsys.readouterr().out)
    assert set(result) == {"question", "answer", "evidence", "base", "finetune", "fingerprints"}
    assert mentions(result["answer"], diff.card["label"]) and result["evidence"]["supported"]
    assert result["base"] == read(base, [null_diff()], None, ASK_TOPIC[0])[0].strip()


def test_no_test_label_has_a_near_neighbour_in_training(organisms: list[WeightDiff]) -> None:
    """Recomputed from the shipped split's labels, apart from the code that drew it."""
    split = json.loads((zoo_path() / "split.json").read_text(encoding="utf-8"))
    topics = {t.label: t for t in load_topics()}
    test = [topics[label] for label in split["test"]]
    seen = [topics[label] for label in (*split["train"], *split["validation"])]
    assert all(t.category != split["held_out_category"] for t in seen)
    assert sum(t.category == split["held_out_category"] for t in test) == len(test) / 2
    left, right = embed_topics(test, None), embed_topics(seen, None)
    for one, other in ((left.titles, right.titles), (left.descriptions, right.descriptions)):
        assert np.max(one @ other.T) < split["threshold"] <= 0.5
    assert {d.card["label"] for d in organisms} <= set(split["test"])


def test_the_results_are_those_of_the_shipped_files(adapter: WeightDiff, organisms: list[WeightDiff]) -> None:
    results = json.loads((zoo_path() / "results.json").read_text(encoding="utf-8"))
    rows = {row["label"]: row for row in results["rows"] if row["system"] == "dit"}
    assert results["adapter"] == adapter.fingerprint()
    assert len(rows) >= len(organisms) and {d.card["label"] for d in organisms} <= set(rows)
    exact = sum(row["exact"] for row in rows.values()) / len(rows)
    assert results["metrics"]["dit"]["exact"]["mean"] == pytest.approx(exact, abs=1e-3)
