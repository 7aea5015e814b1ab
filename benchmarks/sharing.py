"""Libraries made by one process and by two that share the work, each of one thread: whole commands, one after the other."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tuneteller.models import BaseModel

SHARDS, SLOTS = 4, 4
"""Of the smaller library. Its recipes are all of about one length; those of the larger library begin with them."""


def seconds(base: BaseModel, shards: int, workers: int, threads: int) -> float:
    """What `tuneteller organisms train` takes for so many shards, its start included.

    Raises:
        RuntimeError: it failed.
    """
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "tuneteller", "organisms", "train", "identity", "--train", str(shards * SLOTS),
                   "--validation", "0", "--test", "0", "--slots", str(SLOTS), "--recipe", "reading", "--workers", str(workers),
                   "--out", str(Path(folder, "library")), "--base", base.name,
                   "--dtype", str(base.dtype).removeprefix("torch."), "--device", base.device.type]
        start = time.perf_counter()
        done = subprocess.run(command, env={**os.environ, "OMP_NUM_THREADS": str(threads)}, capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(f"{' '.join(command)} failed: {done.stderr[-2000:]}")
        return time.perf_counter() - start
