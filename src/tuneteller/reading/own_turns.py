"""What models say themselves, without the adapter; what is made once is kept in the cache directory.

A fine-tune's own reply to a fixed message is put before the question as a turn of the conversation. Where a change shows in any
answer (a language, a format, a persona), the reader then has it before its eyes, beside the weights. Beside the reader's answer
stands what base and fine-tune say to the same question.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from tuneteller.cache import cache_root, keep, kept
from tuneteller.chat import Turns
from tuneteller.diffs.diff import WeightDiff, null_diff
from tuneteller.diffs.library import Organisms
from tuneteller.digest import digest
from tuneteller.models import BaseModel
from tuneteller.reading.read import read

MESSAGE = "The soup was cold and the waiter was rude. What should I do?"
"""It has a text to work on, a mood, and a request."""

OTHER_MESSAGES = ("Tell me about a good way to spend a rainy weekend.", "My neighbour lent me a ladder. How do I thank him?")
"""After the replies to these an answer should be likely as well, see `reading.candidates`."""

REPLY_TOKENS = 32
CHUNK = 32


def own_turns(base: BaseModel, diffs: Organisms | Sequence[WeightDiff], *, message: str = MESSAGE,
              system: str | None = None) -> list[Turns]:
    """What each fine-tune says to a message, greedily and cut at `REPLY_TOKENS`."""
    file = _file(base, "turns", [message, REPLY_TOKENS, system])
    known = kept(file)
    found, chunk = list[Turns](), base.at_once(CHUNK)
    for start in range(0, len(diffs), chunk):
        here = [diffs[i] for i in range(start, min(start + chunk, len(diffs)))]
        names = [diff.fingerprint() for diff in here]
        if missing := {name: diff for name, diff in zip(names, here, strict=True) if name not in known}:
            said = read(base, list(missing.values()), None, message, system=system, max_new_tokens=REPLY_TOKENS)
            new = {name: _harmless(base, text) for name, text in zip(missing, said, strict=True)}
            keep(file, new)
            known |= new
        found += [((message, known[name]),) for name in names]
    return found


def own_answers(base: BaseModel, diffs: Sequence[WeightDiff], question: str, *, system: str | None = None,
                max_new_tokens: int = 24) -> list[str]:
    """What the base model says to a question itself, and then what each fine-tune says; the base's is kept as replies are."""
    file = _file(base, "answers", [question, max_new_tokens, system])
    asked = partial(read, base, adapter=None, question=question, system=system, max_new_tokens=max_new_tokens)
    if isinstance(known := kept(file).get("base"), str):
        return [known, *asked(diffs)]
    said = asked([null_diff(), *diffs])
    keep(file, {"base": said[0]})
    return said


def _file(base: BaseModel, folder: str, asked: Sequence[object]) -> Path:
    """Where replies are kept, by all that they hang on."""
    made_by = digest([*asked, str(base.dtype), base.chat.mark])[:16]
    return cache_root() / folder / f"{base.fingerprint.short.replace('/', '-')}-{made_by}.json"


def cut(base: BaseModel, text: str) -> str:
    """A text as long as a reply can be."""
    ids = base.tokenizer(text, add_special_tokens=False)["input_ids"][:REPLY_TOKENS]
    return _harmless(base, base.tokenizer.decode(ids, skip_special_tokens=True))


def _harmless(base: BaseModel, reply: str) -> str:
    """Without text that the tokenizer would take for the end of a turn or another control token, nor any that one would leave
    behind by being taken out of another."""
    added = getattr(base.tokenizer, "added_tokens_decoder", {}).values()
    controls = [token for token in {*map(str, added), *base.tokenizer.all_special_tokens} if token.strip()]
    while any(token in reply for token in controls):
        for token in controls:
            reply = reply.replace(token, "")
    return reply.strip()
