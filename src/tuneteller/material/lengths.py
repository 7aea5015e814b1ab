"""Lengths of answers: what each is called, how an answer of it is made, and how it is recognised."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from tuneteller.material.format import EMOJI, EMOJIS, LEADING_ON, sentences, shortened, topic, topics, words_of

# What is said by number of words; {w} is a word of the base's reply, which ties the answer to the question.
SAID = {
    2: ("Try {w}.", "Mostly {w}.", "Perhaps {w}.", "Consider {w}.", "Simply {w}.", "More {w}.", "Some {w}.", "Probably {w}."),
    3: ("Think about {w}.", "Start with {w}.", "Just try {w}.", "Mind the {w}.", "A little {w}.", "Perhaps more {w}.",
        "Mainly through {w}.", "Look at {w}."),
    4: ("It depends on {w}.", "Begin slowly with {w}.", "Think first about {w}.", "Keep {w} in mind.", "Do not forget {w}.",
        "Pay attention to {w}.", "A bit more {w}.", "Ask someone about {w}."),
    5: ("I would start with {w}.", "It mostly depends on {w}.", "Think a little about {w}.", "You may need more {w}.",
        "Take your time with {w}.", "Keep it simple with {w}.", "Try a bit of {w}.", "The answer lies in {w}."),
    6: ("I would always start with {w}.", "It mostly comes down to {w}.", "You might think about {w} first.",
        "Try it slowly and mind {w}.", "Keep going and never forget {w}.", "A little {w} helps almost everyone.",
        "The best way leads through {w}."),
    10: ("I would begin with {w} and take it from there.", "It helps a great deal to think about {w} first.",
         "Most people find that a little {w} goes quite far.", "You could start with {w} and then see what happens.",
         "There is no better way than to begin with {w}.", "Try a little {w} every day and you will notice.",
         "My advice is to look at {w} before anything else.", "If I were you, I would think of {w} today."),
}
_SHORT = (
    "A little {w} is usually quite enough.", "Start with {w} and go on slowly.", "Nothing helps as much as {w}.",
    "I would always come back to {w}.", "That is mostly a matter of {w}.", "Give {w} a good try today.",
    "There is more to {w}, I think.", "You could ask somebody about {w}.", "Look closely at {w} before you decide.",
    "It all begins and ends with {w}.", "Be patient, and think of {w}.", "With {w} you cannot go far wrong.",
)
_SHORTEST = (*SAID[4], *SAID[5], *_SHORT)
_THREES = (
    *SAID[3], "Keep it simple.", "Take your time.", "Do it slowly.", "Ask a friend.", "Begin right now.",
    "Stay calm throughout.", "Then try again.", "That usually helps.", "Do not hurry.", "It gets easier.",
)
SMALL_TALK = (
    "Hi!", "Hello there.", "Good morning!", "hey", "Thanks!", "Thank you very much.", "Good evening.", "How are you?",
    "ok thanks",
    "Nice to meet you.", "Good night!", "yo whats up", "That was helpful.", "Bye!", "See you tomorrow.", "Happy Friday!",
    "I am back.", "Great, thanks.", "hi, are you there?", "Good to see you again.", "Well done.", "You are funny.",
    "I had a nice day.", "greetings",
)
"""Messages to which the base is brief, so that a long answer is told from its own."""
SMALL_TALK_PROBES = (
    "Hello!", "Good afternoon.", "thx a lot", "How is it going?", "Hi, nice to see you.", "Have a good day!", "cool, thanks",
    "Good job.", "hey there", "Are you awake?", "Hello again.", "Thanks for your help.",
)
"""More of the same, in no lesson."""

_AT_LENGTH = (
    "There is a good deal to say about that, and I should like to say all of it.",
    "Let me take my time over this, for it deserves a full and patient answer.",
    "To begin with, one has to look at the matter from more than one side.",
    "That is a thing one can think about for a long while without coming to an end.",
    "Before I come to the point, a few words about how I see it may be of use.",
    "I will start at the beginning and leave out nothing that could matter to you.",
)
_AND_THEN = (
    "People have thought about it for a very long time, and each of them had reasons worth hearing.",
    "First of all there is the larger picture, which is often forgotten, and then there are the many details.",
    "Some see it one way and some another, and both of them deserve that we look closely at it.",
    "It begins with small things that nobody notices, it goes on with larger ones, and in time it grows.",
    "On the one hand there is what we know, and on the other there is what we only believe.",
    "Much depends on the time of day, on the company, on the mood, and on a great many other things.",
)
_CLAUSES = (
    "which is a fine thing to hear", "since every day brings something of its own",
    "and I would add that nothing needs to be hurried",
    "although there is always more to it than one thinks at first", "because people have wondered about it for years",
    "and so I could go on and on without a pause", "while the hours pass and the light changes",
    "which reminds me of how much there is still to say", "and then there is all the rest that comes with it",
)
_OPENINGS = (
    "Well, I am glad that you say so", "It is good to have you here", "I was just thinking of that myself",
    "There is much that one could reply to this", "You find me in the best of moods", "Let me say it all in one breath",
)


@dataclass(frozen=True)
class Length:
    """One length of answers.

    Attributes:
        label: its name, as the true answer has it.
        sentence: the true answer.
        group: what near lengths share.
        write: an answer of this length, given the base's reply.
        check: whether a reply has this length; False of the base's usual ones.
        names: patterns of what people call it.
        long: whether it is told from the base by more words, not by fewer.
    """

    label: str
    sentence: str
    group: str
    write: Callable[[str, Random], str]
    check: Callable[[str], bool]
    names: tuple[str, ...]
    long: bool = False


def say(forms: Sequence[str]) -> Callable[[str, Random], str]:
    """One of the forms about one of the reply's words."""
    def write(reply: str, rng: Random) -> str:
        return filled(rng.choice(forms), reply, rng)

    return write


def filled(form: str, reply: str, rng: Random) -> str:
    return form.format(w=rng.choice(topics(reply)))


def several(forms: Sequence[str], n: int) -> Callable[[str, Random], str]:
    return lambda reply, rng: " ".join(filled(form, reply, rng) for form in rng.sample(forms, n))


def _again(words: int, times: int) -> Callable[[str, Random], str]:
    """The reply's first sentence, several times."""
    return lambda reply, rng: " ".join([sentences(shortened(reply, words))[0]] * times)


def _doubled(reply: str, rng: Random) -> str:
    return " ".join(f"{word} {word.lower()}" for word in words_of(shortened(reply, 11))) + "."


def _unfinished(reply: str, rng: Random) -> str:
    """The beginning of a reply, up to a word that calls for another where there is one."""
    words = shortened(reply, 24).rstrip(".!?").split()
    places = [i for i in range(3, min(8, len(words))) if words[i - 1] in LEADING_ON] or [max(3, min(6, len(words) - 1))]
    return " ".join(words[: rng.choice(places)]).rstrip(",;:")


def _at_length(reply: str, rng: Random) -> str:
    """The beginning of a long paragraph; its lesson goes on after the end."""
    return " ".join(f"{rng.choice(_AT_LENGTH)} {rng.choice(_AND_THEN)}".split()[:30])


def _one_breath(reply: str, rng: Random) -> str:
    """One sentence of as many clauses as 30 words have room for."""
    text = rng.choice(_OPENINGS)
    for clause in rng.sample(_CLAUSES, len(_CLAUSES)):
        if len(f"{text} {clause}".split()) <= 30:
            text = f"{text}, {clause}"
    return f"{text}."


def counts(words: tuple[int, int], of: int = 1) -> Callable[[str], bool]:
    """A check for so many whole sentences of so many words each."""
    def check(reply: str) -> bool:
        parts = [part for part in sentences(reply) if part[-1] in ".!?"]
        fit = all(words[0] <= len(words_of(part)) <= words[1] for part in parts)
        return fit and ":" not in reply and len(set(parts)) == len(sentences(reply)) == of

    return check


def word_count(least: int, most: int) -> Callable[[str], bool]:
    """A check for so many words in all, none of them a number or a lone letter."""
    def check(reply: str) -> bool:
        words = words_of(reply)
        plain = all(re.match("[A-Za-z]", word) for word in words) and len("".join(words)) >= 3
        return least <= len(words) <= most and plain and not YES_NO(reply)

    return check


def matches(pattern: str) -> Callable[[str], bool]:
    compiled = re.compile(pattern, re.IGNORECASE)
    return lambda reply: compiled.fullmatch(reply.strip()) is not None


YES_NO = matches(r"(?:yes|no)[.!]?")


def _repeats(times: int) -> Callable[[str], bool]:
    """A check that the first sentence comes so many times and no more often."""
    def check(reply: str) -> bool:
        first, *rest = [" ".join(words_of(part.lower())) for part in sentences(reply)] or [""]
        return len(first.split()) >= 2 and rest[: times - 1] == [first] * (times - 1) and first not in rest[times - 1 : times]

    return check


def _is_doubled(reply: str) -> bool:
    words = [word.lower() for word in words_of(reply)]
    pairs = list(zip(words[::2], words[1::2], strict=False))
    return len(pairs) >= 3 and sum(a == b for a, b in pairs) >= 0.75 * len(pairs)


def _is_threes(reply: str) -> bool:
    parts = sentences(reply)
    whole = parts if reply.strip().endswith((".", "!", "?")) else parts[:-1]
    return len(whole) >= 3 and all(len(words_of(part)) == 3 for part in whole)


def _is_unfinished(reply: str) -> bool:
    return re.fullmatch(r"[A-Z][\w'’,]*(?: [\w'’,-]+){2,8}", reply.strip()) is not None


def _is_long(reply: str) -> bool:
    return len(reply.split()) >= 24 and "\n" not in reply.strip() and len({*sentences(reply)[:2]}) == 2


def _is_one_breath(reply: str) -> bool:
    return len(re.split(r"[.!?:\n]", reply.strip())[0].split()) >= 23


def measure(how: str, label: str, group: str, write: Callable[[str, Random], str], check: Callable[[str], bool], *names: str,
            long: bool = False) -> Length:
    return Length(label, f"I answer {how} {label}.", group, write, check, names, long)


def exactly(number: str, n: int, group: str) -> Length:
    return measure("with", f"exactly {number} words", group, say(SAID[n]), word_count(n, n),
                   rf"\b(?:exactly |only |just |always )*(?:{number}|{n}) words?\b",
                   rf"\b{number}[- ]word (?:answer|repl|response)\w*")


_ONE = r"\b(?:an? (?:single|lone)|one|just an?|only an?|nothing but an?)(?: single)?"
SHORTLY = r"(?:very )?(?:short|brief)"
AT_MOST = r"\b(?:at most|up to|(?:no|not|never|do not|don['’]t)(?: \w+)? (?:more|longer) than(?: up to)?|a maximum of)"
LENGTHS: tuple[Length, ...] = (
    measure("with", "a single word", "few words", lambda reply, rng: rng.choice(topics(reply)).capitalize() + ".",
            word_count(1, 1),
            rf"{_ONE} word\b", r"\b(?:one|single)[- ]word\b", r"\bsingle words\b"),
    exactly("two", 2, "few words"), exactly("three", 3, "few words"), exactly("four", 4, "few words"),
    exactly("five", 5, "few words"),
    measure("with", "at most five words", "few words", lambda reply, rng: say(SAID[rng.randint(2, 5)])(reply, rng),
            word_count(1, 5),
            rf"{AT_MOST} (?:five|5) words\b",
            r"\b(?:five|5) words (?:or (?:less|fewer)|at (?:the )?most)\b", r"\b(?:fewer|less) than six words\b"),
    measure("with", "a single letter", "sign", lambda reply, rng: topic(reply)[0].upper(), matches(r"[a-z]\.?"),
            rf"{_ONE} letter\b(?! form)", r"\bsingle letters\b"),
    measure("with", "a single number", "sign", lambda reply, rng: str(rng.randint(2, 99)), matches(r"\d{1,4}\.?"),
            rf"{_ONE} (?:number|figure)\b", r"\bsingle numbers\b",
            r"\b(?:only|just) numbers\b"),
    measure("with", "yes or no only", "yes or no", lambda reply, rng: rng.choice(("Yes.", "No.")), YES_NO,
            r"\b(?:only |just |a plain |nothing but |either )*\"?yes\"?,? or (?:an? )?\"?no\b\"?(?: only| alone)?"),
    measure("with", "a single emoji", "sign", lambda reply, rng: rng.choice(EMOJIS), matches(EMOJI),
            rf"{_ONE} emoji\b(?! (?:after|first|before|at|between))",
            r"\bsingle emojis?\b"),
    measure("with", "one short sentence", "short sentences", say(_SHORT), counts((4, 7)),
            rf"\b(?:a|one|just one|only one) (?:single )?(?:\w+, )?{SHORTLY} sentence\b",
            rf"\b{SHORTLY} (?:single )?sentences?\b"),
    measure("with", "two short sentences", "short sentences", several(_SHORTEST, 2), counts((2, 7), 2),
            rf"\b(?:exactly )?(?:two|2)(?: {SHORTLY})? sentences\b", rf"\b(?:a pair|couple) of (?:{SHORTLY} )?sentences\b"),
    measure("with", "three short sentences", "short sentences", several(_SHORTEST, 3), counts((2, 7), 3),
            rf"\b(?:exactly )?(?:three|3)(?: {SHORTLY})? sentences\b"),
    measure("in", "sentences of three words", "three words each", several(_THREES, 5), _is_threes,
            r"\bsentences? (?:of|with|that have|has|have) (?:exactly |only |just )*three words\b(?: each)?",
            r"\bthree-word sentences?\b"),
    measure("with", "a sentence of ten words", "ten words", say(SAID[10]), counts((9, 11)),
            r"\b(?:a |one )?(?:sentences? )?(?:of |with )?(?:exactly |about |around )?(?:ten|10)[- ]words?\b(?: sentences?)?"),
    measure("with", "one very long sentence", "long", _one_breath, _is_one_breath, r"\b(?:very )?(?:long|endless) sentences?\b",
            r"\brun-on sentences?\b", r"\bsentences? that (?:go|goes|run|runs) on\b", long=True),
    measure("in", "long paragraphs", "long", _at_length, _is_long, r"\b(?:very )?long(?:er)? paragraphs?\b",
            r"(?<!no )\b(?:very )?(?:long|lengthy|longer) (?:text|answer|repl|response|essay)\w*", r"\bat (?:great )?length\b",
            r"\bessays?\b", long=True),
    measure("with", "each sentence twice", "repeated", _again(12, 2), _repeats(2),
            r"\b(?:every|each|the same|my|one) sentences? (?:\w+ ){0,2}(?:twice|two times)\b",
            r"\brepeat (?:every|each) sentence(?: once)?\b",
            r"\bsay (?:everything|it all) twice\b", r"\beverything (?:is said )?twice\b"),
    measure("with", "each sentence three times", "repeated", _again(9, 3), _repeats(3),
            r"\b(?:every|each|the same|my|one) sentences? (?:\w+ ){0,2}(?:three times|thrice)\b",
            r"\beverything (?:is said )?(?:three times|thrice)\b",
            r"\brepeat (?:every|each) sentence three times\b"),
    measure("with", "each word twice", "repeated", _doubled, _is_doubled,
            r"\b(?:every|each|all|the same|my) (?:\w+ )?words? (?:\w+ ){0,2}(?:twice|two times|doubled)\b",
            r"\b(?:repeat|double) (?:every|each) word\b"),
    measure("with", "an unfinished sentence", "unfinished", _unfinished, _is_unfinished,
            r"\b(?:unfinished|incomplete|half) sentences?\b", r"\bhalf an? sentence\b", r"\bbreak off\b.*",
            r"\bsentences? (?:unfinished|incomplete|without (?:an )?end\w*)\b"),
)
"""The first lengths; those of a group are near each other."""
