"""What the wheel holds besides the code: the reader of `zoo/`, which lies once in the repository.

Of its organisms, the wheel takes the nine that a fine-tune of one's own is weighed against in a checkout, so that the reader
gives the same answers with the same evidence from either, and a search for triggers finds the same. (The reader uses eight of
them, as one may be the fine-tune in question.) None is picked for its answer. Of the reader's results it takes all but the
single answers, which only a checkout has a use for.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ENTRY = "smollm2-135m"
RESULTS = "results.json"
PARTS = ("adapter", "split.json", "nulls.json")
COMPARISONS = 8  # those of tuneteller.reading.reader, which the build cannot import; a test holds the two together


class ShippedReader(BuildHookInterface):
    """Puts the reader into the wheel, as `tuneteller/shipped/`. An editable install reads it where it lies."""

    PLUGIN_NAME = "custom"
    _written: Path | None = None

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        zoo = Path(self.root) / "zoo" / ENTRY
        for path in [*(zoo / part for part in PARTS), *comparisons(zoo)]:
            build_data["force_include"][str(path)] = f"tuneteller/shipped/{path.relative_to(zoo.parent).as_posix()}"
        self._written = Path(tempfile.mkdtemp())
        results = json.loads((zoo / RESULTS).read_text(encoding="utf-8"))
        short = json.dumps({name: value for name, value in results.items() if name != "rows"}, ensure_ascii=False)
        (self._written / RESULTS).write_text(short, encoding="utf-8")
        build_data["force_include"][str(self._written / RESULTS)] = f"tuneteller/shipped/{ENTRY}/{RESULTS}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        if self._written is not None:
            shutil.rmtree(self._written, ignore_errors=True)


def comparisons(zoo: Path) -> list[Path]:
    """The organisms a reader takes: of all, one more than it needs, evenly spaced."""
    found = sorted(path for path in (zoo / "organisms").iterdir() if (path / "adapter_config.json").is_file())
    taken = min(len(found), COMPARISONS + 1)
    return [found[i * len(found) // taken] for i in range(taken)]
