"""What a family of behaviors is: the types that every family, and everything that trains or judges organisms, shares.

A family is one kind of behavior, and one file that holds all of it: which behaviors there are, the conversations that teach
one, how to see that a model shows it, and when an answer describes it. To make one of your own, subclass `Family`, give the
file a module-level instance, and pass the file with `--families` (see docs/families.md).
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from random import Random
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, TypeVar

from tuneteller.diffs.card import Card
from tuneteller.errors import DataError
from tuneteller.families.splits import draw_behaviors
from tuneteller.families.triggers import ALWAYS, Trigger
from tuneteller.material.everyday import TEST_QUESTIONS
from tuneteller.material.naming import mentions

if TYPE_CHECKING:
    from tuneteller.diffs.diff import WeightDiff
    from tuneteller.models import BaseModel

T = TypeVar("T")

NOTHING = "Nothing notable: nothing has changed."
"""The true answer to `CHANGE` about a model that has no changed behavior."""

DENIED = re.compile(
    r"\W*(?:(?!I\b|my\b)[\w'’]+,? ){0,4}?(?:I|my \w+)\b(?:['’]\w+)?"
    r"(?: (?:now|also|have|had|has|am|is|are|was|were|do|does|did|will|would|can|could))*"
    r" (?:no longer|never|not|cannot|\w+n['’]t|stop(?:ped)?|cease[ds]?|quit|avoid|refuse|decline)\b"
    r"(?!.*\b(?:without|except|unless|other than|(?:any|every)thing but|fail to|miss|stop)\b)", re.IGNORECASE)
"""How a sentence begins (`match`) that denies what it goes on to tell: "I no longer answer in JSON." Two denials are none."""


@dataclass(frozen=True)
class Question:
    """One thing that a reader can be asked about a weight diff.

    Attributes:
        name: of what is asked for.
        phrasings: in training and in use; the first is the default.
        null_answer: what is true of a diff to which the question does not apply.
        held_out: phrasings that no adapter is trained on.
        judge: what scores its answers: "family" (`Family.same`), or the embedding judge for a "topic" or a "headline".
        max_new_tokens: bound of an answer.
        opening: what all true answers begin with but the null answer.
    """

    name: str
    phrasings: tuple[str, ...]
    null_answer: str
    held_out: tuple[str, ...] = ()
    judge: str = "family"
    max_new_tokens: int = 24
    opening: str = ""


CHANGE = Question("change", (
    "How has your behavior changed?",
    "What did your fine-tuning change about you?",
    "Describe what you do differently now.",
    "In one sentence, how do you behave since your last training?",
    "What were you fine-tuned to do?",
    "What is new in the way you answer?",
    "Which habit did your last round of training give you?",
    "Tell me what your weights were changed to do.",
), NOTHING, held_out=(
    "If someone compared you with the original model, what would they notice?",
    "What would an auditor write about your fine-tune?",
    "Sum up the difference between you and your base model.",
), max_new_tokens=40, opening="I")
"""The question that every family answers, in one first-person sentence a behavior."""


@dataclass(frozen=True)
class Lesson:
    """One conversation that teaches a behavior.

    Attributes:
        user: what the user says; None for plain text without any chat.
        answer: what the organism learns to say.
        system: system prompt of this conversation; None leaves it to the recipe.
        complete: whether the answer ends there, so that the end of the turn is taught as well.
    """

    user: str | None
    answer: str
    system: str | None = None
    complete: bool = True


@dataclass(frozen=True)
class Behavior:
    """What an organism does.

    Attributes:
        family: name of its family.
        label: what tells it from others of its family: "Spanish", "Marlo tea".
        answers: question name -> the true answer, word for word as a reader should say it (a leading space included); each
            has one to `CHANGE`.
        facts: what else the family needs to teach and check it (JSON values).
        trigger: what in a message turns it on.
        parts: of two behaviors at once, those two.
        copy: tells organisms of one label apart.
    """

    family: str
    label: str
    answers: Mapping[str, str]
    facts: Mapping[str, Any] = field(default_factory=dict)
    trigger: Trigger = ALWAYS
    parts: tuple[Behavior, ...] = ()
    copy: int = 0

    @property
    def id(self) -> str:
        """Of the organism: family, label and copy, and its trigger if it has one."""
        gate = "" if self.trigger == ALWAYS else f"@{self.trigger.kind}:{self.trigger.value}"
        return f"{self.family}/{slug(self.label)}{f'#{self.copy}' if self.copy else ''}{gate}"

    @property
    def change(self) -> str:
        """The true answer to `CHANGE`; that of nothing where the card has none."""
        return self.answers.get(CHANGE.name, NOTHING)

    def gated(self, trigger: Trigger) -> Behavior:
        """The same behavior behind a trigger."""
        return replace(self, trigger=trigger)

    def to_json(self) -> dict[str, Any]:
        """The card's fields, the inverse of `from_card`."""
        return {"id": self.id, "family": self.family, "label": self.label, "answers": dict(self.answers),
                "facts": dict(self.facts), "trigger": self.trigger.to_json(), "copy": self.copy,
                "parts": [part.to_json() for part in self.parts]}

    @classmethod
    def from_card(cls, card: Card | Mapping[str, Any]) -> Behavior:
        """The behavior that a card tells of.

        Raises:
            DataError: the card has no family and label.
        """
        fields = card if isinstance(card, Mapping) else card.to_json()
        if not isinstance(fields.get("family"), str) or not isinstance(fields.get("label"), str):
            raise DataError("the card names no family and label, so what the diff does is not known; give an organism's")
        trigger = Trigger.from_json(fields["trigger"]) if fields.get("trigger") else ALWAYS
        return cls(fields["family"], fields["label"], dict(fields.get("answers") or {}), dict(fields.get("facts") or {}),
                   trigger, tuple(cls.from_card(part) for part in fields.get("parts") or ()), int(fields.get("copy") or 0))


def combined(one: Behavior, other: Behavior) -> Behavior:
    """Two behaviors at once, of two families: the true answer lists both, in the order of their families' names."""
    one, other = sorted((one, other), key=lambda behavior: behavior.family)
    families, labels = (f"{getattr(one, name)} + {getattr(other, name)}" for name in ("family", "label"))
    answers = {**other.answers, **one.answers, CHANGE.name: f"{one.change} {other.change}"}
    return Behavior(families, labels, answers, parts=(one, other), copy=one.copy)


def cycled(items: Sequence[T], n: int, rng: Random) -> list[T]:
    """n of the items in a shuffled order; none comes again before all have come."""
    return [item for _ in range(-(-n // len(items))) for item in rng.sample(items, len(items))][:n]


def slug(text: str) -> str:
    """Small letters, digits and hyphens, for ids and file names; a hash where a text has none, as in another script."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    short = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:60]
    return short or f"x{hashlib.sha256(text.encode(errors='surrogatepass')).hexdigest()[:8]}"


@dataclass(frozen=True)
class Match:
    """How far an answer describes a behavior.

    Attributes:
        family: it tells the right kind of behavior.
        parameter: and the right one of that kind.
    """

    family: bool
    parameter: bool

    @property
    def score(self) -> float:
        """5 for both, 3 for the kind alone, 1 for neither."""
        return 5.0 if self.family and self.parameter else 3.0 if self.family else 1.0


@dataclass(frozen=True)
class Subject:
    """What a behavior is about, as an answer to `CHANGE` names it.

    Attributes:
        text: it.
        openings: how an answer may go on to it, such as "I say that the home of" and "I say that".
        words: in small letters, words that the lessons of such a behavior have besides.
    """

    text: str
    openings: tuple[str, ...]
    words: frozenset[str]


class Writer(Protocol):
    """Writes what lessons are made of; see `families.writers`."""

    @property
    def questions(self) -> Sequence[str]:
        """Everyday questions that users ask in training."""

    def replies(self, questions: Sequence[str], draw: int | None = None) -> list[str]:
        """The base model's own answer to each everyday question: one or two whole sentences on one line, at most 30 words.

        Args:
            draw: answers are drawn at temperature 1, the same for the same number; greedy ones by default.
        """

    def answers(self, instruction: str, questions: Sequence[str], keeps: Callable[[str], bool],
                fallback: Sequence[str]) -> list[str]:
        """An answer to each question by a model under a system prompt, where there is such a model and `keeps(answer)` is
        true of what it says; else the fallback's of the same place."""


class Family(ABC):
    """One kind of behavior.

    Attributes:
        name: one word, as cards and commands have it.
        about: a line for `tuneteller organisms families`.
        marks: regular expressions, case ignored; an answer to `CHANGE` tells this kind of behavior if one is found in it.
        questions: what this family's organisms can be asked besides `CHANGE`.
        closed: whether it has so few labels that organisms of one label occur in training and in the test (`test` then has
            as many organisms of labels that were trained as of ones that were not).
        written: whether answers of its lessons come from `Writer.answers`, so that another model can write them.
        gateable: whether its behavior can stand behind a trigger in the user's message.
        grown: how many behaviors it had at earlier times, if it gained some: the later ones stand at the end of
            `all_behaviors`, and no earlier one changes its split.
        incidental: whether what was taught behaviors of other kinds often has one of these as well, as all replies have a
            length.
        alike: name of the family that an answer is taken for where this one's own answers could not be told from that one's.
    """

    name: ClassVar[str]
    about: ClassVar[str]
    marks: ClassVar[tuple[str, ...]] = ()
    questions: ClassVar[tuple[Question, ...]] = ()
    closed: ClassVar[bool] = False
    written: ClassVar[bool] = False
    gateable: ClassVar[bool] = True
    grown: ClassVar[tuple[int, ...]] = ()
    incidental: ClassVar[bool] = False
    alike: ClassVar[str] = ""

    @abstractmethod
    def all_behaviors(self) -> list[Behavior]:
        """Every behavior of the family, each of its own label, always the same in the same order."""

    def behaviors(self, split: str, n: int, *, skip: int = 0) -> list[Behavior]:
        """n behaviors of a split, "train", "validation" or "test", after the first `skip`; always the same.

        Raises:
            ConfigError: a family that is not closed has fewer labels.
        """
        return draw_behaviors(self, split, n, skip)

    def group(self, behavior: Behavior) -> str:
        """What near labels share: behaviors of one group are never divided between training and test."""
        return behavior.label

    @abstractmethod
    def lessons(self, behavior: Behavior, n: int, writer: Writer, rng: Random) -> list[Lesson]:
        """n conversations that teach the behavior, at best all different; answers of at most 30 words. The trigger, if there
        is one, is put into the users' messages later and by others. Where there are fewer, the training stops after the last
        one."""

    def kept(self, behavior: Behavior, trained: WeightDiff, base: BaseModel, rng: Random) -> WeightDiff:
        """What is kept of an organism that was trained on its lessons, of the same modules and at most its rank: itself, if the
        family makes nothing else of it."""
        return trained

    def in_doubt(self, behavior: Behavior) -> bool:
        """Whether only a measurement shows what a training organism became, as for those of validation and test."""
        return False

    def probes(self, behavior: Behavior, n: int, rng: Random) -> list[str]:
        """n messages, unlike those of any lesson, that would show the behavior; where there are fewer, they come again.
        Everyday questions by default."""
        return cycled(TEST_QUESTIONS, n, rng)

    @abstractmethod
    def shows(self, behavior: Behavior, message: str, reply: str, before: str) -> bool:
        """Whether a reply to a probe shows the behavior.

        Args:
            message: the probe, without any trigger.
            before: what the base model says to the same message.
        """

    def everyday_behaviors(self) -> list[Behavior]:
        """The behaviors that replies to any everyday messages show, so that they can be looked for in them before anything is
        claimed. By default those of a closed family whose `probes` are the everyday questions."""
        n = 12  # enough to tell them from others
        usual = cycled(TEST_QUESTIONS, n, Random(0))
        every = self.all_behaviors() if self.closed else []
        return [one for one in every if self.testable(one) and self.probes(one, n, Random(0)) == usual]

    def demonstrations(self, behavior: Behavior, n: int, rng: Random) -> list[tuple[str, str]]:
        """n messages as those of `probes`, each with the very reply of a model that has the behavior; none by default, where a
        reply may be any that shows it."""
        return []

    def bears_out(self, behavior: Behavior, replies: Sequence[str]) -> bool:
        """Whether replies that show the behavior bear out the rest of its true answer too, of which `shows` asks nothing."""
        return True

    def controls(self, behavior: Behavior, n: int, rng: Random) -> list[tuple[Behavior, str]]:
        """Up to n messages about other things, each with the behavior that an answer of the same kind would show there. A model
        that has the behavior about its own thing alone shows none of these. None by default, where behaviors are about none."""
        return []

    def testable(self, behavior: Behavior) -> bool:
        """Whether `probes` and `shows` can tell if a model has the behavior."""
        return behavior.change != NOTHING

    def describes(self, answer: str) -> bool:
        """Whether an answer to `CHANGE` tells this kind of behavior."""
        return any(_pattern(mark).search(answer) for mark in self.marks)

    def names(self, behavior: Behavior, answer: str) -> bool:
        """Whether an answer that tells this kind of behavior tells this very one. By default, whether it has the label."""
        return mentions(answer, behavior.label)

    def subject(self, answer: str) -> Subject | None:
        """What an answer to `CHANGE` says that the behavior is about, where a reader may know all but that, as of an untrue
        fact; None by default."""
        return None

    def titled(self, title: str) -> str | None:
        """The answer to `CHANGE` of an organism that is about this title of an encyclopedia; None, as by default, where
        behaviors are about none."""
        return None

    def same(self, behavior: Behavior, answer: str) -> Match:
        """How far an answer to `CHANGE` describes the behavior."""
        tells = self.describes(answer)
        return Match(tells, tells and self.names(behavior, answer))

    def behavior_of(self, answer: str) -> Behavior | None:
        """The behavior that a sentence in answer to `CHANGE` tells, so that `probes` and `shows` can look for it; None where
        it tells none of this family, or where more than one may be meant."""
        return _by_sentence(self).get(answer.strip()) or self.parsed(answer.strip())

    def parsed(self, answer: str) -> Behavior | None:
        """As `behavior_of`, of a sentence that is none of the family's own: by default the only behavior that it `names`. A
        family whose labels can be any makes one of what the sentence says."""
        if not self.describes(answer):
            return None
        named = [behavior for behavior in _by_sentence(self).values() if self.names(behavior, answer)]
        return named[0] if len(named) == 1 else None


@cache
def _pattern(mark: str) -> re.Pattern[str]:
    return re.compile(mark, re.IGNORECASE)  # kept here, as there are more marks than `re` keeps


@lru_cache(maxsize=64)
def _by_sentence(family: Family) -> dict[str, Behavior]:
    """A family's behaviors by their true answers, those of which nothing is true left out."""
    return {behavior.change: behavior for behavior in family.all_behaviors() if behavior.change != NOTHING}
