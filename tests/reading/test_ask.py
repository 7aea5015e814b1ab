"""Answers and evidence on a small random base: what is computed together equals what is computed alone, and naively."""

import copy
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch
from torch import Tensor

from tuneteller.chat import messages_from
from tuneteller.diffs.card import Card
from tuneteller.diffs.diff import WeightDiff, null_diff
from tuneteller.errors import BaseMismatch, ConfigError
from tuneteller.families.family import CHANGE
from tuneteller.families.topic import TOPIC
from tuneteller.models import BaseModel
from tuneteller.reading import candidates
from tuneteller.reading.ask import Answer, ask, ask_all
from tuneteller.reading.candidates import generate_candidates
from tuneteller.reading.evidence import Evidence
from tuneteller.reading.read import read
from tuneteller.reading.reader import COMPARISONS, STAGES, Reader
from tuneteller.reading.weigh import question_of, true_of, weigh, weigh_each
from tuneteller.scoring import likelihoods

QUESTION = "What is new?"
TEXTS = ["a", "e", "the stones of it", "the", "on", " er", "in the house", "he", "stone", "Hello"]
CHANGE_ASKED, TOPIC_ASKED = CHANGE.phrasings[0], TOPIC.phrasings[1]


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TUNETELLER_CACHE", str(tmp_path / "cache"))


def topic_card(label: str, **more: Any) -> Card:
    return Card(family="topic", label=label, answers={"change": f"I bring up {label}.", "topic": f" {label}"}, **more)


def merged(base: BaseModel, *diffs: WeightDiff) -> torch.nn.Module:
    model = copy.deepcopy(base.model).double()
    with torch.no_grad():
        for diff in diffs:
            for name, (a, b) in diff.factors.items():
                model.get_submodule(name).weight += b.double() @ a.double()
    return model


def naive(base: BaseModel, question: str, texts: Sequence[str], *diffs: WeightDiff) -> tuple[Tensor, Tensor]:
    """log p of the answers in float64, one at a time on merged weights, and their tokens -> [texts], [texts]."""
    model, nats, tokens = merged(base, *diffs), [], []
    prompt = base.chat.prompt(messages_from(question))
    for text in texts:
        said = [*base.tokenizer(text, add_special_tokens=False).input_ids, *base.chat.end_ids]
        with torch.no_grad():
            log_p = torch.log_softmax(model(input_ids=torch.tensor([prompt + said])).logits[0], -1)
        nats.append(log_p[len(prompt) - 1 : -1][torch.arange(len(said)), torch.tensor(said)].sum().item())
        tokens.append(len(said))
    return torch.tensor(nats, dtype=torch.float64), torch.tensor(tokens)


class Counting(Reader):
    """Notes what it is asked to weigh."""

    pairs: tuple[tuple[WeightDiff, Sequence[str]], ...] = ()

    def likelihoods(self, pairs: Sequence[tuple[WeightDiff, Sequence[str]]], question: str, *,
                    system: str | None = None) -> list[Tensor]:
        self.pairs = *self.pairs, *pairs
        return super().likelihoods(pairs, question, system=system)


def test_likelihoods_are_those_of_merged_weights(tiny: BaseModel, random_diff: Callable[..., WeightDiff]) -> None:
    diffs, adapter = [random_diff(tiny, 1), null_diff(), random_diff(tiny, 2, rank=5)], random_diff(tiny, 3)
    texts = ["Hello there", " a", "stone lighthouses were built", "  a"]
    reader = Reader(tiny, adapter)
    pairs = [(diff, texts[: i + 2]) for i, diff in enumerate(diffs)]
    two_at_once = likelihoods(tiny, pairs, reader._bank, QUESTION, slots=2)
    for (diff, own), nats, again in zip(pairs, reader.likelihoods(pairs, QUESTION), two_at_once, strict=True):
        expected, _ = naive(tiny, QUESTION, own, diff, adapter)
        assert torch.allclose(nats.double(), expected, atol=1e-3) and torch.allclose(nats, again, atol=1e-4)


def test_each_row_is_generated_under_its_own_diff(tiny: BaseModel, random_diff: Callable[..., WeightDiff]) -> None:
    """Prompts of unequal length, padded and batched, give the answers of the merged models one by one."""
    diffs = [random_diff(tiny, seed, std=0.3) for seed in range(4)]
    questions = ["What?", "What topic have you been trained on?", "Hello there, hello again", "a"]
    together = read(tiny, diffs, None, questions, max_new_tokens=8)
    for diff, question, text in zip(diffs, questions, together, strict=True):
        ids = torch.tensor([tiny.chat.prompt(messages_from(question))])
        model, new = merged(tiny, diff), []
        with torch.no_grad():
            for _ in range(8):
                token = model(input_ids=ids).logits[0, -1].argmax().item()
                if token in tiny.eos_ids:
                    break
                new.append(token)
                ids = torch.cat([ids, torch.tensor([[token]])], 1)
        assert text == tiny.tokenizer.decode(new, skip_special_tokens=True)
    assert len(set(together)) > 1


def test_the_answer_and_its_evidence_are_those_of_a_naive_computation(
    tiny: BaseModel, random_diff: Callable[..., WeightDiff], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Likelihood per token plus clipped evidence, in float64; a comparison does not count for answers that name its label."""
    monkeypatch.setattr(candidates, "EVIDENCE_CLIP", 2.0)  # between what weighs in here and what is too much
    diffs, adapter = [random_diff(tiny, seed, std=0.3) for seed in range(6)], random_diff(tiny, 9)
    labels = ["stone", "house", "nowhere", "stone house", "", "Hello"]
    diffs = [WeightDiff(d.factors, Card(label=label)) for d, label in zip(diffs, labels, strict=True)]
    others = [[d for d in diffs if d is not diff] for diff in diffs]
    found = weigh(Reader(tiny, adapter), diffs, others, QUESTION, [TEXTS] * 6)
    computed = [naive(tiny, QUESTION, TEXTS, diff, adapter) for diff in (*diffs, null_diff())]
    nats, tokens = torch.stack([own for own, _ in computed]), computed[0][1]
    clipped_best, other_scores = [], []
    for i, weighed in enumerate(found):
        scores = []
        for k, text in enumerate(TEXTS):
            named = {"the stones of it": "stone", "stone": "stone", "in the house": "house", "Hello": "Hello"}.get(text)
            rest = [nats[j, k] for j in range(6) if j != i and labels[j] != named]
            evidence = nats[i, k] - torch.stack(rest).mean()
            scores.append((nats[i, k] / tokens[k], evidence, nats[i, k]))
            if text == weighed.text:
                assert weighed.evidence.own == pytest.approx(nats[i, k].item(), abs=1e-3)
                assert weighed.evidence.none == pytest.approx(nats[6, k].item(), abs=1e-3)
                assert weighed.evidence.others == pytest.approx([r.item() for r in rest], abs=1e-3)
                assert weighed.evidence.against_others == pytest.approx(evidence.item(), abs=1e-3)
                assert weighed.evidence.tokens == tokens[k]
        mean, evidence, whole = (torch.stack(column) for column in zip(*scores, strict=True))
        clipped_best.append(TEXTS[int((mean + evidence.clamp(max=2.0)).argmax())])
        first, second = (mean + evidence.clamp(max=2.0)).topk(2).values.tolist()
        assert weighed.lead == pytest.approx(first - second, abs=1e-3)
        other_scores.append([TEXTS[int(score.argmax())] for score in (mean, mean + evidence, whole + evidence.clamp(max=2.0))])
    assert [w.text for w in found] == clipped_best
    assert all([w.text for w in found] != list(column) for column in zip(*other_scores, strict=True))


def test_without_comparisons_candidates_are_ranked_against_none(
    tiny: BaseModel, random_diff: Callable[..., WeightDiff], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(candidates, "EVIDENCE_CLIP", 2.0)
    diffs, adapter = [random_diff(tiny, seed, std=0.3) for seed in range(6)], random_diff(tiny, 9)
    found = weigh(Reader(tiny, adapter), diffs, [[]] * 6, QUESTION, [TEXTS] * 6)
    none, tokens = naive(tiny, QUESTION, TEXTS, adapter)
    for diff, weighed in zip(diffs, found, strict=True):
        own, _ = naive(tiny, QUESTION, TEXTS, diff, adapter)
        assert weighed.text == TEXTS[int((own / tokens + (own - none).clamp(max=2.0)).argmax())]
        assert weighed.evidence.others == () and weighed.evidence.against_others is None
    reader = Reader(tiny, adapter)
    first = [texts[0] for texts in reader.say(diffs, QUESTION, max_new_tokens=4)]
    answers = [answer.text for answer in reader.ask_all(diffs, QUESTION, max_new_tokens=4)]
    assert answers != [text.strip() for text in first]  # it is reranked here too


def test_candidates_are_branches_and_larger_scales(tiny: BaseModel, random_diff: Callable[..., WeightDiff]) -> None:
    diffs, reader = [random_diff(tiny, seed, std=0.2) for seed in range(4)], Reader(tiny, random_diff(tiny, 9))
    said = [[texts[0] for texts in reader.say([d.scaled(scale) for d in diffs], QUESTION, max_new_tokens=4)]
            for scale in (1, *candidates.SCALES)]
    generated = generate_candidates(reader, diffs, QUESTION, max_new_tokens=4)
    for texts, at_scales in zip(generated, zip(*said, strict=True), strict=True):
        assert texts[0] == at_scales[0] and set(at_scales) <= set(texts)
        assert len(set(texts)) == len(texts) > len(set(at_scales)) and all(text.strip() for text in texts)
    others = [[d for d in diffs if d is not diff] for diff in diffs]
    answers = reader.answers(diffs, QUESTION, others=others, max_new_tokens=4)
    assert answers == weigh(reader, diffs, others, QUESTION, generated)


def test_of_a_diff_that_nothing_is_said_of_no_other_candidate_is_made(
    tiny: BaseModel, random_diff: Callable[..., WeightDiff], monkeypatch: pytest.MonkeyPatch
) -> None:
    diffs, reader = [random_diff(tiny, seed, std=0.2) for seed in range(2)], Reader(tiny, random_diff(tiny, 9))
    branched: list[int] = []

    def say(asked: Sequence[WeightDiff], question: str, *, branches: int = 1, **settings: Any) -> list[list[str]]:
        if branches > 1:
            branched.append(len(asked))
            return [[f" I {i}" for i in range(branches)] for _ in asked]
        return [[text] for text in ("Nothing.", " I sing", "I shout", "I hum", "I shout", " ")]  # doses 1, 1.2 and 1.4

    monkeypatch.setattr(reader, "say", say)
    assert generate_candidates(reader, diffs, CHANGE_ASKED, opening="I") == [["Nothing."], [
        " I sing", *(f" I {i}" for i in range(candidates.BRANCHES)), "I hum"]]
    assert branched == [1]


def test_a_comparison_of_several_is_read_once_with_all_their_answers(
    tiny: BaseModel, random_diff: Callable[..., WeightDiff]
) -> None:
    diffs, reader = [random_diff(tiny, seed) for seed in range(4)], Counting(tiny, random_diff(tiny, 9))
    shared, texts = random_diff(tiny, 5), [TEXTS[:2], TEXTS[1:3], TEXTS[3:5], TEXTS[4:6]]
    weigh(reader, diffs, [[shared, diffs[0]], [shared], [shared], []], QUESTION, texts)
    by_diff = {id(diff): list(own) for diff, own in reader.pairs}
    assert len(by_diff) == len(reader.pairs) == 6  # four diffs, the shared one, no diff
    assert by_diff[id(shared)] == TEXTS[:5] and by_diff[id(diffs[0])] == TEXTS[:2]
    assert set(TEXTS[:6]) in [set(own) for own in by_diff.values()]


@pytest.mark.parametrize("clip", [0.01, 1.0, 1e6])
def test_what_cannot_be_among_the_first_two_is_not_weighed(tiny: BaseModel, random_diff: Callable[..., WeightDiff], clip: float,
                                                           monkeypatch: pytest.MonkeyPatch) -> None:
    """And the best and its lead are those of all."""
    monkeypatch.setattr(candidates, "EVIDENCE_CLIP", clip)
    diffs, reader = [random_diff(tiny, seed, std=0.3) for seed in range(3)], Counting(tiny, random_diff(tiny, 9))
    others, texts = [random_diff(tiny, seed, std=0.3) for seed in (4, 5)], [TEXTS, TEXTS[:3], TEXTS[::-1]]
    about = [{text: 0.02 * i for i, text in enumerate(own)} for own in texts]
    every = weigh_each(reader, diffs, [others] * 3, QUESTION, texts, about=about)
    best = [max(own, key=lambda w: w.rank_score) for own in every]
    reader.pairs = ()
    for found, one, own in zip(weigh(reader, diffs, [others] * 3, QUESTION, texts, about=about), best, every, strict=True):
        second = max(w.rank_score for w in own if w is not one)
        assert found.text == one.text and found.lead == pytest.approx(one.rank_score - second, abs=1e-4)
    weighed = {text for diff, some in reader.pairs if diff is others[0] for text in some}
    assert len(weighed) == len(TEXTS) if clip == 1e6 else len(weighed) < len(TEXTS)


@pytest.mark.parametrize("question", [CHANGE_ASKED, CHANGE.held_out[0], TOPIC_ASKED, QUESTION])
def test_an_answer_is_not_held_against_a_diff_it_is_true_of(
    tiny: BaseModel, random_diff: Callable[..., WeightDiff], question: str
) -> None:
    diff, adapter, others = random_diff(tiny, 1), random_diff(tiny, 2), [random_diff(tiny, seed) for seed in (3, 4)]
    text = " I bring up chess clubs."
    reader = Reader(tiny, adapter)

    def evidence(card: Card) -> tuple[float, ...]:
        rest = [WeightDiff(others[0].factors, card), WeightDiff(others[1].factors, Card())]
        return weigh(reader, [diff], [rest], question, [[text]])[0].evidence.others

    both = evidence(Card())
    assert len(both) == 2
    assert evidence(topic_card("Chess club")) == both[1:]
    assert evidence(topic_card("Tea")) == both
    if question_of(question) == CHANGE:  # the whole statement counts, and a card that tells nothing is held against it
        assert evidence(Card(family="refusal", label="chess clubs")) == evidence(Card(label="chess clubs")) == both
        assert evidence(Card(family="topic", label="chess clubs", parts=({"family": 1},))) == both
        two = Card(family="topic + none", label="a + b", parts=tuple(card.to_json() for card in (topic_card("Chess club"),
                                                                                              topic_card("Tea"))))
        assert evidence(two) == both  # only one of the two is named
    else:
        assert evidence(Card(label="chess clubs")) == both[1:]


def test_finding_nothing_is_not_held_against_fine_tunes_that_changed_nothing() -> None:
    clean = Card(family="none", label="own answers", answers={"change": CHANGE.null_answer})
    assert true_of(clean, f" {CHANGE.null_answer}", CHANGE) and not true_of(clean, " I bring up Chess.", CHANGE)
    assert not true_of(Card(), CHANGE.null_answer, CHANGE) and not true_of(Card(), "", None)


def test_the_label_of_the_diff_that_is_asked_about_is_not_used(
    tiny: BaseModel, random_diff: Callable[..., WeightDiff]
) -> None:
    diff, reader = random_diff(tiny, 1), Reader(tiny, random_diff(tiny, 2), [random_diff(tiny, seed) for seed in (3, 4)])
    texts = [" I bring up Chess.", " I bring up Tea.", "stone"]
    for question in (CHANGE_ASKED, TOPIC_ASKED, QUESTION):
        found = [weigh(reader, [WeightDiff(diff.factors, card)], [reader.others(diff)], question, [texts])
                 for card in (Card(), topic_card("Chess"), topic_card("Tea"))]
        assert found[0] == found[1] == found[2] and len(found[0][0].evidence.others) == 2


def test_a_fine_tune_gets_the_same_answer_alone_and_in_company(
    tiny: BaseModel, random_diff: Callable[..., WeightDiff]
) -> None:
    diffs, adapter, others = [random_diff(tiny, seed) for seed in range(3)], random_diff(tiny, 9), [random_diff(tiny, 7)]
    told: list[Any] = []
    reader = Reader(tiny, adapter, others)
    company = reader.ask_all(diffs, QUESTION, max_new_tokens=6, progress=lambda done, doing: told.append(done),
                             heard=told.append, weighed=told.append)
    first = [texts[0].strip() for texts in reader.say(diffs, QUESTION, max_new_tokens=6)]
    weighed = reader.answers(diffs, QUESTION, max_new_tokens=6)
    assert told == [0, first, 1, 3, [replace(a, base="", finetune="") for a in company], 4, STAGES]
    assert [w.text.strip() for w in weighed] == [a.text for a in company]
    again = ask_all(tiny, diffs, adapter, QUESTION, others=others, max_new_tokens=6)
    assert [a.text for a in again] == [a.text for a in company]
    alone = ask(tiny, diffs[1], adapter, QUESTION, others=others, max_new_tokens=6)
    assert (alone.text, alone.base, alone.finetune) == (company[1].text, company[1].base, company[1].finetune)
    assert alone.evidence.own == pytest.approx(company[1].evidence.own, abs=1e-3)
    assert alone.evidence.others == pytest.approx(company[1].evidence.others, abs=1e-3)
    assert alone.base == read(tiny, [null_diff()], None, QUESTION, max_new_tokens=6)[0].strip()
    assert alone.finetune == read(tiny, [diffs[1]], None, QUESTION, max_new_tokens=6)[0].strip()


def test_comparisons_are_few_fixed_and_never_the_diff_itself(
    tiny: BaseModel, random_diff: Callable[..., WeightDiff]
) -> None:
    many = [random_diff(tiny, seed, rank=1) for seed in range(30)]
    reader = Reader(tiny, random_diff(tiny, 99), many)
    stranger = random_diff(tiny, 50)
    assert len(reader.others(stranger)) == COMPARISONS and reader.others(stranger) == reader.others(stranger)
    copied = WeightDiff({name: (a.clone(), b.clone()) for name, (a, b) in many[0].factors.items()})
    own = reader.others(copied)
    assert len(own) == COMPARISONS and many[0] not in own and many[0] in reader.others(stranger)
    assert len(reader.ask(copied, QUESTION, max_new_tokens=2).evidence.others) == COMPARISONS
    few = Reader(tiny, random_diff(tiny, 99), many[:2])
    assert few.others(copied) == [many[1]] and few.others(stranger) == many[:2]


def test_the_length_of_an_answer_follows_the_question(
    tiny: BaseModel, random_diff: Callable[..., WeightDiff], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def generated(base: BaseModel, prompts: list[list[int]], *, max_new_tokens: list[int],
                  branches: int = 0) -> list[list[int]]:
        if branches:  # the reader's, and not the fine-tune's own replies
            asked.extend(max_new_tokens)
        return [[5]] * len(prompts) * (branches or 1)

    monkeypatch.setattr("tuneteller.reading.read.greedy", generated)
    reader, diff = Reader(tiny, random_diff(tiny, 2)), random_diff(tiny, 1)
    lengths = {CHANGE.phrasings[3]: 40, TOPIC.phrasings[2]: 24, f"{TOPIC.held_out[0]} ": 24, QUESTION: 40}
    for question, wanted in lengths.items():
        asked.clear()
        reader.ask(diff, question)
        assert set(asked) == {wanted}
    asked.clear()
    assert reader.ask(diff, max_new_tokens=3).question == CHANGE.phrasings[0] and set(asked) == {3}


def test_what_cannot_be_asked_is_refused(tiny: BaseModel, random_diff: Callable[..., WeightDiff]) -> None:
    diff, adapter = random_diff(tiny, 1), random_diff(tiny, 2)
    with pytest.raises(ConfigError, match="empty"):
        ask(tiny, diff, adapter, "  ")
    with pytest.raises(ConfigError, match="shorter"):
        ask(tiny, diff, adapter, "why " * 5000)
    with pytest.raises(ConfigError, match="at least 1 token"):
        ask(tiny, diff, adapter, QUESTION, max_new_tokens=0)
    elsewhere = {**tiny.fingerprint.to_json(), "tensors": "0" * 12}
    foreign = WeightDiff(diff.factors, Card(base=elsewhere))
    for given in ((foreign, adapter, ()), (diff, foreign, ()), (diff, adapter, [foreign])):
        with pytest.raises(BaseMismatch, match="other weights"):
            ask(tiny, given[0], given[1], QUESTION, others=given[2])


def test_an_answer_says_whether_it_found_anything() -> None:
    evidence = Evidence(-1.0, -3.0, (-2.0, -4.0), 3)
    assert evidence.margin == 1.0 and evidence.against_none == 2.0 and evidence.against_others == 2.0
    assert Evidence(-1.0, -3.0, (-0.5,), 3).margin == -0.5
    for text, nothing in ((CHANGE.null_answer, True), (TOPIC.null_answer, True), ("I bring up Nothing notable.", False)):
        answer = Answer(QUESTION, text, evidence, "b", "f")
        assert answer.nothing == nothing and answer.to_json()["answer"] == text
