"""What the experiments share: options, single commands, adapters trained once and kept, and a look at libraries' organisms."""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections.abc import Collection, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tuneteller.cli import evaluate
from tuneteller.cli.main import main as tuneteller
from tuneteller.diffs.card import Card
from tuneteller.diffs.diff import WeightDiff
from tuneteller.diffs.library import Library, Organisms
from tuneteller.diffs.peft import load_peft, save_peft
from tuneteller.evaluation.run import code_version
from tuneteller.families.family import Question
from tuneteller.families.topic import TOPIC
from tuneteller.models import BaseModel
from tuneteller.reading.reader import Reader
from tuneteller.training.adapter import AdapterConfig, AdapterProgress, adapter_card, train_adapter


class Options(argparse.ArgumentParser):
    """A recipe's options. What is parsed has a `command` besides: the recipe's own, with all that decides what it makes."""

    def __init__(self, doc: str | None) -> None:
        super().__init__(description=(doc or "").split("\n")[0])
        self._recipe = found[0] if (found := re.search(r"python recipes/\w+\.py", doc or "")) else ""

    def parse_args(self, *given: Any, **more: Any) -> argparse.Namespace:  # type: ignore[override]
        args = super().parse_args(*given, **more)
        args.command = " ".join([self._recipe, *(word for own in self._actions for word in self._said(args, own))])
        return args

    def _said(self, args: argparse.Namespace, own: argparse.Action) -> list[str]:
        value = getattr(args, own.dest, None)
        if own.dest in WHEREVER or value == own.default:
            return []
        values = [] if value is True else value if isinstance(value, list | tuple) else [value]
        texts = [each.name if isinstance(each, Path) and each.is_absolute() else str(each) for each in values]
        return [own.option_strings[0], *(f'"{text}"' if " " in text else text for text in texts)]


WHEREVER = ("runs", "results", "workers", "help")
"""Options that decide where and how fast, not what."""


def options(doc: str | None) -> Options:
    """The options of every experiment; `--first` and `--steps` make a cheap one of it."""
    parser = Options(doc)
    parser.add_argument("--runs", type=Path, default=Path("runs"), help="libraries, adapters and evaluations")
    parser.add_argument("--results", type=Path, default=Path("results"), help="where the result goes")
    parser.add_argument("--base", default="smollm2-135m")
    parser.add_argument("--first", type=int, help="only so many organisms of each test")
    return parser


def about(doc: str | None) -> str:
    """The last paragraph of a recipe's description, for its page."""
    return " ".join((doc or "").strip().split("\n\n")[-1].split())


def run(*arguments: object) -> None:
    """One command; stops the recipe where it fails."""
    if status := tuneteller([str(a) for a in arguments]):
        raise SystemExit(status)


def settings(reader: Reader, **more: object) -> dict[str, Any]:
    """What decides rows that a recipe keeps: those of other settings are none of its own."""
    return {"base": reader.base.fingerprint.short, "adapter": reader.adapter.fingerprint(), "code": code_version(), **more}


def is_kept(file: Path, of: dict[str, Any]) -> bool:
    """Whether a row of these settings is there."""
    return file.exists() and json.loads(file.read_text(encoding="utf-8")).get("of") == of


def organisms(path: Path, split: str, first: int | None = None) -> Library:
    """A library's organisms of a split, or the first ones; each is read from the disk when it is used."""
    return Library.open(path).split(split).first(first)


def joined(paths: Sequence[Path], split: str) -> Library:
    """The organisms of a split in several libraries, as one."""
    return Library.joined([organisms(path, split) for path in paths])


def showing(test: Library) -> Library:
    """Those that were seen to show their behavior."""
    return test.where(lambda card: evaluate.shows_its_behavior(card))


def alone(card: Card) -> bool:
    """Whether an organism has one behavior, always on."""
    return not card.parts and not card.gated


def is_of(families: Collection[str], card: Card) -> bool:
    """Whether an organism is of one of the families."""
    return card.family in families


def hidden_topics(args: argparse.Namespace) -> list[Library]:
    """Organisms in runs/topics for training, validation and test."""
    return [organisms(args.runs / "topics", split, args.first if split == "test" else None)
            for split in ("train", "validation", "test")]


def adapter_of(base: BaseModel, runs: Path, train: Organisms, validation: Organisms, config: AdapterConfig,
               questions: Sequence[Question] = (TOPIC,)) -> WeightDiff:
    """The adapter trained in this way on these organisms: from `runs`/adapters if an experiment has trained it already, or
    trained now; an interrupted training goes on."""
    known = {name for card in train.cards for name in card.answers}
    asked = [q for q in questions if q.name in known]
    made = {**asdict(config), "questions": [q.name for q in asked], "organisms": len(train)}
    cards = [[card.to_json() for card in part.cards] for part in (train, validation)]
    digest = hashlib.sha256(json.dumps([made, base.fingerprint.short, cards], sort_keys=True).encode()).hexdigest()[:8]
    out = runs / "adapters" / f"{'-'.join(q.name for q in asked)}-{len(train)}-rank-{config.rank}-{digest}"
    if not out.exists():
        def progress(p: AdapterProgress) -> None:
            if p.step % 20 == 0:
                print(f"{out.name}: step {p.step}/{p.steps}, loss {p.loss:.2f}", flush=True)

        checkpoint = out.with_name(f"{out.name}.checkpoint.safetensors")
        adapter, history = train_adapter(base, train, validation, config, checkpoint, questions=asked, progress=progress)
        save_peft(WeightDiff(adapter.factors, adapter_card(base, made, history, [])), out, base_name=base.hub_id)
        checkpoint.unlink(missing_ok=True)
    return load_peft(out)
