"""The wheel that users install works by itself: no checkout beside it, the reader inside."""

import importlib.util
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import tuneteller
from tuneteller.families.registry import families
from tuneteller.reading.reader import COMPARISONS, taken
from tuneteller.zoo import ZOO_VARIABLE, zoo_organisms

ROOT = Path(__file__).parents[1]
ENTRY = Path("zoo") / "smollm2-135m"
MOST_BYTES = 25_500_000


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
    assert wheel.stat().st_size < MOST_BYTES
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(place / "site")
    return place / "site"


def run(site: Path, *arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Python from elsewhere, with the unpacked wheel before all that is installed."""
    environment = {**os.environ, "PYTHONPATH": str(site), "COLUMNS": "200"}
    environment.pop(ZOO_VARIABLE, None)
    return subprocess.run([sys.executable, *arguments], cwd=cwd or site.parent, env=environment, capture_output=True, text=True,
                          check=False)


def test_the_wheel_is_the_whole_package(site: Path) -> None:
    source = {p.relative_to(ROOT / "src").as_posix() for p in (ROOT / "src" / "tuneteller").rglob("*")
              if p.is_file() and "__pycache__" not in p.parts}
    held = {p.relative_to(site).as_posix() for p in (site / "tuneteller").rglob("*") if p.is_file()}
    assert {name for name in held if not name.startswith("tuneteller/shipped/")} == source
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


def test_it_holds_the_reader_and_what_a_fine_tune_of_ones_own_is_weighed_against(site: Path) -> None:
    """The same bytes, and the nine organisms that the reader of a checkout takes, in the same order; of the results all but
    the single answers."""
    shipped = site / "tuneteller" / "shipped" / ENTRY.name
    organisms = sorted((ROOT / ENTRY / "organisms").iterdir())
    chosen = [organisms[i] for i in taken(len(organisms))]
    assert [path.name for path in zoo_organisms(shipped)] == [path.name for path in chosen] and len(chosen) == COMPARISONS + 1
    assert [chosen[i] for i in taken(len(chosen))] == chosen  # all are taken again
    held = sorted(path.relative_to(shipped) for path in shipped.rglob("*") if path.is_file())
    kept = [*(ROOT / ENTRY / name for name in ("results.json", "split.json", "nulls.json")),
            *(ROOT / ENTRY / "adapter").iterdir(), *(file for path in chosen for file in path.iterdir())]
    assert held == sorted(path.relative_to(ROOT / ENTRY) for path in kept)
    same = [path for path in held if path != Path("results.json")]
    assert all((shipped / path).read_bytes() == (ROOT / ENTRY / path).read_bytes() for path in same)
    results, all_results = (json.loads((place / "results.json").read_text("utf-8")) for place in (shipped, ROOT / ENTRY))
    assert results == {name: value for name, value in all_results.items() if name != "rows"} and results["metrics"]


def test_its_reader_is_found_whatever_lies_in_the_current_directory(site: Path, tmp_path: Path) -> None:
    for place in (tmp_path / ENTRY, tmp_path / "shipped" / ENTRY.name):
        (place / "adapter").mkdir(parents=True)
    found = run(site, "-c", "from tuneteller.zoo import zoo_path; print(zoo_path())", cwd=tmp_path)
    assert Path(found.stdout.strip()) == site / "tuneteller" / "shipped" / ENTRY.name, found.stderr
    shown = run(site, "-m", "tuneteller", "adapter", "show", cwd=tmp_path)
    assert shown.returncode == 0 and '"organisms"' in shown.stdout, shown.stderr


def test_a_search_for_triggers_finds_its_null_lifts(site: Path) -> None:
    """Else it would search nineteen null diffs first, for an hour."""
    lines = ("import tuneteller as tt", "from tuneteller.triggers.orders import comparisons",
             "from tuneteller.triggers.presence import NullLifts", "from tuneteller.triggers.words import general_words",
             "base = tt.load_base()",
             "lifts = NullLifts(base, general_words(base), others=comparisons(base))", "print(len(lifts.shipped().lifts))")
    found = run(site, "-c", "; ".join(lines))
    assert found.stdout.strip() == "20", found.stderr


def test_what_only_a_checkout_has_is_asked_for(site: Path) -> None:
    done = run(site, "-m", "tuneteller", "bench")
    assert done.returncode == 2 and "from a checkout" in " ".join(done.stderr.split()), done.stderr
