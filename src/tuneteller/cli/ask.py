"""`tuneteller ask DIFF ["QUESTION"]`: how a fine-tune's behavior changed, with evidence."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tuneteller.reading.reader import Answer
    from tuneteller.reading.weigh import Weighed


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The fine-tune, the question, and what it is read with."""
    from tuneteller.cli.common import add_base_arguments, add_diff_arguments, add_reader_arguments
    from tuneteller.families.family import CHANGE

    parser.add_argument("diff", metavar="DIFF", help="the fine-tune: directory of a LoRA or of a full model, FILE.pt:INDEX, "
                        "LIBRARY:INDEX, or hub id")
    parser.add_argument("question", metavar="QUESTION", nargs="?", default=CHANGE.phrasings[0], help="any text; what "
                        "the adapter was trained to be asked is answered best (default: %(default)s)")
    parser.add_argument("--system-prompt", help="system prompt (default: the chat template's own)")
    parser.add_argument("--max-new-tokens", type=int, help="longest answer (default: as the question needs)")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    add_reader_arguments(parser)
    add_diff_arguments(parser)
    add_base_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Ask the question about the fine-tune and print the answer, for a person or as JSON."""
    import json
    from functools import partial

    from tuneteller.cli.common import adapter_from, base_from, diff_from, notes, reader_from
    from tuneteller.diffs.load import find_diff

    found = find_diff(args.diff)
    adapter = adapter_from(args)
    base = base_from(args)
    reader = reader_from(args, base, adapter)
    diff = diff_from(args, base, found)
    ask = partial(reader.ask, diff, args.question, system=args.system_prompt, max_new_tokens=args.max_new_tokens)
    if args.json:
        with notes.status("asking"):
            answer = ask()
        prints = {"base": base.fingerprint.short, "adapter": reader.adapter.fingerprint(), "diff": diff.fingerprint()}
        print(json.dumps({**answer.to_json(), "fingerprints": prints}, ensure_ascii=False, indent=1))
    else:
        ask_aloud(ask)
    return 0


def ask_aloud(ask: Callable[..., Answer]) -> None:
    """Ask, and print what comes back for a person, each part as soon as it is there.

    Args:
        ask: takes `heard` and `weighed`, as `Reader.ask` does.
    """
    from tuneteller.cli.common import console, notes, shown

    with notes.status("asking") as status:
        def heard(text: str) -> None:
            said = f"first answer, not weighed yet: {shown(text)}"
            if notes.is_terminal:
                status.update(said)  # it makes way for the answer
            else:
                notes.print(said, soft_wrap=True, highlight=False)

        def weighed(answer: Weighed) -> None:
            status.stop()
            _show_answer(answer)
            status.update("what base and fine-tune say themselves")
            status.start()

        answer = ask(heard=heard, weighed=weighed)
    console.print(f"  base       {shown(answer.base)}", highlight=False)
    console.print(f"  fine-tune  {shown(answer.finetune)}", highlight=False)
    if answer.share_read is not None and answer.share_read < 0.5:
        console.print(f"  [bold]read       only {answer.share_read:.1%} of what the fine-tune changed (squared norm): "
                      "the answer is about that part alone[/bold]")


def _show_answer(answer: Weighed) -> None:
    """The answer, its evidence, and what to make of it."""
    from tuneteller.cli.common import console, shown
    from tuneteller.reading.reader import finds_nothing

    e, nothing = answer.evidence, finds_nothing(answer.text)
    console.print(f"[bold]{shown(answer.text)}[/bold]")
    against = f"{e.against_none:+.1f} nats against no diff"
    if e.against_others is not None:
        against += f", {e.against_others:+.1f} against {len(e.others)} other diffs"
    verdict = "" if nothing else "  (supported)" if e.supported else "  (not supported)"
    console.print(f"  evidence   {against}{verdict}")
    if nothing:
        console.print("  The reader finds nothing, which is no proof that there is nothing.")
    elif not e.supported:
        console.print("  The diff does not make this answer likelier than other diffs or none do: do not rely on it.")
