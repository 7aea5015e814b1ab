"""Which fine-tunes there are, by their ids:

    base             the base model itself
    zoo/NAME         an organism that comes with the reader
    files/PATH       what lies under the server's root; also FILE.pt:INDEX and LIBRARY:INDEX
    uploads/ID       what a browser sent
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tuneteller.diffs.folders import fine_tunes_below
from tuneteller.diffs.peft import read_json
from tuneteller.errors import DiffError, TuneTellerError
from tuneteller.plain import plain
from tuneteller.service.desk import BASE
from tuneteller.service.places import Root
from tuneteller.web.uploads import Uploads

SHOWN = 500
"""Fine-tunes that a program is told of at once."""


@dataclass(frozen=True)
class Entry:
    """A fine-tune to choose.

    Attributes:
        id: its name everywhere.
        title: for people.
        note: what is known of it before it is asked.
    """

    id: str
    title: str
    note: str = ""

    @property
    def group(self) -> str:
        """zoo, files or uploads."""
        return self.id.partition("/")[0]


class Catalog:
    """The fine-tunes that a server may read.

    Args:
        zoo: directories of organisms that come with the reader.
        root: the folder of the user's own; None for none.
        uploads: what browsers sent.
    """

    def __init__(self, zoo: Sequence[Path], root: Root | None, uploads: Uploads) -> None:
        self.root, self.uploads = root, uploads
        self._zoo = {path.name: path for path in zoo}

    def source(self, id: str) -> str | None:
        """What `find_diff` takes for an id; None for the base model itself.

        Raises:
            DiffError: there is no such fine-tune, or it may not be read.
        """
        if id == BASE:
            return None
        group, _, name = id.partition("/")
        if group == "zoo" and name in self._zoo:
            return str(self._zoo[name])
        if group == "files" and self.root is not None:
            return self.root.source(name)
        if group == "uploads" and (place := self.uploads.place(name)) is not None:
            return str(place)
        such = next(iter(self.entries()), Entry("files/PATH", "")).id
        raise DiffError(f"{plain(id, 200)!r} is no fine-tune of this server; expected an id as the list of fine-tunes gives "
                        f"it, such as {such}")

    def entries(self, words: str = "") -> list[Entry]:
        """All that can be listed: uploads, the zoo's, what lies under the root. That may be many, so it comes last.

        Args:
            words: that an id or title has to have.
        """
        found = [Entry(f"uploads/{one.id}", one.name, one.note) for one in self.uploads.all()]
        found += [Entry(f"zoo/{name}", name.partition("-")[2].replace("-", " "), _known(path))
                  for name, path in self._zoo.items()]
        if self.root is not None:
            found += [Entry(f"files/{name}", name, kind) for name, kind in fine_tunes_below(self.root.path).items()]
        asked = words.lower().split()
        return [entry for entry in found if all(word in f"{entry.id} {entry.title}".lower() for word in asked)]

    def entry(self, id: str, listed: Sequence[Entry]) -> Entry:
        """One of them, listed or not.

        Args:
            listed: see `entries`, which looks through all that lies under the root.

        Raises:
            DiffError: see `source`.
        """
        self.source(id)
        return next((entry for entry in listed if entry.id == id), Entry(id, id.partition("/")[2] or id))


def _known(path: Path) -> str:
    """What an organism was trained to do, by its card: the reader never saw it."""
    try:
        answers: Any = read_json(path, "card.json").get("answers")
    except TuneTellerError:
        return ""
    told = isinstance(answers, dict) and "change" in answers
    return f"trained so that the true answer is: {answers['change']}" if told else ""
