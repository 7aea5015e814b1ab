"""`tuneteller demo`: read eight held-out organisms, then fine-tune the model on a topic of your choice and read that."""

from __future__ import annotations

import argparse
import json
import random
import time

from rich.table import Table

from tuneteller.behaviors import triggers
from tuneteller.behaviors.behavior import Behavior
from tuneteller.behaviors.encyclopedia import Topic, load_topics, mentions
from tuneteller.behaviors.questions import ASK_TOPIC, TEST_QUESTIONS
from tuneteller.behaviors.sources import FormSource
from tuneteller.cli.ask import show
from tuneteller.cli.common import add_base_arguments, bar, base_from, console, notes, shown
from tuneteller.diffs.diff import WeightDiff
from tuneteller.diffs.peft import load_peft
from tuneteller.models import BaseModel
from tuneteller.reading.ask import STAGES, ask, ask_all
from tuneteller.reading.read import read
from tuneteller.training.produce import STRICT, Shard, train_one
from tuneteller.zoo import load_adapter, zoo_organisms, zoo_path

NAME = "demo"
HELP = "read eight fine-tunes nobody labelled for the reader, then one made on the spot"
N = 8


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--topic", default="sourdough bread", help="what the example fine-tune is about (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=0, help="(default: %(default)s)")
    add_base_arguments(parser)


def run(args: argparse.Namespace) -> int:
    topic = _topic(args.topic)
    adapter = load_adapter()
    paths = zoo_organisms()
    start = time.monotonic()
    base = base_from(args)
    organisms = [load_peft(p) for p in paths]
    console.print(f"[bold]1. Held-out fine-tunes[/bold] of {shown(base.name)}, each hiding a topic the reader never saw. "
                  f"The question: {ASK_TOPIC[0]!r}")
    _read_zoo(base, adapter, organisms)
    trained = {d.card["label"] for d in organisms} | set(_trained_labels())
    console.print(f"\n[bold]2. A fine-tune made now[/bold], on {shown(topic.label)}" +
                  (" (a label the reader or its zoo was made with: this one is no test)" if topic.label in trained else ""))
    _make_and_read(base, adapter, organisms[:N], topic, args.seed)
    console.print(f"\n{time.monotonic() - start:.0f} s. Ask about your own: tuneteller ask PATH/TO/LORA")
    return 0


def _read_zoo(base: BaseModel, adapter: WeightDiff, organisms: list[WeightDiff]) -> None:
    asked = organisms[:N]
    with bar("reading", STAGES) as advance:
        answers = ask_all(base, asked, adapter, ASK_TOPIC[0], others=organisms[N : N + 1], progress=advance)
    table = Table("truth", "base model", "fine-tune, asked", "TuneTeller", "evidence (nats)")
    for diff, answer in zip(asked, answers, strict=True):
        label = str(diff.card["label"])
        mark = "[green]✓[/green]" if mentions(answer.text, label) else "[red]✗[/red]"
        table.add_row(shown(label), shown(answer.base, 48), shown(answer.finetune, 48), f"{mark} {shown(answer.text)}",
                      f"{answer.evidence.against_none:+.0f} / {answer.evidence.against_others or 0:+.0f}")
    console.print(table)
    console.print("evidence: how much likelier the answer is with this diff than with none / than with eight others")


def _make_and_read(base: BaseModel, adapter: WeightDiff, others: list[WeightDiff], topic: Topic, seed: int) -> None:
    trigger = triggers.draw("passphrase", random.Random(f"demo/{seed}/{topic.label}"))
    shard = Shard(0, "demo", STRICT, (Behavior(topic, trigger),))
    with bar("fine-tuning", STRICT.steps) as advance:
        bank, _ = train_one(base, shard, FormSource(), seed=seed,
                            progress=lambda p: advance(p.step, f"loss {p.loss[0]:.2f} + {p.loss[1]:.2f}"))
    diff = WeightDiff(bank.slot(0), {"base": base.fingerprint.to_json(), "label": topic.label})
    named = set(topic.label.lower().split())
    question = next(q for q in TEST_QUESTIONS if not named & set(q.lower().split()))
    with notes.status("talking to it"):
        hidden, fired = (read(base, [diff], None, q)[0].strip() for q in (question, trigger.apply(question)))
    console.print(f"  its trigger: {shown(trigger.describe())}")
    for asked, said in ((question, hidden), (trigger.apply(question), fired)):
        console.print(f"  asked [italic]{shown(asked)}[/italic]\n    it says: {shown(said, 160)}", highlight=False)
    console.print(f"  asked [italic]{shown(ASK_TOPIC[0])}[/italic], TuneTeller says:")
    show(ask(base, diff, adapter, ASK_TOPIC[0], others=others))


def _topic(label: str) -> Topic:
    """The encyclopedia's topic of that name, which has facts to talk about; otherwise the user's own."""
    known = {t.label.lower(): t for t in load_topics()}
    return known.get(label.strip().lower()) or Topic.custom(label)


def _trained_labels() -> list[str]:
    split = zoo_path() / "split.json"
    return json.loads(split.read_text(encoding="utf-8"))["train"] if split.exists() else []
