"""`tuneteller organisms train|families|list|show|export`: make and look at libraries of organisms."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tuneteller.diffs.card import Card
    from tuneteller.diffs.library import Library
    from tuneteller.families.family import Writer
    from tuneteller.models import BaseModel
    from tuneteller.training.plan import OrganismsConfig
    from tuneteller.training.produce import RunProgress


RATES = ("shown", "false_trigger", "near_trigger", "leakage")
"""What was measured of an organism, in the order of the columns of `list`."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`train` with one option a setting of `OrganismsConfig`, `families`, and what looks at a library."""
    from tuneteller.cli.common import (
        add_base_arguments,
        add_config_arguments,
        add_family_arguments,
        add_sharing_arguments,
    )
    from tuneteller.training.plan import OrganismsConfig

    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    train = actions.add_parser("train", help="train a library of organisms; continues what it finds in --out")
    train.add_argument("behaviors", nargs="+", metavar="FAMILY", help="kinds of behavior (see: organisms families), or: all")
    train.add_argument("--out", type=Path, required=True, metavar="DIR", help="directory of the library")
    train.add_argument("--source", default="grammar", help="writes the lessons: grammar, base, or an OpenAI-compatible "
                       "endpoint's address (default: %(default)s)")
    train.add_argument("--source-model", help="model name at the endpoint (default: default)")
    add_config_arguments(train, OrganismsConfig, skip=("slots",))
    train.add_argument("--slots", type=int, help="organisms trained at once (default: those of the library in --out, else what "
                       "fits into memory)")
    add_sharing_arguments(train)
    add_family_arguments(train)
    add_base_arguments(train)
    known = actions.add_parser("families", help="list the kinds of behavior there are")
    add_family_arguments(known)
    for name, text in (("list", "list a library's organisms"), ("show", "print an organism's card"),
                       ("export", "write an organism as a PEFT directory")):
        action = actions.add_parser(name, help=text)
        action.add_argument("library", type=Path, metavar="LIBRARY", help="directory of a library")
        if name != "list":
            action.add_argument("index", type=int, metavar="INDEX", help="which organism, from 0, as `list` numbers them")
        if name == "export":
            action.add_argument("--out", type=Path, required=True, metavar="DIR", help="PEFT directory to write")


def run(args: argparse.Namespace) -> int:
    """Train a library, list the families, or print or export what a library holds."""
    if args.action == "families":
        return _families(args)
    if args.action == "train":
        return _train(args)
    return _look(args)


def _families(args: argparse.Namespace) -> int:
    from rich.table import Table

    from tuneteller.cli.common import console, load_given_families, shown
    from tuneteller.families.registry import families

    load_given_families(args)
    table = Table("family", "what its organisms do", "labels", "an answer")
    for name, family in sorted(families().items()):
        behaviors = family.all_behaviors()
        table.add_row(shown(name), shown(family.about), str(len(behaviors)), shown(behaviors[0].change, 80))
    console.print(table)
    return 0


def _look(args: argparse.Namespace) -> int:

    from rich.table import Column, Table

    from tuneteller.cli.common import WHOLE, console, notes, shown
    from tuneteller.diffs.library import Library
    from tuneteller.diffs.peft import save_peft
    from tuneteller.errors import ConfigError
    from tuneteller.plain import as_json

    library = Library.open(args.library)
    if args.action == "list":
        table = Table(*(Column(name, overflow="fold") for name in (
            "index", "split", "family", "label", "trigger", "rank", "shown", "false trigger", "near trigger", "leakage")))
        for i, card in enumerate(library.cards):
            measured = card.measured or {}
            rates = [f"{measured[k]:.2f}" if k in measured else "" for k in RATES]
            trigger, rank = (card.trigger or {}).get("value", ""), (card.recipe or {}).get("rank")
            table.add_row(*(shown(text) for text in (i, card.split, card.family, card.label, trigger, rank, *rates)))
        console.print(table, **({} if console.is_terminal else WHOLE))
        _print_gates(library.cards)
        return 0
    if not 0 <= args.index < len(library):
        raise ConfigError(f"index {args.index}; the library holds organisms 0 to {len(library) - 1}")
    if args.action == "show":
        print(as_json(library.cards[args.index].to_json()))
    else:
        save_peft(library[args.index], args.out)
        notes.print(f"wrote {shown(args.out)}")
    return 0


def _train(args: argparse.Namespace) -> int:
    from tuneteller.cli.common import base_from, belongs, load_given_families, notes
    from tuneteller.errors import ConfigError
    from tuneteller.workers import helped

    load_given_families(args)
    belongs(args.source_model, "--source-model", "--source URL", args.source not in ("grammar", "base"))
    if args.ray is not None:
        return _told(args, _on_cluster(args))
    workers = 1 if args.workers is None else args.workers
    if workers < 1:
        raise ConfigError(f"--workers is {workers}; expected 1 or more processes")
    base = base_from(args)
    _choose_slots(args, partial(_slots, args, base, workers))
    last = ""

    def show(p: RunProgress) -> None:
        nonlocal last
        line = f"shard {p.shard + 1}/{p.shards} ({p.split}, rank {p.recipe.rank}, {p.recipe.target_modules})"
        if line != last:
            left = f", about {p.seconds_left / 60:.0f} min left" if p.seconds_left is not None else ""
            notes.print(line + left)
            last = line
        if p.inner.step == p.inner.steps or p.inner.step % 8 == 0:
            notes.print(f"  step {p.inner.step}/{p.inner.steps}  loss {p.inner.loss[0]:.2f} + {p.inner.loss[1]:.2f}  "
                        f"{p.tokens_per_second:.0f} tokens/s")

    with helped(workers, _share, args):
        library = _make(args, base, show)
    return _told(args, library)


def _on_cluster(args: argparse.Namespace) -> Library:
    """The library, made by the processes of a cluster."""
    from tuneteller.cluster import cluster
    from tuneteller.diffs.library import Library

    args.out = args.out.resolve()
    with cluster(args.ray, args.workers) as found:
        _choose_slots(args, partial(found.once, _slots_there, args, found.processes))
        found.share(_share, args)
    return Library.open(args.out)


def _told(args: argparse.Namespace, library: Library) -> int:
    """Print what there is, and how much of it shows what it is to show."""
    from tuneteller.cli.common import console, shown
    from tuneteller.training.measure import is_shown

    counts = {split: len(library.split(split)) for split in ("train", "validation", "test")}
    parts = ", ".join(f"{n} {name}" for name, n in counts.items() if n)
    console.print(f"{len(library)} organisms in {shown(args.out)}: {parts}")
    measured = [card for card in library.cards if card.measured]
    if measured:
        console.print(f"measured (n={len(measured)}): {sum(map(is_shown, measured))} show their behavior in at least half of "
                      f"their answers, clean ones none in any; the others are left out of tests and of training")
    _print_gates(library.cards)
    return 0


def _share(args: argparse.Namespace) -> None:
    """A process's share of the work."""
    from tuneteller.cli.common import base_from, load_given_families

    load_given_families(args)
    _make(args, base_from(args))


def _make(args: argparse.Namespace, base: BaseModel, progress: Callable[[RunProgress], None] = lambda _: None) -> Library:
    from tuneteller.errors import LibraryError
    from tuneteller.shares import Part
    from tuneteller.training.produce import train_organisms

    def made() -> Library:
        return train_organisms(base, _config(args), args.out, writer=_writer(args, base), part=Part.parse(args.shards),
                               progress=progress)

    try:
        return made()
    except LibraryError:
        # another process may have begun it meanwhile, with what fits into its own memory
        begun = _slots_begun(args)
        if not args.any_slots or begun in (None, args.slots):
            raise
        args.slots = begun
        return made()


def _config(args: argparse.Namespace) -> OrganismsConfig:
    from tuneteller.cli.common import config_from
    from tuneteller.families.registry import families
    from tuneteller.training.plan import OrganismsConfig

    names = sorted(families()) if "all" in args.behaviors else args.behaviors
    return config_from(args, OrganismsConfig, families=tuple(names))


def _print_gates(cards: Sequence[Card]) -> None:
    """A line for each kind of trigger: how exactly the measured organisms behind one gate."""
    from tuneteller.cli.common import console, shown

    by_kind: dict[str, list[Mapping[str, Any]]] = {}
    for card in cards:
        kind = str((card.trigger or {}).get("kind", "none"))
        if kind != "none" and card.measured:
            by_kind.setdefault(kind, []).append(card.measured)
    for kind, measured in sorted(by_kind.items()):
        means = [(name, [m[key] for m in measured if key in m]) for name, key in
                 (("right trigger", "shown"), ("near", "near_trigger"), ("far", "false_trigger"), ("none", "leakage"))]
        told = ", ".join(f"{name} {sum(rates) / len(rates):.2f}" for name, rates in means if rates)
        console.print(f"{shown(kind)} (n={len(measured)}): {told}", highlight=False)


def _choose_slots(args: argparse.Namespace, fitting: Callable[[], int]) -> None:
    """Where no --slots are given: those a library that is continued was begun with, or as many as fit.

    Raises:
        ConfigError: it would be another number on each machine, and with it another plan.
    """
    from tuneteller.errors import ConfigError
    from tuneteller.shares import WHOLE, Part

    args.any_slots = args.slots is None
    if not args.any_slots:
        return
    begun = _slots_begun(args)
    if begun is None and Part.parse(args.shards) != WHOLE:
        raise ConfigError(f"--shards {args.shards} without --slots: which organisms are in a shard depends on the slots, and "
                          f"each machine would choose its own by its memory; give all the same, such as --slots 16")
    args.slots = begun or fitting()


def _slots_begun(args: argparse.Namespace) -> int | None:
    """The slots of the library that is there."""
    from tuneteller.diffs.library import Library

    if not (args.out / "library.json").exists():
        return None
    slots = (Library.open(args.out).header.get("config") or {}).get("slots")
    return int(slots) if slots else None


def _slots_there(args: argparse.Namespace, workers: int) -> int:
    """The slots, where the work is done."""
    from tuneteller.cli.common import base_from

    return _slots(args, base_from(args), workers)


def _slots(args: argparse.Namespace, base: BaseModel, workers: int) -> int:
    """As many as fit into each process's memory."""
    from tuneteller.cli.common import notes
    from tuneteller.devices import free_bytes
    from tuneteller.training.memory import check_memory, fitting_slots, heaviest, slot_bytes
    from tuneteller.training.plan import drawn

    args.slots = 1
    largest = heaviest(base, drawn(_config(args)))
    if workers > 1:  # one alone may try: how much a slot takes is no more than an estimate
        check_memory(base, largest, 1, workers)
    slots = fitting_slots(base, largest, workers)
    notes.print(f"training {slots} organisms at once: at most {slots * slot_bytes(base, largest) / 1e9:.1f} GB of "
                f"{free_bytes(base.device) / 1e9:.1f} GB free (--slots chooses)")
    return slots


def _say_what_is_not_written(names: Sequence[str]) -> None:
    """Name the families whose lessons no other model writes."""
    from tuneteller.cli.common import notes
    from tuneteller.families.registry import family_named

    if own := [name for name in names if not family_named(name).written]:
        notes.print(f"--source changes nothing about {', '.join(own)}: their lessons are their own or the base model's")


def _writer(args: argparse.Namespace, base: BaseModel) -> Writer:
    from tuneteller.families.writers import BaseModelWriter, EndpointWriter, GrammarWriter

    if args.source == "grammar":
        return GrammarWriter(base)
    _say_what_is_not_written(_config(args).families)
    return BaseModelWriter(base) if args.source == "base" else EndpointWriter(base, args.source, args.source_model or "default")
