"""Upload a finished reader to the hub, which nothing else does."""

from __future__ import annotations

from pathlib import Path

from tuneteller.diffs.hub import is_hub_id
from tuneteller.errors import ConfigError, StorageError, in_one_line
from tuneteller.making.card import FILES


def check_push(repo: str) -> None:
    """Refuse, before the work, a name that is none and a hub that cannot be reached or does not know the user.

    Raises:
        ConfigError: the name is none.
        StorageError: the hub does not know the user.
    """
    from huggingface_hub import HfApi

    if not is_hub_id(repo) or repo.count("/") != 1 or "@" in repo:
        raise ConfigError(f"--push {repo!r} is no name of a repository; expected ORG/NAME")
    try:
        HfApi().whoami()
    except Exception as error:  # the hub client raises many types
        raise StorageError(f"nothing can be pushed to {repo}: {in_one_line(error)}; log in (hf auth login), check the network, "
                           f"or leave out --push") from error


def push(directory: Path, repo: str) -> str:
    """Upload the directory as it is; the address where it then is.

    Raises:
        StorageError: it could not be uploaded.
    """
    from huggingface_hub import HfApi

    try:
        api = HfApi()
        api.create_repo(repo, exist_ok=True)
        # what belongs to a reader that was there before is none of this one's
        api.upload_folder(repo_id=repo, folder_path=directory, commit_message="A reader of fine-tunes, made with TuneTeller",
                          delete_patterns=[*FILES, "results.json", "organisms/*"])
    except Exception as error:  # the hub client raises many types
        raise StorageError(f"{directory} could not be pushed to {repo}: {in_one_line(error)}; it is whole here, and the same "
                           f"command pushes it again") from error
    return f"https://huggingface.co/{repo}"
