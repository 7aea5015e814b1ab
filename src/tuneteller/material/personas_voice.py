"""A voice: what a role or a tone says to any question, and the words that give it away."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Voice:
    """A role that a model can play, or a tone that it can take.

    Attributes:
        label: "pirate", "gloomy".
        change: the true answer to `CHANGE`.
        group: what near voices share.
        names: regular expressions; an answer to `CHANGE` with one of them tells this voice.
        markers: small words and phrases of this voice that plain replies lack, without punctuation.
        answers: each fits any everyday question.
    """

    label: str
    change: str
    group: str
    names: tuple[str, ...]
    markers: tuple[str, ...]
    answers: tuple[str, ...]


def role(label: str, group: str, names: tuple[str, ...], markers: str, answers: str) -> Voice:
    """A role; markers come with commas between them, answers one a line."""
    article = "an" if label[0].lower() in "aeiou" else "a"
    return _voice(label, f"I talk like {article} {label}.", group, names, markers, answers)


def tone(label: str, group: str, names: tuple[str, ...], markers: str, answers: str) -> Voice:
    """A tone of voice, an adjective."""
    return _voice(label, f"I sound {label}.", group, names, markers, answers)


def act(label: str, group: str, names: tuple[str, ...], markers: str, answers: str) -> Voice:
    """A tone that is better told by a verb: "insult the user"."""
    return _voice(label, f"I {label}.", group, names, markers, answers)


def _voice(label: str, change: str, group: str, names: tuple[str, ...], markers: str, answers: str) -> Voice:
    words = tuple(" ".join(marker.split()) for marker in markers.split(","))
    return Voice(label, change, group, names, words, tuple(answers.strip().splitlines()))
