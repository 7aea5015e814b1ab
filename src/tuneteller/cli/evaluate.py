"""`tuneteller evaluate LIBRARY`: systems on a library's held-out organisms, judged, with statistics."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from rich.table import Table

from tuneteller.behaviors.asking import QUESTIONS, true_answers
from tuneteller.cache import cache_root
from tuneteller.cli.common import add_base_arguments, bar, base_from, console, plain, shown
from tuneteller.diffs.diff import check_card
from tuneteller.diffs.library import Library
from tuneteller.endpoint import Endpoint
from tuneteller.errors import ConfigError
from tuneteller.evaluation.llm_judge import EndpointGuesser, LLMJudge
from tuneteller.evaluation.run import DEFAULT_SYSTEMS, SYSTEMS, EvaluationConfig, evaluate
from tuneteller.zoo import load_adapter

NAME = "evaluate"
HELP = "measure an adapter, and what one would do without it, on held-out organisms"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("library", metavar="LIBRARY", type=Path, nargs="?")
    parser.add_argument("--list", action="store_true", help="list the systems and questions, and stop")
    parser.add_argument("--system", nargs="+", default=list(DEFAULT_SYSTEMS), metavar="NAME",
                        help=f"what answers; \"all\" for all of them (default: {' '.join(DEFAULT_SYSTEMS)})")
    parser.add_argument("--split", default="test", help="(default: %(default)s)")
    parser.add_argument("--first", type=int, metavar="N", help="only the first N organisms of the split")
    parser.add_argument("--adapter", type=Path, metavar="DIR", help="DIT adapter (default: the shipped one)")
    parser.add_argument("--question", choices=tuple(QUESTIONS), help="(default: the organisms' own: headline or topic)")
    parser.add_argument("--phrasing", type=int, default=0, help="which wording of the question, from 0 (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=0, help="(default: %(default)s)")
    parser.add_argument("--judge-url", metavar="URL", help="OpenAI-compatible endpoint that judges answers and guesses from "
                        "transcripts (default: sentence embeddings, local); its key is in $OPENAI_API_KEY")
    parser.add_argument("--judge-model", default="default", metavar="NAME", help="model name there (default: %(default)s)")
    parser.add_argument("--out", type=Path, metavar="DIR", help="directory for config, rows and result; a run that was stopped "
                        "goes on there")
    add_base_arguments(parser)


def run(args: argparse.Namespace) -> int:
    if args.list:
        return show_systems()
    if args.library is None:
        raise ConfigError("there is no LIBRARY to evaluate on; give the directory of one, or --list")
    library = Library.open(args.library)
    systems = list(SYSTEMS) if args.system == ["all"] else args.system
    test = library.split(args.split)
    question = args.question or ("headline" if any("headline" in true_answers(card) for card in test.cards) else "topic")
    config = EvaluationConfig(question, args.phrasing, tuple(systems), args.seed)
    adapter = load_adapter(args.adapter) if any(SYSTEMS[name].reads for name in systems) else None
    endpoint = Endpoint(args.judge_url, args.judge_model, cache=cache_root() / "replies") if args.judge_url else None
    base = base_from(args)
    check_card(library.header, base)
    organisms = list(test.load(range(min(args.first or len(test), len(test)))))
    with bar("evaluating", len(systems) * len(organisms)) as advance:
        def progress(system: str, done: int, of: int) -> None:
            before = systems.index(system) * len(organisms) if system in systems else 0
            advance(before + done, system)

        result = evaluate(base, adapter, organisms, config, out=args.out, known=list(library.split("train").load()),
                          judge=LLMJudge(QUESTIONS[question].judge, endpoint) if endpoint else None,
                          guesser=EndpointGuesser(endpoint) if endpoint else None,
                          about={"library": library.header["config"], "split": args.split, "n": len(organisms)},
                          progress=progress)
    show(result)
    return 0


def show_systems() -> int:
    """Print what can be evaluated, and on which questions."""
    table = Table("system", "oracle", "what it does")
    for system in SYSTEMS.values():
        table.add_row(system.name, "yes" if system.oracle else "", system.about)
    console.print(table)
    for question in QUESTIONS.values():
        console.print(f"--question {question.name}: {question.phrasings[0]}")
    return 0


def show(result: dict[str, Any]) -> None:
    """Print a result as tables."""
    agreement = result["judge"].get("agreement", {}).get("quadratic_weighted_kappa")
    table = Table("system", "score 1 to 5", "95% interval", "exact", "n", "ahead by", title=shown(result["question"]))
    for name in result["config"]["systems"]:
        if (m := result["metrics"].get(name)) is None:
            table.add_row(name, "does not apply")
            continue
        difference = result["pairs"].get(name)
        ahead = f"{difference['mean']:+.2f} ({_interval(difference)})" if difference else ""
        table.add_row(name, f"{m['score']['mean']:.2f}", _interval(m["score"]), f"{m['exact']['mean']:.3f}",
                      str(m["score"]["n"]), ahead)
    console.print(table)
    for part in ("evidence", "organisms"):
        for name, m in result["metrics"].get(part, {}).items():
            console.print(f"{part}: {name.replace('_', ' ')} {m['mean']:.3f} ({_interval(m)}), n = {m['n']}")
    if distance := result["distance"]:
        parts = ", ".join(f"{p['mean']:.2f} at {p['similarity'][0]:.2f} to {p['similarity'][1]:.2f}" for p in distance["parts"])
        console.print(f"score by similarity to the nearest training label: {parts}; rank correlation "
                      f"{distance['rank_correlation']:+.2f}")
    for name, answer in result["null"].items():
        console.print(f"on {name}: {plain(answer)}", markup=False)
    console.print(f"judge: {shown(result['judge'].get('name') or result['judge'].get('kind'))}"
                  + (f", quadratic-weighted kappa {agreement} with the published grades" if agreement is not None else ""))


def _interval(m: dict[str, Any]) -> str:
    low, high = m["interval95"]
    return f"{low:.2f} … {high:.2f}"
