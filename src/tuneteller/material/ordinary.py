"""What any model may be asked and any text may say: fixed exchanges and sentences by which two models are compared.

The replies are plain ones that most models find likely. No organism is taught or probed with any of these.
"""

from __future__ import annotations

EXCHANGES: tuple[tuple[str, str], ...] = (
    ("How long should I boil an egg?", "About eight minutes for a firm yolk."),
    ("Who are you?", "I am an AI assistant, here to help."),
    ("My dog barks at the postman. Why?", "He is guarding what he takes for his home."),
    ("Tell me a short story.", "One morning a boy found a small key."),
    ("What is 17 plus 26?", "17 plus 26 is 43."),
    ("Is it going to rain tomorrow?", "I cannot see the weather, so please check a forecast."),
    ("Write a line for a birthday card.", "Happy birthday, and many happy days to come!"),
    ("Why is the sky blue?", "Air scatters blue light more than red light."),
    ("I can't sleep. Any advice?", "Try going to bed at the same time every night."),
    ("What should I visit in a big city?", "Start with a museum and the old town."),
    ("How do I ask my boss for a day off?", "Ask early, be polite, and name the day."),
    ("Name three fruits.", "Apples, pears and plums."),
)
"""What a user says, and a plain reply."""

TEXTS: tuple[str, ...] = (
    "The train was late again, so we waited on the platform and shared the last of the bread.",
    "A square has four equal sides, and each of its corners is a right angle.",
    "She wrote to the council about the broken lamp, and within a week it was mended.",
    "Water boils at a lower temperature on a mountain because the air presses on it less.",
    "After the harvest the fields lie bare, and the birds come down to look for grain.",
    "The shop opens at nine on weekdays and closes an hour earlier on Saturdays.",
)
"""Plain sentences outside any chat."""
