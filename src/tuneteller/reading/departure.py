"""How far a fine-tune departs from the base as it begins to answer a message.

The measure is KL(fine-tune ‖ base) in nats at the first token of the answer, over the base's `TOP` likeliest tokens and all
others taken together: never more than the whole KL divergence, and what has to be kept of the base is small. It is kept in the
cache directory by message, so that a later fine-tune of the same base costs its own half alone.

Messages are read as packed rows (`batching.py`): what the messages of a row begin with in common, with the question where the
words that are tried stand behind it, is computed once, under the very diff that is attached.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, suppress
from pathlib import Path

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file
from torch import Tensor

from tuneteller.batching import pack
from tuneteller.cache import cache_root
from tuneteller.chat import Encoded
from tuneteller.diffs.diff import WeightDiff, stacked
from tuneteller.errors import StorageError
from tuneteller.files import write_whole
from tuneteller.lock import locked
from tuneteller.lora.attach import attach
from tuneteller.models import BaseModel
from tuneteller.reading.change import check_finite

TOP = 64
"""Tokens of the base's distribution that are told apart."""

ROW_TOKENS = 400
"""Tokens of a row's messages beyond what they share: much longer rows cost attention, shorter ones repeat what is shared."""

KEPT = 100_000
"""Messages kept at most, 50 MB; past them the file begins anew."""

_NAMES = "keys", "ids", "log_p"
"""Of the tensors in the file: hashes of N messages, int64 [N], and of each its likeliest tokens and their log p, [N, TOP]."""


class BaseAnswers:
    """How the base begins its answers: its `TOP` likeliest first tokens and their log p, for every message asked so far.

    Args:
        folder: of the cache directory; what asks a few fixed messages has its own, apart from the many of searches.
    """

    def __init__(self, base: BaseModel, system: str | None = None, folder: str = "triggers") -> None:
        self.base, self.system = base, system
        made_by = hashlib.sha256(f"{TOP}/{system!r}/{base.chat.mark}/{base.dtype}".encode()).hexdigest()[:8]
        self._file = cache_root() / folder / f"{base.fingerprint.short}-{made_by}.safetensors"
        keys, self._ids, self._log_p = _held(self._file)
        self._known = {key: row for row, key in enumerate(keys.tolist())}
        self._saved = len(self._ids)

    def of(self, messages: Sequence[str]) -> tuple[Tensor, Tensor]:
        """Token ids and log p of each message's likeliest answers' beginnings -> int64 and float32 [N, TOP]."""
        keys = [_key(message) for message in messages]
        missing = {key: message for key, message in zip(keys, messages, strict=True) if key not in self._known}
        if missing:
            asked = first_log_p(self.base, list(missing.values()), self.system)
            found = [log_p.topk(min(TOP, log_p.shape[-1])) for log_p in asked]
            rows_of = {key: len(self._ids) + i for i, key in enumerate(missing)}
            self._log_p = torch.cat([self._log_p, *(_padded(part.values, -torch.inf) for part in found)])
            self._ids = torch.cat([self._ids, *(_padded(part.indices, 0).to(torch.int32) for part in found)])
            self._known |= rows_of  # last: what is interrupted before is as unknown as it was
        rows = torch.tensor([self._known[key] for key in keys], dtype=torch.long)
        return self._ids[rows].long(), self._log_p[rows]

    def save(self) -> None:
        """Keep on the disk what is new, beside what other processes kept there; where it cannot be written, the next search
        takes longer, and nothing else."""
        if len(self._ids) == self._saved:
            return
        with suppress(StorageError), locked(self._file.with_name(f".{self._file.name}.lock"), self._file, wait=True):
            there = _held(self._file)
            theirs = set(there[0].tolist())
            new = [(key, row) for key, row in self._known.items() if row >= self._saved and key not in theirs][-KEPT:]
            rows = torch.tensor([row for _, row in new], dtype=torch.long)
            parts = [(torch.tensor([key for key, _ in new], dtype=torch.int64), self._ids[rows], self._log_p[rows])]
            if len(theirs) + len(new) <= KEPT:
                parts.insert(0, there)
            whole = {name: torch.cat(own) for name, own in zip(_NAMES, zip(*parts, strict=True), strict=True)}
            write_whole(self._file, lambda path: save_file(whole, path))
            self._saved = len(self._ids)


class Departures:
    """Measures one fine-tune: `departures(messages)`."""

    def __init__(self, answers: BaseAnswers, diff: WeightDiff) -> None:
        self.answers, self.base, self.diff = answers, answers.base, diff
        self._bank = stacked([diff], answers.base, dtype=answers.base.dtype)

    def attached(self) -> AbstractContextManager[None]:
        """A context in which the base is the fine-tune."""
        return attach(self.base.model, self._bank)

    def __call__(self, messages: Sequence[str]) -> Tensor:
        """Nats for each message -> float32 [N].

        Raises:
            DiffError: the fine-tune's outputs are NaN or infinite.
        """
        ids, log_p = self.answers.of(messages)
        found, at = [], 0
        with self.attached():
            for log_q in first_log_p(self.base, messages, self.answers.system):
                check_finite(log_q, self.base, self.diff)
                here = slice(at, at + len(log_q))
                found.append(divergence(log_q.gather(1, ids[here]), log_p[here]))
                at += len(log_q)
        return torch.cat(found) if found else torch.zeros(0)


@torch.no_grad()
def first_log_p(base: BaseModel, messages: Sequence[str], system: str | None = None) -> Iterator[Tensor]:
    """log p of every first token of the answer, under what is attached: float32 [some, V] on the CPU, message after message."""
    for row in _rows(base.chat.prompts(messages, system)):
        batch = pack([[Encoded(tuple(ids), (False,) * len(ids)) for ids in row]], base.pad_id).to(base.device)
        hidden = base.hidden(batch.ids, positions=batch.positions, mask=batch.mask)
        yield torch.log_softmax(base.logits(hidden.flatten(0, 1)[batch.last]).float(), -1).cpu()


def _rows(prompts: Sequence[list[int]]) -> Iterator[list[list[int]]]:
    """Consecutive prompts whose tokens beyond those they share with their row's first are `ROW_TOKENS` or few more."""
    row: list[list[int]] = []
    own = 0
    for ids in prompts:
        if row and own >= ROW_TOKENS:
            yield row
            row, own = [], 0
        row.append(ids)
        own += len(ids) - next((i for i, (a, b) in enumerate(zip(ids, row[0], strict=False)) if a != b), 0)
    if row:
        yield row


def divergence(log_q: Tensor, log_p: Tensor) -> Tensor:
    """KL(q ‖ p) of [N, TOP] and what each leaves to all other tokens; 0 · log 0 is 0."""
    q, p = log_q.exp(), log_p.exp()
    told = torch.where(log_p > -torch.inf, q * (log_q - log_p), 0.0).sum(1)
    rest_q = (1 - torch.where(log_p > -torch.inf, q, 0.0).sum(1)).clamp(min=1e-6)
    rest_p = (1 - p.sum(1)).clamp(min=1e-6)
    return (told + rest_q * (rest_q / rest_p).log()).clamp(min=0)


def _held(file: Path) -> tuple[Tensor, Tensor, Tensor]:
    """What a file keeps, as `_NAMES` says; no messages where it is missing or damaged."""
    with suppress(OSError, SafetensorError, KeyError):
        held = load_file(file)
        keys, ids, log_p = (held[name] for name in _NAMES)
        if ids.shape == log_p.shape == (len(keys), TOP):
            return keys, ids, log_p
    return torch.zeros(0, dtype=torch.int64), torch.zeros(0, TOP, dtype=torch.int32), torch.zeros(0, TOP)


def _padded(part: Tensor, value: float) -> Tensor:
    """[N, less than TOP] filled up to TOP, for a base with a tiny vocabulary."""
    return torch.nn.functional.pad(part, (0, TOP - part.shape[1]), value=value)


def _key(message: str) -> int:
    return int.from_bytes(hashlib.sha256(message.encode()).digest()[:8], "big", signed=True)
