"""What models say themselves, without the adapter; what is made once is kept in the cache directory.

A fine-tune's own reply to a fixed message is put before the question as a turn of the conversation. Where a change shows in any
answer (a language, a format, a persona), the reader then has it before its eyes, beside the weights. Beside the reader's answer
stands what base and fine-tune say to the same question.

A reply is made token by token, and a token takes much the same time for one reply as for several: so what is missing is made
side by side, whatever is asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
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


@dataclass(frozen=True)
class Message:
    """What a model is asked without the adapter, and how many tokens its reply has at most."""

    text: str
    tokens: int = REPLY_TOKENS


Sent = tuple[WeightDiff, Message]
"""A message to a fine-tune, or to the base model as `null_diff`."""


def own_replies(base: BaseModel, asked: Sequence[Sent], *, along: Sequence[Sent] = (), system: str | None = None) -> list[str]:
    """What each fine-tune says to its message, greedily and without white space around it.

    Args:
        along: what is made beside them, and kept, if any has to be made.
    """
    files = {message: _file(base, message, system) for _, message in (*asked, *along)}
    known = {message: kept(file) for message, file in files.items()}

    def missing(those: Iterable[Sent]) -> dict[tuple[str, Message], WeightDiff]:
        named = {(diff.fingerprint(), message): diff for diff, message in those}
        return {key: diff for key, diff in named.items() if not isinstance(known[key[1]].get(key[0]), str)}

    if wanted := missing(asked):
        rest = iter((wanted | missing(along)).items())
        while here := dict(islice(rest, base.at_once(CHUNK))):
            said = read(base, [*here.values()], None, [message.text for _, message in here], system=system,
                        max_new_tokens=[message.tokens for _, message in here])
            new = dict(zip(here, said, strict=True))
            for message in {message for _, message in here}:
                own = {name: text.strip() for (name, to), text in new.items() if to == message}
                keep(files[message], own)
                known[message] |= own
    return [known[message][diff.fingerprint()] for diff, message in asked]


def own_turns(base: BaseModel, diffs: Organisms | Sequence[WeightDiff], *, message: str | Sequence[str] = MESSAGE,
              system: str | None = None) -> list[Turns]:
    """What each fine-tune says to a message, one for all or one for each, cut at `REPLY_TOKENS`."""
    asked = [message] * len(diffs) if isinstance(message, str) else message
    found, chunk = list[Turns](), base.at_once(CHUNK)
    for start in range(0, len(diffs), chunk):  # of a library no more are read at once
        here = range(start, min(start + chunk, len(diffs)))
        replies = own_replies(base, [(diffs[i], Message(asked[i])) for i in here], system=system)
        found += [((asked[i], harmless(base, reply)),) for i, reply in zip(here, replies, strict=True)]
    return found


def own_answers(base: BaseModel, diffs: Sequence[WeightDiff], question: str, *, system: str | None = None,
                max_new_tokens: int = 24) -> list[str]:
    """What the base model says to a question itself, and then what each fine-tune says."""
    return own_replies(base, [(diff, Message(question, max_new_tokens)) for diff in (null_diff(), *diffs)], system=system)


def _file(base: BaseModel, message: Message, system: str | None) -> Path:
    """Where replies to a message are kept, by all that they hang on."""
    made_by = digest([message.text, message.tokens, system, str(base.dtype), base.chat.mark])[:16]
    return cache_root() / "turns" / f"{base.fingerprint.short}-{made_by}.json"


def cut(base: BaseModel, text: str) -> str:
    """A text as long as a reply can be."""
    ids = base.tokenizer(text, add_special_tokens=False)["input_ids"][:REPLY_TOKENS]
    return harmless(base, base.tokenizer.decode(ids, skip_special_tokens=True))


def harmless(base: BaseModel, reply: str) -> str:
    """As it can stand in a conversation: without control tokens, and without white space around it."""
    return base.chat.without_controls(reply).strip()
