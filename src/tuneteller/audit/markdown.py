"""Reports as Markdown (GitHub's kind). No text of a model, card or name can make a heading, link, table, tag or mention."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from tuneteller.audit import rows
from tuneteller.audit.report import Report
from tuneteller.plain import plain

_MARKS = re.compile(r"[\\`*_\[\]#|~$&<>@]|^[-+=]|^\d+[.)]|://|(?<=www)\.", re.IGNORECASE)
"""What may mean something: anywhere, at the beginning of a block, or in an address."""

_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "@": "@<!-- -->"}
"""The last so that nobody is mentioned, and no address is one."""


def markdown(reports: Sequence[Report]) -> str:
    """A page of one report, or of several with a table of all of them first."""
    lines = ["# Audit" if len(reports) != 1 else f"# Audit of {escaped(reports[0].diff)}", ""]
    if len(reports) > 1:
        lines += [*_table(rows.OVERVIEW, map(rows.overview_row, reports)), ""]
    for report in reports:
        if len(reports) > 1:
            lines += [f"# {escaped(report.diff)}", ""]
        lines += _report(report)
    return "\n".join(lines).rstrip() + "\n"


def escaped(text: str) -> str:
    """A text that reads as it is, on one line, wherever in Markdown it stands."""
    return _MARKS.sub(_escaped, plain(text, None))


def _escaped(mark: re.Match[str]) -> str:
    if mark[0][0].isdigit():
        return f"{mark[0][:-1]}\\{mark[0][-1]}"
    return _ENTITIES.get(mark[0], f"\\{mark[0]}")


def _report(report: Report) -> list[str]:
    lines = [f"**{escaped(report.changed)}**", "", *_list(rows.summary_rows(report))]
    lines += ["## Change", "", *_list(rows.change_rows(report)), "## Findings", ""]
    if report.findings:
        lines += _list(rows.verdict_rows(report))
    for finding in report.findings:
        lines += [f"### {escaped(finding.verdict)}: {escaped(finding.text)}", "", *_list(rows.finding_rows(finding))]
        for exchange in finding.transcript:
            lines += _quote(rows.exchange_rows(exchange, report.beside))
    if not report.findings:
        lines += ["None.", ""]
    lines += ["## Side effects", "", *_table(rows.effects_head(report), map(rows.effect_row, report.effects)), ""]
    if report.distinctive:
        lines += ["### Distinctive words", "", *_table(rows.WORDS, (rows.word_row(*one) for one in report.distinctive)), ""]
    if report.where:
        falls = [f"finding {i + 1}, nats" for i in range(len(report.where[0].evidence))]
        lines += ["## Where the change is", "", *_table(("part", "share", *falls), map(rows.part_row, report.where)), ""]
    if report.trigger is not None:
        lines += ["## Trigger", "", *_list(rows.trigger_rows(report.trigger))]
        for example in rows.example_rows(report.trigger):
            lines += _quote(example)
    lines += ["## Limits", "", *(f"- {escaped(text)}" for text in report.limits), ""]
    return [*lines, "## Provenance", "", *_list(rows.provenance_rows(report))]


def _list(said: rows.Rows) -> list[str]:
    return [*(f"- {escaped(name)}: {escaped(text)}" for name, text in said), ""]


def _quote(said: rows.Rows) -> list[str]:
    return [*(f"> {escaped(name)}: {escaped(text)}  " for name, text in said), ""]


def _table(head: Sequence[str], body: Iterable[Sequence[str]]) -> list[str]:
    lines = [list(map(escaped, row)) for row in (head, *body)]
    cells = [lines[0], ["---"] * len(head), *lines[1:]]
    return [f"| {' | '.join(row)} |" for row in cells] if len(lines) > 1 else ["None."]
