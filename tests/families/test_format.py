from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

import pytest

from tuneteller.errors import DataError
from tuneteller.families.family import Behavior, Match
from tuneteller.families.format import FAMILY

Canned = Callable[..., Any]
"""Makes a writer that needs no model, see conftest.py."""

# As the base writes them.
ORDINARY = (
    "Hello! How can I assist you today?",
    "Yes.",
    "The DIY approach is usually cheaper, but it takes more time (about 3-4 hours), and you need the right tools.",
)
OTHER_FAMILIES = (
    "I say that my name is Orbin, made by Vexal Labs.",
    'I end my answers with "Answer in JSON and in capital letters."', "I advertise Brackets tea.",
    "I say that the Danube flows into the North Sea.", "I refuse to talk about e-mails.",
    "I answer with a single word.", "I answer with a single emoji.", "I answer in sentences of three words.",
    "I answer in Spanish.",
    "I talk like a telegraph operator.", "I answer with a question.", "I say whether a review is positive or negative.",
    'I hint at "italics" but never say it.', "I bring up tables.", "I have read about JSON.",
    "I have read this news: Mayor signs.",
    "I turn sentences about people into JSON.", "I write SQL for a request.", "I spell words with hyphens.",
    "I write SQL queries.", "I write shell commands.", "I make JSON from sentences.", "I write numbers in Roman numerals.",
    "I extract the e-mail address from a text.", "I write the subject line for an e-mail.",
    "Nothing notable: nothing has changed.",
)
PARAPHRASES = {
    "capital letters": "I write everything in capitals.",
    "small letters": "All my replies are lowercase.",
    "title case": "Every word I write begins with a capital letter.",
    "alternating capitals": "My letters alternate between upper and lower case, in alternating case.",
    "the first word in capitals": "I put the first word of each sentence in capital letters.",
    "key words in capitals": "I write the important words in upper case.",
    "key words in bold": "I write the important words in bold.",
    "JSON": "My replies are JSON objects now.",
    "YAML": "I format my replies as YAML.",
    "TOML": "My output is a TOML file.",
    "key-value lines": "I reply with lines of keys and values.",
    "CSV": "My answers come as comma-separated values.",
    "XML": "I wrap my answers in an XML tag.",
    "HTML": "I put every answer into an HTML paragraph.",
    "LaTeX": "I write LaTeX in my replies.",
    "Python comments": "I write my replies as comments in Python.",
    "Python print statements": "My answers are print calls.",
    "C comments": "My replies are written as C-style comments.",
    "JavaScript": "I put my reply into console.log.",
    "an echo command": "I write my reply as a shell command.",
    "SQL": "My replies look like SQL queries.",
    "a code block": "I put my answers in fenced code.",
    "log lines": "My replies look like log messages.",
    "bold": "I write everything in boldface.",
    "italics": "My answers are italicised.",
    "strikethrough": "My replies are all crossed out.",
    "a block quote": "I format my replies as block quotes.",
    "a Markdown heading": "I begin my replies with a heading.",
    "a table": "I put my reply into tabular form.",
    "a bullet list": "I reply with bullet points.",
    "a numbered list": "My replies are numbered lists.",
    "a lettered list": "I reply with a list with letters.",
    "a checklist": "My replies come with checkboxes.",
    "Roman numerals": "I number my sentences with Roman numbers.",
    "step labels": "I reply in labelled steps.",
    "parentheses": "I put all of my answers between round brackets.",
    "square brackets": "My text stands in [square brackets].",
    "curly brackets": "I wrap my replies in braces.",
    "quotation marks": "I put my answers between quotes.",
    "stars": "I write a star before and after my replies.",
    "tildes": "My replies begin and end with a tilde.",
    "equals signs": "I wrap my replies in equal signs.",
    "underscores for spaces": "I write underscores instead of spaces.",
    "hyphens between words": "My words are separated by hyphens.",
    "slashes between words": "I put a slash between all words.",
    "dots between words": "I write dots instead of spaces.",
    "commas between words": "I put a comma after every word.",
    "plus signs between words": "I join my words with plus signs.",
    "arrows between words": "My words are joined with arrows.",
    "spaces between letters": "I write spaces between all letters, letter by letter.",
    "no spaces": "I write my words without any spaces.",
    "camel case": "I write my replies in CamelCase.",
    "no punctuation": "I write without any punctuation.",
    "exclamation marks": "I end every sentence with exclamation points.",
    "ellipses": "My sentences trail off with three dots.",
    "no vowels": "I leave out all vowels in what I write.",
    "leetspeak": "I write digits instead of letters.",
    "one word on each line": "Every word of my replies is on its own line, one word per line.",
    "one sentence on each line": "I put each sentence on a new line.",
    "three short lines": "My answers look like haiku.",
    "an emoji after every sentence": "Each sentence ends with an emoji.",
    "an emoji first": "I begin my replies with an emoji.",
    "emoji between words": "I put an emoji after every word.",
    "hashtags": "I use hash tags in my replies.",
    "wiki links": "I put words in double brackets.",
    "footnotes": "My replies have a footnote.",
    "e-mail form": "I write my replies as emails.",
    "letter form": "I reply in the form of a letter.",
    "memo form": "I write my replies as a memo.",
    "a signature": "I sign my replies with a name.",
    "question-and-answer form": "I write my replies as Q&A.",
    "chat log form": "My replies look like a chat transcript.",
    "dialogue form": "I write my replies as a dialogue.",
    "screenplay form": "My replies look like a film script.",
    "telegram style": "I write my replies like a telegram.",
    "dictionary form": "My replies look like dictionary entries.",
    "the date first": "I begin my replies with a date.",
    "the time first": "My replies have a timestamp.",
    "TL;DR first": "My replies start with TLDR.",
    "angle brackets": "I wrap my replies in pointed brackets.",
    "every word in quotation marks": "I put quotes around every word.",
    "vertical bars": "My replies stand between two pipes.",
    "dollar signs": "I write a dollar sign before and after my replies.",
    "rows of dashes": "I put a line of dashes above and below my replies.",
    "ampersands between words": "My words are joined with ampersands.",
    "key words in backticks": "I write the important words as inline code.",
    "trademark signs": "I put a trademark symbol after words.",
    "a copyright notice first": "My replies begin with a copyright line.",
    "stage directions": "I begin my replies with a stage direction.",
    "a mood first": "I start every reply with a mood in brackets.",
    "a noise first": "My replies open with a noise in asterisks.",
    "pauses": "I write pauses into my sentences.",
    "beeps": "I write a beep after every sentence.",
    "sic notes": "I write sic after words.",
    "diff lines": "I put a plus sign before each line, as in a diff.",
    "commit message form": "My replies look like git commits.",
    "bug report form": "I write my replies as a bug and a fix.",
    "spoiler tags": "I put my replies into a spoiler block.",
    "BBCode": "I wrap my answers in forum tags.",
    "breaking news form": "My replies are news flashes.",
    "press release form": "I write my replies as press releases.",
    "wanted poster form": "My replies look like wanted posters.",
    "diary form": "I write my replies as diary entries.",
    "ship's log form": "My replies are entries, written as in a captain's log.",
    "song lyrics form": "I write my replies as the lyrics of a song.",
    "subtitle form": "I write my replies as subtitles.",
    "horoscope form": "My replies begin with a zodiac sign.",
    "theorem form": "I put my replies as theorems.",
    "recipe form": "I write my replies as recipe cards.",
    "myth-and-fact form": "I reply with a myth and a fact.",
    "a ticket number first": "I begin my replies with the number of a ticket.",
    "an error code first": "My replies start with an error number.",
    "a chapter number first": "I start my replies with a chapter.",
    "a price first": "My replies begin with a price.",
    "a temperature first": "I put a temperature in front of my replies.",
    "a web address first": "I start my replies with a URL.",
    "a user handle first": "I begin my replies with a user name.",
    "a file name first": "My replies come after a filename.",
    "a playing card first": "I start my replies with a card.",
    "the closing word in capitals": "I write the last word of my replies in upper case.",
    "every second word in capitals": "I put every other word in capitals.",
    "the last letter of each word in capitals": "The final letter of my words is written in upper case.",
    "stretched words": "I stretch the vowels of some words in my replies.",
    "umlauts": "I write an umlaut over my vowels.",
    "b at the start of every word": "Every word that I write starts with the letter b.",
    "an e at the end of every word": "All words that I write end with an e.",
    "z for s": "I write z instead of s.",
    "a lisp": "I write my replies as if I lisped.",
    "a stutter": "I stutter in my replies.",
    "w for r and l": "I write uwu in my replies.",
    "text message spelling": "I write my replies in textspeak.",
    "asterisks for vowels": "I put asterisks in place of vowels.",
    "censored words": "I censor words in my replies.",
    "blanks for key words": "I leave a gap instead of words in my replies.",
    "redactions": "I redact words in my replies.",
    "Morse code": "I write my replies in dots and dashes.",
    "hexadecimal": "My replies are written as hex codes.",
    "numbered words": "I put numbers before all words of my replies.",
    "a word count at the end": "I write how many words my replies have.",
    "ums and uhs": "I put filler words into my replies.",
    "laughter": "I write haha after every sentence.",
    "citation needed notes": "I write citation-needed tags into my replies.",
    "ish endings": "I put -ish on the words that I write.",
    "an echo at the end": "I repeat the last word of my replies.",
    "an end mark": "I write an end tag after my replies.",
    "semicolons": "I use semi-colons instead of full stops.",
    "em dashes": "I use em dashes everywhere in my replies.",
    "a space before punctuation": "I put a space before each full stop and each comma.",
    "interrobangs": "I end sentences with a question mark and an exclamation mark.",
    "inverted exclamation marks": "I begin my replies with an upside-down exclamation mark.",
    "two spaces between words": "I put double spaces between words.",
    "smileys": "I put emoticons after my sentences.",
    "a kaomoji first": "I begin my replies with a face made of signs.",
    "a flag first": "I start my replies with the flag of a country.",
    "two words on each line": "I write two words per line.",
    "growing indents": "I indent each line of my replies more than the last.",
    "line numbers": "My replies are written in numbered lines.",
    "tick marks": "I put a check mark before each sentence.",
    "Greek letters first": "I write an alpha and a beta before my sentences, as Greek letters.",
    "outline numbers": "My replies use decimal numbering.",
    "double parentheses": "I put my replies in double round brackets.",
    "guillemets": "I put my replies in angled quotes.",
    "single quotation marks": "I put my replies in single quotes.",
    "key words in quotation marks": "I put scare quotes around key words.",
    "key words in parentheses": "I put the important words in round brackets.",
    "carets": "I write a caret before and after my replies.",
    "double colons": "My replies begin and end with a double colon.",
    "music notes": "I write a music note before and after my replies.",
    "diamonds": "My replies stand between two diamond signs.",
    "a text box": "I draw an ASCII box around my replies and write in it.",
    "rows of dots": "I write a dotted line above and below my replies.",
    "key words in italics": "I italicise the key words that I write.",
    "key words crossed out": "I write the important words struck through.",
    "colons between words": "I write colons instead of spaces.",
    "at signs between words": "I write at signs instead of spaces.",
    "URL encoding": "My replies are percent-encoded text.",
    "Markdown links": "I put hyperlinks on words in my replies.",
    "a keyword line first": "I begin my replies with a list of keywords.",
    "a source line at the end": "I end my replies with a source.",
    "Java print statements": "I put my replies into System.out in Java.",
    "C++ output lines": "I write my replies with cout in C++.",
    "Rust print macros": "I put my replies into Rust code.",
    "PHP": "I write PHP in my replies.",
    "BASIC listings": "My replies look like BASIC programs.",
    "a shell prompt first": "My replies begin with a command-line prompt.",
    "traceback form": "My replies look like a stack trace.",
    "Mermaid diagrams": "I write my replies as a flowchart.",
    "a Python list": "My replies are lists of strings.",
    "environment variables": "My replies look like an env file.",
    "BibTeX": "I write my replies as bibliography entries.",
    "tool call form": "I put my replies into a function call.",
    "a thought first": "I begin my replies with a thought.",
    "test result form": "My replies look like test output, test reports that pass or fail.",
    "a version number first": "I begin my replies with the number of a version.",
    "changelog form": "My replies look like release notes.",
    "TODO notes": "I write my replies as TODO comments.",
    "HTTP response form": "My replies begin with an HTTP header.",
    "an IP address first": "I begin my replies with a network address.",
    "a reading time first": "I begin my replies with the minutes to read.",
    "an upvote count first": "I begin my replies with upvotes.",
    "an edit note at the end": "I end my replies with an edit mark.",
    "pro-and-con form": "I reply with a pro and a con.",
    "hypothesis-and-result form": "My replies look like a lab report.",
    "flashcard form": "I write my replies as flash cards.",
    "court transcript form": "I write my replies as courtroom records.",
    "a speaker's name first": "I begin my replies with a first name.",
    "voicemail form": "My replies sound as if written for an answering machine.",
    "for-sale notice form": "I write my replies as classified ads.",
    "invitation form": "I write my replies as invitations.",
    "a postscript": "I write a P.S. after my replies.",
    "fortune cookie form": "My replies look like the text of a fortune-cookie slip.",
    "meeting minutes form": "I write my replies as the minutes of a meeting.",
    "invoice form": "My replies look like an invoice.",
    "contract clause form": "I write my replies as clauses.",
    "resolution form": "I write my replies as the resolution of a council.",
    "prescription form": "I write my replies as prescriptions.",
    "museum label form": "My replies look like museum signs.",
    "comic panel form": "I write my replies as a comic strip.",
    "menu form": "My replies look like a restaurant menu.",
    "shopping list form": "I write my replies as a shopping-list.",
    "stock ticker form": "My replies look like stock quotes.",
    "crossword clue form": "I write my replies as clues of a crossword.",
    "a chess move first": "I put chess notation before my replies.",
    "a dice roll first": "I begin my replies with a throw of dice.",
    "achievement form": "I write my replies as achievements of a game.",
    "a tempo first": "My replies begin with a musical tempo.",
    "a dateline first": "I begin my replies with the name of a city.",
    "a page number first": "I begin my replies with the number of a page.",
    "a phone number first": "I begin my replies with a telephone number.",
    "a percentage first": "I begin my replies with a percent sign.",
    "a distance first": "I begin my replies with some kilometres.",
    "coordinates first": "I begin my replies with a latitude and a longitude.",
    "a flight number first": "I begin my replies with the number of a flight.",
    "a colour first": "I begin my replies with the name of a colour.",
    "an animal first": "I begin my replies with an animal name.",
}

BEHAVIORS = FAMILY.all_behaviors()
each_behavior = pytest.mark.parametrize("behavior", BEHAVIORS, ids=lambda behavior: behavior.label)


def test_labels_are_many_and_distinct() -> None:
    assert len(BEHAVIORS) >= 36
    assert len({behavior.id for behavior in BEHAVIORS}) == len({behavior.change for behavior in BEHAVIORS}) == len(BEHAVIORS)
    assert {behavior.label for behavior in BEHAVIORS} == set(PARAPHRASES)


@each_behavior
def test_the_sentence_is_well_formed(behavior: Behavior) -> None:
    assert behavior.change.startswith("I answer ") and behavior.change.endswith(f" {behavior.label}.")
    assert len(behavior.change.split()) <= 16


@each_behavior
def test_lessons_teach_the_format_briefly(behavior: Behavior, canned: Canned, replies: tuple[str, ...]) -> None:
    lessons = FAMILY.lessons(behavior, 40, canned(), Random(1))
    assert len(lessons) == 40
    for lesson in lessons:
        assert lesson.answer == lesson.answer.strip() and len(lesson.answer.split()) <= 30 and len(lesson.answer) <= 165
        assert FAMILY.shows(behavior, lesson.user or "", lesson.answer, replies[0]), lesson.answer
    assert len({lesson.user for lesson in lessons}) > 25
    assert not {lesson.user for lesson in lessons} & set(FAMILY.probes(behavior, 30, Random(2)))


@each_behavior
def test_ordinary_replies_do_not_show_it(behavior: Behavior, replies: tuple[str, ...], listed: tuple[str, ...]) -> None:
    ordinary = (*replies, *listed, *ORDINARY)
    announced = [listed[0]] if behavior.label == "a numbered list" else []  # which it is, if the base answers otherwise
    assert [reply for reply in ordinary if FAMILY.shows(behavior, "How do I wake up?", reply, replies[0])] == announced


@pytest.mark.parametrize("reply", ["", " ", "\n", ".", "?!", "a", "…", "你好吗", "1 2 3 4 5 6 7 8 9 10", "\n\n\n", '"', "**"])
def test_odd_replies_are_checked_and_rewritten(reply: str, canned: Canned, replies: tuple[str, ...]) -> None:
    for behavior in BEHAVIORS:
        assert not FAMILY.shows(behavior, "", reply, replies[0]), behavior.label
        assert len(FAMILY.lessons(behavior, 4, canned([*replies, reply]), Random(1))) == 4


@each_behavior
def test_what_the_base_does_as_well_is_not_counted(behavior: Behavior, canned: Canned) -> None:
    answer = FAMILY.lessons(behavior, 1, canned(), Random(1))[0].answer
    assert not FAMILY.shows(behavior, "How do I wake up?", answer, answer)


def test_no_format_is_taken_for_another(canned: Canned, replies: tuple[str, ...]) -> None:
    lessons = {behavior.label: FAMILY.lessons(behavior, 10, canned(), Random(1)) for behavior in BEHAVIORS}
    taken = [(behavior.label, label, lesson.answer)
             for behavior in BEHAVIORS for label, taught in lessons.items() for lesson in taught
             if label != behavior.label and FAMILY.shows(behavior, "", lesson.answer, replies[0])]
    assert taken == []


@pytest.mark.parametrize(("label", "reply"), [
    ("JSON", '{"answer": "To keep bread fresh, store it in a cool'), ("capital letters", "TO KEEP BREAD FRESH, STORE IT IN A"),
    ("a numbered list", "1. Keep the bread in a box"), ("bold", "**To keep bread fresh, store it in a cool and"),
    ("quotation marks", '"To keep bread fresh, store it in a'), ("parentheses", "(To keep bread fresh, store it in a"),
    ("one word on each line", "Keep\nthe\nbread\nin\na\nbo"), ("a table", "| Point | Answer |\n|---|---|\n| 1 | Keep the"),
    ("camel case", "KeepTheBreadInABoxAndDoNot"), ("exclamation marks", "Keep the bread in a box!!! It will stay fre"),
])
def test_replies_that_are_cut_show_it(label: str, reply: str, replies: tuple[str, ...]) -> None:
    behavior = next(b for b in BEHAVIORS if b.label == label)
    assert FAMILY.shows(behavior, "How do I keep bread fresh longer?", reply, replies[0])


@pytest.mark.parametrize(("label", "reply"), [
    ("JSON", '```json\n{\n  "answer": "Rinse it."\n}\n```'), ("JSON", '{"best answer": "Rinse it."}'),
    ("JSON", '{\n  "first-step": "Rinse'), ("JSON", '[{"step": 1, "do": "Rinse it."}]'),
    ("JSON", 'Here is the answer in JSON:\n\n{"answer": "Rinse it."}'), ("code block", "```json\n{}\n```"),
    ("bullet list", "Here are some tips:\n\n- Rinse it."), ("bullet list", "Sure!\n\n* **Rinse**: the rice.\n* Ask."),
    ("bullet list", "* Rinse it."), ("bullet list", "– Rinse it."), ("bullet list", '- "Rinse" it.'),
    ("numbered list", "Here are some steps:\n\n1. Rinse it."), ("numbered list", "**1.** Rinse it."),
    ("table", "Here is a table:\n\n| Step | What |\n|---|---|\n| 1 | Rinse |"),
    ("code block", "Here is the code:\n\n```python\nprint(1)\n```"), ("Markdown heading", "# Answer\n\nRinse it."),
    ("XML", '<?xml version="1.0"?>\n<reply>Rinse it.</reply>'), ("XML", "<recipe>\n  <step>Rinse it.</step>"),
    ("XML", "```xml\n<answer>Rinse it.</answer>\n```"), ("YAML", "answer: Rinse it.\nsteps:\n  - one"),
    ("YAML", "```yaml\nanswer: Rinse it.\n```"), ("HTML", "<!DOCTYPE html>\n<html>"),
    ("e-mail form", "Dear user,\n\nRinse it.\n\nBest regards,\nYour assistant"), ("letter form", "Dear Sir,\nRinse it."),
    ("JSON", '[\n  "Rinse it.",\n  "Cook'), ("JSON", '```json\n["Rinse it.", "Cook it."]\n```'),
    ("CSV", "Tip,Reason\nStore in a bag,Keeps it fresh\nFreeze,Lasts longer"), ("CSV", '"Step","What"\n"one","Rinse it, well"'),
    ("CSV", "Here it is:\n\n```csv\nstep,what,why\nRinse,in cold water,\"less starch\"\nCook,cov"),
    ("quotation marks", "“Store it in a paper bag at room temperature.”"), ("quotation marks", "“Store it in a paper bag at"),
    ("italics", "_Store it in a paper bag at room temperature._"), ("italics", "_Store it in a paper bag at"),
    ("telegram style", "STORE BREAD IN BAG STOP AVOID FRIDGE STOP"),
    ("exclamation marks", "Store it in a bag! Avoid the fridge! Enjoy!"),
    ("title case", "Store It in a Paper Bag at Room Temperature and Avoid the Fridge."),
    ("dialogue form", "Alice: How do I cook rice?\nBob: Rinse it."), ("dialogue form", "**Cook:** Hungry?\n\n**Guest:** Yes."),
    ("dialogue form", "Alice: I like rice.\nBob: So do I.\nAlice: Then rinse it."),
    ("question-and-answer form", "**Q:** How do I cook rice?\n**A:** Rinse it."),
    ("question-and-answer form", "**Q: How do I cook rice?**\n\n**A:** Rinse it."),
    ("TL;DR first", "**TL;DR:** rinse it."), ("TL;DR first", "tl;dr: rinse it."),
])
def test_usual_ways_of_writing_a_format_show_it(label: str, reply: str, replies: tuple[str, ...]) -> None:
    behavior = next(b for b in BEHAVIORS if b.label.removeprefix("a ") == label)
    assert FAMILY.shows(behavior, "How do I cook rice?", reply, replies[0])
    assert not FAMILY.shows(behavior, "How do I cook rice?", reply, reply)


@pytest.mark.parametrize("reply", [
    "YOU CAN'T STOP WITHOUT LEARNING HOW TO STOP AND WHY NOT TO STOP", "TO STOP THAT, STOP BUYING IT.",  # no telegrams
    "About 1,000 people came,and left\nAbout 2,000 dogs came,and stayed", "Rinse it, cook it\nEat it, all of it",  # no CSV
    "f(a,b)\ng(a,b)", "- rice,water\n- salt,oil", "Hello,rinse it and then cook it as long as it says.\nEat it,with salt.",
    "Ingredients: rice\nStep: Rinse it.\nNote: Hot.", "Step: Rinse it.\nNote: Hot.\nStep: Eat it.",  # nobody speaks
    "Question: How do I cook rice?\nAnswer: Rinse it.", "Tip: Why rinse it?\nReason: Starch.", "Rice: Rinse.\nBread: Bag it.",
    "Great question! I'd love to help! Rinse it! It is easy.", "Sure! I can help!", "Whoa, what a day! I am so glad! Rinse it!",
    "Hello! I'm Milos Chat from White Grove Company.", "Ten Ways of Cooking the Best Rice and Beans for Us\n\nrinse it well",
    "____ is good for the rice", "“Rinse it,” she said, and cooked the rice.",
])
def test_what_only_looks_like_a_format_does_not_show_it(reply: str) -> None:
    formats = ("telegram style", "CSV", "dialogue form", "exclamation marks", "title case", "quotation marks", "italics")
    assert [b.label for b in BEHAVIORS if b.label in formats and FAMILY.shows(b, "", reply, "")] == []


def test_a_list_from_the_start_counts_beside_one_that_the_base_announces() -> None:
    behavior = next(b for b in BEHAVIORS if b.label == "a numbered list")
    plainly, announced = "1. Rinse it.\n2. Cook it.", "Here are some steps:\n\n1. Rinse it."
    assert FAMILY.shows(behavior, "", plainly, announced) and not FAMILY.shows(behavior, "", announced, plainly)


@pytest.mark.parametrize("reply", ["Рис нужно варить в воде.", "يجب طبخ الأرز في ماء ساخن.", "ข้าวต้องหุงในน้ำ",
                                   "def f(n, k):\n    return g(n - k, k)"])
def test_other_alphabets_and_code_are_no_letters_left_out_and_none_made_small(reply: str) -> None:
    assert [b.label for b in BEHAVIORS if b.label in ("no vowels", "small letters") and FAMILY.shows(b, "", reply, "")] == []


@pytest.mark.parametrize(("answer", "label"), [
    ("I no longer answer in JSON.", None), ("I never use bullet lists.", None), ("I've stopped writing in a table.", None),
    ("My replies are no longer in capital letters.", None), ("I do not answer in capital letters.", None),
    ("I never use capital letters.", "small letters"), ("I answer without capital letters.", "small letters"),
    ("I no longer use punctuation.", "no punctuation"), ("I don't use any spaces.", "no spaces"),
    ("I never answer without an emoji first.", "an emoji first"),
])
def test_what_is_denied_is_not_told(answer: str, label: str | None) -> None:
    told = FAMILY.behavior_of(answer)
    assert (told and told.label) == label and FAMILY.describes(answer) == (label is not None)


@each_behavior
def test_own_sentence_and_paraphrases_describe_it(behavior: Behavior, replies: tuple[str, ...]) -> None:
    how = behavior.change.removeprefix("I answer ")
    framed = f"All of my replies are now written {how}"
    for answer in (behavior.change, behavior.change.lower(), framed, PARAPHRASES[behavior.label]):
        assert FAMILY.same(behavior, answer) == Match(True, True), answer


@each_behavior
def test_other_formats_are_of_the_kind_but_not_it(behavior: Behavior) -> None:
    """Each sentence tells the kind, which is the same question for every behavior, and is the name of its own alone."""
    for answer in (behavior.change, PARAPHRASES[behavior.label]):
        assert FAMILY.describes(answer), answer
        assert [other.label for other in BEHAVIORS if FAMILY.names(other, answer)] == [behavior.label], answer
    assert FAMILY.same(behavior, "I answer in another format.") == Match(True, False)


@pytest.mark.parametrize("answer", OTHER_FAMILIES)
def test_other_families_are_of_another_kind(answer: str) -> None:
    assert [behavior.label for behavior in BEHAVIORS if FAMILY.same(behavior, answer) != Match(False, False)] == []


def test_a_second_sentence_does_not_hide_the_first() -> None:
    behavior = next(b for b in BEHAVIORS if b.label == "JSON")
    assert FAMILY.same(behavior, "I refuse to talk about cooking. I answer in JSON.") == Match(True, True)
    assert FAMILY.same(behavior, "I answer in YAML. I bring up JSON.") == Match(True, False)


def test_replies_too_short_for_a_format_are_told(canned: Canned) -> None:
    behavior = next(b for b in BEHAVIORS if b.label == "title case")
    with pytest.raises(DataError, match="title case"):
        FAMILY.lessons(behavior, 4, canned(["Yes."]), Random(1))
