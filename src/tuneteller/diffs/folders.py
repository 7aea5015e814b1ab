"""What a folder or file is, told by what lies there: which reader it is for, or what it is instead and what to give."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

from tuneteller.diffs.sharded import check_shards
from tuneteller.errors import DiffError, few

Kind = Literal["peft", "mlx", "torchtune", "litgpt", "gguf", "model", "library", "published"]

INDEX, SINGLE = "model.safetensors.index.json", "model.safetensors"
BINS_INDEX, BIN = "pytorch_model.bin.index.json", "pytorch_model.bin"
WEIGHTS = (SINGLE, INDEX, BIN, BINS_INDEX)
"""What a full model's directory may hold, in the order in which transformers looks for it."""

ADAPTER = ("adapter_model.safetensors", "adapter_model.bin")
MLX, LITGPT = "adapters.safetensors", "lit_model.pth.lora"
_GGUF, _LFS = b"GGUF", b"version https://git-lfs.github.com/spec/"
SUFFIXES = (".safetensors", ".bin", ".pt", ".pth", ".lora", ".gguf", ".npz")
"""How the names of files of weights end."""

_MODEL_FILE = re.compile(r"(?:pytorch_)?model(?:-\d+-of-\d+)?\.(?:safetensors|bin)(?:\.index\.json)?")
# files that stand for the folder they lie in
_PARTS = {("mlx", MLX), ("litgpt", LITGPT), *(("peft", name) for name in ADAPTER)}
_STANDS = {"adapter_config.json", "config.json", "library.json", "index.csv", "adapters.npz"}  # whatever else lies there
_PACKED = (".zip", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".zst", ".7z", ".rar")
_OTHER_FORMS = (*SUFFIXES, ".ckpt", ".h5", ".msgpack", ".onnx", ".ot", ".tflite")
_TEXT = (".json", ".md", ".txt", ".yaml", ".yml", ".csv", ".py", ".jinja", ".log")
# files of tensors, of which some are a model's or an adapter's under a name that no reader looks for
_TENSORS = re.compile(r"(?!consolidated|training_args|optimizer|scheduler|scaler|rng_state|random_states|recipe_state)"
                      r".*\.(?:safetensors|bin|pt|pth|ckpt)")
_SPLIT = re.compile(r".*-\d{5}-of-\d{5}\.gguf")
_LOOKED_AT = 2000  # folders: a run may lie in a very large tree
_SHOWN = 8


def home(path: Path) -> Path:
    """The folder that a weights file is part of, or the path itself: `lora/adapter_model.safetensors` stands for `lora`.

    Raises:
        DiffError: a weights file without the config it needs, or a Git LFS pointer in the place of weights that are read.
    """
    if path.is_dir():
        try:
            files = sorted(path.iterdir())
        except OSError as error:
            raise DiffError(f"{path} cannot be listed ({error.strerror}); check its permissions") from error
        for file in _read_of(path, files):
            check_pointer(file)
        return path
    check_pointer(path)
    folder, kind = path.parent, _kind(path.parent)
    if path.name in ADAPTER and not (folder / "adapter_config.json").is_file():
        raise DiffError(f"{path} is the weights of a PEFT adapter, whose rank and alpha are in adapter_config.json; it is not "
                        f"beside them. Fetch it too, and give the folder {folder}")
    whole = _MODEL_FILE.fullmatch(path.name)
    if (kind, path.name) in _PARTS or path.name in _STANDS or (whole and kind == "model"):
        return folder
    if whole and not (folder / "config.json").is_file():
        raise DiffError(f"{path} is the weights of a full model, whose config.json is not beside them; fetch it too, and "
                        f"give the folder {folder}")
    if whole and kind:
        raise DiffError(f"{path} is the weights of a full model, in a folder that is read as the adapter in it. Put the model, "
                        f"its config.json and all its weights, into a folder of its own, and give that")
    if whole:
        raise DiffError(_without_weights(folder, _files(folder)))
    if path.name.lower().endswith(_PACKED):
        raise DiffError(f"{path} is an archive; unpack it, and give the folder")
    if path.suffix == ".safetensors":
        raise DiffError(f"{path} is a file of tensors under a name that does not say what they are. Call it {ADAPTER[0]} "
                        f"beside PEFT's adapter_config.json, {MLX} beside MLX-LM's, or {SINGLE} beside a model's config.json, "
                        f"and give the folder")
    if path.suffix in _TEXT:
        raise DiffError(f"{path} is no file of weights; give the folder of a fine-tune, with an adapter_config.json or a "
                        f"config.json in it")
    return path


def _read_of(path: Path, files: Sequence[Path]) -> list[Path]:
    """The files of a folder that its reader may open: of an adapter or a model the weights in the form that comes first, and
    not what training kept beside them; else all."""
    kind = _kind(path)
    names = ADAPTER if kind == "peft" else WEIGHTS if kind == "model" else ()
    if not (first := next((name for name in names if (path / name).is_file()), None)):
        return list(files)
    if not first.endswith(".json"):
        return [path / first]
    end = Path(first.removesuffix(".index.json")).suffix
    return [file for file in files if _MODEL_FILE.fullmatch(file.name) and file.suffix == end]


def check_pointer(file: Path) -> None:
    """Refuse the text that Git leaves in a large file's place where Git LFS did not fetch the file.

    Raises:
        DiffError: it is one.
    """
    if file.suffix in SUFFIXES and file.is_file() and _begins(file, _LFS):
        raise DiffError(f"{file} is a Git LFS pointer, not the weights: the folder was cloned without Git LFS. Run `git lfs "
                        f"install` and `git lfs pull` in it, or give the hub id (ORG/NAME)")


def is_gguf(file: Path) -> bool:
    """Whether a file begins as llama.cpp's do."""
    return file.is_file() and _begins(file, _GGUF)


def kind_of(path: Path) -> Kind:
    """Which reader a folder is for.

    Raises:
        DiffError: for none: what lies there instead, and what to give.
    """
    if kind := _kind(path):
        return kind
    names = _files(path)
    if files := [name for name in names if name.endswith(".gguf")]:
        if len(files) == 1:
            return "gguf"
        if all(_SPLIT.fullmatch(name) for name in files):
            raise DiffError(f"{path} holds a GGUF model in {len(files)} parts; put them together (llama-gguf-split --merge "
                            f"{path / files[0]} OUT.gguf) and give the whole file")
        raise DiffError(f"{path} holds {len(files)} GGUF files; give one of them, the least quantised: {path / files[0]}, "
                        f"{few(files[1:], _SHOWN)}")
    if "lit_model.pth" in names:
        raise DiffError(f"{path} holds a full model of LitGPT; convert it (litgpt convert_from_litgpt {path} OUT), rename the "
                        f"model.pth in OUT to pytorch_model.bin, put the model's config.json beside it, and give OUT")
    if "adapters.npz" in names:
        raise DiffError(f"{path} holds an adapter of an early MLX-LM (adapters.npz); fuse it with the release it was made with "
                        f"(mlx_lm.fuse --de-quantize) and give the fused model")
    if below := fine_tunes_below(path):
        *_, last = below
        raise DiffError(f"{path} is no fine-tune itself, but holds {len(below)}: {few(list(below), _SHOWN)}. Give one of them, "
                        f"as in {path / last}")
    check_shards(path)
    if "adapter_config.json" in names and (there := [name for name in names if _TENSORS.fullmatch(name)]):
        raise DiffError(f"{path} has an adapter_config.json, but neither {' nor '.join(ADAPTER)} (MLX-LM: {MLX}). If its "
                        f"weights are in {few(there)}, call that file so; if another tool wrote it, merge the adapter there "
                        f"and give the merged model")
    if "adapter_config.json" in names:
        raise DiffError(f"{path} has an adapter_config.json, but neither {' nor '.join(ADAPTER)} and no full model; was the "
                        f"adapter saved? Fetch its weights too, or save it again after training")
    if "config.json" in names:
        raise DiffError(_without_weights(path, names))
    if there := [name for name in names if _TENSORS.fullmatch(name)]:
        raise DiffError(f"{path} has tensors ({few(there, _SHOWN)}), but no config that says what they are. Put the "
                        f"adapter_config.json (PEFT, MLX-LM) or the model's config.json beside them, under the names that "
                        f"belong to it: {ADAPTER[0]} (MLX-LM: {MLX}), or {SINGLE}; of torch.save {ADAPTER[1]} or {BIN}")
    raise DiffError(f"{path} holds no fine-tune: no adapter_config.json (a PEFT or MLX adapter), no config.json (a full "
                    f"model), no library.json (a library), no index.csv (published files) and no .gguf. `tuneteller diff show` "
                    f"lists what is there")


def _files(path: Path) -> list[str]:
    return sorted(file.name for file in path.iterdir() if file.is_file())


def _without_weights(path: Path, names: list[str]) -> str:
    """What to say of a model's folder without the weights that are expected there."""
    has = f"{path} has a config.json, but no weights ({', '.join(WEIGHTS)})"
    if shards := [name for name in names if _MODEL_FILE.fullmatch(name)]:
        index = INDEX if shards[0].endswith(".safetensors") else BINS_INDEX
        return f"{path} has shards of a model ({few(shards)}), but not {index}, which says what is where; fetch it too"
    if there := [name for name in names if _TENSORS.fullmatch(name)]:
        return (f"{has}. If the whole model is in {few(there)}, under transformers' own names, call that file {SINGLE} "
                f"({BIN}, if torch.save wrote it); if not, load it with the tool that wrote it, and save it as transformers "
                f"does (save_pretrained)")
    if there := [name for name in names if name.endswith(_OTHER_FORMS)]:
        return (f"{has}: {few(there)} is of another form. Load it with the tool that wrote it, and save it as transformers "
                f"does (save_pretrained)")
    return f"{has}; fetch or save the fine-tune again"


def fine_tunes_below(path: Path) -> dict[str, Kind]:
    """The sub-folders, down to three levels, that hold a fine-tune, as a Trainer's checkpoints and named adapters do.

    Returns:
        path relative to `path` -> which reader it is for, in the order of the numbers in the paths.
    """
    found: dict[str, Kind] = {}
    for looked, (here, folders, files) in enumerate(os.walk(path)):
        depth = len(Path(here).relative_to(path).parts)
        deeper = depth < 3 and looked < _LOOKED_AT
        folders[:] = [name for name in folders if deeper and not name.startswith(".")]
        kind = _kind(Path(here)) or ("gguf" if any(name.endswith(".gguf") for name in files) else None)
        if depth and kind:
            found[Path(here).relative_to(path).as_posix()] = kind
    return {name: found[name] for name in sorted(found, key=_by_number)}


def _kind(path: Path) -> Kind | None:
    """Which reader's files are all there."""
    if (path / "library.json").is_file():
        return "library"
    if (path / "index.csv").is_file():
        return "published"
    model = (path / "config.json").is_file() and any((path / name).is_file() for name in WEIGHTS)
    if (path / "adapter_config.json").is_file():
        if any((path / name).is_file() for name in ADAPTER):
            return "peft"
        if (path / MLX).is_file():
            return "mlx"
        if torchtune_files(path):
            return "torchtune"
        # the adapter was merged, and the model pushed over it
        return "model" if model else None
    if (path / LITGPT).is_file():
        return "litgpt"
    if model:
        return "model"
    return "torchtune" if torchtune_files(path) else None


def torchtune_files(path: Path) -> list[Path]:
    """torchtune's own files of an adapter, the last epoch last."""
    return sorted((*path.glob("adapter_[0-9]*.pt"), *path.glob("adapter_model.pt")), key=lambda file: _by_number(file.name))


def _by_number(name: str) -> list[Any]:
    digits = "".join(c if c.isdigit() else " " for c in name).split()
    return [[int(d) for d in digits], name]


def _begins(file: Path, magic: bytes) -> bool:
    try:
        with file.open("rb") as opened:
            return opened.read(len(magic)) == magic
    except OSError:  # its reader will say so
        return False
