"""Pages from templates: every value is stripped of what nobody sees, and escaped, before it stands in one."""

from __future__ import annotations

import time
from functools import cache
from importlib import resources
from typing import Any
from urllib.parse import quote

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

import tuneteller
from tuneteller.audit import rows
from tuneteller.audit.page import VERDICT_CLASSES, harmless
from tuneteller.plain import plain
from tuneteller.web import guard, views

KINDS = {"ask": "Question", "audit": "Audit", "trigger": "Search for a trigger", "compare": "Comparison"}
"""Kind of work that is kept -> what a page calls it."""

NAVIGATION = (("/", "Fine-tunes"), ("/ask", "Ask"), ("/audit", "Audit"), ("/triggers", "Triggers"), ("/compare", "Compare"),
              ("/jobs", "Jobs"), ("/readers", "Readers"))


def render(name: str, **values: Any) -> str:
    """A template with its values."""
    return _environment().get_template(f"{name}.html.j2").render(values)


def page(request: Request, name: str, status: int = 200, headers: dict[str, str] | None = None, **values: Any) -> HTMLResponse:
    """A whole page for the browser that asks."""
    session: guard.Session | None = getattr(request.state, "session", None)
    return HTMLResponse(render(name, csrf=session.csrf if session else "", header=guard.CSRF, here=request.url.path,
                               navigation=NAVIGATION if session else (), version=tuneteller.__version__, **values),
                        status, headers)


def fragment(name: str, status: int = 200, headers: dict[str, str] | None = None, **values: Any) -> HTMLResponse:
    """A part of a page."""
    return HTMLResponse(render(name, **values), status, headers)


def day(seconds: float) -> str:
    """A time in UTC, for people."""
    return time.strftime("%Y-%m-%d %H:%M UTC", time.gmtime(seconds))


def iso(seconds: float) -> str:
    """A time in UTC, for programs."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(seconds))


def span(seconds: float) -> str:
    """A length of time in words."""
    if seconds < 60:
        return f"{max(seconds, 0):.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"


def ago(seconds: float) -> str:
    """How long ago a time is."""
    since = time.time() - seconds
    return "just now" if since < 10 else f"{span(since)} ago" if since < 24 * 3600 else day(seconds)


@cache
def _environment() -> Environment:
    folder = resources.files(__package__).joinpath("templates")
    environment = Environment(loader=FileSystemLoader(str(folder)), autoescape=True, undefined=StrictUndefined,
                              finalize=harmless, trim_blocks=True, lstrip_blocks=True)
    environment.filters |= {
        "plain": plain, "day": day, "iso": iso, "span": span, "ago": ago, "urlencode": _quoted,
        "capitalize_first": _begun, "failure": views.failure, "exchange_rows": rows.exchange_rows,
        "effect_row": rows.effect_row,
    }
    environment.globals |= {"rows": rows, "classes": VERDICT_CLASSES, "KINDS": KINDS}
    return environment


def _begun(text: str) -> str:
    """As a sentence begins."""
    return text[:1].upper() + text[1:]


def _quoted(text: str) -> str:
    """As a part of an address; a file's name may hold halves of characters."""
    return quote(text, errors="replace")
