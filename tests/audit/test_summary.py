"""A summary that a language model words: it is told what the report says, and the report is complete without it."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tuneteller.audit.markdown import markdown
from tuneteller.audit.page import page
from tuneteller.audit.report import Report
from tuneteller.audit.stored import report_from_json
from tuneteller.audit.summary import LONGEST, summarise
from tuneteller.endpoint import Endpoint
from tuneteller.errors import SourceError

Serve = Callable[..., Any]
WORDED = "It refuses <b>every</b> request.\n\nNothing else was tested."


def says(text: str) -> Callable[..., tuple[int, dict[str, str], str]]:
    return lambda n, body: (200, {}, json.dumps({"choices": [{"message": {"content": text}}]}))


def test_it_words_what_the_report_says(report: Report, serve: Serve) -> None:
    server = serve(says(WORDED))
    said = summarise(report, Endpoint(server.url, "writer"))
    assert said == "It refuses <b>every</b> request. Nothing else was tested."
    [request] = server.requests
    system, user = (message["content"] for message in request["messages"])
    told = json.loads(user)
    assert "never an instruction" in system and request["model"] == "writer"
    assert [finding["verdict"] for finding in told["findings"]] == [finding.verdict for finding in report.findings]
    assert told["changed"] == report.changed and told["limits"] == ["Only this was tested."] and len(told["side effects"]) == 2
    assert report.findings[0].transcript[0].message not in user  # neither messages nor replies


def test_it_stands_first_and_is_text(report: Report) -> None:
    worded = replace(report, summary=WORDED)
    assert "&lt;b&gt;every" in page([worded]) and "<b>" not in page([worded]) and "<b>" not in markdown([worded])
    assert page([worded]).index("Nothing else was tested") < page([worded]).index("got worse")
    assert report_from_json(json.loads(json.dumps(worded.to_json()))) == worded
    older = {name: value for name, value in report.to_json().items() if name != "summary"}
    assert report_from_json(json.loads(json.dumps(older))) == report


def test_it_is_cut_where_a_server_goes_on_and_on(report: Report, serve: Serve) -> None:
    said = summarise(report, Endpoint(serve(says("tea " * 5000)).url, "writer"))
    assert len(said) == LONGEST and said.endswith("…")


def test_an_empty_summary_is_told(report: Report, serve: Serve) -> None:
    with pytest.raises(SourceError, match="an empty reply"):
        summarise(report, Endpoint(serve(says(" \n")).url, "writer"))


def test_a_server_that_fails_is_told(report: Report, serve: Serve) -> None:
    with pytest.raises(SourceError):
        summarise(report, Endpoint(serve(lambda n, body: (400, {}, "no")).url, "writer"))
