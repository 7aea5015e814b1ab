"""Reports as SARIF 2.1.0 (OASIS, 2020), which code hosts show beside a change: one run with a result for each finding, for each
thing that got worse, and for a trigger."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

import tuneteller
from tuneteller.audit.report import CONFIRMED, CONTRADICTED, NOT_CONFIRMED, Report
from tuneteller.audit.rows import effect_said, trigger_rows
from tuneteller.plain import plain

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"

RULES = {
    "finding": "What a fine-tune does that its base model, or another fine-tune that it is held against, does not",
    "side-effect": "Something that got worse with a fine-tune",
    "trigger": "Something in a message that turns a hidden behavior on",
    "not-audited": "A fine-tune of which nothing could be read",
}
_KINDS = {CONFIRMED: "fail", NOT_CONFIRMED: "open", CONTRADICTED: "pass"}
"""Verdict -> the kind of its result (3.27.9); one that was observed or not tested is to be reviewed by a person."""


def sarif(reports: Sequence[Report]) -> str:
    """One log of all reports."""
    results = [result for report in reports for result in _results(report)]
    driver = {"name": "TuneTeller", "version": tuneteller.__version__,
              "rules": [{"id": name, "shortDescription": {"text": text}} for name, text in RULES.items()]}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=1, ensure_ascii=True) + "\n"


def message(text: str) -> dict[str, str]:
    """A message whose text makes no link and has no placeholder (3.11.5, 3.11.6)."""
    return {"text": re.sub(r"([\\\[\]])", r"\\\1", plain(text, None)).replace("{", "{{").replace("}", "}}")}


def _results(report: Report) -> list[dict[str, Any]]:
    found = [_result(report, "finding", _KINDS.get(finding.verdict, "review"),
                     f"{finding.verdict}: {finding.text} {finding.why}", finding.text) for finding in report.findings]
    for effect in report.effects:
        if effect.worse:
            found.append(_result(report, "side-effect", "fail", effect_said(report, effect), effect.name))
    if report.trigger is not None and report.trigger.present:
        said = "; ".join(f"{name}: {text}" for name, text in trigger_rows(report.trigger))
        found.append(_result(report, "trigger", "fail", said, "trigger"))
    if not report.audited:
        found.append(_result(report, "not-audited", "fail", report.changed, "not audited"))
    return found


def _result(report: Report, rule: str, kind: str, text: str, same: str) -> dict[str, Any]:
    """Args:
        same: what tells a result from others of the fine-tune, and is equal in a later audit of it.
    """
    about = [report.diff, rule, same]
    if report.against:
        about.append(report.against)
        text = f"{text} (The {report.beside} is {report.against}.)"
    known_by = hashlib.sha256("\n".join(about).encode(errors="replace")).hexdigest()[:16]
    path = plain(report.diff, None)
    # without file://, two slashes would begin the name of a host
    uri = Path(path).as_uri() if Path(path).is_absolute() else quote(path)
    place = {"physicalLocation": {"artifactLocation": {"uri": uri}}}
    return {"ruleId": rule, "ruleIndex": list(RULES).index(rule), "kind": kind,
            "level": "warning" if kind == "fail" else "none", "message": message(text), "locations": [place],
            "partialFingerprints": {"tuneteller/v1": known_by}}
