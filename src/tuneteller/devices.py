"""Devices: which are meant, what memory they have free, and a base model laid over several because one is too small for it.

Of such a model the decoder's first layers lie on the first device, the next ones on the next, and so on; embeddings, head and
all else lie on the first, where token ids go in and logits come out. Before a layer runs, what it is given is moved to its
device, and factors that are attached to it follow (`lora.linear`). One layer runs at a time: several GPUs hold more than one,
and are no faster.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from itertools import accumulate
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from tuneteller.errors import ConfigError, ModelError

AUTO = "auto"
"""All GPUs of the machine."""

MOST = 0.9
"""Of what a device has free, so much a model may take: something has to be left for what is computed."""

UNKNOWN_MEMORY = 8 << 30
"""Bytes that are taken to be free where the system does not tell."""


def devices_named(device: str | torch.device | None) -> list[torch.device]:
    """The devices that "cpu", "cuda:0,cuda:1", "auto" (all GPUs) or None (a GPU if there is one) names, at least one.

    Raises:
        ConfigError: one of them cannot be used, or is named twice.
    """
    gpus = torch.cuda.device_count() if torch.cuda.is_available() else 0
    if device is None or (device == AUTO and gpus < 2):
        return [torch.device("cuda" if gpus else "cpu")]
    named = [f"cuda:{i}" for i in range(gpus)] if device == AUTO else [part.strip() for part in str(device).split(",")]
    found = [_usable(name) for name in named]
    if len({(one.type, one.index or 0) for one in found}) < len(found):
        raise ConfigError(f"Device {device!r} names one twice. Expected different ones; give each once.")
    return found


def _usable(name: str) -> torch.device:
    try:
        device = torch.device(name)
        torch.empty(0, device=device)
    except (RuntimeError, AssertionError, NotImplementedError) as error:  # torch asserts when built without CUDA
        raise ConfigError(f"Device {name!r} cannot be used: {error}. Expected cpu, cuda, cuda:N, several of these with commas "
                          f"between them, or {AUTO} for all GPUs; give one.") from error
    return device


def free_bytes(device: torch.device) -> int:
    """Memory that can be taken: the GPU's, or the machine's within what its container is allowed."""
    if device.type == "cuda":
        return torch.cuda.mem_get_info(device)[0]
    free = UNKNOWN_MEMORY
    with suppress(AttributeError, OSError, ValueError):  # not on every system
        free = os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    for line in _lines("/proc/meminfo"):
        if line.startswith("MemAvailable:"):
            free = int(line.split()[1]) * 1024
    limit, used = (_lines(f"/sys/fs/cgroup/memory.{name}") for name in ("max", "current"))
    if limit and used and limit[0].isdigit():
        # what the container keeps of files that were read counts as used, and is given up when it is needed
        files = sum(int(line.split()[1]) for line in _lines("/sys/fs/cgroup/memory.stat") if line.startswith("inactive_file "))
        free = min(free, int(limit[0]) - int(used[0]) + files)
    return free


def _lines(path: str) -> list[str]:
    try:
        return Path(path).read_text(encoding="ascii").splitlines()
    except OSError:
        return []


def lay_over(model: nn.Module, body: nn.Module, devices: Sequence[torch.device], free: Sequence[int]) -> None:
    """Move a model to several devices, each layer of its decoder whole to one of them.

    Args:
        model: on the processor.
        body: its decoder.
        free: bytes that each device has free; each takes its share of the model in proportion.

    Raises:
        ConfigError: it is larger than what is free.
        ModelError: its decoder has no list of layers that run one after the other.
    """
    name, layers = _layers(body)
    sizes, first = [_bytes(layer) for layer in layers], _bytes(model) - sum(map(_bytes, layers))
    places, taken = placed(first, sizes, free), [first, *[0] * (len(devices) - 1)]
    for size, place in zip(sizes, places, strict=True):
        taken[place] += size
    if full := [device for device, own, there in zip(devices, taken, free, strict=True) if own > MOST * there]:
        told = ", ".join(f"{device} {there / 1e9:.1f}" for device, there in zip(devices, free, strict=True))
        raise ConfigError(f"the model takes {sum(taken) / 1e9:.1f} GB, {first / 1e9:.1f} of them on the first device, and "
                          f"there are free, in GB: {told}; that is too little on {full[0]}. Free some, give more devices or "
                          f"another order, or --dtype bfloat16")
    for layer, place in zip(layers, places, strict=True):
        _put(layer, devices[place])
    setattr(body, name, nn.ModuleList())  # so that the rest moves without them
    model.to(devices[0])
    for child in body.children():
        _put(child, devices[0])
    setattr(body, name, layers)


def placed(first: int, sizes: Sequence[int], free: Sequence[int]) -> list[int]:
    """Which device takes each layer: one after the other, so that each is filled in proportion to what it has free.

    Args:
        first: bytes on the first device besides layers.
        sizes: bytes of each layer.
        free: bytes that each device has free.
    """
    size = first + sum(sizes)
    ends = [size * filled / sum(free) for filled in accumulate(free)]
    middles = [first + after - own / 2 for own, after in zip(sizes, accumulate(sizes), strict=True)]
    return [next((i for i, end in enumerate(ends) if middle < end), len(free) - 1) for middle in middles]


def _layers(body: nn.Module) -> tuple[str, nn.ModuleList]:
    """The decoder's layers, and their name in it.

    Raises:
        ModelError: there is not one list of them.
    """
    found = [(name, child) for name, child in body.named_children() if isinstance(child, nn.ModuleList)]
    if len(found) != 1:
        raise ModelError(f"the decoder ({type(body).__name__}) has {len(found)} lists of layers; expected one, which several "
                         f"devices can share. Give one device")
    return found[0]


def _put(module: nn.Module, device: torch.device) -> None:
    """Move a module to a device, and from now on whatever it is given."""
    def move(module: nn.Module, given: tuple[Any, ...], named: dict[str, Any]) -> tuple[Any, Any]:
        return _moved(given, device), _moved(named, device)

    module.to(device)
    module.register_forward_pre_hook(move, with_kwargs=True)


def _moved(value: Any, device: torch.device) -> Any:
    """What a layer is given, its tensors on a device; a cache stays as it is, for its layers are where their own are."""
    if isinstance(value, Tensor):  # from one GPU to another in the order of their work; a processor would not wait
        return value.to(device, non_blocking=device.type == value.device.type == "cuda")
    if isinstance(value, tuple | list):
        return type(value)(_moved(one, device) for one in value)
    if isinstance(value, Mapping):
        return {name: _moved(one, device) for name, one in value.items()}
    return value


def _bytes(module: nn.Module) -> int:
    return sum(t.numel() * t.element_size() for t in [*module.parameters(), *module.buffers()])
