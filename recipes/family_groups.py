"""The rows of an evaluation on organisms of every family, in the groups that the tables of families.py show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tuneteller.evaluation.results import cell
from tuneteller.families.family import Match

ALONE, GATED, BOTH = "all families but texts", "behind a trigger", "two at once"
PLAIN, USUAL = "plain PEFT recipes", "recipes like those of training"
"""Groups of the tables; `ALONE` has one behavior, always on, and no texts that were read, which stand apart."""

TEXTS = ("document", "article", "news")
"""Families of texts."""

Row = Mapping[str, Any]


def cells_of(groups: Mapping[str, Sequence[Row]], result: Row, systems: Sequence[str]) -> list[dict[str, Any]]:
    """A cell for each group and system that answered about any of it.

    Args:
        result: the evaluation that the rows are of, or one of the same config.
    """
    return [cell(group, {**result, "rows": rows}, name) for group, rows in sorted(groups.items())
            for name in systems if any(row["system"] == name for row in rows)]


def groups_of(rows: Sequence[Row]) -> dict[str, list[Row]]:
    """Group -> its rows: by family, where behaviors are alone and always on; and those of a trigger and of two at once, each
    beside the former of the same families. Of two at once both have to be named, or in a group of its own one of them."""
    divided = {row["family"] for row in rows if row["seen"] and not row.get("clean")}
    found: dict[str, list[Row]] = {ALONE: []}
    for row in rows:
        group = group_of(row, divided)
        found.setdefault(group, []).append(row)
        found[ALONE] += [row] * (group not in (GATED, BOTH) and row["family"] not in TEXTS)
    for group in {GATED, BOTH} & found.keys():
        families = {name for row in found[group] for name in row["family"].split(" + ")}
        found[f"{group}, its families alone and always on"] = [row for row in found[ALONE] if row["family"] in families]
    if BOTH in found:
        found[f"{BOTH}, at least one named"] = [{**row, "exact": row["right"] > 0, "score": best(row)} for row in found[BOTH]]
    return found


def best(row: Row) -> float:
    """The score of that of the behaviors which is told best."""
    return Match(row["family_right"] > 0, row["right"] > 0).score


def by_recipe(groups: Mapping[str, list[Row]]) -> dict[str, list[Row]]:
    """The rows of organisms of plain PEFT recipes, beside those of the same families and usual recipes, by family too."""
    families = sorted({row["family"] for row in groups[PLAIN]})
    found = {PLAIN: groups[PLAIN], USUAL: [row for row in groups[ALONE] if row["family"] in families]}
    return found | {f"{group}, {family}": [row for row in rows if row["family"] == family]
                    for group, rows in found.items() for family in families}


def group_of(row: Row, divided: set[str]) -> str:
    """Which rows of the table an organism counts for.

    Args:
        divided: families of which some labels of the test were trained.
    """
    if " + " in row["family"]:
        return BOTH
    if row["trigger"] not in (None, "none"):
        return GATED
    if row["family"] not in divided:
        return str(row["family"])
    return f"{row['family']}, {'trained' if row['seen'] else 'untrained'} labels"
