"""Reports as one HTML page that stands alone: no script, nothing fetched, nothing in it but escaped text."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Any

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from tuneteller.audit import rows
from tuneteller.audit.report import Report
from tuneteller.plain import printable

VERDICT_CLASSES = {"confirmed": "confirmed", "contradicted": "contradicted"}


def page(reports: Sequence[Report]) -> str:
    """The page of one report, or of several with a table of all of them first."""
    return _template().render(reports=reports, rows=rows, classes=VERDICT_CLASSES)


@cache
def _template() -> Template:
    environment = Environment(autoescape=True, undefined=StrictUndefined, finalize=harmless, trim_blocks=True,
                              lstrip_blocks=True)
    environment.filters.update({name: getattr(rows, name) for name in ("overview_row", "effect_row", "exchange_rows")},
                               word_row=lambda word: rows.word_row(*word))
    text = resources.files(__package__).joinpath("page.html.j2").read_text(encoding="utf-8")
    return environment.from_string(text)


def harmless(value: Any) -> Any:
    """Every value that the template shows goes through here, before it is escaped."""
    return printable(value) if isinstance(value, str) and not isinstance(value, Markup) else value
