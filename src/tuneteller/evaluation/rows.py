"""The rows of one evaluation, in a directory that goes on after a kill, or in memory alone."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tuneteller.errors import LibraryError
from tuneteller.files import write_json, write_whole


class Run:
    """The rows of one evaluation, in a directory or in memory alone.

    Attributes:
        null: the reader's answers on no diff and on noise, if they are there.
    """

    def __init__(self, path: str | Path | None, made: dict[str, Any]) -> None:
        self.path = Path(path) if path is not None else None
        self._rows: list[dict[str, Any]] = []
        if self.path is None:
            return
        config = self.path / "config.json"
        if config.exists():
            before = self._json(config.read_bytes())
            if different := [key for key, value in json.loads(json.dumps(made)).items() if before.get(key) != value]:
                raise LibraryError(f"{self.path} holds a run with another {', '.join(different)}; give another --out, or "
                                   f"remove it to start anew")
            self._read()
        else:
            write_json(config, made)

    @classmethod
    def open(cls, path: str | Path) -> tuple[dict[str, Any], list[dict[str, Any]]]:
        """The config of a run on disk, and its rows.

        Raises:
            LibraryError: there is none, or it is damaged.
        """
        run = cls(None, {})
        run.path = Path(path)
        if not (config := run.path / "config.json").is_file():
            raise LibraryError(f"{path} holds no evaluation; give a directory that tuneteller evaluate wrote with --out")
        run._read()
        return run._json(config.read_bytes()), run._rows

    @property
    def null(self) -> dict[str, str]:
        return {row["null"]: row["answer"] for row in self._rows if "null" in row}

    def done(self, system: str) -> set[int]:
        """Organisms that this system has answered about."""
        return {row["organism"] for row in self._rows if row.get("system") == system}

    def add(self, rows: Sequence[dict[str, Any]]) -> None:
        """Keep rows, all of them or none; in a directory they are on the disk when this returns.

        Raises:
            StorageError: the disk is full; the rows before are still there.
        """
        added = [json.loads(json.dumps(row, ensure_ascii=False)) for row in rows]  # as they would be read again
        self._rows += added
        if self.path is not None:  # written anew, as a kill or a full disk could cut an appended line short
            text = "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in self._rows)
            write_whole(self.path / "rows.jsonl", lambda p: p.write_text(text, encoding="utf-8"))

    def organism_rows(self, systems: Sequence[str], n: int) -> list[dict[str, Any]]:
        """The rows in the order of systems and organisms."""
        order = {name: k for k, name in enumerate(systems)}
        rows = [row for row in self._rows if "organism" in row and row["system"] in order]
        return sorted(rows, key=lambda row: (order[row["system"]] * n + row["organism"]))

    def finish(self, result: dict[str, Any]) -> None:
        if self.path is not None:
            write_json(self.path / "result.json", {key: value for key, value in result.items() if key != "rows"})

    def _read(self) -> None:
        """Take in the rows on disk, but for a last line that was cut short."""
        assert self.path is not None
        path = self.path / "rows.jsonl"
        if path.exists():
            self._rows = [self._json(line) for line in path.read_bytes().split(b"\n")[:-1]]

    def _json(self, text: bytes) -> dict[str, Any]:
        try:
            value = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise LibraryError(f"the run in {self.path} is damaged ({error}); remove it to start anew") from error
        if not isinstance(value, dict):
            raise LibraryError(f"the run in {self.path} is damaged (no object where one should be); remove it to start anew")
        return value
