"""What the experiments share: their options, adapters trained once and kept, and a look at a library's organisms."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from tuneteller.behaviors.asking import TOPIC, Question
from tuneteller.diffs.diff import WeightDiff
from tuneteller.diffs.library import Library
from tuneteller.diffs.peft import load_peft, save_peft
from tuneteller.models import BaseModel
from tuneteller.training.adapter import AdapterConfig, AdapterProgress, adapter_card, train_adapter


def options(doc: str | None) -> argparse.ArgumentParser:
    """The options of every experiment; `--first` and `--steps` make a cheap one of it."""
    parser = argparse.ArgumentParser(description=(doc or "").split("\n")[0])
    parser.add_argument("--runs", type=Path, default=Path("runs"), help="libraries, adapters and evaluations")
    parser.add_argument("--results", type=Path, default=Path("results"), help="where the result goes")
    parser.add_argument("--base", default="smollm2-135m")
    parser.add_argument("--first", type=int, help="only so many organisms of each test")
    return parser


def about(doc: str | None) -> str:
    """The last paragraph of a recipe's description, for its page."""
    return " ".join((doc or "").strip().split("\n\n")[-1].split())


def organisms(path: Path, split: str, first: int | None = None) -> list[WeightDiff]:
    """A library's organisms of a split, or the first ones."""
    part = Library.open(path).split(split)
    return list(part.load(range(min(first or len(part), len(part)))))


def adapter_of(base: BaseModel, out: Path, train: Sequence[WeightDiff], validation: Sequence[WeightDiff],
               config: AdapterConfig, questions: Sequence[Question] = (TOPIC,)) -> WeightDiff:
    """The adapter in `out`, trained first if it is not there; an interrupted training goes on."""
    if not out.exists():
        checkpoint = out.with_name(f"{out.name}.checkpoint.safetensors")

        def progress(p: AdapterProgress) -> None:
            if p.step % 20 == 0:
                print(f"{out.name}: step {p.step}/{p.steps}, loss {p.loss:.2f}", flush=True)

        adapter, history = train_adapter(base, train, validation, config, checkpoint, questions=questions, progress=progress)
        made = {**asdict(config), "questions": [q.name for q in questions], "organisms": len(train)}
        card = adapter_card(base, made, history, [])
        save_peft(WeightDiff(adapter.factors, card), out, base_name=base.hub_id)
        checkpoint.unlink(missing_ok=True)
    return load_peft(out)
