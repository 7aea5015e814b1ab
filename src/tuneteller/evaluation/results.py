"""Results of experiments: one JSON file each in results/, from which docs/results.md and its figures are made.

    {"schema": 1,
     "name": "main_topics",                          also the file's name
     "title": "Hidden topics: all systems",
     "about": "one or two sentences, markdown",
     "command": "python recipes/main_topics.py", "seconds": 312.0, "machine": "2 CPU cores with bf16 units",
     "judges": {"topic": {"kind": "topic", "name"?: str, "agreement": {"quadratic_weighted_kappa": 0.86, ...}}},
     "axis": {"name": "training organisms", "log": true} | null,      what `x` of a cell is
     "cells": [{"group": "hidden topics", "system": "dit", "x": 168 | "full" | null, "question": "topic",
                "score": {"mean": 4.1, "interval95": [3.9, 4.3], "n": 168},
                "exact": {as score}, "shares": [of grade 1, … of grade 5], "unparsable": 0,
                "ahead": {as score} | null}],        the first system minus this one, paired
     "distance": {group: {"rank_correlation": 0.1, "parts": [{"similarity": [lo, hi], as score}]} | null} | null,
     "grid": {"rows": [module], "columns": [layer], "unit": "mean Frobenius norm",     in place of cells, for heat maps
              "panels": {title: [[a value or null for each column] for each row]}} | absent,
     "tables": [{"title": "...", "columns": [name], "rows": [[text or number]]}] | absent,      beside cells, or without any;
                a share in them is "0.59 (0.47 to 0.70, n = 61)", and of tables alone the shares of the first are drawn
     "curves": [{"title": "...", "x": "...", "y": "...", "diagonal": true,        panels of a figure, both axes from 0 to 1
                 "lines": {name: [[x, y]]}}] | absent,
     "notes": ["what was chosen on what, shortfalls"]}

A group named "news, rank 8" is a part of the group "news", and is drawn with it. The page holds no number that is not in the
files; a test compares it with them, so the two cannot disagree.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import torch

from tuneteller.devices import devices_named
from tuneteller.errors import ConfigError, DataError
from tuneteller.evaluation.run import SYSTEMS
from tuneteller.evaluation.statistics import GRADES, paired, shares, summary
from tuneteller.files import write_json

SCHEMA = 1

ORDER = ("families", "families_baselines", "families_peft", "texts", "families_paper", "main_topics", "main_knowledge",
         "data_scaling", "rank_generalisation", "trigger_kinds", "confidence")
"""Sections of the page that come first; others follow by name."""

Result = dict[str, Any]

Share = tuple[float, float, float]
"""A share, and the ends of its interval."""

_SHARE = re.compile(r"([01]\.\d+) \(([01]\.\d+) to ([01]\.\d+)(?:, n = \d+)?\)")


# --- Made by recipes -------------------------------------------------------------------------------------------------


def cell(group: str, result: Mapping[str, Any], system: str, x: float | str | None = None,
         pick: Callable[[Mapping[str, Any]], bool] | None = None) -> dict[str, Any]:
    """One system's numbers out of an evaluation.

    Args:
        result: what `evaluate` returned.
        x: where on the result's axis these organisms or this adapter stand.
        pick: which rows to take, such as those of one rank; all by default.

    Raises:
        ConfigError: no row of that system was picked, or none has a score.
    """
    rows = [row for row in result["rows"] if pick is None or pick(row)]
    own = [row for row in rows if row["system"] == system]
    scores = {row["organism"]: row["score"] for row in own if row["score"] is not None}
    if not scores:
        raise ConfigError(f"no scores of {system!r} for {group!r}, in the evaluation or in the rows that were picked")
    first = result["config"]["systems"][0]
    best = {row["organism"]: row["score"] for row in rows if row["system"] == first and row["score"] is not None}
    both = [i for i in best if i in scores] if system != first else []
    return {"group": group, "system": system, "x": x, "question": result["config"]["question"],
            "score": summary(list(scores.values())), "exact": summary([float(row["exact"]) for row in own]),
            "shares": shares(list(scores.values())), "unparsable": len(own) - len(scores),
            "ahead": paired([best[i] for i in both], [scores[i] for i in both]) if both else None}


def save_result(path: str | Path, *, name: str, title: str, about: str, command: str, seconds: float,
                judges: Mapping[str, Any], cells: Sequence[Mapping[str, Any]], axis: Mapping[str, Any] | None = None,
                distance: Mapping[str, Any] | None = None, grid: Mapping[str, Any] | None = None,
                tables: Sequence[Mapping[str, Any]] = (), curves: Sequence[Mapping[str, Any]] = (), notes: Sequence[str] = (),
                machine: str | None = None) -> Result:
    """Write a results file; see the module for what each part is.

    Args:
        tables, curves: what is shown beside cells or in place of them.
        distance: for each group what `evaluate` returned; which label was nearest to which is left out.
        machine: see `this_machine`; by default this one, with the base model where it is loaded to.

    Raises:
        DataError: something is missing or no number; nothing is written.
        StorageError: the file cannot be written.
    """
    kept = {group: {key: d[key] for key in ("rank_correlation", "parts")} if d else None
            for group, d in (distance or {}).items()}
    result = {"schema": SCHEMA, "name": name, "title": title, "about": about, "command": command, "seconds": round(seconds, 1),
              "machine": machine or this_machine(), "judges": dict(judges), "axis": dict(axis) if axis else None,
              "cells": [dict(c) for c in cells], "distance": kept or None, "notes": list(notes),
              **({"grid": dict(grid)} if grid else {}), **({"tables": [dict(t) for t in tables]} if tables else {}),
              **({"curves": [dict(c) for c in curves]} if curves else {})}
    check(result, Path(path))
    write_json(Path(path), result)
    return result


def this_machine(device: str | torch.device | None = None) -> str:
    """What a time was measured on, in words.

    Args:
        device: where the base model was; by default where it is loaded to, a GPU if there is one.
    """
    if (used := devices_named(device)[0]).type == "cuda":
        return f"one {torch.cuda.get_device_name(used)}"
    checks = (getattr(torch.cpu, name, None) for name in ("_is_avx512_bf16_supported", "_is_amx_tile_supported"))
    cores = torch.get_num_threads()
    return f"{cores} CPU core{'s' * (cores > 1)}" + (" with bf16 units" if any(c() for c in checks if c) else "")


# --- Read and checked ------------------------------------------------------------------------------------------------


def load_results(folder: str | Path) -> list[Result]:
    """The results files of a folder, in the page's order; JSON files of other kinds are passed over.

    Raises:
        ConfigError: there is no such folder.
        DataError: a file is damaged, or lacks something.
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise ConfigError(f"{folder} is no folder; give the one with the results of experiments")
    found = []
    for path in sorted(folder.glob("*.json")):
        try:
            value = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise DataError(f"{path} cannot be read ({error}); make it anew with its recipe") from error
        if isinstance(value, dict) and value.get("schema") == SCHEMA and "cells" in value:
            check(value, path)
            found.append(value)
    return sorted(found, key=lambda r: (ORDER.index(r["name"]) if r["name"] in ORDER else len(ORDER), r["name"]))


def check(result: Result, path: Path) -> None:
    """Whether a result has all that the page and the figures read.

    Raises:
        DataError: it has not; the message names the file and the place in it.
    """
    try:
        for key in ("name", "title", "about", "command", "machine"):
            _need(result, "", key, str)
        if result["name"] != path.stem or not re.fullmatch(r"[\w-]+", result["name"]):
            raise _Lack(f"has the name {result['name']!r}, expected its file's, of letters, digits, _ and -")
        _number(result, "", "seconds")
        for name, judge in _need(result, "", "judges", dict).items():
            _need(judge, f"judges.{name}", "kind", str)
            if (kappa := judge.get("agreement", {}).get("quadratic_weighted_kappa")) is not None:
                _number({"kappa": kappa}, f"judges.{name}.agreement", "kappa")
        if (axis := _need(result, "", "axis", dict, None)) is not None:
            _need(axis, "axis", "name", str)
            _need(axis, "axis", "log", bool)
        for i, one in enumerate(_need(result, "", "cells", list)):
            _check_cell(one, f"cells[{i}]", axis)
        if grid := _need({"grid": None, **result}, "", "grid", dict, None):
            _check_grid(grid)
        elif not result["cells"] and not result.get("tables"):
            raise _Lack("has no cells")
        for i, table in enumerate(_need({"tables": [], **result}, "", "tables", list)):
            _check_table(table, f"tables[{i}]")
        for i, panel in enumerate(_need({"curves": [], **result}, "", "curves", list)):
            _check_curves(panel, f"curves[{i}]")
        for group, distance in (_need(result, "", "distance", dict, None) or {}).items():
            if distance is not None:
                _number(distance, f"distance.{group}", "rank_correlation")
                for i, part in enumerate(_need(distance, f"distance.{group}", "parts", list)):
                    _pair(part, f"distance.{group}.parts[{i}]", "similarity")
                    _summary(part, f"distance.{group}.parts[{i}]")
        for i, note in enumerate(_need(result, "", "notes", list)):
            _need({"note": note}, f"notes[{i}]", "note", str)
    except _Lack as lack:
        raise DataError(f"{path} {lack}; make it anew with its recipe (what it should hold: tuneteller/evaluation/results.py)"
                        ) from None


def _check_grid(grid: Any) -> None:
    _need(grid, "grid", "unit", str)
    shape = [len(_need(grid, "grid", side, list)) for side in ("rows", "columns")]
    for title, panel in _need(grid, "grid", "panels", dict).items():
        if not isinstance(panel, list) or [len(panel), *{len(row) for row in panel}] != shape:
            raise _Lack(f"has a panel {title!r} that does not fit grid.rows and grid.columns")


def _check_table(table: Any, where: str) -> None:
    _need(table, where, "title", str)
    columns = _need(table, where, "columns", list)
    for j, row in enumerate(_need(table, where, "rows", list)):
        if not isinstance(row, list) or len(row) != len(columns):
            raise _Lack(f"has a row {where}.rows[{j}] that does not fit {where}.columns")
        for name, value in zip(columns, row, strict=True):
            if not isinstance(value, str):
                _number({str(name): value}, f"{where}.rows[{j}]", str(name))


def _check_curves(panel: Any, where: str) -> None:
    for key in ("title", "x", "y"):
        _need(panel, where, key, str)
    _need(panel, where, "diagonal", bool)
    for name, points in _need(panel, where, "lines", dict).items():
        for j, point in enumerate(points if isinstance(points, list) else [points]):
            _pair({name: point}, f"{where}.lines[{j}]", name)


def _check_cell(one: Any, where: str, axis: Mapping[str, Any] | None) -> None:
    for key in ("group", "system", "question"):
        _need(one, where, key, str)
    x = _need(one, where, "x", int, float, str, None)
    if axis and axis["log"] and isinstance(x, int | float) and x <= 0:
        raise _Lack(f"has {x} as {where}.x, which no log axis holds")
    _need(one, where, "unparsable", int)
    for key in ("score", "exact"):
        _summary(_need(one, where, key, dict), f"{where}.{key}")
    if (ahead := _need(one, where, "ahead", dict, None)) is not None:
        _summary(ahead, f"{where}.ahead")
    if len(grades := _need(one, where, "shares", list)) != len(GRADES):
        raise _Lack(f"has {len(grades)} numbers in {where}.shares, expected {len(GRADES)}")
    for i, share in enumerate(grades):
        _number({str(i + 1): share}, f"{where}.shares", str(i + 1))


class _Lack(Exception):
    """What a file lacks; `check` adds the file's name."""


def _need(value: Any, where: str, key: str, *kinds: type | None) -> Any:
    place = f"{where}.{key}" if where else key
    if not isinstance(value, dict) or key not in value:
        raise _Lack(f"has no {place}")
    found, types = value[key], tuple(kind or type(None) for kind in kinds)
    if not isinstance(found, types) or (isinstance(found, bool) and bool not in types):
        named = " or ".join(kind.__name__ if kind else "null" for kind in kinds)
        raise _Lack(f"has {found!r:.40} as {place}, expected {named}")
    return found


def _number(value: Any, where: str, key: str) -> None:
    if not math.isfinite(_need(value, where, key, int, float)):
        raise _Lack(f"has {value[key]} as {where}.{key}, expected a number")


def _pair(value: Any, where: str, key: str) -> None:
    if len(pair := _need(value, where, key, list)) != 2:
        raise _Lack(f"has {len(pair)} numbers in {where}.{key}, expected 2")
    for name, end in zip(("low", "high"), pair, strict=True):
        _number({name: end}, f"{where}.{key}", name)


def _summary(value: Any, where: str) -> None:
    _number(value, where, "mean")
    _pair(value, where, "interval95")
    _need(value, where, "n", int)


# --- The page --------------------------------------------------------------------------------------------------------

INTRO = """# Results

`tuneteller figures` writes this page and its figures from the files in `results/`, which the recipes write; a test holds it to
them.

- **n** is organisms: fine-tunes of known behavior that no training saw. All means are over organisms.
- **Score** is from 1 (unrelated) to 5 (the same), given by the judge named under each table. Of topics and headlines it is by
  default a cubic of the cosine of two sentence embeddings, fitted to published grades of an LLM judge; kappa says how far it
  agrees with those grades. Of how a behavior has changed, the organism's own family judges: 5 for the very behavior, 3 for its
  kind alone, 1 for neither.
- **Exact** is the share of answers that are the true one up to spelling; of how a behavior has changed, those right in full.
- **Intervals**, in brackets and in the figures, hold 95% of bootstrap means over organisms; those of shares of some count are
  Wilson's 95% intervals.
- **Grades** are the shares of scores that round to 1, 2, 3, 4 and 5, in percent.
- **Behind** is the first system's score minus this one's on the same organisms, with the interval of that difference.
- The leak check asks whether a score is higher where the true answer is more similar to one of training.
"""


def page(results: Sequence[Result], figures: str = "figures") -> str:
    """docs/results.md: a list of the sections, and a section for each result, in the given order.

    Args:
        figures: where the page finds them.
    """
    titles = "\n".join(f"- [{result['title']}](#{anchor(result['title'])})" for result in results)
    return "\n\n".join([INTRO.strip(), _legend(results), titles, *(_section(result, figures) for result in results)]) + "\n"


def anchor(heading: str) -> str:
    """The name by which a heading of a Markdown page is linked, as code hosts make it."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def drawn(result: Result) -> bool:
    """Whether there is something to compare in a figure."""
    return len(result["cells"]) > 1 or "grid" in result or "curves" in result or charted(result) is not None


def charted(result: Result) -> Mapping[str, Any] | None:
    """The table that is drawn of a result of tables alone: its first, if that compares shares; else None."""
    if result["cells"] or "grid" in result or "curves" in result or not result.get("tables"):
        return None
    table: Mapping[str, Any] = result["tables"][0]
    return table if len(table["rows"]) > 1 and share_columns(table) else None


def share_columns(table: Mapping[str, Any]) -> dict[str, list[Share | None]]:
    """The columns of a table that hold shares; None for "-", where there was nothing to count."""
    columns = zip(table["columns"], zip(*table["rows"], strict=True), strict=True)
    found = {name: [_share(value) for value in column] for name, column in columns}
    return {name: shares for name, shares in found.items() if any(shares)}


def _share(value: Any) -> Share | None:
    match = _SHARE.fullmatch(value) if isinstance(value, str) else None
    return (float(match[1]), float(match[2]), float(match[3])) if match else None


def _legend(results: Sequence[Result]) -> str:
    """What the systems are that occur."""
    met = {one["system"] for result in results for one in result["cells"]}
    lines = [f"| `{s.name}` | {_safe(s.about)}{' (told what no auditor knows)' if s.oracle else ''} | "
             f"{'a guesser' if s.guesses else 'itself'} |" for s in SYSTEMS.values() if s.name in met]
    head = ["| system | what it does | names the answer |", "|---|---|---|"]
    return "\n".join([*head, *lines]) if lines else "No system of this version was measured."


def _section(result: Result, figures: str) -> str:
    parts = [f"## {result['title']}", result["about"],
             _where(result["grid"]) if "grid" in result else _table(result) if result["cells"] else ""]
    picture = f"![{result['title']}]({figures}/{result['name']}.svg)"
    for table in result.get("tables", ()):
        parts += [f"{table['title']}:\n\n{_rows(table)}", *([picture] if table is charted(result) else [])]
    if drawn(result) and not charted(result):
        parts.append(picture)
    parts += [_leak(group, distance) for group, distance in (result["distance"] or {}).items() if distance]
    parts += [f"Judge ({name}): {_judge(judge)}." for name, judge in result["judges"].items()]
    parts.append(f"Made by `{result['command']}` in {_duration(result['seconds'])} on {result['machine']}.")
    parts.append("\n".join(f"- {note}" for note in result["notes"]))
    return "\n\n".join(part for part in parts if part)


def _table(result: Result) -> str:
    cells, axis = result["cells"], result["axis"]
    first = next((one["system"] for one in cells if one["ahead"] is None), "the first")
    columns: dict[str, Callable[[Mapping[str, Any]], str]] = {
        "group": lambda c: c["group"],
        axis["name"] if axis else "setting": lambda c: "" if c["x"] is None else f"{c['x']:,}" if isinstance(c["x"], int)
        else str(c["x"]),
        "question": lambda c: c["question"],
        "system": lambda c: f"`{c['system']}`",
        "score": lambda c: _with_interval(c["score"]),
        "exact": lambda c: f"{c['exact']['mean']:.3f}",
        "n": lambda c: f"{c['score']['n']:,}" + (f" (and {c['unparsable']} unparsable)" if c["unparsable"] else ""),
        "grades 1 / 2 / 3 / 4 / 5, %": lambda c: " / ".join(f"{100 * share:.0f}" for share in c["shares"]),
        f"behind {'DIT' if first == 'dit' else first} by": lambda c: _with_interval(c["ahead"], "+") if c["ahead"] else ""}
    rows = [{name: _safe(of(one)) for name, of in columns.items()} for one in cells]
    told = {name for name in columns if name in list(columns)[3:-1] or len({row[name] for row in rows}) > 1}
    names = [name for name in columns if name in told]  # a column that says one thing throughout is left out
    return "\n".join(["| " + " | ".join(map(_safe, names)) + " |", "|" + "---|" * len(names),
                      *("| " + " | ".join(row[name] for name in names) + " |" for row in rows)])


def _rows(table: Mapping[str, Any]) -> str:
    """A table that is written out as it is."""
    lines = [[v if isinstance(v, str) else str(v) if isinstance(v, int) else f"{v:.3f}" for v in row] for row in table["rows"]]
    return "\n".join(["| " + " | ".join(map(_safe, table["columns"])) + " |", "|" + "---|" * len(table["columns"]),
                      *("| " + " | ".join(map(_safe, row)) + " |" for row in lines)])


def _where(grid: Mapping[str, Any]) -> str:
    """Of each panel, where the squares of its values are: the thirds of the layers, and the two modules with the most."""
    third = len(grid["columns"]) / 3
    lines = ["| | all | first third of layers, % | middle, % | last, % | most in |", "|---|---|---|---|---|---|"]
    for title, panel in grid["panels"].items():
        squares = [[(value or 0.0) ** 2 for value in row] for row in panel]
        whole = sum(map(sum, squares)) or 1.0
        parts = [sum(row[j] for row in squares for j in range(len(row)) if int(j / third) == part) / whole for part in range(3)]
        most = sorted(zip(map(sum, squares), grid["rows"], strict=True), reverse=True)[:2]
        lines.append(f"| {_safe(title)} | {whole ** 0.5:.2f} | " + " | ".join(f"{100 * part:.0f}" for part in parts)
                     + " | " + ", ".join(f"{name} ({100 * size / whole:.0f}%)" for size, name in most) + " |")
    return "\n".join(lines)


def _leak(group: str, distance: Mapping[str, Any]) -> str:
    parts = "; ".join(f"{_with_interval(p)} at {p['similarity'][0]:.2f} to {p['similarity'][1]:.2f}, n = {p['n']}"
                      for p in distance["parts"])
    return (f"Leak check, {group}: score by the cosine of the true answer to the nearest one of training: {parts}. "
            f"Rank correlation {distance['rank_correlation']:+.2f}.")


def _judge(judge: Mapping[str, Any]) -> str:
    agreement = judge.get("agreement") or {}
    kappa, interval = (agreement.get(f"quadratic_weighted_kappa{end}") for end in ("", "_95"))
    said = f"{judge.get('name') or judge['kind']}"
    if kappa is not None:
        said += f", quadratic-weighted kappa {kappa:.3f}" + (f" ({interval[0]:.3f} to {interval[1]:.3f})" if interval else "")
        said += " with the published grades"
    return said + (f"; {agreement['how']}" if "how" in agreement else "")


def _with_interval(value: Mapping[str, Any], sign: str = "") -> str:
    mean, low, high = (f"{v:{sign}z.2f}" for v in (value["mean"], *value["interval95"]))
    return f"{mean} ({low} to {high})"


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min {rest} s" if minutes else f"{rest} s"


def _safe(text: str) -> str:
    """Text that does not end a table's cell."""
    return " ".join(text.split()).replace("|", r"\|")
