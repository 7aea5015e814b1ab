"""The whole command `tuneteller ask`, from its start to each thing it shows, beside what any such command pays.

Every run is a process of its own. What is timed of a command is when each line of it can be read through a pipe. The processor
time that it takes in all is counted too: beside other work, that alone can be compared.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from tuneteller.models import BaseModel
from tuneteller.zoo import zoo_organisms

LOAD = """
import torch
from transformers import AutoModelForCausalLM, AutoTokenizer
AutoTokenizer.from_pretrained({source!r})
AutoModelForCausalLM.from_pretrained({source!r}, dtype={dtype})
"""


class Shown(NamedTuple):
    """Seconds from the start of a command to the first answer, to the one that is chosen with its evidence, and to its end."""

    first: float
    answer: float
    end: float


def bare(base: BaseModel) -> dict[str, list[str]]:
    """Name -> a command that does less: arguments to time to its end."""
    source = str(base.model.config.name_or_path)
    return {
        "tuneteller --help": [sys.executable, "-m", "tuneteller", "--help"],
        "import torch, transformers": [sys.executable, "-c", "import torch, transformers"],
        "load the model alone": [sys.executable, "-c", LOAD.format(source=source, dtype=base.dtype)],
    }


def ask(base: BaseModel, diff: Path | None = None) -> list[str]:
    """The command: a zoo organism by default. With `--guess` it shows its first answer also where it is calibrated."""
    return [sys.executable, "-m", "tuneteller", "ask", str(diff or zoo_organisms()[0]), "--guess", "--base", base.name,
            "--dtype", str(base.dtype).removeprefix("torch."), "--device", base.device.type]


def lines(command: Sequence[str]) -> list[tuple[float, str]]:
    """Run a command: seconds from its start to each line that it prints, and to its end (an empty line).

    Raises:
        RuntimeError: it failed, with what it printed.
    """
    start = time.perf_counter()
    found = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            found.append((time.perf_counter() - start, line.strip()))
        code = process.wait()
    if code:
        raise RuntimeError(f"{' '.join(command)} failed: {' '.join(line for _, line in found)}")
    return [*found, (time.perf_counter() - start, "")]


def shown(said: Sequence[tuple[float, str]]) -> Shown:
    """Of the lines of `tuneteller ask`, when what was shown."""
    def when(word: str) -> float:
        return next(seconds for seconds, line in said if line.startswith(word))

    return Shown(when("first answer"), when("evidence"), said[-1][0])


def processor_seconds() -> float:
    """Processor time of all processes of this one's that have ended, the system's included."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
