"""The forms a report is written in, by the name of its file."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from tuneteller.audit.gate import Gate
from tuneteller.audit.report import Report
from tuneteller.errors import ConfigError
from tuneteller.files import write_whole

SUFFIXES = (".html", ".md", ".json", ".sarif", ".xml")


def check_suffix(path: Path) -> None:
    """Refuse a file whose name tells no form.

    Raises:
        ConfigError: it does not.
    """
    if path.suffix.lower() not in SUFFIXES:
        raise ConfigError(f"{path} names no form of a report; give a file that ends in one of {', '.join(SUFFIXES)}, or a "
                          f"directory")


def write_reports(path: Path, reports: Sequence[Report], gate: Gate) -> None:
    """Write reports into one file, in the form that its name tells.

    Args:
        gate: what fails, in the form for tests.

    Raises:
        ConfigError: the name tells no form.
        StorageError: the file cannot be written.
    """
    check_suffix(path)
    text = written(path.suffix.lower(), reports, gate)
    write_whole(path, lambda p: p.write_text(text, encoding="utf-8"))


def written(suffix: str, reports: Sequence[Report], gate: Gate) -> str:
    """Reports in one of the forms of `SUFFIXES`; see `write_reports`."""
    return _forms(gate)[suffix](reports)


def as_json(reports: Sequence[Report]) -> str:
    """One report as its object, several as a list of theirs."""
    values = [report.to_json() for report in reports]
    # of ASCII alone, so that no character in it can steer a terminal
    return json.dumps(values[0] if len(values) == 1 else values, indent=1, ensure_ascii=True) + "\n"


def _forms(gate: Gate) -> Mapping[str, Callable[[Sequence[Report]], str]]:
    from tuneteller.audit.junit import junit
    from tuneteller.audit.markdown import markdown
    from tuneteller.audit.page import page
    from tuneteller.audit.sarif import sarif

    return {".html": page, ".md": markdown, ".json": as_json, ".sarif": sarif, ".xml": lambda reports: junit(reports, gate)}
