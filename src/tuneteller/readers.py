"""Readers by name: those that ship, a user's own, and those that the DIT paper published on the hub.

    shipped    the entries of the zoo
    local      the directories in `$TUNETELLER_READERS`, else in `~/.config/tuneteller/readers`
    hub        the paper's (arXiv 2510.05092); a file is fetched when its reader is asked for by name
    ORG/NAME   what `reader make --push ORG/NAME` uploaded; it is not listed, and its files are fetched when it is named

What is known of a reader on the disk is in its files: the base model in `adapter_config.json`, families and questions in
`card.json`, scores in `results.json`, and in `reader.json`, if it has one, what these do not tell. A name is looked up among
those that there are, and never joined to a path.
"""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Literal

from tuneteller.diffs.folders import home
from tuneteller.diffs.hub import fetch, fetch_files, is_hub_id
from tuneteller.diffs.load import place_of
from tuneteller.diffs.origin import on_this_machine
from tuneteller.diffs.peft import read_json
from tuneteller.embedded import MODELS, alias_of
from tuneteller.errors import DiffError, ModelError
from tuneteller.families.family import CHANGE
from tuneteller.fingerprint import Fingerprint
from tuneteller.zoo import PUBLISHED, adapter_directory, zoo_entries

READERS_VARIABLE = "TUNETELLER_READERS"
_FACTS = "reader.json"


@dataclass(frozen=True)
class Score:
    """How well a reader does on fine-tunes that it was not trained on.

    Attributes:
        what: the question's name, or which fine-tunes these are.
        mean: of a judge's scores from 1 (unrelated) to 5 (the same).
        n: fine-tunes.
    """

    what: str
    mean: float
    n: int


@dataclass(frozen=True)
class ReaderInfo:
    """What is known of a reader before it is loaded.

    Attributes:
        name: what `--reader` takes.
        source: who it is of.
        base: the base model that it reads fine-tunes of, as `--base` takes it; None where nothing says which.
        families: kinds of behavior that it was trained on.
        questions: names of the questions that it was trained to answer.
        size: of its adapter's files in bytes; about, where they are not here.
        where: its directory or file, or its file's name on the hub.
    """

    name: str
    source: Literal["shipped", "local", "hub"]
    base: str | None
    families: tuple[str, ...]
    questions: tuple[str, ...]
    scores: tuple[Score, ...]
    size: int
    where: Path | str

    def path(self) -> Path:
        """Where its files lie, as `load_adapter` and `Reader.load` take it; they are fetched if they are on the hub.

        Raises:
            DiffError: they cannot be fetched.
        """
        if isinstance(self.where, Path):
            return self.where
        try:
            return fetch(self.where)
        except DiffError as error:
            raise DiffError(f"the reader {self.name} is on the hub: {error}. Where there is no network, put its file as "
                            f"{readers_root() / self.name / PUBLISHED}") from error

    def to_json(self) -> dict[str, Any]:
        return {**asdict(self), "where": str(self.where)}


_ASKED = {"hidden-topic": ("topic", "topic"), "news-summary": ("news", "headline")}
"""The paper's experiment -> the family of its fine-tunes, and the question that its readers were trained on, which is the first
phrasing of ours, word for word."""


def _published(experiment: str, model: str, base: str, score: float, size: int) -> ReaderInfo:
    family, question = _ASKED[experiment]
    return ReaderInfo(f"{model}-{family}", "hub", base, (family,), (question,), (Score(question, score, 100),), size,
                      f"diff-interpretation-tuning/loras/{experiment}/{model}/{PUBLISHED}")


# Scores are by the paper's judge; sizes follow from rank 16 on every linear layer, in bfloat16.
ON_THE_HUB = (
    _published("hidden-topic", "qwen3-1.7b", "Qwen/Qwen3-1.7B", 4.29, 35_000_000),
    _published("hidden-topic", "qwen3-4b", "Qwen/Qwen3-4B", 4.76, 66_000_000),
    _published("hidden-topic", "qwen3-8b", "Qwen/Qwen3-8B", 4.71, 87_000_000),
    _published("hidden-topic", "gemma3-1b", "google/gemma-3-1b-it", 4.14, 26_000_000),
    _published("hidden-topic", "gemma3-4b", "google/gemma-3-4b-it", 4.82, 60_000_000),
    _published("news-summary", "qwen3-4b", "Qwen/Qwen3-4B", 4.22, 66_000_000),
    _published("news-summary", "gemma3-4b", "google/gemma-3-4b-it", 4.56, 60_000_000),
)


def readers_root() -> Path:
    """The folder of a user's own readers: `$TUNETELLER_READERS`, else `~/.config/tuneteller/readers`."""
    chosen = os.environ.get(READERS_VARIABLE)
    return _expanded(chosen) if chosen else Path.home() / ".config" / "tuneteller" / "readers"


def readers(warn: Callable[[str], None] = lambda text: None) -> list[ReaderInfo]:
    """All readers: the shipped ones, those in `readers_root`, and those on the hub that are not there.

    Args:
        warn: called with what keeps a directory from being listed.
    """
    found = {}
    for name, path in _on_the_disk(warn).items():
        try:
            found[name] = _read(path, name)
        except DiffError as error:
            warn(f"the reader {name} is left out: {error}")
    return [*found.values(), *(info for info in ON_THE_HUB if info.name not in found)]


def find_reader(name: str) -> ReaderInfo:
    """The reader of that name, else the one in that directory (or published file), else the one that `reader make` pushed to
    that repository of the hub. Only of the last are files fetched, as what is known of it is in them.

    Raises:
        DiffError: there is none, or it cannot be fetched, or what is said beside it is damaged.
    """
    places = _on_the_disk()
    if name in places:
        return _read(places[name], name)
    for info in ON_THE_HUB:
        if info.name == name:
            return info
    path = _expanded(name)
    if _exists(path):
        return _read(path, name)
    if is_hub_id(name):
        return _read(_pushed(name), name)
    raise DiffError(f"{name!r} is neither the name of a reader nor a directory; the readers are "
                    f"{', '.join([*places, *(info.name for info in ON_THE_HUB if info.name not in places)])} (tuneteller "
                    f"readers). One of your own goes into {readers_root()}, or give its directory, or ORG/NAME on the hub")


def reader_for(base: str) -> ReaderInfo | None:
    """The reader on the disk for this base model, as `--base` names it; None where no known reader is for it.

    Raises:
        DiffError: there are several, or it is still on the hub.
    """
    known = [info for info in readers() if info.base is not None and _one_name(info.base) == _one_name(base)]
    here = [info for info in known if info.source != "hub"]
    if not known or len(here) == 1:
        return here[0] if here else None
    said = "there are several readers" if here else "the readers that are known are still on the hub"
    raise DiffError(f"for the base model {base} {said}; choose one with --reader: {', '.join(info.name for info in known)}")


def named_base(diffs: Sequence[str]) -> str | None:
    """The base model that all of these fine-tunes name, as `--base` takes it, if they are PEFT directories."""
    named = {_named_base(place_of(source)) for source in diffs}
    return named.pop() if len(named) == 1 else None


def base_of(diffs: Sequence[str]) -> str | None:
    """The base model that all of these fine-tunes name, if a known reader is for it: a fine-tune is anybody's file, and has
    nothing else loaded."""
    name = named_base(diffs)
    return name if name is not None and _reads(name) else None


def base_at_hand(name: str) -> bool:
    """Whether a base model that a file names may be loaded for it: it is on this machine, or a known reader is for it."""
    return on_this_machine(name) or _reads(name)


def _reads(base: str) -> bool:
    return _one_name(base) in {_one_name(info.base) for info in readers() if info.base is not None}


def _one_name(base: str) -> str:
    """One name for a base model that may have several: a directory's whole path, an embedded one's alias."""
    path = _expanded(base)
    return str(path.resolve()) if base not in MODELS and path.is_dir() else alias_of(base)


def base_of_adapter(adapter: Path) -> str | None:
    """The base model that a DIT adapter's config names, if it is at hand."""
    name = _named_base(at) if (at := adapter_directory(adapter)).is_dir() else None
    return name if name is not None and base_at_hand(name) else None


def base_of_libraries(libraries: Sequence[Path]) -> str | None:
    """The base model that the organisms of all these libraries were made for, if a reader on the disk is for the same one, by
    its fingerprint."""
    made_for = {_fingerprint(_json(path, "library.json").get("base")) for path in libraries}
    mark = made_for.pop() if len(made_for) == 1 else None
    here = [info for info in readers() if isinstance(info.where, Path)] if mark else []
    bases = {info.base for info in here if _fingerprint(_json(adapter_directory(info.where), "card.json").get("base")) == mark}
    return bases.pop() if len(bases) == 1 else None


def _fingerprint(value: object) -> Fingerprint | None:
    try:
        return Fingerprint.from_json(value) if isinstance(value, dict) else None
    except ModelError:  # what loads it will say so
        return None


def default_question(info: ReaderInfo) -> str:
    """What it is best asked: how behavior changed, if it was trained on that, or else its first question that is known."""
    from tuneteller.families.registry import questions  # they load every family

    if CHANGE.name in info.questions:
        return CHANGE.phrasings[0]
    known = questions()
    return next((known[name].phrasings[0] for name in info.questions if name in known), CHANGE.phrasings[0])


def _on_the_disk(warn: Callable[[str], None] = lambda text: None) -> dict[str, Path]:
    """Name -> directory of the shipped readers and the user's own."""
    found, root = zoo_entries(), readers_root()
    try:
        own = sorted(path for path in root.iterdir() if path.is_dir() and not path.name.startswith("."))
    except FileNotFoundError:
        own = []
    except OSError as error:
        warn(f"{root} cannot be listed ({error.strerror}); expected a folder of readers, check {READERS_VARIABLE}")
        own = []
    for path in own:
        try:
            at = adapter_directory(path)
            there = at.is_file() or (at / "adapter_config.json").is_file()
        except OSError as error:
            warn(f"{path} cannot be read ({error.strerror}); it is left out")
            continue
        if not there:
            warn(f"{path} is no reader: expected a PEFT directory, one with it under adapter/, or the file {PUBLISHED}")
        elif path.name in found:
            warn(f"{path} has the name of a shipped reader, which is taken; rename it, or give it with --reader {path}")
        else:
            found[path.name] = path
    return found


def _read(path: Path, name: str) -> ReaderInfo:
    """What the files of a reader say of it; of one under the name of a reader on the hub, what is known of that besides.

    Raises:
        DiffError: one of them is damaged.
    """
    at = adapter_directory(path)
    config, card = _json(at, "adapter_config.json"), _json(at, "card.json")
    try:
        told = {
            "base": _alias(config.get("base_model_name_or_path")),
            "families": sorted({name for library in card.get("libraries", []) for name in library.get("families", [])}),
            "questions": card.get("config", {}).get("questions", []),
            "scores": _scores(_json(path, "results.json")),
        } | _json(path, _FACTS)
        info = ReaderInfo(
            name, "shipped" if path in zoo_entries().values() else "local",
            alias_of(_text(told["base"])) if told["base"] else None,
            _texts(told["families"]), _texts(told["questions"]),
            tuple(Score(_text(score["what"]), _number(score["mean"]), int(_number(score["n"]))) for score in told["scores"]),
            _size(at), path)
    except (AttributeError, KeyError, OverflowError, TypeError, ValueError) as error:
        raise DiffError(f"what the files in {path} say of the reader is damaged ({type(error).__name__}: {error}); expected "
                        f"text for base, lists of text for families and questions, and a list of what, mean and n for scores. "
                        f"Mend {_FACTS} there, or fetch the reader again") from error
    known = next((other for other in ON_THE_HUB if other.name == path.name), None)
    return info if known is None else replace(info, base=info.base or known.base, families=info.families or known.families,
                                              questions=info.questions or known.questions, scores=info.scores or known.scores)


@cache  # a command asks for its reader more than once, and shall have the same files each time
def _pushed(name: str) -> Path:
    """Where the files of a reader on the hub were fetched to: those that `reader make` writes, and nothing else.

    Raises:
        DiffError: they cannot be fetched, or it is no such reader.
    """
    from tuneteller.reading.confidence import CALIBRATION  # with all that reads, which a list of readers needs not
    from tuneteller.reading.known import KNOWN
    from tuneteller.reading.trained import SPLIT

    adapter = ("adapter_config.json", "adapter_model.safetensors", "card.json")
    try:
        said = fetch_files(name, ("adapter_config.json", "card.json"))  # they tell what it is, before anything large is fetched
        if not (said / "adapter_config.json").is_file() or _json(said, "card.json").get("kind") != "dit-adapter":
            raise DiffError(f"{name} on the hub is no reader; expected an adapter_config.json, and a card.json that says "
                            f"dit-adapter, as `tuneteller reader make --push` uploads them. A fine-tune to ask about is given "
                            f"as DIFF, not as --reader")
        found = fetch_files(name, (*adapter, KNOWN, CALIBRATION, SPLIT, "results.json", "README.md",
                                   *(f"organisms/*/{file}" for file in adapter)))
        if not (found / "adapter_model.safetensors").is_file():
            raise DiffError(f"{name} on the hub has no adapter_model.safetensors; push the reader again")
        return found
    except DiffError as error:
        raise DiffError(f"{name!r} is neither the name of a reader (tuneteller readers) nor a directory here, and "
                        f"{error}") from error


def _scores(result: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Of an evaluation's result, the reader's score; none where it has no such thing."""
    try:
        score = result["metrics"]["dit"]["score"]
        return [{"what": result["config"]["question"], "mean": score["mean"], "n": score["n"]}]
    except (KeyError, TypeError):
        return []


def _named_base(place: Path) -> str | None:
    folder = home(place)
    return _alias(_json(folder, "adapter_config.json").get("base_model_name_or_path")) if folder.is_dir() else None


def _alias(base: object) -> str | None:
    """A base model's name in a PEFT config as `--base` takes it: an embedded one has another there."""
    return alias_of(base) if isinstance(base, str) and base else None


def _json(folder: Path, name: str) -> dict[str, Any]:
    return read_json(folder, name) if folder.is_dir() and (folder / name).is_file() else {}


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError(f"{value!r} is no list")
    return tuple(map(_text, value))


def _number(value: object) -> float:
    if not isinstance(value, int | float) or not math.isfinite(value):
        raise TypeError(f"{value!r} is no number")
    return float(value)


def _size(at: Path) -> int:
    return sum(file.stat().st_size for file in ([at] if at.is_file() else at.iterdir()) if file.is_file())


def _expanded(text: str) -> Path:
    """With the home directory for ~; as it is where there is no such user."""
    try:
        return Path(text).expanduser()
    except RuntimeError:
        return Path(text)


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):  # a name too long, a null byte
        return False
