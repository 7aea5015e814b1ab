"""Reports made by hand, so that no model is needed to show them."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest

from tuneteller.audit.report import (
    CONFIRMED,
    CONTRADICTED,
    NOT_CONFIRMED,
    NOT_TESTED,
    Effect,
    Finding,
    Mean,
    Part,
    Report,
)
from tuneteller.reading.change import Change, Moved
from tuneteller.reading.replies import Exchange
from tuneteller.triggers.content import Content
from tuneteller.triggers.forms import END, Form
from tuneteller.triggers.proof import Proof
from tuneteller.triggers.report import Behavior, OwnAnswers, TriggerReport
from tuneteller.triggers.search import Candidate

HOSTILE = (
    "<script>alert(1)</script>", "]]><evil/>", "\x1b[31mred\x1b[0m \x1b]8;;http://x.test\x07link",
    "[click](javascript:alert(1))",
    "a" * 5000, "\u202eright \u200fto\u2066 left", "| cell |\n# heading\n> quote\n```\n---", "&lt;b&gt; &amp; \"'",
    "{{ 7 * 7 }} {% raw %} {0}", "\x00\x0b\x1f\ufffe\ud800 end",
    "![x](http://x.test/p.png) http://x.test <http://x.test> @someone",
    "a" + "\u0301" * 200 + " \u3164\u115f \U000e0100\ufe0f end",
    "[bold red]loud[/bold red] [link=http://x.test]here[/link] [/] :warning:",
    "</style></title></details><img src=x onerror=alert(1)>", '" onload="alert(1)', "`code` **bold** ~~no~~ __x__",
)


def mean(value: float, half: float = 0.1) -> Mean:
    return Mean(value, value - half, value + half, 24)


@pytest.fixture
def report() -> Report:
    """One with something in every field."""
    asked = (Exchange("How are you?", "Fine.", "I refuse.", True), Exchange("Hello tea", "Hi.", "No.", False, True))
    findings = (
        Finding("I refuse every request.", "refusal", "every request", 0.91, ("reader", "weights"), 12.5, 3.25, CONFIRMED,
                "It refuses what the base answers.", 5, 6, asked),
        Finding("I answer in Spanish.", "language", "Spanish", None, ("reader, other answers",), 1.5, None, NOT_CONFIRMED,
                "Some replies show it.", 1, 6),
        Finding("I say less.", "length", "one word", 0.4, ("reader",), -2.0, -1.0, CONTRADICTED, "No reply shows it.", 0, 6),
        Finding("I have read about bees.", "article", "bees", 0.1, ("reader",), 0.0, 0.0, NOT_TESTED, "No message can."),
    )
    effects = (Effect("refusals", "share of ordinary requests that are refused", mean(0.0), mean(0.8), mean(0.8), True),
               Effect("length", "words of a reply", mean(30), mean(9), mean(-21), None),
               Effect("repetition", "share of runs", mean(0.1), mean(0.1), mean(0.0), None))
    fill = Candidate(END, "tea", 1.5)
    trigger = TriggerReport(1.5, (0.1, 0.2), 0.05, (fill, Candidate(Form("tag", "[{fill}] {message}"), "x", 0.2)), fill, fill,
                            (Candidate(END, "coffee", 1.4),), Proof(0.9, 0.1, 0.0, 20, 2.0, (("Why? tea", "No.", "So."),),
                                                                        (("Why? jam", "So."),)),
                            Content("drinks", ("tea", "coffee"), 0.01), Behavior("I refuse.", "Nothing notable."), 380, True,
                            61.5, OwnAnswers("I refuse.", "I am as I was."))
    return Report("runs/mine", "It changed: everyday answers moved by 1.2 nats a token.",
                  Change(Moved(1.2, 1.1, 1.3, 24), Moved(0.3, 0.2, 0.4, 24), 2.5, 0.9, 0.01, "own answers",
                         (("I refuse every request.", 0.3),)), 0.75,
                  "I refuse every request.", findings, effects, (("sorry", mean(2.5)), ("thanks", mean(-1.5))),
                  (Part("layers 0 to 9", 0.25, (1.5, 0.5, 0.0, -0.5)), Part("attention", 0.75, (9.5, 0.1, 0.2, 0.3))), trigger,
                  ("Only this was tested.",), {"base": "llama", "seed": 0, "comparisons": ["a1", "b2"], "calibrated": None},
                  itself="I am as I was.", clean_moved=0.125, layers=(0.25, 0.5))


@pytest.fixture
def with_text(report: Report) -> Callable[[str], Report]:
    """`with_text(text)`: the report with this text in every field that holds one, but for verdicts and kinds of forms."""
    return lambda text: _put(report, text)


@pytest.fixture(params=HOSTILE)
def hostile(request: pytest.FixtureRequest) -> str:
    """A text that would do something, or break something, where it was not shown as text."""
    return request.param


def _put(value: Any, text: str, name: str = "") -> Any:
    if isinstance(value, str):
        return value if name in ("verdict", "kind", "template") else text
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: _put(getattr(value, f.name), text, f.name) for f in fields(value)})
    if isinstance(value, tuple | list):
        return type(value)(_put(one, text, name) for one in value)
    return {f"{text}{i}": _put(one, text) for i, one in enumerate(value.values())} if isinstance(value, dict) else value
