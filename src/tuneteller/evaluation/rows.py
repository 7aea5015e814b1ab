"""The rows of one evaluation, in a directory that several processes fill and that goes on after a kill, or in memory alone.

Rows are made in pieces, each whole or not there, in a file of its own. When all are there they become one file, in an order
that does not depend on who made what.
"""

from __future__ import annotations

import json
from collections.abc import Generator, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tuneteller.errors import LibraryError
from tuneteller.files import write_json, write_whole
from tuneteller.lock import locked
from tuneteller.shares import unclaimed

Row = dict[str, Any]
Key = tuple[Any, ...]


@dataclass(frozen=True)
class Piece:
    """Rows that are made together: a system's answers about some organisms.

    Attributes:
        system: its name; None for the reader's answers about no diff and noise.
        number: which of the system's pieces it is, from 0.
        organisms: their numbers in the evaluation.
    """

    system: str | None
    number: int = 0
    organisms: tuple[int, ...] = ()

    @property
    def name(self) -> str:
        """As its file and its claim are called."""
        return f"{self.system or 'null'}-{self.number:04d}"


class Run:
    """The rows of one evaluation, in a directory or in memory alone.

    Args:
        path: the directory.
        made: what the evaluation is of.
        together: organisms of a piece, where the run begins; one that goes on keeps to what it was begun with.

    Attributes:
        together: organisms of a piece.

    Raises:
        LibraryError: the directory holds a run of something else, or is damaged.
    """

    def __init__(self, path: str | Path | None, made: Row, together: int = 1) -> None:
        self.path = Path(path) if path is not None else None
        self.together = together
        self._kept: dict[Key, Row] = {}  # in memory, or those of the one file
        self._seen: tuple[int, ...] = ()
        if self.path is None:
            return
        config = self.path / "config.json"
        with self._alone():
            if config.exists():
                before = self._json(config.read_bytes())
                if different := [key for key, value in json.loads(json.dumps(made)).items() if before.get(key) != value]:
                    raise LibraryError(f"{self.path} holds a run with another {', '.join(different)}; give another --out, or "
                                       f"remove it to start anew")
                kept = before.get("together", together)  # runs of before there were pieces have none
                self.together = kept if isinstance(kept, int) and kept > 0 else together
                self._rows()
            else:
                write_json(config, {**made, "together": together})

    @classmethod
    def open(cls, path: str | Path) -> tuple[Row, list[Row]]:
        """The config of a run on disk, and the rows that are there.

        Raises:
            LibraryError: there is none, or it is damaged.
        """
        run = cls(None, {})
        run.path = Path(path)
        if not (config := run.path / "config.json").is_file():
            raise LibraryError(f"{path} holds no evaluation; give a directory that tuneteller evaluate wrote with --out")
        return run._json(config.read_bytes()), run.rows()

    def claimed(self, pieces: Sequence[Piece]) -> Generator[Piece, None, None]:
        """The pieces that are not there, each while no other process has it; in the end all are there."""
        if self.path is None:
            return (piece for piece in pieces if not self.has(piece))
        return unclaimed(pieces, self._file, self.has)

    def has(self, piece: Piece) -> bool:
        """Whether a piece is there, whichever process made it."""
        # first its own file, as that goes when the one file has its rows
        return (self.path is not None and self._file(piece).exists()) or not self.missing(piece)

    def missing(self, piece: Piece) -> list[Key]:
        """Keys of a piece's rows that the one file lacks; some of them alone in a run of before there were pieces."""
        kept = self._rows()
        if piece.system is None:
            return [] if any("null" in row for row in kept.values()) else [(None, None)]
        return [(piece.system, i) for i in piece.organisms if (piece.system, i) not in kept]

    def add(self, piece: Piece, rows: Sequence[Row]) -> None:
        """Keep a piece's rows, all of them or none; in a directory they are on the disk when this returns.

        Raises:
            StorageError: the disk is full; the pieces before are still there.
        """
        if self.path is None:
            self._kept |= {_key(row): json.loads(json.dumps(row)) for row in rows}  # as they would be read again
        else:
            _write_rows(self._file(piece), rows)

    def rows(self) -> list[Row]:
        """All rows that are there, each once."""
        parts = [row for file in self._files() for row in self._read(file)]  # first, as they go when the one file has them
        return [*({_key(row): row for row in parts} | self._rows()).values()]

    @property
    def null(self) -> dict[str, str]:
        """The reader's answers on no diff and on noise, if they are there."""
        return {row["null"]: row["answer"] for row in self.rows() if "null" in row}

    def organism_rows(self, systems: Sequence[str]) -> list[Row]:
        """The rows in the order of systems and organisms."""
        order = {name: k for k, name in enumerate(systems)}
        rows = [row for row in self.rows() if "organism" in row and row["system"] in order]
        return sorted(rows, key=lambda row: (order[row["system"]], row["organism"]))

    def join(self, systems: Sequence[str]) -> None:
        """Put all pieces into the one file, in the order of systems and organisms."""
        if self.path is None:
            return
        with self._alone():
            for lock in self.path.glob(".rows-*.lock"):  # a kill leaves them behind; there is nothing left to claim
                lock.unlink(missing_ok=True)
            if not (files := self._files()):
                return  # another process has done it
            rows = [*self.organism_rows(systems), *(row for row in self.rows() if "null" in row)]
            _write_rows(self.path / "rows.jsonl", rows)
            for file in files:
                file.unlink(missing_ok=True)

    def finish(self, result: Row) -> None:
        """Keep the result."""
        if self.path is not None:
            with self._alone():
                write_json(self.path / "result.json", {key: value for key, value in result.items() if key != "rows"})

    def _alone(self) -> AbstractContextManager[None]:
        """Inside, no other process writes config, the one file of rows or the result."""
        if self.path is None:
            return nullcontext()
        places = (self.path / name for name in ("config.json", "rows.jsonl", "result.json"))
        return locked(self.path / ".lock", *places, wait=True)

    def _file(self, piece: Piece) -> Path:
        assert self.path is not None
        return self.path / f"rows-{piece.name}.jsonl"

    def _files(self) -> list[Path]:
        return sorted(self.path.glob("rows-*.jsonl")) if self.path is not None else []

    def _rows(self) -> dict[Key, Row]:
        """The rows in memory or in the one file, which another process may have written meanwhile."""
        if self.path is not None:
            file = self.path / "rows.jsonl"
            with suppress(FileNotFoundError):
                stat = file.stat()
                if self._seen != (seen := (stat.st_ino, stat.st_mtime_ns, stat.st_size)):
                    self._kept, self._seen = {_key(row): row for row in self._read(file)}, seen
        return self._kept

    def _read(self, file: Path) -> Iterator[Row]:
        """A file's rows, but for a last line that was cut short; none where it is gone."""
        with suppress(FileNotFoundError):
            yield from map(self._json, file.read_bytes().split(b"\n")[:-1])

    def _json(self, text: bytes) -> Row:
        try:
            value = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise LibraryError(f"the run in {self.path} is damaged ({error}); remove it to start anew") from error
        if not isinstance(value, dict):
            raise LibraryError(f"the run in {self.path} is damaged (no object where one should be); remove it to start anew")
        return value


def _write_rows(file: Path, rows: Sequence[Row]) -> None:
    text = "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)
    write_whole(file, lambda p: p.write_text(text, encoding="utf-8", errors="backslashreplace"))  # half a character


def _key(row: Row) -> Key:
    """What there is one row of: a system and an organism, or one of the diffs that are none."""
    return (row.get("system"), row.get("organism")) if "null" not in row else (None, row["null"])
