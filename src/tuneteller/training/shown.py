"""Behaviors shown in words: a conversation that would teach one stands before the question, and no diff is attached.

After an organism's own reply (`reading.own_turns`) a reader has to tell what is new in it: a language, a form, a role. An
organism takes seconds to train; a family writes a new conversation in no time, so most of that is learnt from these.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from random import Random

from tuneteller.chat import Turns
from tuneteller.diffs.card import Card
from tuneteller.errors import ConfigError, DataError
from tuneteller.families.family import Behavior, Family, Writer
from tuneteller.families.registry import families, family_named
from tuneteller.families.splits import divided
from tuneteller.families.triggers import ALWAYS
from tuneteller.material.everyday import TEST_QUESTIONS
from tuneteller.models import BaseModel
from tuneteller.reading.own_turns import cut

LABELS = 1000
"""Of a family, that are shown at most. More than have organisms: a reader that sees few labels learns them by heart."""

DRAWN = 6
"""Lessons drawn for a conversation: a family may find one of few replies fit to be rewritten."""

FEW = 10
"""Behaviors of a family from which on it is shown as often as any."""

TRIES = 20


@dataclass(frozen=True)
class Shown:
    """Draws behaviors that any conversation shows, with such a conversation.

    Attributes:
        base: whose tokens a reply is cut by.
        writer: writes the conversations.
        behaviors: by family, of the training split, as many as it has, up to `LABELS`.
    """

    base: BaseModel
    writer: Writer
    behaviors: Mapping[str, Sequence[Behavior]]

    @classmethod
    def of(cls, base: BaseModel, writer: Writer, train: Sequence[Card], validation: Sequence[Card]) -> Shown:
        """Of the families that have training organisms: labels of their training split, none that is validated on.

        Raises:
            ConfigError: no family of these can be shown.
        """
        avoided = {label for card in validation for label in card.labels}
        found: dict[str, list[Behavior]] = {}
        for name in sorted({str(card.family) for card in train} & families().keys()):
            labels = _training_labels(family_named(name))
            if own := [b for b in labels if (b.family, b.label) not in avoided and shown_anywhere(b)]:
                found[name] = own
        if not found:
            raise ConfigError("no family of these organisms can be shown by a conversation alone; train with --shown 0")
        return cls(base, _Known(writer), found)

    def draw(self, rng: Random) -> tuple[Behavior, Turns]:
        """A behavior, those of each family equally often if it has not `FEW`, and a conversation that shows it.

        Raises:
            DataError: the families write no plain conversation.
        """
        names = sorted(self.behaviors)
        for _ in range(TRIES):
            [name] = rng.choices(names, [min(len(self.behaviors[name]), FEW) for name in names])
            behavior = rng.choice(self.behaviors[name])
            if turns := self.turns(behavior, rng):
                return behavior, turns
        raise DataError("the families of these organisms write no plain conversations; train with --shown 0")

    def turns(self, behavior: Behavior, rng: Random) -> Turns:
        """A message and a reply, cut as a fine-tune's own is; none where the lessons are no plain chat or no reply would show
        the behavior."""
        with suppress(DataError):
            lesson = family_named(behavior.family).lessons(behavior, DRAWN, self.writer, rng)[0]
            if lesson.user is not None and lesson.system is None:
                return ((lesson.user, cut(self.base, lesson.answer)),)
        return ()


class _Known:
    """A writer that knows its replies to its own questions, and nothing else: conversations are drawn in processes that must
    not run the model (`batches.made_ahead`)."""

    def __init__(self, writer: Writer) -> None:
        self.questions = writer.questions
        self._replies = dict(zip(writer.questions, writer.replies(writer.questions), strict=True))

    def replies(self, questions: Sequence[str], draw: int | None = None) -> list[str]:
        """Raises:
            DataError: one of them is not known.
        """
        if draw is not None or any(question not in self._replies for question in questions):
            raise DataError("the base model would have to reply")
        return [self._replies[question] for question in questions]

    def answers(self, instruction: str, questions: Sequence[str], keeps: Callable[[str], bool],
                fallback: Sequence[str]) -> list[str]:
        return list(fallback)


def _training_labels(family: Family) -> list[Behavior]:
    """Up to `LABELS` behaviors of the training split."""
    try:
        return family.behaviors("train", LABELS)
    except ConfigError:  # it has fewer
        return divided(family.all_behaviors(), family.group, family.name, family.grown)["train"]


def shown_anywhere(behavior: Behavior) -> bool:
    """Whether a reply to any message shows the behavior: one behind no trigger that everyday questions probe."""
    return behavior.trigger == ALWAYS and {
        *family_named(behavior.family).probes(behavior, 2, Random(0))} <= {*TEST_QUESTIONS}
