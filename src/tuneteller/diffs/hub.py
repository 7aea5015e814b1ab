"""A fine-tune on the hub: `ORG/NAME`, a folder or file in it (`ORG/NAME/checkpoint-100`), a revision of it (`ORG/NAME@v2`).

Of a repository only what its fine-tune needs is fetched: the configs, then the adapter's weights, and a model's only where
there is no adapter; no code, no optimizer states, no other checkpoints.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path, PurePosixPath

from tuneteller.diffs.folders import ADAPTER, LITGPT, MLX, Kind
from tuneteller.diffs.library import SHARDS
from tuneteller.diffs.published import WEIGHTS, read_index
from tuneteller.errors import DiffError, few, in_one_line

_NAMED = re.compile(r"(?P<repo>\w[\w.-]*/\w[\w.-]*)(?P<inside>(?:/[^/@:\\]+)*)(?:@(?P<revision>[\w./-]+))?")
_CONFIGS = ("adapter_config.json", "config.json", "card.json", "library.json", "index.csv", "hyperparameters.yaml",
            "README.md", "model.safetensors.index.json", "pytorch_model.bin.index.json")
# what lies in a folder that can be named, and which reader that is for
_MARKS: dict[str, Kind] = {"adapter_config.json": "peft", "config.json": "model", "index.csv": "published",
                           "library.json": "library", "hyperparameters.yaml": "litgpt"}
_FILES = (".safetensors", ".bin", ".gguf", ".pt", ".lora")
_SHOWN = 8

Fetch = Callable[..., Path]


def is_hub_id(source: str) -> bool:
    """Whether a source that is no path can name a repository of the hub."""
    match = _NAMED.fullmatch(source)
    return match is not None and not {".", ".."} & {*re.split("[/@]", source)}


def fetch(source: str, index: int | None = None) -> Path:
    """What a hub id names, as a path in the hub's cache with the files that are needed.

    Args:
        index: which diff is wanted of published files, of which each may be large; without one, none of them is fetched.

    Raises:
        DiffError: no hub id, no such repository, folder or file, or no network; or no fine-tune there, with what there is.
    """
    repo, revision, inside = _named(source)
    folder_name, file = _folder_and_file(inside)

    def get(*names: str, inside: str = "") -> Path:
        """The folder, after these of its files, or of those of a folder inside it, were fetched, as far as they exist; not
        those of the same names below."""
        from huggingface_hub import snapshot_download

        at = "".join(f"{part}/" for part in (folder_name, inside) if part)
        found = snapshot_download(repo, revision=revision, allow_patterns=[at + name for name in names],
                                  ignore_patterns=[f"{at}*/*"])
        return Path(found) / folder_name

    try:
        folder = get(*((file,) if file.endswith(".gguf") else (*_CONFIGS, *([file] if file else []))))
        if file:
            if not (folder / file).is_file():
                raise DiffError(f"{repo} has no file {inside} at revision {revision or 'main'}; check the spelling")
            return folder / file
        if not _weights(get, folder, index):
            raise DiffError(_instead(source))
        return folder
    except DiffError:
        raise
    except Exception as error:  # the hub client raises many types: no network, no such repository, gated, ...
        raise DiffError(f"{source} is no directory here and could not be fetched from the hub: {in_one_line(error)}; check the "
                        f"spelling, or the network") from error


def _weights(get: Fetch, folder: Path, index: int | None) -> bool:
    """Fetch the weights that belong to the configs in a folder, the first kind that is there, and say whether there is one."""
    if (folder / "adapter_config.json").is_file():
        for names in ((ADAPTER[0],), (ADAPTER[1],), (MLX,), ("adapter_*.pt",)):
            get(*names)
            if any(found for name in names for found in folder.glob(name)):
                return True
    if (folder / "hyperparameters.yaml").is_file():
        get(LITGPT)
        if (folder / LITGPT).is_file():
            return True
    if (folder / "library.json").is_file():
        get("*.safetensors", inside=SHARDS)
        return True
    if (folder / "index.csv").is_file():
        rows = read_index(folder)
        if index is not None and 0 <= index < len(rows) and _is_plain(name := rows[index].lora_path):
            get(name, inside=WEIGHTS)
        return True
    if (folder / "config.json").is_file():
        for single, listed in (("model.safetensors", "model.safetensors.index.json"),
                              ("pytorch_model.bin", "pytorch_model.bin.index.json")):  # fmt: skip
            get(single)
            if (folder / single).is_file():
                return True
            if (folder / listed).is_file():
                get(*_named_by(folder / listed))
                return True
    return False


def _named_by(index: Path) -> list[str]:
    """The shards that an index names; names with a path in them are left to the reader to refuse."""
    try:
        names = {str(name) for name in json.loads(index.read_text(encoding="utf-8"))["weight_map"].values()}
    except (OSError, ValueError, RecursionError, KeyError, TypeError, AttributeError):
        return []
    return sorted(name for name in names if _is_plain(name))


def _is_plain(name: str) -> bool:
    """Whether it is the name of one file, without a path or a pattern in it."""
    return PurePosixPath(name).name == name and not set(name) & set("*?[")


def fetch_files(source: str, names: Sequence[str]) -> Path:
    """These files of a repository, as far as they are there, as the folder in the hub's cache that holds them.

    Args:
        source: ORG/NAME or ORG/NAME@REVISION.
        names: their paths in the repository; `*` stands for any one name.

    Raises:
        DiffError: no such name, no such repository, or no network.
    """
    repo, revision, inside = _named(source)
    if inside:
        raise DiffError(f"{source} names a folder in a repository; expected ORG/NAME or ORG/NAME@REVISION")
    deeper = [name.replace("*", "*/*") for name in names if "*" in name]  # there, * stands for a / as well
    try:
        from huggingface_hub import snapshot_download

        return Path(snapshot_download(repo, revision=revision, allow_patterns=[*names], ignore_patterns=deeper))
    except Exception as error:  # the hub client raises many types: no network, no such repository, gated, ...
        raise DiffError(f"{source} could not be fetched from the hub: {in_one_line(error)}; check the spelling, or the "
                        f"network") from error


def below(source: str) -> dict[str, Kind]:
    """The sub-folders of a repository, or of a folder in it, that hold a fine-tune, and its GGUF files.

    Returns:
        as each is to be named -> which reader it is for; nothing where the hub cannot be asked.
    """
    try:
        return _below(source)
    except Exception:  # no network, …
        return {}


def _below(source: str) -> dict[str, Kind]:
    from huggingface_hub import list_repo_files

    repo, revision, inside = _named(source)
    folder, _ = _folder_and_file(inside)
    begins, at = f"{folder}/" if folder else "", f"@{revision}" if revision else ""
    names = [PurePosixPath(name) for name in list_repo_files(repo, revision=revision) if name.startswith(begins)]
    found: dict[str, Kind] = {f"{repo}/{name}{at}": "gguf" for name in names if name.suffix == ".gguf"}
    for config, kind in _MARKS.items():
        for name in names:
            if name.name == config and str(name) != f"{begins}{config}":
                found.setdefault(f"{repo}/{name.parent}{at}", kind)
    return found


def _instead(source: str) -> str:
    """What a folder holds that is no fine-tune itself: the sub-folders and files that can be named."""
    if not (found := _below(source)):
        return (f"{source} holds no fine-tune: no adapter with its weights, no full model, no library, no published files and "
                f"no .gguf; check the spelling, the folder and the revision")
    return f"{source} is no fine-tune itself, but holds {len(found)}; give one of them: {few(list(found), _SHOWN)}"


def _named(source: str) -> tuple[str, str | None, str]:
    """Repository, revision and what is named inside.

    Raises:
        DiffError: no hub id.
    """
    if not is_hub_id(source) or (match := _NAMED.fullmatch(source)) is None:
        raise DiffError(f"{source} is no hub id; expected ORG/NAME, ORG/NAME/FOLDER or ORG/NAME@REVISION")
    return match["repo"], match["revision"], match["inside"].lstrip("/")


def _folder_and_file(inside: str) -> tuple[str, str]:
    folder, _, file = inside.rpartition("/")
    return (folder, file) if inside.endswith(_FILES) else (inside, "")
