"""Fit the embedding judge on published grades and write the JSON that ships with the package.

    python recipes/fit_judge.py ../shared/judge-calibration/topic.csv
    python recipes/fit_judge.py ../shared/judge-calibration/headline.csv --kind headline

The CSV has columns reference, response, score (1 to 5). Cross-validation is by reference, never by row: no reference
is in both the fit and its check. The center is the mean embedding of encyclopedia titles, so it never saw the grades.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from tuneteller.behaviors.encyclopedia import load_topics
from tuneteller.embedding import load_embedder
from tuneteller.evaluation.judges import JUDGE_KINDS, centred_cosine, exact_match, grade, quadratic_weighted_kappa
from tuneteller.files import write_json

FOLDS = 10
REPEATS = 5
RESAMPLES = 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("csv", type=Path, help="graded pairs: columns reference, response, score")
    parser.add_argument("--kind", choices=JUDGE_KINDS, default="topic")
    parser.add_argument("--out", type=Path, help="where to write (default: the package's own judge_KIND.json)")
    args = parser.parse_args()
    package = Path(__file__).resolve().parents[1] / "src/tuneteller/evaluation"
    out = args.out or package / f"judge_{args.kind}.json"

    with args.csv.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    references = np.array([row["reference"] for row in rows])
    grades = np.array([float(row["score"]) for row in rows])
    exact = np.array([exact_match(row["reference"], row["response"]) for row in rows])

    embedder = load_embedder()
    center = embedder.embed([topic.label for topic in load_topics()]).mean(axis=0).astype(np.float64).round(5)
    answers = embedder.embed([row["response"] for row in rows])
    closeness = centred_cosine(embedder.embed(list(references)), answers, center)

    runs = [held_out_scores(closeness, grades, exact, references, seed) for seed in range(REPEATS)]
    card = {
        "kind": args.kind,
        "embedder": "sentence-transformers/all-MiniLM-L6-v2",
        "feature": "cosine of the embeddings of reference and answer, both minus center",
        "form": "cubic of the feature, constant first, level beyond its turning points, clipped to 1..5; "
        "an exact match scores 5, an empty answer 1",
        "coefficients": [round(float(c), 6) for c in fit(closeness, grades)],
        "agreement": {
            "how": f"{FOLDS}-fold cross-validation by reference, mean of {REPEATS} runs; 95% interval by resampling references",
            "quadratic_weighted_kappa": mean(quadratic_weighted_kappa(grades, run) for run in runs),
            "quadratic_weighted_kappa_95": kappa_interval(grades, runs[0], references),
            "mean_absolute_error": mean(np.abs(grades - run).mean() for run in runs),
            "mean_absolute_error_rounded": mean(np.abs(grades - np.rint(run)).mean() for run in runs),
            "mean_difference": mean((run - grades).mean() for run in runs),
            "correlation": mean(np.corrcoef(grades, run)[0, 1] for run in runs),
        },
        "n_pairs": len(rows),
        "n_references": len(set(references)),
        "n_exact": int(exact.sum()),
        "data": "Grades of o4-mini with the rubrics of Goel, Kim, Shavit and Wang, Learning to Interpret Weight "
        "Differences in Language Models, arXiv 2510.05092; published by them under the MIT licence.",
        "center": center.tolist(),
    }
    write_json(out, card)
    print(f"{args.kind}: {card['n_pairs']} pairs, {card['n_references']} references, {card['n_exact']} exact")
    print("coefficients", card["coefficients"])
    for name, value in card["agreement"].items():
        print(f"{name:32} {value}")
    print(f"wrote {out}")


def fit(closeness: np.ndarray, grades: np.ndarray) -> np.ndarray:
    return np.polynomial.polynomial.polyfit(closeness, grades, 3)


def held_out_scores(
    closeness: np.ndarray, grades: np.ndarray, exact: np.ndarray, references: np.ndarray, seed: int
) -> np.ndarray:
    """Each pair's score from a fit that never saw its reference, `[n]`."""
    names, group = np.unique(references, return_inverse=True)
    fold = (np.random.default_rng(seed).permutation(len(names)) % FOLDS)[group]
    scores = np.empty(len(grades))
    for k in range(FOLDS):
        scores[fold == k] = grade(closeness[fold == k], fit(closeness[fold != k], grades[fold != k]))
    return np.where(exact, 5.0, scores)


def kappa_interval(grades: np.ndarray, scores: np.ndarray, references: np.ndarray) -> list[float]:
    rng = np.random.default_rng(0)
    rows = [np.flatnonzero(references == name) for name in np.unique(references)]
    kappas = []
    for _ in range(RESAMPLES):
        drawn = np.concatenate([rows[i] for i in rng.integers(len(rows), size=len(rows))])
        kappas.append(quadratic_weighted_kappa(grades[drawn], scores[drawn]))
    return [round(float(bound), 3) for bound in np.percentile(kappas, [2.5, 97.5])]


def mean(values: Iterable[float]) -> float:
    return round(float(np.mean(list(values))), 3)


if __name__ == "__main__":
    main()
