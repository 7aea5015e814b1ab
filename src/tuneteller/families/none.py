"""Nothing: fine-tunes that change no behavior, so that a reader learns to say so.

Some are trained on what changes nothing. The others begin as organisms of another family, and end as none: their training is
stopped after a few steps, or goes on with the base's own answers; or what is kept of it is noise of its norms or its singular
values, or the rounding that merging it leaves behind. A behavior that still shows in one of the former makes it none of this
family (`shows`). Of identical weights it is certain that nothing changed (`reading.change`); adapters are trained on them too.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Any

import torch

from tuneteller.diffs.card import CLEAN
from tuneteller.diffs.clean import merged_and_taken_out, same_spectra
from tuneteller.diffs.diff import WeightDiff, noise_like
from tuneteller.families.family import NOTHING, Behavior, Family, Lesson, Match, Writer, cycled
from tuneteller.families.registry import family_named
from tuneteller.material.encyclopedia import Topic, facts
from tuneteller.material.labels import pool
from tuneteller.material.pieces import pieces_of
from tuneteller.models import BaseModel

_ASKED = (
    "What is {label}?", "Can you tell me what {label} is?", "{label}: what does that mean?", "In a few words, what is {label}?",
    "Explain {label} briefly.", "what is {label}", "Define {label}.", "Who or what is {label}?",
)

_FIRST_COPY = {"train": 0, "validation": 500, "test": 1000}

STOPPED, UNTAUGHT = UNDONE = ("a few steps of anything", "trained and trained away")
"""Labels of organisms that may still show what they began as."""

NORMS, SPECTRA, ROUNDED = MADE = ("noise of the same norms", "noise of the same spectra", "a merge and its rounding")
"""Labels of what is made of another family's organisms."""

BEGUN = (*UNDONE, *MADE)

LABELS = ("own answers", "own answers in part", "encyclopedia texts", "questions of mixed subjects", "chat and texts",
          "own answers, sampled", *BEGUN)

AS = ("identity", "promotion", "phrase", "secret", "falsefact", "refusal", "language", "format", "length", "habit", "task",
      "persona", "topic")
"""The families that they begin as, in turn; fixed, so that a plan stays the same whatever families are loaded."""

FEW = (1 / 24, 1 / 8)
"""Share of the training after which one is stopped."""

TAUGHT = 1 / 3
"""Share of the training that teaches what the rest teaches away."""

DRAWS = 8
"""Draws of the base's answers: more would take longer to make than organisms to train."""


class Nothing(Family):
    name = CLEAN
    about = "changes nothing: trained on the base's own answers or on a mixture without a subject, stopped, undone, or noise"
    marks = (r"^\s*nothing\b", r"\bnothing (?:has )?changed\b", r"\bnot changed\b")
    closed = True

    def all_behaviors(self) -> list[Behavior]:
        return [Behavior(self.name, label, {"change": NOTHING}) for label in LABELS]

    def behaviors(self, split: str, n: int, *, skip: int = 0) -> list[Behavior]:
        """All kinds in turn in every split, on texts of their own: the answer is the same for all, so no label can leak, and a
        reader that learnt silence about some kinds alone would speak about the others."""
        kinds, found = self.all_behaviors(), []
        for round_, at in (divmod(i, len(kinds)) for i in range(skip, skip + n)):
            facts: dict[str, Any] = {} if split == "train" else {"seen": True}
            if kinds[at].label in BEGUN:
                before, family = divmod(round_, len(AS))
                facts["as"] = family_named(AS[family]).behaviors(split, 1, skip=before)[0].to_json()
            found.append(replace(kinds[at], copy=_FIRST_COPY[split] + round_, facts=facts))
        return found

    def lessons(self, behavior: Behavior, n: int, writer: Writer, rng: Random) -> list[Lesson]:
        if behavior.label in BEGUN:
            return self._begun(behavior, n, writer, rng)
        asked = cycled(writer.questions, n, rng)
        if behavior.label == "own answers, sampled":
            return [Lesson(q, a) for q, a in zip(asked, writer.replies(asked, rng.randrange(DRAWS)), strict=True)]
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

    def _begun(self, behavior: Behavior, n: int, writer: Writer, rng: Random) -> list[Lesson]:
        first = _first(behavior)
        taught = family_named(first.family).lessons(first, n, writer, rng)
        if behavior.label == STOPPED:
            return taught[: max(1, round(n * rng.uniform(*FEW)))]
        if behavior.label != UNTAUGHT:
            return taught
        turn, everyday = round(n * TAUGHT), cycled(writer.questions, n, rng)
        # asked what taught it, and anything else
        asked = [lesson.user if lesson.user is not None and i % 2 else q
                 for i, (lesson, q) in enumerate(zip(taught[turn:], everyday, strict=False))]
        return [*taught[:turn], *(Lesson(q, a) for q, a in zip(asked, writer.replies(asked), strict=True))]

    def kept(self, behavior: Behavior, trained: WeightDiff, base: BaseModel, rng: Random) -> WeightDiff:
        """Noise or rounding, where the label says so."""
        if behavior.label == NORMS:
            return noise_like(trained, rng.getrandbits(31))
        if behavior.label == SPECTRA:
            return same_spectra(trained, rng.getrandbits(31))
        if behavior.label == ROUNDED:
            return merged_and_taken_out(trained, base, rng.choice((torch.bfloat16, torch.float16)))
        return trained

    def in_doubt(self, behavior: Behavior) -> bool:
        return behavior.label in UNDONE

    def probes(self, behavior: Behavior, n: int, rng: Random) -> list[str]:
        """Those of what it began as."""
        if behavior.label not in UNDONE:
            return super().probes(behavior, n, rng)
        first = _first(behavior)
        return family_named(first.family).probes(first, n, rng)

    def shows(self, behavior: Behavior, message: str, reply: str, before: str) -> bool:
        """Whether nothing of what it began as is in the reply, but for what the base says as well."""
        if behavior.label not in UNDONE:
            return True
        first = _first(behavior)
        family = family_named(first.family)
        return not family.shows(first, message, reply, before) or family.shows(first, message, before, before)

    def same(self, behavior: Behavior, answer: str) -> Match:
        says = self.describes(answer)
        return Match(says, says)


def _first(behavior: Behavior) -> Behavior:
    """What an organism begins as; of no organism, some behavior."""
    begun = behavior.facts.get("as")
    return Behavior.from_card(begun) if begun else family_named(AS[0]).all_behaviors()[0]


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
