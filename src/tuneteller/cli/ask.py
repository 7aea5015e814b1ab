"""`tuneteller ask DIFF ["QUESTION"]`: how a fine-tune's behavior changed, how sure that is, and what speaks for it."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tuneteller.reading.answer import Answer
    from tuneteller.reading.confidence import Calibration


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The fine-tune, the question, and what it is read with."""
    from tuneteller.cli.common import add_base_arguments, add_diff_arguments, add_family_arguments, add_reader_arguments
    from tuneteller.families.family import CHANGE

    parser.add_argument("diff", metavar="DIFF", help="the fine-tune: directory of a LoRA or of a full model, FILE.pt:INDEX, "
                        "LIBRARY:INDEX, or hub id")
    parser.add_argument("question", metavar="QUESTION", nargs="?", help="the question, in any words; answers are best to those "
                        f'that the reader was trained on (default: "{CHANGE.phrasings[0]}", or, of a reader named by --reader '
                        "that was never trained on that, the first question that it was)")
    parser.add_argument("--system-prompt", help="system prompt (default: the chat template's own)")
    parser.add_argument("--max-new-tokens", type=int, help="longest answer (default: as the question needs)")
    parser.add_argument("--guess", action="store_true", help="show the reader's best guess also where it is not sure of it")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    add_reader_arguments(parser)
    add_family_arguments(parser)
    add_diff_arguments(parser)
    add_base_arguments(parser, follows=True)


def run(args: argparse.Namespace) -> int:
    """Ask the question about the fine-tune and print the answer, for a person or as JSON."""
    from functools import partial

    from tuneteller.cli.common import (
        adapter_from,
        base_from,
        diff_from,
        load_given_families,
        notes,
        reader_from,
        settle_base,
    )
    from tuneteller.diffs.load import find_diff
    from tuneteller.diffs.share import share_in_layers
    from tuneteller.families.family import CHANGE
    from tuneteller.plain import as_json
    from tuneteller.readers import default_question, find_reader

    if args.family_files:  # else all that are built in can be loaded after a first answer
        load_given_families(args)
    found = find_diff(args.diff)
    settle_base(args, [args.diff])
    adapter = adapter_from(args, asked="")
    question = args.question
    if question is None:
        question = default_question(find_reader(args.reader)) if args.reader else CHANGE.phrasings[0]
    base = base_from(args)
    reader = reader_from(args, base, adapter)
    diff = diff_from(args, base, found)
    ask = partial(reader.ask, diff, question, system=args.system_prompt, max_new_tokens=args.max_new_tokens)
    if args.json:
        with notes.status("asking"):
            answer = ask()
        prints = {"base": base.fingerprint.short, "adapter": reader.adapter.fingerprint(), "diff": diff.fingerprint()}
        print(as_json({**answer.to_json(), "fingerprints": prints}))
    else:
        trusted = share_in_layers(diff, base) > 0
        ask_aloud(ask, reader.calibration, guess=args.guess, trusted=trusted)
    return 0


def ask_aloud(ask: Callable[..., Answer], calibration: Calibration | None, *, guess: bool = False,
              trusted: bool = True) -> None:
    """Ask, and print what comes back for a person, each part as soon as it is there.

    Args:
        ask: takes `heard` and `weighed`, as `Reader.ask` does.
        calibration: the reader's.
        guess: show its best guess also where it is not sure.
        trusted: whether the fine-tune is of a kind that readers are trained on.
    """
    from tuneteller.cli.common import console, notes, shown

    with notes.status("asking") as status:
        def heard(text: str) -> None:
            if (calibration is not None or not trusted) and not guess:
                return  # it may not be sure of this
            said = f"first answer, not weighed yet: {shown(text)}"
            if notes.is_terminal:
                status.update(said)  # it makes way for the answer
            else:
                notes.print(said, soft_wrap=True, highlight=False)

        def weighed(answer: Answer) -> None:
            status.stop()
            _show_answer(answer, calibration, guess)
            status.update("what base and fine-tune say themselves")
            status.start()

        answer = ask(heard=heard, weighed=weighed)
    console.print(f"  base       {shown(answer.base)}", highlight=False)
    console.print(f"  fine-tune  {shown(answer.finetune)}", highlight=False)
    if answer.share_read is not None and answer.share_read < 0.5:
        console.print(f"  [bold]read       only {answer.share_read:.1%} of what the fine-tune changed (squared norm): "
                      "the answer is about that part alone[/bold]")


def _show_answer(answer: Answer, calibration: Calibration | None, guess: bool) -> None:
    """The answer, how sure it is, its evidence, and how far the models differ."""
    from tuneteller.cli.common import console, shown
    from tuneteller.reading.answer import ABSENT, SEEN, finds_nothing
    from tuneteller.reading.evidence import NO_OTHERS

    console.print(f"[bold]{shown(answer.text)}[/bold]")
    console.print(f"  confidence {shown(_how_sure(answer, calibration))}", highlight=False)
    if guess and answer.guess != answer.text:
        console.print(f"  guess      {shown(answer.guess)}", highlight=False)
    if answer.confidence and answer.confidence.outside:
        console.print(f"  unlike     any fine-tune the confidence was fitted on: {shown(', '.join(answer.confidence.outside))}",
                      highlight=False)
    e, m = answer.evidence, answer.change
    against = f"{e.against_none:+.1f} nats against no diff"
    if e.against_others is not None:
        against += f", {e.against_others:+.1f} against {len(e.others)} other diffs"
    else:
        against += f"; {NO_OTHERS} (--others LIBRARY)"
    console.print(f"  evidence   {against}", soft_wrap=True)
    if m is not None and not m.none:
        moved = (f"{part.kl:.2g} ({part.low:.2g} to {part.high:.2g}) in {name}" for name, part in (("answers", m.answers),
                                                                                                  ("plain text", m.text)))
        console.print(f"  change     KL from the base in nats a token: {', '.join(moved)}", highlight=False, soft_wrap=True)
        if m.clean_share is not None:
            near = [f'"{shown(said)}" {share:.1%}' for said, share in m.like]
            each = "; ".join(part for part in (", ".join(near), f"clean ones {m.clean_share:.1%}") if part)
            console.print(f"  weights    share of the change that lies where known fine-tunes put theirs: {each}",
                          highlight=False, soft_wrap=True)
    if answer.nothing and not (m and m.none):
        console.print("  The reader finds nothing, which is no proof that there is nothing.")
    elif answer.seen:
        console.print(f"  {SEEN}")
    elif answer.absent:
        console.print(f"  {ABSENT}")
    elif not finds_nothing(answer.guess) and e.margin <= 0:
        console.print("  The diff does not make this guess likelier than other diffs or none do: do not rely on it.")


def _how_sure(answer: Answer, calibration: Calibration | None) -> str:
    """The line about confidence."""
    from tuneteller.reading.answer import finds_nothing, told_above, why_not_nothing

    sure = answer.confidence
    if answer.change is not None and answer.change.none and sure:
        return "certain: the weights are the base model's own"
    if answer.change is not None and not answer.change.layers:
        return ("none: no linear layer changed, and readers are trained on changes of these alone"
                + ("" if answer.guess == answer.text else "; --guess shows the guess"))
    if calibration is None:
        return "not calibrated (tuneteller adapter calibrate)"
    if sure is None:
        return "not calibrated for such an answer" if answer.nothing else "not calibrated for this question"
    if finds_nothing(answer.guess) and answer.unsure:
        return f"{sure.probability:.2f} for the best guess, that nothing notable changed; {why_not_nothing(answer.text)}"
    if sure.known:
        return f"{sure.probability:.2f}"
    return f"{sure.probability:.2f} for the best guess, and {told_above(calibration, answer.absent)}; --guess shows it"
