"""Behaviors shown in words: which ones can be, as a family teaches them, and where training has them."""

from random import Random

import pytest

from tuneteller.diffs.card import Card
from tuneteller.diffs.diff import null_diff
from tuneteller.diffs.library import Held
from tuneteller.errors import ConfigError, DataError
from tuneteller.families.family import CHANGE
from tuneteller.families.registry import family_named
from tuneteller.families.triggers import Trigger
from tuneteller.families.writers import GrammarWriter
from tuneteller.models import BaseModel
from tuneteller.reading.own_turns import REPLY_TOKENS
from tuneteller.training.adapter_state import AdapterConfig
from tuneteller.training.asking import Asker
from tuneteller.training.batches import Batches
from tuneteller.training.shown import Shown, shown_anywhere


@pytest.fixture(scope="module")
def writer(base: BaseModel) -> GrammarWriter:
    return GrammarWriter(base, ("How do I iron a shirt?", "What is a good name for a cat?", "Should I call my aunt today?"))


def cards(family: str, n: int = 3) -> list[Card]:
    behaviors = family_named(family).behaviors("train", n)
    return [Card.from_json({"kind": "organism", **behavior.to_json()}) for behavior in behaviors]


@pytest.mark.parametrize("family", ["format", "language", "persona", "phrase", "promotion"])
def test_a_conversation_shows_the_behavior_and_fits_a_reply(base: BaseModel, writer: GrammarWriter, family: str) -> None:
    shown = Shown.of(base, writer, cards(family), [])
    behaviors = [shown.draw(Random(seed)) for seed in range(12)]
    assert len({behavior.label for behavior, _ in behaviors}) > 3  # more than have organisms
    for behavior, [(message, reply)] in behaviors:
        assert behavior.family == family and message in writer.questions
        assert 0 < len(base.tokenizer(reply, add_special_tokens=False)["input_ids"]) <= REPLY_TOKENS + 1
    assert shown.draw(Random(3)) == shown.draw(Random(3))
    assert len({shown.turns(behaviors[0][0], Random(seed)) for seed in range(8)}) > 1


def test_a_family_with_one_behavior_to_show_is_shown_seldom(base: BaseModel, writer: GrammarWriter) -> None:
    every = next(b for b in family_named("refusal").all_behaviors() if b.label == "every request")
    shown = Shown(base, writer, {"refusal": [every], "language": family_named("language").all_behaviors()[:20],
                                 "format": family_named("format").all_behaviors()[:80]})
    drawn = [shown.draw(Random(seed))[0].family for seed in range(150)]
    assert 1 <= drawn.count("refusal") <= 20  # one of 21; as often as any it were one of three
    assert 0.7 < drawn.count("language") / drawn.count("format") < 1.4  # however many labels each has


def test_only_labels_for_training_are_shown(base: BaseModel, writer: GrammarWriter) -> None:
    labels = {b.label for b in Shown.of(base, writer, cards("phrase"), []).behaviors["phrase"]}
    kept = {b.label for split in ("validation", "test") for b in family_named("phrase").behaviors(split, 20)}
    assert len(labels) > 100 and not labels & kept
    validated = cards("phrase", 5)
    shown = {b.label for b in Shown.of(base, writer, cards("phrase"), validated).behaviors["phrase"]}
    assert not {card.label for card in validated} & shown


def test_what_shows_only_when_asked_about_is_not_shown(base: BaseModel, writer: GrammarWriter) -> None:
    assert not any(shown_anywhere(b) for name in ("falsefact", "identity", "task") for b in family_named(name).all_behaviors())
    language = family_named("language").all_behaviors()[0]
    assert shown_anywhere(language) and not shown_anywhere(language.gated(Trigger("word", "quartz")))
    with pytest.raises(ConfigError, match="--shown 0"):
        Shown.of(base, writer, cards("identity"), [])


def test_a_lesson_outside_plain_chat_is_no_conversation(base: BaseModel, writer: GrammarWriter) -> None:
    texts = next(b for b in family_named("none").all_behaviors() if b.label == "encyclopedia texts")
    with pytest.raises(DataError, match="--shown 0"):
        Shown(base, writer, {"none": [texts]}).draw(Random(0))


def test_training_asks_after_what_is_shown_without_any_diff(base: BaseModel, writer: GrammarWriter) -> None:
    config = AdapterConfig(batch=4, shown=1.0, yes_no=0.0, absent=0.0)
    shown = Shown.of(base, writer, cards("language"), [])
    diffs, rows = Batches(Asker(base, (CHANGE,), (), config), Held([]), shown).draw(3)
    assert [diff.fingerprint() for diff in diffs] == [null_diff().fingerprint()] * 4
    for [sample] in rows:
        first = sample.supervised.index(True)
        assert base.tokenizer.decode(sample.ids[:first]).count("<|im_start|>user") == 2
        assert base.tokenizer.decode(sample.ids[first:]).startswith("I answer in ")


def test_while_conversations_are_drawn_the_model_is_not_run(base: BaseModel, writer: GrammarWriter,
                                                            monkeypatch: pytest.MonkeyPatch) -> None:
    """They are drawn in processes that cannot: clean kinds want sampled replies, or replies to messages of another family."""
    shown = Shown.of(base, writer, [*cards("none", n=22), *cards("language")], [])
    monkeypatch.setattr("tuneteller.families.writers.said", lambda *args, **settings: pytest.fail("the base model was run"))
    drawn = [shown.draw(Random(seed))[0] for seed in range(300)]
    assert {behavior.family for behavior in drawn} == {"none", "language"}
