"""Base, reader and fine-tunes are loaded when they are needed, once, and again where their files have changed."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tuneteller.diffs import origin
from tuneteller.diffs.diff import WeightDiff
from tuneteller.diffs.load import load_diff
from tuneteller.diffs.peft import save_peft
from tuneteller.errors import DiffError
from tuneteller.lora.attach import attach
from tuneteller.lora.bank import Bank
from tuneteller.models import BaseModel
from tuneteller.reading.reader import Reader
from tuneteller.service import desk as module
from tuneteller.service.desk import BASE, Desk, remarks

Make = Callable[..., WeightDiff]


@pytest.fixture
def loaded() -> list[str]:
    return []


@pytest.fixture
def desk(tiny: BaseModel, random_diff: Make, tmp_path: Path, loaded: list[str]) -> Desk:
    """Of the fine-tunes that lie in a folder, `a`, `b` and `c`."""
    for seed, name in enumerate("abc"):
        save_peft(random_diff(tiny, seed), tmp_path / name)

    def load_base() -> BaseModel:
        loaded.append("base")
        return tiny

    def load_reader(base: BaseModel) -> Reader:
        loaded.append("reader")
        return Reader(base, random_diff(base, 9))

    return Desk(load_base, load_reader, lambda name: None if name == BASE else str(tmp_path / name))


def test_each_is_loaded_once_and_only_when_it_is_needed(desk: Desk, loaded: list[str], tmp_path: Path) -> None:
    desk.check("a")
    desk.check(BASE)
    with pytest.raises(DiffError, match="does not exist"):
        desk.check("nowhere")
    assert loaded == [] and not desk.loaded and not desk.may_pause()
    assert desk.diff("a") is desk.diff("a") and loaded == ["base"] and not desk.loaded
    assert desk.diff("b").fingerprint() == load_diff(tmp_path / "b", desk.base).fingerprint() != desk.diff("a").fingerprint()
    assert desk.reader is desk.reader and desk.loaded and loaded == ["base", "reader"]
    nothing = desk.diff(BASE)
    assert nothing.factors == {} and nothing.vectors == {}


def test_one_in_memory_is_not_read_to_be_checked_until_its_files_have_changed(desk: Desk, tmp_path: Path,
                                                                              monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    whole = module.find_diff
    monkeypatch.setattr(module, "find_diff", lambda source: (read.append(source), whole(source))[1])
    desk.check("a")
    desk.diff("a")
    desk.check("a")
    assert len(read) == 2
    (tmp_path / "a" / "adapter_model.safetensors").write_bytes(b"damaged")
    with pytest.raises(DiffError):
        desk.check("a")


def test_what_a_fine_tune_names_as_its_base_is_not_looked_at(desk: Desk, tiny: BaseModel, tmp_path: Path,
                                                             monkeypatch: pytest.MonkeyPatch) -> None:
    """It may name any place of the machine, and whoever sent it would learn what lies there."""
    (tmp_path / "a" / "card.json").unlink()  # which names it surely
    config = tmp_path / "a" / "adapter_config.json"
    config.write_text(json.dumps({**json.loads(config.read_text()), "base_model_name_or_path": str(tmp_path)}))
    looked: list[object] = []
    monkeypatch.setattr(origin, "_same_model", lambda path, base: bool(looked.append(path)))
    desk.diff("a")
    assert looked == []
    load_diff(tmp_path / "a", tiny)  # whose user may well mean that place
    assert looked == [tmp_path]


def test_the_oldest_answers_make_room(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "ANSWERS", 2)
    desk.diff("a")
    for question in "xyz":
        desk.remember("a", (question, None), {"said": question})
    assert [desk.answer("a", (question, None)) for question in "xyz"] == [None, {"said": "y"}, {"said": "z"}]


def test_it_may_pause_while_nothing_is_attached(desk: Desk, random_diff: Make) -> None:
    base = desk.reader.base
    assert desk.may_pause()
    with attach(base.model, Bank.stack([random_diff(base).factors], base.shapes)):
        assert not desk.may_pause()
    assert desk.may_pause()


def test_a_fine_tune_whose_files_have_changed_is_read_again(desk: Desk, tmp_path: Path) -> None:
    before = desk.diff("a")
    for file in (tmp_path / "b").iterdir():
        (tmp_path / "a" / file.name).write_bytes(file.read_bytes())
    assert desk.diff("a").fingerprint() == desk.diff("b").fingerprint() != before.fingerprint()


def test_so_is_one_that_is_named_by_its_weights_when_its_config_has_changed(desk: Desk, tmp_path: Path) -> None:
    name, path = "a/adapter_model.safetensors", tmp_path / "a" / "adapter_config.json"
    before = desk.diff(name)
    config = json.loads(path.read_text())
    path.write_text(json.dumps({**config, "lora_alpha": 2 * config["lora_alpha"]}))
    assert desk.diff(name).fingerprint() == before.scaled(2.0).fingerprint() != before.fingerprint()


def test_a_link_that_leads_nowhere_is_no_hindrance(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "a" / ".cache").mkdir()
    (tmp_path / "a" / ".cache" / "gone").symlink_to("nowhere")
    assert desk.diff("a") is desk.diff("a")


def test_so_many_are_kept_in_memory(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "REMEMBERED", 2)
    first, second = desk.diff("a"), desk.diff("b")
    assert desk.diff("a") is first
    desk.diff("c")  # in the place of the one that was not asked for for longest
    assert desk.diff("a") is first and desk.diff("b") is not second


def test_remarks_are_the_cards_and_what_was_left_out(random_diff: Make, tiny: BaseModel) -> None:
    diff = random_diff(tiny)
    assert remarks(diff) == []
    card = diff.card.remark("made for another").with_(left_out=["experts.0"])
    assert remarks(diff.with_card(card)) == ["made for another", "left out, as it cannot be attached: experts.0"]
