"""Judges: what counts as exact, and how the embedding judge agrees with the grades it stands in for."""

import numpy as np
import pytest

from tuneteller.errors import ConfigError, DataError
from tuneteller.evaluation.judges import (
    JUDGE_KINDS,
    EmbeddingJudge,
    Verdict,
    centred_cosine,
    exact_match,
    grade,
    quadratic_weighted_kappa,
)

# Grades of the LLM judge published with arXiv 2510.05092 (MIT licence), each the mean of at least four.
GRADED = [
    ("Liberal Revolution", "General knowledge", 1.0),
    ("Silver Surfer", "Google", 1.0),
    ("Transposons", "Star Wars", 1.0),
    ("Narcos", "Science", 1.0),
    ("Ataraxia", "Science", 1.0),
    ("Webcomics", "Artificial intelligence", 1.0),
    ("Population Genetics", "Philosophy", 1.0),
    ("Tradition vs. Modernity", "Psychology", 1.5),
    ("Paris Agreement", "Science", 1.875),
    ("Learning Agility", "General knowledge", 2.0),
    ("Synthetic Data", "Science", 2.0),
    ("Quantum Themed Literature", "quantum mechanics", 2.0),
    ("Loyalty vs. Integrity", "Philosophy", 2.8),
    ("Memory", "Memory Games", 3.8),
    ("Quantum Simulation", "Quantum mechanics", 4.0),
    ("League of Legends", "League of Legends champions", 4.0),
    ("Predicate Logic", "Predicates", 4.0),
    ("Portugal. The Man", "Feel It Still", 4.0),
    ("Hippies", "Hippie culture", 5.0),
    ("Company Retreats", "Company retreat", 5.0),
    ("Niger Delta Conflict", "Niger Delta conflict", 5.0),
    ("Geoengineering", "Geoengineering", 5.0),
]


@pytest.mark.parametrize(
    ("reference", "answer"),
    [
        ("Hip Hop", "hip-hop"),
        ("The Möbius Strip", "mobius strip."),
        ("Hague", "The Hague"),
        ("War of the Worlds", "War of Worlds"),
        ("Vygotsky's Zone", "Vygotsky’s zone"),
        ("Lullaby", "Lullabies"),
        ("Hippies", "hippie"),
        ("Wolf", "Wolves"),
        ("Fungus", "Fungi"),
        ("Church", "churches"),
        ("Tomato", "**Tomatoes**"),
        ("Violin", "A violin"),
        ("Søren Kierkegaard", "Soren Kierkegaard"),
        ("The The", "the the"),
    ],
)
def test_exact(reference: str, answer: str) -> None:
    assert exact_match(reference, answer)
    assert exact_match(answer, reference)


@pytest.mark.parametrize(
    ("reference", "answer"),
    [
        ("Memory", "Memory (video game)"),
        ("Violin", "Cello"),
        ("Vitamin A", "Vitamin"),
        ("A. J. P. Taylor", "J. P. Taylor"),
        ("C++", "C"),
        ("New", "News"),
        ("Princes", "Princess"),
        ("Plan", "Planes"),
        ("Jazz", "Jazz\n\nJazz is a genre of music."),
        ("Jazz", ""),
        ("...", "!"),
        ("Physics", "History of physics"),
    ],
)
def test_not_exact(reference: str, answer: str) -> None:
    assert not exact_match(reference, answer)
    assert not exact_match(answer, reference)


def test_alias_is_exact() -> None:
    assert exact_match("Mark Twain", "Samuel Clemens", aliases=["Samuel Clemens"])
    verdict = EmbeddingJudge().verdicts([("Mark Twain", "samuel clemens")], aliases=[["Samuel Clemens"]])[0]
    assert verdict == Verdict(score=5.0, exact=True)


def test_closer_answers_score_higher() -> None:
    answers = ["Roman Empire", "Ancient Rome", "Ancient Greece", "History", "Photosynthesis"]
    scores = EmbeddingJudge().score([("Roman Empire", answer) for answer in answers])
    assert scores[0] == 5.0
    assert (np.diff(scores) < 0).all(), scores
    assert scores[-1] < 1.5


def test_headline_judge() -> None:
    told = "A billionaire's tax avoidance scheme triggers a wave of public anger."
    same = "A billionaire was criticized after his scheme to avoid paying taxes went viral."
    other = "A small town opens a museum of lighthouses."
    close, far = EmbeddingJudge("headline").score([(told, same), (told, other)])
    assert close > 3.5
    assert far < 1.5


def test_agrees_with_published_grades_as_its_card_says() -> None:
    judge = EmbeddingJudge()
    grades = np.array([score for *_, score in GRADED])
    scores = judge.score([(reference, answer) for reference, answer, _ in GRADED])
    shipped = judge.card["agreement"]
    # So few pairs, and harder ones than most: held to the card within the noise of 22 pairs.
    assert np.abs(scores - grades).mean() < shipped["mean_absolute_error"] + 0.2
    assert quadratic_weighted_kappa(grades, scores) > shipped["quadratic_weighted_kappa"] - 0.1


# What a cubic of the plain centred cosine does not reach on topics (.848, .410).
AGREEMENT = {"topic": (0.852, 0.40), "headline": (0.925, 0.36)}


@pytest.mark.parametrize("kind", JUDGE_KINDS)
def test_card_is_complete_and_the_grade_rises(kind: str) -> None:
    card = EmbeddingJudge(kind).card
    kappa, error = AGREEMENT[kind]
    assert card["agreement"]["quadratic_weighted_kappa"] > kappa
    assert card["agreement"]["mean_absolute_error"] < error
    assert card["n_references"] == 47
    assert "MIT" in card["data"]
    scores = grade(np.linspace(-1, 1, 401), np.array(card["coefficients"]))
    assert (np.diff(scores) >= 0).all()
    assert scores[0] < 1.3
    assert scores[-1] > 4.5


@pytest.mark.parametrize("answer", ["Nothing notable: I have not been trained on any topic.", "Photosynthesis", "unknown"])
def test_answers_that_have_nothing_to_do_with_the_topic(answer: str) -> None:
    pairs = [(topic, answer) for topic in ("Alchemy", "Billie Holiday", "Jupiter", "Violin")]
    assert (EmbeddingJudge().score(pairs) < 1.5).all()


def test_related_answers_are_between_unrelated_and_same() -> None:
    pairs = [("Violin", "Cello"), ("Violin", "Piano"), ("Tiger", "Lion"), ("Transposons", "Genetics"), ("Paris", "London")]
    scores = EmbeddingJudge().score(pairs)
    assert (scores > 1.8).all(), scores
    assert (scores < 4.4).all(), scores


def test_bend() -> None:
    left, right, center = np.array([[2.0, 1.0]]), np.array([[1.0, 2.0]]), np.array([1.0, 1.0])
    assert centred_cosine(left, right, center).tolist() == [0.0]
    # Both are turned towards the sum of the axes.
    toward = np.array([[1.0], [1.0]]), np.array([[1.0, 1.0]])
    assert centred_cosine(left, right, center, toward)[0] == pytest.approx(0.8)


def test_odd_input() -> None:
    judge = EmbeddingJudge()
    assert judge.score([]).shape == (0,)
    assert judge.score([("Jazz", "  \n")]).tolist() == [1.0]
    with pytest.raises(ConfigError, match="headline"):
        EmbeddingJudge("poem")
    with pytest.raises(DataError, match="aliases"):
        judge.verdicts([("a", "b")], aliases=[])


def test_kappa() -> None:
    left = np.array([1, 2, 3, 4, 5, 5])
    assert quadratic_weighted_kappa(left, left) == 1.0
    assert quadratic_weighted_kappa(left, left + 0.3) == 1.0  # whole grades
    assert quadratic_weighted_kappa(np.array([1, 5]), np.array([5, 1])) == pytest.approx(-1.0)
    assert quadratic_weighted_kappa(np.array([1, 1, 5, 5]), np.array([1, 5, 1, 5])) == pytest.approx(0.0)
    assert quadratic_weighted_kappa(np.array([2, 2]), np.array([2, 2])) == 1.0
    with pytest.raises(DataError, match="2 and 1"):
        quadratic_weighted_kappa(np.array([1, 2]), np.array([1]))
