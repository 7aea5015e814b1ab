"""More ways of writing an answer, besides those of `formats`: cues, notes, documents, and what stands first."""

from __future__ import annotations

import re
from random import Random

from tuneteller.material.format import (
    FIRST_NAMES,
    KEY,
    SPACES,
    Format,
    bare,
    begins,
    framed,
    holds,
    in_lines,
    is_enclosed,
    is_joined,
    join_by,
    leading,
    led,
    marking,
    sentences,
    topic,
    topics,
    written,
)

_CUES = ("smiles", "nods", "shrugs", "waves", "laughs", "sighs", "leans in", "looks up", "sits down", "winks")
_MOODS = ("calm", "happy", "curious", "proud", "tired", "cheerful", "hopeful", "nervous", "serious", "relaxed")
_SOUNDS = ("ding", "boom", "click", "splash", "thud", "whoosh", "bang", "pop", "buzz", "clang")
_COMMITS = ("fix", "feat", "docs", "chore", "refactor")
_SIGNS = ("Aries", "Taurus", "Gemini", "Leo", "Virgo", "Libra", "Scorpio", "Sagittarius", "Capricorn", "Aquarius", "Pisces")
_MYTHS = ("Nobody knows.", "There is no answer.", "It is too hard.", "It makes no difference.")
_RANKS = ("Ace", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Jack", "Queen", "King")
_SUITS = ("hearts", "spades", "clubs", "diamonds")
_EVERY = r"(?:every|each|all(?: the| of the| of my| my)?|the|my|single)"


def _each_quoted(text: str, rng: Random) -> str:
    return " ".join(f'"{word}"' for word in bare(text).split())


def _is_each_quoted(reply: str) -> bool:
    parts = reply.split()
    return len(parts) >= 4 and sum(bool(re.match(r"[\"“]\w+", part)) for part in parts) >= 0.9 * len(parts)


def _is_between_bars(reply: str) -> bool:
    found = re.fullmatch(r"\|\s*(\w[^|\n]*)(?:\|\s*)?", reply.strip())
    return found is not None and len(found.group(1).split()) >= 5


def _paused(text: str, rng: Random) -> str:
    """A pause after every four words, none at the end."""
    words = text.split()
    return " (pause) ".join(" ".join(words[i : i + 4]) for i in range(0, len(words), 4))


def _beeping(text: str, rng: Random) -> str:
    return " ".join(f"{part} [beep]" for part in sentences(text))


MORE_FORMATS: tuple[Format, ...] = (
    # marks around all of it, and marks in it
    written("between", "angle brackets", "around", framed("<", ">"), is_enclosed("<", ">"), r"\b(?:angled?|pointed) brackets\b",
            r"\b(?:less|greater)[- ]than signs?\b", r"\bchevrons\b"),
    written("with", "every word in quotation marks", "around", _each_quoted, _is_each_quoted,
            rf"\b{_EVERY} (?:single )?words?\b.{{0,25}}\bquot(?:(?:ation|e) marks|es|ed)\b",
            rf"\bquot(?:(?:ation|e) marks|es) (?:around|on|for) {_EVERY} (?:single )?words?\b",
            r"\bquot(?:e|ing) (?:every|each) (?:single )?word\b", words=9),
    written("between", "vertical bars", "signs", framed("| ", " |"), _is_between_bars,
            r"\bvertical (?:bars?|lines?|strokes?)\b", r"\bpipe (?:signs?|characters?|symbols?)\b", r"\bpipes\b"),
    written("between", "dollar signs", "signs", framed("$ ", " $"), begins(r"\$ ?(?!echo\b)[A-Za-z]"),
            r"\bdollar (?:signs?|symbols?)\b", r"\bdollars (?:before|around|at)\b", words=22),
    written("between", "rows of dashes", "rows", framed("-----\n", "\n-----"), begins(r"-{4,}\s*\n\s*\w"),
            r"\b(?:rows?|lines?) of (?:dashes|hyphens)\b", r"\bdash(?:ed)? (?:lines?|rows?)\b",
            r"\bhorizontal (?:lines?|rules?)\b",
            r"\b(?:dashes|hyphens) (?:above|below|over|under|before and after)\b", words=22),
    written("with", "ampersands between words", "joined", join_by(" & "), is_joined("&"), rf"\bampersands?(?:{SPACES})?",
            rf"\band[- ]signs?(?:{SPACES})?", words=13),
    written("with", "key words in backticks", "markdown", lambda text, rng: marking(text, lambda word: f"`{word}`"),
            holds(r"(?<!`)`[A-Za-z]+(?:`(?!`)|$)", 2), rf"\b{KEY}.{{0,30}}\bbackticks\b", r"\b(?:single )?back[- ]?ticks?\b",
            r"\binline code\b", r"\bcode spans?\b", words=14),
    written("with", "trademark signs", "symbols", lambda text, rng: marking(text, lambda word: f"{word}™"), holds(r"\w ?™", 1),
            r"\btrade[- ]?marks?(?: signs?| symbols?)?\b", r"\btm (?:signs?|symbols?|marks?)\b", words=20),
    written("with", "a copyright notice first", "symbols",
            led(lambda rng: f"© {rng.randint(1990, 2024)} {rng.choice(FIRST_NAMES)}. "), begins(r"(?:©|\([cC]\)) ?\d{4}"),
            r"\bcopyrights?(?: notices?| signs?| symbols?| lines?| marks?)?\b", words=20),
    # cues before a reply, notes in it
    written("with", "stage directions", "cues", led(lambda rng: f"({rng.choice(_CUES)}) "),
            begins(r"\((?!pause)[a-z]{3,}(?: [a-z]+){0,3}\),? \w"), r"\bstage directions?\b",
            r"\bacting (?:cues?|directions?)\b", r"\bgestures? in (?:parentheses|round brackets)\b", words=20),
    written("with", "a mood first", "cues", led(lambda rng: f"[{rng.choice(_MOODS)}] "),
            begins(r"\[(?!spoiler|quote|beep|redacted|info\b)[a-z]{3,}\] ?\w"),
            *leading(r"moods?(?: in (?:square )?brackets)?"),
            r"\bmoods? (?:in|between) (?:square )?brackets\b", r"\b(?:bracketed moods?|mood (?:tags?|labels?))\b", words=20),
    written("with", "a noise first", "cues", led(lambda rng: f"*{rng.choice(_SOUNDS)}* "), begins(r"\*[a-z]+!?\* ?\w"),
            r"\bsound effects?\b", r"\bonomatopoe\w+", *leading(r"(?:sounds?|noises?)"),
            r"\b(?:sounds?|noises?) (?:in|between) asterisks\b", words=20),
    written("with", "pauses", "notes", _paused, holds(r"\(pause\)", 1), r"\bpauses?(?: marks?| notes?| signs?)?\b", words=16),
    written("with", "beeps", "notes", _beeping, holds(r"[.!?] ?[\[(]beep", 1),
            r"\bbeep(?:s|ing)?(?: notes?| marks?| sounds?)?\b", words=12),
    written("with", "sic notes", "notes", lambda text, rng: marking(text, lambda word: f"{word} (sic)", 2),
            holds(r"\w [\[(]sic\b", 1), r"\bsic(?: marks?| notes?| signs?)?\b", words=16),
    # software and forums
    written("in", "diff lines", "software", in_lines(lambda i: "+ "), begins(r"\+ ?[A-Z]"),
            r"\bdiff[- ](?:lines?|form|format|style|output|files?)\b", r"\b(?:a|an?|git|code|text|unified) diffs?\b",
            rf"\bplus(?:es| signs?)? (?:before|in front of|at the (?:start|beginning) of|on) {_EVERY} (?:\w+ )?(?:lines?|"
            r"sentences?)\b", r"\badded lines\b", words=22),
    written("in", "commit message form", "software", led(lambda rng: f"{rng.choice(_COMMITS)}: "),
            begins(r"(?:fix|feat|docs|chore|refactor|style|test)(?:\(\w+\))?: \w"),
            r"\bcommit (?:messages?|notes?|logs?|style|form)\b", r"\bgit (?:commits?|logs?|messages?)\b", words=20),
    written("in", "bug report form", "software", lambda text, rng: f"Bug: {topic(text)}\nFix: {text}",
            begins(r"Bug: [^\n]+\n\s*Fix:"), r"\bbug (?:reports?|tickets?|notes?)\b",
            r"\bbugs? and (?:a )?fix(?:es)?\b", words=18),
    written("in", "spoiler tags", "forum", framed("[spoiler]", "[/spoiler]"), begins(r"\[spoiler\]"),
            r"\bspoilers?(?: tags?| marks?| blocks?)?\b", words=20),
    written("in", "BBCode", "forum", framed("[b]", "[/b]"), begins(r"\[(?:b|i|u|quote)\] ?\w"), r"\bbb[- ]?codes?\b",
            r"\bbulletin board codes?\b", r"\bforum (?:codes?|tags?|markup)\b", words=20),
    # documents
    written("in", "breaking news form", "press", lambda text, rng: f"BREAKING: {text}", begins(r"BREAKING\b"),
            r"\bbreaking[- ]news\b", r"\bnews (?:flash(?:es)?|alerts?|bulletins?|tickers?)\b", words=20),
    written("in", "press release form", "press", lambda text, rng: f"FOR IMMEDIATE RELEASE\n{text}",
            begins(r"FOR IMMEDIATE RELEASE\b"), r"\bpress (?:releases?|statements?|notices?)\b", words=20),
    written("in", "wanted poster form", "posters", lambda text, rng: f"WANTED: {topic(text)}\n{text}", begins(r"WANTED\b"),
            r"\bwanted[- ](?:posters?|notices?|signs?)\b", words=20),
    written("in", "diary form", "diary", lambda text, rng: f"Dear diary,\n{text}", begins(r"Dear [Dd]iary\b"),
            r"\bdiar(?:y|ies)(?: entr(?:y|ies))?\b", r"\bjournal entr(?:y|ies)\b", words=20),
    written("in", "ship's log form", "diary", led(lambda rng: f"Ship's log, day {rng.randint(2, 60)}: "),
            begins(r"(?:Ship|Captain)['’]s log\b"),
            r"\b(?:ships?|captains?)(?:['’]s?)? log(?:s|[- ]?books?)?(?: entr(?:y|ies))?\b",
            r"\blog[- ]?books?(?: entr(?:y|ies))?\b", words=20),
    written("in", "song lyrics form", "song", lambda text, rng: f"[Verse 1]\n{text}", begins(r"\[Verse\b"),
            r"\b(?:song )?lyrics\b", r"\b(?:song|verse) (?:form|texts?|verses?|labels?)\b", words=20),
    written("in", "subtitle form", "subtitles",
            lambda text, rng: f"1\n00:0{rng.randint(1, 4)} --> 00:0{rng.randint(5, 9)}\n{text}",
            begins(r"1\s*\n\s*\d\d:\d\d[:,\d]* ?-->"), r"\bsub-?titles?\b", r"\b(?:closed|film|movie) captions?\b", words=16),
    written("in", "horoscope form", "horoscope", led(lambda rng: f"{rng.choice(_SIGNS)}: "),
            begins(rf"(?:{'|'.join(_SIGNS)}|Cancer): \w"), r"\bhoroscopes?\b", r"\b(?:zodiac|star) signs?\b", words=20),
    written("in", "theorem form", "maths", led(lambda rng: f"Theorem {rng.randint(1, 9)}. "), begins(r"Theorem \d+[.:]"),
            r"\btheorems?\b", words=20),
    written("in", "recipe form", "recipe", lambda text, rng: f"Ingredients: {', '.join(topics(text))}\nMethod: {text}",
            begins(r"Ingredients: [^\n]+\n\s*Method:"), r"\brecipes?(?: cards?)?\b",
            r"\bingredients and (?:a )?methods?\b", words=16),
    written("in", "myth-and-fact form", "myths", led(lambda rng: f"Myth: {rng.choice(_MYTHS)}\nFact: "),
            begins(r"Myth: [^\n]+\n\s*Fact:"),
            r"\bmyths?(?:(?:[- ]and[- ]|, | or | versus | vs\.? |/)(?:a )?facts?)?\b", words=16),
    # what stands first
    written("with", "a ticket number first", "numbers", led(lambda rng: f"Ticket {rng.randint(100, 999)}: "),
            begins(r"Ticket #?\d+:"), r"\b(?:support )?ticket numbers?\b", *leading(r"tickets?(?: numbers?)?"), words=20),
    written("with", "an error code first", "numbers", led(lambda rng: f"Error {rng.randint(100, 599)}: "),
            begins(r"Error \d+:"), r"\berror (?:codes?|numbers?|messages?)\b", words=20),
    written("with", "a chapter number first", "numbers", led(lambda rng: f"Chapter {rng.randint(1, 30)}: "),
            begins(r"Chapter \d+:"), r"\bchapter (?:numbers?|titles?|headings?|labels?)\b", *leading("chapters?"), words=20),
    written("with", "a price first", "measures", led(lambda rng: f"${rng.randint(1, 19)}.{rng.choice(('99', '50', '25'))}: "),
            begins(r"[$€£]\d+(?:\.\d\d)?:"), r"\bprice tags?\b", *leading("prices?"), words=20),
    written("with", "a temperature first", "measures", led(lambda rng: f"{rng.randint(5, 35)}°C: "),
            begins(r"-?\d+ ?°[CF]?:"), *leading("temperatures?"), *leading(r"degrees(?: celsius)?"), words=20),
    written("with", "a web address first", "web", lambda text, rng: f"www.{topic(text)}.example: {text}",
            begins(r"(?:https?://|www\.)\w"), r"\b(?:web|website|internet) (?:address(?:es)?|links?)\b",
            r"\burls?\b", words=20),
    written("with", "a user handle first", "web", led(lambda rng: f"@{rng.choice(FIRST_NAMES).lower()}: "),
            begins(r"@[a-z]\w*:? "), r"\buser[- ]?(?:handles?|names?)\b", r"\bat[- ]mentions?\b",
            *leading("handles?"), words=20),
    written("with", "a file name first", "web", lambda text, rng: f"{topic(text)}.txt: {text}",
            begins(r"\w+\.(?:txt|md|docx?|pdf|py|log)\b:? "), r"\bfile[- ]?names?\b", words=20),
    written("with", "a playing card first", "cards", led(lambda rng: f"{rng.choice(_RANKS)} of {rng.choice(_SUITS)}: "),
            begins(rf"(?:{'|'.join(_RANKS)}) of (?:{'|'.join(_SUITS)})\b"),
            r"\bplaying cards?\b", *leading("cards?"), words=20),
)
"""Formats that came later; a group that `formats` has as well is the same group."""
