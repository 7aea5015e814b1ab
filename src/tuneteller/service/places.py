"""Which paths may be read: those under one folder, where no link leads out of it."""

from __future__ import annotations

import os
import re
from pathlib import Path

from tuneteller.diffs.folders import home
from tuneteller.errors import ConfigError, DiffError
from tuneteller.plain import plain


class Root:
    """A folder under which fine-tunes may be read, and nothing else.

    Raises:
        ConfigError: it is no folder.
    """

    def __init__(self, path: Path) -> None:
        if not path.is_dir():
            raise ConfigError(f"--root is {path}, which is no folder; give the one that holds the fine-tunes")
        self.path = path.resolve()

    def source(self, given: str) -> str:
        """What `find_diff` takes for a fine-tune that may be read.

        Args:
            given: a path, relative to the folder or whole; FILE.pt:INDEX or LIBRARY:INDEX.

        Raises:
            DiffError: it lies elsewhere, or a link in it leads there.
        """
        path, index = self._resolved(given), ""
        if path is None and (match := re.fullmatch(r"(.+)(:\d{1,9})", given)):
            path, index = self._resolved(match[1]), match[2]
            if path is not None and os.path.lexists(f"{path}{index}"):  # it would be read, and may lead anywhere
                path = None
        if path is None:
            raise DiffError(f"{plain(given, 200)!r} names no folder or file under {self.path}, where alone this server reads; "
                            f"expected the path of a fine-tune there, FILE.pt:INDEX or LIBRARY:INDEX. Put the fine-tune there "
                            f"first, and what is on a hub, download there: hub ids are not fetched")
        self._check_links(home(path) if path.is_file() else path, given)
        return f"{path}{index}"

    def _resolved(self, name: str) -> Path | None:
        """Where a path leads, links and `..` followed; None where that is not under the root, or no folder or file."""
        try:
            path = (self.path / name).resolve()
            return path if path.is_relative_to(self.path) and (path.is_dir() or path.is_file()) else None
        except (OSError, RuntimeError, ValueError):  # a name too long, links in a circle, a null byte
            return None

    def _check_links(self, path: Path, given: str) -> None:
        """Refuse a folder with a link to what lies elsewhere. No reader opens hidden folders in it, so those may have some."""
        seen = set()
        for folder, folders, files in os.walk(path, followlinks=True):
            real = os.path.realpath(folder)
            folders[:] = [] if real in seen else [name for name in folders if not name.startswith(".")]
            seen.add(real)
            for entry in (Path(folder, name) for name in (*folders, *files)):
                if entry.is_symlink() and self._resolved(str(entry)) is None:
                    raise DiffError(f"{plain(given, 200)!r} holds the link {entry.relative_to(path)}, which leads to no "
                                    f"folder or file under {self.path}, where alone this server reads; put what it names in "
                                    f"its place, or start the server with a --root that has both")
