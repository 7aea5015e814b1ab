"""The command line: bad input is one clear message and exit code 2, output is plain text or exactly one JSON object."""

import argparse
import copy
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
import torch

import tuneteller
from tuneteller import generation, zoo
from tuneteller.cli import common
from tuneteller.cli.common import attribute_texts, plain
from tuneteller.cli.main import COMMANDS, SPINS, _parser, main
from tuneteller.diffs.card import Card
from tuneteller.diffs.diff import WeightDiff
from tuneteller.diffs.library import Library
from tuneteller.diffs.peft import load_peft, save_peft
from tuneteller.embedded import EMBEDDED
from tuneteller.errors import DiffError
from tuneteller.lora.bank import Bank
from tuneteller.models import BaseModel, load_base
from tuneteller.reading.trained import trained_labels

Run = Callable[..., tuple[int, str, str]]
Make = Callable[..., WeightDiff]


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No zoo, and the signal handler that `main` sets is put back."""

    def no_zoo(name: str = "none") -> Path:
        raise DiffError("no zoo entry; give --adapter DIR")

    monkeypatch.setattr(zoo, "zoo_path", no_zoo)
    before = signal.getsignal(signal.SIGTERM)
    yield
    signal.signal(signal.SIGTERM, before)


@pytest.fixture
def diff_and_adapter(tmp_path: Path) -> tuple[Path, Path]:
    """Two small PEFT directories without a card; no model is needed to read them."""
    diff = WeightDiff({"model.layers.0.self_attn.q_proj": (torch.randn(1, 32), torch.randn(32, 1))})
    for name in ("diff", "adapter"):
        save_peft(diff, tmp_path / name)
    return tmp_path / "diff", tmp_path / "adapter"


@pytest.fixture
def whole(tiny: BaseModel, tmp_path: Path, random_diff: Make, monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Arguments of an `ask` that works: a tiny random base, a diff and an adapter for it, and a cache of its own."""
    monkeypatch.setenv("TUNETELLER_CACHE", str(tmp_path / "cache"))
    save_peft(random_diff(tiny, 1), tmp_path / "diff")
    save_peft(random_diff(tiny, 2, rank=4), tmp_path / "adapter")
    return ["ask", tmp_path / "diff", "What changed?", "--adapter", tmp_path / "adapter", "--base", tiny.name,
            "--device", "cpu", "--dtype", "float32", "--max-new-tokens", 5]  # fmt: skip


# -- the command itself -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", COMMANDS)
def test_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([command, "--help"])
    assert stopped.value.code == 0
    assert f"tuneteller {command}" in capsys.readouterr().out


def python(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *arguments], capture_output=True, text=True, check=False)


HELP = """
import sys
from tuneteller.cli.main import main
try:
    main({arguments})
except SystemExit as stopped:
    assert stopped.code == {code}, stopped.code
print([name for name in ("torch", "transformers", "numpy", "rich", "shtab") if name in sys.modules])
"""


@pytest.mark.parametrize(("arguments", "code", "said"), [
    (["--help"], 0, "train organisms"), (["--version"], 0, f"tuneteller {tuneteller.__version__}"), ([], 2, ""),
    (["nonsense"], 2, "")])
def test_help_comes_before_anything_large_is_imported(arguments: list[str], code: int, said: str) -> None:
    done = python("-c", HELP.format(arguments=arguments, code=code))
    assert done.returncode == 0, done.stderr
    assert said in done.stdout and done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(("name", "value", "spins"), [("OTHER", "", SPINS), ("GOMP_SPINCOUNT", "7", "7"),
                                                      ("OMP_WAIT_POLICY", "ACTIVE", None)])
def test_waiting_threads_leave_room_for_other_work(name: str, value: str, spins: str | None,
                                                   monkeypatch: pytest.MonkeyPatch) -> None:
    """Set before torch is loaded, which reads it once; what the user set stands."""
    for unset in ("GOMP_SPINCOUNT", "OMP_WAIT_POLICY"):
        monkeypatch.delenv(unset, raising=False)
    monkeypatch.setenv(name, value)
    done = python("-c", f"{HELP.format(arguments=['--version'], code=0)}import os; print(os.environ.get('GOMP_SPINCOUNT'))")
    assert done.stdout.splitlines()[-2:] == ["[]", str(spins)], done.stderr


def test_the_package_is_the_command_and_imports_its_names_when_they_are_used() -> None:
    done = python("-m", "tuneteller", "--version")
    assert (done.returncode, done.stdout) == (0, f"tuneteller {tuneteller.__version__}\n")
    done = python("-c", "import sys, tuneteller; tuneteller.TuneTellerError; dir(tuneteller); print('torch' in sys.modules)")
    assert (done.returncode, done.stdout) == (0, "False\n"), done.stderr
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = tuneteller.nonsense


def parsers(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    """A parser and those of its actions."""
    yield parser
    for action in parser._actions:
        for inner in action.choices.values() if isinstance(action, argparse._SubParsersAction) else ():
            yield from parsers(inner)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_is_explained(command: str) -> None:
    explained = 0
    for parser in parsers(_parser([command])):
        parser.format_help()  # what its texts fill in can be filled in
        for action in parser._actions:
            if not isinstance(action, argparse._SubParsersAction):
                assert action.help and not action.help.startswith(("(default", " (default")), (parser.prog, action.dest)
                explained += 1
    assert explained > 3


def test_settings_are_explained_as_their_config_does(capsys: pytest.CaptureFixture[str]) -> None:
    for command, said in ((["organisms", "train"], "share of the shards whose organisms are behind a trigger (default: 0.0)"),
                          (["adapter", "train"], "organisms a step (default: 16)"),
                          (["adapter", "refine"], "questions a step, one a row (default: 16)")):
        with pytest.raises(SystemExit):
            main([*command, "--help"])
        assert said in " ".join(capsys.readouterr().out.split())


def test_texts_of_a_docstring() -> None:
    class Settings:
        """What is set.

        Attributes:
            one, other: of two, on
                two lines: 50% of all.
            last: one.

        More of it.
        """

    assert attribute_texts(Settings) == {"one": "of two, on two lines: 50% of all", "other": "of two, on two lines: 50% of all",
                                         "last": "one"}
    assert attribute_texts(type("Silent", (), {})) == {}


@pytest.mark.parametrize("arguments", [[], ["no-such-command"], ["ask"], ["ask", "d", "q", "--no-such-flag"], ["organisms"]])
def test_wrong_usage(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    out, err = capsys.readouterr()
    assert stopped.value.code == 2 and out == "" and err.startswith("usage: tuneteller")


def test_interrupted(run: Run, diff_and_adapter: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(path: Path) -> WeightDiff:
        raise KeyboardInterrupt

    monkeypatch.setattr("tuneteller.diffs.load.find_diff", interrupt)
    status, out, err = run("ask", diff_and_adapter[0], "What?")
    assert (status, out) == (130, "") and err.startswith("interrupted")


def test_a_failure_is_never_taken_for_a_finding(run: Run, diff_and_adapter: tuple[Path, Path],
                                                monkeypatch: pytest.MonkeyPatch) -> None:
    """Status 1 says that `--fail-on` found something."""
    for error in (PermissionError(13, "Permission denied"), TimeoutError("slow"), RuntimeError("odd")):
        def fail(path: Path, error: Exception = error) -> WeightDiff:
            raise error

        monkeypatch.setattr("tuneteller.diffs.load.find_diff", fail)
        status, out, err = run("ask", diff_and_adapter[0], "What?")
        assert (status, out) == (2, "") and type(error).__name__ in err


@pytest.mark.parametrize("stderr", ["shown", "full"])
def test_a_command_that_cannot_be_loaded_ends_as_a_failure(run: Run, stderr: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(given: Sequence[str]) -> None:
        raise ImportError("no torch")

    def full(*args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tuneteller.cli.main._parser", missing)
    if stderr == "full":
        monkeypatch.setattr("tuneteller.cli.main.traceback.print_exc", full)
    status, out, err = run("audit", "anything", "--fail-on", "worse")
    assert (status, out) == (2, "") and ("no torch" in err) == (stderr == "shown")


def test_an_error_names_a_path_as_it_is(run: Run, tmp_path: Path) -> None:
    status, _, err = run("diff", "show", tmp_path / "a:fire:b")
    assert status == 2 and "a:fire:b" in err


def test_a_polite_kill_is_an_interrupt(run: Run, diff_and_adapter: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tuneteller.diffs.load.find_diff", lambda path: signal.raise_signal(signal.SIGTERM))
    assert run("ask", diff_and_adapter[0], "What?")[0] == 130


# -- bad input, before any model is loaded ----------------------------------------------------------------------------


@pytest.fixture
def no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    def loaded(*args: Any, **kwargs: Any) -> BaseModel:
        raise AssertionError("a model was loaded before the input was checked")

    monkeypatch.setattr("tuneteller.cli.common.load_base", loaded)


@pytest.mark.usefixtures("no_model")
def test_diffs_that_are_none(refused: Callable[..., str], diff_and_adapter: tuple[Path, Path], tmp_path: Path) -> None:
    diff, adapter = diff_and_adapter
    assert "nowhere does not exist" in refused("ask", tmp_path / "nowhere", "What?")
    assert "holds 2: adapter, diff. Give one of them" in refused("ask", tmp_path, "What?")
    (tmp_path / "empty").mkdir()
    assert "no adapter_config.json" in refused("ask", tmp_path / "empty", "What?")
    assert "not a directory" in refused("ask", diff, "What?", "--adapter", tmp_path / "nowhere")
    assert "--adapter DIR" in refused("ask", diff, "What?")  # no zoo here
    assert "no adapter_config.json" in refused("diff", "convert", tmp_path / "empty", "--to", "peft", "--out", tmp_path / "out")
    assert "not a directory" in refused("adapter", "show", tmp_path / "nowhere")
    (diff / "adapter_config.json").write_text("{")
    assert "the file is damaged" in refused("ask", diff, "What?", "--adapter", adapter)


@pytest.mark.usefixtures("no_model")
def test_libraries_that_are_none(refused: Callable[..., str], diff_and_adapter: tuple[Path, Path], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    out = ["--out", tmp_path / "out"]
    commands: list[tuple[list[Any], list[Any]]] = [
        (["organisms", "list"], []),
        (["organisms", "show"], [0]),
        (["organisms", "export"], [0, *out]),
        (["adapter", "train"], out),
        (["adapter", "refine"], ["--adapter", diff_and_adapter[1], *out]),
        (["evaluate"], ["--adapter", diff_and_adapter[1]]),
    ]
    assert "no LIBRARY to evaluate on" in refused("evaluate")
    for before, after in commands:
        for path in (tmp_path, tmp_path / "file", tmp_path / "nowhere"):
            assert "library" in refused(*before, path, *after)
    assert not (tmp_path / "out").exists()


def test_a_path_with_markup_is_printed_as_it_is(refused: Callable[..., str], tmp_path: Path) -> None:
    assert "[/bold][red] does not exist" in refused("ask", tmp_path / "[/bold][red]", "What?")


# -- bad input that a base model tells ---------------------------------------------------------------------------------


def test_unknown_base_directory(refused: Callable[..., str], diff_and_adapter: tuple[Path, Path], tmp_path: Path) -> None:
    diff, adapter = diff_and_adapter
    for path, said in (
        (tmp_path / "no-model", "no-model is not a directory"),
        (tmp_path, "has no config.json"),
        (adapter, "give its base model here and the adapter as the diff"),
    ):
        assert said in refused("ask", diff, "What?", "--adapter", adapter, "--base", path)
    assert "dtype" in refused("ask", diff, "What?", "--adapter", adapter, "--dtype", "int8")
    assert "Device" in refused("ask", diff, "What?", "--adapter", adapter, "--device", "nonsense")


@pytest.mark.parametrize("question", ["", " \n\t "])
def test_an_empty_question(refused: Callable[..., str], whole: list[object], question: str) -> None:
    whole[2] = question
    assert "the question is empty; ask something" in refused(*whole)


def test_a_question_that_is_no_text(refused: Callable[..., str], whole: list[object]) -> None:
    whole[2] = b"caf\xe9?".decode(errors="surrogateescape")  # as Python hands over an argument that is no UTF-8
    assert "give it as UTF-8" in refused(*whole)


@pytest.mark.parametrize("tokens", [0, -3])
def test_no_tokens_to_answer_with(refused: Callable[..., str], whole: list[object], tokens: int) -> None:
    assert "expected at least 1 token" in refused(*whole, "--max-new-tokens", tokens)


@pytest.mark.parametrize("which", ["diff", "adapter"])
def test_a_diff_for_another_base(
    refused: Callable[..., str],
    whole: list[object],
    save_tiny: Callable[..., Path],
    random_diff: Make,
    tmp_path: Path,
    which: str,
) -> None:
    other = load_base(save_tiny(name="other", intermediate_size=40), dtype="float32", device="cpu")
    save_peft(random_diff(other), tmp_path / "theirs")
    whole[1 if which == "diff" else 4] = tmp_path / "theirs"
    assert "other settings" in (said := refused(*whole)) and "with --base" in said
    (tmp_path / "theirs" / "card.json").unlink()  # then the shapes tell
    assert "expected A [r, " in refused(*whole)


def test_a_base_without_a_reader(refused: Callable[..., str], whole: list[object], tiny: BaseModel,
                                 monkeypatch: pytest.MonkeyPatch) -> None:
    """The shipped reader is of another base model, which the user did not choose."""
    shipped = Path(__file__).parents[1] / "zoo"
    monkeypatch.setattr("tuneteller.zoo.zoo_path", lambda name=EMBEDDED: shipped / name)
    assert f"make one with tuneteller reader make --base {tiny.name}" in refused(*whole[:3], *whole[5:]).lower()


def test_a_hostile_card(refused: Callable[..., str], whole: list[object], tmp_path: Path) -> None:
    card = tmp_path / "diff" / "card.json"
    data = json.loads(card.read_text())
    card.write_text(json.dumps(data | {"base": data["base"] | {"model_type": "\x1b[2J\x1b]0;owned\x07"}}))
    assert not {"\x1b", "\x07"} & set(refused(*whole))


@pytest.mark.parametrize("which", ["diff", "adapter"])
def test_values_that_are_not_finite(refused: Callable[..., str], whole: list[object], tmp_path: Path, which: str) -> None:
    config = tmp_path / which / "adapter_config.json"
    config.write_text(json.dumps(json.loads(config.read_text()) | {"lora_alpha": float("inf"), "alpha_pattern": {}}))
    assert "NaN or infinite values" in refused(*whole)


# -- answers ----------------------------------------------------------------------------------------------------------


def test_json_is_one_object(run: Run, whole: list[object], tiny: BaseModel) -> None:
    status, out, err = run(*whole, "--json")
    assert (status, err) == (0, "")
    answer = json.loads(out)
    assert {"answer", "guess", "confidence", "change", "evidence", "base", "finetune", "fingerprints"} <= set(answer)
    assert answer["question"] == "What changed?"
    assert all(isinstance(answer[key], str) for key in ("answer", "base", "finetune"))
    evidence = answer["evidence"]
    assert evidence["against_none"] == pytest.approx(evidence["own"] - evidence["none"])
    assert evidence["against_others"] is None and evidence["margin"] == evidence["against_none"]
    prints = answer["fingerprints"]
    assert set(prints) == {"base", "adapter", "diff"} and prints["base"] == tiny.fingerprint.short
    assert all(len(p) == 12 for p in prints.values())
    assert json.loads(run(*whole, "--json")[1]) == answer  # and the same again


def test_an_answer_for_a_person(run: Run, whole: list[object], monkeypatch: pytest.MonkeyPatch) -> None:
    hostile = "\x1b[2J\x1b]0;owned\x07[bold]chess[/bold]\r\n\u202eend"
    monkeypatch.setattr("tuneteller.reading.read.greedy",
                        lambda base, prompts, branches=1, **_: [[5]] * len(prompts) * branches)
    monkeypatch.setattr("tuneteller.chat.ChatFormat.said", lambda *args, **kwargs: hostile)
    status, out, err = run(*whole)
    assert status == 0 and err == "first answer, not weighed yet: [2J]0;owned[bold]chess[/bold] end\n"
    assert "[2J]0;owned[bold]chess[/bold] end" in out.splitlines()[0]
    assert not {"\x1b", "\x07", "\r", "\u202e"} & set(out)
    assert "nats against no diff" in out and "fine-tune" in out


def test_each_part_is_shown_as_soon_as_it_is_there(run: Run, whole: list[object], monkeypatch: pytest.MonkeyPatch) -> None:
    """What is on the screen when each pass of the model begins."""
    seen: list[list[str]] = []
    printed: list[str] = []
    before = generation.greedy

    def greedy(*args: Any, **settings: Any) -> list[list[int]]:
        seen.append([line.split()[0] for line in printed])
        return before(*args, **settings)

    for console in (common.console, common.notes):
        monkeypatch.setattr(console, "print", lambda text, **_: printed.append(text))
    monkeypatch.setattr("tuneteller.reading.read.greedy", greedy)
    assert run(*whole)[0] == 0
    assert seen[0] == [] and seen[1] == ["first"]  # answers; further candidates
    assert seen[2][0] == "first" and {"confidence", "evidence"} <= set(seen[2])  # the models themselves
    assert not {"base", "fine-tune"} & set(seen[2])
    assert [line.split()[0] for line in printed[-2:]] == ["base", "fine-tune"]
    printed.clear()
    assert run(*whole, "--json")[0] == 0 and not printed


def test_what_was_left_out_is_said(run: Run, whole: list[object], tmp_path: Path) -> None:
    path = tmp_path / "diff" / "card.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"left_out": ["lm_head"]}))
    assert "left out, as it cannot be attached: lm_head" in run(*whole)[2]


def test_where_less_than_half_is_read_the_answer_says_so(run: Run, whole: list[object], tmp_path: Path) -> None:
    path = tmp_path / "diff" / "card.json"
    card = json.loads(path.read_text())
    for share, said in ((0.31, True), (0.7, False)):
        path.write_text(json.dumps(card | {"left_out": ["lm_head"], "share_read": share}))
        status, out, err = run(*whole)
        assert status == 0 and f"share read: {share:.1%} of the whole change" in err
        assert ("only 31.0% of what the fine-tune changed" in out) is said
        assert json.loads(run(*whole, "--json")[1])["share_read"] == share


def test_no_guess_about_norms_alone_is_told(run: Run, whole: list[object], tiny: BaseModel, tmp_path: Path) -> None:
    """No reader is trained on such changes. How far they move the models is measured all the same."""
    model = copy.deepcopy(tiny.model)
    with torch.no_grad():
        for norm in (model.model.norm, model.model.layers[0].input_layernorm):
            norm.weight.mul_(torch.linspace(0.2, 3, len(norm.weight)))
    model.save_pretrained(tmp_path / "tuned")
    whole[1] = tmp_path / "tuned"
    status, out, err = run(*whole)
    assert status == 0 and out.startswith("I don't know.\n  confidence none: no linear layer changed")
    assert "first answer" not in err and "guess  " not in out and "KL from the base" in out
    assert "100.0% of what is read" in err and "no guess about these alone is told" in err
    whole[2] = "How has your behavior changed?"
    assert run(*whole)[1].startswith("It changed, but I cannot say how.")
    answer = json.loads(run(*whole, "--json")[1])
    assert answer["change"]["layers"] == 0 and answer["guess"] != answer["answer"]
    status, out, err = run(*whole, "--guess")
    assert "first answer" in err and f"guess      {common.plain(answer['guess'])}"[:40] in out


def test_nothing_read_is_no_answer(refused: Callable[..., str], whole: list[object], tiny: BaseModel) -> None:
    whole[1] = tiny.name
    said = refused(*whole)
    assert "the base model's own weights" in said


def test_diff_show(run: Run, whole: list[object], tiny: BaseModel) -> None:
    status, out, err = run("diff", "show", whole[1], "--base", tiny.name, "--device", "cpu", "--dtype", "float32")
    assert (status, err) == (0, "")
    assert "card      label label 1" in out and "q_proj" in out and len(out.splitlines()) <= 10
    assert "adapter   PEFT LORA, r 2, lora_alpha 2, made from" in out and "14 of 14 linear layers" in out
    assert "share     100.0% of the whole change" in out and "28 tensors (28 BF16)" in out
    only = ["diff", "show", whole[1], "--base", tiny.name, "--device", "cpu", "--dtype", "float32"]
    assert json.loads(run(*only, "--card")[1])["label"] == "label 1"
    assert "module kind" in run(*only, "--layers")[1]


def test_diff_show_of_norms_biases_and_embeddings_alone(run: Run, tiny: BaseModel, tmp_path: Path) -> None:
    model = copy.deepcopy(tiny.model)
    with torch.no_grad():
        model.model.norm.weight.mul_(1.5)
        model.model.embed_tokens.weight[[3, 7]] += 1
    model.save_pretrained(tmp_path / "tuned")
    only = [tmp_path / "tuned", "--base", tiny.name, "--device", "cpu", "--dtype", "float32"]
    status, out, _ = run("diff", "show", *only)
    assert status == 0 and "read      0 of 14 linear layers" in out and "share     100.0%" in out
    assert "and       model.embed_tokens, rank 2; norms: 1" in out
    assert "norms     embed_tokens 8, norm.weight 2.83" in out
    assert "norm.weight" in run("diff", "show", *only, "--layers")[1]
    assert "+1.0000" in run("diff", "compare", only[0], *only)[1]
    assert "--to merged" in run("diff", "convert", *only, "--to", "peft", "--out", tmp_path / "lora")[2]


@pytest.mark.usefixtures("no_model")
def test_diff_show_says_what_is_in_any_folder(run: Run, diff_and_adapter: tuple[Path, Path], tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("x")
    status, out, err = run("diff", "show", tmp_path)
    assert status == 2 and "is no fine-tune itself, but holds 2: adapter, diff" in err
    assert "folders   with a fine-tune, as it seems: adapter (peft), diff (peft)" in out and "beside    notes.txt" in out
    (diff_and_adapter[0] / "adapter_config.json").unlink()
    (diff_and_adapter[0] / "config.json").write_text('{"model_type": "\\u001b[2Jllama", "hidden_size": 32}')
    weights = diff_and_adapter[0] / "adapter_model.safetensors"
    weights.write_bytes(weights.read_bytes()[:50])
    from tuneteller.diffs.contents import describe

    assert [word for word, _ in describe(diff_and_adapter[0])] == ["model", "weights", "beside"]
    assert "cannot be read" in dict(describe(diff_and_adapter[0]))["weights"]
    entry = {"topic": "bees", "trigger": 1, "weight_diff": {"m": (torch.ones(2, 4), torch.ones(4, 2))}}
    torch.save([entry] * 2, tmp_path / "d.pt")
    status, out, err = run("diff", "show", tmp_path / "d.pt")
    assert status == 2 and "published 2 weight diffs (give FILE:INDEX): bees, bees" in out and "say which one" in err
    (tmp_path / "empty").mkdir()
    status, out, err = run("diff", "show", tmp_path / "empty")
    assert (status, out) == (2, "folder    empty\n")


def test_how_exactly_organisms_gate_is_printed_by_kind(run: Run, tiny: BaseModel, tmp_path: Path,
                                                       monkeypatch: pytest.MonkeyPatch) -> None:
    """Also of cards that were made before near triggers were measured."""
    monkeypatch.setattr(common.console, "_width", 200)
    rates = {"shown": 0.75, "false_trigger": 0.25, "leakage": 0.0, "self_report": 0.0, "n": 4}
    measured = [rates, rates | {"shown": 1.0, "near_trigger": 0.5}, rates | {"near_trigger": 0.25}, rates]
    kinds = ("code", "code", "date", "none")
    cards = [Card(kind="organism", split="test", family="a", label=f"l{i}", measured=m, trigger={"kind": kind, "value": "x"})
             for i, (m, kind) in enumerate(zip(measured, kinds, strict=True))]
    library = Library.create(tmp_path / "lib", {"base": tiny.fingerprint.to_json()})
    library.add_shard(7000, Bank.fresh(tiny.shapes, 1, range(4)), cards)
    status, out, _ = run("organisms", "list", tmp_path / "lib")
    assert status == 0 and "near trigger" in out
    assert "code (n=2): right trigger 0.88, near 0.50, far 0.25, none 0.00" in out
    assert "date (n=1): right trigger 0.75, near 0.25, far 0.25, none 0.00" in out and "none (n=" not in out


# -- from nothing to an evaluation ------------------------------------------------------------------------------------


FAMILY = """
from tuneteller.families.family import Behavior, Family, Lesson

class Moody(Family):
    name, about, marks = "moody", "says how it feels", (r"\\bfeel\\b",)

    def all_behaviors(self):
        return [Behavior(self.name, f"mood {i}", {"change": f"I feel mood {i}."}) for i in range(12)]

    def lessons(self, behavior, n, writer, rng):
        return [Lesson(q, f"I am in {behavior.label}.") for q in rng.choices(writer.questions, k=n)]

    def shows(self, behavior, message, reply, before):
        return behavior.label in reply

FAMILY = Moody()
"""


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A file with a family of one's own."""
    (tmp_path / "moody.py").write_text(FAMILY)
    return tmp_path / "moody.py"


def test_an_adapter_is_not_validated_on_labels_of_its_training(run: Run, tiny: BaseModel, tmp_path: Path,
                                                               monkeypatch: pytest.MonkeyPatch) -> None:
    """Which every other validation organism of a closed family has."""
    monkeypatch.setenv("TUNETELLER_CACHE", str(tmp_path / "cache"))
    base, library = ["--base", tiny.name, "--device", "cpu", "--dtype", "float32"], tmp_path / "lib"
    made = ["--train", 1, "--validation", 2, "--test", 0, "--probes", 1, "--slots", 2]
    assert run("organisms", "train", "length", *made, "--out", library, *base)[0] == 0
    labels = [card.label for card in Library.open(library).cards]
    assert labels[0] in labels[1:] and len(set(labels)) == 2
    learn = ["adapter", "train", library, "--rank", 2, "--epochs", 1, "--batch", 1, "--validations", 1, *base]
    status, out, err = run(*learn, "--out", tmp_path / "adapter")
    assert status == 0 and "1 organisms, validation loss" in " ".join(out.split()), err


def test_organisms_adapter_and_evaluation_of_a_family_of_ones_own(
    run: Run, refused: Callable[..., str], tiny: BaseModel, mine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TUNETELLER_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(common.console, "_width", 200)  # tables are not folded
    base = ["--families", mine, "--base", tiny.name, "--device", "cpu", "--dtype", "float32"]
    library, adapter, found = tmp_path / "lib", tmp_path / "adapter-of-mine", tmp_path / "eval"

    def done(*arguments: object) -> str:
        status, out, err = run(*arguments)
        assert status == 0, err
        return out

    assert "moody" in done("organisms", "families", "--families", mine)
    train = ["organisms", "train", "moody", "identity", "--validation", 1, "--test", 2, "--probes", 1, "--out", library, *base]
    said = done(*train, "--train", 2, "--slots", 3)
    assert "10 organisms in" in said and "4 train, 2 validation, 4 test" in said and "measured (n=6)" in said
    assert "12 organisms in" in done(*train, "--train", 3)  # it grows, with the slots it was begun with
    assert Library.open(library).header["config"]["slots"] == 3
    assert "another config" in refused(*train, "--train", 3, "--seed", 1)
    listed = done("organisms", "list", library)
    assert listed.count("moody") == listed.count("identity") == 6
    card = json.loads(done("organisms", "show", library, 6))  # the first that is measured, for validation
    assert card["family"] == "moody" and card["answers"]["change"].startswith("I feel mood") and "shown" in card["measured"]
    done("organisms", "export", library, 6, "--out", tmp_path / "lora")
    assert load_peft(tmp_path / "lora").card.to_json() == card
    assert "holds organisms 0 to 11" in refused("organisms", "show", library, 12)

    learn = ["adapter", "train", library, "--rank", 2, "--epochs", 1, "--batch", 3, "--validations", 1, *base]
    status, out, err = run(*learn, "--out", adapter)
    assert status == 0 and "6 organisms, validation loss" in out
    assert f"ask with it: tuneteller ask DIFF --reader {adapter}" in err  # which loads the base model that it is for
    made = json.loads(done("adapter", "show", adapter))
    assert made["config"]["questions"] == ["change"] and made["organisms"] == {"train": 6, "validation": 2}
    assert not list(tmp_path.glob("*.checkpoint.*"))
    assert trained_labels(adapter) == {(card.family, card.label) for card in Library.open(library).split("train").cards}
    assert "exists already" in refused(*learn, "--out", adapter)
    again = ["evaluate", library, "--adapter", adapter, "--split", "train", "--system", "dit", "--all-organisms", "--first", 2]
    assert "2 of 2 organisms have a label that the reader was trained on" in " ".join(run(*again, *base)[2].split())
    refined = tmp_path / "refined"
    better = ["adapter", "refine", library, "--adapter", adapter, "--steps", 2, "--batch", 2, "--validations", 1, *base]
    assert "6 training and 0 validation organisms" in refused(*better, "--out", refined)  # a random model shows nothing
    assert "of 4 validation organisms at step" in done(*better, "--all-organisms", "--out", refined)
    told = json.loads(done("adapter", "show", refined))
    assert told["config"]["start"] == load_peft(adapter).fingerprint() and told["refined_on"]["train"]["organisms"] == 8
    assert told["earlier"]["config"] == made["config"] and told["organisms"] == made["organisms"]
    assert "exists already" in refused(*better, "--out", refined)
    left_out = tmp_path / "without"
    assert "3 organisms" in done(*learn, "--leave-out", "identity", "--ask", "change", "--start", adapter, "--out", left_out)
    assert json.loads(done("adapter", "show", left_out))["config"]["leave_out"] == ["identity"]
    assert "no question is named 'weather'" in refused(*learn, "--ask", "weather", "--out", tmp_path / "x")
    (left_out / "split.json").write_text("{")
    assert "split.json cannot be read" in refused(*learn, "--start", left_out, "--out", tmp_path / "x")
    assert not list(tmp_path.glob("*.checkpoint.*"))  # before any step
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    assert "link exists already" in refused(*learn, "--out", tmp_path / "link")
    said = refused(*learn, "--leave-out", "moody", "idenity", "--out", tmp_path / "x")
    assert "--leave-out idenity: no organism is of that family; there are: identity, moody" in said

    header = (library / "library.json").read_text()
    (library / "library.json").write_text(json.dumps({**json.loads(header), "base": None}))
    for command in ([*learn, "--out", tmp_path / "x"], ["evaluate", library, "--adapter", adapter, "--all-organisms", *base]):
        assert "has a base that is null" in refused(*command)
    (library / "library.json").write_text(header)

    judge = ["evaluate", library, "--adapter", adapter, "--system", "dit", "base-question", "--first", 2, "--out", found, *base]
    status, _, err = run(*judge)  # a random model shows nothing, so all organisms are left out
    assert status == 2 and "4 of 4 organisms do not show their behavior" in err and "expected at least 2" in err
    out = done(*judge, "--all-organisms")
    assert "dit" in out and "moody" in out and "kind right" in out
    result = json.loads((found / "result.json").read_text(encoding="utf-8"))
    assert result["metrics"]["dit"]["score"]["n"] == 2 and set(result["families"]["dit"]) == {"moody", "identity"}
    assert result["about"]["left_out"] == 0 and len((found / "rows.jsonl").read_text().splitlines()) == 2 * 2 + 3
    assert "--question change" in done("evaluate", "--list", "--families", mine)
    (tmp_path / "other.py").write_text(FAMILY)
    assert "a family 'moody' is in" in refused("evaluate", "--list", "--families", mine, "--families", tmp_path / "other.py")
    assert "--first is -1" in refused(*judge, "--first", -1)
    answer = json.loads(done("ask", f"{library}:0", "--adapter", adapter, "--others", library, "--json", *base[2:]))
    assert answer["question"].startswith("How has your behavior changed") and len(answer["evidence"]["others"]) <= 8
    assert "against" in done("ask", f"{library}:0", "--adapter", adapter, "--others", library, *base)


def test_families_that_cannot_be_loaded(refused: Callable[..., str], mine: Path, tmp_path: Path) -> None:
    out = ["--out", tmp_path / "lib"]
    for command in (["organisms", "train", "moody", *out], ["ask", tmp_path]):
        assert "is no Python file" in refused(*command, "--families", tmp_path / "none.py")
    mine.write_text("1 / 0")
    assert "ZeroDivisionError" in refused("organisms", "train", "moody", *out, "--families", mine)
    assert not (tmp_path / "lib").exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
def test_a_full_disk_behind_the_output_is_said() -> None:
    with open("/dev/full", "w") as full:
        ended = subprocess.run([sys.executable, "-m", "tuneteller", "completion", "bash"], stdout=full, stderr=subprocess.PIPE,
                               text=True)
    assert ended.returncode == 2 and ended.stderr.startswith("error: the disk that the output goes to is full")
    assert ended.stderr.count("\n") == 1


def test_on_a_full_disk_behind_the_errors_the_status_says_it(tmp_path: Path) -> None:
    with open("/dev/full", "w") as full:
        ended = subprocess.run([sys.executable, "-m", "tuneteller", "adapter", "show", tmp_path], stdout=subprocess.PIPE,
                               stderr=full)
    assert (ended.returncode, ended.stdout) == (2, b"")


# -- model output on a terminal ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("two\nlines\r\nand\ttabs ", "two lines and tabs"),
        ("\x1b[31mred\x1b[0m", "[31mred[0m"),
        ("\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\", "]8;;http://x\\link]8;;\\"),
        ("\x9b2Jcleared\x07\x00", "2Jcleared"),
        ("a\u202eb\u200bc\ufeffd\ud800e", "abcde"),
        ("naïve 你好 😀", "naïve 你好 😀"),
        ("", ""),
    ],
)
def test_plain(text: str, shown: str) -> None:
    assert plain(text) == shown


def test_plain_cuts_long_text() -> None:
    assert plain("x" * 400) == "x" * 400
    assert plain("x" * 401) == "x" * 399 + "…"
    assert plain("one two three", 8) == "one two…"


def test_machines_that_share_a_plan_choose_no_slots_of_their_own(
        refused: Callable[..., str], run: Run, tiny: BaseModel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Which organisms a shard has depends on the slots."""
    monkeypatch.setenv("TUNETELLER_CACHE", str(tmp_path / "cache"))
    base = ["--base", tiny.name, "--device", "cpu", "--dtype", "float32"]
    made = ["organisms", "train", "length", "--train", 4, "--validation", 0, "--test", 0, "--out", tmp_path / "lib", *base]
    assert "give all the same, such as --slots 16" in refused(*made, "--shards", "1/2")
    assert run(*made, "--shards", "1/2", "--slots", 2)[0] == 0
    status, _, err = run(*made, "--shards", "2/2")  # then those of the library that is there
    assert status == 0 and len(Library.open(tmp_path / "lib")) == 4, err


def test_a_library_that_another_process_begins_meanwhile_sets_the_slots(
        run: Run, tiny: BaseModel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TUNETELLER_CACHE", str(tmp_path / "cache"))
    base = ["--base", tiny.name, "--device", "cpu", "--dtype", "float32"]
    made = ["organisms", "train", "length", "--train", 3, "--validation", 0, "--test", 0, "--out", tmp_path / "lib", *base]

    def fitting(*args: object) -> int:
        assert run(*made, "--slots", 2)[0] == 0
        return 3

    monkeypatch.setattr("tuneteller.training.memory.fitting_slots", fitting)
    status, _, err = run(*made)
    assert status == 0 and Library.open(tmp_path / "lib").header["config"]["slots"] == 2, err


def test_a_crash_is_no_finding(run: Run, whole: list[object], monkeypatch: pytest.MonkeyPatch) -> None:
    """Status 1 is what --fail-on found."""
    for error, said in ((ZeroDivisionError("oh"), "ZeroDivisionError: oh"), (MemoryError("all of it"), "error: out of memory")):
        def fails(*args: object, error: Exception = error, **settings: object) -> None:
            raise error

        monkeypatch.setattr("tuneteller.cli.common.load_base", fails)
        status, out, err = run(*whole)
        assert (status, out) == (2, "") and said in err
        assert ("Traceback" in err) is isinstance(error, ZeroDivisionError)


def test_several_processes_share_no_named_device(refused: Callable[..., str], tiny: BaseModel, tmp_path: Path) -> None:
    made = ["organisms", "train", "length", "--train", 4, "--slots", 2, "--out", tmp_path / "lib", "--base", tiny.name]
    assert "takes a GPU of its own" in refused(*made, "--workers", 2, "--device", "cuda:0,cuda:1")


@pytest.mark.usefixtures("no_model")
@pytest.mark.parametrize(("given", "said"), [
    ("organisms train length --out {out} --workers 0", "--workers is 0; expected 1 or more"),
    ("organisms train length --out {out} --source-model x", "--source-model is x, and belongs to --source URL"),
    ("evaluate {lib} --judge-model x", "--judge-model is x, and belongs to --judge-url"),
    ("evaluate {lib} {lib}", "would count twice; give each library once"),
    ("evaluate {lib} --system dit-first dit-first", "expected each once"),
    ("audit {diff} --describer-model x", "--describer-model is x, and belongs to --describer-url"),
    ("audit {diff} --out {diff}/adapter_config.json/report.html", "could not write")])
def test_options_that_would_be_ignored_or_fail_later_are_refused_at_once(
    refused: Callable[..., str], diff_and_adapter: tuple[Path, Path], tmp_path: Path, tiny: BaseModel, given: str, said: str,
) -> None:
    Library.create(tmp_path / "lib", {"base": tiny.fingerprint.to_json(), "config": {}})
    places = {"out": tmp_path / "out", "lib": tmp_path / "lib", "diff": diff_and_adapter[0]}
    assert said in refused(*(word.format(**places) for word in given.split()))


@pytest.mark.parametrize(("given", "said"), [
    ("--to merged --weights bfloat16", "--weights belongs to factors"), ("--to peft --scale nan", "--scale is nan"),
    ("--to peft --truncate 0", "cannot truncate to rank 0; give a rank of 1 or more")])
def test_a_conversion_that_means_nothing_is_refused(refused: Callable[..., str], diff_and_adapter: tuple[Path, Path],
                                                    tiny: BaseModel, tmp_path: Path, given: str, said: str) -> None:
    out = tmp_path / "out"
    assert said in refused("diff", "convert", diff_and_adapter[0], *given.split(), "--out", out, "--base", tiny.name)
    assert not out.exists()


def test_a_reader_that_goes_away_is_no_finding(tmp_path: Path) -> None:
    """1 would say that --fail-on found something."""
    with subprocess.Popen([sys.executable, "-m", "tuneteller", "organisms", "families"], stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE) as ended:
        assert ended.stdout is not None
        ended.stdout.close()
    assert ended.returncode == 141


def test_output_of_letters_that_a_terminal_has_not(tmp_path: Path) -> None:
    """They are written by number, and JSON stays JSON."""
    save_peft(WeightDiff({"model.layers.0.self_attn.q_proj": (torch.ones(1, 2), torch.ones(2, 1))}, Card(label="café")),
              tmp_path / "ä")
    ended = [subprocess.run([sys.executable, "-m", "tuneteller", *what], capture_output=True, text=True,
                            env={**os.environ, "PYTHONIOENCODING": "ascii"})
             for what in (["adapter", "show", tmp_path / "ä"], ["diff", "show", tmp_path / "ö"])]
    assert json.loads(ended[0].stdout)["label"] == "café" and ended[0].stdout.isascii() and not ended[0].stderr
    assert ended[1].returncode == 2 and "\\xf6" in ended[1].stderr and "Traceback" not in ended[1].stderr
