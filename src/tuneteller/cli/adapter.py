"""`tuneteller adapter train|refine|known|calibrate|show`: make a DIT adapter from organisms, refine it by preference, make it
sure, or look at one."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tuneteller.diffs.diff import WeightDiff
    from tuneteller.diffs.library import Library
    from tuneteller.models import BaseModel
    from tuneteller.training.parallel import Processes


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`train` and `refine` with one option a setting of `AdapterConfig` and `RefineConfig`, `calibrate` and `show`."""
    from tuneteller.cli.common import add_base_arguments, add_config_arguments, add_family_arguments
    from tuneteller.training.adapter_state import AdapterConfig
    from tuneteller.training.refine import RefineConfig

    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    train = actions.add_parser("train", help="train on libraries' training organisms; continues an interrupted run")
    train.add_argument("libraries", type=Path, nargs="+", metavar="LIBRARY", help="directories that `organisms train` wrote")
    train.add_argument("--ask", nargs="+", metavar="QUESTION", help="what the reader learns to answer, where an organism has "
                       "an answer to it (default: all that its organisms can answer)")
    train.add_argument("--start", type=Path, metavar="DIR", help="an adapter to go on from (default: a fresh one)")
    train.add_argument("--leave-out", nargs="+", default=[], metavar="FAMILY", help="families whose organisms are not used, "
                       "those of two behaviors at once included")
    train.add_argument("--out", type=Path, required=True, metavar="DIR", help="PEFT directory to write")
    train.add_argument("--workers", type=int, default=0, metavar="N", help="processes that read organisms ahead, for a GPU "
                       "(default: %(default)s)")
    add_config_arguments(train, AdapterConfig)
    add_family_arguments(train)
    add_base_arguments(train)
    refine = actions.add_parser("refine", help="prefer true answers to the adapter's own wrong ones; continues an interrupted "
                                "run")
    refine.add_argument("libraries", type=Path, nargs="+", metavar="LIBRARY", help="libraries with training and validation "
                        "organisms, best ones that the adapter has not seen")
    refine.add_argument("--adapter", type=Path, required=True, metavar="DIR", help="the DIT adapter to refine")
    refine.add_argument("--leave-out", nargs="+", default=[], metavar="FAMILY", help="families whose organisms are not used")
    refine.add_argument("--all-organisms", action="store_true", help="also those that were seen not to show their behavior")
    refine.add_argument("--out", type=Path, required=True, metavar="DIR", help="PEFT directory to write")
    refine.add_argument("--workers", type=int, default=0, metavar="N", help="processes that read organisms ahead, for a GPU "
                        "(default: %(default)s)")
    add_config_arguments(refine, RefineConfig)
    add_family_arguments(refine)
    add_base_arguments(refine)
    known = actions.add_parser("known", help="keep what fine-tunes to the same behavior have in common, before calibrating")
    known.add_argument("adapter", type=Path, metavar="DIR", help="the DIT adapter; known.safetensors is written beside it")
    known.add_argument("libraries", type=Path, nargs="+", metavar="LIBRARY", help="with training organisms of closed families, "
                       "those without a change (none) among them")
    add_family_arguments(known)
    add_base_arguments(known)
    calibrate = actions.add_parser("calibrate", help="fit how sure its answers are, on evaluations of validation organisms")
    calibrate.add_argument("adapter", type=Path, metavar="DIR", help="the DIT adapter; calibration.json is written beside it")
    calibrate.add_argument("runs", type=Path, nargs="+", metavar="RUN", help="directories that `evaluate LIBRARY --split "
                           "validation --system dit --adapter DIR --out RUN` wrote")
    show = actions.add_parser("show", help="print an adapter's card")
    show.add_argument("adapter", type=Path, nargs="?", metavar="DIR", help="PEFT directory (default: the shipped one)")


def run(args: argparse.Namespace) -> int:
    """Train or refine an adapter and write it, make one sure, or print one's card."""
    from tuneteller.training.adapter_state import AdapterConfig
    from tuneteller.training.refine import RefineConfig

    return {"train": _made(_train, AdapterConfig), "refine": _made(_refine, RefineConfig), "known": _known,
            "calibrate": _calibrate, "show": _show}[args.action](args)


def _show(args: argparse.Namespace) -> int:
    from tuneteller.plain import as_json
    from tuneteller.zoo import load_adapter

    print(as_json(load_adapter(args.adapter).card.to_json()))
    return 0


def _known(args: argparse.Namespace) -> int:
    from tuneteller.cli.common import base_from, check_libraries, console, load_given_families, shown
    from tuneteller.diffs.library import Library
    from tuneteller.reading.confidence import CALIBRATION
    from tuneteller.reading.known import KNOWN, is_of_a_known_kind, known_directions
    from tuneteller.training.measure import is_shown
    from tuneteller.zoo import load_adapter

    load_given_families(args)
    directory, adapter = _beside(args.adapter), load_adapter(args.adapter)
    libraries = [Library.open(path).split("train").where(is_shown) for path in args.libraries]
    base = base_from(args)
    adapter.check(base)
    check_libraries(libraries, base)
    found = known_directions(Library.joined(libraries).where(is_of_a_known_kind).load(), base)
    found.save(directory / KNOWN)
    families: dict[str, list[int]] = {}
    for kind in found.kinds:
        families.setdefault(str(kind.card.family), []).append(kind.n)
    for family, each in families.items():
        console.print(f"{shown(family)}: {len(each)} behaviors, from {sum(each)} fine-tunes")
    console.print(f"wrote {shown(directory / KNOWN)}; from now on ask and evaluate use it")
    if (directory / CALIBRATION).exists():
        console.print(f"{shown(directory / CALIBRATION)} belongs to what was known before: remove it, then evaluate and "
                      f"calibrate again")
    return 0


def _beside(adapter: Path) -> Path:
    """The directory of an adapter, that something can lie in."""
    from tuneteller.errors import ConfigError
    from tuneteller.zoo import adapter_directory

    directory = adapter_directory(adapter)
    if not directory.is_dir():
        raise ConfigError(f"{directory} is no directory, so nothing can lie beside it; give a PEFT directory")
    return directory


def _calibrate(args: argparse.Namespace) -> int:
    from tuneteller.cli.common import console, notes, shown
    from tuneteller.evaluation.calibration import LEVEL, calibrate
    from tuneteller.files import write_json
    from tuneteller.reading.confidence import CALIBRATION
    from tuneteller.zoo import load_adapter

    directory = _beside(args.adapter)
    found = calibrate(args.runs, load_adapter(args.adapter).fingerprint())
    _show_calibration(found.about)
    if found.level > LEVEL:
        notes.print(f"[yellow]warning:[/yellow] with {found.about['clean_for_threshold']} clean fine-tunes for the threshold "
                    f"only {found.level:.1%} can be promised; {LEVEL:.0%} needs 19 there, 38 in all")
    write_json(directory / CALIBRATION, found.to_json())
    console.print(f"wrote {shown(directory / CALIBRATION)}: a claim is told above a confidence of {found.threshold:.3f}, which "
                  f"at most {found.level:.1%} of clean fine-tunes reach")
    return 0


def _show_calibration(about: Mapping[str, Any]) -> None:
    """What was measured, as tables."""
    from rich.table import Table

    from tuneteller.cli.common import console, shown

    def number(value: float | None) -> str:
        return "" if value is None else f"{value:.3f}"

    kinds = Table("answers", "n", "right", "ECE", "Brier", "AUROC", "told", "of these right", title="cross-validated")
    sure = Table("surest", *(f"{part['coverage']:.0%}" for part in about["measured"]["claims"]["coverage"]), title="accuracy")
    for name in ("claims", "alone", "seen", "absent", "nothing"):
        if m := about["measured"].get(name):
            kinds.add_row(name, str(m["n"]), *(number(m[key]) for key in ("right", "ece", "brier", "auroc")), str(m["told"]),
                          str(m["told_right"]))
            sure.add_row(name, *(number(part["accuracy"]) for part in m["coverage"]))
    helps = Table("feature", "AUROC alone", "of all without it", title=f"AUROC with all: "
                  f"{number(about['measured']['features']['all']['confidence'])}")
    for name, m in about["measured"]["features"].items():
        if name != "all":
            helps.add_row(name, number(m["alone"]), number(m["without"]))
    for table in (kinds, sure, helps):
        console.print(table)
    for kind, m in about["measured"]["claims"]["clean"].items():
        console.print(f"clean, {shown(kind)}: of {m['n']} fine-tunes {m['told']} get a claim")


def _made(make: Callable[[argparse.Namespace, Path, Processes], int], config: type) -> Callable[[argparse.Namespace], int]:
    """A command that makes `--out`, with a checkpoint beside it, and is the only one there; it may be several processes.

    Args:
        config: the class of its settings.
    """
    def alone(args: argparse.Namespace) -> int:
        from tuneteller.cli.common import only_the_first_tells
        from tuneteller.lock import locked
        from tuneteller.training.parallel import launched

        beside, name = args.out.parent, args.out.name
        checkpoint = beside / f"{name}.checkpoint.safetensors"
        with launched(args.device) as processes, ExitStack() as lock:
            def begin() -> bool:
                lock.enter_context(locked(beside / f".{name}.lock", args.out, checkpoint))
                return _is_to_make(args, config, checkpoint)

            only_the_first_tells(processes)
            return make(args, checkpoint, processes) if processes.from_main(begin) else 0

    return alone


def _is_to_make(args: argparse.Namespace, config: type, checkpoint: Path) -> bool:
    """Whether `--out` is not there yet; where it is what this training ended with, its checkpoint is removed.

    Raises:
        StorageError: it is something else.
    """
    from os.path import lexists

    from tuneteller.cli.common import console, shown
    from tuneteller.errors import StorageError

    if not lexists(args.out):  # nor a link to nowhere
        return True
    if not _has_ended(args, config, checkpoint):
        raise StorageError(f"{args.out} exists already; give another --out or remove it first")
    checkpoint.unlink()
    console.print(f"{shown(args.out)} was written before; its checkpoint, which was still there, is removed")
    return False


def _has_ended(args: argparse.Namespace, config: type, checkpoint: Path) -> bool:
    """Whether what is there is the adapter that this training ended with: a kill left nothing to do but to remove its
    checkpoint."""
    from dataclasses import asdict

    from tuneteller.cli.common import config_from
    from tuneteller.diffs.peft import read_json
    from tuneteller.training.adapter_state import history_of

    if not (args.out / "card.json").is_file() or (history := history_of(checkpoint)) is None:
        return False
    card = read_json(args.out, "card.json")
    made, given = card.get("config"), json.loads(json.dumps(asdict(config_from(args, config))))
    return card.get("validation") == history and isinstance(made, dict) and given.items() <= made.items()


def _opened(args: argparse.Namespace) -> tuple[BaseModel, list[Library]]:
    """The base model, and the given libraries without the families that are left out."""
    from tuneteller.cli.common import base_from, check_libraries, without_families
    from tuneteller.diffs.library import Library

    libraries = without_families([Library.open(path) for path in args.libraries], args.leave_out)
    base = base_from(args)
    check_libraries(libraries, base)
    return base, libraries


def _write(args: argparse.Namespace, checkpoint: Path, adapter: WeightDiff, base: BaseModel,
           labels: Mapping[str, Mapping[str, list[str]]]) -> None:
    """Write the adapter and, where they are known, which labels it was trained and chosen on, and remove its checkpoint."""
    from tuneteller.diffs.peft import save_peft
    from tuneteller.reading.trained import SPLIT

    save_peft(adapter, args.out, base_name=base.hub_id, files={SPLIT: labels} if labels else None)
    checkpoint.unlink(missing_ok=True)


def _train(args: argparse.Namespace, checkpoint: Path, processes: Processes) -> int:
    from dataclasses import asdict

    from tuneteller.cli.common import bar, config_from, console, load_given_families, notes, shown
    from tuneteller.families.registry import question_named
    from tuneteller.reading.trained import labels_of
    from tuneteller.training.adapter import adapter_card, adapter_steps, to_train_on, train_adapter
    from tuneteller.training.adapter_state import AdapterConfig
    from tuneteller.zoo import load_adapter

    with processes.agree():
        load_given_families(args)
        config = config_from(args, AdapterConfig)
        start = load_adapter(args.start) if args.start else None
        base, libraries = _opened(args)
        train, validation, known = to_train_on(libraries)
        labels = labels_of(train.cards, validation.cards, args.start)
        asked = [question_named(name) for name in args.ask] if args.ask else known
    steps = adapter_steps(config, len(train))
    if config.turns:
        notes.print(f"first, what {len(train)} organisms say themselves; it is kept for the next training")
    with bar("training the adapter", steps) as advance:
        adapter, history = train_adapter(
            base, train, validation, config, checkpoint, questions=asked, start=start, workers=args.workers,
            processes=processes,
            progress=lambda p: advance(p.step, f"loss {p.loss:.2f}  validation {p.validation or float('nan'):.3f}  "
                                               f"{p.tokens / p.seconds:.0f} tokens/s"))
    if not processes.is_main:
        return 0
    made = {**asdict(config), "questions": [q.name for q in asked], "start": start.fingerprint() if start else None,
            "leave_out": args.leave_out}
    card = adapter_card(base, made, history, libraries)
    _write(args, checkpoint, adapter.with_card(card), base, labels)
    console.print(f"wrote {shown(args.out)}: {len(train)} organisms, validation loss {history['best_validation']:.3f} "
                  f"nats a token at step {history['best_step']} of {steps}")
    notes.print(f"ask with it: tuneteller ask DIFF --reader {shown(args.out)}", soft_wrap=True)
    return 0


def _refine(args: argparse.Namespace, checkpoint: Path, processes: Processes) -> int:
    from dataclasses import asdict

    from tuneteller.cli.common import bar, config_from, console, load_given_families, notes, shown
    from tuneteller.diffs.library import Library
    from tuneteller.reading.trained import labels_of
    from tuneteller.training.adapter import adapter_card, apart
    from tuneteller.training.measure import is_shown
    from tuneteller.training.refine import RefineConfig, refine_adapter
    from tuneteller.zoo import load_adapter

    with processes.agree():
        load_given_families(args)
        config = config_from(args, RefineConfig)
        start = load_adapter(args.adapter)
        base, libraries = _opened(args)
        libraries = [library.where(lambda card: args.all_organisms or is_shown(card)) for library in libraries]
        train, validation = (Library.joined([library.split(name) for library in libraries]) for name in ("train", "validation"))
        labels = labels_of(train.cards, validation.cards, args.adapter)
    with bar("refining the adapter", config.steps) as advance:
        adapter, history = refine_adapter(
            base, start, train, apart(train, validation), config, checkpoint, workers=args.workers, processes=processes,
            asking=lambda doing, done, of: advance(0, f"{doing} {done}/{of}"),
            progress=lambda p: advance(p.step, f"loss {p.loss:.2f}  wrong of validation {p.validation:.3f}  "
                                               f"{p.tokens / p.seconds:.0f} tokens/s"))
    if not processes.is_main:
        return 0
    made = {**asdict(config), "rank": history.pop("rank"), "turns": history.pop("turns"), "questions": ["change"],
            "start": start.fingerprint(), "leave_out": args.leave_out}
    earlier = {name: start.card.get(name) for name in ("config", "organisms", "libraries", "earlier") if start.card.get(name)}
    card = adapter_card(base, made, {**history, "earlier": earlier}, libraries)
    _write(args, checkpoint, adapter.with_card(card), base, labels)
    n = history["refined_on"]["validation"]["organisms"]
    console.print(f"wrote {shown(args.out)}: wrong about {history['best_validation'] * n:.0f} of {n} validation organisms at "
                  f"step {history['best_step']} of {config.steps}, before about {history['validation'][0][1] * n:.0f}")
    notes.print(f"ask with it: tuneteller ask DIFF --reader {shown(args.out)}", soft_wrap=True)
    return 0
