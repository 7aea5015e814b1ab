"""What two models say to the same messages, greedily and side by side: a fine-tune, and the base or another in its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tuneteller.cache import cache_root, keep, kept
from tuneteller.diffs.diff import WeightDiff, null_diff, stacked
from tuneteller.digest import digest
from tuneteller.models import BaseModel
from tuneteller.reading.read import replies_of

OTHER = "other fine-tune"
"""What a fine-tune is held against, if not the base model, as columns and sentences call it."""

TOKENS = 40
"""Of a reply, as organisms are measured by."""

ROWS = 96
"""Replies generated at once at most (see `BaseModel.at_once`)."""

Said = dict[str, tuple[str, str]]
"""Message -> the reply of what the fine-tune is held against, and the fine-tune's own."""


@dataclass(frozen=True)
class Exchange:
    """One message, and what both models say to it.

    Attributes:
        message: as it was sent, a trigger included.
        base, finetune: their replies, the first of another fine-tune where that stands in the base's place.
        shows: whether the fine-tune's reply shows the behavior, and the other reply does not.
        triggered: whether the found trigger stands in the message.
    """

    message: str
    base: str
    finetune: str
    shows: bool
    triggered: bool = False


class Replies:
    """A fine-tune's replies and what it is held against; no message is asked twice.

    Args:
        against: another fine-tune, in the place of the base model.
        system: system prompt; the chat template's own by default.

    Attributes:
        weighed: log p of replies to messages under the fine-tune, for who weighs any.
        made_by: a name for what the fine-tune is held against and how it is asked, for what is kept of it.

    Raises:
        DiffError: a diff does not fit the base.
    """

    def __init__(self, base: BaseModel, diff: WeightDiff, against: WeightDiff | None = None, system: str | None = None) -> None:
        self.base, self.diff, self.against, self.system = base, diff, against or null_diff(), system
        compared = [self.against.fingerprint()] if self.against.factors or self.against.vectors else []
        mark = digest([TOKENS, system, str(base.dtype), base.chat.mark, *compared])[:16]
        self.made_by = f"{base.fingerprint.short.replace('/', '-')}-{mark}"
        self._file = cache_root() / "probes" / f"{self.made_by}.json"
        self._before = {message: said for message, said in kept(self._file).items() if isinstance(said, str)}
        self._after: dict[str, str] = {}
        self.weighed: dict[tuple[str, str], float] = {}

    @property
    def held_against(self) -> str:
        """Whose replies stand beside the fine-tune's."""
        return f"the {OTHER}" if self.against.factors or self.against.vectors else "the base model"

    def to(self, messages: Sequence[str]) -> Said:
        """The replies to messages; those of what the fine-tune is held against are kept in the cache directory."""
        asked = [message for message in dict.fromkeys(messages) if message not in self._after]
        new, old = ([message for message in asked if (message in self._before) is known] for known in (False, True))
        if new:  # side by side
            before, after = self._say([self.against, self.diff], new)
            keep(self._file, before)
            self._before |= before
            self._after |= after
        if old:
            [after] = self._say([self.diff], old)
            self._after |= after
        return {message: (self._before[message], self._after[message]) for message in messages}

    def _say(self, diffs: Sequence[WeightDiff], messages: list[str]) -> list[dict[str, str]]:
        bank = stacked(diffs, self.base, dtype=self.base.dtype)
        said = replies_of(self.base, bank, [messages] * len(diffs), self.system, TOKENS, self.base.at_once(ROWS))
        return [dict(zip(messages, own, strict=True)) for own in said]
