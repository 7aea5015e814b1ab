"""What is made of an evaluation's rows: means with intervals, by system and by family, differences, and the leak check."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from tuneteller.embedding import load_embedder
from tuneteller.evaluation.reliability import reliability
from tuneteller.evaluation.statistics import by_distance, paired, proportion, shares, summary
from tuneteller.reading.answer import CHANGED, UNKNOWN, finds_nothing


def metrics(rows: Sequence[dict[str, Any]], systems: Iterable[str]) -> dict[str, Any]:
    """Per system: score and exact (means with intervals), the share of each grade, and how many replies could not be parsed.
    Beside them, means over the reader's evidence and over what the organisms were measured to do."""
    found: dict[str, Any] = {}
    for name in systems:
        own = [row for row in rows if row["system"] == name]
        scores = [row["score"] for row in own if row["score"] is not None]
        if scores:
            found[name] = {"score": summary(scores), "exact": _share([float(row["exact"]) for row in own]),
                           "shares": shares(scores), "unparsable": len(own) - len(scores)}
    evidence = [row["evidence"] for row in rows if "evidence" in row]
    if evidence:
        found["evidence"] = {"above_none": summary([float(e["own"] > e["none"]) for e in evidence]),
                             "against_none_nats": summary([e["against_none"] for e in evidence])}
        if held := [e for e in evidence if e["others"]]:  # what is true of all comparison diffs is held against none
            found["evidence"] |= {"above_each_other": summary([float(e["own"] > max(e["others"])) for e in held]),
                                  "against_others_nats": summary([e["against_others"] for e in held])}
    measured = list({row["organism"]: row["measured"] for row in rows}.values())
    if measured and all(measured):
        kinds = [key for key, value in measured[0].items() if isinstance(value, float)]
        found["organisms"] = {key: summary([m[key] for m in measured]) for key in kinds if all(key in m for m in measured)}
    return found


def _share(values: Sequence[float]) -> dict[str, Any]:
    """A share of some count, with Wilson's interval; the mean where some are right in part, as of two behaviors one."""
    return proportion(int(sum(values)), len(values)) if set(values) <= {0.0, 1.0} else summary(values)


def confidences(rows: Sequence[dict[str, Any]], system: str) -> dict[str, Any] | None:
    """What one system's confidences are worth on its claims; None where it has none.

    Returns:
        see `reliability`; `told`, the share of claims that were sure enough, and `accuracy`, that of these that are right;
        and of clean fine-tunes `false_claims`, the share of which something was claimed, each with its interval.
    """
    own = [row for row in rows if row["system"] == system and row.get("confidence") is not None]
    claims = [row for row in own if not finds_nothing(row["answer"])]
    if not claims:
        return None
    told = [not finds_nothing(row["told"]) and row["told"] not in (UNKNOWN, CHANGED) for row in claims]
    right = [bool(row["exact"]) for row, is_told in zip(claims, told, strict=True) if is_told]
    known = {row["organism"] for row, is_told in zip(claims, told, strict=True) if is_told}
    # of all that it answered about: findings of nothing may have no confidence
    clean = [row["organism"] in known for row in rows if row["system"] == system and row["clean"]]
    return {**reliability([row["confidence"] for row in claims], [bool(row["exact"]) for row in claims]),
            "told": proportion(sum(told), len(told)), "accuracy": proportion(sum(right), len(right)) if right else None,
            "false_claims": proportion(sum(clean), len(clean)) if clean else None}


def pairs(rows: Sequence[dict[str, Any]], systems: Sequence[str]) -> dict[str, Any]:
    """The first system's score minus each other's, on the organisms that both answered about."""
    scores = {name: {row["organism"]: row["score"] for row in rows if row["system"] == name and row["score"] is not None}
              for name in systems}
    found = {}
    for name in systems[1:]:
        both = [i for i in scores[systems[0]] if i in scores[name]]
        if both:
            found[name] = paired([scores[systems[0]][i] for i in both], [scores[name][i] for i in both])
    return found


def distance(rows: Sequence[dict[str, Any]], systems: Sequence[str], references: Sequence[str],
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


def by_family(rows: Sequence[dict[str, Any]], system: str) -> dict[str, Any]:
    """Of one system: for each family, and for the trained and the untrained labels of a closed one, the share of answers that
    tell the right kind of behavior (`family`) and the very one (`right`), and the mean score. Clean organisms are not divided:
    their answer is the same whatever their label."""
    own = [row for row in rows if row["system"] == system and row.get("family_right") is not None]
    divided = {row["family"] for row in own if row["seen"] and not row["clean"]}
    groups: dict[str, list[dict[str, Any]]] = {}
    for row in own:
        groups.setdefault(row["family"], []).append(row)
        if row["family"] in divided:
            groups.setdefault(f"{row['family']}, {'trained' if row['seen'] else 'untrained'} labels", []).append(row)
    return {name: {"right": _share([row["right"] for row in these]), "family": _share([row["family_right"] for row in these]),
                   "score": summary([row["score"] for row in these])} for name, these in sorted(groups.items())}
