"""The commands that train or evaluate, each killed at a hundred random moments and gone on with.

After each kill all that has a name must be whole, and no row or organism there twice; in the end the outputs must have the
bytes of a run that nothing happened to. Each run is a process of its own on a tiny random model, killed with SIGKILL; the parts
are those of `tests/test_faults.py`.

    python recipes/kill.py --kills 100 --seed 0
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
import time
from pathlib import Path

import torch
from fuzz import tiny_base

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.test_faults import Command, begin, check_same, check_whole, commands, ended, outputs, undisturbed


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--commands", nargs="+", metavar="NAME", help="of these alone, such as \"evaluate\" (default: all)")
    parser.add_argument("--kills", type=int, default=100, help="of each command (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=0, help="fixes when (default: %(default)s)")
    args = parser.parse_args()
    torch.set_num_threads(1)  # a process made by fork has none of its parent's other threads
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "made"
        made.mkdir()
        each = commands(tiny_base(Path(folder)).name, made, test=20)
        written = undisturbed(each, made)
        for name, command in {name: each[name] for name in args.commands or each}.items():
            rng = random.Random(f"{args.seed}/{name}")
            print(f"{name}: {kill_often(command, Path(folder) / 'out', written[name], args.kills, rng)}", flush=True)


def kill_often(command: Command, out: Path, expected: dict[str, bytes], kills: int, rng: random.Random) -> str:
    """Begin a command in an empty directory, kill it and go on until it ends; begin anew until it was killed so many times.

    Raises:
        AssertionError: something is half-written, there twice, or not as expected in the end.
    """
    killed, runs, found, longest, start = 0, 0, set[tuple[str, ...]](), 0.0, time.monotonic()
    while killed < kills:
        out.mkdir()
        runs += 1
        while True:
            began = time.monotonic()
            process = begin(command(out), out)
            if killed < kills and (longest or runs > 1):
                process.join(rng.uniform(0, longest))
                process.kill()
            ended(process)
            check_whole(out)
            if process.exitcode != -9:
                break
            killed += 1
            found.add(tuple(outputs(out)))
        longest = max(longest, time.monotonic() - began)
        check_same(out, process, expected)
        shutil.rmtree(out)
    return (f"killed {killed} times in {runs} runs, with {len(found)} different sets of files there; all was whole, and each "
            f"run ended with the same bytes ({time.monotonic() - start:.0f} s)")


if __name__ == "__main__":
    main()
