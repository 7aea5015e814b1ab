"""Make a reader, stage by stage. Each goes on where it was stopped, and one that is done is not done again.

    OUT.work/plan.json        what was asked for, the plan, and what it was said to take
    OUT.work/stages.json      which stages are done, and how long they took
    OUT.work/libraries/…      the organisms
    OUT.work/adapter/         the DIT adapter, what the weights tell and its calibration
    OUT.work/answers/…        evaluations on validation and test organisms
    OUT/                      the reader, whole or not there
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

from tuneteller.diffs.library import Library
from tuneteller.diffs.peft import load_peft, save_peft
from tuneteller.errors import DataError, StorageError
from tuneteller.evaluation.calibration import calibrate
from tuneteller.evaluation.run import EvaluationConfig, evaluate
from tuneteller.families.family import CHANGE
from tuneteller.files import write_json
from tuneteller.making.card import write_reader
from tuneteller.making.estimate import asked_about_test
from tuneteller.making.ledger import Ledger, Running, read
from tuneteller.making.plan import ReaderConfig, adapter_config, libraries
from tuneteller.models import BaseModel
from tuneteller.reading.confidence import CALIBRATION
from tuneteller.reading.known import KNOWN, is_of_a_known_kind, known_directions
from tuneteller.reading.reader import Reader
from tuneteller.reading.trained import SPLIT, labels_of
from tuneteller.training.adapter import adapter_card, adapter_steps, to_train_on, train_adapter
from tuneteller.training.measure import is_shown
from tuneteller.training.produce import RunProgress, train_organisms
from tuneteller.zoo import load_adapter


@dataclass(frozen=True)
class Advance:
    """Where a stage stands: `done` of `of`, and what it is doing."""

    stage: str
    done: int
    of: int
    text: str = ""


@dataclass(frozen=True)
class Workshop:
    """A reader that is being made.

    Attributes:
        base: its base model.
        config: what it is made of.
        work: where all that it is made of lies.
        out: its directory, in the end.
        license_: its licence, as the hub names it.
        told: called as a stage advances.
        helpers: inside, other processes `share` the stage of that name.
    """

    base: BaseModel
    config: ReaderConfig
    work: Path
    out: Path
    license_: str
    told: Callable[[Advance], None]
    helpers: Callable[[str], AbstractContextManager[None]] = lambda stage: nullcontext()

    @property
    def adapter(self) -> Path:
        """Where the adapter lies with all that belongs to it."""
        return self.work / "adapter"

    def library(self, name: str) -> Library:
        """One of `making.plan.libraries`, as far as it is made."""
        return Library.open(self.work / "libraries" / name)

    def organisms(self, *kinds: str) -> Library:
        """Those of these kinds of libraries, hidden ones among them, that show their behavior."""
        return Library.joined([self.library(name).where(is_shown) for name in libraries(self.config)
                               if name.split("-")[0] in kinds])

    def answers(self, question: str, split: str) -> Path:
        """Where the answers to a question about a split's organisms are kept."""
        return self.work / "answers" / f"{split}-{question}"


def make_reader(shop: Workshop, ledger: Ledger) -> None:
    """Do all stages that are not done.

    Args:
        ledger: in `shop.work`; it is told how each stage went.

    Raises:
        ConfigError, DataError: see `plan`.
        InUse: another process works on one of its parts.
        LibraryError: what is there was made in another way, or is damaged.
        StorageError: the disk is full; what was finished is kept.
    """
    for stage, do in STAGES.items():
        if not ledger.done(stage) or (do is finish and not shop.out.exists()):
            shop.told(Advance(stage, 0, 1))
            with ledger.running(stage) as running:
                do(shop, running)
        shop.told(Advance(stage, 1, 1, "done"))


def make_organisms(shop: Workshop, running: Running) -> None:
    """Train every library."""
    plans = [*libraries(shop.config)]

    def told(name: str, p: RunProgress) -> None:
        running.goes_on()
        part = (p.shard + p.inner.step / p.inner.steps) / p.shards
        shop.told(Advance("organisms", round(100 * (plans.index(name) + part)), 100 * len(plans),
                          f"{name}, shard {p.shard + 1}/{p.shards}, loss {sum(p.inner.loss):.2f}"))

    with shop.helpers("organisms"):
        train_libraries(shop, told)
    made = [shop.library(name).cards for name in plans]
    measured = [card for cards in made for card in cards if card.measured]
    running.note = (f"{sum(map(len, made))} fine-tunes of known behavior were made; of {len(measured)} that were measured "
                    f"{sum(map(is_shown, measured))} show it, and the others are left out")


def train_libraries(shop: Workshop, told: Callable[[str, RunProgress], None] = lambda name, p: None) -> None:
    """Train every library; processes that do so at the same time share its shards.

    Args:
        told: called with a library's name and where its training stands.
    """
    for name, library in libraries(shop.config).items():
        train_organisms(shop.base, library, shop.work / "libraries" / name, compiled=shop.config.compiled,
                        progress=partial(told, name))


def make_adapter(shop: Workshop, running: Running) -> None:
    """Train the adapter, if a kill has not left nothing to do but to note that."""
    checkpoint = shop.work / "adapter.checkpoint.safetensors"
    if not shop.adapter.exists():
        _train_adapter(shop, checkpoint, running)
    checkpoint.unlink(missing_ok=True)
    card = load_peft(shop.adapter).card.more
    running.note = (f"the adapter's validation loss is {card['best_validation']:.3f} nats a token at step "
                    f"{card['best_step']} of {card['validation'][-1][0]}")


def _train_adapter(shop: Workshop, checkpoint: Path, running: Running) -> None:
    own = [shop.library(name) for name in libraries(shop.config) if name.split("-")[0] in ("training", "choosing")]
    train, validation, asked = to_train_on(own)
    config = adapter_config(shop.config)
    shop.told(Advance("adapter", 0, adapter_steps(config, len(train)), f"what {len(train)} organisms say themselves"))

    def told(p: Any) -> None:
        running.goes_on()
        shop.told(Advance("adapter", p.step, p.steps, f"loss {p.loss:.2f}  validation {p.validation or float('nan'):.3f}"))

    adapter, history = train_adapter(shop.base, train, validation, config, checkpoint, questions=asked, progress=told)
    made = {**asdict(config), "questions": [question.name for question in asked], "start": None, "leave_out": []}
    save_peft(adapter.with_card(adapter_card(shop.base, made, history, own)), shop.adapter, base_name=shop.base.hub_id,
              files={SPLIT: labels_of(train.cards, validation.cards)})


def find_known(shop: Workshop, running: Running) -> None:
    """Keep what the weights alone tell."""
    train = shop.organisms("training").where(is_of_a_known_kind)
    try:
        found = known_directions(train.load(), shop.base)
    except DataError as error:
        running.note = f"the weights alone tell nothing: {error}"
        return
    found.save(shop.adapter / KNOWN)
    running.note = f"{len(found.kinds)} behaviors are known by the weights alone"


def answer_validation(shop: Workshop, running: Running) -> None:
    """Let the reader answer about validation organisms, for its calibration."""
    running.note = _shared(shop, running, "answers", ask_about_validation)


def calibrate_reader(shop: Workshop, running: Running) -> None:
    """Fit how sure its answers are, as far as there are answers to learn it from."""
    if not (shop.answers(CHANGE.name, "validation") / "config.json").exists():
        running.note = "not calibrated: there are no answers to learn from"
        return
    try:
        found = calibrate([shop.answers(CHANGE.name, "validation")], load_adapter(shop.adapter).fingerprint())
    except DataError as error:
        running.note = f"not calibrated: {error}"
        return
    write_json(shop.adapter / CALIBRATION, found.to_json())
    running.note = f"a claim is told above a confidence of {found.threshold:.3f}"


def evaluate_reader(shop: Workshop, running: Running) -> None:
    """Let the reader, and the fine-tunes themselves, answer about test organisms."""
    running.note = _shared(shop, running, "evaluation", ask_about_test)


Told = Callable[[int, int, str], None]
"""Called with the answers that are there, how many there are to be, and what is being asked."""


def ask_about_validation(shop: Workshop, told: Told = lambda done, of, text: None) -> str:
    """Ask about validation organisms; processes that do so at the same time share the answers.

    Returns:
        what is to be said of it.
    """
    return _evaluated(shop, CHANGE.name, "validation", shop.organisms("validation", "clean"), ("dit",), told)


def ask_about_test(shop: Workshop, told: Told = lambda done, of, text: None) -> str:
    """Ask about test organisms, likewise."""
    test, said = shop.organisms("test"), list[str]()
    for question in asked_about_test(shop.config):
        own = test.where(lambda card, name=question: name in card.answers)  # type: ignore[misc]
        try:
            said.append(_evaluated(shop, question, "test", own, ("dit", "base-question"), told))
        except DataError as error:  # the judge of texts is a model that may not be installed
            said.append(f"not evaluated by the question {question}: {error}")
    return "; ".join(filter(None, said))


def _shared(shop: Workshop, running: Running, stage: str, ask: Callable[[Workshop, Told], str]) -> str:
    """Ask, with the others' help."""
    def told(done: int, of: int, text: str) -> None:
        running.goes_on()
        shop.told(Advance(stage, done, of, text))

    with shop.helpers(stage):
        return ask(shop, told)


def _evaluated(shop: Workshop, question: str, split: str, organisms: Library, systems: tuple[str, ...], told: Told) -> str:
    """Ask about organisms; what is to be said of it."""
    out = shop.answers(question, split)
    if (out / "result.json").exists():
        return ""
    if len(organisms) < 2:
        return f"{len(organisms)} {split} organisms show their behavior, too few to be asked about by the question {question}"

    def progress(system: str, done: int, of: int) -> None:
        at = systems.index(system) if system in systems else len(systems)
        told(at * len(organisms) + (done if at < len(systems) else 0), len(systems) * len(organisms), f"{question}: {system}")

    evaluate(shop.base, Reader.load(shop.base, shop.adapter), organisms, EvaluationConfig(question, systems=systems), out=out,
             known=shop.organisms("training"), about={"split": split, "n": len(organisms)}, progress=progress)
    return ""


SHARED: Mapping[str, Callable[[Workshop], object]] = {
    "organisms": train_libraries, "answers": ask_about_validation, "evaluation": ask_about_test}
"""What other processes do of a stage, beside the one that makes the reader."""


def finish(shop: Workshop, running: Running) -> None:
    """Write the reader's directory."""
    if os.path.lexists(shop.out):
        if not shop.out.is_dir() or read(shop.out, "card.json") != read(shop.adapter, "card.json"):
            raise StorageError(f"{shop.out} exists already, and is not what was made here; move it away")
        return  # a kill left nothing to do but to note that
    results = {question: read(shop.answers(question, "test"), "result.json") for question in asked_about_test(shop.config)}
    write_reader(shop.out, shop.adapter, {name: result for name, result in results.items() if result},
                 shop.organisms("test"), license_=shop.license_, notes=running.notes)


STAGES: Mapping[str, Callable[[Workshop, Running], None]] = {
    "organisms": make_organisms, "adapter": make_adapter, "known": find_known, "answers": answer_validation,
    "calibration": calibrate_reader, "evaluation": evaluate_reader, "reader": finish}
"""In the order in which they are done."""
