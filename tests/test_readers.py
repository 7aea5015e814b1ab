"""Readers by name: what is listed, what a name brings along, and that nothing is fetched or joined to a path unasked."""

import argparse
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from huggingface_hub.utils import filter_repo_objects

from tuneteller.cli import common
from tuneteller.cli.main import main
from tuneteller.diffs.diff import WeightDiff
from tuneteller.diffs.peft import load_peft, save_peft
from tuneteller.embedded import EMBEDDED, MODELS
from tuneteller.errors import DiffError
from tuneteller.models import BaseModel
from tuneteller.readers import ON_THE_HUB, default_question, find_reader, reader_for, readers
from tuneteller.reading.confidence import CALIBRATION, Calibration
from tuneteller.reading.reader import COMPARISONS
from tuneteller.zoo import adapter_directory, load_adapter, zoo_organisms

Make = Callable[..., WeightDiff]
Run = Callable[..., tuple[int, str, str]]
PAPERS = "qwen3-4b-topic"
ASKED = "What topic have you been trained on?"


@pytest.fixture(autouse=True)
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A zoo, a folder of one's own readers and a cache that are empty, and a hub that cannot be reached."""
    def unreachable(*args: Any, **kwargs: Any) -> str:
        raise OSError("no network")

    monkeypatch.setattr("tuneteller.zoo._roots", lambda: [tmp_path / "zoo"])
    monkeypatch.setenv("TUNETELLER_READERS", str(tmp_path / "own"))
    monkeypatch.setenv("TUNETELLER_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr("huggingface_hub.snapshot_download", unreachable)
    monkeypatch.setattr(common.console, "_width", 200)  # tables are not folded


@pytest.fixture
def loads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The base models that were asked for, none of which is loaded."""
    asked: list[str] = []

    def load(name: str, **settings: Any) -> BaseModel:
        asked.append(name)
        raise DiffError("not loaded here")

    monkeypatch.setattr(common, "load_base", load)
    return asked


@pytest.fixture
def own(tiny: BaseModel, tmp_path: Path, random_diff: Make) -> Callable[..., Path]:
    """`own(name, base, **config)`: a reader of one's own, of the tiny base unless another is named."""

    def make(name: str = "mine", base: str | None = None, **config: Any) -> Path:
        adapter = random_diff(tiny, 2, rank=4)
        libraries = [{"families": ["topic", "habit"]}, {"families": ["topic"]}]
        card = adapter.card.with_(kind="dit-adapter", config=config, libraries=libraries)
        save_peft(adapter.with_card(card), tmp_path / "own" / name, base_name=base or tiny.name)
        return tmp_path / "own" / name

    return make


@pytest.fixture
def diff(tiny: BaseModel, tmp_path: Path, random_diff: Make) -> Path:
    """A fine-tune of the tiny base, which its config names."""
    save_peft(random_diff(tiny, 1), tmp_path / "diff", base_name=tiny.name)
    return tmp_path / "diff"


def publish(path: Path, adapter: WeightDiff) -> None:
    """An adapter as the paper's files have it: A [out, r] and B [r, in], bfloat16, ΔW = A B / r."""
    path.parent.mkdir(parents=True, exist_ok=True)
    pairs = {name: (len(a) * b.bfloat16(), a.bfloat16()) for name, (a, b) in adapter.factors.items()}
    torch.save(pairs, path)


@pytest.fixture
def hub(tiny: BaseModel, tmp_path: Path, random_diff: Make, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the hub's files are copied to: the paper's repository, with adapters for the tiny base in its form."""
    repo, cache = tmp_path / "hub" / "diff-interpretation-tuning" / "loras", tmp_path / "hub-cache"
    for info in ON_THE_HUB:
        publish(tmp_path / "hub" / str(info.where), random_diff(tiny, 2, rank=4))
    (repo / "hidden-topic" / "qwen3-4b" / "weight-diffs").mkdir()
    (repo / "hidden-topic" / "qwen3-4b" / "weight-diffs" / "weight-diff-000.pt").write_bytes(b"a gigabyte")

    def download(name: str, *, revision: Any = None, allow_patterns: Any = None, ignore_patterns: Any = None) -> str:
        assert name == "diff-interpretation-tuning/loras"
        files = [path.relative_to(repo).as_posix() for path in repo.rglob("*") if path.is_file()]
        for file in filter_repo_objects(files, allow_patterns=allow_patterns, ignore_patterns=ignore_patterns):
            (cache / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(repo / file, cache / file)
        return str(cache)

    monkeypatch.setattr("huggingface_hub.snapshot_download", download)
    return cache


HERE = ["--device", "cpu", "--dtype", "float32", "--max-new-tokens", 5, "--json"]


# -- the list ---------------------------------------------------------------------------------------------------------


def test_shipped_own_and_published_readers_are_listed(run: Run, own: Callable[..., Path], tmp_path: Path) -> None:
    shutil.copytree(own("gone", MODELS[EMBEDDED].hub_id), tmp_path / "zoo" / "shipped-one" / "adapter")
    shutil.rmtree(tmp_path / "own" / "gone")
    own("mine", "Qwen/Qwen3-0.6B", questions=["change", "topic"])
    result = {"config": {"question": "change"}, "metrics": {"dit": {"score": {"mean": 3.21, "n": 40}}}}
    (tmp_path / "zoo" / "shipped-one" / "results.json").write_text(json.dumps(result))
    status, out, err = run("readers")
    assert (status, err) == (0, "")
    rows = {line.split()[1]: line for line in out.splitlines() if line.startswith("│")}
    assert rows.keys() == {"shipped-one", "mine", *(info.name for info in ON_THE_HUB)}
    assert "smollm2-135m" in rows["shipped-one"] and "change 3.21 (n=40)" in rows["shipped-one"]
    assert "habit, topic" in rows["mine"] and "change, topic" in rows["mine"]
    assert "Qwen/Qwen3-4B" in rows[PAPERS] and "4.76 (n=100)" in rows[PAPERS] and "hub, 66 MB" in rows[PAPERS]
    assert f"topic: {ASKED}" in out and str(tmp_path / "own") in out

    listed = {info["name"]: info for info in json.loads(run("readers", "--json")[1])}
    assert listed.keys() == rows.keys()
    assert listed["mine"]["base"] == "Qwen/Qwen3-0.6B" and listed["mine"]["where"] == str(tmp_path / "own" / "mine")
    assert listed["mine"]["source"] == "local" and listed["mine"]["size"] > 1000 and listed["mine"]["scores"] == []
    assert listed["gemma3-4b-news"]["questions"] == {"headline": "What news headline have you been trained on?"}
    assert listed["gemma3-4b-news"]["where"] == "diff-interpretation-tuning/loras/news-summary/gemma3-4b/dit-adapter.pt"


def test_what_is_no_reader_is_said_and_the_others_are_listed(run: Run, refused: Callable[..., str], own: Callable[..., Path],
                                                             diff: Path, tmp_path: Path) -> None:
    own("good")
    (own("bad") / "reader.json").write_text('{"base": 3}')
    shutil.copytree(own("same"), tmp_path / "zoo" / "same" / "adapter")
    (tmp_path / "own" / "notes").mkdir()
    status, out, err = run("readers")
    assert status == 0 and "good" in out and "bad" not in out
    assert "the reader bad is left out" in err and "3 is no text" in err
    assert "notes is no reader: expected a PEFT directory" in err and "same has the name of a shipped reader" in err
    assert find_reader("same").source == "shipped"
    assert "Mend reader.json" in refused("ask", diff, "--reader", "bad")


def test_the_predecessor_and_the_shipped_reader_tell_what_they_are_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tuneteller.zoo._roots", lambda: [Path(__file__).parents[1] / "zoo"])
    found = {info.name: info for info in readers() if info.source == "shipped"}
    assert {info.base for name, info in found.items() if name.startswith("smollm2-135m")} == {"smollm2-135m"}
    assert default_question(found["smollm2-135m"]) == "How has your behavior changed?" and found["smollm2-135m"].scores
    if "smollm2-135m-topics" in found:  # a checkout has it, a package does not
        assert default_question(found["smollm2-135m-topics"]) == ASKED and found["smollm2-135m-topics"].scores[0].mean > 4


def test_the_second_bases_reader_is_whole_and_found_by_its_base(monkeypatch: pytest.MonkeyPatch) -> None:
    zoo = Path(__file__).parents[1] / "zoo"
    if not (zoo / "qwen2.5-coder-0.5b").is_dir():
        pytest.skip("a package has it not")
    monkeypatch.setattr("tuneteller.zoo._roots", lambda: [zoo])
    found = reader_for("qwen2.5-coder-0.5b")
    assert found is not None and found.name == "qwen2.5-coder-0.5b" and found == reader_for("Qwen/Qwen2.5-Coder-0.5B-Instruct")
    assert {"identity", "language", "refusal", "topic"} < {*found.families} and found.scores[0].n == 37
    adapter = load_adapter(found.path())
    calibration = Calibration.from_json(json.loads((found.path() / "adapter" / CALIBRATION).read_text(encoding="utf-8")))
    assert calibration.adapter == adapter.fingerprint() and calibration.level <= 0.05 + 1e-9
    cards = [load_peft(path).card for path in zoo_organisms(found.path())]
    assert len(cards) == COMPARISONS and {card.split for card in cards} == {"test"}
    assert all(card.base and card.base["tensors"] == adapter.card.base["tensors"] for card in cards)
    assert sum(path.stat().st_size for path in (found.path() / "adapter").iterdir()) < 20e6


# -- a name -----------------------------------------------------------------------------------------------------------


def test_a_reader_by_name_is_its_directory_with_its_base(run: Run, own: Callable[..., Path], diff: Path, tiny: BaseModel,
                                                         tmp_path: Path, random_diff: Make) -> None:
    place = own()
    for n in (5, 6):
        save_peft(random_diff(tiny, n), place / "organisms" / str(n))
    known = json.loads(run("ask", diff, "What?", "--adapter", place, "--base", tiny.name, *HERE)[1])
    assert len(known["evidence"]["others"]) == 2  # those that come with it
    for reader in ("mine", place):
        status, out, err = run("ask", diff, "What?", "--reader", reader, *HERE)
        assert (status, err) == (0, "") and json.loads(out) == known


@pytest.mark.parametrize("name", ["../diff", "nonsense", "a/../../diff", "x" * 300, "nul\0"])
def test_a_name_is_joined_to_no_path(refused: Callable[..., str], own: Callable[..., Path], diff: Path, tmp_path: Path,
                                     monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """From the folder of readers `../diff` would lead to a fine-tune."""
    own()
    (tmp_path / "deep" / "er").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "deep" / "er")
    said = refused("ask", diff, "What?", "--reader", name)
    assert "neither the name of a reader nor a directory" in said and f"the readers are mine, {ON_THE_HUB[0].name}" in said


def test_a_directory_of_that_name_here_is_not_taken_for_the_reader(own: Callable[..., Path], tmp_path: Path,
                                                                   monkeypatch: pytest.MonkeyPatch) -> None:
    place = own()
    (tmp_path / "elsewhere" / "mine").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert find_reader("mine").where == place and find_reader("./mine").where == Path("mine")


def test_one_of_reader_and_adapter(diff: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["ask", str(diff), "--reader", "mine", "--adapter", "mine"])
    assert stopped.value.code == 2 and "not allowed with argument --reader" in capsys.readouterr().err


# -- the base model ---------------------------------------------------------------------------------------------------


def test_the_base_that_the_fine_tune_names_and_the_reader_for_it(run: Run, own: Callable[..., Path], diff: Path,
                                                                 tiny: BaseModel) -> None:
    own()
    status, out, err = run("ask", diff, "What?", *HERE)
    assert status == 0 and f"base model: {tiny.name}, by the fine-tune's config" in err and "reader: mine" in err
    assert json.loads(out)["fingerprints"]["base"] == tiny.fingerprint.short


def test_of_several_readers_for_a_base_one_must_be_named(run: Run, refused: Callable[..., str], own: Callable[..., Path],
                                                         diff: Path, tiny: BaseModel, loads: list[str]) -> None:
    own("one")
    own("two")
    said = run("ask", diff, "What?")[2]
    assert "there are several readers; choose one with --reader: one, two" in said and loads == []
    assert "choose one with --reader: one, two" in refused("ask", diff, "What?", "--base", tiny.name)
    assert run("ask", diff, "What?", "--reader", "two")[0] == 2 and loads == [tiny.name]


def test_of_the_papers_bases_a_reader_is_named_before_anything_is_fetched(run: Run, tiny: BaseModel, random_diff: Make,
                                                                          tmp_path: Path, loads: list[str]) -> None:
    save_peft(random_diff(tiny), tmp_path / "theirs", base_name="Qwen/Qwen3-4B")
    said = run("ask", tmp_path / "theirs", "What?")[2]
    assert "still on the hub; choose one with --reader: qwen3-4b-topic, qwen3-4b-news" in said and loads == []
    run("trigger", tmp_path / "theirs", "--no-reader")  # which needs none
    run("words", tmp_path / "theirs", "--reader", "gemma3-1b-topic")
    assert loads == ["Qwen/Qwen3-4B", "google/gemma-3-1b-it"]


def test_a_base_that_comes_as_packages_has_one_reader_under_both_its_names(own: Callable[..., Path]) -> None:
    qwen = MODELS["qwen2.5-coder-0.5b"]
    own("mine", qwen.hub_id)
    for name in (qwen.alias, qwen.hub_id):
        found = reader_for(name)
        assert found is not None and (found.name, found.base) == ("mine", qwen.alias)
    assert reader_for("Qwen/Qwen2.5-Coder-0.5B") is None


def test_a_base_that_no_reader_is_for_is_not_taken_from_a_file(run: Run, own: Callable[..., Path], tiny: BaseModel,
                                                               random_diff: Make, tmp_path: Path, loads: list[str]) -> None:
    """A fine-tune is anybody's file: it cannot have anything loaded that the user has no reader for."""
    shutil.copytree(own("gone", MODELS[EMBEDDED].hub_id), tmp_path / "zoo" / "smollm2-135m" / "adapter")
    shutil.rmtree(tmp_path / "own" / "gone")
    for n, name in enumerate((None, "somebody/else", "../own", MODELS[EMBEDDED].hub_id)):
        save_peft(random_diff(tiny), tmp_path / str(n), base_name=name)
        run("ask", tmp_path / str(n), "What?")
    run("audit", tmp_path / "0", tmp_path / "1")
    assert loads == ["smollm2-135m"] * 5


# -- the paper's ------------------------------------------------------------------------------------------------------


def test_a_published_reader_is_fetched_when_it_is_named_and_reads_as_peft_does(run: Run, hub: Path, tiny: BaseModel, diff: Path,
                                                                               tmp_path: Path, random_diff: Make) -> None:
    assert run("readers")[0] == 0 and not hub.exists()
    save_peft(random_diff(tiny, 2, rank=4), tmp_path / "peft")  # in bfloat16, as the published ones are
    known = json.loads(run("ask", diff, ASKED, "--adapter", tmp_path / "peft", "--base", tiny.name, *HERE)[1])
    status, out, err = run("ask", diff, "--reader", PAPERS, "--base", tiny.name, *HERE)
    assert (status, err) == (0, "")
    assert [path.name for path in hub.rglob("*") if path.is_file()] == ["dit-adapter.pt"]
    told = json.loads(out)
    assert told["question"] == ASKED  # the one it was trained on
    assert told["guess"] == known["guess"] and told["evidence"]["own"] == pytest.approx(known["evidence"]["own"], abs=1e-4)
    assert told["evidence"]["own"] != pytest.approx(told["evidence"]["none"], abs=1e-3)


def test_its_base_follows_from_its_name(run: Run, hub: Path, diff: Path, loads: list[str]) -> None:
    run("ask", diff, "--reader", "gemma3-4b-news")
    run("audit", diff, "--reader", PAPERS)
    assert loads == ["google/gemma-3-4b-it", "Qwen/Qwen3-4B"]


def test_without_a_network_its_file_is_taken_from_ones_own_folder(refused: Callable[..., str], diff: Path, tmp_path: Path,
                                                                  tiny: BaseModel, random_diff: Make) -> None:
    place = tmp_path / "own" / PAPERS / "dit-adapter.pt"
    said = refused("ask", diff, "--reader", PAPERS)
    assert "no network" in said and f"put its file as {place}" in said
    publish(place, random_diff(tiny, 2, rank=4))
    info = find_reader(PAPERS)
    assert (info.base, info.source, info.path()) == ("Qwen/Qwen3-4B", "local", place.parent)
    assert info.scores[0].mean == 4.76 and adapter_directory(info.path()) == place
    assert sum(other.name == PAPERS for other in readers()) == 1


def test_nothing_in_a_published_file_is_run(refused: Callable[..., str], diff: Path, tmp_path: Path) -> None:
    class Code:
        def __reduce__(self) -> tuple[Any, ...]:
            return Path.touch, (tmp_path / "was-run",)

    (tmp_path / "own" / PAPERS).mkdir(parents=True)
    torch.save({"model.layers.0.mlp.up_proj": Code()}, tmp_path / "own" / PAPERS / "dit-adapter.pt")
    refused("ask", diff, "--reader", PAPERS)
    assert not (tmp_path / "was-run").exists()


# -- what is lacking --------------------------------------------------------------------------------------------------


def test_an_answer_without_comparisons_says_what_it_lacks(run: Run, own: Callable[..., Path], diff: Path, tiny: BaseModel,
                                                          random_diff: Make) -> None:
    place = own()
    ask = ["ask", diff, "What?", "--reader", "mine", *HERE[:-1]]
    lacks = "of other fine-tunes of this base there are none to weigh it against (--others LIBRARY)"
    assert lacks in run(*ask)[1]
    save_peft(random_diff(tiny, 5), place / "organisms" / "5")
    said = run(*ask)[1]
    assert "against 1 other diffs" in said and lacks not in said
    status, out, _ = run("words", diff, "--reader", "mine", "--device", "cpu", "--dtype", "float32", "--json")
    assert status == 0 and json.loads(out)["others"] == 1


def test_a_reader_that_was_trained_on_other_questions_is_warned_of(own: Callable[..., Path], tiny: BaseModel,
                                                                   capsys: pytest.CaptureFixture[str]) -> None:
    place = own(questions=["topic"])
    args = argparse.Namespace(reader="mine", adapter=None, base=tiny.name)
    assert common.adapter_from(args).fingerprint() == load_peft(place).fingerprint()
    assert "was trained to be asked about: topic" in capsys.readouterr().err
    common.adapter_from(args, "topic")
    assert capsys.readouterr().err == ""
