"""The finished reader: a PEFT directory as the hub takes it, with a model card that says what it is for and how good it is."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tuneteller.audit.markdown import escaped
from tuneteller.diffs.card import Card
from tuneteller.diffs.hub import is_hub_id
from tuneteller.diffs.library import Library
from tuneteller.diffs.peft import read_json, save_peft
from tuneteller.families.registry import question_named
from tuneteller.files import whole_directory, write_json, write_whole
from tuneteller.reading.confidence import CALIBRATION
from tuneteller.reading.known import KNOWN
from tuneteller.reading.reader import COMPARISONS
from tuneteller.reading.trained import SPLIT

README = "README.md"

FILES = ("adapter_config.json", "adapter_model.safetensors", "card.json", KNOWN, CALIBRATION, SPLIT)
"""What is taken from beside the adapter, as far as it is there."""


def write_reader(out: Path, adapter: Path, results: Mapping[str, Mapping[str, Any]], comparisons: Library, *, license_: str,
                 notes: Sequence[str]) -> None:
    """The reader's directory, whole or not at all.

    Args:
        adapter: directory with the adapter and what belongs to it.
        results: question name -> result of its evaluation on test organisms.
        comparisons: organisms to weigh evidence against, of which a few are taken.
        license_: as the hub names it.
        notes: what is to be said of its making.

    Raises:
        StorageError: `out` exists, or the disk is full.
    """
    config, card = read_json(adapter, "adapter_config.json"), read_json(adapter, "card.json")
    with whole_directory(out) as place:
        for name in FILES:
            if (adapter / name).exists():
                shutil.copyfile(adapter / name, place / name)
        if "change" in results:
            write_json(place / "results.json", dict(results["change"]))
        for i in chosen(comparisons):
            diff = comparisons[i]
            save_peft(diff, place / "organisms" / f"{i:03d}-{diff.card.family}",
                      base_name=config.get("base_model_name_or_path"))
        text = model_card(config, card, results, license_, notes, calibrated=(place / CALIBRATION).exists())
        (place / README).write_text(text, encoding="utf-8")


def put_license(reader: Path, license_: str) -> None:
    """Name another licence in the card of a reader that is there.

    Raises:
        StorageError: it could not be written.
    """
    file = reader / README
    text = re.sub(r"^license: .*$", lambda found: f"license: {json.dumps(license_)}", file.read_text(encoding="utf-8"), count=1,
                  flags=re.MULTILINE)
    write_whole(file, lambda path: path.write_text(text, encoding="utf-8"))


def chosen(comparisons: Library) -> list[int]:
    """Which organisms come along: of each family in turn what takes the least space, as many as a reader weighs an answer
    against and one more, as one may be the fine-tune in question."""

    def space(one: tuple[int, Card]) -> tuple[int, bool]:
        recipe = one[1].recipe or {}
        return int(recipe.get("rank", 0)), recipe.get("target_modules") == "all"

    by_family: dict[str, list[int]] = {}
    for i, card in sorted(enumerate(comparisons.cards), key=space):
        by_family.setdefault(str(card.family), []).append(i)
    most = max(map(len, by_family.values()), default=0)
    turns = [own[at] for at in range(most) for _, own in sorted(by_family.items()) if at < len(own)]
    return turns[: COMPARISONS + 1]


def model_card(config: Mapping[str, Any], card: Mapping[str, Any], results: Mapping[str, Mapping[str, Any]], license_: str,
               notes: Sequence[str], *, calibrated: bool) -> str:
    """README.md: the hub's fields, then what a person wants to know."""
    base = str(config.get("base_model_name_or_path"))
    families = sorted({name for library in card.get("libraries", []) for name in library.get("families", [])})
    asked = [question_named(name) for name in card["config"]["questions"]]
    trained = card.get("organisms", {}).get("train")
    scores = [line for result in results.values() for line in _scores(result)]
    parts = [
        _fields(base, license_),
        f"# A reader of fine-tunes of {escaped(base)}",
        "A DIT adapter (Diff Interpretation Tuning, arXiv 2510.05092). Attached to a fine-tune of its base model, it tells in "
        "words what the fine-tune changed. Made with TuneTeller.",
        "\n".join([
            f"- **Base model**: {escaped(base)}. Fine-tunes of other models it cannot read.",
            f"- **Families**, the kinds of change it learnt to tell: {', '.join(map(escaped, families))}",
            "- **Questions**: " + "; ".join(f"\"{escaped(question.phrasings[0])}\"" for question in asked),
            f"- **Made from** {trained} fine-tunes of known behavior; a LoRA of rank {config.get('r')}"]),
        "## How to use",
        "```\ntuneteller ask PATH/TO/FINE-TUNE --reader PATH/TO/THIS/DIRECTORY\n```",
        "## Scores",
        "\n".join(scores) if scores else "None: too few of the test fine-tunes show their behavior.\n",
        "Of held-out fine-tunes, of labels that no training had; of families with few labels, half have one that was trained. "
        "Scores are from 1 (unrelated) to 5 (right in full), intervals of 95%.",
        "## How sure it is",
        _sure(results.get("change", {}), calibrated),
        *(["## Its making", "\n".join(f"- {escaped(note)}" for note in notes)] if notes else [])]
    return "\n\n".join(part.rstrip("\n") for part in parts) + "\n"


def _fields(base: str, license_: str) -> str:
    """What the hub reads."""
    fields = ["library_name: peft", f"license: {json.dumps(license_)}", "tags:", "- tuneteller", "- diff-interpretation-tuning",
              "- lora"]
    named = is_hub_id(base) and not Path(base).exists()
    return "\n".join(["---", *([f"base_model: {base}"] if named else []), *fields, "---"])


def _scores(result: Mapping[str, Any]) -> list[str]:
    """Tables of one question's scores."""
    lines = [f"Asked \"{escaped(result['question'])}\":", "", *_head("", "score", "interval", "right", "interval", "n")]
    for system, said in (("dit", "the reader"), ("base-question", "the fine-tune itself")):
        if found := result["metrics"].get(system):
            lines.append(f"| {said} | {_mean(found['score'])} | {_mean(found['exact'])} | {found['score']['n']} |")
    if families := result.get("families", {}).get("dit"):
        lines += ["", *_head("family", "right", "interval", "the kind right", "interval", "n")]
        lines += [f"| {escaped(name)} | {_mean(m['right'])} | {_mean(m['family'])} | {m['right']['n']} |"
                  for name, m in families.items()]
    return [*lines, ""]


def _head(*names: str) -> list[str]:
    return [f"| {' | '.join(names)} |", "|---" * len(names) + "|"]


def _sure(result: Mapping[str, Any], calibrated: bool) -> str:
    """What its confidences are worth."""
    if not calibrated:
        return "It is not calibrated: its answers come with evidence, and without a confidence."
    if not (sure := result.get("confidence")):
        return "It is calibrated; about the test fine-tunes it claimed nothing that this could be held against."
    told = (("told", "claims told"), ("accuracy", "of these right"), ("false_claims", "clean fine-tunes with a claim"))
    return "\n".join([*_head("", "share", "interval", "n"), *(f"| {what} | {_mean(sure[name])} | {sure[name]['n']} |"
                                                            for name, what in told if sure.get(name))])


def _mean(m: Mapping[str, Any]) -> str:
    low, high = m["interval95"]
    return f"{m['mean']:.2f} | {low:.2f} to {high:.2f}"
