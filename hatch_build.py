"""What the wheel holds besides the code: the reader of `zoo/`, which lies once in the repository.

Of its organisms, the wheel takes the eight that a fine-tune of one's own is weighed against in a checkout, so that the reader
gives the same answers with the same evidence from either. None is picked for its answer.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ENTRY = "smollm2-135m"
PARTS = ("adapter", "results.json", "split.json", "nulls.json")
COMPARISONS = 8  # those of tuneteller.reading.reader, which the build cannot import; a test holds the two together


class ShippedReader(BuildHookInterface):
    """Puts the reader into the wheel, as `tuneteller/shipped/`. An editable install reads it where it lies."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        zoo = Path(self.root) / "zoo" / ENTRY
        for path in [*(zoo / part for part in PARTS), *comparisons(zoo)]:
            build_data["force_include"][str(path)] = f"tuneteller/shipped/{path.relative_to(zoo.parent).as_posix()}"


def comparisons(zoo: Path) -> list[Path]:
    """The organisms a reader takes: of all, one more than it needs, evenly spaced, and of these the first."""
    found = sorted(path for path in (zoo / "organisms").iterdir() if (path / "adapter_config.json").is_file())
    taken = min(len(found), COMPARISONS + 1)
    return [found[i * len(found) // taken] for i in range(taken)][:COMPARISONS]
