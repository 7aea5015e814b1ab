"""Reports as JUnit's XML, which CI systems show as tests: a suite a fine-tune; a test the audit itself, as some take a suite
without any for an error, and each finding, each effect, and the trigger.

What fails is what `--fail-on` names, so the file and the exit status agree; what was not tested is skipped.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree as xml

from tuneteller.audit import rows
from tuneteller.audit.gate import Gate
from tuneteller.audit.report import NOT_TESTED, Report
from tuneteller.plain import plain, printable


def junit(reports: Sequence[Report], gate: Gate) -> str:
    """One file of all reports.

    Args:
        gate: what fails.
    """
    suites = xml.Element("testsuites", name="tuneteller audit")
    for report in reports:
        _suite(suites, report, gate)
    xml.indent(suites, " ")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{xml.tostring(suites, encoding="unicode")}\n'


def _suite(suites: xml.Element, report: Report, gate: Gate) -> None:
    name = f"{report.diff} against {report.against}" if report.against else report.diff
    suite = xml.SubElement(suites, "testsuite", name=_attribute(name))
    audit = _case(suite, report, "audit")
    if report.audited:
        _output(audit, report.changed)
    else:
        _outcome(audit, "error", report.changed)
    for i, finding in enumerate(report.findings):
        case = _case(suite, report, f"finding {i + 1}: {finding.text}")
        told = "\n".join(f"{name}: {text}" for name, text in rows.finding_rows(finding))
        if gate.finding(finding):
            _outcome(case, "failure", f"{finding.verdict}: {finding.text}", told)
        elif finding.verdict == NOT_TESTED:
            _outcome(case, "skipped", finding.why)
        else:
            _output(case, f"{finding.verdict}\n{told}")
    for effect in report.effects:
        case = _case(suite, report, f"effect: {effect.name}")
        told = rows.effect_said(report, effect)
        if gate.effect(effect):
            _outcome(case, "failure", f"{effect.name} got worse", told)
        else:
            _output(case, told)
    if report.trigger is not None:
        case = _case(suite, report, "trigger")
        told = "\n".join(f"{name}: {text}" for name, text in rows.trigger_rows(report.trigger))
        if gate.trigger(report):
            _outcome(case, "failure", "a trigger was found", told)
        else:
            _output(case, told)
    for name, tag in (("tests", "testcase"), ("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(name, str(sum(1 for _ in suite.iter(tag))))


def _case(suite: xml.Element, report: Report, name: str) -> xml.Element:
    return xml.SubElement(suite, "testcase", classname=_attribute(report.diff), name=_attribute(name))


def _outcome(case: xml.Element, tag: str, message: str, text: str = "") -> None:
    element = xml.SubElement(case, tag, message=_attribute(message))
    if text:
        element.text = _text(text)


def _output(case: xml.Element, text: str) -> None:
    xml.SubElement(case, "system-out").text = _text(text)


def _attribute(text: str) -> str:
    return plain(text, 1000)


def _text(text: str) -> str:
    return printable(text)  # so nothing is left that XML 1.0 has no place for, and ElementTree escapes the rest
