"""`tuneteller bench`: the engine against what one would otherwise use, on this machine. Comes with a checkout."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tuneteller.cli.common import add_base_arguments, base_from, console, shown
from tuneteller.errors import ConfigError

CHECKOUT = Path(__file__).resolve().parents[3]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which parts are measured, and how much of each."""
    parser.add_argument("--only", action="append", choices=(
        "organisms", "adapter", "streaming", "asking", "growth", "parts", "checkpoint", "command", "sharing"),
        help="one part; may be given again")
    parser.add_argument("--out", type=Path, metavar="FILE", help="write all numbers as JSON")
    for name, default, text in (("slots", 8, "organisms at once where peers are compared"),
                                ("steps", 2, "steps of a measured run"),
                                ("rounds", 5, "alternating rounds after one of warm-up"), ("asked", 100, "organisms asked")):
        parser.add_argument(f"--{name}", type=int, default=default, help=f"{text} (default: %(default)s)")
    add_base_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Measure, print tables and write the numbers; refused outside of a checkout."""
    if not (CHECKOUT / "benchmarks" / "run.py").is_file():
        raise ConfigError("the benchmark is not part of the installed package; run it from a checkout of the repository")
    sys.path.insert(0, str(CHECKOUT))
    try:
        from benchmarks.run import PARTS, BenchConfig, bench, save
    except ImportError as error:
        raise ConfigError(f"the benchmark needs PEFT as a peer ({error}); install tuneteller[peft]") from error
    config = BenchConfig(slots=args.slots, steps=args.steps, rounds=args.rounds, asked=args.asked)
    result = bench(base_from(args), config, args.only or PARTS)
    if args.out:
        save(result, args.out)
        console.print(f"wrote {shown(args.out)}")
    return 0
