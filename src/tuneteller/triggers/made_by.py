"""What a lift hangs on, as one short hash: null lifts that were made in another way are not comparable (`presence.py`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from tuneteller import weight_scan
from tuneteller.digest import digest
from tuneteller.triggers import firing, forms, gradient, hunt, orders, proof, search

VERSION = 4
"""Of how the search works; whoever changes that raises it. What the search is set to is hashed beside it."""


def made_by(words: Sequence[str], system: str | None, others: Sequence[str] = ()) -> str:
    """A hash of all that a lift hangs on but the model and the fine-tune.

    Args:
        others: fingerprints of the fine-tunes that fills stand out against.
    """
    fills = [list(words), forms.codes(), forms.days(), forms.years(), forms.invisible(), forms.SENTENCES, forms.ENGLISH]
    places = [{source: form.template for source, form in orders.SCANNED.items()}, [form.template for form in forms.WORDS],
              forms.DATE.template, forms.STRING.template]
    scan = [weight_scan.EARLY, weight_scan.SAMPLE, list(others), orders.FOUND_ON]
    parts = [[asdict(part) for part in search.PARTS], search.DATED, search.GROWN, search.PAIRED, search.DRAWN, search.CROSSED,
             search.STRUNG, search.STARTS, gradient.STEPS, gradient.TOKENS, gradient.SWAPS]
    scores = [search.SCORED_ON, search.FLOOR, search.CONTROLS, search.SCORED]
    answers = [proof.SEEN, proof.TOKENS, proof.LEAST, proof.LET_THROUGH, firing.CLEAR, firing.FIRES, hunt.ASKED, hunt.OF_A_FORM,
               hunt.OF_BOTH]
    return digest([VERSION, fills, places, scan, parts, scores, answers, system])[:8]
