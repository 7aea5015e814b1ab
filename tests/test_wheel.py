"""The wheel that users install works by itself: no checkout beside it, no zoo."""

import importlib.util
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import tuneteller
from tuneteller.families.registry import families
from tuneteller.zoo import ZOO_VARIABLE

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with what the wheel holds, built of this checkout without any network."""
    if importlib.util.find_spec("hatchling") is None:
        pytest.skip("the build backend is not installed; pip install hatchling")
    place = tmp_path_factory.mktemp("wheel")
    done = subprocess.run([sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(place)],
                          cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    [wheel] = place.glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(place / "site")
    return place / "site"


def run(site: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Python from elsewhere, with the unpacked wheel before all that is installed."""
    environment = {**os.environ, "PYTHONPATH": str(site), "COLUMNS": "200"}
    environment.pop(ZOO_VARIABLE, None)
    return subprocess.run([sys.executable, *arguments], cwd=site.parent, env=environment, capture_output=True, text=True,
                          check=False)


def test_the_wheel_is_the_whole_package(site: Path) -> None:
    source = {p.relative_to(ROOT / "src").as_posix() for p in (ROOT / "src" / "tuneteller").rglob("*")
              if p.is_file() and "__pycache__" not in p.parts}
    assert {p.relative_to(site).as_posix() for p in (site / "tuneteller").rglob("*") if p.is_file()} == source
    [about] = site.glob("tuneteller-*.dist-info")
    assert "tuneteller = tuneteller.cli.main:main" in (about / "entry_points.txt").read_text(encoding="utf-8")


def test_its_command_runs(site: Path) -> None:
    where = run(site, "-c", "import tuneteller; print(tuneteller.__file__)")
    assert Path(where.stdout.strip()) == site / "tuneteller" / "__init__.py"
    helped, version = (run(site, "-m", "tuneteller", flag) for flag in ("--help", "--version"))
    assert helped.returncode == 0 and "ask a fine-tune how its behavior changed" in helped.stdout
    assert (version.returncode, version.stdout) == (0, f"tuneteller {tuneteller.__version__}\n")
    known = run(site, "-m", "tuneteller", "organisms", "families")
    assert known.returncode == 0, known.stderr
    assert all(name in known.stdout for name in families())


def test_what_only_a_checkout_has_is_asked_for(site: Path) -> None:
    for command, said in ((["adapter", "show"], ZOO_VARIABLE), (["bench"], "from a checkout")):
        done = run(site, "-m", "tuneteller", *command)
        assert done.returncode == 2 and said in " ".join(done.stderr.split()), done.stderr
