"""Results: the page says what the files say, a file that lacks something is named, and figures come out the same again."""

import json
import re
import signal
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from tuneteller.cli.main import main
from tuneteller.errors import ConfigError, DataError
from tuneteller.evaluation.results import anchor, cell, load_results, page, save_result, this_machine
from tuneteller.evaluation.statistics import paired, proportion, shares, summary

ROOT = Path(__file__).resolve().parents[2]
SYSTEMS = ("dit", "base-question", "base-question-triggered")
JUDGE = {"kind": "embedding, topic",
         "agreement": {"quadratic_weighted_kappa": 0.861, "quadratic_weighted_kappa_95": [0.84, 0.88]}}
DISTANCE = {"rank_correlation": 0.07, "nearest": {"Violin": {"label": "Cello", "similarity": 0.4}},
            "parts": [{"similarity": [0.11, 0.24], **summary([3.0, 4.0, 5.0])},
                      {"similarity": [0.24, 0.49], **summary([1.0, 4.0, 5.0])}]}

GRID = {"rows": ["attn.q", "mlp.up"], "columns": [0, 1, 2], "unit": "Frobenius norm",
        "panels": {"organisms": [[0.0, 3.0, 0.0], [0.0, 0.0, 4.0]], "adapter": [[1.0, None, None], [0.0, 0.0, 0.0]]}}


def evaluation(seed: int, n: int = 20, question: str = "topic") -> dict[str, Any]:
    """What `evaluate` returns, of it what a cell is made of; one reply could not be parsed."""
    rng = np.random.default_rng(seed)
    rows = [{"organism": i, "system": system, "score": round(float(rng.uniform(1, 5)), 3), "exact": bool(rng.random() < 0.3),
             "rank": 8 if i < n // 2 else 1} for system in SYSTEMS for i in range(n)]
    rows[n + 3]["score"] = None  # of base-question
    return {"rows": rows, "config": {"question": question, "systems": list(SYSTEMS)}}


@pytest.fixture(autouse=True)
def handler() -> Iterator[None]:
    """The signal handler that `main` sets is put back."""
    before = signal.getsignal(signal.SIGTERM)
    yield
    signal.signal(signal.SIGTERM, before)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Results of every kind: bars in two groups with parts, a log axis with a level, steps with a word, and a grid."""
    out = tmp_path / "results"
    common: dict[str, Any] = {"about": "What was done.", "seconds": 3912.0, "judges": {"topic": JUDGE}, "machine": "one abacus"}
    topics, news = evaluation(0), evaluation(1, question="headline")
    cells = [cell(group, e, system) for group, e in (("topics", topics), ("news", news)) for system in SYSTEMS]
    cells.append(cell("news, rank 8", news, "dit", pick=lambda row: row["rank"] == 8))
    save_result(out / "main_topics.json", name="main_topics", title="All systems", command="python main.py", cells=cells,
                distance={"topics": DISTANCE, "news": None}, notes=["Chosen on validation.", "Two | pipes."], **common)
    cells = [cell("topics", evaluation(i), "dit", x=x) for i, x in enumerate((32, 1024))] + [cell("topics", topics, SYSTEMS[1])]
    save_result(out / "data_scaling.json", name="data_scaling", title="More organisms", command="python more.py", cells=cells,
                axis={"name": "training organisms", "log": True}, **common)
    cells = [cell("topics", evaluation(i), s, x=x) for i, x in enumerate(("full", 8, 1)) for s in SYSTEMS]
    save_result(out / "rank_generalisation.json", name="rank_generalisation", title="Ranks", command="python ranks.py",
                cells=cells, axis={"name": "rank", "log": False}, **common)
    save_result(out / "where.json", name="where", title="Where", command="python where.py", cells=[], grid=GRID, **common)
    (out / "of_another_kind.json").write_text('{"metrics": {}}', encoding="utf-8")
    return out


def test_the_machine_is_named_by_the_device_the_base_model_was_on(monkeypatch: pytest.MonkeyPatch) -> None:
    threads = torch.get_num_threads()
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    monkeypatch.setattr(torch.cuda, "device_count", lambda: 1)
    monkeypatch.setattr(torch.cuda, "get_device_name", lambda device: "abacus")
    assert this_machine() == "one abacus"
    for device in ("cpu", torch.device("cpu")):
        assert this_machine(device).startswith(f"{threads} CPU core")


def test_a_cell_is_made_of_the_rows_that_were_picked() -> None:
    result = evaluation(0)
    rows = {system: [row for row in result["rows"] if row["system"] == system] for system in SYSTEMS}
    whole = cell("topics", result, "base-question", x=4)
    scored = [i for i in range(20) if i != 3]
    assert whole["unparsable"] == 1 and whole["x"] == 4 and whole["exact"]["n"] == 20
    assert whole["ahead"] == paired([rows["dit"][i]["score"] for i in scored],
                                    [rows["base-question"][i]["score"] for i in scored])
    picked = cell("topics", result, "dit", pick=lambda row: row["rank"] == 8)
    scores = [row["score"] for row in rows["dit"][:10]]
    assert picked["score"] == summary(scores) and picked["shares"] == shares(scores) and picked["ahead"] is None
    with pytest.raises(ConfigError, match="no scores of 'dit'"):
        cell("topics", result, "dit", pick=lambda row: row["rank"] == 64)


def test_the_page_says_what_the_files_say(folder: Path) -> None:
    results = load_results(folder)
    assert [r["name"] for r in results] == ["main_topics", "data_scaling", "rank_generalisation", "where"]
    text = page(results)
    sections = text.split("\n## ")[1:]
    for result, section in zip(results, sections, strict=True):
        head, _, *lines = [line for line in section.splitlines() if line.startswith("|")]
        names = [name.strip() for name in head.split("|")[1:-1]]
        for one, line in zip(result["cells"], lines if result["cells"] else (), strict=True):
            row = dict(zip(names, (part.strip() for part in line.split("|")[1:-1]), strict=True))
            assert row["system"] == f"`{one['system']}`" and row.get("group", one["group"]) == one["group"]
            assert row["score"] == interval(one["score"]) and row["exact"] == f"{one['exact']['mean']:.3f}"
            assert row["n"].split()[0] == str(one["score"]["n"]) and ("1 unparsable" in row["n"]) == (one["unparsable"] == 1)
            assert [int(s) for s in row["grades 1 / 2 / 3 / 4 / 5, %"].split("/")] == [round(100 * s) for s in one["shares"]]
            assert row["behind DIT by"] == (interval(one["ahead"], "+") if one["ahead"] else "")
            if result["axis"]:
                assert row[result["axis"]["name"]].replace(",", "") == ("" if one["x"] is None else str(one["x"]))
        assert section.startswith(result["title"]) and result["about"] in section and all(n in section for n in result["notes"])
        assert f"Made by `{result['command']}` in 1 h 5 min on one abacus." in section
        assert "kappa 0.861 (0.840 to 0.880)" in section and f"(figures/{result['name']}.svg)" in section
    assert "| organisms | 5.00 | 0 | 36 | 64 | mlp.up (64%), attn.q (36%) |" in sections[3]
    for part in DISTANCE["parts"]:
        low, high = part["similarity"]
        assert f"{interval(part)} at {low:.2f} to {high:.2f}, n = 3" in sections[0]
    assert "Rank correlation +0.07" in sections[0] and "Leak check, news" not in text and "Cello" not in json.dumps(results)


def interval(value: dict[str, Any], sign: str = "") -> str:
    mean, low, high = (f"{v:{sign}z.2f}" for v in (value["mean"], *value["interval95"]))
    return f"{mean} ({low} to {high})"


@pytest.mark.parametrize(("damage", "said"), [
    (lambda r: r.pop("title"), "has no title"),
    (lambda r: r["cells"][1].pop("shares"), r"has no cells\[1\].shares"),
    (lambda r: r["cells"][0]["score"].pop("interval95"), r"has no cells\[0\].score.interval95"),
    (lambda r: r["cells"][0]["score"].update(mean=float("nan")), r"has nan as cells\[0\].score.mean, expected a number"),
    (lambda r: r["cells"][0].update(x=[1]), r"has \[1\] as cells\[0\].x, expected int or float or str or null"),
    (lambda r: r["cells"][0]["shares"].pop(), r"has 4 numbers in cells\[0\].shares, expected 5"),
    (lambda r: r["distance"]["topics"].pop("rank_correlation"), "has no distance.topics.rank_correlation"),
    (lambda r: r.update(name="../../page"), "has the name '../../page'"),
    (lambda r: r.update(axis={"name": "x", "log": True}) or r["cells"][0].update(x=0),
     r"has 0 as cells\[0\].x, which no log axis holds"),
    (lambda r: r.update(cells=[]), "has no cells"),
    (lambda r: r.update(judges={"topic": "me"}), "has no judges.topic.kind"),
])
def test_what_a_file_lacks_is_named(folder: Path, damage: Any, said: str) -> None:
    path = folder / "main_topics.json"
    result = json.loads(path.read_text(encoding="utf-8"))
    damage(result)
    path.write_text(json.dumps(result), encoding="utf-8")
    with pytest.raises(DataError, match=f"main_topics.json {said}"):
        load_results(folder)


def test_what_is_no_json_or_no_folder_is_refused(folder: Path) -> None:
    (folder / "cut.json").write_text('{"schema": 1, "cel', encoding="utf-8")
    with pytest.raises(DataError, match=r"cut.json cannot be read"):
        load_results(folder)
    with pytest.raises(ConfigError, match="is no folder"):
        load_results(folder / "none")
    with pytest.raises(DataError, match="has a panel 'organisms' that does not fit"):
        save_result(folder / "empty.json", name="empty", title="", about="", command="", seconds=1, judges={}, cells=[],
                    grid={**GRID, "columns": [0, 1]})
    with pytest.raises(DataError, match="has no cells"):
        save_result(folder / "empty.json", name="empty", title="", about="", command="", seconds=1, judges={}, cells=[])
    assert not (folder / "empty.json").exists()


def test_the_command_draws_the_same_bytes_again(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("matplotlib")
    for run in ("one", "two"):
        out, page_at = tmp_path / run / "pictures", tmp_path / run / "r.md"
        assert main(["figures", "--results", str(folder), "--out", str(out), "--page", str(page_at), "--png"]) == 0
    first, second = ({p.name: p.read_bytes() for p in sorted((tmp_path / run).rglob("*.*"))} for run in ("one", "two"))
    assert first == second and len(first) == 9 and b"(pictures/main_topics.svg)" in first["r.md"]
    for result in load_results(folder):
        text = " ".join(ElementTree.fromstring(first[f"{result['name']}.svg"]).itertext())
        assert all(one["system"] in text for one in result["cells"])
        assert all(word in text for word in (*GRID["panels"], *GRID["rows"])) or "grid" not in result
        assert result["axis"] is None or result["axis"]["name"] in text
    text = first["rank_generalisation.svg"].decode()
    assert text.index(">1<") < text.index(">8<") < text.index(">full<")  # numbers in order, words last
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    assert main(["figures", "--results", str(folder), "--out", str(tmp_path / "three"), "--page", str(tmp_path / "r.md")]) == 2
    assert not (tmp_path / "three").exists() and not (tmp_path / "r.md").exists()


@pytest.mark.parametrize("axis", [None, {"name": "rank", "log": False}])
def test_many_groups_stand_below_each_other(tmp_path: Path, axis: dict[str, Any] | None) -> None:
    pytest.importorskip("matplotlib")
    from tuneteller.evaluation.figures import draw_all

    cells = [cell(f"kind {i}", evaluation(i), "dit", x=1 if axis else None) for i in range(10)]
    save_result(tmp_path / "many.json", name="many", title="", about="", command="", seconds=1, judges={"topic": JUDGE},
                cells=cells, axis=axis)
    [picture] = draw_all(load_results(tmp_path), tmp_path)
    drawn = ElementTree.parse(picture).getroot()
    assert all(f"kind {i}" in " ".join(drawn.itertext()) for i in range(10))
    assert float(str(drawn.get("width")).removesuffix("pt")) < 1100  # ten beside each other are 2,000


def test_of_tables_alone_the_shares_of_the_first_are_drawn(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    from tuneteller.evaluation.figures import draw_all

    first = {"title": "By group", "columns": ["group", "n", "found", "first", "seconds"],
             "rows": [["all", 40, "0.51 (0.35 to 0.66, n = 40)", "0.25 (0.14 to 0.41, n = 40)", "50"],
                      ["full-parameter", 4, "1.00 (0.51 to 1.00, n = 4)", "-", "61"]]}
    second = {"title": "Otherwise", "columns": ["verdict", "right"], "rows": [["confirmed", "0.97 (0.83 to 0.99)"]] * 2}
    for name, tables in (("bench", [first, second]), ("words", [{**second, "rows": [["confirmed", "all of them"]] * 2}])):
        save_result(tmp_path / f"{name}.json", name=name, title="", about="", command="", seconds=1, judges={}, cells=[],
                    tables=tables)
    results = load_results(tmp_path)
    [picture] = draw_all(results, tmp_path)
    texts = [text.strip() for text in ElementTree.parse(picture).getroot().itertext() if text.strip()]
    assert {"found", "first", "all (n = 40)", "full-parameter (n = 4)", "0.51", "1.00", "-", "share of each group"} <= {*texts}
    assert not {"seconds", "n", "right", "0.97"} & {*texts}
    said = page(results)
    assert said.count(".svg)") == 1 and said.index("full-parameter") < said.index("figures/bench.svg") < said.index("Otherwise")


def test_the_page_of_this_repository_is_that_of_its_results() -> None:
    results = load_results(ROOT / "results") if (ROOT / "results").is_dir() else []
    if not results:
        pytest.skip("no results yet")
    assert (ROOT / "docs" / "results.md").read_text(encoding="utf-8") == page(results), "run: tuneteller figures"
    named = re.findall(r"\]\((figures/[\w.]+)\)", page(results))
    assert named and all((ROOT / "docs" / name).is_file() for name in named), "run: tuneteller figures"


def test_every_section_is_listed_and_every_link_to_one_leads_there() -> None:
    if not (ROOT / "results").is_dir():
        pytest.skip("no results yet")
    text = (ROOT / "docs" / "results.md").read_text(encoding="utf-8")
    titles = re.findall(r"^## (.*)$", text, re.M)
    assert re.findall(r"^- \[(.*)\]\(#(.*)\)$", text, re.M) == [(title, anchor(title)) for title in titles]
    assert len({anchor(title) for title in titles}) == len(titles)
    pages = (ROOT / "README.md", ROOT / "zoo" / "README.md", *(ROOT / "docs").glob("*.md"))
    linked = {name for file in pages for name in re.findall(r"results\.md#([\w-]+)", file.read_text(encoding="utf-8"))}
    assert len(linked) > 10 and linked <= {anchor(title) for title in titles}


def test_shares_have_wilsons_interval() -> None:
    """Numbers of Brown, Cai and DasGupta (2001) and of R's prop.test without correction."""
    assert proportion(0, 48)["interval95"] == [0.0, pytest.approx(0.0741, abs=1e-4)]
    assert proportion(8, 10)["interval95"] == [pytest.approx(0.4902, abs=1e-4), pytest.approx(0.9433, abs=1e-4)]
    assert proportion(10, 10)["mean"] == 1.0 and proportion(10, 10)["interval95"][1] == 1.0
    assert proportion(0, 0) == {"mean": 0.0, "interval95": [0.0, 1.0], "n": 0}


def test_tables_that_do_not_fit_are_named(folder: Path) -> None:
    good: dict[str, Any] = json.loads((folder / "where.json").read_text(encoding="utf-8"))
    table = {"title": "T", "columns": ["a", "b"], "rows": [["x", 1.5]]}
    curve = {"title": "C", "x": "x", "y": "y", "diagonal": False, "lines": {"one": [[0.0, 1.0]]}}
    for part, said in ((("tables", {**table, "rows": [["x"]]}), "tables\\[0\\].rows\\[0\\]"),
                       (("tables", {**table, "rows": [["x", float("nan")]]}), "nan"),
                       (("curves", {**curve, "lines": {"one": [[0.0]]}}), "curves\\[0\\].lines\\[0\\].one")):
        (folder / "where.json").write_text(json.dumps({**good, part[0]: [part[1]]}), encoding="utf-8")
        with pytest.raises(DataError, match=said):
            load_results(folder)
    (folder / "where.json").write_text(json.dumps({**good, "tables": [table], "curves": [curve]}), encoding="utf-8")
    [shown] = [result for result in load_results(folder) if result["name"] == "where"]
    assert "T:\n\n| a | b |\n|---|---|\n| x | 1.500 |" in page([shown])
