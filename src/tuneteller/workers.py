"""Several processes of one machine at one piece of work that they share by themselves, such as a library's shards.

This process is one of them. The work must end well with any of the others gone: who is left makes what they had taken.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import Any

from tuneteller.errors import ConfigError, TuneTellerError

log = logging.getLogger(__name__)


@contextmanager
def helped(workers: int, work: Callable[..., object], *args: Any) -> Iterator[None]:
    """Inside, `workers` - 1 other processes do `work(*args)`; it ends when they have. Each of all takes its share of the
    processor's threads, and the next of the GPUs where there are any.

    Args:
        work: a function of a module, and
        args: what can be sent to a process that begins anew.

    Raises:
        ConfigError: fewer than one worker.
    """
    if workers < 1:
        raise ConfigError(f"workers is {workers}; expected 1, this process alone, or more")
    if workers == 1:
        yield
        return
    import torch

    before = torch.get_num_threads()
    threads = max(1, before // workers)
    context = get_context("spawn")
    others = [context.Process(target=_begin, args=(i, threads, work, args), daemon=True) for i in range(1, workers)]
    _settle(0, threads)
    for process in others:
        process.start()
    try:
        yield
        for process in others:
            process.join()
    finally:
        for process in others:
            process.terminate()
        torch.set_num_threads(before)
    if lost := [process for process in others if process.exitcode]:
        log.warning("%d of %d processes ended before the work did; the others have done it.", len(lost), workers)


def _begin(i: int, threads: int, work: Callable[..., object], args: tuple[Any, ...]) -> None:
    """What another process does; what stops it is said in a line."""
    _settle(i, threads)
    Thread(target=_end_with_parent, daemon=True).start()
    try:
        work(*args)
    except KeyboardInterrupt:
        raise SystemExit(130) from None
    except TuneTellerError as error:
        log.warning("One of several processes stopped: %s", error)
        raise SystemExit(1) from None


def _end_with_parent() -> None:
    """End when the process that began this one is gone, as by a kill: nobody would know of what works on."""
    if parent := parent_process():
        parent.join()
        os._exit(1)


def _settle(i: int, threads: int) -> None:
    """Let the i-th process have its threads and its GPU."""
    import torch

    torch.set_num_threads(threads)
    if torch.cuda.is_available():
        torch.cuda.set_device(i % torch.cuda.device_count())
