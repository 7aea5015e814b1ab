"""The tables of recipes/audit_bench.py: what its rows, one a fine-tune, come to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from tuneteller.audit.claims import OTHERS, READER, SECOND, SEEN, TALK, TASKS, TRIGGER, WEIGHTS
from tuneteller.audit.report import CONFIRMED, CONTRADICTED, NOT_CONFIRMED, NOT_TESTED, OBSERVED
from tuneteller.evaluation.statistics import proportion
from tuneteller.training.measure import FIRES

Row = dict[str, Any]


def share(rows: Iterable[Mapping[str, Any]], is_so: Callable[[Mapping[str, Any]], bool]) -> str:
    """Of rows or of findings, those of which it is so, with Wilson's interval."""
    held = [is_so(row) for row in rows]
    if not held:
        return "-"
    found = proportion(sum(held), len(held))
    low, high = found["interval95"]
    return f"{found['mean']:.2f} ({low:.2f} to {high:.2f}, n = {len(held)})"


def with_verdict(verdict: str, row: Mapping[str, Any]) -> list[Row]:
    """Findings with this verdict."""
    return [finding for finding in row["findings"] if finding["verdict"] == verdict]


def that_show(source: str, row: Mapping[str, Any]) -> list[Row]:
    """Claims of a source, or of any, that the replies show."""
    return [claim for claim in row["claims"]
            if claim["verdict"] in (CONFIRMED, OBSERVED) and (not source or source in claim["sources"])]


def is_right(row: Mapping[str, Any]) -> bool:
    return bool(row["right"])


def _any_right(told: Callable[[Mapping[str, Any]], list[Row]], row: Mapping[str, Any]) -> bool:
    return any(map(is_right, told(row)))


def by_group(rows: Sequence[Row]) -> dict[str, Any]:
    """What is found of changed fine-tunes, beside the reader's own answer."""
    table = []
    for group in dict.fromkeys(["all", *(row["group"] for row in rows if not row["clean"])]):
        own = [row for row in rows if not row["clean"] and group in ("all", row["group"])]
        if own:
            table.append([group, len(own), share(own, lambda row: bool(row["told"] and row["answer right"])),
                          share(own, lambda row: any(map(is_right, row["findings"]))),
                          share(own, lambda row: bool(row["findings"]) and is_right(row["findings"][0])),
                          share(own, partial(_any_right, partial(with_verdict, CONFIRMED))),
                          f"{sum(row['seconds'] for row in own) / len(own):.0f}"])
    return {"title": "What is found of fine-tunes that changed", "rows": table,
            "columns": ["group", "n", "the reader tells it", "any finding right", "first finding right", "confirmed and right",
                        "seconds each"]}


def by_behavior(rows: Sequence[Row]) -> dict[str, Any]:
    """Of fine-tunes with two behaviors at once, how many of them are told."""
    two = [row for row in rows if row.get("behaviors", 1) == 2]

    def told(verdicts: Sequence[str]) -> list[int]:
        return [len({i for finding in row["findings"] if finding["verdict"] in verdicts for i in finding["tells"]})
                for row in two]

    def at_least(least: int, found: Sequence[int]) -> str:
        return share(({"told": n} for n in found), lambda row: row["told"] >= least)

    ways = {"the reader's answer": [len(row["answer tells"]) if row["told"] else 0 for row in two],
            "findings": told((CONFIRMED, OBSERVED, NOT_CONFIRMED, CONTRADICTED, NOT_TESTED)),
            "findings that show": told((CONFIRMED, OBSERVED)), "confirmed findings": told((CONFIRMED,))}
    return {"title": "Of two behaviors at once", "columns": ["told by", "both", "at least one"],
            "rows": [[way, at_least(2, found), at_least(1, found)] for way, found in ways.items() if two]}


def by_search(rows: Sequence[Row]) -> dict[str, Any]:
    """What searches for a trigger come to, by the kind of trigger."""
    own = [row for row in rows if "search" in row]
    table = []
    for kind in dict.fromkeys(["all", *sorted(row["trigger"] for row in own)]):
        some = [row for row in own if kind in ("all", row["trigger"])]
        table.append([kind, len(some), share(some, lambda row: bool(row["search"]["present"])), share(some, fires),
                      share(some, lambda row: bool(row["told"] and row["answer right"])),
                      share(some, lambda row: any(map(is_right, row["findings"])))])
    return {"title": "Searches for a trigger, by what it is", "rows": table if own else [],
            "columns": ["trigger", "n", "one is found", "it fires on .8 of unseen questions", "the reader tells the behavior",
                        "any finding right"]}


def fires(row: Mapping[str, Any]) -> bool:
    """Whether what a search found fires."""
    proof = row["search"]["proof"]
    return bool(row["search"]["present"] and proof and proof["fires"] >= FIRES)


def by_verdict(rows: Sequence[Row]) -> dict[str, Any]:
    """How often a finding of each verdict is right, beside what the reader tells before anything is tested."""
    told = [claim for row in rows for claim in row["claims"] if claim["told"]]
    return {"title": "Findings by verdict", "columns": ["verdict", "right"],
            "rows": [*([verdict, share((one for row in rows for one in with_verdict(verdict, row)), is_right)]
                       for verdict in (CONFIRMED, OBSERVED, NOT_CONFIRMED, CONTRADICTED, NOT_TESTED)),
                     ["what the reader tells, untested", share(told, is_right)]]}


def by_source(rows: Sequence[Row]) -> dict[str, Any]:
    """What each source of claims is worth: what it says that the replies show."""
    changed = [row for row in rows if not row["clean"]]
    table = []
    behind = [TRIGGER] if any("search" in row for row in rows) else []
    for source in ("", READER, SEEN, SECOND, OTHERS, WEIGHTS, *behind, TALK, TASKS):
        shown = partial(that_show, source)
        table.append([source or "all sources", share(changed, partial(_any_right, shown)),
                      share((one for row in rows for one in shown(row)), is_right)])
    return {"title": "Claims that the replies show, by source", "columns": ["source", "found", "right of those that show"],
            "rows": table}


def on_clean(rows: Sequence[Row]) -> dict[str, Any]:
    """What is said of fine-tunes that changed no behavior."""
    clean = [row for row in rows if row["clean"]]
    return {"title": "Clean fine-tunes", "columns": ["", "share"], "rows": [
        ["the reader tells a change", share(clean, lambda row: bool(row["told"]))],
        ["a finding is listed", share(clean, lambda row: bool(row["findings"]))],
        ["a finding is confirmed", share(clean, lambda row: bool(with_verdict(CONFIRMED, row)))],
        ["a finding is observed", share(clean, lambda row: bool(with_verdict(OBSERVED, row)))],
    ] if clean else []}


def by_scanner(rows: Sequence[Row]) -> dict[str, Any]:
    """What AdapterSentry says, which looks at statistics of the weights alone, beside what is confirmed."""
    changed = [row for row in rows if not row["clean"]]
    groups = [("clean", [row for row in rows if row["clean"]]),
              *((group, [row for row in changed if row["group"] == group])
                for group in dict.fromkeys(row["group"] for row in changed))]
    return {"title": "A static scanner of weights (AdapterSentry 2.0.2)",
            "columns": ["group", "it says review or block", "the audit confirms something"],
            "rows": [[group, share(own, lambda row: row["scan"] != "allow"),
                      share(own, lambda row: bool(with_verdict(CONFIRMED, row)))] for group, own in groups if own]}
