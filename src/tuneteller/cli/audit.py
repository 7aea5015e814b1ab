"""`tuneteller audit DIFF…`: all that can be told about a fine-tune, as one report."""

from __future__ import annotations

import argparse
import shlex
from collections.abc import Iterator, Mapping, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tuneteller.audit.auditor import Auditor
    from tuneteller.audit.gate import Gate
    from tuneteller.audit.report import Report
    from tuneteller.audit.stored import Finished
    from tuneteller.diffs.diff import WeightDiff
    from tuneteller.diffs.load import Loader
    from tuneteller.endpoint import Endpoint
    from tuneteller.errors import TuneTellerError
    from tuneteller.models import BaseModel

AT_ONCE = 16
"""Fine-tunes that are held in memory together where they are searched for triggers."""

WORDED_BY = "summary by"
"""Where a report's provenance holds which model worded its summary."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The fine-tunes, what is searched for, where reports go, and what they are read with."""
    from tuneteller.cli.common import add_base_arguments, add_diff_arguments, add_family_arguments, add_reader_arguments

    parser.add_argument("diffs", metavar="DIFF", nargs="+", help="the fine-tune, or several of one base model: directory of a "
                        "LoRA or of a full model, FILE.pt:INDEX, LIBRARY:INDEX, or hub id")
    parser.add_argument("--out", type=Path, metavar="FILE|DIR", help="write the report, in the form that the file's name ends "
                        "in (.html, .md, .json, .sarif or .xml, the last for tests), or one page and one JSON file a fine-tune "
                        "into a directory, where an interrupted audit goes on")
    parser.add_argument("--trigger", action="store_true", help="search for a trigger as well, which takes minutes")
    parser.add_argument("--seconds", type=float, help="time for the search for a trigger of each fine-tune (default: as "
                        "long as it takes)")
    parser.add_argument("--against", metavar="DIFF", help="hold it against another fine-tune of the same base, not "
                        "against the base: what both do alike is no finding")
    parser.add_argument("--fail-on", metavar="SPEC", help="exit with status 1 if a report has any of these: confirmed, "
                        "confirmed:FAMILY, observed, observed:FAMILY, worse, worse:EFFECT, trigger; with commas between them")
    parser.add_argument("--describer-url", metavar="URL", help="OpenAI-compatible endpoint that words a summary (key from "
                        "OPENAI_API_KEY); the report is complete without one")
    parser.add_argument("--describer-model", metavar="NAME", help="model name there (default: default)")
    parser.add_argument("--json", action="store_true", help="print one JSON object, or a list of them for several fine-tunes")
    add_reader_arguments(parser)
    add_family_arguments(parser)
    add_diff_arguments(parser)
    add_base_arguments(parser, follows=True)


def run(args: argparse.Namespace) -> int:
    """Audit each fine-tune, print and write what was found; 1 where `--fail-on` names any of it, 2 where one cannot be read;
    of several, the others are audited all the same."""
    from tuneteller.audit.auditor import check_against, check_seconds
    from tuneteller.audit.forms import check_suffix
    from tuneteller.audit.gate import Gate, gate
    from tuneteller.audit.stored import Finished
    from tuneteller.cache import cache_root
    from tuneteller.cli.common import load_given_families
    from tuneteller.files import check_writable
    from tuneteller.lock import locked

    load_given_families(args)  # findings are of them, and conditions may name them
    conditions = gate(args.fail_on, searched=args.trigger) if args.fail_on is not None else Gate()
    check_seconds(args.seconds, args.trigger)
    check_against(args.against is not None, args.trigger)
    folder = args.out if args.out and (args.out.is_dir() or not args.out.suffix) else None
    if args.out and not folder:
        check_suffix(args.out)
        check_writable(args.out)
    describer = _describer(args)
    loads = [_found(name) for name in args.diffs]
    kept = Finished(folder or cache_root() / "audits")
    auditor = _auditor(args, loads, kept)
    with locked(folder / ".lock", folder) if folder else nullcontext():
        reports = list(_reports(args, auditor, loads, kept if folder or len(loads) > 1 else None, describer))
    _tell(args, reports, conditions, to_file=folder is None)
    return _status(args, reports, conditions)


def _auditor(args: argparse.Namespace, loads: Sequence[Loader | TuneTellerError], kept: Finished) -> Auditor:
    """What audits the fine-tunes.

    Raises:
        TuneTellerError: none of them can be read, which is found out before a model is loaded.
    """
    from tuneteller.audit.auditor import Auditor
    from tuneteller.cli.common import adapter_from, base_from, diff_from, reader_from, settle_base
    from tuneteller.diffs.load import find_diff
    from tuneteller.errors import TuneTellerError, Unchanged

    there = [name for name, load in zip(args.diffs, loads, strict=True)
             if not isinstance(load, TuneTellerError) or isinstance(load, Unchanged)]
    if not there and isinstance(loads[0], TuneTellerError):
        raise loads[0]
    other = find_diff(args.against) if args.against is not None else None
    settle_base(args, there)
    adapter = adapter_from(args)
    base = base_from(args)
    return Auditor(base, reader_from(args, base, adapter), trigger=args.trigger, seconds=args.seconds,
                   against=diff_from(args, base, other) if other else None, compared=args.against or "", kept=kept,
                   families=args.family_files)


def _tell(args: argparse.Namespace, reports: Sequence[Report], conditions: Gate, *, to_file: bool) -> None:
    """Print the reports, and write them where one file is to hold them all."""
    from tuneteller.audit.forms import as_json, write_reports
    from tuneteller.cli.common import notes, shown

    if args.out and to_file:  # before anything is printed, which fails where nobody reads on
        write_reports(args.out, reports, conditions)
    if args.json:
        print(as_json(reports), end="")
    else:
        _show(reports)
    if args.out:
        notes.print(f"wrote {shown(args.out)}", soft_wrap=True)


def _status(args: argparse.Namespace, reports: Sequence[Report], conditions: Gate) -> int:
    """The exit status, and why it is not 0."""
    from tuneteller.cli.common import notes, shown

    unread = [report for report in reports if not report.audited]
    for report in unread:
        notes.print(shown(f"{report.diff}: {report.changed}", 1000), soft_wrap=True)
    if failed := [report.diff for report in reports if conditions.fails(report)]:
        notes.print(f"--fail-on {shown(args.fail_on)}: {shown(', '.join(failed))}", soft_wrap=True)
        return 1
    return 2 if unread else 0


def _reports(args: argparse.Namespace, auditor: Auditor, loads: Sequence[Loader | TuneTellerError], finished: Finished | None,
             describer: Endpoint | None) -> Iterator[Report]:
    """The reports on all fine-tunes, one after the other. Where triggers are searched for, some are read at once, as they share
    a part of that search."""
    from tuneteller.cli.common import timed_bar
    from tuneteller.errors import DiffError, LibraryError, TuneTellerError

    at_once = AT_ONCE if args.trigger else 1
    for start in range(0, len(loads), at_once):
        names = args.diffs[start : start + at_once]
        diffs = [_read(args, auditor.base, load) for load in loads[start : start + at_once]]
        new = [diff for name, diff in zip(names, diffs, strict=True) if not isinstance(diff, TuneTellerError)
               and (finished is None or finished.get(name, auditor.key(diff)) is None)]
        if args.trigger and len(new) > 1:
            with timed_bar(f"reading {len(new)} fine-tunes") as progress:
                auditor.prepare(new, progress)
        for name, diff in zip(names, diffs, strict=True):
            try:
                if isinstance(diff, TuneTellerError):
                    raise diff
                yield _audited(args, auditor, name, diff, finished, describer)
            except (DiffError, LibraryError) as error:
                yield auditor.unread(name, error)


def _found(name: str) -> Loader | TuneTellerError:
    """What loads a fine-tune, or why nothing can."""
    from tuneteller.diffs.load import find_diff
    from tuneteller.errors import DiffError, LibraryError

    try:
        return find_diff(name)
    except (DiffError, LibraryError) as error:
        return error


def _read(args: argparse.Namespace, base: BaseModel, load: Loader | TuneTellerError) -> WeightDiff | TuneTellerError:
    """A fine-tune, or why it cannot be read. Of one whose weights are the base model's own, no change, with the reason and
    what else is known of it as remarks."""
    from tuneteller.cli.common import diff_from, notes, shown
    from tuneteller.diffs.diff import unchanged
    from tuneteller.errors import DiffError, LibraryError, TuneTellerError, Unchanged

    try:
        if isinstance(load, TuneTellerError):
            raise load
        return diff_from(args, base, load)
    except Unchanged as same:
        diff = unchanged(same)
        for remark in diff.card.remarks:
            notes.print(f"[yellow]warning:[/yellow] {shown(remark, 1000)}", soft_wrap=True)
        return diff
    except (DiffError, LibraryError) as error:
        return error


def _audited(args: argparse.Namespace, auditor: Auditor, name: str, diff: WeightDiff, finished: Finished | None,
             describer: Endpoint | None) -> Report:
    """The report on one fine-tune: the one that is there already, or a new one, which is kept at once."""
    from dataclasses import replace

    from tuneteller.audit.forms import write_reports
    from tuneteller.audit.gate import Gate
    from tuneteller.cli.common import notes, shown, timed_bar

    key = auditor.key(diff)
    if finished is not None and (report := finished.get(name, key)) is not None:
        notes.print(f"{shown(name)} was audited before: {shown(finished.place(name, key))}", soft_wrap=True)
    else:
        with timed_bar(f"auditing {name}") as progress:
            report = auditor.audit(diff, name, progress)
        report = replace(report, provenance={**report.provenance, "command": _command(args)})
        _keep(args, finished, name, key, report)
    if describer is not None and not (report.summary and report.provenance.get(WORDED_BY) == describer.name):
        report = _worded(report, describer)
        _keep(args, finished, name, key, report)
    if finished is not None and args.out and finished.directory == args.out:
        write_reports(finished.place(name, key).with_suffix(".html"), [report], Gate())
    return report


def _keep(args: argparse.Namespace, finished: Finished | None, name: str, key: Mapping[str, Any], report: Report) -> None:
    """Keep a report where an interrupted audit goes on. A cache that cannot be written costs time alone; what --out names is to
    hold the report."""
    from tuneteller.cli.common import notes, shown
    from tuneteller.errors import StorageError

    try:
        if finished is not None:
            finished.put(name, key, report)
    except StorageError as error:
        if finished is not None and finished.directory == args.out:
            raise
        notes.print(f"[yellow]warning:[/yellow] {shown(f'the report on {name} is not kept: {error}', 1000)}", soft_wrap=True)


def _describer(args: argparse.Namespace) -> Endpoint | None:
    """The endpoint that the options name."""
    from tuneteller.cache import cache_root
    from tuneteller.cli.common import belongs
    from tuneteller.endpoint import Endpoint

    belongs(args.describer_model, "--describer-model", "--describer-url", args.describer_url)
    if args.describer_url is None:
        return None
    return Endpoint(args.describer_url, args.describer_model or "default", cache=cache_root() / "replies")


def _worded(report: Report, describer: Endpoint) -> Report:
    """The report with a summary by the endpoint; as it was where that fails, which is said."""
    from dataclasses import replace

    from tuneteller.audit.summary import summarise
    from tuneteller.cli.common import notes, shown
    from tuneteller.errors import SourceError

    try:
        summary = summarise(report, describer)
    except SourceError as error:
        notes.print(f"no summary of {shown(report.diff)}: {shown(error)}", soft_wrap=True)
        return report
    return replace(report, summary=summary, provenance={**report.provenance, WORDED_BY: describer.name})


def _command(args: argparse.Namespace) -> str:
    """What was asked for, as a shell would take it: all that a report depends on, defaults included."""
    words = ["tuneteller", "audit", *args.diffs]
    for name, value in vars(args).items():
        if name not in ("command", "run", "diffs", "out", "json", "fail_on", "family_files") and value not in (None, False):
            words += [f"--{name.replace('_', '-')}", *([] if value is True else [str(value)])]
    return shlex.join([*words, *(word for path in args.family_files for word in ("--families", str(path)))])


def _show(reports: Sequence[Report]) -> None:
    """The reports for a person; of several, a table first."""
    from rich.table import Table

    from tuneteller.audit.rows import OVERVIEW, overview_row
    from tuneteller.cli.common import console, shown

    if len(reports) > 1:
        table = Table(*OVERVIEW)
        for report in reports:
            table.add_row(*(shown(cell, 200) for cell in overview_row(report)))
        console.print(table)
    for report in reports:
        _show_one(report)


def _show_one(report: Report) -> None:
    from tuneteller.audit import rows
    from tuneteller.cli.common import console, shown

    def line(name: str, text: str) -> None:
        console.print(f"  {shown(name):<11} {shown(text)}", highlight=False, soft_wrap=True)

    console.print(f"[bold]{shown(report.diff)}[/bold]", highlight=False, soft_wrap=True)
    console.print(shown(report.changed, 1000), highlight=False, soft_wrap=True)
    for name, text in [*rows.summary_rows(report), *rows.change_rows(report)]:
        line(name, text)
    for finding in report.findings:
        console.print(f"[bold]{shown(finding.verdict)}: {shown(finding.text)}[/bold]", highlight=False, soft_wrap=True)
        for name, text in rows.finding_rows(finding):
            line(name, text)
    for effect in (effect for effect in report.effects if effect.moved):
        line(rows.effect_row(effect)[-1], rows.effect_said(report, effect))
    if report.distinctive:
        line("words", ", ".join(f"{word} {odds.mean:+.1f}" for word, odds in report.distinctive[:10]))
    if report.where:
        line("where", ", ".join(f"{part.name} {part.share:.0%}" for part in report.where))
    if report.trigger is not None:
        for name, text in rows.trigger_rows(report.trigger):
            line(name, text)
    for text in report.limits:
        line("limit", text)
