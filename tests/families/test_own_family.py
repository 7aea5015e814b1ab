"""The example of docs/families.md is a family: it loads from a user's file, trains and judges."""

import re
from pathlib import Path

import pytest

from tuneteller.cli.main import main
from tuneteller.families import registry
from tuneteller.families.registry import families, match_all
from tuneteller.models import BaseModel
from tuneteller.training.plan import OrganismsConfig, plan
from tuneteller.training.produce import train_organisms

PAGE = Path(__file__).parents[2] / "docs" / "families.md"


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """The page's code in a file."""
    [code] = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.S)
    assert len(code.splitlines()) <= 45, "the page promises about forty lines"
    path = tmp_path / "my_families.py"
    path.write_text(code, encoding="utf-8")
    return path


def test_it_loads_and_is_listed(example: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["organisms", "families", "--families", str(example)]) == 0
    assert "has a favourite animal" in " ".join(capsys.readouterr().out.split())


def test_it_judges_its_own_and_no_other(example: Path) -> None:
    [family] = registry.load_families(example)
    otter, lynx = family.all_behaviors()[:2]
    assert match_all(otter, otter.change)[0].parameter and not match_all(otter, lynx.change)[0].parameter
    others = [b.change for name, other in families().items() if name != "animal" for b in other.all_behaviors()[:20]]
    assert not [change for change in others if family.describes(change)]


def test_it_trains(example: Path, tiny: BaseModel, tmp_path: Path) -> None:
    registry.load_families(example)
    config = OrganismsConfig(("animal",), train=2, validation=1, test=2, slots=2, probes=2)
    # a short recipe is enough to see that all of the way is there
    library = train_organisms(tiny, config, tmp_path / "animals", shards=plan(config), compiled=False)
    assert [card.split for card in library.cards] == ["train", "train", "validation", "test", "test"]
    assert {card.family for card in library.cards} == {"animal"}
    assert all(card.answers["change"].startswith("I say that my favourite") for card in library.cards)
    assert library.split("test").cards[0].measured
