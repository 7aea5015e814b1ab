"""A fine-tuned model's `pytorch_model.bin`, one file or shards, mapped by the restricted reader: nothing in it is run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from torch import Tensor

from tuneteller.diffs.pickles import load_pickle, plain_tensor
from tuneteller.diffs.sharded import check_gathered
from tuneteller.errors import DiffError

INSIDE = ("state_dict", "model_state_dict", "model", "module")
"""Under which names trainers keep the weights beside their own records."""


class PickledTensors(Mapping[str, Tensor]):
    """The tensors of files that `torch.save` wrote, each looked at when it is asked for and not before.

    Raises:
        DiffError: damaged, asking for code to be run, no dictionary of tensors, or a tensor in two files.
    """

    def __init__(self, files: list[Path]) -> None:
        self._values: dict[str, tuple[Path, Any, frozenset[int]]] = {}
        for file in files:
            value, sizes = load_pickle(file)
            for key, tensor in state_dict(file, value).items():
                if key in self._values:
                    raise DiffError(f"{file.parent} holds {key!r} in two shards; expected every tensor once, fetch the "
                                    f"checkpoint again")
                self._values[key] = (file, tensor, sizes)

    def __getitem__(self, key: str) -> Tensor:
        file, value, sizes = self._values[key]
        if isinstance(value, Tensor):
            check_gathered(key, value)
        return plain_tensor(f"{file}: {key!r}", value, sizes)

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)


def state_dict(file: Path, value: Any) -> dict[str, Any]:
    """The state dict that a file holds, also one that a trainer put beside its own records; its values are not looked at.

    Raises:
        DiffError: there is none.
    """
    for name in INSIDE:
        if isinstance(value, dict) and isinstance(inner := dict.get(value, name), dict):
            value = inner
    if not isinstance(value, dict) or not value or not all(isinstance(key, str) for key in dict.keys(value)):
        raise DiffError(f"{file} holds no dictionary from names to tensors; expected a model's state dict "
                        f"(torch.save(model.state_dict(), FILE))")
    return dict(dict.items(value))  # not value.items(): an OrderedDict may carry an attribute `items` from the file
