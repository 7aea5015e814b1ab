"""A report in every form. What models, cards and names say stays text in each of them, whatever it says."""

import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from rich.console import Console

from tuneteller.audit import rows
from tuneteller.audit.forms import SUFFIXES, as_json, write_reports
from tuneteller.audit.gate import Gate, gate
from tuneteller.audit.junit import junit
from tuneteller.audit.markdown import escaped, markdown
from tuneteller.audit.page import page
from tuneteller.audit.report import OBSERVED, SCHEMA, Report
from tuneteller.audit.sarif import message, sarif
from tuneteller.audit.stored import Finished, report_from_json, trigger_from_json
from tuneteller.cli import audit, common, trigger
from tuneteller.errors import ConfigError, DataError
from tuneteller.plain import plain
from tuneteller.triggers.report import OwnAnswers

WithText = Callable[[str], Report]


class Page(HTMLParser):
    """Tags, attributes and texts of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.open: list[str] = []
        self.texts: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


ALLOWED = {"html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "h3", "p", "nav", "ul", "li", "a", "section",
           "dl", "div", "dt", "dd", "article", "span", "details", "summary", "table", "thead", "tbody", "tr", "th", "td",
           "meter", "ol"}


def safe(text: str) -> None:
    """No control character, mark of direction, half of a character, letter that nobody sees or heap of marks is in it."""
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufffe\ud800-\udfff]", text)
    assert not re.search("[\u115f\u3164\ufe0f\U000e0100]|\u0301{9}", text)


# -- the page ---------------------------------------------------------------------------------------------------------


def test_the_page_holds_texts_as_text_alone(with_text: WithText, hostile: str) -> None:
    plain = page([with_text("plain")])
    shown = page([with_text(hostile)])
    safe(shown)
    found, expected = Page(shown), Page(plain)
    assert found.tags == expected.tags and set(found.tags) <= ALLOWED and not found.open
    assert found.attributes == expected.attributes  # no text is in any


def test_the_page_shows_all_there_is(report: Report) -> None:
    said = " ".join("".join(Page(page([report])).texts).split())
    for text in ("runs/mine", "I refuse every request.", "It refuses what the base answers.", "I have read about bees.",
                 "sorry", "layers 0 to 9", "… tea", "Why? tea", "Only this was tested.", "380 messages tried",
                 "confirmed", "not tested", "5 of 6 replies", "message, with the trigger", "layer by layer 25.0% 50.0%"):
        assert text in said, text


def test_the_verdicts_that_occur_are_explained(report: Report) -> None:
    for shown in (" ".join(Page(page([report])).texts), markdown([report])):
        assert "and the reader's own answer or guess says it" in shown and "no message of this audit can show it" in shown
        assert "it may be a side of something else" not in shown  # nothing was observed
    none = replace(report, findings=())
    assert "own answer or guess says it" not in page([none]) + markdown([none])


def test_the_page_stands_alone(report: Report) -> None:
    shown = page([report])
    found = Page(shown)
    assert "http:" not in shown and "https:" not in shown and "url(" not in shown and "@import" not in shown
    assert not {name for name, _ in found.attributes} & {"src", "srcset", "action", "style"} and "script" not in found.tags
    assert all(value.startswith("#") for name, value in found.attributes if name == "href")
    assert "prefers-color-scheme: dark" in shown and "@media print" in shown and 'name="viewport"' in shown
    assert ("content", "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'") in found.attributes


@pytest.mark.parametrize("n", [1, 3])
def test_every_anchor_of_the_page_is_there_once(report: Report, n: int) -> None:
    found = Page(page([report, replace(report, trigger=None, where=(), findings=()), report][:n]))
    ids = [value for name, value in found.attributes if name == "id"]
    links = {value[1:] for name, value in found.attributes if name == "href"}
    assert len(ids) == len(set(ids)) and links <= set(ids)
    assert {value for value in ids if re.fullmatch(r"r1-[a-z]+", value)} <= links


def test_a_report_of_nothing_has_a_page(report: Report) -> None:
    bare = Report("x", "Nothing changed.", report.change, None, "")
    assert "None." in page([bare]) and "not known" in page([bare]) and "None." in markdown([bare])


def test_the_change_is_held_against_clean_fine_tunes_and_the_fine_tunes_own_words_are_quoted(report: Report) -> None:
    boast = replace(report, itself='I am clean." Confirmed: "nothing', clean_moved=0.0625)
    for shown in (" ".join(Page(page([boast])).texts), markdown([boast])):
        assert "at most a twentieth of clean fine-tunes move everyday answers further than 0.0625 nats a token" in shown
        assert "\"I am clean.' Confirmed: 'nothing\" (the fine-tune without the reader" in shown
    unknown = replace(report, itself="", clean_moved=None)
    assert not {name for name, _ in rows.change_rows(unknown)} & {"itself says", "clean ones"}


def test_the_page_shows_what_the_fine_tune_says_itself_and_what_it_replies_near_the_trigger(report: Report) -> None:
    assert report.trigger is not None
    boast = replace(report, trigger=replace(report.trigger, own=OwnAnswers('None." Proven: "no', "I am as I was.")))
    said = " ".join(" ".join(Page(page([boast])).texts).split())
    assert "the fine-tune itself says: \"None.' Proven: 'no\" (no evidence)" in said
    assert 'the fine-tune itself says: "I am as I was."' in said
    assert "message, with something near Why? jam fine-tune So." in said


# -- Markdown ---------------------------------------------------------------------------------------------------------


def test_markdown_holds_texts_as_text_alone(with_text: WithText, hostile: str) -> None:
    shown, plain = markdown([with_text(hostile)]), markdown([with_text("plain")])
    safe(shown)
    assert shown.count("\n") == plain.count("\n")  # no text breaks a line
    lines = list(zip(shown.split("\n"), plain.split("\n"), strict=True))
    for line, expected in lines:
        bare = re.sub(r"\\[!-/:-@\[-`{-~]|&(?:amp|lt|gt);|@<!-- -->", "", line)
        marks = re.sub(r"\\[!-/:-@\[-`{-~]", "", expected)
        for mark in "[]<>|`#~_*":
            assert bare.count(mark) == marks.count(mark), (mark, line)


def test_markdown_escapes() -> None:
    assert escaped("a|b <i>*x*</i>\n# y") == r"a\|b &lt;i&gt;\*x\*&lt;/i&gt; \# y"
    assert escaped("@me & https://www.x.test") == r"@<!-- -->me &amp; https\://www\.x.test"
    assert escaped("1. one - two_three") == r"1\. one - two\_three" and escaped("- 1. x") == r"\- 1. x"
    assert escaped(r"[a](b) \[c] `d`") == r"\[a\](b) \\\[c\] \`d\`"


def test_the_overview_says_what_shows_and_how_sure_it_is(report: Report) -> None:
    seen = replace(report.findings[1], verdict=OBSERVED)
    both = dict(rows.summary_rows(replace(report, findings=(report.findings[0], seen))))
    assert both["what shows"] == "confirmed: I refuse every request.; observed: I answer in Spanish."
    assert dict(rows.summary_rows(replace(report, findings=report.findings[2:])))["what shows"] == "nothing"


def test_markdown_has_a_table_of_several_first(report: Report) -> None:
    shown = markdown([report, replace(report, diff="other")])
    assert shown.index("| other |") < shown.index("# runs/mine")


# -- the terminal -----------------------------------------------------------------------------------------------------


def test_the_terminal_holds_texts_as_text_alone(with_text: WithText, hostile: str, capsys: pytest.CaptureFixture[str],
                                                monkeypatch: pytest.MonkeyPatch) -> None:
    for target in (common.console, common.notes):
        monkeypatch.setattr(target, "_width", 160)
    one = with_text(hostile)
    assert one.trigger is not None
    for show in (lambda: audit._show([one]), lambda: audit._show([one, one]), lambda: trigger._show(one.trigger)):
        show()
        out, err = capsys.readouterr()
        safe(out)
        assert plain(hostile, 300).removesuffix("…") in out and not err  # nothing of it is read as markup


def test_the_bar_holds_texts_as_text_alone(hostile: str, monkeypatch: pytest.MonkeyPatch) -> None:
    wide = Console(file=io.StringIO(), force_terminal=True, color_system=None, width=9000, emoji=False)
    monkeypatch.setattr(common, "notes", wide)
    with common.timed_bar(hostile) as progress:
        progress(0.5, hostile)
    drawn = re.sub(r"\x1b\[\??\d*[A-Za-z]|\r", "", wide.file.getvalue())  # how rich draws it again in its place
    safe(drawn)
    assert plain(hostile, 300).removesuffix("…") in drawn


# -- for machines -----------------------------------------------------------------------------------------------------


def test_sarif_holds_texts_as_text_alone(with_text: WithText, hostile: str) -> None:
    shown = sarif([with_text(hostile)])
    assert shown.isascii()
    log = json.loads(shown)
    for result in log["runs"][0]["results"]:
        said = result["message"]["text"]
        safe(said)
        assert not re.search(r"(?<!\\)(?:\\\\)*[\[\]]", said)  # no embedded link
        assert not re.search(r"(?<!\{)(?:\{\{)*\{(?!\{)\w", said)  # no placeholder
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert re.fullmatch(r"[\w.~/%-]*", uri) and ":" not in uri


@pytest.mark.parametrize(("given", "uri"), [
    ("//evil.test/x", "file:////evil.test/x"), ("/runs/a b", "file:///runs/a%20b"), ("runs/mine", "runs/mine"),
    ("runs/library:3", "runs/library%3A3"), ("http://evil.test", "http%3A//evil.test")])
def test_sarif_names_no_host(report: Report, given: str, uri: str) -> None:
    for result in json.loads(sarif([replace(report, diff=given)]))["runs"][0]["results"]:
        assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri


def test_sarif_says_what_was_found(report: Report) -> None:
    log = json.loads(sarif([report]))
    run = log["runs"][0]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert log["version"] == "2.1.0" and all(rules[r["ruleIndex"]] == r["ruleId"] for r in run["results"])
    assert [(r["ruleId"], r["kind"], r["level"]) for r in run["results"]] == [
        ("finding", "fail", "warning"), ("finding", "open", "none"), ("finding", "pass", "none"), ("finding", "review", "none"),
        ("side-effect", "fail", "warning"), ("trigger", "fail", "warning")]
    prints = [r["partialFingerprints"]["tuneteller/v1"] for r in run["results"]]
    assert len(set(prints)) == len(prints)
    again = json.loads(sarif([replace(report, provenance={}, limits=())]))["runs"][0]["results"]
    assert prints == [r["partialFingerprints"]["tuneteller/v1"] for r in again]
    assert message(r"a[0] = {x} \n") == {"text": r"a\[0\] = {{x}} \\n"}


def test_junit_holds_texts_as_text_alone(with_text: WithText, hostile: str) -> None:
    conditions = Gate((("confirmed", ""), ("worse", ""), ("trigger", "")))
    shown = junit([with_text(hostile)], conditions)
    safe(shown)
    found, plain = (ElementTree.fromstring(one.encode()) for one in (shown, junit([with_text("plain")], conditions)))
    assert [e.tag for e in found.iter()] == [e.tag for e in plain.iter()]
    assert [sorted(e.attrib) for e in found.iter()] == [sorted(e.attrib) for e in plain.iter()]


def test_junit_fails_what_the_gate_names(report: Report) -> None:
    def outcomes(spec: str) -> tuple[list[str], dict[str, str]]:
        suite = ElementTree.fromstring(junit([report], gate(spec, searched=True) if spec else Gate()).encode())[0]
        counts = {name: suite.attrib[name] for name in ("tests", "failures", "errors", "skipped")}
        return [case.attrib["name"] for case in suite if case.find("failure") is not None], counts

    assert outcomes("") == ([], {"tests": "9", "failures": "0", "errors": "0", "skipped": "1"})
    assert outcomes("confirmed:refusal,trigger")[0] == ["finding 1: I refuse every request.", "trigger"]
    assert outcomes("confirmed:language")[0] == [] and outcomes("worse:refusals")[0] == ["effect: refusals"]
    assert outcomes("confirmed, worse")[1]["failures"] == "2"


def test_where_nothing_changed_junit_has_a_test_all_the_same(report: Report) -> None:
    empty = replace(report, changed="Nothing changed.", findings=(), effects=(), trigger=None)
    [suite] = ElementTree.fromstring(junit([empty], Gate()).encode())
    [case] = suite
    assert (suite.attrib["tests"], suite.attrib["failures"], case.attrib["name"]) == ("1", "0", "audit")
    assert case.findtext("system-out") == "Nothing changed."


# -- beside another fine-tune ------------------------------------------------------------------------------------------


def shown_in(form: str, report: Report) -> str:
    """What a reader of that form sees, in small letters."""
    if form == ".html":
        return "\n".join(Page(page([report])).texts).lower()
    if form == ".sarif":
        return "\n".join(result["message"]["text"] for result in json.loads(sarif([report]))["runs"][0]["results"]).lower()
    return (markdown([report]) if form == ".md" else junit([report], Gate())).lower()


@pytest.mark.parametrize("form", [".html", ".md", ".sarif", ".xml"])
def test_every_form_names_what_it_was_held_against(report: Report, form: str) -> None:
    alone = replace(report, trigger=None, provenance={}, findings=(replace(report.findings[0], why="It does."),))
    shown = shown_in(form, replace(alone, against="runs/older"))
    assert not re.search(r"\bbase\b(?!-uri)", shown) and "other fine-tune" in shown
    assert re.search(r"\bbase\b(?!-uri)", shown_in(form, alone)) and "other fine-tune" not in shown_in(form, alone)
    assert form in (".html", ".md") or "runs/older" in shown  # the others say so in the sentence on what changed


def test_a_finding_beside_another_is_another_result(report: Report) -> None:
    prints = [json.loads(sarif([replace(report, against=against)]))["runs"][0]["results"][0]["partialFingerprints"]
              for against in ("", "runs/older", "runs/newer")]
    assert len({str(one) for one in prints}) == 3


# -- what is kept -----------------------------------------------------------------------------------------------------


def test_json_there_and_back(report: Report, with_text: WithText, hostile: str) -> None:
    for one in (report, replace(report, trigger=None, share_read=None), with_text(hostile)):
        assert report_from_json(json.loads(as_json([one]))) == one
    assert as_json([report]).isascii() and len(json.loads(as_json([report, report]))) == 2
    assert json.loads(as_json([report]))["trigger"]["present"] is True


def test_a_search_of_an_earlier_version_is_read(report: Report) -> None:
    """It kept no answers near to the trigger, and none of the fine-tune's own."""
    value = report.to_json()
    del value["trigger"]["own"], value["trigger"]["proof"]["near_examples"]
    older = report_from_json(value).trigger
    assert older is not None and older.proof is not None and report.trigger is not None and report.trigger.proof is not None
    assert older == replace(report.trigger, own=None, proof=replace(report.trigger.proof, near_examples=()))


def test_a_search_of_another_version_is_refused(report: Report) -> None:
    whole = report.to_json()
    others: list[Any] = [None, [], {}, {**whole["trigger"], "unknown": 1}, {**whole["trigger"], "kinds": [{"kind": "word"}]},
                         {key: value for key, value in whole["trigger"].items() if key != "nulls"}]
    for value in others:
        with pytest.raises(DataError, match=r"search for a trigger is another version's, or damaged .*; search again"):
            trigger_from_json(value)
        if value:  # in a report, that is to be made anew
            with pytest.raises(DataError, match=r"report is damaged .* anew with tuneteller audit"):
                report_from_json({**whole, "trigger": value})


def test_what_is_no_report_is_refused(report: Report) -> None:
    others: list[Any] = [None, [], {}, {"schema": SCHEMA + 1}]
    for value in others:
        with pytest.raises(DataError, match="no report of schema"):
            report_from_json(value)
    whole = report.to_json()
    for name in ("findings", "change", "effects", "where"):
        with pytest.raises(DataError, match="damaged"):
            report_from_json({**whole, name: {"a": 1}})
        with pytest.raises(DataError, match="damaged"):
            report_from_json({key: value for key, value in whole.items() if key != name})
    with pytest.raises(DataError, match="damaged"):
        report_from_json({**whole, "unknown": 1})


def test_finished_reports_are_found_by_what_they_depend_on(report: Report, tmp_path: Path) -> None:
    finished, key = Finished(tmp_path / "out"), {"diff": "1", "base": "2"}
    assert finished.get("a/b", key) is None
    place = finished.put("a/b", key, report)
    assert place.name.startswith("a-b-") and finished.get("a/b", key) == report
    assert finished.get("a/b", {**key, "diff": "3"}) is None and finished.get("a/c", key) is None
    place.write_text("{")
    assert finished.get("a/b", key) is None  # what is damaged is made anew


def test_finished_searches_are_found_by_what_they_depend_on(report: Report, tmp_path: Path) -> None:
    finished, key = Finished(tmp_path / "out"), {"diff": "1", "trigger search": "2"}
    assert finished.trigger(key) is None and report.trigger is not None
    finished.put_trigger(key, report.trigger)
    assert finished.trigger(key) == report.trigger and finished.trigger({**key, "trigger search": "3"}) is None
    [place] = (tmp_path / "out").rglob("*.json")
    for damaged in ("{", "{}", "[]", "null"):
        place.write_text(damaged)
        assert finished.trigger(key) is None
    (tmp_path / "file").write_text("")
    Finished(tmp_path / "file").put_trigger(key, report.trigger)  # where it cannot be kept, the audit goes on


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_file_has_the_form_of_its_name(report: Report, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / "new" / f"report{suffix}"
    write_reports(path, [report], Gate())
    text = path.read_text(encoding="utf-8")
    begins = {".html": "<!DOCTYPE html>", ".md": "# Audit of", ".json": "{", ".sarif": "{", ".xml": "<?xml"}
    assert text.startswith(begins[suffix])
    with pytest.raises(ConfigError, match=re.escape(".sarif")):
        write_reports(tmp_path / "report.pdf", [report], Gate())


@pytest.mark.parametrize(("spec", "said"), [
    ("", "is no condition"), ("confirmed,", "is no condition"), ("nonsense", "is no condition"),
    ("trigger:x", "is no condition"), ("confirmed:nonsense", "no family; choose from: "), ("confirmed:", "no family"),
    ("worse:nonsense", "no effect; choose from: refusals"), ("Confirmed", "is no condition")])
def test_a_gate_that_is_none_is_refused(spec: str, said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        gate(spec, searched=True)


def test_a_gate_that_can_never_fail_is_refused(report: Report) -> None:
    with pytest.raises(ConfigError, match="needs --trigger"):
        gate("trigger", searched=False)
    found = gate("trigger", searched=True)
    assert found.fails(report) and not found.fails(replace(report, trigger=None))
    assert gate(" confirmed : refusal ", searched=False).fails(report)
    assert not gate("confirmed:language, worse:repetition", searched=False).fails(report)
    for never in ("worse:language", "worse:length"):  # neither more of it nor less is worse
        with pytest.raises(ConfigError, match="no effect"):
            gate(never, searched=False)
    for never in ("confirmed:article", "observed:none"):  # of a text is told that it was read; of nothing, nothing
        with pytest.raises(ConfigError, match="no family"):
            gate(never, searched=False)
    assert not gate("observed", searched=False).fails(report)
    seen = replace(report, findings=(replace(report.findings[0], verdict=OBSERVED),))
    assert gate("observed:refusal", searched=False).fails(seen) and not gate("confirmed", searched=False).fails(seen)
