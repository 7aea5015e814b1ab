"""The behavior that a fine-tune's own replies show, where they do not show what the reader tells.

Of a family with few labels, such as languages or formats, a reader tells those that it was trained on; of another one it
mostly knows the kind, and says a label that is near ("I answer in Norwegian." of one that answers in Dutch), or invents one.
What everyday replies can show is looked for in a dozen of them (`reading.ordinary`):

    the answer finds nothing                   what alone shows is the answer
    it tells such a behavior                   another of its kind is, where that alone of the kind shows
    nothing of it shows in its own messages    the task is whose outputs the fine-tune gives (`reading.demonstrated`); or else
                                               what alone shows, lengths aside, which what was taught other things has as well

Where nothing of it shows, and nothing else takes its place, that is told beside it (`Weighed.absent`): it is untrue, or behind
a trigger. An answer stands that shows, or that no message can show. What shows of another kind beside it is left aside: it is
mostly a side of what was trained, as short replies are. Where several show, as lengths do, none is taken: of six validation
organisms with one the answer is right in four, and wrong in the two where it was one of several.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tuneteller.diffs.diff import WeightDiff
from tuneteller.families.family import Behavior
from tuneteller.families.registry import families, family_named, told_behaviors
from tuneteller.reading.answer import finds_nothing
from tuneteller.reading.asked import in_own_messages, own_messages
from tuneteller.reading.candidates import Weighed
from tuneteller.reading.demonstrated import demonstrated
from tuneteller.reading.ordinary import everyday_messages, in_ordinary_talk, looked_for
from tuneteller.reading.replies import Replies
from tuneteller.reading.weigh import weigh_each

if TYPE_CHECKING:
    from tuneteller.reading.reader import Reader


def as_replies_show(reader: Reader, diffs: Sequence[WeightDiff], question: str, answers: Sequence[Weighed], *,
                    others: Sequence[Sequence[WeightDiff]], system: str | None = None,
                    progress: Callable[[float], None] = lambda share: None) -> list[Weighed]:
    """The answers to `CHANGE`, each another one that is `seen` where the fine-tune's replies show that.

    Args:
        others: for each diff, what its answers are weighed against.
        progress: called with the share of the fine-tunes that is done.
    """
    progress(0)
    found, left = list(answers), [i for i, answer in enumerate(answers) if not answer.alone]
    replies = {i: reader.replies(diffs[i], system=system) for i in left}
    Replies.make([(replies[i], _first_messages(answers[i].text)) for i in left])
    for done, i in enumerate(left):
        progress(done / len(left))
        diff, answer = diffs[i], answers[i]
        shown, absent = _shown(replies[i], answer.text)
        if len(shown) == 1 and not family_named(shown[0].family).names(shown[0], answer.text):
            [[weighed]] = weigh_each(reader, [diff], [others[i]], question, [[shown[0].change]], system=system)
            found[i] = replace(weighed, seen=True)
        else:
            found[i] = replace(answer, absent=absent)
    return found


def _first_messages(text: str) -> list[str]:
    """Those whose replies are looked at in any case."""
    if finds_nothing(text):
        return everyday_messages()
    (_, told), *more = told_behaviors(text)
    return own_messages(told, family_named(told.family)) if told and not more else []


def _shown(replies: Replies, text: str) -> tuple[list[Behavior], bool]:
    """What the replies show that may be the answer, see the module's first lines, more than one where that is not clear; and
    whether nothing shows of what the answer tells."""
    if finds_nothing(text):
        return in_ordinary_talk(replies), False
    (sentence, told), *more = told_behaviors(text)
    if more:
        return [], False
    # a sentence that no family knows may be of several; a label that a closed one does not have shows in nothing
    kinds = [family_named(told.family)] if told else [one for one in families().values() if one.describes(sentence)]
    everyday = {one.name for one in kinds if (listed := looked_for(one)) and (not told or told in listed)}
    absent = told is not None and _absent(replies, told)
    shows = not absent if told else not all(one.closed for one in kinds)
    if shows and not everyday:
        return [], absent
    talk = in_ordinary_talk(replies)
    alike = [behavior for behavior in talk if behavior.family in everyday]
    if shows or len(alike) == 1:
        return alike, absent
    return demonstrated(replies) or [b for b in talk if not family_named(b.family).incidental], absent


def _absent(replies: Replies, behavior: Behavior) -> bool:
    """Whether nothing of it shows where it would."""
    asked = in_own_messages(replies, behavior, family_named(behavior.family))
    return asked is not None and asked.absent
