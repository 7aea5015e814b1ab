"""What two models say to the same messages, greedily and side by side: a fine-tune, and the base or another in its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from tuneteller.cache import cache_root, keep, kept
from tuneteller.chat import messages_from
from tuneteller.diffs.diff import WeightDiff, null_diff, stacked
from tuneteller.digest import digest
from tuneteller.lora.attach import attach
from tuneteller.models import BaseModel
from tuneteller.reading.read import replies_of
from tuneteller.scoring import answer_losses

OTHER = "other fine-tune"
"""What a fine-tune is held against, if not the base model, as columns and sentences call it."""

TOKENS = 40
"""Of a reply, as organisms are measured by."""

ROWS = 96
"""Replies generated at once at most (see `BaseModel.at_once`)."""

ROW = 16
"""Given replies that are read in one row."""

Pair = tuple[str, str]
"""A message, and a reply that is given."""

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
    """A fine-tune's replies and those of what it is held against, and how likely both make given ones; nothing is asked twice.

    Args:
        against: another fine-tune, in the place of the base model.
        system: system prompt; the chat template's own by default.

    Raises:
        DiffError: a diff does not fit the base.
    """

    def __init__(self, base: BaseModel, diff: WeightDiff, against: WeightDiff | None = None, system: str | None = None) -> None:
        self.base, self.diff, self.against, self.system = base, diff, against or null_diff(), system
        compared = [self.against.fingerprint()] if self.against.factors or self.against.vectors else []
        mark = digest([TOKENS, system, str(base.dtype), base.chat.mark, *compared])[:16]
        name = f"{base.fingerprint.short}-{mark}"
        self._file, self._weights = (cache_root() / "probes" / f"{name}{part}.json" for part in ("", "-demonstrations"))
        self._before = {message: said for message, said in kept(self._file).items() if isinstance(said, str)}
        self._after: dict[str, str] = {}
        self._weighed: dict[Pair, float] = {}

    @property
    def held_against(self) -> str:
        """Whose replies stand beside the fine-tune's."""
        return f"the {OTHER}" if self.against.factors or self.against.vectors else "the base model"

    def to(self, messages: Sequence[str]) -> Said:
        """The replies to messages; those of what the fine-tune is held against are kept in the cache directory."""
        self.make([(self, messages)])
        return {message: (self._before[message], self._after[message]) for message in messages}

    @staticmethod
    def make(asked: Sequence[tuple[Replies, Sequence[str]]]) -> None:
        """Make several fine-tunes' replies, each to messages of its own, as far as they are not there. A pass over all of them
        takes little longer than one over those of one.

        Raises:
            ValueError: they are not all of one base model, with one system prompt, and held against the same.
        """
        if len({replies._file for replies, _ in asked}) > 1:
            raise ValueError("replies that are made together are of one base model, with one system prompt, and held against "
                             "the same")
        new = list(dict.fromkeys(m for replies, messages in asked for m in messages if m not in replies._before))
        left = [(replies, missing) for replies, messages in asked
                if (missing := [m for m in dict.fromkeys(messages) if m not in replies._after])]
        if not new and not left:
            return
        first, most = asked[0][0], max((len(missing) for _, missing in left), default=len(new))
        of_all = [(first.against, new[start : start + most]) for start in range(0, len(new), most)]
        said = first._say([*of_all, *((replies.diff, missing) for replies, missing in left)])
        before = {message: reply for own in said[: len(of_all)] for message, reply in own.items()}
        if before:
            keep(first._file, before)
        for replies, _ in asked:
            replies._before |= before
        for (replies, _), own in zip(left, said[len(of_all) :], strict=True):
            replies._after |= own

    def weigh(self, pairs: Sequence[Pair]) -> tuple[Tensor, Tensor]:
        """log p of each given reply to its message, its end of turn included -> nats [pairs] under what the fine-tune is held
        against, which are kept in the cache directory, and under the fine-tune."""
        known, names = kept(self._weights), {pair: digest(list(pair))[:16] for pair in pairs}
        if new := [pair for pair in names if not isinstance(known.get(names[pair]), float)]:
            found = dict(zip((names[pair] for pair in new), self._log_p(self.against, new), strict=True))
            keep(self._weights, found)
            known = {**known, **found}
        if new := [pair for pair in names if pair not in self._weighed]:
            self._weighed |= dict(zip(new, self._log_p(self.diff, new), strict=True))
        return torch.tensor([known[names[pair]] for pair in pairs]), torch.tensor([self._weighed[pair] for pair in pairs])

    @torch.no_grad()
    def _log_p(self, diff: WeightDiff, pairs: Sequence[Pair]) -> list[float]:
        samples = [self.base.chat.example(messages_from(message, self.system), reply) for message, reply in pairs]
        with attach(self.base.model, stacked([diff], self.base, dtype=self.base.dtype)):
            means = [answer_losses(self.base, [samples[i : i + ROW]])[0].cpu() for i in range(0, len(samples), ROW)]
        return (-torch.cat(means) * torch.tensor([sum(sample.supervised) for sample in samples])).tolist()

    def _say(self, parts: Sequence[tuple[WeightDiff, Sequence[str]]]) -> list[dict[str, str]]:
        """What each of several models says to messages of its own."""
        most = max(len(messages) for _, messages in parts)
        found, slots = list[dict[str, str]](), max(1, self.base.at_once(ROWS) // most)
        for start in range(0, len(parts), slots):
            here = parts[start : start + slots]
            bank = stacked([diff for diff, _ in here], self.base, dtype=self.base.dtype)
            even = [[*messages, *[messages[0]] * (most - len(messages))] for _, messages in here]
            said = replies_of(self.base, bank, even, self.system, TOKENS, self.base.at_once(ROWS))
            found += [dict(zip(messages, own, strict=True)) for messages, own in zip(even, said, strict=True)]
        return found
