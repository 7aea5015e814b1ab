"""A reader of every kind on one GPU, in half an hour: libraries by several processes side by side, and two adapters' mean.

    python recipes/side_by_side.py --runs runs --workers 10                            all of it; continues
    python recipes/side_by_side.py --runs runs --workers 10 --adapter zoo/smollm2-135m what lies beside an adapter

A process that trains organisms keeps one core of the processor busy and the GPU idle for most of the time; so there are as
many as there are cores for them, and memory (8 to 20 GB each). NVIDIA's multi-process service (nvidia-cuda-mps-control -d)
lets them use the GPU at once; without it they take turns.

Made are 8,206 training organisms (`TRAINING`) and two adapters from them, which begin at the same one and draw their batches
in other orders; the mean of the two, factor by factor, is the reader (as model soups, Wortsman et al. 2022). Beside it lies
what the weights alone tell (`adapter known`), from these organisms or, of an adapter that there is, from the 1,344 of `KNOWN`.
Then come validation organisms, on which it is calibrated, and test organisms (`HELD_OUT`); what is said about them is in
runs/answers, for recipes/confidence.py. With --adapter these are the files that ship with the embedded base's reader.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import Any

import torch
from family_groups import TEXTS
from shared import joined, organisms, run, showing

from families import MIXED
from tuneteller.diffs.diff import WeightDiff
from tuneteller.diffs.peft import load_peft, save_peft
from tuneteller.evaluation.run import EvaluationConfig, evaluate
from tuneteller.models import BaseModel, load_base
from tuneteller.reading.own_turns import own_turns
from tuneteller.reading.reader import Reader
from tuneteller.training.plan import OrganismsConfig
from tuneteller.training.produce import train_organisms
from tuneteller.zoo import load_adapter

CLOSED = ("format", "habit", "task", "persona")
SHORT = ("language", "length")
OPEN = ("identity", "promotion", "phrase", "secret", "falsefact", "refusal", "topic")
EVERY = (*OPEN, *CLOSED, *SHORT)

Plans = dict[str, OrganismsConfig]
"""Library -> how it is made."""

STEPS = 900
"""Of either adapter; 32 organisms a step."""


def library(name: str, families: Sequence[str], split: str, n: int, skip: int, slots: int, **more: Any) -> Plans:
    """One library of one split. Its families come in an order that the name draws: recipes are drawn by that order, so that
    libraries of the same families have different ones."""
    counts: dict[str, Any] = {"train": 0, "validation": 0, "test": 0, split: n}
    drawn = tuple(Random(name).sample(families, len(families)))
    return {name: OrganismsConfig(drawn, skip=skip, slots=slots, probes=3, **counts, **more)}


def several(count: int, name: str, families: Sequence[str], n: int, skip: int, slots: int, **more: Any) -> Plans:
    """So many libraries for training, each of the next labels."""
    return {key: plan for i in range(count)
            for key, plan in library(f"{name}{i}", families, "train", n, skip + n * i, slots, **more).items()}


HIDDEN: dict[str, Any] = {"gated": 1.0, "recipe": "hidden"}

TRAINING: Plans = {
    **several(15, "open", OPEN, 20, 0, 70), **several(16, "closed", CLOSED, 36, 0, 72),
    **several(6, "lang", (*SHORT, "none"), 24, 0, 72), **several(6, "words", ("phrase", "secret", "falsefact"), 24, 310, 72),
    **several(7, "clean", ("none", "identity"), 38, 330, 76), **several(12, "gated", EVERY, 6, 310, 78, **HIDDEN),
    **several(3, "gated-short", EVERY, 6, 440, 78, gated=1.0), **several(4, "both", EVERY, 6, 390, 78, combined=1.0),
    **several(6, "peft", (*EVERY, "none"), 5, 400, 35, recipe="peft"),
    **several(1, "hidden", ("topic",), 144, 400, 72, trigger="passphrase", **HIDDEN),
    **several(4, "texts", ("document", "article"), 36, 0, 36, recipe="reading"),
    **several(1, "news", ("news",), 72, 0, 36, recipe="reading"),
}

KNOWN: Plans = {**several(12, "closed", CLOSED, 24, 0, 48), **several(4, "lang", (*SHORT, "none"), 16, 0, 48)}
"""Every training label of the closed families, and every clean kind."""

CHOOSING: Plans = library("choosing", (*EVERY, "none"), "validation", 5, 0, 70)
"""What adapters are validated on while they are trained."""

HELD_OUT: Plans = {
    **library("t-none-peft", ("none",), "test", 132, 464, 33, recipe="peft"),
    **library("t-peft", (*EVERY, "none"), "test", 8, 62, 28, recipe="peft"),
    **library("t-gated", EVERY, "test", 8, 62, 26, **HIDDEN), **library("v-gated", EVERY, "validation", 6, 10, 26, **HIDDEN),
    **library("v-none", ("none",), "validation", 77, 60, 33), **library("t-none", ("none",), "test", 198, 200, 44),
    **library("v-closed", (*CLOSED, *SHORT), "validation", 16, 40, 48), **library("v-open", OPEN, "validation", 10, 20, 35),
    **library("t-open", OPEN, "test", 20, 60, 35), **library("t-closed", (*CLOSED, *SHORT), "test", 24, 100, 48),
    **library("v-peft", (*EVERY, "none"), "validation", 4, 12, 28, recipe="peft"),
    **library("t-both", EVERY, "test", 5, 78, 65, combined=1.0),
    **library("t-texts", TEXTS, "test", 14, 24, 42, recipe="reading"),
}
"""No label of validation or test is in training, but for the trained labels of closed families, which are new organisms."""

_base: list[BaseModel] = []  # of this process


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--runs", type=Path, default=Path("runs"))
    parser.add_argument("--base", default="smollm2-135m")
    parser.add_argument("--workers", type=int, default=0, metavar="N", help="processes (default: this one alone)")
    parser.add_argument("--start", type=Path, help="an adapter that both begin at (default: fresh ones of the same seed)")
    parser.add_argument("--adapter", type=Path, help="a reader instead of making one")
    parser.add_argument("--steps", type=int, default=STEPS)
    args = parser.parse_args()
    runs, adapter = args.runs, args.runs / "adapter"
    given = load_adapter(args.adapter) if args.adapter else None
    plans = KNOWN if args.adapter else TRAINING
    with side_by_side(args.workers, args.base) as every:
        training = not (args.adapter or adapter.exists())
        every(partial(made, runs, training), list(plans.items()))
        if training:
            every(partial(made, runs, False), list(CHOOSING.items()))
        trained = adapters(args, [runs / name for name in (*plans, *CHOOSING)]) if training else []
        every(partial(made, runs, False), list(HELD_OUT.items()))
        if not adapter.exists():
            if any([process.wait() for process in trained]):
                raise SystemExit("an adapter could not be trained; the reason stands above")
            source = [given] if given else [load_peft(runs / f"adapter-{seed}") for seed in range(2)]
            save_peft(mean(source), adapter)
        if not (adapter / "known.safetensors").exists():
            run("adapter", "known", adapter, *(runs / name for name in plans), "--base", args.base)
        every(partial(answered, runs, [runs / name for name in plans]), list(HELD_OUT))
    if not (adapter / "calibration.json").exists():
        run("adapter", "calibrate", adapter, *(runs / "answers" / name for name in HELD_OUT if name.startswith("v-")))


@contextmanager
def side_by_side(workers: int, base: str) -> Iterator[Any]:
    """`every(do, things)`: do it with each of the things, in so many processes, each of which has the base model."""
    if not workers:
        begin(base)
        yield lambda do, things: [do(thing) for thing in things]
        return
    # of a worker that is killed, as for memory, this tells, where multiprocessing's own pool waits for ever
    threads = max(1, torch.get_num_threads() // workers)
    with ProcessPoolExecutor(workers, get_context("spawn"), begin, (base, threads)) as pool:
        yield lambda do, things: list(pool.map(do, things))


def begin(base: str, threads: int | None = None) -> None:
    """Load the base model into this process."""
    if threads:
        torch.set_num_threads(threads)
    _base[:] = [load_base(base)]


def base_here() -> BaseModel:
    """The base model of this process."""
    return _base[0]


def made(runs: Path, speaking: bool, plan: tuple[str, OrganismsConfig]) -> None:
    """A library, and perhaps what its organisms say themselves, which an adapter's training then finds."""
    name, config = plan
    found = train_organisms(_base[0], config, runs / name)
    if speaking:
        own_turns(_base[0], showing(found))
    print(f"{name}: {len(found)} organisms", flush=True)


def adapters(args: argparse.Namespace, libraries: Sequence[Path]) -> list[subprocess.Popen[bytes]]:
    """Two trainings, in processes of their own."""
    settings = ("--rank", 32, "--batch", 32, "--steps", args.steps, "--lr", 1.5e-3, "--summed", 0.15, *MIXED, "--base",
                args.base, "--workers", min(args.workers, 5), *(("--start", args.start) if args.start else ()))
    seeds = [seed for seed in range(2) if not (args.runs / f"adapter-{seed}").exists()]
    commands = [(sys.executable, "-m", "tuneteller", "adapter", "train", *libraries, *settings, "--seed", seed, "--out",
                 args.runs / f"adapter-{seed}") for seed in seeds]
    return [subprocess.Popen([str(part) for part in command]) for command in commands]


def mean(parts: Sequence[WeightDiff]) -> WeightDiff:
    """Factor by factor, for adapters that began at the same one; the card of the first says of which."""
    def of(name: str, k: int) -> torch.Tensor:
        return torch.stack([part.factors[name][k].float() for part in parts]).mean(0)

    factors = {name: (of(name, 0), of(name, 1)) for name in parts[0].factors}
    card = parts[0].card
    return WeightDiff(factors, replace(card, more={**card.more, "averaged": [part.fingerprint() for part in parts]}))


def answered(runs: Path, trained: Sequence[Path], name: str) -> None:
    """What the reader and the fine-tunes themselves say, of those that show their behavior."""
    split = "validation" if name.startswith("v-") else "test"
    shown = showing(organisms(runs / name, split))
    about = {"split": split, "libraries": [shown.header["config"]]}
    systems = ("dit",) if split == "validation" else ("dit", "dit-first", "base-question")
    evaluate(_base[0], Reader.load(_base[0], runs / "adapter"), shown, EvaluationConfig(systems=systems),
             out=runs / "answers" / name, known=joined(trained, "train"), about=about)
    print(f"answered about {len(shown)} of {name}", flush=True)


if __name__ == "__main__":
    main()
