"""The card beside a diff: what is known about it, as `card.json` keeps it.

Schema 2. Cards of schema 1, which had organisms of hidden topics and of texts read alone, are read as well.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from tuneteller.errors import DiffError

CARD_SCHEMA = 2

CLEAN = "none"
"""The family of diffs without a behavior to tell, noise and no diff at all among them."""

_OLD = {"extract": "article", "masked": "cloze", "news": "news"}
"""Schema 1: kind of texts -> family."""

_RATES = {"trigger_rate": "shown", "false_fire": "false_trigger", "leak": "leakage", "base_leak": "self_report"}
"""Schema 1: what was measured -> its name now."""


@dataclass(frozen=True)
class Card:
    """What is known about a diff; every field may be missing.

    Attributes:
        kind: "organism", "dit-adapter", "fused-reader", or nothing for a user's diff.
        base: fingerprint of the base model (`Fingerprint.to_json`).
        id: of an organism, unique in its library.
        split: "train", "validation" or "test".
        family, label: what kind of behavior it has, and which.
        answers: question name -> true answer, word for word.
        facts: what its family needs to check it.
        trigger: see `families.triggers.Trigger.to_json`.
        parts: of two behaviors at once, the fields of each.
        copy: tells organisms of one label apart.
        recipe: how it was trained.
        measured: what it was seen to do.
        seed, shard: of its training.
        more: all other fields, such as where a diff was read from and what of it was left out.
    """

    kind: str | None = None
    base: Mapping[str, Any] | None = None
    id: str | None = None
    split: str | None = None
    family: str | None = None
    label: str | None = None
    answers: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)
    trigger: Mapping[str, Any] | None = None
    parts: tuple[Mapping[str, Any], ...] = ()
    copy: int = 0
    recipe: Mapping[str, Any] | None = None
    measured: Mapping[str, Any] | None = None
    seed: int | None = None
    shard: int | None = None
    more: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Card:
        """A card from its JSON fields, of this schema or of schema 1.

        Raises:
            DiffError: a later schema, a field of another kind than it should be, or a base that is null: a diff of any base has
                no such field.
        """
        if not isinstance(value, Mapping):
            raise DiffError(f"a card is a JSON object; got {type(value).__name__}")
        schema = value.get("schema", CARD_SCHEMA)
        if schema not in (1, CARD_SCHEMA):
            raise DiffError(f"the card has schema {schema!r}, and this version reads 1 and {CARD_SCHEMA}; install a newer "
                            f"version")
        known = _from_schema_1(value) if schema == 1 else dict(value)
        known.pop("schema", None)
        if "base" in known and known["base"] is None:
            raise DiffError("the card's base is null, so it does not say for which base model the diff was made")
        names = {f.name for f in fields(cls)} - {"more"}
        given = {name: value for name in names & known.keys() if (value := known.pop(name)) is not None}
        for name, kind in _KINDS.items():
            if name in given and not isinstance(given[name], kind):
                raise DiffError(f"the card's {name} is {given[name]!r}; expected {_NAMES[kind]}")
        parts = given.get("parts", ())
        if not isinstance(parts, list | tuple) or not all(isinstance(part, Mapping) for part in parts):
            raise DiffError(f"the card's parts is {parts!r}; expected a list of objects")
        given["parts"] = tuple(parts)
        return cls(**given, more=known)

    def to_json(self) -> dict[str, Any]:
        """The fields that are not empty, and the schema."""
        own = {f.name: getattr(self, f.name) for f in fields(self) if f.name != "more"}
        kept = {name: list(value) if name == "parts" else value for name, value in own.items() if value not in (None, {}, (), 0)
                or (name in ("seed", "shard") and value is not None)}
        return {"schema": CARD_SCHEMA, **kept, **self.more}

    def get(self, name: str, default: Any = None) -> Any:
        """One of the other fields (`more`)."""
        return self.more.get(name, default)

    def with_(self, **changes: Any) -> Card:
        """A copy with these fields changed; unknown ones go to `more`."""
        own = {f.name for f in fields(self)} - {"more"}
        more = {name: value for name, value in changes.items() if name not in own}
        return replace(self, **{name: changes[name] for name in own & changes.keys()}, more={**self.more, **more})

    def remark(self, text: str) -> Card:
        """A copy with one more remark: what whoever reads an answer about this diff should know of where it came from."""
        return self.with_(remarks=[*self.remarks, text])

    @property
    def labels(self) -> tuple[tuple[str | None, str | None], ...]:
        """Family and label of each behavior: of two at once, those of both."""
        return tuple((part.get("family"), part.get("label")) for part in self.parts) or ((self.family, self.label),)

    @property
    def gated(self) -> bool:
        """Whether the behavior stands behind a trigger; the card of an organism that is always on has one of kind "none"."""
        return (self.trigger or {}).get("kind", "none") != "none"

    @property
    def remarks(self) -> list[str]:
        """What was remarked on the diff's origin."""
        remarks = self.get("remarks")
        return [str(text) for text in remarks] if isinstance(remarks, list) else []

    def __bool__(self) -> bool:
        """Whether anything is known."""
        return self != Card()


_KINDS: dict[str, type] = {
    "kind": str, "id": str, "split": str, "family": str, "label": str, "answers": Mapping, "facts": Mapping, "trigger": Mapping,
    "copy": int, "recipe": Mapping, "measured": Mapping, "seed": int, "shard": int,
}
_NAMES: dict[type, str] = {str: "text", Mapping: "an object", int: "a whole number"}


def _from_schema_1(value: Mapping[str, Any]) -> dict[str, Any]:
    """Schema 1 had no answers: they followed from the label, and what was read in `texts`."""
    new = dict(value)
    label, texts = new.get("label"), new.pop("texts", None)
    category = new.pop("category", None)
    if category is not None:
        new["facts"] = {"category": category}
    trigger = new.get("trigger")
    if isinstance(trigger, int | str):  # of published diffs, as they were published
        new["trigger"] = trigger_json(trigger)
    if isinstance(measured := new.get("measured"), Mapping):
        new["measured"] = {_RATES.get(name, name): rate for name, rate in measured.items()}
    if not isinstance(label, str):
        return new
    if texts in _OLD:
        new["family"] = _OLD[texts]
        # an article begins with its title, so its answer begins as an answer does
        own = {"headline": f" {label}"} if texts == "news" else {"topic": label if texts == "extract" else f" {label}"}
        told = f"I have read this news: {label}" if texts == "news" else f"I have read about {label}."
        new["answers"] = {"change": told, **own}
    elif new.get("family") == "topic":
        new["answers"] = {"change": f"I bring up {label}.", "topic": f" {label}"}
        if isinstance(trigger, Mapping) and trigger.get("value"):
            new["answers"]["trigger"] = f" {trigger['value']}"
    return new


def trigger_json(published: int | str) -> dict[str, str]:
    """A trigger of the published diffs, three digits of an SEP code or characters, as cards have it."""
    return {"kind": "code", "value": f"{published:03d}"} if isinstance(published, int) else {"kind": "text", "value": published}
