"""How much of a fine-tune's whole change is in what is read: all of it, a stated share, or nothing, which is refused.

The whole change is every tensor's: norms, embeddings, biases, head and experts too. A card holds the share of its squared norm
that the factors have as `share_read`; without that field it is all of it, unless older cards name what was left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from torch import Tensor

from tuneteller.diffs.algebra import norms
from tuneteller.diffs.card import Card
from tuneteller.diffs.diff import WeightDiff
from tuneteller.errors import NothingRead


def squared_norm(factors: Mapping[str, tuple[Tensor, Tensor]]) -> float:
    """Σ |B A|² over all modules."""
    return sum((norm * norm for norm in norms(WeightDiff(factors)).values()), 0.0)


def with_share(card: Card, read: float, left: float) -> Card:
    """The card of what is read after a part was left aside, given the squared norms of both."""
    before = card.get("share_read")
    known = float(before) if isinstance(before, int | float) else 1.0
    return card.with_(share_read=known * read / (read + left)) if left else card


def share_read(card: Card) -> float | None:
    """Share of the whole change's squared norm that is in the factors; None where something was left out, and not measured."""
    share = card.get("share_read")  # a card is a file like others
    if isinstance(share, int | float) and 0 <= share <= 1:
        return float(share)
    return None if left_out(card) else 1.0


def left_out(card: Card) -> list[str]:
    """Names of what changed and is not read; of a long list, what the card keeps of it."""
    report = card.get("difference")
    lists = [part.get("left_out") for part in (card.more, report) if isinstance(part, Mapping)]
    return [str(name) for names in lists if isinstance(names, list) for name in names]


def said_left_out(card: Card) -> str:
    """The first of what was left out, and how many more there are; nothing where there is none."""
    names, report = left_out(card), card.get("difference")
    count = report.get("left_out_count") if isinstance(report, Mapping) else None  # a card names only so many of them
    beside = card.get("left_out")
    total = (count if isinstance(count, int) else 0) + (len(beside) if isinstance(beside, list) else 0)
    return few(names, total=max(total, len(names)))


def check_read(diff: WeightDiff, source: str | Path) -> WeightDiff:
    """The diff itself, if its factors change anything.

    Raises:
        NothingRead: they do not; the message says what is there instead.
    """
    if squared_norm(diff.factors):
        return diff
    if left := said_left_out(diff.card):
        raise NothingRead(f"what {source} changes cannot be read: {left}. Only linear layers of the text decoder are "
                          f"read, and it changes none of them; compare what the two models say instead")
    report = diff.card.get("difference")
    kind = report.get("of") if isinstance(report, Mapping) else None
    if kind == "full checkpoint":
        raise NothingRead(f"{source} holds the base model's own weights: no tensor differs. Give the directory the fine-tune "
                          f"was saved in, or the base model it was made from with --base{_adapters_below(Path(source))}")
    raise NothingRead(f"{source} changes nothing{f' ({kind})' if kind else ''}: it is untrained, or was saved before "
                      f"training. Give it as it was after training")


def few(names: Sequence[str], n: int = 5, total: int | None = None) -> str:
    """The first n names, and how many more there are, of all that are given or of so many."""
    total = len(names) if total is None else total
    return ", ".join(map(str, names[:n])) + (f" and {total - n} more" if total > n else "")


def _adapters_below(path: Path) -> str:
    """What to say of adapters in sub-folders, where the fine-tune then is."""
    found = sorted(str(file.parent.relative_to(path)) for file in path.glob("*/adapter_config.json")) if path.is_dir() else []
    return f"; there is an adapter in {few(found)}: give {path / found[0]}" if found else ""
