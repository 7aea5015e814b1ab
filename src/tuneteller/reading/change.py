"""Did anything change at all? How far a fine-tune's distributions have moved from the base model's, before any question.

    KL(M ⊕ δ ‖ M) = Σ_v p(v | M ⊕ δ) · (log p(v | M ⊕ δ) − log p(v | M)),   nats a token, 0 where nothing moved

at every token of fixed plain replies to everyday messages (`material.ordinary`), the end of turn included, and of plain
sentences outside any chat. Both models read the same tokens, in a pass each; the adapter is not attached. The base's pass is
kept in the cache directory. The mean over the items has a bootstrap interval over items. What a fine-tune does behind a
trigger, or about one subject alone, does not show. Beside it stands how much of the diff lies where clean fine-tunes put theirs
(`reading.known`).
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import Any

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file
from torch import Tensor

from tuneteller.batching import Batch, pack
from tuneteller.bootstrap import bootstrap_interval
from tuneteller.cache import cache_root
from tuneteller.chat import Encoded, messages_from
from tuneteller.diffs.algebra import norms, subtract
from tuneteller.diffs.diff import WeightDiff, stacked
from tuneteller.diffs.share import share_in_layers
from tuneteller.errors import DiffError, StorageError
from tuneteller.families.family import CHANGE
from tuneteller.files import write_whole
from tuneteller.lora.attach import attach
from tuneteller.material.ordinary import EXCHANGES, TEXTS
from tuneteller.models import BaseModel
from tuneteller.reading.known import KnownDirections, Shares
from tuneteller.scoring import sample_means

ROW_ITEMS = 6
"""Items packed into one row, so that rows are about equally long."""

TOLD = 3
"""Known behaviors that a diff is said to be like."""


@dataclass(frozen=True)
class Moved:
    """A mean KL in nats a token, and its 95% interval over n items."""

    kl: float
    low: float
    high: float
    n: int


@dataclass(frozen=True)
class Change:
    """How far a fine-tune has moved.

    Attributes:
        answers: on replies to everyday messages.
        text: on plain sentences.
        size: |δ|, the Frobenius norm over all that it changes; 0 says for certain that nothing changed.
        layers: share of |δ|² in the decoder's linear layers, the one kind of change that readers are trained on.
        clean_share: share of the diff that lies where clean fine-tunes of some kind put theirs, see `reading.known`; None
            where these are not known.
        clean_kind: that kind.
        like: known behaviors, the nearest first: what such a fine-tune does, in its own words, and the share of the diff that
            lies where such ones put theirs.
    """

    answers: Moved
    text: Moved
    size: float
    layers: float = 1.0
    clean_share: float | None = None
    clean_kind: str = ""
    like: tuple[tuple[str, float], ...] = ()

    @property
    def none(self) -> bool:
        """Whether the weights are the base model's own."""
        return self.size == 0

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


@torch.no_grad()
def measure_change(base: BaseModel, diffs: Sequence[WeightDiff], *, system: str | None = None,
                   known: KnownDirections | None = None, against: WeightDiff | None = None) -> list[Change]:
    """How far each fine-tune has moved from the base model.

    Args:
        against: another fine-tune, in the place of the base model; then size and place are of what they differ in.
        known: where known fine-tunes put their changes, if that is known.
        system: system prompt of the everyday messages; the chat template's own by default.

    Raises:
        DiffError: what a fine-tune says has no probabilities, as its outputs are NaN or infinite.
    """
    exchanges, texts = ordinary_items(base, system)
    items = [*exchanges, *texts]
    batch = pack([items[i : i + ROW_ITEMS] for i in range(0, len(items), ROW_ITEMS)], base.pad_id).to(base.device)
    before = _log_p(base, _kept_hidden(base, batch) if against is None else _changed(base, against, batch))
    check_finite(before, base, against)
    changes = []
    for diff in diffs:  # each in a pass like the base's own, so that what does not differ is equal to the last bit
        after = _log_p(base, _changed(base, diff, batch))
        check_finite(after, base, diff)
        moved = subtract(diff, against) if against else diff
        tokens = (after.exp() * (after - before)).sum(-1)
        means = sample_means(tokens, batch, len(items)).tolist()
        changes.append(Change(_moved(means[: len(exchanges)]), _moved(means[len(exchanges) :]),
                              math.hypot(*norms(moved).values()), share_in_layers(moved, base),
                              *(_likeness(known.shares(moved)) if known else ())))
    return changes


def check_finite(log_p: Tensor, base: BaseModel, diff: WeightDiff | None) -> None:
    """Refuse outputs that are no numbers.

    Raises:
        DiffError: see above.
    """
    if not log_p.isfinite().all():
        by, dtype = f" with the fine-tune {diff.fingerprint()}" if diff else "", str(base.dtype).removeprefix("torch.")
        raise DiffError(f"the outputs of {base.name}{by} are NaN or infinite in {dtype}: it diverged, is damaged, or its scale "
                        f"(lora_alpha, r) is not the one it was trained with; with --dtype float32 numbers may be larger")


def ordinary_items(base: BaseModel, system: str | None = None) -> tuple[list[Encoded], list[Encoded]]:
    """The exchanges and the texts that two models are compared by."""
    exchanges = [base.chat.example(messages_from(message, system), reply) for message, reply in EXCHANGES]
    return exchanges, [_plain(base, text) for text in TEXTS]


def _likeness(shares: Shares) -> tuple[float, str, tuple[tuple[str, float], ...]]:
    return (*shares.clean, tuple((kind.card.answers[CHANGE.name], share) for kind, share in shares.nearest(TOLD)
                                 if CHANGE.name in kind.card.answers))


def _kept_hidden(base: BaseModel, batch: Batch) -> Tensor:
    """`_hidden` of the base itself. Made once and kept: a thousandth of what the log p of all tokens would take.

    What may change its last bits is in its name.
    """
    device = torch.cuda.get_device_name(base.device) if base.device.type == "cuda" else base.device
    made_by = hashlib.sha256(f"{base.dtype}/{device}/{torch.__version__}/{torch.get_num_threads()}".encode())
    for tensor in (batch.ids, batch.positions, batch.mask, batch.source):
        made_by.update(tensor.cpu().numpy().tobytes())
    file = cache_root() / "change" / f"{base.fingerprint.short}-{made_by.hexdigest()[:8]}.safetensors"
    with suppress(OSError, SafetensorError, KeyError):
        kept = load_file(file)["hidden"]
        if kept.dtype == base.dtype and kept.shape == (len(batch.source), base.config.hidden_size):
            return kept.to(base.device)
    hidden = _hidden(base, batch)
    with suppress(StorageError):  # a cache that cannot be written costs time, nothing else
        write_whole(file, lambda path: save_file({"hidden": hidden.cpu().contiguous()}, path))
    return hidden


def _plain(base: BaseModel, text: str) -> Encoded:
    """A text outside any chat; of its first token nothing is asked, as nothing stands before it."""
    ids = tuple(base.chat.plain(text))
    return Encoded(ids, (False, *[True] * (len(ids) - 1)))


def _changed(base: BaseModel, diff: WeightDiff, batch: Batch) -> Tensor:
    """`_hidden` of a fine-tune."""
    with attach(base.model, stacked([diff], base, dtype=base.dtype)):
        return _hidden(base, batch)


def _hidden(base: BaseModel, batch: Batch) -> Tensor:
    """What the head sees at each supervised place -> [N, hidden]."""
    return base.hidden(batch.ids, positions=batch.positions, mask=batch.mask).flatten(0, 1)[batch.source]


def _log_p(base: BaseModel, hidden: Tensor) -> Tensor:
    """log p of every possible token, in float32 -> [N, V]."""
    return torch.log_softmax(base.logits(hidden).float(), -1)


def _moved(values: Sequence[float]) -> Moved:
    low, high = bootstrap_interval(values)
    return Moved(sum(values) / len(values), low, high, len(values))
