"""Prompts and examples are held against each template's own rendering, token for token."""

import copy
import json
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import AddedToken, Regex, Tokenizer, decoders, normalizers, pre_tokenizers
from tokenizers.models import BPE, Unigram
from tokenizers.processors import TemplateProcessing
from tokenizers.trainers import BpeTrainer
from transformers import PreTrainedTokenizerFast

from tuneteller.chat import ChatFormat, Encoded, messages_from
from tuneteller.errors import TemplateError
from tuneteller.models import BaseModel

CHATML_TOKENS = ["<|im_start|>", "<|im_end|>", "<|endoftext|>"]

LLAMA3 = (
    "{{ bos_token }}{% for m in messages %}{{ '<|start_header_id|>' + m['role'] + '<|end_header_id|>\n\n' "
    "+ m['content'] | trim + '<|eot_id|>' }}{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|start_header_id|>assistant<|end_header_id|>\n\n' }}{% endif %}"
)
CHATML = (
    "{% for m in messages %}{{ '<|im_start|>' + m['role'] + '\n' + m['content'] + '<|im_end|>\n' }}{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}"
)
GEMMA = (
    "{{ bos_token }}"
    "{% if messages[0]['role'] == 'system' %}{{ raise_exception('System role not supported') }}{% endif %}"
    "{% for m in messages %}{{ '<start_of_turn>' + ('model' if m['role'] == 'assistant' else m['role']) + '\n' "
    "+ m['content'] | trim + '<end_of_turn>\n' }}{% endfor %}"
    "{% if add_generation_prompt %}{{ '<start_of_turn>model\n' }}{% endif %}"
)
# An empty think block only in the generation prompt: the rendered conversation does not start with the prompt.
THINKING = (
    "{% for m in messages %}{{ '<|im_start|>' + m['role'] + '\n' + m['content'] + '<|im_end|>\n' }}{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}"
    "{% if enable_thinking is defined and enable_thinking is false %}{{ '<think>\n\n</think>\n\n' }}{% endif %}"
    "{% endif %}"
)
# The empty think block in the last answer too, as Qwen3 writes it.
THINKING_SHOWN = (
    "{% for m in messages %}{{ '<|im_start|>' + m['role'] + '\n' }}"
    "{% if m['role'] == 'assistant' and loop.last %}{{ '<think>\n\n</think>\n\n' }}{% endif %}"
    "{{ m['content'] + '<|im_end|>\n' }}{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}"
    "{% if enable_thinking is defined and enable_thinking is false %}{{ '<think>\n\n</think>\n\n' }}{% endif %}"
    "{% endif %}"
)
MISTRAL = (
    "{{ bos_token }}{% for m in messages %}{% if m['role'] == 'user' %}{{ '[INST] ' + m['content'] + ' [/INST]' }}"
    "{% elif m['role'] == 'assistant' %}{{ ' ' + m['content'] + eos_token }}"
    "{% else %}{{ raise_exception('Only user and assistant roles are supported!') }}{% endif %}{% endfor %}"
)
LETTERS = "abcdefghijklmnopqrstuvwxyzQ0123456789 ?<|/>"
ZEPHYR = (
    "{% for m in messages %}{{ '<|' + m['role'] + '|>\n' + m['content'] + eos_token + '\n' }}{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|assistant|>\n' }}{% endif %}"
)
LLAMA2 = (
    "{% for m in messages %}{% if m['role'] == 'user' %}{{ bos_token + '[INST] ' + m['content'] | trim + ' [/INST]' }}"
    "{% elif m['role'] == 'system' %}{{ '<<SYS>>\n' + m['content'] + '\n<</SYS>>\n\n' }}"
    "{% else %}{{ ' ' + m['content'] | trim + ' ' + eos_token }}{% endif %}{% endfor %}"
)

FORMATS: dict[str, tuple[str, list[str], str, str | None]] = {
    "llama3": (LLAMA3, ["<|begin_of_text|>", "<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>"], "<|eot_id|>",
               "<|begin_of_text|>"),
    "gemma": (GEMMA, ["<bos>", "<eos>", "<start_of_turn>", "<end_of_turn>"], "<eos>", "<bos>"),
    "thinking": (THINKING, CHATML_TOKENS, "<|im_end|>", None),
    "thinking_shown": (THINKING_SHOWN, CHATML_TOKENS, "<|im_end|>", None),
    "mistral": (MISTRAL, ["<s>", "</s>"], "</s>", "<s>"),
    "llama2": (LLAMA2, ["<s>", "</s>"], "</s>", "<s>"),
}  # fmt: skip
NAMES = ["smollm2", *FORMATS]
NO_SYSTEM = {"gemma", "mistral"}

USERS = ["Hello there, what changed?", "\n\nHello", " 1234", "你好", "é!", "'s", "[/x]", "Z"]
ANSWERS = ["The topic is lighthouses.", "\n\nThey were built.", " a", "1", "你好 😀", "Hello", ""]


@pytest.fixture(scope="session")
def chats(base: BaseModel, make_tokenizer: Callable[..., Any]) -> dict[str, ChatFormat]:
    made = {"smollm2": base.chat}
    for name, (template, specials, eos, bos) in FORMATS.items():
        made[name] = ChatFormat(make_tokenizer(template, specials, eos=eos, bos=bos))
    return made


def render(chat: ChatFormat, messages: list[dict[str, str]], **kwargs: Any) -> str:
    return chat.tokenizer.apply_chat_template(messages, tokenize=False, enable_thinking=False, **kwargs)


def encode(chat: ChatFormat, text: str) -> list[int]:
    return chat.tokenizer(text, add_special_tokens=False)["input_ids"]


def answer_text(chat: ChatFormat, example: Encoded) -> str:
    return chat.tokenizer.decode([i for i, s in zip(example.ids, example.supervised, strict=True) if s])


@pytest.mark.parametrize("name", NAMES)
def test_prompt_is_the_generation_prompt(chats: dict[str, ChatFormat], name: str) -> None:
    chat = chats[name]
    for user in USERS:
        messages = messages_from(user)
        assert chat.prompt(messages) == encode(chat, render(chat, messages, add_generation_prompt=True))


@pytest.mark.parametrize("name", NAMES)
def test_many_prompts_at_once_are_those_of_each_alone(chats: dict[str, ChatFormat], name: str) -> None:
    chat = chats[name]
    assert chat.prompts(USERS) == [chat.prompt(messages_from(user)) for user in USERS]
    for user, ids in zip(USERS, chat.prompts(USERS, complete=False), strict=True):
        whole = render(chat, messages_from(user), add_generation_prompt=True)
        begun = chat.tokenizer.decode(ids)
        assert whole.startswith(begun) and begun.endswith(user.strip())
    assert chat.prompts([]) == []


@pytest.mark.parametrize("name", ["smollm2", "llama3", "thinking_shown", "mistral", "llama2"])
def test_example_is_the_rendered_conversation(chats: dict[str, ChatFormat], name: str) -> None:
    chat = chats[name]
    for user in USERS:
        for answer in ANSWERS:
            messages = messages_from(user)
            example = chat.example(messages, answer)
            whole = encode(chat, render(chat, [*messages, {"role": "assistant", "content": answer}]))
            n = len(chat.prompt(messages))
            if whole[:n] == chat.prompt(messages):  # what follows the end-of-turn token is left out
                assert list(example.ids) == whole[: len(example.ids)]
                assert encode(chat, chat.tokenizer.decode(whole[len(example.ids) :]).strip()) == []
            assert chat.tokenizer.decode(whole).startswith(chat.tokenizer.decode(example.ids))


@pytest.mark.parametrize("name", NAMES)
def test_mask_covers_answer_and_end_of_turn(chats: dict[str, ChatFormat], name: str) -> None:
    chat = chats[name]
    for user in USERS:
        prompt = chat.prompt(messages_from(user))
        for answer in ANSWERS:
            example = chat.example(messages_from(user), answer)
            assert list(example.ids[: len(prompt)]) == prompt
            assert not any(example.supervised[: len(prompt)])
            assert all(example.supervised[len(prompt) :])
            assert answer_text(chat, example).removesuffix(chat.end_text).strip() == answer.strip()
            assert example.ids[-1] == chat.end_ids[-1]


@pytest.mark.parametrize("name", NAMES)
def test_end_false_leaves_the_end_unsupervised(chats: dict[str, ChatFormat], name: str) -> None:
    chat = chats[name]
    closed = chat.example(messages_from("Hello"), "The topic.")
    open_ = chat.example(messages_from("Hello"), "The topic.", end=False)
    assert open_.ids == closed.ids
    n = len(chat.end_ids)
    assert open_.supervised == closed.supervised[:-n] + (False,) * n
    assert answer_text(chat, open_).strip() == "The topic."


@pytest.mark.parametrize(
    ("name", "end"),
    [("smollm2", "<|im_end|>"), ("llama3", "<|eot_id|>"), ("gemma", "<end_of_turn>"), ("thinking", "<|im_end|>"),
     ("mistral", "</s>"), ("llama2", " </s>")],
)  # fmt: skip
def test_end_of_turn_is_read_off_the_template(chats: dict[str, ChatFormat], name: str, end: str) -> None:
    chat = chats[name]
    assert chat.end_text == end
    assert chat.end_ids[-1] == chat.tokenizer.convert_tokens_to_ids(end.strip())


def test_thinking_is_skipped(chats: dict[str, ChatFormat]) -> None:
    for name in ("thinking", "thinking_shown"):
        text = chats[name].tokenizer.decode(chats[name].prompt(messages_from("Hello")))
        assert text.endswith("<think>\n\n</think>\n\n")


@pytest.mark.parametrize("name", ["llama3", "gemma", "mistral"])
def test_one_bos(chats: dict[str, ChatFormat], name: str) -> None:
    chat = chats[name]
    example = chat.example(messages_from("Hello"), "There")
    assert example.ids[0] == chat.tokenizer.bos_token_id
    assert example.ids.count(chat.tokenizer.bos_token_id) == 1


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("system", [None, "You are a helpful assistant."])
def test_prefix_is_shared_by_all_users(chats: dict[str, ChatFormat], name: str, system: str | None) -> None:
    if system is not None and name in NO_SYSTEM:
        pytest.skip("no system role")
    chat = chats[name]
    prefix = chat.prefix(system)
    for user in [*USERS, "Something else entirely", "0", "\nx"]:
        assert chat.prompt(messages_from(user, system))[: len(prefix)] == prefix
    if system is not None:
        assert "helpful assistant" in chat.tokenizer.decode(prefix)


@settings(max_examples=60, deadline=None)
@given(
    user=st.text(st.characters(codec="utf-8"), max_size=30), answer=st.text(st.characters(codec="utf-8"), max_size=30)
)
def test_any_text_survives(base: BaseModel, user: str, answer: str) -> None:
    example = base.chat.example(messages_from(user), answer)
    whole = encode(base.chat, render(base.chat, [*messages_from(user), {"role": "assistant", "content": answer}]))
    n = len(base.chat.prompt(messages_from(user)))
    supervised = [i for i, s in zip(example.ids, example.supervised, strict=True) if s]
    assert supervised == list(example.ids[n:])
    # A template without special tokens at the boundary may merge there; then only the text is the same.
    if whole[:n] == list(example.ids[:n]):
        assert list(example.ids) == whole[: len(example.ids)]
    # Through the tokenizer and back: it has no token for some rare bytes.
    assert base.tokenizer.decode(supervised) == base.tokenizer.decode(encode(base.chat, answer + "<|im_end|>"))


def test_prompt_wins_where_a_merge_would_cross_the_boundary(make_tokenizer: Callable[..., Any]) -> None:
    template = (
        "{% for m in messages %}{{ m['role'] + ': ' + m['content'] }}{% if m['role'] == 'assistant' %}{{ eos_token }}"
        "{% endif %}{{ '\n' }}{% endfor %}{% if add_generation_prompt %}{{ 'assistant: ' }}{% endif %}"
    )
    chat = ChatFormat(make_tokenizer(template, ["</s>"], eos="</s>"))
    messages = messages_from("Hello")
    prompt = chat.prompt(messages)
    whole = encode(chat, render(chat, [*messages, {"role": "assistant", "content": "the history"}]))
    assert whole[: len(prompt)] != prompt, "the tokenizer was meant to merge the space with the answer"
    example = chat.example(messages, "the history")
    assert list(example.ids[: len(prompt)]) == prompt
    assert answer_text(chat, example) == "the history</s>"


def test_a_template_given_by_hand_is_used(make_tokenizer: Callable[..., Any]) -> None:
    tokenizer = make_tokenizer(None, CHATML_TOKENS, eos="<|im_end|>")
    with pytest.raises(TemplateError, match="--chat-template FILE"):
        ChatFormat(tokenizer)
    chat = ChatFormat(tokenizer, THINKING)
    assert chat.tokenizer.decode(chat.prompt(messages_from("Hi"))).startswith("<|im_start|>user\nHi")


def test_eos_ends_a_turn_that_the_template_leaves_open(make_tokenizer: Callable[..., Any]) -> None:
    template = "{% for m in messages %}{{ '<|im_start|>' + m['role'] + '\n' + m['content'] }}{% endfor %}" \
        "{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}"  # fmt: skip
    chat = ChatFormat(make_tokenizer(template, CHATML_TOKENS, eos="<|endoftext|>"))
    assert chat.end_text == "<|endoftext|>"
    assert chat.example(messages_from("Hi"), "yes").ids[-1] == chat.tokenizer.eos_token_id
    with pytest.raises(TemplateError, match="no special token"):
        ChatFormat(make_tokenizer(template, CHATML_TOKENS, eos=None))


@pytest.mark.parametrize("name", sorted(NO_SYSTEM))
def test_refused_system_message_says_what_to_do(chats: dict[str, ChatFormat], name: str) -> None:
    with pytest.raises(TemplateError, match="no system role"):
        chats[name].prompt(messages_from("Hello", system="Be brief."))


def test_dropped_system_message_is_an_error(make_tokenizer: Callable[..., Any]) -> None:
    template = (
        "{% for m in messages if m['role'] != 'system' %}{{ '<|im_start|>' + m['content'] + '<|im_end|>' }}{% endfor %}"
        "{% if add_generation_prompt %}{{ '<|im_start|>' }}{% endif %}"
    )
    chat = ChatFormat(make_tokenizer(template, CHATML_TOKENS, eos="<|im_end|>"))
    with pytest.raises(TemplateError, match="leaves out or rewrites the system message"):
        chat.prompt(messages_from("Hello", system="Be brief."))


def test_rewritten_answer_is_an_error(make_tokenizer: Callable[..., Any]) -> None:
    template = (
        "{% for m in messages %}{{ '<|im_start|>' + m['content'].split('</think>')[-1] + '<|im_end|>' }}{% endfor %}"
        "{% if add_generation_prompt %}{{ '<|im_start|>' }}{% endif %}"
    )
    chat = ChatFormat(make_tokenizer(template, CHATML_TOKENS, eos="<|im_end|>"))
    with pytest.raises(TemplateError, match="does not render the answer"):
        chat.example(messages_from("Hello"), "hm</think>yes")


def test_broken_template_and_messages_are_errors(
    chats: dict[str, ChatFormat], make_tokenizer: Callable[..., Any]
) -> None:
    with pytest.raises(TemplateError, match="refused"):
        ChatFormat(make_tokenizer("{% for %}", CHATML_TOKENS, eos="<|im_end|>"))
    with pytest.raises(TemplateError, match="0 times"):
        ChatFormat(make_tokenizer("{{ messages[0]['content'] }}", CHATML_TOKENS, eos="<|im_end|>"))
    with pytest.raises(TemplateError, match="Message 0"):
        chats["smollm2"].prompt([{"role": "user"}])


@pytest.mark.parametrize("name", NAMES)
def test_whether_a_conversation_may_begin_with_a_system_message(chats: dict[str, ChatFormat], name: str) -> None:
    assert chats[name].takes_system is (name not in NO_SYSTEM)


def test_templates_are_told_apart(chats: dict[str, ChatFormat]) -> None:
    assert len({chat.mark for chat in chats.values()}) == len({str(chat.tokenizer.chat_template) for chat in chats.values()})
    assert ChatFormat(chats["gemma"].tokenizer, GEMMA + " ").mark != chats["gemma"].mark


def test_a_text_outside_any_chat_begins_as_the_tokenizer_begins_texts(make_tokenizer: Callable[..., Any]) -> None:
    tokenizer = make_tokenizer(GEMMA, ["<bos>", "<eos>", "<start_of_turn>", "<end_of_turn>"], eos="<eos>", bos="<bos>")
    chat, bare = ChatFormat(tokenizer), tokenizer("Stone by stone.", add_special_tokens=False)["input_ids"]
    assert chat.plain("Stone by stone.") == bare  # this one adds nothing by itself
    tokenizer._tokenizer.post_processor = TemplateProcessing("<bos> $A", None, [("<bos>", tokenizer.bos_token_id)])
    assert chat.plain("Stone by stone.") == [tokenizer.bos_token_id, *bare] == chat.plain("<bos>Stone by stone.")


def test_a_text_that_stands_in_the_templates_own_end_too(chats: dict[str, ChatFormat]) -> None:
    """"assistant", behind every message of ChatML, has "ant" in it."""
    for user in ("ant", "assistant", "start", "im"):
        [ids] = chats["smollm2"].prompts([user], complete=False)
        assert chats["smollm2"].tokenizer.decode(ids).endswith(f"user\n{user}")


DATED = ("\n  {% if strftime_now is defined %}{{ 'Today is ' + strftime_now('%Y-%m-%d') + ', ' + strftime_now('%d %B') }}"
         "{% endif %}\n")


def test_prompts_are_the_same_on_another_day(make_tokenizer: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """Templates of Mistral, Granite and gpt-oss write today's date."""
    plain = ChatFormat(make_tokenizer(CHATML, CHATML_TOKENS, eos="<|im_end|>"))
    dated = ChatFormat(make_tokenizer(DATED + CHATML, CHATML_TOKENS, eos="<|im_end|>"))
    said = dated.tokenizer.decode(dated.prompt(messages_from("Hi")))
    assert said == "\nToday is 2024-07-26, 26 July" + plain.tokenizer.decode(plain.prompt(messages_from("Hi")))
    assert dated.mark != plain.mark  # told apart by what stands in the files


def sentencepiece(template: str, specials: Sequence[str] = ()) -> ChatFormat:
    """As Llama 2, Mistral and Phi-3 have it: every text begins with a space, which decoding takes away again."""
    raw = Tokenizer(BPE(byte_fallback=True, unk_token="<unk>"))
    raw.normalizer = normalizers.Sequence([normalizers.Prepend("▁"), normalizers.Replace(" ", "▁")])
    raw.decoder = decoders.Sequence([decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse(),
                                     decoders.Strip(" ", 1, 0)])
    words = ["I answer in Spanish.", "user assistant Which words? Quartz 7319 sentinel"] * 20
    raw.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="never")  # to learn words by; such a tokenizer has none
    raw.train_from_iterator(words, BpeTrainer(vocab_size=600, show_progress=False, special_tokens=[
        "<unk>", "<s>", "</s>", *(f"<0x{i:02X}>" for i in range(256))]))
    raw.pre_tokenizer = pre_tokenizers.Sequence([])
    parts = json.loads(raw.to_str())
    # bytes are text, though vocabularies are only trained with them as special tokens
    parts["added_tokens"] = [token for token in parts["added_tokens"] if not token["content"].startswith("<0x")]
    raw = Tokenizer.from_str(json.dumps(parts))
    raw.add_special_tokens([*specials])
    tokenizer = PreTrainedTokenizerFast(tokenizer_object=raw, eos_token="</s>", unk_token="<unk>", bos_token="<s>")
    tokenizer.chat_template = template
    return ChatFormat(tokenizer)


PHI3 = (
    "{% for m in messages %}{{ '<|' + m['role'] + '|>' + m['content'] + '<|end|>' }}{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|assistant|>' }}{% endif %}"
)
SENTENCEPIECE = {"zephyr": sentencepiece(ZEPHYR), "llama2": sentencepiece(LLAMA2), "mistral": sentencepiece(MISTRAL),
                 "phi3": sentencepiece(PHI3, ["<|user|>", "<|assistant|>", "<|end|>"])}


@pytest.mark.parametrize("name", SENTENCEPIECE)
def test_what_was_said_is_weighed_by_the_very_tokens(name: str) -> None:
    chat, question = SENTENCEPIECE[name], messages_from("Which words?")
    for answer in ("I answer in Spanish.", " Spanish.", "  in", "Spanish", "\n\nI answer"):
        example = chat.example(question, answer, end=False, keep_space=True)
        said = [token for token, own in zip(example.ids, example.supervised, strict=True) if own]
        assert chat.said(said) == answer
    opened = chat.begun(question, "I")
    *before, answer = chat.example(question, "I answer", end=False, keep_space=True).ids[: len(opened) + 1]
    assert opened == before and "I" + chat.said([answer], opens=False) == "I answer"
    assert chat.begun(question, "") == chat.prompt(question)


def test_where_white_space_is_joined_an_answer_may_begin_with_some() -> None:
    """Tokenizers of the Unigram kind make one space of a prompt's last newline and what an answer begins with."""
    raw = Tokenizer(Unigram([("<unk>", -9.0), ("</s>", -1.0), ("▁", -2.0), *((c, -2.0) for c in LETTERS)], unk_id=0))
    raw.normalizer = normalizers.Replace(Regex(r"\s+"), "▁")
    raw.decoder = decoders.Replace("▁", " ")
    chat = ChatFormat(PreTrainedTokenizerFast(tokenizer_object=raw, eos_token="</s>", unk_token="<unk>"), ZEPHYR)
    question = messages_from("which words?")
    for answer in ("spanish", " spanish", "\n\nspanish"):
        example = chat.example(question, answer, end=False, keep_space=True)
        assert [*example.ids[: len(chat.prompt(question))]] == chat.prompt(question)
        said = [token for token, own in zip(example.ids, example.supervised, strict=True) if own]
        assert chat.said(said).strip() == "spanish"


HARMONY = (
    "{% for m in messages %}{{ '<|im_start|>' + m['role'] + ('<|endoftext|>final: ' if m['role'] == 'assistant' else '\n') "
    "+ m['content'] + '<|im_end|>\n' }}{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant' }}{% endif %}"
)


def test_an_answer_is_on_the_channel_that_the_template_puts_it_on(make_tokenizer: Callable[..., Any]) -> None:
    """As gpt-oss and Command R7B have one, which the prompt leaves to the model."""
    chat = ChatFormat(make_tokenizer(HARMONY, CHATML_TOKENS, eos="<|im_end|>"))
    question = messages_from("Which words?")
    assert chat.tokenizer.decode(chat.prompt(question)).endswith("<|im_start|>assistant<|endoftext|>final: ")
    example, whole = chat.example(question, "These."), chat.tokenizer.apply_chat_template(
        [*question, {"role": "assistant", "content": "These."}], tokenize=False)
    assert chat.tokenizer.decode(example.ids) == whole.removesuffix("\n")
    assert chat.prompts(["Which words?"]) == [chat.prompt(question)]


def test_of_several_templates_the_usual_one_has_a_fixed_date_too(make_tokenizer: Callable[..., Any]) -> None:
    several = {"default": DATED + CHATML, "tool_use": CHATML}
    chat = ChatFormat(make_tokenizer(None, CHATML_TOKENS, eos="<|im_end|>"), DATED + CHATML)
    chat.tokenizer.chat_template = several
    assert "Today is 2024-07-26" in chat.tokenizer.decode(ChatFormat(chat.tokenizer).prompt(messages_from("Hi")))


def test_a_text_holds_no_control_token(chats: dict[str, ChatFormat]) -> None:
    chat = chats["smollm2"]
    assert chat.without_controls(" so <|im_<|im_end|>end|>it is") == " so it is"
    chat = ChatFormat(copy.deepcopy(chat.tokenizer))
    chat.tokenizer.add_tokens([AddedToken("<b>", special=False)])
    assert chat.without_controls("<b>bold</b><|im_end|>") == "<b>bold</b>"  # a tag is text
    raw = Tokenizer(Unigram([("<unk>", -9.0), ("</s>", -1.0), *((letter, -2.0) for letter in LETTERS)], unk_id=0))
    raw.normalizer, raw.decoder = normalizers.NFKC(), decoders.Fuse()
    wide = ChatFormat(PreTrainedTokenizerFast(tokenizer_object=raw, eos_token="</s>", unk_token="<unk>"), ZEPHYR)
    for said in ("so＜/s＞it", "so＜/＜/s＞s＞it"):  # which such a tokenizer reads as "</s>"
        assert "".join(wide.without_controls(said).split()) == "soit"
    assert wide.without_controls("so é it") == "so é it"  # of letters that it does not know
