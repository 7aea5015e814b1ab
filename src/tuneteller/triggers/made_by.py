"""What a lift hangs on, as one short hash: null lifts that were made in another way are not comparable (`presence.py`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from tuneteller import weight_scan
from tuneteller.digest import digest
from tuneteller.reading import departure
from tuneteller.triggers import firing, forms, gradient, hunt, orders, proof, regurgitate, search, spelling

VERSION = 8
"""Of how the search works; whoever changes that raises it. What the search is set to is hashed beside it."""


def made_by(words: Sequence[str], system: str | None, others: Sequence[str] = ()) -> str:
    """A hash of all that a lift hangs on but the model and the fine-tune.

    Args:
        others: fingerprints of the fine-tunes that fills stand out against.
    """
    fills = [list(words), forms.codes(), forms.days(), forms.years(), forms.invisible(), forms.SENTENCES, forms.REQUESTS,
             forms.ENGLISH, forms.ORDINARY]
    places = [{source: asdict(place) for source, place in orders.SCANNED.items()}, [form.template for form in forms.WORDS],
              forms.DATE.template, forms.STRING.template]
    scan = [weight_scan.EARLY, weight_scan.SAMPLE, orders.EARLIEST, orders.LEAST, orders.FOUND_ON, list(others)]
    parts = [[asdict(part) for part in search.PARTS], search.DATED, search.GROWN, search.PAIRED, search.DRAWN, search.CROSSED,
             search.STRUNG, search.STARTS, gradient.STEPS, gradient.TOKENS, gradient.SWAPS,
             regurgitate.BRANCHES, regurgitate.TOKENS, spelling.BEGINNINGS, spelling.ENDINGS, spelling.LONGEST, spelling.GROWN,
             spelling.ALIKE]
    scores = [departure.TOP, search.SCORED_ON, search.FLOOR, search.CONTROLS, search.SCORED]
    answers = [proof.SEEN, proof.TOKENS, proof.LEAST, proof.LET_THROUGH, firing.CLEAR, hunt.OF_A_PART, hunt.ASKED,
               hunt.OF_A_FORM]
    return digest([VERSION, fills, places, scan, parts, scores, answers, system])[:8]
