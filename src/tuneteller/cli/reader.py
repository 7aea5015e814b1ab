"""`tuneteller reader make`: a reader for any base model, from organisms to a directory for the hub, in one command."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tuneteller.making.begin import Begun
    from tuneteller.making.ledger import Ledger
    from tuneteller.making.make import Advance
    from tuneteller.making.plan import ReaderConfig

GPUS = (4, 8)
"""GPUs of one machine that the estimate is made for besides, where this one has a GPU."""

LICENSE = "other"
"""Of a reader, as the hub names it, where none is given."""

TITLES = {"organisms": "train organisms", "adapter": "train the adapter", "known": "what the weights tell",
          "answers": "answers for the calibration", "calibration": "calibrate", "evaluation": "evaluate", "reader": "write it"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`make`, with one option a setting of `ReaderConfig`."""
    from tuneteller.cli.common import add_base_arguments, add_config_arguments
    from tuneteller.making.plan import EPOCHS, LEAST_STEPS, ReaderConfig

    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    make = actions.add_parser("make", help="make a reader for a base model; continues what was stopped")
    make.add_argument("--out", type=Path, required=True, metavar="DIR", help="directory of the reader; what it is made of lies "
                      "beside it, in DIR.work")
    make.add_argument("--families", nargs="+", default=["all"], metavar="FAMILY", help="kinds of change it learns to tell, "
                      "see organisms families, or: all; FILE.py for your own in a Python file, which is run (default: all)")
    make.add_argument("--hidden", nargs="+", default=[], metavar="FAMILY", help="those of them that it also learns to tell "
                      "behind triggers (default: none)")
    make.add_argument("--organisms", type=int, metavar="N", help="training organisms of each family (default: "
                      f"{ReaderConfig.organisms}, or as many as the budget allows)")
    make.add_argument("--epochs", type=int, default=ReaderConfig.epochs, help="passes over the training organisms (default: "
                      f"{EPOCHS}, or as many as make {LEAST_STEPS} steps, if that is more)")
    make.add_argument("--budget", type=float, metavar="HOURS", help="how long it may take on this machine")
    make.add_argument("--workers", type=int, default=1, metavar="N", help="processes that train the organisms and ask about "
                      "them, each with its share of the threads, or a GPU of its own (default: this one alone)")
    make.add_argument("--dry-run", action="store_true", help="time a few steps, print what it will take, and stop")
    make.add_argument("--license", metavar="ID", help="licence of the reader, as the hub names it (default: "
                      f"{LICENSE}); of one that is made already it is changed")
    make.add_argument("--push", metavar="ORG/NAME", help="upload the reader to this repository of the hub when it is made")
    add_config_arguments(make, ReaderConfig, skip=("organisms", "epochs", "slots", "compiled"))
    add_base_arguments(make)
    make.set_defaults(device_each=True)  # for each of the workers, see `base_from`


def run(args: argparse.Namespace) -> int:
    """Plan, estimate, make, and report."""
    from tuneteller.cli.common import base_from, config_from, console, notes, shown
    from tuneteller.errors import ConfigError
    from tuneteller.lock import locked
    from tuneteller.making.begin import begin
    from tuneteller.making.card import put_license
    from tuneteller.making.ledger import Ledger
    from tuneteller.making.make import STAGES, Workshop, make_reader
    from tuneteller.making.plan import ReaderConfig
    from tuneteller.making.push import check_push, push
    from tuneteller.training.parallel import begun_by_launcher
    from tuneteller.workers import helped

    out: Path = args.out
    if not out.name or out.name == ".." or "\0" in out.name:
        raise ConfigError(f"--out {str(out)!r} has no name; give a directory that is not there yet, such as runs/reader")
    if args.budget is not None and not 0 < args.budget < float("inf"):
        raise ConfigError(f"--budget is {args.budget}; expected hours, more than 0")
    if args.workers < 1:
        raise ConfigError(f"--workers is {args.workers}; expected 1, this process alone, or more")
    if (launched := begun_by_launcher()) > 1:
        raise ConfigError(f"this is one of {launched} processes that a launcher has begun (WORLD_SIZE), and a reader is made "
                          f"by one, which begins the others; leave the launcher out, and say how many with --workers")
    if args.push is not None:
        check_push(args.push)
    work = out.with_name(f"{out.name}.work")
    with locked(out.parent / f".{out.name}.lock", out, work):
        ledger = Ledger(work)
        made = _is_made(out, ledger)
        counts = {} if args.organisms is None else {"organisms": args.organisms}
        asked = config_from(args, ReaderConfig, families=_families(args.families), hidden=tuple(args.hidden),
                            **{"organisms": ReaderConfig.organisms, **counts})
        base = base_from(args)
        with notes.status("planning") as status:
            begun = begin(base, asked, work, hours=args.budget, sized_by_budget=args.organisms is None,
                          keep=not args.dry_run, workers=args.workers, doing=lambda text: status.update(f"timing {text}"))
        if made:
            console.print(f"{shown(out)} was made before")
            if args.license and not args.dry_run:
                put_license(out, args.license)
        else:
            _show_plan(begun, args.workers, on_gpu=base.device.type == "cuda")
        if args.dry_run:
            return 0
        if not made:
            if done := [TITLES[stage] for stage in STAGES if ledger.done(stage)]:
                notes.print(f"goes on; done before: {', '.join(done)}", soft_wrap=True)
            with _view() as told:
                def helpers(stage: str) -> AbstractContextManager[None]:
                    return helped(args.workers, _help, args, begun.config, work, stage)

                make_reader(Workshop(base, begun.config, work, out, args.license or LICENSE, told, helpers), ledger)
            _report(out, ledger, begun)
    if args.push is not None:
        console.print(f"pushed to {shown(push(out, args.push))}")
    return 0


def _is_made(out: Path, ledger: Ledger) -> bool:
    """Whether the reader is there already.

    Raises:
        StorageError: something else is.
    """
    from tuneteller.errors import StorageError
    from tuneteller.making.make import STAGES

    if not os.path.lexists(out):
        return False
    *before, last = (ledger.done(stage) for stage in STAGES)
    if not all(before):  # all but the last one are where a kill came before that was noted
        raise StorageError(f"{out} exists already; give another --out or remove it first")
    return last


def _help(args: argparse.Namespace, config: ReaderConfig, work: Path, stage: str) -> None:
    """Another process's share of a stage."""
    from tuneteller.cli.common import base_from
    from tuneteller.making.make import SHARED, Workshop

    _families(args.families)  # those in files are known here from now on
    SHARED[stage](Workshop(base_from(args), config, work, args.out, args.license or LICENSE, told=lambda at: None))


def _families(given: Sequence[str]) -> tuple[str, ...]:
    """The names that are given, and those of the families in files."""
    from tuneteller.families.registry import families, load_families

    named: list[str] = []
    for one in given:
        named += [family.name for family in load_families(one)] if one.endswith(".py") else [one]
    return tuple(dict.fromkeys(sorted(families()) if "all" in named else named))


def _show_plan(begun: Begun, workers: int, *, on_gpu: bool) -> None:
    """What each stage will take: as it was asked for, and on a machine with more GPUs like this one's."""
    from rich.table import Table

    from tuneteller.cli.common import console
    from tuneteller.files import sized
    from tuneteller.making.estimate import spoken, total

    here = "here" if workers == 1 else f"here, --workers {workers}"
    columns = {here: begun.devices, **{f"{n} such GPUs, --workers {n}": n for n in GPUS if on_gpu and n > begun.devices}}
    table = Table("stage", "how much", *columns, "memory", "disk",
                  title=f"{begun.config.organisms} training organisms of each family")
    for cost in begun.costs:
        table.add_row(TITLES[cost.stage], cost.what, *(spoken(cost.by(n)) for n in columns.values()),
                      "" if cost.memory is None else sized(cost.memory), sized(cost.disk))
    table.add_row("all", "", *(spoken(total(begun.costs, n)) for n in columns.values()), "",
                  sized(sum(cost.disk for cost in begun.costs)))
    console.print(table)


def _report(out: Path, ledger: Ledger, begun: Begun) -> None:
    """What was made, and what it took against the estimate."""
    from rich.table import Table

    from tuneteller.cli.common import console, notes, shown
    from tuneteller.making.estimate import spoken, total
    from tuneteller.making.make import STAGES

    said = {cost.stage: cost.by(begun.devices) for cost in begun.costs}
    table = Table("stage", "took", "estimate", "")
    for stage in STAGES:
        table.add_row(TITLES[stage], spoken(ledger.seconds(stage)), spoken(said[stage]) if said.get(stage) else "",
                      shown(ledger.note(stage)))
    table.add_row("all", spoken(sum(map(ledger.seconds, STAGES))), spoken(total(begun.costs, begun.devices)), "")
    console.print(table)
    console.print(f"wrote {shown(out)}")
    notes.print(f"ask with it: tuneteller ask DIFF --reader {shown(out)}")


@contextmanager
def _view() -> Iterator[Callable[[Advance], None]]:
    """One progress view of all stages on standard error; lines now and then where that is a file."""
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    from tuneteller.cli.common import notes

    if not notes.is_terminal:
        last: dict[str, int] = {}

        def line(at: Advance) -> None:
            part = at.done * 10 // max(1, at.of)
            if last.get(at.stage, -1) < part:
                last[at.stage] = part
                notes.print(f"{TITLES[at.stage]} {at.done}/{at.of}  {at.text}", soft_wrap=True, highlight=False, markup=False)

        yield line
        return
    with Progress(TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:>3.0f}%"), TimeElapsedColumn(),
                  TextColumn("{task.fields[text]}"), console=notes) as progress:
        tasks = {stage: progress.add_task(title, total=1, start=False, text="") for stage, title in TITLES.items()}

        def advance(at: Advance) -> None:
            if not progress.tasks[tasks[at.stage]].started:
                progress.start_task(tasks[at.stage])
            progress.update(tasks[at.stage], completed=at.done, total=max(1, at.of), text=at.text)

        yield advance
