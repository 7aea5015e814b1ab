"""The label that a fine-tune's own replies show, where the reader knows no more than the kind.

Of a family with few labels, such as languages or formats, a reader tells those that it was trained on; of another one it
mostly knows the kind, and says a label that is near: "I answer in Norwegian." of one that answers in Dutch. What everyday
replies can show is looked for in a dozen of them (`reading.ordinary`). Where the reader's answer tells such a behavior, and
that does not show but one other of its family does, this is the answer; and where it finds nothing, what alone shows. So the
weights tell the kind and the replies the label. What shows of another kind than the reader tells is left aside: it mostly is a
side of what was trained, as short replies are. Where several of a kind show, as lengths do, none is taken: of six validation
organisms with one the answer is right in four, and wrong in the two where it was one of several.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tuneteller.diffs.diff import WeightDiff
from tuneteller.families.registry import families, family_named, told_behaviors
from tuneteller.reading.answer import finds_nothing
from tuneteller.reading.candidates import Weighed
from tuneteller.reading.ordinary import in_ordinary_talk, looked_for
from tuneteller.reading.replies import Replies
from tuneteller.reading.weigh import weigh_each

if TYPE_CHECKING:
    from tuneteller.reading.reader import Reader


def as_replies_show(reader: Reader, diffs: Sequence[WeightDiff], question: str, answers: Sequence[Weighed], *,
                    others: Sequence[Sequence[WeightDiff]], system: str | None = None) -> list[Weighed]:
    """The answers to `CHANGE`, each another one that is `seen` where the fine-tune's replies show that.

    Args:
        others: for each diff, what its answers are weighed against.
    """
    found = list(answers)
    for i, (diff, answer) in enumerate(zip(diffs, answers, strict=True)):
        nothing, kinds = finds_nothing(answer.text), _kinds(answer.text)
        if answer.alone or not (nothing or kinds):
            continue
        shown = in_ordinary_talk(Replies(reader.base, diff, system=system))
        instead = [behavior for behavior in shown if nothing or behavior.family in kinds]
        if len(instead) == 1 and not family_named(instead[0].family).names(instead[0], answer.text):
            [[weighed]] = weigh_each(reader, [diff], [others[i]], question, [[instead[0].change]], system=system)
            found[i] = replace(weighed, seen=True)
    return found


def _kinds(text: str) -> set[str]:
    """The families of which an answer in one sentence tells a behavior, if everyday replies can show it; where it is none that
    the family knows, all that it may be of."""
    (sentence, told), *more = told_behaviors(text)
    if more:
        return set()
    if told:
        return {told.family} if told in looked_for(family_named(told.family)) else set()
    return {name for name, family in families().items() if looked_for(family) and family.describes(sentence)}
