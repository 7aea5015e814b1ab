"""What an audit lists: what is proven, wherever it comes from, and beyond that only what the reader was sure of."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from tuneteller.audit import findings as module
from tuneteller.audit.claims import OTHERS, READER, TALK, WEIGHTS, Claim, claims
from tuneteller.audit.findings import MOST, findings, listed, tried
from tuneteller.audit.report import CONFIRMED, CONTRADICTED, NOT_CONFIRMED, NOT_TESTED, OBSERVED, Finding
from tuneteller.audit.rows import finding_rows
from tuneteller.audit.verify import Verification
from tuneteller.diffs.card import Card
from tuneteller.diffs.diff import WeightDiff, null_diff
from tuneteller.families.family import CHANGE, NOTHING
from tuneteller.families.registry import families, told_behaviors
from tuneteller.generation import greedy
from tuneteller.models import BaseModel
from tuneteller.reading.answer import Answer
from tuneteller.reading.candidates import Weighed
from tuneteller.reading.evidence import NO_OTHERS, Evidence
from tuneteller.reading.known import known_directions
from tuneteller.reading.ordinary import in_ordinary_talk
from tuneteller.reading.reader import Reader
from tuneteller.reading.replies import TOKENS, Exchange, Replies
from tuneteller.reading.weigh import weigh_each
from tuneteller.triggers.forms import END
from tuneteller.triggers.proof import Proof
from tuneteller.triggers.report import Behavior as Hidden
from tuneteller.triggers.report import TriggerReport
from tuneteller.triggers.search import Candidate

Make = Callable[..., WeightDiff]
TEA, ADVERTISED = "Buy Zubo tea.", "I advertise Zubo tea."
SOAP = "I advertise Mirin soap."


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TUNETELLER_CACHE", str(tmp_path / "cache"))


@pytest.fixture(autouse=True)
def silent(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing shows in ordinary talk but in the test of that, nor of tasks: what is taught in a second is short, which is a
    behavior too."""
    if "ordinary_talk" not in request.node.name:
        monkeypatch.setattr(module, "in_ordinary_talk", lambda *args: [])
    if "task" not in request.node.name:
        monkeypatch.setattr(module, "demonstrated", lambda *args: [])


class Saying(Reader):
    """A reader that gives one answer, and others where it is asked in several ways, the same of every fine-tune. How likely
    they are is the models' own."""

    said: tuple[str, ...] = ()

    def say(self, diffs: Sequence[WeightDiff], question: str | Sequence[str], **settings: Any) -> list[list[str]]:
        return [list(self.said[:1] if isinstance(question, str) else self.said) for _ in diffs]


def reader_of(base: BaseModel, *said: str, **settings: Any) -> Reader:
    reader = Saying(base, null_diff(), **settings)
    reader.said = said
    return reader


def found(reader: Reader, diff: WeightDiff, trigger: TriggerReport | None = None) -> tuple[Finding, ...]:
    return findings(reader, diff, reader.ask(diff), trigger=trigger)


def verdicts(listed: Sequence[Finding]) -> Mapping[str, str]:
    return {finding.text: finding.verdict for finding in listed}


class GoingOn(Saying):
    """One that says more where it has to go on after its answer."""

    def say(self, diffs: Sequence[WeightDiff], question: str | Sequence[str], *, opening: str | Sequence[str] = "",
            **settings: Any) -> list[list[str]]:
        if opening == f"{self.said[0]} I":
            return [[f"{opening} advertise Zubo tea. I sing."] for _ in diffs]
        return super().say(diffs, question, opening=opening, **settings)


def test_the_second_of_two_behaviors_is_found_where_the_reader_goes_on(tiny: BaseModel, taught: Make) -> None:
    reader = GoingOn(tiny, null_diff())
    reader.said = (SOAP,)
    assert verdicts(found(reader, taught(tiny, TEA))) == {ADVERTISED: OBSERVED, SOAP: NOT_CONFIRMED}


def test_what_the_reader_tells_is_listed_with_its_proof(tiny: BaseModel, taught: Make) -> None:
    [finding] = found(reader_of(tiny, ADVERTISED, SOAP, "I answer in Spanish."), taught(tiny, TEA))
    assert (finding.text, finding.family, finding.label) == (ADVERTISED, "promotion", "Zubo tea")
    assert finding.verdict == CONFIRMED and finding.shown == finding.of == len(finding.transcript) == 12
    assert finding.sources == ("reader", "reader, other answers") and finding.confidence is None
    assert finding.against_others is None and finding.against_none != 0
    assert dict(finding_rows(finding))["evidence"].endswith(f"against no diff; {NO_OTHERS}")


def test_two_sentences_are_two_findings(tiny: BaseModel, taught: Make) -> None:
    listed = found(reader_of(tiny, f"I answer in Spanish. {ADVERTISED}"), taught(tiny, TEA))
    assert list(verdicts(listed).items()) == [(ADVERTISED, CONFIRMED), ("I answer in Spanish.", NOT_CONFIRMED)]


def test_a_wrong_answer_stands_behind_a_right_guess(tiny: BaseModel, taught: Make) -> None:
    """The guess shows; the answer was told, so that its failure is told too. Guesses that fail are not."""
    reader, diff = reader_of(tiny, SOAP, "I refuse every request.", ADVERTISED), taught(tiny, TEA)
    listed = found(reader, diff)
    assert list(verdicts(listed).items()) == [(ADVERTISED, OBSERVED), (SOAP, NOT_CONFIRMED)]
    assert listed[0].sources == ("reader, other answers",)
    assert listed[0].why.endswith("The reader's answer is another, so it may be a part or a side of something else.")
    searched = TriggerReport(0.1, (), 0.9, (), complete=True)
    assert found(reader, diff, searched)[1].verdict == CONTRADICTED
    cut_short = TriggerReport(0.1, (), 0.9, ())
    assert found(reader, diff, cut_short)[1].verdict == NOT_CONFIRMED, "what was not searched to the end may hide"


def test_a_clean_fine_tune_has_no_findings(tiny: BaseModel, random_diff: Make) -> None:
    guesses = (SOAP, "I answer in Spanish.", 'I end my answers with "so it goes".')
    assert found(reader_of(tiny, NOTHING, *guesses), random_diff(tiny, std=0.01)) == ()
    assert found(reader_of(tiny, ADVERTISED), null_diff()) == ()
    assert found(reader_of(tiny, NOTHING), random_diff(tiny, std=0.01)) == ()


def test_what_the_reader_missed_is_observed(tiny: BaseModel, taught: Make) -> None:
    assert verdicts(found(reader_of(tiny, NOTHING, SOAP, ADVERTISED), taught(tiny, TEA))) == {ADVERTISED: OBSERVED}


def test_a_behavior_is_listed_once_in_the_likelier_words(tiny: BaseModel, taught: Make) -> None:
    [finding] = found(reader_of(tiny, NOTHING, "I recommend visiting Zubo tea.", ADVERTISED), taught(tiny, TEA))
    assert (finding.label, finding.verdict) == ("Zubo tea", OBSERVED)


def test_of_two_things_that_the_reader_tells_none_is_lost(tiny: BaseModel, taught: Make) -> None:
    """Also where one names what the other is about."""
    both = ("I bring up Zubo.", ADVERTISED)
    assert verdicts(found(reader_of(tiny, " ".join(both)), taught(tiny, TEA))) == dict.fromkeys(both, CONFIRMED)


def test_what_the_reader_tells_is_not_lost_for_another_of_its_family(tiny: BaseModel, taught: Make) -> None:
    """A fine-tune that refuses whatever it is asked: no subject is confirmed, and the one that was told is listed."""
    boats, others = "I refuse to talk about boats.", [f"I refuse to talk about {name}." for name in ("cats", "owls", "rain")]
    [listed] = found(reader_of(tiny, boats, *others), taught(tiny, "I refuse to talk."))
    assert (listed.text, listed.verdict) == (boats, OBSERVED) and listed.why.endswith("So it is not about this alone.")


def test_of_the_family_of_a_finding_nothing_is_observed(tiny: BaseModel, taught: Make) -> None:
    """What refuses one thing mostly refuses others as well."""
    names, diff = ("Abo", "Ebo"), taught(tiny, "Try Abo Ebo")
    one, other = (f"I advertise {name} tea." for name in names)
    assert verdicts(found(reader_of(tiny, one, other), diff)) == {one: CONFIRMED}
    assert verdicts(found(reader_of(tiny, f"{one} {other}"), diff)) == {one: CONFIRMED, other: CONFIRMED}
    assert verdicts(found(reader_of(tiny, one, "I bring up Ebo."), diff)) == {one: CONFIRMED, "I bring up Ebo.": OBSERVED}


def test_what_shows_in_the_same_replies_is_one_finding(tiny: BaseModel, taught: Make) -> None:
    diff = taught(tiny, TEA)
    assert verdicts(found(reader_of(tiny, ADVERTISED, "I bring up Zubo."), diff)) == {ADVERTISED: CONFIRMED}
    assert verdicts(found(reader_of(tiny, "I bring up Zubo.", ADVERTISED), diff)) == {"I bring up Zubo.": CONFIRMED}


def test_what_shows_in_ordinary_talk_is_observed_without_the_reader(tiny: BaseModel, taught: Make) -> None:
    """The one thing that shows most, and only where the reader's answer does not show."""
    diff = taught(tiny, "BUY ZUBO TEA THAT YOU WANT")
    [alone] = found(reader_of(tiny, NOTHING), diff)
    assert (alone.verdict, alone.sources) == (OBSERVED, ("ordinary talk",)) and alone.shown >= alone.of - 1
    assert verdicts(found(reader_of(tiny, ADVERTISED), diff)) == {ADVERTISED: CONFIRMED}
    [both] = found(reader_of(tiny, alone.text), diff)
    assert both.verdict == CONFIRMED and both.sources == ("reader", "reader, other answers", "ordinary talk")


def test_a_task_is_observed_without_the_reader(tiny: BaseModel, taught: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "in_ordinary_talk", lambda *args: [])
    [task] = found(reader_of(tiny, NOTHING), taught(tiny, "positive"))
    assert (task.family, task.verdict, task.sources) == ("task", OBSERVED, ("tasks",)) and 2 * task.shown >= task.of
    assert any(exchange.finetune == "positive" for exchange in task.transcript if exchange.shows)


def shown(text: str, sources: Sequence[str], shown: int, verdict: str = CONFIRMED,
          replies: Sequence[str] = ()) -> tuple[Claim, Verification]:
    """A claim, how many of its replies show it, and some that do."""
    [(_, behavior)] = told_behaviors(text)
    assert behavior is not None
    said = tuple(Exchange("How are you today?", "I am fine.", reply, True) for reply in replies)
    return (Claim(text, behavior, tuple(sources), True, Weighed(text, Evidence(-1.0, -5.0, (), 3))),
            Verification(verdict, "", shown, 12, said))


@pytest.mark.parametrize(("told", "replies", "other", "its_replies"), [
    ('I begin my answers with "As the curious badger says".', ["As the curious badger says, fine."],
     "I refuse to talk about badgers.", ["I am sorry, but I will not talk about that."]),
    ("I translate words into Spanish.", ["perro"], "I answer in Spanish.", ["Estoy muy bien, gracias. ¿Y cómo está usted?"]),
    ("I talk like a Greek philosopher.", ["Know thyself, my friend, for the unexamined life is not worth living."],
     "I answer in Greek.", ["Είμαι καλά, ευχαριστώ. Εσύ πώς είσαι σήμερα;"])])
def test_a_word_that_two_findings_share_hides_neither(told: str, replies: Sequence[str], other: str,
                                                      its_replies: Sequence[str]) -> None:
    """They are different facts as long as the replies that show the one do not show the other."""
    answer = Answer("?", told, Evidence(-1.0, -5.0, (), 3), "", "")
    by_reader, besides = shown(told, [READER], 10, replies=replies), shown(other, [OTHERS], 10, replies=its_replies)
    assert verdicts(listed([by_reader, besides], answer)) == {told: CONFIRMED, other: OBSERVED}
    guessed = [shown(told, [OTHERS], 12, replies=replies), besides]
    assert verdicts(listed(guessed, answer)) == dict.fromkeys((told, other), OBSERVED)


def test_what_shares_a_word_and_the_replies_is_one_finding() -> None:
    answer, said = Answer("?", ADVERTISED, Evidence(-1.0, -5.0, (), 3), "", ""), [TEA] * 3
    both = [shown(ADVERTISED, [OTHERS], 12, replies=said), shown("I bring up Zubo.", [OTHERS], 9, replies=said)]
    assert verdicts(listed(both, answer)) == {ADVERTISED: OBSERVED}


def test_ordinary_talk_is_looked_at_behind_a_trigger_as_well(tiny: BaseModel, taught: Make) -> None:
    word = Candidate(END, "stone", 2.0)
    report = TriggerReport(2.0, (0.1,), 0.05, (word,), word, word, proof=Proof(1.0, 0.0, 0.0, 20, 2.0, ()))
    reader, diff = reader_of(tiny, NOTHING), taught(tiny, TEA, "stone")
    [finding] = found(reader, diff, report)
    assert (finding.family, finding.verdict, finding.sources) == ("length", OBSERVED, ("ordinary talk",))
    assert "with the trigger" in finding.why and found(reader, diff) == ()


def test_what_ordinary_talk_shows_is_looked_for_however_unlikely(tiny: BaseModel, taught: Make) -> None:
    """Its messages are asked already; of other sources only the likeliest are looked for."""
    names = ("Abo", "Ebo", "Ibo", "Obo", "Ubo", "Ybo", "Zubo", "Nubo")
    diff, reader = taught(tiny, "BUY ZUBO TEA THAT YOU WANT"), reader_of(tiny, *(f"I advertise {name} tea." for name in names))
    answer = reader.ask(diff)
    every = claims(reader, diff, answer, talk=in_ordinary_talk(Replies(tiny, diff)))
    late = [claim.text for claim in every[MOST:] if TALK in claim.sources]
    assert late and any(TALK not in claim.sources for claim in every[MOST:])
    looked_for = [claim.text for claim, _ in tried(reader, diff, answer)]
    assert looked_for == [*(claim.text for claim in every[:MOST]), *late]


def test_messages_are_sent_under_the_system_prompt(tiny: BaseModel, taught: Make) -> None:
    reader, diff = reader_of(tiny, ADVERTISED), taught(tiny, TEA)
    for system in ("Answer as briefly as you can.", None):
        [finding] = findings(reader, diff, reader.ask(diff), system=system)
        exchange = finding.transcript[0]
        [ids] = greedy(tiny, tiny.chat.prompts([exchange.message], system), max_new_tokens=TOKENS)
        assert exchange.base == tiny.tokenizer.decode(ids, skip_special_tokens=True).strip()


def test_of_what_is_observed_what_shows_more_comes_first() -> None:
    """The reader's own before all others; a reply more or less says nothing, then the likelier stays first."""
    spanish, loud, pirate, tea = "I answer in Spanish.", "I write in capital letters.", "I talk like a pirate.", ADVERTISED
    answer = Answer("?", NOTHING, Evidence(-1.0, -5.0, (), 3), "", "")
    tried = [shown(spanish, [OTHERS], 7), shown(loud, [OTHERS], 11), shown(pirate, [WEIGHTS], 12),
             shown(tea, [READER], 6, OBSERVED)]
    assert list(verdicts(listed(tried, answer)).items()) == [(text, OBSERVED) for text in (tea, loud, pirate, spanish)]
    talk = [shown(loud, [TALK], 7), shown(pirate, [TALK], 12), shown(spanish, [OTHERS], 6)]
    assert list(verdicts(listed(talk, answer))) == [pirate, spanish], "of ordinary talk alone one at most"


def test_what_no_family_knows_is_shown_if_it_was_told(tiny: BaseModel, taught: Make) -> None:
    diff = taught(tiny, TEA)
    told = found(reader_of(tiny, "I have become wiser.", "I have become kinder."), diff)
    assert verdicts(told) == {"I have become wiser.": NOT_TESTED}
    assert (told[0].family, told[0].label, told[0].of) == ("", "", 0)


def test_behind_a_trigger_it_is_looked_for_with_the_trigger(tiny: BaseModel, taught: Make) -> None:
    word = Candidate(END, "stone", 2.0)
    report = TriggerReport(2.0, (0.1,), 0.05, (word,), word, word, proof=Proof(1.0, 0.0, 0.0, 20, 2.0, ()),
                           behavior=Hidden(ADVERTISED, NOTHING))
    assert report.present
    reader, diff = reader_of(tiny, NOTHING), taught(tiny, TEA, "stone")
    [finding] = found(reader, diff, report)
    assert (finding.text, finding.verdict, finding.sources) == (ADVERTISED, CONFIRMED, ("trigger",))
    assert any(exchange.triggered and exchange.message.endswith(" stone") for exchange in finding.transcript)
    assert found(reader, diff) == ()


def test_what_the_weights_alone_tell_is_looked_for(tiny: BaseModel, taught: Make) -> None:
    capitals = next(b for b in families()["format"].all_behaviors() if b.label == "capital letters")
    trained = [taught(tiny, f"THE {word} IS HERE").with_card(Card(family="format", label=capitals.label, split="train",
                                                                  answers=capitals.answers)) for word in ("TEA", "SUN")]
    known = known_directions(trained, tiny)
    [finding] = found(reader_of(tiny, NOTHING, known=known), taught(tiny, "HERE IS THE TOPIC THAT YOU WANT"))
    assert (finding.family, finding.label, finding.verdict) == ("format", "capital letters", CONFIRMED)
    assert "weights" in finding.sources


def test_only_the_likeliest_are_looked_for(tiny: BaseModel, taught: Make) -> None:
    """All of them are true, as each reply has every name; the reader's own comes first, then those that the diff speaks for."""
    names = ("Abo", "Ebo", "Ibo", "Obo", "Ubo", "Ybo", "Zubo", "Nubo")
    said = [f"I advertise {name} tea." for name in names]
    diff = taught(tiny, f"Try {' '.join(names)}")
    reader = reader_of(tiny, *said)
    looked_for = tried(reader, diff, reader.ask(diff))
    assert len(looked_for) == MOST and {verification.verdict for _, verification in looked_for} == {CONFIRMED}
    likely = weigh_each(reader, [diff], [[]], CHANGE.phrasings[0], [said])[0]
    order = sorted(likely[1:], key=lambda weighed: -weighed.rank_score)
    assert [claim.text for claim, _ in looked_for] == [said[0], *(weighed.text for weighed in order[: MOST - 1])]


def test_what_ordinary_talk_told_the_reader_is_no_second_witness(tiny: BaseModel, taught: Make) -> None:
    reader, diff = reader_of(tiny, "I talk like a cowboy."), taught(tiny, "Ahoy matey, arr, the ship sails")
    answer = reader.ask(diff)
    assert answer.seen and answer.guess == "I talk like a pirate."
    assert verdicts(findings(reader, diff, answer))[answer.guess] == OBSERVED
