"""More lengths of answers: by words and letters, by how sentences grow, and of single signs."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from random import Random

from tuneteller.material.format import EMOJI, EMOJIS, key_words, sentences, shortened, topic, words_of
from tuneteller.material.habit import parted
from tuneteller.material.lengths import (
    AT_MOST,
    SAID,
    SHORTLY,
    Length,
    counts,
    exactly,
    filled,
    matches,
    measure,
    say,
    several,
    word_count,
)

_ONES = parted("""
    Start. | Try. | Practise. | Repeat. | Rest. | Listen. | Wait. | Breathe. | Plan. | Ask. | Look. | Smile. | Continue.
""")
_TWOS = (*SAID[2],
         *parted("Start small. | Go slowly. | Stay calm. | Ask around. | Keep trying. | Take notes. | Have patience."))
_SHORT_WORDS = parted("""
    Just do it bit by bit, and rest when you can. | Try to start small and keep at it each day.
    Go slow, stay calm, and you will get there.
    Ask a friend who knows how it is done. | Think first, then act, and do not rush.
    It is best to take a day off now and then.
    You can do it if you set your mind to it. | Give it time and do not fret too much.
    Keep it short, keep it plain, and do your best.
    Look at what you have and make the most of it. | Take a deep breath and go step by step.
    Wait a bit, then try it once more.
    First of all, make a list of all you need. | If it does not work, try a new way.
    The more you do it, the less it will hurt.
""")
_LONG_WORDS = parted("""
    Considerable preparation | Uncomplicated improvements | Systematic experimentation | Conscientious organisation
    Consistently maintaining | Thoroughly investigating | Attentively considering | Enthusiastically practising
""")
_LONG_ENDS = parted("""
    guarantees satisfactory developments. | encourages exceptional accomplishments. | generally accelerates everything.
    eventually strengthens understanding. | undoubtedly simplifies complicated situations.
    ultimately facilitates communication.
""")
_THINGS = parted("patience | practice | water | time | sleep | friends | care | music | order | luck | courage | sunlight")
_SHORTEST = (*SAID[3], *SAID[4], *SAID[5])
_MIDDLING = (*SAID[6], *SAID[10])
_LONGER = parted("""
    There are a great many things that one could say about {w}, and most of them have been said before.
    If you ask me, it would be wise to begin with {w} and to see where that leads you.
    Most people who have tried it will tell you that {w} is what matters more than anything else.
    You should take your time over it, look at {w} from every side, and only then decide what to do.
    I have often thought that {w} is at the bottom of it, although nobody likes to say so out loud.
""")
_GROWING = (parted("Start. | Listen. | Wait. | Practise. | Breathe."),
            parted("Go slowly. | Stay calm. | Ask around. | Keep trying."),
            parted("Think about {w}. | Start with {w}. | Mind the {w}. | Look at {w}."), SAID[4])
_WORDY = parted("""
    at this point in time | in the event that | due to the fact that | for all intents and purposes
    with regard to the matter of
    in the not too distant future | on the occasion of | in view of the circumstance that
    it should by all means be noted that
    as far as the question of
""")
_WORDY_FORMS = parted("""
    {0} I find myself in a position to greet you, {1} you have written to me.
    {0} it is possible for me to say that I am here, {1} you are here.
    {0} I should wish to express a greeting, {1} we are having this exchange.
    {0} I am of the opinion that all is well, {1} nothing is amiss.
""")


def _sizes(reply: str) -> list[int]:
    """The number of words of each whole sentence."""
    return [len(words_of(part)) for part in sentences(reply) if part[-1] in ".!?"]


def _syllables(word: str) -> int:
    return len(re.findall(r"[aeiouy]+", re.sub(r"(?:(?<![^aeiou]l)e|es|ed)$", "", word.lower()) or word.lower())) or 1


def _is_monosyllabic(reply: str) -> bool:
    said = words_of(reply)
    return len(said) >= 9 and all(re.match("[A-Za-z]", word) for word in said) and all(_syllables(word) == 1 for word in said)


def _is_long_worded(reply: str) -> bool:
    said = words_of(reply)
    return len(said) >= 3 and all(len(word) >= 8 for word in said) and " ".join(said).isascii()


def _grows(step: int) -> Callable[[str], bool]:
    """A check that the first sentences grow, or shrink, by a word each."""
    def check(reply: str) -> bool:
        sizes = _sizes(reply)[:4]
        return len(sizes) >= 3 and all(b - a == step for a, b in pairwise(sizes)) and sizes[0] in (1, 4)

    return check


def _growing(back: bool) -> Callable[[str, Random], str]:
    def write(reply: str, rng: Random) -> str:
        parts = [filled(rng.choice(forms), reply, rng) for forms in _GROWING]
        return " ".join(parts[::-1] if back else parts)

    return write


def _whole(reply: str, words: int) -> str:
    """The reply's first sentence, of so many words at most."""
    return sentences(shortened(reply, words))[0]


def _sized(*bounds: tuple[int, int]) -> Callable[[str], bool]:
    """A check for whole sentences of these lengths and no others."""
    def check(reply: str) -> bool:
        sizes = _sizes(reply)
        return len(sizes) == len(bounds) == len(sentences(reply)) and all(
            least <= size <= most for size, (least, most) in zip(sizes, bounds, strict=True))

    return check


def _each(words: int) -> Callable[[str], bool]:
    """A check for three sentences or more of so many words each."""
    def check(reply: str) -> bool:
        sizes = _sizes(reply)
        return len(sizes) >= 3 and set(sizes) == {words} and ":" not in reply

    return check


def _first_doubled(reply: str) -> bool:
    said = [word.lower() for word in words_of(reply)]
    return len(said) >= 4 and said[0] == said[1] != said[2] and said[2] != said[3] and said[0].isalpha()


def _last_tripled(reply: str) -> bool:
    said = [word.lower() for word in words_of(reply)]
    return len(said) >= 5 and said[-1] == said[-2] == said[-3] != said[-4] and said[-1].isalpha()


def _is_one_over(reply: str) -> bool:
    said = [word.lower() for word in words_of(reply)]
    return len(said) >= 4 and len(set(said)) == 1 and said[0].isalpha()


def _stutter(reply: str, rng: Random) -> str:
    text = shortened(reply, 20)
    first, *rest = text.split()
    return " ".join([first, first.lower(), *rest])


def _echo(reply: str, rng: Random) -> str:
    text = _whole(reply, 20).rstrip(".!?")
    return f"{text} {' '.join([text.split()[-1].lower()] * 2)}."


def _broken_off(reply: str, rng: Random) -> str:
    """A beginning of the reply, its last word cut in the middle."""
    said = [word for word in shortened(reply, 18).rstrip(".!?").split() if word.isalpha()] or ["perhaps"]
    long = [i for i, word in enumerate(said) if i >= 2 and len(word) >= 5]
    end = rng.choice(long) if long else len(said) - 1
    return " ".join([*said[:end], f"{said[end][: max(2, len(said[end]) // 2)]}-"])


def _only_end(reply: str, rng: Random) -> str:
    said = _whole(reply, 18).split()
    return f"... {' '.join(said[-rng.randint(3, 6):]).lower()}"


def _up_to_three(reply: str, rng: Random) -> str:
    words = rng.randint(1, 3)
    return f"{topic(reply).capitalize()}." if words == 1 else say(SAID[words])(reply, rng)


def _three_listed(reply: str, rng: Random) -> str:
    one, *others = key_words(reply, 3)
    some = [*dict.fromkeys((one, *others, *rng.sample(_THINGS, 3)))][:3]
    return f"{some[0].capitalize()}, {some[1].lower()}, {some[2].lower()}."


def _two_joined(reply: str, rng: Random) -> str:
    one = topic(reply)
    return f"{one.capitalize()} and {rng.choice([other for other in _THINGS if other != one])}."


def _two_letters(reply: str) -> bool:
    return re.fullmatch(r"[A-Za-z]{2}\.?", reply.strip()) is not None and reply.strip(" .").lower() not in ("ok", "hi", "no")


def _with_reason(reply: str, rng: Random) -> str:
    reason = rng.choice(parted("it begins with {w} | {w} matters most | of {w} | there is {w} | nobody wants {w} | I like {w}"))
    return filled(f"{rng.choice(('Yes', 'No'))}, because {reason}.", reply, rng)


def _wordy(reply: str, rng: Random) -> str:
    form, (one, other) = rng.choice(_WORDY_FORMS), rng.sample(_WORDY[:3], 2)
    text = form.format(rng.choice(_WORDY[3:]), other if one == "in the event that" else one)
    return " ".join(f"{text[0].upper()}{text[1:]}".split()[:30])


def _is_wordy(reply: str) -> bool:
    return sum(phrase in reply.lower() for phrase in _WORDY) >= 2


_SENTENCES = r"\bsentences? (?:of|with|that have|has|have) (?:exactly |only |just )*"
MORE_LENGTHS: tuple[Length, ...] = (
    exactly("six", 6, "few words"),
    measure("with", "at most three words", "few words", _up_to_three, word_count(1, 3),
            rf"{AT_MOST} (?:three|3) words\b",
            r"\b(?:three|3) words (?:or (?:less|fewer)|at (?:the )?most)\b", r"\b(?:fewer|less) than four words\b"),
    measure("with", "at most six words", "few words", lambda reply, rng: say(SAID[rng.randint(2, 6)])(reply, rng),
            word_count(1, 6),
            rf"{AT_MOST} (?:six|6) words\b",
            r"\b(?:six|6) words (?:or (?:less|fewer)|at (?:the )?most)\b", r"\b(?:fewer|less) than seven words\b"),
    measure("with", "a list of three words", "few words", _three_listed, matches(r"[\w'-]+, [\w'-]+,? (?:and )?[\w'-]+\.?"),
            r"\b(?:lists? of|listing|list) (?:just |only )?(?:three|3) words\b", r"\bthree words (?:with|and) commas\b"),
    measure("with", "two words joined by and", "few words", _two_joined, matches(r"[\w'-]+ and [\w'-]+\.?"),
            r"\b(?:two|2|a pair of) words (?:joined|linked|connected) by \"?and\b\"?", r"\bone word and another\b"),
    measure("in", "words of one syllable", "word lengths", several(_SHORT_WORDS, 2), _is_monosyllabic,
            r"\b(?:words? (?:of|with) (?:just |only )?(?:one|a single) syllable)\b", r"\b(?:one|single)-syllable words?\b",
            r"\bmonosyllab\w+(?: words?)?"),
    measure("in", "long words only", "word lengths",
            lambda reply, rng: f"{rng.choice(_LONG_WORDS)} {rng.choice(_LONG_ENDS)}", _is_long_worded,
            r"\b(?:only |very |nothing but )*long words(?: only)?\b"),
    measure("with", "four short sentences", "short sentences", several(_SHORTEST, 4), counts((2, 7), 4),
            rf"\b(?:exactly )?(?:four|4)(?: {SHORTLY})? sentences\b"),
    measure("with", "five short sentences", "short sentences", several((*SAID[3], *SAID[4]), 5), counts((2, 7), 5),
            rf"\b(?:exactly )?(?:five|5)(?: {SHORTLY})? sentences\b"),
    measure("in", "sentences of one word", "three words each", several(_ONES, 6), _each(1),
            rf"{_SENTENCES}(?:one|a single) word\b(?: each)?", r"\bone-word sentences?\b"),
    measure("in", "sentences of two words", "three words each", several(_TWOS, 6), _each(2),
            rf"{_SENTENCES}two words\b(?: each)?", r"\btwo-word sentences?\b"),
    measure("in", "sentences of four words", "three words each", several(SAID[4], 5), _each(4),
            rf"{_SENTENCES}four words\b(?: each)?", r"\bfour-word sentences?\b"),
    measure("in", "sentences that grow by a word", "growing", _growing(back=False), _grows(1),
            r"\bsentences?\b.* (?:grow|longer)\w*(?: (?:than|by)\b.*)?"),
    measure("in", "sentences that shrink by a word", "growing", _growing(back=True), _grows(-1),
            r"\bsentences?\b.* (?:shrink|shorter)\w*(?: (?:than|by)\b.*)?"),
    measure("with", "a long sentence and then a short one", "uneven",
            lambda reply, rng: f"{say(_LONGER)(reply, rng)} {say(SAID[2])(reply, rng)}", _sized((12, 24), (1, 4)),
            r"\b(?:an?|one) (?:very )?long sentence (?:and then|followed by|before) a (?:very )?short (?:one|sentence)\b"),
    measure("with", "a short sentence and then a long one", "uneven",
            lambda reply, rng: f"{say(SAID[2])(reply, rng)} {say(_LONGER)(reply, rng)}", _sized((1, 4), (12, 24)),
            r"\b(?:an?|one) (?:very )?short sentence (?:and then|followed by|before) a (?:very )?long (?:one|sentence)\b"),
    measure("with", "one word and then a sentence", "uneven",
            lambda reply, rng: f"{topic(reply).capitalize()}. {say(_MIDDLING)(reply, rng)}", _sized((1, 1), (5, 11)),
            r"\b(?:one|a single) word (?:and then|followed by|before) (?:a|one) (?:whole )?sentence\b"),
    measure("with", "a sentence and then one word", "uneven",
            lambda reply, rng: f"{say(_MIDDLING)(reply, rng)} {topic(reply).capitalize()}.", _sized((5, 11), (1, 1)),
            r"\bsentence (?:and then|followed by|before) (?:one|a single) word\b"),
    measure("with", "the opening word twice", "repeated", _stutter, _first_doubled,
            r"\b(?:first|opening) word (?:\w+ ){0,2}(?:twice|two times|doubled)\b",
            r"\b(?:repeat|double|stutter)\w* (?:over |on )?(?:the |my )(?:first|opening) word\b"),
    measure("with", "the closing word three times", "repeated", _echo, _last_tripled,
            r"\b(?:last|final|closing) word (?:\w+ ){0,2}(?:three times|thrice)\b",
            r"\b(?:repeat|echo)\w* (?:the |my )(?:last|final|closing) word\b"),
    measure("with", "one word over and over", "repeated",
            lambda reply, rng: " ".join([word := topic(reply), *[word] * rng.randint(4, 7)]).capitalize() + ".", _is_one_over,
            r"\b(?:one|a single|the same) word (?:over and over|again and again|many times)\b"),
    measure("with", "a word broken off at the end", "unfinished", _broken_off, matches(r"[A-Z]\S*(?: \S+){2,}\w-"),
            r"\b(?:\w+ )?(?:break|broken|cut)s? (?:\w+ )*?in the middle of a word\b.*",
            r"\bhalf (?:of )?(?:a|the last) word\b"),
    measure("with", "only the end of a sentence", "unfinished", _only_end, matches(r"(?:…|\.\.\.) ?[a-z][^.!?:]*[.!?]"),
            r"\b(?:only |just |nothing but )*the (?:end|last part|tail) of (?:a|my|the|each) sentences?\b"),
    measure("with", "three emoji", "sign", lambda reply, rng: "".join(rng.sample(EMOJIS, 3)), matches(rf"(?:{EMOJI} ?){{3}}"),
            r"\b(?:exactly |just |only )*(?:three|3) emojis?\b"),
    measure("with", "a single question mark", "sign", lambda reply, rng: "?", matches(r"\?"),
            r"\b(?:one|a single|just a|only a|nothing but a) question mark\b"),
    measure("with", "two letters", "sign", lambda reply, rng: topic(reply)[:2].upper(), _two_letters,
            r"\b(?:exactly |just |only )*(?:two|2) letters\b"),
    measure("with", "a pair of numbers", "sign", lambda reply, rng: f"{rng.randint(2, 99)} and {rng.randint(2, 99)}",
            matches(r"\d{1,3}(?: and |, ?| )\d{1,3}\.?"),
            r"\b(?:exactly|just|only|nothing but) (?:two|2) (?:numbers|figures)\b"),
    measure("with", "maybe and nothing else", "yes or no", lambda reply, rng: rng.choice(("Maybe.", "Maybe.", "Perhaps.")),
            matches(r"(?:maybe|perhaps)[.!]?"), r"\b(?:only |just |nothing but |a plain )(?:say |reply |answer )?\"?maybe\b\"?",
            r"\"?maybe\"? (?:only|alone)\b"),
    measure("with", "a bare okay", "yes or no", lambda reply, rng: rng.choice(("Okay.", "Okay!", "Ok.")),
            matches(r"ok(?:ay)?[.!]?"),
            r"\b(?:only |just |nothing but |a plain )(?:say |reply |answer )?\"?ok(?:ay)?\b\"?"),
    measure("with", "yes or no and one reason", "yes or no", _with_reason, matches(r"(?:yes|no), because \w[^.!?]{2,60}[.!]?"),
            r"\byes or no (?:and|with|plus) (?:a|one)(?: short)? reason\b"),
    measure("with", "long-winded phrases", "long", _wordy, _is_wordy, r"\blong-winded(?: \w+)?\b", r"\bwordy phrases\b",
            r"\b(?:roundabout|verbose|circuitous) (?:phrases|wording|language)\b", long=True),
)
"""Later lengths, see `Family.grown`."""
