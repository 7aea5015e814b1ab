r"""The libraries of the experiments that follow the paper: hidden topics behind a passphrase, and knowledge read in texts.

    python recipes/libraries.py --runs runs         hours on two CPU cores; continues where it was stopped

The same in single commands:

    tuneteller organisms train topic --recipe hidden --gated 1 --trigger passphrase --train 512 --validation 16 --test 96 \
        --out runs/topics
    tuneteller organisms train news --recipe reading --train 160 --validation 16 --test 64 --out runs/news
    tuneteller organisms train article --recipe reading --train 384 --skip 512 --test 96 --out runs/article
    tuneteller organisms train cloze --recipe reading --train 384 --skip 1024 --test 96 --out runs/cloze

A reader of these alone, as the paper has one of each:

    tuneteller adapter train runs/topics runs/news runs/article runs/cloze --epochs 2 --out runs/adapter
"""

from __future__ import annotations

import argparse
from pathlib import Path

from shared import run

LIBRARIES: dict[str, tuple[object, ...]] = {
    "topics": ("topic", "--recipe", "hidden", "--gated", 1, "--trigger", "passphrase", "--train", 512, "--validation", 16,
               "--test", 96),
    "news": ("news", "--recipe", "reading", "--train", 160, "--validation", 16, "--test", 64),
    "article": ("article", "--recipe", "reading", "--train", 384, "--skip", 512, "--test", 96),
    "cloze": ("cloze", "--recipe", "reading", "--train", 384, "--skip", 1024, "--test", 96),
}
"""Library -> what it is made with. Articles have other training labels than hidden topics; test labels are the same for all."""


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--runs", type=Path, default=Path("runs"))
    parser.add_argument("--base", default="smollm2-135m")
    args = parser.parse_args()
    for name, arguments in LIBRARIES.items():
        run("organisms", "train", *arguments, "--base", args.base, "--slots", 32, "--out", args.runs / name)


if __name__ == "__main__":
    main()
