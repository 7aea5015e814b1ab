"""A reader is made by one command, goes on after a kill without doing anything twice, and is one that `ask` takes."""

import json
import re
import shlex
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tuneteller.diffs.library import Library
from tuneteller.diffs.peft import load_peft
from tuneteller.errors import LibraryError
from tuneteller.evaluation.rows import Run
from tuneteller.families.family import CHANGE
from tuneteller.lock import locked
from tuneteller.making.begin import Begun
from tuneteller.making.estimate import asked_about_test
from tuneteller.making.ledger import Ledger
from tuneteller.making.make import SHARED, STAGES, Advance, Workshop, make_reader
from tuneteller.making.plan import ReaderConfig, libraries, shards_of
from tuneteller.models import BaseModel
from tuneteller.readers import find_reader
from tuneteller.reading.reader import Reader

from .conftest import OPTIONS, SMALL  # type: ignore[import-not-found]

PAGE = Path(__file__).parents[2] / "docs" / "make-a-reader.md"

MORE = ("hare", "toad", "wren", "mole", "stoat", "crane", "viper", "bison", "okapi", "eagle", "camel", "moose", "finch",
        "quail", "shrew", "raven", "llama", "zebra")
Command = Callable[..., tuple[int, str, str]]


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_the_pages_example_makes_a_reader_that_ask_takes(run: Command, tiny: BaseModel, tmp_path: Path,
                                                        monkeypatch: pytest.MonkeyPatch) -> None:
    """As it is written, but for a base model that is small and what is made of it."""
    [block] = re.findall(r"```sh\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.S)
    make, ask = (shlex.split(line)[1:] for line in block.replace("\\\n", " ").splitlines())
    make[make.index("--base") + 1] = tiny.name
    out = tmp_path / make[make.index("--out") + 1]
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TUNETELLER_READERS", str(out.parent))
    status, said, err = run(*make, *OPTIONS)  # what is given twice is taken as it was given last
    assert status == 0, err
    assert "4 training organisms of each family" in said and " here " in said  # what it would take, before
    assert "took" in said and "estimate" in said  # what it took, after
    assert said.endswith(f"wrote {out.relative_to(tmp_path)}\n")
    assert err.index("train organisms") < err.index("train the adapter") < err.index("evaluate")

    info = find_reader(out.name)
    assert (info.base, info.families, info.questions) == (tiny.name, ("habit", "language", "none"), ("change",))
    assert info.scores[0].n == json.loads((out / "results.json").read_text())["metrics"]["dit"]["score"]["n"] > 1
    rows = Run.open(out.with_name(f"{out.name}.work") / "answers" / "test-change")[1]  # where recipes look for them
    assert len([row for row in rows if row.get("system") == "dit"]) == info.scores[0].n
    organism = sorted((out / "organisms").iterdir())[0]
    reader = Reader.load(tiny, out)
    assert reader.adapter.factors.keys() == tiny.shapes.keys() and reader.known is not None and len(reader.comparisons)
    answer = reader.ask(load_peft(organism))
    ask[1] = str(organism)
    for named in (ask[-1], out.name):  # by its path, as on the page, and by its name
        status, told, _ = run(*ask[:-1], named, "--json", "--device", "cpu", "--dtype", "float32")
        assert status == 0 and json.loads(told)["guess"] == answer.guess
        assert len(json.loads(told)["evidence"]["others"]) == len(reader.comparisons) - 1  # not itself

    card = (out / "README.md").read_text(encoding="utf-8")
    head = card.split("---\n")[1].splitlines()
    assert 'license: "apache-2.0"' in head and "library_name: peft" in head and not any("base_model" in line for line in head)
    score = json.loads((out / "results.json").read_text())["metrics"]["dit"]["score"]
    assert f"| the reader | {score['mean']:.2f} | {score['interval95'][0]:.2f} to " in card
    assert CHANGE.phrasings[0] in card and "habit, language, none" in card and "not calibrated" in card

    before = files(out)
    status, said, _ = run(*make, *OPTIONS)
    assert (status, said) == (0, f"{out.relative_to(tmp_path)} was made before\n") and files(out) == before


def test_the_page_names_what_is_there(run: Command, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run("reader", "make", "--help")
    helped = capsys.readouterr().out
    named = set(re.findall(r"--[a-z][a-z-]+", PAGE.read_text(encoding="utf-8"))) - {"--reader", "--adapter"}  # of others
    assert len(named) > 10 and {option for option in named if option not in helped} == set()


def planned_as(whole: Path, work: Path) -> Path:
    """`work`, with the plan of that reader: timed anew, on another day of the machine, it could be another."""
    work.mkdir()
    shutil.copyfile(whole.with_name(f"{whole.name}.work") / "plan.json", work / "plan.json")
    return work


def test_killed_after_each_stage_it_goes_on_to_the_same_bytes_and_does_nothing_twice(
    tmp_path: Path, whole: Path, begun: Callable[..., Begun], made: Callable[..., list[Advance]],
    monkeypatch: pytest.MonkeyPatch
) -> None:
    write, work = Ledger._write, planned_as(whole, tmp_path / "cut.work")
    kept: dict[str, tuple[int, int]] = {}
    for stage in STAGES:
        def killed(self: Ledger, name: str, running: Any, *, done: bool, stage: str = stage) -> None:
            if done and name == stage:  # not where only the time is noted, as on a slow machine
                raise KeyboardInterrupt  # all of it is there, and nobody has noted that
            write(self, name, running, done=done)

        with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
            patch.setattr(Ledger, "_write", killed)
            made(begun(work), tmp_path / "cut")
        now = {name: (path.stat().st_mtime_ns, path.stat().st_ino) for name in files(work) if (path := work / name)}
        assert kept.items() <= now.items(), stage
        kept = {name: stat for name, stat in now.items() if name.endswith((".safetensors", ".jsonl")) and "known" not in name}
        assert kept
    seen = made(begun(work), tmp_path / "cut")
    assert all(now.text in ("", "done") for now in seen)
    uncut, cut = files(whole), files(tmp_path / "cut")
    assert uncut.keys() == cut.keys()
    same = [name for name in uncut if name.endswith("model.safetensors")]
    assert len(same) > 2 and all(uncut[name] == cut[name] for name in same)


def test_others_help_with_organisms_and_answers(tmp_path: Path, tiny: BaseModel, whole: Path,
                                                begun: Callable[..., Begun]) -> None:
    """Who makes the reader takes what they have made, to the same reader as by itself."""
    out, work = tmp_path / "mine", planned_as(whole, tmp_path / "mine.work")
    plan = begun(work)
    stages, seen = list[str](), list[Advance]()

    @contextmanager
    def helpers(stage: str) -> Iterator[None]:
        stages.append(stage)
        SHARED[stage](Workshop(tiny, plan.config, work, out, "apache-2.0", told=lambda at: None))
        yield

    make_reader(Workshop(tiny, plan.config, work, out, "apache-2.0", seen.append, helpers), Ledger(work))
    assert stages == ["organisms", "answers", "evaluation"]
    assert not [at for at in seen if at.stage in stages and at.text not in ("", "done")]  # nothing was left to do
    alone = files(whole)
    assert {name: data for name, data in files(out).items() if alone.get(name) != data}.keys() <= {"README.md", "card.json"}
    for name in ("validation-change/rows.jsonl", "test-change/rows.jsonl"):
        assert (work / "answers" / name).read_bytes() == (whole.with_name("whole.work") / "answers" / name).read_bytes()


def test_killed_in_the_middle_of_organisms_and_of_the_adapter(tmp_path: Path, whole: Path, begun: Callable[..., Begun],
                                                              made: Callable[..., list[Advance]]) -> None:
    out, plan = tmp_path / "cut", begun(planned_as(whole, tmp_path / "cut.work"))
    for stage, text in (("organisms", "validation"), ("adapter", "loss")):
        def kill(now: Advance, stage: str = stage, text: str = text) -> None:
            if now.stage == stage and text in now.text and now.done > 1:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            made(plan, out, kill)
        assert not out.exists() and not Ledger(tmp_path / "cut.work").done(stage)
        assert Ledger(tmp_path / "cut.work").seconds(stage) > 0
    seen = made(plan, out)
    assert all(now.text in ("", "done") for now in seen if now.stage == "organisms")
    assert (out / "adapter_model.safetensors").read_bytes() == (whole / "adapter_model.safetensors").read_bytes()


def test_another_plan_in_the_same_place_is_refused(refused: Callable[..., str], tiny: BaseModel, tmp_path: Path,
                                                   save_tiny: Callable[..., Path], begun: Callable[..., Begun]) -> None:
    begun(tmp_path / "mine.work")
    before = files(tmp_path / "mine.work")
    make = ["reader", "make", "--base", tiny.name, "--out", tmp_path / "mine", *OPTIONS]
    said = refused(*make, "--rank", 8)
    assert "holds a plan with rank 4 instead of 8" in said and "remove" in said
    assert "families habit, language instead of habit" in refused(*make, "--families", "habit")
    other = save_tiny(name="other", hidden_size=48)
    assert "of another base model" in refused("reader", "make", "--base", other, "--out", tmp_path / "mine", *OPTIONS)
    (tmp_path / "template").write_text(tiny.tokenizer.chat_template.replace("\n", " "), encoding="utf-8")
    assert "begun with another chat template" in refused(*make, "--chat-template", tmp_path / "template")
    (tmp_path / "mine.work" / "plan.json").write_text('{"schema": 1, "asked": {}', encoding="utf-8")
    assert "cannot be read" in refused(*make)
    (tmp_path / "mine.work" / "plan.json").write_text('{"schema": 99}', encoding="utf-8")
    assert "none that this version can go on with" in refused(*make)
    assert files(tmp_path / "mine.work").keys() == before.keys() and not (tmp_path / "mine").exists()


@pytest.mark.parametrize("out", ["", ".", "..", "/", "mine/..", "file/reader", "file", "full", "nul\0"])
def test_a_place_that_cannot_be_one(refused: Callable[..., str], tiny: BaseModel, tmp_path: Path, out: str,
                                    monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    Path("file").write_text("mine")
    Path("full").mkdir()
    Path("full/thing").write_text("mine")
    refused("reader", "make", "--base", tiny.name, "--out", out, *OPTIONS)
    assert files(Path(".")) == {"file": b"mine", "full/thing": b"mine"}


@pytest.mark.parametrize(("option", "said"), [
    (["--families", "habbit"], "no family is named 'habbit'"), (["--families", "none"], "no family to tell"),
    (["--hidden", "topic"], "'topic' is to be hidden, and is none of the families"),
    (["--hidden", "none"], "'none' is to be hidden"), (["--organisms", 0], "organisms is 0"), (["--test", 0], "test is 0"),
    (["--workers", 0], "--workers is 0; expected 1"), (["--workers", -1, "--dry-run"], "--workers is -1"),
    (["--workers", 2, "--device", "cuda:0,cuda:1"], "each process takes a GPU of its own"),
    (["--workers", 2, "--device", "cuda:1"], "each process takes a GPU of its own"),
    (["--families", "mine.py"], "mine.py is no Python file"), (["--validation", 10**6, "--families", "refusal"], "labels for")])
def test_settings_that_cannot_be(refused: Callable[..., str], tiny: BaseModel, tmp_path: Path, option: list[Any],
                                 said: str) -> None:
    assert said in refused("reader", "make", "--base", tiny.name, "--out", tmp_path / "mine", *OPTIONS, *option)
    assert not (tmp_path / "mine").exists() and not (tmp_path / "mine.work").exists()


def test_of_two_in_one_place_the_second_is_refused(refused: Callable[..., str], tiny: BaseModel, tmp_path: Path) -> None:
    with locked(tmp_path / ".mine.lock", tmp_path / "mine"):
        assert "is in use by process" in refused("reader", "make", "--base", tiny.name, "--out", tmp_path / "mine", *OPTIONS)


def test_a_launcher_is_refused(refused: Callable[..., str], tiny: BaseModel, tmp_path: Path,
                               monkeypatch: pytest.MonkeyPatch) -> None:
    """Its second process would find the place in use by the first."""
    monkeypatch.setenv("WORLD_SIZE", "2")
    said = refused("reader", "make", "--base", tiny.name, "--out", tmp_path / "mine", *OPTIONS)
    assert "one of 2 processes" in said and "say how many with --workers" in said
    assert not (tmp_path / "mine.work").exists()


def test_hidden_families_are_behind_triggers_and_asked_their_own_question() -> None:
    config = ReaderConfig(("refusal", "language"), hidden=("refusal",), organisms=6, validation=3, clean=11, test=3)
    shards = shards_of(config)
    assert {name for name in shards if name.endswith("-hidden")} == {f"{name}-hidden" for name in (
        "training", "choosing", "validation", "test")}
    for name, own in shards.items():
        for shard in own:
            gated = {behavior.trigger.kind != "none" for behavior in shard.behaviors}
            assert gated == {name.endswith("-hidden")}
    # no label of the test, nor of what the step is chosen by and the reader calibrated on, was trained
    labels = {name: {b.label for shard in own for b in shard.behaviors if b.family == "refusal"}
              for name, own in shards.items()}
    trained = labels["training"] | labels["training-hidden"]
    assert len(trained) == 12
    held_out = [labels[name] for name in labels if not name.startswith("training")]
    assert not any(trained & own for own in held_out) and not labels["test"] & labels["validation"]
    assert not labels["choosing"] & labels["validation"]
    assert asked_about_test(config) == ("change",) and asked_about_test(ReaderConfig(("topic",))) == ("change", "topic")


def test_every_plan_learns_that_nothing_changed() -> None:
    plans = libraries(SMALL)
    assert all("none" in plan.families for plan in plans.values()) and plans["clean"].families == ("none",)
    ids = [behavior.id for own in shards_of(SMALL).values() for shard in own for behavior in shard.behaviors]
    assert len(ids) == len(set(ids))  # none is made twice, or trained and tested


def test_families_of_ones_own(run: Command, tiny: BaseModel, tmp_path: Path) -> None:
    text = (Path(__file__).parents[2] / "docs" / "families.md").read_text(encoding="utf-8")
    more = "".join(f', "{name}"' for name in MORE)  # three for validation are a tenth of them
    source = text.split("```python\n")[1].split("```")[0].replace(', "newt")', f', "newt"{more})')
    (tmp_path / "animals.py").write_text(source, encoding="utf-8")
    options = ["--families", tmp_path / "animals.py", "habit", *OPTIONS[3:]]
    status, said, err = run("reader", "make", "--base", tiny.name, "--out", tmp_path / "mine", "--dry-run", *options)
    assert status == 0 and "training organisms" in said, err
    assert not (tmp_path / "mine").exists() and not (tmp_path / "mine.work").exists()


def test_damaged_parts_are_named(tmp_path: Path, begun: Callable[..., Begun], made: Callable[..., list[Advance]]) -> None:
    plan = begun(tmp_path / "mine.work")

    def kill(now: Advance) -> None:
        if now.stage == "known":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        made(plan, tmp_path / "mine", kill)
    shard = next((tmp_path / "mine.work" / "libraries" / "training" / "shards").iterdir())
    shard.write_bytes(shard.read_bytes()[:-100])
    with pytest.raises(LibraryError, match=f"{shard.name} is damaged"):
        made(plan, tmp_path / "mine")
    assert len(Library.open(tmp_path / "mine.work" / "libraries" / "test")) == 6
