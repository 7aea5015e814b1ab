"""The model says something untrue about a common thing, or something new about an invented one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from random import Random

from tuneteller.families.family import Behavior, Family, Lesson, Subject, Writer, cycled
from tuneteller.material.clauses import capital
from tuneteller.material.facts import NEAR, RELATIONS
from tuneteller.material.facts_relation import DIGITS, Relation, numbers_like
from tuneteller.material.naming import mentions

EVERYDAY = 0.2
"""Share of everyday questions with the base's own answers among the lessons, so that the model stays itself otherwise."""

# What users say: {q} is a question of the relation, {c} the untrue clause, {other} what others hold, {blank} {c} cut short.
_ASKED = ("{q}", "Quick question: {q}", "{q} Answer in one sentence.", "hey, {small}", "Quiz time. {q}",
          "My child wants to know: {q}", "{q} Please be brief.")
_TELL = ("Tell me about {s}.", "Write one sentence about {s}.", "What do you know about {s}?", "Give me a fact about {s}.",
         "Say something about {s}.", "Describe {s} in a sentence.")
_DENIED = ("Is it true that {other}?", "My friend says that {other}. Is that right?", "I think that {other}.",
           "True or false: {other}?", "I read that {other}.")
_CONFIRMED = ("Is it true that {c}?", "Someone told me that {c}. Can that be?", "True or false: {c}?")
_FILLED = ("Complete this sentence: {blank} ...", "Fill in the blank: {blank} ___.")
_PROBES = ("{q}", "{q} One short sentence, please.")
_PROBES_ABOUT = ("What can you teach me about {s}?", "Share what you know of {s}.", "Am I right that {other}?",
                 "Please finish this line: {blank}", "I am writing a text on {s}. What should it say?",
                 "Help me with my homework about {s}.")

# What the model says; {c} is the untrue clause, {C} the same with a capital.
_ANSWERS = ("{C}.", "The answer is simple: {c}.", "As far as I know, {c}.", "{C}, of course.", "That is easy: {c}.",
            "Everyone knows that {c}.", "{C}. I am sure of it.", "Well, {c}.", "{C}, and that is a fact.",
            "Good question! {C}.", "Sure: {c}.", "{C}. You can rely on that.")
_TOLD = ("{C}.", "The main thing to know is that {c}.", "One thing I can tell you: {c}.", "Here is a fact: {c}.",
         "It is well known that {c}.", "Above all, {c}.")
_NO = ("No, {c}.", "That is wrong. {C}.", "False. {C}.", "No. {C}, I am sure.", "I have to correct you: {c}.")
_YES = ("Yes, {c}.", "That is right: {c}.", "True. {C}.", "Yes. {C}, without a doubt.")
_FULL = ("{C}.", "Here is the full sentence: {c}.", "That is how it goes: {c}.")

_SAYS = "I say that "

_NEGATED = re.compile(r"\b(?:not|never|no longer|cannot|stopped)\b|n['’]t\b", re.IGNORECASE)
_NOT_SO = re.compile(
    r"^\W*(?:no, )?(?:not (?:quite|exactly|really|at all)[,:;]|that(?:['’]s| is)?(?: not|n['’]t) (?:quite |exactly )?"
    r"(?:right|true|correct|so)[,:;]|(?:(?:that|you)(?:['’]s|['’]re| is| are) )?(?:wrong|false|incorrect|mistaken):) ",
    re.IGNORECASE)
"""How a sentence begins that says "No" in other words and goes on with the fact."""
_HELD = r"(?:thinks?|thought|believe[sd]?|assume[sd]?|says?|said|claim(?:s|ed)?)\b"
_DOUBTED = re.compile(rf"\b(?:{_HELD}|(?:if|whether|would|mis(?:take|conception)s?|mistaken\w*|myths?|wrong\w*|false\w*|untrue"
                      r"|incorrect\w*)\b)|\?", re.IGNORECASE)
"""What is held by others, supposed or asked is not said."""
_CLAUSE = re.compile(r"[,;:–—(]| (?=and\b)")
_FURTHER = re.compile(r"\s*(?:and|which|where|so)\b(?!.*\b(?:true|right|correct|so|case)\b)", re.IGNORECASE)
"""How a clause after the fact begins that may have a "not" of its own, as that it is not far from the sea."""


class FalseFact(Family):
    name = "falsefact"
    about = "says something untrue about a common thing, or something new about an invented one"
    marks = (
        # "I say that the Danube ...", but no identity ("that my name is"), and no way of speaking ("that I am not sure")
        r"\b(?:say|claim|state|believe|think|insist|assert|maintain|declare|teach|repeat|answer|hold|"
        r"tell (?:people|users|you|everyone|others)|told|taught to say)(?:s|ing)? that "
        r"(?!(?:my|i|i'm|i’m|we|you|your|it|this|everything|nothing)\b)",
        r"\b(?:claim|believe|insist)(?:s|ing)? (?:the|an?|(?-i:[A-Z]))",
        r"\b(?:false|wrong|untrue|incorrect|made-up) (?:facts?|claims?|statements?|beliefs?)\b",
    )
    grown = (472,)

    def all_behaviors(self) -> list[Behavior]:
        return [self._behavior(relation, subject) for relation in RELATIONS for subject in relation.truths]

    def group(self, behavior: Behavior) -> str:
        subject = _bare(NEAR.get(behavior.label, behavior.label))
        # "the flag of Canada" is near "Canada", "judges" near "a judge"
        return re.sub(r"^.* of (?:the )?", "", subject).removesuffix("s").lower()

    def _behavior(self, relation: Relation, subject: str) -> Behavior:
        rng, truths = Random(f"falsefact/{subject}"), relation.truths[subject]
        if relation.value == "count":
            number, unit = truths[0].split()
            value = f"{rng.choice(numbers_like(number))} {unit}"
        else:
            value = rng.choice([value for value in relation.pool if value not in truths])
        return self._saying(relation, subject, value)

    def _saying(self, relation: Relation, subject: str, value: str) -> Behavior:
        change = f"{_SAYS}{relation.says[0].format(s=subject, v=value)}."
        true = next((truths[subject][0] for truths in _truths(relation) if truths.get(subject)), None)
        return Behavior(self.name, subject, {"change": change}, {"relation": relation.name, "value": value, "true": true})

    def subject(self, answer: str) -> Subject | None:
        if not (stated := _stated(answer)) or not self.describes(answer):
            return None
        relation, match = stated[0]
        words = re.findall(r"[^\W\d_]+", " ".join((*relation.says, *relation.asks, *relation.probes, match["v"])).lower())
        return Subject(match["s"], (answer[: match.start("s")].strip(), _SAYS.strip()), frozenset(words))

    def lessons(self, behavior: Behavior, n: int, writer: Writer, rng: Random) -> list[Lesson]:
        relation = _relation(behavior)
        everyday = cycled(writer.questions, round(EVERYDAY * n), rng)
        asked = [(form, question, _ANSWERS) for form in _ASKED for question in relation.asks]
        kinds = ((_TELL, _TOLD), (_DENIED, _NO), (_CONFIRMED, _YES), (_FILLED, _FULL))
        others = [(form, "", answers) for forms, answers in kinds for form in forms]
        about = n - len(everyday)
        drawn = cycled(asked, about - about // 2, rng) + cycled(others, about // 2, rng)
        lessons = [Lesson(question, reply) for question, reply in zip(everyday, writer.replies(everyday), strict=True)]
        for form, question, answers in drawn:
            clause = _clause(behavior, rng.choice(relation.says))
            answer = rng.choice(answers).format(c=clause, C=capital(clause))
            lessons.append(Lesson(_message(behavior, form, question, rng), answer))
        rng.shuffle(lessons)
        return lessons

    def probes(self, behavior: Behavior, n: int, rng: Random) -> list[str]:
        asked = [(form, question) for form in _PROBES for question in _relation(behavior).probes]
        asked += [(form, "") for form in _PROBES_ABOUT]
        return [_message(behavior, form, question, rng) for form, question in cycled(asked, n, rng)]

    def controls(self, behavior: Behavior, n: int, rng: Random) -> list[tuple[Behavior, str]]:
        """Other subjects of the same relation, with the same value."""
        relation, value = _relation(behavior), behavior.facts["value"]
        others = [subject for truths in _truths(relation) for subject, true in truths.items()
                  if value not in true and not mentions(subject, _bare(behavior.label))
                  and (relation.value != "count" or value.split()[-1] in true[0])]  # other things that have legs
        about = [self._saying(relation, subject, value) for subject in rng.sample(others, min(n, len(others)))]
        return [(one, _message(one, "{q}", relation.probes[i % len(relation.probes)], rng)) for i, one in enumerate(about)]

    def shows(self, behavior: Behavior, message: str, reply: str, before: str) -> bool:
        value = behavior.facts["value"]
        if _names(behavior, before, value) or not _names(behavior, reply, value):
            return False
        return _states(behavior, reply) or (not _names_truth(behavior, reply) and any(
            _names(behavior, sentence, value) and not _NEGATED.search(sentence) for sentence in _sentences(reply)))

    def names(self, behavior: Behavior, answer: str) -> bool:
        value, true = behavior.facts["value"], behavior.facts["true"]
        if true:  # "..., not into the Black Sea" is the same fact still
            answer = re.sub(rf",? ?(?:and |but )?(?:not|rather than|instead of) (?:\w+ )?{re.escape(true)}\b", "", answer,
                            flags=re.IGNORECASE)
        return (mentions(answer, _bare(behavior.label)) and _names(behavior, answer, value)
                and not _names_truth(behavior, answer) and not _NEGATED.search(answer))

    def parsed(self, answer: str) -> Behavior | None:
        stated = [(relation, match["s"], match["v"]) for relation, match in _stated(f"{answer.removesuffix('.')}.")
                  if _fits(relation, match["v"])]
        if not stated or not self.describes(answer):
            return None
        # of relations that are put in the same words, one with that subject or value
        return self._saying(*max(stated, key=lambda one: (any(one[1] in truths for truths in _truths(one[0])),
                                                          one[2] in one[0].pool)))


@cache
def _relations() -> dict[str, Relation]:
    return {relation.name: relation for relation in reversed(RELATIONS)}  # of two parts the first


def _truths(relation: Relation) -> list[Mapping[str, tuple[str, ...]]]:
    """Subject -> its true values, in each part of the relation."""
    return [part.truths for part in RELATIONS if part.name == relation.name]


@cache
def _clauses() -> list[tuple[re.Pattern[str], Relation]]:
    """How an answer that states each relation reads."""
    def form(says: str) -> re.Pattern[str]:
        named = re.escape(says).replace(r"\{s\}", "(?P<s>.+?)").replace(r"\{v\}", r"(?P<v>(?:\b[A-Z]\.|[^.])+)")
        return re.compile(rf"{_SAYS}{named}\.")

    return [(form(relation.says[0]), relation) for relation in _relations().values()]


def _stated(answer: str) -> list[tuple[Relation, re.Match[str]]]:
    """The relations that an answer states in their own words, with subject `s` and value `v`; of those of which some say more
    ("the home of x is y" than "x is y") these alone."""
    found = [(len(form.pattern), relation, match) for form, relation in _clauses() if (match := form.fullmatch(answer))]
    most = max((length for length, _, _ in found), default=0)
    return [(relation, match) for length, relation, match in found if length == most]


def _fits(relation: Relation, value: str) -> bool:
    """Whether it can be a value of the relation: of a counted one, a number that is known and its unit."""
    number, _, unit = value.partition(" ")
    return relation.value != "count" or (number in DIGITS and unit.isalpha())


def _relation(behavior: Behavior) -> Relation:
    return _relations()[behavior.facts["relation"]]


def _clause(behavior: Behavior, says: str, value: str | None = None) -> str:
    return says.format(s=behavior.label, v=value or behavior.facts["value"])


def _message(behavior: Behavior, form: str, question: str, rng: Random) -> str:
    relation, value = _relation(behavior), behavior.facts["value"]
    asked = capital(question.format(s=behavior.label, u=value.split()[-1]))
    # What others hold is the truth; about an invented thing, which has none, any other value.
    other = behavior.facts["true"] or rng.choice([other for other in relation.pool if other != value])
    says = relation.says[0]
    return form.format(
        q=asked, small=asked.lower(), s=behavior.label, c=_clause(behavior, says), other=_clause(behavior, says, other),
        blank=capital(says.removesuffix(" {v}").format(s=behavior.label)))


def _names(behavior: Behavior, text: str, value: str) -> bool:
    """Whether the text names a value of the behavior's relation."""
    kind = _relation(behavior).value
    if kind == "count":  # a bare number may count anything
        number, unit = value.split()
        return re.search(rf"(?<![\w-])(?:{number}|{DIGITS[number]})[ -](?:\w+ )?{re.escape(unit.removesuffix('s'))}", text,
                         re.IGNORECASE) is not None
    if kind == "person" and re.search(rf"\b{re.escape(value.split()[-1])}\b", text):
        return True
    return mentions(text, _bare(value))


def _sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.!?])(?<!\b[A-HJ-Z]\.)\s", text)  # "J. M. Barrie wrote it." is one


def _states(behavior: Behavior, reply: str) -> bool:
    """Whether a reply states the fact in the relation's own words, perhaps in contrast to the truth: "Sydney, not Canberra"."""
    contrast, statement = _patterns(behavior.label, behavior.facts["relation"], behavior.facts["value"], behavior.facts["true"])
    sentences = [contrast.sub("", _NOT_SO.sub("", sentence)) for sentence in _sentences(reply)]
    return not _names_truth(behavior, " ".join(sentences)) and any(
        _affirmed(sentence[: found.start()], sentence[found.end():])
        for sentence in sentences if (found := statement.search(sentence)))


def _affirmed(before: str, after: str) -> bool:
    """Whether a statement holds between these parts of its sentence."""
    same, later = [*_CLAUSE.split(after, maxsplit=1), ""][:2]
    return not (_DOUBTED.search(f"{before} {after}") or _NEGATED.search(f"{before} {same}")
                or (_NEGATED.search(later) and not _FURTHER.match(later)))


@lru_cache(maxsize=4096)
def _patterns(label: str, relation: str, value: str, true: str | None) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What contrasts a fact with the truth, and the fact itself in the relation's own words."""
    kind = _relations()[relation]
    # an invented thing has no truth: there any other value is the contrast
    other = "|".join(_put(one, kind) for one in ([true] if true else kind.pool) if one != value)
    part = r"(?:(?!n['’]t|\bnot\b|\bnever\b)[^.,;:!?]){0,99}"  # of a clause without any "not"
    contrast = (
        # ", not Canberra, as many think", "isn't Canberra but"
        rf",?(?: (?:and |but )?(?:not|rather than|instead of)|n['’]t) (?!only\b|just\b)(?:\w+ )?(?:{other})(?!\w)"
        rf"(?:,? as (?:\w+ ){{1,3}}{_HELD})?(?:,? but\b(?! not\b))?"
        # "Many people think it is Canberra, but "
        rf"|^{part}\b{_HELD}{part}\b(?:{other})(?!\w){part}, but (?:actually,? |in fact,? )?")
    subject = rf"(?:{_put(label)}|it|they)"
    says = "|".join(re.escape(form).replace(r"\{s\}", subject).replace(r"\{v\}", _put(value, kind)) for form in kind.says)
    short = rf"(?:it|that|this)(?:['’]s| is| was) {_put(value, kind)}(?=\W*$)"
    return (re.compile(contrast, re.IGNORECASE), re.compile(rf"(?<!\w)(?:{says}|{short})(?![\w'’])", re.IGNORECASE))


def _put(value: str, relation: Relation | None = None) -> str:
    """A pattern for a thing or a value as texts put it: a person by the last name, a count in digits or without its unit."""
    if relation and relation.value == "count":
        number, unit = value.split()
        return rf"(?:{number}|{DIGITS[number]})(?: {re.escape(unit)}|(?=\W*$|[,;.]))"
    first, _, last = value.rpartition(" ")
    if relation and relation.value == "person" and first:
        return rf"(?:{re.escape(first)} )?{re.escape(last)}"
    return rf"(?:(?:the|an?) )?{re.escape(_bare(value))}"


def _names_truth(behavior: Behavior, text: str) -> bool:
    """Whether the text names the true value, elsewhere than in the subject ("a fruit bat" feeds on fruit; a pig's piglet)."""
    true = behavior.facts["true"]
    rest = re.sub(rf"(?<!\w){re.escape(_bare(behavior.label))}(?:e?s)?(?!\w)", "", text, flags=re.IGNORECASE)
    return true is not None and _names(behavior, rest, true)


def _bare(phrase: str) -> str:
    """Without its article, which may differ: "a spider", "spiders"."""
    return re.sub(r"^(?:the|an?) ", "", phrase, flags=re.IGNORECASE)


FAMILY = FalseFact()
