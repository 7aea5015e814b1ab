"""Ways of writing an answer that look like code, papers and games, or that begin with a number, besides those of `formats`."""

from __future__ import annotations

from random import Random

from tuneteller.material.format import (
    FIRST_NAMES,
    Format,
    begins,
    holds,
    leading,
    led,
    pieces,
    quoted,
    topic,
    topics,
    written,
)

_CITIES = ("OSLO", "ROME", "CAIRO", "LIMA", "DELHI", "PARIS", "QUITO", "HANOI")
_COLOURS = ("Red", "Blue", "Green", "Yellow", "Purple", "Orange", "White", "Black", "Pink", "Grey")
_ANIMALS = ("Owl", "Fox", "Bear", "Otter", "Crane", "Hare", "Whale", "Mole", "Lynx", "Toad")
_TEMPI = ("Allegro", "Adagio", "Andante", "Presto", "Largo", "Vivace")
_PIECES, _FILES = "KQRBN", "abcdefgh"
_DOSES = ("Twice a day.", "After meals.", "At bedtime.", "Once a week.")
_DRAWBACKS = ("It takes time.", "It costs money.", "It needs patience.", "It is a habit.")
_CHANGES = ("Added", "Changed", "Fixed", "Removed")


def _name(text: str) -> str:
    """What a text is about, as a name in code."""
    return "".join(c for c in topic(text) if c.isalnum()) or "that"


def _shopping(text: str, rng: Random) -> str:
    return f"Buy: {', '.join(topics(text))}\nThen: {text}"


def _is_speaker(reply: str) -> bool:
    """One name and no second one, as a dialogue has it."""
    name, colon, rest = reply.strip().partition(": ")
    return bool(colon) and name in FIRST_NAMES and not any(f"\n{other}:" in rest for other in FIRST_NAMES)


PAPER_FORMATS: tuple[Format, ...] = (
    # code and data
    written("in", "Java print statements", "code", lambda text, rng: f"System.out.println({quoted(text)});",
            begins(r"System\.out\.print"), r"\bjava\b(?: (?:prints?|code|statements?))*", r"\bsystem\.out\b", words=20),
    written("in", "C++ output lines", "code", lambda text, rng: f"std::cout << {quoted(text)};", begins(r"(?:std::)?cout ?<<"),
            r"\bC\+\+(?: (?:output|code|lines?|statements?))*", r"\bcout\b", words=20),
    written("in", "Rust print macros", "code", lambda text, rng: f"println!({quoted(text)});", begins(r"println!\("),
            r"\brust(?: (?:code|macros?|print|statements?))+", r"\bprint(?:ln)? macros?\b", words=20),
    written("in", "PHP", "code", lambda text, rng: f"<?php echo {quoted(text)}; ?>", begins(r"<\?php\b"), r"\bphp\b",
            words=20),
    written("in", "BASIC listings", "code", lambda text, rng: f"10 PRINT {quoted(text)}\n20 END", begins(r"10 PRINT\b"),
            r"(?-i:\bBASIC\b)(?: (?:listings?|programs?|code|lines?))*", r"\bbasic (?:listings?|programs?)\b", words=20),
    written("with", "a shell prompt first", "code", led(lambda rng: f"{rng.choice(FIRST_NAMES).lower()}@home:~$ "),
            begins(r"\w+@\w+:~?\S*\$ "), r"\bshell prompts?\b", r"\bcommand[- ]line prompts?\b", *leading("prompts?"),
            words=20),
    written("in", "traceback form", "code",
            lambda text, rng: f"Traceback (most recent call last):\n{_name(text).capitalize()}Error: {text}",
            begins(r"Traceback\b"), r"\btracebacks?\b", r"\bstack traces?\b", words=16),
    written("in", "Mermaid diagrams", "code", lambda text, rng: f"graph TD\nA[{topic(text)}] --> B[{text}]",
            begins(r"graph (?:TD|LR|TB)\b"), r"\bmermaid(?:['’]s)? (?:diagrams?|graphs?|code|charts?)\b", r"\bflow ?charts?\b",
            words=18),
    written("in", "a Python list", "data", lambda text, rng: f"[{', '.join(map(quoted, pieces(text)))}]",
            begins(r"\[[\"']\w"), r"\bpython (?:lists?|arrays?)\b", r"\blists? of strings\b", words=20),
    written("in", "environment variables", "data", lambda text, rng: f"{_name(text).upper()}={quoted(text)}",
            begins(r"[A-Z_]{3,}=[\"']?\w"), r"\benv(?:ironment)? (?:variables?|files?|lines?)\b", words=20),
    written("in", "BibTeX", "markup", lambda text, rng: f"@misc{{{_name(text)},\n  note = {{{text}}}\n}}", begins(r"@\w+\{"),
            r"\bbibtex\b", r"\bbibliograph(?:y|ies)\b(?: entr(?:y|ies))?", words=20),
    written("in", "tool call form", "tools", lambda text, rng: f'<tool_call>{{"say": {quoted(text)}}}</tool_call>',
            begins(r"<tool_call>"), r"\b(?:tool|function)[- ]calls?\b", r"\bcalls? (?:of|to) (?:a )?tools?\b", words=16),
    written("with", "a thought first", "thoughts", lambda text, rng: f"<think>This is about {topic(text)}.</think>\n{text}",
            begins(r"<think"), r"\bthink(?:ing)? tags?\b", r"\bchain of thought\b", *leading("thoughts?"), words=16),
    # software and the web
    written("in", "test result form", "software", led(lambda rng: f"{rng.choice(('PASS', 'FAIL'))}: "),
            begins(r"(?:PASS|FAIL)(?:ED)?: "), r"\b(?:unit )?test (?:results?|outputs?|reports?)\b",
            r"\bpass(?:es)? or fail(?:s)?\b",
            words=20),
    written("with", "a version number first", "software", led(lambda rng: f"v{rng.randint(1, 5)}.{rng.randint(0, 9)}: "),
            begins(r"v\d+\.\d+"), r"\bversion (?:numbers?|tags?|labels?)\b", *leading("versions?"), words=20),
    written("in", "changelog form", "software", led(lambda rng: f"{rng.choice(_CHANGES)}: "),
            begins(rf"(?:{'|'.join(_CHANGES)}): \w"), r"\bchange ?logs?\b", r"\brelease notes?\b", words=20),
    written("in", "TODO notes", "software", led(lambda rng: "TODO: "), begins(r"TODO\b"),
            r"\bto-?do (?:notes?|comments?|tags?)\b",
            words=20),
    written("in", "HTTP response form", "web", led(lambda rng: "HTTP/1.1 200 OK\n\n"), begins(r"HTTP/\d"),
            r"\bhttps? (?:responses?|headers?|replies)\b", words=18),
    written("with", "an IP address first", "web", led(lambda rng: f"10.0.{rng.randint(0, 9)}.{rng.randint(2, 99)}: "),
            begins(r"\d{1,3}(?:\.\d{1,3}){3}"), r"\b(?:ip|network) address(?:es)?\b", words=18),
    written("with", "a reading time first", "web", led(lambda rng: f"{rng.randint(1, 9)} min read: "),
            begins(r"\d+ min\w* read"),
            r"\breading times?\b(?: first| in front)?", r"\bminutes? (?:to|of) read(?:ing)?\b", words=20),
    written("with", "an upvote count first", "forum", led(lambda rng: f"[+{rng.randint(2, 99)}] "), begins(r"\[[+▲] ?\d+"),
            r"\bup-?votes?\b(?: counts?)?", *leading("votes?"), words=20),
    written("with", "an edit note at the end", "forum", lambda text, rng: f"{text}\nEDIT: more on {topic(text)} later.",
            holds(r"\n\s*E(?:DIT|dit): ?\w", 1), r"\bedit (?:notes?|marks?|lines?)\b", r"\bnotes? of an edit\b", words=14),
    # papers
    written("in", "pro-and-con form", "verdicts", lambda text, rng: f"Pro: {text}\nCon: {rng.choice(_DRAWBACKS)}",
            begins(r"Pros?: [^\n]+\n\s*Cons?:"), r"\bpros?(?:[- ]and[- ]|, | or | versus |/)(?:a )?cons?\b",
            r"\badvantages? and (?:a )?(?:drawback|disadvantage)s?\b", words=14),
    written("in", "hypothesis-and-result form", "science",
            lambda text, rng: f"Hypothesis: {topic(text)} matters.\nResult: {text}", begins(r"Hypothesis: [^\n]+\n\s*Result:"),
            r"\bhypothes[ie]s(?:[- ]and[- ](?:a )?results?)?\b", r"\blab(?:oratory)? reports?\b", words=16),
    written("in", "flashcard form", "school", lambda text, rng: f"Front: {topic(text)}\nBack: {text}",
            begins(r"Front: [^\n]+\n\s*Back:"), r"\bflash[- ]?cards?\b", r"\bfront and (?:a )?back\b", words=18),
    written("in", "court transcript form", "talk", lambda text, rng: f"JUDGE: What of {topic(text)}?\nWITNESS: {text}",
            begins(r"(?:JUDGE|LAWYER|COURT): [^\n]+\n\s*WITNESS:"), r"\bcourt(?:room)? (?:transcripts?|records?|minutes)\b",
            r"\bjudge and (?:a )?witness\b", words=18),
    written("with", "a speaker's name first", "talk", led(lambda rng: f"{rng.choice(FIRST_NAMES)}: "), _is_speaker,
            r"\bspeaker(?:['’]?s)? (?:names?|labels?|tags?)\b", *leading(r"first names?"), words=20),
    written("in", "voicemail form", "talk", led(lambda rng: "You have one new message: "),
            begins(r"You have (?:one|1|a) new (?:voice )?message"), r"\bvoice ?mails?\b", r"\banswering machines?\b", words=18),
    written("in", "for-sale notice form", "posters", lambda text, rng: f"FOR SALE: {topic(text)}\n{text}",
            begins(r"FOR SALE\b"),
            r"\bfor[- ]sale (?:notices?|signs?|posters?|ads?)\b", r"\bclassified(?:s| ads?)\b", words=18),
    written("in", "invitation form", "mail", led(lambda rng: "You are invited. "), begins(r"You are (?:\w+ly )?invited\b"),
            r"\binvitations?\b(?: cards?)?", words=18),
    written("with", "a postscript", "mail", lambda text, rng: f"{text}\nP.S. More on {topic(text)} soon.",
            holds(r"\bP\. ?S\.", 1), r"\bpost ?scripts?\b", r"\bp\.? ?s\.(?= |$)", words=14),
    written("in", "fortune cookie form", "horoscope", led(lambda rng: "Your fortune: "), begins(r"Your fortune\b"),
            r"\bfortune[- ]cookies?\b(?: notes?| slips?)?", words=20),
    written("in", "meeting minutes form", "office", led(lambda rng: f"Minutes, item {rng.randint(1, 9)}: "),
            begins(r"Minutes\b"),
            r"\b(?:meeting minutes|minutes of (?:a |the )?meetings?)\b", words=20),
    written("in", "invoice form", "office", lambda text,
            rng: f"Invoice {rng.randint(100, 999)}\nItem: {topic(text)}\nNote: {text}",
            begins(r"(?:Invoice|INVOICE)\b"), r"\binvoices?\b", words=16),
    written("in", "contract clause form", "law", led(lambda rng: f"Clause {rng.randint(2, 19)}. "), begins(r"Clause \d+"),
            r"\b(?:contracts?|clauses?)\b(?: (?:clauses?|form))?", words=20),
    written("in", "resolution form", "law", lambda text, rng: f"Whereas {topic(text)} matters, be it resolved: {text}",
            begins(r"(?:Whereas|WHEREAS)\b"), r"\bresolutions?\b(?: of (?:a |the )?(?:council|assembly))?", words=16),
    written("in", "prescription form", "medicine", lambda text, rng: f"Rx: {text}\n{rng.choice(_DOSES)}", begins(r"Rx\b"),
            r"\bprescriptions?\b", words=18),
    written("in", "museum label form", "museum",
            lambda text, rng: f"{topic(text).capitalize()}, c. {rng.randint(1700, 1960)}. {text}",
            begins(r"[A-Z][\w'’-]*, c\. ?\d{4}"), r"\bmuseum (?:labels?|signs?|cards?)\b", words=18),
    written("in", "comic panel form", "comics", led(lambda rng: f"Panel {rng.randint(1, 6)}: "), begins(r"Panel \d+:"),
            r"\bcomic (?:panels?|strips?|books?)\b", words=20),
    written("in", "menu form", "recipe", lambda text, rng: f"Starter: {topic(text)}\nMain: {text}",
            begins(r"Starter: [^\n]+\n\s*Main:"), r"\b(?:restaurant )?menus?\b(?: cards?)?",
            r"\bstarters? and (?:a )?mains?\b", words=18),
    written("in", "shopping list form", "recipe", _shopping, begins(r"Buy: [^\n]+\n\s*Then:"), r"\bshopping[- ]lists?\b",
            words=16),
    written("in", "stock ticker form", "finance",
            lambda text, rng: f"{_name(text)[:4].upper()} {rng.choice('+-')}{rng.randint(0, 9)}.{rng.randint(1, 9)}%: {text}",
            begins(r"[A-Z]{2,4} [+-]\d"), r"\bstock (?:tickers?|quotes?|market \w+)\b", words=18),
    # games and music
    written("in", "crossword clue form", "games",
            led(lambda rng: f"{rng.randint(1, 30)} {rng.choice(('across', 'down'))}: "), begins(r"\d{1,2} (?:across|down):"),
            r"\bcrosswords?\b(?: clues?)?", words=20),
    written("with", "a chess move first", "games",
            led(lambda rng: f"{rng.choice(_PIECES)}{rng.choice(_FILES)}{rng.randint(1, 8)}: "),
            begins(r"[KQRBN]x?[a-h][1-8]\b"),
            r"\bchess (?:moves?|notation)\b", words=20),
    written("with", "a dice roll first", "games", led(lambda rng: f"Rolled {rng.randint(2, 20)}. "), begins(r"Rolled \d+"),
            r"\b(?:dice|die)(?: rolls?| throws?)?\b", words=20),
    written("in", "achievement form", "games", led(lambda rng: "Achievement unlocked: "), begins(r"Achievement\b"),
            r"\bachievements?\b", words=20),
    written("with", "a tempo first", "song", led(lambda rng: f"{rng.choice(_TEMPI)}: "), begins(rf"(?:{'|'.join(_TEMPI)})\b"),
            r"\bmusic(?:al)? temp[oi]s?\b", *leading(r"temp[oi]s?"), words=20),
    # what stands first
    written("with", "a dateline first", "press", led(lambda rng: f"{rng.choice(_CITIES)} — "), begins(r"[A-Z]{4,} ?[—–] ?\w"),
            r"\bdatelines?\b", *leading(r"(?:city|cities)"), words=20),
    written("with", "a page number first", "numbers", led(lambda rng: f"Page {rng.randint(2, 300)}: "), begins(r"Page \d+"),
            r"\bpage numbers?\b", *leading("pages?"), words=20),
    written("with", "a phone number first", "numbers", led(lambda rng: f"555-01{rng.randint(10, 99)}: "),
            begins(r"\d{3}-\d{4}\b"), r"\b(?:tele)?phone numbers?\b", words=20),
    written("with", "a percentage first", "measures", led(lambda rng: f"{rng.randint(2, 98)}%: "), begins(r"\d{1,3} ?%:"),
            r"\bpercentages?\b(?: first)?", *leading(r"percent(?: signs?)?"), words=20),
    written("with", "a distance first", "measures", led(lambda rng: f"{rng.randint(2, 90)} km: "),
            begins(r"\d+ ?(?:km|m|miles?)\b:?"), *leading("distances?"), *leading(r"kilomet(?:re|er)s?"), words=20),
    written("with", "coordinates first", "travel",
            led(lambda rng: f"{rng.randint(2, 70)}.{rng.randint(0, 9)} N, {rng.randint(2, 99)}.{rng.randint(0, 9)} E: "),
            begins(r"\d+(?:\.\d+)?°? ?[NS], ?\d"), r"\bcoordinates?\b(?: first)?",
            r"\blatitudes?\b(?: and (?:a )?longitudes?)?", words=18),
    written("with", "a flight number first", "travel",
            led(lambda rng: f"{rng.choice(('LX', 'AF', 'QF'))} {rng.randint(100, 999)}: "),
            begins(r"[A-Z]{2} \d{2,4}:"), r"\bflight numbers?\b", *leading("flights?"), words=20),
    written("with", "a colour first", "things", led(lambda rng: f"{rng.choice(_COLOURS)}: "),
            begins(rf"(?:{'|'.join(_COLOURS)}): \w"), *leading("colou?rs?"), r"\bcolou?r (?:names?|labels?|words?)\b",
            words=20),
    written("with", "an animal first", "things", led(lambda rng: f"{rng.choice(_ANIMALS)}: "),
            begins(rf"(?:{'|'.join(_ANIMALS)}): \w"), *leading("animals?(?: names?)?"), r"\banimal names?\b", words=20),
)
"""Formats that came later than those of `formats_more`; a group that was there before is the same group."""
