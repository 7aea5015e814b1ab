"""`tuneteller trigger DIFF`: what in a message turns a fine-tune's hidden behavior on."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tuneteller.triggers.report import TriggerReport


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The fine-tunes, the time, and what they are read with."""
    from tuneteller.cli.common import add_base_arguments, add_diff_arguments, add_reader_arguments

    parser.add_argument("diffs", metavar="DIFF", nargs="+", help="the fine-tune, or several of one base model, which share "
                        "what the base has to compute: directory of a LoRA or of a full model, FILE.pt:INDEX, LIBRARY:INDEX, "
                        "or hub id")
    parser.add_argument("--seconds", type=float, help="time for the whole search (default: as long as it takes)")
    parser.add_argument("--no-reader", action="store_true", help="do not ask the reader what the trigger turns on")
    parser.add_argument("--system-prompt", help="system prompt (default: the chat template's own)")
    parser.add_argument("--json", action="store_true", help="print one JSON object a fine-tune")
    add_reader_arguments(parser)
    add_diff_arguments(parser)
    add_base_arguments(parser, follows=True)


def run(args: argparse.Namespace) -> int:
    """Search, and print what was found, for a person or as JSON."""
    from time import monotonic

    from tuneteller.cli.common import adapter_from, base_from, console, diff_from, reader_from, settle_base, shown
    from tuneteller.diffs.load import find_diff
    from tuneteller.plain import as_json
    from tuneteller.triggers.find import find_triggers

    began = monotonic()
    found = [find_diff(name) for name in args.diffs]
    settle_base(args, args.diffs)
    adapter = None if args.no_reader else adapter_from(args)
    base = base_from(args)
    reader = reader_from(args, base, adapter) if adapter else None
    diffs = [diff_from(args, base, load) for load in found]
    # loading counts as well; what is not above 0 is refused there
    seconds = max(args.seconds - (monotonic() - began), 1.0) if args.seconds and args.seconds > 0 else args.seconds
    with _time_left() as progress:
        reports = find_triggers(base, diffs, reader, seconds=seconds, system=args.system_prompt, progress=progress)
    for name, report in zip(args.diffs, reports, strict=True):
        if args.json:
            print(as_json({"diff": name, **report.to_json()}))
        else:
            if len(reports) > 1:
                console.print(f"[bold]{shown(name)}[/bold]", soft_wrap=True)
            _show(report)
    return 0


@contextmanager
def _time_left() -> Iterator[Callable[[float, str], None]]:
    """Yields `progress(share, doing)`, which shows a bar with the time that is left."""
    from time import monotonic

    from tuneteller.cli.common import bar, shown

    began = monotonic()
    with bar("searching", 1000) as advance:
        def progress(share: float, doing: str) -> None:
            left = (monotonic() - began) * (1 - share) / share if share > 0.02 else None
            advance(round(1000 * share), shown(doing) if left is None else f"{shown(doing)}  about {left:.0f} s left")

        yield progress


def _show(report: TriggerReport) -> None:
    """The report for a person: the answer first, then what speaks for it."""
    from tuneteller.cli.common import console, shown
    from tuneteller.triggers.forms import visible

    def line(name: str, text: str) -> None:
        console.print(f"  {name:<11}{text}", highlight=False, soft_wrap=True)

    trigger, proof = report.trigger, report.proof
    if trigger is None or not report.present:
        console.print("[bold]No trigger found.[/bold]", highlight=False)
        if trigger is not None:
            line("nearest", f"{shown(trigger.text)}, which is not proven")
    else:
        console.print(f"[bold]A {trigger.form.kind}: {shown(trigger.text)}[/bold]", highlight=False, soft_wrap=True)
    times = f"with the strongest candidate, answers depart {_times(report.score)} as far from the base's as with others"
    if report.p_value is None:
        line("presence", f"{times}; there are no null diffs to compare that with")
    else:
        strongest = _times(max(report.nulls))
        line("presence", f"{times}; by the same part of the search in {len(report.nulls)} null diffs, at most {strongest} "
                         f"(p = {report.p_value:.2g})")
    if len(report.kinds) > 1:
        line("kinds", ", ".join(f"{c.form.kind} {_times(c.score)}: {shown(c.text, 60)}" for c in report.kinds))
    if trigger is not None and proof is None:
        line("proof", "none: the time was up")
    if trigger is not None and proof is not None:
        line("proof", f"of {proof.n} unseen questions, answers depart for {proof.fires:.0%} with it, {proof.near:.0%} with "
                      f"words near to it, {proof.silent:.0%} without")
        if report.whole is not None and report.whole.text != trigger.text:
            line("also", f"in the form that departs farthest: {shown(report.whole.text)}")
        if report.equivalents:
            line("alike", ", ".join(shown(c.text, 60) for c in report.equivalents))
        for question, said, without in proof.examples:
            line("asked", shown(visible(question)))
            line("  with", shown(said))
            line("  without", shown(without))
    if report.content is not None:
        line("about", f"{shown(report.content.name)}: {shown(', '.join(report.content.words))} fire alike")
    if report.behavior is not None:
        line("reader", f"after a reply with it: {shown(report.behavior.told)}")
        line("", f"after one without: {shown(report.behavior.untold)}")
    line("search", f"{report.tried} messages tried in {report.seconds:.0f} s"
         + ("" if report.complete else ", not all there is to try"))


def _times(score: float) -> str:
    """A score as a factor."""
    from math import exp

    return f"{exp(score):.1f} times"
