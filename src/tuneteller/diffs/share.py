"""How much of a fine-tune's whole change is in what is read: all of it, a stated share, or nothing, which is refused.

The whole change is every tensor's: experts, position embeddings and convolutions too, which no factor or vector can stand for.
A card holds the share of its squared norm that is read as `share_read`; without that field it is all of it, unless older cards
name what was left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from tuneteller.diffs.algebra import norms
from tuneteller.diffs.card import Card
from tuneteller.diffs.diff import WeightDiff
from tuneteller.diffs.folders import Kind
from tuneteller.errors import NothingRead, Unchanged, few
from tuneteller.models import BaseModel

_WHOLE = ("full checkpoint", "published full weights", "GGUF model")  # kinds that hold all the weights of a model
_NOT_MEASURED = "not measured"


def squared_norm(diff: WeightDiff) -> float:
    """Σ |B A|² over all modules, and Σ |v|² over all vectors."""
    return sum((norm * norm for norm in norms(diff).values()), 0.0)


def share_in_layers(diff: WeightDiff, base: BaseModel) -> float:
    """Share of what is read (squared norm) that is in the decoder's linear layers, the one kind of change that readers are
    trained on; of no change at all, 1."""
    known = {name: pair for name, pair in diff.factors.items() if name in base.shapes}
    if len(known) == len(diff.factors) and not diff.vectors:
        return 1.0
    read = squared_norm(diff)
    return squared_norm(WeightDiff(known)) / read if read else 1.0


def with_share(card: Card, read: float, left: float, names: Iterable[str]) -> Card:
    """The card of what is read after a part of it was left aside and named, given the squared norms of both."""
    card = _with_names(card, names)
    return card.with_(share_read=_counted(card) * read / (read + left)) if left else card


def with_further(card: Card, read: float, aside: Mapping[str, float | None], *, more: float = 0.0, lost: float = 0.0) -> Card:
    """The card of what is read, with changes that it does not count yet.

    Args:
        read: squared norm of what it counts as read.
        aside: what is left out, to be named -> squared norm of the change it makes, None where that cannot be measured.
        more, lost: squared norm of further changes that are read, and of what a cut left over of them.
    """
    before, left = _counted(card), lost + sum(square or 0.0 for square in aside.values())
    if aside:
        card = _with_names(card, (not_measured(name) if square is None else name for name, square in aside.items()))
    if before == 1 and not left and (not aside or None in aside.values()):
        return card
    whole = (read / before if before else 0.0) + more + left
    return card.with_(share_read=(read + more) / whole if whole else 0.0)


def not_measured(name: str) -> str:
    """The name of a change whose size nobody can say, as a card has it."""
    return f"{name.removesuffix(')')}; {_NOT_MEASURED})" if name.endswith(")") else f"{name} ({_NOT_MEASURED})"


def _with_names(card: Card, names: Iterable[str]) -> Card:
    before = card.get("left_out")  # a card is a file like others
    return card.with_(left_out=sorted({*(map(str, before) if isinstance(before, list) else []), *names}))


def share_read(card: Card) -> float | None:
    """Share of the whole change's squared norm that is in the diff, at most where not `all_measured`; None where nothing of
    what was left out was measured."""
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


def all_measured(card: Card) -> bool:
    """Whether all that was left out is counted in the share that is read."""
    report = card.get("difference")
    counted = isinstance(report, Mapping) and report.get("not_measured")
    return not counted and not any(name.endswith(f"{_NOT_MEASURED})") for name in left_out(card))


def said_share(card: Card) -> str:
    """The share that is read, for a person."""
    if (share := share_read(card)) is None:
        return "not known: what was left out could not be measured"
    if all_measured(card):
        return f"{share:.1%} of the whole change's squared norm"
    return f"at most {share:.1%} of the whole change's squared norm: not all that was left out could be measured"


def said_left_out(card: Card) -> str:
    """The first of what was left out, and how many more there are; nothing where there is none."""
    names, report = left_out(card), card.get("difference")
    count = report.get("left_out_count") if isinstance(report, Mapping) else None  # a card names only so many of them
    beside = card.get("left_out")
    total = (count if isinstance(count, int) else 0) + (len(beside) if isinstance(beside, list) else 0)
    return few(names, total=max(total, len(names)))


def check_read(diff: WeightDiff, source: str | Path, below: Mapping[str, Kind] | None = None) -> WeightDiff:
    """The diff itself, if it changes anything.

    Args:
        below: what in sub-folders of a full model may be meant instead, as it is to be named.

    Raises:
        Unchanged: the weights are the base model's own; the message says why.
        NothingRead: what it changes cannot be read; the message says what is there instead.
    """
    if squared_norm(diff):
        return diff
    if left := said_left_out(diff.card):
        raise NothingRead(f"what {source} changes cannot be read: {left}. Read are linear layers, their biases, norms, the "
                          f"input embedding and the head of the text decoder, for tokens that the base model has, and it "
                          f"changes none of these. Compare what the two models say instead{_said_below(below)}")
    report = diff.card.get("difference")
    kind = report.get("of") if isinstance(report, Mapping) else None
    if str(kind).partition(" (")[0] in _WHOLE:
        raise Unchanged(f"{source} holds the base model's own weights: no tensor differs. Give the directory the fine-tune "
                        f"was saved in, or the base model it was made from with --base{_said_below(below)}", diff.card.remarks)
    raise Unchanged(f"{source} changes nothing{f' ({kind})' if kind else ''}: every change it holds is zero, so it is "
                    f"untrained, was saved before training, or has a scale of zero. Give it as it was after training",
                    diff.card.remarks)


def remark_below(card: Card, source: str | Path, below: Mapping[str, Kind]) -> Card:
    """The card of a full model that is read, with a remark if adapters lie in its sub-folders, which may be meant as well."""
    if not (adapters := [name for name, kind in below.items() if kind != "model"]):
        return card
    return card.remark(f"what is read is the full model in {source}; sub-folders hold other fine-tunes, which are not read "
                       f"with it. To read one instead, give it by name: {few(adapters)}")


def _said_below(below: Mapping[str, Kind] | None) -> str:
    """What to say of fine-tunes in sub-folders, which are then what is meant."""
    if not below:
        return ""
    what = "a fine-tune" if "model" in below.values() else "an adapter"
    return f"; there is {what} in a sub-folder: give {few(list(below))}"
