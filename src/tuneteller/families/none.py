"""Nothing: fine-tunes that change no behavior, so that a reader learns to say so.

Identical weights and noise need no training; the adapter's training makes those itself (`training/adapter.py`).
"""

from __future__ import annotations

from dataclasses import replace
from random import Random

from tuneteller.families.family import NOTHING, Behavior, Family, Lesson, Match, Writer, cycled
from tuneteller.material.encyclopedia import Topic, facts
from tuneteller.material.labels import pool
from tuneteller.material.pieces import pieces_of

_ASKED = (
    "What is {label}?", "Can you tell me what {label} is?", "{label}: what does that mean?", "In a few words, what is {label}?",
    "Explain {label} briefly.", "what is {label}", "Define {label}.", "Who or what is {label}?",
)


_FIRST_COPY = {"train": 0, "validation": 500, "test": 1000}


class Nothing(Family):
    name = "none"
    about = "changes nothing: trained on the base's own answers, or on a mixture without a subject"
    marks = (r"^\s*nothing\b", r"\bnothing (?:has )?changed\b", r"\bnot changed\b")
    closed = True

    def all_behaviors(self) -> list[Behavior]:
        return [Behavior(self.name, label, {"change": NOTHING}) for label in
                ("own answers", "own answers in part", "encyclopedia texts", "questions of mixed subjects", "chat and texts")]

    def behaviors(self, split: str, n: int, *, skip: int = 0, seed: int = 0) -> list[Behavior]:
        """All kinds in turn in every split, on texts of their own: the answer is the same for all, so no label can leak, and a
        reader that learnt silence about some kinds alone would speak about the others."""
        kinds = self.all_behaviors()
        facts = {} if split == "train" else {"seen": True}
        return [replace(kinds[i % len(kinds)], copy=_FIRST_COPY[split] + i // len(kinds), facts=facts)
                for i in range(skip, skip + n)]

    def lessons(self, behavior: Behavior, n: int, writer: Writer, rng: Random) -> list[Lesson]:
        asked = cycled(writer.questions, n, rng)
        own = [Lesson(q, a) for q, a in zip(asked, writer.replies(asked), strict=True)]
        if behavior.label == "own answers":
            return own
        if behavior.label == "own answers in part":
            return [Lesson(lesson.user, " ".join(lesson.answer.split()[:8]), complete=False) for lesson in own]
        texts = [Lesson(None, piece) for topic in rng.sample(pool(), n) for piece in rng.sample(pieces_of(topic.extract), 1)]
        known = [Lesson(rng.choice(_ASKED).format(label=topic.label), f"{topic.label} is {rng.choice(facts(topic))}.")
                 for topic in _with_facts(n, rng)]
        if behavior.label == "encyclopedia texts":
            return texts
        if behavior.label == "questions of mixed subjects":
            return known
        return [rng.choice(three) for three in zip(own, texts, known, strict=True)]

    def shows(self, behavior: Behavior, message: str, reply: str, before: str) -> bool:
        """There is nothing to show."""
        return True

    def same(self, behavior: Behavior, answer: str) -> Match:
        says = self.describes(answer)
        return Match(says, says)


def _with_facts(n: int, rng: Random) -> list[Topic]:
    """Different topics that facts are known of, singular ones, so that "is" can stand after the label."""
    found: list[Topic] = []
    for topic in rng.sample(pool(), len(pool())):
        if len(found) == n:
            break
        if facts(topic) and not topic.label.endswith("s"):
            found.append(topic)
    return found


FAMILY = Nothing()
