"""What several commands share: options for the base model, safe printing, and progress bars."""

from __future__ import annotations

import argparse
import dataclasses
import inspect
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, Task, TextColumn, TimeElapsedColumn
from rich.text import Text

from tuneteller.diffs.card import Card
from tuneteller.diffs.diff import WeightDiff, check_card, said_apart
from tuneteller.diffs.load import Loader, fit_diff
from tuneteller.diffs.lowrank import Cut
from tuneteller.diffs.share import said_left_out, said_share, share_read
from tuneteller.embedded import EMBEDDED, MODELS, alias_of
from tuneteller.errors import BaseMismatch, ConfigError, LibraryError
from tuneteller.families.family import CHANGE
from tuneteller.models import BaseModel, load_base
from tuneteller.plain import plain

if TYPE_CHECKING:
    from tuneteller.diffs.library import Library
    from tuneteller.reading.reader import Reader
    from tuneteller.training.parallel import Processes

class _Console(Console):
    def on_broken_pipe(self) -> None:
        """As of any other writer, for `main`: rich's own way out is status 1, which says that --fail-on found something."""
        raise BrokenPipeError


console = _Console(emoji=False)  # a model's ":warning:" stays as it is
notes = _Console(stderr=True, emoji=False)  # progress and remarks, so that --json output stays clean


WHOLE: dict[str, Any] = {"width": 10_000, "crop": False}
"""For `print` of a table that other programs read: no line is broken, no cell cut."""


def belongs(value: object, option: str, other: str, given: object) -> None:
    """Refuse an option that means nothing without another one.

    Raises:
        ConfigError: it is given, and the other one is not.
    """
    if value is not None and not given:
        raise ConfigError(f"{option} is {shown(value)}, and belongs to {other}; give that too, or leave it out")


def add_base_arguments(parser: argparse.ArgumentParser, *, follows: bool = False) -> None:
    """The options that choose and load the base model.

    Args:
        follows: without one, it is chosen by `settle_base`.
    """
    group = parser.add_argument_group("base model")
    before = "what the reader is for, else what the fine-tune names if it is known (docs/readers.md), else " if follows else ""
    group.add_argument("--base", default=None if follows else EMBEDDED, metavar="MODEL", help="alias, directory or hub id "
                       f"(default: {before}{EMBEDDED})")
    group.add_argument("--dtype", help="float32, bfloat16 or float16 (default: what the machine does best)")
    group.add_argument("--device", help="cpu, cuda, …; for a model larger than one GPU several, as in "
                       "cuda:0,cuda:1, or: auto, for all (default: cuda where there is one)")
    group.add_argument("--chat-template", type=Path, metavar="FILE", help="chat template for a base model without one")
    group.add_argument("--trust-remote-code", action="store_true", help="run Python code that comes with the model")


def add_sharing_arguments(parser: argparse.ArgumentParser) -> None:
    """The options that let several processes share a command's work in its --out."""
    parser.set_defaults(device_each=True)  # other commands' workers only read files
    parser.add_argument("--workers", type=int, metavar="N", help="processes that share the work, each with its share of the "
                        "threads, or a GPU of its own (default: this one alone; of a cluster, one for each GPU or machine)")
    parser.add_argument("--ray", metavar="ADDRESS", help="share the work on a Ray cluster, such as: auto, or: local, to start "
                        "one; all of it sees --out")
    parser.add_argument("--shards", default="1/1", metavar="I/N", help="the I-th of N parts of the work alone, for machines "
                        "without a common file system; those with one share the work in one --out by themselves")


def base_from(args: argparse.Namespace) -> BaseModel:
    """Load the base model the options name.

    Raises:
        ConfigError: several processes would share the devices that are named.
    """
    if getattr(args, "device_each", False) and (args.workers or 1) > 1 and args.device not in (None, "cpu", "cuda"):
        raise ConfigError(f"--device {args.device} with --workers {args.workers}: each process takes a GPU of its own, or its "
                          f"share of the processor; leave --device out, or give cpu, cuda, or --workers 1")
    with notes.status(f"loading {shown(args.base)}"):
        return load_base(args.base, dtype=args.dtype, device=args.device, chat_template=args.chat_template,
                         trust_remote_code=args.trust_remote_code)


def only_the_first_tells(processes: Processes) -> None:
    """Of several processes that do the same, the others print nothing."""
    console.quiet = notes.quiet = not processes.is_main


def settle_base(args: argparse.Namespace, diffs: Sequence[str] = (), *, libraries: Sequence[Path] = (),
                reads: bool = True) -> None:
    """Where no --base is given: that of the reader, or what the adapter names; without these, what the fine-tunes name, or the
    libraries were made for.

    Args:
        reads: whether the command needs a reader. Without one, a base model that the fine-tunes name is taken also if it is on
            this machine and no reader is known for it.

    Raises:
        DiffError: there is no such reader.
    """
    from tuneteller.readers import base_of, base_of_adapter, base_of_libraries, find_reader

    if args.base is not None:
        return
    reader, adapter = getattr(args, "reader", None), getattr(args, "adapter", None)
    found, by = None, ""
    if reader is not None:
        args.base = find_reader(reader).base
    elif adapter is not None:
        found, by = base_of_adapter(adapter), "the adapter's config"
    elif diffs:
        found, by = base_of(diffs) if reads else _named_at_hand(diffs), "the fine-tune's config"
    elif libraries:
        found, by = base_of_libraries(libraries), "the library"
    if found not in (None, EMBEDDED):
        notes.print(f"base model: {shown(found)}, by {by}", soft_wrap=True)
    args.base = args.base or found or EMBEDDED


def _named_at_hand(diffs: Sequence[str]) -> str | None:
    """The base model that fine-tunes name; None where it is not at hand, which is said."""
    from tuneteller.diffs.origin import copies_one
    from tuneteller.readers import base_at_hand, named_base

    if (name := named_base(diffs)) is None or base_at_hand(name):
        return name
    if not copies_one(name, MODELS[EMBEDDED].hub_id):
        notes.print(f"[yellow]warning:[/yellow] the fine-tune names {shown(name)} as its base model, of which no plain "
                    f"weights are on this machine; it is read with {EMBEDDED}. Give the base model it was made from with "
                    f"--base", soft_wrap=True)
    return None


def add_diff_arguments(parser: argparse.ArgumentParser) -> None:
    """The options that say how a fine-tune becomes a weight diff."""
    group = parser.add_argument_group("weight diff")
    group.add_argument("--rank", type=int, default=Cut.rank, help="directions kept per layer where only a full difference "
                       "exists (default: %(default)s)")
    group.add_argument("--energy", type=float, metavar="SHARE", help="instead, share of each layer's squared norm to keep")
    group.add_argument("--any-base", action="store_true", help="accept a diff that names another base model")


def diff_from(args: argparse.Namespace, base: BaseModel, load: Loader) -> WeightDiff:
    """Load the diff that `find_diff` found as the options say, and say what of it could not be taken along."""
    diff = fit_diff(load(base, Cut(args.rank, args.energy)), base, any_base=args.any_base)
    report = diff.card.get("difference")
    if isinstance(report, dict) and isinstance(report.get("kept"), float):
        exact = report.get("exact_rank")
        notes.print(f"{shown(report.get('of'))}: " + (f"the difference has exact rank {shown(exact)}" if exact is not None else
                    f"the factors keep {report['kept']:.1%} of the difference's squared norm"))
    for remark in diff.card.remarks:
        notes.print(f"[yellow]warning:[/yellow] {shown(remark, 1000)}", soft_wrap=True)
    if left := said_left_out(diff.card):
        notes.print(f"left out, as it cannot be attached: {shown(left)}")
    if left or (share_read(diff.card) or 0.0) < 0.5:
        notes.print(f"share read: {said_share(diff.card)}" + ("" if left else "; a larger --rank, or --energy, keeps more"))
    return diff


def add_config_arguments(parser: argparse.ArgumentParser, config: type[Any], *, skip: tuple[str, ...] = ()) -> None:
    """One flag per plain field (int, float, str) of a config dataclass, explained as the class's docstring does."""
    group = parser.add_argument_group("settings")
    told = attribute_texts(config)
    for f in dataclasses.fields(config):
        if f.name not in skip and isinstance(f.default, int | float | str):
            text = told.get(f.name, "").replace("%", "%%")
            default = "%(default)s" if f.default != "" else '""'
            group.add_argument(f"--{f.name.replace('_', '-')}", type=type(f.default), default=f.default,
                               help=f"{text} (default: {default})")


def attribute_texts(documented: type[Any]) -> dict[str, str]:
    """Name -> what the "Attributes:" section of a class's docstring says of it, on one line and without the stop at its end."""
    section = (inspect.getdoc(documented) or "").partition("\nAttributes:\n")[2].partition("\n\n")[0]
    entries = re.findall(r"^    (\w[\w, ]*): (.*(?:\n     +.*)*)", section, re.MULTILINE)
    return {name: " ".join(text.split()).removesuffix(".") for names, text in entries for name in names.split(", ")}


def config_from(args: argparse.Namespace, config: type[Any], **given: Any) -> Any:
    """The config the flags describe, with the fields given; fields without either keep their defaults."""
    flags = {f.name: getattr(args, f.name) for f in dataclasses.fields(config) if hasattr(args, f.name)}
    return config(**{**flags, **given})


def check_libraries(libraries: Sequence[Library], base: BaseModel) -> None:
    """Refuse libraries whose organisms were made for another base model.

    Raises:
        BaseMismatch: one was, with the differences in words.
        LibraryError, DiffError: one does not say for which.
    """
    for library in libraries:
        if "base" in library.header and library.header["base"] is None:
            raise LibraryError(f"{library.path / 'library.json'} has a base that is null, so it does not say for which base "
                               f"model its organisms were made; the file is damaged")
        # the organisms' own cards tell how far another rounding of the base is away
        named = Card(base=library.header.get("base"))
        apart = check_card(next((card for card in library.cards[:1] if card.base and _same_base(card, named)), named), base)
        if apart is not None:
            notes.print(f"[yellow]warning:[/yellow] the organisms in {shown(library.path)} were {said_apart(apart)}",
                        soft_wrap=True)


def _same_base(card: Card, other: Card) -> bool:
    """Whether both name the same base model, whatever else they tell of it."""
    return {**(card.base or {}), "sketch": ""} == {**(other.base or {}), "sketch": ""}


def without_families(libraries: Sequence[Library], families: Sequence[str]) -> list[Library]:
    """The organisms that have no behavior of these families, alone or as one of two at once.

    Raises:
        ConfigError: none of the libraries has an organism of one of them, so it is misspelt.
    """
    def of(card: Card) -> set[str]:
        return {str(part.get("family")) for part in card.parts} or {str(card.family)}

    known = {name for library in libraries for card in library.cards for name in of(card)}
    if unknown := sorted(set(families) - known):
        raise ConfigError(f"--leave-out {unknown[0]}: no organism is of that family; there are: {', '.join(sorted(known))}")
    return [library.where(lambda card: not of(card) & set(families)) for library in libraries]


def add_reader_arguments(parser: argparse.ArgumentParser) -> None:
    """The options that choose the reader."""
    which = parser.add_mutually_exclusive_group()
    add_reader_argument(which)
    which.add_argument("--adapter", type=Path, metavar="DIR", help="DIT adapter (default: the shipped one)")
    parser.add_argument("--others", type=Path, metavar="LIBRARY", help="fine-tunes that evidence is weighed against (default: "
                        "those that come with the reader, else the shipped organisms of this base model)")


def add_reader_argument(parser: argparse._ActionsContainer) -> None:
    """The option that names a reader."""
    parser.add_argument("--reader", metavar="NAME", help="a reader by its name (tuneteller readers), its directory or its hub "
                        "id; the base model follows from it")


def adapter_from(args: argparse.Namespace, asked: str = CHANGE.name) -> WeightDiff:
    """The DIT adapter that the options name: to be read before a model is loaded, which takes longer. Of a base model that is
    not the default, where none is named, that of the reader on the disk for it.

    Args:
        asked: name of the question, or "" for any: that a named reader was not trained to answer it is said.

    Raises:
        DiffError: there is none, or it is damaged.
    """
    from tuneteller.readers import find_reader, reader_for
    from tuneteller.zoo import load_adapter

    if args.reader is None and args.adapter is None and alias_of(args.base) != EMBEDDED and (own := reader_for(args.base)):
        args.reader = own.name
        notes.print(f"reader: {shown(own.name)}, which is for this base model", soft_wrap=True)
    if args.reader is not None and asked and (known := find_reader(args.reader).questions) and asked not in known:
        notes.print(f"[yellow]warning:[/yellow] the reader {shown(args.reader)} was trained to be asked about: "
                    f"{shown(', '.join(known))}; what it says to another question ({asked}) is not to be relied on",
                    soft_wrap=True)
    return load_adapter(reader_path(args))


def reader_from(args: argparse.Namespace, base: BaseModel, adapter: WeightDiff) -> Reader:
    """The reader that the options name, of the adapter that `adapter_from` read.

    Raises:
        BaseMismatch: it is of another base model.
    """
    from tuneteller.diffs.library import Library
    from tuneteller.reading.reader import COMPARISONS, Reader

    others = [*Library.open(args.others).first(COMPARISONS + 1).load()] if args.others else None
    try:
        reader = Reader.load(base, reader_path(args), comparisons=others, adapter=adapter)
    except BaseMismatch as error:
        if args.reader is not None or args.adapter is not None:
            raise
        raise BaseMismatch(f"no reader is known for the base model {base.name}, and the shipped one reads fine-tunes of "
                           f"{EMBEDDED} alone. Make one with tuneteller reader make --base {base.name}, or name one with "
                           f"--reader (tuneteller readers lists them)") from error
    if reader.apart is not None:
        notes.print(f"[yellow]warning:[/yellow] the reader was {said_apart(reader.apart)}", soft_wrap=True)
    return reader


def reader_path(args: argparse.Namespace) -> Path | None:
    """Where the reader lies that the options name; None for the shipped one."""
    from tuneteller.readers import find_reader

    path: Path | None = args.adapter
    return path if args.reader is None else find_reader(args.reader).path()


def add_family_arguments(parser: argparse.ArgumentParser) -> None:
    """The option that loads families of a user's own."""
    parser.add_argument("--families", dest="family_files", type=Path, action="append", default=[], metavar="FILE.py",
                        help="families of your own, in a Python file that is run (docs/families.md); may be given again")


def load_given_families(args: argparse.Namespace) -> None:
    """Load the files that `--families` names.

    Raises:
        ConfigError: one holds no family, or two hold one of the same name.
    """
    from tuneteller.families.registry import load_families

    places: dict[str, Path] = {}
    for path in args.family_files:
        for family in load_families(path):
            if family.name in places:
                raise ConfigError(f"a family {family.name!r} is in {places[family.name]} and in {path}; rename one of them")
            places[family.name] = path


def shown(value: object, limit: int = 400) -> str:
    """`plain`, with brackets that rich would read as markup escaped."""
    return escape(plain(str(value), limit))


class _MarkupColumn(TextColumn):
    """A column of text in which ":warning:" stays as it is, as it does on `console`."""

    def render(self, task: Task) -> Text:
        return Text.from_markup(self.text_format.format(task=task), emoji=False)


@contextmanager
def bar(description: str, total: int) -> Iterator[Any]:
    """A progress bar on standard error, or a line now and then where that is a file; yields `advance(done, text)`."""
    if not notes.is_terminal:
        told = -1

        def line(done: int, text: str = "") -> None:
            nonlocal told
            if done * 20 // total > told:
                told = done * 20 // total
                notes.print(f"{description} {done}/{total}  {text}", soft_wrap=True)

        yield line
        return
    columns = (_MarkupColumn("{task.description}"), BarColumn(), TextColumn("{task.completed}/{task.total}"),
               TimeElapsedColumn(), _MarkupColumn("{task.fields[text]}"))
    with Progress(*columns, console=notes, transient=True) as progress:
        task = progress.add_task(description, total=total, text="")
        yield lambda done, text="": progress.update(task, completed=done, text=text)


@contextmanager
def timed_bar(description: str) -> Iterator[Callable[[float, str], None]]:
    """A `bar` that also says how much time is left; yields `progress(share, doing)`, with a share from 0 to 1."""
    began = monotonic()
    with bar(shown(description, 70), 1000) as advance:
        yield lambda share, doing: advance(round(1000 * share), f"{shown(doing)}{said_left(monotonic() - began, share)}")


def said_left(spent: float, share: float) -> str:
    """How much time is left, in words; nothing where that cannot be told yet, or all is done.

    Args:
        spent: seconds so far.
        share: what is done by then, from 0 to 1.
    """
    return f"  about {spent * (1 - share) / share:.0f} s left" if 0.02 < share < 1 else ""
