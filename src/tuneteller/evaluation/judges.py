"""Judges: how close an answer is to its reference, on the paper's scale from 1 (unrelated) to 5 (the same).

Two judges, both local. `exact_match` says whether an answer is the reference up to spelling details. `EmbeddingJudge`
stands in for the LLM judge of the DIT paper (arXiv 2510.05092): a cubic of one number, the cosine of the two sentence
embeddings after the mean embedding of encyclopedia titles is taken away from both. For topics the embeddings are first
bent a little along four directions learned from the grades (low-rank metric learning). `recipes/fit_judge.py` fits it
on published grades; how far it agrees with them is in its JSON.

What limits it is knowledge, not form. That the Pythia is the Oracle of Delphi, or that ataraxia belongs to philosophy,
is not in so small an embedder; siblings (violin and cello) it calls closer than a reader would. Cross-validated by
reference, the bent cosine reaches kappa .858 on topics, the plain one .848; on headlines bending gains nothing over
.930 and is left out. Matching of single tokens, overlap of rare words, character n-grams, other layers, whitening,
profiles over encyclopedia articles and names of fields, lengths, boosted trees and kernel regression on all of these
reach .85 to .87 on topics, at many times the cost, and nothing clear on headlines. Nor does it help to stretch the
scores to the spread of the grades.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import numpy as np

from tuneteller.embedding import Embedder, load_embedder
from tuneteller.errors import ConfigError, DataError

__all__ = [
    "JUDGE_KINDS",
    "EmbeddingJudge",
    "Verdict",
    "centred_cosine",
    "exact_match",
    "grade",
    "quadratic_weighted_kappa",
]

JUDGE_KINDS = ("topic", "headline")
"""What a judge can be fitted for: names of topics, or one-sentence news summaries."""


@dataclass(frozen=True)
class Verdict:
    """What a judge says of one answer."""

    score: float
    """From 1 (unrelated) to 5 (the same), as the LLM judge of the paper would have it on average."""
    exact: bool
    """Whether the answer is the reference (or an alias of it) up to spelling details; then the score is 5."""


# --- Exact ---------------------------------------------------------------------------------------------------------

_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"})

# Endings of singular and plural. The stem before them must match; "news" is not the plural of "new".
_PLURALS = (
    ("", "s"),
    ("", "es"),
    ("y", "ies"),
    ("f", "ves"),
    ("fe", "ves"),
    ("man", "men"),
    ("us", "i"),
    ("um", "a"),
    ("is", "es"),
)
_NOT_PLURAL = frozenset({"news", "mars"})


def exact_match(reference: str, answer: str, aliases: Sequence[str] = ()) -> bool:
    """Whether the whole answer is the reference or one of its aliases.

    Case, accents, punctuation, a leading article and any "the" do not matter, and a word may be singular in one and
    plural in the other. Nothing looser: "Memory" is not "Memory (video game)". An empty answer matches nothing.
    """
    given = _words(answer)
    return bool(given) and any(_same(_words(name), given) for name in (reference, *aliases))


def _same(left: list[str], right: list[str]) -> bool:
    return len(left) == len(right) and all(a == b or _plural(a, b) or _plural(b, a) for a, b in zip(left, right, strict=True))


def _words(text: str) -> list[str]:
    folded = unicodedata.normalize("NFKD", text.casefold()).translate(_LETTERS)
    folded = "".join(c for c in folded if not unicodedata.combining(c))
    folded = re.sub(r"['’‘`´]", "", folded)
    folded = re.sub(r"^\W*(?:a|an)\s+(?=\w)", "", folded)  # not inside: "Vitamin A"; not before a stop: "A. J. Taylor"
    words = re.sub(r"[^\w+#]|_", " ", folded).split()  # + and # carry meaning: "C++", "C#"
    return [word for word in words if word != "the"] or words


def _plural(one: str, many: str) -> bool:
    if many in _NOT_PLURAL:
        return False
    for singular, plural in _PLURALS:
        stem = many.removesuffix(plural)
        if len(stem) < 2 or not many.endswith(plural) or one != stem + singular:
            continue
        if singular:
            return True
        # "es" comes after a hiss or an o, "s" otherwise: "planes" are not many "plan", nor "princess" many "princes".
        if bool(re.search(r"(?:s|x|z|ch|sh)$", one)) == (plural == "es"):
            return True
        if plural == "es" and one.endswith("o"):
            return True
    return False


# --- By embedding --------------------------------------------------------------------------------------------------


def centred_cosine(
    left: np.ndarray, right: np.ndarray, center: np.ndarray, bend: tuple[np.ndarray, np.ndarray] | None = None
) -> np.ndarray:
    """Row-wise cosine after `center` is taken away.

    Args:
        left, right: embeddings `[n, dim]`.
        center: `[dim]`, the mean embedding of many texts of the kind.
        bend: a low-rank metric, `[dim, k]` and `[k, dim]`; their product, applied to each centred embedding, is added to it.

    Returns:
        `[n]`, from -1 to 1; 0 where a row is the center itself.
    """
    left, right = left - center, right - center
    if bend is not None:
        left, right = (side + side @ bend[0] @ bend[1] for side in (left, right))
    norms = np.linalg.norm(left, axis=-1) * np.linalg.norm(right, axis=-1)
    return (left * right).sum(axis=-1) / np.maximum(norms, 1e-12)


def grade(closeness: np.ndarray, coefficients: np.ndarray) -> np.ndarray:
    """The cubic of the closeness, kept within 1 to 5: `[n]` from `[n]` and `[4]` (constant first).

    Beyond its turning points the cubic would call a farther answer better, so it is held level there.
    """
    turns = np.polynomial.polynomial.polyroots(np.polynomial.polynomial.polyder(coefficients))
    if coefficients[3] < 0 and np.isreal(turns).all():
        closeness = np.clip(closeness, turns.real.min(), turns.real.max())
    return np.clip(np.polynomial.polynomial.polyval(closeness, coefficients), 1.0, 5.0)


class EmbeddingJudge:
    """Scores answers as the paper's LLM judge would, without one.

    Args:
        kind: "topic" or "headline": which fit to use.
        embedder: what embeds the texts; the installed all-MiniLM-L6-v2 unless given. The fit holds for that model only.

    Attributes:
        card: the fit as shipped: its coefficients, its cross-validated agreement with the LLM judge, and its data.

    Raises:
        ConfigError: there is no such kind.
        DataError: the fit or the embedder is missing.
    """

    def __init__(self, kind: str = "topic", embedder: Embedder | None = None) -> None:
        if kind not in JUDGE_KINDS:
            raise ConfigError(f"no judge of kind {kind!r}; give one of: {', '.join(JUDGE_KINDS)}")
        self.card: dict[str, Any] = _read_card(kind)
        self._coefficients = np.array(self.card["coefficients"], dtype=np.float64)
        self._center = np.array(self.card["center"], dtype=np.float64)
        bend = self.card.get("bend")
        self._bend = (np.array(bend[0]), np.array(bend[1])) if bend else None
        self._embedder = embedder or load_embedder()

    def verdicts(self, pairs: Sequence[tuple[str, str]], aliases: Sequence[Sequence[str]] | None = None) -> list[Verdict]:
        """Judge (reference, answer) pairs.

        Args:
            pairs: n pairs.
            aliases: other names of each reference, n lists; an answer equal to one of them scores 5.

        Raises:
            DataError: there are not as many lists of aliases as pairs.
        """
        if aliases is not None and len(aliases) != len(pairs):
            raise DataError(f"{len(aliases)} lists of aliases for {len(pairs)} pairs; give one for each pair")
        exact = [exact_match(r, a, aliases[i] if aliases else ()) for i, (r, a) in enumerate(pairs)]
        texts = sorted({text for pair in pairs for text in pair})  # the same answer comes back many times
        row = {text: i for i, text in enumerate(texts)}
        embeddings = self._embedder.embed(texts).astype(np.float64)
        left = embeddings[[row[reference] for reference, _ in pairs]]
        right = embeddings[[row[answer] for _, answer in pairs]]
        scores = grade(centred_cosine(left, right, self._center, self._bend), self._coefficients)
        return [
            Verdict(score=5.0 if same else float(score) if answer.strip() else 1.0, exact=same)
            for (_, answer), score, same in zip(pairs, scores, exact, strict=True)
        ]

    def score(self, pairs: Sequence[tuple[str, str]]) -> np.ndarray:
        """Scores of (reference, answer) pairs, float64 `[n]` from 1 to 5; an empty answer scores 1."""
        return np.array([verdict.score for verdict in self.verdicts(pairs)], dtype=np.float64)


def _read_card(kind: str) -> dict[str, Any]:
    name = f"judge_{kind}.json"
    try:
        return dict(json.loads(files("tuneteller.evaluation").joinpath(name).read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        raise DataError(
            f"the fit of the {kind} judge, {name}, cannot be read ({error}); install tuneteller again, or fit it "
            f"with recipes/fit_judge.py"
        ) from error


def quadratic_weighted_kappa(left: np.ndarray, right: np.ndarray) -> float:
    """Agreement of two judges, each score rounded to a whole grade from 1 to 5.

    Cohen's kappa with squared disagreement (Cohen 1968): 1 is full agreement, 0 is what chance gives.

    Raises:
        DataError: the two are not of one length, or are empty.
    """
    if len(left) != len(right) or not len(left):
        raise DataError(f"agreement needs two equally long lists of scores; got {len(left)} and {len(right)}")
    a, b = (np.clip(np.rint(scores), 1, 5).astype(int) - 1 for scores in (np.asarray(left), np.asarray(right)))
    seen = np.zeros((5, 5))
    np.add.at(seen, (a, b), 1.0)
    chance = np.outer(seen.sum(axis=1), seen.sum(axis=0)) / len(a)
    cost = (np.arange(5)[:, None] - np.arange(5)) ** 2
    expected = float((cost * chance).sum())
    # All of both in one grade: nothing to disagree about.
    return 1.0 - float((cost * seen).sum()) / expected if expected else 1.0
