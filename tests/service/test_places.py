"""What lies under a root may be read, whatever it is called; what lies elsewhere may not, however it is named."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tuneteller.diffs.diff import WeightDiff
from tuneteller.diffs.load import load_diff
from tuneteller.diffs.peft import save_peft
from tuneteller.errors import ConfigError, DiffError
from tuneteller.models import BaseModel
from tuneteller.service.places import Root


@pytest.fixture
def root(tiny: BaseModel, random_diff: Callable[..., WeightDiff], tmp_path: Path) -> Root:
    """With a fine-tune, `mine`; beside the root lies another, `secret`."""
    save_peft(random_diff(tiny, 1), tmp_path / "root" / "mine")
    save_peft(random_diff(tiny, 2), tmp_path / "secret")
    return Root(tmp_path / "root")


@pytest.fixture
def links(root: Root) -> Root:
    """With links out of it: a folder, one inside a fine-tune, and one behind a folder that is linked inside."""
    place, secret = root.path, root.path.parent / "secret"
    (place / "link").symlink_to(secret)
    (place / "circle").symlink_to("circle")
    for name in ("half", "behind/shards"):
        (place / name).mkdir(parents=True)
        (place / name / "adapter_config.json").write_bytes((secret / "adapter_config.json").read_bytes())
        (place / name / "adapter_model.safetensors").symlink_to(secret / "adapter_model.safetensors")
    (place / "library").mkdir()
    (place / "library" / "shards").symlink_to("../behind/shards")
    return root


@pytest.mark.parametrize("path", ["../secret", "mine/../../secret", "{root}/../secret", "link", "../secret:0", "nowhere",
                                  "ORG/NAME", "circle", "~", "/dev/null", "mine\0", "x" * 5000, "mine:0:0", "mine:9999999999"])
def test_what_lies_outside_of_the_root_is_refused(links: Root, path: str) -> None:
    with pytest.raises(DiffError, match=r"names no folder or file under .*hub ids are not fetched"):
        links.source(path.format(root=links.path))


def test_a_link_whose_name_ends_like_an_index_leads_nowhere_else(root: Root) -> None:
    """"mine:0" is no organism of "mine" where something has that very name."""
    (root.path / "mine:0").symlink_to(root.path.parent / "secret")
    (root.path / "last").symlink_to("mine")
    for path in ("mine:0", "last:0", "../root/mine:0"):
        with pytest.raises(DiffError, match="names no folder or file under"):
            root.source(path)


def test_links_in_a_fine_tune_lead_nowhere_else(links: Root) -> None:
    for path in ("half", "half/adapter_config.json", "library", "library:0", ""):
        with pytest.raises(DiffError, match="holds the link"):
            links.source(path)
    with pytest.raises(DiffError, match="names no folder or file under"):
        links.source("half/adapter_model.safetensors")


def test_links_inside_of_the_root_are_followed(root: Root, tiny: BaseModel) -> None:
    (root.path / "last").symlink_to("mine")
    (root.path / "mine" / ".venv").mkdir()
    (root.path / "mine" / ".venv" / "python").symlink_to(sys.executable)
    (root.path / "mine" / "self").symlink_to(".")
    expected = load_diff(root.path / "mine", tiny).fingerprint()
    for path in ("mine", "last", f"{root.path}/last/../mine/adapter_model.safetensors", "nowhere/../mine"):
        assert load_diff(root.source(path), tiny).fingerprint() == expected, path
    assert root.source("mine:3") == f"{root.path}/mine:3"


def test_a_root_that_is_a_link_is_what_it_leads_to(root: Root, tmp_path: Path) -> None:
    (tmp_path / "alias").symlink_to("root")
    assert Root(tmp_path / "alias").source(str(tmp_path / "alias" / "mine")) == f"{root.path}/mine"


def test_the_root_is_a_folder(tmp_path: Path) -> None:
    for place in (tmp_path / "nowhere", Path(__file__)):
        with pytest.raises(ConfigError, match="is no folder; give the one that holds the fine-tunes"):
            Root(place)


def test_what_is_said_of_a_path_is_one_harmless_line(root: Root) -> None:
    with pytest.raises(DiffError) as refusal:
        root.source("a\x1b[31m\nb" + "x" * 900)
    assert "\x1b" not in str(refusal.value) and "\n" not in str(refusal.value) and "x" * 300 not in str(refusal.value)
