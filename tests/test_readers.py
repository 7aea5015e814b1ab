"""Readers by name: what is listed, what a name brings along, and that nothing is fetched or joined to a path unasked."""

import argparse
import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from huggingface_hub.utils import filter_repo_objects

from tuneteller.cli import common
from tuneteller.cli.main import main
from tuneteller.diffs.diff import WeightDiff
from tuneteller.diffs.library import Library
from tuneteller.diffs.peft import load_peft, save_peft
from tuneteller.embedded import EMBEDDED, MODELS
from tuneteller.errors import BaseMismatch, DiffError
from tuneteller.evaluation.run import DEFAULT_SYSTEMS
from tuneteller.lora.bank import Bank
from tuneteller.making.card import FILES
from tuneteller.models import BaseModel, load_base
from tuneteller.readers import ON_THE_HUB, _pushed, default_question, find_reader, reader_for, readers
from tuneteller.reading.confidence import CALIBRATION, Calibration
from tuneteller.reading.known import KNOWN
from tuneteller.reading.reader import COMPARISONS, Reader
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
    monkeypatch.setattr("huggingface_hub.try_to_load_from_cache", lambda name, file: None)
    _pushed.cache_clear()
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
    (own("boastful") / "reader.json").write_text('{"scores": [{"what": "topic", "mean": 5, "n": 1e999}]}')
    (tmp_path / "own" / "notes").mkdir()
    status, out, err = run("readers")
    assert status == 0 and "good" in out and "bad" not in out
    assert "the reader bad is left out" in err and "3 is no text" in err
    assert "the reader boastful is left out" in err and "inf is no number" in err
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


@pytest.mark.parametrize("name", ["../diff", "nonsense", "a/../../diff", "x" * 300, "nul\0", "~nobody-is-named-so/x"])
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


def test_a_base_in_a_directory_is_found_by_any_path_to_it(own: Callable[..., Path], tiny: BaseModel,
                                                          monkeypatch: pytest.MonkeyPatch) -> None:
    own("mine", tiny.hub_id)
    place = Path(tiny.name)
    monkeypatch.chdir(place.parent)
    for name in (str(place), f"{place}/", f"./{place.name}", place.name):
        found = reader_for(name)
        assert found is not None and found.name == "mine", name


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


def test_a_base_that_reader_json_names_by_its_hub_id_is_found_by_its_alias(run: Run, own: Callable[..., Path], tiny: BaseModel,
                                                                           random_diff: Make, tmp_path: Path,
                                                                           loads: list[str]) -> None:
    gemma = MODELS["gemma3-270m"]
    (own() / "reader.json").write_text(json.dumps({"base": gemma.hub_id}))
    assert find_reader("mine").base == gemma.alias
    save_peft(random_diff(tiny), tmp_path / "theirs", base_name=gemma.hub_id)
    said = run("ask", tmp_path / "theirs", "What?")[2]
    assert f"base model: {gemma.alias}, by the fine-tune's config" in said and "reader: mine" in said
    assert loads == [gemma.alias]


def test_where_no_reader_is_needed_the_base_is_what_the_fine_tune_names_if_it_is_here(
    run: Run, diff: Path, tiny: BaseModel, random_diff: Make, tmp_path: Path, loads: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    commands = (["diff", "show"], ["diff", "compare", diff], ["words"], ["trigger", "--no-reader"])
    for command in commands:
        assert f"base model: {tiny.name}, by the fine-tune's config" in run(*command, diff)[2]  # a directory
    qwen = MODELS["qwen2.5-coder-0.5b"]
    save_peft(random_diff(tiny), tmp_path / "theirs", base_name=qwen.hub_id)
    run("diff", "convert", tmp_path / "theirs", "--to", "peft", "--out", tmp_path / "out")
    save_peft(random_diff(tiny), tmp_path / "cached", base_name="some/model")
    monkeypatch.setattr("huggingface_hub.try_to_load_from_cache",
                        lambda name, file: str(Path(tiny.name) / file) if name == "some/model" else None)
    assert run("diff", "show", tmp_path / "cached")[2].count("--base") == 0
    assert loads == [*[tiny.name] * len(commands), qwen.alias, "some/model"]
    run("diff", "compare", diff, tmp_path / "cached")  # which name two
    assert loads[6:] == [EMBEDDED]


def test_a_base_that_is_not_here_is_named(run: Run, tiny: BaseModel, random_diff: Make, tmp_path: Path,
                                          loads: list[str]) -> None:
    quantised = tmp_path / "four-bits"
    shutil.copytree(tiny.name, quantised)
    config = json.loads((quantised / "config.json").read_text())
    (quantised / "config.json").write_text(json.dumps({**config, "quantization_config": {"bits": 4}}))
    for n, name in enumerate(("somebody/else", "/no/such/place", str(quantised))):
        save_peft(random_diff(tiny), tmp_path / str(n), base_name=name)
        said = run("diff", "show", tmp_path / str(n))[2]
        assert f"warning: the fine-tune names {name} as its base model, of which no plain weights are on this machine" in said
        assert f"it is read with {EMBEDDED}. Give the base model it was made from with --base" in said
    for n, name in enumerate((None, "unsloth/SmolLM2-135M-Instruct-bnb-4bit")):  # the default's own weights, in another form
        save_peft(random_diff(tiny), tmp_path / "none" / str(n), base_name=name)
        assert "warning" not in run("diff", "show", tmp_path / "none" / str(n))[2]
    assert loads == [EMBEDDED] * 5


def test_the_base_of_an_adapter_is_the_one_that_it_names(run: Run, own: Callable[..., Path], diff: Path, tiny: BaseModel,
                                                         tmp_path: Path, loads: list[str]) -> None:
    bases = (None, MODELS["qwen2.5-coder-0.5b"].hub_id, "somebody/else")
    here, alias, nowhere = (shutil.move(own(str(n), base), tmp_path / f"adapter-{n}") for n, base in enumerate(bases))
    assert f"base model: {tiny.name}, by the adapter's config" in run("ask", diff, "What?", "--adapter", here)[2]
    run("audit", diff, "--adapter", alias)
    run("ask", diff, "What?", "--adapter", nowhere)
    run("ask", diff, "What?", "--adapter", nowhere, "--base", tiny.name)
    assert loads == [tiny.name, "qwen2.5-coder-0.5b", EMBEDDED, tiny.name]


def test_an_adapter_of_another_base_is_refused_before_what_lies_beside_it(own: Callable[..., Path], tiny: BaseModel,
                                                                          save_tiny: Callable[..., Path]) -> None:
    """Who is told of the file alone would remove it, and it is good."""
    place = own()
    (place / KNOWN).write_bytes(b"of the adapter's own base")
    other = load_base(save_tiny(name="other", hidden_size=64), dtype="float32", device="cpu")
    with pytest.raises(BaseMismatch, match=r"^made for base .* Give the base model it was made for with --base$"):
        Reader.load(other, place)


def test_of_a_library_the_base_is_that_of_the_reader_made_for_the_same_one(run: Run, own: Callable[..., Path], tiny: BaseModel,
                                                                           random_diff: Make, tmp_path: Path,
                                                                           loads: list[str]) -> None:
    organism = random_diff(tiny, 1)
    for name, mark in (("library", tiny.fingerprint.to_json()), ("other", {**tiny.fingerprint.to_json(), "tensors": "0" * 12})):
        library = Library.create(tmp_path / name, {"base": mark, "config": {}})
        library.add_shard(0, Bank.stack([organism.factors], tiny.shapes), [organism.card.with_(family="topic", split="test")])
    evaluate = ["evaluate", "--system", "base-question", "--all-organisms"]
    assert "base-question" in DEFAULT_SYSTEMS
    run(*evaluate, tmp_path / "library")  # no reader tells which base that is
    own("mine")
    assert f"base model: {tiny.name}, by the library" in run(*evaluate, tmp_path / "library")[2]
    run(*evaluate, tmp_path / "other")
    run(*evaluate, tmp_path / "library", tmp_path / "other")
    assert loads == [EMBEDDED, tiny.name, EMBEDDED, EMBEDDED]


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


# -- pushed -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def pushed(own: Callable[..., Path], tiny: BaseModel, tmp_path: Path, random_diff: Make,
           monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder whose `ORG/NAME` are the hub's repositories: `org/reader` is one that `reader make` could have pushed, with more
    in it than belongs to a reader, and `org/lora` a fine-tune. `hub-cache` is where files are copied to."""
    hub = tmp_path / "repositories"
    shutil.move(own(questions=["topic"]), hub / "org" / "reader")
    save_peft(random_diff(tiny, 5), hub / "org" / "reader" / "organisms" / "005-topic")
    save_peft(random_diff(tiny, 6), hub / "org" / "lora")
    for name in ("dit-adapter.pt", "adapter_model.bin", "reader.json", "modeling.py", "adapter/adapter_config.json",
                 "organisms/005-topic/adapter_model.bin", "organisms/x/y/card.json", "README.md"):
        (hub / "org" / "reader" / name).parent.mkdir(parents=True, exist_ok=True)
        (hub / "org" / "reader" / name).write_bytes(b"no JSON, and no tensors")

    def download(repo: str, *, revision: str | None = None, allow_patterns: Any = None, ignore_patterns: Any = None) -> str:
        if not (hub / repo).is_dir():
            raise OSError(f"404 Client Error.\n\nRepository Not Found for {repo}")
        cache = tmp_path / "hub-cache" / repo / str(revision)
        files = [path.relative_to(hub / repo).as_posix() for path in (hub / repo).rglob("*") if path.is_file()]
        for file in filter_repo_objects(files, allow_patterns=allow_patterns, ignore_patterns=ignore_patterns):
            (cache / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(hub / repo / file, cache / file)
        return str(cache)

    monkeypatch.setattr("huggingface_hub.snapshot_download", download)
    monkeypatch.chdir(tmp_path)
    return hub


def test_a_reader_on_the_hub_is_asked_by_its_name_as_one_here_is(run: Run, pushed: Path, diff: Path, tmp_path: Path) -> None:
    status, out, err = run("ask", diff, "--reader", "org/reader", *HERE)
    assert (status, err) == (0, "")
    cache = tmp_path / "hub-cache" / "org" / "reader" / "None"
    plain = {"adapter_config.json", "adapter_model.safetensors", "card.json"}
    assert {path.relative_to(cache).as_posix() for path in cache.rglob("*") if path.is_file()} == {
        *plain, "README.md", *(f"organisms/005-topic/{name}" for name in plain)}
    told = json.loads(out)
    assert told["question"] == ASKED and len(told["evidence"]["others"]) == 1
    assert told == json.loads(run("ask", diff, "--reader", cache, *HERE)[1])
    find_reader("org/reader@v2")
    assert (tmp_path / "hub-cache" / "org" / "reader" / "v2" / "card.json").is_file()


def test_all_that_reader_make_writes_is_fetched(pushed: Path) -> None:
    names = {*FILES, "results.json", "README.md"}
    for name in names - {*FILES[:3]}:
        (pushed / "org" / "reader" / name).write_text("{}")
    where = find_reader("org/reader").where
    assert isinstance(where, Path) and {path.name for path in where.iterdir() if path.is_file()} == names


def test_a_directory_here_goes_before_a_reader_on_the_hub(pushed: Path, own: Callable[..., Path], tmp_path: Path) -> None:
    shutil.move(own(), tmp_path / "org" / "reader")
    assert find_reader("org/reader").where == Path("org/reader") and not (tmp_path / "hub-cache").exists()


def test_what_is_no_reader_on_the_hub_is_refused(refused: Callable[..., str], pushed: Path, diff: Path, tmp_path: Path,
                                                 monkeypatch: pytest.MonkeyPatch) -> None:
    assert "org/lora on the hub is no reader" in refused("ask", diff, "--reader", "org/lora")
    assert not [*(tmp_path / "hub-cache").rglob("*.safetensors")]
    said = refused("ask", diff, "--reader", "org/none")
    assert "'org/none' is neither the name of a reader" in said and "Repository Not Found for org/none" in said
    assert "expected ORG/NAME" in refused("ask", diff, "--reader", "org/reader/organisms/005-topic")
    (pushed / "org" / "reader" / "adapter_model.safetensors").unlink()
    assert "has no adapter_model.safetensors" in refused("ask", diff, "--reader", "org/reader")
    monkeypatch.setitem(sys.modules, "huggingface_hub", None)
    assert "could not be fetched from the hub" in refused("ask", diff, "--reader", "org/reader@v3")


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
