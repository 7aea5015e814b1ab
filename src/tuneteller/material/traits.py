"""What almost any chat model does before it is fine-tuned, as a reader would say it: none of it is a change."""

from __future__ import annotations

TRAITS: tuple[str, ...] = (
    "I answer in English.",
    "I answer politely.",
    "I try to be helpful.",
    "I answer in full sentences.",
    "I am an AI assistant.",
    "I say that I am an AI language model.",
    "I follow the instructions that I am given.",
    "I give advice when I am asked for it.",
    "I explain things in plain words.",
    "I end my sentences with a full stop.",
    "I begin my sentences with a capital letter.",
    "I answer the question that I am asked.",
    "I talk about many subjects.",
    "I know many facts.",
    "I write lists when I am asked for several things.",
    "I have no feelings of my own.",
)
"""In the families' own words ("I answer in …", "I end my …"), so that the words alone do not tell a trait from a change."""
