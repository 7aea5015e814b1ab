"""`tuneteller figures`: the page of results and its figures, from the files that the recipes wrote."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from tuneteller.cli.common import console, plain
from tuneteller.errors import ConfigError
from tuneteller.evaluation.figures import draw_all
from tuneteller.evaluation.results import load_results, page
from tuneteller.files import write_whole


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where the results are and where page and figures go."""
    parser.add_argument("--results", type=Path, default=Path("results"), metavar="DIR",
                        help="where the recipes wrote them (default: %(default)s)")
    parser.add_argument("--out", type=Path, default=Path("docs/figures"), metavar="DIR",
                        help="where the figures go (default: %(default)s)")
    parser.add_argument("--page", type=Path, default=Path("docs/results.md"), metavar="FILE",
                        help="the page that shows them (default: %(default)s)")
    parser.add_argument("--png", action="store_true", help="draw each figure as PNG too")


def run(args: argparse.Namespace) -> int:
    """Draw all figures and write the page that shows them."""
    results = load_results(args.results)
    if not results:
        raise ConfigError(f"{args.results} holds no results; the recipes write them there")
    written = draw_all(results, args.out, png=args.png)
    text = page(results, Path(os.path.relpath(args.out, args.page.parent)).as_posix())
    write_whole(args.page, lambda p: p.write_text(text, encoding="utf-8"))
    for path in [*written, args.page]:
        console.print(f"wrote {plain(str(path))}", markup=False, soft_wrap=True)
    return 0
