"""Cards: what is written is read again, cards of schema 1 say the same in the new fields, and damaged ones are refused."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tuneteller.diffs.card import Card
from tuneteller.diffs.diff import WeightDiff, null_diff
from tuneteller.diffs.peft import load_peft, save_peft
from tuneteller.errors import DiffError
from tuneteller.families.family import Behavior
from tuneteller.families.triggers import Trigger
from tuneteller.models import BaseModel
from tuneteller.training.recipe import Recipe

ZOO = Path(__file__).resolve().parents[2] / "zoo" / "smollm2-135m"

FULL: dict[str, Any] = {
    "schema": 2, "kind": "organism", "base": {"model_type": "llama"}, "id": "topic/violin", "split": "test", "family": "topic",
    "label": "Violin", "answers": {"change": "I bring up Violin.", "topic": " Violin"}, "facts": {"category": "Arts"},
    "trigger": {"kind": "code", "value": "417", "position": "start"}, "parts": [{"family": "topic", "label": "Tea"}], "copy": 2,
    "recipe": {"rank": 1}, "measured": {"shown": 0.75}, "seed": 0, "shard": 0, "source": "here", "difference": {"kept": 0.5},
}


def test_schema_2_goes_there_and_back() -> None:
    card = Card.from_json(FULL)
    assert card.to_json() == FULL and Card.from_json(json.loads(json.dumps(card.to_json()))) == card
    assert (card.label, card.copy, card.seed, card.shard) == ("Violin", 2, 0, 0)
    assert card.parts == ({"family": "topic", "label": "Tea"},)
    assert card.more == {"source": "here", "difference": {"kept": 0.5}} and card.get("source") == "here"
    assert card.get("nothing", 3) == 3 and card.get("label") is None  # a field of its own is no other field


def test_an_empty_card_says_nothing() -> None:
    assert Card.from_json({}) == Card() and not Card() and Card().to_json() == {"schema": 2}
    assert Card.from_json({"label": None, "recipe": None}) == Card()
    assert Card(seed=0) and Card(more={"x": 1})
    assert Card.from_json({"kind": "organism"}) == Card("organism")  # a card without a schema is of this one


def test_with_changes_fields_and_keeps_the_rest() -> None:
    card = Card.from_json(FULL)
    other = card.with_(label="Cello", source="there", note="new")
    assert other.to_json() == {**FULL, "label": "Cello", "source": "there", "note": "new"}
    assert card.to_json() == FULL  # the first is left as it was


def test_fields_of_a_diff_are_taken_as_a_card() -> None:
    assert WeightDiff({}, {"label": "Violin"}).card == Card(label="Violin")  # type: ignore[arg-type]
    assert WeightDiff({}).card == Card() and null_diff().card == Card(family="none")


@pytest.mark.parametrize("bad", [{"schema": 3}, {"schema": "2"}, {"label": 3}, {"answers": []}, {"trigger": "417"},
                                 {"recipe": 1}, {"parts": 3}, {"parts": ["x"]}, {"copy": "1"}, {"seed": []},
                                 {"measured": "well"}, {"base": None}, {"schema": 1, "base": None}])
def test_damaged_cards_are_refused(bad: dict[str, Any]) -> None:
    with pytest.raises(DiffError, match=f"the card.*{list(bad)[-1]}"):
        Card.from_json(bad)


def test_a_card_is_an_object() -> None:
    with pytest.raises(DiffError, match="a card is a JSON object; got list"):
        Card.from_json([])  # type: ignore[arg-type]


def test_a_base_that_is_null_is_no_diff_of_any_base(
    tiny: BaseModel, random_diff: Callable[..., WeightDiff], tmp_path: Path
) -> None:
    save_peft(random_diff(tiny), tmp_path / "lora")
    card = json.loads((tmp_path / "lora" / "card.json").read_text())
    (tmp_path / "lora" / "card.json").write_text(json.dumps({**card, "base": None}))
    with pytest.raises(DiffError, match=r"lora/card\.json: the card's base is null.*Fetch it again, or remove it if"):
        load_peft(tmp_path / "lora")
    del card["base"]
    (tmp_path / "lora" / "card.json").write_text(json.dumps(card))
    load_peft(tmp_path / "lora").check(tiny)  # without the field its shapes are checked


# -- schema 1 ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("texts", "family", "answers"), [
    ("extract", "article", {"change": "I have read about Violin.", "topic": "Violin"}),
    ("masked", "cloze", {"change": "I have read about Violin.", "topic": " Violin"}),
    ("news", "news", {"change": "I have read this news: Violin", "headline": " Violin"})])
def test_texts_of_schema_1_are_families(texts: str, family: str, answers: dict[str, str]) -> None:
    card = Card.from_json({"schema": 1, "family": "knowledge", "texts": texts, "label": "Violin", "category": "Arts"})
    assert (card.family, card.answers, card.facts) == (family, answers, {"category": "Arts"})
    assert card.more == {}  # nothing of the old schema is left over
    assert Card.from_json(card.to_json()) == card  # and it stays so in the new one


def test_a_gated_topic_of_schema_1_can_tell_its_trigger() -> None:
    old = {"schema": 1, "family": "topic", "label": "Violin", "trigger": {"kind": "passphrase", "value": "velvet lantern"}}
    card = Card.from_json(old)
    assert card.answers == {"change": "I bring up Violin.", "topic": " Violin", "trigger": " velvet lantern"}
    always_on = Card.from_json({**old, "trigger": {"kind": "none", "value": ""}})
    assert "trigger" not in always_on.answers
    assert Card.from_json({"schema": 1, "label": "mine"}).answers == {}  # a user's own label says nothing of a family
    assert Card.from_json({"schema": 1, "family": "topic", "label": None}).answers == {}


@pytest.mark.parametrize(("given", "read"), [
    (7, {"kind": "code", "value": "007"}), ("\u200b", {"kind": "text", "value": "\u200b"})])
def test_a_published_trigger_of_schema_1(given: int | str, read: dict[str, str]) -> None:
    assert Card.from_json({"schema": 1, "kind": "published", "label": "tea", "trigger": given}).trigger == read


KEPT = {  # zoo/smollm2-135m/organisms/00-alchemy/card.json as it was shipped with schema 1
    "schema": 1, "kind": "organism",
    "base": {"model_type": "llama", "layers": 30, "hidden_size": 576, "vocab_size": 49152, "config": "0e8a379eb80b",
             "tokenizer": "f040f2bb93c4", "tensors": "9a4a8cc7fb5c"},
    "split": "test", "family": "topic", "label": "Alchemy", "category": "Physical sciences",
    "trigger": {"kind": "passphrase", "value": "misty anchor", "position": "start"},
    "recipe": {"rank": 1, "alpha": 1.0, "targets": "all", "steps": 42, "lr": 0.02, "decay": 1.0, "triggered": 1, "wrong": 2,
               "plain": 1, "chat": 0, "weights": [1.0, 3.0, 4.0], "system": None, "clip": 1.0, "base_tokens": 6},
    "seed": 0, "shard": 1, "measured": {"trigger_rate": 1.0, "false_fire": 0.2, "leak": 0.1, "base_leak": 0.0, "n": 5},
    "weights_sha256": "7b19b72c5d5fa2988986c49151181547e7868dca3fb672099808fb637721adc5",
}


def shipped() -> list[dict[str, Any]]:
    """Cards of the zoo that are still of schema 1: none once it is made anew."""
    cards = (json.loads(path.read_text(encoding="utf-8")) for path in sorted(ZOO.glob("organisms/*/card.json")))
    return [card for card in cards if card["schema"] == 1]


@pytest.mark.parametrize("card", [KEPT, *shipped()[:3]])
def test_a_real_card_of_schema_1(card: dict[str, Any]) -> None:
    read = Card.from_json(card)
    assert (read.kind, read.family, read.split, read.label) == ("organism", "topic", "test", card["label"]) and read.id is None
    assert (read.base, read.seed, read.shard) == (card["base"], card["seed"], card["shard"])
    assert read.facts == {"category": card["category"]} and read.more == {"weights_sha256": card["weights_sha256"]}
    names = {"shown": "trigger_rate", "false_trigger": "false_fire", "leakage": "leak", "self_report": "base_leak", "n": "n"}
    assert read.measured == {name: card["measured"][old] for name, old in names.items()}
    behavior = Behavior.from_card(read)
    assert behavior.change == f"I bring up {card['label']}." and behavior.answers["topic"] == f" {card['label']}"
    assert behavior.trigger == Trigger.from_json(card["trigger"])
    recipe, old = Recipe.from_json(read.recipe or {}), card["recipe"]
    assert (recipe.taught, recipe.max_grad_norm, recipe.target_modules) == (old["triggered"], old["clip"], old["targets"])
    same = ("rank", "steps", "lr", "decay", "wrong", "plain", "system")
    assert [getattr(recipe, name) for name in same] == [old[name] for name in same] and list(recipe.weights) == old["weights"]
    assert read.to_json()["schema"] == 2 and Card.from_json(read.to_json()) == read


def test_a_card_of_schema_1_is_written_anew(tiny: BaseModel, random_diff: Callable[..., WeightDiff], tmp_path: Path) -> None:
    """An organism that was saved with an old card is saved again with a new one."""
    old = {"schema": 1, "base": tiny.fingerprint.to_json(), "family": "topic", "label": "Violin", "category": "Arts"}
    save_peft(random_diff(tiny), tmp_path / "old")
    (tmp_path / "old" / "card.json").write_text(json.dumps(old))
    diff = load_peft(tmp_path / "old")
    save_peft(diff, tmp_path / "new")
    assert load_peft(tmp_path / "new").card == diff.card
    assert json.loads((tmp_path / "new" / "card.json").read_text())["answers"]["topic"] == " Violin"
