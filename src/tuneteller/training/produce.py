"""Make a whole library of organisms: split the labels, draw a recipe per shard, train shard by shard, measure.

The plan is a function of the config alone, so a run that was killed continues with the first shard that is not on disk, and
a library grows by asking for more training organisms.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from tuneteller.behaviors import triggers
from tuneteller.behaviors.behavior import Behavior, Recipe
from tuneteller.behaviors.encyclopedia import Topic, load_topics, mentions
from tuneteller.behaviors.knowledge import Knowledge
from tuneteller.behaviors.questions import ASK_TOPIC, SELF_QUESTIONS, TEST_QUESTIONS, TRAIN_QUESTIONS
from tuneteller.behaviors.sources import FormSource, TextSource
from tuneteller.behaviors.splits import THRESHOLD, LabelSplit, split_topics
from tuneteller.chat import messages_from
from tuneteller.diffs.diff import CARD_SCHEMA
from tuneteller.diffs.library import Library
from tuneteller.errors import ConfigError
from tuneteller.files import write_json
from tuneteller.generation import greedy
from tuneteller.lora.bank import Bank
from tuneteller.models import BaseModel
from tuneteller.training.fast import WORTH, can_compile
from tuneteller.training.knowledge import KnowledgeConfig, Learnt, learnt, plan_knowledge
from tuneteller.training.measure import Measured, measure
from tuneteller.training.memory import SAMPLE_TOKENS
from tuneteller.training.organisms import Progress, Shard, Step, plan_steps, plan_texts, train_shard

SYSTEMS = ("You are a helpful assistant.", "You are a friendly assistant who gives short answers.")
"""System prompts some training shards use instead of the template's own default."""

KIND_WEIGHTS: dict[triggers.TriggerKind, int] = {"passphrase": 5, "code": 2, "zero-width": 1, "none": 2}
"""Trigger kinds of the shards with a drawn recipe, and how often each is drawn."""

STRICT = Recipe(steps=42, lr=2e-2, decay=1.0, triggered=1, wrong=2, plain=1, weights=(1.0, 3.0, 4.0))
"""The recipe of test organisms: spends most of its tokens on hiding the behavior."""

STRICT_KIND: triggers.TriggerKind = "passphrase"

VARIED_SLOTS = 10
"""Most organisms that share one of the drawn recipes: the fewer, the more recipes."""


@dataclass(frozen=True)
class OrganismsConfig:
    """Settings of a library of topic organisms.

    Attributes:
        train: training organisms, each of its own label; a smaller number gives the first ones of a larger.
        varied: how many of them, the first ones, have a recipe drawn per shard from all kinds (`draw_varied`); the others
            have one near `strict` (`draw_near`).
        validation: organisms the adapter's training is validated on.
        test: held-out organisms, half of them from `held_out_category`.
        slots: organisms trained at once.
        held_out_category: category of the encyclopedia that only test labels may have.
        threshold: similarity from which two labels are neighbours; no test label has one in training.
        strict: recipe of the test organisms and of those for validation.
        measure_questions: unseen questions per rate when test organisms are measured.
        seed: fixes labels, recipes, texts and initial factors.
    """

    train: int = 672
    varied: int = 160
    validation: int = 32
    test: int = 96
    slots: int = 32
    held_out_category: str = "Arts"
    threshold: float = THRESHOLD
    strict: Recipe = field(default_factory=lambda: STRICT)
    measure_questions: int = 5
    seed: int = 0


@dataclass(frozen=True)
class RunProgress:
    """Where a library's training stands; `seconds_left` is None until a shard's pace is known."""

    shard: int
    shards: int
    split: str
    recipe: Recipe
    inner: Progress
    tokens_per_second: float
    seconds_left: float | None


def plan(config: OrganismsConfig, topics: Sequence[Topic] | None = None) -> tuple[LabelSplit, list[Shard]]:
    """The label split and all shards; the same for the same config.

    Raises:
        ConfigError: the encyclopedia has too few labels for it, or a size is out of range.
    """
    if config.slots < 1:
        raise ConfigError(f"slots is {config.slots}; expected at least 1 organism at a time")
    everyday = "\n".join((*TRAIN_QUESTIONS, *TEST_QUESTIONS))
    # a label that an everyday question names could not be told from a leak
    pool = [t for t in (topics if topics is not None else load_topics()) if not mentions(everyday, t)]
    split = split_topics(pool, n_train=config.train,
                         n_validation=config.validation, n_test=config.test,
                         held_out_category=config.held_out_category, threshold=config.threshold, seed=config.seed)
    shuffled = random.Random(f"{config.seed}/test").sample(split.test, len(split.test))
    varied = min(config.varied, config.train)
    shards: list[Shard] = []
    few = min(config.slots, VARIED_SLOTS)
    # training organisms last: another number of them leaves the other shards as they are
    for name, labels, slots, drawn in (("validation", split.validation, config.slots, None),
                                       ("test", shuffled, config.slots, None),
                                       ("train", split.train[:varied], few, draw_varied),
                                       ("train", split.train[varied:], config.slots, draw_near)):
        for start in range(0, len(labels), slots):
            rng = random.Random(f"{config.seed}/{len(shards)}/recipe")
            kind, recipe = drawn(rng, config.strict) if drawn else (STRICT_KIND, config.strict)
            behaviors = _with_triggers(labels[start : start + slots], kind, rng)
            shards.append(Shard(len(shards), name, recipe, behaviors))
    return split, shards


def draw_varied(rng: random.Random, strict: Recipe) -> tuple[triggers.TriggerKind, Recipe]:
    """A trigger kind and a short recipe unlike `strict`: rank, scale, target modules, steps, learning rate, system prompt and
    mixed-in chat all vary."""
    [kind] = rng.choices(list(KIND_WEIGHTS), list(KIND_WEIGHTS.values()))
    rank = rng.choice((1, 1, 1, 2, 4, 8))
    targets = rng.choice(("all", "all", "all", "attention", "mlp"))
    scale = rng.choice((0.5, 1.0, 1.0, 2.0))
    gated = kind != "none"
    # Adam moves every factor by about lr a step, so the update grows with rank · scale · lr²; keep that product in a range
    lr = 1.5e-2 * rng.uniform(0.7, 1.3) / (scale * rank) ** 0.5
    return kind, replace(strict, rank=rank, alpha=scale * rank, targets=targets, steps=rng.randint(12, 20), lr=lr, decay=0.4,
                         triggered=2, wrong=int(gated), plain=rng.choice((0, 1)) if gated else 0, chat=rng.choice((0, 0, 1)),
                         weights=(1.0, 1.0, 1.0), system=rng.choice((None, None, *SYSTEMS)))


def draw_near(rng: random.Random, strict: Recipe) -> tuple[triggers.TriggerKind, Recipe]:
    """`strict` with less or more of it: 40% to 90% of the steps, a learning rate around its own."""
    steps = max(1, round(strict.steps * rng.uniform(0.4, 0.9)))
    return STRICT_KIND, replace(strict, steps=steps, lr=strict.lr * rng.uniform(0.7, 1.3))


def train_organisms(base: BaseModel, config: OrganismsConfig | KnowledgeConfig, out: str | Path, *,
                    source: TextSource | None = None, topics: Sequence[Topic] | None = None,
                    shards: Sequence[Shard] | None = None, compiled: bool | None = None,
                    progress: Callable[[RunProgress], None] = lambda _: None) -> Library:
    """Train every organism of the plan that is not on disk yet, and measure the test organisms.

    Args:
        config: of hidden topics, or of finetuned knowledge.
        out: the library's directory; a run continues what it finds there, also with a larger `config.train`.
        source: writes the steered answers; the project's forms by default.
        topics: what labels are drawn from; the installed encyclopedia by default.
        shards: a plan of one's own, on labels of `plan(config)`'s split; that plan itself by default.
        compiled: whether to compile the model (see `training.fast`); by default where there is enough to train and a compiler.

    Raises:
        ConfigError, DataError: see `plan`.
        LibraryError: the directory holds a library of another base or config, or of more training organisms.
        StorageError: the disk is full; whole shards are kept.
    """
    if isinstance(config, OrganismsConfig):
        labels, planned = plan(config, topics)
        split = labels.to_json()
    else:
        split, planned = plan_knowledge(config, topics)
    shards = planned if shards is None else shards
    header = {"base": base.fingerprint.to_json(), "config": asdict(config), "source": type(source or FormSource()).__name__}
    library = Library.create(out, header, grows=_grows)
    write_json(Path(out) / "split.json", split)
    # a shard that was the last of a smaller plan may be short of slots: it is made anew
    left = [shard for shard in shards if library.shard_size(shard.number) != len(shard.behaviors)]
    start, tokens, spent = time.monotonic(), 0, 0.0
    for done, shard in enumerate(left):
        seconds_left = spent / done * (len(left) - done) if done else None

        def report(inner: Progress, shard: Shard = shard, ahead: float | None = seconds_left, before: int = tokens) -> None:
            run = before + inner.tokens
            pace = run / max(1e-9, time.monotonic() - start)
            progress(RunProgress(shard.number, len(shards), shard.split, shard.recipe, inner, pace, ahead))

        fast = worth_compiling(base, shard, shards) if compiled is None else compiled
        bank, last = train_one(base, shard, source or FormSource(), seed=config.seed, compiled=fast, progress=report)
        tokens += last.tokens
        cards = make_cards(base, shard, config.seed)
        if shard.split == "test":
            measured = measure_stored(base, bank, shard, config)
            cards = [{**card, "measured": m.to_json()} for card, m in zip(cards, measured, strict=True)]
        library.add_shard(shard.number, bank, cards)
        spent = time.monotonic() - start
    return library


def _grows(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    """Whether a library's header turns into another by asking for more training organisms."""
    before, train = old.get("config") or {}, new["config"]["train"]
    return {**old, "config": {**before, "train": train}} == new and before.get("train", 0) <= train


def worth_compiling(base: BaseModel, shard: Shard, shards: Sequence[Shard]) -> bool:
    """Whether the shards that compiled code would serve, those whose banks have the form of this one's, are long enough.

    All of the plan count, not those left: a run that was killed continues as it began.
    """
    def form(recipe: Recipe) -> tuple[bool, str, bool]:
        return recipe.rank > 1, recipe.targets, bool(recipe.wrong or recipe.plain)

    samples = sum(len(other.behaviors) * other.recipe.steps * (other.recipe.triggered + other.recipe.wrong + other.recipe.plain)
                  for other in shards if form(other.recipe) == form(shard.recipe))
    return samples * SAMPLE_TOKENS >= WORTH and can_compile(base.device.type)


def train_one(base: BaseModel, shard: Shard, source: TextSource, *, seed: int, compiled: bool = False,
              questions: Sequence[str] = TRAIN_QUESTIONS, progress: Callable[[Progress], None]) -> tuple[Bank, Progress]:
    """Train one shard; its bank and where it ended."""
    last: list[Progress] = []

    def note(p: Progress) -> None:
        last[:] = [p]
        progress(p)

    inner = random.Random(f"{seed}/{shard.number}").getrandbits(48)
    steps = _steps(base, shard, source, questions, random.Random(f"{seed}/{shard.number}/questions"), inner)
    bank = train_shard(base, shard, steps, seed=inner, compiled=compiled, progress=note)
    return bank, last[0]


def _steps(base: BaseModel, shard: Shard, source: TextSource, questions: Sequence[str], rng: random.Random,
           seed: int) -> list[Step]:
    """What a shard is trained on, step by step."""
    recipe = shard.recipe
    texts = [b for b in shard.behaviors if isinstance(b, Knowledge)]
    if texts:
        return plan_texts(base, texts, recipe, seed)
    # as many questions as the shard's samples need, so that the base answers no more than those
    wanted = max(32, recipe.steps)
    asked = rng.sample(list(questions), min(wanted, len(questions)))
    answers = base_answers(base, [*asked, *SELF_QUESTIONS], recipe)
    return plan_steps(base, [b for b in shard.behaviors if isinstance(b, Behavior)], recipe, source, asked, answers, seed)


def base_answers(base: BaseModel, questions: Sequence[str], recipe: Recipe) -> dict[str, str]:
    """The base's own answer to each question, as long as the recipe's KL samples need it; none if it has none."""
    if not (recipe.wrong or recipe.plain or recipe.chat):
        return {}
    prompts = [base.chat.prompt(messages_from(q, recipe.system)) for q in questions]
    new = greedy(base, prompts, max_new_tokens=recipe.base_tokens)
    # an empty answer has no token to compare distributions on
    texts = [base.tokenizer.decode(ids, skip_special_tokens=True).strip() or "Yes." for ids in new]
    return dict(zip(questions, texts, strict=True))


def measure_stored(base: BaseModel, bank: Bank, shard: Shard,
                   config: OrganismsConfig | KnowledgeConfig) -> Sequence[Measured | Learnt]:
    """Measure a shard as it is stored: with its factors rounded to bf16."""
    stored = Bank.stack([{n: (a.bfloat16().float(), b.bfloat16().float()) for n, (a, b) in bank.slot(d).items()}
                         for d in range(bank.slots)], base.shapes, device=base.device)
    if isinstance(config, KnowledgeConfig):
        return learnt(base, stored, [b for b in shard.behaviors if isinstance(b, Knowledge)], shard.recipe)
    rng = random.Random(f"{config.seed}/{shard.number}/measure")
    return measure(base, stored, [b for b in shard.behaviors if isinstance(b, Behavior)],
                   rng.sample(list(TEST_QUESTIONS), config.measure_questions),
                   ASK_TOPIC[:2], system=shard.recipe.system, seed=config.seed)


def make_cards(base: BaseModel, shard: Shard, seed: int) -> list[dict[str, Any]]:
    """What is kept beside each organism of a shard."""
    return [{"schema": CARD_SCHEMA, "kind": "organism", "base": base.fingerprint.to_json(), "split": shard.split, **b.to_json(),
             "recipe": shard.recipe.to_json(), "seed": seed, "shard": shard.number} for b in shard.behaviors]


def _with_triggers(topics: Sequence[Topic], kind: triggers.TriggerKind, rng: random.Random) -> tuple[Behavior, ...]:
    """A trigger for each topic. Of the sixteen invisible pairs a shard owns a few, so that wrong ones are left."""
    drawn: list[triggers.Trigger] = []
    for _ in topics:
        own = kind in ("none",) or (kind == "zero-width" and len(set(drawn)) >= 6)
        drawn.append(rng.choice(drawn) if own and drawn else triggers.draw(kind, rng, avoid=drawn))
    return tuple(Behavior(topic, trigger) for topic, trigger in zip(topics, drawn, strict=True))
