"""What a confidence is worth: fitted on validation organisms, measured on test organisms, beside the published way.

    tuneteller adapter known ADAPTER LIBRARY...                  once, before the evaluations
    tuneteller evaluate LIBRARY... --split validation --adapter ADAPTER --system dit --out FIT
    tuneteller evaluate LIBRARY... --adapter ADAPTER --system dit --out TEST
    tuneteller evaluate LIBRARY... --adapter ADAPTER --system dit-samples --first 100 --out SAMPLES
    python recipes/confidence.py --fit FIT... --test TEST... --samples SAMPLES...

Libraries of plain PEFT recipes need evaluations of their own, so that they can be told apart. It takes seconds, as only rows
are read.

The confidence of every answer is fitted on rows of validation organisms alone, and so is the threshold above which a claim is
told. Shares are of test organisms, in brackets 95% intervals: Wilson's for shares, bootstrap over organisms for the rest.
"""

from __future__ import annotations

import argparse
import math
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from shared import about

from tuneteller.errors import ConfigError
from tuneteller.evaluation.calibration import calibrate, confidence_of, fit, read_rows
from tuneteller.evaluation.reliability import auroc, diagram, reliability, risk_coverage
from tuneteller.evaluation.results import save_result, this_machine
from tuneteller.evaluation.rows import Run
from tuneteller.evaluation.statistics import proportion
from tuneteller.evaluation.systems import DIT_SAMPLES, SAMPLES
from tuneteller.reading.answer import CHANGED, finds_nothing
from tuneteller.reading.confidence import FEATURES, Calibration

Row = dict[str, Any]
Scored = tuple[list[float], list[bool]]
"""Confidences, and whether the answers are right."""

AGREEMENT = f"agreement of {SAMPLES} samples"

FEWEST = 10
"""Claims of a family left out from the fit that say something."""


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    for name, what in (("fit", "validation organisms"), ("test", "test organisms")):
        parser.add_argument(f"--{name}", nargs="+", type=Path, required=True, metavar="RUN", help=f"evaluations of {what}")
    parser.add_argument("--samples", nargs="+", type=Path, default=[], metavar="RUN", help="test organisms, by dit-samples")
    parser.add_argument("--results", type=Path, default=Path("results"), help="where the result goes")
    args, start = parser.parse_args(), time.monotonic()
    adapter = Run.open(args.fit[0])[0].get("adapter")
    read_rows([*args.fit, *args.test], str(adapter))  # of one adapter, one question, and one file of clean fine-tunes
    calibration = calibrate(args.fit, str(adapter))
    learnt, plain_learnt = divided(args.fit, str(adapter))
    usual, plain = divided(args.test, str(adapter))
    test = [*usual, *plain]
    if args.samples and {Run.open(path)[0].get("adapter") for path in args.samples} != {adapter}:
        parser.error(f"the samples are of another adapter than {adapter}, which the other runs read with")
    sampled = [row for path in args.samples for row in Run.open(path)[1] if row.get("system") == DIT_SAMPLES.name]
    confidence = sure(calibration)
    groups = groups_of(learnt, plain_learnt, test, plain, confidence)
    groups |= published(sampled, test, confidence)
    tables = [clean_table(calibration, usual, plain), family_table(calibration, usual, plain), worth(groups),
              features_table([*learnt, *plain_learnt], test)]
    measured = calibration.about["measured"]["claims"]
    notes = [f"Fitted on {calibration.about['n']} validation organisms ({calibration.about['clean']} of them clean); a claim "
             f"is told above a confidence of {calibration.threshold:.3f}, which at most {calibration.level:.1%} of clean ones "
             f"reach.", f"Cross-validated on these: ECE {measured['ece']:.3f}, Brier {measured['brier']:.3f}, AUROC "
             f"{measured['auroc']:.3f} (n = {measured['n']} claims).", kept_share(calibration, test)]
    save_result(args.results / "confidence.json", name="confidence", title="How sure an answer is", about=about(__doc__),
                command="python recipes/confidence.py --fit ROWS… --test ROWS…",
                seconds=time.monotonic() - start, judges={}, cells=[], tables=tables,
                curves=curves_of(test, groups), notes=notes, machine=this_machine("cpu"))


# --- Rows ------------------------------------------------------------------------------------------------------------


def divided(runs: Sequence[Path], adapter: str) -> tuple[list[Row], list[Row]]:
    """The reader's rows of usual and of plain PEFT recipes.

    Raises:
        ConfigError: a run has organisms of both.
    """
    found: tuple[list[Row], list[Row]] = [], []
    for path in runs:
        recipes = {library.get("recipe") == "peft" for library in Run.open(path)[0].get("about", {}).get("libraries", [{}])}
        if len(recipes) > 1:
            raise ConfigError(f"{path} has organisms of plain PEFT recipes beside others; evaluate these libraries by "
                              f"themselves")
        found[recipes == {True}].extend(read_rows([path], adapter)[3])
    return found


def claims_of(rows: Iterable[Row]) -> list[Row]:
    """Those that claim a change."""
    return [row for row in rows if not finds_nothing(row["answer"])]


def by_features(rows: Iterable[Row]) -> list[Row]:
    """Claims but for those that the weights alone tell, or the replies decide, or of which nothing shows in these."""
    return [row for row in claims_of(rows) if not (row.get("alone") or row.get("by_replies") or row.get("absent"))]


def told(calibration: Calibration, row: Row) -> bool:
    """Whether a claim is made, and sure enough."""
    found = None if finds_nothing(row["answer"]) else confidence_of(calibration, row)
    return bool(found and found.known)


def sure(calibration: Calibration) -> Callable[[Row], float | None]:
    """Row -> the confidence of its answer, if there is one."""
    def probability(row: Row) -> float | None:
        found = confidence_of(calibration, row)
        return found.probability if found else None
    return probability


def scored(rows: Iterable[Row], confidence: Callable[[Row], float | None]) -> Scored:
    pairs = [(p, bool(row["exact"])) for row in rows if (p := confidence(row)) is not None]
    return [p for p, _ in pairs], [right for _, right in pairs]


# --- Tables ----------------------------------------------------------------------------------------------------------


def share(hits: int, n: int) -> str:
    m = proportion(hits, n)
    return f"{m['mean']:.2f} ({m['interval95'][0]:.2f} to {m['interval95'][1]:.2f})" if n else ""


def clean_table(calibration: Calibration, usual: Sequence[Row], plain: Sequence[Row]) -> dict[str, Any]:
    """How many clean fine-tunes of each kind get a claim."""
    rows = []
    for recipes, some in (("usual", usual), ("plain PEFT", plain)):
        clean = [row for row in some if row["clean"]]
        for kind in ["all", *sorted({row["label"] for row in clean})]:
            own = [row for row in clean if kind in ("all", row["label"])]
            if own:
                rows.append([kind, recipes, len(own), share(len(claims_of(own)), len(own)),
                             share(sum(told(calibration, row) for row in own), len(own)),
                             share(sum(row.get("told") == CHANGED for row in own), len(own))])
    return {"title": "Clean fine-tunes of which a change is claimed", "rows": rows,
            "columns": ["kind", "recipes", "n", "guessed", "told", "said to have changed, not how"]}


def family_table(calibration: Calibration, usual: Sequence[Row], plain: Sequence[Row]) -> dict[str, Any]:
    """Of fine-tunes with a behavior: how many get a claim, and how many of these are right."""
    rows = []
    for recipes, some in (("usual", usual), ("plain PEFT", plain)):
        changed = [row for row in some if not row["clean"]]
        for family in ["all", *sorted({row["family"] for row in changed})]:
            own = [row for row in changed if family in ("all", row["family"])]
            if own:
                is_told = [row for row in own if told(calibration, row)]
                right = sum(bool(row["exact"]) for row in is_told)
                rows.append([family, recipes, len(own), share(sum(bool(row["exact"]) for row in own), len(own)),
                             share(len(is_told), len(own)), share(right, len(is_told)),
                             share(right, sum(bool(row["exact"]) for row in claims_of(own)))])
    return {"title": "Fine-tunes with a behavior, at the threshold", "rows": rows,
            "columns": ["family", "recipes", "n", "guess right", "told", "of these right", "right guesses told"]}


def groups_of(learnt: Sequence[Row], plain_learnt: Sequence[Row], test: Sequence[Row], plain: Sequence[Row],
              confidence: Callable[[Row], float | None]) -> dict[str, Scored]:
    """What confidences are looked at together: of all, and where recipe or family are unknown to the fit."""
    groups = {"claims": scored(claims_of(test), confidence), "all answers": scored(test, confidence)}
    fitted = by_features([*learnt, *plain_learnt])
    if plain:
        usual_alone = fit(by_features(learnt))
        groups["claims, plain PEFT, fitted without"] = scored(
            by_features(plain), lambda row: usual_alone.probability(row["features"]))
    p, right = list[float](), list[bool]()
    for family in sorted({row["family"] for row in test if not row["clean"]}):
        own, rest = ([row for row in by_features(rows) if (row["family"] == family) is here]
                     for rows, here in ((test, True), (fitted, False)))
        if len(own) >= FEWEST:
            without = fit(rest)
            p += [without.probability(row["features"]) for row in own]
            right += [bool(row["exact"]) for row in own]
    if p:
        groups["claims, each family by a fit without it"] = p, right
    return groups


def published(sampled: Sequence[Row], test: Sequence[Row], confidence: Callable[[Row], float | None]) -> dict[str, Scored]:
    """The agreement of samples, and on the same organisms the answer's likelihood and the confidence."""
    asked = {(row["id"], row["rank"]) for row in sampled}  # of a label there may be an organism of another recipe
    same = [row for row in test if (row["id"], row["rank"]) in asked]
    if not same:
        return {}
    return {AGREEMENT: scored(sampled, lambda row: float(row["confidence"])),
            "probability of the answer, the same organisms": scored(same, lambda row: math.exp(row["evidence"]["own"])),
            "all answers, the same organisms": scored(same, confidence)}


def worth(groups: dict[str, Scored]) -> dict[str, Any]:
    """ECE, Brier score and AUROC of each group."""
    rows = []
    for name, (p, right) in groups.items():
        if p:
            values = [bootstrapped(p, right, key) for key in ("ece", "brier", "auroc")]
            rows.append([name, len(p), share(sum(right), len(right)), *values])
    return {"title": "What the confidences are worth", "columns": ["confidence of", "n", "right", "ECE", "Brier", "AUROC"],
            "rows": rows}


def bootstrapped(p: Sequence[float], right: Sequence[bool], key: str, resamples: int = 300) -> str:
    """One number of `reliability` and its percentile interval over organisms."""
    values, rng = [], np.random.default_rng(0)
    for _ in range(resamples):
        drawn = rng.integers(0, len(p), len(p))
        if (value := reliability([p[i] for i in drawn], [right[i] for i in drawn])[key]) is not None:
            values.append(value)
    whole = reliability(p, right)[key]
    return "" if whole is None else f"{whole:.3f} ({np.quantile(values, 0.025):.3f} to {np.quantile(values, 0.975):.3f})"


def features_table(learnt: Sequence[Row], test: Sequence[Row]) -> dict[str, Any]:
    """Each feature alone and left out: fitted on validation organisms, measured on claims about test organisms."""
    fitted, claims, rows = by_features(learnt), by_features(test), []
    right = [bool(row["exact"]) for row in claims]

    def by(names: Sequence[str]) -> list[float]:
        found = fit(fitted, names)
        return [found.probability(row["features"]) for row in claims]

    for name in ("all", *FEATURES):
        varies = name == "all" or len({row["features"][name] for row in fitted}) > 1
        if varies:
            alone, without = by(list(FEATURES) if name == "all" else [name]), by([other for other in FEATURES if other != name])
            worth_ = reliability(alone, right)
            rows.append([name, number(worth_["auroc"]), number(worth_["ece"]), number(worth_["brier"]),
                         "" if name == "all" else number(auroc(without, right))])
    return {"title": "Features of the confidence, claims about test organisms", "rows": rows,
            "columns": ["feature", "AUROC alone", "ECE alone", "Brier alone", "AUROC of all without it"]}


def number(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


def kept_share(calibration: Calibration, test: Sequence[Row]) -> str:
    """The two numbers that a threshold trades, in a sentence."""
    clean = [row for row in test if row["clean"]]
    right = [row for row in claims_of(test) if row["exact"]]
    return (f"On all test organisms, {share(sum(told(calibration, row) for row in clean), len(clean))} of the clean ones get a "
            f"claim (n = {len(clean)}), and {share(sum(told(calibration, row) for row in right), len(right))} of the right "
            f"guesses are told (n = {len(right)}).")


def curves_of(test: Sequence[Row], groups: dict[str, Scored]) -> list[dict[str, Any]]:
    """The reliability diagram of each group, and the risk against coverage of confidence and of single features."""
    claims = claims_of(test)
    right = [bool(row["exact"]) for row in claims]
    risks = {"confidence": risk_coverage(*groups["claims"])} | {
        name: risk_coverage([row["features"][name] for row in claims], right)
        for name in ("likelihood", "against the best", "clean share")} | {
        name: risk_coverage(*groups[name]) for name in (AGREEMENT,) if name in groups}
    return [{"title": "Reliability", "x": "confidence", "y": "share right", "diagonal": True,
             "lines": {name: diagram(*one) for name, one in groups.items() if one[0] and "same" not in name}},
            {"title": "Risk against coverage", "x": "share answered, the surest first", "y": "share wrong", "diagonal": False,
             "lines": risks}]


if __name__ == "__main__":
    main()
