"""What a service's jobs are done with: base, reader and fine-tunes, loaded when they are first needed."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from tuneteller.diffs.diff import WeightDiff, null_diff
from tuneteller.diffs.folders import home
from tuneteller.diffs.load import find_diff, fit_diff, place_of
from tuneteller.diffs.lowrank import Cut
from tuneteller.diffs.origin import by_name_alone
from tuneteller.diffs.share import said_left_out
from tuneteller.errors import DiffError
from tuneteller.lora.attach import is_bare
from tuneteller.models import BaseModel
from tuneteller.reading.reader import Reader

REMEMBERED = 64
"""Fine-tunes that are kept in memory."""

ANSWERS = 100
"""Answers about each of these that are."""

Asked = tuple[str, str | None]
"""Question, and system prompt."""


BASE = "base"
"""The base model itself, among the ids of a server's fine-tunes."""


@dataclass
class _Held:
    """A fine-tune in memory.

    Attributes:
        state: of its files, when it was read.
        answers: what the reader said about it.
    """

    state: Any
    diff: WeightDiff
    answers: dict[Asked, dict[str, Any]] = field(default_factory=dict)


class Desk:
    """One base model, one reader, and fine-tunes by their names.

    Args:
        load_base, load_reader: called once, when the first job needs it.
        source: the source of a fine-tune (see `load_diff`) by its name, or None where that names the base model itself; it
            refuses those that may not be read. It may be called in any thread.
    """

    def __init__(self, load_base: Callable[[], BaseModel], load_reader: Callable[[BaseModel], Reader],
                 source: Callable[[str], str | None]) -> None:
        self._load_base, self._load_reader, self.source = load_base, load_reader, source
        self._diffs: OrderedDict[str, _Held] = OrderedDict()

    @cached_property
    def base(self) -> BaseModel:
        """The base model, loaded when it is first asked for."""
        return self._load_base()

    @cached_property
    def reader(self) -> Reader:
        """The reader, likewise."""
        return self._load_reader(self.base)

    @property
    def loaded(self) -> bool:
        """Whether base and reader are there."""
        return "reader" in self.__dict__

    def may_pause(self) -> bool:
        """Whether the model is free for something else at this moment."""
        return self.loaded and is_bare(self.base.model)

    def check(self, name: str) -> None:
        """Refuse what cannot be a fine-tune, as far as that can be told without the base model.

        Raises:
            TuneTellerError: see `find_diff`.
        """
        if (source := self.source(name)) is None:
            return
        held = self._diffs.get(name)
        if held is None or held.state != _state(home(place_of(source))):  # else it was read already
            find_diff(source)

    def diff(self, name: str) -> WeightDiff:
        """A fine-tune; the base model itself is one without a change.

        Raises:
            TuneTellerError: see `load_diff`.
        """
        if (source := self.source(name)) is None:
            return null_diff()
        state = _state(home(place_of(source)))
        if name in self._diffs and self._diffs[name].state == state:
            self._diffs.move_to_end(name)
            return self._diffs[name].diff
        with by_name_alone():
            diff = fit_diff(find_diff(source)(self.base, Cut()), self.base)
        self._diffs[name] = _Held(state, diff)
        self._diffs.move_to_end(name)
        while len(self._diffs) > REMEMBERED:
            self._diffs.popitem(last=False)
        return diff


    def answer(self, name: str, asked: Asked) -> dict[str, Any] | None:
        """What the reader said to that about a fine-tune, as it was read last: it says the same each time."""
        return self._diffs[name].answers.get(asked) if name in self._diffs else None

    def remember(self, name: str, asked: Asked, answer: dict[str, Any]) -> None:
        """Keep what it says, as long as the fine-tune is kept."""
        if name in self._diffs:
            kept = self._diffs[name].answers
            kept[asked] = answer
            if len(kept) > ANSWERS:
                del kept[next(iter(kept))]


def remarks(diff: WeightDiff) -> list[str]:
    """What whoever reads a result should know of the fine-tune it is about."""
    left = said_left_out(diff.card)
    return [*diff.card.remarks, *([f"left out, as it cannot be attached: {left}"] if left else [])]


def _state(place: Path) -> Any:
    """What changes where one of the files does; of a link that leads nowhere, as a hidden folder may have, it is the link's."""
    try:
        files = sorted(place.rglob("*")) if place.is_dir() else [place]
        return [(str(file), stat.st_size, stat.st_mtime_ns) for file in files
                if (stat := file.stat(follow_symlinks=file.exists()))]
    except OSError as error:  # it is being changed
        raise DiffError(f"{place} cannot be read ({error.strerror}); wait until whatever writes there is done") from error
