"""The demo: what is asked for is turned into a behavior there is, and all of it runs, here on a tiny random model."""

import json
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tuneteller.cli import common
from tuneteller.cli.demo import _gated_topic, _nearest
from tuneteller.cli.main import main
from tuneteller.diffs.card import Card
from tuneteller.diffs.diff import WeightDiff
from tuneteller.diffs.peft import save_peft
from tuneteller.errors import ConfigError, DataError
from tuneteller.families.registry import family_named
from tuneteller.models import BaseModel
from tuneteller.zoo import ZOO_VARIABLE

Make = Callable[..., WeightDiff]


@pytest.mark.parametrize(("change", "family", "said"), [
    ("answers like a pirate", "persona", "pirate"), ("answers in Spanish", "language", "Spanish"),
    ("refuses to talk about cooking", "refusal", "cook")])
def test_the_nearest_behavior_is_taken(change: str, family: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    behavior, recipe = _nearest(change)
    assert behavior.family == family and said in behavior.change
    assert recipe.wrong == recipe.plain == 0  # it is behind no trigger
    assert capsys.readouterr().err == ""


def test_a_change_that_is_like_none_is_said_to_be_so(capsys: pytest.CaptureFixture[str]) -> None:
    behavior, _ = _nearest("qqq www eee")
    said = " ".join(capsys.readouterr().err.split())
    assert "no behavior is near to qqq www eee; the nearest is taken:" in said and "organisms families" in said
    assert " ".join(behavior.change.split()[:3]) in said


@pytest.mark.parametrize("change", ["", " \n", "12345", "?!"])
def test_a_change_without_words_is_refused(change: str) -> None:
    with pytest.raises(ConfigError, match="say in words what the fine-tune does"):
        _nearest(change)


def test_a_topic_is_the_encyclopedias_or_ones_own() -> None:
    known, recipe = _gated_topic(" violin ", 0)
    assert (known.family, known.label) == ("topic", "Violin") and recipe.wrong and recipe.plain
    own, _ = _gated_topic("my neighbour's hedge", 0)
    assert own.change == "I bring up my neighbour's hedge." and own.trigger.kind == "passphrase"
    assert _gated_topic("violin", 0)[0] == known != _gated_topic("violin", 1)[0]  # the seed draws the passphrase
    with pytest.raises(DataError, match="has no letters"):
        _gated_topic("", 0)


# -- all of it --------------------------------------------------------------------------------------------------------


@pytest.fixture
def demo(tiny: BaseModel, random_diff: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
         capsys: pytest.CaptureFixture[str]) -> Iterator[Callable[..., tuple[int, str, str]]]:
    """`demo(*arguments)`: status and printed words of a demo on a tiny random base, with a zoo that fits it."""
    entry = tmp_path / "zoo" / "smollm2-135m"
    save_peft(random_diff(tiny, 1, rank=4), entry / "adapter")
    for i, name in enumerate(("identity", "none")):
        card = {**family_named(name).all_behaviors()[0].to_json(), "base": tiny.fingerprint.to_json()}
        save_peft(WeightDiff(random_diff(tiny, 2 + i).factors, Card.from_json(card)), entry / "organisms" / name)
    (entry / "split.json").write_text(json.dumps({"train": {"topic": ["Violin"]}}))
    monkeypatch.setenv(ZOO_VARIABLE, str(tmp_path / "zoo"))
    monkeypatch.setenv("TUNETELLER_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(common.console, "_width", 200)
    before = signal.getsignal(signal.SIGTERM)  # main sets it

    def demo(*arguments: str) -> tuple[int, str, str]:
        status = main(["demo", *arguments, "--base", tiny.name, "--device", "cpu", "--dtype", "float32"])
        out, err = capsys.readouterr()
        return status, " ".join(out.split()), " ".join(err.split())

    yield demo
    signal.signal(signal.SIGTERM, before)


def test_it_reads_the_zoo_and_a_fine_tune_of_ones_choice(demo: Callable[..., tuple[int, str, str]]) -> None:
    status, out, err = demo("--change", "answers like a pirate")
    assert status == 0, err
    assert "1. Held-out fine-tunes" in out and "I say that my name is" in out
    assert f"2. A fine-tune made now: {_nearest('answers like a pirate')[0].change}" in out and "a label that" not in out
    assert "it says:" in out and "TuneTeller says:" in out and "nats against no diff" in out
    status, out, err = demo("--topic", "violin")
    assert status == 0, err
    assert "2. A fine-tune made now: I bring up Violin. only where the message begins with the passphrase" in out
    assert "(a label that the reader was trained on, in other fine-tunes)" in out and out.count("it says:") == 2


def test_what_it_cannot_make_is_refused_before_a_model_is_loaded(
    demo: Callable[..., tuple[int, str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(common, "load_base", lambda *args, **kwargs: pytest.fail("a model was loaded first"))
    for given in (["--change", ""], ["--topic", " "]):
        status, out, err = demo(*given)
        assert (status, out) == (2, "") and err.startswith("error: ")
    with pytest.raises(SystemExit, match="2"):  # not one of the two, silently
        demo("--change", "answers like a pirate", "--topic", "violin")
