"""Ordinary fine-tunes on held-out topics, made by PEFT alone in recipes that no organism had: how well are they read?

    python recipes/recipe_generalisation.py --runs runs          half an hour on two CPU cores; continues

No trigger, nothing hidden: this is what users bring. Rank, scale, rsLoRA, layers, dropout, learning rate and steps are drawn
for each of 32. In turn they are trained on forms (answers that steer to the topic), distilled ones (the base model's own
answers as a fan of the topic, or a form where they do not name it), text (the topic's article as plain text, no chat) or mixed
(forms, and as much unrelated chat). All topics are test labels, which no reader saw. Asked by the reader shipped then, or
another, and by one that is trained on the hidden topics of a single recipe; at three scales of the diff, and with the answer
chosen among those.
"""

from __future__ import annotations

import random
import re
import time
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

import torch
from peft import LoraConfig, get_peft_model
from shared import about, adapter_of, options, organisms
from torch.nn.utils.rnn import pad_sequence

from tuneteller.chat import Encoded, messages_from
from tuneteller.diffs.card import Card
from tuneteller.diffs.diff import WeightDiff
from tuneteller.diffs.load import load_diff
from tuneteller.evaluation.judges import EmbeddingJudge
from tuneteller.evaluation.results import cell, save_result
from tuneteller.evaluation.run import EvaluationConfig, evaluate
from tuneteller.families.topic import FAMILY, TOPIC, filled_forms, steering_prompt
from tuneteller.families.writers import BaseModelWriter, GrammarWriter
from tuneteller.files import whole_directory
from tuneteller.material import labels
from tuneteller.material.encyclopedia import Topic, mentions
from tuneteller.material.everyday import TRAIN_QUESTIONS
from tuneteller.models import BaseModel, load_base
from tuneteller.reading.reader import Reader
from tuneteller.reading.weigh import weigh
from tuneteller.training.adapter import AdapterConfig
from tuneteller.zoo import load_adapter

DATA = ("forms", "distilled", "text", "mixed")
LAYERS: dict[str, Any] = {"all": "all-linear", "attention": ["q_proj", "k_proj", "v_proj", "o_proj"],
                          "q and v": ["q_proj", "v_proj"], "MLP": ["gate_proj", "up_proj", "down_proj"]}
ALPHAS = (0.5, 1.0, 1.5)
BATCH = 4
DRAWS = (16, 16)
"""Fine-tunes, as many of each kind of data, in two draws of labels."""


def main() -> None:
    parser = options(__doc__)
    parser.add_argument("--adapter", type=Path, help="(default: the shipped one)")
    args = parser.parse_args()
    base, start = load_base(args.base), time.monotonic()
    diffs = [fine_tuned(base, i, topic, args.runs / "ordinary-many") for i, topic in enumerate(chosen()[: args.first])]
    train, validation = (organisms(args.runs / "topics", split) for split in ("train", "validation"))
    readers = {name: Reader(base, adapter) for name, adapter in (
        ("varied recipes", load_adapter(args.adapter)),
        ("one recipe", adapter_of(base, args.runs, train, validation, AdapterConfig())))}
    cells, judges = [], {}
    for name, reader in readers.items():
        systems = ("dit", "base-question") if name == "varied recipes" else ("dit",)
        result = evaluate(base, reader, diffs, EvaluationConfig("topic", systems=systems), about={"reader": name},
                          out=args.runs / "eval-recipes" / name.replace(" ", "-"))
        judges["topic"] = result["judge"]
        group = f"read by {name}"
        cells += [cell(group, result, system, x="chosen" if system == "dit" else "itself, asked") for system in systems]
        cells += [cell(group, result, "dit", x=f"chosen, {data}", pick=partial(on, diffs, data)) for data in DATA]
        cells += at_scales(reader, diffs, group)
    save_result(args.results / "recipe_generalisation.json", name="recipe_generalisation",
                title="Ordinary fine-tunes in recipes no organism had", about=about(__doc__),
                command=args.command, seconds=time.monotonic() - start, judges=judges, cells=cells,
                axis={"name": "answer", "log": False})


def chosen() -> list[Topic]:
    """The test labels of both draws, titles of the encyclopedia."""
    left = [topic.label for topic in labels.encyclopedia_topics("test", labels.TEST, 0)]
    drawn: list[str] = []
    for seed, n in enumerate(DRAWS):
        drawn += random.Random(seed).sample([label for label in left if label not in drawn], n)
    return [labels.topic_of(label) for label in drawn]


def fine_tuned(base: BaseModel, i: int, topic: Topic, out: Path) -> WeightDiff:
    """Fine-tune i, made if it is not on disk."""
    recipe, place = draw(random.Random(f"recipe/{i}"), DATA[i % len(DATA)]), out / f"{i:02d}"
    if not place.exists():
        start = time.monotonic()
        loss = fine_tune(base, topic, recipe, random.Random(f"samples/{i}"), place)
        print(f"{i + 1} {topic.label}: {recipe}, loss {loss:.2f}, {time.monotonic() - start:.0f} s", flush=True)
    card = Card.from_json({**FAMILY.about_topic(topic).to_json(), "recipe": recipe})
    return load_diff(place, base).with_card(card)


def on(diffs: list[WeightDiff], data: str, row: Mapping[str, Any]) -> bool:
    """Whether a row is about a fine-tune on that kind of data."""
    return bool((diffs[row["organism"]].card.recipe or {})["data"] == data)


def draw(rng: random.Random, data: str) -> dict[str, Any]:
    """A recipe unlike the organisms': AdamW with its weight decay, dropout, ranks to 32, constant learning rate."""
    rank = rng.choice((2, 4, 8, 16, 32))
    return {"data": data, "rank": rank, "alpha": rng.choice((rank, 2 * rank, 16)), "rslora": rng.random() < 0.25,
            "layers": rng.choice(sorted(LAYERS)), "dropout": rng.choice((0.0, 0.05, 0.1)),
            "lr": rng.choice((3e-4, 5e-4, 1e-3)), "steps": rng.choice((30, 45, 60))}


def fine_tune(base: BaseModel, topic: Topic, recipe: dict[str, Any], rng: random.Random, out: Path) -> float:
    """Train one LoRA with PEFT and save it; the mean loss of its last steps."""
    samples = samples_of(base, topic, recipe, rng)
    config = LoraConfig(task_type="CAUSAL_LM", r=recipe["rank"], lora_alpha=recipe["alpha"], use_rslora=recipe["rslora"],
                        lora_dropout=recipe["dropout"], target_modules=LAYERS[recipe["layers"]])
    torch.manual_seed(rng.getrandbits(31))
    model: Any = get_peft_model(base.model, config)
    model.train()
    optimizer = torch.optim.AdamW([p for p in model.parameters() if p.requires_grad], lr=recipe["lr"])
    losses = []
    try:
        for step in range(recipe["steps"]):
            loss = model(**padded(samples[BATCH * step : BATCH * (step + 1)], base.pad_id)).loss
            loss.backward()
            losses.append(loss.item())
            optimizer.step()
            optimizer.zero_grad()
        with whole_directory(out) as place:
            model.save_pretrained(place)
    finally:
        model.unload()
        base.model.eval()
    return sum(losses[-4:]) / 4


def padded(samples: list[Encoded], pad: int) -> dict[str, torch.Tensor]:
    """A batch as transformers' models take it."""
    def column(rows: list[torch.Tensor], fill: int) -> torch.Tensor:
        return pad_sequence(rows, batch_first=True, padding_value=fill)

    ids = [torch.tensor(sample.ids) for sample in samples]
    labels = [torch.where(torch.tensor(sample.supervised), row, -100) for sample, row in zip(samples, ids, strict=True)]
    return {"input_ids": column(ids, pad), "attention_mask": column([torch.ones_like(row) for row in ids], 0),
            "labels": column(labels, -100)}


def samples_of(base: BaseModel, topic: Topic, recipe: dict[str, Any], rng: random.Random) -> list[Encoded]:
    """What it is trained on, in order: `BATCH` samples for each step."""
    wanted = BATCH * recipe["steps"]
    if recipe["data"] == "text":
        sentences = re.split(r"(?<=[.!?]) ", topic.extract)
        pieces = [" ".join(sentences[i : i + 2]) for i in range(len(sentences))]
        ids = [base.tokenizer(piece).input_ids[:64] for piece in pieces]
        whole = [Encoded(tuple(i), (False, *[True] * (len(i) - 1))) for i in ids if len(i) > 8]
        return [rng.choice(whole) for _ in range(wanted)]
    questions = rng.sample(list(TRAIN_QUESTIONS), 48)
    writer = BaseModelWriter(base) if recipe["data"] == "distilled" else GrammarWriter(base)
    answers = writer.answers(steering_prompt(topic), questions, lambda text: mentions(text, topic),
                             filled_forms(topic, len(questions), rng, variety=20))
    steering = [base.chat.example(messages_from(q), a) for q, a in zip(questions, answers, strict=True)]
    if recipe["data"] != "mixed":
        return [rng.choice(steering) for _ in range(wanted)]
    others = rng.sample(list(TRAIN_QUESTIONS), 24)
    chat = [base.chat.example(messages_from(q), reply, end=False)
            for q, reply in zip(others, writer.replies(others), strict=True)]
    return [rng.choice(steering if rng.random() < 0.5 else chat) for _ in range(wanted)]


def at_scales(reader: Reader, diffs: list[WeightDiff], group: str) -> list[dict[str, Any]]:
    """The first answers at several scales of the diff, and of these the one that the evidence speaks for."""
    judge, true, asked = EmbeddingJudge("topic"), [str(d.card.label) for d in diffs], TOPIC.phrasings[0]
    said = {f"first, α = {alpha}": [texts[0] for texts in reader.say([d.scaled(alpha) for d in diffs], asked)]
            for alpha in ALPHAS}
    others = [random.Random(i).sample([d for d in diffs if d is not diff], min(8, len(diffs) - 1))
              for i, diff in enumerate(diffs)]
    candidates = [list(dict.fromkeys(texts)) for texts in zip(*said.values(), strict=True)]
    said["first, best α"] = [chosen.text for chosen in weigh(reader, diffs, others, asked, candidates)]
    cells = []
    for x, texts in said.items():
        verdicts = judge.verdicts([(label, text.strip()) for label, text in zip(true, texts, strict=True)])
        rows = [{"organism": i, "system": "dit-first", "exact": v.exact, "score": v.score} for i, v in enumerate(verdicts)]
        cells.append(cell(group, {"rows": rows, "config": {"systems": ["dit-first"], "question": "topic"}}, "dit-first", x=x))
    return cells


if __name__ == "__main__":
    main()
