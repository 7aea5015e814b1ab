"""Files that `torch.save` wrote, from anywhere: opened by PyTorch's restricted reader alone, which runs nothing they ask for.

Always memory-mapped: a storage then cannot reach beyond the file, whatever size it claims.
"""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from tuneteller.diffs.values import called_code
from tuneteller.errors import DiffError

# the number 0x1950a86a20f9469cfc6c, pickled, with which such a file began
_BEFORE_ZIP = b"\x80\x02\x8a\nl\xfc\x9cF\xf9 j\xa8P\x19."


def load_pickle(path: Path) -> tuple[Any, frozenset[int]]:
    """What `torch.save` wrote, its tensors mapped from the file, and the sizes of the file's records; nothing in it is run.

    Raises:
        DiffError: missing, damaged, or asking for more than tensors.
    """
    sizes = _record_sizes(path)
    try:
        return torch.load(str(path), map_location="cpu", weights_only=True, mmap=True), sizes
    except Exception as error:  # the restricted reader raises whatever a bad byte leads to: IndexError, struct.error, ...
        # only a part of torch's message, which goes on to explain how to run the file's code after all
        if wants := re.search(r"GLOBAL (\S{1,200})", str(error)):
            raise DiffError(f"{path} asks for {wants[1]!r} to be called, expected tensors only; nothing was run. If you trust "
                            f"where it came from, save its tensors alone there (torch.save(model.state_dict(), FILE)), and "
                            f"give those") from error
        said = f"{type(error).__name__}: {str(error).partition(chr(10))[0][:200]}"
        raise DiffError(f"{path} cannot be read ({said}); nothing was run. The file is damaged, download it again") from error


def _record_sizes(path: Path) -> frozenset[int]:
    """The sizes of an archive's records, from its directory; refused where they cannot lie in the file."""
    if not path.is_file():
        raise DiffError(f"{path} is not a file; expected one that torch.save wrote, as the DIT paper's .pt files")
    with path.open("rb") as file:
        if file.read(len(_BEFORE_ZIP)) == _BEFORE_ZIP:
            raise DiffError(f"{path} is in the form that torch.save wrote before PyTorch 1.6, in which nothing bounds what it "
                            f"may claim to hold; nothing was run. If you trust it, load it by torch.load(…, "
                            f"weights_only=True) and save it again")
    try:
        with zipfile.ZipFile(path) as archive:
            records = archive.infolist()
    except Exception as error:  # a bad directory leads to BadZipFile, struct.error, OverflowError, ...
        raise DiffError(f"{path} is no archive of torch.save ({error}), but truncated, a Git LFS pointer or of another "
                        f"format; nothing was run. Fetch it again, or give the folder of a fine-tune") from error
    if squeezed := [r.filename for r in records if r.compress_type != zipfile.ZIP_STORED]:
        raise DiffError(f"{path}: {squeezed[0]!r} is compressed, and unpacking it could fill the memory; expected records as "
                        f"torch.save writes them, uncompressed")
    if (claimed := sum(r.file_size for r in records)) > (size := path.stat().st_size):
        raise DiffError(f"{path} claims to hold {claimed} bytes, but has {size}; the file is damaged, download it again")
    return frozenset(r.file_size for r in records)


def plain_tensor(where: str, value: Any, records: frozenset[int]) -> Tensor:
    """A dense floating-point tensor that is no larger than the record it lies in."""
    if not isinstance(value, Tensor):
        raise DiffError(f"{where} is a {type(value).__name__}, expected a tensor")
    tensor: Tensor = Tensor.detach(value)  # a new object: one from a file may carry attributes called like its methods
    if tensor.layout is not torch.strided or tensor.device.type != "cpu" or tensor.is_complex():
        raise DiffError(f"{where} is {tensor.dtype}, {tensor.layout}, on {tensor.device}; expected plain floating-point "
                        f"values. Save it as a dense tensor of them")
    if not tensor.is_floating_point():
        raise DiffError(f"{where} is {called_code(tensor)}")
    # A storage may claim any size, and a view may repeat one value to any size. (A claim of another record's size reads other
    # bytes of the same file: wrong values, but none of ours.)
    stored = tensor.untyped_storage().nbytes()
    if stored not in records or tensor.nbytes > stored:
        raise DiffError(f"{where} is {tensor.nbytes} bytes of a storage of {stored}, which the file does not hold; "
                        f"the file is damaged, download it again")
    return tensor
