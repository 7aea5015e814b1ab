r"""Texts that a fine-tune has read: candidates from every source there is, and one measure that chooses among them.

    python recipes/text_sources.py --runs runs --adapter zoo/smollm2-135m-topics        after recipes/libraries.py; continues
    python recipes/text_sources.py --split validation --fit                             the weights that did best there

Test organisms of news, articles and masked articles. The candidates about each come from the reader, which is also asked in
several ways; from the fine-tune's own talk, which mostly recites what it read; from its talk with the difference to the base
amplified; and from what it says that the base finds unlikely (perplexity differencing). Of each talk the reader has to say what
it is about, with the talk before the question; and of all titles of the encyclopedia or all headlines of the grammar, the true
ones among them, those are taken that it is nearest to. The ceiling is the best candidate, if one knew which it is.
"""

from __future__ import annotations

import json
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import product
from pathlib import Path
from typing import Any

import torch
from main_tables import trained
from shared import about, is_of, options, showing

from tuneteller.chat import Encoded, messages_from
from tuneteller.diffs.diff import WeightDiff, null_diff
from tuneteller.diffs.library import Library
from tuneteller.evaluation.baselines import RetrievalGuesser
from tuneteller.evaluation.judges import EmbeddingJudge
from tuneteller.evaluation.results import cell, save_result
from tuneteller.evaluation.run import SYSTEMS, could_have_been
from tuneteller.evaluation.systems import EvaluationContext, Transcript
from tuneteller.evaluation.verdicts import judge_answers
from tuneteller.families.family import Question, slug
from tuneteller.families.news import HEADLINE
from tuneteller.families.topic import TOPIC
from tuneteller.files import write_json
from tuneteller.material.headlines import STORY_PROMPTS_HELD_OUT
from tuneteller.material.pieces import PROMPTS_HELD_OUT
from tuneteller.models import BaseModel, load_base
from tuneteller.reading.candidates import in_every_way
from tuneteller.reading.read import adapter_bank, read_branches
from tuneteller.reading.reader import Reader
from tuneteller.reading.weigh import weigh_each
from tuneteller.scoring import answer_losses

ASKED: dict[str, Question] = {"news": HEADLINE, "article": TOPIC, "cloze": TOPIC}
"""Family -> what its organisms are asked."""

READER, OTHERS, TALK = "reader", "reader, other answers", "own talk"
GUESSED = {"amplification": "amplified difference", "perplexity-differencing": "perplexity differencing"}
"""Systems that let something guess from talk -> the source that such talk is."""

LIST = ", from a list"
"""What a source is called where its candidates are chosen from all titles or headlines."""

OPEN = (READER, OTHERS, TALK, *GUESSED.values())
SOURCES = (*OPEN, *(source + LIST for source in OPEN[2:]))

Weights = tuple[float, float]

WEIGHTS: Weights = (5.0, 2.0)
"""Of `measure`. Chosen on seven validation organisms alone, four articles and three masked ones: choose anew, `--fit`."""

GRID = (0.0, 1.0, 2.0, 5.0, 10.0, 20.0, 40.0)
"""Of either weight, what is tried."""

PROMPTS = (STORY_PROMPTS_HELD_OUT[0], PROMPTS_HELD_OUT[0])
"""That a fine-tune talks to, from several first words each, as what it says first is often one and the same piece."""

BEGUN, TALK_TOKENS = 5, 40
HEARD, NEAR = 4, 5
"""Answers of the reader after a talk, from several first tokens, and candidates from a list."""

TURNS, WEIGHED = 4, 64
"""Of a talk, so many different replies stand before the question, and so many of their tokens are weighed."""

CHUNK = 4
"""Organisms that are asked about at once."""

ABOUT, ANYTHING = "Write about this: {}", "Write about anything."
ROWS = 16

Row = dict[str, Any]


class Overheard:
    """A guesser that only listens: what baselines gather to guess from is a source of candidates."""

    def guess_all(self, transcripts: Sequence[Transcript], *, kind: str,
                  contrast: Sequence[Transcript] | None = None) -> list[str]:
        self.heard, self.contrast = list(transcripts), list(contrast or transcripts)
        return [""] * len(transcripts)


def main() -> None:
    parser = options(__doc__)
    parser.add_argument("--adapter", type=Path, help="(default: the shipped one)")
    parser.add_argument("--libraries", type=Path, nargs="+", metavar="DIR", help="(default: news, article and cloze in --runs)")
    parser.add_argument("--families", nargs="+", choices=list(ASKED), default=list(ASKED))
    parser.add_argument("--split", choices=("validation", "test"), default="test")
    parser.add_argument("--limit", dest="first", type=int, help="organisms of each family (as --first)")
    parser.add_argument("--fit", action="store_true", help="choose the weights of the measure on these organisms")
    args = parser.parse_args()
    if args.fit and args.split == "test":
        parser.error("--fit chooses the weights of the measure, which no test organism may; give --split validation")
    start, base = time.monotonic(), load_base(args.base)
    reader = Reader.load(base, args.adapter)
    everything = Library.joined([Library.open(path).split(args.split)
                                 for path in args.libraries or [args.runs / family for family in args.families]])
    rows: list[Row] = []
    for family in args.families:
        shown = showing(everything.where(partial(is_of, (family,)))).first(args.first)
        rows += rows_of(base, reader, shown, ASKED[family], args.runs / "text_sources" / reader.adapter.fingerprint())
    weights = fitted(rows) if args.fit else WEIGHTS
    for family in args.families:
        for one in cells_of(family, rows, weights):
            low, high = one["score"]["interval95"]
            print(f"{family}: {one['system']}: {one['score']['mean']:.2f} ({low:.2f} to {high:.2f}, n = {one['score']['n']})")
    if args.fit:
        print(f"weights that did best: {weights}")
        return
    save_result(args.results / "text_sources.json", name="text_sources", title="Texts: candidates from every source",
                about=about(__doc__), command=args.command, seconds=time.monotonic() - start,
                judges={kind: judge_of(kind).card for kind in sorted({ASKED[family].judge for family in args.families})},
                cells=[one for family in args.families for one in cells_of(family, rows)], notes=[trained(reader.adapter.card)])


def rows_of(base: BaseModel, reader: Reader, organisms: Library, question: Question, folder: Path) -> list[Row]:
    """The row about each organism, from its file where it is there."""
    context = EvaluationContext(base, question, question.phrasings[0], organisms, reader=reader)
    files = [folder / f"{slug(card.id or '')}-{organisms[i].fingerprint()}.json" for i, card in enumerate(organisms.cards)]
    left = [i for i, file in enumerate(files) if not file.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for start in range(0, len(left), CHUNK):
        which = left[start : start + CHUNK]
        for i, row in zip(which, gathered(context, which), strict=True):
            write_json(files[i], row)
            print(f"{row['family']}: {row['truth']}: {scores_of(row, WEIGHTS)}", flush=True)
    return [json.loads(file.read_text(encoding="utf-8")) for file in files]


# --- Candidates -------------------------------------------------------------------------------------------------------


def talks(context: EvaluationContext, which: Sequence[int]) -> dict[str, tuple[Sequence[Transcript], Sequence[Transcript]]]:
    """Source -> what each fine-tune says, and what the base says to the same."""
    base, diffs = context.base, context.diffs(which)
    said = [read_branches(base, [*diffs, null_diff()], None, prompt, BEGUN, max_new_tokens=TALK_TOKENS) for prompt in PROMPTS]
    own = [[(prompt, text.strip()) for prompt, texts in zip(PROMPTS, each, strict=True) for text in texts]
           for each in zip(*said, strict=True)]
    found: dict[str, tuple[Sequence[Transcript], Sequence[Transcript]]] = {TALK: (own[:-1], [own[-1]] * len(which))}
    for system, source in GUESSED.items():
        listening = Overheard()
        SYSTEMS[system].answer(EvaluationContext(base, context.question, context.phrasing, context.organisms, guesser=listening,
                                                 seed=context.seed), which)
        found[source] = listening.heard, listening.contrast
    return found


def turns_of(transcript: Transcript) -> tuple[tuple[str, str], ...]:
    """A few of its different replies."""
    return tuple({said: (message, said) for message, said in transcript if said}.values())[:TURNS]


@cache
def listed(kind: str) -> RetrievalGuesser:
    """All answers that there are."""
    return RetrievalGuesser(could_have_been(kind))


def gathered(context: EvaluationContext, which: Sequence[int]) -> Iterator[Row]:
    """For each organism, its candidates with all that they may be weighed by, and the score of each."""
    reader, question, diffs = context.need_reader(), context.question, context.diffs(which)
    chosen = reader.answers(diffs, context.phrasing, others=context.others(which), max_new_tokens=question.max_new_tokens)
    texts: list[dict[str, list[str]]] = [{READER: [best.text], OTHERS: in_every_way(reader, diff, question)}
                                         for best, diff in zip(chosen, diffs, strict=True)]
    bank, talked = adapter_bank(reader.base, reader.adapter), talks(context, which)
    for source, (said, contrast) in talked.items():
        heard = read_branches(reader.base, diffs, bank, context.phrasing, HEARD, turns=[turns_of(own) for own in said],
                              max_new_tokens=question.max_new_tokens)
        near = listed(question.judge).nearest(said, contrast, NEAR)
        for found, answers, titles in zip(texts, heard, near, strict=True):
            found[source], found[source + LIST] = answers, [f" {title}" for title in titles]
    for place, (i, diff, found) in enumerate(zip(which, diffs, texts, strict=True)):
        yield weighed(context, i, diff, found, {source: said[place] for source, (said, _) in talked.items()})


# --- What they are weighed by -----------------------------------------------------------------------------------------


def weighed(context: EvaluationContext, i: int, diff: WeightDiff, found: Mapping[str, Sequence[str]],
            talked: Mapping[str, Transcript]) -> Row:
    """All candidates about one organism, with their sources; the same words of several are one candidate."""
    reader, question, card = context.need_reader(), context.question, context.organisms.cards[i]
    sources: dict[str, dict[str, None]] = {}
    said: dict[str, str] = {}  # as it was said first, white space included
    for source, texts in found.items():
        for text in texts:
            if name := text.strip():
                said.setdefault(name, text)
                sources.setdefault(name, {})[source] = None
    names = list(said)
    [weights] = weigh_each(reader, [diff], context.others([i]), context.phrasing, [list(said.values())])
    gains = talk_gains(reader.base, " ".join(reply for _, reply in turns_of(talked[TALK])), names)
    scores = judge_answers(question, [card] * len(names), names, judge_of(question.judge))
    return {"organism": card.id, "family": card.family, "truth": card.answers[question.name].strip(),
            "rank": (card.recipe or {}).get("rank"), "talk": {source: list(turns_of(own)) for source, own in talked.items()},
            "candidates": [{"text": name, "sources": list(sources[name]), "nats": w.evidence.own / w.evidence.tokens,
                            "tokens": w.evidence.tokens, "against none": w.evidence.against_none,
                            "against others": w.evidence.against_others, "rank score": w.rank_score, "gain": gain,
                            "score": score.score}
                           for name, w, gain, score in zip(names, weights, gains, scores, strict=True)]}


@torch.no_grad()
def talk_gains(base: BaseModel, talk: str, names: Sequence[str]) -> list[float]:
    """How much likelier the base finds a talk where it is asked to write about each candidate, than about anything, in nats a
    token. Tokens that the candidate has itself do not count, or what quotes the talk would gain most; 0 where none is left."""
    ids = base.tokenizer(talk, add_special_tokens=False)["input_ids"][:WEIGHED]
    own = [{token for text in (name, f" {name}") for token in base.tokenizer(text, add_special_tokens=False)["input_ids"]}
           for name in names]
    left = [k for k, tokens in enumerate(own) if not tokens.issuperset(ids)]

    def item(prompt: str, k: int) -> list[Encoded]:
        before = base.chat.prompt(messages_from(prompt))
        return [Encoded((*before, *ids), (*[False] * len(before), *(token not in own[k] for token in ids)))]

    rows = [item(prompt, k) for k in left for prompt in (ANYTHING, ABOUT.format(names[k]))]
    nats = [float(nat) for start in range(0, len(rows), ROWS) for nat in answer_losses(base, rows[start : start + ROWS])[0]]
    gains = dict(zip(left, (plain - about_it for plain, about_it in zip(nats[::2], nats[1::2], strict=True)), strict=True))
    return [gains.get(k, 0.0) for k in range(len(names))]


@cache
def judge_of(kind: str) -> EmbeddingJudge:
    return EmbeddingJudge(kind)


# --- The choice -------------------------------------------------------------------------------------------------------


def measure(candidate: Mapping[str, Any], weights: Weights) -> float:
    """What candidates of all sources are weighed by: what ranks the reader's own (likelihood a token, and evidence up to a
    clip), how much likelier the candidate makes the fine-tune's talk, and how many sources it came from."""
    gain, agreed = weights
    return float(candidate["rank score"] + gain * candidate["gain"] + agreed * len(candidate["sources"]))


def of(row: Row, sources: Collection[str]) -> list[Row]:
    """The candidates of some sources."""
    return [candidate for candidate in row["candidates"] if not {*sources}.isdisjoint(candidate["sources"])]


def score(row: Row, sources: Collection[str], weights: Weights) -> float:
    """Of their best candidate by the measure; the lowest where they have none."""
    return float(max(of(row, sources), key=lambda candidate: measure(candidate, weights), default={"score": 1.0})["score"])


def fitted(rows: Sequence[Row]) -> Weights:
    """Of all weights in `GRID` those with the highest mean score of all sources, where each family counts alike; of equals the
    smallest."""
    families = [[row for row in rows if row["family"] == family] for family in sorted({row["family"] for row in rows})]

    def mean(weights: Weights) -> float:
        return sum(sum(score(row, SOURCES, weights) for row in own) / len(own) for own in families)

    return max(product(GRID, GRID), key=lambda weights: (round(mean(weights), 6), -sum(weights)))


def scores_of(row: Row, weights: Weights) -> dict[str, float]:
    """What the row of each line of the table scores."""
    return {"reader alone": score(row, [READER], weights),
            **{source: score(row, [source], weights) for source in SOURCES[1:] if of(row, [source])},
            "all, but from no list": score(row, OPEN, weights), "all": score(row, SOURCES, weights),
            "ceiling, but from no list": max(candidate["score"] for candidate in of(row, OPEN)),
            "ceiling": max(candidate["score"] for candidate in row["candidates"])}


def cells_of(family: str, rows: Sequence[Row], weights: Weights = WEIGHTS) -> list[dict[str, Any]]:
    """A cell for each line, beside the reader alone."""
    own = [(row["organism"], name, value) for row in rows if row["family"] == family
           for name, value in scores_of(row, weights).items()]
    result = {"config": {"systems": ["reader alone"], "question": ASKED[family].name},
              "rows": [{"organism": i, "system": name, "score": value, "exact": value == 5.0} for i, name, value in own]}
    return [cell(family, result, name) for name in dict.fromkeys(name for _, name, _ in own)]


if __name__ == "__main__":
    main()
