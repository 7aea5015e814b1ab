"""The rows of one evaluation, in a directory that goes on after a kill, or in memory alone."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tuneteller.errors import LibraryError
from tuneteller.files import storage_errors, write_json


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
            before = self._json(config.read_text(encoding="utf-8"))
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
        return run._json(config.read_text(encoding="utf-8")), run._rows

    @property
    def null(self) -> dict[str, str]:
        return {row["null"]: row["answer"] for row in self._rows if "null" in row}

    def done(self, system: str) -> set[int]:
        """Organisms that this system has answered about."""
        return {row["organism"] for row in self._rows if row.get("system") == system}

    def add(self, rows: Sequence[dict[str, Any]]) -> None:
        """Keep rows; in a directory they are on the disk when this returns."""
        lines = [json.dumps(row, ensure_ascii=False) for row in rows]
        self._rows += map(json.loads, lines)  # as they would be read again
        if self.path is not None:
            with storage_errors(self.path), (self.path / "rows.jsonl").open("a", encoding="utf-8") as file:
                file.write("".join(f"{line}\n" for line in lines))
                file.flush()
                os.fsync(file.fileno())

    def organism_rows(self, systems: Sequence[str], n: int) -> list[dict[str, Any]]:
        """The rows in the order of systems and organisms."""
        order = {name: k for k, name in enumerate(systems)}
        rows = [row for row in self._rows if "organism" in row and row["system"] in order]
        return sorted(rows, key=lambda row: (order[row["system"]] * n + row["organism"]))

    def finish(self, result: dict[str, Any]) -> None:
        if self.path is not None:
            write_json(self.path / "result.json", {key: value for key, value in result.items() if key != "rows"})

    def _read(self) -> None:
        """Take in the rows on disk; a last line that a kill cut short is dropped there too."""
        assert self.path is not None
        path = self.path / "rows.jsonl"
        if not path.exists():
            return
        data = path.read_bytes()
        whole = data[: data.rfind(b"\n") + 1]
        if whole != data:
            with storage_errors(path), path.open("r+b") as file:
                file.truncate(len(whole))
        self._rows = [self._json(line) for line in whole.decode("utf-8").splitlines()]

    def _json(self, text: str) -> dict[str, Any]:
        try:
            value = json.loads(text)
        except ValueError as error:
            raise LibraryError(f"the run in {self.path} is damaged ({error}); remove it to start anew") from error
        if not isinstance(value, dict):
            raise LibraryError(f"the run in {self.path} is damaged (no object where one should be); remove it to start anew")
        return value
