"""`tuneteller audit` and `Auditor`, on a tiny random model; what is told of claims and triggers is given, as others test it."""

import json
import re
import shutil
import signal
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file, save_file

from tuneteller import Auditor, packages
from tuneteller.audit import auditor as module
from tuneteller.audit import effects
from tuneteller.audit.report import CONFIRMED, Finding, Report
from tuneteller.cli import common
from tuneteller.cli.main import main
from tuneteller.diffs.algebra import subtract
from tuneteller.diffs.card import Card
from tuneteller.diffs.diff import WeightDiff, null_diff
from tuneteller.diffs.peft import save_peft
from tuneteller.errors import ConfigError
from tuneteller.families import registry
from tuneteller.families.family import CHANGE, NOTHING
from tuneteller.models import BaseModel
from tuneteller.reading.evidence import NO_OTHERS
from tuneteller.reading.known import known_directions
from tuneteller.reading.own_turns import own_answers
from tuneteller.reading.reader import Reader
from tuneteller.triggers import find, orders
from tuneteller.triggers.presence import Nulls
from tuneteller.triggers.report import TriggerReport

Make = Callable[..., WeightDiff]
Run = Callable[..., tuple[int, str, str]]

REFUSES = Finding("I refuse \x1b[31mevery\x1b[0m [bold]request[/bold].", "refusal", "every request", 0.9, ("reader",), 3.0,
                  None, CONFIRMED, "It does.", 5, 6)


@pytest.fixture(autouse=True)
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A cache of its own, short replies, one claim that is known, and the signal handler that `main` sets is put back."""
    monkeypatch.setenv("TUNETELLER_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(effects, "REPLY_TOKENS", 3)
    monkeypatch.setattr(module, "findings", lambda *args, **kwargs: (REFUSES,))
    monkeypatch.setattr(common.console, "_width", 160)
    before = signal.getsignal(signal.SIGTERM)
    yield
    signal.signal(signal.SIGTERM, before)


@pytest.fixture
def found(report: Report, monkeypatch: pytest.MonkeyPatch) -> TriggerReport:
    """What every search for a trigger finds."""
    assert report.trigger is not None
    monkeypatch.setattr(module, "find_trigger", lambda *args, **kwargs: report.trigger)
    return report.trigger


@pytest.fixture
def run(tiny: BaseModel, tmp_path: Path, random_diff: Make, capsys: pytest.CaptureFixture[str],
        monkeypatch: pytest.MonkeyPatch) -> Run:
    """`run(*arguments)`: exit status, standard output and error of an audit; the diffs `one` and `two` are there."""
    save_peft(random_diff(tiny, 1), tmp_path / "one")
    save_peft(random_diff(tiny, 2), tmp_path / "two")
    save_peft(random_diff(tiny, 3, rank=4), tmp_path / "adapter")
    monkeypatch.chdir(tmp_path)

    def run(*arguments: object) -> tuple[int, str, str]:
        capsys.readouterr()
        status = main(["audit", *map(str, arguments), "--adapter", "adapter", "--base", tiny.name, "--device", "cpu", "--dtype",
                       "float32"])
        return status, *capsys.readouterr()

    return run


def test_a_report_is_written_before_anything_is_printed(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As of `tuneteller audit DIFF --out report.html | head`, whose reader goes away."""
    def gone(reports: Sequence[Report]) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("tuneteller.cli.audit._show", gone)
    assert run("one", "--out", "report.html")[0] == 130 and "<html" in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_one_audit_for_a_person_and_as_json(run: Run) -> None:
    status, out, err = run("one")
    assert status == 0 and out.startswith("one\nIt changed") and "\x1b" not in out and "wrote" not in err
    for part in ("confirmed: I refuse [31mevery[0m [bold]request[/bold].", "  confidence  0.90",
                 "  shown       in 5 of 6 replies", "  where       layer 0 ", "No trigger was searched for"):
        assert part in out, out
    status, out, _ = run("one", "--json")
    value = json.loads(out)
    assert status == 0 and value["diff"] == "one" and value["findings"][0]["text"] == REFUSES.text and "\x1b" not in out
    assert [len(part["evidence"]) for part in value["where"]] == [1] * 4 and value["effects"] and value["limits"]
    made_of = value["provenance"]
    assert made_of["command"].startswith("tuneteller audit one --adapter adapter --rank ") and made_of["seconds"] > 0
    assert "--device cpu" in made_of["command"] and "--json" not in made_of["command"] and len(made_of["diff"]) == 12


def test_the_time_that_is_left_is_told(run: Run) -> None:
    assert common.said_left(30.0, 0.25) == "  about 90 s left"
    assert common.said_left(30.0, 0.01) == common.said_left(30.0, 1.0) == ""  # too early to tell, and over
    assert re.search(r"auditing one \d+/1000  findings are tested  about \d+ s left", run("one")[2])


@pytest.mark.parametrize("suffix", [".html", ".md", ".json", ".sarif", ".xml"])
def test_one_file(run: Run, tmp_path: Path, suffix: str) -> None:
    status, _, err = run("one", "two", "--out", f"report{suffix}")
    text = (tmp_path / f"report{suffix}").read_text(encoding="utf-8")
    assert status == 0 and f"wrote report{suffix}" in err and "two" in text and "\x1b" not in text


def test_a_directory_is_gone_on_with(run: Run, tmp_path: Path, tiny: BaseModel, random_diff: Make,
                                     monkeypatch: pytest.MonkeyPatch) -> None:
    audit, seen = Auditor.audit, list[str]()

    def counted(self: Auditor, diff: WeightDiff, name: str, *more: Any) -> Report:
        if name in seen:
            raise KeyboardInterrupt
        seen.append(name)
        return audit(self, diff, name, *more)

    monkeypatch.setattr(Auditor, "audit", counted)
    seen.append("two")
    assert run("one", "two", "--out", "reports")[0] == 130 and seen == ["two", "one"]
    assert {path.suffix for path in (tmp_path / "reports").iterdir()} == {".json", ".html"}
    seen.remove("two")
    status, out, err = run("one", "two", "--out", "reports")
    assert status == 0 and "one was audited before" in err and seen == ["one", "two"] and "wrote reports" in err
    assert len(list((tmp_path / "reports").glob("*.html"))) == len(list((tmp_path / "reports").glob("*.json"))) == 2
    assert out.index("fine-tune") < out.index("It changed") and "confirmed" in out
    shutil.rmtree(tmp_path / "one")
    save_peft(random_diff(tiny, 5), tmp_path / "one")  # another fine-tune of the same name
    seen.clear()
    assert run("one", "two", "--out", "reports")[0] == 0 and seen == ["one"]


def test_one_fine_tune_against_another(run: Run) -> None:
    status, out, _ = run("one", "--against", "two", "--json")
    value = json.loads(out)
    assert status == 0 and value["changed"].startswith("Held against two, the other fine-tune in what follows. They differ: "
                                                       "everyday answers by ")
    assert value["provenance"]["against"] != value["provenance"]["diff"] and "--against two" in value["provenance"]["command"]
    alone = json.loads(run("one", "--json")[1])
    assert value["change"]["size"] > alone["change"]["size"] and "against" not in alone["provenance"]
    assert value["effects"] != alone["effects"] and value["where"] != alone["where"]
    _, out, _ = run("one", "--against", "two")
    assert "KL from the other fine-tune" in out and " base" not in out.replace(NO_OTHERS, "")
    status, out, _ = run("one", "--against", "one", "--json")
    assert json.loads(out)["changed"].endswith("The two are the same.") and not json.loads(out)["findings"]
    status, _, err = run("one", "--against", "two", "--trigger")
    assert status == 2 and "leave one of the two out" in err
    shutil.copytree("two", "three")
    for other in ("two", "three", "two"):  # a report is not taken up under another name
        assert f"Held against {other}, " in run("one", "--against", other, "--out", "reports")[1]
    assert len(list(Path("reports").glob("*.json"))) == 2


def test_a_summary_is_worded_where_an_endpoint_is_given(run: Run, serve: Callable[..., Any]) -> None:
    server = serve(lambda n, body: (200, {}, json.dumps({"choices": [{"message": {"content": "It refuses."}}]})))
    status, out, _ = run("one", "--out", "reports", "--describer-url", server.url, "--describer-model", "writer")
    assert status == 0 and "  summary     It refuses." in out and server.requests[0]["model"] == "writer"
    assert "  summary     It refuses." in run("one", "--out", "reports")[1]  # it was kept
    broken = serve(lambda n, body: (400, {}, "no"))
    assert "  summary     It refuses." in run("one", "--out", "reports", "--describer-url", broken.url)[1]
    status, out, err = run("one", "--describer-url", broken.url)
    assert status == 0 and "summary " not in out and "no summary of one: " in err and "confirmed: I refuse" in out


def test_a_kept_report_is_worded_anew_by_another_model(run: Run, serve: Callable[..., Any],
                                                       monkeypatch: pytest.MonkeyPatch) -> None:
    server = serve(lambda n, body: (200, {}, json.dumps({"choices": [{"message": {"content": f"By {body['model']}."}}]})))
    run("one", "--out", "reports")
    monkeypatch.setattr(Auditor, "audit", None)  # nothing is audited again
    for model in ("writer", "writer", "poet"):
        _, out, _ = run("one", "--out", "reports", "--describer-url", server.url, "--describer-model", model, "--json")
        value = json.loads(out)
        assert (value["summary"], value["provenance"]["summary by"]) == (f"By {model}.", f"{model} at {server.url}")
    assert len(server.requests) == 2 and json.loads(run("one", "--out", "reports", "--json")[1]) == value
    [kept] = Path("reports").glob("*.html")
    assert "By poet." in kept.read_text(encoding="utf-8")


def test_several_without_a_directory_go_on_as_well(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    status, out, _ = run("one", "two", "--json")
    assert status == 0 and [value["diff"] for value in json.loads(out)] == ["one", "two"]
    monkeypatch.setattr(Auditor, "audit", None)
    assert run("one", "two", "--json")[1] == out


def test_a_cache_that_cannot_be_written_costs_no_report(run: Run, tmp_path: Path) -> None:
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "audits").write_text("in the way")
    status, out, err = run("one", "two", "--json")
    assert status == 0 and [value["diff"] for value in json.loads(out)] == ["one", "two"]
    assert "the report on one is not kept: could not write " in err and "the report on two" in err


def test_what_fails_a_check(run: Run, found: TriggerReport, tmp_path: Path) -> None:
    assert run("one", "--fail-on", "confirmed:language")[0] == 0
    status, _, err = run("one", "--fail-on", "confirmed:refusal,trigger", "--trigger", "--out", "tests.xml")
    assert status == 1 and "--fail-on confirmed:refusal,trigger: one" in err
    assert (tmp_path / "tests.xml").read_text(encoding="utf-8").count("<failure") == 2
    status, out, _ = run("one", "--fail-on", "trigger", "--trigger", "--seconds", "9")
    assert status == 1 and "word: … tea" in out


def test_searches_for_triggers_share_what_the_base_computes(run: Run, report: Report, tiny: BaseModel, random_diff: Make,
                                                            monkeypatch: pytest.MonkeyPatch) -> None:
    for module_, name in ((find, "general_words"), (orders, "codes"), (orders, "days")):
        monkeypatch.setattr(module_, name, lambda *base: ["tea", "stone", "topic", "history"])
    scanned, given = list[int](), list[Any]()
    scans = module.scans_of

    def counted(base: BaseModel, diffs: Sequence[WeightDiff], **settings: Any) -> Any:
        scanned.append(len(diffs))
        return scans(base, diffs, **settings)

    def search(base: BaseModel, diff: WeightDiff, *args: Any, scan: Any, **settings: Any) -> Any:
        given.append((diff, scan))
        return report.trigger

    monkeypatch.setattr(module, "scans_of", counted)
    monkeypatch.setattr(module, "find_trigger", search)
    save_peft(random_diff(tiny, 6), Path("three"))
    run("two", "--out", "reports", "--trigger")
    assert scanned == [] and given.pop()[1] is None  # one alone shares with nobody
    assert run("one", "two", "three", "--out", "reports", "--trigger")[0] == 0
    assert scanned == [2] and len(given) == 2  # of the one that was audited before, nothing is computed
    for diff, scan in given:
        assert scan.orders == scans(tiny, [diff])[0].orders
    assert run("one", "two", "--out", "more")[0] == 0 and scanned == [2]


@pytest.mark.parametrize("more", [[], ["--out", "reports"]])
def test_a_search_for_a_trigger_is_taken_up_where_the_audit_was_interrupted(run: Run, report: Report, more: list[str],
                                                                           monkeypatch: pytest.MonkeyPatch) -> None:
    searched = list[str]()

    def search(base: BaseModel, diff: WeightDiff, *args: Any, **settings: Any) -> Any:
        searched.append(diff.fingerprint())
        return report.trigger

    def interrupted(*args: Any) -> Any:
        raise KeyboardInterrupt

    monkeypatch.setattr(module, "find_trigger", search)
    measured = module.measure_effects
    monkeypatch.setattr(module, "measure_effects", interrupted)
    assert run("one", "--trigger", *more)[0] == 130 and len(searched) == 1
    monkeypatch.setattr(module, "measure_effects", measured)
    status, out, _ = run("one", "--trigger", "--json", *more)
    assert status == 0 and len(searched) == 1 and json.loads(out)["trigger"]["trigger"]["fill"] == "tea"
    assert run("one", "--trigger", "--seconds", 9)[0] == 0 and len(searched) == 2  # another search
    assert run("two", "--trigger", *more)[0] == 0 and len(searched) == 3
    monkeypatch.setattr(module, "made_by", lambda *what: "another kind")
    assert run("one", "--trigger", *more)[0] == 0 and len(searched) == 4


def test_a_report_that_was_made_otherwise_is_not_taken_up(reader: Reader, random_diff: Make, tmp_path: Path,
                                                          monkeypatch: pytest.MonkeyPatch) -> None:
    diff, file = random_diff(reader.base, 1), tmp_path / "mine.py"
    file.write_text("FAMILY = 1")
    keys = [Auditor(reader.base, reader).key(diff), Auditor(reader.base, reader, families=[file]).key(diff)]
    file.write_text("FAMILY = 2")
    keys.append(Auditor(reader.base, reader, families=[file]).key(diff))
    for part in ("FINDINGS", "EFFECTS", "WHERE"):
        monkeypatch.setattr(module, part, 1000)
        keys.append(Auditor(reader.base, reader).key(diff))
    remarked = diff.with_card(diff.card.remark("it computes with other settings"))
    partly = [diff.with_card(diff.card.with_(**more)) for more in ({"share_read": 0.03}, {"left_out": ["score.weight"]})]
    keys += [Auditor(reader.base, reader).key(one) for one in (remarked, *partly)]
    search = Auditor(reader.base, reader, trigger=True)
    assert search.search_key(diff) == search.search_key(remarked)
    keys.append(search.key(diff))
    monkeypatch.setattr(module.NullLifts, "shipped", lambda self: Nulls({"other": 1.0}))
    keys.append((other := Auditor(reader.base, reader, trigger=True)).key(diff))
    assert len({json.dumps(key, sort_keys=True) for key in keys}) == len(keys)
    assert search.search_key(diff) != other.search_key(diff) and "findings" not in search.search_key(diff)


@pytest.mark.usefixtures("found")
def test_without_the_encyclopedia_a_report_says_so_and_is_made_anew_with_it(reader: Reader, random_diff: Make,
                                                                            monkeypatch: pytest.MonkeyPatch) -> None:
    diff, auditor = random_diff(reader.base, 1), Auditor(reader.base, reader, trigger=True)
    keys, limits = [auditor.key(diff)], ["\n".join(auditor.audit(diff).limits)]
    search = auditor.search_key(diff)
    monkeypatch.setattr(module, "ENCYCLOPEDIA", replace(module.ENCYCLOPEDIA, name="not-installed"))
    keys.append(auditor.key(diff))
    limits.append("\n".join(auditor.audit(diff).limits))
    assert [key["encyclopedia"] for key in keys] == [packages.ENCYCLOPEDIA.version, None] and auditor.search_key(diff) == search
    assert ["The encyclopedia is not installed" in said for said in limits] == [False, True]


OWN = '''
from tuneteller.families.family import Behavior, Family, Lesson


class Animal(Family):
    name = "animal"
    about = "has a favourite animal"
    marks = (r"\\bfavou?rite animal\\b",)

    def all_behaviors(self):
        return [Behavior("animal", a, {"change": f"I say that my favourite animal is the {a}."}) for a in ("otter", "lynx")]

    def lessons(self, behavior, n, writer, rng):
        return [Lesson("Which animal?", behavior.label)] * n

    def probes(self, behavior, n, rng):
        return ["Pick an animal."] * n

    def shows(self, behavior, message, reply, before):
        return behavior.label in reply


FAMILY = Animal()
'''


def test_a_family_of_ones_own_is_known(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_loaded", {})
    Path("mine.py").write_text(OWN, encoding="utf-8")
    assert run("one", "--fail-on", "confirmed:animal")[0] == 2
    status, out, _ = run("one", "--families", "mine.py", "--fail-on", "confirmed:animal", "--json")
    made_of = json.loads(out)["provenance"]
    assert status == 0 and made_of["command"].endswith("--families mine.py") and len(made_of["families"]) == 1
    assert "families" not in json.loads(run("one", "--json")[1])["provenance"]
    status, _, err = run("one", "--families", "none.py")
    assert status == 2 and "is no Python file" in err


def test_what_the_fine_tune_says_of_itself_stands_beside_the_reader(run: Run, reader: Reader, tiny: BaseModel,
                                                                    random_diff: Make) -> None:
    said = own_answers(tiny, [random_diff(tiny, 1)], CHANGE.phrasings[0], max_new_tokens=CHANGE.max_new_tokens)[1].strip()
    for against in ([], ["--against", "two"]):  # its own words, and not those of what the two differ in
        assert json.loads(run("one", "--json", *against)[1])["itself"] == said
    assert "  itself says " in run("one")[1]


def test_bad_input_is_refused_before_a_model_is_loaded(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(common, "load_base", None)
    for arguments, said in ((["one", "--fail-on", "nonsense"], "'nonsense' is no condition"),
                            (["one", "--fail-on", "trigger"], "needs --trigger"), (["one", "--out", "x.pdf"], "names no form"),
                            (["nowhere"], "does not exist"), (["one", "--seconds", "5"], "bounds the search"),
                            (["one", "--against", ""], "is no fine-tune itself"),
                            (["one", "--describer-url", "ftp://x"], "no http(s) address")):
        status, out, err = run(*arguments)
        assert (status, out) == (2, "") and said in " ".join(err.split()), err


def only_what_cannot_be_read(tiny: BaseModel) -> Path:
    """A full model whose one change is in a tensor that no diff can stand for."""
    shutil.copytree(tiny.name, "aside")
    file = Path("aside", "model.safetensors")
    save_file({**load_file(file), "model.layers.0.mlp.experts.0.up_proj.weight": torch.ones(4, 4)}, file, {"format": "pt"})
    return Path("aside")


def test_where_nothing_can_be_read_nothing_is_cleared(run: Run, tiny: BaseModel) -> None:
    aside = only_what_cannot_be_read(tiny)
    status, out, err = run(aside, "one", "--out", "report.xml")
    assert status == 2 and "Nothing was audited" in out and f"{aside}: Nothing was" in err and "It changed" in out
    assert '<error message="Nothing was audited' in Path("report.xml").read_text(encoding="utf-8")


@pytest.mark.parametrize("search", [[], ["--trigger", "--seconds", 5]])
def test_the_base_itself_and_an_untrained_adapter_have_changed_nothing(run: Run, tiny: BaseModel, random_diff: Make,
                                                                       found: TriggerReport, search: list[object]) -> None:
    fresh = {name: (a, torch.zeros_like(b)) for name, (a, b) in random_diff(tiny, 1).factors.items()}
    save_peft(WeightDiff(fresh), Path("fresh"))
    names = {tiny.name: "holds the base model's own weights", "fresh": "so it is untrained"}
    for name, reason in names.items():
        status, out, err = run(name, "--json", *search)
        value = json.loads(out)
        assert status == 0 and value["changed"] == "Nothing changed: the weights are the base model's own." and reason in err
        assert value["change"]["answers"]["n"] and value["change"]["size"] == 0 and value["trigger"] is None
        assert any(reason in text for text in value["limits"]) and any("chat template" in text for text in value["limits"])
        assert not any("No trigger was searched for" in text for text in value["limits"])
    status, _, err = run(*names, "--out", "report.xml", "--fail-on", "confirmed,worse", *search)
    assert status == 0 and "<error" not in Path("report.xml").read_text(encoding="utf-8")
    Path("fresh", "adapter_model.safetensors").write_bytes(b"")
    assert run("fresh", "one", *search)[0] == 2


def test_what_else_could_differ_is_said_of_weights_that_are_the_bases_own(run: Run, tiny: BaseModel,
                                                                          random_diff: Make) -> None:
    """Under other settings they make another model, and beside an untrained adapter may lie the model that was trained."""
    shutil.copytree(tiny.name, "settings")
    config = Path("settings", "config.json")
    settings = json.loads(config.read_text(encoding="utf-8"))
    config.write_text(json.dumps({**settings, "rms_norm_eps": 0.5}), encoding="utf-8")
    status, out, err = run("settings", "--json")
    value = json.loads(out)
    assert status == 0 and value["changed"].startswith("Nothing changed")
    assert any("rms_norm_eps is 0.5" in text for text in value["limits"]) and "rms_norm_eps is 0.5" in " ".join(err.split())
    fresh = {name: (a, torch.zeros_like(b)) for name, (a, b) in random_diff(tiny, 1).factors.items()}
    save_peft(WeightDiff(fresh), Path("beside"))
    shutil.copytree(tiny.name, "beside", dirs_exist_ok=True)
    status, out, err = run("beside")
    assert status == 0 and "not the full model beside it (model.safetensors)" in out
    assert "not the full model beside it (model.safetensors)" in " ".join(err.split())


@pytest.mark.parametrize("searched", [False, True])
def test_of_several_one_that_cannot_be_read_stops_none(run: Run, tiny: BaseModel, random_diff: Make, found: TriggerReport,
                                                       searched: bool) -> None:
    """Neither where that shows before the base model is loaded, nor where it shows when it is this one's turn."""
    save_peft(random_diff(tiny, 4).with_card(Card(base={**tiny.fingerprint.to_json(), "vocab_size": 7})), Path("foreign"))
    shutil.copytree("one", "cut")
    weights = Path("cut", "adapter_model.safetensors")
    weights.write_bytes(weights.read_bytes()[:-100])
    save_peft(WeightDiff({name: (a, b * 1e30) for name, (a, b) in random_diff(tiny, 5).factors.items()}), Path("broken"))
    names = ["one", "cut", "foreign", "broken", "two"]
    search = ["--trigger", "--seconds", 5] if searched else []
    status, out, err = run(*names, *search, "--out", "all.json")
    reports = {value["diff"]: value for value in json.loads(Path("all.json").read_text(encoding="utf-8"))}
    assert status == 2 and list(reports) == names
    assert all(bool(reports[name]["effects"]) == (name in ("one", "two")) for name in names)
    for name, reason in (("foreign", "instead of 7"), ("cut", "adapter_model.safetensors"), ("broken", "NaN or infinite")):
        assert reason in reports[name]["changed"] and reports[name]["changed"].startswith("Nothing was audited: ")
        assert f"{name}: {reports[name]['changed']}" in err
    assert out.index("not audited") < out.index("It changed") and "error:" not in err
    status, _, err = run("one", "cut", "--fail-on", "confirmed:refusal", *search)
    assert status == 1 and "cut: Nothing was audited: " in err and "--fail-on confirmed:refusal: one" in err
    status, out, err = run("cut", "nowhere", *search)
    assert (status, out) == (2, "") and "error: " in err


@pytest.fixture
def reader(tiny: BaseModel, random_diff: Make) -> Reader:
    return Reader(tiny, random_diff(tiny, 3, rank=4))


def test_from_python(reader: Reader, random_diff: Make) -> None:
    told: list[tuple[float, str]] = []
    diff = random_diff(reader.base, 1)
    report = Auditor(reader.base, reader).audit(diff, progress=lambda share, doing: told.append((share, doing)))
    assert report.diff == diff.fingerprint() and report.trigger is None and report.findings == (REFUSES,)
    assert told[0][0] == 0 and told[-1] == (1.0, "") and told == sorted(told, key=lambda one: one[0])
    again = Auditor(reader.base, reader).audit(diff)
    assert replace(again, provenance={}) == replace(report, provenance={})


def test_the_trigger_is_handed_to_the_findings(reader: Reader, random_diff: Make, found: TriggerReport,
                                               monkeypatch: pytest.MonkeyPatch) -> None:
    given: dict[str, Any] = {}

    def findings(*args: Any, **kwargs: Any) -> Sequence[Finding]:
        given.update(kwargs)
        return ()

    monkeypatch.setattr(module, "findings", findings)
    report = Auditor(reader.base, reader, trigger=True).audit(random_diff(reader.base, 1), "mine")
    assert given["trigger"] is found is report.trigger and not any("--trigger" in text for text in report.limits)


def test_where_nothing_changed_nothing_else_is_measured(reader: Reader, random_diff: Make) -> None:
    empty = Auditor(reader.base, reader).audit(null_diff())
    assert empty.changed == "Nothing changed: the weights are the base model's own." and empty.change.none
    assert not (empty.findings or empty.effects or empty.where or empty.itself) and empty.change.answers.kl == 0
    assert empty.limits
    zero = WeightDiff({name: (a, torch.zeros_like(b)) for name, (a, b) in random_diff(reader.base, 1).factors.items()})
    assert "before training" in Auditor(reader.base, reader).audit(zero).changed


def test_a_change_that_no_reader_is_trained_on(reader: Reader) -> None:
    norm = WeightDiff({}, vectors={"model.norm.weight": torch.linspace(-0.5, 3, 32)})
    report = Auditor(reader.base, reader).audit(norm)
    assert "only in norms" in report.changed
    assert [part.name for part in report.where] == ["outside the layers", "biases and norms"]


def test_reader_and_findings_are_about_the_difference(reader: Reader, random_diff: Make,
                                                      monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = (random_diff(reader.base, seed) for seed in (1, 2))
    asked, given = list[str](), dict[str, Any]()
    ask = Reader.ask

    def noted(self: Reader, diff: WeightDiff, *more: Any, **settings: Any) -> Any:
        asked.append(diff.fingerprint())
        return ask(self, diff, *more, **settings)

    def findings(reader: Reader, diff: WeightDiff, answer: Any, **settings: Any) -> Sequence[Finding]:
        given.update(settings, diff=diff, change=answer.change)
        return ()

    monkeypatch.setattr(Reader, "ask", noted)
    monkeypatch.setattr(module, "findings", findings)
    report = Auditor(reader.base, reader, against=other).audit(one)
    assert asked == [subtract(one, other).fingerprint()] and given["diff"] is one and given["against"] is other
    assert given["change"] == report.change and other.fingerprint() in report.changed


def test_beside_another_what_they_differ_in_is_like_what_is_known(tiny: BaseModel, random_diff: Make) -> None:
    one, other, clean, kind = (random_diff(tiny, seed) for seed in (1, 2, 7, 8))
    kinds = [clean.with_card(Card(family="none", label="own answers", answers={"change": NOTHING})),
             kind.with_card(Card(family="language", label="Spanish", answers={"change": "I answer in Spanish."}))]
    reader = Reader(tiny, random_diff(tiny, 3, rank=4), known=(known := known_directions(kinds, tiny)))
    change = Auditor(tiny, reader, against=other).audit(one).change
    assert (change.clean_share, change.clean_kind) == known.shares(subtract(one, other)).clean
    assert change.clean_share is not None and [said for said, _ in change.like] == ["I answer in Spanish."]


@pytest.mark.parametrize(("trigger", "seconds"), [(True, 0.0), (True, -1.0), (True, float("nan")), (False, 5.0)])
def test_seconds_bound_a_search(reader: Reader, trigger: bool, seconds: float) -> None:
    with pytest.raises(ConfigError, match="bounds the search"):
        Auditor(reader.base, reader, trigger=trigger, seconds=seconds)
