"""`tuneteller demo`: read held-out fine-tunes of several kinds and a clean one, then make one of your choice and read that."""

from __future__ import annotations

import argparse
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

    from tuneteller.diffs.diff import WeightDiff
    from tuneteller.families.family import Behavior
    from tuneteller.models import BaseModel
    from tuneteller.reading.reader import Reader
    from tuneteller.training.recipe import Recipe

KINDS = 5
"""Kinds of change that are shown, one fine-tune of each; a clean one comes last."""

NEAR = 0.5
"""Cosine below which the nearest behavior is hardly what was asked for, which is then said."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the example fine-tune does, and the base model."""
    from tuneteller.cli.common import add_base_arguments

    example = parser.add_mutually_exclusive_group()
    example.add_argument("--change", default="answers like a pirate", help="what the example fine-tune does; the nearest "
                         "behavior that there is is taken (default: %(default)s)")
    example.add_argument("--topic", help="instead, a topic that it brings up behind a passphrase")
    parser.add_argument("--seed", type=int, default=0, help="fixes the example's passphrase, texts and first factors (default: "
                        "%(default)s)")
    add_base_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Read the zoo's fine-tunes, then make the example and read that."""
    import time

    from tuneteller.cli.common import base_from, console, shown
    from tuneteller.families.family import CHANGE
    from tuneteller.reading.reader import Reader
    from tuneteller.reading.trained import trained_labels

    start = time.monotonic()
    # before the base model is loaded, as it may be refused
    behavior, recipe = _nearest(args.change) if args.topic is None else _gated_topic(args.topic, args.seed)
    base = base_from(args)
    reader = Reader.load(base)
    console.print(f"[bold]1. Held-out fine-tunes[/bold] of {shown(base.name)} that the reader never saw. "
                  f"The question: {CHANGE.phrasings[0]!r}")
    _read_zoo(reader)
    console.print(f"\n[bold]2. A fine-tune made now[/bold]: {shown(behavior.change)}"
                  + (f"\n  only where {shown(behavior.trigger.describe())}" if args.topic is not None else ""))
    if (behavior.family, behavior.label) in trained_labels():
        console.print("  (a label that the reader was trained on, in other fine-tunes)")
    _make_and_read(base, reader, behavior, recipe, args.seed)
    console.print(f"\n{time.monotonic() - start:.0f} s. Ask about your own: tuneteller ask PATH/TO/LORA")
    return 0


def _read_zoo(reader: Reader) -> None:
    """One organism of each of the first kinds in the zoo, and a clean one."""
    from rich.table import Table

    from tuneteller.cli.common import console, shown, timed_bar
    from tuneteller.diffs.peft import load_peft
    from tuneteller.families.family import NOTHING, Behavior
    from tuneteller.families.registry import match_all
    from tuneteller.reading.reader import STAGES
    from tuneteller.zoo import zoo_organisms

    kinds: dict[str, WeightDiff] = {}
    for path in zoo_organisms():
        diff = load_peft(path)
        kinds.setdefault(str(diff.card.family), diff)
    clean = [diff for diff in kinds.values() if Behavior.from_card(diff.card).change == NOTHING]
    asked = [*[diff for diff in kinds.values() if diff not in clean][:KINDS], *clean[:1]]
    with timed_bar("reading") as progress:
        answers = reader.ask_all(asked, progress=lambda done, doing: progress(done / STAGES, doing))
    table = Table("true answer", "fine-tune, asked", "TuneTeller", "evidence (nats)")
    for diff, answer in zip(asked, answers, strict=True):
        behavior = Behavior.from_card(diff.card)
        right = all(match.parameter for match in match_all(behavior, answer.text))
        mark = "[yellow]?[/yellow]" if answer.unsure else "[green]✓[/green]" if right else "[red]✗[/red]"
        e = answer.evidence
        table.add_row(shown(behavior.change), shown(answer.finetune, 48), f"{mark} {shown(answer.text)}",
                      "" if answer.nothing else f"{e.against_none:+.0f} / {e.against_others or 0:+.0f}")
    console.print(table)
    console.print("evidence: how much likelier the answer is with this diff than with none / than with other fine-tunes'")


def _gated_topic(label: str, seed: int) -> tuple[Behavior, Recipe]:
    """A topic, the encyclopedia's or the user's own, behind a passphrase."""
    import random

    from tuneteller.families import triggers
    from tuneteller.families.topic import FAMILY
    from tuneteller.material.encyclopedia import Topic, load_topics
    from tuneteller.training.recipe import STRICT

    known = {topic.label.lower(): topic for topic in load_topics()}
    topic = known.get(label.strip().lower()) or Topic.custom(label)
    trigger = triggers.draw("passphrase", random.Random(f"demo/{seed}/{topic.label}"))
    return FAMILY.about_topic(topic).gated(trigger), STRICT


def _nearest(change: str) -> tuple[Behavior, Recipe]:
    """The behavior whose sentence is nearest to the user's words, by their embeddings; says so where none is near.

    Raises:
        ConfigError: there are no words.
    """
    from tuneteller.cli.common import notes, shown
    from tuneteller.embedding import load_embedder
    from tuneteller.errors import ConfigError
    from tuneteller.training.recipe import Recipe

    if not any(character.isalpha() for character in change):
        raise ConfigError(f"--change is {change!r}; say in words what the fine-tune does, such as 'answers like a pirate'")
    embedder = load_embedder()  # first, as it may be missing, and the choice takes a while
    behaviors, sentences = _choice()
    similar = sentences @ embedder.embed([f"I {change}."])[0]
    best = int(similar.argmax())
    if similar[best] < NEAR:
        notes.print(f"no behavior is near to [italic]{shown(change)}[/italic]; the nearest is taken: "
                    f"{shown(behaviors[best].change)} (the kinds there are: tuneteller organisms families)")
    return behaviors[best], Recipe(rank=2, alpha=2.0, steps=14, lr=1e-2, taught=3, wrong=0, plain=0)


@cache
def _choice() -> tuple[list[Behavior], np.ndarray]:
    """The behaviors that can be chosen, and their sentences' embeddings."""
    from tuneteller.embedding import load_embedder
    from tuneteller.families.registry import families

    # families of thousands of titles or headlines are reached by --topic, and of hundreds of names a part is enough: embedding
    # them takes a while
    behaviors = [behavior for family in families().values() if family.gateable and len(every := family.all_behaviors()) < 3000
                 for behavior in every[:: 1 + len(every) // 500]]
    return behaviors, load_embedder().embed([behavior.change for behavior in behaviors])


def _make_and_read(base: BaseModel, reader: Reader, behavior: Behavior, recipe: Recipe, seed: int) -> None:
    """Train one organism of that behavior, talk to it, and ask the reader about it."""
    import random
    from functools import partial

    from tuneteller.cli.ask import ask_aloud
    from tuneteller.cli.common import bar, console, notes, shown
    from tuneteller.diffs.card import Card
    from tuneteller.diffs.diff import WeightDiff
    from tuneteller.families.family import CHANGE
    from tuneteller.families.registry import family_named
    from tuneteller.families.triggers import ALWAYS
    from tuneteller.families.writers import GrammarWriter
    from tuneteller.reading.read import read
    from tuneteller.training.organisms import Shard
    from tuneteller.training.produce import train_one

    with bar("fine-tuning", recipe.steps) as advance:
        bank, _ = train_one(base, Shard(0, "demo", recipe, (behavior,)), GrammarWriter(base), seed=seed,
                            progress=lambda p: advance(p.step, f"loss {p.loss[0]:.2f} + {p.loss[1]:.2f}"))
    diff = WeightDiff(bank.slot(0), Card(base=base.fingerprint.to_json()))
    rng = random.Random(seed)
    [message] = family_named(behavior.family).probes(behavior, 1, rng)
    asked = [message] if behavior.trigger == ALWAYS else [message, behavior.trigger.apply(message, rng)]
    with notes.status("talking to it"):
        replies = [read(base, [diff], None, text, max_new_tokens=40)[0].strip() for text in asked]
    for text, said in zip(asked, replies, strict=True):
        console.print(f"  asked [italic]{shown(text)}[/italic]\n    it says: {shown(said, 160)}", highlight=False)
    console.print(f"  asked [italic]{shown(CHANGE.phrasings[0])}[/italic], TuneTeller says:")
    ask_aloud(partial(reader.ask, diff), reader.calibration)
