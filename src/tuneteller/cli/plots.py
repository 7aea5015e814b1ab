"""Pictures, for those who installed matplotlib (the extra `plot`)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from tuneteller.errors import ConfigError
from tuneteller.files import write_whole


def plot_norms(norms: Mapping[str, float], path: Path) -> None:
    """Frobenius norm per layer and module as a heat map (arXiv 2510.05092, its figure of the weight diffs' norms).

    Raises:
        ConfigError: matplotlib is not installed, or the file's ending names no kind of picture.
        StorageError: the file cannot be written.
    """
    try:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure
    except ImportError as error:
        raise ConfigError("a picture needs matplotlib; install tuneteller[plot], or leave --plot out") from error
    kinds = {"png", "pdf", "svg"}
    if (kind := path.suffix.lower().lstrip(".")) not in kinds:
        raise ConfigError(f"{path} names no kind of picture; end it in one of: {', '.join(sorted(kinds))}")
    cells: dict[tuple[int, str], float] = {}
    for name, norm in norms.items():
        match = re.search(r"\.(?:layers|h|blocks)\.(\d+)\.(.+)$", f".{name}")
        cells[(int(match[1]), match[2]) if match else (0, name)] = norm
    layers, modules = sorted({layer for layer, _ in cells}), list(dict.fromkeys(module for _, module in cells))
    grid = [[cells.get((layer, module), float("nan")) for layer in layers] for module in modules]
    figure = Figure(figsize=(2 + 0.22 * len(layers), 1.2 + 0.35 * len(modules)), layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.subplots()
    image = axes.imshow(grid, aspect="auto", cmap="viridis")
    every = max(1, len(layers) // 10)
    axes.set_xticks(range(0, len(layers), every), [str(layer) for layer in layers[::every]])
    axes.set_yticks(range(len(modules)), modules)
    axes.set_xlabel("layer")
    figure.colorbar(image, label="Frobenius norm")
    write_whole(path, lambda p: figure.savefig(p, format=kind, dpi=150))
