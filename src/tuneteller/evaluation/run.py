"""An evaluation: systems answer a question about organisms, judges score the answers, and every row is kept.

    runs/eval/config.json    what was asked, of what, by which systems, with which judge and code
    runs/eval/rows.jsonl     one row per (organism, system): label, answer, evidence, verdict
    runs/eval/result.json    metrics over the rows, written at the end

A run that was killed goes on with the rows that are missing, and refuses to go on under another config.
"""

from __future__ import annotations

import hashlib
import json
import math
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, partial
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from tuneteller.behaviors.asking import HEADLINE, TOPIC, question_named, true_answers
from tuneteller.behaviors.encyclopedia import load_topics
from tuneteller.behaviors.news import all_headlines
from tuneteller.diffs.diff import WeightDiff, noise_like, null_diff
from tuneteller.embedding import load_embedder
from tuneteller.errors import ConfigError, DataError, LibraryError
from tuneteller.evaluation.baselines import BASELINES, RetrievalGuesser
from tuneteller.evaluation.judges import EmbeddingJudge, Verdict
from tuneteller.evaluation.statistics import by_distance, paired, shares, summary
from tuneteller.evaluation.systems import DIT, DIT_GUESS, OTHERS, READING, Guesser, Said, Setting, System
from tuneteller.files import storage_errors, write_json
from tuneteller.models import BaseModel
from tuneteller.reading.ask import answers

SCHEMA = 2

SYSTEMS = {system.name: system for system in (*READING, DIT_GUESS, *BASELINES)}

DEFAULT_SYSTEMS = tuple(system.name for system in READING)

CHUNK = 32
"""Organisms answered about between two writes."""

NOISE = 8
"""Diffs of noise the reader is asked about besides, and no diff at all."""


class Judge(Protocol):
    """Scores (reference, answer) pairs; a score it cannot give is NaN."""

    card: dict[str, Any]

    def verdicts(self, pairs: Sequence[tuple[str, str]], aliases: Sequence[Sequence[str]] | None = None) -> list[Verdict]: ...


@dataclass(frozen=True)
class EvaluationConfig:
    """Settings of an evaluation.

    Attributes:
        question: name of what is asked; see `behaviors.asking`.
        phrasing: which of its phrasings.
        systems: names of what answers.
        seed: picks the other diffs of each answer's evidence, and what users ask in the baselines.
    """

    question: str = TOPIC.name
    phrasing: int = 0
    systems: tuple[str, ...] = DEFAULT_SYSTEMS
    seed: int = 0

    def __post_init__(self) -> None:
        phrasings = question_named(self.question).phrasings
        if not 0 <= self.phrasing < len(phrasings):
            raise ConfigError(f"phrasing is {self.phrasing}; the question {self.question!r} has {len(phrasings)}, from 0")
        if unknown := [name for name in self.systems if name not in SYSTEMS]:
            raise ConfigError(f"no system is named {unknown[0]!r}; choose from: {', '.join(SYSTEMS)}")


def evaluate(base: BaseModel, adapter: WeightDiff | None, organisms: Sequence[WeightDiff],
             config: EvaluationConfig | None = None, *, out: str | Path | None = None, known: Sequence[WeightDiff] = (),
             judge: Judge | None = None, guesser: Guesser | None = None, about: dict[str, Any] | None = None,
             progress: Callable[[str, int, int], None] = lambda system, done, of: None) -> dict[str, Any]:
    """Let every system answer about every organism it applies to, and judge the answers.

    Args:
        adapter: the DIT adapter; not needed for baselines alone.
        organisms: held-out organisms, at least two, with an answer to the question in their cards.
        out: the run's directory; a run continues what it finds there. Without one, nothing is written.
        known: training organisms: their labels are what the leak check measures distances to, and what the nearest one is
            looked for among.
        judge: the embedding judge of the question's kind by default.
        guesser: by default retrieval among the true labels, those of `known`, and all that could have been: the
            encyclopedia's titles, or the grammar's headlines.
        about: what the config should say of where the organisms come from.
        progress: called with the system, the organisms done and how many there are.

    Returns:
        the config's parts; `metrics`, for each system, and over evidence and organisms; `pairs`, the differences between the
        first system and each other; `distance`, see `by_distance`; `null`, the reader's answers on no diff and noise; `rows`.

    Raises:
        ConfigError: fewer than two organisms, or one without an answer to the question.
        LibraryError: the directory holds a run of another config, or is damaged.
    """
    config = config or EvaluationConfig()
    question = question_named(config.question)
    if len(organisms) < 2:
        raise ConfigError(f"{len(organisms)} organisms to evaluate on; expected at least 2, since each answer's evidence is "
                          f"weighed against other diffs (does the library have this split?)")
    judge = judge or EmbeddingJudge(question.judge)
    labels = [true_answers(d.card).get(question.name) for d in organisms]
    if None in labels:
        missing = organisms[labels.index(None)].card.get("label")
        raise ConfigError(f"the organism {missing!r} has no true answer to the question {question.name!r}; evaluate on "
                          f"organisms that have one, or ask another question")
    references = [str(label) for label in labels]
    trained = [true_answers(d.card)[question.name] for d in known if question.name in true_answers(d.card)]
    setting = Setting(base, question, question.phrasings[config.phrasing], organisms, adapter, known,
                      guesser or _Lazy(question.judge, [*references, *trained]), config.seed)
    made = {"schema": SCHEMA, "question": setting.phrasing, "config": _plain(config), "about": about or {},
            "base": base.fingerprint.short, "adapter": adapter.fingerprint() if adapter else None, "code": code_version(),
            "organisms": _hash([d.card for d in organisms]), "judge": _judge_json(judge)}
    run = Run(out, made)
    for name in config.systems:
        _answer_all(run, SYSTEMS[name], setting, references, judge, partial(_report, progress, name, len(organisms)))
    if DIT.name in config.systems and not run.null:
        progress("no diff and noise", 0, NOISE + 1)
        run.add([{"null": name, "answer": text} for name, text in _on_nothing(setting).items()])
    rows = run.organism_rows(config.systems, len(organisms))
    result = {**made, "metrics": metrics(rows, config.systems), "pairs": _pairs(rows, config.systems),
              "distance": _distance(rows, config.systems, references, trained), "null": run.null, "rows": rows}
    run.finish(result)
    return result


def _answer_all(run: Run, system: System, setting: Setting, references: Sequence[str], judge: Judge,
                progress: Callable[[int], None]) -> None:
    done = run.done(system.name)
    left = [i for i, d in enumerate(setting.organisms) if i not in done and system.applies(d.card, setting.question)]
    for start in range(0, len(left), CHUNK):
        progress(len(done) + start)
        which = left[start : start + CHUNK]
        said = system.answer(setting, which)
        verdicts = judge.verdicts([(references[i], s.text.strip()) for i, s in zip(which, said, strict=True)])
        run.add([_row(i, setting.organisms[i], system, s, v) for i, s, v in zip(which, said, verdicts, strict=True)])
    progress(len(done) + len(left))


def _report(progress: Callable[[str, int, int], None], system: str, of: int, done: int) -> None:
    progress(system, done, of)


def _row(i: int, diff: WeightDiff, system: System, said: Said, verdict: Verdict) -> dict[str, Any]:
    score = None if math.isnan(verdict.score) else round(verdict.score, 3)
    recipe = diff.card.get("recipe") or {}
    row = {"organism": i, "label": diff.card.get("label"), "category": diff.card.get("category"),
           "family": diff.card.get("family"), "texts": diff.card.get("texts"), "rank": recipe.get("rank"),
           "trigger": (diff.card.get("trigger") or {}).get("kind"), "measured": diff.card.get("measured"),
           "system": system.name, "answer": said.text, "exact": verdict.exact, "score": score}
    return row | ({"evidence": said.evidence.to_json()} if said.evidence else {})


def _on_nothing(setting: Setting) -> dict[str, str]:
    """The reader's answers about no diff, and about noise of the organisms' norms."""
    some = list(setting.organisms[:NOISE])
    nulls = {"no diff": null_diff()} | {f"noise {i + 1}": noise_like(d, setting.seed + i) for i, d in enumerate(some)}
    texts = answers(setting.base, list(nulls.values()), [list(setting.organisms[-OTHERS:])] * len(nulls), setting.reader,
                    setting.phrasing, max_new_tokens=setting.question.max_new_tokens)
    return {name: text.strip() for name, text in zip(nulls, texts, strict=True)}


# --- What is made of the rows ----------------------------------------------------------------------------------------


def metrics(rows: Sequence[dict[str, Any]], systems: Iterable[str]) -> dict[str, Any]:
    """Per system: score and exact (means with intervals), the share of each grade, and how many replies could not be parsed.
    Beside them, means over the reader's evidence and over what the organisms were measured to do."""
    found: dict[str, Any] = {}
    for name in systems:
        own = [row for row in rows if row["system"] == name]
        scores = [row["score"] for row in own if row["score"] is not None]
        if scores:
            found[name] = {"score": summary(scores), "exact": summary([float(row["exact"]) for row in own]),
                           "shares": shares(scores), "unparsable": len(own) - len(scores)}
    evidence = [row["evidence"] for row in rows if "evidence" in row]
    if evidence:
        found["evidence"] = {
            "above_none": summary([float(e["own"] > e["none"]) for e in evidence]),
            "above_each_other": summary([float(e["own"] > max(e["others"])) for e in evidence]),
            "against_none_nats": summary([e["against_none"] for e in evidence]),
            "against_others_nats": summary([e["against_others"] for e in evidence])}
    measured = list({row["organism"]: row["measured"] for row in rows}.values())
    if all(measured):
        kinds = [key for key, value in measured[0].items() if isinstance(value, float)]
        found["organisms"] = {key: summary([m[key] for m in measured]) for key in kinds if all(key in m for m in measured)}
    return found


def _pairs(rows: Sequence[dict[str, Any]], systems: Sequence[str]) -> dict[str, Any]:
    """The first system's score minus each other's, on the organisms that both answered about."""
    scores = {name: {row["organism"]: row["score"] for row in rows if row["system"] == name and row["score"] is not None}
              for name in systems}
    found = {}
    for name in systems[1:]:
        both = [i for i in scores[systems[0]] if i in scores[name]]
        if both:
            found[name] = paired([scores[systems[0]][i] for i in both], [scores[name][i] for i in both])
    return found


def _distance(rows: Sequence[dict[str, Any]], systems: Sequence[str], references: Sequence[str],
              trained: Sequence[str]) -> dict[str, Any] | None:
    """The leak check of the first system: its score by the similarity of each label to the nearest one of training."""
    own = [row for row in rows if row["system"] == systems[0] and row["score"] is not None]
    if not own or not trained:
        return None
    known = sorted(set(trained))
    similar = load_embedder().embed([references[row["organism"]] for row in own]) @ load_embedder().embed(known).T
    nearest = {row["label"]: {"label": known[int(j)], "similarity": round(float(s[j]), 4)}
               for row, s, j in zip(own, similar, similar.argmax(1), strict=True)}
    return {**by_distance(similar.max(1).astype(np.float64).tolist(), [row["score"] for row in own]), "nearest": nearest}


# --- The directory -----------------------------------------------------------------------------------------------------


class Run:
    """The rows of one evaluation, in a directory or in memory alone.

    Attributes:
        null: the reader's answers on no diff and on noise, if they are there.
    """

    def __init__(self, path: str | Path | None, made: dict[str, Any]) -> None:
        self.path = Path(path) if path is not None else None
        self._rows: list[dict[str, Any]] = []
        if self.path is None:
            return
        config = self.path / "config.json"
        if config.exists():
            before = self._json(config.read_text(encoding="utf-8"))
            if different := [key for key, value in json.loads(json.dumps(made)).items() if before.get(key) != value]:
                raise LibraryError(f"{self.path} holds a run with another {', '.join(different)}; give another --out, or "
                                   f"remove it to start anew")
            self._read()
        else:
            write_json(config, made)

    @property
    def null(self) -> dict[str, str]:
        return {row["null"]: row["answer"] for row in self._rows if "null" in row}

    def done(self, system: str) -> set[int]:
        """Organisms that this system has answered about."""
        return {row["organism"] for row in self._rows if row.get("system") == system}

    def add(self, rows: Sequence[dict[str, Any]]) -> None:
        """Keep rows; in a directory they are on the disk when this returns."""
        lines = [json.dumps(row, ensure_ascii=False) for row in rows]
        self._rows += map(json.loads, lines)  # as they would be read again
        if self.path is not None:
            with storage_errors(self.path), (self.path / "rows.jsonl").open("a", encoding="utf-8") as file:
                file.write("".join(f"{line}\n" for line in lines))
                file.flush()
                os.fsync(file.fileno())

    def organism_rows(self, systems: Sequence[str], n: int) -> list[dict[str, Any]]:
        """The rows in the order of systems and organisms."""
        order = {name: k for k, name in enumerate(systems)}
        rows = [row for row in self._rows if "organism" in row and row["system"] in order]
        return sorted(rows, key=lambda row: (order[row["system"]] * n + row["organism"]))

    def finish(self, result: dict[str, Any]) -> None:
        if self.path is not None:
            write_json(self.path / "result.json", {key: value for key, value in result.items() if key != "rows"})

    def _read(self) -> None:
        """Take in the rows on disk; a last line that a kill cut short is dropped there too."""
        assert self.path is not None
        path = self.path / "rows.jsonl"
        if not path.exists():
            return
        data = path.read_bytes()
        whole = data[: data.rfind(b"\n") + 1]
        if whole != data:
            with storage_errors(path), path.open("r+b") as file:
                file.truncate(len(whole))
        self._rows = [self._json(line) for line in whole.decode("utf-8").splitlines()]

    def _json(self, text: str) -> dict[str, Any]:
        try:
            value = json.loads(text)
        except ValueError as error:
            raise LibraryError(f"the run in {self.path} is damaged ({error}); remove it to start anew") from error
        if not isinstance(value, dict):
            raise LibraryError(f"the run in {self.path} is damaged (no object where one should be); remove it to start anew")
        return value


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
    """All answers of a kind that there are: titles of the encyclopedia if it is installed, or headlines of the grammar."""
    if kind == HEADLINE.judge:
        return [headline.text for headline in all_headlines()]
    try:
        return [topic.label for topic in load_topics()]
    except DataError:
        return []


def _plain(config: EvaluationConfig) -> dict[str, Any]:
    return {**vars(config), "systems": list(config.systems)}


def _judge_json(judge: Judge) -> dict[str, Any]:
    """What a table says of its judge."""
    return {key: judge.card[key] for key in ("kind", "name", "agreement", "model", "rubric") if key in judge.card}


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
