"""`tuneteller trigger DIFF`: what in a message turns a fine-tune's hidden behavior on."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from tuneteller.diffs.diff import WeightDiff
    from tuneteller.diffs.load import Loader
    from tuneteller.reading.departure import BaseAnswers
    from tuneteller.triggers.report import TriggerReport

T = TypeVar("T")


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
    """Search, and print each result as soon as it is found, for a person or as JSON; 2 where a fine-tune cannot be read or
    searched: of several, the others are searched all the same."""
    from tuneteller.cli.common import adapter_from, base_from, console, reader_from, settle_base, shown, timed_bar
    from tuneteller.clock import Clock
    from tuneteller.diffs.load import find_diff
    from tuneteller.plain import as_json
    from tuneteller.reading.departure import BaseAnswers
    from tuneteller.triggers.find import Scan, check_seconds, find_trigger, scans_of

    check_seconds(args.seconds)
    clock = Clock(args.seconds)  # loading counts as well
    found = _each({name: partial(find_diff, name) for name in args.diffs})
    if not found:
        return 2  # before a model is loaded
    settle_base(args, [*found], reads=not args.no_reader)
    adapter = None if args.no_reader else adapter_from(args)
    base = base_from(args)
    reader = reader_from(args, base, adapter) if adapter else None
    answers = BaseAnswers(base, args.system_prompt)
    diffs = _each({name: partial(_searchable, args, answers, load) for name, load in found.items()})
    told = 0

    def seconds(searches: int) -> float | None:
        return None if args.seconds is None else max(clock.left, 1.0) / searches

    scans: list[Scan | None] = [None] * len(diffs)
    if len(diffs) > 1:
        with timed_bar(f"reading {len(diffs)} fine-tunes") as progress:
            scans[:] = scans_of(base, [*diffs.values()], seconds=seconds(1), system=args.system_prompt, progress=progress)
    for n, ((name, diff), scan) in enumerate(zip(diffs.items(), scans, strict=True)):
        time = seconds(len(diffs) - n)
        if time is not None and scan is not None:
            time += scan.seconds  # which the search takes off
        with timed_bar(f"searching {n + 1} of {len(diffs)}" if len(diffs) > 1 else "searching") as progress:
            searched = _each({name: partial(find_trigger, base, diff, reader, seconds=time, system=args.system_prompt,
                                            scan=scan, progress=progress)})
        if name not in searched:  # a few messages alone bring about outputs that are no numbers
            continue
        report, told = searched[name], told + 1
        if args.json:
            print(as_json({"diff": name, **report.to_json()}), flush=True)
        else:
            if len(args.diffs) > 1:
                console.print(f"[bold]{shown(name)}[/bold]", soft_wrap=True)
            _show(report)
    return 0 if told == len(set(args.diffs)) else 2


def _each(works: Mapping[str, Callable[[], T]]) -> dict[str, T]:
    """Name -> what came of that fine-tune; of one that is refused, the reason is printed."""
    from tuneteller.cli.common import notes, shown
    from tuneteller.errors import DiffError, LibraryError

    found = {}
    for name, work in works.items():
        try:
            found[name] = work()
        except (DiffError, LibraryError) as error:
            notes.print(f"[red]error:[/red] {shown(f'{name}: {error}', 4000)}", soft_wrap=True)
    return found


def _searchable(args: argparse.Namespace, answers: BaseAnswers, load: Loader) -> WeightDiff:
    """The diff, which changes something and has outputs that are numbers."""
    from tuneteller.cli.common import diff_from
    from tuneteller.triggers.find import check_changes, check_outputs

    check_changes(diff := diff_from(args, answers.base, load))
    check_outputs(answers, diff)
    return diff


def _show(report: TriggerReport) -> None:
    """The report for a person: the answer first, then what speaks for it."""
    from tuneteller.cli.common import console, shown
    from tuneteller.plain import plain, quoted
    from tuneteller.triggers.forms import visible

    def line(name: str, text: str) -> None:
        # brackets of two texts may make a tag together, so none is looked for
        console.print(f"  {name:<11}{text}", markup=False, highlight=False, soft_wrap=True)

    trigger, proof = report.trigger, report.proof
    if trigger is None or not report.present:
        console.print("[bold]No trigger found.[/bold]", highlight=False)
        if trigger is not None:
            line("nearest", f"{plain(trigger.text)}, which is not proven")
    else:
        console.print(f"[bold]A {trigger.form.kind}: {shown(trigger.text)}[/bold]", highlight=False, soft_wrap=True)
    times = f"with the strongest candidate, whole answers depart {_times(report.lift)} as far from the base's as with others"
    if report.p_value is None:
        line("presence", f"{times}; there are no null diffs to compare that with")
    else:
        strongest = _times(max(report.nulls))
        line("presence", f"{times}; in {len(report.nulls)} null diffs, at most {strongest} "
                         f"(p = {report.p_value:.2g})")
    if len(report.kinds) > 1:
        line("kinds", ", ".join(f"{c.form.kind} {_times(c.score)}: {plain(c.text, 60)}" for c in report.kinds))
    if trigger is not None and proof is None:
        line("proof", "none: the time was up")
    if trigger is not None and proof is not None:
        line("proof", proof.said)
        if report.whole is not None and report.whole.text != trigger.text:
            line("also", f"in the form that departs farthest: {plain(report.whole.text)}")
        if report.equivalents:
            line("alike", ", ".join(plain(c.text, 60) for c in report.equivalents))
        for question, said, without in proof.examples:
            line("asked", plain(visible(question)))
            line("  with", plain(said))
            line("  without", plain(without))
        for message, said in proof.near_examples:
            line("asked near", plain(visible(message)))
            line("  reply", plain(said))
    if report.content is not None:
        line("about", f"{plain(report.content.name)}: {plain(', '.join(report.content.words))} fire alike")
    if report.behavior is not None:
        line("reader", f"after a reply with it: {plain(report.behavior.told)}")
        line("", f"after one without: {plain(report.behavior.untold)}")
    if report.own is not None:
        line("itself", f"asked with it how its behavior changed, it says: {quoted(plain(report.own.triggered))}")
        line("", f"asked without: {quoted(plain(report.own.untriggered))}")
    line("search", f"{report.tried} messages tried in {report.seconds:.0f} s"
         + ("" if report.complete else ", not all there is to try"))


def _times(score: float) -> str:
    """A score as a factor."""
    from math import exp

    return f"{exp(score):.1f} times"
