"""How much of a fine-tune's whole change is in what is read: all of it, a stated share, or nothing, which is refused.

The whole change is every tensor's: experts, position embeddings and convolutions too, which no factor or vector can stand for.
A card holds the share of its squared norm that is read as `share_read`; without that field it is all of it, unless older cards
name what was left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tuneteller.diffs.algebra import norms
from tuneteller.diffs.card import Card
from tuneteller.diffs.diff import WeightDiff
from tuneteller.diffs.folders import fine_tunes_below
from tuneteller.errors import NothingRead, few

_WHOLE = ("full checkpoint", "published full weights", "GGUF model")  # kinds that hold all the weights of a model


def squared_norm(diff: WeightDiff) -> float:
    """Σ |B A|² over all modules, and Σ |v|² over all vectors."""
    return sum((norm * norm for norm in norms(diff).values()), 0.0)


def with_share(card: Card, read: float, left: float) -> Card:
    """The card of what is read after a part of it was left aside, given the squared norms of both."""
    return card.with_(share_read=_counted(card) * read / (read + left)) if left else card


def with_further(card: Card, read: float, more: float, left: float) -> Card:
    """The card of what is read, given the squared norm of what it counts as read, and of changes that it does not count yet:
    of more that is read, and of what is left out."""
    before = _counted(card)
    if before == 1 and not left:
        return card
    whole = (read / before if before else 0.0) + more + left
    return card.with_(share_read=(read + more) / whole if whole else 0.0)


def share_read(card: Card) -> float | None:
    """Share of the whole change's squared norm that is in the diff; None where something was left out, and not measured."""
    if (share := _stated(card)) is not None:
        return share
    return None if left_out(card) else 1.0


def _stated(card: Card) -> float | None:
    share = card.get("share_read")  # a card is a file like others
    return float(share) if isinstance(share, int | float) and 0 <= share <= 1 else None


def _counted(card: Card) -> float:
    """The share that a card states; all of it where it states none."""
    return 1.0 if (share := _stated(card)) is None else share


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
    """The diff itself, if it changes anything.

    Raises:
        NothingRead: they do not; the message says what is there instead.
    """
    if squared_norm(diff):
        return diff
    if left := said_left_out(diff.card):
        raise NothingRead(f"what {source} changes cannot be read: {left}. Read are linear layers, their biases, norms, the "
                          f"input embedding and the head of the text decoder, for tokens that the base model has, and it "
                          f"changes none of these. Compare what the two models say instead")
    report = diff.card.get("difference")
    kind = report.get("of") if isinstance(report, Mapping) else None
    if str(kind).partition(" (")[0] in _WHOLE:
        below = _said_below(Path(source).expanduser())
        raise NothingRead(f"{source} holds the base model's own weights: no tensor differs. Give the directory the fine-tune "
                          f"was saved in, or the base model it was made from with --base{below}")
    raise NothingRead(f"{source} changes nothing{f' ({kind})' if kind else ''}: every change it holds is zero, so it is "
                      f"untrained, was saved before training, or has a scale of zero. Give it as it was after training")


def _said_below(path: Path) -> str:
    """What to say of fine-tunes in sub-folders, which are then what is meant."""
    if not (below := fine_tunes_below(path)):
        return ""
    what = "a fine-tune" if "model" in below.values() else "an adapter"
    return f"; there is {what} in {few(list(below))}: give {path / next(iter(below))}"
