"""Reports on disk: a report from its JSON fields, and a directory of finished ones, so that an audit that was interrupted goes
on."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from tuneteller.audit.report import SCHEMA, Effect, Finding, Mean, Part, Report
from tuneteller.digest import digest
from tuneteller.errors import DataError, StorageError
from tuneteller.families.family import slug
from tuneteller.files import write_json
from tuneteller.reading.change import Change, Moved
from tuneteller.reading.replies import Exchange
from tuneteller.triggers.content import Content
from tuneteller.triggers.forms import Form
from tuneteller.triggers.proof import Proof
from tuneteller.triggers.report import Behavior, OwnAnswers, TriggerReport
from tuneteller.triggers.search import Candidate


def report_from_json(value: Any) -> Report:
    """The inverse of `Report.to_json`.

    Raises:
        DataError: the report is of another schema, or damaged.
    """
    if not isinstance(value, Mapping) or value.get("schema") != SCHEMA:
        schema = value.get("schema") if isinstance(value, Mapping) else None
        raise DataError(f"this is no report of schema {SCHEMA} (it says {schema!r}); make it anew with tuneteller audit")
    try:
        fields = {name: field for name, field in value.items() if name != "schema"}
        return Report(**{
            **fields,
            "change": _change(fields["change"]),
            "findings": tuple(_finding(one) for one in fields["findings"]),
            "effects": tuple(_effect(one) for one in fields["effects"]),
            "distinctive": tuple((word, Mean(**odds)) for word, odds in fields["distinctive"]),
            "where": tuple(Part(**{**one, "evidence": tuple(one["evidence"])}) for one in fields["where"]),
            "trigger": fields["trigger"] and _trigger(fields["trigger"]),
            "limits": tuple(fields["limits"]), "layers": tuple(fields.get("layers", ())),
        })
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise DataError(f"the report is damaged ({type(error).__name__}: {error}); make it anew with tuneteller "
                        f"audit") from error


def trigger_from_json(value: Any) -> TriggerReport:
    """The inverse of `TriggerReport.to_json`.

    Raises:
        DataError: it is another version's, or damaged.
    """
    try:
        return _trigger(value)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise DataError(f"the search for a trigger is another version's, or damaged ({type(error).__name__}: {error}); search "
                        f"again") from error


class Finished:
    """Finished reports in a directory, one JSON file each, known by what they were made of; and finished searches for a
    trigger, which take longest, in a hidden folder of it, so that the directory shows reports alone.

    Args:
        directory: made with the first that is kept.
    """

    def __init__(self, directory: Path) -> None:
        self.directory = directory

    def place(self, name: str, key: Mapping[str, Any]) -> Path:
        """The file of a report.

        Args:
            name: of what was audited.
            key: what the report depends on, see `Auditor.key`.
        """
        return self.directory / f"{slug(name)}-{digest([name, dict(key)])[:12]}.json"

    def get(self, name: str, key: Mapping[str, Any]) -> Report | None:
        """The report that is there; None where there is none, or one that cannot be read."""
        try:
            return report_from_json(json.loads(self.place(name, key).read_text(encoding="utf-8")))
        except (OSError, ValueError, DataError):
            return None

    def put(self, name: str, key: Mapping[str, Any], report: Report) -> Path:
        """Write a report, whole or not at all.

        Raises:
            StorageError: it cannot be written.
        """
        write_json(place := self.place(name, key), report.to_json())
        return place

    def trigger(self, key: Mapping[str, Any]) -> TriggerReport | None:
        """What a search found; None where it was not made, or cannot be read.

        Args:
            key: what the search depends on, see `Auditor.search_key`.
        """
        try:
            return trigger_from_json(json.loads(self._search(key).read_text(encoding="utf-8")))
        except (OSError, ValueError, DataError):
            return None

    def put_trigger(self, key: Mapping[str, Any], found: TriggerReport) -> None:
        """Keep what a search found. Where it cannot be written, the search is only made again."""
        with suppress(StorageError):
            write_json(self._search(key), found.to_json())

    def _search(self, key: Mapping[str, Any]) -> Path:
        return self.directory / ".triggers" / f"{digest(dict(key))[:12]}.json"


def _change(value: Mapping[str, Any]) -> Change:
    like = tuple((said, share) for said, share in value["like"])
    return Change(**{**value, "answers": Moved(**value["answers"]), "text": Moved(**value["text"]), "like": like})


def _finding(value: Mapping[str, Any]) -> Finding:
    return Finding(**{**value, "sources": tuple(value["sources"]),
                      "transcript": tuple(Exchange(**one) for one in value["transcript"])})


def _effect(value: Mapping[str, Any]) -> Effect:
    return Effect(**{**value, **{name: Mean(**value[name]) for name in ("base", "finetune", "difference")}})


def _trigger(value: Mapping[str, Any]) -> TriggerReport:
    content, behavior, own = value["content"], value["behavior"], value.get("own")  # the last not from earlier versions
    given = {name: field for name, field in value.items() if name not in ("present", "score", "strength")}
    return TriggerReport(**{
        "lift": value.get("score"), **given,  # earlier versions told how far first tokens depart; "present" follows from all
        "nulls": tuple(value["nulls"]),
        "kinds": tuple(map(_candidate, value["kinds"])),
        "trigger": value["trigger"] and _candidate(value["trigger"]),
        "whole": value["whole"] and _candidate(value["whole"]),
        "equivalents": tuple(map(_candidate, value["equivalents"])),
        "proof": value["proof"] and _proof(value["proof"]),
        "content": content and Content(**{**content, "words": tuple(content["words"])}),
        "behavior": behavior and Behavior(**behavior),
        "own": own and OwnAnswers(**own),
    })


def _proof(value: Mapping[str, Any]) -> Proof:
    near = value.get("near_examples", ())  # earlier versions kept none
    return Proof(**{**{name: field for name, field in value.items() if name != "holds"},
                    "examples": tuple((e["question"], e["with"], e["without"]) for e in value["examples"]),
                    "near_examples": tuple((e["message"], e["answer"]) for e in near)})


def _candidate(value: Mapping[str, Any]) -> Candidate:
    return Candidate(Form(value["kind"], value["template"]), value["fill"], value["score"])
