"""Figures of results, for those who installed matplotlib (the extra `plot`).

A result without an axis becomes bars: a row for each system, a panel for each group. One with an axis becomes points, linked
where they stand at numbers. On a log axis they stand where they are; else each value is one step, numbers in order and words
(such as "full") after them. Whiskers and bands are the 95% intervals, and the scale is the judge's, from 1 to 5. A result with
a grid becomes heat maps, and so does a single diff. One with curves has a panel for each set of them. Of one with tables alone
the shares of the first become bars, a panel for each column.

The same result gives the same bytes: SVG ids are hashed with a fixed salt, and no file holds a date or a version.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from tuneteller.errors import ConfigError
from tuneteller.evaluation.results import Result, charted, drawn, share_columns
from tuneteller.evaluation.run import SYSTEMS
from tuneteller.evaluation.statistics import GRADES
from tuneteller.files import write_whole

STYLE: dict[Any, Any] = {
    "svg.hashsalt": "tuneteller", "svg.fonttype": "none", "font.family": "sans-serif", "font.sans-serif": ["DejaVu Sans"],
    "font.size": 9, "text.parse_math": False, "axes.titlesize": 9, "axes.titleweight": "bold", "axes.titlelocation": "left",
    "axes.spines.top": False, "axes.spines.right": False, "axes.linewidth": 0.8, "axes.axisbelow": True}
METADATA: dict[str, dict[str, Any]] = {"svg": {"Date": None, "Creator": None}, "png": {"Software": None}}

# Okabe and Ito's colours, which the colour-blind tell apart: in bars one for a kind of system, along an axis one for a system
READS, TOLD, OTHER = "#0072B2", "#E69F00", "#9A9A9A"
KINDS = {READS: "reads the diff with DIT", OTHER: "without DIT", TOLD: "without DIT, told the trigger"}
GUESS: dict[str, Any] = {"hatch": "///", "edgecolor": "white", "linewidth": 0}
LINES = (READS, "#D55E00", "#009E73", "#CC79A7", "#56B4E9", TOLD, "#000000")
MARKERS = "osD^vPX"
SCORE = "score (1 unrelated, 5 the same)"

PER_LINE = 4
"""Panels beside each other; more go below."""


def draw_all(results: Sequence[Result], out: Path, *, png: bool = False) -> list[Path]:
    """Draw every result that compares something, as NAME.svg in `out`, and NAME.png beside it if asked.

    Raises:
        ConfigError: matplotlib is not installed.
        StorageError: a file cannot be written.
    """
    try:
        import matplotlib
        from matplotlib.backends.backend_agg import FigureCanvasAgg
    except ImportError as error:
        raise ConfigError("figures need matplotlib; install tuneteller[plot]") from error
    written = []
    for result in filter(drawn, results):
        with matplotlib.rc_context():
            matplotlib.rcdefaults()  # a user's own settings would change the bytes
            matplotlib.rcParams.update(STYLE)
            table = charted(result)
            figure = (_heat(result["grid"]) if result.get("grid") else _curves(result["curves"]) if result.get("curves") else
                      _shares(table) if table else _along(result) if result["axis"] else _bars(result))
            FigureCanvasAgg(figure)
            for kind in ("svg", "png") if png else ("svg",):
                written.append(out / f"{result['name']}.{kind}")
                write_whole(written[-1], partial(figure.savefig, format=kind, dpi=150, metadata=METADATA[kind]))
    return written


def plot_norms(norms: Mapping[str, float], path: Path) -> None:
    """Frobenius norm per layer and module as a heat map (arXiv 2510.05092, its figure of the weight diffs' norms).

    Raises:
        ConfigError: matplotlib is not installed, or the file's ending names no kind of picture.
        StorageError: the file cannot be written.
    """
    try:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
    except ImportError as error:
        raise ConfigError("a picture needs matplotlib; install tuneteller[plot], or leave --plot out") from error
    kinds = {"png", "pdf", "svg"}
    if (kind := path.suffix.lower().lstrip(".")) not in kinds:
        raise ConfigError(f"{path} names no kind of picture; end it in one of: {', '.join(sorted(kinds))}")
    figure = _heat({**grid_of({"": norms}), "unit": "Frobenius norm"})
    FigureCanvasAgg(figure)
    write_whole(path, lambda p: figure.savefig(p, format=kind, dpi=150))


def grid_of(values: Mapping[str, Mapping[str, float]]) -> dict[str, Any]:
    """Values by module, for some panels, as rows of modules and columns of layers; None where a panel has no value."""
    placed = {panel: {_place(name): value for name, value in own.items()} for panel, own in values.items()}
    places = dict.fromkeys(place for own in placed.values() for place in own)
    layers, modules = sorted({layer for layer, _ in places}), list(dict.fromkeys(module for _, module in places))
    return {"rows": modules, "columns": layers,
            "panels": {panel: [[own.get((layer, module)) for layer in layers] for module in modules]
                       for panel, own in placed.items()}}


def _place(name: str) -> tuple[int, str]:
    """Layer and module; a module outside the layers is in the first."""
    match = re.search(r"\.(?:layers|h|blocks)\.(\d+)\.(.+)$", f".{name}")
    return (int(match[1]), match[2]) if match else (0, name)


def _heat(grid: Mapping[str, Any]) -> Any:
    """A heat map for each panel, one under another, each with its own scale."""
    from matplotlib.figure import Figure

    rows, columns, panels = grid["rows"], grid["columns"], grid["panels"]
    figure = Figure(figsize=(2.6 + 0.22 * len(columns), len(panels) * (0.9 + 0.24 * len(rows))), layout="constrained")
    every = max(1, len(columns) // 10)
    for axes, (panel, values) in zip(figure.subplots(len(panels), 1, squeeze=False)[:, 0], panels.items(), strict=True):
        image = axes.imshow([[float("nan") if v is None else v for v in row] for row in values], aspect="auto", cmap="viridis")
        axes.set_xticks(range(0, len(columns), every), [str(layer) for layer in columns[::every]])
        axes.set_yticks(range(len(rows)), rows)
        axes.set_title(panel)
        figure.colorbar(image, ax=axes)
    axes.set_xlabel("layer")
    figure.supylabel(grid["unit"], fontsize=9)
    return figure


def _curves(panels: Sequence[Mapping[str, Any]]) -> Any:
    """Lines over the unit square, panels beside each other."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(4.2 * len(panels), 4.2), layout="constrained")
    for axes, panel in zip(figure.subplots(1, len(panels), squeeze=False)[0], panels, strict=True):
        if panel["diagonal"]:
            axes.plot([0, 1], [0, 1], color="0.7", linewidth=1, linestyle="--")
        for i, (name, points) in enumerate(panel["lines"].items()):
            xs, ys = zip(*points, strict=True) if points else ((), ())
            axes.plot(xs, ys, color=LINES[i % len(LINES)], marker=MARKERS[i % len(MARKERS)], markersize=3, linewidth=1.4,
                      label=name)
        axes.set_xlim(0, 1.02)
        axes.set_ylim(-0.02, 1.02)
        axes.grid(color="0.9", linewidth=0.6)
        axes.set_xlabel(panel["x"])
        axes.set_ylabel(panel["y"])
        axes.set_title(panel["title"])
        axes.legend(frameon=False, fontsize=8)
    return figure


def _shares(table: Mapping[str, Any]) -> Any:
    """Horizontal bars from 0 to 1: a panel for each column of shares, a row for each of the table's."""
    from matplotlib.figure import Figure

    columns = share_columns(table)
    counts = [""] * len(table["rows"])
    if "n" in table["columns"]:
        counts = [f" (n = {row[table['columns'].index('n')]})" for row in table["rows"]]
    names = [f"{row[0]}{count}" for row, count in zip(table["rows"], counts, strict=True)]
    across, lines = _tiled(len(columns))
    figure = Figure(figsize=(2.4 + 2.1 * across, 0.7 + lines * (0.26 * len(names) + 0.4)), layout="constrained")
    panels = _panels(figure, len(columns))
    for axes, (name, shares) in zip(panels, columns.items(), strict=True):
        for y, share in enumerate(shares):
            if share is not None:
                mean, low, high = share
                axes.barh(y, mean, 0.7, color=READS)
                reach = [[max(0.0, mean - low)], [max(0.0, high - mean)]]
                axes.errorbar(mean, y, xerr=reach, fmt="none", ecolor="black", elinewidth=1, capsize=2)
            axes.text(1.04, y, f"{share[0]:.2f}" if share else "-", va="center", ha="left", fontsize=8, color="0.25")
        axes.set_xlim(0, 1)
        axes.set_xticks([0, 0.5, 1], ["0", "0.5", "1"])
        axes.set_yticks(range(len(names)), names)
        axes.tick_params(axis="y", length=0)
        axes.grid(axis="x", color="0.9", linewidth=0.6)
        axes.set_title(name)
    panels[0].set_ylim(len(names) - 0.4, -0.6)
    figure.supxlabel(f"share of each {table['columns'][0]}", fontsize=9)
    return figure


def _bars(result: Result) -> Any:
    """Horizontal bars, so that the systems' names can be read."""
    from matplotlib.figure import Figure
    from matplotlib.patches import Patch

    cells, groups = result["cells"], _whole_groups(result["cells"])
    named = {id(one): _bar_name(one, groups) for one in cells}
    systems = list(dict.fromkeys(one["system"] for one in cells))
    rows = list(dict.fromkeys(named[id(one)] for one in sorted(cells, key=lambda one: systems.index(one["system"]))))
    across, lines = _tiled(len(groups))
    figure = Figure(figsize=(2.2 + 2.5 * max(2, across), 1.2 + lines * (0.26 * len(rows) + 0.5) - 0.5), layout="constrained")
    panels = _panels(figure, len(groups))
    for axes, group in zip(panels, groups, strict=True):
        for one in (one for one in cells if _group(one, groups) == group):
            y, (mean, below, above) = rows.index(named[id(one)]), _spread(one)
            axes.barh(y, mean - 1, 0.7, left=1, color=_kind(one["system"]), **(GUESS if _guesses(one["system"]) else {}))
            axes.errorbar(mean, y, xerr=[[below], [above]], fmt="none", ecolor="black", elinewidth=1, capsize=2)
            axes.text(5.1, y, f"{mean:.2f}", va="center", ha="left", fontsize=8, color="0.25")
        axes.set_xlim(1, 5)
        axes.set_xticks(GRADES)
        axes.set_yticks(range(len(rows)), rows)
        axes.tick_params(axis="y", length=0)
        axes.grid(axis="x", color="0.9", linewidth=0.6)
        if len(groups) > 1:
            axes.set_title(group)
    panels[0].set_ylim(len(rows) - 0.4, -0.6)
    figure.supxlabel(SCORE, fontsize=9)
    handles = [Patch(color=kind, label=KINDS[kind]) for kind in KINDS if any(_kind(one["system"]) == kind for one in cells)]
    if any(_guesses(one["system"]) for one in cells):
        handles.append(Patch(facecolor="0.75", label="a guesser chooses the answer", **GUESS))
    if len(handles) > 1:
        figure.legend(handles=handles, loc="outside upper center", ncols=2 if len(groups) < 3 else len(handles), frameon=False,
                      fontsize=8)
    return figure


def _along(result: Result) -> Any:
    """Score along the axis, a panel for each group; what has no place on the axis is a level with its band."""
    from matplotlib.figure import Figure

    cells, axis = result["cells"], result["axis"]
    groups = list(dict.fromkeys(one["group"] for one in cells))
    systems = list(dict.fromkeys(one["system"] for one in cells))
    values = _steps([one["x"] for one in cells])
    log = axis["log"] and not any(isinstance(value, str) for value in values)
    place: dict[Any, float] = {value: float(value) if log else float(i) for i, value in enumerate(values)}
    across, lines = _tiled(len(groups))
    figure = Figure(figsize=(max(5.0, 3.6 * across, 0.65 * across * len(values)), 3.6 * lines), layout="constrained")
    panels = _panels(figure, len(groups))
    handles: dict[str, Any] = {}
    for axes, group in zip(panels, groups, strict=True):
        for i, system in enumerate(systems):
            own = [one for one in cells if one["group"] == group and one["system"] == system]
            colour, aside = LINES[i % len(LINES)], i - (len(systems) - 1) / 2  # whiskers side by side, not on each other
            look = {"color": colour, "marker": MARKERS[i % len(MARKERS)], "markersize": 5, "elinewidth": 1, "capsize": 2}
            for level in (one for one in own if one["x"] is None):
                handles[system] = axes.axhline(level["score"]["mean"], color=colour, linewidth=1, linestyle="--")
                axes.axhspan(*level["score"]["interval95"], color=colour, alpha=0.12, linewidth=0)
            placed = sorted((one for one in own if one["x"] is not None), key=lambda one: place[one["x"]])
            for linked in (True, False):
                some = [one for one in placed if isinstance(one["x"], str) is not linked]
                xs = [place[one["x"]] * 1.02 ** aside if log else place[one["x"]] + 0.08 * aside for one in some]
                mean, below, above = zip(*map(_spread, some), strict=True) if some else ((), (), ())
                if some:
                    handles[system] = axes.errorbar(xs, mean, yerr=[below, above], linestyle="-" if linked else "none",
                                                    linewidth=1.4, **look)
        if log:
            axes.set_xscale("log")
        axes.set_xticks([place[value] for value in values], [_worded(value) for value in values])
        axes.minorticks_off()
        if not log:
            axes.set_xlim(-0.5, len(values) - 0.5)
        axes.set_ylim(0.95, 5.05)  # a marker at the end of the scale is seen whole
        axes.set_yticks(GRADES)
        axes.grid(axis="y", color="0.9", linewidth=0.6)
        axes.set_xlabel(axis["name"])
        if len(groups) > 1:
            axes.set_title(group)
    panels[0].set_ylabel(SCORE)
    figure.legend([handles[system] for system in systems], systems, loc="outside upper center", ncols=min(4, len(systems)),
                  frameon=False, fontsize=8)
    return figure


def _tiled(n: int) -> tuple[int, int]:
    """Panels beside each other, and lines of them."""
    return min(PER_LINE, n), -(-n // PER_LINE)


def _panels(figure: Any, n: int) -> Any:
    """n axes of one scale, at most `PER_LINE` beside each other."""
    across, lines = _tiled(n)
    axes = figure.subplots(lines, across, sharey=True, squeeze=False).ravel()
    for unused in axes[n:]:
        unused.set_axis_off()
    return axes[:n]


def _steps(xs: Sequence[Any]) -> list[Any]:
    """Numbers in order, then words as they come."""
    once = list(dict.fromkeys(x for x in xs if x is not None))
    return sorted(x for x in once if not isinstance(x, str)) + [x for x in once if isinstance(x, str)]


def _worded(x: Any) -> str:
    return x.replace(", ", ",\n") if isinstance(x, str) else f"{x:,}"


def _whole_groups(cells: Sequence[dict[str, Any]]) -> list[str]:
    """The groups that are no part of another."""
    groups = dict.fromkeys(one["group"] for one in cells)
    return [group for group in groups if not any(group.startswith(f"{other}, ") for other in groups)]


def _group(one: dict[str, Any], groups: Sequence[str]) -> str:
    return next(group for group in groups if one["group"] == group or one["group"].startswith(f"{group}, "))


def _bar_name(one: dict[str, Any], groups: Sequence[str]) -> str:
    part = one["group"][len(_group(one, groups)) + 2 :]
    return ", ".join(str(word) for word in (one["system"], part, one["x"]) if word not in ("", None))


def _spread(one: dict[str, Any]) -> tuple[float, float, float]:
    """The mean, and how far its interval reaches below and above it."""
    mean, (low, high) = one["score"]["mean"], one["score"]["interval95"]
    return mean, max(0.0, mean - low), max(0.0, high - mean)


def _guesses(system: str) -> bool:
    return system in SYSTEMS and SYSTEMS[system].guesses


def _kind(system: str) -> str:
    known = SYSTEMS.get(system)
    return READS if system.startswith("dit") else TOLD if known and known.oracle else OTHER
