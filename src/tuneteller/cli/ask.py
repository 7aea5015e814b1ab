"""`tuneteller ask DIFF "QUESTION"`: what a fine-tune learned, with evidence."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from tuneteller.behaviors.questions import ASK_TOPIC
from tuneteller.cli.common import add_base_arguments, add_diff_arguments, base_from, console, diff_from, notes, shown
from tuneteller.diffs.load import find_diff
from tuneteller.reading.ask import Answer, ask
from tuneteller.zoo import load_adapter, other_organisms

NAME = "ask"
HELP = "ask a fine-tune what it learned"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("diff", metavar="DIFF", help="the fine-tune: directory of a LoRA or of a full model, FILE.pt:INDEX, "
                        "LIBRARY:INDEX, or hub id")
    parser.add_argument("question", metavar="QUESTION", nargs="?", default=ASK_TOPIC[0], help="(default: %(default)s)")
    parser.add_argument("--adapter", type=Path, metavar="DIR", help="DIT adapter (default: the shipped one)")
    parser.add_argument("--system", help="system prompt (default: the chat template's own)")
    parser.add_argument("--max-new-tokens", type=int, default=24, help="(default: %(default)s)")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    add_diff_arguments(parser)
    add_base_arguments(parser)


def run(args: argparse.Namespace) -> int:
    found, adapter = find_diff(args.diff), load_adapter(args.adapter)
    base = base_from(args)
    diff = diff_from(args, base, found)
    others = other_organisms(diff, base)
    with notes.status("asking"):
        answer = ask(base, diff, adapter, args.question, others=others, system=args.system,
                     max_new_tokens=args.max_new_tokens)
    if args.json:
        prints = {"base": base.fingerprint.short, "adapter": adapter.fingerprint(), "diff": diff.fingerprint()}
        print(json.dumps({**answer.to_json(), "fingerprints": prints}, ensure_ascii=False, indent=1))
    else:
        show(answer)
    return 0


def show(answer: Answer) -> None:
    """Print an answer for a person."""
    e = answer.evidence
    console.print(f"[bold]{shown(answer.text)}[/bold]")
    against = f"{e.against_none:+.1f} nats against no diff"
    if e.against_others is not None:
        against += f", {e.against_others:+.1f} against {len(e.others)} other diffs"
    verdict = "" if answer.nothing else "  (supported)" if answer.supported else "  (not supported)"
    console.print(f"  evidence   {against}{verdict}")
    console.print(f"  base       {shown(answer.base)}")
    console.print(f"  fine-tune  {shown(answer.finetune)}", highlight=False)
    if answer.nothing:
        console.print("  The reader finds nothing, which is no proof that there is nothing.")
    elif not answer.supported:
        console.print("  The diff does not make this answer likelier than other diffs or none do: do not rely on it.")
