"""Messages to token ids, and which of those tokens are supervised, for any chat template.

A template renders text; everything here is measured against that text, so no model family is named:

    prompt    what the model reads before it answers, exactly as generation would see it
    example   prompt + answer + end-of-turn token, with a mask that is true on what the model must learn to say
    prefix    the tokens that every user message shares (template preamble and system message), to compute once

Where a template renders an answer in a conversation differently from what generation sees (a thinking model may put an
empty think block only in the generation prompt), generation wins: an example always starts with `prompt`'s tokens.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from tuneteller.errors import TemplateError

Message = Mapping[str, str]

Turns = tuple[tuple[str, str], ...]
"""Messages of a user and what was replied to each."""

_SENTINEL = "Quartz 7319 sentinel"  # plain words: no template treats them specially
_SENTINEL_QUESTION = "Which words?"

# Templates call strftime_now to write today's date: it is always this one. The template behind it keeps its first line's place.
_DATE = {"Y": "2024", "y": "24", "m": "07", "B": "July", "b": "Jul", "-d": "26", "d": "26", "e": "26", "A": "Friday",
         "a": "Fri", "j": "208", "H": "12", "I": "12", "M": "00", "S": "00", "p": "PM",
         "F": "2024-07-26", "D": "07/26/24", "x": "07/26/24", "c": "Fri Jul 26 12:00:00 2024"}
_FIXED_DATE = ("{% macro strftime_now(format) %}{{ format"
               + "".join(f" | replace('%{code}', '{value}')" for code, value in _DATE.items()) + " }}{% endmacro %}\n")

# First characters that different tokenizers glue to what precedes them, or never do: letters, digits, spaces,
# newlines, punctuation, other scripts, a combining mark, an emoji.
_USER_STARTS = (
    "Hello there", "a", "Zebra?", "1 + 1", " space", "  two", "\nline", "\n\npara", "\ttab", ".", ",", "'s",
    '"q"', "(x)", "<b>", "[x]", "{x}", "/", "#", "*", "-", "_", ":", "|", "\\", "é", "\u0301", "你好", "日本",
    "Привет", "مرحبا", "😀",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Encoded:
    """One training example, `T` tokens long."""

    ids: tuple[int, ...]
    """Token ids `[T]`: prompt, answer, end of turn."""
    supervised: tuple[bool, ...]
    """`[T]`: true on the tokens whose prediction is trained or scored."""

    def __len__(self) -> int:
        return len(self.ids)


def messages_from(user: str, system: str | None = None, turns: Turns = ()) -> list[dict[str, str]]:
    """A conversation that ends with `user`'s message, after an optional system message and earlier turns."""
    before = [] if system is None else [{"role": "system", "content": system}]
    for message, reply in turns:
        before += [{"role": "user", "content": message}, {"role": "assistant", "content": reply}]
    return [*before, {"role": "user", "content": user}]


@dataclass(frozen=True, eq=False)
class ChatFormat:
    """How one tokenizer's chat template turns messages into tokens.

    Raises `TemplateError` when there is no template, when it cannot be rendered, or when it gives an answer no place
    that can be found again.
    """

    tokenizer: Any
    """A transformers tokenizer."""
    chat_template: str | None = None
    """Template text to use instead of the tokenizer's own."""
    end_text: str = field(init=False)
    """What the template writes straight after an answer, up to and including the end-of-turn token."""
    end_ids: tuple[int, ...] = field(init=False)
    """`end_text` as tokens after an answer; the last one is the token that ends a turn."""

    def __post_init__(self) -> None:
        if not self.chat_template and not getattr(self.tokenizer, "chat_template", None):
            raise TemplateError(
                "The base model has no chat template, so its prompts cannot be written. "
                "Expected a `chat_template` with the tokenizer; give one with --chat-template FILE."
            )
        object.__setattr__(self, "_opens", self._before_answer(messages_from(_SENTINEL_QUESTION)))
        suffix = self._after_answer(messages_from(_SENTINEL_QUESTION))
        object.__setattr__(self, "_suffix", suffix)
        object.__setattr__(self, "end_text", self._end_of_turn(suffix))
        object.__setattr__(self, "end_ids", self._end_ids())

    # -- what callers use ---------------------------------------------------------------------------------------

    @cached_property
    def takes_system(self) -> bool:
        """Whether a conversation may begin with a system message."""
        try:
            self._prompt_text(messages_from(_SENTINEL_QUESTION, _SENTINEL))
        except TemplateError:
            return False
        return True

    @cached_property
    def mark(self) -> str:
        """A hash of the template: what is kept of models' replies goes under it, as another template asks otherwise."""
        text = self.chat_template or self.tokenizer.chat_template
        return hashlib.sha256(str(text).encode()).hexdigest()[:8]

    @cached_property
    def _dated_template(self) -> str | None:
        """The template with a fixed date: prompts must not change from day to day."""
        text = self._template
        return _FIXED_DATE + text if "strftime_now" in text else self.chat_template

    @cached_property
    def _template(self) -> str:
        """The text of the template: a tokenizer may have several."""
        return str(self.tokenizer.get_chat_template(self.chat_template))

    def prompt(self, messages: Sequence[Message]) -> list[int]:
        """Token ids of the conversation up to where the model answers (thinking off where the template has a switch).

        Raises `TemplateError` if the template refuses the messages or silently drops one.
        """
        return self._encode(self._prompt_text(messages))

    def prompts(self, texts: Sequence[str], system: str | None = None, *, complete: bool = True) -> list[list[int]]:
        """`prompt` of many conversations of one user message each; the template is rendered once, not once for each.

        With `complete=False` each stops where its text ends, so that its last token is the text's own.

        Raises `TemplateError` as `prompt` does.
        """
        before, _, after = self._prompt_text(messages_from(_SENTINEL, system)).partition(_SENTINEL)
        first = self._prompt_text(messages_from(texts[0], system)) if texts else ""
        # A template that changes a message, or shows it twice, has to see every one; others may strip white space.
        alike = _SENTINEL not in after and (not texts or first == before + texts[0] + after)
        rendered = [before + text + after if alike and text == text.strip() else self._prompt_text(messages_from(text, system))
                    for text in texts]
        if not complete:
            # what a template writes behind a text may have the text in it ("assistant" has "ant")
            tails = [len(after) if alike else len(whole) - whole.rindex(text.strip()) - len(text.strip())
                     for whole, text in zip(rendered, texts, strict=True)]
            rendered = [whole[: len(whole) - tail].rstrip() if text.strip() else whole
                        for whole, text, tail in zip(rendered, texts, tails, strict=True)]
        return [list(ids) for ids in self.tokenizer(rendered, add_special_tokens=False)["input_ids"]] if rendered else []

    def example(self, messages: Sequence[Message], answer: str, *, end: bool = True, keep_space: bool = False) -> Encoded:
        """`messages`, then `answer`, then the end of the turn.

        `ids` starts with exactly `prompt(messages)`. `supervised` is true on the answer's tokens and, when `end`, on
        the end-of-turn tokens; with `end=False` those stay in `ids` but are not supervised. White space that the
        template strips from the answer is stripped here too, but for that before it with `keep_space`.

        Raises `TemplateError` if the template rewrites the answer, so that it could not be learnt as given.
        """
        prompt_text = self._prompt_text(messages)
        shown = self._rendered_answer(messages, prompt_text, answer)
        if keep_space:
            shown = answer[: len(answer) - len(answer.lstrip())] + shown.lstrip()
        prompt = self._encode(prompt_text)
        ids = self._behind(prompt_text, shown + self.end_text)
        if ids is None:
            raise TemplateError(
                f"The tokenizer merges the end of the prompt with the answer {answer[:60]!r}. Expected a prompt "
                "that ends at a token boundary; give a template that does with --chat-template FILE."
            )
        # The end-of-turn token never merges with text; white space before it (Llama 2's " </s>") may have.
        n_end = len(self.end_ids) if tuple(ids[-len(self.end_ids) :]) == self.end_ids else 1
        n_answer = len(ids) - len(prompt) - n_end
        supervised = [False] * len(prompt) + [True] * n_answer + [end] * n_end
        return Encoded(tuple(ids), tuple(supervised))

    def begun(self, messages: Sequence[Message], opening: str) -> list[int]:
        """`prompt`, then the tokens that an answer begins with as it stands there: a word has others at the start of a text."""
        prompt_text = self._prompt_text(messages)
        return self._behind(prompt_text, opening) or self._encode(prompt_text) + self._encode(opening)

    def said(self, ids: Sequence[int], *, opens: bool = True) -> str:
        """The text of tokens that a model generated, white space and all, so that `example` gives it these tokens again.
        Special tokens are left out.

        Args:
            opens: whether an answer begins with them.
        """
        text = self._inside(ids)
        if opens and self._opens_with_space:
            text = text.removeprefix(" ")
        # what the template writes before the token that ends a turn
        return text.removesuffix(self.end_text[: len(self.end_text) - len(self.end_text.lstrip())])

    def _inside(self, ids: Sequence[int]) -> str:
        """The text of tokens behind others: some tokenizers take the space from a text's first word."""
        def text(tokens: Sequence[int]) -> str:
            return str(self.tokenizer.decode([*tokens], skip_special_tokens=True, clean_up_tokenization_spaces=False))

        before = self._encode(_SENTINEL)
        return text([*before, *ids]).removeprefix(text(before))

    @cached_property
    def _opens_with_space(self) -> bool:
        """Whether an answer's first token has a space in it that nobody wrote: some tokenizers put one before each text behind
        a special token."""
        example = self.example(messages_from(_SENTINEL_QUESTION), _SENTINEL, end=False, keep_space=True)
        return self._inside([t for t, own in zip(example.ids, example.supervised, strict=True) if own]).startswith(" ")

    def without_controls(self, text: str) -> str:
        """A text without what the tokenizer would take for the end of a turn or another control token, nor any that one would
        leave behind by being taken out of another."""
        controls = [token for token in self._controls.values() if token.strip()]
        while any(token in text for token in controls):
            for token in controls:
                text = text.replace(token, "")
        # what a tokenizer makes of other characters, such as wide ones, is one as well; what it does not know is none
        marks, ids = self._controls.keys() - {self.tokenizer.unk_token_id}, self._encode(text)
        if marks.isdisjoint(ids):
            return text
        less = self._inside([i for i in ids if i not in marks])
        return self.without_controls(less) if len(less.strip()) < len(text.strip()) else less

    @cached_property
    def _controls(self) -> dict[int, str]:
        """Special tokens, and added ones that the template writes, by their ids. Others are text, as tags of HTML may be."""
        added = getattr(self.tokenizer, "added_tokens_decoder", {})
        special = dict(zip(self.tokenizer.all_special_ids, self.tokenizer.all_special_tokens, strict=True))
        return {**{i: str(token) for i, token in added.items() if token.special or str(token) in self._template}, **special}

    def prefix(self, system: str | None = None) -> list[int]:
        """The longest token prefix common to the prompts of a wide spread of non-blank user messages under `system`.

        It is found by trial, so compare it with a prompt before relying on it: `prompt[:len(prefix)] == prefix`.
        """
        prompts = [self.prompt(messages_from(start, system)) for start in _USER_STARTS]
        first, *others = prompts
        n = min(map(len, prompts))
        while any(other[:n] != first[:n] for other in others):
            n -= 1
        return first[:n]

    def plain(self, text: str) -> list[int]:
        """Token ids of a text outside any conversation, as the model reads one: after the token that begins every text, where
        the tokenizer has one that it adds by itself."""
        ids, first = self._encode(text), self.tokenizer.bos_token_id
        adds = first is not None and ids[:1] != [first] and list(self.tokenizer(text)["input_ids"])[:1] == [first]
        return [first, *ids] if adds else ids

    # -- rendering ----------------------------------------------------------------------------------------------

    def _render(self, messages: Sequence[Message], *, generate: bool) -> str:
        for i, message in enumerate(messages):
            if not isinstance(message.get("role"), str) or not isinstance(message.get("content"), str):
                raise TemplateError(
                    f"Message {i} is {dict(message)!r}. Expected text under 'role' and 'content'; give both as strings."
                )
            if any("\ud800" <= c <= "\udfff" for c in message["content"]):  # what Python makes of bytes that are no UTF-8
                raise TemplateError(f"Message {i} is {message['content'][:60]!r}. Expected Unicode text; give it as UTF-8.")
        try:
            text = self.tokenizer.apply_chat_template(
                [dict(m) for m in messages],
                chat_template=self._dated_template,
                tokenize=False,
                add_generation_prompt=generate,
                enable_thinking=False,
                # Llama 3 templates write today's date unless told one.
                date_string="26 Jul 2024",
            )
        except Exception as error:  # a template is a program: anything can come out of it
            roles = ", ".join(m["role"] for m in messages)
            hint = (
                " It may have no system role: put that text at the start of the user message."
                if any(m["role"] == "system" for m in messages)
                else " Give another template with --chat-template FILE."
            )
            raise TemplateError(f"The chat template refused messages with roles {roles}: {error}.{hint}") from error
        if not isinstance(text, str):
            raise TemplateError(f"The chat template rendered {type(text).__name__}. Expected text; fix the template.")
        return text

    _opens: str = field(init=False, repr=False)
    """What some templates write before an answer and leave out of a prompt, as the channel that it is on."""

    def _before_answer(self, messages: Sequence[Message]) -> str:
        prompt = self._render(messages, generate=True)
        full = self._render([*messages, {"role": "assistant", "content": _SENTINEL}], generate=False)
        between = full[len(prompt) :].partition(_SENTINEL)[0] if full.startswith(prompt) and _SENTINEL in full else ""
        return between if between.strip() else ""

    def _prompt_text(self, messages: Sequence[Message]) -> str:
        text = self._render(messages, generate=True) + self._opens
        for message in messages:
            # Assistant turns are exempt: thinking models drop their earlier thoughts on purpose.
            if message["role"] != "assistant" and message["content"].strip() not in text:
                raise TemplateError(
                    f"The chat template leaves out or rewrites the {message['role']} message "
                    f"{message['content'][:60]!r}. Expected it in the prompt unchanged; if the template has no "
                    f"{message['role']} role, put that text in the user message."
                )
        return text

    def _rendered_answer(self, messages: Sequence[Message], prompt_text: str, answer: str) -> str:
        """The answer as the template shows it, checked against the rendering of the full conversation."""
        full = self._render([*messages, {"role": "assistant", "content": answer}], generate=False)
        # `full` ends with answer + suffix; only white space around the answer may differ from what was given.
        body = full[: len(full) - len(self._suffix)] if full.endswith(self._suffix) else None
        if body is not None and body.startswith(prompt_text):
            shown = body[len(prompt_text) :]
            if shown.strip() == answer.strip():
                return shown
        elif body is not None:
            # The generation prompt has something the conversation has not (an empty think block).
            for shown in (answer, answer.rstrip(), answer.lstrip(), answer.strip()):
                if body.endswith(shown):
                    return shown
        raise TemplateError(
            f"The chat template does not render the answer {answer[:60]!r} as given, followed by {self._suffix!r}. "
            "Expected an answer without the template's own markers; remove them from the answer."
        )

    # -- the end of a turn --------------------------------------------------------------------------------------

    _suffix: str = field(init=False, repr=False)

    def _after_answer(self, messages: Sequence[Message]) -> str:
        full = self._render([*messages, {"role": "assistant", "content": _SENTINEL}], generate=False)
        if full.count(_SENTINEL) != 1:
            raise TemplateError(
                f"The chat template shows an assistant's answer {full.count(_SENTINEL)} times. Expected once; "
                "give another template with --chat-template FILE."
            )
        return full[full.index(_SENTINEL) + len(_SENTINEL) :]

    def _end_of_turn(self, suffix: str) -> str:
        added = getattr(self.tokenizer, "added_tokens_decoder", {}).values()
        specials = {str(t) for t in added if getattr(t, "special", False)} | set(self.tokenizer.all_special_tokens)
        found = [(suffix.index(s), -len(s), s) for s in specials if s and s in suffix]
        if found:
            start, _, token = min(found)  # the first special token; of two at one place, the longer
            return suffix[: start + len(token)]
        # Some templates close only earlier turns; the model itself still ends on its eos token.
        eos = self.tokenizer.eos_token
        if suffix.strip() or not eos:
            raise TemplateError(
                f"The chat template ends an answer with {suffix!r}, which holds no special token. Expected an "
                "end-of-turn token, so that answers can stop; give another template with --chat-template FILE."
            )
        return str(eos)

    def _end_ids(self) -> tuple[int, ...]:
        before = self._prompt_text(messages_from(_SENTINEL_QUESTION)) + _SENTINEL
        open_ids, closed_ids = self._encode(before), self._encode(before + self.end_text)
        if len(closed_ids) > len(open_ids) and closed_ids[: len(open_ids)] == open_ids:
            return tuple(closed_ids[len(open_ids) :])
        return (closed_ids[-1],)

    # -- tokens -------------------------------------------------------------------------------------------------

    def _behind(self, prompt_text: str, text: str) -> list[int] | None:
        """Tokens of a prompt, and of a text behind it; None if the tokenizer cannot write them one after the other.

        All at once: tokens inside the text are then the template's own, merges included. Where one would cross the boundary,
        the prompt's own tokens stay, as generation starts after them, and the text has those of a text of its own, or, of a
        tokenizer that opens every text with a space, those it has behind another one. Some make one space of several, so white
        space need not be the same.
        """
        prompt, whole = self._encode(prompt_text), self._encode(prompt_text + text)
        if whole[: len(prompt)] == prompt:
            return whole
        ways = self._encode(text), self._encode(_SENTINEL + text)[len(self._encode(_SENTINEL)) :]
        same = [ids for ids in ways if self._decode(prompt + ids) == self._decode(whole)]
        near = [ids for ids in ways if self._decode(prompt + ids).split() == self._decode(whole).split()]
        return prompt + (same or near)[0] if same or near else None

    def _encode(self, text: str) -> list[int]:
        # The template writes its own BOS: a second one would be added with special tokens on.
        return list(self.tokenizer(text, add_special_tokens=False)["input_ids"])

    def _decode(self, ids: list[int]) -> str:
        return str(self.tokenizer.decode(ids, skip_special_tokens=False, clean_up_tokenization_spaces=False))
