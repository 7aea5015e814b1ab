"""An evaluation: systems answer a question about organisms, judges score the answers, and every row is kept.

    runs/eval/config.json    what was asked, of what, by which systems, with which judge and code
    runs/eval/rows.jsonl     one row per (organism, system): label, answer, verdict; of the reader evidence and confidence too
    runs/eval/result.json    metrics over the rows, written at the end

A run that was killed goes on with the rows that are missing, and refuses to go on under another config.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from functools import cache, cached_property, partial
from pathlib import Path
from typing import Any

from tuneteller.diffs.card import Card
from tuneteller.diffs.diff import WeightDiff, noise_like, null_diff
from tuneteller.diffs.library import Organisms, organisms_of
from tuneteller.errors import ConfigError, DataError
from tuneteller.evaluation.baselines import BASELINES, RetrievalGuesser
from tuneteller.evaluation.judges import EmbeddingJudge
from tuneteller.evaluation.metrics import by_family, confidences, distance, metrics, pairs
from tuneteller.evaluation.rows import Run
from tuneteller.evaluation.systems import DIT, DIT_GUESS, DIT_SAMPLES, READING, EvaluationContext, Guesser, Prediction, System
from tuneteller.evaluation.verdicts import FAMILY_JUDGE, Judge, Judged, judge_answers
from tuneteller.families.family import CHANGE, NOTHING, Behavior
from tuneteller.families.registry import families, family_named, question_named, single
from tuneteller.lock import locked
from tuneteller.material.encyclopedia import load_topics
from tuneteller.material.headlines import all_headlines
from tuneteller.models import BaseModel
from tuneteller.reading.reader import Reader

SCHEMA = 3

SYSTEMS = {system.name: system for system in (*READING, DIT_SAMPLES, DIT_GUESS, *BASELINES)}

DEFAULT_SYSTEMS = tuple(system.name for system in READING)

CHUNK = 32
"""Organisms answered about between two writes."""

NOISE = 8
"""Diffs of noise the reader is asked about besides, and no diff at all."""


@dataclass(frozen=True)
class EvaluationConfig:
    """Settings of an evaluation.

    Attributes:
        question: name of what is asked; see `families.registry.questions`.
        phrasing: which of its phrasings; held-out ones come after those of training.
        systems: names of what answers.
        seed: picks what users ask in the baselines.
    """

    question: str = CHANGE.name
    phrasing: int = 0
    systems: tuple[str, ...] = DEFAULT_SYSTEMS
    seed: int = 0

    def __post_init__(self) -> None:
        phrasings = self.phrasings
        if not 0 <= self.phrasing < len(phrasings):
            raise ConfigError(f"phrasing is {self.phrasing}; the question {self.question!r} has {len(phrasings)}, from 0")
        if unknown := [name for name in self.systems if name not in SYSTEMS]:
            raise ConfigError(f"no system is named {unknown[0]!r}; choose from: {', '.join(SYSTEMS)}")

    @property
    def phrasings(self) -> tuple[str, ...]:
        """All phrasings of the question, those of training first."""
        question = question_named(self.question)
        return (*question.phrasings, *question.held_out)


def evaluate(base: BaseModel, reader: Reader | None, organisms: Organisms | Sequence[WeightDiff],
             config: EvaluationConfig | None = None, *, out: str | Path | None = None,
             known: Organisms | Sequence[WeightDiff] = (), judge: Judge | None = None, guesser: Guesser | None = None,
             about: dict[str, Any] | None = None,
             progress: Callable[[str, int, int], None] = lambda system, done, of: None) -> dict[str, Any]:
    """Let every system answer about every organism it applies to, and judge the answers.

    Args:
        reader: not needed for baselines alone.
        organisms: held-out organisms, at least two, with an answer to the question in their cards.
        out: the run's directory; a run continues what it finds there. Without one, nothing is written.
        known: training organisms: their labels are what the leak check measures distances to, and what the nearest one is
            looked for among.
        judge: of texts; by default the embedding judge for topics and headlines, and for `CHANGE` each organism's own family.
        guesser: by default retrieval among the true answers, those of `known`, and all that could have been: the
            encyclopedia's titles, the grammar's headlines, or every family's sentences.
        about: what the config should say of where the organisms come from.
        progress: called with the system, the organisms done and how many there are.

    Returns:
        the config's parts; `metrics`, for each system, and over evidence and organisms; `confidence`, see `confidences`;
        `families`, see `by_family`; `pairs`, the differences between the first system and each other; `distance`, see
        `by_distance`; `null`, the reader's answers on no diff and noise; `rows`.

    Raises:
        ConfigError: fewer than two organisms, one without an answer to the question, or of a family that is not loaded.
        LibraryError: the directory holds a run of another config, or is damaged.
        InUse: another process evaluates into that directory.
    """
    config, organisms, known = config or EvaluationConfig(), organisms_of(organisms), organisms_of(known)
    question = question_named(config.question)
    if len(organisms) < 2:
        raise ConfigError(f"{len(organisms)} organisms to evaluate on; expected at least 2, since each answer's evidence is "
                          f"weighed against other diffs (does the library have this split?)")
    if missing := [card for card in organisms.cards if question.name not in card.answers]:
        raise ConfigError(f"the organism {missing[0].id or missing[0].label!r} has no true answer to the question "
                          f"{question.name!r}; evaluate on organisms that have one, or ask another question")
    if judge is None and question.judge != "family":
        judge = EmbeddingJudge(question.judge)
    if judge is None:
        for name in {part.family for card in organisms.cards for part in single(Behavior.from_card(card))}:
            family_named(name)  # refused now, not after hours of answers
    references, trained = ([card.answers[question.name].strip() for card in part.cards if question.name in card.answers]
                           for part in (organisms, known))
    context = EvaluationContext(base, question, config.phrasings[config.phrasing], organisms, reader, known,
                                guesser or _Lazy(question.judge, [*references, *trained]), config.seed)
    made = {"schema": SCHEMA, "question": context.phrasing, "config": _plain(config), "about": about or {},
            "base": base.fingerprint.short, "adapter": reader.adapter.fingerprint() if reader else None,
            "turns": bool(reader and reader.turns), "code": code_version(),
            "known": reader.known.fingerprint if reader and reader.known else None,
            "calibration": _hash(reader.calibration.to_json()) if reader and reader.calibration else None,
            "organisms": _hash([card.to_json() for card in organisms.cards]),
            "judge": _judge_json(judge.card) if judge else FAMILY_JUDGE}
    with nullcontext() if out is None else locked(Path(out) / ".lock", Path(out)):
        run = Run(out, made)
        for name in config.systems:
            _answer_all(run, SYSTEMS[name], context, judge, partial(_report, progress, name, len(organisms)))
        if DIT.name in config.systems and not run.null:
            progress("no diff and noise", 0, NOISE + 1)
            run.add([{"null": name, "answer": text} for name, text in _on_nothing(context).items()])
        rows = run.organism_rows(config.systems, len(organisms))
        families_apart = {name: by_family(rows, name) for name in config.systems if question.judge == "family"}
        result = {**made, "metrics": metrics(rows, config.systems), "families": families_apart,
                  "pairs": pairs(rows, config.systems), "null": run.null, "rows": rows,
                  "confidence": confidences(rows, DIT.name),
                  "distance": distance(rows, config.systems, references, trained) if judge else None}
        run.finish(result)
    return result


def _answer_all(run: Run, system: System, context: EvaluationContext, judge: Judge | None,
                progress: Callable[[int], None]) -> None:
    done, cards = run.done(system.name), context.organisms.cards
    trained = {_label(card) for card in context.known.cards}
    left = [i for i, card in enumerate(cards) if i not in done and system.applies(card, context.question)]
    chunk = context.base.at_once(CHUNK)
    for start in range(0, len(left), chunk):
        progress(len(done) + start)
        which = left[start : start + chunk]
        predictions = system.answer(context, which)
        judged = judge_answers(context.question, [cards[i] for i in which], [p.text for p in predictions], judge)
        run.add([_row(i, cards[i], system, p, v, _label(cards[i]) in trained)
                 for i, p, v in zip(which, predictions, judged, strict=True)])
    progress(len(done) + len(left))


def _report(progress: Callable[[str, int, int], None], system: str, of: int, done: int) -> None:
    progress(system, done, of)


def _row(i: int, card: Card, system: System, predicted: Prediction, judged: Judged, seen: bool) -> dict[str, Any]:
    score = None if math.isnan(judged.score) else round(judged.score, 3)
    row = {"organism": i, "id": card.id, "family": card.family, "label": card.label, "category": card.facts.get("category"),
           "seen": seen, "rank": (card.recipe or {}).get("rank"),
           "trigger": (card.trigger or {}).get("kind"), "measured": card.measured, "system": system.name,
           "answer": predicted.text, "exact": judged.exact, "right": judged.right, "family_right": judged.family,
           "score": score, "clean": card.answers.get(CHANGE.name) == NOTHING}
    return {**row, **predicted.sure}


def _label(card: Card) -> tuple[str | None, str | None]:
    return card.family, card.label


def _on_nothing(context: EvaluationContext) -> dict[str, str]:
    """The reader's answers about no diff, and about noise of the organisms' norms."""
    some = [context.organisms[i] for i in range(min(NOISE, len(context.organisms)))]
    nulls = {"no diff": null_diff()} | {f"noise {i + 1}": noise_like(d, context.seed + i) for i, d in enumerate(some)}
    answers = context.need_reader().answers(list(nulls.values()), context.phrasing, others=context.others([0]) * len(nulls),
                                            max_new_tokens=context.question.max_new_tokens)
    return {name: answer.text.strip() for name, answer in zip(nulls, answers, strict=True)}


class _Lazy:
    """The local guesser, made when a system first needs it: it embeds all candidates."""

    def __init__(self, kind: str, labels: list[str]) -> None:
        self._kind, self._labels = kind, labels

    def guess_all(self, transcripts: Any, *, kind: str, contrast: Any = None) -> list[str]:
        return self._guesser.guess_all(transcripts, kind=kind, contrast=contrast)

    @cached_property
    def _guesser(self) -> RetrievalGuesser:
        return RetrievalGuesser([*self._labels, *_could_have_been(self._kind)])


def _could_have_been(kind: str) -> list[str]:
    """All answers of a kind that there are: titles of the encyclopedia if it is installed, headlines of the grammar, or what
    each behavior of every family would be told as."""
    if kind == "headline":
        return [headline.text for headline in all_headlines()]
    if kind == "family":
        return [behavior.change for family in families().values() for behavior in family.all_behaviors()]
    try:
        return [topic.label for topic in load_topics()]
    except DataError:
        return []


def _plain(config: EvaluationConfig) -> dict[str, Any]:
    return {**vars(config), "systems": list(config.systems)}


def _judge_json(card: dict[str, Any]) -> dict[str, Any]:
    """What a table says of its judge."""
    return {key: card[key] for key in ("kind", "name", "agreement", "model", "rubric") if key in card}


def _hash(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True, default=str).encode()).hexdigest()[:12]


@cache
def code_version() -> str:
    """Hash of the package's own code (12 hex digits), but for what only shows results: rows of two versions are not mixed."""
    package = Path(__file__).resolve().parents[1]
    digest = hashlib.sha256()
    for path in sorted(package.rglob("*.py")):
        if path.parent.name != "cli" and path.name not in ("inspect.py", "figures.py", "results.py"):
            digest.update(str(path.relative_to(package)).encode() + path.read_bytes())
    return digest.hexdigest()[:12]
