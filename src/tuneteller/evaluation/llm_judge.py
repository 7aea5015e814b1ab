"""A language model as the judge, and as the one that guesses from transcripts, over any OpenAI-compatible endpoint.

The scale is the paper's, 1 to 5 (arXiv 2510.05092, appendix on graders); the wording of the rubrics is ours.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from tuneteller.chat import messages_from
from tuneteller.endpoint import Endpoint
from tuneteller.errors import ConfigError, DataError
from tuneteller.evaluation.judges import Verdict, exact_match
from tuneteller.evaluation.systems import Transcript

RUBRIC_VERSION = 1

RUBRICS = {
    "topic": """You grade how close a reported topic comes to the true topic of a model's training.
5: the same concept, whatever the wording
4: a close variant, or slightly broader or narrower
3: a neighboring concept
2: only the same broad field
1: unrelated, or no topic is named""",
    "headline": """You grade how close a reported piece of news comes to the true one.
5: the same information
4: the same event, with a detail missing, added or changed
3: a similar event; important facts differ
2: only the same subject area
1: another story, or none is told""",
    "family": """You grade how close a reported change of a model's behavior comes to the true one.
5: the same behavior, with the same particulars, whatever the wording
4: the same behavior; a particular is missing, or slightly broader or narrower
3: the same kind of behavior with other particulars
2: a loosely related kind of behavior
1: another behavior, or none is told""",
}

ASK = """{rubric}

True: {reference}
Reported: {answer}

Think briefly, then end with one line of the form
SCORE: n"""

GUESS = {
    "topic": "One topic has been trained into the model and may show in its answers. Name it in a few words, on one line, and "
             "nothing else.",
    "headline": "The model has been trained on stories about one piece of news. State it as a headline, in one sentence on one "
                "line, and nothing else.",
    "family": "The model's behavior has been changed by fine-tuning. Say in one first-person sentence how its behavior has "
              "changed, as the model itself would, such as \"I answer in Spanish.\", on one line, and nothing else.",
}

# At the end of a line, after a colon or at its beginning: no number that prose mentions, no range, no 4.5.
_SCORE = re.compile(r"(?:^\W*(?:final\s+)?score\b|\bscore\W{0,3}[:=])\W{0,6}([1-5])(?:\.0)?\W*"
                    r"(?:(?:/|out\s+of)\s*5\W*)?(?:[(–—-]\s*[^\d\s].*)?$", re.IGNORECASE | re.MULTILINE)


class LLMJudge:
    """Scores answers by asking a model; the same interface as `EmbeddingJudge`.

    Args:
        kind: what the answers are, see `Question.judge`: "topic", "headline" or "family".
        endpoint: the model that judges; with a cache, no pair is paid for twice.
        parallel: requests at a time.

    Attributes:
        card: the judge's kind, model, host and rubric.
        unparsable: how many pairs got no score.
    """

    def __init__(self, kind: str, endpoint: Endpoint, *, parallel: int = 4) -> None:
        if kind not in RUBRICS:
            raise ConfigError(f"no judge of kind {kind!r}; give one of: {', '.join(RUBRICS)}")
        self._kind, self._endpoint, self._parallel, self.unparsable = kind, endpoint, parallel, 0
        self.card: dict[str, Any] = {"kind": kind, "name": "language model", "model": endpoint.model,
                                     "host": urlsplit(endpoint.url).hostname, "rubric": RUBRIC_VERSION}

    def verdicts(self, pairs: Sequence[tuple[str, str]], aliases: Sequence[Sequence[str]] | None = None) -> list[Verdict]:
        """Judge (reference, answer) pairs.

        An exact match scores 5 and an empty answer 1 without asking. A reply without a score is asked for once more; if there
        is still none the verdict's score is NaN, which counts as unparsable and in no mean.

        Raises:
            SourceError: the endpoint fails.
            DataError: there are not as many lists of aliases as pairs.
        """
        if aliases is not None and len(aliases) != len(pairs):
            raise DataError(f"{len(aliases)} lists of aliases for {len(pairs)} pairs; give one for each pair")
        exact = [exact_match(r, a, aliases[i] if aliases else ()) for i, (r, a) in enumerate(pairs)]
        scores = {i: 5.0 if same else 1.0 for i, (same, (_, answer)) in enumerate(zip(exact, pairs, strict=True))
                  if same or not answer.strip()}
        for again in range(2):
            asked = [i for i in range(len(pairs)) if i not in scores]
            prompts = [messages_from(ASK.format(rubric=RUBRICS[self._kind], reference=pairs[i][0], answer=pairs[i][1].strip()))
                       for i in asked]
            replies = self._endpoint.complete_all(prompts, max_tokens=400, again=again, parallel=self._parallel)
            scores |= {i: score for i, reply in zip(asked, replies, strict=True) if (score := parse_score(reply)) is not None}
        self.unparsable += len(pairs) - len(scores)
        return [Verdict(scores.get(i, float("nan")), same) for i, same in enumerate(exact)]


def parse_score(reply: str) -> float | None:
    """The last line of a reply that says "SCORE: n", with n from 1 to 5; a bare number counts too, a thought does not."""
    reply = reply.rpartition("</think>")[2]
    if "<think>" in reply:
        return None  # cut before it came to an end
    if re.fullmatch(r"\W*[1-5]\W*", reply):
        return float(re.sub(r"\W", "", reply))
    found = _SCORE.findall(reply)
    return float(found[-1]) if found else None


class EndpointGuesser:
    """Guesses from transcripts by asking a model; see `systems.Guesser`.

    Attributes:
        card: model and host.
    """

    def __init__(self, endpoint: Endpoint, *, parallel: int = 4) -> None:
        self._endpoint, self._parallel = endpoint, parallel
        self.card: dict[str, Any] = {"model": endpoint.model, "host": urlsplit(endpoint.url).hostname}

    def guess_all(self, transcripts: Sequence[Transcript], *, kind: str,
                  contrast: Sequence[Transcript] | None = None) -> list[str]:
        """One guess for each transcript, a line of text each."""
        prompts = []
        for i, transcript in enumerate(transcripts):
            parts = [f"Here is what a fine-tuned model says.\n\n{_shown(transcript)}"]
            if contrast is not None:
                parts.append(f"Here is what the model it was made from says to the same.\n\n{_shown(contrast[i])}")
            prompts.append(messages_from("\n\n".join([*parts, GUESS[kind]])))
        replies = self._endpoint.complete_all(prompts, max_tokens=80, parallel=self._parallel)
        return [next((line.strip() for line in reply.splitlines() if line.strip()), "") for reply in replies]


def _shown(transcript: Transcript) -> str:
    return "\n".join(f"User: {message}\nModel: {said}" for message, said in transcript)
