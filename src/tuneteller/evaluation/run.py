"""An evaluation: systems answer a question about organisms, judges score the answers, and every row is kept.

    runs/eval/config.json           what was asked, of what, by which systems, with which judge and code
    runs/eval/rows-dit-0003.jsonl   rows of some organisms, while others are missing
    runs/eval/rows.jsonl            one row per (organism, system): label, answer, verdict; of the reader evidence and
                                    confidence too
    runs/eval/result.json           metrics over the rows, written at the end

A run that was killed goes on with the rows that are missing, and refuses to go on under another config. Which organisms are
answered about together is settled before anything is, so rows are the same whoever makes them.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Collection, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from tuneteller.diffs.card import Card
from tuneteller.diffs.diff import WeightDiff, noise_like, null_diff
from tuneteller.diffs.library import Organisms, organisms_of
from tuneteller.digest import digest
from tuneteller.errors import ConfigError, DataError
from tuneteller.evaluation.baselines import BASELINES, RetrievalGuesser
from tuneteller.evaluation.judges import EmbeddingJudge
from tuneteller.evaluation.metrics import by_family, confidences, distance, metrics, pairs
from tuneteller.evaluation.rows import Piece, Run
from tuneteller.evaluation.systems import DIT, DIT_GUESS, DIT_SAMPLES, READING, EvaluationContext, Guesser, Prediction, System
from tuneteller.evaluation.verdicts import FAMILY_JUDGE, Judge, Judged, judge_answers
from tuneteller.families.family import CHANGE, NOTHING, Behavior, Question
from tuneteller.families.registry import families, family_named, question_named, single
from tuneteller.material.encyclopedia import load_topics
from tuneteller.material.headlines import all_headlines
from tuneteller.models import BaseModel
from tuneteller.reading.reader import Reader
from tuneteller.shares import WHOLE, Part

SCHEMA = 3

SYSTEMS = {system.name: system for system in (*READING, DIT_SAMPLES, DIT_GUESS, *BASELINES)}

DEFAULT_SYSTEMS = tuple(system.name for system in READING)

TOGETHER, PIECES = (8, 32), 16
"""Organisms answered about together, at least and at most, between which a system's are divided into so many pieces, so that
processes find something to share (see `BaseModel.at_once`)."""

NOISE = 8
"""Diffs of noise the reader is asked about besides, and no diff at all."""

ON_NOTHING = "no diff and noise"
"""What that is called where a system's name would stand."""


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
        if len(set(self.systems)) < len(self.systems):
            raise ConfigError(f"systems is {', '.join(self.systems)}; expected each once")

    @property
    def phrasings(self) -> tuple[str, ...]:
        """All phrasings of the question, those of training first."""
        question = question_named(self.question)
        return (*question.phrasings, *question.held_out)


def evaluate(base: BaseModel, reader: Reader | None, organisms: Organisms | Sequence[WeightDiff],
             config: EvaluationConfig | None = None, *, out: str | Path | None = None,
             known: Organisms | Sequence[WeightDiff] = (), trained: Collection[tuple[str | None, str | None]] = (),
             judge: Judge | None = None, guesser: Guesser | None = None, about: dict[str, Any] | None = None,
             part: Part = WHOLE, progress: Callable[[str, int, int], None] = lambda system, done, of: None) -> dict[str, Any]:
    """Let every system answer about every organism it applies to, and judge the answers.

    Processes that are given the same directory share the work: each takes rows that no other has. What one that is killed had
    taken is free again, and another makes it, or the next run. All of them return the same.

    Args:
        reader: not needed for baselines alone.
        organisms: held-out organisms, at least two, with an answer to the question in their cards.
        out: the run's directory; a run continues what it finds there. Without one, nothing is written.
        known: training organisms: their labels are what the leak check measures distances to, and what the nearest one is
            looked for among.
        trained: families and labels that the reader's training had besides, see `reading.trained`; rows say so.
        judge: of texts; by default the embedding judge for topics and headlines, and for `CHANGE` each organism's own family.
        guesser: by default retrieval among the true answers, those of `known`, and all that could have been: the
            encyclopedia's titles, the grammar's headlines, or every family's sentences.
        about: what the config should say of where the organisms come from.
        part: which of the rows are to be there in the end, for processes that share no file system.
        progress: called with the system, the organisms done by whichever process, and how many there are.

    Returns:
        the config's parts; `metrics`, for each system, and over evidence and organisms; `confidence`, see `confidences`;
        `families`, see `by_family`; `pairs`, the differences between the first system and each other; `distance`, see
        `by_distance`; `null`, the reader's answers on no diff and noise; `rows`; `missing`, pieces of other parts that are not
        there, in which case all the above is of the rows that are, and no result is written.

    Raises:
        ConfigError: fewer than two organisms, one without an answer to the question, or of a family that is not loaded.
        LibraryError: the directory holds a run of another config, or is damaged.
        StorageError: the disk is full; the rows before are kept.
    """
    config, organisms, known = config or EvaluationConfig(), organisms_of(organisms), organisms_of(known)
    question = question_named(config.question)
    _check(organisms, question, judge)
    if judge is None and question.judge != "family":
        judge = EmbeddingJudge(question.judge)
    references, taught = ([card.answers[question.name].strip() for card in part.cards if question.name in card.answers]
                          for part in (organisms, known))
    context = EvaluationContext(base, question, config.phrasings[config.phrasing], organisms, reader, known,
                                guesser or _Lazy(question.judge, [*references, *taught]), config.seed)
    for name in config.systems:
        SYSTEMS[name].check(context)
    seen = {label for card in known.cards for label in card.labels} | set(trained)
    made = _asked(config, context, judge, guesser, seen, about or {})
    run = Run(out, made, together_of(len(organisms), base.at_once))
    pieces = _pieces(config.systems, context, run.together)
    work = _Work(context, judge, seen)
    with closing(run.claimed(part.of(pieces))) as to_do:  # an error gives the claim back at once
        for piece in to_do:
            _report(progress, run, pieces, piece.system, len(organisms))
            run.add(piece, work.rows(piece, {i for _, i in run.missing(piece)}))
            _report(progress, run, pieces, piece.system, len(organisms))
    if not (absent := sum(not run.has(piece) for piece in pieces)):
        run.join(config.systems)
    rows = run.organism_rows(config.systems)
    families_apart = {name: by_family(rows, name) for name in config.systems if question.judge == "family"}
    result = {**made, "metrics": metrics(rows, config.systems), "families": families_apart,
              "pairs": pairs(rows, config.systems), "null": run.null, "rows": rows,
              "confidence": confidences(rows, DIT.name),
              "distance": distance(rows, config.systems, references, taught) if judge else None}
    if not absent:
        run.finish(result)
    return {**result, "missing": absent}


def _check(organisms: Organisms, question: Question, judge: Judge | None) -> None:
    """Refuse what could not be evaluated now, not after hours of answers."""
    if len(organisms) < 2:
        raise ConfigError(f"{len(organisms)} organisms to evaluate on; expected at least 2, since each answer's evidence is "
                          f"weighed against other diffs (does the library have this split, and do some show their behavior?)")
    if missing := [card for card in organisms.cards if question.name not in card.answers]:
        raise ConfigError(f"the organism {missing[0].id or missing[0].label!r} has no true answer to the question "
                          f"{question.name!r}; evaluate on organisms that have one, or ask another question")
    if judge is None and question.judge == "family":
        for name in {part.family for card in organisms.cards for part in single(Behavior.from_card(card))}:
            family_named(name)


def _asked(config: EvaluationConfig, context: EvaluationContext, judge: Judge | None, guesser: Guesser | None,
           trained: Collection[tuple[str | None, str | None]], about: dict[str, Any]) -> dict[str, Any]:
    """What was asked, of what, by which systems, with which judge, guesser and code: rows of two of these do not mix."""
    reader = context.reader
    return {"schema": SCHEMA, "question": context.phrasing, "config": _plain(config), "about": about,
            "base": context.base.fingerprint.short, "dtype": str(context.base.dtype), "template": context.base.chat.mark,
            "comparisons": reader.compared if reader else [], "adapter": reader.adapter.fingerprint() if reader else None,
            "turns": bool(reader and reader.turns), "code": code_version(),
            "known": reader.known.fingerprint if reader and reader.known else None,
            "calibration": digest(reader.calibration.to_json())[:12] if reader and reader.calibration else None,
            "organisms": digest([card.to_json() for card in context.organisms.cards])[:12],
            "judge": _judge_json(judge.card) if judge else FAMILY_JUDGE, "trained": digest(sorted(map(str, trained)))[:12],
            # of retrieval nothing, as what it retrieves from is told by the question and what is known
            "guesser": None if guesser is None else getattr(guesser, "card", type(guesser).__name__)}


def together_of(n: int, at_once: Callable[[int], int]) -> int:
    """How many of n organisms are answered about together; `at_once` as that of a base model."""
    least, most = map(at_once, TOGETHER)
    return min(most, max(least, -(-n // PIECES)))


def _pieces(systems: Sequence[str], context: EvaluationContext, together: int) -> list[Piece]:
    """All rows of an evaluation, in the pieces that they are made in."""
    found = []
    for name in systems:
        which = [i for i, card in enumerate(context.organisms.cards) if SYSTEMS[name].applies(card, context.question)]
        found += [Piece(name, number, tuple(which[start : start + together]))
                  for number, start in enumerate(range(0, len(which), together))]
    return [*found, Piece(None)] if DIT.name in systems else found


def _report(progress: Callable[[str, int, int], None], run: Run, pieces: Sequence[Piece], system: str | None, n: int) -> None:
    """Tell how far a system is, whichever processes have brought it there."""
    done = sum(len(piece.organisms) or 1 for piece in pieces if piece.system == system and run.has(piece))
    progress(system or ON_NOTHING, done, n if system else 1)


@dataclass(frozen=True)
class _Work:
    """What makes rows: systems that answer in a context, and a judge. `trained` are the families and labels that were."""

    context: EvaluationContext
    judge: Judge | None
    trained: set[tuple[str | None, str | None]] = field(default_factory=set)

    def rows(self, piece: Piece, missing: Collection[int | None]) -> list[dict[str, Any]]:
        """A piece's rows about the organisms that have none."""
        if piece.system is None:
            return [{"null": name, "answer": text} for name, text in _on_nothing(self.context).items()]
        system, which, every = SYSTEMS[piece.system], [i for i in piece.organisms if i in missing], self.context.organisms.cards
        cards = [every[i] for i in which]
        predictions = system.answer(self.context, which)
        judged = judge_answers(self.context.question, cards, [p.text for p in predictions], self.judge)
        return [_row(i, card, system, p, v, not self.trained.isdisjoint(card.labels))
                for i, card, p, v in zip(which, cards, predictions, judged, strict=True)]


def _row(i: int, card: Card, system: System, predicted: Prediction, judged: Judged, seen: bool) -> dict[str, Any]:
    score = None if math.isnan(judged.score) else round(judged.score, 3)
    row = {"organism": i, "id": card.id, "family": card.family, "label": card.label, "category": card.facts.get("category"),
           "seen": seen, "rank": (card.recipe or {}).get("rank"),
           "trigger": (card.trigger or {}).get("kind"), "measured": card.measured, "system": system.name,
           "answer": predicted.text, "exact": judged.exact, "right": judged.right, "family_right": judged.family,
           "score": score, "clean": card.answers.get(CHANGE.name) == NOTHING}
    return {**row, **predicted.sure}


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
        return RetrievalGuesser([*self._labels, *could_have_been(self._kind)])


def could_have_been(kind: str) -> list[str]:
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


@cache
def code_version() -> str:
    """Hash of the package's own code (12 hex digits), but for what only shows results: rows of two versions are not mixed."""
    package = Path(__file__).resolve().parents[1]
    code = hashlib.sha256()
    for path in sorted(package.rglob("*.py")):
        if path.parent.name != "cli" and path.name not in ("inspect.py", "figures.py", "results.py"):
            code.update(str(path.relative_to(package)).encode() + path.read_bytes())
    return code.hexdigest()[:12]
