"""The fit finds what made the data, the threshold keeps its promise, and what cannot be fitted on is refused."""

import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tuneteller.cli.main import main
from tuneteller.diffs.diff import WeightDiff
from tuneteller.diffs.peft import load_peft, save_peft
from tuneteller.errors import DataError, LibraryError
from tuneteller.evaluation.calibration import (
    FEWEST_EACH,
    KEPT,
    LEVEL,
    calibrate,
    constant,
    cross_validated,
    fit,
    fit_nothing,
    measured,
)
from tuneteller.evaluation.logistic import fit_logistic
from tuneteller.evaluation.metrics import confidences
from tuneteller.evaluation.reliability import auroc, conformal_threshold, reliability, risk_coverage
from tuneteller.evaluation.statistics import proportion
from tuneteller.families.family import NOTHING
from tuneteller.models import BaseModel
from tuneteller.reading.answer import UNKNOWN
from tuneteller.reading.confidence import FEATURES, Calibration, load_calibration

TRUE = {"likelihood": 2.0, "against none": -1.0, "tokens": 0.5}


def rows_like(n: int, seed: int = 0, *, labels: int = 60, clean: float = 0.2, silent: float = 0.5) -> list[dict[str, Any]]:
    """Rows whose answers are right with the probability that `TRUE` gives, those about clean fine-tunes wrong unless silent."""
    rng = np.random.default_rng(seed)
    rows: list[dict[str, Any]] = []
    for i in range(n):
        is_clean = bool(rng.random() < clean)
        features = {name: float(rng.normal(-1.0 if is_clean and name == "likelihood" else 0.0)) for name in FEATURES}
        z = 0.3 + sum(w * features[name] for name, w in TRUE.items())
        says_nothing = bool(rng.random() < (silent if is_clean else 0.1))
        right = is_clean if says_nothing else not is_clean and bool(rng.random() < 1 / (1 + math.exp(-z)))
        label = f"label {rng.integers(labels)}"
        rows.append({"organism": i, "id": f"{seed}/{i}", "family": "none" if is_clean else "topic", "label": label,
                     "system": "dit", "answer": NOTHING if says_nothing else "I bring up chess.", "exact": right,
                     "clean": is_clean, "features": features,
                     "change": {"answers": {"kl": float(rng.exponential(0.1 if is_clean else 1.0))}}})
    return rows


def write_run(path: Path, rows: list[dict[str, Any]], *, adapter: str = "abc", split: str = "validation",
              question: str = "change", organisms: str | None = None, **more: object) -> Path:
    path.mkdir()
    config = {"adapter": adapter, "config": {"question": question}, "about": {"split": split}, "organisms": organisms, **more}
    (path / "config.json").write_text(json.dumps(config))
    (path / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def test_the_regression_finds_the_coefficients_that_made_the_data() -> None:
    rng = np.random.default_rng(0)
    x, w, c = rng.normal(size=(20_000, 3)), np.array([1.5, -0.7, 0.0]), -0.4
    y = rng.random(len(x)) < 1 / (1 + np.exp(-(x @ w + c)))
    found, intercept = fit_logistic(x, y)
    assert np.allclose(found, w, atol=0.06) and intercept == pytest.approx(c, abs=0.06)
    p = 1 / (1 + np.exp(-(x[:500] @ (v := fit_logistic(x[:500], y[:500], 3.0))[0] + v[1])))
    assert np.allclose(x[:500].T @ (p - y[:500]) + 3.0 * v[0], 0, atol=1e-6)  # the gradient at the minimum
    assert (p - y[:500]).sum() == pytest.approx(0, abs=1e-6)  # the intercept is not drawn to 0
    apart, _ = fit_logistic(np.linspace(-1, 1, 30)[:, None], np.arange(30) >= 15)  # separable: the penalty holds it
    assert np.isfinite(apart).all() and apart[0] > 1
    with pytest.raises(DataError, match="all of 30 answers are wrong"):
        fit_logistic(x[:30], np.zeros(30, dtype=bool))


def test_a_fit_on_rows_gives_the_probabilities_that_made_them() -> None:
    rows = [row for row in rows_like(12_000, clean=0.0) if row["answer"] != NOTHING]
    for row in rows:
        row["features"]["lead"] = 0.0  # never varies, as for a reader with one candidate
    fitted = fit(rows)
    assert set(fitted.scales) == set(FEATURES) - {"lead"}
    for name, scale in fitted.scales.items():
        assert scale.coefficient / scale.std == pytest.approx(TRUE.get(name, 0.0), abs=0.2)
    probe = {name: 0.3 for name in FEATURES}
    assert fitted.probability(probe) == pytest.approx(1 / (1 + math.exp(-(0.3 + 0.3 * sum(TRUE.values())))), abs=0.03)
    assert fitted.probability(dict.fromkeys(FEATURES, 1e6)) == 1.0 and fitted.probability({**probe, "likelihood": -1e6}) == 0.0
    assert fitted.outside(probe) == () and fitted.outside({**probe, "size": 9.0, "tokens": -9.0}) == ("tokens", "size")


@pytest.mark.parametrize("n", [19, 24, 48, 100])
def test_clean_fine_tunes_are_above_the_threshold_as_seldom_as_promised(n: int) -> None:
    """Over many draws of n scores, of a kind with many ties as findings of nothing have; the promise is for the mean."""
    rng = np.random.default_rng(n)
    above, levels = [], set()
    for _ in range(4000):
        scores = np.maximum(rng.beta(2, 5, n + 1) - 0.2, 0.0)
        threshold, level = conformal_threshold(scores[:-1].tolist(), LEVEL)
        above.append(scores[-1] > threshold)
        levels.add(round(level, 9))
    [level] = levels
    assert level <= LEVEL + 1e-9 and level > LEVEL - 1 / (n + 1)
    assert np.mean(above) == pytest.approx(level, abs=4 * math.sqrt(level / 4000))


def test_with_few_clean_fine_tunes_the_level_that_holds_is_stated() -> None:
    assert conformal_threshold([0.1, 0.7, 0.3], 0.05) == (0.7, 0.25)
    assert conformal_threshold([0.0] * 18, 0.05)[1] == pytest.approx(1 / 19)
    assert conformal_threshold([float(i) for i in range(19)], 0.05) == (18.0, pytest.approx(0.05))
    assert conformal_threshold([], 0.05) == (math.inf, 0.0)
    for n in (19, 37, 38, 39, 59):  # of those that divide evenly rounding hides none
        assert conformal_threshold([float(i) for i in range(n)], 0.05)[1] <= 0.05


def test_what_confidences_are_worth() -> None:
    assert auroc([0.9, 0.4, 0.4, 0.1], [True, True, False, False]) == 0.875 and auroc([0.5], [True]) is None
    rng = np.random.default_rng(0)
    p = rng.random(50_000)
    honest = reliability(p.tolist(), (rng.random(50_000) < p).tolist())
    assert honest["ece"] < 0.01 and honest["brier"] == pytest.approx(1 / 6, abs=0.005)
    assert honest["auroc"] == pytest.approx(5 / 6, abs=0.01)
    boastful = reliability([0.9] * 10, [True] * 4 + [False] * 6)
    assert boastful["ece"] == pytest.approx(0.5) and boastful["brier"] == pytest.approx(0.4 * 0.01 + 0.6 * 0.81)
    parts = reliability([0.9, 0.8, 0.2, 0.1], [True, True, False, True])["coverage"]
    assert [(q["coverage"], q["accuracy"], q["confidence"]) for q in parts][2:] == [
        (0.5, 1.0, 0.8), (0.75, 0.6667, 0.2), (1.0, 0.75, 0.1), (1.0, 0.75, 0.1)]
    for right in ([True] * 5 + [False] * 5, [False] * 5 + [True] * 5):  # a tie is in no order
        assert {part["accuracy"] for part in reliability([0.8] * 10, right)["coverage"]} == {0.5}
        assert {wrong for _, wrong in risk_coverage([0.8] * 10, right)} == {0.5}


def test_no_label_is_in_the_fit_that_its_own_answers_are_judged_by() -> None:
    """Each label has a feature of its own, which says all about it to a fit that saw the label, and nothing to another."""
    rows: list[dict[str, Any]] = [
        {"family": "topic", "label": str(i), "exact": i % 2 == 1, "features": {name: float(name == own) for name in FEATURES}}
        for i, own in enumerate(FEATURES) for _ in range(10)]
    fitted, right = fit(rows), [bool(row["exact"]) for row in rows]
    assert auroc([fitted.probability(row["features"]) for row in rows], right) == 1.0
    assert (auroc(cross_validated(rows), right) or 0) < 0.6


def test_findings_of_nothing_have_a_probability_where_hardly_any_is_wrong() -> None:
    found = [row for row in rows_like(900, clean=0.9, silent=0.9) if row["answer"] == NOTHING]
    right, wrong = ([row for row in found if row["exact"] is true] for true in (True, False))
    for n in (0, 1, FEWEST_EACH - 1):
        learnt = fit_nothing(right[:98] + wrong[:n])
        assert learnt.probability(wrong[0]["features"]) == pytest.approx(99 / (100 + n))  # Laplace's rule
    assert fit_nothing(right[:98] + wrong[:FEWEST_EACH]).scales


def test_what_is_less_sure_than_nine_tenths_of_right_claims_is_not_told(tmp_path: Path) -> None:
    """Also where clean fine-tunes would let more through: here all of them are found clean."""
    rows = rows_like(900, silent=1.0)
    found = calibrate([write_run(tmp_path / "run", rows)], "abc")
    assert found.about["conformal_threshold"] == 0.0 < found.threshold
    claims = [row for row in rows if row["answer"] != NOTHING]
    right = [p for p, row in zip(cross_validated(claims), claims, strict=True) if row["exact"]]
    assert KEPT <= sum(p > found.threshold for p in right) / len(right) < KEPT + 2 / len(right)
    m = found.about["measured"]["claims"]
    assert m["told_right"] / m["told"] > m["all_right"] / m["n"]


def test_a_reader_is_calibrated_on_an_evaluation(tmp_path: Path) -> None:
    rows = rows_like(900)
    found = calibrate([write_run(tmp_path / "a", rows[:500]), write_run(tmp_path / "b", rows[500:])], "abc")
    assert Calibration.from_json(json.loads(json.dumps(found.to_json()))) == found
    assert found.question == "change" and found.about["splits"] == ["validation"] and found.nothing is not None
    about, m = found.about, found.about["measured"]
    assert about["n"] == 900 and about["clean"] == sum(row["clean"] for row in rows)
    assert about["clean_for_threshold"] == -(-about["clean"] // 2) and about["attainable_level"] < 0.02
    assert m["claims"]["ece"] < 0.06 and m["claims"]["auroc"] > 0.75 and m["claims"]["n"] + m["nothing"]["n"] == 900
    assert m["features"]["likelihood"]["without"] < m["features"]["all"]["confidence"] < 1
    assert sum(kind["n"] for kind in m["claims"]["clean"].values()) == about["clean"]
    assert sum(kind["told"] for kind in m["claims"]["clean"].values()) / about["clean"] < 2 * LEVEL
    assert m["features"]["size"]["alone"] == pytest.approx(0.5, abs=0.1)
    again = calibrate([tmp_path / "b", tmp_path / "a"], "abc")
    assert again.about["rows"] == about["rows"] and again.threshold == pytest.approx(found.threshold)
    # on new fine-tunes of the same kinds, the promise and the probabilities hold
    new = rows_like(6000, seed=5)
    claims = [row for row in new if row["answer"] != NOTHING]
    sure = {row["id"]: found.confidence(row["features"], False) for row in claims}
    told = [row for row in claims if (c := sure[row["id"]]) is not None and c.known]
    clean = [row for row in new if row["clean"]]
    assert sum(row["clean"] for row in told) / len(clean) < LEVEL + 0.04
    assert sum(row["exact"] for row in told) / len(told) > 0.8 > sum(row["exact"] for row in claims) / len(claims)
    high = [row["change"]["answers"]["kl"] > (found.moved or 0) for row in clean]
    assert sum(high) / len(high) == pytest.approx(LEVEL, abs=0.03)


@pytest.mark.parametrize(("way", "said"), [("alone", "alone"), ("seen", "by_replies")])
def test_claims_that_weights_alone_tell_or_replies_decide_have_a_probability_of_their_own(
    tmp_path: Path, way: str, said: str
) -> None:
    rows = rows_like(900)
    claims = [i for i, row in enumerate(rows) if row["answer"] != NOTHING and not row["clean"]]
    for n, i in enumerate(claims[:50]):
        rows[i] |= {said: True, "exact": n < 48}
    found, left = calibrate([write_run(tmp_path / "run", rows)], "abc"), [row for row in rows if not row.get(said)]
    assert found == Calibration.from_json(json.loads(json.dumps(found.to_json())))
    features = rows[claims[0]]["features"]
    sure = found.confidence(features, False, **{way: True})
    assert sure is not None and sure.probability == pytest.approx(49 / 52) and sure.known  # Laplace's rule
    assert found.claim == calibrate([write_run(tmp_path / "left", left)], "abc").claim  # it learns nothing from them
    assert found.about["measured"][way]["n"] == 50 and found.about["measured"]["claims"]["n"] == sum(
        row["answer"] != NOTHING for row in left)
    rows[claims[0]] |= {"clean": True, "exact": False, "label": "apart"}
    own = calibrate([write_run(tmp_path / "clean", rows)], "abc").about["measured"]["claims"]["clean"]
    assert own["apart"] == {"n": 1, "told": 1}  # what is told of a clean one counts as such
    without = Calibration.from_json({**found.to_json(), way: None})
    assert without.confidence(features, False, **{way: True}) == found.confidence(features, False)


def test_claims_of_which_nothing_shows_have_the_same_weights_and_an_intercept_of_their_own(tmp_path: Path) -> None:
    """Of these a third of what features say is right is right, as behind triggers."""
    rows = rows_like(900)
    claims = [i for i, row in enumerate(rows) if row["answer"] != NOTHING and not row["clean"]]
    for n, i in enumerate(claims[:90]):
        rows[i] |= {"absent": True, "exact": rows[i]["exact"] and n % 3 == 0}
    found = calibrate([write_run(tmp_path / "run", rows)], "abc")
    assert found == Calibration.from_json(json.loads(json.dumps(found.to_json()))) and found.absent
    left = calibrate([write_run(tmp_path / "left", [row for row in rows if not row.get("absent")])], "abc")
    assert found.absent.scales == found.claim.scales == left.claim.scales and found.claim == left.claim
    sure = [found.confidence(rows[i]["features"], False, absent=True) for i in claims[:90]]
    right = sum(rows[i]["exact"] for i in claims[:90])
    assert sum(one.probability for one in sure if one) / 90 == pytest.approx((right + 1) / 92, abs=1e-6)
    assert found.about["measured"]["absent"]["n"] == 90 and found.about["measured"]["absent"]["auroc"] > 0.6
    for i in claims[:90]:
        rows[i] |= {"clean": True, "exact": False, "label": "apart"}
    told = calibrate([write_run(tmp_path / "clean", rows)], "abc")
    assert told.about["measured"]["claims"]["clean"]["apart"] == {"n": 90, "told": 0}
    few = calibrate([write_run(tmp_path / "few", [row for row in rows if not row.get("absent")] + rows[:1])], "abc")
    assert few.absent is None and few.about["measured"]["absent"] is None


def test_the_command_writes_it_beside_the_adapter(
    tiny: BaseModel, random_diff: Callable[..., WeightDiff], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    save_peft(random_diff(tiny, 1), tmp_path / "adapter")
    adapter = load_peft(tmp_path / "adapter")
    rows = rows_like(300, clean=0.1)
    run = write_run(tmp_path / "run", rows, adapter=adapter.fingerprint())
    assert main(["adapter", "calibrate", str(tmp_path / "adapter"), str(run)]) == 0
    said = capsys.readouterr()
    found = load_calibration(tmp_path / "adapter", adapter)
    assert found == calibrate([run], adapter.fingerprint())
    assert "above a confidence of" in " ".join(said.out.split()) and "other phrasings" in said.out
    kept_out = -(-sum(row["clean"] for row in rows) // 2)
    assert kept_out < 19 and f"with {kept_out} clean fine-tunes for the threshold only {1 / (kept_out + 1):.1%}" in " ".join(
        said.err.split())
    assert main(["adapter", "calibrate", str(tmp_path / "adapter"), str(tmp_path)]) == 2
    assert "holds no evaluation" in capsys.readouterr().err


def test_with_few_clean_fine_tunes_it_says_what_it_can_promise(tmp_path: Path) -> None:
    rows = rows_like(300, clean=0.0)
    rows += [row | {"id": f"clean {i}", "clean": True, "exact": False} for i, row in enumerate(rows[:9])]
    found = calibrate([write_run(tmp_path / "few", rows)], "abc")
    assert found.level == found.about["attainable_level"] == pytest.approx(1 / 6) and found.moved is None
    with pytest.raises(DataError, match=r"no clean fine-tune.*48 or more"):
        calibrate([write_run(tmp_path / "none", rows[:300])], "abc")


def test_what_cannot_be_calibrated_on_is_refused(tmp_path: Path) -> None:
    rows = rows_like(100)
    with pytest.raises(LibraryError, match="holds no evaluation"):
        calibrate([tmp_path], "abc")
    with pytest.raises(LibraryError, match="evaluates the adapter other, and this is abc"):
        calibrate([write_run(tmp_path / "other", rows, adapter="other")], "abc")
    with pytest.raises(LibraryError, match="training organisms, which the reader knows"):
        calibrate([write_run(tmp_path / "train", rows, split="train")], "abc")
    with pytest.raises(LibraryError, match=r"is of test organisms.*--split validation"):
        calibrate([write_run(tmp_path / "test", rows, split="test")], "abc")
    twice = [write_run(tmp_path / name, rows, organisms="123") for name in ("once", "again")]
    with pytest.raises(LibraryError, match=r"again has 100 answers about organisms of another run.* once, asked in one way"):
        calibrate(twice, "abc")
    with pytest.raises(LibraryError, match="2 questions \\(change, topic\\)"):
        calibrate([write_run(tmp_path / "change", rows), write_run(tmp_path / "topic", rows, question="topic")], "abc")
    one = write_run(tmp_path / "one reader", rows)
    for setting, value, what in (("known", "def", "files of known fine-tunes"), ("turns", True, "replies of the fine-tunes"),
                                 ("comparisons", ["0" * 64], "fine-tunes to weigh evidence against")):
        with pytest.raises(LibraryError, match=f"made with unlike {what}.*; evaluate again, all with the same"):
            calibrate([one, write_run(tmp_path / f"unlike {setting}", rows, **{setting: value})], "abc")
    old = [{key: value for key, value in row.items() if key != "features"} for row in rows]
    with pytest.raises(LibraryError, match="evaluate again with this version"):
        calibrate([write_run(tmp_path / "old", old)], "abc")
    with pytest.raises(DataError, match="expected at least 20"):
        calibrate([write_run(tmp_path / "small", rows[:20])], "abc")


def test_a_reader_that_is_hardly_ever_wrong_is_calibrated(tmp_path: Path) -> None:
    """Its one wrong claim is in one fold: the fit on the others has right ones alone, and tells their share."""
    rows = [row for row in rows_like(300) if row["answer"] != NOTHING and not row["clean"]][:40]
    for i, row in enumerate(rows):
        row["exact"] = i != 7
    found = cross_validated(rows)
    assert all(0 < p < 1 for p in found) and sum(found) / len(found) > 0.9
    clean = [row for row in rows_like(400, seed=1) if row["clean"]][:60]
    assert calibrate([write_run(tmp_path / "fit", [*rows, *clean])], "abc").claim.scales
    worth = measured(rows, 0.5, [], constant)  # a fold without the wrong one has more confidence, and that tells nothing
    assert worth["auroc"] is None and {part["accuracy"] for part in worth["coverage"]} == {0.975}
    alike = [{**row, "label": "one", "features": dict.fromkeys(FEATURES, 1.0)} for row in rows]  # of one label, all the same
    assert cross_validated(alike) == [pytest.approx(0.5)] * 40  # one fold, of which nothing is known
    assert fit(alike).probability(alike[0]["features"]) == pytest.approx(39 / 40, abs=1e-3)


def test_false_claims_are_a_share_of_all_clean_fine_tunes() -> None:
    """Findings of nothing may have no confidence, where there were too few to fit one on."""
    rows = [{**row, "exact": True, "told": row["answer"], "confidence": None if row["answer"] == NOTHING else 0.9}
            for row in rows_like(400) if row["clean"]]
    claimed = sum(row["answer"] != NOTHING for row in rows)
    found = confidences(rows, "dit")
    assert 0 < claimed < len(rows) and found is not None
    false = found["false_claims"]
    assert false["n"] == len(rows) and false["mean"] == pytest.approx(claimed / len(rows), abs=1e-4)
    none = confidences([{**row, "told": UNKNOWN} for row in rows], "dit")
    assert none is not None and none["false_claims"]["interval95"] == proportion(0, len(rows))["interval95"] != [0.0, 0.0]
