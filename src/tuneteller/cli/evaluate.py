"""`tuneteller evaluate LIBRARY`: systems on a library's held-out organisms, judged, with statistics."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What is evaluated on what, by which question and judge."""
    from tuneteller.cli.common import add_base_arguments, add_family_arguments, add_reader_arguments, add_sharing_arguments
    from tuneteller.evaluation.run import DEFAULT_SYSTEMS
    from tuneteller.families.family import CHANGE

    parser.add_argument("libraries", metavar="LIBRARY", type=Path, nargs="*", help="directories that `organisms train` wrote")
    parser.add_argument("--known", type=Path, nargs="+", default=[], metavar="LIBRARY", help="libraries that the adapter was "
                        "trained on besides: their labels count as trained")
    parser.add_argument("--list", action="store_true", help="list the systems and questions, and stop")
    parser.add_argument("--system", nargs="+", default=list(DEFAULT_SYSTEMS), metavar="NAME",
                        help=f"what answers; \"all\" for all of them (default: {' '.join(DEFAULT_SYSTEMS)})")
    parser.add_argument("--split", default="test", help="train, validation or test: which organisms (default: %(default)s)")
    parser.add_argument("--first", type=int, metavar="N", help="only the first N organisms of the split")
    parser.add_argument("--question", default=CHANGE.name, help="what is asked (default: %(default)s)")
    parser.add_argument("--phrasing", type=int, default=0, help="which wording of the question, from 0; held-out ones come "
                        "last (default: %(default)s)")
    parser.add_argument("--all-organisms", action="store_true", help="also those that were seen not to show their behavior")
    parser.add_argument("--seed", type=int, default=0, help="fixes what is drawn at random (default: %(default)s)")
    parser.add_argument("--judge-url", metavar="URL", help="OpenAI-compatible endpoint that judges answers and guesses from "
                        "transcripts (default: local); its key is in $OPENAI_API_KEY")
    parser.add_argument("--judge-model", metavar="NAME", help="model name there (default: default)")
    parser.add_argument("--out", type=Path, metavar="DIR", help="directory for config, rows and result; a run that was stopped "
                        "goes on there, and several at once share it")
    add_sharing_arguments(parser)
    add_reader_arguments(parser)
    add_family_arguments(parser)
    add_base_arguments(parser, follows=True)


@dataclass(frozen=True)
class Asked:
    """An evaluation that is ready to be done: its systems, how many organisms it has, and what does it."""

    systems: list[str]
    n: int
    evaluate: Callable[..., dict[str, Any]]


def run(args: argparse.Namespace) -> int:
    """Ask every system about every organism, judge the answers, and print tables of them."""
    from tuneteller.cli.common import bar, load_given_families, notes, settle_base, shown
    from tuneteller.errors import ConfigError
    from tuneteller.shares import Part
    from tuneteller.workers import helped

    load_given_families(args)
    if args.list:
        return show_systems()
    if not args.libraries:
        raise ConfigError("there is no LIBRARY to evaluate on; give the directory of one or more, or --list")
    if args.first is not None and args.first < 1:
        raise ConfigError(f"--first is {args.first}; expected at least 1")
    shared = [name for name, given in (("--workers", args.workers not in (None, 1)), ("--ray", args.ray is not None),
                                       ("--shards", Part.parse(args.shards).n > 1)) if given]
    if shared and args.out is None:
        raise ConfigError(f"{shared[0]} shares the work in a directory; give one with --out")
    settle_base(args, libraries=args.libraries)
    if args.ray is not None:
        return _on_cluster(args)
    asked = _asked(args)
    with (helped(1 if args.workers is None else args.workers, _share, args),
          bar("evaluating", len(asked.systems) * asked.n) as advance):
        def progress(system: str, done: int, of: int) -> None:
            before = asked.systems.index(system) if system in asked.systems else len(asked.systems)
            advance(before * asked.n + (done if system in asked.systems else 0), system)

        result = asked.evaluate(progress=progress)
    if missing := result["missing"]:
        notes.print(f"{missing} pieces of other parts are not there yet; the tables are of what is, in {shown(args.out)}")
    return _told(args, result)


def _told(args: argparse.Namespace, result: dict[str, Any]) -> int:
    from tuneteller.cli.common import notes, shown

    show(result)
    if args.out:
        notes.print(f"rows and result in {shown(args.out)}")
    return 0


def _on_cluster(args: argparse.Namespace) -> int:
    """Let the processes of a cluster make the result, and tell it."""
    from tuneteller.cli.common import notes, shown
    from tuneteller.cluster import cluster

    for name in ("out", "adapter", "others"):
        setattr(args, name, path.resolve() if (path := getattr(args, name)) is not None else None)
    args.libraries, args.known = ([path.resolve() for path in paths] for paths in (args.libraries, args.known))
    with cluster(args.ray, args.workers) as found:
        found.share(_share, args)
    if not (file := args.out / "result.json").exists():
        notes.print(f"part {args.shards} is in {shown(args.out)}; other parts are not there yet")
        return 0
    return _told(args, json.loads(file.read_text(encoding="utf-8")))


def _share(args: argparse.Namespace) -> None:
    """A process's share of the work, of which another tells."""
    from tuneteller.cli.common import load_given_families, notes

    notes.quiet = True
    load_given_families(args)
    _asked(args).evaluate()


def _asked(args: argparse.Namespace) -> Asked:
    """What the options ask for, with all that it needs in memory."""
    from functools import partial

    from tuneteller.cache import cache_root
    from tuneteller.cli.common import adapter_from, base_from, belongs, check_libraries, notes, reader_from, reader_path
    from tuneteller.diffs.card import CLEAN
    from tuneteller.diffs.library import Library
    from tuneteller.endpoint import Endpoint
    from tuneteller.errors import ConfigError
    from tuneteller.evaluation.llm_judge import EndpointGuesser, LLMJudge
    from tuneteller.evaluation.run import SYSTEMS, EvaluationConfig, evaluate
    from tuneteller.families.registry import question_named
    from tuneteller.reading.trained import trained_labels
    from tuneteller.shares import Part

    places = [path.resolve() for path in args.libraries]
    if twice := [str(path) for path in args.libraries if places.count(path.resolve()) > 1]:
        raise ConfigError(f"{', '.join(twice)} would count twice; give each library once")
    belongs(args.judge_model, "--judge-model", "--judge-url", args.judge_url)
    libraries, known = ([Library.open(path) for path in paths] for paths in (args.libraries, args.known))
    systems = list(SYSTEMS) if args.system == ["all"] else args.system
    everything = Library.joined([library.split(args.split) for library in libraries])
    test = everything if args.all_organisms else everything.where(shows_its_behavior)
    if left_out := len(everything) - len(test):
        notes.print(f"{left_out} of {len(everything)} organisms do not show their behavior and are left out")
    test = test.first(args.first)
    config = EvaluationConfig(args.question, args.phrasing, tuple(systems), args.seed)
    reads = any(SYSTEMS[name].reads for name in systems)
    adapter = adapter_from(args, args.question) if reads else None
    trained = trained_labels(reader_path(args)) if adapter else frozenset()
    if old := sum(not trained.isdisjoint(card.labels) and card.family != CLEAN for card in test.cards):
        notes.print(f"{old} of {len(test)} organisms have a label that the reader was trained on; in the result they are told "
                    f"apart")
    model, replies = args.judge_model or "default", cache_root() / "replies"
    endpoint = Endpoint(args.judge_url, model, cache=replies) if args.judge_url else None
    base = base_from(args)
    check_libraries(libraries, base)
    kind = question_named(args.question).judge
    reader = reader_from(args, base, adapter) if adapter else None
    return Asked(systems, len(test), partial(
        evaluate, base, reader, test, config, out=args.out, part=Part.parse(args.shards),
        known=Library.joined([library.split("train") for library in (*libraries, *known)]), trained=trained,
        judge=LLMJudge(kind, endpoint) if endpoint and kind != "family" else None,
        guesser=EndpointGuesser(endpoint) if endpoint else None,
        about={"libraries": [library.header["config"] for library in libraries], "split": args.split, "n": len(test),
               "left_out": left_out}))


def shows_its_behavior(card: Any) -> bool:
    """See `training.measure.is_shown`."""
    from tuneteller.training.measure import is_shown

    return is_shown(card)


def show_systems() -> int:
    """Print what can be evaluated, and on which questions."""
    from rich.table import Table

    from tuneteller.cli.common import console
    from tuneteller.evaluation.run import SYSTEMS
    from tuneteller.families.registry import questions

    table = Table("system", "oracle", "what it does")
    for system in SYSTEMS.values():
        table.add_row(system.name, "yes" if system.oracle else "", system.about)
    console.print(table)
    for question in questions().values():
        console.print(f"--question {question.name}: {question.phrasings[0]}")
    return 0


def show(result: dict[str, Any]) -> None:
    """Print a result as tables."""
    from rich.table import Table

    from tuneteller.cli.common import console, plain, shown

    agreement = result["judge"].get("agreement", {}).get("quadratic_weighted_kappa")
    table = Table("system", "score 1 to 5", "95% interval", "right", "n", "ahead by", title=shown(result["question"]))
    for name in result["config"]["systems"]:
        if (m := result["metrics"].get(name)) is None:
            table.add_row(name, "does not apply")
            continue
        difference = result["pairs"].get(name)
        ahead = f"{difference['mean']:+.2f} ({_interval(difference)})" if difference else ""
        table.add_row(name, f"{m['score']['mean']:.2f}", _interval(m["score"]), f"{m['exact']['mean']:.3f}",
                      str(m["score"]["n"]), ahead)
    console.print(table)
    first = result["config"]["systems"][0]
    if families := result["families"].get(first):
        table = Table("family", "right", "95% interval", "kind right", "score", "n", title=first)
        for name, m in families.items():
            table.add_row(shown(name), f"{m['right']['mean']:.2f}", _interval(m["right"]), f"{m['family']['mean']:.2f}",
                          f"{m['score']['mean']:.2f}", str(m["right"]["n"]))
        console.print(table)
    for part in ("evidence", "organisms"):
        for name, m in result["metrics"].get(part, {}).items():
            console.print(f"{part}: {name.replace('_', ' ')} {m['mean']:.3f} ({_interval(m)}), n = {m['n']}")
    if sure := result["confidence"]:
        console.print(f"confidence of {sure['n']} claims: ECE {_plain(sure['ece'])}, Brier {_plain(sure['brier'])}, "
                      f"AUROC {_plain(sure['auroc'])}")
        for name, what in (("told", "claims told"), ("accuracy", "of these right"), ("false_claims", "clean with a claim")):
            if m := sure[name]:
                console.print(f"{what}: {m['mean']:.3f} ({_interval(m)}), n = {m['n']}")
    if distance := result["distance"]:
        parts = ", ".join(f"{p['mean']:.2f} at {p['similarity'][0]:.2f} to {p['similarity'][1]:.2f}" for p in distance["parts"])
        console.print(f"score by similarity to the nearest training label: {parts}; rank correlation "
                      f"{distance['rank_correlation']:+.2f}")
    for name, answer in result["null"].items():
        console.print(f"on {name}: {plain(answer)}", markup=False)
    console.print(f"judge: {shown(result['judge'].get('name') or result['judge'].get('kind'))}"
                  + (f", quadratic-weighted kappa {agreement} with the published grades" if agreement is not None else ""))


def _plain(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def _interval(m: dict[str, Any]) -> str:
    low, high = m["interval95"]
    return f"{low:.2f} … {high:.2f}"
