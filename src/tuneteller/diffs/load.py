"""Any fine-tune in: whatever a user holds becomes a weight diff of the base model, told apart by content, not by file name.

    a PEFT directory             plain LoRA exactly; other kinds merged by PEFT, then subtracted   peft · staged, merged
    a full model's directory     minus the base, matrix by matrix                                  checkpoint, bins · difference
    another tool's adapter       exactly                                                           mlx · torchtune · litgpt
    llama.cpp's files            a LoRA exactly; a model dequantised and subtracted                ggufs
    a file published with DIT    `FILE.pt:INDEX`, or `DIRECTORY:ROW` of one with an index.csv       published
    an organism of a library     `LIBRARY:INDEX`                                                   library
    a hub id                     the files that are needed are fetched, then as above              hub

`folders` says which it is, or what lies there instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tuneteller.diffs.beside import on_own_vocabulary, read_beside, with_changes
from tuneteller.diffs.card import Card
from tuneteller.diffs.changes import Changes
from tuneteller.diffs.checkpoint import load_checkpoint
from tuneteller.diffs.diff import WeightDiff, check_card, said_apart
from tuneteller.diffs.folders import WEIGHTS, Kind, fine_tunes_below, home, is_gguf, kind_of, torchtune_files
from tuneteller.diffs.ggufs import load_gguf
from tuneteller.diffs.hub import below, fetch, is_hub_id
from tuneteller.diffs.library import Library
from tuneteller.diffs.litgpt import load_litgpt
from tuneteller.diffs.lowrank import Cut
from tuneteller.diffs.merged import check_kind
from tuneteller.diffs.mlx import load_mlx
from tuneteller.diffs.names import Names, core
from tuneteller.diffs.origin import named_by_readme, naming, remark_named, remark_settings
from tuneteller.diffs.peft import BeyondLora, read_json, read_peft
from tuneteller.diffs.published import load_indexed, open_published, read_index
from tuneteller.diffs.share import check_read, remark_below, share_in_layers, squared_norm, with_share
from tuneteller.diffs.staged import through_peft
from tuneteller.diffs.torchtune import is_torchtune, load_torchtune
from tuneteller.diffs.unmerged import full_difference
from tuneteller.errors import BaseMismatch, DiffError, NothingRead, Unchanged, few
from tuneteller.lora.bank import check_fits
from tuneteller.lora.parts import check_vectors
from tuneteller.models import BaseModel

_SENSES = ("vision", "visual", "audio", "projector")  # parts of a model that also sees or hears: beside the text decoder


Loader = Callable[[BaseModel, Cut], WeightDiff]


def load_diff(source: str | Path, base: BaseModel, *, rank: int = Cut.rank, energy: float | None = None,
              any_base: bool = False) -> WeightDiff:
    """A weight diff from any form of fine-tune.

    Args:
        source: a path, a path with an index (`runs/topics:12`), or a hub id.
        rank, energy: what is kept where only a full difference exists; see `Cut`.
        any_base: accept a diff whose card names another base model; the card then says so.

    Returns:
        the diff under the base's own module names. What no factor can stand for is named in the card (`left_out`).

    Raises:
        BaseMismatch: made for another base model.
        NothingRead: it changes nothing, or only what cannot be read.
        DiffError: nothing there, damaged, or of a kind that is no weight diff.
        ConfigError: see `Cut`.
    """
    return fit_diff(find_diff(source)(base, Cut(rank, energy)), base, any_base=any_base)


def find_diff(source: str | Path) -> Loader:
    """What loads a source, once the base model is there; all that can be checked without it is checked now.

    Raises:
        DiffError: see `load_diff`.
    """
    load = _find(source)
    return lambda base, cut: check_read(load(base, cut), source)


def place_of(source: str | Path) -> Path:
    """Where a source lies: its path without an index, or where its files were fetched to from the hub.

    Raises:
        DiffError: there is nothing.
    """
    found, _ = _split_index(str(source))
    return found if isinstance(found, Path) else fetch(found)


def _find(source: str | Path) -> Loader:
    found, index = _split_index(str(source))
    path = home(found if isinstance(found, Path) else fetch(found, index))
    if path.is_dir() and (path / "library.json").is_file():
        library = Library.open(path)
        organism = library[_chosen(index, len(library), path)]
        return lambda base, cut: organism
    if path.is_dir() and (path / "index.csv").is_file():
        rows = read_index(path)
        chosen = _chosen(index, len(rows), path)
        return lambda base, cut: _published(load_indexed(path, chosen), base, cut)
    one = is_gguf(path) or (path.is_file() and is_torchtune(path))
    if path.is_file() and not one:
        file = open_published(path)
        if index is not None or len(file) > 1:
            index = _chosen(index, len(file), path)
        return lambda base, cut: _published(file.entry(index or 0), base, cut)
    if index is not None:
        raise DiffError(f"{path} holds one diff and takes no index; leave :{index} out")
    if one:
        return lambda base, cut: load_gguf(path, base, cut) if is_gguf(path) else load_torchtune(path, base)
    if (kind := kind_of(path)) == "model":
        return _model(path, found)
    return _FOLDERS[kind](path)


def fit_diff(diff: WeightDiff, base: BaseModel, *, any_base: bool = False) -> WeightDiff:
    """A diff under any tool's module names as one under the base's own, refused if it was made for another base.

    Raises:
        BaseMismatch, DiffError: see `load_diff`.
    """
    try:
        return _fitted(diff, base, any_base)
    except (BaseMismatch, NothingRead):
        raise
    except DiffError as error:
        raise naming(error, diff.card.get("named_base"), base) from error


def _fitted(given: WeightDiff, base: BaseModel, any_base: bool) -> WeightDiff:
    diff = _own_names(given, base)
    if len(diff.factors) < len(given.factors) and not squared_norm(diff):
        raise NothingRead(f"the diff changes only {few(sorted(given.factors))}, none of which can be read: it is no linear "
                          f"layer, input embedding or head of the text decoder. Compare what the two models say instead")
    try:
        if (apart := check_card(diff.card, base)) is not None:
            diff = diff.with_card(diff.card.remark(f"the diff was {said_apart(apart)}"))
    except BaseMismatch as error:
        if not any_base:
            raise BaseMismatch(f"{error}, or accept it as it is with --any-base (any_base=True)") from error
        diff = diff.with_card(diff.card.with_(base=base.fingerprint.to_json(), made_for_another_base=str(error)))
    check_fits(diff.factors, base.matrices)
    check_vectors(diff.vectors, base.vectors)
    return _with_care(diff, base)


def _peft(path: Path) -> Loader:
    """A plain LoRA as it is; all else through PEFT."""
    named = read_json(path, "adapter_config.json").get("base_model_name_or_path") or named_by_readme(path)
    try:
        files = read_peft(path)
    except BeyondLora as more:
        kind = more.kind
        check_kind(path, kind)
        return _naming(named, lambda base, cut: _said_by(path, through_peft(path, base, kind, cut), named, base))
    if files.idle and not files.beside:
        raise Unchanged(f"{path} changes nothing: {files.idle}", _model_beside(path))

    def load(base: BaseModel, cut: Cut) -> WeightDiff:
        names = Names(base.shapes)
        foreign = Names(base.matrices).foreign([*files.factors, *files.beside])
        factors = {name.removeprefix(foreign): pair for name, pair in files.factors.items()}
        beside = {name.removeprefix(foreign): t for name, t in files.beside.items()}
        if any(name.endswith(".weight") and names.find(name.removesuffix(".weight")) for name in beside):
            kind = "LORA with modules_to_save"  # whole linear layers beside the factors
            check_kind(path, kind)
            return _said_by(path, through_peft(path, base, kind, cut), named, base)
        diff = WeightDiff(factors, files.card)
        if beside:
            diff = _own_names(diff, base)
            diff = with_changes(diff, read_beside(beside, files.config, base, cut, known=diff.factors))
        return _said_by(path, diff, named, base) if diff.card.base is None else diff  # a fingerprint is checked instead

    return _naming(named, load)


_FOLDERS: dict[Kind, Callable[[Path], Loader]] = {
    "peft": _peft,
    "mlx": lambda path: lambda base, cut: load_mlx(path, base, cut),
    "torchtune": lambda path: lambda base, cut: load_torchtune(torchtune_files(path)[-1], base),
    "litgpt": lambda path: lambda base, cut: load_litgpt(path, base),
    "gguf": lambda path: lambda base, cut: load_gguf(next(iter(sorted(path.glob("*.gguf")))), base, cut),
}


def _model(path: Path, source: Path | str) -> Loader:
    """A full model; fine-tunes in its sub-folders are pointed out, here or on the hub."""

    def load(base: BaseModel, cut: Cut) -> WeightDiff:
        others = below(source) if isinstance(source, str) else {str(path / n): k for n, k in fine_tunes_below(path).items()}
        diff = check_read(load_checkpoint(path, base, cut), source, others)
        return diff.with_card(remark_below(diff.card, source, others))

    return load


def _naming(named: object, load: Loader) -> Loader:
    """The same, with the base model that the fine-tune names in every error: another base's layers are the usual reason."""

    def naming_it(base: BaseModel, cut: Cut) -> WeightDiff:
        try:
            return load(base, cut)
        except DiffError as error:
            raise naming(error, named, base) from error

    return naming_it


def _said_by(path: Path, diff: WeightDiff, named: object, base: BaseModel) -> WeightDiff:
    """The diff, with remarks in its card if the adapter names another base model, if a model's config.json lies beside it whose
    settings are others (it was then trained with these), or a whole model, which is not read."""
    card = remark_named(diff.card, named, base)
    config = read_json(path, "config.json") if (path / "config.json").is_file() else {}
    if config.get("model_type") == base.fingerprint.model_type:
        card = remark_settings(card, config, base)
    for remark in _model_beside(path):
        card = card.remark(remark)
    return diff.with_card(card)


def _model_beside(path: Path) -> list[str]:
    """What is to be remarked of a full model in an adapter's folder, which is not read; nothing where there is none."""
    whole = next((name for name in WEIGHTS if (path / name).is_file()), None)
    if whole is None or not (path / "config.json").is_file():
        return []
    return [f"what is read is the adapter in {path}, and not the full model beside it ({whole}). To read that, put its "
            f"config.json and all its weights into a folder of their own"]


def _published(entry: Any, base: BaseModel, cut: Cut) -> WeightDiff:
    """An entry of a published file: a diff, or a fine-tune's full weights."""
    if isinstance(entry, WeightDiff):
        return entry
    diff = full_difference(base, entry.state, cut, kind="published full weights")
    return diff.with_card(Card.from_json({**diff.card.to_json(), **entry.card.to_json()}))


def _own_names(diff: WeightDiff, base: BaseModel) -> WeightDiff:
    """The diff under the base's module names; what cannot be attached (experts, other towers) is named in the card."""
    names, everything = Names(base.matrices), {core(name) for name, _ in base.model.named_modules()}
    changes = Changes(base, Cut())
    factors, aside = {}, {}
    for name, pair in diff.factors.items():
        own = names.find(name)
        if own is None:
            if core(name) not in everything and not any(s in part for part in name.split(".") for s in _SENSES):
                raise DiffError(f"the diff changes {name!r}, which {base.name} has not; was it made for another base model? "
                                f"Give that one with --base")
            aside[name] = pair
        elif own in factors:
            raise DiffError(f"the diff changes {own!r} twice, under two names; expected one pair of factors per layer")
        else:
            ends = own in base.ends and pair[0].ndim == pair[1].ndim == 2
            factors[own] = on_own_vocabulary(changes, own, pair, base) if ends else pair
    known = WeightDiff(factors, diff.card, diff.vectors)
    if not aside and not changes.left_out:
        return known
    named = [*aside, *changes.left_out]
    return known.with_card(with_share(diff.card, squared_norm(known), squared_norm(WeightDiff(aside)), named))


def _with_care(diff: WeightDiff, base: BaseModel) -> WeightDiff:
    """The diff, with a remark in its card if most of it is where no organism of a reader's training has anything."""
    known = share_in_layers(diff, base)
    if known >= 0.5:
        return diff
    so = "take an answer for less" if known else "no guess about these alone is told as an answer"
    return diff.with_card(diff.card.remark(
        f"{1 - known:.1%} of what is read (squared norm) is in embeddings, head, norms or biases. Readers are trained on "
        f"changes of linear layers: {so}; compare what the two models say"))


def _split_index(source: str) -> tuple[Path | str, int | None]:
    """A path, or a hub id where there is none, and the index behind the last colon, if any."""
    if path := _existing(source):
        return path, None
    name, index = source, None
    if match := re.fullmatch(r"(.+):(\d{1,9})", source):
        name, index = match[1], int(match[2])
        if path := _existing(name):
            return path, index
    if is_hub_id(name):
        return name, index
    raise DiffError(f"{source} does not exist; expected a directory, FILE.pt:INDEX, LIBRARY:INDEX or a hub id (ORG/NAME, "
                    f"ORG/NAME/FOLDER, ORG/NAME@REVISION)")


def _existing(source: str) -> Path | None:
    try:
        path = Path(source).expanduser()
        return path if path.exists() else None
    except (OSError, RuntimeError, ValueError):  # a name too long, a home that is not there, a null byte
        return None


def _chosen(index: int | None, n: int, path: Path) -> int:
    if index is None:
        raise DiffError(f"{path} holds {n} diffs; say which one: {path}:0 to {path}:{n - 1}")
    if index >= n:
        raise DiffError(f"{path} holds {n} diffs, 0 to {n - 1}; got index {index}")
    return index


