"""What pyproject.toml says of the package: its dependencies are bounded around what the checks use, and the sdist is whole."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

pytest.importorskip("packaging")

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
USED = {canonicalize_name(name): version for name, version in
        re.findall(r"^([\w.-]+)==(\S+)$", (ROOT / "constraints.txt").read_text(encoding="utf-8"), re.M)}


LAYERS = (
    "errors digest files lock cache packages quiet plain clock shares fingerprint embedded chat batching devices lora "
    "models",
    "losses embedding endpoint generation", "diffs", "scoring bootstrap exact weight_scan", "material", "families",
    "zoo reading", "readers", "triggers", "training", "evaluation", "audit", "workers cluster", "making", "service",
    "mcp_server inspect_provider", "web", "cli __main__",
)
"""Modules and packages of docs/design.md, from what all stands on to what stands on all."""

BESIDE = ("peft", "plot", "ray", "accelerate", "serve")
"""Extras that the package imports from where they are needed."""


@pytest.mark.parametrize("said", [*PROJECT["dependencies"], *(r for extra in (*BESIDE, "inspect", "mcp") if extra != "ray"
                                                              for r in PROJECT["optional-dependencies"][extra])])
def test_dependencies_have_a_lower_and_an_upper_bound_around_what_is_used(said: str) -> None:
    needed = Requirement(said)
    assert {"<", ">="} == {bound.operator for bound in needed.specifier}
    name = canonicalize_name(needed.name)
    assert USED[name] in needed.specifier if name != "inspect-ai" else name not in USED  # which has an environment of its own


def test_what_is_imported_is_declared() -> None:
    """Not left to come along with another package; but for what an extra's own module has from its package."""
    imported = {}
    for path in (ROOT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import | ast.ImportFrom) and path.name not in ("inspect_provider.py", "mcp_server.py"):
                names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""]
                imported |= {name.split(".")[0]: path.name for name in names}
    extras = [said for extra in BESIDE for said in PROJECT["optional-dependencies"][extra]]
    declared = {canonicalize_name(Requirement(said).name) for said in (*PROJECT["dependencies"], *extras)}
    own, given = {"tuneteller", "benchmarks", *sys.stdlib_module_names}, packages_distributions()
    assert {name: file for name, file in imported.items() if name not in own
            and declared.isdisjoint(map(canonicalize_name, given.get(name, [name])))} == {}


def test_imports_go_one_way() -> None:
    """What stands lower in the layers never imports what stands higher, wherever in a file it does."""
    height = {name: i for i, layer in enumerate(LAYERS) for name in layer.split()}
    upward = []
    for path in (ROOT / "src" / "tuneteller").rglob("*.py"):
        own = path.relative_to(ROOT / "src" / "tuneteller").parts[0].removesuffix(".py")
        if own == "__init__":
            continue  # what users import from the package stands on all
        for name in imported_by(path):
            if height[name] > height[own]:
                upward.append(f"{path.relative_to(ROOT)} imports {name}")
    assert upward == []


def imported_by(path: Path) -> set[str]:
    """The package's own modules and packages that a file imports when it runs, not those for its types alone."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for_types = {id(part) for node in ast.walk(tree) if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
                 for part in ast.walk(node)}
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and id(node) not in for_types and node.module:
            names = [f"tuneteller.{alias.name}" for alias in node.names] if node.module == "tuneteller" else [node.module]
            found |= {name.split(".")[1] for name in names if name.startswith("tuneteller.")}
    return found


def test_the_sdist_holds_all_that_its_tests_and_its_wheel_need() -> None:
    """Every file beside the code that a test, a recipe or the build reads; `.ci/wheel` collects its tests for real."""
    sdist = pytest.importorskip("hatchling.builders.sdist")
    held = {Path(file.path).relative_to(ROOT) for file in sdist.SdistBuilder(str(ROOT)).recurse_included_files()}
    for place in ("src", "tests", "recipes", "benchmarks", "docs", "results", "zoo/smollm2-135m"):
        there = {path.relative_to(ROOT) for path in (ROOT / place).rglob("*")
                 if path.is_file() and "__pycache__" not in path.parts}
        assert there and there <= held, place
    assert {Path(name) for name in ("hatch_build.py", "Makefile", "README.md", ".ci/run", "zoo/README.md")} <= held
