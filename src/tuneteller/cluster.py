"""Work that processes share by themselves, on the devices of a Ray cluster: a process for each GPU, or for each machine.

All of them, and who begins the work, see the same files under the same paths.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from tuneteller.errors import ConfigError

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Cluster:
    """A cluster that is connected to.

    Attributes:
        processes: how many there are to be.
        each: what each of them needs, as Ray's `num_gpus` and `num_cpus`.
    """

    processes: int
    each: dict[str, float]

    def once(self, work: Callable[..., Any], *args: Any) -> Any:
        """What `work(*args)` returns on one of the devices."""
        import ray

        return ray.get(self._begun(work, *args))

    def share(self, work: Callable[..., object], *args: Any) -> None:
        """Do `work(*args)` in all processes; it has to end well with any but one of them gone.

        Raises:
            the error of the last one, if none ended well.
        """
        import ray

        failed: list[Exception] = []
        for running in [self._begun(work, *args) for _ in range(self.processes)]:
            try:
                ray.get(running)
            except Exception as error:  # the work's own, or Ray's of a process or machine that is lost
                failed.append(error)
        if len(failed) == self.processes:
            raise getattr(failed[-1], "cause", None) or failed[-1]
        if failed:
            log.warning("%d of %d processes ended before the work did (%s); the others have done it.", len(failed),
                        self.processes, failed[-1])

    def _begun(self, work: Callable[..., Any], *args: Any) -> Any:
        import ray

        return ray.remote(work).options(max_retries=0, scheduling_strategy="SPREAD", **self.each).remote(*args)


@contextmanager
def cluster(address: str, workers: int | None = None) -> Iterator[Cluster]:
    """Connect to a Ray cluster, or start one of this machine for the length of the block.

    Args:
        address: of the cluster, as `ray.init` takes it, such as "auto"; "local" starts one.
        workers: processes; one for each GPU by default, or, where there are none, for each machine.

    Raises:
        ConfigError: fewer than one worker, Ray is not installed, or there is no cluster at that address.
    """
    if workers is not None and workers < 1:
        raise ConfigError(f"workers is {workers}; expected 1 or more, or none, for one on each GPU or machine of the cluster")
    try:
        import ray
    except ImportError as error:
        raise ConfigError("Ray is not installed; install it with `pip install 'tuneteller[ray]'`") from error
    try:
        ray.init(address, log_to_driver=False, logging_level=logging.ERROR)
    except (ConnectionError, ValueError, RuntimeError) as error:
        raise ConfigError(f"no Ray cluster at {address!r} ({error}); give the address of one, or: local") from error
    try:
        there = ray.cluster_resources()
        gpus = int(there.get("GPU", 0))
        alive = [node.get("Resources", {}) for node in ray.nodes() if node.get("Alive", True)]
        processes = workers or gpus or len(alive)
        # no more than one machine has, or Ray would wait for such a machine
        least = min((int(own["CPU"]) for own in alive if own.get("CPU")), default=1)
        each = {"num_gpus": min(1.0, gpus / processes), "num_cpus": 1.0} if gpus else {
            "num_cpus": float(max(1, min(int(there.get("CPU", 1)) // processes, least)))}
        yield Cluster(processes, each)
    finally:
        ray.shutdown()
