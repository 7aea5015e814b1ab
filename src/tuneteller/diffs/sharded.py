"""Weights that a sharded training run never put together: told by what lies there, with the tool that does it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from torch import Tensor

from tuneteller.errors import DiffError

_ZERO = ("`python zero_to_fp32.py . OUT` in the folder that holds global_step… (DeepSpeed writes the script there), then give "
         "OUT; or train with stage3_gather_16bit_weights_on_model_save")


def check_gathered(key: str, tensor: Tensor) -> None:
    """Refuse what DeepSpeed's ZeRO stage 3 leaves of a parameter that is spread over the GPUs: a vector of no values.

    Raises:
        DiffError: it is one.
    """
    if Tensor.dim(tensor) == 1 and not Tensor.numel(tensor):
        raise DiffError(f"{key!r} is empty: the fine-tune was partitioned by DeepSpeed ZeRO-3 and saved without gathering its "
                        f"parts, so its values are not in the file. Put them together: {_ZERO}")


def check_flat(keys: Iterable[str]) -> None:
    """Refuse the state dict of a model whose layers FSDP keeps as one vector each, in no shape that could be undone.

    Raises:
        DiffError: it is one.
    """
    if flat := next((key for key in keys if key.endswith("flat_param")), None):
        raise DiffError(f"the fine-tune holds {flat!r}: FSDP keeps the weights of a whole layer in it, and nothing says where "
                        f"which of them begins. Save it again as a full state dict (FSDP: state_dict_type FULL_STATE_DICT)")


def check_shards(path: Path) -> None:
    """Refuse a folder that holds the parts of a sharded run and no whole weights.

    Raises:
        DiffError: it is one.
    """
    for folder in (path, *sorted(p for p in path.iterdir() if p.is_dir())):
        if any(folder.glob("*zero_pp_rank_*")):
            raise DiffError(f"{path} holds a model partitioned by DeepSpeed ({folder.name}/), which was not put together. "
                            f"Run {_ZERO}")
        if any(folder.glob("model_world_size_*_rank_*.pt")):
            raise DiffError(f"{path} holds a model sharded by FSDP as verl saves it ({folder.name}/), which was not put "
                            f"together. Run `python -m verl.model_merger merge --backend fsdp --local_dir {folder} "
                            f"--target_dir OUT`, then give OUT")
        if any(folder.glob("*.distcp")):
            raise DiffError(f"{path} holds a model sharded by FSDP ({folder.name}/), which was not put together. Run "
                            f"`accelerate merge-weights {folder} OUT` and put the model's config.json beside it, then give OUT")
        if any(folder.glob("mp_rank_*")):
            raise DiffError(f"{path} holds a model in parts ({folder.name}/mp_rank_…), as DeepSpeed and Megatron save it. "
                            f"Convert it to transformers' format with the trainer's own script (DeepSpeed: {_ZERO})")
