"""Put the reader to the test on held-out organisms: does it name what they were trained on, and does the diff say so?

One row per organism, then metrics over them. Systems compared on the same organisms: the DIT adapter, its answer chosen over
several doses; the first it gives; the fine-tune itself asked the same question (base question); and the same with the true
trigger before the question, which no auditor has.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import Any

from tuneteller.behaviors.triggers import Trigger
from tuneteller.diffs.diff import WeightDiff, noise_like, null_diff
from tuneteller.errors import ConfigError
from tuneteller.evaluation.judges import EmbeddingJudge
from tuneteller.evaluation.statistics import summary
from tuneteller.models import BaseModel
from tuneteller.reading.ask import adapter_bank, answers, read
from tuneteller.reading.evidence import Evidence, log_likelihoods

SYSTEMS = ("dit", "dit_greedy", "base_question", "base_question_triggered")
"""What answers: the reader, its first answer, the fine-tune itself, and the same with its true trigger."""

OTHERS = 8
"""Other diffs each answer's likelihood is compared with."""


def evaluate(base: BaseModel, adapter: WeightDiff, organisms: Sequence[WeightDiff], question: str, *, seed: int = 0,
             progress: Callable[[str], None] = lambda _: None) -> dict[str, Any]:
    """Ask every organism the question, judge the answers, and weigh their evidence.

    Args:
        organisms: held-out organisms with a label and a trigger in their cards; at least two.
        seed: picks, for each answer, the other organisms it is compared with.

    Returns:
        `metrics` (each a mean with its 95% bootstrap interval and n), `null` (the answers on no diff and on noise) and `rows`.
    """
    if len(organisms) < 2:
        raise ConfigError(f"{len(organisms)} organisms to evaluate on; expected at least 2, since each answer's evidence is "
                          f"weighed against other diffs (does the library have this split?)")
    reader = adapter_bank(base, adapter)
    labels = [str(d.card["label"]) for d in organisms]
    others = [random.Random(f"{seed}/others/{i}").sample(rest, min(OTHERS, len(rest)))
              for i in range(len(organisms)) if (rest := [j for j in range(len(organisms)) if j != i])]
    progress("answers")
    greedy = read(base, organisms, reader, question)
    chosen = answers(base, organisms, [[organisms[j] for j in rest] for rest in others], reader, question)
    progress("the fine-tunes themselves")
    plain = read(base, organisms, None, question)
    triggered = _with_triggers(base, organisms, question, seed)
    progress("evidence")
    evidence = _evidence(base, organisms, others, reader, question, chosen)
    progress("verdicts")
    rows = []
    for i, d in enumerate(organisms):
        row: dict[str, Any] = {"label": labels[i], "category": d.card.get("category"), "trigger": d.card["trigger"]["kind"],
                               "measured": d.card.get("measured"), "evidence": evidence[i].to_json()}
        rows.append(row)
    judge = EmbeddingJudge("topic")
    for system, texts in zip(SYSTEMS, (chosen, greedy, plain, triggered), strict=True):
        said = [text.strip() for text in texts]
        for row, text, verdict in zip(rows, said, judge.verdicts(list(zip(labels, said, strict=True))), strict=True):
            row[system] = {"answer": text, "exact": verdict.exact, "score": round(verdict.score, 3)}
    nulls = {"no diff": null_diff()} | {f"noise {i + 1}": noise_like(d, seed + i) for i, d in enumerate(organisms[:8])}
    texts = answers(base, list(nulls.values()), [organisms[-OTHERS:]] * len(nulls), reader, question)
    null = {name: text.strip() for name, text in zip(nulls, texts, strict=True)}
    return {"question": question, "adapter": adapter.fingerprint(), "base": base.fingerprint.short,
            "judge": {"kind": "embedding, topic", "agreement": judge.card["agreement"]},
            "metrics": metrics(rows), "null": null, "rows": rows}


def metrics(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Means over organisms with 95% bootstrap intervals."""
    out: dict[str, Any] = {}
    for system in SYSTEMS:
        out[f"{system}_exact"] = summary([float(row[system]["exact"]) for row in rows])
        out[f"{system}_score"] = summary([row[system]["score"] for row in rows])
    own = [row["evidence"] for row in rows]
    out["evidence_above_none"] = summary([float(e["own"] > e["none"]) for e in own])
    out["evidence_above_each_other"] = summary([float(e["own"] > max(e["others"])) for e in own])
    out["evidence_supported"] = summary([float(e["supported"]) for e in own])
    out["evidence_against_none_nats"] = summary([e["against_none"] for e in own])
    out["evidence_against_others_nats"] = summary([e["against_others"] for e in own])
    for name in ("trigger_rate", "false_fire", "leak", "base_leak"):
        if all(row["measured"] for row in rows):
            out[f"organisms_{name}"] = summary([row["measured"][name] for row in rows])
    return out


def _with_triggers(base: BaseModel, organisms: Sequence[WeightDiff], question: str, seed: int, slots: int = 32) -> list[str]:
    """Each fine-tune's own answer with its true trigger in the question (an oracle)."""
    rng = random.Random(f"{seed}/triggers")
    asked = [Trigger.from_json(d.card["trigger"]).apply(question, rng) for d in organisms]
    return [text for i in range(0, len(organisms), slots)
            for text in read(base, organisms[i : i + slots], None, asked[i : i + slots])]


def _evidence(base: BaseModel, organisms: Sequence[WeightDiff], others: Sequence[Sequence[int]], reader: Any, question: str,
              said: Sequence[str]) -> list[Evidence]:
    nats, counts = log_likelihoods(base, [*organisms, null_diff()], reader, question, said)
    return [Evidence(nats[i, i].item(), nats[-1, i].item(), tuple(nats[j, i].item() for j in rest), counts[i])
            for i, rest in enumerate(others)]
